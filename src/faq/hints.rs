//! Text that is no YAML: the place where a person would look, and how to mend it. YAML's own parser names the
//! place where it gave up, often far below; so the lines up to there are searched for what people get wrong.

use super::{
    keys::{ENTRY, FILE, HAND_OVER, begins_file_key, is_key, is_list_key},
    line::{SourceLine, clip, quoted, rest_at},
    wording::{Finding, finding, plural},
};

/// The mistake that made reading `text` fail; its entries' dashes should stand in `column`.
pub(super) fn explain(text: &str, column: Option<usize>, failed: usize, error: &str) -> Finding {
    let mut suspect = LineSuspect {
        text,
        column,
        ..LineSuspect::default()
    };
    let mut lines = SourceLine::all(text).take_while(|line| line.start <= failed);
    let found = lines.find_map(|line| suspect.mistake(line));
    found.unwrap_or_else(|| translated(text, failed, error))
}

/// The first line of readable `text` that looks wrong and has an unknown key among the `findings`: it was
/// meant otherwise than it reads.
pub(super) fn doubt(text: &str, findings: &[Finding]) -> Option<Finding> {
    // Braces may go on over lines, which no single line shows.
    if text.contains('{') {
        return None;
    }
    let mut suspect = LineSuspect {
        text,
        ..LineSuspect::default()
    };
    SourceLine::all(text).find_map(|line| {
        let found = suspect.mistake(line)?;
        let end = line.start + line.indent + line.body.len();
        let is_wrong = |f: &Finding| f.name == "unknown-key" && (line.start..end).contains(&f.at);
        if findings.iter().any(is_wrong) {
            return Some(found);
        }
        suspect.remember(line);
        None
    })
}

macro_rules! say {
    ($($words:tt)*) => { Some(finding!($($words)*)) };
}

/// What is remembered from line to line.
#[derive(Default)]
struct LineSuspect<'a> {
    text: &'a str,
    /// Where the dashes of entries should stand, if that is known.
    column: Option<usize>,
    /// Up to here everything belongs to a quoted text that was closed.
    skip: usize,
    /// Lines further right than its key belong to it.
    block: Option<Indented>,
    /// The last line with a key.
    last: Option<SourceLine<'a>>,
    /// The lines with the first key of the file, of the hand-over group, and of the entry: the others should
    /// stand below it.
    header: Option<SourceLine<'a>>,
    group: Option<SourceLine<'a>>,
    entry: Option<SourceLine<'a>>,
    /// The last item of the list below the last key.
    item: Option<SourceLine<'a>>,
}

/// The text below a key that ends in `|` or `>`.
#[derive(Clone, Copy)]
struct Indented {
    parent: usize,
    /// The column of the text's first line, where that decides.
    first: Option<usize>,
}

