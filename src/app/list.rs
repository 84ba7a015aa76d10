//! The list of questions as rows: only those that show are ever made, so that a million entries cost what a
//! screenful does.

use std::ops::Range;

use crate::{
    faq::Faq,
    search::{Confidence, Hit, Index, Query},
    text::{self, Line, Role, Span},
};

/// Before the way a caller put it.
const CAPTION: &str = "also asked: ";
/// Before what belongs to the question above it.
const HANGING: &str = "  ";

/// What the list holds, by position.
#[derive(Clone, Copy, Debug)]
pub(super) enum Items<'a> {
    /// Every entry, in the FAQ's order under its topics.
    All(&'a Index),
    /// The hits of a query, best first.
    Hits(&'a Index, &'a [Hit], Query<'a>),
    /// None, because the caller's words must be handed over.
    HandOver,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it shows.
    pub line: Line,
    /// The position it belongs to; none for headings.
    pub position: Option<usize>,
}

impl Items<'_> {
    /// How many positions there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::All(index) => index.faq().len(),
            Self::Hits(_, hits, _) => hits.len(),
            Self::HandOver => 0,
        }
    }

    /// The number of the entry at `position`.
    pub(super) fn entry(&self, position: usize) -> Option<usize> {
        match self {
            Self::All(index) => (position < index.faq().len()).then_some(position),
            Self::Hits(_, hits, _) => hits.get(position).map(|hit| hit.entry),
            Self::HandOver => None,
        }
    }

    /// The first position to show, `top` if possible, so that `selected` shows in `height` rows and no row is left
    /// empty at the end that a question above could fill.
    pub(super) fn scroll(&self, top: usize, selected: usize, width: usize, height: usize) -> usize {
        let rows = |position: usize| self.rows(position, width).len();
        let first = top.min(selected);
        let mut used = 0;
        for position in first..=selected {
            used += rows(position);
            if used > height {
                return self.back(selected, height.saturating_sub(rows(selected)), width);
            }
        }
        let mut spare = height - used;
        for position in selected + 1..self.len() {
            if spare == 0 {
                break;
            }
            spare = spare.saturating_sub(rows(position));
        }
        self.back(first, spare, width)
    }

    /// The position so many whole questions above `position` as fit into `spare` rows.
    fn back(&self, mut position: usize, mut spare: usize, width: usize) -> usize {
        while position > 0 {
            let Some(left) = spare.checked_sub(self.rows(position - 1, width).len()) else {
                break;
            };
            spare = left;
            position -= 1;
        }
        position
    }

    /// The rows from position `top` on that fit into `height`.
    pub(super) fn visible(&self, top: usize, width: usize, height: usize) -> Vec<Row> {
        if self.len() == 0 {
            let why = match self {
                Self::All(_) => "No questions",
                Self::Hits(..) => "No question matches",
                Self::HandOver => "This one is for the doctor",
            };
            return vec![Row {
                line: Line::of(why, Role::Hint),
                position: None,
            }];
        }
        let mut rows: Vec<Row> = Vec::with_capacity(height);
        let mut position = top;
        while rows.len() < height && position < self.len() {
            rows.extend(self.rows(position, width));
            position += 1;
        }
        rows.truncate(height);
        rows
    }

    /// The rows of one position, a heading before it among them.
    fn rows(&self, position: usize, width: usize) -> Vec<Row> {
        let Some(number) = self.entry(position) else {
            return Vec::new();
        };
        let heading = self.heading(position).map(|line| Row {
            line,
            position: None,
        });
        let lines = match self {
            Self::All(index) => hanging(index.faq().entry(number).question(), width, &[]),
            Self::Hits(index, hits, query) => found(index, &hits[position], *query, width),
            Self::HandOver => Vec::new(),
        };
        let lines = lines.into_iter().map(|line| Row {
            line,
            position: Some(position),
        });
        heading.into_iter().chain(lines).collect()
    }

    /// What stands above a position: its topic's name, or that what follows is less likely.
    fn heading(&self, position: usize) -> Option<Line> {
        match self {
            Self::HandOver => None,
            Self::All(index) => {
                let faq: &Faq = index.faq();
                let topic = |position: usize| faq.entry(position).topic_number();
                let new = faq.topics().len() > 1
                    && (position == 0 || topic(position) != topic(position - 1));
                new.then(|| Line::of(faq.entry(position).topic().title.clone(), Role::Topic))
            }
            Self::Hits(_, hits, _) => {
                let weak = |position: usize| hits[position].confidence == Confidence::Weak;
                match position {
                    0 if weak(0) => Some("Nothing sure. Perhaps:"),
                    0 => None,
                    _ => (weak(position) && !weak(position - 1)).then_some("Less likely:"),
                }
                .map(|words| Line::of(words, Role::Hint))
            }
        }
    }
}

/// A hit: its question, and the caller's way to put it where that matched better.
fn found(index: &Index, hit: &Hit, query: Query<'_>, width: usize) -> Vec<Line> {
    let entry = index.faq().entry(hit.entry);
    let marks = |text: &str| -> Vec<Range<usize>> { index.marks(query, text) };
    let mut lines = hanging(entry.question(), width, &marks(entry.question()));
    let also = hit
        .alternative
        .and_then(|number| entry.also_asked().nth(number));
    // It is there to show why the entry was found: without a mark it would show nothing.
    if let Some((also, marks)) = also.map(|also| (also, marks(also)))
        && !marks.is_empty()
    {
        let shift = |mark: Range<usize>| mark.start + CAPTION.len()..mark.end + CAPTION.len();
        let marks: Vec<_> = marks.into_iter().map(shift).collect();
        let room = width.saturating_sub(HANGING.len()).max(1);
        let rows = text::wrap(&format!("{CAPTION}{also}"), room, Role::Alternative, &marks);
        lines.extend(rows.into_iter().map(indent));
    }
    lines
}

/// A question, its further rows indented so that each question is seen as one.
fn hanging(question: &str, width: usize, marks: &[Range<usize>]) -> Vec<Line> {
    let lines = text::wrap(question, width, Role::Question, marks);
    if lines.len() == 1 {
        return lines;
    }
    let narrower = width.saturating_sub(HANGING.len()).max(1);
    let lines = text::wrap(question, narrower, Role::Question, marks)
        .into_iter()
        .enumerate();
    lines
        .map(|(number, line)| if number == 0 { line } else { indent(line) })
        .collect()
}

/// `line`, standing a little to the right.
fn indent(mut line: Line) -> Line {
    line.spans.insert(0, Span::new(HANGING, Role::Question));
    line
}
