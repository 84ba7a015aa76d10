//! From a source to a FAQ: each file in order, and what is wrong with it at its line.

use std::path::Path;

use jiff::civil::Date;

use super::{
    EMBEDDED, Entry, Faq, Loaded, MAX_PROBLEMS, Problem, Severity, SignOff, Source, Topic, across,
    file::File,
    foreign, limits,
    mistakes::{self, Mistakes},
    raw::{self, RawEntry, RawFile},
    read::{self, Refusal, Seen},
    tree::{self, Finding, Node},
};
use crate::text;

pub(super) fn load(
    source: &Source,
    today: Date,
    progress: &mut dyn FnMut(f32),
) -> Result<Loaded, Vec<Problem>> {
    let mut problems = Vec::new();
    let texts = texts(source, &mut problems);
    let total: usize = texts.iter().map(|(_, text)| text.len()).sum();
    let mut done = 0;
    let mut faq = Faq::default();
    let mut files = Vec::new();
    for (name, text) in texts {
        done += text.len();
        let number = faq.topics.len();
        let mut mistakes = Mistakes::default();
        let (mut topic, entries, items) = if let Some((topic, entries)) = file(&text, number, today)
        {
            (topic, entries, None)
        } else if let Some(finding) = readable(&text)
            .then(|| foreign::finding(&name, &text))
            .flatten()
        {
            mistakes.findings.push(finding);
            (Topic::default(), Vec::new(), None)
        } else {
            mistakes = mistakes::find(&text, today);
            // What is good in it is compared with the other entries all the same.
            let few = mistakes.more == 0 && mistakes.findings.len() < MAX_PROBLEMS;
            let good = mistakes.rest.as_ref().filter(|_| few);
            let (topic, good) =
                good.map_or_else(Default::default, |tree| partial(tree, number, today));
            let (items, entries) = good.into_iter().unzip();
            (topic, entries, Some(items))
        };
        if topic.title.is_empty() {
            topic.title = stem(&name);
        }
        if entries.iter().any(|entry| entry.approved.is_some()) {
            topic.sign_off = SignOff::EachEntry;
        }
        let first = faq.len();
        faq.topics.push(topic);
        faq.entries.extend(entries);
        let file = File::new(name, text, first..faq.len(), items, mistakes.rest);
        problems.extend(file.placed(mistakes.findings, mistakes.more));
        let crowded = first <= limits::MAX_ENTRIES && faq.len() > limits::MAX_ENTRIES;
        if crowded {
            problems.extend(file.placed(vec![too_many()], 0));
        }
        files.push(file);
        progress(done as f32 / total.max(1) as f32);
    }
    for (file, findings) in files.iter().zip(across::findings(&faq, &files, today)) {
        problems.extend(file.placed(findings, 0));
    }
    if problems.iter().any(|p| p.severity == Severity::Error) {
        return Err(problems);
    }
    Ok(Loaded {
        faq,
        warnings: problems,
    })
}

/// The name and text of every file.
fn texts(source: &Source, problems: &mut Vec<Problem>) -> Vec<(String, String)> {
    let paths = match source {
        Source::Embedded => return vec![("microneedling.yaml".to_owned(), EMBEDDED.to_owned())],
        Source::Text { name, text } => {
            return vec![(text::clean_line(name).into_owned(), text.clone())];
        }
        Source::Paths(paths) => paths,
    };
    let mut texts = Vec::new();
    let mut seen = Seen::default();
    let mut total = 0;
    for path in paths {
        let files = match read::files(path) {
            Ok(files) => files,
            Err(refusal) => {
                problems.push(refused(path, refusal));
                continue;
            }
        };
        for path in files {
            match read::text(&path, &mut seen, limits::MAX_TOTAL as u64 - total) {
                Ok(Some(text)) => {
                    total += text.len() as u64;
                    texts.push((name(&path), text));
                }
                Ok(None) => {}
                Err(refusal) => problems.push(refused(&path, refusal)),
            }
        }
    }
    texts
}

pub(super) fn name(path: &Path) -> String {
    text::clean_line(&path.to_string_lossy()).into_owned()
}

fn stem(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(
        || name.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

pub(super) fn refused(path: &Path, refusal: Refusal) -> Problem {
    Problem {
        severity: Severity::Error,
        file: name(path),
        line: refusal.line,
        column: refusal.column,
        message: refusal.message,
        advice: Some(refusal.advice.to_owned()),
        snippet: None,
        caret: 0,
    }
}

fn too_many() -> Finding {
    Finding::error(
        0,
        format!(
            "the FAQ has too many entries: at most {} in all files together are read",
            limits::MAX_ENTRIES
        ),
        "leave some out",
    )
}

/// Whether the parsers may see it.
fn readable(text: &str) -> bool {
    limits::refusal(text).is_none() && !tree::is_bomb(text)
}

/// What one file holds; none where there is any mistake.
fn file(text: &str, topic: usize, today: Date) -> Option<(Topic, Vec<Entry>)> {
    if !readable(text) {
        return None;
    }
    let raw = serde_yaml::from_str::<RawFile>(text).ok()?;
    let list = raw.entries.as_ref().filter(|list| !list.is_empty())?;
    let entries: Option<Vec<_>> = list.iter().map(|entry| entry.entry(topic, today)).collect();
    Some((raw.topic(today)?, entries?))
}

/// What is good in a file with mistakes: its topic, and its entries with their numbers in the list.
fn partial(tree: &Node, topic: usize, today: Date) -> (Topic, Vec<(usize, Entry)>) {
    let line = |key| tree.get(key).and_then(Node::text);
    let day = |key| line(key).and_then(raw::date);
    let header = Topic {
        doctor: line("doctor").unwrap_or_default().to_owned(),
        reviewed: day("reviewed").filter(|day| !raw::is_early(*day, today)),
        review_due: day("review_due"),
        ..Topic::default()
    };
    let items = tree.get("entries").map_or(&[][..], Node::items);
    let good = items.iter().enumerate().filter_map(|(n, item)| {
        let entry = RawEntry::of(item)?.entry(topic, today)?;
        Some((n, entry))
    });
    (header, good.collect())
}
