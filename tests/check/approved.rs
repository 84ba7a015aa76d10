//! What a file says about the doctor's approval of each entry.

use frontdesk::{
    faq::{Review, Standing},
    seal::Seal,
};
use jiff::civil::date;

use crate::{TODAY, load, problems};

/// Two entries, `first` with a line below it, and a header.
fn faq(header: &str, first: &str) -> String {
    format!(
        "{header}entries:\n  - question: Does it hurt?\n    answer: No.\n    {first}\n  - question: How long?\n    answer: An hour.\n"
    )
}

fn seal() -> Seal {
    Seal::of("Does it hurt?", "No.")
}

fn standings(text: &str) -> Vec<Standing> {
    let faq = load(text).expect("no mistakes").faq;
    (0..faq.len()).map(|n| faq.standing(n, TODAY)).collect()
}

#[test]
fn an_entry_is_approved_changed_overdue_or_not_yet() {
    let seal = seal();
    let (day, due) = (date(2026, 11, 1), date(2026, 11, 20));
    let fits = format!("approved: {day} {seal}");
    let later = format!("approved: 2026-11-21 {seal}");
    let review_due = format!("review_due: {due}\n");
    for (header, first, standing) in [
        ("", &fits, Standing::Approved(day)),
        (
            "",
            &format!("approved: {day} 00000000"),
            Standing::ChangedSince(day),
        ),
        (&review_due, &fits, Standing::Overdue(due)),
        (&review_due, &later, Standing::Approved(date(2026, 11, 21))),
        ("review_due: 2026-11-22\n", &fits, Standing::Approved(day)),
    ] {
        let text = faq(header, first);
        assert_eq!(standings(&text), [standing, Standing::NotYet], "{text}");
        let overdue = problems(&text)
            .iter()
            .any(|p| p.message.contains("overdue"));
        assert_eq!(overdue, matches!(standing, Standing::Overdue(_)), "{text}");
    }
}

#[test]
fn a_file_without_any_seal_keeps_the_weaker_review() {
    let review = Standing::WholeFile(Review::Fine(date(2026, 11, 1)));
    assert_eq!(
        standings(&faq("reviewed: 2026-11-01\n", "id: hurt")),
        [review; 2]
    );
    assert_eq!(
        standings(&faq("", "id: hurt")),
        [Standing::WholeFile(Review::Missing); 2]
    );
}

#[test]
fn only_the_words_that_are_read_aloud_count() {
    let seal = seal();
    for text in [
        format!(
            "approved: 2026-11-01 {seal}\n    staff_note: New.\n    also_asked: [Is it painful?]\n    id: hurt # new"
        ),
        format!("staff_note: |\n      New.\n    approved:  \"2026-11-01  {seal}\""),
    ] {
        assert_eq!(
            standings(&faq("", &text))[0],
            Standing::Approved(date(2026, 11, 1)),
            "{text}"
        );
    }
}

#[test]
fn what_is_no_approval_is_a_mistake_with_its_cure() {
    for (value, message) in [
        ("yes", "`yes` is no approval"),
        ("2026-11-01", "`2026-11-01` is no approval"),
        ("2026-11-01 7c1d90a", "is no approval"),
        (
            "2026-11-24 7c1d90ab",
            "`approved` is in the future: today is 2026-11-22",
        ),
        ("", "`approved` is empty"),
    ] {
        let found = problems(&faq("", &format!("approved: {value}")));
        let [problem] = &found[..] else {
            panic!("{found:?}");
        };
        assert_eq!(
            (problem.line, problem.message.contains(message)),
            (4, true),
            "{problem}"
        );
        let advice = problem.advice.as_deref().unwrap_or_default();
        assert!(
            advice.contains("remove this line") && advice.contains("frontdesk approve"),
            "{advice}"
        );
    }
    let tomorrow = faq("", "approved: 2026-11-23 7c1d90ab");
    assert_eq!(
        standings(&tomorrow)[0],
        Standing::ChangedSince(date(2026, 11, 23))
    );
}
