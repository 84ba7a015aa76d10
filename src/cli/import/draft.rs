//! What was found in a foreign file, and how it is written as an FAQ of ours.

use std::collections::HashSet;

use super::speakers;
use crate::{
    faq,
    labels::Labels,
    markdown,
    text::{clean, clean_line, meaningful_words},
};

/// So many places to look at are told, each by a search in all of the text.
const MOST_TOLD: usize = 100;

/// What a file holds.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Draft {
    pub(in crate::cli) title: String,
    pub(in crate::cli) doctor: String,
    pub(in crate::cli) language: String,
    pub(in crate::cli) source: String,
    pub(in crate::cli) items: Vec<Item>,
    /// How many parts of a web page were left out: menus, footers, forms.
    pub(in crate::cli) left_out: usize,
}

#[derive(Clone, Debug)]
pub(in crate::cli) enum Item {
    /// What the entries below it have in common, as a comment.
    Group(String),
    Entry(Piece),
    /// What is no part of an entry: kept as a comment.
    Kept(String),
}

/// An entry as it was found.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Piece {
    /// Stands above it as a comment.
    pub(in crate::cli) remark: String,
    /// Words that a person should look at, and why; they stand above it too.
    pub(in crate::cli) doubts: Vec<(String, &'static str)>,
    pub(in crate::cli) question: String,
    pub(in crate::cli) also_asked: Vec<String>,
    /// Markdown.
    pub(in crate::cli) answer: String,
    pub(in crate::cli) staff_note: String,
    pub(in crate::cli) id: String,
    /// What belongs to it and has no place in an entry of ours.
    pub(in crate::cli) kept: Vec<String>,
}

impl Draft {
    /// The entries that follow belong to this group.
    pub(super) fn group(&mut self, title: &str) {
        let title = clean_line(title).trim().to_owned();
        let mut titles = self.items.iter().rev().filter_map(|item| match item {
            Item::Group(title) => Some(title.as_str()),
            _ => None,
        });
        if titles.next().unwrap_or_default() != title {
            self.items.push(Item::Group(title));
        }
    }

    /// Takes in an entry of another program's: paragraphs in quotation marks with a name are quotes.
    pub(super) fn add(&mut self, mut piece: Piece) {
        piece.answer = speakers::quoted(&piece.answer);
        self.items.push(Item::Entry(piece));
    }

    /// Keeps those of the parts that say anything.
    pub(super) fn keep<T: AsRef<str>>(&mut self, parts: impl IntoIterator<Item = T>) {
        let parts = parts.into_iter();
        let parts = parts.map(|part| part.as_ref().trim().to_owned());
        let parts = parts.filter(|part| !part.is_empty());
        self.items.extend(parts.map(Item::Kept));
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &Piece> {
        self.items.iter().filter_map(|item| match item {
            Item::Entry(piece) => Some(piece),
            _ => None,
        })
    }

    /// Of the items behind the first, as many as are `known`, drops those that say no more than these. An
    /// entry whose question has another answer there is kept as a comment.
    pub(super) fn drop_repeated(&mut self, known: usize) {
        let others = self.items.split_off(known);
        let known: Vec<(String, String)> = self.entries().map(letters_of).collect();
        let said: String = known.iter().flat_map(|(q, a)| [&**q, a]).collect();
        for item in others {
            match item {
                Item::Entry(piece) => {
                    let (question, answer) = letters_of(&piece);
                    match known.iter().find(|(known, _)| *known == question) {
                        Some((_, known)) if known.contains(&answer) => {}
                        Some(_) => self.keep([format!("{}\n\n{}", piece.question, piece.answer)]),
                        None => self.items.push(Item::Entry(piece)),
                    }
                }
                Item::Kept(text) if said.contains(&letters(&text)) => {}
                item => self.items.push(item),
            }
        }
    }

    /// Cleans all of it, and lets what is no entry, or one again, be kept.
    pub(super) fn finish(&mut self) {
        for text in [&mut self.title, &mut self.doctor, &mut self.source] {
            *text = clean_line(text).trim().to_owned();
        }
        let is_numbered = |piece: &&Piece| unnumbered(piece.question.trim()).is_some();
        let are_numbered = self.entries().filter(is_numbered).count() * 2 > self.entries().count();
        let (mut known, mut ids) = (HashSet::new(), HashSet::new());
        for item in &mut self.items {
            let Item::Entry(piece) = item else { continue };
            piece.clean(are_numbered);
            let slug = faq::slug(&piece.question);
            let is_new = known.insert((slug.clone(), piece.answer.clone()));
            let has_id = !piece.id.is_empty() && !ids.contains(&piece.id);
            // A page that is yet to be filled in asks nothing.
            if slug.is_empty() || piece.question.contains("{{") {
                *item = Item::Kept(format!("{}\n\n{}", piece.question, piece.answer));
            } else if !is_new && !has_id {
                let again = format!("Once more: {}", piece.question);
                piece.kept.insert(0, again);
                *item = Item::Kept(piece.kept.join("\n"));
            } else {
                let numbered = (2..).map(|n| format!("{slug}-{n}"));
                let mut free = [slug.clone()].into_iter().chain(numbered);
                if !has_id {
                    piece.id = free.find(|id| !ids.contains(id)).unwrap_or_default();
                }
                ids.insert(piece.id.clone());
                // What the question makes of itself need not be said.
                if piece.id == slug {
                    piece.id.clear();
                }
            }
        }
    }

    /// The language that the entries have most small words of, where none is told and it is not English.
    fn foreign_language(&self) -> Option<&'static str> {
        let entries = self.entries().filter(|_| self.language.is_empty());
        // So many of them tell.
        let texts = entries.take(100);
        let texts = texts.map(|piece| format!("{} {}\n", piece.question, piece.answer));
        let text: String = texts.collect();
        let others = |code: &&str| meaningful_words(&text, code).count();
        let likely = Labels::codes().min_by_key(others);
        likely.filter(|code| *code != "en")
    }

