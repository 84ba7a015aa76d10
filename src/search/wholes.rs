//! Query and question as wholes: how alike they are letter by letter, and stem by stem.

use std::sync::Arc;

use super::{
    Index,
    query::Asked,
    trigrams::{Hashes, Profile},
    words::{self, Kind, Token},
};

/// What the likeness of the letters weighs, and that of the sets of stems, beside what the words are worth, 0..5.
const LETTERS: f32 = 0.4;
const STEMS: f32 = 0.2;
/// What it adds when nearly all stems are the same: a high power of it is next to nothing otherwise.
const NEARLY: f32 = 1.0;
/// What it adds that a phrasing with the very words is also written with the same signs ("McCune-Albright"): more than all
/// else, so that of two such it comes first.
const AS_WRITTEN: f32 = 10.0;
/// The most words of a phrasing that are compared.
const MOST_COMPARED: usize = 128;

/// The phrasing of an entry that is most like the query.
pub(super) struct Likest {
    /// None is the question itself, else the number of an `also_asked`.
    pub(super) alternative: Option<usize>,
    /// Whether it is the query, word for word.
    pub(super) identical: bool,
    /// How alike they are, 0..1.
    pub(super) alike: f32,
    /// What that adds to what the entry's words are worth.
    pub(super) adds: f32,
}

/// A text as a whole.
#[derive(Debug)]
pub(super) struct Whole {
    /// Folded, a blank after each.
    words: String,
    letters: Profile,
}

/// A question or an `also_asked`.
#[derive(Debug)]
pub(super) struct Phrasing {
    whole: Whole,
    /// Its words, each once.
    terms: Vec<Term>,
}

/// A word of a phrasing.
#[derive(Debug)]
struct Term {
    term: u32,
    /// Where it is a part of a hyphenated one: that, and the share of it.
    hyphenated: Option<(u32, f32)>,
}

impl Whole {
    /// `each` is told its words; `hashes` is room, empty before and after.
    pub(super) fn new(
        index: &Index,
        text: &str,
        hashes: &mut Hashes,
        mut each: impl FnMut(&Token<'_>),
    ) -> Self {
        let mut words = String::with_capacity(text.len());
        words::each(text, |token| {
            if token.kind == Kind::Plain {
                hashes.push(token.folded);
                words.push_str(token.folded);
                words.push(' ');
            }
            each(&token);
        });
        Self {
            words,
            letters: index.trigrams.profile(hashes),
        }
    }
}

impl Phrasing {
    fn new(index: &Index, text: &str, hashes: &mut Hashes) -> Self {
        let mut terms: Vec<Term> = Vec::with_capacity(16);
        let mut starts = Vec::with_capacity(16);
        let whole = Whole::new(index, text, hashes, |token| {
            let Some(word) = index.lexicon.find(token.folded) else {
                return;
            };
            let term = index.lexicon.term_of(word);
            let start = token.range.start;
            if token.kind == Kind::Joined {
                let first = starts.partition_point(|&other| other < start);
                let share = 1.0 / (terms.len() - first).max(1) as f32;
                for part in &mut terms[first..] {
                    part.hyphenated = Some((term, share));
                }
            } else if terms.len() < MOST_COMPARED && terms.iter().all(|other| other.term != term) {
                starts.push(start);
                terms.push(Term {
                    term,
                    hyphenated: None,
                });
            }
        });
        Self { whole, terms }
    }

    /// The share of stems that it has in common with a query (Dice's coefficient), less sure ones counting less.
    fn shared(&self, asked: &[Arc<Asked>]) -> f32 {
        let readings = || asked.iter().flat_map(|a| &a.readings);
        let sure = |term: u32| {
            readings()
                .filter(|r| r.term == term || r.with == Some(term))
                .map(|r| r.value)
                .fold(0.0, f32::max)
        };
        let (mut common, mut all) = (0.0, asked.len() as f32);
        for term in &self.terms {
            // "e-book" is one word to who asks for an "ebook".
            let hyphenated = term.hyphenated.map(|(whole, share)| (sure(whole), share));
            let (has, share) = match hyphenated {
                Some((has, share)) if has > 0.0 => (has * share, share),
                _ => (sure(term.term), 1.0),
            };
            common += has;
            all += share;
        }
        // Two words of a phrasing may mean the same one of the query.
        (2.0 * common / all.max(1.0)).min(1.0)
    }
}

impl Index {
    /// The question of an entry and the ways in which it is asked too.
    pub(super) fn phrasings(&self, entry: u32, hashes: &mut Hashes) -> Vec<Phrasing> {
        let entry = self.faq.entry(entry as usize);
        let all = std::iter::once(entry.question.as_str())
            .chain(entry.also_asked.iter().map(String::as_str));
        all.map(|phrasing| Phrasing::new(self, phrasing, hashes))
            .collect()
    }

    /// Which of the `phrasings` of an entry is most like the query, which is `text` and reads `asked`.
    pub(super) fn likest(
        &self,
        query: &Whole,
        text: &str,
        asked: &[Arc<Asked>],
        entry: u32,
        phrasings: &[Phrasing],
    ) -> Likest {
        let mut likest = Likest {
            alternative: None,
            identical: false,
            alike: 0.0,
            adds: f32::MIN,
        };
        for (n, phrasing) in phrasings.iter().enumerate() {
            let shared = phrasing.shared(asked);
            let alike = LETTERS * query.letters.likeness(&phrasing.whole.letters) + STEMS * shared;
            let adds = alike + NEARLY * shared.powi(12);
            let identical = query.words == phrasing.whole.words;
            if adds > likest.adds || identical {
                let as_written = identical && self.is_written(text, entry, n);
                likest = Likest {
                    alternative: n.checked_sub(1),
                    identical,
                    alike: alike / (LETTERS + STEMS),
                    adds: adds + if as_written { AS_WRITTEN } else { 0.0 },
                };
            }
            if identical {
                break;
            }
        }
        likest
    }

    /// Whether the query is written as phrasing `n` of an entry is: capitals and the signs at the end aside.
    fn is_written(&self, text: &str, entry: u32, n: usize) -> bool {
        let plain = |text: &str| {
            let text = text.trim().trim_end_matches(|c: char| !c.is_alphanumeric());
            text.to_lowercase()
        };
        let entry = self.faq.entry(entry as usize);
        let phrasing = match n.checked_sub(1) {
            None => Some(entry.question.as_str()),
            Some(n) => entry.also_asked.get(n).map(String::as_str),
        };
        phrasing.is_some_and(|phrasing| plain(phrasing) == plain(text))
    }
}
