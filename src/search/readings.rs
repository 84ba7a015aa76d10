//! The words of the FAQ that a typed one may stand for, and how surely.

use std::cmp::Reverse;

use super::{
    constants::{
        ABBREVIATION, ABBREVIATION_SCORE, HALVES, LEAST_SYNONYM_LETTERS, MOST_ABBREVIATED,
        MOST_COMPLETIONS, MOST_COMPOUNDS, MOST_CORRECTIONS, MOST_MISSPELT, PREFIX, SYNONYM,
        SYNONYM_ENTRIES, TYPO,
    },
    language::WordClass,
    vocabulary::Vocabulary,
};

/// What a query word was recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
    /// The very word.
    Exact,
    /// The same stem: "painful" for "pain".
    Stem,
    /// The beginning of a word, while it is being typed.
    Prefix,
    /// A word spelt almost so.
    Spelling,
    /// An abbreviation: its letters, in order ("mcrndl").
    Abbreviation,
    /// A word of the same meaning.
    Synonym,
}

/// A word of a query, or several that the FAQ writes in one, and all that its readings depend on.
pub(super) struct TypedWord<'a> {
    pub(super) written: &'a str,
    pub(super) folded: String,
    pub(super) unfinished: bool,
}

/// A term that a typed word may stand for.
#[derive(Clone, Debug, PartialEq)]
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

/// The terms that a word may stand for, surest first. `known` is the number of the word if the FAQ has it;
/// `looked_for`, how many words of the query were looked for among the FAQ's as typos, which costs time.
pub(super) fn readings(
    vocabulary: &Vocabulary,
    word: &TypedWord<'_>,
    known: Option<u32>,
    looked_for: &mut usize,
) -> Vec<Reading> {
    let mut list = ReadingList {
        vocabulary,
        readings: Vec::new(),
    };
    list.read(word, known, looked_for);
    list.put_surest_first();
    list.readings
}

/// Readings as they are gathered.
struct ReadingList<'a> {
    vocabulary: &'a Vocabulary,
    readings: Vec<Reading>,
}

