//! Several questions in one sentence: "does it hurt and how much is it".

use std::{collections::HashSet, sync::Arc};

use super::{
    hits::{Asked, Confidence, Hit},
    query::{Ending, Query},
    vocabulary::Vocabulary,
    words,
};

/// The questions that `query` consists of, in order; none where it is a single one. A new one begins after a
/// question mark, and with the form of a question after a comma or "and". One that is still being typed
/// counts when a word of it is finished that means something.
pub(super) fn parts<'a>(vocabulary: &Vocabulary, query: Query<'a>) -> Vec<Query<'a>> {
    let said = words::plain(query.text);
    let folded: Vec<&str> = said.iter().map(|(word, _)| &**word).collect();
    let is_question = |words: &[&str]| vocabulary.is_question(words);
    // Where the questions begin, by the number of their first word.
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
    let mut questions = Vec::new();
    for (n, &start) in starts.iter().enumerate() {
        let from = said[start + usize::from(is_link(folded[start]))].1.start;
        questions.push(match starts.get(n + 1) {
            None => Query {
                text: &query.text[from..],
                ..query
            },
            Some(&next) => Query {
                text: &query.text[from..said[next - 1 - usize::from(is_link(folded[next - 1]))]
                    .1
                    .end],
                ending: Ending::Closed,
            },
        });
    }
    questions
}

/// What was found for a query as a whole and for each of its questions: after the first hit of the whole, if
/// it is of no part, comes that of each part that has one, in the order in which they were asked, and what
/// has none is named. Where there are several, none is the answer to what was asked.
pub(super) fn merged(mut whole: Asked, parts: &[(Query<'_>, Asked)]) -> Asked {
    let mut hits: Vec<Hit> = Vec::new();
    let mut unknown = whole.unknown.clone();
    for (query, part) in parts {
        let offers = |hit: &&Hit| hit.confidence == Confidence::Strong || hit.missed.is_empty();
        if let Some(hit) = part.hits.first().filter(offers) {
            if hits.iter().all(|other| other.entry != hit.entry) {
                hits.push(hit.clone());
            }
        } else if part.hits.is_empty() && part.unknown.is_empty() {
            // "how much is it": nothing in it has a meaning that could be missing.
            let text = query.text.trim_matches(|c: char| !c.is_alphanumeric());
            if text.split_whitespace().nth(LEAST_NAMED - 1).is_some() {
                unknown.push(Arc::from(text));
            }
        }
    }
    let Some(first) = whole.hits.first().filter(|_| !hits.is_empty()) else {
        return whole;
    };
    // Of one part only, the answer may be sure, if it is what the whole finds too.
    let sure = usize::from(hits.len() == 1 && hits[0].entry == first.entry);
    if hits.iter().all(|hit| hit.entry != first.entry) {
        hits.insert(0, first.clone());
    }
    // What another row of the offer stands for is not missing.
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
    whole.unknown = unknown;
    whole
}

fn is_link(word: &str) -> bool {
    matches!(word, "and" | "also" | "or")
}

/// The fewest words of a question, and of one that is named for having no entry.
const LEAST_WORDS: usize = 2;
const LEAST_NAMED: usize = 3;
