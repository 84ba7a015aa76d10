//! Blanks that the user left out: "howmany sessions", "doesithurt". In: a query; out: its text with them.
//! [`RUN_TOGETHER`] and [`MOST_MISSPELT`] limit what is cut.

use std::ops::Range;

use super::{
    constants::{MOST_MISSPELT, RUN_TOGETHER},
    query::{Correction, Query, counted_text, with_replaced},
    sentence::{begins_like_question, is_sentence_word},
    vocabulary::{Vocabulary, WordClass},
    words,
};

/// The text of `query` with the blanks, and the words that were cut so. Only where everyday words are known.
/// Costs a pass over the FAQ's words for each of the first [`MOST_MISSPELT`] words that could be cut.
pub(super) fn with_blanks(vocabulary: &Vocabulary, query: Query<'_>) -> (String, Vec<Correction>) {
    if vocabulary.any_language(|l| !l.is_english()) {
        return (query.text.to_owned(), Vec::new());
    }
    let cut = |(folded, range): (String, Range<usize>)| {
        let may_become = query.is_unfinished(&range) && vocabulary.may_become(&folded);
        let is_word = may_become || vocabulary.is_known(&folded);
        let parts = (!is_word).then(|| parts_of_word(vocabulary, &folded))??;
        Some((folded, (range, parts)))
    };
    // What is one typo from a word of the FAQ is that word.
    let is_typo = |folded: &str| !vocabulary.lexicon.similar(folded, 1).is_empty();
    let words = words::plain(counted_text(query.text)).into_iter();
    let cuts = words.filter_map(cut).take(MOST_MISSPELT);
    let cuts = cuts.filter(|(folded, _)| !is_typo(folded));
    let cuts: Vec<_> = cuts.map(|(_, cut)| cut).collect();
    let corrections = cuts.iter().map(|(range, parts)| Correction {
        typed: query.text[range.clone()].to_owned(),
        read_as: parts.clone(),
    });
    (with_replaced(query.text, &cuts), corrections.collect())
}

/// The fewest words of which `letters` consist, a blank between them: the beginning of a question or report,
/// then small words and the FAQ's. Names, brands and compounds are made of words too ("Washburn",
/// "facelift").
fn parts_of_word(vocabulary: &Vocabulary, letters: &str) -> Option<String> {
    let is_first = |part: &str| {
        matches!(part, "i" | "im" | "ive") || begins_like_question(vocabulary, &[part])
    };
    let is_next = |part: &str| match part.len() {
        1 => false,
        2 | 3 => is_sentence_word(vocabulary, part),
        _ => {
            vocabulary.class_of(part) == WordClass::Function
                || vocabulary.lexicon.find(part).is_some()
        }
    };
    let is_long_enough = RUN_TOGETHER.contains(&letters.len());
    let is_plain = letters.bytes().all(|b| b.is_ascii_alphabetic());
    if !vocabulary.has_english() || !is_long_enough || !is_plain {
        return None;
    }
    // Per number of first letters: how many parts they are, and where the last one begins.
    let mut best = vec![Some((0, 0))];
    for end in 1..=letters.len() {
        let ways = (0..end).filter_map(|from| {
            let (parts, _) = best[from]?;
            let part = &letters[from..end];
            let is_part = from == 0 && is_first(part) || from > 0 && is_next(part);
            is_part.then_some((parts + 1, from))
        });
        let fewest = ways.min();
        best.push(fewest);
    }
    let mut parts = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, from) = best[end]?;
        parts.insert(0, &letters[from..end]);
        end = from;
    }
    (parts.len() > 1).then(|| parts.join(" "))
}
