//! Words of one meaning: what callers say and what authors write, in everyday English ("pain", "hurt",
//! "sting"; "delete", "remove"). Whole words only, each no more than a step away.

use std::collections::HashMap;

use super::{
    language::{Language, WordClass, Words},
    lexicon::Lexicon,
};

/// A line holds words that may stand for each other; a word may be on several. Two that mean something
/// together are written in one ("timeoff").
const ENGLISH: &str = include_str!("thesaurus.txt");

/// The terms of a FAQ by the stems that mean the same.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    words: Words,
    terms: HashMap<String, Vec<u32>>,
}

impl Thesaurus {
    /// The words of `language` that mean the same as words of `lexicon`.
    pub(super) fn new(language: &Language, lexicon: &Lexicon) -> Self {
        let mut terms: HashMap<String, Vec<u32>> = HashMap::new();
        let mut words = Words::default();
        if language.code() == "en" {
            words = Words::of(ENGLISH);
            for line in ENGLISH.lines() {
                let stems: Vec<_> = line
                    .split_ascii_whitespace()
                    // What has no meaning of its own has none in common with others ("bring", "take").
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

    /// The terms that mean the same as `stem`, itself left out.
    pub(super) fn of(&self, stem: &str) -> &[u32] {
        self.terms.get(stem).map_or(&[], Vec::as_slice)
    }

    /// Whether `folded` is one of its words as it stands.
    pub(super) fn lists(&self, folded: &str) -> bool {
        self.words.has(folded)
    }

    /// The words that have others of the same meaning and begin with `folded`.
    pub(super) fn with_prefix(&self, folded: &str) -> &[&'static str] {
        self.words.with_prefix(folded)
    }
}
