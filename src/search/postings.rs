//! The inverted index: which entries contain a term, in which fields and how often, and how long those are.

use super::{constants::LENGTH_MATTERS, lexicon::TermId};

/// Where in an entry a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryField {
    Question,
    AlsoAsked,
    Answer,
    Title,
}

/// How often an entry has a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) entry: u32,
    /// By [`EntryField`]; they stop at 255.
    counts: [u8; 4],
}

impl Posting {
    /// How often the term stands in a field.
    pub(super) fn count(self, field: EntryField) -> f32 {
        self.counts[field as usize].into()
    }
}

/// The postings of each term, in the order of the entries.
#[derive(Debug, Default)]
pub(super) struct Postings {
    by_term: Vec<Vec<Posting>>,
    /// Per entry, the factor for the weight of a word in its question: see [`length_weights`].
    pub(super) question_weights: Vec<f32>,
    /// The same for its answer.
    pub(super) answer_weights: Vec<f32>,
}

impl Postings {
    /// Counts `term` once more in `entry`. Entries must be added in their order.
    pub(super) fn add(&mut self, term: TermId, entry: u32, field: EntryField) {
        let term = term.0 as usize;
        if self.by_term.len() <= term {
            self.by_term.resize_with(term + 1, Vec::new);
        }
        let list = &mut self.by_term[term];
        let same = list.pop_if(|last| last.entry == entry);
        let mut posting = same.unwrap_or(Posting {
            entry,
            counts: [0; 4],
        });
        let count = &mut posting.counts[field as usize];
        *count = count.saturating_add(1);
        list.push(posting);
    }

    /// The postings of `term`, in the order of the entries.
    pub(super) fn of(&self, term: TermId) -> &[Posting] {
        self.by_term.get(term.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// How many entries contain `term`.
    pub(super) fn entry_count(&self, term: TermId) -> u32 {
        self.of(term).len() as u32
    }

    /// The posting of `term` in `entry`, if it is there. A binary search.
    pub(super) fn find(&self, term: TermId, entry: u32) -> Option<Posting> {
        let list = self.of(term);
        let place = list.binary_search_by_key(&entry, |posting| posting.entry);
        place.ok().map(|place| list[place])
    }
}

/// BM25's length normalization, from a field's number of words in each entry: 1 for one of mean length, less
/// for a longer one.
pub(super) fn length_weights(lengths: &[usize]) -> Vec<f32> {
    let mean = lengths.iter().sum::<usize>() as f32 / lengths.len().max(1) as f32;
    let weight = |&words: &usize| {
        1.0 / (1.0 - LENGTH_MATTERS + LENGTH_MATTERS * words as f32 / mean.max(1.0))
    };
    lengths.iter().map(weight).collect()
}
