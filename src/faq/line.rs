//! A line as a person reads it, and its text in quotes, ready to paste.

use std::iter;

use super::keys::is_key;
use crate::text;

/// The line that holds byte `at`.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// `line` without its indentation and with the text after its key or dash in quotes, ready to paste.
pub(super) fn quoted(line: &str) -> String {
    let line = Line::new(0, line);
    format!(
        "{}{}",
        &line.body[..line.body.len() - line.value.len()],
        quotes(line.value)
    )
}

/// `text` in quotes. Quotes that it begins with are made anew, straight and with their ends where they belong.
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
pub(super) struct Line<'a> {
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

impl<'a> Line<'a> {
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
    let value = Line::new(0, line).value;
    if value.starts_with(['[', '{', '"', '\'', ']', '}']) {
        "if it is text, put that into quotes from its first letter to its last".to_owned()
    } else {
        format!("if it is text:  {}", quoted(line))
    }
}

/// The words of `text` that YAML reads as something else, where they follow other text of a line: each with its
/// place. A `#` after a space, or at the beginning of a line that goes on with a text, begins a remark, a `!` or `&` where text should begin a name. Whether the words are
/// in fact missing, only the entry that was read can tell.
pub(super) fn swallowed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    let lines = iter::from_fn(move || {
        let rest = &text[next..];
        let sign = rest.find(['#', '!', '&'])?;
        let start = rest[..sign].rfind('\n').map_or(0, |n| n + 1);
        let end = rest[sign..].find('\n').map_or(rest.len(), |n| sign + n + 1);
        let line = Line::new(next + start, &rest[start..end]);
        next += end;
        Some(line)
    });
    let whole = text;
    lines.flat_map(move |line| {
        let start = line.start + line.indent;
        let body = &text[start..start + line.body.len()];
        // What stands in a remark that is one beyond doubt was not meant as text.
        let text = body.split(" # ").next().unwrap_or(body);
        let signs = text.match_indices(['#', '!', '&']);
        signs.filter_map(move |(n, sign)| {
            let before = if n == 0 {
                ""
            } else {
                body[..n].strip_suffix(' ')?
            };
            let value = before.trim_end_matches(' ');
            // As far as it is the same in quotes and without.
            let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '#');
            let rest = &body[n + 1..];
            let first = rest.trim_start_matches(' ');
            let first = if sign == "!" { first } else { rest };
            let end = first.find(|c| !part(c)).unwrap_or(first.len());
            let word = &body[n..body.len() - first.len() + end];
            let swallowed = match sign {
                "#" if body.starts_with('#') => n == 0 && goes_on(whole, line.start, line.indent),
                "#" => !value.is_empty() && !word.starts_with("##"),
                _ => value.ends_with([':', '-']),
            };
            (swallowed && end > 0).then_some((start + n, word))
        })
    })
}

/// Whether a line in column `indent` that begins at `start` would go on with the text, not in quotes, above it.
fn goes_on(text: &str, start: usize, indent: usize) -> bool {
    let above = text[..start]
        .lines()
        .rev()
        .find(|line| !line.trim().is_empty());
    let above = Line::new(0, above.unwrap_or_default());
    let column = if above.key.is_some() || above.dash {
        above.column
    } else {
        above.indent.saturating_sub(1)
    };
    indent > column
        && !above.value.is_empty()
        && !above
            .value
            .starts_with(['"', '\'', '|', '>', '[', '{', '#'])
}
