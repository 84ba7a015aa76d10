//! From a source to a FAQ: each file in order, and what is wrong with it at its line.

use std::{
    cell::{OnceCell, RefCell},
    cmp::Reverse,
    collections::HashMap,
    ops::Range,
    path::Path,
};

use jiff::civil::Date;

use super::{
    EMBEDDED, Faq, Loaded, MAX_PROBLEMS, Problem, Severity, Source, Topic, across,
    diagnose::{self, Field, Fields, Finding, Findings, Patience, Piece},
    parse::{self, Bad, Items, Layout, Read, Stray},
    read::{self, Refusal, Seen},
    syntax,
};
use crate::text;

/// How many bytes of entries are searched for words that were not read.
const MAX_SEARCH: usize = 64 << 20;

/// A file that was read.
pub(super) struct File {
    pub(super) name: String,
    text: String,
    /// Where its lines end, once that was asked for; files are shorter than 4 GiB.
    lines: OnceCell<Vec<u32>>,
    layout: Layout,
    /// Whether what stands outside of its entries could be read.
    header_read: bool,
    /// The entries that are not as they should be, by their number in the file, in order.
    bad: Vec<usize>,
    /// Its good entries' numbers in the FAQ.
    pub(super) entries: Range<usize>,
    /// Where the fields of its entries stand, by their number in the file, as far as that was asked for; the entries
    /// of a file that is one document all at once.
    fields: RefCell<HashMap<usize, Fields>>,
    /// Where the entries of a file in one piece begin, once that was asked for; none where that is not plain.
    starts: OnceCell<Vec<usize>>,
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
    let mut patience = Patience::new();
    for (name, text) in texts {
        let len = text.len();
        let mut progress_of_all = |done| progress((before + done) as f32 / total as f32);
        let (read, layout, mut findings) = file(&text, today, &mut patience, &mut progress_of_all);
        findings.unread = read.unread;
        let header_read = read.topic.is_some();
        let mut topic = read.topic.unwrap_or_default();
        if topic.title.is_empty() {
            topic.title = stem(&name);
        }
        let first = faq.len();
        faq.begin(topic);
        // The numbers of its good entries are known only where all were read.
        if read.unread == 0 && faq.text.len() + read.faq.text.len() <= parse::MAX_TEXT {
            faq.append(read.faq);
        }
        let file = File {
            name,
            text,
            lines: OnceCell::new(),
            layout,
            header_read,
            bad: read.bad.iter().filter_map(Bad::entry).collect(),
            entries: first..faq.len(),
            fields: RefCell::default(),
            starts: OnceCell::new(),
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
    faq.shrink_to_fit();
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
fn file(
    text: &str,
    today: Date,
    patience: &mut Patience,
    progress: &mut dyn FnMut(usize),
) -> (Read, Layout, Findings) {
    let whole = || parse::whole(text, today).map(|read| (read, Layout::Whole, Findings::default()));
    let Some(items) = parse::cut(text) else {
        return whole().unwrap_or_else(|| {
            let findings = diagnose::findings(text, Piece::File, today, patience);
            (Read::default(), Layout::Whole, said(findings))
        });
    };
    let read = parse::items(text, &items, today, progress);
    let (findings, broken) = item_findings(text, &items, &read.bad, today, patience);
    // Only a piece that is no YAML by itself can be the fault of the cut.
    if broken {
        if let Some(whole) = whole() {
            return whole;
        }
        if diagnose::is_bomb(text) {
            return (
                read,
                Layout::Items(items),
                Findings::of(diagnose::bomb(diagnose::first_mark(text))),
            );
        }
    }
    (read, Layout::Items(items), findings)
}

/// At least one finding.
fn said(findings: Result<Findings, Finding>) -> Findings {
    match findings {
        Err(finding) => Findings::of(finding),
        Ok(findings) if findings.told.is_empty() => Findings::of(unreadable(0)),
        Ok(findings) => findings,
    }
}

/// What is wrong with the bad pieces, and whether one of them is no YAML by itself.
fn item_findings(
    text: &str,
    items: &Items,
    bad: &[Bad],
    today: Date,
    patience: &mut Patience,
) -> (Findings, bool) {
    let mut all = Findings::default();
    let mut broken = !items.strays.is_empty();
    for bad in bad {
        if all.told.len() > MAX_PROBLEMS {
            all.more += 1;
            continue;
        }
        let (found, start) = match *bad {
            Bad::Header => {
                let mut look =
                    |text: &str| diagnose::findings(text, Piece::Header, today, patience);
                let [before, after] = &items.header;
                let mut found = look(&text[before.clone()]);
                if found.is_ok() && !after.is_empty() {
                    found = look(&items.header_text(text));
                }
                (found, 0)
            }
            Bad::Bomb(number) => (Err(diagnose::bomb(0)), items.range(number).start),
            Bad::Entry(number) => {
                let range = items.range(number);
                let piece = &text[range.clone()];
                let found = diagnose::findings(piece, Piece::Entries, today, patience);
                (found, range.start)
            }
        };
        broken |= found.as_ref().map_or(true, |found| found.told.is_empty());
        let mut found = said(found);
        for finding in &mut found.told {
            finding.at = match bad {
                Bad::Header => items.header_offset(finding.at),
                Bad::Entry(_) | Bad::Bomb(_) => start + finding.at,
            };
        }
        all.told.append(&mut found.told);
        all.more += found.more;
    }
    let explained = |stray: &Stray| {
        items.holding(stray.at).is_some_and(|number| {
            let of_entry = |bad: &Bad| bad.entry().cmp(&Some(number));
            bad.binary_search_by(of_entry)
                .is_ok_and(|n| bad[n] == Bad::Entry(number))
        })
    };
    let mut strays = items.strays.iter().filter(|s| s.dash || !explained(s));
    all.told
        .extend(strays.by_ref().take(MAX_PROBLEMS).map(astray));
    all.more += strays.count();
    all.told.sort_by_key(|f| f.at);
    (all, broken)
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
    /// Findings as problems with their lines; of too many, mistakes before warnings, and how many more there are.
    fn placed(&self, findings: Findings) -> Vec<Problem> {
        let Findings {
            mut told,
            mut more,
            unread,
        } = findings;
        told.sort_by_key(|f| Reverse(f.severity));
        let rest = told.split_off(told.len().min(MAX_PROBLEMS));
        more += rest.len();
        told.sort_by_key(|f| f.at);
        let mut problems: Vec<_> = told.into_iter().map(|f| self.problem(f)).collect();
        let message = match (more, unread) {
            (0, 0) => None,
            (more, 0) => Some(format!("{more} more are not listed")),
            (more, unread) => Some(format!(
                "{more} more are not listed, and {unread} entries were not read"
            )),
        };
        if let Some((message, last)) = message.zip(problems.last()) {
            problems.push(Problem {
                message,
                advice: Some(diagnose::MEND.to_owned()),
                snippet: None,
                ..last.clone()
            });
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

    /// The places of words that are neither in the entry that they stand in nor in the file's `topic`, with the entry's
    /// number; words outside of all entries count with the first.
    pub(super) fn swallowed(&self, faq: &Faq, topic: &Topic) -> Vec<(usize, usize)> {
        let mut words = syntax::swallowed(&self.text).peekable();
        if self.entries.is_empty() || words.peek().is_none() {
            return Vec::new();
        }
        let mut budget = MAX_SEARCH;
        let mut places = Vec::new();
        for (at, word) in words {
            let item = match &self.layout {
                Layout::Whole => self.holding(at),
                Layout::Items(items) => items.holding(at).map(|n| (n, items.range(n))),
            };
            let (entry, range) = match item {
                None if !self.header_read => continue,
                None => (None, 0..self.text.len().min(parse::MAX_PIECE)),
                // A bad entry has mistakes to mend first.
                Some((item, range)) => match self.entry(item) {
                    None => continue,
                    entry => (entry, range),
                },
            };
            let Some(left) = budget.checked_sub(range.len()) else {
                break;
            };
            budget = left;
            let named = word
                .strip_prefix('&')
                .is_some_and(|name| self.text[range].contains(&format!("*{name}")));
            let held = entry.is_some_and(|entry| faq.entry(entry).holds(word));
            if !named && !held && !topic.holds(word) {
                places.push((entry.unwrap_or(self.entries.start), at));
            }
        }
        places
    }

    /// The entry of a file in one piece in which byte `at` stands, and about where it stands.
    fn holding(&self, at: usize) -> Option<(usize, Range<usize>)> {
        let starts = self.starts.get_or_init(|| {
            let fields = diagnose::fields(&self.text).into_iter();
            let starts = fields.map(|fields| fields.iter().map(|(_, at)| *at).min());
            let starts: Vec<usize> = starts.map(Option::unwrap_or_default).collect();
            // Aliases lead elsewhere.
            if starts.is_sorted() {
                starts
            } else {
                Vec::new()
            }
        });
        let number = starts
            .partition_point(|start| *start <= at)
            .checked_sub(1)?;
        let end = starts.get(number + 1).copied().unwrap_or(self.text.len());
        Some((number, starts[number]..end))
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
            advice: Some(syntax::unswallowed(syntax::line_at(&self.text, at))),
        }
    }

    /// The byte where a field of an entry stands; where that cannot be told, the entry's first. The first place asked
    /// for of an entry costs two readings of it.
    pub(super) fn place(&self, entry: usize, field: Field) -> usize {
        let mut number = entry - self.entries.start;
        let mut known = self.fields.borrow_mut();
        let range = match &self.layout {
            Layout::Whole => {
                if known.is_empty() {
                    known.extend(diagnose::fields(&self.text).into_iter().enumerate());
                }
                0..self.text.len()
            }
            Layout::Items(items) => {
                for bad in &self.bad {
                    number += usize::from(*bad <= number);
                }
                items.range(number)
            }
        };
        let text = &self.text[range.clone()];
        let fields = known
            .entry(number)
            .or_insert_with(|| diagnose::fields(text).pop().unwrap_or_default());
        let at = fields
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, at)| *at);
        // An alias of another entry's anchor cannot be followed here.
        range.start + at.unwrap_or_else(|| diagnose::first_mark(text))
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
