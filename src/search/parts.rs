//! Several questions in one sentence: "does it hurt and how much is it". In: a query; out: its questions, and
//! then one list of hits merged from those of the whole and of each part.

use std::{collections::HashSet, ops::Range, sync::Arc};

use super::{
    constants::{LEAST_NAMED, LEAST_WORDS},
    hits::{Hit, SearchResult},
    query::{Ending, Query},
    sentence::begins_like_question,
    vocabulary::Vocabulary,
    words,
};

/// The questions that `query` consists of, in order; empty if it is a single one. A new one begins after a
/// question mark, and after a comma or "and" if both sides have the form of a question. Each has at least
/// [`LEAST_WORDS`] words.
pub(super) fn parts<'a>(vocabulary: &Vocabulary, query: Query<'a>) -> Vec<Query<'a>> {
    let words = words::plain(query.text);
    let (folded, places): (Vec<&str>, Vec<&Range<usize>>) =
        words.iter().map(|(word, place)| (&**word, place)).unzip();
    let is_question = |words: &[&str]| begins_like_question(vocabulary, words);
    let is_long_enough = |words: &[&str]| {
        let words = words.iter().filter(|word| !is_link(word));
        words.count() >= LEAST_WORDS
    };
    // Links are no part of the questions that they join.
    let start = |first: usize| places[first + usize::from(is_link(folded[first]))].start;
    let end = |next: usize| places[next - 1 - usize::from(is_link(folded[next - 1]))].end;
    let mut questions = Vec::new();
    // The number of the first word of the question that is being read.
    let mut first = 0;
    for next in 1..words.len() {
        let (before, after) = (&folded[first..next], &folded[next..]);
        let between = query.text.get(places[next - 1].end..places[next].start);
        let between = between.unwrap_or_default();
        let is_joined = between.contains(',') || is_link(folded[next - 1]);
        let begins =
            between.contains('?') || is_joined && is_question(before) && is_question(after);
        if begins && is_long_enough(before) && is_long_enough(after) {
            questions.push(Query {
                text: &query.text[start(first)..end(next)],
                ending: Ending::Closed,
            });
            first = next;
        }
    }
    if !questions.is_empty() {
        questions.push(query.with_text(&query.text[start(first)..]));
    }
    questions
}

/// Merges what was found for a query as a whole and for each of its questions: the first hit of the whole,
/// unless it is one of a part, then the first hit of each part in the order asked, then the rest. A part
/// that finds nothing becomes unknown. If several parts have hits, none is sure: none answers all.
pub(super) fn merged(mut whole: SearchResult, parts: &[(Query<'_>, SearchResult)]) -> SearchResult {
    let (mut hits, mut is_sure): (Vec<Hit>, _) = (Vec::new(), false);
    let mut unknown = whole.unknown.clone();
    for (query, part) in parts {
        let offers = |hit: &&Hit| part.is_sure || hit.missed.is_empty();
        if let Some(hit) = part.hits.first().filter(offers) {
            if hits.iter().all(|other| other.entry != hit.entry) {
                hits.push(hit.clone());
                is_sure = part.is_sure;
            }
        } else if part.hits.is_empty() && part.unknown.is_empty() {
            // "how much is it" has no content word that could be named, so all of it is.
            let text = query.text.trim_matches(|c: char| !c.is_alphanumeric());
            if text.split_whitespace().nth(LEAST_NAMED - 1).is_some() {
                unknown.push(Arc::from(text));
            }
        }
    }
    let Some(first) = whole.hits.first().filter(|_| !hits.is_empty()) else {
        return whole;
    };
    // If only one part has a hit, and the whole finds the same one, that may stay sure.
    let is_one = hits.len() == 1 && hits[0].entry == first.entry;
    whole.is_sure = is_sure && is_one && whole.perhaps.is_none();
    if hits.iter().all(|hit| hit.entry != first.entry) {
        hits.insert(0, first.clone());
    }
    // A word that one hit has is not missing from the others.
    let matched: Vec<_> = hits.iter().flat_map(|hit| &hit.matched).cloned().collect();
    hits.extend(whole.hits);
    let mut seen = HashSet::new();
    hits.retain(|hit| seen.insert(hit.entry));
    for hit in &mut hits {
        hit.missed.retain(|word| !matched.contains(word));
        let named = unknown.iter().filter(|named| !hit.missed.contains(named));
        let named: Vec<_> = named.cloned().collect();
        hit.missed.extend(named);
    }
    whole.hits = hits;
    whole.is_routine_call = false;
    whole.unknown = unknown;
    whole
}

fn is_link(word: &str) -> bool {
    matches!(word, "and" | "also" | "or")
}
