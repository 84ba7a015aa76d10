//! Several questions in one sentence: "does it hurt and how much is it".

use std::sync::Arc;

use super::{
    index::{Asked, Confidence, Hit},
    query::Query,
    vocabulary::Vocabulary,
    words::{self, TokenKind},
};

/// The questions that `query` consists of, in order; none where it is a single one. A new one begins after a question
/// mark, and with the form of a question after a comma or "and". One that is still being typed counts when a word of it
/// is finished that means something.
pub(super) fn parts<'a>(vocabulary: &Vocabulary, query: Query<'a>) -> Vec<Query<'a>> {
    let mut said: Vec<(String, usize, usize)> = Vec::new();
    words::each(query.text, |token| {
        if token.kind == TokenKind::Plain {
            said.push((token.folded.to_owned(), token.range.start, token.range.end));
        }
    });
    let folded: Vec<&str> = said.iter().map(|(word, ..)| &**word).collect();
    let is_question = |words: &[&str]| vocabulary.languages.iter().any(|l| l.is_question(words));
    // Where the questions begin, by the number of their first word.
    let mut starts = vec![0];
    for at in 1..said.len() {
        let from = starts[starts.len() - 1];
        let between = &query.text[said[at - 1].2..said[at].1];
        let is_joined = between.contains(',') || matches!(folded[at - 1], "and" | "also" | "or");
        let begins = between.contains('?')
            || is_joined && is_question(&folded[from..at]) && is_question(&folded[at..]);
        let is_long_enough = |range: std::ops::Range<usize>| {
            let joints = |word: &&&str| !matches!(**word, "and" | "also" | "or");
            folded[range].iter().filter(joints).count() >= LEAST_WORDS
        };
        if begins && is_long_enough(from..at) && is_long_enough(at..said.len()) {
            starts.push(at);
        }
    }
    if starts.len() == 1 {
        return Vec::new();
    }
    let ends = starts[1..]
        .iter()
        .map(|&next| said[next - 1].2)
        .chain([query.text.len()]);
    let texts = starts
        .iter()
        .zip(ends)
        .map(|(&start, end)| &query.text[said[start].1..end]);
    texts.map(|text| Query { text, ..query }).collect()
}

/// What was found for a query as a whole and for each of its questions: the first hit of each that has one comes first,
/// in the order in which they were asked, and what has none is named. Where there are several, none is the answer
/// to what was asked.
pub(super) fn merged(mut whole: Asked, parts: &[(Query<'_>, Asked)]) -> Asked {
    let mut hits: Vec<Hit> = Vec::new();
    let mut unknown = whole.unknown.clone();
    for (query, part) in parts {
        match part.hits.first() {
            Some(hit) if hits.iter().all(|other| other.entry != hit.entry) => {
                hits.push(hit.clone())
            }
            Some(_) => {}
            None if part.unknown.is_empty() => {
                let joints = ["and ", "or ", "also "];
                let text = query.text.trim_matches(|c: char| !c.is_alphanumeric());
                let text = joints
                    .iter()
                    .find_map(|joint| text.strip_prefix(joint))
                    .unwrap_or(text);
                unknown.push(Arc::from(text));
            }
            None => {}
        }
    }
    if hits.is_empty() {
        return whole;
    }
    let offered: Vec<usize> = hits.iter().map(|hit| hit.entry).collect();
    let others = whole
        .hits
        .iter()
        .filter(|hit| !offered.contains(&hit.entry));
    hits.extend(others.cloned());
    if offered.len() > 1 {
        hits.iter_mut()
            .for_each(|hit| hit.confidence = Confidence::Weak);
    } else {
        hits[1..]
            .iter_mut()
            .for_each(|hit| hit.confidence = Confidence::Weak);
    }
    whole.hits = hits;
    whole.unknown = unknown;
    whole
}

/// The fewest words of a question.
const LEAST_WORDS: usize = 2;
