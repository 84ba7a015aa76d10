//! What answers are made of: banners, sentences to say, steps; and the side that each row is set from.

use std::mem;

use super::arrange::Writer;
use crate::{
    faq::Urgency,
    search::Alert,
    text::{self, Accents, Line, Role, Side, Span, Surface},
};

/// Columns from the beginning of text to what a step says; more where its name is longer.
const STEP: usize = 6;

/// A step's name, and what it says.
pub(super) type Step<'a> = (&'a str, String);

impl Writer<'_> {
    /// The banner over a call that is not to be answered.
    pub(super) fn banner(&self, what: &str, then: &str) -> Vec<Line> {
        let (room, side) = (self.layout.text_width(), self.labels.side());
        let is_beside = text::width(what) + 2 + text::width(then) <= room;
        let mut rows = text::wrap(what, room, Role::Stop, &[]);
        if is_beside && side == Side::Left {
            rows[0].right = vec![Span::new(then, Role::Stop)];
        } else {
            rows.extend(text::wrap(then, room, Role::Stop, &[]));
        }
        let rows = rows.into_iter().map(|row| self.sided(row));
        let blank = (!self.layout.is_small).then(Line::default);
        let rows = blank.clone().into_iter().chain(rows).chain(blank);
        rows.map(|row| row.on(Surface::Stop)).collect()
    }

    /// What to ask the caller, numbered.
    pub(super) fn facts(&self, alert: &Alert) -> Vec<Line> {
        let label = match alert.group.urgency {
            Urgency::Urgent => self.labels.ask_if_on_the_line,
            Urgency::Usual => self.labels.ask,
        };
        if alert.group.ask.is_empty() {
            return Vec::new();
        }
        let mut rows = self.label_rows(label, Role::StaffLabel);
        for (number, fact) in alert.group.ask.iter().enumerate() {
            let number = Span::new(self.labels.number(number + 1), Role::Number);
            rows.extend(self.behind(number, 3, |room| text::wrap(fact, room, Role::Fact, &[])));
        }
        rows
    }

    /// A sentence to say, under what it is.
    pub(super) fn card(&self, label: &str, words: &str) -> Vec<Line> {
        let [open, close] = self.labels.quotes();
        let mark = |text: &str| Span::new(text, Role::SayMark);
        let mut rows: Vec<Line> = text::wrap(label, self.layout.text_width(), Role::SayLabel, &[]);
        // The closing mark belongs to the last word.
        let quoted = format!("{}{close}", words.trim());
        let mut words = text::wrap(&quoted, self.layout.text_width(), Role::Say, &[]);
        if let Some(row) = words.last_mut()
            && let Some(last) = row.spans.last_mut()
        {
            last.text
                .truncate(last.text.len().saturating_sub(close.len()));
            row.spans.push(mark(close));
        }
        let labels = rows.len();
        rows.extend(words);
        for (number, row) in rows.iter_mut().enumerate() {
            let hanging = if number == labels {
                open.trim_end()
            } else {
                " "
            };
            row.spans.insert(0, mark(hanging));
            row.surface = Surface::Say;
            set_from(self.labels.side(), row);
        }
        rows
    }

    pub(super) fn steps(&self, steps: &[Step<'_>]) -> Vec<Line> {
        let widest = steps.iter().map(|(name, _)| text::width(name) + 2).max();
        let column = widest.unwrap_or_default().max(STEP);
        let rows = steps.iter().flat_map(|(name, words)| {
            let name = Span::new(*name, Role::Number);
            self.behind(name, column, |room| self.keyed(words, room, Role::Hint))
        });
        rows.collect()
    }

    /// Words that hang behind a name. Where there is little room they stand below it, as where lines are set
    /// from the right, unless the name is that of a key.
    pub(super) fn behind(
        &self,
        name: Span,
        column: usize,
        words: impl FnOnce(usize) -> Vec<Line>,
    ) -> Vec<Line> {
        let (side, text) = (self.labels.side(), self.layout.text_width());
        let is_latin = name.role == Role::Key || !name.text.is_empty() && name.text.is_ascii();
        let is_below = side == Side::Right && !is_latin || column * 2 > text;
        let mut rows = words(text - if is_below { 0 } else { column });
        if is_below && !name.text.is_empty() {
            rows.insert(0, Line::new(vec![name]));
        } else if !is_below {
            let used = text::width(&name.text);
            let blank = |width: usize| Span::new(" ".repeat(width), Role::Answer);
            let mut before = vec![name, blank(column.saturating_sub(used))];
            for row in &mut rows {
                match side {
                    Side::Left => drop(row.spans.splice(0..0, before)),
                    Side::Right => row.spans.extend(before.into_iter().rev()),
                }
                before = vec![blank(column)];
            }
        }
        rows.into_iter().map(|row| self.sided(row)).collect()
    }

    /// Words in which names of keys stand between backticks.
    pub(super) fn keyed(&self, words: &str, width: usize, role: Role) -> Vec<Line> {
        let (words, keys) = self.labels.with_keys(words);
        let mut rows = text::wrap(&words, width, role, &keys);
        for row in &mut rows {
            for span in &mut row.spans {
                if mem::take(&mut span.accents).contains(Accents::MARK) {
                    span.role = Role::Key;
                }
            }
        }
        rows.into_iter().map(|row| self.sided(row)).collect()
    }

    /// A label in as many rows as it takes.
    pub(super) fn label_rows(&self, label: &str, role: Role) -> Vec<Line> {
        self.keyed(label, self.layout.text_width(), role)
    }

    /// Rows with a blank one before and after each card, and cards with room inside where there is room.
    pub(super) fn spaced(&self, rows: &[Line]) -> Vec<Line> {
        let is_blank = |row: &Line| row.spans.is_empty() && row.surface == Surface::Page;
        let mut spaced: Vec<Line> = Vec::new();
        for card in rows.chunk_by(|a, b| a.surface == b.surface) {
            let (surface, side) = (card[0].surface, card[0].side);
            let follows_card = spaced.last().is_some_and(|row| row.surface.is_card());
            let stands_apart = surface.is_card() || follows_card;
            if stands_apart && !is_blank(&card[0]) && !spaced.last().is_none_or(is_blank) {
                spaced.push(Line::default());
            }
            let padding = (surface.is_card() && self.layout.is_padded).then(|| Line {
                side,
                ..Line::default().on(surface)
            });
            spaced.extend(padding.clone());
            spaced.extend(card.iter().cloned());
            spaced.extend(padding);
        }
        spaced
    }

    pub(super) fn sided(&self, row: Line) -> Line {
        let side = self.labels.side();
        Line { side, ..row }
    }
}

/// Turns a row round that is set from the right: what hangs before the words stands right of them, and a
/// closing mark left. A terminal turns round the words alone.
pub(super) fn set_from(side: Side, row: &mut Line) {
    row.side = side;
    if side == Side::Left {
        return;
    }
    let hangs = |span: &&Span| {
        matches!(
            span.role,
            Role::QuoteMark | Role::SayMark | Role::QuoteBar | Role::Bullet
        )
    };
    let before = row.spans.iter().take_while(hangs).count();
    let before: Vec<Span> = row.spans.drain(..before).map(mirrored).collect();
    let closing = row.spans.pop_if(|last| hangs(&&*last));
    row.spans.extend(before.into_iter().rev());
    row.spans.splice(0..0, closing.map(mirrored));
}

/// A bullet or a quotation mark as it looks where it stands on the other side.
fn mirrored(mut span: Span) -> Span {
    let mirrored = |c| match c {
        '“' | '«' => '»',
        '”' | '»' => '«',
        c => c,
    };
    span.text = span.text.chars().rev().map(mirrored).collect();
    span
}
