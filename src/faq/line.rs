//! A line as a person reads it, and its text in quotes, ready to paste.

use super::keys::is_key;
use crate::text;

/// The line that holds byte `at`.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// `line` without its indentation and with the text after its key or dash in quotes, ready to paste.
pub(super) fn quoted(line: &str) -> String {
    let line = SourceLine::new(0, line);
    format!(
        "{}{}",
        &line.body[..line.body.len() - line.value.len()],
        quotes(line.value)
    )
}

/// `text` in quotes. Quotes that it begins with are made anew, straight and with their ends where they
/// belong.
pub(super) fn quotes(text: &str) -> String {
    let pairs = [
        ('"', '"'),
        ('\'', '\''),
        ('“', '”'),
        ('„', '“'),
        ('‘', '’'),
        ('«', '»'),
    ];
    let inner = pairs.iter().find_map(|(open, close)| {
        let rest = text.strip_prefix(*open)?;
        match rest.strip_suffix(*close) {
            Some(inner) => Some(inner),
            None if rest.contains(*close) => None,
            None => {
                // Perhaps it ends with the end of another pair.
                let other = rest.strip_suffix(['"', '\'', '“', '”', '’', '»']);
                let lone = other.filter(|text| !text.contains(&rest[text.len()..]));
                Some(lone.unwrap_or(rest))
            }
        }
    });
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
            !key.is_empty()
                && !key.starts_with(['"', '\'', '[', '{', '#'])
                && (is_key(key) || key.len() <= 40)
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
        let marks = ['"', '\'', '[', '{', '|', '>', '#'];
        let plain = !above.value.is_empty() && !above.value.starts_with(marks);
        let part = above.key.is_none() && !above.dash && self.indent == above.indent;
        plain && (self.indent > above.column || part)
    }

    /// Whether it is a sentence behind a key for such, without quotes.
    fn is_prose(&self) -> bool {
        const KEYS: [&str; 5] = ["question", "answer", "say", "no_answer", "staff_note"];
        let marks = ['"', '\'', '[', '{', '|', '>', '#'];
        self.key.is_some_and(|key| KEYS.contains(&key)) && !self.value.starts_with(marks)
    }

    /// Where its value begins in the text.
    pub(super) fn value_at(&self) -> usize {
        self.start + self.indent + self.body.len() - self.value.len()
    }
}

/// The beginning of what a file says, fit for a message.
pub(super) fn clip(text: &str) -> String {
    let line = text::clean_line(text);
    let line = line.trim();
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
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

/// The words of `text` that YAML may read as something else, each with its place: a `#` after a space, or
/// where a text goes on, begins a remark; a `!` or `&` where a text should begin a name.
pub(super) fn swallowed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut above = SourceLine::new(0, "");
    SourceLine::all(text).flat_map(move |line| {
        let goes_on = line.goes_on(above);
        above = line;
        // Behind two spaces, and behind all but sentences, it is a remark beyond doubt.
        let is_prose = line.is_prose();
        let words = match line.body.split_once(" # ") {
            Some((words, _)) if !is_prose || words.ends_with(' ') => words,
            _ => line.body,
        };
        words
            .match_indices(['#', '!', '&'])
            .filter_map(move |(n, sign)| {
                let word = line.body[n..].split([' ', ',', ']', '}']).next()?;
                let letter = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
                let is_spaced = sign == "!" || sign == "#" && is_prose;
                let spaces: &[char] = if is_spaced { &[' '] } else { &[] };
                let rest = line.body[n + 1..].trim_start_matches(spaces);
                let before = line.body[..n].trim_end_matches(' ');
                let begins = match sign {
                    _ if n == 0 => goes_on,
                    _ if before.len() == n => false,
                    "#" => !line.body.starts_with('#'),
                    _ => before.ends_with([':', '-']),
                };
                let swallowed = begins && rest.starts_with(letter);
                swallowed.then_some((line.start + line.indent + n, word))
            })
    })
}
