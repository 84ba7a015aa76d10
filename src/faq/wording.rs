//! A mistake at its place in a text. Its words stand, as all others, in `data/mistakes.txt`.

use super::Severity;

const WORDING: &str = include_str!("../../data/mistakes.txt");

/// A mistake in a file's text.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// Of its row in the list of all mistakes.
    pub(super) name: &'static str,
    pub(super) severity: Severity,
    /// Its place, in bytes from the beginning of the text.
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) advice: String,
}

/// The mistake of this name at a byte; the variables named behind fill the braces of its words.
macro_rules! finding {
    ($at:expr, $name:expr $(, $word:ident)* $(,)?) => {
        $crate::faq::wording::Finding::of($at, $name, &[$((stringify!($word), &*$word.to_string())),*])
    };
}
pub(super) use finding;

impl Finding {
    pub(super) fn of(at: usize, name: &str, words: &[(&str, &str)]) -> Self {
        let row = rows().find(|(known, _)| *known == name);
        debug_assert!(row.is_some(), "{name} has no words");
        let (name, row) = row.unwrap_or_default();
        let (message, advice) = row.split_once(" => ").unwrap_or((row, ""));
        Self {
            name,
            severity: Severity::Error,
            at,
            message: filled(message, words),
            advice: filled(advice, words),
        }
    }

    /// What is said where YAML's own parser gave up with these words.
    pub(super) fn of_yaml(at: usize, error: &str) -> Self {
        let is_told = |name: &&str| {
            let words = name.strip_prefix("yaml ");
            words.is_some_and(|words| error.contains(words))
        };
        let name = rows().map(|(name, _)| name).find(is_told);
        Self::of(at, name.unwrap_or_default(), &[])
    }

    /// Whether it keeps the file from being used.
    pub(super) fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(super) fn warning(self) -> Self {
        Self {
            severity: Severity::Warning,
            ..self
        }
    }
}

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    let rows = WORDING.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split_once(": "))
}

/// `text` with words in the places of their names in braces.
pub(crate) fn filled(text: &str, words: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let word = after.split_once('}').and_then(|(name, after)| {
            let (_, word) = words.iter().find(|(known, _)| *known == name)?;
            Some((*word, after))
        });
        // A brace may stand for itself.
        let (word, after) = word.unwrap_or(("{", after));
        out.push_str(word);
        rest = after;
    }
    out + rest
}

/// So many of something, in words.
pub(crate) fn plural(n: usize, what: &str) -> String {
    match (n, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {what}s"),
    }
}
