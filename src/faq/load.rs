//! From a source to a FAQ: each file in order, and what is wrong with it at its line.

use std::{cell::OnceCell, collections::HashSet, ops::Range, path::Path};

use jiff::civil::Date;

use super::{
    EMBEDDED, Faq, Loaded, MAX_PROBLEMS, Problem, Severity, Source, across,
    diagnose::{self, Finding, Piece},
    parse::{self, Bad, Items, Layout, Read, Stray},
    read::{self, Refusal, Seen},
    syntax,
};
use crate::text;

/// How many bytes of bad entries are looked at closely; the rest are only named.
const MAX_LOOK: usize = 2 << 20;
/// How many bytes of entries are searched for words that were not read.
const MAX_SEARCH: usize = 64 << 20;

/// A file that was read.
pub(super) struct File {
    pub(super) name: String,
    text: String,
    /// Where its lines end, once that was asked for; files are shorter than 4 GiB.
    lines: OnceCell<Vec<u32>>,
    layout: Layout,
    /// The entries that are not as they should be, by their number in the file, in order.
    bad: Vec<usize>,
    /// Its good entries' numbers in the FAQ.
    pub(super) entries: Range<usize>,
}

pub(super) fn load(
    source: &Source,
    today: Date,
    progress: &mut dyn FnMut(f32),
) -> Result<Loaded, Vec<Problem>> {
    let mut problems = Vec::new();
    let texts = texts(source, &mut problems);
    let total = texts
        .iter()
        .map(|(_, text)| text.len())
        .sum::<usize>()
        .max(1);
    let mut before = 0;
    let mut faq = Faq::default();
    let mut files = Vec::new();
    for (name, text) in texts {
        let len = text.len();
        let (read, layout, findings) = file(&text, today, &mut |done| {
            progress((before + done) as f32 / total as f32);
        });
        let mut topic = read.topic.unwrap_or_default();
        if topic.title.is_empty() {
            topic.title = stem(&name);
        }
        let first = faq.len();
        faq.topics.push(topic);
        if faq.text.len() + read.faq.text.len() <= parse::MAX_TEXT {
            faq.append(read.faq);
        }
        let file = File {
            name,
            text,
            lines: OnceCell::new(),
            layout,
            bad: read.bad.iter().filter_map(Bad::entry).collect(),
            entries: first..faq.len(),
        };
        problems.extend(file.placed(findings));
        files.push(file);
        before += len;
        progress(before as f32 / total as f32);
    }
    for (file, findings) in files.iter().zip(across::findings(&faq, &files, today)) {
        problems.extend(file.placed(findings));
    }
    if problems.iter().any(|p| p.severity == Severity::Error) {
        return Err(problems);
    }
    faq.text.shrink_to_fit();
    faq.records.shrink_to_fit();
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
            match read::text(&path, &mut seen, read::MAX_TOTAL - total) {
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

fn name(path: &Path) -> String {
    text::clean_line(&path.to_string_lossy()).into_owned()
}

fn stem(name: &str) -> String {
    Path::new(name).file_stem().map_or_else(
        || name.to_owned(),
        |stem| stem.to_string_lossy().into_owned(),
    )
}

fn refused(path: &Path, refusal: Refusal) -> Problem {
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

/// Reads one file: what it holds, and what is wrong with it.
fn file(text: &str, today: Date, progress: &mut dyn FnMut(usize)) -> (Read, Layout, Vec<Finding>) {
    let whole = || parse::whole(text, today).map(|read| (read, Layout::Whole, Vec::new()));
    let Some(items) = parse::cut(text) else {
        return whole().unwrap_or_else(|| {
            let findings = diagnose::findings(text, Piece::File, today)
                .unwrap_or_else(|finding| vec![finding]);
            let findings = if findings.is_empty() {
                vec![unreadable(0)]
            } else {
                findings
            };
            (Read::default(), Layout::Whole, findings)
        });
    };
    let read = parse::items(text, &items, today, progress);
    let (findings, broken) = item_findings(text, &items, &read.bad, today);
    // Only a piece that is no YAML by itself can be the fault of the cut.
    if broken {
        if let Some(whole) = whole() {
            return whole;
        }
        if diagnose::is_bomb(text) {
            return (
                read,
                Layout::Items(items),
                vec![diagnose::bomb(diagnose::first_mark(text))],
            );
        }
    }
    (read, Layout::Items(items), findings)
}

/// What is wrong with the bad pieces, and whether one of them is no YAML by itself.
fn item_findings(text: &str, items: &Items, bad: &[Bad], today: Date) -> (Vec<Finding>, bool) {
    let mut findings = Vec::new();
    let mut broken = !items.strays.is_empty();
    let mut looked_at = 0;
    for bad in bad {
        let (found, start) = match *bad {
            Bad::Header => {
                let before = &text[items.header[0].clone()];
                let alone = diagnose::findings(before, Piece::Header, today);
                let all = || diagnose::findings(&items.header_text(text), Piece::Header, today);
                (alone.and_then(|_| all()), 0)
            }
            Bad::Bomb(number) => (Err(diagnose::bomb(0)), items.range(number).start),
            Bad::Entry(number) if findings.len() > MAX_PROBLEMS || looked_at > MAX_LOOK => {
                let skipped = Finding::error(
                    0,
                    "this entry is not right either",
                    diagnose::MEND.to_owned(),
                );
                (Ok(vec![skipped]), items.range(number).start)
            }
            Bad::Entry(number) => {
                let range = items.range(number);
                looked_at += range.len();
                (
                    diagnose::findings(&text[range.clone()], Piece::Entries, today),
                    range.start,
                )
            }
        };
        broken |= found.as_ref().map_or(true, Vec::is_empty);
        let mut found = match found {
            Err(finding) => vec![finding],
            Ok(found) if found.is_empty() => vec![unreadable(0)],
            Ok(found) => found,
        };
        for finding in &mut found {
            finding.at = match bad {
                Bad::Header => items.header_offset(finding.at),
                Bad::Entry(_) | Bad::Bomb(_) => start + finding.at,
            };
        }
        findings.extend(found);
    }
    let explained: HashSet<_> = bad.iter().collect();
    let explained = |stray: &Stray| {
        items
            .holding(stray.at)
            .is_some_and(|n| explained.contains(&Bad::Entry(n)))
    };
    findings.extend(
        items
            .strays
            .iter()
            .filter(|s| s.dash || !explained(s))
            .map(astray),
    );
    findings.sort_by_key(|f| f.at);
    (findings, broken)
}

/// A line among the entries that is not as far right as it has to be.
fn astray(stray: &Stray) -> Finding {
    if stray.dash {
        Finding::error(
            stray.at,
            format!(
                "the dashes of all entries must stand in one column: this one in column {}",
                stray.place + 1
            ),
            "give each of them the same number of spaces at the beginning of the line".to_owned(),
        )
    } else {
        Finding::error(
            stray.at,
            "this line is too far left to belong to the entry above",
            format!(
                "put at least {} spaces at its beginning, or more: an entry's keys stand below each other, and the text of an answer is further right than `answer`",
                stray.place
            ),
        )
    }
}

/// For what is wrong in a way that has no words of its own.
fn unreadable(at: usize) -> Finding {
    Finding::error(
        at,
        "this cannot be read",
        Some("write it like the entries that can be; anchors and aliases (`&name`, `*name`) work only within one entry".to_owned()),
    )
}

impl File {
    /// Findings as problems with their lines: the first of them, and how many more there are.
    fn placed(&self, findings: Vec<Finding>) -> Vec<Problem> {
        let more = findings.len().saturating_sub(MAX_PROBLEMS);
        let mut problems: Vec<_> = findings
            .into_iter()
            .take(MAX_PROBLEMS + 1)
            .map(|f| self.problem(f))
            .collect();
        if let Some(next) = problems.get_mut(MAX_PROBLEMS) {
            next.message = format!("from here on, {more} more");
            next.advice = Some(diagnose::MEND.to_owned());
            next.snippet = None;
        }
        problems
    }

    fn problem(&self, finding: Finding) -> Problem {
        let at = diagnose::boundary(&self.text, finding.at);
        let start = self.text[..at].rfind('\n').map_or(0, |n| n + 1);
        let (snippet, caret) = snippet(syntax::line_at(&self.text, at), at - start);
        Problem {
            severity: finding.severity,
            file: self.name.clone(),
            line: self.line(at),
            column: self.text[start..at].chars().count() + 1,
            // They may quote the file.
            message: text::clean_line(&finding.message).into_owned(),
            advice: finding.advice.map(|a| text::clean_line(&a).into_owned()),
            snippet: Some(snippet),
            caret,
        }
    }

    /// The number, from 1, of the line in which byte `at` stands.
    pub(super) fn line(&self, at: usize) -> usize {
        let starts = self.lines.get_or_init(|| {
            self.text
                .match_indices('\n')
                .map(|(n, _)| n as u32)
                .collect()
        });
        starts.partition_point(|end| (*end as usize) < at) + 1
    }

    /// The places of words that are not in the entry that they stand in, with its number. None in a file that is
    /// one document: there it is not known where an entry ends.
    pub(super) fn swallowed(&self, faq: &Faq) -> impl Iterator<Item = (usize, usize)> {
        let items = match &self.layout {
            Layout::Whole => None,
            Layout::Items(items) => Some(items),
        };
        let words = items.into_iter().flat_map(|items| {
            syntax::swallowed(&self.text)
                .filter_map(|(at, word)| Some((items.holding(at)?, at, word)))
        });
        let mut budget = MAX_SEARCH;
        words
            .map_while(move |(item, at, word)| {
                let range = items.map_or(0..0, |items| items.range(item));
                budget = budget.checked_sub(range.len())?;
                let entry = self.entry(item);
                let named = word
                    .strip_prefix('&')
                    .is_some_and(|name| self.text[range].contains(&format!("*{name}")));
                let missing = |entry: &usize| !named && !faq.entry(*entry).holds(word);
                Some(entry.filter(missing).map(|entry| (entry, at)))
            })
            .flatten()
    }

    /// The number in the FAQ of the file's entry `item`, if that is good.
    fn entry(&self, item: usize) -> Option<usize> {
        let before = self.bad.binary_search(&item).err()?;
        Some(self.entries.start + item - before).filter(|entry| self.entries.contains(entry))
    }

    /// What to say of such a place.
    pub(super) fn swallowing(&self, at: usize) -> Finding {
        let sign = &self.text[at..=at];
        Finding {
            severity: Severity::Warning,
            at,
            message: match sign {
                "#" => {
                    "what follows this `#` is not read: after a space it begins a remark".to_owned()
                }
                _ => format!("this word is not read: `{sign}` makes a name of it"),
            },
            advice: Some(format!(
                "if it is text:  {}",
                syntax::quoted(syntax::line_at(&self.text, at))
            )),
        }
    }

    /// The byte where the value of an entry's key stands, or one of the list that the value is; where the entry has
    /// no such key, its first.
    pub(super) fn place(&self, entry: usize, key: &str, item: Option<usize>) -> usize {
        let mut number = entry - self.entries.start;
        let found = match &self.layout {
            Layout::Whole => diagnose::field(&self.text, number, key, item),
            Layout::Items(items) => {
                for bad in &self.bad {
                    number += usize::from(*bad <= number);
                }
                let range = items.range(number);
                let item_text = &self.text[range.clone()];
                let at = diagnose::field(item_text, 0, key, item);
                // An alias of another entry's anchor cannot be followed here.
                Some(range.start + at.unwrap_or_else(|| diagnose::first_mark(item_text)))
            }
        };
        found.unwrap_or_default()
    }

    /// Where the value of a key of the header stands.
    pub(super) fn header_place(&self, key: &str) -> usize {
        match &self.layout {
            Layout::Whole => diagnose::header_field(&self.text, key),
            Layout::Items(items) => diagnose::header_field(&items.header_text(&self.text), key)
                .map(|at| items.header_offset(at)),
        }
        .unwrap_or_default()
    }
}

/// The part of a line around byte `at`, and how many of its cells stand before that.
fn snippet(line: &str, at: usize) -> (String, usize) {
    const BEFORE: usize = 60;
    const AFTER: usize = 40;
    let at = diagnose::boundary(line, at);
    let start = line[..at].char_indices().nth_back(BEFORE).map(|(n, _)| n);
    let end = line[at..].char_indices().nth(AFTER).map(|(n, _)| at + n);
    let before = text::clean_line(&line[start.unwrap_or(0)..at]).into_owned();
    let after = text::clean_line(&line[at..end.unwrap_or(line.len())]).into_owned();
    let head = if start.is_some() { "…" } else { "" };
    let tail = if end.is_some() { "…" } else { "" };
    let caret = text::width(head) + text::width(&before);
    (format!("{head}{before}{after}{tail}"), caret)
}
