//! The words of the FAQ that a typed one may stand for, and how surely.
//!
//! What each way of recognising a word is worth is in [`super`]; the figures below are the certainty it gets.

use std::cmp::Reverse;

use super::{By, Index, language::Role, rank};

/// How sure a typo of one letter is, or of two.
const TYPO: [f32; 2] = [0.85, 0.6];
/// What is left of it when even the first letter is wrong.
const FIRST_LETTER: f32 = 0.9;
/// A letter that the FAQ has as a word, and that may still become another.
const LETTER: f32 = 0.3;
/// A beginning: for a word that is not in the FAQ itself, and for one that is.
const BEGINNING: [f32; 2] = [0.5, 0.6];
/// A word of the same meaning.
const MEANING: f32 = 0.6;
/// So many entries that have a word of the same meaning make a word as common as one that has the word itself: in a FAQ on
/// COVID, "coronavirus" tells little.
const SAID_OTHERWISE: u32 = 8;
/// As many letters of a word that the FAQ does not have must be typed before what it means counts.
const LEAST_BEGUN: usize = 3;
/// A compound that the entry writes as two words.
const HALVES: f32 = 0.9;
/// A word that is one only together with its neighbour: entries that have it alone do not vanish as the other is typed.
const PART: f32 = 0.1;
/// An abbreviation.
const ABBREVIATION: f32 = 0.5;
/// What a letter of an abbreviation must score, on average, by the matcher's own measure: most letters stand next to
/// each other or not far apart.
const ABBREVIATION_SCORE: f32 = 13.0;
/// The most words that an unfinished one is taken for the beginning of, and the most entries they have together.
const MOST_BEGINNINGS: usize = 48;
const MOST_BEGUN: u32 = 30_000;
/// The most compounds that one ends.
const MOST_ENDINGS: usize = 48;
/// The most words that an unknown one is corrected to.
const MOST_CORRECTIONS: usize = 5;
/// A word that so many times fewer entries have than one which is a letter away may be a typo that the FAQ has itself.
const FAR_MORE: usize = 100;
/// The most words that an unknown one may abbreviate.
const MOST_ABBREVIATED: usize = 3;

/// A word of a query, or several that the FAQ writes in one, and all that its readings depend on.
pub(super) struct Word<'a> {
    pub(super) written: &'a str,
    pub(super) folded: String,
    /// Where it is several: these.
    pub(super) parts: &'a [&'a str],
    pub(super) unfinished: bool,
    /// Whether it may be looked for among the FAQ's words, if it must be.
    pub(super) may_be_looked_for: bool,
}

/// A term that a typed word may stand for.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) term: u32,
    /// A second term that must be in the entry too: the other half of a word written as two.
    pub(super) with: Option<u32>,
    pub(super) by: By,
    /// How sure it is, 0..1.
    pub(super) value: f32,
    /// The inverse document frequency that it counts with.
    pub(super) idf: f32,
    /// The word of the FAQ that it is read as, where that is not the typed one.
    pub(super) word: Option<u32>,
}

impl Reading {
    /// Whether it is but a part of what was typed.
    pub(super) fn is_part(&self) -> bool {
        self.value <= PART
    }
}

/// Whether a word was looked for among the FAQ's as a typo or an abbreviation, which costs time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lookup {
    /// It was, being no everyday word and unknown to the FAQ, or hardly known.
    Made,
    /// It need not be.
    Spared,
    /// It may not be: enough others were.
    Refused,
}

