//! A query's words as hand-over hears them: each word, each pair of neighbours run together, and each verb
//! with its particle.

use std::ops::Range;

use super::spelling::american_stem;
use crate::search::{
    constants::{LEAST_HALF, MOST_HAND_OVER_WORDS},
    query::Query,
    vocabulary::Vocabulary,
    words,
};

/// A word of the query, or two of them in one.
pub(super) struct SpokenWord {
    pub(super) folded: String,
    /// Where it stands in the query's text.
    pub(super) range: Range<usize>,
    /// The query's words that it consists of, by number.
    pub(super) places: Range<usize>,
    /// The number of its clause.
    pub(super) clause: usize,
    /// Its stem in each language.
    pub(super) stems: Vec<String>,
    /// Whether it is still being typed.
    pub(super) is_unfinished: bool,
    /// The most typos that it can have: none in a real word or what may become one.
    pub(super) typos: usize,
}

/// The words of a query, each pair of neighbours before its second word; then its verbs with their particles.
pub(super) fn spoken_words(vocabulary: &Vocabulary, query: Query<'_>) -> Vec<SpokenWord> {
    let words = words::plain(query.text).into_iter();
    let mut spoken: Vec<SpokenWord> = Vec::new();
    for (place, (folded, range)) in words.take(MOST_HAND_OVER_WORDS).enumerate() {
        let before = spoken.last();
        let is_unfinished = query.is_unfinished(&range);
        let may_grow = || is_unfinished && vocabulary.may_become(&folded);
        let is_known = vocabulary.is_known(&folded) || may_grow();
        let word = SpokenWord {
            stems: stems(vocabulary, &query.text[range.clone()], &folded),
            typos: if is_known { 0 } else { 2 },
            folded,
            places: place..place + 1,
            clause: before.map_or(0, |before| {
                let is_next = words::are_clauses_apart(query.text, &before.range, &range);
                before.clause + usize::from(is_next)
            }),
            range,
            is_unfinished,
        };
        let pair = before.and_then(|before| SpokenWord::pair(vocabulary, before, &word));
        spoken.extend(pair);
        spoken.push(word);
    }
    let languages = vocabulary.languages.iter();
    for split in languages.flat_map(|language| language.split_verbs(query.text)) {
        let place = |range| spoken.iter().position(|word| word.range == range);
        if let (Some(verb), Some(particle)) = (place(split.verb), place(split.particle)) {
            let pair = SpokenWord::pair(vocabulary, &spoken[particle], &spoken[verb]);
            spoken.extend(pair);
        }
    }
    spoken
}

impl SpokenWord {
    /// Two words run together, in the place of the first: "breast feeding" is read as "breastfeeding" too,
    /// and "bringe mich um" as "umbringe". Not if the second is short ("injection for").
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
        let last_end = first.range.end.max(second.range.end);
        let start = first.places.start.min(second.places.start);
        let fits = second.folded.chars().count() >= LEAST_HALF && folded.len() <= words::LONGEST;
        fits.then(|| Self {
            stems: stems(vocabulary, &folded, &folded),
            range: first.range.start.min(second.range.start)..last_end,
            places: start..start + 2,
            clause: second.clause,
            is_unfinished: second.is_unfinished,
            typos,
            folded,
        })
    }

    /// Whether it is one word of the query.
    pub(super) fn is_single(&self) -> bool {
        self.places.len() == 1
    }

    /// Whether it, or one of its words, is at these places: particles have none in an exception.
    pub(super) fn is_among(&self, places: &[usize]) -> bool {
        self.places.clone().any(|place| places.contains(&place))
    }
}

fn stems(vocabulary: &Vocabulary, written: &str, folded: &str) -> Vec<String> {
    let languages = vocabulary.languages.iter();
    let stems = languages.map(|language| american_stem(language, written, folded));
    stems.collect()
}
