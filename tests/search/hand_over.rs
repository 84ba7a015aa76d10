//! Words that are handed over instead of answered, where no single case shows it.

use super::*;

#[test]
fn a_hand_over_word_is_heard_after_much_that_is_none() {
    for before in [".".repeat(4_001), "x-y ".repeat(700)] {
        let found = search(clinic(), &format!("{before} keloid"));
        assert!(!found.hand_over.is_empty());
    }
}

#[test]
fn a_pasted_page_is_taken_by_its_beginning() {
    let index = clinic();
    let page = format!("does it hurt {}", "lorem ipsum dolor pregnant ".repeat(500));
    let found = search(index, &page);
    assert!(!found.hand_over.is_empty());
    assert_eq!(index.faq().entry(found.hits[0].entry).id, HURT);
    let _ = search(index, &"x".repeat(100_000));
}

#[test]
fn no_pair_of_common_words_is_handed_over_unless_one_is_listed() {
    let groups = clinic().faq().topics().iter().flat_map(|t| &t.hand_over);
    let listed: Vec<&String> = groups.flat_map(|group| &group.words).collect();
    let is_listed = |word: &&str| {
        let words = listed.iter().flat_map(|phrase| phrase.split(' '));
        let found = clinic().ask(Query {
            text: word,
            ending: Ending::Closed,
        });
        words.into_iter().any(|listed| listed == *word) || !found.hand_over.is_empty()
    };
    let words: Vec<&str> = COMMON
        .split_whitespace()
        .filter(|word| !is_listed(word))
        .collect();
    assert!(words.len() > 250, "{} are left", words.len());
    for first in &words {
        // Each pair in both orders, in one query.
        let query = words.join(&format!(" {first} "));
        assert_eq!(by_words(clinic(), &query).hand_over, [], "for {first:?}");
    }
}

/// The three hundred commonest words of English.
const COMMON: &str = include_str!("common_words.txt");
