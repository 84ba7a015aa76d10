//! What an author wrote in an answer and callers would not hear, or not so: each with its place in the file.

use super::{
    Entry, MAX_PROBLEMS,
    file::File,
    line::{SourceLine, clip},
    tree::Finding,
};
use crate::markdown::{OddityKind, oddities};

/// The warnings about the answer of entry `number` of `file`.
pub(super) fn findings(entry: &Entry, number: usize, file: &File) -> Vec<Finding> {
    let mut found: Vec<_> = oddities(&entry.answer)
        .into_iter()
        .take(MAX_PROBLEMS)
        .map(|odd| {
            let (message, advice) = told(&odd.kind);
            Finding::warning(place(entry, number, file, odd.at), message, advice)
        })
        .collect();
    found.extend(joined(entry, number, file));
    found.extend(open_comment(number, file));
    found
}

/// A warning for a comment that goes on to the end of the answer.
fn open_comment(number: usize, file: &File) -> Option<Finding> {
    let (start, source) = file.answer(number);
    let at = source.rfind("<!--")?;
    (!source[at..].contains("-->")).then(|| {
        Finding::warning(
            start + at,
            "nothing behind this `<!--` is shown: it begins a remark that never ends",
            "write `-->` where the remark ends",
        )
    })
}

/// In words, and what to do.
fn told(kind: &OddityKind) -> (String, String) {
    let (message, advice) = match kind {
        OddityKind::Tag(name) => {
            return (
                format!("`<{name}>` is left out: it is no tag that an answer can have"),
                "write the answer without it; put a backslash before `<` if it is text".to_owned(),
            );
        }
        OddityKind::UnusedReference => (
            "this line is not shown: `[…]:` at its beginning gives a link an address, and no link uses it",
            "leave out the brackets or the colon",
        ),
        OddityKind::HiddenWords => (
            "some words here are not shown: a link's title, or what stands behind ``` on its line",
            "write them as a sentence of the answer",
        ),
        OddityKind::SurplusCells => (
            "this row has more cells than the table has headings, and the last ones are not shown",
            "give each column a heading; put a backslash before a `|` that is text",
        ),
        OddityKind::LargeTable => (
            "this table has so many cells that it is shown as lines, not in columns",
            "make several entries of it, with a question each",
        ),
        OddityKind::SignsInNumber => (
            "the signs between these digits are not shown: they make the letters between them slanted or bold",
            "write × for times, or a backslash before each sign: `\\*`",
        ),
        OddityKind::UnmarkedQuote => (
            "this paragraph is in quotation marks, but not shown as a quote of the doctor",
            "put `> ` before each of its lines, if the doctor says it",
        ),
    };
    (message.to_owned(), advice.to_owned())
}

/// The place in the file of byte `at` of an answer: where its word stands for as many times as in the answer.
fn place(entry: &Entry, number: usize, file: &File, at: usize) -> usize {
    let answer = &entry.answer;
    let word = answer[at..].split_whitespace().next().unwrap_or_default();
    let before = answer[..at].matches(word).count();
    let (start, source) = file.answer(number);
    let mut places = source.match_indices(word);
    let found = if word.is_empty() {
        None
    } else {
        places.nth(before)
    };
    start + found.map_or(0, |(at, _)| at)
}

/// A warning for the first line of a list, a table or a quote that YAML joined to the line above it.
fn joined(entry: &Entry, number: usize, file: &File) -> Option<Finding> {
    const SIGNS: [&str; 8] = ["- ", "* ", "+ ", "• ", "> ", "| ", "2. ", "2) "];
    let answer = &entry.answer;
    // Behind other words of its line.
    let is_within = |words: &str| {
        let mut places = answer.match_indices(words);
        places.any(|(at, _)| {
            let line = answer[..at].rsplit('\n').next().unwrap_or_default();
            line.ends_with(' ') && !line.trim_matches([' ', '>']).is_empty()
        })
    };
    if !SIGNS.into_iter().any(is_within) {
        return None;
    }
    let (start, source) = file.answer(number);
    let is_listed = |line: &SourceLine<'_>| {
        // "On the / 2. floor" is no list.
        let first = |line: SourceLine<'_>| line.value.starts_with('1');
        SIGNS.iter().any(|sign| line.body.starts_with(sign))
            && (!line.body.starts_with('2') || SourceLine::all(source).any(first))
    };
    let is_begun = |body: &str| {
        answer
            .lines()
            .any(|line| line.trim_start().starts_with(body))
    };
    let mut lines = SourceLine::all(source)
        .skip(1)
        .filter(is_listed)
        .take(MAX_PROBLEMS);
    let line = lines.find(|line| is_within(line.body) && !is_begun(line.body))?;
    Some(Finding::warning(
        start + line.start + line.indent,
        format!(
            "this line is joined to the one above it: “{}”",
            clip(line.body)
        ),
        "write `answer: |` and the whole text on the lines below it",
    ))
}
