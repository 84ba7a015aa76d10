//! What shows only once all files are read: ids and ways of asking that stand twice; and what can be read but
//! should be looked at.

use std::{
    collections::{HashMap, HashSet},
    path::Path,
};

use jiff::civil::Date;

use super::{
    Entry, Faq, SignOff, Standing, Topic,
    file::File,
    line::clip,
    prose, raw, slug,
    tree::Node,
    wording::{Finding, finding},
};
use crate::labels::Labels;

/// Tells ids of different topics apart, and adds what is found to the findings of each file.
pub(super) fn look(faq: &mut Faq, files: &mut [File], today: Date) {
    tell_apart(faq, files);
    let faq = &*faq;
    for (topic, file) in faq.topics.iter().zip(&mut *files) {
        let found = of_topic(faq, topic, file, today);
        file.findings.extend(found);
    }
    for (n, entry) in faq.entries.iter().enumerate() {
        let file = &mut files[entry.topic];
        let found = prose::findings(entry, n, faq.topic_of(entry), file);
        file.findings.extend(found);
    }
    let mut found: Vec<Vec<Finding>> = files.iter().map(|_| Vec::new()).collect();
    let across = Across { faq, files };
    across.ids(&mut found);
    across.wordings(&mut found);
    for (file, found) in files.iter_mut().zip(&mut found) {
        file.findings.append(found);
    }
    // The groups of one topic hold for calls about all of them; those of a file with mistakes are not known.
    let may_hand_over = |(topic, file): (&Topic, &File)| {
        !topic.hand_over.is_empty() || !file.is_good && file.without_hand_over().is_none()
    };
    if !faq.topics.iter().zip(&*files).any(may_hand_over) {
        for file in files {
            let at = file.without_hand_over();
            let finding = at.map(|at| finding!(at, "no-hand-over-at-all").warning());
            file.findings.extend(finding);
        }
    }
}

/// Puts the topic's title before each id that is made of a question which another topic has too: two
/// treatments have the same questions. All of them get it, so that an id never comes to name an entry of
/// another topic because of a file that was added. Topics with one title stay apart by a mistake.
fn tell_apart(faq: &mut Faq, files: &[File]) {
    // A copy that has no title of its own has that of the file itself.
    let title = |(n, file): (usize, &File)| {
        let is_given = file.root.get("title").is_some();
        let of = original(files, file).filter(|_| !is_given).unwrap_or(n);
        slug(&faq.topics[of].title)
    };
    let titles: Vec<String> = files.iter().enumerate().map(title).collect();
    let (mut firsts, mut shared) = (HashMap::new(), HashSet::new());
    for entry in &faq.entries {
        let title = &titles[entry.topic];
        if firsts.entry(&entry.id).or_insert(title) != &title {
            shared.insert(entry.id.clone());
        }
    }
    for (n, entry) in faq.entries.iter_mut().enumerate() {
        let is_made = || files[entry.topic].entry(n).get("id").is_none();
        if shared.contains(&entry.id) && is_made() {
            entry.id = format!("{}-{}", titles[entry.topic], entry.id);
        }
    }
}

