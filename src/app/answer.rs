//! What the answer pane shows for its subject: a title that stays, and rows that scroll.

use jiff::civil::Date;

use crate::{
    faq::{Entry, Review},
    markdown::Document,
    search::{Found, HandOver, Hit},
    text::{self, Accents, Line, Role, Span},
};

/// Words of an ordinary voice on the phone, a second.
const WORDS_A_SECOND: f32 = 2.5;
/// What to say where the FAQ has no sentence of its own for it.
const NO_ANSWER: &str = "I don't have the doctor's answer to that, and I don't want to guess. May I have someone call you back?";

/// The rows of the pane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Stays above the rows.
    pub title: Vec<Line>,
    /// Scrolls.
    pub rows: Vec<Line>,
}

impl Answer {
    /// The rows that hold a match.
    pub fn hits(&self) -> impl Iterator<Item = usize> {
        self.rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.has_hit())
            .map(|(number, _)| number)
    }
}

/// Widths in cells: the pane's own, for rules, and the text's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Widths {
    pub(super) pane: usize,
    pub(super) text: usize,
}

/// An entry's answer. `hit` is how the search found it, if it did.
pub(super) fn of_entry(
    entry: Entry<'_>,
    document: &Document,
    marks: (&[std::ops::Range<usize>], &[std::ops::Range<usize>]),
    hit: Option<&Hit>,
    today: Date,
    widths: Widths,
) -> Answer {
    let topic = entry.topic();
    let mut badges = Vec::new();
    match topic.review(today) {
        Review::Fine(_) => {}
        Review::Missing => badges.push(("NOT YET REVIEWED".to_owned(), Role::Warning)),
        Review::Overdue(_) => badges.push(("REVIEW OVERDUE".to_owned(), Role::Warning)),
    }
    badges.push((
        format!("~{} s aloud", seconds_aloud(document.text())),
        Role::Hint,
    ));
    let room = widths.pane.saturating_sub(7).max(1);
    let question = text::wrap(entry.question(), room, Role::Question, marks.0);
    let title = title(question, &badges, widths.pane);

    let mut rows = Vec::new();
    if let Some(doubt) = hit.and_then(doubt) {
        rows.extend(text::wrap(&doubt, widths.text, Role::Warning, &[]));
        rows.push(Line::default());
    }
    rows.extend(document.wrap(widths.text, marks.1));
    rows.extend(staff(entry, today, widths));
    Answer { title, rows }
}

/// The sentence to say when a word was said that must be handed over.
pub(super) fn of_hand_over(found: &HandOver, widths: Widths) -> Answer {
    let title = title(
        vec![Line::of("HAND OVER: do not answer this", Role::Warning)],
        &[],
        widths.pane,
    );
    let mut rows = vec![Line::of("Say to the caller:", Role::Hint), Line::default()];
    rows.extend(spoken(&found.say, widths.text));
    rows.push(Line::default());
    let reason = format!(
        "Because of “{}”, which is on the list of words to hand over.",
        found.word
    );
    rows.extend(text::wrap(&reason, widths.text, Role::Hint, &[]));
    Answer { title, rows }
}

/// The sentence to say when nothing was found, and which words are to blame.
pub(super) fn of_nothing(
    found: &Found,
    say: Option<&str>,
    can_save: bool,
    widths: Widths,
) -> Answer {
    let title = title(
        vec![Line::of("No answer in the FAQ", Role::Warning)],
        &[],
        widths.pane,
    );
    let mut rows = vec![Line::of("Say to the caller:", Role::Hint), Line::default()];
    rows.extend(spoken(say.unwrap_or(NO_ANSWER), widths.text));
    rows.push(Line::default());
    if !found.unknown.is_empty() {
        let words = found
            .unknown
            .iter()
            .map(|w| format!("“{w}”"))
            .collect::<Vec<_>>()
            .join(", ");
        let blame = format!("Nothing in the FAQ matches {words}. Try other words for it.");
        rows.extend(text::wrap(&blame, widths.text, Role::Hint, &[]));
    }
    if can_save {
        rows.extend(text::wrap(
            "F8 saves the question for the doctor.",
            widths.text,
            Role::Hint,
            &[],
        ));
    }
    Answer { title, rows }
}

/// Why the hit may not be what was asked, in words.
fn doubt(hit: &Hit) -> Option<String> {
    if hit.confidence == crate::search::Confidence::Strong {
        return None;
    }
    Some(match hit.missed.as_slice() {
        [] => "WEAK MATCH: check that this is what the caller asks.".to_owned(),
        missed => format!("WEAK MATCH: nothing here about “{}”.", missed.join("”, “")),
    })
}

