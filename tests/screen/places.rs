//! Where things stand: always in the same place, and one text a row.

use frontdesk::{app::Message, faq::Source, labels::Labels, seal::Seal};
use jiff::civil::date;
use proptest::prelude::*;
use ratatui::layout::Rect;

use crate::{
    STATES,
    desk::{Desk, clinic, faq, lasers, matab, practice, settings},
};

#[test]
fn rows_follow_the_size_alone() {
    for (columns, rows, home, searching, heading, body) in [
        (80, 24, (3, 5), (3, 3), 6, (7, 16)),
        (100, 30, (4, 6), (4, 4), 9, (11, 17)),
        (120, 40, (4, 8), (4, 8), 13, (15, 23)),
        (160, 48, (4, 8), (4, 8), 13, (15, 31)),
    ] {
        let rows_of = |rect: Rect| (rect.y, rect.height);
        let mut desk = Desk::new(columns, rows);
        let layout = desk.model.layout.expect("room enough");
        assert_eq!(rows_of(layout.list), home, "{columns}x{rows} at home");
        desk.keys("layer remvoed");
        let layout = desk.model.layout.expect("room enough");
        assert_eq!(rows_of(layout.list), searching, "{columns}x{rows}");
        assert_eq!(layout.heading.y, heading, "{columns}x{rows}");
        assert_eq!(rows_of(layout.body), body, "{columns}x{rows}");
        assert_eq!(layout.keys.y, rows - 1, "{columns}x{rows}");
        let width = columns.min(88);
        let body = (layout.body.x, layout.body.width);
        assert_eq!(body, ((columns - width) / 2, width));
    }
    let mut desk = Desk::new(40, 15);
    let layout = desk.model.layout.expect("room enough");
    assert_eq!((layout.list.y, layout.list.height), (1, 13));
    desk.keys("layer remvoed");
    let layout = desk.model.layout.expect("room enough");
    assert!(layout.list.is_empty());
    let (body, next) = (layout.body, layout.next.y);
    assert_eq!((body.y, body.height, next), (3, 10, 13));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn list_and_title_do_not_move_between_queries(
        queries in prop::collection::vec(prop::sample::select(vec![
            "hurt", "layer of skin", "oily", "acne", "how long", "laser 12", "safe scars", "what can I", "d",
        ]), 2..6),
        source in prop::sample::select(vec![clinic().clone(), lasers(60)]),
        (columns, rows) in prop::sample::select(vec![(80, 24), (100, 30), (120, 40), (60, 16)]),
    ) {
        let mut desk = Desk::with(&source, settings(columns, rows));
        let mut places = Vec::new();
        for query in queries {
            desk.keys("<f2>").keys(query);
            let layout = desk.model.layout.expect("room enough");
            if !layout.list.is_empty() {
                places.push((layout.list, layout.heading.y));
            }
        }
        places.dedup();
        prop_assert!(places.len() <= 1, "{places:?}");
    }
}

#[test]
fn each_row_holds_one_text() {
    for (columns, rows) in [(80, 24), (120, 40), (100, 30), (160, 48), (40, 15)] {
        let mut desk = Desk::with(&practice(), settings(columns, rows));
        for (_, keys) in STATES {
            let text = desk.keys("<f2>").keys(keys).text();
            for row in text.lines().skip(3).take(usize::from(rows) - 4) {
                let row = row.trim_matches(|c: char| "▌▐█┊›?↓ ".contains(c));
                let parts = row.split("  ").map(str::trim);
                let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
                let letters = |part: &str| part.chars().count();
                let is_one = match parts.as_slice() {
                    [] | [_] => true,
                    // A name before what it means, a label behind a text, the way a caller put it.
                    [name, text] => {
                        letters(name) <= 14
                            || text.split(" · ").all(|label| letters(label) <= 30)
                            || text.starts_with("asked as: ")
                    }
                    [_, also, label] => also.starts_with("asked as: ") && letters(label) <= 30,
                    _ => false,
                };
                assert!(is_one, "{keys:?} at {columns}x{rows}: {row:?}\n{text}");
            }
        }
    }
}

