//! The help: every key, what the screen's paint means, and all mistakes in the FAQ.

use super::{arrange::Writer, model::Answer};
use crate::{
    labels::{Labels, fill},
    text::{self, Line, Role, Side, Span, Surface},
};

/// Where a key does something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyScope {
    Anywhere,
    /// Not in a kiosk.
    Desk,
    /// With `--unanswered`.
    Saving,
}

use KeyScope::{Anywhere, Desk, Saving};

/// Keys, what they do, and where.
type Key = (&'static str, fn(&Labels) -> &'static str, KeyScope);

/// What each key does: the help, the man page and the README's table say this. A key that some terminals take
/// for themselves has a second one that none does. Those wanted while a caller waits come first, and last the
/// one that opens the help, which has no need to tell of it.
pub(crate) const KEYS: [Key; 15] = [
    ("F2 Ctrl+O", |l| l.help_new_call, Anywhere),
    ("↑ ↓", |l| l.help_question, Anywhere),
    ("Enter", |l| l.help_full_page, Anywhere),
    ("PgDn PgUp", |l| l.help_scroll, Anywhere),
    ("Esc", |l| l.help_back, Anywhere),
    ("F8 Ctrl+S", |l| l.help_save, Saving),
    ("F2 → Esc", |l| l.help_undo, Desk),
    ("Ctrl+Y", |l| l.help_copy, Desk),
    ("Ctrl+Q", |l| l.help_quit, Desk),
    ("Ctrl+U", |l| l.help_erase, Anywhere),
    ("F5 Ctrl+R", |l| l.help_reload, Anywhere),
    ("Home End", |l| l.help_ends, Anywhere),
    ("Tab F3", |l| l.help_next_mark, Anywhere),
    ("Ctrl+L", |l| l.help_redraw, Anywhere),
    ("F1 Ctrl+G", |l| l.help, Anywhere),
];

/// How many of [`KEYS`] are wanted while a caller waits.
const DURING_A_CALL: usize = 6;

/// Columns of the keys' names, and of the samples, where a language does not want more.
const NAMES: usize = 12;
const SAMPLES: usize = 17;

impl Writer<'_> {
    /// The help. Keys that do nothing here are left out.
    pub(super) fn help(&self) -> Answer {
        let (labels, settings) = (self.labels, &self.model.settings);
        let works = |place: KeyScope| match place {
            Anywhere => true,
            Desk => !settings.kiosk,
            Saving => settings.unanswered.is_some(),
        };
        let mut rows = self.mistakes();
        let widest = KEYS.map(|(key, ..)| text::width(&labels.key(key)) + 2);
        let names = widest.into_iter().fold(NAMES, usize::max);
        let add = |keys: &[Key], rows: &mut Vec<Line>| {
            for (key, what, _) in keys.iter().filter(|(.., place)| works(*place)) {
                let name = labels.key(key);
                rows.extend(self.sample(&name, names, what(labels), Surface::Page));
            }
        };
        self.begin_part(labels.during_a_call, &mut rows);
        add(&KEYS[..DURING_A_CALL], &mut rows);
        self.begin_part(labels.what_you_see, &mut rows);
        rows.extend(self.samples());
        self.begin_part(labels.now_and_then, &mut rows);
        add(&KEYS[DURING_A_CALL..KEYS.len() - 1], &mut rows);
        let (closes, _) = labels.with_keys(labels.help_closes);
        Answer {
            heading: self.titled(labels.help, Some(Span::new(closes, Role::Meta))),
            rows,
        }
    }

    /// What voices, banners and marks look like.
    fn samples(&self) -> Vec<Line> {
        let labels = self.labels;
        let doctor = match self.model.doctor() {
            "" => labels.doctor,
            doctor => doctor,
        };
        let names = [labels.say, labels.hand_over, labels.staff_only];
        let widest = names.map(|name| text::width(name) + 2);
        let column = widest.into_iter().fold(SAMPLES, usize::max);
        let hand_over = fill(labels.help_hand_over, [labels.urgent]);
        let mut rows = Vec::new();
        for (surface, name, words) in [
            (Surface::Doctor, doctor, labels.help_doctor),
            (Surface::Say, labels.say, labels.help_say),
            (Surface::Stop, labels.hand_over, &hand_over),
            (Surface::Staff, labels.staff_only, labels.help_staff),
        ] {
            if surface != Surface::Staff || !self.model.settings.no_staff {
                rows.extend(self.sample(name, column, words, surface));
            }
        }
        let look = Span::new("!", Role::LookStrong);
        let marks = |room| self.keyed(labels.help_marks, room, Role::Answer);
        rows.extend(self.behind(look, column, marks));
        rows
    }

    /// A name and what it means, in rows of one surface.
    fn sample(&self, name: &str, column: usize, words: &str, surface: Surface) -> Vec<Line> {
        let (named, role) = match surface {
            Surface::Doctor => (Role::Speaker, Role::Quote),
            Surface::Say => (Role::SayLabel, Role::Say),
            Surface::Stop => (Role::Stop, Role::Stop),
            Surface::Staff => (Role::StaffLabel, Role::Staff),
            _ => (Role::Key, Role::Answer),
        };
        let name = Span::new(name, named).cut(column - 2);
        let mut rows = self.behind(name, column, |room| text::wrap(words, room, role, &[]));
        for row in &mut rows {
            row.surface = surface;
            if surface.is_card() {
                let at = match row.side {
                    Side::Left => 0,
                    Side::Right => row.spans.len(),
                };
                row.spans.insert(at, Span::new(" ", role));
            }
        }
        rows
    }

    /// All mistakes in the FAQ, with their cures.
    pub(super) fn mistakes(&self) -> Vec<Line> {
        let mut rows = Vec::new();
        if self.model.problems.is_empty() {
            return rows;
        }
        self.begin_part(self.labels.mistakes_heading, &mut rows);
        let mut add = |words: &str, role| {
            let lines = text::wrap(words, self.layout.text_width(), role, &[]);
            rows.extend(lines.into_iter().map(|line| line.on(Surface::Look)));
        };
        for mistake in &self.model.problems {
            add(&mistake.to_string(), Role::Answer);
            if let Some(advice) = &mistake.advice {
                add(&fill(self.labels.cure, [advice]), Role::Hint);
            }
        }
        rows
    }

    fn begin_part(&self, label: &str, rows: &mut Vec<Line>) {
        if !rows.is_empty() {
            let gap = if self.layout.is_padded { 2 } else { 1 };
            rows.extend(vec![Line::default(); gap]);
        }
        rows.extend(self.label_rows(label, Role::StaffLabel));
    }
}

#[cfg(test)]
mod tests {
    use super::{KEYS, KeyScope, Labels};

    #[test]
    fn the_readme_tells_the_same_keys() {
        let readme = include_str!("../../README.md").lines();
        let table = readme.skip_while(|line| !line.starts_with("| key |"));
        let table: Vec<_> = table
            .take_while(|line| line.starts_with('|'))
            .skip(2)
            .collect();
        let expected = KEYS.map(|(key, what, place)| {
            let what = what(Labels::of("en"));
            match place {
                KeyScope::Saving => format!("| {key} | {what} (with `--unanswered`) |"),
                KeyScope::Desk => format!("| {key} | {what}; not in a kiosk |"),
                KeyScope::Anywhere => format!("| {key} | {what} |"),
            }
        });
        assert_eq!(table, expected, "expected:\n{}", expected.join("\n"));
    }
}
