//! What the answer pane shows for its subject: a title that stays, and rows that scroll.

use std::{iter, ops::Range};

use jiff::civil::Date;

use super::message::{Scene, Subject};
use crate::{
    faq::{Entry, Faq, Review},
    markdown::{self, Document},
    search::{Alert, Asked, Confidence, Hit},
    text::{self, Line, Role, Span},
};

/// Words of an ordinary voice on the phone, a second.
const WORDS_A_SECOND: f32 = 2.5;
/// What to say where the FAQ has no answer.
const NO_ANSWER: &str = "I don't have an approved answer to that, and I don't want to guess. May I have someone call you back?";

/// The rows of the pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Stays above the rows; never more than a third of the pane.
    pub title: Vec<Line>,
    /// Scrolls.
    pub rows: Vec<Line>,
}

impl Answer {
    /// The rows that hold a match.
    pub fn hits(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.has_hit())
            .map(|(number, _)| number)
    }
}

/// The pane's size in cells: its own, for the title and rules, and how wide its text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pane {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) text: usize,
}

/// What the rows of the answer pane were made from: as long as it is the same, so are they.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Origin {
    pub(super) open: Scene,
    pub(super) generation: u32,
    pub(super) subject: Subject,
    pub(super) query: String,
    pub(super) today: Date,
}

/// An entry's answer. `hit` is how the search found it, if it did, and `marks` what it matched in a text.
pub(super) fn of_entry(
    (faq, entry): (&Faq, &Entry),
    hit: Option<&Hit>,
    marks: impl Fn(&str) -> Vec<Range<usize>>,
    today: Date,
    pane: Pane,
) -> Answer {
    let document = Document::parse(&entry.answer, &faq.topic_of(entry).doctor);
    let mut badges = Vec::new();
    match faq.topic_of(entry).review(today) {
        Review::Fine(_) => {}
        Review::Missing => badges.push(Span::new("NOT YET REVIEWED", Role::Warning)),
        Review::Overdue(_) => badges.push(Span::new("REVIEW OVERDUE", Role::Warning)),
    }
    let seconds = seconds_aloud(&markdown::text(&entry.answer));
    badges.push(Span::new(format!("~{seconds} s aloud"), Role::Hint));
    let room = pane.width.saturating_sub(7);
    let question = text::wrap(
        &entry.question,
        room,
        Role::Heading,
        &marks(&entry.question),
    );

    let mut rows = Vec::new();
    if let Some(hit) = hit.filter(|hit| hit.confidence == Confidence::Weak) {
        let instead = "If this is not it, say to the caller:";
        rows.extend(text::wrap(&doubt(hit), pane.text, Role::Warning, &[]));
        rows.extend(text::wrap(instead, pane.text, Role::Hint, &[]));
        rows.extend(spoken(NO_ANSWER, pane.text));
        rows.push(Line::default());
    }
    rows.extend(document.wrap(pane.text, &marks(document.text())));
    rows.extend(staff(faq, entry, today, pane.text));
    Answer {
        title: title(question, badges, pane),
        rows,
    }
}

/// The sentence to say when a word was said that must be handed over.
pub(super) fn of_hand_over(found: &Alert, pane: Pane) -> Answer {
    let reason = |word| format!("“{word}” is on the list of what is handed over.");
    let reasons: Vec<String> = found.word.iter().map(reason).collect();
    say_instead(
        "HAND OVER: do not answer this",
        &found.group.say,
        &reasons,
        pane,
    )
}

/// The sentence to say when nothing was found, and which words are to blame.
pub(super) fn of_nothing(found: &Asked, can_save: bool, pane: Pane) -> Answer {
    let mut notes = Vec::new();
    if !found.unknown.is_empty() {
        let words = found.unknown.join("”, “");
        notes.push(format!(
            "Nothing in the FAQ matches “{words}”. Try other words for it."
        ));
    }
    if can_save {
        notes.push("F8 saves the question for the doctor.".to_owned());
    }
    say_instead("No answer in the FAQ", NO_ANSWER, &notes, pane)
}

/// A sentence to say in place of an answer.
fn say_instead(title: &str, say: &str, notes: &[String], pane: Pane) -> Answer {
    let label = text::wrap(title, pane.width.saturating_sub(7), Role::Warning, &[]);
    let mut rows = vec![Line::of("Say to the caller:", Role::Hint), Line::default()];
    rows.extend(spoken(say, pane.text));
    for note in notes {
        rows.push(Line::default());
        rows.extend(text::wrap(note, pane.text, Role::Hint, &[]));
    }
    Answer {
        title: self::title(label, Vec::new(), pane),
        rows,
    }
}

