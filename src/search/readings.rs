//! The FAQ's terms that a typed word may stand for. In: a word; out: readings, surest first, with a certainty
//! each: 1 for the word itself and its forms, less for completions, corrections, abbreviations and synonyms.

use std::{cmp::Reverse, iter, mem};

use super::{
    constants::{
        ABBREVIATION_CERTAINTY, COMPOUND_CERTAINTY, LEAST_ABBREVIATION_SCORE,
        LEAST_SYNONYM_LETTERS, MOST_ABBREVIATED, MOST_COMPLETIONS, MOST_COMPOUNDS,
        MOST_CORRECTIONS, MOST_MISSPELT, PREFIX_CERTAINTY, SYNONYM_CERTAINTY, SYNONYM_ENTRIES,
        TYPO_CERTAINTY, TYPOS_FROM,
    },
    lexicon::{TermId, WordId, most_typos},
    vocabulary::{Vocabulary, WordClass},
};

/// How a query word was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadBy {
    /// As the very word.
    Exact,
    /// By its stem: "painful" for "pain".
    Stem,
    /// As the beginning of a longer word, while it is being typed.
    Prefix,
    /// As a misspelling.
    Spelling,
    /// As an abbreviation, some letters in order ("mcrndl").
    Abbreviation,
    /// As a word of the same meaning.
    Synonym,
}

/// A word of a query, or several that the FAQ writes as one.
pub(super) struct TypedWord<'a> {
    pub(super) written: &'a str,
    pub(super) folded: String,
    pub(super) unfinished: bool,
}

/// A term that a typed word may stand for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reading {
    pub(super) term: TermId,
    /// A second term that the entry must have too: the other half of a compound written as two words.
    pub(super) other_half: Option<TermId>,
    pub(super) by: ReadBy,
    /// How sure the reading is, 0..1.
    pub(super) certainty: f32,
    /// The inverse document frequency that the reading counts with.
    pub(super) idf: f32,
    /// The FAQ's word that it is read as; `None` if only a stem or synonym was found.
    pub(super) word: Option<WordId>,
}

/// The terms that a word may stand for, surest first. `itself` is the word if the FAQ has it; `lookups`
/// counts the query's words that were looked up as typos, each a pass over all words.
pub(super) fn readings(
    vocabulary: &Vocabulary,
    word: &TypedWord<'_>,
    itself: Option<WordId>,
    lookups: &mut usize,
) -> Vec<Reading> {
    let mut list = ReadingList {
        vocabulary,
        readings: Vec::new(),
    };
    list.read(word, itself, lookups);
    list.put_surest_first();
    list.readings
}

/// Readings as they are gathered.
struct ReadingList<'a> {
    vocabulary: &'a Vocabulary,
    readings: Vec<Reading>,
}