/// The number of the file whose name this one has with something behind it, as programs name copies: "faq -
/// Copy", "faq (1)".
fn original(files: &[File], file: &File) -> Option<usize> {
    let stem = |file: &File| Path::new(&file.name).with_extension("");
    let name = stem(file).display().to_string();
    files.iter().position(|other| {
        let more = name.strip_prefix(&*stem(other).to_string_lossy());
        more.is_some_and(|more| more.starts_with([' ', '-', '_', '(', '.']))
    })
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
    // What is later still is a mistake of the file.
    let is_tomorrow = |day: &Date| *day > today && !raw::is_early(*day, today);
    if let Some(day) = topic.reviewed.filter(is_tomorrow) {
        let at = file.root.place("reviewed");
        found.push(finding!(at, "reviewed-tomorrow", day, today));
    }
    if !topic.language.is_empty() && Labels::known(&topic.language).is_none() {
        let (at, code) = (file.root.place("language"), &topic.language);
        found.push(finding!(at, "odd-language", code));
    }
    found.extend(prose::risky_sentences(file));
    found.into_iter().map(Finding::warning).collect()
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

    /// The line of byte `at` in the file of the entry `other`, as it is told where `entry` stands: with the
    /// file's name where that is another.
    fn line(&self, entry: usize, other: usize, at: usize) -> String {
        let file = self.file(other);
        if self.faq.entries[entry].topic == self.faq.entries[other].topic {
            return format!("line {}", file.line(at));
        }
        format!("{}:{}", file.name, file.line(at))
    }

    /// The numbers of all entries: first those of the files that are shown, whose ids are all different. Of a
    /// file and its copy, the copy is left out.
    fn shown_first(&self) -> impl Iterator<Item = usize> {
        let mut files: Vec<&File> = self.files.iter().collect();
        files.sort_by_cached_key(|file| original(self.files, file).is_some());
        let mut known = HashSet::new();
        let is_shown = |file: &&File| {
            let entries = &self.faq.entries[file.entries.clone()];
            let ids: HashSet<&str> = entries.iter().map(|entry| &*entry.id).collect();
            let is_single = ids.len() == entries.len() && ids.is_disjoint(&known);
            let is_shown = is_single && !file.findings.iter().any(Finding::is_error);
            if is_shown {
                known.extend(ids);
            }
            is_shown
        };
        let (shown, left_out): (Vec<_>, Vec<_>) = files.into_iter().partition(is_shown);
        let files = shown.into_iter().chain(left_out);
        files.flat_map(|file| file.entries.clone())
    }

    /// Ids that two entries have: what a file holds that is left out puts no other file out.
    fn ids(&self, findings: &mut [Vec<Finding>]) {
        // Where the id of an entry, or the question that makes it, stands.
        let place = |entry: usize| {
            let (node, is_given) = (self.node(entry), self.node(entry).get("id").is_some());
            let (key, name) = if is_given {
                ("id", "id-taken")
            } else {
                ("question", "slug-taken")
            };
            (node.place(key), name)
        };
        let mut firsts = HashMap::new();
        for n in self.shown_first() {
            let entry = &self.faq.entries[n];
            let first = *firsts.entry(entry.id.as_str()).or_insert(n);
            if first == n {
                continue;
            }
            let ((at, name), other) = (place(n), self.line(n, first, place(first).0));
            let id = clip(&entry.id);
            let free = id.trim_end_matches('…');
            findings[entry.topic].push(finding!(at, name, id, other, free));
        }
    }

    /// Questions that stand twice in a topic, under ids that differ, and ways of asking that stand under an
    /// earlier entry too.
    fn wordings(&self, findings: &mut [Vec<Finding>]) {
        let question = |entry: usize| self.node(entry).place("question");
        let place = |entry: usize, item: Option<usize>| {
            let asked = self
                .node(entry)
                .get("also_asked")
                .map_or(&[][..], Node::items);
            let asked = item.and_then(|item| asked.get(item));
            asked.map_or_else(|| question(entry), |asked| asked.at)
        };
        let (mut questions, mut firsts) = (HashMap::new(), HashMap::new());
        for (n, entry) in self.faq.entries.iter().enumerate() {
            let words = slug(&entry.question);
            let key = (entry.topic, words.clone());
            let first = *questions.entry(key).or_insert(n);
            if self.faq.entries[first].id != entry.id {
                let other = self.line(n, first, question(first));
                let finding = finding!(question(n), "question-again", other);
                findings[entry.topic].push(finding.warning());
            }
            firsts.entry(words).or_insert((n, None));
            for (item, text) in entry.also_asked.iter().enumerate() {
                let here = (n, Some(item));
                let (first, first_item) = *firsts.entry(slug(text)).or_insert(here);
                if first == n {
                    continue;
                }
                let (text, question) = (clip(text), clip(&self.faq.entries[first].question));
                let other = self.line(n, first, place(first, first_item));
                let at = place(n, Some(item));
                let finding = finding!(at, "asked-twice", text, question, other);
                findings[entry.topic].push(finding.warning());
            }
        }
    }
}
