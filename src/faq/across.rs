//! What shows only once all files are read: ids and ways of asking that stand twice, reviews that are overdue,
//! quotes of an unnamed speaker; and what can be read but should be looked at.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{
    Entry, Faq, HandOver, Severity, SignOff, Standing, file::File, line::clip, prose, slug,
    tree::Finding,
};
use crate::text::meaningful_words;

/// What an answer that is read aloud must not say of a caller whom the doctor has not seen.
const RISKY: &[&str] = &["probably nothing", "can wait", "stop taking"];
/// Words that begin with the same so many letters are taken for forms of one.
const STEM: usize = 4;

/// The findings of each file.
pub(super) fn findings(faq: &Faq, files: &[File], today: Date) -> Vec<Vec<Finding>> {
    let mut findings: Vec<_> = files.iter().map(File::swallowed).collect();
    for (n, topic) in faq.topics.iter().enumerate() {
        let is_overdue =
            |entry: &Entry| matches!(entry.standing(topic, today), Standing::Overdue(_));
        let mut own = faq.entries[files[n].entries()].iter();
        let overdue = topic.sign_off == SignOff::WholeFile || own.any(is_overdue);
        if let Some(due) = topic.review_due.filter(|due| *due < today && overdue) {
            findings[n].push(Finding::warning(
                files[n].header_place("review_due"),
                format!("the review is overdue since {due}"),
                "let the doctor approve the answers again, and write the new days",
            ));
        }
        if let Some(day) = topic.reviewed.filter(|day| *day > today) {
            findings[n].push(Finding::warning(
                files[n].header_place("reviewed"),
                format!("`reviewed` is tomorrow, {day}: today is {today}"),
                "look at the clock and the time zone of this computer (TZ), or at the day written here",
            ));
        }
    }
    for (n, topic) in faq.topics.iter().enumerate() {
        for (number, group) in topic.hand_over.iter().enumerate() {
            for (item, exception) in needless(group, &topic.language) {
                findings[n].push(Finding::warning(
                    files[n].exception(number, item),
                    format!(
                        "`{}` needs no exception: no word of its group is in it",
                        clip(exception)
                    ),
                    "remove it, or write it as callers say it",
                ));
            }
        }
    }
    let across = Across { faq, files };
    across.ids(&mut findings);
    across.ways_of_asking(&mut findings);
    for (n, entry) in faq.entries.iter().enumerate() {
        findings[entry.topic].extend(prose::findings(entry, n, &files[entry.topic]));
        if let Some(words) = risky(&entry.answer) {
            findings[entry.topic].push(Finding::warning(
                files[entry.topic].place(n, "answer"),
                format!("the answer says “{words}”, which no caller should be told unseen"),
                "let the doctor say it otherwise, or hand such callers over",
            ));
        }
        if faq.topic_of(entry).doctor.is_empty() && quotes_nobody(&entry.answer) {
            findings[entry.topic].push(Finding::warning(
                files[entry.topic].place(n, "answer"),
                "the answer quotes somebody (a line that begins with `>`), but nobody is named",
                "write `doctor: …` above `entries:`, or end the quote with a line `> — Name`",
            ));
        }
    }
    // Said only once nothing else has to be mended.
    let is_wrong = |finding: &Finding| finding.severity == Severity::Error;
    if !findings.iter().flatten().any(is_wrong) && files.iter().all(File::is_good) {
        for (n, topic) in faq.topics.iter().enumerate() {
            if topic.hand_over.is_empty()
                && let Some(at) = files[n].without_hand_over()
            {
                findings[n].push(Finding::warning(
                    at,
                    "this topic hands nothing over: also emergencies and complaints are answered like questions",
                    "write `hand_over:` above this line, or `hand_over: []` if it is meant so",
                ));
            }
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

    /// Ids that two entries have.
    fn ids(&self, findings: &mut [Vec<Finding>]) {
        let mut firsts = HashMap::new();
        for (n, entry) in self.faq.entries.iter().enumerate() {
            let first = *firsts.entry(entry.id.as_str()).or_insert(n);
            if first == n {
                continue;
            }
            let other = self.line(first, self.id_place(first));
            let id = clip(&entry.id);
            let (message, advice) = if self.is_given(n) {
                (
                    format!("the id `{id}` is taken already by the entry at {other}"),
                    "give one of them another id".to_owned(),
                )
            } else {
                (
                    format!(
                        "this question makes the id `{id}`, which the entry at {other} has already"
                    ),
                    format!(
                        "make one entry of the two, or give this one an id of its own: `id: {}-2`",
                        id.trim_end_matches('…')
                    ),
                )
            };
            findings[entry.topic].push(Finding::error(self.id_place(n), message, advice));
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
                findings[entry.topic].push(Finding::warning(
                    place(n, Some(item)),
                    format!(
                        "“{}” stands also under “{}” ({})",
                        clip(text),
                        clip(&self.faq.entries[first].question),
                        self.line(first, place(first, first_item))
                    ),
                    "keep it under the one whose answer a caller should hear",
                ));
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
