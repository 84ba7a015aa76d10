//! What a query finds: hits with their confidence, hand-over alerts, corrections and unknown words.

use std::sync::Arc;

use super::{
    hand_over::Alert,
    query::Correction,
    rank::Candidate,
    terms::{ParsedQuery, QueryTerm},
};
use crate::faq::Urgency;

/// An entry found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry's number in the FAQ.
    pub entry: usize,
    /// 0..1, on one scale for all queries and FAQs.
    pub score: f32,
    /// Phrasing, words or meaning.
    pub found: FoundBy,
    /// The `also_asked` that matches better than the question, by its number.
    pub alternative: Option<usize>,
    /// The query words it contains, as typed.
    pub matched: Vec<Arc<str>>,
    /// The query words it lacks, as typed, without function words ("the") and words that stand for what the
    /// whole FAQ is about ("the session").
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
    /// The hit for a candidate.
    pub(super) fn of(query: ParsedQuery<'_>, candidate: &Candidate) -> Self {
        let (mut matched, mut missed) = (Vec::new(), Vec::new());
        for (term, has) in query.content_terms(&candidate.has) {
            if has {
                matched.push(Arc::clone(&term.typed));
            } else if !term.is_subject {
                missed.push(Arc::clone(&term.typed));
            }
        }
        let phrasing = &candidate.phrasing;
        let (found, alternative) = match candidate.near {
            _ if phrasing.identical => (FoundBy::Phrasing, phrasing.alternative),
            Some(near) if candidate.is_near_enough && matched.is_empty() => {
                (FoundBy::Meaning, near.alternative)
            }
            _ => (FoundBy::Words, phrasing.alternative),
        };
        Self {
            entry: candidate.entry as usize,
            score: candidate.score,
            found,
            alternative,
            matched,
            missed,
        }
    }

    /// Whether it shares only function words with the query.
    pub(super) fn is_guess(&self) -> bool {
        self.found == FoundBy::Words && self.matched.is_empty()
    }
}

/// A query and what it found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SearchResult {
    /// Best first; at most [`super::Index::MOST`].
    pub hits: Vec<Hit>,
    /// Whether the first hit is fit to be read out. The others never are.
    pub is_sure: bool,
    /// The query's hand-over groups, urgent ones first. They take precedence over every hit.
    pub hand_over: Vec<Alert>,
    /// The group that it may belong to, where no group is sure; then no hit is sure either.
    pub perhaps: Option<Alert>,
    /// Whether it is nearer to a call that every desk hears ("I would like to make an appointment") than to
    /// any entry: none of the hits is likely to answer it.
    pub is_routine_call: bool,
    /// The words that were read as others.
    pub corrections: Vec<Correction>,
    /// The words that match nothing in the FAQ, as typed.
    pub unknown: Vec<Arc<str>>,
    pub(super) terms: Vec<QueryTerm>,
}

impl SearchResult {
    /// Adds the group that the query means, surely or not: an urgent one also to those whose words it has.
    pub(super) fn hand_over_by_meaning(&mut self, alert: Alert, is_sure: bool) {
        let mut alerts = self.hand_over.iter();
        let is_news = alerts.all(|other| other.group.say != alert.group.say)
            && (self.hand_over.is_empty() || alert.group.urgency == Urgency::Urgent);
        if is_sure && is_news {
            self.hand_over.insert(0, alert);
        } else if !is_sure && self.hand_over.is_empty() {
            self.perhaps = Some(alert);
        }
    }

    /// Drops the hits that share only function words with the query. Where nothing is left, the words that
    /// the first of them lacks are unknown.
    pub(super) fn leave_out_guesses(&mut self) {
        let Some(guess) = self.hits.iter().find(|hit| hit.is_guess()) else {
            return;
        };
        let missed = guess.missed.clone();
        self.is_sure &= !self.hits[0].is_guess();
        self.hits.retain(|hit| !hit.is_guess());
        if self.hits.is_empty() && self.unknown.is_empty() && self.hand_over.is_empty() {
            self.unknown = missed;
        }
    }
}
