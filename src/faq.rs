//! The FAQ: topics and entries, read from YAML files, with every mistake at its place. The only owner of
//! `serde_yaml`. Whatever a file holds, the text that leaves here is clean (see [`crate::text::clean`]).
//!
//! `read` gives text, `tree` says whether it may be read and where things stand, `raw` what it says; `check`
//! tells what is wrong in a tree and `hints` why there is none, for `mistakes` of one `file`; `across` sees
//! what shows only in all files together.

mod across;
mod check;
mod file;
mod foreign;
mod hints;
mod keys;
mod line;
mod load;
mod mistakes;
mod prose;
mod raw;
mod read;
mod sign;
mod standing;
mod tree;
mod wording;
mod write;

use std::{fmt, path::Path};

use jiff::civil::Date;
use serde::de::DeserializeOwned;

pub(crate) use foreign::asks;
pub(crate) use load::shown;
pub use load::{Loaded, Source};
pub(crate) use raw::language;
pub use read::Fingerprint;
pub(crate) use read::{is_document, is_yaml, utf16, with_line_feeds};
pub use sign::Paper;
pub use standing::{SignOff, Standing};
pub(crate) use wording::{filled, plural};

use crate::seal::Approval;

/// The FAQ that is built into the program.
pub const EMBEDDED: &str = include_str!("../data/microneedling.yaml");

/// The JSON Schema (2020-12) of an FAQ file. What no schema can say is left to [`Source::load`]: ids that
/// stand twice, days in the future, text that nobody can see.
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
    /// Whether the file or each entry is what the doctor approves.
    pub sign_off: SignOff,
    /// What a receptionist hands over instead of answering, in the file's order.
    pub hand_over: Vec<HandOver>,
    /// What to say when the FAQ has no answer; none where the file leaves it to the screen's language.
    pub no_answer: Option<String>,
}

/// A group of what a receptionist must not answer, and what to say and ask instead.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct HandOver {
    /// The group's name; empty where a single group has none.
    pub name: String,
    /// Whether the caller may be in danger.
    pub urgency: Urgency,
    /// Words or phrases, heard loosely.
    pub words: Vec<String>,
    /// Ordinary questions that lie near, and are not handed over.
    pub except: Vec<String>,
    /// How callers say it, compared by meaning.
    pub asked: Vec<String>,
    /// The sentence to say.
    pub say: String,
    /// Facts to take down, at most three.
    pub ask: Vec<String>,
}

/// Whether a caller of a hand-over group may be in danger. Urgent comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Urgency {
    /// Act now.
    Urgent,
    /// Somebody calls back.
    #[default]
    Usual,
}

/// Topics and their entries, in a stable order. Entries are numbered from 0 across all topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faq {
    topics: Vec<Topic>,
    entries: Vec<Entry>,
    /// The file of each topic, as the user named it; empty where nothing but its hand-over can be read.
    files: Vec<String>,
    /// How many entries of the files are left out.
    left_out: usize,
}

/// One question with its answer, all clean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The question as the author put it, on one line.
    pub question: String,
    /// The question as callers put it, each on one line.
    pub also_asked: Vec<String>,
    /// The answer, as Markdown.
    pub answer: String,
    /// Unique in the FAQ: as given, or the question's slug.
    pub id: String,
    /// What staff should know and callers should not hear.
    pub staff_note: Option<String>,
    /// That the doctor approved it, perhaps in other words; see [`Entry::standing`].
    pub approved: Option<Approval>,
    /// The number of its topic in [`Faq::topics`].
    pub topic: usize,
}

impl Faq {
    /// The topics, in the order of their files.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// Whether nothing of it was ever reviewed: then the search box says so, and no entry does.
    pub fn is_unreviewed(&self) -> bool {
        let is_unreviewed =
            |topic: &Topic| topic.reviewed.is_none() && topic.sign_off == SignOff::WholeFile;
        self.topics.iter().all(is_unreviewed)
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry at all.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Entry `number`; panics when there are not that many.
    pub fn entry(&self, number: usize) -> &Entry {
        &self.entries[number]
    }

    /// All entries in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The topic that `entry` belongs to.
    pub fn topic_of(&self, entry: &Entry) -> &Topic {
        &self.topics[entry.topic]
    }

    /// Whether it has questions of the file that problems call so, or of the folder, in whichever version.
    pub fn has_file(&self, file: &str) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|entry| Path::new(&self.files[entry.topic]).starts_with(file))
    }

    /// The number of an entry of `other`, another version: by its id or, as that may have changed with a
    /// title, by its file and question.
    pub fn find_again(&self, other: &Self, entry: &Entry) -> Option<usize> {
        let file = &other.files[entry.topic];
        let is_same =
            |new: &Entry| new.question == entry.question && self.files[new.topic] == *file;
        let by_question = || self.entries.iter().position(is_same);
        self.find(&entry.id).or_else(by_question)
    }

    /// The number of the entry with this id.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.id == id)
    }
}

/// The letters and digits of `question` in lower case, with hyphens between the words; apostrophes join.
pub(crate) fn slug(question: &str) -> String {
    let plain = question.replace(['\'', '\u{2019}'], "");
    let words = plain.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
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

impl Problem {
    /// Where, what and how to mend it, on one line.
    pub fn with_advice(&self) -> String {
        match &self.advice {
            Some(advice) => format!("{self}; {advice}"),
            None => self.to_string(),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}:{}: {}", self.file, self.column, self.message),
        }
    }
}

/// What a file of any kind holds; or a sentence: it is no file that can be read, or too large.
pub(crate) fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    read::bytes(file, read::MAX_FILE).map_err(|refusal| refusal.finding.message)
}

/// The documents of a YAML file of any shape; or a sentence: it is no YAML, or more than may be read.
pub(crate) fn documents<T: DeserializeOwned>(text: &str) -> Result<Vec<T>, String> {
    if let Err(tree::Stop::Refused(finding)) = tree::parse(text) {
        return Err(finding.message);
    }
    let documents = serde_yaml::Deserializer::from_str(text).map(T::deserialize);
    let documents: Result<Vec<T>, _> = documents.collect();
    documents.map_err(|why| format!("this is no YAML: {why}"))
}
