//! The FAQ's words, sorted, with the terms (stems) they belong to. Finds words by spelling, prefix, suffix,
//! typos (`strsim`) and abbreviation; only this file uses `fuzzy_matcher`.

use std::collections::{BTreeMap, HashMap};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};
use strsim::osa_distance;

/// The number of a word of the FAQ, in the order of their spelling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WordId(u32);

/// The number of a stem, in order of first occurrence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TermId(pub(super) u32);

/// The words of a FAQ.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: Vec<LexiconWord>,
    /// Their numbers. Searching the sorted words would take a third of a key's time.
    numbers: HashMap<String, WordId>,
    /// The number of the first word without a leading digit: those with one are never misspellings.
    spelt: usize,
    /// The terms by their stems.
    terms: BTreeMap<String, Term>,
}

/// A word with its terms. It has several if languages stem it differently, or if accents matter ("resumes",
/// "résumés"); the first is that of the first entry with the word.
#[derive(Debug)]
struct LexiconWord {
    spelling: String,
    shape: WordShape,
    terms: Vec<TermId>,
}

/// A stem.
#[derive(Debug)]
struct Term {
    number: TermId,
    shape: WordShape,
    /// Its shortest word.
    shortest: WordId,
}

/// A cheap filter before the edit distance, which costs far more.
#[derive(Clone, Copy, Debug)]
struct WordShape {
    /// The set of letters: a bit each for a to z, the others share six bits.
    letters: u32,
    length: u32,
}

impl WordShape {
    fn of(word: &str) -> Self {
        let mut shape = Self {
            letters: 0,
            length: 0,
        };
        for c in word.chars() {
            let bit = match c {
                'a'..='z' => c as u32 - 'a' as u32,
                c => 26 + c as u32 % 6,
            };
            shape.letters |= 1 << bit;
            shape.length += 1;
        }
        shape
    }

    /// Whether words of these shapes can be at most `most` typos apart: a missing or surplus letter changes
    /// the set by at most one bit, a wrong one by two.
    fn may_be_within(self, other: Self, most: u32) -> bool {
        let longer = self.length.abs_diff(other.length);
        longer <= most && (self.letters ^ other.letters).count_ones() <= 2 * most - longer
    }
}

impl Lexicon {
    /// From `words` with their terms, which are the numbers of `stems`.
    pub(super) fn new(
        words: BTreeMap<String, Vec<TermId>>,
        stems: BTreeMap<String, TermId>,
    ) -> Self {
        let mut shortest = vec![(usize::MAX, WordId(0)); stems.len()];
        for (n, (spelling, terms)) in (0..).zip(&words) {
            for term in terms {
                let shortest = &mut shortest[term.0 as usize];
                *shortest = (*shortest).min((spelling.len(), WordId(n)));
            }
        }
        let terms = stems.into_iter().map(|(spelling, number)| {
            let term = Term {
                number,
                shape: WordShape::of(&spelling),
                shortest: shortest[number.0 as usize].1,
            };
            (spelling, term)
        });
        let terms = terms.collect();
        let words = words.into_iter().map(|(spelling, terms)| LexiconWord {
            shape: WordShape::of(&spelling),
            spelling,
            terms,
        });
        let words: Vec<LexiconWord> = words.collect();
        let numbers = words.iter().map(|word| word.spelling.clone());
        Self {
            spelt: words.partition_point(|w| *w.spelling < *":"),
            numbers: numbers.zip((0..).map(WordId)).collect(),
            words,
            terms,
        }
    }

    pub(super) fn word(&self, word: WordId) -> &str {
        &self.words[word.0 as usize].spelling
    }

    /// The term that a word belongs to; of several, that of the first entry with the word.
    pub(super) fn term_of(&self, word: WordId) -> TermId {
        self.terms_of(word)[0]
    }

    /// All terms that a word belongs to.
    pub(super) fn terms_of(&self, word: WordId) -> &[TermId] {
        &self.words[word.0 as usize].terms
    }

    /// The word that is spelt so, folded.
    pub(super) fn find(&self, folded: &str) -> Option<WordId> {
        self.numbers.get(folded).copied()
    }

