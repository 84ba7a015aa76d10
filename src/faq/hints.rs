//! Text that is no YAML: the place where a person would look, and how to mend it. YAML's own parser names the
//! place where it gave up, often far below; so the lines up to there are searched for what people get wrong.

use super::{
    keys::{ENTRY, FILE, HAND_OVER, begins_file_key, has, is_key, is_list_key},
    line::{SourceLine, clip, quoted},
    wording::{Finding, finding},
};

/// The mistake that made reading `text` fail; its entries' dashes should stand in `column`.
pub(super) fn explain(text: &str, column: Option<usize>, failed: usize, error: &str) -> Finding {
    let mut eye = Eye {
        text,
        column,
        ..Eye::default()
    };
    for line in SourceLine::all(text) {
        if line.start > failed {
            break;
        }
        if let Some(finding) = eye.suspect(line) {
            return finding;
        }
    }
    translated(text, failed, error)
}

/// The first line of readable `text` that looks wrong and has an unknown key among the `findings`: it was
/// meant otherwise than it reads.
pub(super) fn doubt(text: &str, findings: &[Finding]) -> Option<Finding> {
    // Braces may go on over lines, which no single line shows.
    if text.contains('{') {
        return None;
    }
    let mut eye = Eye {
        text,
        ..Eye::default()
    };
    SourceLine::all(text).find_map(|line| {
        let found = eye.suspect(line)?;
        let end = line.start + line.indent + line.body.len();
        let is_wrong = |f: &Finding| {
            f.message.contains("is not a key that") && (line.start..end).contains(&f.at)
        };
        if findings.iter().any(is_wrong) {
            return Some(found);
        }
        eye.remember(line);
        None
    })
}

macro_rules! say {
    ($($words:tt)*) => { Some(finding!($($words)*)) };
}

/// What is remembered from line to line.
#[derive(Default)]
struct Eye<'a> {
    text: &'a str,
    /// Where the dashes of entries should stand, if that is known.
    column: Option<usize>,
    /// Up to here everything belongs to a quoted text that was closed.
    skip: usize,
    /// Lines further right than its key belong to it.
    block: Option<Indented>,
    /// The last key of an entry or the file, and whether `|` or the like follows it.
    last: Option<(&'a str, bool)>,
    last_column: usize,
    /// The first key of the file.
    header: Option<First<'a>>,
    /// The first key of the hand-over group.
    group: Option<First<'a>>,
    /// The first key of the entry.
    keys: Option<First<'a>>,
    /// The column of the dashes below the last key, and where the last of them stands.
    dashes: Option<(usize, usize)>,
}

/// The text below a key that ends in `|` or `>`.
#[derive(Clone, Copy)]
struct Indented {
    parent: usize,
    /// The column of the text's first line, where that decides.
    first: Option<usize>,
}

/// The key that others should stand below.
#[derive(Clone, Copy)]
struct First<'a> {
    key: &'a str,
    at: usize,
    column: usize,
    /// The column of the dash before it.
    dash: Option<usize>,
}

impl<'a> Eye<'a> {
    /// What is wrong with the line, if it is surely wrong. The order is that of certainty.
    fn suspect(&mut self, line: SourceLine<'a>) -> Option<Finding> {
        if line.start < self.skip || line.body.is_empty() {
            return None;
        }
        let found = conflict(line).or_else(|| self.second_document(line));
        if found.is_some() {
            return found;
        }
        if let Some(block) = &mut self.block
            && line.indent > block.parent
        {
            if line.indent >= *block.first.get_or_insert(line.indent) {
                return None;
            }
            let spaces = plural(line.indent, "space");
            return say!(line.start + line.indent, "left-of-text", spaces);
        }
        if line.body.starts_with('#') {
            return None;
        }
        self.block = None;
        let found = self
            .beginning(line)
            .or_else(|| self.foreign(line))
            .or_else(|| self.alignment(line))
            .or_else(|| self.stray(line))
            .or_else(|| self.value(line));
        if found.is_none() {
            self.remember(line);
        }
        found
    }

