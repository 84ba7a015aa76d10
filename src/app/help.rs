//! The help: every key, and what is worth knowing once.

use super::{
    answer::{Answer, Pane, rule},
    message::{Mode, Settings},
};
use crate::text::{self, Line, Role, Span};

/// Where a key does something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyScope {
    /// Everywhere.
    Anywhere,
    /// Not in a kiosk.
    Desk,
    /// With `--unanswered`.
    Saving,
}

use KeyScope::{Anywhere, Desk, Saving};

/// What each key does, and where: the help, the man page and the README's table say this.
pub(crate) const KEYS: [(&str, &str, KeyScope); 16] = [
    (
        "any letter",
        "search, at once; whole sentences are fine",
        Anywhere,
    ),
    (
        "↑ ↓",
        "previous, next question (or Ctrl+P Ctrl+N, Ctrl+K Ctrl+J)",
        Anywhere,
    ),
    ("PgUp PgDn", "scroll the answer", Anywhere),
    (
        "Home End",
        "first, last question; in a search, its beginning and end",
        Anywhere,
    ),
    ("Enter", "the answer on the full page", Anywhere),
    ("Esc", "one step back: help, page, search text", Anywhere),
    ("F2", "new call: clear everything", Anywhere),
    ("Tab", "next match in the answer (also F3)", Anywhere),
    (
        "Left Right",
        "move in the search text (also Ctrl+A, Ctrl+E)",
        Anywhere,
    ),
    (
        "Ctrl+W",
        "erase a word; Ctrl+U, all before the cursor",
        Anywhere,
    ),
    ("F1", "this help", Anywhere),
    ("F5", "read the FAQ again", Anywhere),
    ("F8", "save the question for the doctor", Saving),
    ("Ctrl+Y", "copy the answer", Desk),
    ("Ctrl+L", "paint the screen again", Anywhere),
    ("Ctrl+Q", "quit (also Ctrl+C)", Desk),
];

/// Columns of the keys' names.
const NAMES: usize = 12;

/// The help's rows. Keys that do nothing here are left out.
pub(super) fn help(settings: &Settings, pane: Pane) -> Answer {
    let works = |place: KeyScope| match place {
        Anywhere => true,
        Desk => settings.mode == Mode::Desk,
        Saving => settings.unanswered,
    };
    let mut rows = Vec::new();
    for (key, what, _) in KEYS.iter().filter(|(_, _, place)| works(*place)) {
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

#[cfg(test)]
mod tests {
    use super::{KEYS, KeyScope};

    #[test]
    fn the_readme_tells_the_same_keys() {
        let readme = include_str!("../../README.md").lines();
        let table = readme.skip_while(|line| !line.starts_with("| key |"));
        let table: Vec<_> = table
            .take_while(|line| line.starts_with('|'))
            .skip(2)
            .collect();
        let expected = KEYS.map(|(key, what, place)| match place {
            KeyScope::Saving => format!("| {key} | {what} (with `--unanswered`) |"),
            KeyScope::Desk => format!("| {key} | {what}; not in a kiosk |"),
            KeyScope::Anywhere => format!("| {key} | {what} |"),
        });
        assert_eq!(table, expected, "expected:\n{}", expected.join("\n"));
    }
}
