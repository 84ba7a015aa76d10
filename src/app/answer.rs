//! What stands below the list for its subject: a title that stays, and rows that scroll.

use std::{iter, mem, ops::Range};

use jiff::civil::Date;

use super::{
    message::{Scene, StaffNotes, Subject},
    model::Saving,
};
use crate::{
    faq::{Entry, Faq, Review, Topic, Urgency},
    labels::{Direction, Labels},
    layout::Layout,
    markdown::{self, Document},
    search::{Alert, Asked, Hit},
    text::{self, Accents, Line, Role, Side, Span, Surface},
    theme::Ornaments,
};

/// Words of an ordinary voice on the phone, a second.
const WORDS_A_SECOND: f32 = 2.5;
/// Columns from the beginning of text to what a step says; more where its name is longer.
const STEP: usize = 6;
/// Fewer columns than these are no room for a title beside its label.
const NARROWEST: usize = 20;
/// The longest label beside a title that is still heard as a label.
const LABEL: usize = 30;

/// What stands below the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Stays above the rows; never more than a third of the screen.
    pub heading: Vec<Line>,
    /// Scrolls.
    pub rows: Vec<Line>,
    /// What surrounds the rows.
    pub frame: Frame,
}

/// What surrounds the rows of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// Nothing.
    #[default]
    Open,
    /// The sides of an emergency.
    Emergency,
}

impl Answer {
    /// The rows that hold a match.
    pub fn hits(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.has_hit())
            .map(|(number, _)| number)
    }
}

/// The room for an answer, in cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pane {
    /// Of a whole row.
    pub(super) width: usize,
    /// Of text.
    pub(super) text: usize,
    /// Of a title with its label.
    pub(super) title: usize,
    /// Of everything below the list.
    pub(super) height: usize,
    pub(super) is_padded: bool,
    is_airy: bool,
    pub(super) is_small: bool,
}

impl Pane {
    /// The room that a layout without a title leaves.
    pub(super) fn of(layout: &Layout) -> Self {
        let width = usize::from(layout.search.width);
        Self {
            width,
            text: layout.text_width(),
            title: layout.title_width(),
            height: usize::from(layout.body.height),
            is_padded: layout.is_padded,
            is_airy: layout.is_airy,
            is_small: layout.is_small(),
        }
    }
}

/// What the answer was made from: as long as it is the same, so is the answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Origin {
    pub(super) open: Scene,
    pub(super) generation: u32,
    pub(super) subject: Subject,
    pub(super) query: String,
    pub(super) saving: Saving,
    pub(super) mistakes: usize,
    pub(super) today: Date,
}

/// A step's name, and what it says: words in which names of keys stand at these places.
type Step<'a> = (&'a str, (String, Vec<Range<usize>>));

/// Makes answers: the room, the words, and what all of them depend on.
pub(super) struct Writer<'a> {
    pub(super) pane: Pane,
    pub(super) labels: &'static Labels,
    pub(super) ornaments: Ornaments,
    pub(super) saving: Option<&'a Saving>,
}

/// An entry's place among others, and how the search found it.
pub(super) struct Found<'a> {
    pub(super) hit: Option<&'a Hit>,
    /// Which of how many, where the list does not show it.
    pub(super) position: Option<(usize, usize)>,
    pub(super) today: Date,
    /// Whether staff notes are shown.
    pub(super) staff: StaffNotes,
}