    fn remember(&mut self, line: SourceLine<'a>) {
        let block = line.value.starts_with(['|', '>']);
        let nested = line.body.starts_with("- - ");
        if block || nested {
            // A digit says where the text begins; a list in a list is passed over.
            let free = nested || line.value.contains(|c: char| c.is_ascii_digit());
            let key = line.key.filter(|_| !nested);
            self.block = Some(Indented {
                parent: key.map_or(line.indent, |_| line.column),
                first: free.then_some(0),
            });
        }
        if nested {
            return;
        }
        let Some(key) = line.key else {
            if line.dash {
                self.dashes = Some((line.indent, line.start + line.indent));
                // Where an entry begins, its keys are expected.
                self.keys = self
                    .keys
                    .filter(|first| first.dash.is_none() || line.column != first.column);
            }
            return;
        };
        if self.last.is_none_or(|(last, _)| last != key) || line.dash {
            self.dashes = None;
        }
        self.last = Some((key, block));
        self.last_column = line.column;
        let first = First {
            key,
            at: line.start + line.column,
            column: line.column,
            dash: line.dash.then_some(line.indent),
        };
        if has(ENTRY, key) && (line.dash || self.keys.is_none()) {
            self.keys = Some(first);
        } else if has(HAND_OVER, key) && (line.dash || self.group.is_none()) {
            self.group = Some(first);
        } else if has(FILE, key) && self.header.is_none() {
            self.header = Some(first);
        }
    }

    /// A line that ends what YAML calls a document.
    fn second_document(&self, line: SourceLine<'_>) -> Option<Finding> {
        let rule = line.indent == 0 && (line.body == "---" || line.body.starts_with("--- "));
        if !rule || self.last.is_none() {
            return None;
        }
        let more = self.text[line.start + 3..].lines().any(begins_file_key);
        say!(line.start, if more { "second-topic" } else { "last-rule" })
    }

    /// What stands in the place of the spaces, of the dash and its space, or of the space after a key's
    /// colon.
    fn beginning(&self, line: SourceLine<'_>) -> Option<Finding> {
        let at = line.start + line.indent;
        let first = line.body.chars().next()?;
        if first.is_whitespace() {
            let tab = "a space that is not the space bar's";
            let what = if first == '\t' { "a tab" } else { tab };
            return say!(at, "odd-space", what);
        }
        let glued = line.body.strip_prefix('-').unwrap_or(" ");
        let words = clip(glued);
        let is_text = |c: char| c.is_alphanumeric() || "\"'“‘¿".contains(c);
        let is_key_of = |(key, _): (&str, &str)| is_key(key);
        let is_item = self.dashes.is_some_and(|(column, _)| column == line.indent);
        if glued.starts_with(|c: char| c != ' ' && c.is_whitespace()) {
            return say!(at + 1, "odd-dash-space", words);
        } else if is_item && glued.starts_with(is_text)
            || glued.split_once(':').is_some_and(is_key_of)
        {
            return say!(at + 1, "glued-dash", words);
        }
        let digits = line.body.trim_start_matches(|c: char| c.is_ascii_digit());
        let number = digits
            .strip_prefix(['.', ')'])
            .filter(|_| digits.len() < line.body.len());
        let sign = || line.body.strip_prefix(|c| "•·*–—‒−●▪◦‣+>".contains(c));
        let rest = number
            .or_else(|| line.body.strip_prefix("--"))
            .or_else(sign);
        let rest = rest.unwrap_or_default().trim_start();
        if rest.split_once(':').is_some_and(|(key, _)| has(ENTRY, key)) {
            let words = clip(rest);
            return say!(at, "odd-bullet", words);
        }
        let pair = line.value.split_once(':');
        let (key, value) = pair.filter(|_| line.key.is_none_or(|key| key.contains(':')))?;
        if !is_key(key) || value.starts_with(' ') || value.is_empty() {
            return None;
        }
        let at = line.value_at() + key.len() + 1;
        let value = clip(value);
        say!(at, "glued-colon", key, value)
    }

