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

/// A key, and its value's shape.
pub(super) type KeyRule = (&'static str, ValueShape);

pub(super) const FILE: &[KeyRule] = &[
    ("title", ValueShape::Text),
    ("doctor", ValueShape::Text),
    ("language", ValueShape::Language),
    ("source", ValueShape::Text),
    ("reviewed", ValueShape::Reviewed),
    ("review_due", ValueShape::Day),
    ("no_answer", ValueShape::Text),
    ("hand_over", ValueShape::HandOver),
    ("entries", ValueShape::Entries),
];
pub(super) const ENTRY: &[KeyRule] = &[
    ("question", ValueShape::Question),
    ("id", ValueShape::Text),
    ("also_asked", ValueShape::Texts),
    ("answer", ValueShape::Text),
    ("staff_note", ValueShape::Text),
    ("approved", ValueShape::Approval),
];
pub(super) const HAND_OVER: &[KeyRule] = &[
    ("name", ValueShape::Text),
    ("urgent", ValueShape::Truth),
    ("words", ValueShape::Texts),
    ("except", ValueShape::Texts),
    ("asked", ValueShape::Texts),
    ("say", ValueShape::Text),
    ("ask", ValueShape::Facts),
];

/// What has keys. Displays without its article.
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

    /// The keys that have to be there, besides `entries`, and one of `words` and `asked`.
    pub(super) fn required(self) -> &'static [&'static str] {
        match self {
            Self::File => &[],
            Self::Entry => &["question", "answer"],
            Self::Group => &["say"],
        }
    }

    /// The names of its keys.
    pub(super) fn listed(self) -> String {
        let names: Vec<_> = self.keys().iter().map(|(key, _)| *key).collect();
        names.join(", ")
    }
}

impl fmt::Display for KeyOwner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "file",
            Self::Entry => "entry",
            Self::Group => "hand-over group",
        })
    }
}

/// The key that `name` is a misspelling of.
pub(super) fn meant(name: &str, keys: &[KeyRule]) -> Option<&'static str> {
    let name = name.trim_start_matches(['-', ' ']).to_lowercase();
    let name = name.replace([' ', '-'], "_");
    if name.len() > 40 {
        return None;
    }
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
        _ => strsim::osa_distance(&name, key),
    };
    let (key, _) = keys.iter().min_by_key(|(key, _)| distance(key))?;
    (distance(key) <= 1 + key.len() / 5).then_some(*key)
}

/// Whether a line begins with a key of a file, misspelt perhaps, and its colon.
pub(super) fn begins_file_key(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| meant(name.trim_end(), FILE).is_some())
}

/// Whether `name` is one of `keys`.
pub(super) fn has(keys: &[KeyRule], name: &str) -> bool {
    keys.iter().any(|(key, _)| *key == name)
}

/// Whether `name` is a key of a file, an entry or a hand-over group.
pub(super) fn is_key(name: &str) -> bool {
    [FILE, ENTRY, HAND_OVER]
        .into_iter()
        .any(|keys| has(keys, name))
}

/// Whether `name` is a key whose value is a list of texts.
pub(super) fn is_list_key(name: &str) -> bool {
    let is_list = |(key, shape): &KeyRule| {
        *key == name && matches!(shape, ValueShape::Texts | ValueShape::Facts)
    };
    ENTRY.iter().chain(HAND_OVER).any(is_list)
}
