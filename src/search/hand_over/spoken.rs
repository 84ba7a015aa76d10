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
    /// Whether it is no misspelling: it is a word, may become one, or consists of two.
    pub(super) is_known: bool,
}

/// The words of a query, each pair of neighbours before its second word.
pub(super) fn spoken_words(vocabulary: &Vocabulary, query: Query<'_>) -> Vec<SpokenWord> {
    let words = words::plain(query.text).into_iter();
    let mut spoken: Vec<SpokenWord> = Vec::new();
    for (place, (folded, range)) in words.take(MOST_HAND_OVER_WORDS).enumerate() {
        let is_unfinished = query.is_unfinished(&range);
        let may_grow = || is_unfinished && vocabulary.may_become(&folded);
        let word = SpokenWord {
            stems: stems(vocabulary, &query.text[range.clone()], &folded),
            is_known: vocabulary.is_known(&folded) || may_grow(),
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
        let fits = second.folded.chars().count() >= LEAST_HALF && folded.len() <= words::LONGEST;
        fits.then(|| Self {
            stems: stems(vocabulary, &folded, &folded),
            range: first.range.start..second.range.end,
            places: first.places.start..second.places.end,
            is_unfinished: second.is_unfinished,
            is_known: vocabulary.is_word(&first.folded) && vocabulary.is_word(&second.folded),
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