    /// How many entries there are; then what a person should look at, with its line in the file's `text`.
    pub(super) fn report(&self, text: &str) -> Vec<String> {
        let unanswered = self.entries().filter(|piece| piece.answer.is_empty());
        let doubts: Vec<_> = self.entries().flat_map(|piece| &piece.doubts).collect();
        let kept = self.items.iter().map(|item| match item {
            Item::Entry(piece) => piece.kept.len(),
            Item::Kept(_) => 1,
            Item::Group(_) => 0,
        });
        let mut counts = vec![faq::plural(self.entries().count(), "entry")];
        let some = [
            (unanswered.count(), "without an answer"),
            (doubts.len(), "to look at"),
            (kept.sum(), "kept as comments"),
        ];
        let some = some.into_iter().filter(|(n, _)| *n > 0);
        counts.extend(some.map(|(n, what)| format!("{n} {what}")));
        if self.left_out > 0 {
            let parts = faq::plural(self.left_out, "part");
            counts.push(format!(
                "{parts} of the page left out (menus, footers, forms)"
            ));
        }
        let language = self.foreign_language().map_or_else(String::new, |code| {
            format!("; without a line such as `language: {code}` it is taken for English")
        });
        let count = counts.join(", ") + &language;
        let told = doubts.into_iter().take(MOST_TOLD).map(|(words, reason)| {
            // Tables of contents have longer lines with the same words.
            let has_words = |(_, line): &(usize, &str)| line.contains(words);
            let lines = (1..).zip(text.lines()).filter(has_words);
            let line = lines.min_by_key(|(_, line)| line.len());
            let place = line.map_or_else(String::new, |(n, _)| format!("line {n}: "));
            format!("{place}“{}”: {reason}", clean_line(words))
        });
        [count].into_iter().chain(told).collect()
    }

    /// As a file of ours. `from` says where it came from.
    pub(in crate::cli) fn yaml(&self, from: &str) -> String {
        let mut out = String::new();
        remark(&mut out, from);
        pair(&mut out, "", "title", &self.title);
        pair(&mut out, "", "doctor", &self.doctor);
        pair(&mut out, "", "language", &self.language);
        pair(&mut out, "", "source", &self.source);
        // What is kept before the first entry stands in the head.
        let mut entries = String::new();
        for item in &self.items {
            match item {
                Item::Group(title) => {
                    entries.push('\n');
                    remark(&mut entries, &format!("---- {title}"));
                }
                Item::Entry(piece) => piece.yaml(&mut entries),
                Item::Kept(text) => {
                    let is_first = entries.is_empty();
                    let to = if is_first { &mut out } else { &mut entries };
                    to.push('\n');
                    remark(to, &format!("Kept: {text}"));
                }
            }
        }
        let gap = if entries.starts_with('\n') { "" } else { "\n" };
        out + "\nentries:" + gap + &entries
    }
}

impl Piece {
    /// Cleans it; without the number before the question where most have one.
    fn clean(&mut self, is_numbered: bool) {
        let line = |text: &str| {
            let text = clean_line(text);
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let question = line(&self.question);
        let bare = unnumbered(&question).filter(|_| is_numbered);
        bare.unwrap_or(&question).clone_into(&mut self.question);
        self.also_asked = self.also_asked.iter().map(|text| line(text)).collect();
        self.also_asked.retain(|text| !text.is_empty());
        self.staff_note = clean(&self.staff_note).trim().to_owned();
        self.answer = clean(&self.answer).trim_matches('\n').trim_end().to_owned();
        self.id = clean_line(&self.id).trim().to_owned();
    }

    fn yaml(&self, out: &mut String) {
        out.push('\n');
        remark(out, &self.remark);
        for (words, reason) in &self.doubts {
            remark(out, &format!("“{words}”: {reason}"));
        }
        out.extend(["  - question: ", &scalar(&self.question), "\n"]);
        pair(out, "    ", "id", &self.id);
        if !self.also_asked.is_empty() {
            out.push_str("    also_asked:\n");
        }
        for text in &self.also_asked {
            out.extend(["      - ", &scalar(text), "\n"]);
        }
        block(out, "answer", &self.answer);
        match self.staff_note.as_str() {
            note if note.contains('\n') => block(out, "staff_note", note),
            note => pair(out, "    ", "staff_note", note),
        }
        for kept in &self.kept {
            remark(out, &format!("Kept: {}", kept.trim()));
        }
    }
}

/// The letters of question and answer, to compare them by.
fn letters_of(piece: &Piece) -> (String, String) {
    let question = unnumbered(&piece.question).unwrap_or(&piece.question);
    (letters(question), letters(&piece.answer))
}

fn letters(text: &str) -> String {
    let words = markdown::spoken_words(text).to_lowercase();
    words.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A question without the number before it.
pub(super) fn unnumbered(question: &str) -> Option<&str> {
    let rest = question.trim_start_matches(char::is_numeric);
    let is_numbered = rest.len() < question.len();
    let rest = rest.strip_prefix(['.', ')']).filter(|_| is_numbered)?;
    rest.strip_prefix([' ', '\t']).map(str::trim_start)
}

/// A key with its value, if it has one.
fn pair(out: &mut String, indent: &str, key: &str, value: &str) {
    if !value.is_empty() {
        out.extend([indent, key, ": ", &scalar(value), "\n"]);
    }
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

fn remark(out: &mut String, text: &str) {
    for line in clean(text.trim()).lines() {
        out.push_str(format!("# {line}").trim_end());
        out.push('\n');
    }
}
