//! Synonyms in everyday English, between what callers say and what authors write ("pain", "hurt", "sting").
//! In: a stem; out: the FAQ's terms on the same lines of `thesaurus.txt`, but none by way of a second word.

use std::collections::HashMap;

use super::{
    language::{Language, WordClass, Words},
    lexicon::Lexicon,
};

/// The words of a line may stand for each other; a word may be on several lines. Two words that belong
/// together are written as one ("timeoff").
const ENGLISH: &str = include_str!("thesaurus.txt");

/// The synonyms of a language that a FAQ has.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    words: Words,
    terms: HashMap<String, Vec<u32>>,
}

impl Thesaurus {
    /// The synonyms in `language` of the terms of `lexicon`; only English has any.
    pub(super) fn new(language: &Language, lexicon: &Lexicon) -> Self {
        let mut terms: HashMap<String, Vec<u32>> = HashMap::new();
        let mut words = Words::default();
        if language.code() == "en" {
            words = Words::of(ENGLISH);
            for line in ENGLISH.lines() {
                let stems: Vec<_> = line
                    .split_ascii_whitespace()
                    // Function words have no synonyms ("bring", "take").
                    .filter(|word| language.class_of(word) == WordClass::Content)
                    .map(|word| language.stem(word, word))
                    .collect();
                for stem in &stems {
                    let others = stems
                        .iter()
                        .filter(|other| *other != stem)
                        .filter_map(|other| lexicon.term(other));
                    for other in others {
                        let known = terms.entry(stem.to_string()).or_default();
                        if !known.contains(&other) {
                            known.push(other);
                        }
                    }
                }
            }
        }
        Self { words, terms }
    }

    /// The terms that are synonyms of `stem`, without itself.
    pub(super) fn of(&self, stem: &str) -> &[u32] {
        self.terms.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Whether `folded` is listed, in this very form.
    pub(super) fn lists(&self, folded: &str) -> bool {
        self.words.has(folded)
    }

    /// The listed words that begin with `folded`.
    pub(super) fn with_prefix(&self, folded: &str) -> &[&'static str] {
        self.words.with_prefix(folded)
    }
}
