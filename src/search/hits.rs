//! What a query finds.

use std::sync::Arc;

use super::{alarm::Alert, terms::QueryTerm};

/// How far a hit can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Shown, and marked as probably not what was asked.
    Weak,
    /// Fit to be read out.
    Strong,
}

/// An entry found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry's number in the FAQ.
    pub entry: usize,
    /// About 0..1, on one scale for all queries and FAQs.
    pub score: f32,
    /// Whether it may be read out.
    pub confidence: Confidence,
    /// What it was found by.
    pub found: FoundBy,
    /// The `also_asked` that matches better than the question, by its number.
    pub alternative: Option<usize>,
    /// The query words it contains, as typed.
    pub matched: Vec<Arc<str>>,
    /// The query words it lacks, as typed (left out are words without meaning such as "the", and "the
    /// session" and the like, which means what the FAQ is about).
    pub missed: Vec<Arc<str>>,
}

/// What a hit was found by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// The query is a phrasing of it, word for word.
    Phrasing,
    /// Words of the query.
    Words,
    /// A phrasing that means the same in other words.
    Meaning,
}

impl Hit {
    /// Whether it shares only words without meaning with the query.
    pub(super) fn is_guess(&self) -> bool {
        self.found == FoundBy::Words && self.matched.is_empty()
    }
}

/// A query word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// As read.
    pub read_as: String,
}

/// A query and what it found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// Best first, the strong ones before the weak ones; at most [`Index::MOST`].
    pub hits: Vec<Hit>,
    /// Whether other entries matched too, beyond the limit.
    pub is_cut: bool,
    /// The hand-over groups that it belongs to, urgent ones first. They take precedence over every hit.
    pub hand_over: Vec<Alert>,
    /// The group that it may belong to, where none is sure: then no hit is either.
    pub perhaps: Option<Alert>,
    /// The words that were read as others.
    pub corrections: Vec<Correction>,
    /// The words that match nothing in the FAQ, as typed.
    pub unknown: Vec<Arc<str>>,
    pub(super) terms: Vec<QueryTerm>,
}
