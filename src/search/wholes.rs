//! Likeness of a query and an entry's phrasings as wholes: Dice's coefficient of their pairs of letters, and
//! of their stems. Weights: [`LETTERS_WEIGHT`] and [`STEMS_WEIGHT`].

use std::iter;

use strsim::sorensen_dice;

use crate::faq::Entry;

use super::{
    constants::{LETTERS_WEIGHT, MOST_PHRASING_TERMS, STEMS_WEIGHT},
    lexicon::{Lexicon, TermId},
    terms::{ParsedQuery, QueryTerm},
    words,
};

/// The phrasing of an entry that is most like the query.
#[derive(Clone, Debug, Default)]
pub(super) struct Phrasing {
    /// The number of an `also_asked`; `None` is the question itself.
    pub(super) alternative: Option<usize>,
    /// Whether it is the query, word for word.
    pub(super) identical: bool,
    /// How alike it and the query are: 0 to `LETTERS_WEIGHT + STEMS_WEIGHT`.
    pub(super) likeness: f32,
}

/// The phrasing of `entry` that is most like a query, whose words are given `folded`, a blank after each.
/// Costs tokenizing each phrasing.
pub(super) fn best_phrasing(query: ParsedQuery<'_>, folded: &str, entry: &Entry) -> Phrasing {
    let mut best = Phrasing {
        likeness: f32::MIN,
        ..Phrasing::default()
    };
    let phrasings = iter::once(&entry.question).chain(&entry.also_asked);
    for (n, phrasing) in phrasings.enumerate() {
        let (words, terms) = words_and_terms(&query.vocabulary.lexicon, phrasing);
        let letters = sorensen_dice(folded, &words) as f32;
        let stems = stem_overlap(query.terms, &terms);
        let phrasing = Phrasing {
            alternative: n.checked_sub(1),
            identical: folded == words,
            likeness: LETTERS_WEIGHT * letters + STEMS_WEIGHT * stems,
        };
        if phrasing.identical {
            return phrasing;
        }
        if phrasing.likeness > best.likeness {
            best = phrasing;
        }
    }
    best
}

/// The words of a phrasing, folded, a blank after each; and the terms of the first [`MOST_PHRASING_TERMS`],
/// each once.
fn words_and_terms(lexicon: &Lexicon, phrasing: &str) -> (String, Vec<TermId>) {
    let words = words::folded(phrasing);
    let terms = words.split_terminator(' ').filter_map(|word| {
        let word = lexicon.find(word)?;
        Some(lexicon.term_of(word))
    });
    let mut terms: Vec<TermId> = terms.take(MOST_PHRASING_TERMS).collect();
    terms.sort_unstable();
    terms.dedup();
    (words, terms)
}

/// Dice's coefficient of the query's and a phrasing's stems, each common one weighted by its certainty.
fn stem_overlap(query: &[QueryTerm], phrasing: &[TermId]) -> f32 {
    let certainty = |&term: &TermId| {
        let readings = query.iter().flat_map(|q| &q.readings);
        let same = readings.filter(|r| r.term == term || r.other_half == Some(term));
        same.map(|r| r.certainty).fold(0.0, f32::max)
    };
    let common: f32 = phrasing.iter().map(certainty).sum();
    let all = (query.len() + phrasing.len()).max(1) as f32;
    // More than 1 where two words of the phrasing are readings of one query word.
    (2.0 * common / all).min(1.0)
}
