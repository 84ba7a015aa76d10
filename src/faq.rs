//! The FAQ: topics and entries, read from YAML files, with every mistake at its place. The only owner of
//! `serde_yaml`. Whatever a file holds, the text that leaves here is clean (see [`crate::text::clean`]).
//!
//! A file is read once, as it should be (`parse`; `plain` for what is written the plainest way, `raw` for what
//! `serde_yaml` hands out); only where that fails is the failing piece read again,
//! slowly, to say what is wrong and where (`diagnose` for what it says, `syntax` where it is no YAML).

mod across;
mod diagnose;
mod load;
mod parse;
mod plain;
mod raw;
mod read;
mod syntax;

use std::{borrow::Cow, fmt, io, ops::Range, path::PathBuf, str};

use jiff::civil::Date;
use memchr::{memchr, memchr2};
use serde::Serialize;

pub use read::Fingerprint;

/// The FAQ that is built into the program.
pub const EMBEDDED: &str = include_str!("../data/microneedling.yaml");

/// The JSON Schema (2020-12) of an FAQ file. What no schema can say is left to [`Source::load`]: ids that stand
/// twice, days in the future, text that nobody can see.
pub const SCHEMA: &str = include_str!("../data/faq.schema.json");

/// What a file says about all of its entries.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Topic {
    /// The topic's name; the file's stem where the file gives none.
    pub title: String,
    /// Who speaks in the quotes; empty when not given.
    pub doctor: String,
    /// Two-letter code of the language that decides the stems; empty when not given.
    pub language: String,
    /// Where the answers come from; for staff only.
    pub source: Option<String>,
    /// When the doctor last approved it; none means not yet.
    pub reviewed: Option<Date>,
    /// After this day the review is overdue.
    pub review_due: Option<Date>,
    /// What a receptionist hands over instead of answering.
    pub hand_over: Option<HandOver>,
}

impl Topic {
    /// Where it stands with the doctor on the day `today`.
    #[must_use]
    pub fn review(&self, today: Date) -> Review {
        match (self.reviewed, self.review_due) {
            (_, Some(due)) if due < today => Review::Overdue(due),
            (None, _) => Review::Missing,
            (Some(day), _) => Review::Fine(day),
        }
    }

    /// Whether `words` stand anywhere in it.
    fn holds(&self, words: &str) -> bool {
        let hand_over = self.hand_over.iter();
        let hand_over = hand_over.flat_map(|h| h.words.iter().chain([&h.say]));
        let texts = [&self.title, &self.doctor].into_iter();
        let mut texts = texts.chain(&self.source).chain(hand_over);
        texts.any(|text| text.contains(words))
    }
}

/// Where a topic stands with the doctor. Displays as a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Review {
    /// Nobody approved it yet.
    Missing,
    /// It should have been looked at again by this day.
    Overdue(Date),
    /// Approved on this day.
    Fine(Date),
}

impl fmt::Display for Review {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing => f.write_str("Not yet reviewed by the doctor."),
            Self::Overdue(due) => write!(f, "Review overdue since {due}."),
            Self::Fine(day) => write!(f, "Reviewed on {day}."),
        }
    }
}

/// Words that a receptionist must not answer, and the sentence to say instead.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HandOver {
    /// Words or phrases.
    pub words: Vec<String>,
    /// The sentence to say.
    pub say: String,
}

/// Topics and their entries, in a stable order. Entries are numbered from 0 across all topics. All their text stands in
/// one string, shorter than 4 GiB: an entry costs five bytes more than what it says, and one for
/// each part that not all have.
#[derive(Clone, Debug, Default)]
pub struct Faq {
    topics: Vec<Topic>,
    /// The number of each topic's first entry, or of the next topic's if it has none.
    firsts: Vec<u32>,
    text: String,
    /// Where each entry begins in the text: with its question, behind which its other parts follow in the order of
    /// their marks.
    starts: Vec<u32>,
}

