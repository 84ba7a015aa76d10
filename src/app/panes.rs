//! What stands on the desk before it is drawn: the list's positions, and the rows of an answer.

use crate::{
    search::{Asked, Index},
    text::{Line, Surface},
};

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
}

/// What stands below the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Stays above the rows; never more than a third of the screen.
    pub heading: Vec<Line>,
    /// Scrolls.
    pub rows: Vec<Line>,
}

impl Answer {
    /// Whether its rows have the sides of an emergency.
    pub fn is_emergency(&self) -> bool {
        self.rows
            .last()
            .is_some_and(|row| row.surface == Surface::Foot)
    }

    /// The rows that hold a match.
    pub fn hits(&self) -> impl Iterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.has_hit())
            .map(|(number, _)| number)
    }
}
