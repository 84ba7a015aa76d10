//! The keys that a file, an entry and a hand-over group can have, and what a misspelt one was meant to be.

use super::tree::Node;

/// What the value of a key should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
type KeyRule = (&'static str, ValueShape);

/// What has keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyOwner {
    pub(super) name: &'static str,
    /// The keys that have to be there, besides `entries`, and one of `words` and `asked`.
    pub(super) required: &'static [&'static str],
    pub(super) keys: &'static [KeyRule],
}

pub(super) const FILE: KeyOwner = KeyOwner {
    name: "file",
    required: &[],
    keys: &[
        ("title", ValueShape::Text),
        ("doctor", ValueShape::Text),
        ("language", ValueShape::Language),
        ("source", ValueShape::Text),
        ("reviewed", ValueShape::Reviewed),
        ("review_due", ValueShape::Day),
        ("no_answer", ValueShape::Text),
        ("hand_over", ValueShape::HandOver),
        ("entries", ValueShape::Entries),
    ],
};
pub(super) const ENTRY: KeyOwner = KeyOwner {
    name: "entry",
    required: &["question", "answer"],
    keys: &[
        ("question", ValueShape::Question),
        ("id", ValueShape::Text),
        ("also_asked", ValueShape::Texts),
        ("answer", ValueShape::Text),
        ("staff_note", ValueShape::Text),
        ("approved", ValueShape::Approval),
    ],
};
pub(super) const HAND_OVER: KeyOwner = KeyOwner {
    name: "hand-over group",
    required: &["say"],
    keys: &[
        ("name", ValueShape::Text),
        ("urgent", ValueShape::Truth),
        ("words", ValueShape::Texts),
        ("except", ValueShape::Texts),
        ("asked", ValueShape::Texts),
        ("say", ValueShape::Text),
        ("ask", ValueShape::Facts),
    ],
};

impl KeyOwner {
    pub(super) fn listed(self) -> String {
        let names: Vec<_> = self.keys.iter().map(|(key, _)| *key).collect();
        names.join(", ")
    }

    pub(super) fn has(self, name: &str) -> bool {
        self.keys.iter().any(|(key, _)| *key == name)
    }

    /// The value of a key in `node`, or of the first that is a misspelling of it.
    pub(super) fn value<'n>(self, node: &'n Node, key: &str) -> Option<&'n Node> {
        let is_meant = |name: &Node| name.text().and_then(|name| self.closest(name)) == Some(key);
        let misspelt = || node.pairs().iter().find(|(name, _)| is_meant(name));
        let value = node.get(key);
        value.or_else(|| misspelt().map(|(_, value)| value))
    }

    /// The key that `name` is a misspelling of.
    pub(super) fn closest(self, name: &str) -> Option<&'static str> {
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
        let (key, _) = self.keys.iter().min_by_key(|(key, _)| distance(key))?;
        (distance(key) <= 1 + key.len() / 5).then_some(*key)
    }
}

/// Whether a line begins with a key of a file, misspelt perhaps, and its colon.
pub(super) fn begins_file_key(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| FILE.closest(name.trim_end()).is_some())
}

pub(super) fn is_key(name: &str) -> bool {
    FILE.has(name) || ENTRY.has(name) || HAND_OVER.has(name)
}

pub(super) fn is_list_key(name: &str) -> bool {
    let is_list = |(key, shape): &KeyRule| {
        *key == name && matches!(shape, ValueShape::Texts | ValueShape::Facts)
    };
    ENTRY.keys.iter().chain(HAND_OVER.keys).any(is_list)
}