    /// A line that was never meant to be part of an FAQ file.
    fn foreign(&self, line: SourceLine<'a>) -> Option<Finding> {
        let at = line.start + line.indent;
        let body = line.body;
        if self.keys.is_some_and(|first| line.indent > first.column) {
            return None;
        }
        let mut remarks = ["// ", "<!-- ", "/* ", "-- "].iter();
        if let Some(remark) = remarks.find_map(|sign| body.strip_prefix(sign)) {
            let remark = clip(remark.trim_end_matches(['-', '>', '*', '/']));
            return say!(at, "odd-remark", remark);
        }
        let rule = body.len() >= 3 && body.chars().all(|c| "-=_*~.…`".contains(c));
        if rule && (self.last.is_some() || body != "---") || body.starts_with("```") {
            return say!(at, "rule");
        }
        if self.last.is_none() && body.starts_with('>') {
            return say!(at, "mail");
        }
        let known = self.last.is_some_and(|(key, _)| is_key(key)) || self.keys.is_some();
        let other = rule || body.starts_with(|c| "\"'[]{}%?:&!".contains(c));
        let begins = line.key.is_some() || line.dash || missing_colon(line, false).is_some();
        if known || other || begins {
            return None;
        }
        say!(at, "no-key")
    }

    /// A key that does not stand below the other keys of its entry, a dash that does not stand below the
    /// others.
    fn alignment(&self, line: SourceLine<'a>) -> Option<Finding> {
        let dash = line.start + line.indent;
        let Some(key) = line.key.filter(|key| is_key(key)) else {
            let others = self.dashes.filter(|(column, _)| *column != line.indent);
            let column = others.filter(|_| line.dash)?.0 + 1;
            return say!(dash, "dash-column", column);
        };
        let group = self.group.filter(|_| has(HAND_OVER, key));
        let above = if has(FILE, key) { self.header } else { group };
        if let Some(first) = above.filter(|first| first.column != line.column)
            && self.keys.is_none()
            && !line.dash
        {
            return below(line, key, first);
        }
        if !has(ENTRY, key) {
            return None;
        }
        let column = self.column.or(self.keys.and_then(|first| first.dash));
        if let Some(column) = column.filter(|column| *column != line.indent)
            && line.dash
            && key == "question"
        {
            let column = column + 1;
            return say!(dash, "entry-column", column);
        }
        let Some(first) = self.keys else {
            return match self.dashes {
                Some((_, dash)) if !line.dash => say!(dash, "dash-without-question"),
                _ if line.dash && self.last.is_some_and(|(last, _)| last != "entries") => {
                    say!(dash, "entries-unsaid")
                }
                _ => None,
            };
        };
        let (above, words) = (first.key, clip(line.body));
        match (line.dash, first.dash.is_some()) {
            (false, true) if key == "question" && line.column < first.column => {
                say!(dash, "question-without-dash", words)
            }
            (false, _) if line.column != first.column => below(line, key, first),
            (true, false) => say!(first.at, "key-without-dash", above),
            (true, true) if line.indent >= first.column && key != "question" => {
                say!(dash, "dash-too-many", key, above)
            }
            _ => None,
        }
    }

    /// A line that neither begins with a key nor with a dash, and is not further right than the key above.
    fn stray(&self, line: SourceLine<'a>) -> Option<Finding> {
        let at = line.start + line.indent;
        let column = self.keys.map_or(self.last_column, |first| first.column);
        let last = self.last.map_or("", |(key, _)| key);
        // Where the dashes of the entries stand, it begins another.
        let item = line.dash && is_list_key(last);
        let bullet = line.dash && line.key.is_none() && !item && line.indent == column;
        let begins = line.key.is_none() && (self.keys.is_none() || line.indent <= column);
        if begins && !item && last != "say" {
            let found = missing_colon(line, self.keys.is_some());
            if found.is_some() {
                return found;
            }
        }
        if line.dash && self.keys.is_some() && !bullet
            || self.last.is_none() && line.body.starts_with(['"', '\'', '[', ']', '{', '}'])
        {
            return None;
        }
        let (key, block) = self.last.filter(|_| !line.dash || bullet)?;
        let spaces = plural(column + 2, "space");
        match line.key {
            None if line.indent > column => None,
            None if key == "question" && !block => say!(at, "no-key-below-question"),
            Some(words) if is_key(words) => None,
            // The text of a key goes on further right, and has a colon in it.
            Some(_) if line.indent > column && !block && line.column > 0 => say!(
                self.text[at..].find(':').map_or(at, |n| at + n),
                "colon-in-text",
                key
            ),
            Some(_) if line.indent >= column || begins_file_key(line.body) => None,
            _ if block => say!(at, "block-too-far-left", key, spaces),
            _ => say!(at, "line-too-far-left", key, spaces),
        }
    }

