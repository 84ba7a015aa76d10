//! Several questions in one sentence: "does it hurt and how much is it". In: a query; out: its questions, and
//! then one list of hits merged from those of the whole and of each part.

use std::{collections::HashSet, sync::Arc};

use super::{
    constants::{LEAST_NAMED, LEAST_WORDS},
    hits::{Confidence, Hit, SearchResult},
    query::{Ending, Query},
    vocabulary::Vocabulary,
    words,
};

/// The questions that `query` consists of, in order; empty if it is a single one. A new one begins after a
/// question mark, and after a comma or "and" if both sides have the form of a question. Each has at least
/// [`LEAST_WORDS`] words.
pub(super) fn parts<'a>(vocabulary: &Vocabulary, query: Query<'a>) -> Vec<Query<'a>> {
    let said = words::plain(query.text);
    let folded: Vec<&str> = said.iter().map(|(word, _)| &**word).collect();
    let languages = &vocabulary.languages;
    let is_question = |words: &[&str]| languages.iter().any(|l| l.is_question(words));
    // The numbers of the questions' first words.
    let mut starts = vec![0];
    for at in 1..said.len() {
        let from = starts[starts.len() - 1];
        let between = query.text.get(said[at - 1].1.end..said[at].1.start);
        let between = between.unwrap_or_default();
        let is_joined = between.contains(',') || is_link(folded[at - 1]);
        let begins = between.contains('?')
            || is_joined && is_question(&folded[from..at]) && is_question(&folded[at..]);
        let is_long_enough = |range: std::ops::Range<usize>| {
            let words = folded[range].iter().filter(|word| !is_link(word));
            words.count() >= LEAST_WORDS
        };
        if begins && is_long_enough(from..at) && is_long_enough(at..said.len()) {
            starts.push(at);
        }
    }
    if starts.len() == 1 {
        return Vec::new();
    }
    let ends = starts.iter().skip(1).map(Some).chain([None]);
    let question = |(&start, next): (&usize, Option<&usize>)| {
        let from = said[start + usize::from(is_link(folded[start]))].1.start;
        let Some(next) = next else {
            return Query {
                text: &query.text[from..],
                ..query
            };
        };
        let last = next - 1 - usize::from(is_link(folded[next - 1]));
        Query {
            text: &query.text[from..said[last].1.end],
            ending: Ending::Closed,
        }
    };
    starts.iter().zip(ends).map(question).collect()
}

/// Merges what was found for a query as a whole and for each of its questions: the first hit of the whole,
/// unless it is one of a part, then the first hit of each part in the order asked, then the rest. A part
/// that finds nothing becomes unknown. If several parts have hits, none is strong: none answers all.
pub(super) fn merged(mut whole: SearchResult, parts: &[(Query<'_>, SearchResult)]) -> SearchResult {
    let mut hits: Vec<Hit> = Vec::new();
    let mut unknown = whole.unknown.clone();
    for (query, part) in parts {
        let offers = |hit: &&Hit| hit.confidence == Confidence::Strong || hit.missed.is_empty();
        if let Some(hit) = part.hits.first().filter(offers) {
            if hits.iter().all(|other| other.entry != hit.entry) {
                hits.push(hit.clone());
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
    // If only one part has a hit, and the whole finds the same one, that may stay strong.
    let is_one = hits.len() == 1 && hits[0].entry == first.entry;
    let sure = usize::from(is_one && whole.perhaps.is_none());
    if hits.iter().all(|hit| hit.entry != first.entry) {
        hits.insert(0, first.clone());
    }
    // A word that one hit has is not missing from the others.
    let said: Vec<_> = hits.iter().flat_map(|hit| &hit.matched).cloned().collect();
    hits.extend(whole.hits);
    let mut offered = HashSet::new();
    hits.retain(|hit| offered.insert(hit.entry));
    for hit in &mut hits[sure..] {
        hit.confidence = Confidence::Weak;
    }
    for hit in &mut hits {
        hit.missed.retain(|word| !said.contains(word));
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