impl Index {
    /// The terms that a word may stand for, surest first, and whether it was looked for among the FAQ's.
    pub(super) fn readings(&self, word: &Word<'_>, known: Option<u32>) -> (Vec<Reading>, Lookup) {
        let Word {
            written,
            folded,
            unfinished,
            ..
        } = word;
        let unfinished = *unfinished;
        let role = self.role(folded);
        let mut readings = Vec::new();
        if let Some(word) = known {
            let is_letter = folded.chars().nth(1).is_none();
            let value = if unfinished && is_letter { LETTER } else { 1.0 };
            for term in self.lexicon.terms_of(word) {
                self.add(&mut readings, term, By::Exact, value, None);
            }
        } else {
            // "needli" is no form of "need" while it can become "needling".
            let may_be = |term: u32| {
                let mut words = self.lexicon.beginning(folded);
                !unfinished
                    || words.is_empty()
                    || words.any(|word| self.lexicon.terms_of(word).any(|other| other == term))
            };
            for language in &self.languages {
                if let Some(term) = self.lexicon.term(&language.stem(written, folded))
                    && may_be(term)
                {
                    self.add(&mut readings, term, By::Stem, 1.0, None);
                }
            }
            self.endings(folded, &mut readings);
        }
        // Two halves that happen to be words ("glu", "coma") do not keep "glucoma" from being a typo.
        let recognised = !readings.is_empty();
        // Nor is what may become a longer word two: "treatmen" is no "treat men".
        if known.is_some() || !unfinished || self.lexicon.beginning(folded).is_empty() {
            self.halves(folded, &mut readings);
        }
        // "the" is itself and no beginning of "therapy": what it could become shows with its next letter.
        if unfinished && !(known.is_some() && role == Role::Function) {
            self.beginnings(folded, known.is_some(), &mut readings);
        }
        let is_word = || {
            recognised
                || self.is_everyday(folded)
                || self.thesauri.iter().any(|t| t.lists(folded))
                || unfinished && self.may_become(folded)
        };
        let misprint = || known.is_some_and(|word| self.may_be_misprint(word, unfinished));
        let lookup = if !word.may_be_looked_for {
            Lookup::Refused
        } else if !is_word() {
            self.corrections(folded, &mut readings);
            if readings.is_empty() {
                self.abbreviations(folded, &mut readings);
            }
            Lookup::Made
        } else if misprint() {
            self.commoner(folded, &mut readings);
            Lookup::Made
        } else {
            Lookup::Spared
        };
        if role == Role::Content {
            self.synonyms(written, folded, unfinished, &mut readings);
        }
        for part in word
            .parts
            .iter()
            .filter(|part| self.role(part) == Role::Content)
        {
            for language in &self.languages {
                if let Some(term) = self.lexicon.term(&language.stem(part, part)) {
                    self.add(&mut readings, term, By::Stem, PART, None);
                }
            }
        }
        self.put_surest_first(&mut readings);
        (readings, lookup)
    }

    /// The surest readings first, of equally sure ones the most telling, and of these the commonest.
    fn put_surest_first(&self, readings: &mut [Reading]) {
        let entries = |r: &Reading| self.postings.entries(r.term);
        readings.sort_by(|a, b| {
            b.value
                .total_cmp(&a.value)
                .then(b.idf.total_cmp(&a.idf))
                .then(entries(b).cmp(&entries(a)))
                .then(a.term.cmp(&b.term))
        });
    }

    /// A compound that the FAQ writes as two words: both must be in the entry.
    fn halves(&self, folded: &str, readings: &mut Vec<Reading>) {
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        for (i, c) in folded.char_indices().skip(1) {
            let (a, b) = folded.split_at(i);
            // "SPF50": a number and a word meet at any length.
            let meets_number = is_digit(a.chars().next_back()) != is_digit(Some(c));
            let long = |word: &str| word.chars().nth(2).is_some();
            if !(meets_number || long(a) && long(b)) {
                continue;
            }
            if let (Some(a), Some(b)) = (self.lexicon.find(a), self.lexicon.find(b)) {
                let (a, b) = (self.lexicon.term_of(a), self.lexicon.term_of(b));
                let (rare, other) = if self.postings.entries(a) < self.postings.entries(b) {
                    (a, b)
                } else {
                    (b, a)
                };
                let idf = self.idf(self.postings.entries(rare));
                readings.push(Reading {
                    term: rare,
                    with: Some(other),
                    by: By::Stem,
                    value: HALVES,
                    idf,
                    word: None,
                });
            }
        }
    }

    /// The compounds that end with a word that the FAQ does not have by itself, in languages that have such; of many, those
    /// that most entries have.
    fn endings(&self, folded: &str, readings: &mut Vec<Reading>) {
        let letters = folded.chars().count();
        for before in self
            .languages
            .iter()
            .filter_map(|l| l.grown_before(letters))
        {
            let compounds = self.lexicon.ending(folded);
            let compounds = compounds.filter(|(_, grown)| before.contains(grown));
            let mut common: Vec<(Reverse<u32>, u32)> = compounds
                .map(|(word, _)| (Reverse(self.entries_with(word)), word))
                .collect();
            keep_first(&mut common, MOST_ENDINGS);
            for (_, word) in common {
                for term in self.lexicon.terms_of(word) {
                    self.add(readings, term, By::Stem, HALVES, None);
                }
            }
        }
    }

