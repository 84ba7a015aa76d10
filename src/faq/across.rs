//! What shows only once all files are read: ids and ways of asking that stand twice; and what can be read but
//! should be looked at.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{
    Entry, Faq, Severity, SignOff, Standing, Topic,
    file::File,
    line::clip,
    prose, slug,
    tree::Node,
    wording::{Finding, finding},
};

/// Adds what is found to the findings of each file.
pub(super) fn look(faq: &Faq, files: &mut [File], today: Date) {
    let mut found: Vec<Vec<Finding>> = files.iter().map(|_| Vec::new()).collect();
    for ((topic, file), found) in faq.topics.iter().zip(&*files).zip(&mut found) {
        found.extend(of_topic(faq, topic, file, today));
    }
    for (n, entry) in faq.entries.iter().enumerate() {
        let topic = faq.topic_of(entry);
        found[entry.topic].extend(prose::findings(entry, n, topic, &files[entry.topic]));
    }
    Across { faq, files }.twice(&mut found);
    for (file, found) in files.iter_mut().zip(&mut found) {
        file.findings.append(found);
    }
    // Said only once nothing else has to be mended. The groups of one topic hold for calls about all of them.
    let is_wrong = |finding: &Finding| finding.severity == Severity::Error;
    let any_wrong = files.iter().flat_map(|file| &file.findings).any(is_wrong);
    if !any_wrong && faq.topics.iter().all(|t| t.hand_over.is_empty()) {
        for file in files {
            let at = file.without_hand_over();
            let finding = at.map(|at| finding!(at, "no-hand-over-at-all"));
            file.findings.extend(finding);
        }
    }
}

/// What should be looked at in the head of a file.
fn of_topic(faq: &Faq, topic: &Topic, file: &File, today: Date) -> Vec<Finding> {
    let mut found = Vec::new();
    let is_overdue = |entry: &Entry| matches!(entry.standing(topic, today), Standing::Overdue(_));
    let mut own = faq.entries[file.entries.clone()].iter();
    let overdue = topic.sign_off == SignOff::WholeFile || own.any(is_overdue);
    if let Some(due) = topic.review_due.filter(|due| *due < today && overdue) {
        found.push(finding!(file.root.place("review_due"), "overdue", due));
    }
    if let Some(day) = topic.reviewed.filter(|day| *day > today) {
        let at = file.root.place("reviewed");
        found.push(finding!(at, "reviewed-tomorrow", day, today));
    }
    found
}

struct Across<'a> {
    faq: &'a Faq,
    files: &'a [File],
}

impl Across<'_> {
    fn file(&self, entry: usize) -> &File {
        &self.files[self.faq.entries[entry].topic]
    }

    fn node(&self, entry: usize) -> &Node {
        self.file(entry).entry(entry)
    }

    /// The line of byte `at` in the file of `entry`, with the file's name where there are several.
    fn line(&self, entry: usize, at: usize) -> String {
        let file = self.file(entry);
        match self.files {
            [_] => format!("line {}", file.line(at)),
            _ => format!("{}:{}", file.name, file.line(at)),
        }
    }

    /// Where the question of an entry stands, or one of its other ways of asking.
    fn place(&self, entry: usize, item: Option<usize>) -> usize {
        match item {
            Some(item) => self.node(entry).item_place("also_asked", item),
            None => self.node(entry).place("question"),
        }
    }

    /// What stands twice: ids; questions of one topic, under ids that differ; ways of asking.
    fn twice(&self, findings: &mut [Vec<Finding>]) {
        let (mut ids, mut asked) = (HashMap::new(), HashMap::new());
        let mut entries: Vec<_> = self.faq.entries.iter().enumerate().collect();
        // Of a file and its copy, "faq (1)", the copy's are wrong: it has the longer name.
        entries.sort_by_key(|(_, entry)| self.files[entry.topic].name.len());
        for (n, entry) in entries {
            let found = &mut findings[entry.topic];
            let first = *ids.entry(entry.id.as_str()).or_insert(n);
            if first != n {
                // Where the id of an entry, or the question that makes it, stands.
                let id = |entry: usize| self.node(entry).get("id").map(|id| id.at);
                let place = |entry: usize| id(entry).unwrap_or_else(|| self.place(entry, None));
                let row = id(n).map_or("slug-taken", |_| "id-taken");
                let (other, id) = (self.line(first, place(first)), clip(&entry.id));
                let free = id.trim_end_matches('…');
                found.push(finding!(place(n), row, id, other, free));
            }
            for (item, text) in texts(entry) {
                let (first, first_item) = *asked.entry(slug(text)).or_insert((n, item));
                let earlier = self.faq.entry(first);
                let is_same = (first_item, earlier.topic) == (None, entry.topic);
                let row = match item {
                    _ if first == n => continue,
                    Some(_) => "asked-twice",
                    None if is_same && earlier.id != entry.id => "question-again",
                    None => continue,
                };
                let (text, question) = (clip(text), clip(&earlier.question));
                let other = self.line(first, self.place(first, first_item));
                found.push(finding!(self.place(n, item), row, text, question, other));
            }
        }
    }
}

/// The question, then the ways of asking with their numbers.
fn texts(entry: &Entry) -> impl Iterator<Item = (Option<usize>, &str)> {
    let also = entry.also_asked.iter().enumerate();
    let also = also.map(|(n, text)| (Some(n), text.as_str()));
    [(None, entry.question.as_str())].into_iter().chain(also)
}
