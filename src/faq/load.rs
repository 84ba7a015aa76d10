//! From a source to a FAQ: each file in order, and what is wrong with it at its line.

use std::{collections::HashSet, path::Path};

use jiff::civil::Date;

use super::{
    EMBEDDED, Entry, Faq, Loaded, MAX_PROBLEMS, Problem, Severity, SignOff, Source, Topic, across,
    file::File,
    foreign,
    keys::FILE,
    limits,
    mistakes::{self, Mistakes},
    raw::{self, RawEntry, RawFile},
    read::{self, Refusal, Seen},
    tree::{self, Finding, Node},
    wording::finding,
};
use crate::text;

pub(super) fn load(
    source: &Source,
    today: Date,
    progress: &mut dyn FnMut(f32),
) -> Result<Loaded, Vec<Problem>> {
    let read = Read::new(source, today, progress);
    if read.problems.iter().any(is_error) {
        return Err(read.problems);
    }
    Ok(Loaded {
        faq: read.faq,
        warnings: read.problems,
    })
}

pub(super) fn load_good(
    source: &Source,
    today: Date,
    last: Option<&Faq>,
    progress: &mut dyn FnMut(f32),
) -> Result<Loaded, Vec<Problem>> {
    let read = Read::new(source, today, progress);
    let faq = if read.problems.iter().any(is_error) {
        read.good(last)
    } else {
        read.faq
    };
    if faq.is_empty() {
        return Err(read.problems);
    }
    Ok(Loaded {
        faq,
        warnings: read.problems,
    })
}

fn is_error(problem: &Problem) -> bool {
    problem.severity == Severity::Error
}

/// All files together, good and bad.
struct Read {
    /// Also what is good in the bad files.
    faq: Faq,
    problems: Vec<Problem>,
}

