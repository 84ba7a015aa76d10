//! What an author wrote in an answer and callers would not hear, or should not, or not so: each with its
//! place in the file. What no caller should be told is looked for in all other sentences to be said, too.

use super::{
    Entry, MAX_PROBLEMS, Topic,
    file::File,
    line::{SourceLine, clip},
    tree::Node,
    wording::{Finding, finding},
};
use crate::markdown::{self, Oddity, oddities};

/// What a text that is read aloud must not say of a caller whom the doctor has not seen.
const RISKY: &[&str] = &["probably nothing", "can wait", "stop taking"];

/// What is wrong with the answer of entry `number` of `file`: warnings, but for an answer that says nothing.
pub(super) fn findings(entry: &Entry, number: usize, topic: &Topic, file: &File) -> Vec<Finding> {
    let (start, source) = file.answer(number);
    let answer = AnswerText {
        text: &entry.answer,
        start,
        source,
    };
    // A mistake of the head may hide the doctor's name.
    let has_speaker = !topic.doctor.is_empty() || !file.is_good;
    let mut found: Vec<_> = answer.odd(has_speaker).collect();
    found.extend(answer.joined());
    found.extend(answer.open_comment());
    found.extend(answer.risky());
    let found = found.into_iter().map(Finding::warning);
    found.chain(answer.shows_nothing()).collect()
}

/// The sentences in the head of a file that no caller should be told.
pub(super) fn risky_sentences(file: &File) -> Vec<Finding> {
    let groups = file.root.get("hand_over").map_or(&[][..], Node::each);
    let said = groups
        .iter()
        .flat_map(|group| ["say", "ask"].map(|key| (key, group.get(key))));
    let mut found = Vec::new();
    for (name, value) in said.chain([("no_answer", file.root.get("no_answer"))]) {
        for sentence in value.map_or(&[][..], Node::each) {
            let words = sentence.text().and_then(risky);
            found.extend(words.map(|words| finding!(sentence.at, "risky-sentence", name, words)));
        }
    }
    found
}

/// What `text` says of a caller whom the doctor has not seen.
fn risky(text: &str) -> Option<&'static str> {
    let said: Vec<_> = text.split_whitespace().collect();
    let said = said.join(" ").to_lowercase();
    RISKY.iter().copied().find(|words| said.contains(words))
}

/// An answer as it was read and as it stands in the file.
struct AnswerText<'a> {
    text: &'a str,
    /// Where its source begins in the file.
    start: usize,
    source: &'a str,
}

impl AnswerText<'_> {
    /// The place in the file of byte `at` of the text: where its word stands for as many times as in the
    /// text.
    fn place(&self, at: usize) -> usize {
        let word = self.text[at..].split_whitespace().next();
        let word = word.unwrap_or("\0");
        let before = self.text[..at].matches(word).count();
        let mut places = self.source.match_indices(word);
        self.start + places.nth(before).map_or(0, |(at, _)| at)
    }

    /// If quotes have a speaker, they need not name one.
    fn odd(&self, has_speaker: bool) -> impl Iterator<Item = Finding> {
        let counts = move |odd: &Oddity| !(has_speaker && odd.row == "nameless-quote");
        let odd = oddities(self.text).into_iter().filter(counts);
        odd.take(MAX_PROBLEMS)
            .map(|Oddity { at, row, name }| finding!(self.place(at), row, name))
    }

    /// For the first line of a list, a table or a quote that YAML joined to the line above it.
    fn joined(&self) -> Option<Finding> {
        const SIGNS: [&str; 8] = ["- ", "* ", "+ ", "• ", "> ", "| ", "2. ", "2) "];
        let is_listed = |line: &SourceLine<'_>| {
            // "On the / 2. floor" is no list.
            let first = |line: SourceLine<'_>| line.value.starts_with('1');
            SIGNS.iter().any(|sign| line.body.starts_with(sign))
                && (!line.body.starts_with('2') || SourceLine::all(self.source).any(first))
        };
        let is_begun = |body: &str| {
            let mut lines = self.text.lines();
            lines.any(|line| line.trim_start().starts_with(body))
        };
        let lines = SourceLine::all(self.source).skip(1).filter(is_listed);
        let is_joined = |body: &str| self.text.contains(body) && !is_begun(body);
        let mut lines = lines.take(MAX_PROBLEMS);
        let line = lines.find(|line| is_joined(line.body))?;
        let (at, words) = (self.start + line.at(), clip(line.body));
        Some(finding!(at, "joined", words))
    }

    /// For a comment that goes on to the end of the answer.
    fn open_comment(&self) -> Option<Finding> {
        let at = self.source.rfind("<!--")?;
        let is_open = !self.source[at..].contains("-->");
        is_open.then(|| finding!(self.start + at, "open-comment"))
    }

    fn risky(&self) -> Option<Finding> {
        let words = risky(self.text)?;
        Some(finding!(self.start, "risky", words))
    }

    /// For an answer of which nothing can be read aloud: tags, signs, words that are struck out.
    fn shows_nothing(&self) -> Option<Finding> {
        // Commas stand between the cells of a table, empty or not.
        let says = |c: char| !c.is_whitespace() && c != ',';
        let is_said = self.text.starts_with(char::is_alphanumeric)
            || markdown::spoken_words(self.text).contains(says);
        (!is_said).then(|| finding!(self.start, "nothing-to-read"))
    }
}
