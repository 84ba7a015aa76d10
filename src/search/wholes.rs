//! Query and question as wholes: how alike they are letter by letter, and stem by stem.

use std::iter;

use strsim::sorensen_dice;

use crate::faq::Entry;

use super::{
    constants::{AS_WRITTEN, LETTERS_ALIKE, MOST_PHRASING_TERMS, STEMS_ALIKE},
    lexicon::Lexicon,
    query::counted_text,
    terms::QueryTerm,
    words::{self, TokenKind},
};

/// The phrasing of an entry that is most like the query.
pub(super) struct Likeness {
    /// None is the question itself, else the number of an `also_asked`.
    pub(super) alternative: Option<usize>,
    /// Whether it is the query, word for word.
    pub(super) identical: bool,
    /// How alike they are, 0 to `LETTERS_ALIKE + STEMS_ALIKE`; far more where they are written the same.
    pub(super) value: f32,
}

/// A query as a whole.
pub(super) struct WholeQuery<'a> {
    text: &'a str,
    /// Folded, a blank after each.
    words: String,
    terms: &'a [QueryTerm],
}

impl<'a> WholeQuery<'a> {
    /// The query `text`, which was read as `terms`.
    pub(super) fn new(text: &'a str, terms: &'a [QueryTerm]) -> Self {
        Self {
            text,
            words: words::folded(counted_text(text)),
            terms,
        }
    }

    /// Which phrasing of `entry` is most like it.
    pub(super) fn likeness(&self, lexicon: &Lexicon, entry: &Entry) -> Likeness {
        let mut best = Likeness {
            alternative: None,
            identical: false,
            value: f32::MIN,
        };
        let phrasings = iter::once(&entry.question).chain(&entry.also_asked);
        for (n, phrasing) in phrasings.enumerate() {
            let stems = stem_overlap(self.terms, &phrasing_terms(lexicon, phrasing));
            let words = words::folded(phrasing);
            let letters = sorensen_dice(&self.words, &words) as f32;
            let alike = LETTERS_ALIKE * letters + STEMS_ALIKE * stems;
            let identical = self.words == words;
            if alike > best.value || identical {
                let as_written = identical && is_written(self.text, phrasing);
                best = Likeness {
                    alternative: n.checked_sub(1),
                    identical,
                    value: alike + if as_written { AS_WRITTEN } else { 0.0 },
                };
            }
            if identical {
                break;
            }
        }
        best
    }
}

/// The words of a phrasing, each once.
fn phrasing_terms(lexicon: &Lexicon, phrasing: &str) -> Vec<u32> {
    let mut terms = Vec::new();
    words::each(phrasing, |token| {
        if let Some(word) = lexicon.find(token.folded)
            && token.kind == TokenKind::Plain
            && terms.len() < MOST_PHRASING_TERMS
        {
            terms.push(lexicon.term_of(word));
        }
    });
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The share of stems that a phrasing has in common with a query (Dice's coefficient), less sure ones
/// counting less.
fn stem_overlap(query: &[QueryTerm], phrasing: &[u32]) -> f32 {
    let certainty = |&term: &u32| {
        let readings = query.iter().flat_map(|q| &q.readings);
        readings
            .filter(|r| r.term == term || r.with == Some(term))
            .map(|r| r.value)
            .fold(0.0, f32::max)
    };
    let common: f32 = phrasing.iter().map(certainty).sum();
    let all = (query.len() + phrasing.len()).max(1) as f32;
    // Two words of a phrasing may mean the same one of the query.
    (2.0 * common / all).min(1.0)
}

/// Whether a query is written as a phrasing is: capitals and the signs at the end aside.
fn is_written(query: &str, phrasing: &str) -> bool {
    let plain = |text: &str| {
        let text = text.trim().trim_end_matches(|c: char| !c.is_alphanumeric());
        text.to_lowercase()
    };
    plain(phrasing) == plain(query)
}