impl<'a> LineSuspect<'a> {
    /// What is wrong with the line, if it is surely wrong. The order is that of certainty.
    fn mistake(&mut self, line: SourceLine<'a>) -> Option<Finding> {
        if line.start < self.skip || line.body.is_empty() {
            return None;
        }
        if line.is_rule() && self.last.is_some() {
            return say!(line.start, "second-document");
        }
        if let Some(block) = &mut self.block
            && line.indent > block.parent
        {
            if line.indent >= *block.first.get_or_insert(line.indent) {
                return None;
            }
            let spaces = plural(line.indent, "space");
            return say!(line.at(), "left-of-text", spaces);
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
        if line.body.starts_with("- - ") {
            // A list in a list is passed over.
            self.block = Some(Indented {
                parent: line.indent,
                first: Some(0),
            });
            return;
        }
        if line.begins_block() {
            // A digit says where the text begins.
            let free = line.value.contains(|c: char| c.is_ascii_digit());
            self.block = Some(Indented {
                parent: line.column,
                first: free.then_some(0),
            });
        }
        let Some(key) = line.key else {
            if line.dash {
                self.item = Some(line);
                // Where an entry begins, its keys are expected.
                let begins = |first: &SourceLine<'_>| first.dash && first.column == line.column;
                self.entry = self.entry.filter(|first| !begins(first));
            }
            return;
        };
        if line.dash || self.last.is_none_or(|last| last.key != line.key) {
            self.item = None;
        }
        self.last = Some(line);
        let first = match key {
            _ if ENTRY.has(key) => &mut self.entry,
            _ if HAND_OVER.has(key) => &mut self.group,
            _ if FILE.has(key) => &mut self.header,
            _ => return,
        };
        if first.is_none() || line.dash {
            *first = Some(line);
        }
    }

    /// What stands in the place of the spaces, of the dash and its space, or of the space after a key's
    /// colon.
    fn beginning(&self, line: SourceLine<'_>) -> Option<Finding> {
        let first = line.body.chars().next()?;
        if first.is_whitespace() {
            let other = "a space that is not the space bar's";
            let what = if first == '\t' { "a tab" } else { other };
            return say!(line.at(), "odd-space", what);
        }
        if let Some(rest) = line.body.strip_prefix('-') {
            let is_text = |c: char| c.is_alphanumeric() || "\"'“‘¿".contains(c);
            let is_item = self.item.is_some_and(|item| item.indent == line.indent);
            let is_odd_space = rest.starts_with(|c: char| c != ' ' && c.is_whitespace());
            if is_odd_space || is_item && rest.starts_with(is_text) || is_key(key_of(rest)) {
                let words = clip(rest);
                return say!(line.at() + 1, "glued-dash", words);
            }
        }
        let sign = |c: char| c.is_ascii_digit() || "•·*–—‒−●▪◦‣+>-.)".contains(c);
        let rest = line.body.trim_start_matches(sign).trim_start();
        if !line.dash && rest.len() < line.body.len() && ENTRY.has(key_of(rest)) {
            let words = clip(rest);
            return say!(line.at(), "odd-bullet", words);
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
        let body = line.body;
        if self.entry.is_some_and(|first| line.indent > first.column) {
            return None;
        }
        let mut remarks = ["// ", "<!-- ", "/* ", "-- "].iter();
        if let Some(remark) = remarks.find_map(|sign| body.strip_prefix(sign)) {
            let remark = clip(remark.trim_end_matches(['-', '>', '*', '/']));
            return say!(line.at(), "odd-remark", remark);
        }
        let is_rule = body.len() >= 3 && body.chars().all(|c| "-=_*~.…`".contains(c));
        let signs = ["```", "<<<<<<<", ">>>>>>>"];
        if is_rule && !line.is_rule() || signs.iter().any(|sign| body.starts_with(sign)) {
            return say!(line.at(), "rule");
        }
        let known = self.entry.or(self.last).and_then(|line| line.key);
        let other = is_rule || body.starts_with(|c| "\"'[]{}%?:&!".contains(c));
        let begins = line.key.is_some() || line.dash || missing_colon(line, false).is_some();
        if known.is_some_and(is_key) || other || begins {
            return None;
        }
        say!(line.at(), "no-key")
    }

    /// A key that does not stand below the other keys of its entry, a dash that does not stand below the
    /// others.
    fn alignment(&self, line: SourceLine<'a>) -> Option<Finding> {
        let Some(key) = line.key.filter(|key| is_key(key)) else {
            let other = self.item.filter(|item| item.indent != line.indent);
            let column = other.filter(|_| line.dash)?.indent + 1;
            return say!(line.at(), "dash-column", column);
        };
        let group = self.group.filter(|_| HAND_OVER.has(key));
        let above = if FILE.has(key) { self.header } else { group };
        if let Some(first) = above.filter(|first| first.column != line.column)
            && self.entry.is_none()
            && !line.dash
        {
            return below(line, key, first);
        }
        if !ENTRY.has(key) {
            return None;
        }
        let column = self.column.or(self.entry.map(|first| first.indent));
        if let Some(column) = column.filter(|column| *column != line.indent)
            && line.dash
            && key == "question"
        {
            let column = column + 1;
            return say!(line.at(), "entry-column", column);
        }
        let Some(first) = self.entry else {
            let is_in_list = self.last.is_none_or(|last| last.key == Some("entries"));
            return match self.item {
                Some(item) if !line.dash => say!(item.at(), "dash-without-question"),
                _ if line.dash && !is_in_list => say!(line.at(), "entries-unsaid"),
                _ => None,
            };
        };
        let (above, words) = (first.key.unwrap_or_default(), clip(line.body));
        match (line.dash, first.dash) {
            (false, true) if key == "question" && line.column < first.column => {
                say!(line.at(), "question-without-dash", words)
            }
            (false, _) if line.column != first.column => below(line, key, first),
            (true, false) => say!(first.key_at(), "key-without-dash", above),
            (true, true) if line.indent >= first.column && key != "question" => {
                say!(line.at(), "dash-too-many", key, above)
            }
            _ => None,
        }
    }

    /// A line that neither begins with a key nor with a dash, and is not further right than the key above.
    fn stray(&self, line: SourceLine<'a>) -> Option<Finding> {
        let at = line.at();
        let column = self.entry.or(self.last).map_or(0, |line| line.column);
        let name = self.last.and_then(|last| last.key).unwrap_or_default();
        // Where the dashes of the entries stand, it begins another.
        let item = line.dash && is_list_key(name);
        let bullet = line.dash && line.key.is_none() && !item && line.indent == column;
        let begins = line.key.is_none() && (self.entry.is_none() || line.indent <= column);
        if begins && !item && name != "say" {
            let found = missing_colon(line, self.entry.is_some());
            if found.is_some() {
                return found;
            }
        }
        let above = self.last.filter(|_| !line.dash || bullet)?;
        let block = above.begins_block();
        let spaces = plural(column + 2, "space");
        match line.key {
            None if line.indent > column => None,
            None if name == "question" && !block => say!(at, "no-key-below-question"),
            Some(words) if is_key(words) => None,
            // The text of a key goes on further right, and has a colon in it.
            Some(words) if line.indent > column && !block && line.column > 0 => {
                say!(line.key_at() + words.len(), "colon-in-long-value", name)
            }
            Some(_) if line.indent >= column || begins_file_key(line.body) => None,
            _ => say!(at, "line-too-far-left", name, spaces),
        }
    }

    /// A value that cannot begin or go on as it does.
    fn value(&mut self, line: SourceLine<'a>) -> Option<Finding> {
        let at = line.value_at();
        let value = line.value;
        let name = line.key.or(self.last.and_then(|last| last.key));
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
            '%' | '@' | '`' | ',' | ']' | '}' | '*' | '&' | '!' => unquoted(line),
            '?' if line.key.is_some() && value.starts_with("? ") => unquoted(line),
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

    /// A list in brackets that is not closed, or a text that only looks like one.
    fn brackets(&self, line: SourceLine<'a>, open: char) -> Option<Finding> {
        let at = line.value_at();
        let close = if open == '[' { ']' } else { '}' };
        let is_quoted = |at: usize| line.value[..at].matches(['"', '\'']).count() % 2 == 1;
        let mut remarks = line.value.match_indices(" #").map(|(at, _)| at);
        let remark = remarks.find(|at| !is_quoted(*at));
        let list = &line.value[..remark.unwrap_or(line.value.len())];
        if let Some((_, after)) = list.split_once(close) {
            let after = after.trim_start();
            let is_end = after.is_empty() || after.starts_with([',', ']', '}', ':']);
            let is_list = is_end || line.key.is_some_and(is_list_key);
            return if is_list { None } else { unquoted(line) };
        }
        // A key on a line of its own ends what is open.
        let below = SourceLine::all(self.text).skip_while(|below| below.start <= line.start);
        let mut inside = below.take_while(|below| !below.key.is_some_and(is_key));
        if inside.any(|below| below.body.contains(close)) {
            return None;
        }
        match remark {
            Some(remark) => say!(at + remark + 1, "remark-in-list"),
            None => say!(at, "open-bracket", open, close),
        }
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
        let after = rest_at(inner, end + 1);
        let rest = after.trim_start();
        let at = at + 1 + end;
        let in_brackets = || self.text[..line.value_at()].contains(['[', '{']);
        if rest.starts_with(',')
            && let Some(key) = line.key.filter(|key| is_list_key(key))
            && !in_brackets()
        {
            let list = clip(line.value);
            return say!(at + 1, "list-without-brackets", key, list);
        }
        let is_remark = rest.starts_with('#') && after.starts_with([' ', '\t']);
        let ends = rest.is_empty() || rest.starts_with([']', '}', ':']);
        if ends || is_remark || rest.starts_with(',') && in_brackets() {
            self.skip = at;
            return None;
        }
        let rest = clip(rest);
        if rest == "," {
            say!(at + 1, "comma")
        } else if inner[..end].contains('\n') {
            say!(at, "words-behind-lines", rest)
        } else {
            say!(at, "words-behind-quote", rest, mended)
        }
    }
}

/// What stands before the first colon.
fn key_of(text: &str) -> &str {
    text.split_once(':').map_or("", |(key, _)| key)
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

/// A known key with no colon behind it. Within an entry, text may begin with "ask" or "name".
fn missing_colon(line: SourceLine<'_>, in_entry: bool) -> Option<Finding> {
    let signs = [' ', '=', ';', '：'];
    let word = line.value.split(signs).next()?;
    if !is_key(word) || in_entry && HAND_OVER.has(word) {
        return None;
    }
    let rest = clip(line.value[word.len()..].trim_start_matches(signs));
    let mended = format!("{word}: {rest}");
    let mended = mended.trim_end();
    say!(line.value_at() + word.len(), "no-colon", word, mended)
}

/// A key that does not stand below the first one.
fn below(line: SourceLine<'_>, key: &str, first: SourceLine<'_>) -> Option<Finding> {
    let is_left = line.column > first.column;
    let way = if is_left { "left" } else { "right" };
    let spaces = plural(line.column.abs_diff(first.column), "space");
    let (above, column) = (first.key.unwrap_or_default(), first.column + 1);
    say!(line.key_at(), "key-column", key, above, column, spaces, way)
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
