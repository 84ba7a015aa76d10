//! The list of questions as rows, one a question: only those that show are ever made, so that many entries cost what a
//! screenful does.

use std::ops::Range;

use jiff::civil::Date;

use super::{
    answer::spans_width,
    card::{side, side_of},
};
use crate::{
    faq::{Entry, Standing},
    labels::Labels,
    search::{Asked, Confidence, FoundBy, Hit, Index},
    text::{self, Line, Role, Side, Span, Surface},
};

/// Blanks between the columns of a row.
const GAP: usize = 3;
/// A caller's way to put it is left out where it has less room.
const LEAST: usize = 14;

/// What the list holds, by position.
#[derive(Clone, Copy, Debug)]
pub(super) enum Items<'a> {
    /// Every entry, in the FAQ's order.
    All(&'a Index),
    /// The hits of a query, best first.
    Hits(&'a Index, &'a Asked),
    /// None, because the caller's words must be handed over.
    HandOver,
}

/// What a row of the list is made for.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowRoom {
    /// Columns from the beginning of the text to the end of the label.
    pub(super) width: usize,
    pub(super) labels: &'static Labels,
    /// The position that is chosen.
    pub(super) selected: Option<usize>,
    pub(super) today: Date,
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

    /// The row of `position`, which exists.
    pub(super) fn row(&self, position: usize, room: RowRoom) -> Line {
        let is_chosen = room.selected == Some(position);
        let (index, hit) = match self {
            Self::All(index) => (index, None),
            Self::Hits(index, asked) => (index, Some((&asked.hits[position], *asked))),
            Self::HandOver => return Line::default(),
        };
        let number = hit.map_or(position, |(hit, _)| hit.entry);
        let (faq, entry) = (index.faq(), index.faq().entry(number));
        let is_weak = |hit: &Hit| hit.confidence == Confidence::Weak;
        let question_role = match hit {
            _ if is_chosen => Role::Chosen,
            Some((hit, _)) if is_weak(hit) => Role::Less,
            _ => Role::Question,
        };
        let mut label = Vec::new();
        if let Self::Hits(_, asked) = self
            && position > 0
            && is_weak(&asked.hits[position])
            && !is_weak(&asked.hits[position - 1])
        {
            label.push(room.labels.less_likely);
        }
        if is_newly_approved(faq.standing(number, room.today), room.today) {
            label.push(room.labels.newly_approved);
        }
        if faq.topics().len() > 1 {
            label.push(&faq.topic_of(entry).title);
        }
        let beside_role = if is_chosen {
            Role::ChosenAs
        } else {
            Role::AskedAs
        };
        let label = label.join(" · ");
        let label = text::truncate(&label, room.width / 3).into_owned();
        let marks = |text: &str| hit.map_or_else(Vec::new, |(_, asked)| index.marks(asked, text));
        let side = side_of(&faq.topic_of(entry).language);
        // Where a terminal turns Arabic round, it turns all of a row round.
        let is_alone = side == Side::Right || self::side(room.labels) == Side::Right;
        let mut left = room.width;
        if !label.is_empty() {
            left = left.saturating_sub(text::width(&label) + GAP);
        }
        let question = &entry.question;
        let mut spans = cut(styled(question, question_role, &marks(question)), left);
        left = left.saturating_sub(spans_width(&spans));
        if !is_alone && let Some((hit, _)) = hit {
            spans.extend(asked_as(entry, hit, marks, beside_role, room.labels, left));
        }
        let mut right = Vec::new();
        match (label.is_empty(), is_alone) {
            (true, _) => {}
            (_, true) => spans.push(Span::new(format!(" · {label}"), beside_role)),
            (_, false) => right.push(Span::new(label, beside_role)),
        }
        let surface = if is_chosen {
            Surface::Chosen
        } else {
            Surface::Page
        };
        Line {
            spans,
            right,
            surface,
            side,
        }
    }
}

/// Whether the doctor approved an entry within the last seven days: what it says may be new to the desk.
fn is_newly_approved(standing: Standing, today: Date) -> bool {
    match standing {
        Standing::Approved(day) => (today - day).get_days() <= 7,
        _ => false,
    }
}

/// The caller's way to put a question, if that is what matched and there is room to see it.
fn asked_as(
    entry: &Entry,
    hit: &Hit,
    marks: impl Fn(&str) -> Vec<Range<usize>>,
    role: Role,
    labels: &Labels,
    room: usize,
) -> Vec<Span> {
    let gap = " ".repeat(GAP);
    let is_meant = hit.found == FoundBy::Meaning;
    let Some(also) = hit.alternative.and_then(|n| entry.also_asked.get(n)) else {
        let caption = format!("{gap}{}", labels.same_meaning);
        let fits = is_meant && text::width(&caption) <= room;
        return fits.then(|| Span::new(caption, role)).into_iter().collect();
    };
    let caption = if is_meant {
        format!("{gap}{}: ", labels.same_meaning)
    } else {
        format!("{gap}{} ", labels.asked_as)
    };
    let left = room.saturating_sub(text::width(&caption));
    let marks = marks(also);
    // It is there to show why the entry was found: without a mark in sight it would show nothing.
    let is_in_sight = |mark: &Range<usize>| text::width(&also[..mark.end]) < left;
    if left < LEAST || !is_meant && !marks.first().is_some_and(is_in_sight) {
        return Vec::new();
    }
    let mut spans = vec![Span::new(caption, role)];
    spans.extend(cut(styled(also, role, &marks), left));
    spans
}

/// One row, however long.
fn styled(text: &str, role: Role, marks: &[Range<usize>]) -> Vec<Span> {
    let rows = text::wrap(text, usize::MAX >> 1, role, marks);
    rows.into_iter().flat_map(|row| row.spans).collect()
}

/// As many spans as fit, the last with `…` where something is missing.
fn cut(spans: Vec<Span>, room: usize) -> Vec<Span> {
    let all = spans_width(&spans);
    let (mut left, mut kept) = (room, Vec::new());
    for mut span in spans {
        if left == 0 {
            break;
        }
        let width = text::width(&span.text);
        let is_last = width >= left && all > room;
        if is_last {
            // One cell more than there is, so that the sign of a cut is put even where the span itself would fit.
            span.text.push(' ');
            let cut = text::truncate(&span.text, left);
            span.text = format!("{}…", cut.trim_end_matches(['…', ' ']));
        }
        left = left.saturating_sub(width);
        kept.push(span);
        if is_last {
            break;
        }
    }
    kept
}
