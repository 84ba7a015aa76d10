//! The words of each language that have no meaning of their own: search looks past them, and a hand-over word
//! that is one would take every call away.

use super::fold;

/// A language a line: its code, a colon, and the words without meaning of their own, folded; those that ask
/// are among them. Then lines for some languages, with the name of the list after the code.
const LISTS: &str = include_str!("function_words.txt");

/// Those of the language with this two-letter code, folded, with spaces between; none where it is not known.
pub fn function_words(code: &str) -> &'static str {
    list(code, ": ")
}

/// Those of them that say when, how much or whither. English needs none: its "since" and "after" are no
/// function words.
pub fn circumstances(code: &str) -> &'static str {
    list(code, " circumstances: ")
}

/// What a language parts from its verbs ("ich sage ab"); of two that begin alike, the longer comes first.
pub fn verb_particles(code: &str) -> &'static str {
    list(code, " particles: ")
}

/// What a language's questions begin with, of those that do not begin with the verb itself. English has
/// lists of its own.
pub fn question_beginnings(code: &str) -> &'static str {
    list(code, " asks: ")
}

/// What somebody says who speaks of himself.
pub fn first_persons(code: &str) -> &'static str {
    list(code, " persons: ")
}

fn list(code: &str, name: &str) -> &'static str {
    let mut lists = LISTS.lines();
    let list = lists.find_map(|list| list.strip_prefix(code)?.strip_prefix(name));
    list.unwrap_or_default()
}

/// The words of `text` that have a meaning in the language with this code (English where it is empty),
/// folded; of several letters where letters alone mean nothing.
pub fn meaningful_words(text: &str, code: &str) -> impl Iterator<Item = String> {
    let list = function_words(if code.is_empty() { "en" } else { code });
    let mut plain = String::with_capacity(text.len());
    let letters = text.chars().filter(|c| !matches!(c, '\'' | '’'));
    letters.for_each(|c| fold(c, &mut plain));
    let words: Vec<String> = plain
        .split(|c: char| !c.is_alphanumeric())
        // From here on a letter is a word.
        .filter(|word| word.chars().nth(1).is_some() || *word >= "\u{2e80}")
        .filter(|word| !list.split(' ').any(|known| known == *word))
        .map(str::to_owned)
        .collect();
    words.into_iter()
}
