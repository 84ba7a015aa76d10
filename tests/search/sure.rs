//! Which hits are fit to be read out: of the clinic's FAQ as a whole. Single questions are in the folder
//! `cases`.

use super::*;

#[test]
fn what_the_faq_does_not_answer_is_seldom_sure() {
    let queries: Vec<&str> = include_str!("seldom_sure.txt").lines().collect();
    let is_sure = |query: &&&str| {
        let found = search(clinic(), query);
        found.hand_over.is_empty() && found.is_sure
    };
    let sure: Vec<&&str> = queries.iter().filter(is_sure).collect();
    let count = sure.len();
    assert!(count * 5 <= 2 * queries.len(), "{count} sure: {sure:?}");
}
