//! A file that was read: from a place in it to a problem with its line and caret, and where its entries
//! stand.

use std::{cell::OnceCell, cmp::Reverse, collections::HashSet, ops::Range};

use super::{
    MAX_PROBLEMS, Problem,
    line::{self, SourceLine},
    tree::{Finding, Node, Yaml},
    wording::finding,
};
use crate::text;

/// What to do where not every mistake is told.
const MEND: &str = "mend those above and check again";

/// A file that was read.
pub(super) struct File {
    pub(super) name: String,
    text: String,
    /// Its entries' numbers in the FAQ; none where anything is wrong with it.
    entries: Range<usize>,
    /// Which items of the list `entries` they are.
    items: Vec<usize>,
    is_good: bool,
    /// What it holds and where; none where nothing of it can be read.
    tree: Option<Node>,
    /// Where its lines end, once that was asked for.
    ends: OnceCell<Vec<usize>>,
}

impl File {
    pub(super) fn new(
        name: String,
        text: String,
        entries: Range<usize>,
        (items, is_good): (Vec<usize>, bool),
        tree: Option<Node>,
    ) -> Self {
        Self {
            name,
            text,
            entries,
            items,
            is_good,
            tree,
            ends: OnceCell::new(),
        }
    }

    /// Findings as problems with their lines; of too many, mistakes before warnings, and how many more there
    /// are.
    pub(super) fn placed(&self, mut told: Vec<Finding>, mut more: usize) -> Vec<Problem> {
        told.sort_by_key(|f| (Reverse(f.severity), f.at));
        more += told.len().saturating_sub(MAX_PROBLEMS);
        told.truncate(MAX_PROBLEMS);
        told.sort_by_key(|f| f.at);
        let mut problems: Vec<_> = told.iter().map(|f| self.problem(f)).collect();
        if let Some(last) = problems.last().filter(|_| more > 0) {
            problems.push(Problem {
                message: format!("{more} more are not listed"),
                advice: Some(MEND.to_owned()),
                snippet: None,
                ..last.clone()
            });
        }
        problems
    }

    pub(super) fn problem(&self, finding: &Finding) -> Problem {
        let at = boundary(&self.text, finding.at);
        let start = self.text[..at].rfind('\n').map_or(0, |n| n + 1);
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
        let ends = self
            .ends
            .get_or_init(|| self.text.match_indices('\n').map(|(n, _)| n).collect());
        ends.partition_point(|end| *end < at) + 1
    }

    /// Its entries' numbers in the FAQ.
    pub(super) fn entries(&self) -> Range<usize> {
        self.entries.clone()
    }

    /// Where the value of a key of the file stands.
    pub(super) fn header_place(&self, key: &str) -> usize {
        let value = self.tree.as_ref().and_then(|tree| tree.get(key));
        value.map_or(0, |node| node.at)
    }

    /// Where a key's value stands in the entry that has this number in the FAQ.
    pub(super) fn place(&self, entry: usize, key: &str) -> usize {
        let node = self.entry(entry);
        let value = node.and_then(|node| node.get(key)).or(node);
        value.map_or(0, |node| node.at)
    }

    /// Whether the entry that has this number in the FAQ has the key.
    pub(super) fn has(&self, entry: usize, key: &str) -> bool {
        self.entry(entry)
            .is_some_and(|node| node.get(key).is_some())
    }

    /// Where the answer of the entry that has this number in the FAQ begins, and its source: lines further
    /// right than its key belong to it.
    pub(super) fn answer(&self, entry: usize) -> (usize, &str) {
        let start = boundary(&self.text, self.place(entry, "answer"));
        let line = line::line_at(&self.text, start);
        let key = line
            .find("answer")
            .unwrap_or(line::SourceLine::new(0, line).indent.saturating_sub(1));
        let rest = &self.text[start..];
        let mut end = 0;
        for (n, line) in rest.split_inclusive('\n').enumerate() {
            let line_read = line::SourceLine::new(0, line);
            if n > 0 && !line_read.body.is_empty() && line_read.indent <= key {
                break;
            }
            end += line.len();
        }
        (start, &rest[..end])
    }

    /// Where an item of an entry's `also_asked` stands.
    pub(super) fn also_asked(&self, entry: usize, item: usize) -> usize {
        let list = self.entry(entry).and_then(|node| node.get("also_asked"));
        let item = list.and_then(|list| list.items().get(item));
        item.map_or_else(|| self.place(entry, "also_asked"), |node| node.at)
    }

    /// Where an exception of a hand-over group stands, both by their numbers.
    pub(super) fn exception(&self, group: usize, item: usize) -> usize {
        let groups = self.tree.as_ref().and_then(|tree| tree.get("hand_over"));
        let group = groups.and_then(|groups| match groups.kind {
            Yaml::List(_) => groups.items().get(group),
            _ => Some(groups),
        });
        let list = group.and_then(|group| group.get("except"));
        let item = list.and_then(|list| list.items().get(item));
        item.or(list).or(group).map_or(0, |node| node.at)
    }

    /// Whether it could be read as a FAQ.
    pub(super) fn is_good(&self) -> bool {
        self.is_good
    }

    /// Where its entries begin, if it says nothing of what is handed over.
    pub(super) fn without_hand_over(&self) -> Option<usize> {
        let is_top = |line: &SourceLine<'_>, key| line.column == 0 && line.key == Some(key);
        let mut lines = SourceLine::all(&self.text);
        let known = lines.any(|line| is_top(&line, "hand_over"));
        let entries = || SourceLine::all(&self.text).find(|line| is_top(line, "entries"));
        (!known).then(|| entries().map_or(0, |line| line.start))
    }

    fn entry(&self, entry: usize) -> Option<&Node> {
        let list = self.tree.as_ref()?.get("entries")?;
        let number = entry.checked_sub(self.entries.start)?;
        list.items().get(*self.items.get(number)?)
    }

    /// A warning for each word that YAML read as a remark or a name: it stands in no text that was read.
    pub(super) fn swallowed(&self) -> Vec<Finding> {
        let mut words = line::swallowed(&self.text).peekable();
        if !self.is_good || words.peek().is_none() {
            return Vec::new();
        }
        let mut pieces = Vec::new();
        if let Some(tree) = &self.tree {
            tree.texts(&mut pieces);
        }
        let aliases = self.text.split('*').skip(1);
        let aliases: HashSet<_> = aliases
            .filter_map(|rest| rest.split([' ', '\n', ',', ']', '}']).next())
            .collect();
        let unread = words.filter(|(at, word)| {
            let before = pieces.partition_point(|piece| piece.start <= *at);
            let piece = pieces[..before].last();
            let named = word
                .strip_prefix('&')
                .is_some_and(|name| aliases.contains(name));
            piece.is_some_and(|piece| !piece.contains(at)) && !named
        });
        unread.map(|(at, _)| self.swallowing(at)).collect()
    }

    fn swallowing(&self, at: usize) -> Finding {
        let line = line::line_at(&self.text, at);
        let (sign, advice) = (&self.text[at..=at], line::unswallowed(line));
        let name = match sign {
            "#" if line.trim_start().starts_with('#') => "line-not-read",
            "#" => "rest-not-read",
            _ => "word-not-read",
        };
        finding!(at, name, sign, advice).warning()
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
