//! The help: every key, and what is worth knowing once.

use super::{
    Answer, Mode, Settings,
    answer::{Pane, rule},
};
use crate::text::{self, Line, Role, Span};

/// What keys do, as the help and the README tell it.
pub(crate) const KEYS: [(&str, &str); 16] = [
    ("any letter", "search, at once; whole sentences are fine"),
    (
        "↑ ↓",
        "previous, next question (or Ctrl+P Ctrl+N, Ctrl+K Ctrl+J)",
    ),
    ("PgUp PgDn", "scroll the answer"),
    (
        "Home End",
        "first, last question; in a search, its beginning and end",
    ),
    ("Enter", "the answer on the full page"),
    ("Esc", "one step back: help, page, search text"),
    ("F2", "new call: clear everything"),
    ("Tab", "next match in the answer (also F3)"),
    (
        "Left Right",
        "move in the search text (also Ctrl+A, Ctrl+E)",
    ),
    ("Ctrl+W", "erase a word; Ctrl+U, all before the cursor"),
    ("F1", "this help"),
    ("F5", "read the FAQ again"),
    ("F8", "save the question for the doctor"),
    ("Ctrl+Y", "copy the answer"),
    ("Ctrl+L", "paint the screen again"),
    ("Ctrl+Q", "quit (also Ctrl+C)"),
];

/// Columns of the keys' names.
const NAMES: usize = 12;

/// The help's rows. Keys that do nothing here are left out.
pub(super) fn help(settings: &Settings, pane: Pane) -> Answer {
    let works = |key: &str| match key {
        "Ctrl+Y" | "Ctrl+Q" => settings.mode == Mode::Desk,
        "F8" => settings.unanswered,
        _ => true,
    };
    let mut rows = Vec::new();
    for (key, what) in KEYS.iter().filter(|(key, _)| works(key)) {
        let what = text::wrap(
            what,
            pane.text.saturating_sub(NAMES).max(1),
            Role::Answer,
            &[],
        );
        for (number, mut line) in what.into_iter().enumerate() {
            let name = if number == 0 { *key } else { "" };
            line.spans
                .insert(0, Span::new(format!("{name:NAMES$}"), Role::Key));
            rows.push(line);
        }
    }
    rows.push(Line::default());
    let notes = [
        "Type what the caller says, in the caller's words. Words that were found are marked.",
        "Words behind a bar, under a name and in quotation marks, are the doctor's own. What stands under STAFF ONLY is never read aloud.",
    ];
    for note in notes {
        rows.extend(text::wrap(note, pane.text, Role::Hint, &[]));
    }
    let label = Span::new("Keys", Role::Heading);
    Answer {
        title: vec![rule(Some(label), Vec::new(), pane.width)],
        rows,
    }
}