    /// A value that cannot begin or go on as it does.
    fn value(&mut self, line: SourceLine<'a>) -> Option<Finding> {
        let at = line.value_at();
        let value = line.value;
        let name = line.key.or(self.last.map(|(key, _)| key));
        let name = name.unwrap_or("the text");
        if line.key == Some("entries") && value.starts_with(|c| !"[{#&!".contains(c)) {
            return say!(at, "words-behind-entries");
        }
        match value.chars().next()? {
            quote @ ('"' | '\'') => self.quotes(line, quote),
            sign @ ('|' | '>') => {
                let rest =
                    value[1..].trim_start_matches(|c: char| c.is_ascii_digit() || "+-".contains(c));
                if rest.is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with('#') {
                    return None;
                }
                say!(at, "words-behind-sign", sign, name)
            }
            '%' | '@' | '`' | ',' | ']' | '}' => unquoted(line),
            '?' if line.key.is_some() && value.starts_with("? ") => unquoted(line),
            '*' | '&' | '!' if !self.is_name(value) => unquoted(line),
            '-' if line.key.is_some() && value.starts_with("- ") => {
                say!(at, "dash-behind-key", name)
            }
            open @ ('[' | '{') => self.brackets(line, open),
            _ => {
                line.key?;
                let plain = value.split(" #").next().unwrap_or(value).trim_end();
                let end = plain.strip_suffix(':').map(str::len);
                let at = at + plain.find(": ").or(end)?;
                let quoted = quoted(line.body);
                let below = self.text[line.start..].lines().nth(1).unwrap_or_default();
                if SourceLine::new(0, below).indent > line.column {
                    say!(at, "colon-in-long-value", name)
                } else {
                    say!(at, "colon-in-value", quoted)
                }
            }
        }
    }

    /// Whether what begins with `*`, `&` or `!` can be the name that YAML takes it for.
    fn is_name(&self, value: &str) -> bool {
        let letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-');
        let (sign, rest) = value.split_at(1);
        let name = &rest[..rest.find(|c| !letter(c)).unwrap_or(rest.len())];
        match sign {
            "*" => !name.is_empty() && name == rest && self.text.contains(&format!("&{name}")),
            "&" => !name.is_empty() && (name == rest || rest[name.len()..].starts_with(' ')),
            _ => !rest.contains([',', '[', ']', '{', '}']) && !rest.contains(": "),
        }
    }

    /// A list in brackets that is not closed, or a text that only looks like one.
    fn brackets(&self, line: SourceLine<'a>, open: char) -> Option<Finding> {
        let at = line.value_at();
        let close = if open == '[' { ']' } else { '}' };
        if let Some((_, after)) = line.value.split_once(close) {
            let after = after.trim_start();
            let list = after.is_empty() || after.starts_with(['#', ',', ']', '}', ':']);
            return if list || line.key.is_some_and(is_list_key) {
                None
            } else {
                unquoted(line)
            };
        }
        // A key on a line of its own ends what is open.
        let is_inside =
            |below: &SourceLine<'_>| below.start <= at || !below.key.is_some_and(is_key);
        let mut inside = SourceLine::all(self.text).skip_while(|below| below.start < line.start);
        if inside
            .by_ref()
            .take_while(is_inside)
            .any(|below| below.body.contains(close))
        {
            return None;
        }
        say!(at, "open-bracket", open, close)
    }

