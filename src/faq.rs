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

use std::{borrow::Cow, fmt, io, path::PathBuf, str};

use jiff::civil::Date;
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

/// Topics and their entries, in a stable order. Entries are numbered from 0 across all topics. All their text
/// stands in one string: an entry costs 24 bytes more than what it says.
#[derive(Clone, Debug, Default)]
pub struct Faq {
    topics: Vec<Topic>,
    text: String,
    records: Vec<Record>,
}

/// Where the parts of an entry begin in [`Faq::text`]; each ends where the next begins, and the last with the
/// next entry. An empty part was not given. A FAQ's text is shorter than 4 GiB ([`read::MAX_TOTAL`]).
#[derive(Clone, Copy, Debug)]
struct Record {
    id: u32,
    question: u32,
    answer: u32,
    staff_note: u32,
    /// One a line.
    also_asked: u32,
    topic: u32,
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
        self.records.len()
    }

    /// Whether there is no entry at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Entry `number`; panics when there are not that many.
    #[must_use]
    pub fn entry(&self, number: usize) -> Entry<'_> {
        let record = &self.records[number];
        let end = self
            .records
            .get(number + 1)
            .map_or(self.text.len(), |r| r.id as usize);
        Entry {
            faq: self,
            number,
            record,
            end,
        }
    }

    /// All entries in order.
    #[must_use]
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        (0..self.len()).map(|n| self.entry(n))
    }

    /// The number of the entry with this id. Costs a pass over the questions.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        let mut own = String::new();
        self.entries().position(|e| match e.given_id() {
            "" => {
                slug_into(e.question(), &mut own);
                own == id
            }
            given => given == id,
        })
    }

    /// Adds an entry to the topic added last.
    fn push(&mut self, id: &str, question: &str, answer: &str, staff_note: &str) {
        let mut part = |text: &str| {
            let start = self.text.len() as u32;
            self.text.push_str(text);
            start
        };
        let record = Record {
            id: part(id),
            question: part(question),
            answer: part(answer),
            staff_note: part(staff_note),
            also_asked: part(""),
            topic: self.topics.len().saturating_sub(1) as u32,
        };
        self.records.push(record);
    }

    /// Adds a way of asking to the entry added last.
    fn push_also_asked(&mut self, text: &str) {
        let first = self
            .records
            .last()
            .is_none_or(|r| r.also_asked as usize == self.text.len());
        if !first {
            self.text.push('\n');
        }
        self.text.push_str(text);
    }

    /// Adds the entries of `other` to the topic added last. The first ones are not copied.
    fn append(&mut self, other: Self) {
        let shift = self.text.len() as u32;
        let topic = self.topics.len().saturating_sub(1) as u32;
        let shifted = |r: Record| Record {
            id: r.id + shift,
            question: r.question + shift,
            answer: r.answer + shift,
            staff_note: r.staff_note + shift,
            also_asked: r.also_asked + shift,
            topic,
        };
        if self.is_empty() {
            self.text = other.text;
            self.records = other.records;
            for record in &mut self.records {
                *record = shifted(*record);
            }
        } else {
            self.text.push_str(&other.text);
            self.records.extend(other.records.into_iter().map(shifted));
        }
    }

    /// Without topics and entries, with room for them.
    fn with_capacity(text: usize, entries: usize) -> Self {
        Self {
            topics: Vec::new(),
            text: String::with_capacity(text),
            records: Vec::with_capacity(entries),
        }
    }
}

/// One question with its answer, borrowed from its [`Faq`].
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    faq: &'a Faq,
    number: usize,
    record: &'a Record,
    end: usize,
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
            "" => Cow::Owned(slug(self.question())),
            given => Cow::Borrowed(given),
        }
    }

    /// The question as the author put it, on one line.
    #[must_use]
    pub fn question(&self) -> &'a str {
        self.part(self.record.question, self.record.answer)
    }

    /// The question as callers put it, each on one line.
    #[must_use]
    pub fn also_asked(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        let all = &self.faq.text[self.record.also_asked as usize..self.end];
        AlsoAsked {
            left: all.lines().count(),
            lines: all.lines(),
        }
    }

    /// The answer, as Markdown.
    #[must_use]
    pub fn answer(&self) -> &'a str {
        self.part(self.record.answer, self.record.staff_note)
    }

    /// What staff should know and callers should not hear.
    #[must_use]
    pub fn staff_note(&self) -> Option<&'a str> {
        let note = self.part(self.record.staff_note, self.record.also_asked);
        (!note.is_empty()).then_some(note)
    }

    /// The topic it belongs to.
    #[must_use]
    pub fn topic(&self) -> &'a Topic {
        &self.faq.topics[self.topic_number()]
    }

    /// The number of its topic in [`Faq::topics`].
    #[must_use]
    pub fn topic_number(&self) -> usize {
        self.record.topic as usize
    }

    /// The id that the file gives, or nothing.
    fn given_id(&self) -> &'a str {
        self.part(self.record.id, self.record.question)
    }

    /// Whether `words` stand anywhere in it.
    fn holds(&self, words: &str) -> bool {
        self.part(self.record.id, self.end as u32).contains(words)
    }

    fn part(&self, start: u32, end: u32) -> &'a str {
        &self.faq.text[start as usize..end as usize]
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
    for c in question.chars() {
        if c.is_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            if c.is_ascii() {
                slug.push(c.to_ascii_lowercase());
            } else {
                slug.extend(c.to_lowercase());
            }
        } else if !matches!(c, '\'' | '\u{2019}') {
            gap = true;
        }
    }
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