impl Read {
    fn new(source: &Source, today: Date, progress: &mut dyn FnMut(f32)) -> Self {
        let mut problems = Vec::new();
        let texts = texts(source, &mut problems);
        let total: usize = texts.iter().map(|(_, text)| text.len()).sum();
        let mut done = 0;
        let mut faq = Faq::default();
        let mut files = Vec::new();
        for (name, text) in texts {
            done += text.len();
            let (mut topic, items, found) = file(&name, &text, faq.topics.len(), today);
            let (items, entries): (Vec<usize>, Vec<Entry>) = items.into_iter().unzip();
            if topic.title.is_empty() {
                topic.title = stem(&name);
            }
            if entries.iter().any(|entry| entry.approved.is_some()) {
                topic.sign_off = SignOff::EachEntry;
            }
            let first = faq.len();
            faq.topics.push(topic);
            faq.files.push(name.clone());
            faq.entries.extend(entries);
            let is_good = found.findings.is_empty();
            let file = File::new(name, text, first..faq.len(), (items, is_good), found.rest);
            problems.extend(file.placed(found.findings, found.more));
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
        Self { faq, problems }
    }

    /// The topics without a mistake, and for the others those of `last`, in the order of their files.
    fn good(&self, last: Option<&Faq>) -> Faq {
        let has_error = |file: &str| self.problems.iter().any(|p| is_error(p) && p.file == file);
        let files = self.faq.files.iter().enumerate();
        let mut topics: Vec<(&Faq, usize)> = files
            .filter_map(|(number, name)| {
                if !has_error(name) {
                    return Some((&self.faq, number));
                }
                let last = last?;
                let number = last.files.iter().position(|file| file == name)?;
                Some((last, number))
            })
            .collect();
        // What could not be read at all, a folder perhaps.
        for (number, name) in last.iter().flat_map(|last| last.files.iter().enumerate()) {
            let is_refused = |p: &Problem| is_error(p) && Path::new(name).starts_with(&p.file);
            if !self.faq.has_file(name) && self.problems.iter().any(is_refused) {
                topics.extend(last.map(|last| (last, number)));
            }
        }
        let mut faq = Faq::default();
        let mut ids = HashSet::new();
        for (from, number) in topics {
            let topic = faq.topics.len();
            faq.topics.push(from.topics[number].clone());
            faq.files.push(from.files[number].clone());
            // An entry that a good file has by now may have stood in the last version of a bad one.
            let entries = from
                .entries
                .iter()
                .filter(|e| e.topic == number && ids.insert(e.id.as_str()));
            faq.entries
                .extend(entries.cloned().map(|entry| Entry { topic, ..entry }));
        }
        faq
    }
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
        let folder = path;
        for path in files {
            if path != *folder && read::is_conflict_copy(&path) {
                problems.push(refused(
                    &path,
                    finding!(0, "conflict-copy").warning().into(),
                ));
                continue;
            }
            match read::text(&path, &mut seen, limits::MAX_TOTAL as u64 - total) {
                Ok(Some(text)) => {
                    total += text.len() as u64;
                    texts.push((name(&path), text));
                }
                Ok(None) => {}
                Err(refusal) => problems.push(match foreign::by_name(&name(&path)) {
                    // Letters of an old program are none of `import`'s worries.
                    Some(what) if refusal.place.0 > 0 => foreign_file(&path, what),
                    _ => refused(&path, refusal),
                }),
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

pub(super) fn refused(path: &Path, Refusal { place, finding }: Refusal) -> Problem {
    Problem {
        severity: finding.severity,
        file: name(path),
        line: place.0,
        column: place.1,
        message: finding.message,
        advice: Some(finding.advice),
        snippet: None,
        caret: 0,
    }
}

fn foreign_file(path: &Path, what: &str) -> Problem {
    let name = name(path);
    let finding = finding!(0, "foreign", what, name);
    let file = File::new(name, String::new(), 0..0, (Vec::new(), false), None);
    file.problem(&finding)
}

fn too_many() -> Finding {
    let most = limits::MAX_ENTRIES;
    finding!(0, "too-many-entries", most)
}

/// What one file holds: its topic, its entries with their numbers in its list, and all that is wrong with it.
fn file(
    name: &str,
    text: &str,
    topic: usize,
    today: Date,
) -> (Topic, Vec<(usize, Entry)>, Mistakes) {
    if let Some(finding) = tree::refusal(text) {
        return (Topic::default(), Vec::new(), Mistakes::one(finding));
    }
    let raw = serde_yaml::from_str::<RawFile>(text);
    if raw.is_err()
        && let Some(finding) = foreign::finding(name, text)
    {
        return (Topic::default(), Vec::new(), Mistakes::one(finding));
    }
    let mistakes = mistakes::find(text, raw.as_ref().err(), today);
    match raw {
        Ok(raw) if mistakes.findings.is_empty() => {
            let entries = raw.entries.iter().enumerate();
            let entries = entries.filter_map(|(n, entry)| Some((n, entry.entry(topic)?)));
            (raw.topic(), entries.collect(), mistakes)
        }
        _ => {
            // What is good in it is compared with the other entries all the same.
            let few = mistakes.more == 0 && mistakes.findings.len() < MAX_PROBLEMS;
            let good = mistakes.rest.as_ref().filter(|_| few);
            let good = good.map(|tree| partial(tree, &mistakes.findings, topic, today));
            let (topic, entries) = good.unwrap_or_default();
            (topic, entries, mistakes)
        }
    }
}

/// What is good in a file with mistakes: its topic, and its entries with their numbers in the list.
fn partial(
    tree: &Node,
    findings: &[Finding],
    topic: usize,
    today: Date,
) -> (Topic, Vec<(usize, Entry)>) {
    let entries = tree.get("entries");
    let line = |key| tree.get(key).and_then(Node::text);
    let day = |key| line(key).and_then(raw::date);
    // A mistake of the head that is not in a known key's value may hide the doctor's name: no quote is blamed
    // for that.
    let in_head = |f: &&Finding| entries.is_some_and(|entries| f.at < entries.at);
    let in_value = |f: &Finding| {
        FILE.iter()
            .any(|(key, ..)| tree.get(key).is_some_and(|v| v.at == f.at))
    };
    let is_hidden = findings.iter().filter(in_head).any(|f| !in_value(f));
    let header = Topic {
        doctor: line("doctor")
            .unwrap_or(if is_hidden { "?" } else { "" })
            .to_owned(),
        reviewed: day("reviewed").filter(|day| !raw::is_early(*day, today)),
        review_due: day("review_due"),
        ..Topic::default()
    };
    let items = entries.map_or(&[][..], Node::items);
    let good = items.iter().enumerate().filter_map(|(n, item)| {
        let entry = RawEntry::of(item)?.entry(topic)?;
        Some((n, entry))
    });
    (header, good.collect())
}
