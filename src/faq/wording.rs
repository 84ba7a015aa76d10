//! A mistake at its place in a text. Its words stand, as all others, in `data/mistakes.txt`.

use super::{Problem, Severity};
use crate::text;

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

/// The mistake of this name at a byte; what is named behind, variables or `name = value`, fills the braces of
/// its words.
macro_rules! finding {
    (@ $word:ident) => { $word };
    (@ $word:ident = $value:expr) => { $value };
    ($at:expr, $name:expr $(, $word:ident $(= $value:expr)?)* $(,)?) => {
        $crate::faq::wording::Finding::of($at, $name, &[$((
            stringify!($word),
            &*$crate::faq::wording::finding!(@ $word $(= $value)?).to_string(),
        )),*])
    };
}
pub(super) use finding;

impl Finding {
    pub(super) fn of(at: usize, name: &str, words: &[(&str, &str)]) -> Self {
        let row = rows().find(|(known, ..)| *known == name);
        debug_assert!(row.is_some(), "{name} has no words");
        let (name, severity, row) = row.unwrap_or(("", Severity::Error, ""));
        let (message, advice) = row.split_once(" => ").unwrap_or((row, ""));
        Self {
            name,
            severity,
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
        let name = rows().map(|(name, ..)| name).find(is_told);
        Self::of(at, name.unwrap_or_default(), &[])
    }

    /// As a problem of the file itself; its words may quote it.
    pub(super) fn of_file(&self, file: String) -> Problem {
        Problem {
            severity: self.severity,
            file,
            line: 0,
            column: 0,
            message: text::clean_line(&self.message).into_owned(),
            advice: text::clean_line(&self.advice).into_owned(),
            snippet: None,
        }
    }
}

fn rows() -> impl Iterator<Item = (&'static str, Severity, &'static str)> {
    let rows = WORDING.lines().filter(|line| !line.starts_with('#'));
    let rows = rows.filter_map(|row| row.split_once(": "));
    rows.map(|(name, row)| match name.strip_suffix(" (warning)") {
        Some(name) => (name, Severity::Warning, row),
        None => (name, Severity::Error, row),
    })
}

fn filled(text: &str, words: &[(&str, &str)]) -> String {
    words.iter().fold(text.to_owned(), |text, (name, word)| {
        text.replace(&format!("{{{name}}}"), word)
    })
}

/// So many of something, in words.
pub(crate) fn plural(n: usize, what: &str) -> String {
    match (n, what.strip_suffix('y')) {
        (1, _) => format!("1 {what}"),
        (_, Some(stem)) => format!("{n} {stem}ies"),
        _ => format!("{n} {what}s"),
    }
}