/// Why the hit may not be what was asked, in words.
fn doubt(hit: &Hit) -> String {
    match hit.missed.as_slice() {
        [] => "WEAK MATCH: check that this is what the caller asks.".to_owned(),
        missed => format!("WEAK MATCH: nothing here about “{}”.", missed.join("”, “")),
    }
}

/// A sentence to be said, in the marks of speech.
fn spoken(say: &str, width: usize) -> Vec<Line> {
    let mut lines = text::wrap(say.trim(), width.saturating_sub(4), Role::HandOver, &[]);
    if let Some(last) = lines.last_mut() {
        last.spans.push(Span::new("”", Role::HandOver));
    }
    let bars = iter::once("▌ “").chain(iter::repeat("▌  "));
    let rows = lines.into_iter().zip(bars);
    rows.map(|(line, bar)| behind(bar, Role::HandOver, line))
        .collect()
}

/// What is for staff only: below the answer, under a label, behind a bar.
fn staff(faq: &Faq, entry: &Entry, today: Date, width: usize) -> Vec<Line> {
    let topic = faq.topic_of(entry);
    let note = entry.staff_note.iter().map(|note| note.trim().to_owned());
    let source = topic.source.iter().map(|name| format!("Source: {name}"));
    let review = topic.review(today).to_string();

    let label = Span::new("STAFF ONLY · do not read aloud", Role::Staff);
    let mut rows = vec![Line::default(), rule(Some(label), Vec::new(), width)];
    for note in note.chain(source).chain([review]) {
        let lines = text::wrap(&note, width.saturating_sub(2), Role::Staff, &[]).into_iter();
        rows.extend(lines.map(|line| behind("┊ ", Role::Staff, line)));
    }
    rows
}

/// Seconds to read `words` out, in fives. A character of a script without spaces counts half a word.
fn seconds_aloud(words: &str) -> usize {
    let wide = words.chars().filter(|c| *c >= '\u{2e80}').count();
    let words = words.split_whitespace().count() + wide / 2;
    ((words as f32 / WORDS_A_SECOND / 5.0).ceil() as usize).max(1) * 5
}

/// A title in a rule, with its badges right of it or below; cut so that there is room for the answer.
fn title(mut question: Vec<Line>, badges: Vec<Span>, pane: Pane) -> Vec<Line> {
    let most = (pane.height / 3).max(1);
    if question.len() > most {
        question.truncate(most);
        if let Some(last) = question.last_mut() {
            last.spans.push(Span::new("…", Role::Heading));
        }
    }
    let mut lines = question.into_iter();
    let Some(mut first) = lines.next() else {
        return Vec::new();
    };
    let used = text::width(&first.text()) + 4;
    let badges_used: usize = badges.iter().map(|b| text::width(&b.text) + 4).sum();
    let is_shared = lines.len() == 0 && used + badges_used < pane.width;
    let (right, below) = if is_shared {
        (badges, Vec::new())
    } else {
        (Vec::new(), badges)
    };
    let rest = rule(None, right, pane.width.saturating_sub(used));
    first.spans.splice(0..0, [fill(2), gap()]);
    first.spans.extend(iter::once(gap()).chain(rest.spans));
    let mut rows = vec![first];
    rows.extend(lines.map(|line| behind("   ", Role::Heading, line)));
    if !below.is_empty() && rows.len() < most {
        let mut row = Line::default();
        for badge in below {
            let before = if row.spans.is_empty() { "   " } else { " · " };
            row.spans.extend([Span::new(before, Role::Hint), badge]);
        }
        rows.push(row);
    }
    rows
}

/// `line` with `bar` before it.
fn behind(bar: &str, role: Role, mut line: Line) -> Line {
    line.spans.insert(0, Span::new(bar, role));
    line
}

/// A rule with labels at its beginning and its end; those that do not fit are left out, the first ones first.
pub(super) fn rule(start: Option<Span>, end: Vec<Span>, width: usize) -> Line {
    let mut spans = Vec::new();
    let mut left = width;
    if let Some(mut label) = start {
        label.text = text::truncate(&label.text, left.saturating_sub(4)).into_owned();
        let used = text::width(&label.text) + 4;
        if used <= left {
            spans.extend([fill(2), gap(), label, gap()]);
            left -= used;
        }
    }
    let mut tail = Vec::new();
    for label in end.into_iter().rev() {
        let used = text::width(&label.text) + 4;
        if used > left {
            break;
        }
        tail.splice(0..0, [gap(), label, gap(), fill(2)]);
        left -= used;
    }
    spans.push(fill(left));
    spans.extend(tail);
    Line { spans }
}

fn fill(width: usize) -> Span {
    Span::new("─".repeat(width), Role::Rule)
}

fn gap() -> Span {
    Span::new(" ", Role::Rule)
}
