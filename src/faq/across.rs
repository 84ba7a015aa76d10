//! What shows only once all files are read: ids and ways of asking that stand twice, reviews that are
//! overdue, quotes of an unnamed speaker; and what can be read but should be looked at.

use std::{collections::HashMap, path::Path};

use jiff::civil::Date;

use super::{
    Entry, Faq, HandOver, Severity, SignOff, Standing, file::File, line::clip, prose, slug,
    tree::Finding, wording::finding,
};
use crate::{
    markdown::Document,
    text::{Role, Span, meaningful_words},
};

/// What an answer that is read aloud must not say of a caller whom the doctor has not seen.
const RISKY: &[&str] = &["probably nothing", "can wait", "stop taking"];
/// Words that begin with the same so many letters are taken for forms of one.
const STEM: usize = 4;

/// The findings of each file.
pub(super) fn findings(faq: &Faq, files: &[File], today: Date) -> Vec<Vec<Finding>> {
    let mut findings: Vec<_> = files.iter().map(File::swallowed).collect();
    for ((topic, file), found) in faq.topics.iter().zip(files).zip(&mut findings) {
        let is_overdue =
            |entry: &Entry| matches!(entry.standing(topic, today), Standing::Overdue(_));
        let mut own = faq.entries[file.entries()].iter();
        let overdue = topic.sign_off == SignOff::WholeFile || own.any(is_overdue);
        if let Some(due) = topic.review_due.filter(|due| *due < today && overdue) {
            found.push(finding!(file.header_place("review_due"), "overdue", due).warning());
        }
        if let Some(day) = topic.reviewed.filter(|day| *day > today) {
            let at = file.header_place("reviewed");
            found.push(finding!(at, "reviewed-tomorrow", day, today).warning());
        }
        for (number, group) in topic.hand_over.iter().enumerate() {
            for (item, exception) in needless(group, &topic.language) {
                let exception = clip(exception);
                let at = file.exception(number, item);
                found.push(finding!(at, "needless-exception", exception).warning());
            }
        }
    }
    let across = Across { faq, files };
    across.ids(&mut findings);
    across.ways_of_asking(&mut findings);
    for (n, entry) in faq.entries.iter().enumerate() {
        let (file, found) = (&files[entry.topic], &mut findings[entry.topic]);
        found.extend(prose::findings(entry, n, file));
        if let Some(words) = risky(&entry.answer) {
            found.push(finding!(file.place(n, "answer"), "risky", words).warning());
        }
        if shows_nothing(&entry.answer) {
            found.push(finding!(file.place(n, "answer"), "nothing-to-read"));
        }
        if faq.topic_of(entry).doctor.is_empty() && quotes_nobody(&entry.answer) {
            found.push(finding!(file.place(n, "answer"), "nameless-quote").warning());
        }
    }
    // Said only once nothing else has to be mended.
    let is_wrong = |finding: &Finding| finding.severity == Severity::Error;
    if !findings.iter().flatten().any(is_wrong) && files.iter().all(File::is_good) {
        for ((topic, file), found) in faq.topics.iter().zip(files).zip(&mut findings) {
            let at = file
                .without_hand_over()
                .filter(|_| topic.hand_over.is_empty());
            found.extend(at.map(|at| finding!(at, "no-hand-over-at-all").warning()));
        }
    }
    findings
}

struct Across<'a> {
    faq: &'a Faq,
    files: &'a [File],
}