impl ReadingList<'_> {
    fn read(&mut self, typed: &TypedWord<'_>, itself: Option<WordId>, lookups: &mut usize) {
        let vocabulary = self.vocabulary;
        let (folded, unfinished) = (&*typed.folded, typed.unfinished);
        let class = vocabulary.class_of(folded);
        if let Some(word) = itself {
            self.add_word(word, ReadBy::Exact, 1.0);
        } else {
            for language in vocabulary.spoken() {
                let stem = language.stem(typed.written, folded);
                if let Some(term) = vocabulary.lexicon.term(&stem) {
                    self.add(term, ReadBy::Stem, 1.0, None);
                }
            }
            self.compounds(folded);
        }
        // Before the halves are added: the FAQ's words "glu" and "coma" do not keep "glucoma" from being a
        // typo.
        let is_recognised = !self.readings.is_empty();
        // "treatmen" may become "treatment", so it is not "treat men"; nor is the everyday "Sunday" two.
        let may_grow = || unfinished && itself.is_none() && vocabulary.lexicon.begins_word(folded);
        if !vocabulary.is_everyday(folded) && !may_grow() {
            self.halves(folded);
        }
        // "the" is itself, not the beginning of "therapy", until the next letter is typed.
        if unfinished && !(itself.is_some() && class == WordClass::Function) {
            self.completions(folded, PREFIX_CERTAINTY[usize::from(itself.is_some())]);
        }
        let is_word = || {
            is_recognised
                || vocabulary.is_known(folded)
                || vocabulary.handed_over.contains(folded)
                || unfinished && vocabulary.may_become(folded)
        };
        if *lookups < MOST_MISSPELT && !is_word() {
            *lookups += 1;
            self.corrections(folded);
            if self.readings.is_empty() {
                self.abbreviations(folded);
            }
        }
        if class == WordClass::Content {
            self.synonyms(typed.written, folded);
            if unfinished {
                self.begun_synonyms(folded);
            }
            self.discount_for_synonyms();
        }
    }

    /// By certainty, then by inverse document frequency, then by how many entries have the term.
    fn put_surest_first(&mut self) {
        let entries = |r: &Reading| self.vocabulary.postings.entry_count(r.term);
        self.readings.sort_unstable_by(|a, b| {
            b.certainty
                .total_cmp(&a.certainty)
                .then(b.idf.total_cmp(&a.idf))
                .then(entries(b).cmp(&entries(a)))
                .then(a.term.cmp(&b.term))
        });
    }

    /// A compound that the FAQ writes as two words: both must be in the entry.
    fn halves(&mut self, folded: &str) {
        let (lexicon, postings) = (&self.vocabulary.lexicon, &self.vocabulary.postings);
        let is_digit = |c: char| c.is_ascii_digit();
        let is_long = |word: &str| word.chars().nth(2).is_some();
        for (at, _) in folded.char_indices().skip(1) {
            let (left, right) = folded.split_at(at);
            // "SPF50" splits at any length; words need three letters each.
            let meets_number = left.ends_with(is_digit) != right.starts_with(is_digit);
            if !(meets_number || is_long(left) && is_long(right)) {
                continue;
            }
            if let (Some(left), Some(right)) = (lexicon.find(left), lexicon.find(right)) {
                let (mut rare, mut other) = (lexicon.term_of(left), lexicon.term_of(right));
                if postings.entry_count(rare) >= postings.entry_count(other) {
                    mem::swap(&mut rare, &mut other);
                }
                self.readings.push(Reading {
                    other_half: Some(other),
                    ..self.reading(rare, ReadBy::Stem, COMPOUND_CERTAINTY)
                });
            }
        }
    }

    /// The compounds that end with the word, in languages that form them so; of many, those that most entries
    /// have. Costs a pass over all words.
    fn compounds(&mut self, folded: &str) {
        let vocabulary = self.vocabulary;
        let letters = folded.chars().count();
        let languages = vocabulary.spoken();
        for lengths in languages.filter_map(|l| l.compound_prefix_lengths(letters)) {
            let compounds = vocabulary.lexicon.with_suffix(folded);
            let compounds = compounds.filter(|(_, before)| lengths.contains(before));
            for word in self.commonest(compounds.map(|(word, _)| word), MOST_COMPOUNDS) {
                self.add_word(word, ReadBy::Stem, COMPOUND_CERTAINTY);
            }
        }
    }

    /// The longer words that an unfinished one begins; of many, those that most entries have.
    fn completions(&mut self, folded: &str, certainty: f32) {
        let lexicon = &self.vocabulary.lexicon;
        for word in self.commonest(lexicon.with_prefix(folded), MOST_COMPLETIONS) {
            let whole = lexicon.word(word);
            if whole != folded {
                let certainty = certainty * prefix_share(folded, whole);
                self.add_word(word, ReadBy::Prefix, certainty);
            }
        }
    }

    /// The whole words that an unknown one may misspell: a beginning with a typo could be anything ("price",
    /// "process").
    fn corrections(&mut self, folded: &str) {
        let vocabulary = self.vocabulary;
        let most = most_typos(folded, TYPOS_FROM);
        if most == 0 || folded.bytes().any(|b| b.is_ascii_digit()) {
            return;
        }
        let mut similar = vocabulary.lexicon.similar(folded, most);
        // "whiten" is not "when": the shorter word, too, must be long enough for two typos.
        let most = |word: WordId| most_typos(vocabulary.lexicon.word(word), TYPOS_FROM);
        similar.retain(|&(word, distance)| distance <= most(word));
        let entries = |word: WordId| vocabulary.entries_with_word(word);
        similar.sort_unstable_by_key(|&(word, distance)| (distance, Reverse(entries(word)), word));
        // None counts with more than the idf of the best candidate, the commonest of the nearest: else the
        // rarest would be worth the most.
        let commonest = similar.first().map_or(0, |&(word, _)| entries(word));
        let most_idf = vocabulary.idf(commonest);
        for (word, distance) in similar.into_iter().take(MOST_CORRECTIONS) {
            let certainty = TYPO_CERTAINTY[usize::from(distance > 1)];
            self.add_word(word, ReadBy::Spelling, certainty);
        }
        self.limit_idf(most_idf, |reading| reading.by == ReadBy::Spelling);
    }

    /// The words that an unknown one may abbreviate: an abbreviation has no vowels after its first letter.
    fn abbreviations(&mut self, folded: &str) {
        let vocabulary = self.vocabulary;
        let is_vowel = |c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
        if folded.chars().nth(3).is_none() || folded.chars().skip(1).any(is_vowel) {
            return;
        }
        for (word, score) in vocabulary.lexicon.abbreviated(folded, MOST_ABBREVIATED) {
            if score >= LEAST_ABBREVIATION_SCORE {
                self.add_word(word, ReadBy::Abbreviation, ABBREVIATION_CERTAINTY);
            }
        }
    }

    /// Synonyms of the word, and of what it may misspell by one letter.
    fn synonyms(&mut self, written: &str, folded: &str) {
        let vocabulary = self.vocabulary;
        let is_near = |r: &&Reading| r.by == ReadBy::Spelling && r.certainty >= TYPO_CERTAINTY[0];
        let corrected = self.readings.iter().filter(is_near).filter_map(|r| r.word);
        let corrected = corrected.map(|word| vocabulary.lexicon.word(word));
        let words = iter::once((written, folded)).chain(corrected.map(|word| (word, word)));
        let synonyms = words.flat_map(|(written, folded)| vocabulary.synonyms(written, folded));
        for &term in synonyms.collect::<Vec<_>>() {
            self.add(term, ReadBy::Synonym, SYNONYM_CERTAINTY, None);
        }
    }

    /// What begins no word of the FAQ may begin a form of one, or a synonym ("redn", "redness": "red").
    fn begun_synonyms(&mut self, folded: &str) {
        let vocabulary = self.vocabulary;
        let is_short = folded.chars().nth(LEAST_SYNONYM_LETTERS - 1).is_none();
        let Some(english) = vocabulary.english() else {
            return;
        };
        if is_short || vocabulary.lexicon.begins_word(folded) {
            return;
        }
        for word in vocabulary.thesaurus.words.with_prefix(folded) {
            let certainty = SYNONYM_CERTAINTY * prefix_share(folded, word);
            let stem = english.stem(word, word);
            let synonyms = vocabulary.thesaurus.of(&stem).iter().copied();
            for term in vocabulary.lexicon.term(&stem).into_iter().chain(synonyms) {
                self.add(term, ReadBy::Synonym, certainty, None);
            }
        }
    }

    /// Lowers the inverse document frequency of the word and of its synonyms: the entries with synonyms make
    /// it commoner, so that it tells less.
    fn discount_for_synonyms(&mut self) {
        let vocabulary = self.vocabulary;
        let is_exact = |r: &Reading| matches!(r.by, ReadBy::Exact | ReadBy::Stem);
        let mut readings = self.readings.iter();
        let is_known = readings.any(|r| is_exact(r) && r.other_half.is_none());
        let is_synonym = |r: &Reading| r.by == ReadBy::Synonym;
        let is_own = |r: &Reading| {
            is_exact(r) || !is_known && matches!(r.by, ReadBy::Spelling | ReadBy::Abbreviation)
        };
        let count = |is_counted: &dyn Fn(&Reading) -> bool| {
            let readings = self.readings.iter().filter(|r| is_counted(r));
            vocabulary.entries_with_any_term(readings.map(|r| r.term))
        };
        let others = count(&is_synonym);
        if others > 0 {
            let all = count(&is_own) + others / SYNONYM_ENTRIES;
            let most_idf = vocabulary.idf(all.min(vocabulary.entry_count as u32));
            self.limit_idf(most_idf, |r| is_synonym(r) || is_own(r));
        }
    }

    fn limit_idf(&mut self, most: f32, is_limited: impl Fn(&Reading) -> bool) {
        for reading in self.readings.iter_mut().filter(|r| is_limited(r)) {
            reading.idf = reading.idf.min(most);
        }
    }

    /// Of some words of the FAQ the `most` that most entries have, these first.
    fn commonest(&self, words: impl Iterator<Item = WordId>, most: usize) -> Vec<WordId> {
        let counted = words.map(|word| (Reverse(self.vocabulary.entries_with_word(word)), word));
        let mut counted: Vec<_> = counted.collect();
        // Selects before it sorts, as a letter can begin thousands of words.
        if counted.len() > most {
            counted.select_nth_unstable(most);
            counted.truncate(most);
        }
        counted.sort_unstable();
        counted.into_iter().map(|(_, word)| word).collect()
    }

    /// Adds a reading as a word of the FAQ for each term of that word.
    fn add_word(&mut self, word: WordId, by: ReadBy, certainty: f32) {
        let vocabulary = self.vocabulary;
        for &term in vocabulary.lexicon.terms_of(word) {
            self.add(term, by, certainty, Some(word));
        }
    }

    /// Adds a reading, unless there is one of the same term that is as sure.
    fn add(&mut self, term: TermId, by: ReadBy, certainty: f32, word: Option<WordId>) {
        let new = Reading {
            word,
            ..self.reading(term, by, certainty)
        };
        let is_same = |r: &&mut Reading| r.term == term && r.other_half.is_none();
        match self.readings.iter_mut().find(is_same) {
            Some(old) if old.certainty >= certainty => {}
            Some(old) => *old = new,
            None => self.readings.push(new),
        }
    }

    fn reading(&self, term: TermId, by: ReadBy, certainty: f32) -> Reading {
        let entries = self.vocabulary.postings.entry_count(term);
        Reading {
            term,
            other_half: None,
            by,
            certainty,
            idf: self.vocabulary.idf(entries),
            word: None,
        }
    }
}

/// The share of a word's certainty that its beginning has, by the letters of both: 0.5..1.
fn prefix_share(beginning: &str, whole: &str) -> f32 {
    0.5 + 0.5 * beginning.chars().count() as f32 / whole.chars().count() as f32
}
