//! The keys that a file, an entry and a hand-over group can have, and what a misspelt one was meant to be.

use std::fmt;

/// What the value of a key should be.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    Text,
    Question,
    Day,
    Reviewed,
    Approval,
    Language,
    Truth,
    Texts,
    /// At most [`super::raw::MOST_FACTS`] texts.
    Facts,
    HandOver,
    Entries,
}

/// A key, its value's shape, and whether it has to be there.
pub(super) type Key = (&'static str, Shape, Need);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}
pub(super) use Need::{Optional, Required};

pub(super) const FILE: &[Key] = &[
    ("title", Shape::Text, Optional),
    ("doctor", Shape::Text, Optional),
    ("language", Shape::Language, Optional),
    ("source", Shape::Text, Optional),
    ("reviewed", Shape::Reviewed, Optional),
    ("review_due", Shape::Day, Optional),
    ("no_answer", Shape::Text, Optional),
    ("hand_over", Shape::HandOver, Optional),
    // A file is checked for it by itself.
    ("entries", Shape::Entries, Optional),
];
pub(super) const ENTRY: &[Key] = &[
    ("question", Shape::Question, Required),
    ("id", Shape::Text, Optional),
    ("also_asked", Shape::Texts, Optional),
    ("answer", Shape::Text, Required),
    ("staff_note", Shape::Text, Optional),
    ("approved", Shape::Approval, Optional),
];
pub(super) const HAND_OVER: &[Key] = &[
    ("name", Shape::Text, Optional),
    ("urgent", Shape::Truth, Optional),
    // A group is checked for one of `words` and `asked` by itself.
    ("words", Shape::Texts, Optional),
    ("except", Shape::Texts, Optional),
    ("asked", Shape::Texts, Optional),
    ("say", Shape::Text, Required),
    ("ask", Shape::Facts, Optional),
];

/// What has keys. Displays with its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyOwner {
    File,
    Entry,
    Group,
}

impl KeyOwner {
    pub(super) fn keys(self) -> &'static [Key] {
        match self {
            Self::File => FILE,
            Self::Entry => ENTRY,
            Self::Group => HAND_OVER,
        }
    }

    /// The names of its keys.
    pub(super) fn listed(self) -> String {
        let names: Vec<_> = self.keys().iter().map(|(key, ..)| *key).collect();
        names.join(", ")
    }

    pub(super) fn bare(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Entry => "entry",
            Self::Group => "hand-over group",
        }
    }
}

impl fmt::Display for KeyOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let article = if *self == Self::Entry { "an" } else { "a" };
        write!(f, "{article} {}", self.bare())
    }
}

/// The key that `name` is a misspelling of.
pub(super) fn meant(name: &str, keys: &[Key]) -> Option<&'static str> {
    let plain = |s: &str| {
        s.trim_start_matches(['-', ' '])
            .to_lowercase()
            .replace([' ', '-'], "_")
    };
    let name = plain(name);
    if name.len() > 40 {
        return None;
    }
    let length = name.chars().count();
    let limit = |key: &str| 1 + key.len() / 5;
    let distance = |key: &str| match (name.as_str(), key) {
        ("q" | "questions", "question")
        | ("a" | "answers", "answer")
        | ("note" | "notes", "staff_note")
        | ("entry" | "questions" | "faq" | "faqs", "entries")
        | ("title" | "group", "name")
        | ("also_asked" | "examples", "asked")
        | ("exception" | "exceptions" | "unless", "except")
        | ("sentence" | "answer" | "says", "say")
        | ("facts" | "questions", "ask") => 0,
        // It is no less than the difference of the lengths.
        _ if length.abs_diff(key.len()) > limit(key) => usize::MAX,
        _ => strsim::osa_distance(&name, key),
    };
    let (key, ..) = keys.iter().min_by_key(|(key, ..)| distance(key))?;
    (distance(key) <= limit(key)).then_some(*key)
}

/// Whether a line begins with a key of a file, misspelt perhaps, and its colon.
pub(super) fn begins_file_key(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| meant(name.trim_end(), FILE).is_some())
}

/// Whether `name` is one of `keys`.
pub(super) fn has(keys: &[Key], name: &str) -> bool {
    keys.iter().any(|(key, ..)| *key == name)
}

/// Whether `name` is a key of a file, an entry or a hand-over group.
pub(super) fn is_key(name: &str) -> bool {
    [FILE, ENTRY, HAND_OVER]
        .into_iter()
        .any(|keys| has(keys, name))
}

/// Whether `name` is a key whose value is a list of texts.
pub(super) fn is_list_key(name: &str) -> bool {
    let is_list =
        |(key, shape, _): &Key| *key == name && matches!(shape, Shape::Texts | Shape::Facts);
    ENTRY.iter().chain(HAND_OVER).any(is_list)
}
