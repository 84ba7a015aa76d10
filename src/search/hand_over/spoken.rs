//! A query's words as hand-over hears them: each word, and each pair of neighbours run together.

use std::ops::Range;

use super::spelling::american_stem;
use crate::search::{
    constants::{LEAST_HALF, MOST_HAND_OVER_WORDS},
    query::Query,
    vocabulary::Vocabulary,
    words,
};

/// A word of the query, or two neighbours run together.
pub(super) struct SpokenWord {
    pub(super) folded: String,
    /// Where it stands in the query's text.
    pub(super) range: Range<usize>,
    /// The query's words that it consists of, by number.
    pub(super) places: Range<usize>,
    /// Its stem in each language.
    pub(super) stems: Vec<String>,
    /// Whether it is still being typed.
    pub(super) is_unfinished: bool,
    /// The most typos that it can have: none in a real word or what may become one.
    pub(super) typos: usize,
}

/// The words of a query, each pair of neighbours before its second word.
pub(super) fn spoken_words(vocabulary: &Vocabulary, query: Query<'_>) -> Vec<SpokenWord> {
    let words = words::plain(query.text).into_iter();
    let mut spoken: Vec<SpokenWord> = Vec::new();
    for (place, (folded, range)) in words.take(MOST_HAND_OVER_WORDS).enumerate() {
        let is_unfinished = query.is_unfinished(&range);
        let may_grow = || is_unfinished && vocabulary.may_become(&folded);
        let is_known = vocabulary.is_known(&folded) || may_grow();
        let word = SpokenWord {
            stems: stems(vocabulary, &query.text[range.clone()], &folded),
            typos: if is_known { 0 } else { 2 },
            folded,
            range,
            places: place..place + 1,
            is_unfinished,
        };
        let before = spoken.last();
        let pair = before.and_then(|before| SpokenWord::pair(vocabulary, before, &word));
        spoken.extend(pair);
        spoken.push(word);
    }
    spoken
}

impl SpokenWord {
    /// Two words run together: "breast feeding" is read as "breastfeeding" too. Not if the second is short
    /// ("injection for").
    fn pair(vocabulary: &Vocabulary, first: &Self, second: &Self) -> Option<Self> {
        let folded = format!("{}{}", first.folded, second.folded);
        let is_common = |word: &Self| {
            word.folded.chars().nth(1).is_none()
                || vocabulary.is_word(&word.folded)
                || vocabulary.any_language(|l| l.base(&word.folded).is_some())
        };
        // Of two rare words, one may be a typo ("brest feeding"), not as much as "money based".
        let typos = match [first, second] {
            pair if pair.into_iter().all(is_common) => 0,
            [first, second] if first.typos + second.typos == 0 => 1,
            _ => 2,
        };
        let fits = second.folded.chars().count() >= LEAST_HALF && folded.len() <= words::LONGEST;
        fits.then(|| Self {
            stems: stems(vocabulary, &folded, &folded),
            range: first.range.start..second.range.end,
            places: first.places.start..second.places.end,
            is_unfinished: second.is_unfinished,
            typos,
            folded,
        })
    }

    /// Whether it is one word of the query.
    pub(super) fn is_single(&self) -> bool {
        self.places.len() == 1
    }

    /// Whether all of its words are at these places.
    pub(super) fn is_among(&self, places: &[usize]) -> bool {
        self.places.clone().all(|place| places.contains(&place))
    }
}

fn stems(vocabulary: &Vocabulary, written: &str, folded: &str) -> Vec<String> {
    let languages = vocabulary.languages.iter();
    let stems = languages.map(|language| american_stem(language, written, folded));
    stems.collect()
}
