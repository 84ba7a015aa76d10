//! What stands below the list for its subject: a title that stays, and rows that scroll.

use std::{mem, ops::Range};

use jiff::civil::Date;

use super::{
    card::{Step, set_from, side_of},
    message::{Scene, StaffNotes, Subject},
};
use crate::{
    faq::{Entry, Faq, Problem, Review, Standing, Topic, Urgency},
    labels::Labels,
    layout::Layout,
    markdown::{self, Document},
    search::{Alert, Asked, Hit},
    text::{self, Line, Role, Side, Span, Surface},
    theme::Ornaments,
};

/// Words of an ordinary voice on the phone, a second.
const WORDS_A_SECOND: f32 = 2.5;
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
    pub(super) is_reported: bool,
    pub(super) mistakes: usize,
    pub(super) today: Date,
}

/// Makes answers: the room, the words, and what all of them depend on.
pub(super) struct Writer {
    pub(super) pane: Pane,
    pub(super) labels: &'static Labels,
    pub(super) ornaments: Ornaments,
    /// What F8 does now, if anything.
    pub(super) save: Option<Step<'static>>,
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

impl Writer {
    /// An entry's answer; `marks` is what the search matched in a text.
    pub(super) fn entry(
        &self,
        (faq, entry): (&Faq, &Entry),
        found: &Found<'_>,
        marks: impl Fn(&str) -> Vec<Range<usize>>,
    ) -> Answer {
        let (labels, topic) = (self.labels, faq.topic_of(entry));
        let document = Document::parse(&entry.answer, &self.speaker(topic))
            .quoted_by(labels.or_of(&topic.language).quotes);
        let has_several = faq.topics().len() > 1;
        let mut signs = Vec::new();
        match entry.standing(topic, found.today) {
            Standing::Overdue(_) | Standing::WholeFile(Review::Overdue(_)) => {
                signs.push(labels.review_overdue.to_owned());
            }
            Standing::WholeFile(Review::Missing)
                if faq.topics().iter().any(|t| t.reviewed.is_some()) =>
            {
                signs.push(labels.not_reviewed.to_owned());
            }
            Standing::ChangedSince(_) => signs.push(labels.changed_since_approved.to_owned()),
            Standing::NotYet => signs.push(labels.not_approved.to_owned()),
            Standing::Approved(_) | Standing::WholeFile(_) => {}
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
        if let Some((_, (save, keys))) = &self.save {
            no.0.push(' ');
            let start = no.0.len();
            no.0.push_str(save);
            let keys = keys.iter();
            no.1.extend(keys.map(|key| start + key.start..start + key.end));
        }
        rows.extend(self.steps(&[
            (labels.yes, labels.with_keys(labels.yes_step)),
            (labels.no, no),
        ]));
        rows.push(Line::default());
        rows.extend(self.instead(asked, no_answer(faq.topic_of(entry), labels)));
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
            steps.extend(self.save.clone());
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

    /// What to say in place of an answer: the sentence of the group that the call may belong to, or `say`.
    fn instead(&self, asked: &Asked, say: &str) -> Vec<Line> {
        let label = self.labels.say_to_the_caller;
        match asked.perhaps.as_ref().map(|alert| &alert.group) {
            Some(group) if group.name.is_empty() => self.card(label, group.say.trim()),
            Some(group) => self.card(&format!("{label} · {}", group.name), group.say.trim()),
            None => self.card(label, say),
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
        rows.extend(self.instead(asked, say));
        rows.push(Line::default());
        let mut steps: Vec<_> = self.save.iter().cloned().collect();
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

    /// That no file of it can be used until it is mended.
    pub(super) fn no_good_file(&self, mistakes: &[Problem]) -> Answer {
        let mut rows = self.label_rows(self.labels.until_mended, Role::Answer);
        rows.push(Line::default());
        rows.extend(self.mistakes(mistakes));
        Answer {
            heading: self.titled(self.labels.no_good_file, None),
            rows,
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

    /// What is for staff only: below the answer, under a label, behind a bar.
    fn staff(&self, faq: &Faq, entry: &Entry, today: Date) -> Vec<Line> {
        let (labels, topic) = (self.labels, faq.topic_of(entry));
        let note = entry.staff_note.iter().map(|note| note.trim().to_owned());
        let source = topic.source.iter().map(|name| labels.source.with([name]));
        let review = match entry.standing(topic, today) {
            Standing::NotYet => labels.never_approved.to_owned(),
            Standing::Approved(day) => labels.approved_on.with([&labels.date(day)]),
            Standing::ChangedSince(day) => labels.changed_after.with([&labels.date(day)]),
            Standing::WholeFile(Review::Missing) => labels.never_reviewed.to_owned(),
            Standing::Overdue(due) | Standing::WholeFile(Review::Overdue(due)) => {
                labels.overdue_since.with([&labels.date(due)])
            }
            Standing::WholeFile(Review::Fine(day)) => labels.reviewed_on.with([&labels.date(day)]),
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

    /// Who speaks in a topic's quotes where they name no other. Without paint, a word says that it is the doctor.
    fn speaker(&self, topic: &Topic) -> String {
        let doctor = self.labels.doctor;
        match (topic.doctor.as_str(), self.ornaments) {
            ("", _) => doctor.to_owned(),
            (name, Ornaments::Drawn) => name.to_owned(),
            (name, Ornaments::LeftOut) => format!("{}: {name}", doctor.to_uppercase()),
        }
    }
}

/// What to say where a topic has no answer.
fn no_answer<'a>(topic: &'a Topic, labels: &Labels) -> &'a str {
    topic.no_answer.as_deref().unwrap_or(labels.no_answer)
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
