//! The keys that a file, an entry and a hand-over group can have, and what a misspelt one was meant to be.

/// What has keys.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyOwner {
    pub(super) name: &'static str,
    /// The keys that have to be there, besides `entries`, and one of `words` and `asked`.
    pub(super) required: &'static [&'static str],
    pub(super) keys: &'static [&'static str],
}

pub(super) const FILE: KeyOwner = KeyOwner {
    name: "file",
    required: &[],
    keys: &[
        "title",
        "doctor",
        "language",
        "source",
        "reviewed",
        "review_due",
        "no_answer",
        "hand_over",
        "entries",
    ],
};
pub(super) const ENTRY: KeyOwner = KeyOwner {
    name: "entry",
    required: &["question", "answer"],
    keys: &[
        "question",
        "id",
        "also_asked",
        "answer",
        "staff_note",
        "approved",
    ],
};
pub(super) const HAND_OVER: KeyOwner = KeyOwner {
    name: "hand-over group",
    required: &["say"],
    keys: &["name", "urgent", "words", "except", "asked", "say", "ask"],
};

impl KeyOwner {
    /// The names of its keys.
    pub(super) fn listed(self) -> String {
        self.keys.join(", ")
    }

    /// Whether `name` is one of its keys.
    pub(super) fn has(self, name: &str) -> bool {
        self.keys.contains(&name)
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
        let key = *self.keys.iter().min_by_key(|key| distance(key))?;
        (distance(key) <= 1 + key.len() / 5).then_some(key)
    }
}

/// Whether a line begins with a key of a file, misspelt perhaps, and its colon.
pub(super) fn begins_file_key(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(name, _)| FILE.closest(name.trim_end()).is_some())
}

/// Whether `name` is a key of a file, an entry or a hand-over group.
pub(super) fn is_key(name: &str) -> bool {
    [FILE, ENTRY, HAND_OVER]
        .into_iter()
        .any(|owner| owner.has(name))
}

/// Whether `name` is a key whose value is a list of texts.
pub(super) fn is_list_key(name: &str) -> bool {
    ["also_asked", "words", "except", "asked", "ask"].contains(&name)
}