/// What the parts of an entry begin with. They are control characters, which clean text does not hold.
mod mark {
    /// The ways of asking, one a line; not all entries have them.
    pub(super) const ALSO_ASKED: u8 = 1;
    /// The answer, which all have.
    pub(super) const ANSWER: u8 = 2;
    /// The id, where it is given.
    pub(super) const ID: u8 = 3;
    /// The staff note, where there is one.
    pub(super) const STAFF_NOTE: u8 = 4;
}

/// The parts of an entry to be added, all clean.
#[derive(Clone, Copy, Debug)]
struct Parts<'a> {
    question: &'a str,
    also_asked: &'a [String],
    answer: &'a str,
    id: Option<&'a str>,
    staff_note: Option<&'a str>,
}

impl Faq {
    /// The topics, in the order of their files.
    #[must_use]
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// How many entries there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Whether there is no entry at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// Entry `number`; panics when there are not that many.
    #[must_use]
    pub fn entry(&self, number: usize) -> Entry<'_> {
        let start = self.starts[number] as usize;
        let end = self
            .starts
            .get(number + 1)
            .map_or(self.text.len(), |&start| start as usize);
        Entry {
            faq: self,
            number,
            text: &self.text[start..end],
        }
    }

    /// All entries in order.
    #[must_use]
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        (0..self.len()).map(|n| self.entry(n))
    }

    /// All entries in at least `parts` ranges (some of which may be empty), each of about as much text, and of not
    /// much more than `most` bytes where entries are not longer.
    pub(crate) fn cut(&self, parts: usize, most: usize) -> Vec<Range<usize>> {
        let parts = parts.max(self.text.len().div_ceil(most));
        let bound = |part: usize| {
            let at = self.text.len() * part / parts;
            self.starts.partition_point(|&start| (start as usize) < at)
        };
        (0..parts)
            .map(|part| bound(part)..bound(part + 1))
            .collect()
    }

    /// The number of the entry with this id. Costs a pass over the questions.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        let mut own = String::new();
        self.entries().position(|e| match e.given_id() {
            None => {
                slug_into(e.question(), &mut own);
                own == id
            }
            Some(given) => given == id,
        })
    }

    /// Adds a topic, for the entries that are added next.
    fn begin(&mut self, topic: Topic) {
        self.topics.push(topic);
        self.firsts.push(self.len() as u32);
    }

    /// Adds an entry to the topic added last.
    fn push(&mut self, parts: Parts<'_>) {
        self.starts.push(self.text.len() as u32);
        self.text.push_str(parts.question);
        let mut part = |mark: u8, text: &str| {
            self.text.push(mark.into());
            self.text.push_str(text);
        };
        for (n, also) in parts.also_asked.iter().enumerate() {
            part(if n == 0 { mark::ALSO_ASKED } else { b'\n' }, also);
        }
        part(mark::ANSWER, parts.answer);
        for (mark, text) in [(mark::ID, parts.id), (mark::STAFF_NOTE, parts.staff_note)] {
            if let Some(text) = text {
                part(mark, text);
            }
        }
    }

    /// Adds the entries of `other` to the topic added last. The first ones are not copied.
    fn append(&mut self, other: Self) {
        if self.is_empty() {
            (self.text, self.starts) = (other.text, other.starts);
        } else {
            let shift = self.text.len() as u32;
            self.text.push_str(&other.text);
            self.starts
                .extend(other.starts.iter().map(|start| start + shift));
        }
    }

    /// Takes away all but the first `entries`.
    fn truncate(&mut self, entries: usize) {
        if let Some(&start) = self.starts.get(entries) {
            self.text.truncate(start as usize);
            self.starts.truncate(entries);
        }
    }

    /// Gives back the room that is not used.
    fn shrink_to_fit(&mut self) {
        self.text.shrink_to_fit();
        self.starts.shrink_to_fit();
    }
}

/// One question with its answer, borrowed from its [`Faq`]. To get a part costs a glance over those before it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    faq: &'a Faq,
    number: usize,
    /// All its parts, each but the question behind its mark.
    text: &'a str,
}

