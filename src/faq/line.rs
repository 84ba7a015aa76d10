//! A line as a person reads it, and its text in quotes, ready to paste.

use crate::text;

/// Where the line begins that holds byte `at`.
pub(super) fn start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |n| n + 1)
}

/// The line that holds byte `at`.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    rest_at(text, start(text, at))
}

/// What is left of its line from byte `at` on.
pub(super) fn rest_at(text: &str, at: usize) -> &str {
    text[at..].lines().next().unwrap_or_default()
}

/// `line` without its indentation and with the text after its key or dash in quotes, ready to paste.
pub(super) fn quoted(line: &str) -> String {
    let line = SourceLine::new(0, line);
    let key = &line.body[..line.body.len() - line.value.len()];
    format!("{key}{}", quotes(line.value))
}

/// `text` in quotes. Quotes that it begins with are made anew, straight and with their ends where they
/// belong.
pub(super) fn quotes(text: &str) -> String {
    const SIGNS: [char; 9] = ['"', '“', '”', '„', '«', '»', '\'', '‘', '’'];
    let inner = text.strip_prefix(SIGNS);
    let inner = inner.map(|inner| inner.strip_suffix(SIGNS).unwrap_or(inner));
    // What is quoted within stays as it is; an apostrophe is no quote.
    let inner = inner.filter(|inner| !inner.contains(&SIGNS[..6]));
    let text = clip_to(inner.unwrap_or(text).trim(), 160);
    let text = if inner.is_some() {
        text.replace("\\'", "'").replace("''", "'")
    } else {
        text
    };
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

fn clip_to(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A line as a person reads it: dashes, a key, a value.
#[derive(Clone, Copy)]
pub(super) struct SourceLine<'a> {
    /// Where it begins in the text.
    pub(super) start: usize,
    /// How many spaces it begins with.
    pub(super) indent: usize,
    /// Without those, and without spaces at the end.
    pub(super) body: &'a str,
    /// Whether a dash and a space begin it.
    pub(super) dash: bool,
    /// The column, from 0, where it goes on after its dashes.
    pub(super) column: usize,
    /// What stands before the first colon that ends a key.
    pub(super) key: Option<&'a str>,
    /// What stands after the key, or after the dashes; a part of `body`'s end.
    pub(super) value: &'a str,
}

impl<'a> SourceLine<'a> {
    pub(super) fn all(text: &'a str) -> impl Iterator<Item = Self> {
        let mut start = 0;
        text.split_inclusive('\n').map(move |line| {
            let this = Self::new(start, line);
            start += line.len();
            this
        })
    }

    pub(super) fn new(start: usize, line: &'a str) -> Self {
        let unindented = line.trim_start_matches(' ');
        let indent = line.len() - unindented.len();
        let body = unindented.trim_end();
        let mut rest = body;
        while let Some(after) = rest.strip_prefix("- ") {
            rest = after.trim_start_matches(' ');
        }
        let colon = rest
            .find(": ")
            .or_else(|| rest.strip_suffix(':').map(str::len));
        let key = colon.map(|n| &rest[..n]).filter(|key| {
            !key.is_empty() && !key.starts_with(['"', '\'', '[', '{', '#']) && key.len() <= 40
        });
        let value = match key {
            Some(key) => rest[key.len() + 1..].trim_start(),
            None => rest,
        };
        let column = indent + body.len() - rest.len();
        Self {
            start,
            indent,
            body,
            dash: rest.len() < body.len() || body == "-",
            column,
            key,
            value,
        }
    }

    /// Whether it is further right than the key or dash of the line above, which ends in text without quotes.
    fn goes_on(&self, above: Self) -> bool {
        !above.value.is_empty() && above.is_plain() && self.indent > above.column
    }

    /// Whether it is a sentence behind a key for such, without quotes.
    fn is_prose(&self) -> bool {
        const KEYS: [&str; 5] = ["question", "answer", "say", "no_answer", "staff_note"];
        self.key.is_some_and(|key| KEYS.contains(&key)) && self.is_plain()
    }

    fn is_plain(&self) -> bool {
        let marks = ['"', '\'', '[', '{', '|', '>', '#'];
        !self.value.starts_with(marks)
    }

    /// Whether a text below it belongs to it.
    pub(super) fn begins_block(&self) -> bool {
        self.value.starts_with(['|', '>'])
    }

    /// Whether YAML begins another document with it.
    pub(super) fn is_rule(&self) -> bool {
        self.indent == 0 && (self.body == "---" || self.body.starts_with("--- "))
    }

    /// Where it begins in the text, without its spaces.
    pub(super) fn at(&self) -> usize {
        self.start + self.indent
    }

    /// Where it goes on after its dashes.
    pub(super) fn key_at(&self) -> usize {
        self.start + self.column
    }

    /// Where its value begins in the text.
    pub(super) fn value_at(&self) -> usize {
        self.start + self.indent + self.body.len() - self.value.len()
    }
}

/// The beginning of what a file says, fit for a message.
pub(super) fn clip(text: &str) -> String {
    clip_to(text::clean_line(text).trim(), 60)
}

/// What to do with a line whose words are not all read.
pub(super) fn unswallowed(line: &str) -> String {
    let value = SourceLine::new(0, line).value;
    if value.starts_with(['[', '{', '"', '\'', ']', '}', '#']) {
        "if it is text, put that into quotes from its first letter to its last".to_owned()
    } else {
        format!("if it is text:  {}", quoted(line))
    }
}

/// Whether what begins at byte `at`, and is no text to YAML, was meant as such: a `#` behind one space in a
/// sentence, or where a text goes on; a `!` or `&` right before a word.
pub(super) fn is_meant_as_text(text: &str, at: usize) -> bool {
    let start = start(text, at);
    let line = SourceLine::new(start, line_at(text, at));
    let (before, rest) = (&text[start..at], &text[at + 1..]);
    let is_spaced = text[at..].starts_with('!') || line.is_prose();
    let rest = if is_spaced {
        rest.trim_start_matches(' ')
    } else {
        rest
    };
    let is_word = rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-'));
    is_word
        && if before.trim_start().is_empty() {
            let above = text[..start].lines().next_back().unwrap_or_default();
            line.goes_on(SourceLine::new(0, above))
        } else {
            // Behind two spaces it is a remark beyond doubt.
            !text[at..].starts_with('#') || !before.ends_with("  ")
        }
}