impl Writer<'_> {
    /// An entry's answer; `marks` is what the search matched in a text.
    pub(super) fn entry(
        &self,
        (faq, entry): (&Faq, &Entry),
        found: &Found<'_>,
        marks: impl Fn(&str) -> Vec<Range<usize>>,
    ) -> Answer {
        let (labels, topic) = (self.labels, faq.topic_of(entry));
        let document = Document::parse(&entry.answer, &self.speaker(topic));
        let has_several = faq.topics().len() > 1;
        let mut signs = Vec::new();
        match topic.review(found.today) {
            Review::Overdue(_) => signs.push(labels.review_overdue.to_owned()),
            Review::Missing if faq.topics().iter().any(|t| t.reviewed.is_some()) => {
                signs.push(labels.not_reviewed.to_owned());
            }
            Review::Missing | Review::Fine(_) => {}
        }
        if let Some(hit) = found.hit.filter(|hit| !hit.missed.is_empty()) {
            signs.push(labels.not_about.with([&labels.quoted(&hit.missed)]));
        }
        let signs = signs
            .into_iter()
            .map(|sign| Span::new(format!("! {sign}"), Role::Look));
        let meta = |text: String| Span::new(text, Role::Meta);
        let position = found.position.map(|(position, all)| {
            let numbers = [position, all].map(|n| labels.number(n));
            meta(labels.position.with(numbers.each_ref().map(String::as_str)))
        });
        let topic_name = has_several.then(|| meta(topic.title.clone()));
        let seconds = labels.number(seconds_aloud(&markdown::text(&entry.answer)));
        let seconds = meta(labels.seconds_aloud.with([&seconds]));
        let (needed, others): (Vec<Span>, Vec<Span>) = if self.pane.is_small {
            let rest = topic_name.into_iter().chain([seconds]);
            (signs.chain(position).collect(), rest.collect())
        } else {
            let rest = topic_name.into_iter().chain(position).chain([seconds]);
            (signs.collect(), rest.collect())
        };
        let side = side_of(&topic.language);
        let mut rows = document.cards(self.pane.text, &marks(document.text()));
        for row in &mut rows {
            set_from(side, row);
        }
        if found.staff == StaffNotes::Shown {
            rows.extend(self.staff(faq, entry, found.today));
        }
        Answer {
            heading: self.heading(&entry.question, side, needed, others),
            rows: self.spaced(&rows),
            frame: Frame::Open,
        }
    }

    /// A question back: the best guess is not shown before somebody chooses it.
    pub(super) fn not_sure(&self, (faq, entry): (&Faq, &Entry), asked: &Asked) -> Answer {
        let labels = self.labels;
        let missed = match asked.unknown.as_slice() {
            [] => asked.hits.first().map_or(&[][..], |hit| &hit.missed),
            unknown => unknown,
        };
        let mut rows = self.card(labels.ask_the_caller, &labels.to_make_sure(&entry.question));
        rows.push(Line::default());
        let mut no = labels.with_keys(labels.no_step);
        if self.saving.is_some() {
            let (save, keys) = labels.with_keys(labels.save_step);
            no.0.push(' ');
            let start = no.0.len();
            no.0.push_str(&save);
            let keys = keys.into_iter();
            no.1.extend(keys.map(|key| start + key.start..start + key.end));
        }
        rows.extend(self.steps(&[
            (labels.yes, labels.with_keys(labels.yes_step)),
            (labels.no, no),
        ]));
        rows.push(Line::default());
        rows.extend(self.card(
            labels.say_to_the_caller,
            no_answer(faq.topic_of(entry), labels),
        ));
        Answer {
            heading: self.titled(labels.not_sure, self.nothing_about(missed)),
            rows: self.spaced(&rows),
            frame: Frame::Open,
        }
    }

    /// The sentences to say when a call belongs to somebody else, and what to ask.
    pub(super) fn hand_over(&self, alerts: &[Alert]) -> Answer {
        let labels = self.labels;
        let is_urgent = |alert: &Alert| alert.group.urgency == Urgency::Urgent;
        let emergency = alerts.first().filter(|alert| is_urgent(alert));
        let name = |alert: &Alert| match alert.group.name.as_str() {
            "" => String::new(),
            name => format!(" · {name}"),
        };
        let (what, then) = match emergency {
            Some(alert) => (format!("{}{}", labels.urgent, name(alert)), labels.act_now),
            None => (
                format!(
                    "{}{}",
                    labels.hand_over,
                    alerts.first().map(name).unwrap_or_default()
                ),
                labels.do_not_answer,
            ),
        };
        let mut rows = self.banner(&what, then);
        let mut said: Vec<&str> = Vec::new();
        let mut why = Vec::new();
        for (number, alert) in alerts.iter().enumerate() {
            let say = alert.group.say.trim();
            if !said.contains(&say) {
                said.push(say);
                let label = if is_urgent(alert) {
                    labels.say_now
                } else {
                    labels.say_to_the_caller
                };
                let which = if number == 0 {
                    String::new()
                } else {
                    name(alert)
                };
                rows.extend(self.card(&format!("{label}{which}"), say));
                rows.extend(self.facts(alert));
            }
            why.push(self.why(alert));
        }
        let plain = |words: String| (words, Vec::new());
        let mut steps: Vec<_> = why
            .into_iter()
            .enumerate()
            .map(|(number, why)| (if number == 0 { labels.why } else { "" }, plain(why)))
            .collect();
        if emergency.is_none() {
            steps.extend(self.save_step());
            steps.push((labels.otherwise, plain(labels.hand_over_else.to_owned())));
        }
        rows.push(Line::default());
        rows.extend(self.steps(&steps));
        let mut rows = self.spaced(&rows);
        let frame = if emergency.is_some() {
            rows.extend([Line::default(), Line::default().on(Surface::Foot)]);
            Frame::Emergency
        } else {
            Frame::Open
        };
        Answer {
            heading: Vec::new(),
            rows,
            frame,
        }
    }

    /// The sentence to say when nothing was found, and which words are to blame.
    pub(super) fn nothing(&self, topic: Option<&Topic>, asked: &Asked) -> Answer {
        let labels = self.labels;
        let say = topic.map_or(labels.no_answer, |topic| no_answer(topic, labels));
        let mut rows = Vec::new();
        if !self.pane.is_airy {
            rows.push(Line::default());
        }
        rows.extend(self.card(labels.say_to_the_caller, say));
        rows.push(Line::default());
        let mut steps: Vec<_> = self.save_step().into_iter().collect();
        let other = (labels.no_answer_else.to_owned(), Vec::new());
        steps.push((labels.otherwise, other));
        rows.extend(self.steps(&steps));
        Answer {
            heading: self.titled(labels.no_answer_heading, self.nothing_about(&asked.unknown)),
            rows: self.spaced(&rows),
            frame: Frame::Open,
        }
    }

    /// That the FAQ is still being read.
    pub(super) fn loading(&self) -> Answer {
        let note = self.labels.reading_note;
        Answer {
            heading: self.titled(self.labels.reading_heading, None),
            rows: self.label_rows(note, Role::Answer),
            frame: Frame::Open,
        }
    }

    /// A title that is a label, with one at its right.
    pub(super) fn titled(&self, title: &str, right: Option<Span>) -> Vec<Line> {
        let right = right.into_iter().collect();
        self.heading(title, self.side(), Vec::new(), right)
    }

    /// A title; the labels that are `needed` with it and `others`, in one row with it as far as they fit.
    fn heading(&self, title: &str, side: Side, needed: Vec<Span>, others: Vec<Span>) -> Vec<Line> {
        let (most, room) = ((self.pane.height / 3).max(1), self.pane.title);
        let wrap = |room| text::wrap(title, room, Role::Heading, &[]);
        let needed = joined(needed);
        let label = spans_width(&needed);
        let mut rows = wrap(room);
        let mut below = None;
        if side == Side::Right || self.side() == Side::Right {
            // Where a terminal turns Arabic round, it turns all of a row round.
            let label = joined(needed.into_iter().chain(others).collect());
            rows = wrap(self.pane.text);
            below = (!label.is_empty()).then(|| Line::new(label));
        } else if label > 0 {
            let is_beside = rows.len() == 1 && rows[0].width() + 2 + label <= room;
            if !is_beside && room >= label + 2 + NARROWEST {
                rows = wrap(room - label - 2);
            } else if !is_beside {
                below = Some(Line::new(needed.clone()));
            }
            if below.is_none() {
                rows[0].right = needed;
            }
            add_labels(&mut rows[0], others, room);
        } else {
            add_labels(&mut rows[0], others, room);
        }
        let most = most.saturating_sub(usize::from(below.is_some())).max(1);
        if rows.len() > most {
            rows.truncate(most);
            if let Some(last) = rows.last_mut() {
                last.spans.push(Span::new("…", Role::Heading));
            }
        }
        for row in &mut rows {
            row.side = side;
        }
        if let Some(below) = &mut below {
            below.side = self.side();
        }
        rows.into_iter()
            .chain(below)
            .map(|row| row.on(Surface::Heading))
            .collect()
    }

    /// What stands for words that mean nothing here.
    fn nothing_about<S: AsRef<str>>(&self, words: &[S]) -> Option<Span> {
        let about = self.labels.quoted(words);
        let words = self.labels.nothing_about.with([&about]);
        (!about.is_empty()).then(|| Span::new(words, Role::Meta))
    }

    /// The banner over a call that is not to be answered.
    fn banner(&self, what: &str, then: &str) -> Vec<Line> {
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
    fn facts(&self, alert: &Alert) -> Vec<Line> {
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

    /// Why a call is handed over.
    fn why(&self, alert: &Alert) -> String {
        let labels = self.labels;
        let quote = |word: &str| labels.quoted(&[word]);
        match (&alert.word, &alert.heard) {
            (Some(word), Some(heard)) => labels.why_counts_as.with([&quote(heard), &quote(word)]),
            (Some(word), None) if alert.group.urgency == Urgency::Urgent => {
                labels.why_emergency.with([&quote(word)])
            }
            (Some(word), None) => labels.why_listed.with([&quote(word)]),
            (None, heard) => {
                let phrase = heard
                    .as_deref()
                    .or(alert.group.asked.first().map(String::as_str));
                labels.why_meant.with([&quote(phrase.unwrap_or_default())])
            }
        }
    }

    /// What F8 does now, if anything.
    fn save_step(&self) -> Option<Step<'static>> {
        let labels = self.labels;
        Some(match self.saving? {
            Saving::Done(_) => (labels.done, labels.with_keys(labels.done_step)),
            _ => (labels.then, labels.with_keys(labels.save_step)),
        })
    }

    /// A sentence to say, under what it is.
    pub(super) fn card(&self, label: &str, words: &str) -> Vec<Line> {
        let [open, close] = self.labels.quotes.map(str::trim_start);
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
    fn keyed(&self, words: &str, keys: &[Range<usize>], width: usize, role: Role) -> Vec<Line> {
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

    /// What is for staff only: below the answer, under a label, behind a bar.
    fn staff(&self, faq: &Faq, entry: &Entry, today: Date) -> Vec<Line> {
        let (labels, topic) = (self.labels, faq.topic_of(entry));
        let note = entry.staff_note.iter().map(|note| note.trim().to_owned());
        let source = topic.source.iter().map(|name| labels.source.with([name]));
        let review = match topic.review(today) {
            Review::Missing => labels.never_reviewed.to_owned(),
            Review::Overdue(due) => labels.overdue_since.with([&labels.date(due)]),
            Review::Fine(day) => labels.reviewed_on.with([&labels.date(day)]),
        };
        let label = format!("{} · {}", labels.staff_only, labels.never_aloud);
        let mut rows = vec![Line::default()];
        let mut add = |words: &str, role, side| {
            for mut row in text::wrap(words, self.pane.text, role, &[]) {
                set_from(side, &mut row);
                rows.push(row.on(Surface::Staff));
            }
        };
        add(&label, Role::StaffLabel, self.side());
        for note in note {
            add(&note, Role::Staff, side_of(&topic.language));
        }
        for line in source.chain([review]) {
            add(&line, Role::Staff, self.side());
        }
        rows
    }

    /// Rows with a blank one before and after each card, and cards with room inside where there is room.
    fn spaced(&self, rows: &[Line]) -> Vec<Line> {
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

    /// Who speaks in a topic's quotes where they name no other. Without paint, a word says that it is the doctor.
    fn speaker(&self, topic: &Topic) -> String {
        let doctor = self.labels.doctor;
        match (topic.doctor.as_str(), self.ornaments) {
            ("", _) => doctor.to_owned(),
            (name, Ornaments::Drawn) => name.to_owned(),
            (name, Ornaments::LeftOut) => format!("{}: {name}", doctor.to_uppercase()),
        }
    }

    fn sided(&self, row: Line) -> Line {
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

/// What to say where a topic has no answer.
fn no_answer<'a>(topic: &'a Topic, labels: &Labels) -> &'a str {
    topic.no_answer.as_deref().unwrap_or(labels.no_answer)
}

/// Turns a row round that is set from the right: what hangs before the words stands right of them, and a closing mark
/// left. A terminal turns round the words alone.
fn set_from(side: Side, row: &mut Line) {
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

/// Seconds to read `words` out, in fives. A character of a script without spaces counts half a word.
fn seconds_aloud(words: &str) -> usize {
    let wide = words.chars().filter(|c| *c >= '\u{2e80}').count();
    let words = words.split_whitespace().count() + wide / 2;
    ((words as f32 / WORDS_A_SECOND / 5.0).ceil() as usize).max(1) * 5
}

/// Labels with a dot between them.
fn joined(labels: Vec<Span>) -> Vec<Span> {
    let mut spans = Vec::new();
    for label in labels {
        if !spans.is_empty() {
            spans.push(Span::new(" · ", Role::Meta));
        }
        spans.push(label);
    }
    spans
}

pub(super) fn spans_width(spans: &[Span]) -> usize {
    spans.iter().map(|span| text::width(&span.text)).sum()
}

/// Adds labels at the right of a row for as long as there is room.
fn add_labels(row: &mut Line, labels: Vec<Span>, room: usize) {
    for label in labels {
        let mut right = mem::take(&mut row.right);
        let kept = right.len();
        if kept > 0 {
            right.push(Span::new(" · ", Role::Meta));
        }
        right.push(label);
        let width = spans_width(&right);
        if row.width() + 2 + width > room || (kept > 0 && width > LABEL) {
            right.truncate(kept);
        }
        row.right = right;
    }
}
