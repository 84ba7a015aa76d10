//! The keys that a file, an entry and a hand-over group can have, and what a misspelt one was meant to be.

use std::fmt;

/// What the value of a key should be.
#[derive(Clone, Copy, Debug)]
pub(super) enum ValueShape {
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
pub(super) type KeyRule = (&'static str, ValueShape, Need);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Required,
    Optional,
}
pub(super) use Need::{Optional, Required};

pub(super) const FILE: &[KeyRule] = &[
    ("title", ValueShape::Text, Optional),
    ("doctor", ValueShape::Text, Optional),
    ("language", ValueShape::Language, Optional),
    ("source", ValueShape::Text, Optional),
    ("reviewed", ValueShape::Reviewed, Optional),
    ("review_due", ValueShape::Day, Optional),
    ("no_answer", ValueShape::Text, Optional),
    ("hand_over", ValueShape::HandOver, Optional),
    // A file is checked for it by itself.
    ("entries", ValueShape::Entries, Optional),
];
pub(super) const ENTRY: &[KeyRule] = &[
    ("question", ValueShape::Question, Required),
    ("id", ValueShape::Text, Optional),
    ("also_asked", ValueShape::Texts, Optional),
    ("answer", ValueShape::Text, Required),
    ("staff_note", ValueShape::Text, Optional),
    ("approved", ValueShape::Approval, Optional),
];
pub(super) const HAND_OVER: &[KeyRule] = &[
    ("name", ValueShape::Text, Optional),
    ("urgent", ValueShape::Truth, Optional),
    // A group is checked for one of `words` and `asked` by itself.
    ("words", ValueShape::Texts, Optional),
    ("except", ValueShape::Texts, Optional),
    ("asked", ValueShape::Texts, Optional),
    ("say", ValueShape::Text, Required),
    ("ask", ValueShape::Facts, Optional),
];

/// What has keys. Displays with its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KeyOwner {
    File,
    Entry,
    Group,
}

impl KeyOwner {
    pub(super) fn keys(self) -> &'static [KeyRule] {
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
pub(super) fn meant(name: &str, keys: &[KeyRule]) -> Option<&'static str> {
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
pub(super) fn has(keys: &[KeyRule], name: &str) -> bool {
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
    let is_list = |(key, shape, _): &KeyRule| {
        *key == name && matches!(shape, ValueShape::Texts | ValueShape::Facts)
    };
    ENTRY.iter().chain(HAND_OVER).any(is_list)
}