/// A sentence to be said, in the bar and marks of speech.
fn spoken(say: &str, width: usize) -> Vec<Line> {
    text::wrap(
        &format!("“{}”", say.trim()),
        width.saturating_sub(2).max(1),
        Role::HandOver,
        &[],
    )
    .into_iter()
    .map(|mut line| {
        let bar = Span {
            text: "┃ ".into(),
            role: Role::QuoteBar,
            accents: Accents::NONE,
        };
        line.spans.insert(0, bar);
        line
    })
    .collect()
}

/// What is for staff only: below the answer, under a label, behind a bar.
fn staff(entry: Entry<'_>, today: Date, widths: Widths) -> Vec<Line> {
    let topic = entry.topic();
    let mut notes: Vec<String> = entry.staff_note().map(str::to_owned).into_iter().collect();
    notes.extend(
        topic
            .source
            .as_ref()
            .map(|source| format!("Source: {source}")),
    );
    notes.push(topic.review(today).to_string());
    let mut rows = vec![Line::default()];
    rows.push(rule(
        &[("STAFF ONLY · do not read aloud".to_owned(), Role::Staff)],
        &[],
        widths.text,
    ));
    for note in notes {
        for mut line in text::wrap(
            note.trim(),
            widths.text.saturating_sub(2).max(1),
            Role::Staff,
            &[],
        ) {
            line.spans.insert(
                0,
                Span {
                    text: "┊ ".into(),
                    role: Role::Staff,
                    accents: Accents::NONE,
                },
            );
            rows.push(line);
        }
    }
    rows
}

/// How long `words` take to read out, rounded up to five seconds. A character of a script without spaces counts half a word.
fn seconds_aloud(words: &str) -> usize {
    let wide = words.chars().filter(|c| *c >= '\u{2e80}').count();
    let words = words.split_whitespace().count() + wide / 2;
    ((words as f32 / WORDS_A_SECOND / 5.0).ceil() as usize).max(1) * 5
}

/// A title in a rule, with its badges to the right; below it where they cannot share a row.
fn title(question: Vec<Line>, badges: &[(String, Role)], width: usize) -> Vec<Line> {
    let badges_width: usize = badges.iter().map(|(badge, _)| text::width(badge) + 4).sum();
    let one_row = question.len() == 1;
    let mut rows: Vec<Line> = Vec::with_capacity(question.len() + 1);
    let mut shared = false;
    for mut line in question {
        if rows.is_empty() {
            let used = text::width(&line.text()) + 4;
            shared = one_row && used + badges_width < width;
            let end = if shared { badges } else { &[] };
            line.spans.splice(0..0, [fill(2), gap()]);
            line.spans.push(gap());
            line.spans
                .append(&mut rule(&[], end, width.saturating_sub(used)).spans);
        } else {
            line.spans.insert(
                0,
                Span {
                    text: "   ".into(),
                    ..Span::default()
                },
            );
        }
        rows.push(line);
    }
    if !shared && !badges.is_empty() {
        let mut spans = vec![Span {
            text: "   ".into(),
            ..Span::default()
        }];
        for (number, (badge, role)) in badges.iter().enumerate() {
            if number > 0 {
                spans.push(Span {
                    text: " · ".into(),
                    role: Role::Hint,
                    ..Span::default()
                });
            }
            spans.push(Span {
                text: badge.clone(),
                role: *role,
                ..Span::default()
            });
        }
        rows.push(Line { spans });
    }
    rows
}

/// A rule with labels at its beginning and its end; what does not fit is left out from the left of the end.
pub(super) fn rule(start: &[(String, Role)], end: &[(String, Role)], width: usize) -> Line {
    let mut spans = Vec::new();
    let mut left = width;
    for (label, role) in start {
        let label = text::truncate(label, left.saturating_sub(4)).into_owned();
        let used = text::width(&label) + 4;
        if label.is_empty() || used > left {
            break;
        }
        spans.extend([
            fill(2),
            gap(),
            Span {
                text: label,
                role: *role,
                accents: Accents::NONE,
            },
            gap(),
        ]);
        left -= used;
    }
    let mut tail = Vec::new();
    for (label, role) in end.iter().rev() {
        let used = text::width(label) + 4;
        if used > left {
            break;
        }
        let label = Span {
            text: label.clone(),
            role: *role,
            accents: Accents::NONE,
        };
        tail.splice(0..0, [gap(), label, gap(), fill(2)]);
        left -= used;
    }
    spans.push(fill(left));
    spans.extend(tail);
    Line { spans }
}

fn fill(width: usize) -> Span {
    Span {
        text: "─".repeat(width),
        role: Role::Rule,
        accents: Accents::NONE,
    }
}

fn gap() -> Span {
    Span {
        text: " ".into(),
        role: Role::Rule,
        accents: Accents::NONE,
    }
}