impl Across<'_> {
    fn file(&self, entry: usize) -> &File {
        &self.files[self.faq.entries[entry].topic]
    }

    /// Where the id of an entry, or the question that makes it, stands.
    fn id_place(&self, entry: usize) -> usize {
        let key = if self.is_given(entry) {
            "id"
        } else {
            "question"
        };
        self.file(entry).place(entry, key)
    }

    fn is_given(&self, entry: usize) -> bool {
        self.file(entry).has(entry, "id")
    }

    /// The line of byte `at` in the file of `entry`, with the file's name where there are several.
    fn line(&self, entry: usize, at: usize) -> String {
        let file = self.file(entry);
        match self.files {
            [_] => format!("line {}", file.line(at)),
            _ => format!("{}:{}", file.name, file.line(at)),
        }
    }

    /// Whether a file's name is another's with something behind it, as programs name copies: "faq - Copy",
    /// "faq (1)".
    fn is_copy(&self, file: &File) -> bool {
        let stem = |file: &File| {
            Path::new(&file.name)
                .with_extension("")
                .display()
                .to_string()
        };
        let is_longer = |other: &File| {
            let more = stem(file);
            let more = more.strip_prefix(&stem(other));
            more.is_some_and(|more| more.starts_with([' ', '-', '_', '(', '.']))
        };
        self.files.iter().any(is_longer)
    }

    /// Ids that two entries have: of a file and its copy, the copy's are wrong.
    fn ids(&self, findings: &mut [Vec<Finding>]) {
        let mut firsts = HashMap::new();
        let copies: Vec<bool> = self.files.iter().map(|file| self.is_copy(file)).collect();
        let mut entries: Vec<_> = self.faq.entries.iter().enumerate().collect();
        entries.sort_by_key(|(_, entry)| copies[entry.topic]);
        for (n, entry) in entries {
            let first = *firsts.entry(entry.id.as_str()).or_insert(n);
            if first == n {
                continue;
            }
            let other = self.line(first, self.id_place(first));
            let id = clip(&entry.id);
            let free = id.trim_end_matches('…');
            let name = if self.is_given(n) {
                "id-taken"
            } else {
                "slug-taken"
            };
            findings[entry.topic].push(finding!(self.id_place(n), name, id, other, free));
        }
    }

    /// Ways of asking that stand under an earlier entry too.
    fn ways_of_asking(&self, findings: &mut [Vec<Finding>]) {
        let mut firsts = HashMap::new();
        for (n, entry) in self.faq.entries.iter().enumerate() {
            for (item, text) in texts(entry) {
                let (first, first_item) = *firsts.entry(slug(text)).or_insert((n, item));
                let Some(item) = item.filter(|_| first != n) else {
                    continue;
                };
                let place = |entry: usize, item: Option<usize>| match item {
                    Some(item) => self.file(entry).also_asked(entry, item),
                    None => self.file(entry).place(entry, "question"),
                };
                let (text, question) = (clip(text), clip(&self.faq.entries[first].question));
                let other = self.line(first, place(first, first_item));
                let at = place(n, Some(item));
                let finding = finding!(at, "asked-twice", text, question, other);
                findings[entry.topic].push(finding.warning());
            }
        }
    }
}

/// The question, then the ways of asking with their numbers.
fn texts(entry: &Entry) -> impl Iterator<Item = (Option<usize>, &str)> {
    let also = entry.also_asked.iter().enumerate();
    [(None, entry.question.as_str())]
        .into_iter()
        .chain(also.map(|(n, text)| (Some(n), text.as_str())))
}

/// The exceptions of a group, with their numbers, that share no word with what calls it up.
fn needless<'a>(group: &'a HandOver, language: &str) -> impl Iterator<Item = (usize, &'a str)> {
    let stems = |text: &str| -> Vec<String> {
        let words = meaningful_words(text, language);
        words
            .map(|word| word.chars().take(STEM).collect())
            .collect()
    };
    let known: Vec<String> = group
        .words
        .iter()
        .chain(&group.asked)
        .flat_map(|text| stems(text))
        .collect();
    let exceptions = group.except.iter().map(String::as_str).enumerate();
    exceptions.filter(move |(_, text)| !stems(text).iter().any(|stem| known.contains(stem)))
}

/// What an answer says that it should not.
fn risky(answer: &str) -> Option<&'static str> {
    let words: Vec<_> = answer.split_whitespace().collect();
    let answer = words.join(" ").to_lowercase();
    RISKY.iter().copied().find(|words| answer.contains(words))
}

/// Whether nothing of an answer can be read aloud: tags, signs, words that are struck out.
fn shows_nothing(answer: &str) -> bool {
    let begins_with_words = answer.trim_start().starts_with(char::is_alphanumeric);
    let says = |span: &Span| {
        let is_sign = matches!(
            span.role,
            Role::QuoteBar | Role::Speaker | Role::Rule | Role::Bullet
        );
        !is_sign && !span.text.trim().is_empty()
    };
    let rows = || Document::aloud(answer, "").wrap(80, &[]);
    !begins_with_words && !rows().iter().any(|row| row.spans.iter().any(says))
}

/// Whether a block quote in `answer` ends without a line that begins with a dash and names the speaker.
fn quotes_nobody(answer: &str) -> bool {
    let mut last: Option<&str> = None;
    for line in answer.lines().chain([""]) {
        let line = line.trim_start();
        match (line.strip_prefix('>'), last) {
            (Some(words), _) => {
                let words = words.trim();
                if !words.is_empty() || last.is_none() {
                    last = Some(words);
                }
            }
            (None, Some(words)) if !words.starts_with(['—', '–', '-', '―']) => return true,
            (None, _) => last = None,
        }
    }
    false
}
