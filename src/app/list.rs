//! The list of questions as rows: only those that show are ever made, so that a million entries cost what a
//! screenful does.

use std::{collections::VecDeque, ops::Range};

use crate::{
    search::{Asked, Confidence, Hit, Index},
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
    Hits(&'a Index, &'a Asked),
    /// None, because the caller's words must be handed over.
    HandOver,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    /// What it shows.
    pub line: Line,
    /// The position it belongs to; none for headings.
    pub position: Option<usize>,
}

impl ListRow {
    /// A row of no position.
    pub(super) fn loose(line: Line) -> Self {
        let position = None;
        Self { line, position }
    }
}

/// What a list has room for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    /// Columns.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    /// The most positions, however few rows they take.
    pub(super) positions: usize,
}

impl Items<'_> {
    /// How many positions there are.
    pub(super) fn len(&self) -> usize {
        match self {
            Self::All(index) => index.faq().len(),
            Self::Hits(_, asked) => asked.hits.len(),
            Self::HandOver => 0,
        }
    }

    /// The number of the entry at `position`.
    pub(super) fn entry(&self, position: usize) -> Option<usize> {
        match self {
            Self::All(index) => (position < index.faq().len()).then_some(position),
            Self::Hits(_, asked) => asked.hits.get(position).map(|hit| hit.entry),
            Self::HandOver => None,
        }
    }

    /// The first position that shows, and the rows that do: from `top` on if possible, but so that `selected` shows
    /// and no room is left at the end that a question above could fill. Each question is wrapped once.
    pub(super) fn show(&self, top: usize, selected: usize, room: Room) -> (usize, Vec<ListRow>) {
        if self.len() == 0 {
            let why = match self {
                Self::All(_) => "No questions",
                Self::Hits(..) => "No question matches",
                Self::HandOver => "This one is for the doctor",
            };
            return (0, vec![ListRow::loose(Line::of(why, Role::Hint))]);
        }
        let selected = selected.min(self.len() - 1);
        let mut first = selected;
        let mut shown = VecDeque::from(self.rows(selected, room.width));
        // Upwards for as long as whole questions fit.
        let up = |first: &mut usize, shown: &mut VecDeque<ListRow>, end: usize| {
            while *first > end {
                let rows = self.rows(*first - 1, room.width);
                if shown.len() + rows.len() > room.height {
                    return;
                }
                rows.into_iter().rev().for_each(|row| shown.push_front(row));
                *first -= 1;
            }
        };
        let wanted = top.clamp((selected + 1).saturating_sub(room.positions), selected);
        up(&mut first, &mut shown, wanted);
        let is_full = first > wanted;
        let end = first.saturating_add(room.positions).min(self.len());
        let mut next = selected + 1;
        while shown.len() < room.height && next < end {
            shown.extend(self.rows(next, room.width));
            next += 1;
        }
        if !is_full {
            up(&mut first, &mut shown, next.saturating_sub(room.positions));
        }
        shown.truncate(room.height);
        (first, shown.into())
    }

    /// The rows of one position, a heading before it among them.
    fn rows(&self, position: usize, width: usize) -> Vec<ListRow> {
        let heading = self.heading(position).map(ListRow::loose);
        let lines = match self {
            Self::All(index) => hanging(&index.faq().entry(position).question, width, &[]),
            Self::Hits(index, asked) => found(index, asked, &asked.hits[position], width),
            Self::HandOver => Vec::new(),
        };
        let position = Some(position);
        let lines = lines.into_iter().map(|line| ListRow { line, position });
        heading.into_iter().chain(lines).collect()
    }

    /// What stands above a position: its topic's name, or that what follows is less likely.
    fn heading(&self, position: usize) -> Option<Line> {
        match self {
            Self::HandOver => None,
            Self::All(index) => {
                let faq = index.faq();
                let topic = |position: usize| faq.entry(position).topic;
                let new = faq.topics().len() > 1
                    && (position == 0 || topic(position) != topic(position - 1));
                new.then(|| Line::of(faq.topic_of(faq.entry(position)).title.clone(), Role::Topic))
            }
            Self::Hits(_, asked) => {
                let weak = |position: usize| asked.hits[position].confidence == Confidence::Weak;
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
fn found(index: &Index, asked: &Asked, hit: &Hit, width: usize) -> Vec<Line> {
    let entry = index.faq().entry(hit.entry);
    let marks = |text: &str| -> Vec<Range<usize>> { index.marks(asked, text) };
    let mut lines = hanging(&entry.question, width, &marks(&entry.question));
    let also = hit.alternative.and_then(|n| entry.also_asked.get(n));
    // It is there to show why the entry was found: without a mark it would show nothing.
    if let Some((also, marks)) = also.map(|also| (also, marks(also)))
        && !marks.is_empty()
    {
        let shift = |mark: Range<usize>| mark.start + CAPTION.len()..mark.end + CAPTION.len();
        let marks: Vec<_> = marks.into_iter().map(shift).collect();
        let room = width.saturating_sub(HANGING.len());
        let rows = text::wrap(&format!("{CAPTION}{also}"), room, Role::Alternative, &marks);
        let from = lines.len();
        lines.extend(rows);
        lines[from..].iter_mut().for_each(indent);
    }
    lines
}

/// A question, its further rows indented so that each question is seen as one.
fn hanging(question: &str, width: usize, marks: &[Range<usize>]) -> Vec<Line> {
    let room = match width {
        width if text::width(question) <= width => width,
        width => width.saturating_sub(HANGING.len()),
    };
    let mut lines = text::wrap(question, room, Role::Question, marks);
    for line in lines.iter_mut().skip(1) {
        indent(line);
    }
    lines
}

/// `line`, standing a little to the right.
fn indent(line: &mut Line) {
    line.spans.insert(0, Span::new(HANGING, Role::Question));
}
