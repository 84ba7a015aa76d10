//! One file: what it says, what is wrong with it, and from a place in it to a problem with its line and
//! caret.

use std::{cmp::Reverse, ops::Range, path::Path};

use jiff::civil::Date;

use super::{
    Entry, Faq, MAX_PROBLEMS, Problem, SignOff, foreign, line,
    mistakes::{self, Mistakes},
    raw,
    tree::{self, Node, Stop},
    wording::{Finding, finding},
};
use crate::text;

/// A file that was read.
pub(super) struct File {
    pub(super) name: String,
    text: String,
    /// Where its lines end.
    ends: Vec<usize>,
    /// What it holds and where, as far as that can be read.
    pub(super) root: Node,
    /// Its entries' numbers in the FAQ: only good ones, where anything is wrong with it.
    pub(super) entries: Range<usize>,
    /// Which items of the list `entries` they are.
    items: Vec<usize>,
    /// Whether nothing is wrong with it by itself.
    pub(super) is_good: bool,
    pub(super) findings: Vec<Finding>,
    /// How many mistakes were found besides.
    more: usize,
}

impl File {
    /// Reads `text` and adds what is good in it to `faq`.
    pub(super) fn read(name: String, text: String, faq: &mut Faq, today: Date) -> Self {
        let conflicts = foreign::merge_conflicts(&text);
        let mistakes = match tree::read(&text) {
            Err(Stop::Refused(finding)) => Mistakes::alone(vec![finding]),
            _ if !conflicts.is_empty() => Mistakes::alone(conflicts),
            read => mistakes::find(&name, &text, read, today),
        };
        let root = mistakes.rest.root;
        let mut topic = raw::topic(&root);
        let number = faq.topics.len();
        let items = root.get("entries").map_or(&[][..], Node::items).iter();
        let entry = |(n, item)| Some((n, raw::entry(item, number)?));
        let (items, entries): (Vec<_>, Vec<Entry>) = items.enumerate().filter_map(entry).unzip();
        if topic.title.is_empty() {
            let stem = Path::new(&name).file_stem().unwrap_or_default();
            topic.title = stem.to_string_lossy().into_owned();
        }
        if entries.iter().any(|entry| entry.approved.is_some()) {
            topic.sign_off = SignOff::EachEntry;
        }
        let first = faq.len();
        faq.topics.push(topic);
        faq.files.push(name.clone());
        faq.entries.extend(entries);
        let mut file = Self {
            name,
            ends: text.match_indices('\n').map(|(end, _)| end).collect(),
            text,
            root,
            entries: first..faq.len(),
            items,
            is_good: mistakes.findings.is_empty(),
            findings: mistakes.findings,
            more: mistakes.more,
        };
        if file.is_good {
            file.findings = file.swallowed(&mistakes.rest.unread);
        }
        file
    }

    /// What is wrong with it, with lines; of too many, mistakes before warnings, and how many more there are.
    pub(super) fn problems(&self) -> Vec<Problem> {
        let mut told: Vec<&Finding> = self.findings.iter().collect();
        told.sort_by_key(|f| (Reverse(f.severity), f.at));
        let more = self.more + told.len().saturating_sub(MAX_PROBLEMS);
        told.truncate(MAX_PROBLEMS);
        told.sort_by_key(|f| f.at);
        let mut problems: Vec<_> = told.iter().map(|f| self.problem(f)).collect();
        if let Some(last) = problems.last().filter(|_| more > 0) {
            problems.push(Problem {
                message: format!("{more} more are not listed"),
                advice: Some("mend those above and check again".to_owned()),
                snippet: None,
                ..last.clone()
            });
        }
        problems
    }

    fn problem(&self, finding: &Finding) -> Problem {
        let at = boundary(&self.text, finding.at);
        let start = line::start(&self.text, at);
        let (snippet, caret) = snippet(line::line_at(&self.text, at), at - start);
        Problem {
            severity: finding.severity,
            file: self.name.clone(),
            line: self.line(at),
            column: self.text[start..at].chars().count() + 1,
            // They may quote the file.
            message: text::clean_line(&finding.message).into_owned(),
            advice: Some(text::clean_line(&finding.advice).into_owned()),
            snippet: Some(snippet),
            caret,
        }
    }

    /// The number, from 1, of the line in which byte `at` stands.
    pub(super) fn line(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end < at) + 1
    }

    /// The entry that has this number in the FAQ, as it stands in the file.
    pub(super) fn entry(&self, entry: usize) -> &Node {
        let list = self.root.get("entries").map_or(&[][..], Node::items);
        &list[self.items[entry - self.entries.start]]
    }

    /// Where the answer of the entry that has this number in the FAQ begins, and its source.
    pub(super) fn answer(&self, entry: usize) -> (usize, &str) {
        let node = self.entry(entry).get("answer");
        let place = node.map_or(0..0, |node| node.at..node.end);
        (place.start, self.text.get(place).unwrap_or_default())
    }

    /// Where its entries begin, if it surely says nothing of what is handed over.
    pub(super) fn without_hand_over(&self) -> Option<usize> {
        let keys = self.root.pairs().iter().map(|(key, _)| key);
        let mut entries = keys.filter(|key| key.text() == Some("entries"));
        // What cannot be read is not in the tree.
        let begins = |line: &str| line.trim_start().to_lowercase().starts_with("hand");
        let is_said =
            self.root.get("hand_over").is_some() || !self.is_good && self.text.lines().any(begins);
        entries.next().filter(|_| !is_said).map(|key| key.at)
    }

    /// A warning for each word that YAML read as a remark or a name, and its author did not.
    fn swallowed(&self, unread: &[usize]) -> Vec<Finding> {
        let is_meant = |at: &usize| line::is_meant_as_text(&self.text, *at);
        let meant = unread.iter().copied().filter(is_meant);
        let warning = |at: usize| {
            let line = line::line_at(&self.text, at);
            let (sign, advice) = (&self.text[at..=at], line::unswallowed(line));
            let name = match sign {
                "#" if line.trim_start().starts_with('#') => "line-not-read",
                "#" => "rest-not-read",
                _ => "word-not-read",
            };
            finding!(at, name, sign, advice).warning()
        };
        meant.map(warning).collect()
    }
}

/// Byte `at`, or the beginning of the letter that it is within.
fn boundary(text: &str, at: usize) -> usize {
    let mut before = (0..=at.min(text.len())).rev();
    before.find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The part of a line around byte `at`, and how many of its cells stand before that.
fn snippet(line: &str, at: usize) -> (String, usize) {
    const BEFORE: usize = 60;
    const AFTER: usize = 40;
    let at = boundary(line, at);
    let start = line[..at].char_indices().nth_back(BEFORE).map(|(n, _)| n);
    let end = line[at..].char_indices().nth(AFTER).map(|(n, _)| at + n);
    let before = text::clean_line(&line[start.unwrap_or(0)..at]).into_owned();
    let after = text::clean_line(&line[at..end.unwrap_or(line.len())]).into_owned();
    let head = if start.is_some() { "…" } else { "" };
    let tail = if end.is_some() { "…" } else { "" };
    let caret = text::width(head) + text::width(&before);
    (format!("{head}{before}{after}{tail}"), caret)
}