#[test]
fn who_speaks_is_said_before_the_words() {
    let mut desk = Desk::with(&practice(), settings(120, 40));
    desk.keys("sun afterwards peel hurt");
    desk.keys("<f2>painful").shows_in_order(
        "Skin care|painful|Does a peel|No. The cream|Dr. Leila Fard\n|“If anything|\
         STAFF ONLY · never read aloud|Reviewed by the doctor",
    );
}

#[test]
fn what_is_written_from_the_right_is_set_from_the_right() {
    let mut desk = Desk::with(&matab(), settings(80, 24));
    desk.keys("درد دارد");
    let (buffer, _) = desk.buffer();
    let row_of = |letters: &str, from: u16| {
        let row = |y: u16| (0..80).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        let y = (from..24).find(|y| row(*y).contains(letters));
        let y = y.expect("on screen");
        [3, 75, 76, 79].map(|x| buffer[(x, y)].symbol())
    };
    for (letters, from) in [("درد", 3), ("خیر", 7), ("سوخت", 7)] {
        let [last, first, ..] = row_of(letters, from);
        assert!(last == " " && first != " ", "{}", desk.text());
    }
    // The quote's bar and the mark that opens it stand right of it.
    let [.., mark, bar] = row_of("سوخت", 7);
    assert_eq!((mark, bar), ("»", "▌"), "{}", desk.text());
}

/// An FAQ of entries that were approved on these days.
fn approved_on(days: &[&str]) -> Source {
    let entry = |(number, day): (usize, &&str)| {
        let question = format!("Is {number} safe?");
        let seal = Seal::of(&question, "It is.\n");
        format!("- question: {question}\n  answer: |\n    It is.\n  approved: {day} {seal}\n")
    };
    let entries: String = days.iter().enumerate().map(entry).collect();
    faq(&format!("title: T\nlanguage: en\nentries:\n{entries}"))
}

#[test]
fn what_the_doctor_approved_within_a_week_is_marked_in_the_list() {
    let source = approved_on(&["2026-11-22", "2026-11-16", "2026-11-15"]);
    for (code, mark) in [("en", "new"), ("de", "neu"), ("fa", "تازه"), ("ar", "جديد")] {
        let mut desk = Desk::set(&source, |settings| {
            settings.language = Some(Labels::of(code));
        });
        for keys in ["", "safe"] {
            let text = desk.keys(keys).text();
            let marked = text.lines().skip(3).take(3).map(|row| row.contains(mark));
            assert_eq!(marked.collect::<Vec<_>>(), [true, true, false], "{text}");
        }
        desk.send(Message::Today(date(2026, 11, 23)));
        let text = desk.text();
        let second = text.lines().nth(4).unwrap_or_default();
        assert!(!second.contains(mark), "{text}");
    }
}

#[test]
fn where_approved_entries_stand_alone_the_box_says_how_many_are_left_out() {
    let today = date(2026, 11, 22);
    let text = "title: T\nentries:\n- question: Is it safe?\n  answer: Yes.\n";
    let open = faq(text).load(today, &mut |_| {}).expect("no mistakes");
    let approved = approved_on(&["2026-11-01", "2026-11-02"]);
    let mut loaded = approved.load(today, &mut |_| {}).expect("no mistakes");
    for (faq, words) in [
        (open.faq, "Left out because not approved: 1 ─ 0 questions"),
        (loaded.faq.clone(), "─ 2 questions ─╮"),
    ] {
        let mut settings = settings(80, 24);
        settings.approved_only = true;
        let mut desk = Desk::loading(settings);
        loaded.faq = faq.approved_alone(today);
        desk.ready(loaded.clone());
        desk.says(words);
        desk.keys("is it safe").hides("Yes.");
    }
}

#[test]
fn an_entry_that_was_changed_after_its_approval_says_so_and_one_never_approved_too() {
    let source = faq(
        "title: T\nentries:\n  - question: Does it hurt?\n    answer: No.\n    approved: 2026-11-01 00000000\n  - question: Is it safe?\n    answer: Yes.\n",
    );
    let mut desk = Desk::with(&source, settings(80, 24));
    desk.says("! changed since approved")
        .says("Changed since the doctor approved it on");
    // The file is approved entry by entry.
    desk.hides("not yet reviewed");
    desk.keys("<down>")
        .says("! not yet approved")
        .says("Not yet approved by the doctor.");
}
