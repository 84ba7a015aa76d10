//! What the FAQ and its languages together know of a word. Only the languages that a query may be in are
//! asked ([`Vocabulary::spoken_in`]): "die" says nothing in German, and much in English. Except for stems and
//! function words, it is enough if one of them says yes.
//!
//! | whether a word is one | of |
//! |---|---|
//! | `is_everyday` | the everyday words and function words of a language, in any form |
//! | `is_common_word` | those without what names a thing ("knee"); of a language without such a list, all |
//! | `is_word` | the FAQ's words, and the everyday ones |
//! | `thesaurus.words` | the thesaurus, in this very form |
//! | `is_known` | all of these, forms of the FAQ's words, and English as far as the encoder has it |

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use crate::meaning;

use super::{
    language::Language,
    lexicon::{Lexicon, TermId, WordId},
    postings::Postings,
    query::counted_text,
    thesaurus::Thesaurus,
    words,
};

/// Whether a word means something by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    /// It does: "acne", "hurt".
    Content,
    /// It does not: "the".
    Function,
}

/// The words of a FAQ and of its languages, with synonyms. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    /// The languages of all topics.
    pub(super) languages: Arc<[Language]>,
    /// The folded words of the topics in each of them, where there are several.
    pub(super) words_of: Arc<[HashSet<String>]>,
    /// The numbers of the languages that a query may be in.
    pub(super) spoken: Vec<usize>,
    /// The folded words of all hand-over groups.
    pub(super) handed_over: Arc<HashSet<String>>,
    pub(super) thesaurus: Arc<Thesaurus>,
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) postings: Arc<Postings>,
    /// How many entries the FAQ has.
    pub(super) entry_count: usize,
}

impl Vocabulary {
    /// The vocabulary for a query: of the FAQ's languages, those that know the most of its words.
    pub(super) fn spoken_in(&self, query: &str) -> Self {
        if self.languages.len() < 2 {
            return self.clone();
        }
        let words = words::plain(counted_text(query));
        let known = self.languages.iter().zip(&*self.words_of);
        let known = known.map(|(language, words_of)| {
            let is_known = |word: &str| {
                language.is_form_of_function_word(word)
                    || language.is_everyday(word)
                    || words_of.contains(word)
            };
            words.iter().filter(|(word, _)| is_known(word)).count()
        });
        let known: Vec<usize> = known.collect();
        let most = known.iter().max();
        let is_spoken = |number: &usize| Some(&known[*number]) == most;
        Self {
            spoken: (0..known.len()).filter(is_spoken).collect(),
            ..self.clone()
        }
    }

    /// The languages that the query may be in.
    pub(super) fn spoken(&self) -> impl Iterator<Item = &Language> {
        self.spoken.iter().map(|number| &self.languages[*number])
    }

    /// Whether this holds in one of the languages that the query may be in.
    pub(super) fn any_language(&self, is: impl FnMut(&Language) -> bool) -> bool {
        self.spoken().any(is)
    }

    /// English, if the query may be in it.
    pub(super) fn english(&self) -> Option<&Language> {
        self.spoken().find(|l| l.is_english())
    }

    /// Whether the query may be in English.
    pub(super) fn has_english(&self) -> bool {
        self.english().is_some()
    }

    /// The terms that are synonyms of a word.
    pub(super) fn synonyms(&self, written: &str, folded: &str) -> &[TermId] {
        let stem = self.english().map(|l| l.stem(written, folded));
        stem.map_or(&[], |stem| self.thesaurus.of(&stem))
    }

    /// The inverse document frequency of a term in so many entries: above 0, and larger the rarer it is.
    pub(super) fn idf(&self, entries: u32) -> f32 {
        let (all, some) = (self.entry_count as f32, entries as f32);
        ((all - some + 0.5) / (some + 0.5)).ln_1p()
    }

    /// The stem of a word in the first language whose stem differs from the word and is the FAQ's; else in
    /// the first language of all.
    pub(super) fn stem<'a>(&self, written: &str, folded: &'a str) -> Cow<'a, str> {
        let stems = || self.spoken().map(|l| l.stem(written, folded));
        let has = |stem: &Cow<'_, str>| *stem != folded && self.lexicon.term(stem).is_some();
        let stem = stems().find(has).or_else(|| stems().next());
        stem.unwrap_or(folded.into())
    }

    /// How many entries have a word of the FAQ, in any form.
    pub(super) fn entries_with_word(&self, word: WordId) -> u32 {
        self.postings.entry_count(self.lexicon.term_of(word))
    }

    /// At most how many entries have one of these terms: those with several count for each.
    pub(super) fn entries_with_any_term(&self, terms: impl Iterator<Item = TermId>) -> u32 {
        let all: u32 = terms.map(|term| self.postings.entry_count(term)).sum();
        all.min(self.entry_count as u32)
    }

    /// Whether a word that so many entries have is what the FAQ is about: more than half of them have it, and
    /// more than one.
    pub(super) fn is_subject_count(&self, entries: u32) -> bool {
        entries > 1 && 2 * entries as usize > self.entry_count
    }

    /// Whether a folded word means something in one of the languages that the query may be in.
    pub(super) fn class_of(&self, folded: &str) -> WordClass {
        if self.any_language(|l| !l.is_form_of_function_word(folded)) {
            WordClass::Content
        } else {
            WordClass::Function
        }
    }

    /// Whether a folded word is the FAQ's or an everyday one.
    pub(super) fn is_word(&self, folded: &str) -> bool {
        self.lexicon.find(folded).is_some() || self.is_everyday(folded)
    }

    /// Whether a folded word is any real word or a form of one, also a rare one.
    pub(super) fn is_known(&self, folded: &str) -> bool {
        let mut endings = ["", "s", "d", "es", "ed", "ing", "er", "ly"].into_iter();
        let is_form = |ending: &str| {
            let stem = folded.strip_suffix(ending);
            // "canser" is not "cans" with an ending.
            stem.is_some_and(|stem| (ending != "er" || stem.len() > 4) && meaning::is_piece(stem))
        };
        let mut stems = self.languages.iter().map(|l| l.stem(folded, folded));
        self.is_word(folded)
            || self.any_language(|l| l.base(folded).is_some())
            || stems.any(|stem| self.lexicon.term(&stem).is_some())
            || self.thesaurus.words.has(folded)
            || self.has_english() && endings.any(is_form)
    }

    /// Whether a folded word is an everyday one that names no thing, or may be one in a language whose
    /// everyday words are not known.
    pub(super) fn is_common_word(&self, folded: &str) -> bool {
        let common = |l: &Language| !l.is_english() || l.is_everyday(folded) && !l.is_thing(folded);
        self.any_language(common)
    }

    /// Whether a folded word is too common in one of the languages to be a misspelling.
    pub(super) fn is_everyday(&self, folded: &str) -> bool {
        self.any_language(|l| l.is_everyday(folded))
    }

    /// Whether a folded word begins a function word.
    pub(super) fn begins_function(&self, folded: &str) -> bool {
        self.any_language(|l| l.begins_function(folded))
    }

    /// Whether an unfinished word can still become one of the FAQ's or an everyday one; as long as it can, it
    /// is no typo ("treatm" is not "treat", "parkin" not "pain").
    pub(super) fn may_become(&self, folded: &str) -> bool {
        self.lexicon.begins_word(folded)
            || self.begins_function(folded)
            || self.any_language(|l| !l.everyday_with_prefix(folded).is_empty())
    }
}
