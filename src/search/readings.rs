//! The FAQ's terms that a typed word may stand for. In: a word; out: readings, surest first, with a value
//! each: 1 for the word itself and its forms, less for completions, corrections, abbreviations and synonyms.

use std::cmp::Reverse;

use super::{
    constants::{
        ABBREVIATION, ABBREVIATION_SCORE, HALVES, LEAST_SYNONYM_LETTERS, MOST_ABBREVIATED,
        MOST_COMPLETIONS, MOST_COMPOUNDS, MOST_CORRECTIONS, MOST_MISSPELT, PREFIX, SYNONYM,
        SYNONYM_ENTRIES, TYPO, TYPOS_FROM,
    },
    language::WordClass,
    lexicon::most_typos,
    vocabulary::Vocabulary,
};

/// How a query word was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum By {
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
    pub(super) term: u32,
    /// A second term that the entry must have too: the other half of a compound written as two words.
    pub(super) with: Option<u32>,
    pub(super) by: By,
    /// How sure the reading is, 0..1.
    pub(super) value: f32,
    /// The inverse document frequency that the reading counts with.
    pub(super) idf: f32,
    /// The FAQ's word that it is read as, if that is not the typed one.
    pub(super) word: Option<u32>,
}

/// The terms that a word may stand for, surest first. `known` is the word's number if the FAQ has it;
/// `looked_for` counts the query's words that were looked up as typos, each a pass over all words.
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
        // Before the halves are added: the FAQ's words "glu" and "coma" do not keep "glucoma" from being a
        // typo.
        let recognised = !self.readings.is_empty();
        // "treatmen" may become "treatment", so it is not "treat men"; nor is the everyday "Sunday" two.
        let may_grow =
            || unfinished && known.is_none() && !vocabulary.lexicon.with_prefix(folded).is_empty();
        if !vocabulary.is_everyday(folded) && !may_grow() {
            self.halves(folded);
        }
        // "the" is itself, not the beginning of "therapy", until the next letter is typed.
        if unfinished && !(known.is_some() && class == WordClass::Function) {
            self.completions(folded, known.is_some());
        }
        let is_word = || {
            recognised || vocabulary.is_known(folded) || unfinished && vocabulary.may_become(folded)
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

    /// By value, then by inverse document frequency, then by how many entries have the term.
    fn put_surest_first(&mut self) {
        let vocabulary = self.vocabulary;
        let entries = |r: &Reading| vocabulary.postings.entry_count(r.term);
        self.readings.sort_unstable_by(|a, b| {
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
            // "SPF50" splits at any length; words need three letters each.
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

    /// The compounds that end with the word, in languages that form them so; of many, those that most entries
    /// have. Costs a pass over all words.
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
                .map(|(word, _)| (Reverse(vocabulary.count_with(word)), word))
                .collect();
            keep_first(&mut common, MOST_COMPOUNDS);
            for (_, word) in common {
                for &term in vocabulary.lexicon.terms_of(word) {
                    self.add(term, By::Stem, HALVES, None);
                }
            }
        }
    }

    /// The longer words that an unfinished one begins; of many, those that most entries have.
    fn completions(&mut self, folded: &str, known: bool) {
        let vocabulary = self.vocabulary;
        let typed = folded.chars().count();
        let words = vocabulary.lexicon.with_prefix(folded);
        let mut common: Vec<(Reverse<u32>, u32)> = words
            .map(|word| (Reverse(vocabulary.count_with(word)), word))
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
        similar.retain(|s| s.distance <= most_typos(vocabulary.lexicon.word(s.word), TYPOS_FROM));
        similar
            .sort_unstable_by_key(|s| (s.distance, Reverse(vocabulary.count_with(s.word)), s.word));
        // None counts with more than the idf of the best candidate, the commonest of the nearest: else the
        // rarest would be worth the most.
        let entries = similar.first().map(|s| vocabulary.count_with(s.word));
        let commonest = vocabulary.idf(entries.unwrap_or_default());
        for s in similar.into_iter().take(MOST_CORRECTIONS) {
            self.add_word(s.word, By::Spelling, TYPO[usize::from(s.distance > 1)]);
        }
        for reading in self.readings.iter_mut().filter(|r| r.by == By::Spelling) {
            reading.idf = reading.idf.min(commonest);
        }
    }

    /// The words that an unknown one may abbreviate: an abbreviation has no vowels after its first letter.
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

    /// Synonyms of the word, and of what it may misspell by one letter. None counts more than the word.
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
        // What begins no word of the FAQ may begin a form of one, or a synonym ("redn", "redness": "red").
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
        // The entries with synonyms make the word commoner, so that it tells less.
        let count_entries = |which: &dyn Fn(&Reading) -> bool| {
            let readings = self.readings.iter().filter(|r| which(r));
            vocabulary.count_with_any(readings.map(|r| r.term))
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

    /// Adds a reading as another word for each term of that word.
    fn add_word(&mut self, word: u32, by: By, value: f32) {
        let vocabulary = self.vocabulary;
        for &term in vocabulary.lexicon.terms_of(word) {
            self.add(term, by, value, Some(word));
        }
    }

    /// Adds a reading, unless there is one of the same term with at least its value.
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

/// Sorts and keeps the first `most`. Selects before it sorts, as a letter can begin thousands of words.
fn keep_first<T: Ord>(all: &mut Vec<T>, most: usize) {
    if all.len() > most {
        all.select_nth_unstable(most);
        all.truncate(most);
    }
    all.sort_unstable();
}

/// The share of a word's value that its beginning has, by the letters of both: 0.5..1.
fn prefix_share(typed: usize, letters: usize) -> f32 {
    0.5 + 0.5 * typed as f32 / letters as f32
}