impl<'a> Entry<'a> {
    /// Its number in the FAQ.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Unique in the FAQ: as given, or the question's slug (made anew by each call).
    #[must_use]
    pub fn id(&self) -> Cow<'a, str> {
        match self.given_id() {
            None => Cow::Owned(slug(self.question())),
            Some(given) => Cow::Borrowed(given),
        }
    }

    /// The question as the author put it, on one line.
    #[must_use]
    pub fn question(&self) -> &'a str {
        let bytes = self.text.as_bytes();
        let end = memchr2(mark::ALSO_ASKED, mark::ANSWER, bytes);
        &self.text[..end.unwrap_or(bytes.len())]
    }

    /// The question as callers put it, each on one line.
    #[must_use]
    pub fn also_asked(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        let (phrasings, _) = self.halves();
        let lines = match memchr(mark::ALSO_ASKED, phrasings.as_bytes()) {
            Some(mark) => phrasings[mark + 1..].lines(),
            None => "".lines(),
        };
        AlsoAsked {
            left: lines.clone().count(),
            lines,
        }
    }

    /// The answer, as Markdown.
    #[must_use]
    pub fn answer(&self) -> &'a str {
        let (_, rest) = self.halves();
        let end = memchr2(mark::ID, mark::STAFF_NOTE, rest.as_bytes());
        &rest[..end.unwrap_or(rest.len())]
    }

    /// What staff should know and callers should not hear.
    #[must_use]
    pub fn staff_note(&self) -> Option<&'a str> {
        let (_, rest) = self.halves();
        let mark = memchr(mark::STAFF_NOTE, rest.as_bytes())?;
        Some(&rest[mark + 1..])
    }

    /// The topic it belongs to.
    #[must_use]
    pub fn topic(&self) -> &'a Topic {
        &self.faq.topics[self.topic_number()]
    }

    /// The number of its topic in [`Faq::topics`].
    #[must_use]
    pub fn topic_number(&self) -> usize {
        let firsts = &self.faq.firsts;
        let begun = firsts.partition_point(|&first| first as usize <= self.number);
        begun.saturating_sub(1)
    }

    /// The id that the file gives.
    fn given_id(&self) -> Option<&'a str> {
        let (_, rest) = self.halves();
        let mark = memchr(mark::ID, rest.as_bytes())?;
        let id = &rest[mark + 1..];
        let end = memchr(mark::STAFF_NOTE, id.as_bytes());
        Some(&id[..end.unwrap_or(id.len())])
    }

    /// Whether `words` stand anywhere in it.
    fn holds(&self, words: &str) -> bool {
        self.text.contains(words)
    }

    /// The ways of asking, and what comes behind the mark of the answer.
    fn halves(&self) -> (&'a str, &'a str) {
        match memchr(mark::ANSWER, self.text.as_bytes()) {
            Some(mark) => (&self.text[..mark], &self.text[mark + 1..]),
            None => (self.text, ""),
        }
    }
}

/// The lines of an entry's `also_asked`, with their number.
struct AlsoAsked<'a> {
    left: usize,
    lines: str::Lines<'a>,
}

impl<'a> Iterator for AlsoAsked<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        self.left = self.left.saturating_sub(1);
        self.lines.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for AlsoAsked<'_> {}

/// The letters and digits of `question` in lower case, with hyphens between the words; apostrophes join.
fn slug(question: &str) -> String {
    let mut slug = String::with_capacity(question.len());
    slug_into(question, &mut slug);
    slug
}

/// [`slug`] into a string that is there already, for those who make many.
fn slug_into(question: &str, slug: &mut String) {
    slug.clear();
    let mut gap = false;
    let mut rest = question;
    while !rest.is_empty() {
        // Most words are ASCII, and taken as they stand.
        let ascii = rest.bytes().position(|b| !b.is_ascii_alphanumeric());
        let (word, others) = rest.split_at(ascii.unwrap_or(rest.len()));
        let next = others.chars().next();
        let letter = next.filter(|c| c.is_alphanumeric());
        if gap && !slug.is_empty() && (!word.is_empty() || letter.is_some()) {
            slug.push('-');
        }
        slug.push_str(word);
        slug.extend(letter.into_iter().flat_map(char::to_lowercase));
        gap = match next {
            Some('\'' | '\u{2019}') => gap && word.is_empty(),
            _ => letter.is_none(),
        };
        rest = &others[next.map_or(0, char::len_utf8)..];
    }
    slug.make_ascii_lowercase();
}

