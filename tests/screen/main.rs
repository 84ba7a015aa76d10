//! What the receptionist sees: keys in, screens out, with their styles.

mod desk;
mod events;
mod picture;
mod properties;
mod typing;

use clap::ValueEnum as _;
use desk::{Desk, settings};
use frontdesk::{
    app::Message,
    faq::Source,
    theme::{Charset, Choice, Theme},
};
use ratatui::style::Color;

/// What the desk can look like, and the keys that lead there.
const STATES: [(&str, &str); 7] = [
    ("home", ""),
    ("searching", "remvoed layer"),
    ("quote", "blood in videos<tab>"),
    ("no-match", "parking"),
    ("hand-over", "i am pregnant"),
    ("full-page", "damage<enter>"),
    ("help", "<f1>"),
];

/// Every state at every size, as a person would see it, colours and cursor included.
#[test]
fn the_screens() {
    for (columns, rows) in [(80, 24), (120, 40), (40, 15)] {
        for (name, keys) in STATES {
            let mut desk = Desk::new(columns, rows);
            desk.keys(keys);
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), desk.styled());
        }
    }
}

#[test]
fn the_cursor_stands_where_a_screen_reader_should_read() {
    for (keys, cursor) in [
        ("", (9, 1)),
        ("skin", (13, 1)),
        ("skin<left><left>", (11, 1)),
        ("<down><down>", (0, 5)),        // At the chosen question.
        ("<down><down><enter>", (0, 3)), // At the page's text.
    ] {
        let mut desk = Desk::new(80, 24);
        assert_eq!(desk.keys(keys).buffer().1, Some(cursor), "{keys}");
    }
}

#[test]
fn topics_are_headings_and_reviews_are_badges() {
    let dir = tempfile::tempdir().expect("a folder");
    let write =
        |name: &str, text: &str| std::fs::write(dir.path().join(name), text).expect("written");
    write(
        "a.yaml",
        "title: Lasers\nreviewed: 2026-01-01\nreview_due: 2026-02-01\nentries:\n- question: Red?\n  answer: Yes it is.\n",
    );
    write(
        "b.yaml",
        "title: Peels\nreviewed: 2026-01-01\nentries:\n- question: Sour?\n  answer: A little.\n",
    );
    let source = Source::Paths(vec![dir.path().to_owned()]);
    let mut desk = Desk::with(&source, settings(80, 24));
    let text = desk.text();
    assert!(
        text.contains("\nLasers\n› Red?\nPeels\n  Sour?\n"),
        "{text}"
    );
    assert!(text.contains("REVIEW OVERDUE"), "{text}");
    let text = desk.keys("<down>").text();
    assert!(
        text.starts_with("Peels") && !text.contains("OVERDUE"),
        "{text}"
    );
    assert!(text.contains("Reviewed on 2026-01-01"), "{text}");
    desk.keys("<f2>peels");
    assert_eq!(desk.about(), "sour");
}

#[test]
fn a_terminal_without_unicode_gets_ascii_alone() {
    for choice in Choice::value_variants() {
        for (_, keys) in STATES {
            let mut desk = Desk::new(80, 24);
            desk.theme = Theme::new(*choice, Charset::Ascii);
            desk.keys(keys);
            assert!(desk.text().is_ascii(), "{}", desk.text());
        }
    }
}

#[test]
fn the_monochrome_theme_tells_by_bold_reverse_and_underline() {
    for (_, keys) in STATES {
        let mut desk = Desk::new(80, 24);
        desk.theme = Theme::new(Choice::Mono, Charset::Unicode);
        desk.keys(keys);
        let (buffer, _) = desk.buffer();
        let colours = buffer.content.iter().flat_map(|cell| [cell.fg, cell.bg]);
        let mut colours = colours.filter(|colour| *colour != Color::Reset);
        assert_eq!(colours.next(), None, "{}", desk.styled());
    }
    let mut desk = Desk::new(80, 24);
    desk.theme = Theme::new(Choice::Mono, Charset::Unicode);
    let styled = desk.keys("blood in videos").styled();
    assert!(
        styled.contains("reverse") && styled.contains("bold underline"),
        "{styled}"
    );
}

#[test]
fn the_shape_follows_the_size() {
    for ((columns, rows), side_by_side, two_panes) in [
        ((100, 16), true, true),
        ((99, 16), false, true),
        ((50, 16), false, true),
        ((49, 16), false, false),
        ((50, 15), false, false),
        ((100, 15), false, false),
    ] {
        let desk = Desk::new(columns, rows);
        let layout = desk.model.layout().expect("room enough");
        assert_eq!(!layout.divider.is_empty(), side_by_side, "{columns}x{rows}");
        assert_eq!(!layout.answer.is_empty(), two_panes, "{columns}x{rows}");
    }
}

#[test]
fn where_one_pane_has_room_the_keys_to_the_answer_are_named() {
    let mut desk = Desk::new(40, 15);
    desk.says("Enter read");
    desk.says("F2 new");
    desk.keys("<pgdn>");
    assert!(desk.model.selected() > 2, "down the list by a screen");
    desk.keys("<enter>");
    assert_eq!(desk.model.answer().1, 0, "at the answer's beginning");
    desk.says("Esc back");
}

#[test]
fn a_terminal_that_is_too_small_says_so_and_goes_on() {
    let mut desk = Desk::new(10, 3);
    assert!(desk.text().starts_with("Too small"));
    desk.keys("hurt");
    desk.send(Message::Resized(80, 24));
    assert_eq!(desk.about(), "does-microneedling-hurt");
}
