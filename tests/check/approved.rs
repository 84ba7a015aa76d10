//! What a file says about the doctor's approval of each entry.

use frontdesk::{faq::Standing, seal::Seal};
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
    let other = format!("approved: {day} 00000000");
    let tomorrow = "approved: 2026-11-23 7c1d90ab";
    let later = format!("approved: 2026-11-21 {seal}");
    let is_due = format!("review_due: {due}\n");
    for (header, first, standing) in [
        ("", &*fits, Standing::Approved(day)),
        ("", &other, Standing::ChangedSince(day)),
        ("", tomorrow, Standing::ChangedSince(date(2026, 11, 23))),
        (&is_due, &fits, Standing::Overdue(due)),
        (&is_due, &later, Standing::Approved(date(2026, 11, 21))),
        ("review_due: 2026-11-22\n", &fits, Standing::Approved(day)),
    ] {
        let text = faq(header, first);
        assert_eq!(standings(&text), [standing, Standing::NotYet], "{text}");
        let told = problems(&text);
        let is_overdue = told.iter().any(|p| p.message.contains("overdue"));
        assert_eq!(is_overdue, standing == Standing::Overdue(due), "{text}");
    }
}

#[test]
fn a_file_without_any_seal_keeps_the_weaker_review() {
    let day = date(2026, 11, 1);
    for (header, standing) in [
        ("reviewed: 2026-11-01\n", Standing::Reviewed(day)),
        ("review_due: 2026-11-01\n", Standing::Overdue(day)),
        ("", Standing::NeverReviewed),
    ] {
        assert_eq!(standings(&faq(header, "id: hurt")), [standing; 2]);
    }
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
        let approved = Standing::Approved(date(2026, 11, 1));
        assert_eq!(standings(&faq("", &text))[0], approved, "{text}");
    }
}