impl ReadingList<'_> {
    fn read(&mut self, word: &TypedWord<'_>, known: Option<u32>, looked_for: &mut usize) {
        let vocabulary = self.vocabulary;
        let TypedWord {
            written,
            folded,
            unfinished,
            ..
        } = word;
        let unfinished = *unfinished;
        let class = vocabulary.class_of(folded);
        if let Some(word) = known {
            for &term in vocabulary.lexicon.terms_of(word) {
                self.add(term, By::Exact, 1.0, None);
            }
        } else {
            for language in &vocabulary.languages {
                if let Some(term) = vocabulary.lexicon.term(&language.stem(written, folded)) {
                    self.add(term, By::Stem, 1.0, None);
                }
            }
            self.compounds(folded);
        }
        // Two halves that happen to be words ("glu", "coma") do not keep "glucoma" from being a typo.
        let recognised = !self.readings.is_empty();
        // Nor is what may become a longer word two: "treatmen" is no "treat men", nor is "Sunday".
        let may_grow =
            || unfinished && known.is_none() && !vocabulary.lexicon.with_prefix(folded).is_empty();
        if !vocabulary.is_everyday(folded) && !may_grow() {
            self.halves(folded);
        }
        // "the" is itself and no beginning of "therapy": what it could become shows with its next letter.
        if unfinished && !(known.is_some() && class == WordClass::Function) {
            self.completions(folded, known.is_some());
        }
        let is_word = || {
            recognised
                || vocabulary.is_everyday(folded)
                || vocabulary.thesauri.iter().any(|t| t.lists(folded))
                || unfinished && vocabulary.may_become(folded)
        };
        if *looked_for < MOST_MISSPELT && !is_word() {
            *looked_for += 1;
            self.corrections(folded);
            if self.readings.is_empty() {
                self.abbreviations(folded);
            }
        }
        if class == WordClass::Content {
            self.synonyms(written, folded, unfinished);
        }
    }

    /// The surest readings first, of equally sure ones the most telling, and of these the commonest.
    fn put_surest_first(&mut self) {
        let vocabulary = self.vocabulary;
        let entries = |r: &Reading| vocabulary.postings.entry_count(r.term);
        self.readings.sort_by(|a, b| {
            b.value
                .total_cmp(&a.value)
                .then(b.idf.total_cmp(&a.idf))
                .then(entries(b).cmp(&entries(a)))
                .then(a.term.cmp(&b.term))
        });
    }

    /// A compound that the FAQ writes as two words: both must be in the entry.
    fn halves(&mut self, folded: &str) {
        let vocabulary = self.vocabulary;
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        for (i, c) in folded.char_indices().skip(1) {
            let (a, b) = folded.split_at(i);
            // "SPF50": a number and a word meet at any length.
            let meets_number = is_digit(a.chars().next_back()) != is_digit(Some(c));
            let long = |word: &str| word.chars().nth(2).is_some();
            if !(meets_number || long(a) && long(b)) {
                continue;
            }
            if let (Some(a), Some(b)) = (vocabulary.lexicon.find(a), vocabulary.lexicon.find(b)) {
                let (a, b) = (vocabulary.lexicon.term_of(a), vocabulary.lexicon.term_of(b));
                let (rare, other) =
                    if vocabulary.postings.entry_count(a) < vocabulary.postings.entry_count(b) {
                        (a, b)
                    } else {
                        (b, a)
                    };
                let idf = vocabulary.idf(vocabulary.postings.entry_count(rare));
                self.readings.push(Reading {
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

    /// The compounds that end with a word that the FAQ does not have by itself, in languages that have such;
    /// of many, those that most entries have.
    fn compounds(&mut self, folded: &str) {
        let vocabulary = self.vocabulary;
        let letters = folded.chars().count();
        for before in vocabulary
            .languages
            .iter()
            .filter_map(|l| l.compound_prefix_lengths(letters))
        {
            let compounds = vocabulary.lexicon.with_suffix(folded);
            let compounds = compounds.filter(|(_, grown)| before.contains(grown));
            let mut common: Vec<(Reverse<u32>, u32)> = compounds
                .map(|(word, _)| (Reverse(vocabulary.entry_count_of_word(word)), word))
                .collect();
            keep_first(&mut common, MOST_COMPOUNDS);
            for (_, word) in common {
                for &term in vocabulary.lexicon.terms_of(word) {
                    self.add(term, By::Stem, HALVES, None);
                }
            }
        }
    }

    /// The words that an unfinished one begins; of many, those that most entries have.
    fn completions(&mut self, folded: &str, known: bool) {
        let vocabulary = self.vocabulary;
        let typed = folded.chars().count();
        let words = vocabulary.lexicon.with_prefix(folded);
        let mut common: Vec<(Reverse<u32>, u32)> = words
            .map(|word| (Reverse(vocabulary.entry_count_of_word(word)), word))
            .collect();
        keep_first(&mut common, MOST_COMPLETIONS);
        for (_, word) in common {
            let letters = vocabulary.lexicon.word(word).chars().count();
            if letters > typed {
                let value = PREFIX[usize::from(known)] * prefix_share(typed, letters);
                self.add_word(word, By::Prefix, value);
            }
        }
    }

    /// The words that an unknown one may be a misspelling of. Whole words only: a typo in a beginning could
    /// be anything ("price", "process").
    fn corrections(&mut self, folded: &str) {
        let vocabulary = self.vocabulary;
        let most = most_typos(folded);
        if most == 0 || folded.bytes().any(|b| b.is_ascii_digit()) {
            return;
        }
        let mut similar = vocabulary.lexicon.similar(folded, most);
        // "whiten" is not "when": of a short word two wrong letters leave nothing.
        similar.retain(|s| s.distance <= most_typos(vocabulary.lexicon.word(s.word)));
        similar.sort_by_key(|s| {
            (
                s.distance,
                Reverse(vocabulary.entry_count_of_word(s.word)),
                s.word,
            )
        });
        // Of words that are equally near the commonest is meant rather than the rarest, which would be worth
        // the most.
        let entries = similar
            .first()
            .map(|s| vocabulary.entry_count_of_word(s.word));
        let commonest = vocabulary.idf(entries.unwrap_or_default());
        for s in similar.into_iter().take(MOST_CORRECTIONS) {
            self.add_word(s.word, By::Spelling, TYPO[usize::from(s.distance > 1)]);
        }
        for reading in self.readings.iter_mut().filter(|r| r.by == By::Spelling) {
            reading.idf = reading.idf.min(commonest);
        }
    }

    /// The words that an unknown one may abbreviate, which is to leave out vowels ("mini" is another word).
    fn abbreviations(&mut self, folded: &str) {
        let vocabulary = self.vocabulary;
        let vowel = |c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
        if folded.chars().nth(3).is_none() || folded.chars().skip(1).any(vowel) {
            return;
        }
        for (word, score) in vocabulary.lexicon.abbreviated(folded, MOST_ABBREVIATED) {
            if score >= ABBREVIATION_SCORE {
                self.add_word(word, By::Abbreviation, ABBREVIATION);
            }
        }
    }

    /// The words of the same meaning, also as a small typo's. None counts more than the typed word would.
    fn synonyms(&mut self, typed: &str, folded: &str, unfinished: bool) {
        let vocabulary = self.vocabulary;
        let itself = |r: &Reading| matches!(r.by, By::Exact | By::Stem) && r.with.is_none();
        let is_known = self.readings.iter().any(itself);
        let is_meant = |r: &Reading| match r.by {
            By::Exact | By::Stem => true,
            By::Spelling | By::Abbreviation => !is_known,
            By::Prefix | By::Synonym => false,
        };
        let corrected: Vec<u32> = self
            .readings
            .iter()
            .filter(|r| r.by == By::Spelling && r.value >= TYPO[0])
            .filter_map(|r| r.word)
            .collect();
        for (language, thesaurus) in vocabulary.languages.iter().zip(&vocabulary.thesauri) {
            let corrected = corrected
                .iter()
                .map(|&word| vocabulary.lexicon.word(word))
                .map(|w| language.stem(w, w));
            for stem in [language.stem(typed, folded)].into_iter().chain(corrected) {
                for &term in thesaurus.of(&stem) {
                    self.add(term, By::Synonym, SYNONYM, None);
                }
            }
        }
        // What begins no word of the FAQ may begin a form of one, or one that means the same ("redn",
        // "redness": "red").
        let typed = folded.chars().count();
        if unfinished
            && typed >= LEAST_SYNONYM_LETTERS
            && vocabulary.lexicon.with_prefix(folded).is_empty()
        {
            for (language, thesaurus) in vocabulary.languages.iter().zip(&vocabulary.thesauri) {
                for word in thesaurus.with_prefix(folded) {
                    let value = SYNONYM * prefix_share(typed, word.chars().count());
                    let stem = language.stem(word, word);
                    let same = vocabulary.lexicon.term(&stem);
                    for term in same.into_iter().chain(thesaurus.of(&stem).iter().copied()) {
                        self.add(term, By::Synonym, value, None);
                    }
                }
            }
        }
        // What the FAQ says in other words too is commoner than the word.
        let count_entries = |which: &dyn Fn(&Reading) -> bool| {
            let readings = self.readings.iter().filter(|r| which(r));
            vocabulary.entry_count_of_terms(readings.map(|r| r.term))
        };
        let others = count_entries(&|r| r.by == By::Synonym);
        if others > 0 {
            let own = count_entries(&is_meant);
            let all = (own + others / SYNONYM_ENTRIES).min(vocabulary.entry_count as u32);
            let idf = vocabulary.idf(all);
            let meant = |r: &&mut Reading| r.by == By::Synonym || is_meant(r);
            for reading in self.readings.iter_mut().filter(meant) {
                reading.idf = reading.idf.min(idf);
            }
        }
    }

    /// Adds the reading as another word, by each of its terms.
    fn add_word(&mut self, word: u32, by: By, value: f32) {
        let vocabulary = self.vocabulary;
        for &term in vocabulary.lexicon.terms_of(word) {
            self.add(term, by, value, Some(word));
        }
    }

    /// Adds a reading, unless its term is there with at least its value.
    fn add(&mut self, term: u32, by: By, value: f32, word: Option<u32>) {
        let vocabulary = self.vocabulary;
        let idf = vocabulary.idf(vocabulary.postings.entry_count(term));
        let new = Reading {
            term,
            with: None,
            by,
            value,
            idf,
            word,
        };
        match self
            .readings
            .iter_mut()
            .find(|r| r.term == term && r.with.is_none())
        {
            Some(old) if old.value >= value => {}
            Some(old) => *old = new,
            None => self.readings.push(new),
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
fn prefix_share(typed: usize, letters: usize) -> f32 {
    0.5 + 0.5 * typed as f32 / letters as f32
}

/// How many typos a word of this length may have.
fn most_typos(folded: &str) -> usize {
    match folded.chars().count() {
        0..4 => 0,
        4..6 => 1,
        _ => 2,
    }
}
