//! Synonyms in everyday English, between what callers say and what authors write ("pain", "hurt", "sting").
//! In: a stem; out: the FAQ's terms on the same lines of `thesaurus.txt`, but none by way of a second word.

use std::collections::HashMap;

use super::{
    language::{Language, Words},
    lexicon::{Lexicon, TermId},
};

/// The words of a line may stand for each other; a word may be on several lines. Two words that belong
/// together are written as one ("timeoff").
const ENGLISH: &str = include_str!("thesaurus.txt");

/// The synonyms that a FAQ has; none by default.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    /// All words that are listed, also those that have no synonym in the FAQ.
    pub(super) words: Words,
    terms: HashMap<String, Vec<TermId>>,
}

impl Thesaurus {
    /// The synonyms of the terms of `lexicon`.
    pub(super) fn new(english: &Language, lexicon: &Lexicon) -> Self {
        let mut terms: HashMap<String, Vec<TermId>> = HashMap::new();
        // Function words have no synonyms ("bring", "take").
        let is_content = |word: &&str| !english.is_form_of_function_word(word);
        for line in ENGLISH.lines() {
            let words = line.split_ascii_whitespace().filter(is_content);
            let stems: Vec<_> = words.map(|word| english.stem(word, word)).collect();
            for stem in &stems {
                let others = stems.iter().filter(|other| *other != stem);
                for term in others.filter_map(|other| lexicon.term(other)) {
                    let synonyms = terms.entry(stem.to_string()).or_default();
                    if !synonyms.contains(&term) {
                        synonyms.push(term);
                    }
                }
            }
        }
        Self {
            words: Words::of(ENGLISH),
            terms,
        }
    }

    /// The terms that are synonyms of `stem`, without itself.
    pub(super) fn of(&self, stem: &str) -> &[TermId] {
        self.terms.get(stem).map_or(&[], Vec::as_slice)
    }
}