    /// The words that an unfinished one begins; of many, those that most entries have, but for what says nothing there: "what"
    /// where very many entries have it, and what a good part of very many have.
    fn beginnings(&self, folded: &str, known: bool, readings: &mut Vec<Reading>) {
        let typed = folded.chars().count();
        let words = self.lexicon.beginning(folded);
        let mut common: Vec<(Reverse<u32>, u32)> = words
            .map(|word| (self.entries_with(word), word))
            .filter(|&(entries, word)| {
                entries < rank::TOO_MANY || !(self.is_function(word) || self.is_about(entries))
            })
            .map(|(entries, word)| (Reverse(entries), word))
            .collect();
        keep_first(&mut common, MOST_BEGINNINGS);
        let all: u32 = common.iter().map(|c| c.0.0).sum();
        let idf = self.idf(all.min(self.faq.len() as u32));
        let mut reached = 0;
        for (Reverse(entries), word) in common {
            reached += entries;
            if reached > MOST_BEGUN && reached > entries {
                break;
            }
            let letters = self.lexicon.word(word).chars().count();
            if letters > typed {
                let value = BEGINNING[usize::from(known)] * begun(typed, letters);
                self.add_word(readings, word, By::Beginning, value);
            }
        }
        for reading in readings.iter_mut().filter(|r| r.by == By::Beginning) {
            reading.idf = reading
                .idf
                .min(idf + (reading.idf - idf) * (1.0 - 1.0 / (typed * typed) as f32));
        }
    }

    /// The words that an unknown one may be a misspelling of. Whole words only: a typo in a beginning could be
    /// anything ("price", "process").
    fn corrections(&self, folded: &str, readings: &mut Vec<Reading>) {
        let most = typos(folded);
        if most == 0 {
            return;
        }
        if folded.bytes().any(|b| b.is_ascii_digit()) {
            return;
        }
        let mut similar = self.lexicon.similar(folded, most);
        // "whiten" is not "when": of a short word two wrong letters leave nothing.
        similar.retain(|s| s.distance <= typos(self.lexicon.word(s.word)));
        if similar.iter().all(|s| s.distance > 1) {
            similar.extend(self.lexicon.similar_stems(folded));
        }
        similar.sort_by_key(|s| (s.distance, Reverse(self.entries_with(s.word)), s.word));
        // Of words that are equally near the commonest is meant rather than the rarest, which would be worth the most.
        let commonest = similar
            .first()
            .map_or(f32::MAX, |s| self.idf(self.entries_with(s.word)));
        for s in similar.into_iter().take(MOST_CORRECTIONS) {
            let same = self.lexicon.word(s.word).chars().next() == folded.chars().next();
            let value = TYPO[usize::from(s.distance > 1)] * if same { 1.0 } else { FIRST_LETTER };
            self.add_word(readings, s.word, By::Spelling, value);
        }
        for reading in readings.iter_mut().filter(|r| r.by == By::Spelling) {
            reading.idf = reading.idf.min(commonest);
        }
    }

    /// Whether a word that is still being typed or not may be in the FAQ as a typo of another, being so rare.
    fn may_be_misprint(&self, word: u32, unfinished: bool) -> bool {
        let folded = self.lexicon.word(word);
        let may_go_on = || {
            let begins_everyday = self.languages.iter().any(|l| l.begins_everyday(folded));
            begins_everyday || self.lexicon.beginning(folded).len() > 1
        };
        typos(folded) > 0
            && self.entries_with(word) as usize * FAR_MORE <= self.faq.len()
            && !self.is_everyday(folded)
            && !(unfinished && may_go_on())
    }

    /// The words that one may be a misprint of: a letter away, and had by far more entries.
    fn commoner(&self, folded: &str, readings: &mut Vec<Reading>) {
        let entries = |word| self.entries_with(word) as usize;
        let similar = self.lexicon.similar(folded, 1);
        let itself = similar.iter().find(|s| s.distance == 0);
        let few = itself.map_or(0, |s| entries(s.word));
        for s in similar.iter().filter(|s| entries(s.word) >= few * FAR_MORE) {
            self.add_word(readings, s.word, By::Spelling, TYPO[0]);
        }
    }

    /// The words that an unknown one may abbreviate, which is to leave out vowels ("mini" is another word).
    fn abbreviations(&self, folded: &str, readings: &mut Vec<Reading>) {
        let vowel = |c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
        if folded.chars().nth(3).is_none() || folded.chars().skip(1).any(vowel) {
            return;
        }
        for (word, score) in self.lexicon.abbreviated(folded, MOST_ABBREVIATED) {
            if score >= ABBREVIATION_SCORE {
                self.add_word(readings, word, By::Abbreviation, ABBREVIATION);
            }
        }
    }

