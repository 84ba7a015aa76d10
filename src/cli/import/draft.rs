//! What was found in a foreign file, and how it is written as an FAQ of ours.

use std::collections::{HashMap, HashSet};

use super::speakers;
use crate::{
    faq,
    text::{clean, clean_line},
};

/// What a file holds.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) doctor: String,
    pub(super) language: String,
    pub(super) source: String,
    pub(super) groups: Vec<Group>,
}

/// Entries below one heading; the first group of a file may have none.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) title: String,
    pub(super) items: Vec<Item>,
}

#[derive(Debug)]
pub(super) enum Item {
    Entry(Piece),
    /// What is no part of an entry: kept as a comment.
    Kept(String),
}

/// An entry as it was found.
#[derive(Debug, Default)]
pub(super) struct Piece {
    pub(super) question: String,
    pub(super) also_asked: Vec<String>,
    /// Markdown.
    pub(super) answer: String,
    pub(super) staff_note: String,
    pub(super) id: String,
    /// What belongs to it and has no place in an entry of ours.
    pub(super) kept: Vec<String>,
}

/// How much of a draft needs a person's look.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Summary {
    pub(super) entries: usize,
    /// Entries that lack their answer.
    pub(super) unanswered: usize,
    /// Parts that stand in comments.
    pub(super) kept: usize,
}

impl Draft {
    /// The group that comes next gets its entries now; groups of one name are one.
    pub(super) fn group(&mut self, title: &str) -> &mut Group {
        let title = clean_line(title).trim().to_owned();
        let at = self.groups.iter().position(|group| group.title == title);
        let at = at.unwrap_or_else(|| {
            self.groups.push(Group {
                title,
                items: Vec::new(),
            });
            self.groups.len() - 1
        });
        &mut self.groups[at]
    }

    /// How many entries there are.
    pub(super) fn entries(&self) -> usize {
        let items = self.groups.iter().flat_map(|group| &group.items);
        items.filter(|item| matches!(item, Item::Entry(_))).count()
    }

    /// Cleans all of it, turns quoted paragraphs into quotes, and lets what is no entry, or one again, be kept.
    pub(super) fn finish(&mut self) -> Summary {
        let mut tally = Summary::default();
        let mut known: HashMap<String, (String, usize)> = HashMap::new();
        let mut ids = HashSet::new();
        for text in [&mut self.title, &mut self.doctor, &mut self.source] {
            *text = clean_line(text).trim().to_owned();
        }
        for item in self.groups.iter_mut().flat_map(|group| &mut group.items) {
            let Item::Entry(piece) = item else {
                tally.kept += 1;
                continue;
            };
            piece.finish();
            let slug = faq::slug(&piece.question);
            if slug.is_empty() {
                *item = Item::Kept(format!("{}\n\n{}", piece.question, piece.answer));
                tally.kept += 1;
                continue;
            }
            if piece.id.is_empty() || !ids.insert(piece.id.clone()) {
                piece.id.clear();
                let count = known
                    .entry(slug.clone())
                    .or_insert((piece.answer.clone(), 0));
                count.1 += 1;
                if count.1 > 1 && count.0 == piece.answer {
                    *item = Item::Kept(format!("Once more: {}", piece.question));
                    tally.kept += 1;
                    continue;
                }
                let mut number = count.1;
                while number > 1 && ids.contains(&format!("{slug}-{number}")) {
                    number += 1;
                }
                if number > 1 || ids.contains(&slug) {
                    piece.id = format!("{slug}-{}", number.max(2));
                    ids.insert(piece.id.clone());
                } else {
                    ids.insert(slug);
                }
            }
            tally.entries += 1;
            tally.unanswered += usize::from(piece.answer.is_empty());
            tally.kept += piece.kept.len();
        }
        tally
    }

    /// As a file of ours. `from` is where it came from; of several groups each is named by a comment.
    pub(super) fn yaml(&self, from: &str) -> String {
        let mut out = String::new();
        remark(
            &mut out,
            &format!("From {from}, by frontdesk import. Next: frontdesk check THIS-FILE"),
        );
        let header = [
            ("title", &self.title),
            ("doctor", &self.doctor),
            ("language", &self.language),
            ("source", &self.source),
        ];
        for (key, value) in header.iter().filter(|(_, value)| !value.is_empty()) {
            pair(&mut out, 0, key, value);
        }
        let (mut before, mut entries) = (String::new(), String::new());
        for group in &self.groups {
            if !group.title.is_empty() && group.title != self.title {
                entries.push('\n');
                remark(&mut entries, &format!("---- {}", group.title));
            }
            for item in &group.items {
                match item {
                    Item::Entry(piece) => piece.yaml(&mut entries),
                    Item::Kept(text) if entries.is_empty() => {
                        before.push('\n');
                        remark(&mut before, &format!("Kept: {text}"));
                    }
                    Item::Kept(text) => {
                        entries.push('\n');
                        remark(&mut entries, &format!("Kept: {text}"));
                    }
                }
            }
        }
        out + &before + "\nentries:" + if entries.starts_with('\n') { "" } else { "\n" } + &entries
    }
}

impl Piece {
    fn finish(&mut self) {
        let line = |text: &str| {
            clean_line(text.trim())
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        self.question = line(&self.question);
        self.also_asked = self
            .also_asked
            .iter()
            .map(|text| line(text))
            .filter(|text| !text.is_empty())
            .collect();
        self.staff_note = clean(&self.staff_note).trim().to_owned();
        let answer = clean(&self.answer);
        let answer = speakers::quoted(answer.trim_matches('\n').trim_end());
        self.answer = answer;
        self.id = clean_line(&self.id).trim().to_owned();
    }

    fn yaml(&self, out: &mut String) {
        out.push_str("\n  - question: ");
        out.push_str(&scalar(&self.question));
        out.push('\n');
        if !self.id.is_empty() {
            pair(out, 4, "id", &self.id);
        }
        if !self.also_asked.is_empty() {
            out.push_str("    also_asked:\n");
            for text in &self.also_asked {
                out.extend(["      - ", &scalar(text), "\n"]);
            }
        }
        match self.answer.as_str() {
            "" => out.push_str("    answer:\n"),
            answer => block(out, "answer", answer),
        }
        match self.staff_note.as_str() {
            "" => {}
            note if note.contains('\n') => block(out, "staff_note", note),
            note => pair(out, 4, "staff_note", note),
        }
        for kept in &self.kept {
            remark(out, &format!("Kept: {kept}"));
        }
    }
}

fn pair(out: &mut String, indent: usize, key: &str, value: &str) {
    let value = scalar(value);
    out.extend([&*" ".repeat(indent), key, ": ", &*value, "\n"]);
}

/// Text of one line, in quotes where YAML would read it as something else without.
pub(in crate::cli) fn scalar(text: &str) -> String {
    let word = text.to_lowercase();
    let reserved = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"].contains(&&*word);
    let plain = text.starts_with(char::is_alphabetic)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !reserved;
    if plain {
        return text.to_owned();
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Text of several lines, below its key.
fn block(out: &mut String, key: &str, text: &str) {
    // A first line that begins with a space would set the margin of all.
    let sign = if text.starts_with(' ') { "|2" } else { "|" };
    out.extend(["    ", key, ": ", sign, "\n"]);
    for line in text.lines() {
        if !line.trim().is_empty() {
            out.extend(["      ", line]);
        }
        out.push('\n');
    }
}

/// Text as a comment.
fn remark(out: &mut String, text: &str) {
    for line in clean(text.trim()).lines() {
        out.push_str(format!("# {line}").trim_end());
        out.push('\n');
    }
}