/// At most so many problems of one file are reported; one more tells how many are left.
pub const MAX_PROBLEMS: usize = 100;

/// Whether a [`Problem`] keeps the file from being used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file can be used; someone should look at it.
    Warning,
    /// The file cannot be used.
    Error,
}

/// A mistake in an FAQ file, at its place. Displays as one line, `file:line:column: sentence`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Whether the file can be used all the same.
    pub severity: Severity,
    /// The file as the user named it, clean.
    pub file: String,
    /// From 1; 0 where the problem is the file itself (missing, not readable).
    pub line: usize,
    /// From 1, in characters; 0 as with `line`.
    pub column: usize,
    /// What is wrong: a sentence without its full stop.
    pub message: String,
    /// How to mend it.
    pub advice: Option<String>,
    /// The line of the file that it is about, clean and shortened.
    pub snippet: Option<String>,
    /// How many cells of the snippet stand before its place.
    pub caret: usize,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}:{}: {}", self.file, self.column, self.message),
        }
    }
}

/// A FAQ that could be loaded, with what should be looked at.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The FAQ.
    pub faq: Faq,
    /// Warnings only.
    pub warnings: Vec<Problem>,
}

/// Where the FAQ comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The FAQ built into the program.
    Embedded,
    /// Files, and folders of files ending in `.yaml` or `.yml` (not hidden ones, nor those in folders inside), in
    /// the order given, a folder's by name.
    Paths(Vec<PathBuf>),
    /// A file's text, with the name that problems call it by.
    Text {
        /// As a file's name.
        name: String,
        /// What the file holds.
        text: String,
    },
}

impl Source {
    /// Reads everything; `progress` is told, now and then, the share done, 0..1. Warnings come with the FAQ, any
    /// error instead of it. `today` decides what is overdue. Large files are read on all cores.
    ///
    /// # Errors
    /// Every problem of every file, warnings among them, in the order of files and lines; of each file the first
    /// [`MAX_PROBLEMS`], and one more that counts the rest.
    pub fn load(&self, today: Date, progress: &mut dyn FnMut(f32)) -> Result<Loaded, Vec<Problem>> {
        load::load(self, today, progress)
    }

    /// Looks at the files' metadata; cheap enough for once a second, also on a network share.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Paths(paths) => Fingerprint::of(paths),
            Self::Embedded | Self::Text { .. } => Fingerprint::default(),
        }
    }
}

/// An entry that still lacks its answer, as it stands below `entries:` in a file: the question and the other ways to ask
/// it, quoted where YAML needs it, and room for the answer's lines, which are indented by four spaces.
///
/// # Errors
/// YAML cannot hold the text.
pub fn stub(question: &str, also_asked: &[&str]) -> io::Result<String> {
    #[derive(Serialize)]
    struct Stub<'a> {
        question: &'a str,
        #[serde(skip_serializing_if = "<[_]>::is_empty")]
        also_asked: &'a [&'a str],
    }
    let stub = [Stub {
        question,
        also_asked,
    }];
    let yaml = serde_yaml::to_string(&stub).map_err(io::Error::other)?;
    Ok(yaml + "  answer: |\n")
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    proptest! {
        #[test]
        fn a_slug_has_the_letters_in_lower_case_and_hyphens_between_words(
            letters in vec(select(vec!['a', 'B', '7', 'É', 'ß', 'İ', '痛', '\'', '’', ' ', '?', '-', '…']), 0..12),
        ) {
            let question: String = letters.into_iter().collect();
            let joined = question.replace(['\'', '’'], "");
            let words = joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let words: Vec<String> = words.map(|word| word.chars().flat_map(char::to_lowercase).collect()).collect();
            prop_assert_eq!(slug(&question), words.join("-"));
        }
    }
}
