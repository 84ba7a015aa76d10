//! What answers are made of: banners, sentences to say, steps; and the side that each row is set from.

use std::{iter, mem, ops::Range};

use super::answer::Writer;
use crate::{
    faq::Urgency,
    labels::{Direction, Labels},
    search::Alert,
    text::{self, Accents, Line, Role, Side, Span, Surface},
};

/// Columns from the beginning of text to what a step says; more where its name is longer.
const STEP: usize = 6;

/// A step's name, and what it says: words in which names of keys stand at these places.
pub(super) type Step<'a> = (&'a str, (String, Vec<Range<usize>>));

impl Writer {
    /// The banner over a call that is not to be answered.
    pub(super) fn banner(&self, what: &str, then: &str) -> Vec<Line> {
        let blank = || Line::default().on(Surface::Stop);
        let mut rows = Vec::new();
        let room = self.pane.text.min(self.pane.title.saturating_sub(2));
        let is_beside = text::width(what) + 2 + text::width(then) <= room;
        let side = self.side();
        for words in text::wrap(what, room, Role::Stop, &[]) {
            rows.push(words.on(Surface::Stop));
        }
        if is_beside && side == Side::Left {
            rows[0].right = vec![Span::new(then, Role::Stop)];
        } else {
            let then = text::wrap(then, room, Role::Stop, &[]);
            rows.extend(then.into_iter().map(|line| line.on(Surface::Stop)));
        }
        for row in &mut rows {
            row.side = side;
        }
        if self.pane.is_small {
            return rows;
        }
        iter::once(blank()).chain(rows).chain([blank()]).collect()
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
        let mut rows = vec![Line::default()];
        rows.extend(self.label_rows(label, Role::StaffLabel));
        for (number, fact) in alert.group.ask.iter().enumerate() {
            let number = self.labels.number(number + 1);
            rows.extend(self.behind(&number, 3, fact, &[], Role::Fact));
        }
        rows
    }

    /// A sentence to say, under what it is.
    pub(super) fn card(&self, label: &str, words: &str) -> Vec<Line> {
        let [open, close] = self.labels.quotes;
        let mark = |text: &str| Span::new(text, Role::SayMark);
        let mut rows: Vec<Line> = text::wrap(label, self.pane.text, Role::SayLabel, &[]);
        let tail = text::width(close);
        let styled = text::Styled {
            text: words.trim(),
            accents: &[],
            marks: &[],
        };
        let part = 0..styled.text.len();
        let mut words = styled.wrap(part, Role::Say, self.pane.text, tail);
        if let Some(last) = words.last_mut() {
            last.spans.push(mark(close));
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
            set_from(self.side(), row);
        }
        rows
    }

    /// What to do, step by step.
    pub(super) fn steps(&self, steps: &[Step<'_>]) -> Vec<Line> {
        let widest = steps.iter().map(|(name, _)| text::width(name) + 2).max();
        let column = widest.unwrap_or_default().max(STEP);
        let rows = steps.iter();
        rows.flat_map(|(name, (words, keys))| self.behind(name, column, words, keys, Role::Hint))
            .collect()
    }

    /// Words that hang behind a name; right to left, or where there is little room, below it.
    pub(super) fn behind(
        &self,
        name: &str,
        column: usize,
        words: &str,
        keys: &[Range<usize>],
        role: Role,
    ) -> Vec<Line> {
        let is_below = self.side() == Side::Right || column * 2 > self.pane.text;
        let indent = if is_below { 0 } else { column };
        let mut rows = self.keyed(words, keys, self.pane.text - indent, role);
        let name = Span::new(name, Role::Number);
        if is_below {
            if !name.text.is_empty() {
                rows.insert(0, self.sided(Line::new(vec![name])));
            }
            return rows;
        }
        for (number, row) in rows.iter_mut().enumerate() {
            let mut hanging = Span::new("", Role::Number);
            if number == 0 {
                hanging.text.clone_from(&name.text);
            }
            let blank = column - text::width(&hanging.text);
            hanging.text += &" ".repeat(blank);
            row.spans.insert(0, hanging);
        }
        rows
    }

    /// Words in which names of keys stand at these places.
    pub(super) fn keyed(
        &self,
        words: &str,
        keys: &[Range<usize>],
        width: usize,
        role: Role,
    ) -> Vec<Line> {
        let mut rows = text::wrap(words, width, role, keys);
        for row in &mut rows {
            for span in &mut row.spans {
                if mem::take(&mut span.accents).contains(Accents::HIT) {
                    span.role = Role::Key;
                }
            }
        }
        rows.into_iter().map(|row| self.sided(row)).collect()
    }

    /// A label in as many rows as it takes.
    pub(super) fn label_rows(&self, label: &str, role: Role) -> Vec<Line> {
        self.keyed(label, &[], self.pane.text, role)
    }

    /// Rows with a blank one before and after each card, and cards with room inside where there is room.
    pub(super) fn spaced(&self, rows: &[Line]) -> Vec<Line> {
        let is_card = |row: &Line| matches!(row.surface, Surface::Doctor | Surface::Say);
        let is_blank = |row: &Line| row.spans.is_empty() && row.surface == Surface::Page;
        let mut spaced: Vec<Line> = Vec::new();
        for card in rows.chunk_by(|a, b| a.surface == b.surface) {
            let (surface, side) = (card[0].surface, card[0].side);
            let follows_card = spaced.last().is_some_and(is_card);
            let stands_apart = is_card(&card[0]) || follows_card;
            if stands_apart && !is_blank(&card[0]) && !spaced.last().is_none_or(is_blank) {
                spaced.push(Line::default());
            }
            let mut padding = (is_card(&card[0]) && self.pane.is_padded).then(|| Line {
                side,
                ..Line::default().on(surface)
            });
            spaced.extend(padding.clone());
            spaced.extend(card.iter().cloned());
            spaced.extend(padding.take());
        }
        spaced
    }

    pub(super) fn sided(&self, row: Line) -> Line {
        let side = self.side();
        Line { side, ..row }
    }

    /// Where labels are set from.
    pub(super) fn side(&self) -> Side {
        side(self.labels)
    }
}

/// Where a language's lines are set from.
pub(super) fn side(labels: &Labels) -> Side {
    match labels.direction {
        Direction::LeftToRight => Side::Left,
        Direction::RightToLeft => Side::Right,
    }
}

/// Where lines of a topic's language are set from.
pub(super) fn side_of(language: &str) -> Side {
    match language {
        "ar" | "fa" | "he" | "ur" => Side::Right,
        _ => Side::Left,
    }
}

/// Turns a row round that is set from the right: what hangs before the words stands right of them, and a closing mark
/// left. A terminal turns round the words alone.
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
    let mut before: Vec<Span> = row.spans.drain(..before).collect();
    let closing = row.spans.pop_if(|last| hangs(&&*last));
    for span in &mut before {
        span.text = span.text.chars().rev().map(mirrored).collect();
    }
    row.spans.extend(before.into_iter().rev());
    if let Some(mut closing) = closing {
        closing.text = closing.text.chars().rev().map(mirrored).collect();
        row.spans.insert(0, closing);
    }
}

/// A quotation mark as it looks where it stands on the other side.
fn mirrored(c: char) -> char {
    match c {
        '“' | '«' => '»',
        '”' | '»' => '«',
        c => c,
    }
}
