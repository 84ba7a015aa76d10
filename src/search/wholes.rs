//! Query and question as wholes: how alike they are letter by letter, and stem by stem.

use crate::faq::Entry;

use super::{
    constants::{AS_WRITTEN, LETTERS_ALIKE, MOST_PHRASING_TERMS, NEARLY_SAME, STEMS_ALIKE},
    lexicon::Lexicon,
    query::beginning,
    terms::QueryTerm,
    trigrams::{Profile, Trigrams},
    words::{self, TokenKind},
};

/// The phrasing of an entry that is most like the query.
pub(super) struct Likeness {
    /// None is the question itself, else the number of an `also_asked`.
    pub(super) alternative: Option<usize>,
    /// Whether it is the query, word for word.
    pub(super) identical: bool,
    /// How alike they are, 0..1.
    pub(super) alike: f32,
    /// What that adds to what the entry's words are worth.
    pub(super) adds: f32,
}

/// A query as a whole.
pub(super) struct WholeQuery<'a> {
    text: &'a str,
    /// Folded, a blank after each.
    words: String,
    letters: Profile,
    terms: &'a [QueryTerm],
}

impl<'a> WholeQuery<'a> {
    /// The query `text`, which was read as `terms`.
    pub(super) fn new(trigrams: &Trigrams, text: &'a str, terms: &'a [QueryTerm]) -> Self {
        let words = words::folded(beginning(text));
        Self {
            text,
            letters: trigrams.profile(&words),
            words,
            terms,
        }
    }

    /// Which phrasing of `entry` is most like it.
    pub(super) fn likeness(
        &self,
        lexicon: &Lexicon,
        trigrams: &Trigrams,
        entry: &Entry,
    ) -> Likeness {
        let mut likest = Likeness {
            alternative: None,
            identical: false,
            alike: 0.0,
            adds: f32::MIN,
        };
        for (n, phrasing) in phrasings(entry).enumerate() {
            let shared = shared(self.terms, &phrasing_terms(lexicon, phrasing));
            let words = words::folded(phrasing);
            let letters = self.letters.likeness(&trigrams.profile(&words));
            let alike = LETTERS_ALIKE * letters + STEMS_ALIKE * shared;
            let adds = alike + NEARLY_SAME * shared.powi(12);
            let identical = self.words == words;
            if adds > likest.adds || identical {
                let as_written = identical && is_written(self.text, phrasing);
                likest = Likeness {
                    alternative: n.checked_sub(1),
                    identical,
                    alike: alike / (LETTERS_ALIKE + STEMS_ALIKE),
                    adds: adds + if as_written { AS_WRITTEN } else { 0.0 },
                };
            }
            if identical {
                break;
            }
        }
        likest
    }
}

/// The question of an entry, and the ways in which it is asked too.
pub(super) fn phrasings(entry: &Entry) -> impl Iterator<Item = &str> {
    let also_asked = entry.also_asked.iter().map(String::as_str);
    std::iter::once(entry.question.as_str()).chain(also_asked)
}

/// A word of a phrasing.
struct PhrasingTerm {
    term: u32,
    start: usize,
    /// Where it is a part of a hyphenated one: that, and the share of it.
    hyphenated: Option<(u32, f32)>,
}

/// The words of a phrasing, each once.
fn phrasing_terms(lexicon: &Lexicon, phrasing: &str) -> Vec<PhrasingTerm> {
    let mut terms: Vec<PhrasingTerm> = Vec::new();
    words::each(phrasing, |token| {
        let Some(word) = lexicon.find(token.folded) else {
            return;
        };
        let (term, start) = (lexicon.term_of(word), token.range.start);
        if token.kind == TokenKind::Joined {
            let first = terms.partition_point(|other| other.start < start);
            let share = 1.0 / (terms.len() - first).max(1) as f32;
            for part in &mut terms[first..] {
                part.hyphenated = Some((term, share));
            }
        } else if terms.len() < MOST_PHRASING_TERMS && terms.iter().all(|other| other.term != term)
        {
            terms.push(PhrasingTerm {
                term,
                start,
                hyphenated: None,
            });
        }
    });
    terms
}

/// The share of stems that a phrasing has in common with a query (Dice's coefficient), less sure ones
/// counting less.
fn shared(query: &[QueryTerm], phrasing: &[PhrasingTerm]) -> f32 {
    let sure = |term: u32| {
        let readings = query.iter().flat_map(|q| &q.readings);
        readings
            .filter(|r| r.term == term || r.with == Some(term))
            .map(|r| r.value)
            .fold(0.0, f32::max)
    };
    let (mut common, mut all) = (0.0, query.len() as f32);
    for term in phrasing {
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

/// Whether a query is written as a phrasing is: capitals and the signs at the end aside.
fn is_written(query: &str, phrasing: &str) -> bool {
    let plain = |text: &str| {
        let text = text.trim().trim_end_matches(|c: char| !c.is_alphanumeric());
        text.to_lowercase()
    };
    plain(phrasing) == plain(query)
}
