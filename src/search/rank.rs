//! Ranking by words. In: a query's terms with their readings. Out: candidates, best first. First BM25 with
//! weighted fields over all entries, then, for the [`MOST_COMPARED`] best, likeness to the query as a whole.

use std::{cmp::Ordering, mem};

use crate::faq::Faq;

use super::{
    constants::{
        FULL_SCORE, FUNCTION_WORD_WEIGHT, IN_ALSO_ASKED, IN_ANSWER, IN_QUESTION, IN_TITLE,
        MOST_COMPARED, MOST_HITS, SATURATION,
    },
    meant::Nearness,
    postings::{EntryField, Posting},
    query::counted_text,
    readings::Reading,
    terms::{ParsedQuery, QueryTerm},
    vocabulary::WordClass,
    wholes::{Phrasing, best_phrasing},
    words,
};

/// What ranking reads.
#[derive(Clone, Copy)]
pub(super) struct Ranker<'a> {
    pub(super) faq: &'a Faq,
    pub(super) query: ParsedQuery<'a>,
}

/// An entry that may answer; by default none of the query's words is in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidate {
    pub(super) entry: u32,
    pub(super) score: f32,
    /// The phrasing that is most like the query; of an entry that was not compared as a whole, the question.
    pub(super) phrasing: Phrasing,
    /// How near the query is by meaning, where that is known.
    pub(super) near: Option<Nearness>,
    /// Whether it is near enough to be a hit without any word of the query.
    pub(super) is_near_enough: bool,
    /// Per query term: whether it is a content word that the entry has.
    pub(super) has: Vec<bool>,
}

impl Candidate {
    /// Makes the score a share of the best one; a phrasing, word for word, has all of it.
    pub(super) fn set_share(&mut self, share: f32) {
        self.score = if self.phrasing.identical { 1.0 } else { share };
    }
}

impl Ranker<'_> {
    /// The [`MOST_HITS`] best entries with a word of the query, best first. Costs a pass over the postings of
    /// all readings, and tokenizing the phrasings of the best.
    pub(super) fn rank(self) -> Vec<Candidate> {
        let terms = self.query.terms;
        let is_readable = |t: &QueryTerm| t.class == WordClass::Content && !t.readings.is_empty();
        let has_content = terms.iter().any(is_readable);
        let sums = (0..).zip(self.word_scores(has_content));
        let mut sums: Vec<(u32, f32)> = sums.filter(|&(_, sum)| sum > 0.0).collect();
        if sums.len() > MOST_HITS {
            sums.select_nth_unstable_by(MOST_HITS, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            sums.truncate(MOST_HITS);
        }
        let full: f32 = terms.iter().map(|term| term.weight).sum();
        let candidate = |(entry, sum)| {
            let has = terms.iter().map(|term| self.has(term, entry));
            Candidate {
                entry,
                score: sum / full,
                has: has.collect(),
                ..Candidate::default()
            }
        };
        let mut candidates: Vec<Candidate> = sums.into_iter().map(candidate).collect();
        candidates.sort_unstable_by(best_first);
        self.rescore_as_wholes(&mut candidates);
        // A query of function words only says too little for a full score, unless it is a phrasing.
        let best = if has_content {
            1.0
        } else {
            FUNCTION_WORD_WEIGHT
        };
        for candidate in &mut candidates {
            candidate.set_share((best * candidate.score / FULL_SCORE).min(best));
        }
        candidates
    }

    /// Per entry, the sum over the query's words of each one's best reading. If the query has content words,
    /// only these find entries, and function words add to what is found.
    fn word_scores(self, has_content: bool) -> Vec<f32> {
        let mut sums = vec![0.0; self.faq.len()];
        let mut best_readings = vec![0.0_f32; self.faq.len()];
        let mut touched = Vec::new();
        for class in [WordClass::Content, WordClass::Function] {
            let finds = class == WordClass::Content || !has_content;
            for term in self.query.terms.iter().filter(|term| term.class == class) {
                for reading in &term.readings {
                    for &posting in self.query.vocabulary.postings.of(reading.term) {
                        let entry = posting.entry as usize;
                        if (finds || sums[entry] > 0.0) && self.has_other_half(reading, posting) {
                            let best = &mut best_readings[entry];
                            if *best == 0.0 {
                                touched.push(entry);
                            }
                            *best = best.max(self.reading_score(reading, posting));
                        }
                    }
                }
                for entry in touched.drain(..) {
                    sums[entry] += mem::take(&mut best_readings[entry]);
                }
            }
        }
        sums
    }

    /// Whether an entry has the second term of a reading too, or the reading has only one.
    fn has_other_half(self, reading: &Reading, posting: Posting) -> bool {
        let postings = &self.query.vocabulary.postings;
        let has = |term| postings.find(term, posting.entry).is_some();
        reading.other_half.is_none_or(has)
    }

    /// BM25 of one reading in one entry, its occurrences weighted by field and by the field's length.
    fn reading_score(self, reading: &Reading, posting: Posting) -> f32 {
        let (postings, entry) = (&self.query.vocabulary.postings, posting.entry as usize);
        let frequency = IN_ALSO_ASKED * posting.count(EntryField::AlsoAsked)
            + IN_TITLE * posting.count(EntryField::Title)
            + IN_QUESTION * posting.count(EntryField::Question) * postings.question_weights[entry]
            + IN_ANSWER * posting.count(EntryField::Answer) * postings.answer_weights[entry];
        reading.certainty * reading.idf * (SATURATION + 1.0) * frequency / (SATURATION + frequency)
    }

    /// Whether a term is a content word that an entry has.
    fn has(self, term: &QueryTerm, entry: u32) -> bool {
        let is_there = |reading: &Reading| {
            let posting = self.query.vocabulary.postings.find(reading.term, entry);
            posting.is_some_and(|posting| self.has_other_half(reading, posting))
        };
        term.class == WordClass::Content && term.readings.iter().any(is_there)
    }

    /// Adds the likeness as wholes to the best candidates' scores and sorts all again.
    fn rescore_as_wholes(self, candidates: &mut [Candidate]) {
        let folded = words::folded(counted_text(self.query.text));
        for candidate in candidates.iter_mut().take(MOST_COMPARED) {
            let entry = self.faq.entry(candidate.entry as usize);
            candidate.phrasing = best_phrasing(self.query, &folded, entry);
            // Rounded, so that equal candidates tie whatever the order of their sums.
            candidate.score = ((candidate.score + candidate.phrasing.likeness) * 1e4).round() / 1e4;
        }
        candidates.sort_unstable_by(best_first);
    }
}

/// Word-for-word phrasings first, then by score; ties in the order of the file.
pub(super) fn best_first(a: &Candidate, b: &Candidate) -> Ordering {
    let by_phrasing = b.phrasing.identical.cmp(&a.phrasing.identical);
    by_phrasing
        .then(b.score.total_cmp(&a.score))
        .then(a.entry.cmp(&b.entry))
}