    /// The term with this stem; if there is none, that of the word with this spelling.
    pub(super) fn term(&self, stem: &str) -> Option<TermId> {
        let term = self.terms.get(stem).map(|term| term.number);
        term.or_else(|| Some(self.term_of(self.find(stem)?)))
    }

    /// The words that begin with `prefix`.
    pub(super) fn with_prefix(&self, prefix: &str) -> impl ExactSizeIterator<Item = WordId> {
        let start = self.words.partition_point(|w| *w.spelling < *prefix);
        let count = self.words[start..].partition_point(|w| w.spelling.starts_with(prefix));
        (start as u32..(start + count) as u32).map(WordId)
    }

    /// Whether `prefix` is a word or begins one.
    pub(super) fn begins_word(&self, prefix: &str) -> bool {
        self.with_prefix(prefix).len() > 0
    }

    /// The longer words that end with `folded`, and how many letters come before. Costs a pass over all
    /// words.
    pub(super) fn with_suffix(&self, folded: &str) -> impl Iterator<Item = (WordId, usize)> {
        (0..).zip(&self.words).filter_map(move |(n, word)| {
            let before = word.spelling.strip_suffix(folded)?.chars().count();
            (before > 0).then_some((WordId(n), before))
        })
    }

    /// The words that are one typo from `typed`; if there are none, those at most `most` away, and those
    /// whose stem is one away ("rwpeat", "repeated"); each with its distance, that is, how many letters are
    /// wrong, missing, surplus or swapped. Costs a look at each word's shape, and an edit distance for the
    /// few that could be near.
    pub(super) fn similar(&self, typed: &str, most: usize) -> Vec<(WordId, usize)> {
        let shape = WordShape::of(typed);
        let distance = |spelling: &str, other: WordShape, most: usize| {
            let may_be = shape.may_be_within(other, most as u32);
            let distance = may_be.then(|| osa_distance(typed, spelling));
            distance.filter(|distance| *distance <= most)
        };
        let near = |most: usize| -> Vec<(WordId, usize)> {
            let words = (0..).zip(&self.words).skip(self.spelt);
            let near = words.map(|(n, word)| {
                let distance = distance(&word.spelling, word.shape, most)?;
                Some((WordId(n), distance))
            });
            near.flatten().collect()
        };
        let mut similar = near(1);
        if similar.is_empty() {
            if most > 1 {
                similar = near(most);
            }
            similar.extend(self.terms.iter().filter_map(|(spelling, term)| {
                let distance = distance(spelling, term.shape, 1)?;
                Some((term.shortest, distance))
            }));
        }
        similar
    }

    /// The words that begin with the same letter and have the letters of `typed` in order ("mcrndl",
    /// "microneedling"), best first, with the matcher's score per letter.
    pub(super) fn abbreviated(&self, typed: &str, most: usize) -> Vec<(WordId, f32)> {
        let shape = WordShape::of(typed);
        let first: String = typed.chars().take(1).collect();
        let matcher = SkimMatcherV2::default();
        let score = |id: WordId| {
            let word = &self.words[id.0 as usize];
            let has_letters = shape.letters & !word.shape.letters == 0;
            let may_be =
                id.0 as usize >= self.spelt && has_letters && word.spelling.len() > typed.len();
            let score = may_be.then(|| matcher.fuzzy_match(&word.spelling, typed))??;
            Some((id, score as f32 / shape.length as f32))
        };
        let mut scores: Vec<_> = self.with_prefix(&first).filter_map(score).collect();
        scores.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores.truncate(most);
        scores
    }
}

/// Whether `a` and `b` differ by at most `most` wrong, missing, surplus or swapped letters.
pub(super) fn within(a: &str, b: &str, most: usize) -> bool {
    WordShape::of(a).may_be_within(WordShape::of(b), most as u32) && osa_distance(a, b) <= most
}

/// How many typos a word may have, if it may have one from so many letters on, and two.
pub(super) fn most_typos(word: &str, from: [usize; 2]) -> usize {
    let letters = word.chars().count();
    from.iter().filter(|least| letters >= **least).count()
}
