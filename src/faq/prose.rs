//! What an author wrote in an answer and callers would not hear, or should not, or not so: each with its place
//! in the file.

use super::{
    Entry, MAX_PROBLEMS, Topic,
    file::File,
    line::{SourceLine, clip},
    wording::{Finding, finding},
};
use crate::{
    markdown::{DASHES, Document, Oddity, oddities},
    text::{Role, Span},
};

/// What an answer that is read aloud must not say of a caller whom the doctor has not seen.
const RISKY: &[&str] = &["probably nothing", "can wait", "stop taking"];

/// What is wrong with the answer of entry `number` of `file`: warnings, but for an answer that says nothing.
pub(super) fn findings(entry: &Entry, number: usize, topic: &Topic, file: &File) -> Vec<Finding> {
    let (start, source) = file.answer(number);
    let answer = AnswerText {
        text: &entry.answer,
        start,
        source,
    };
    let mut found: Vec<_> = answer.odd().collect();
    found.extend(answer.joined());
    found.extend(answer.open_comment());
    found.extend(answer.risky());
    // A mistake of the head may hide the doctor's name.
    if topic.doctor.is_empty() && file.is_good {
        found.extend(answer.quotes_nobody());
    }
    let found = found.into_iter().map(Finding::warning);
    found.chain(answer.shows_nothing()).collect()
}

/// An answer as it was read and as it stands in the file.
struct AnswerText<'a> {
    text: &'a str,
    /// Where its source begins in the file.
    start: usize,
    source: &'a str,
}

impl AnswerText<'_> {
    /// The place in the file of byte `at` of the text: where its word stands for as many times as in the text.
    fn place(&self, at: usize) -> usize {
        let word = self.text[at..].split_whitespace().next();
        let word = word.unwrap_or("\0");
        let before = self.text[..at].matches(word).count();
        let mut places = self.source.match_indices(word);
        self.start + places.nth(before).map_or(0, |(at, _)| at)
    }

    fn odd(&self) -> impl Iterator<Item = Finding> {
        let odd = oddities(self.text).into_iter().take(MAX_PROBLEMS);
        odd.map(|Oddity { at, row, name }| finding!(self.place(at), row, name))
    }

    /// For the first line of a list, a table or a quote that YAML joined to the line above it.
    fn joined(&self) -> Option<Finding> {
        const SIGNS: [&str; 8] = ["- ", "* ", "+ ", "• ", "> ", "| ", "2. ", "2) "];
        // Behind other words of its line.
        let is_within = |words: &str| {
            let mut places = self.text.match_indices(words);
            places.any(|(at, _)| {
                let line = self.text[..at].rsplit('\n').next().unwrap_or_default();
                line.ends_with(' ') && !line.trim_matches([' ', '>']).is_empty()
            })
        };
        if !SIGNS.into_iter().any(is_within) {
            return None;
        }
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
        let mut lines = lines.take(MAX_PROBLEMS);
        let line = lines.find(|line| is_within(line.body) && !is_begun(line.body))?;
        let words = clip(line.body);
        Some(finding!(
            self.start + line.start + line.indent,
            "joined",
            words
        ))
    }

    /// For a comment that goes on to the end of the answer.
    fn open_comment(&self) -> Option<Finding> {
        let at = self.source.rfind("<!--")?;
        let is_open = !self.source[at..].contains("-->");
        is_open.then(|| finding!(self.start + at, "open-comment"))
    }

    fn risky(&self) -> Option<Finding> {
        let said: Vec<_> = self.text.split_whitespace().collect();
        let said = said.join(" ").to_lowercase();
        let words = RISKY.iter().find(|words| said.contains(**words))?;
        Some(finding!(self.start, "risky", words))
    }

    /// For a block quote that ends without a line that begins with a dash and names the speaker.
    fn quotes_nobody(&self) -> Option<Finding> {
        let mut quote = None;
        let mut last = "";
        let lines = SourceLine::all(self.text).map(|line| (line.start + line.indent, line.body));
        for (at, line) in lines.chain([(0, "")]) {
            let words = line.strip_prefix('>').map(str::trim);
            match (words, quote) {
                (Some(words), _) => {
                    last = if words.is_empty() { last } else { words };
                    quote = quote.or(Some(at));
                }
                (None, Some(at)) if !last.starts_with(DASHES) => {
                    return Some(finding!(self.place(at), "nameless-quote"));
                }
                (None, _) => (quote, last) = (None, ""),
            }
        }
        None
    }

    /// For an answer of which nothing can be read aloud: tags, signs, words that are struck out.
    fn shows_nothing(&self) -> Option<Finding> {
        let begins_with_words = self.text.starts_with(char::is_alphanumeric);
        let says = |span: &Span| {
            let is_sign = matches!(
                span.role,
                Role::QuoteBar | Role::Speaker | Role::Rule | Role::Bullet
            );
            !is_sign && !span.text.trim().is_empty()
        };
        let rows = || Document::aloud(self.text, "").wrap(80, &[]);
        let is_said = begins_with_words || rows().iter().any(|row| row.spans.iter().any(says));
        (!is_said).then(|| finding!(self.start, "nothing-to-read"))
    }
}