    /// A quoted text that is not closed, closed too early, or has a wrong `\` in it.
    fn quotes(&mut self, line: SourceLine<'a>, quote: char) -> Option<Finding> {
        let at = line.value_at();
        let inner = &self.text[at + 1..];
        let mended = quoted(line.body);
        let is_key_line = |below| SourceLine::new(0, below).key.is_some_and(is_key);
        let holds_key = |end: &usize| inner[..*end].lines().skip(1).any(is_key_line);
        let mut end = None;
        let mut chars = inner.char_indices().peekable();
        while let Some((n, c)) = chars.next() {
            if c == '\\' && quote == '"' {
                let (_, escaped) = chars.next()?;
                if !"0abt\tnvfre \"/\\N_LPxuU\n".contains(escaped) {
                    if holds_key(&n) {
                        break;
                    }
                    return say!(at + 1 + n, "odd-escape", escaped, mended);
                }
            } else if c == quote && (c == '"' || chars.next_if(|(_, next)| *next == c).is_none()) {
                end = Some(n);
                break;
            }
        }
        let Some(end) = end.filter(|end| !holds_key(end)) else {
            return say!(at, "open-quote", quote, mended);
        };
        let after = inner[end + 1..].lines().next().unwrap_or_default();
        let rest = after.trim_start();
        let at = at + 1 + end;
        if rest.starts_with(',')
            && let Some(key) = line.key
            && !self.text[..line.value_at()].contains(['[', '{'])
        {
            let list = clip(line.value);
            return if is_list_key(key) {
                say!(at + 1, "list-without-brackets", key, list)
            } else {
                say!(at + 1, "comma")
            };
        }
        let remark = rest.starts_with('#') && after.starts_with([' ', '\t']);
        if rest.is_empty() || remark || rest.starts_with([',', ']', '}', ':']) {
            self.skip = at;
            return None;
        }
        let rest = clip(rest);
        if inner[..end].contains('\n') {
            say!(at, "words-behind-lines", rest)
        } else {
            say!(at, "words-behind-quote", rest, mended)
        }
    }
}

/// A text that needs quotes because of what it begins with.
fn unquoted(line: SourceLine<'_>) -> Option<Finding> {
    let sign = match line.value.chars().next()? {
        '`' => "a backtick".to_owned(),
        sign => format!("`{sign}`"),
    };
    let quoted = quoted(line.body);
    say!(line.value_at(), "odd-beginning", sign, quoted)
}

/// What git leaves where two people changed the same lines.
fn conflict(line: SourceLine<'_>) -> Option<Finding> {
    let marks = ["<<<<<<< ", ">>>>>>> ", "||||||| "];
    let mark = line.body == "=======" || marks.iter().any(|m| line.body.starts_with(m));
    if line.indent > 0 || !mark {
        return None;
    }
    say!(line.start, "git")
}

/// A known key with no colon behind it. Within an entry, text may begin with "ask" or "name".
fn missing_colon(line: SourceLine<'_>, in_entry: bool) -> Option<Finding> {
    let signs = [' ', '=', ';', '：'];
    let word = line.value.split(signs).next()?;
    if !is_key(word) || in_entry && has(HAND_OVER, word) {
        return None;
    }
    let rest = clip(line.value[word.len()..].trim_start_matches(signs));
    let mended = format!("{word}: {rest}");
    let mended = mended.trim_end();
    say!(line.value_at() + word.len(), "no-colon", word, mended)
}

/// A key that does not stand below the first one.
fn below(line: SourceLine<'_>, key: &str, first: First<'_>) -> Option<Finding> {
    let left = line.column > first.column;
    let way = if left { "left" } else { "right" };
    let spaces = plural(line.column.abs_diff(first.column), "space");
    let (above, column) = (first.key, first.column + 1);
    say!(
        line.start + line.column,
        "key-column",
        key,
        above,
        column,
        spaces,
        way
    )
}

/// What YAML's parser says, in plain words.
fn translated(text: &str, failed: usize, error: &str) -> Finding {
    if error.contains("control characters") || error.contains("invalid Unicode character") {
        let invisible = |c: char| {
            c.is_control() && !"\n\t".contains(c) || "\u{feff}\u{fffe}\u{ffff}".contains(c)
        };
        return finding!(text.find(invisible).unwrap_or(failed), "control");
    }
    Finding::of_yaml(failed, error)
}

fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