    /// The words of the same meaning, also as a small typo's. None counts more than the typed word would.
    fn synonyms(&self, typed: &str, folded: &str, unfinished: bool, readings: &mut Vec<Reading>) {
        let itself = |r: &Reading| matches!(r.by, By::Exact | By::Stem) && r.with.is_none();
        let is_known = readings.iter().any(itself);
        let is_meant = |r: &Reading| match r.by {
            By::Exact | By::Stem => true,
            By::Spelling | By::Abbreviation => !is_known,
            By::Beginning | By::Meaning => false,
        };
        let own = readings
            .iter()
            .filter(|r| !is_known || itself(r))
            .map(|r| r.idf)
            .reduce(f32::max)
            .unwrap_or_else(|| self.idf(0));
        let corrected: Vec<u32> = readings
            .iter()
            .filter(|r| r.by == By::Spelling && r.value >= TYPO[0])
            .filter_map(|r| r.word)
            .collect();
        for (language, thesaurus) in self.languages.iter().zip(&self.thesauri) {
            let corrected = corrected
                .iter()
                .map(|&word| self.lexicon.word(word))
                .map(|w| language.stem(w, w));
            for stem in [language.stem(typed, folded)].into_iter().chain(corrected) {
                for &term in thesaurus.of(&stem) {
                    self.add(readings, term, By::Meaning, MEANING, None);
                }
            }
        }
        // What begins no word of the FAQ may begin a form of one, or one that means the same ("redn", "redness": "red").
        let typed = folded.chars().count();
        if unfinished && typed >= LEAST_BEGUN && self.lexicon.beginning(folded).is_empty() {
            for (language, thesaurus) in self.languages.iter().zip(&self.thesauri) {
                for word in thesaurus.beginning(folded) {
                    let value = MEANING * begun(typed, word.chars().count());
                    let stem = language.stem(word, word);
                    let same = self.lexicon.term(&stem);
                    for term in same.into_iter().chain(thesaurus.of(&stem).iter().copied()) {
                        self.add(readings, term, By::Meaning, value, None);
                    }
                }
            }
        }
        let entries = |term| self.postings.entries(term);
        readings.retain(|r| r.by != By::Meaning || entries(r.term) < rank::TOO_MANY);
        for reading in readings.iter_mut().filter(|r| r.by == By::Meaning) {
            reading.idf = reading.idf.min(own);
        }
        // What the FAQ says in other words too is commoner than the word.
        let others = self.entries_of(readings.iter().filter(|r| r.by == By::Meaning));
        if others > 0 {
            let own = self.entries_of(readings.iter().filter(|r| is_meant(r)));
            let all = (own + others / SAID_OTHERWISE).min(self.faq.len() as u32);
            let idf = self.idf(all);
            let meant = |r: &&mut Reading| r.by == By::Meaning || is_meant(r);
            for reading in readings.iter_mut().filter(meant) {
                reading.idf = reading.idf.min(idf);
            }
        }
    }

    /// Adds the reading as another word, by each of its terms.
    fn add_word(&self, readings: &mut Vec<Reading>, word: u32, by: By, value: f32) {
        for term in self.lexicon.terms_of(word) {
            self.add(readings, term, by, value, Some(word));
        }
    }

    /// Adds a reading, unless its term is there with at least its value.
    fn add(&self, readings: &mut Vec<Reading>, term: u32, by: By, value: f32, word: Option<u32>) {
        let idf = self.idf(self.postings.entries(term));
        let new = Reading {
            term,
            with: None,
            by,
            value,
            idf,
            word,
        };
        match readings
            .iter_mut()
            .find(|r| r.term == term && r.with.is_none())
        {
            Some(old) if old.value >= value => {}
            Some(old) => *old = new,
            None => readings.push(new),
        }
    }
}

/// The first of all in order, so many at most.
fn keep_first<T: Ord>(all: &mut Vec<T>, most: usize) {
    if all.len() > most {
        all.select_nth_unstable(most);
        all.truncate(most);
    }
    all.sort_unstable();
}

/// How much of a word's value its beginning has, by the letters of both.
fn begun(typed: usize, letters: usize) -> f32 {
    0.5 + 0.5 * typed as f32 / letters as f32
}

/// How many typos a word of this length may have.
fn typos(folded: &str) -> u8 {
    match folded.chars().count() {
        0..4 => 0,
        4..6 => 1,
        _ => 2,
    }
}
