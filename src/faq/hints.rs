//! Text that is no YAML: the place where a person would look, and how to mend it. YAML's own parser names the
//! place where it gave up, often far below; so the lines up to there are searched for what people get wrong.

use super::{
    keys::{begins_file_key, is_entry_key, is_file_key, is_key},
    line::{Line, clip, quoted},
    tree::Finding,
};

/// The mistake that made reading `text`, which begins with a line of its own, fail.
pub(super) fn explain(text: &str, failed: usize, error: &str) -> Finding {
    let mut eye = Eye::new(text);
    for line in Line::all(text) {
        if line.start > failed {
            break;
        }
        if let Some(finding) = eye.suspect(line) {
            return finding;
        }
    }
    translated(text, failed, error)
}

/// The first line of readable `text` that looks wrong and has an unknown key among the `findings`: it was meant otherwise
/// than it reads.
pub(super) fn doubt(text: &str, findings: &[Finding]) -> Option<Finding> {
    // Braces may go on over lines, which no single line shows.
    if text.contains('{') {
        return None;
    }
    let mut eye = Eye::new(text);
    Line::all(text).find_map(|line| {
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

/// A finding at byte `at`.
fn say(at: usize, message: impl Into<String>, advice: impl Into<String>) -> Option<Finding> {
    Some(Finding::error(at, message, advice))
}

/// What is remembered from line to line.
struct Eye<'a> {
    text: &'a str,
    /// Up to here everything belongs to a quoted text that was closed.
    skip: usize,
    /// Lines further right than its key belong to it.
    block: Option<Block>,
    /// The last key of an entry or the file, and whether `|` or the like follows it.
    last: Option<(&'a str, bool)>,
    last_column: usize,
    /// The first key of the file.
    header: Option<First<'a>>,
    /// The first key of the entry.
    keys: Option<First<'a>>,
    /// The column of the dashes below the last key, and where the last of them stands.
    dashes: Option<(usize, usize)>,
}

/// The text below a key that ends in `|` or `>`.
#[derive(Clone, Copy)]
struct Block {
    /// The column of the key.
    parent: usize,
    /// The column of the text's first line, where that decides.
    first: Option<usize>,
}

/// The key that others should stand below.
#[derive(Clone, Copy)]
struct First<'a> {
    key: &'a str,
    /// Where it stands in the text.
    at: usize,
    column: usize,
    /// Whether a dash stands before it.
    listed: bool,
}

impl<'a> Eye<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            skip: 0,
            block: None,
            last: None,
            last_column: 0,
            header: None,
            keys: None,
            dashes: None,
        }
    }

    /// What is wrong with the line, if it is surely wrong. The order is that of certainty.
    fn suspect(&mut self, line: Line<'a>) -> Option<Finding> {
        if line.start < self.skip || line.body.is_empty() {
            return None;
        }
        let found = conflict(line).or_else(|| self.second_document(line));
        if found.is_some() {
            return found;
        }
        if let Some(block) = self
            .block
            .as_mut()
            .filter(|block| line.indent > block.parent)
        {
            if line.indent >= *block.first.get_or_insert(line.indent) {
                return None;
            }
            return say(
                line.start + line.indent,
                "this line is further left than the first line of its text",
                format!(
                    "give the first line and this one the same {} at their beginning",
                    plural(line.indent, "space")
                ),
            );
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

    fn remember(&mut self, line: Line<'a>) {
        let parent = if line.key.is_some() {
            line.column
        } else {
            line.indent
        };
        let block = line.value.starts_with(['|', '>']);
        if block {
            // A digit says where the text begins.
            let digit = line.value.contains(|c: char| c.is_ascii_digit());
            self.block = Some(Block {
                parent,
                first: digit.then_some(0),
            });
        }
        if let Some(key) = line.key {
            if self.last.is_none_or(|(last, _)| last != key) || line.dash {
                self.dashes = None;
            }
            self.last = Some((key, block));
            self.last_column = line.column;
            let first = First {
                key,
                at: line.start + line.column,
                column: line.column,
                listed: line.dash,
            };
            if is_entry_key(key) && (line.dash || self.keys.is_none()) {
                self.keys = Some(first);
            } else if is_file_key(key) && self.header.is_none() {
                self.header = Some(first);
            }
        } else if line.dash {
            self.dashes = Some((line.indent, line.start + line.indent));
            // Where an entry begins, its keys are expected.
            self.keys = self
                .keys
                .filter(|first| !first.listed || line.column != first.column);
        }
    }

    /// A line that ends what YAML calls a document.
    fn second_document(&self, line: Line<'_>) -> Option<Finding> {
        if line.indent > 0
            || self.last.is_none()
            || line.body != "---" && !line.body.starts_with("--- ")
        {
            return None;
        }
        let below = &self.text[line.start + 3..];
        let advice = if below.lines().any(begins_file_key) {
            "put each topic into a file of its own, all in one folder, and remove the `---`"
        } else {
            "remove this line, and what stands below it if that does not belong to the FAQ"
        };
        say(
            line.start,
            "`---` begins a second document here, and a file can have one",
            advice,
        )
    }

    /// What stands in the place of the spaces, of the dash and its space, or of the space after a key's colon.
    fn beginning(&self, line: Line<'_>) -> Option<Finding> {
        let at = line.start + line.indent;
        let first = line.body.chars().next()?;
        if first.is_whitespace() {
            let what = if first == '\t' {
                "a tab"
            } else {
                "a space that is not the space bar's"
            };
            return say(
                at,
                format!("{what} stands at the beginning of this line"),
                "replace it by spaces, as many as the lines above have",
            );
        }
        if let Some(rest) = line
            .body
            .strip_prefix('-')
            .filter(|rest| !rest.starts_with(' '))
        {
            let words = rest.trim_start();
            let is_text = |c: char| c.is_alphanumeric() || "\"'“‘¿".contains(c);
            let is_item = self.dashes.is_some_and(|(column, _)| column == line.indent)
                && words.starts_with(is_text);
            let missing = if words.len() < rest.len() {
                Some("a space must stand behind the dash, but this is a tab or another sign")
            } else if is_item || words.split_once(':').is_some_and(|(key, _)| is_key(key)) {
                Some("a space is missing after the dash")
            } else {
                None
            };
            if let Some(missing) = missing {
                return say(
                    at + 1,
                    missing,
                    format!("type a dash and a space: `- {}`", clip(words)),
                );
            }
        }
        let digits = line.body.trim_start_matches(|c: char| c.is_ascii_digit());
        let rest = if digits.len() < line.body.len() {
            digits.strip_prefix(['.', ')'])
        } else {
            line.body
                .strip_prefix("--")
                .or_else(|| line.body.strip_prefix(|c| "•·*–—‒−●▪◦‣+>".contains(c)))
        };
        let rest = rest.unwrap_or_default().trim_start();
        if rest
            .split_once(':')
            .is_some_and(|(key, _)| is_entry_key(key))
        {
            return say(
                at,
                "an entry begins with a dash and a space",
                format!("write `- {}`", clip(rest)),
            );
        }
        let (key, value) = line
            .value
            .split_once(':')
            .filter(|_| line.key.is_none_or(|key| key.contains(':')))?;
        if !is_key(key) || value.starts_with(' ') || value.is_empty() {
            return None;
        }
        say(
            line.value_at() + key.len() + 1,
            "a space is missing after the colon",
            format!("write `{key}: {}`", clip(value)),
        )
    }

    /// A line that was never meant to be part of an FAQ file.
    fn foreign(&self, line: Line<'a>) -> Option<Finding> {
        let at = line.start + line.indent;
        if self.keys.is_some_and(|first| line.indent > first.column) {
            return None;
        }
        let remark = ["// ", "<!-- ", "/* ", "-- "]
            .iter()
            .find_map(|sign| line.body.strip_prefix(sign));
        if let Some(remark) = remark {
            let remark = remark.trim_end_matches(['-', '>', '*', '/']).trim();
            return say(
                at,
                "a remark begins with `#`",
                format!("write `# {}`", clip(remark)),
            );
        }
        let begun = self.last.is_some();
        let rule = line.body.len() >= 3 && line.body.chars().all(|c| "-=_*~.…`".contains(c));
        if rule && (begun || line.body != "---") || line.body.starts_with("```") {
            return say(at, "this line means nothing in an FAQ file", "remove it");
        }
        if !begun && line.body.starts_with('>') {
            return say(
                at,
                "`>` stands before this line, as in an e-mail that was passed on",
                "remove it from the beginning of every line, with the space behind it",
            );
        }
        let known = self.last.is_some_and(|(key, _)| is_key(key));
        let sign = line.body.starts_with(|c| "\"'[]{}%?:&!".contains(c));
        if known
            || sign
            || rule
            || line.key.is_some()
            || line.dash
            || self.keys.is_some()
            || missing_colon(line).is_some()
        {
            return None;
        }
        say(
            at,
            "a key should stand at the beginning of this line",
            "if the line does not belong to the FAQ, remove it, or put `#` before it",
        )
    }

    /// A key that does not stand below the other keys of its entry, a dash that does not stand below the others.
    fn alignment(&self, line: Line<'a>) -> Option<Finding> {
        let dash = line.start + line.indent;
        let Some(key) = line.key.filter(|key| is_key(key)) else {
            let (column, _) = self
                .dashes
                .filter(|(column, _)| line.dash && *column != line.indent)?;
            return say(
                dash,
                format!(
                    "this dash must stand exactly below the dash above, in column {}",
                    column + 1
                ),
                "give both lines the same number of spaces at their beginning",
            );
        };
        if is_file_key(key) && self.keys.is_none() && !line.dash {
            let first = self.header.filter(|first| first.column != line.column)?;
            return below(line, key, first);
        }
        if !is_entry_key(key) {
            return None;
        }
        let Some(first) = self.keys else {
            if let Some((_, dash)) = self.dashes.filter(|_| !line.dash) {
                return say(
                    dash,
                    "this dash begins an entry, but no `question:` follows it",
                    "write `- question: …`; or move the line to the right, if it belongs to a list above",
                );
            }
            if !line.dash || self.last.is_none_or(|(last, _)| last == "entries") {
                return None;
            }
            return say(
                dash,
                "a line `entries:` is missing above the first entry",
                "write `entries:` at the beginning of a line of its own above this one",
            );
        };
        match (line.dash, first.listed) {
            (false, true) if key == "question" && line.column < first.column => say(
                dash,
                "a dash is missing before `question`, if a new entry begins here",
                format!(
                    "write `- {}` with its dash exactly below the dash above, and the entry's other lines exactly below `question`",
                    clip(line.body)
                ),
            ),
            (false, _) if line.column != first.column => below(line, key, first),
            (true, false) => say(
                first.at,
                format!("a dash is missing before `{}`", first.key),
                format!(
                    "begin each entry with a dash and a space: `- {}: …`",
                    first.key
                ),
            ),
            (true, true) if line.indent >= first.column && key != "question" => say(
                dash,
                format!("`{key}` belongs to the entry above and has no dash of its own"),
                format!(
                    "remove the dash, and put `{key}` exactly below `{}`",
                    first.key
                ),
            ),
            (true, true) if line.column != first.column => say(
                dash,
                "the dashes of all entries must stand in one column",
                format!(
                    "move the line so that `{key}` stands in column {}",
                    first.column + 1
                ),
            ),
            _ => None,
        }
    }

    /// A line that neither begins with a key nor with a dash, and is not further right than the key above.
    fn stray(&self, line: Line<'a>) -> Option<Finding> {
        let at = line.start + line.indent;
        let column = self.keys.map_or(self.last_column, |first| first.column);
        let last = self.last.map_or("", |(key, _)| key);
        // Where the dashes of the entries stand, it begins another.
        let bullet = line.dash && line.key.is_none() && !is_list(last) && line.indent == column;
        if line.dash && self.keys.is_some() && !bullet
            || self.last.is_none() && line.body.starts_with(['"', '\'', '[', ']', '{', '}'])
        {
            return None;
        }
        if line.key.is_none() && (self.keys.is_none() || line.indent <= column) && last != "say" {
            let found = missing_colon(line);
            if found.is_some() {
                return found;
            }
        }
        let (key, block) = self.last.filter(|_| !line.dash || bullet)?;
        let spaces = plural(column + 2, "space");
        match line.key {
            None if line.indent > column => None,
            None if key == "question" && !block => say(
                at,
                "a key should stand at the beginning of this line",
                "if it is the answer, write `answer: ` before it; if it is the rest of the question, put it at the end of the line above",
            ),
            Some(words) if is_key(words) => None,
            // The text of a key goes on further right, and has a colon in it.
            Some(_) if line.indent > column && !block && line.column > 0 => say(
                self.text[at..].find(':').map_or(at, |n| at + n),
                format!("the text of `{key}` has a colon followed by a space in it"),
                format!(
                    "write `{key}: |` and the whole text on the lines below it, each further right than `{key}`"
                ),
            ),
            Some(_) if line.indent >= column || begins_file_key(line.body) => None,
            _ => say(
                at,
                format!(
                    "this line should belong to `{key}`, but it is not further right than `{key}`"
                ),
                if block {
                    format!("put at least {spaces} at the beginning of the line")
                } else {
                    format!(
                        "write `{key}: |` and the whole text on the lines below it, each with at least {spaces} at its beginning"
                    )
                },
            ),
        }
    }

    /// A value that cannot begin or go on as it does.
    fn value(&mut self, line: Line<'a>) -> Option<Finding> {
        let at = line.value_at();
        let value = line.value;
        let name = line
            .key
            .or(self.last.map(|(key, _)| key))
            .unwrap_or("the text");
        if line.key == Some("entries")
            && !value.is_empty()
            && !value.starts_with(['[', '{', '#', '&', '!'])
        {
            return say(
                at,
                "nothing may stand behind `entries:`, but the entries on the lines below",
                "remove it",
            );
        }
        match value.chars().next()? {
            quote @ ('"' | '\'') => self.quotes(line, quote),
            sign @ ('|' | '>') => {
                let rest = value[1..]
                    .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
                if rest.is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with('#') {
                    return None;
                }
                say(
                    at,
                    format!("after `{sign}` the line must end; the text begins on the next line"),
                    format!(
                        "write `{name}: |`, and the text below it, further right than `{name}`"
                    ),
                )
            }
            sign @ ('%' | '@' | '`' | ',' | ']' | '}') => unquoted(line, sign),
            '?' if line.key.is_some() && value.starts_with("? ") => unquoted(line, '?'),
            sign @ ('*' | '&' | '!') if !self.is_name(value) => unquoted(line, sign),
            '-' if line.key.is_some() && value.starts_with("- ") => say(
                at,
                format!("a list cannot begin on the line of `{name}`"),
                format!(
                    "put each dash on a line of its own below `{name}:`; or the text into quotes, if it is one"
                ),
            ),
            open @ ('[' | '{') => self.brackets(line, open),
            _ => {
                line.key?;
                let plain = value.split(" #").next().unwrap_or(value).trim_end();
                let colon = plain
                    .find(": ")
                    .or_else(|| plain.strip_suffix(':').map(str::len))?;
                let below = self.text[line.start..].lines().nth(1).unwrap_or_default();
                let goes_on = Line::new(0, below).indent > line.column;
                say(
                    at + colon,
                    "a text with a colon and a space in it must stand in quotes",
                    if goes_on {
                        format!(
                            "write `{name}: |` and the whole text on the lines below it, each further right than `{name}`"
                        )
                    } else {
                        format!("put the text into quotes:  {}", quoted(line.body))
                    },
                )
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
    fn brackets(&self, line: Line<'a>, open: char) -> Option<Finding> {
        let at = line.value_at();
        let close = if open == '[' { ']' } else { '}' };
        if let Some((_, after)) = line.value.split_once(close) {
            let after = after.trim_start();
            let list = line.key.is_some_and(is_list)
                || after.is_empty()
                || after.starts_with(['#', ',', ']', '}', ':']);
            return if list { None } else { unquoted(line, open) };
        }
        if self.text[at..].contains(close) {
            return None;
        }
        say(
            at,
            format!("this `{open}` is never closed"),
            format!(
                "write `{close}` where the list ends; or put the text into quotes, if it is one"
            ),
        )
    }

    /// A quoted text that is not closed, closed too early, or has a wrong `\` in it.
    fn quotes(&mut self, line: Line<'a>, quote: char) -> Option<Finding> {
        let at = line.value_at();
        let inner = &self.text[at + 1..];
        let mut end = None;
        let mut chars = inner.char_indices().peekable();
        while let Some((n, c)) = chars.next() {
            match c {
                '\\' if quote == '"' => {
                    let (_, escaped) = chars.next()?;
                    if !"0abt\tnvfre \"/\\N_LPxuU\n".contains(escaped) {
                        return say(
                            at + 1 + n,
                            format!("in double quotes `\\{escaped}` has no meaning"),
                            format!(
                                "write `\\\\` for each backslash, or use single quotes:  {}",
                                quoted(line.body)
                            ),
                        );
                    }
                }
                '\'' if quote == '\'' && chars.peek().is_some_and(|(_, c)| *c == '\'') => {
                    chars.next();
                }
                _ if c == quote => {
                    end = Some(n);
                    break;
                }
                _ => {}
            }
        }
        let goes_on = end.is_some_and(|end| inner[..end].contains('\n'));
        let holds_key = |end: usize| {
            inner[..end]
                .lines()
                .skip(1)
                .any(|below| Line::new(0, below).key.is_some_and(is_key))
        };
        let Some(end) = end.filter(|end| !holds_key(*end)) else {
            return say(
                at,
                format!(
                    "the quote that begins here is not closed: {quote} is missing at the end of the text"
                ),
                format!("write  {}", quoted(line.body)),
            );
        };
        let after = inner[end + 1..].lines().next().unwrap_or_default();
        let rest = after.trim_start();
        if rest.starts_with(',') && line.key.is_some() && !self.text[..at].contains(['[', '{']) {
            let list = line.key.filter(|key| is_list(key));
            let advice = list.map(|key| {
                format!(
                    "write the list in brackets: `{key}: [{}]`",
                    clip(line.value)
                )
            });
            return say(
                at + 2 + end,
                "a comma stands behind the quoted text",
                advice.unwrap_or_else(|| "remove it".to_owned()),
            );
        }
        let remark = rest.starts_with('#') && after.starts_with([' ', '\t']);
        if rest.is_empty() || remark || rest.starts_with([',', ']', '}', ':']) {
            self.skip = at + 1 + end;
            return None;
        }
        say(
            at + 1 + end,
            format!(
                "the quoted text ends here, but more follows: {}",
                clip(rest)
            ),
            if goes_on {
                "remove this quote, or write it twice".to_owned()
            } else {
                format!("write  {}", quoted(line.body))
            },
        )
    }
}

/// Whether the values of a key are a list.
fn is_list(key: &str) -> bool {
    matches!(key, "also_asked" | "words")
}

/// A text that needs quotes because of what it begins with.
fn unquoted(line: Line<'_>, sign: char) -> Option<Finding> {
    let sign = match sign {
        '`' => "a backtick".to_owned(),
        sign => format!("`{sign}`"),
    };
    say(
        line.value_at(),
        format!("a text cannot begin with {sign} unless it stands in quotes"),
        format!("put the text into quotes:  {}", quoted(line.body)),
    )
}

/// What git leaves where two people changed the same lines.
fn conflict(line: Line<'_>) -> Option<Finding> {
    let marks = ["<<<<<<< ", ">>>>>>> ", "||||||| "];
    if line.indent > 0 || line.body != "=======" && !marks.iter().any(|m| line.body.starts_with(m))
    {
        return None;
    }
    say(
        line.start,
        "git left two versions of the same lines here",
        "keep one version, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>",
    )
}

/// A known key with no colon behind it.
fn missing_colon(line: Line<'_>) -> Option<Finding> {
    let signs = [' ', '=', ';', '：'];
    let word = line.value.split(signs).next().filter(|word| is_key(word))?;
    let rest = line.value[word.len()..].trim_start_matches(signs);
    say(
        line.value_at() + word.len(),
        format!("a colon is missing after `{word}`"),
        format!("write `{}`", format!("{word}: {}", clip(rest)).trim_end()),
    )
}

/// A key that does not stand below the first one.
fn below(line: Line<'_>, key: &str, first: First<'_>) -> Option<Finding> {
    let way = if line.column > first.column {
        "left"
    } else {
        "right"
    };
    let spaces = plural(line.column.abs_diff(first.column), "space");
    say(
        line.start + line.column,
        format!(
            "`{key}` must stand exactly below `{}`, in column {}",
            first.key,
            first.column + 1
        ),
        format!("move the line {spaces} to the {way}"),
    )
}

/// What is said of a text that gives no clearer clue.
const COMPARE: &str = "compare it with an entry that works: the same spaces at the beginning of each line, a colon and a space after each key, longer text below `|`";

/// What YAML's parser says, what that means to a person, and how to mend it. The first that fits counts.
const TRANSLATIONS: &[[&str; 3]] = &[
    [
        "more than one document",
        "the file holds more than one document, divided by `---` or `...`",
        "put each topic into a file of its own, all in one folder",
    ],
    [
        "recursion limit",
        "brackets or dashes are nested too deeply here",
        "an FAQ needs no more than a list in an entry",
    ],
    [
        "unknown anchor",
        "`*` begins the name of something that was not defined before",
        "put the text into quotes",
    ],
    [
        "tab character",
        "a tab stands where only spaces may",
        "replace it by spaces",
    ],
    [
        "mapping values are not allowed",
        "a colon followed by a space stands where no key may begin",
        "put the text into quotes, or longer text below `|`; or move the key exactly below the other keys",
    ],
    [
        "expected ',' or",
        "a list in brackets is not closed, or a comma is missing",
        "write a comma between its items and close the bracket; put text with commas, colons, brackets or apostrophes into double quotes",
    ],
    [
        "cannot start any token",
        "no text can begin with this character unless it stands in quotes",
        "put the text into quotes",
    ],
    [
        "expected node content",
        "something is missing here",
        "write it; or remove the comma, or the bracket, that stands alone",
    ],
    [
        "did not find expected",
        "this line does not stand in line with those above",
        "move it exactly below the dash or key that it belongs with",
    ],
    [
        "could not find expected ':'",
        "a colon is missing after a key, or this line should be further right",
        COMPARE,
    ],
    [
        "end of stream",
        "something that was opened above is not closed: a quote or a bracket",
        COMPARE,
    ],
    ["", "this cannot be read", COMPARE],
];

fn translated(text: &str, failed: usize, error: &str) -> Finding {
    // This one alone comes without a place.
    if error.contains("control characters") || error.contains("invalid Unicode character") {
        let invisible = |c: char| {
            c.is_control() && !"\n\t".contains(c)
                || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        };
        return Finding::error(
            text.find(invisible).unwrap_or(failed),
            "an invisible control character stands here",
            "remove it: delete the letters around it and write them anew",
        );
    }
    let fits = TRANSLATIONS
        .iter()
        .find(|[words, ..]| error.contains(words));
    let [_, message, advice] = fits.unwrap_or(&[""; 3]);
    Finding::error(failed, *message, *advice)
}

fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
