//! What an author wrote in an answer and callers would not hear, or not so: each with its place in the file.

use super::{
    Entry, MAX_PROBLEMS,
    file::File,
    line::{SourceLine, clip},
    tree::Finding,
    wording::finding,
};
use crate::markdown::{OddityKind, oddities};

/// The warnings about the answer of entry `number` of `file`.
pub(super) fn findings(entry: &Entry, number: usize, file: &File) -> Vec<Finding> {
    let odd = oddities(&entry.answer)
        .into_iter()
        .take(MAX_PROBLEMS)
        .map(|odd| {
            let at = place(entry, number, file, odd.at);
            let (row, name) = match odd.kind {
                OddityKind::Tag(name) => ("tag", name),
                OddityKind::UnusedReference => ("unused-reference", String::new()),
                OddityKind::HiddenWords => ("hidden-words", String::new()),
                OddityKind::SurplusCells => ("surplus-cells", String::new()),
                OddityKind::LargeTable => ("large-table", String::new()),
                OddityKind::SignsInNumber => ("signs-in-number", String::new()),
                OddityKind::UnmarkedQuote => ("unmarked-quote", String::new()),
                OddityKind::LineBelowQuote => ("line-below-quote", String::new()),
            };
            finding!(at, row, name)
        });
    let others = [joined(entry, number, file), open_comment(number, file)];
    let found = odd.chain(others.into_iter().flatten());
    found.map(Finding::warning).collect()
}

/// For a comment that goes on to the end of the answer.
fn open_comment(number: usize, file: &File) -> Option<Finding> {
    let (start, source) = file.answer(number);
    let at = source.rfind("<!--")?;
    (!source[at..].contains("-->")).then(|| finding!(start + at, "open-comment"))
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

/// For the first line of a list, a table or a quote that YAML joined to the line above it.
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
    let words = clip(line.body);
    Some(finding!(start + line.start + line.indent, "joined", words))
}
