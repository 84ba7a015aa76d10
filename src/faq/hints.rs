//! Text that is no YAML: the place where a person would look, and how to mend it. YAML's own parser names the
//! place where it gave up, often far below; so the lines up to there are searched for what people get wrong.

use super::{
    keys::{begins_file_key, is_entry_key, is_file_key, is_group_key, is_key, is_list_key},
    line::{Line, clip, quoted},
    tree::Finding,
};

/// The mistake that made reading `text`, which begins with a line of its own, fail.
pub(super) fn explain(text: &str, error: &serde_yaml::Error) -> Finding {
    let failed = error
        .location()
        .map_or(text.len(), |l| l.index().min(text.len()));
    let mut eye = Eye::new(text);
    for line in Line::all(text) {
        if line.start > failed {
            break;
        }
        if let Some(finding) = eye.suspect(line) {
            return finding;
        }
    }
    translated(text, failed, &error.to_string())
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
    /// The first key of the hand-over group.
    group: Option<First<'a>>,
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
            group: None,
            keys: None,
            dashes: None,
        }
    }

    /// What is wrong with the line, if it is surely wrong. The order is that of certainty.
    fn suspect(&mut self, line: Line<'a>) -> Option<Finding> {
        if line.start < self.skip || line.body.is_empty() {
            return None;
        }
        if let Some(found) = conflict(line).or_else(|| self.second_document(line)) {
            return Some(found);
        }
        if let Some(block) = self
            .block
            .as_mut()
            .filter(|block| line.indent > block.parent)
        {
            let first = *block.first.get_or_insert(line.indent);
            return (line.indent < first).then(|| {
                Finding::error(
                    line.start + line.indent,
                    "this line is further left than the first line of its text",
                    format!(
                        "give the first line and this one the same {} at their beginning",
                        plural(line.indent, "space")
                    ),
                )
            });
        }
        if line.body.starts_with('#') {
            return None;
        }
        self.block = None;
        let found = indentation(line)
            .or_else(|| bullet(line))
            .or_else(|| self.glued(line))
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
            } else if is_group_key(key) && (line.dash || self.group.is_none()) {
                self.group = Some(first);
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
        let rule = line.indent == 0 && (line.body == "---" || line.body.starts_with("--- "));
        (rule && self.last.is_some()).then(|| {
            Finding::error(
                line.start,
                "`---` begins a second document here, and a file can have one",
                "put each topic into a file of its own, all in one folder, and remove the `---`"
                    .to_owned(),
            )
        })
    }

    /// A known key with no space after its colon or dash.
    fn glued(&self, line: Line<'_>) -> Option<Finding> {
        let at = line.start + line.indent;
        if let Some(rest) = line.body.strip_prefix('-')
            && let Some((key, value)) = rest.split_once(':')
            && is_key(key)
        {
            return Some(Finding::error(
                at + 1,
                "a space is missing after the dash",
                format!("write `- {key}:{}`", clip_after(value)),
            ));
        }
        if let Some(words) = line.body.strip_prefix('-')
            && self.dashes.is_some_and(|(column, _)| column == line.indent)
            && words.starts_with(|c: char| c.is_alphanumeric() || "\"'“‘¿".contains(c))
        {
            return Some(Finding::error(
                at + 1,
                "a space is missing after the dash",
                format!("write `- {}`", clip(words)),
            ));
        }
        let (key, value) = line
            .value
            .split_once(':')
            .filter(|_| line.key.is_none_or(|key| key.contains(':')))?;
        (is_key(key) && !value.starts_with(' ') && !value.is_empty()).then(|| {
            let at = line.value_at() + key.len() + 1;
            Finding::error(
                at,
                "a space is missing after the colon",
                format!("write `{key}: {}`", clip(value)),
            )
        })
    }

    /// A line that was never meant to be part of an FAQ file.
    fn foreign(&self, line: Line<'a>) -> Option<Finding> {
        let at = line.start + line.indent;
        if self.keys.is_some_and(|first| line.indent > first.column) {
            return None;
        }
        let remark = ["//", "<!--", "/*", "--"].iter().find_map(|sign| {
            let words = line.body.strip_prefix(sign)?;
            words
                .starts_with(' ')
                .then(|| words.trim_end_matches(['-', '>', '*', '/']).trim())
        });
        if let Some(remark) = remark {
            return Some(Finding::error(
                at,
                "a remark begins with `#`",
                format!("write `# {}`", clip(remark)),
            ));
        }
        let rule = line.body.len() >= 3 && line.body.chars().all(|c| "-=_*~.…`".contains(c))
            || line.body.starts_with("```");
        if rule || line.body == "…" {
            return Some(Finding::error(
                at,
                "this line means nothing in an FAQ file",
                "remove it".to_owned(),
            ));
        }
        if self.last.is_none() && line.body.starts_with('>') {
            return Some(Finding::error(
                at,
                "`>` stands before this line, as in an e-mail that was passed on",
                "remove it from the beginning of every line, with the space behind it".to_owned(),
            ));
        }
        let known = self.last.is_some_and(|(key, _)| is_key(key));
        let begins = line
            .body
            .starts_with(['"', '\'', '[', ']', '{', '}', '%', '?', ':', '&', '!']);
        let text = line.key.is_none() && !line.dash && !begins && self.keys.is_none();
        (text && !known && missing_colon(line, false).is_none()).then(|| {
            Finding::error(
                at,
                "a key should stand at the beginning of this line",
                "if the line does not belong to the FAQ, remove it, or put `#` before it"
                    .to_owned(),
            )
        })
    }

    /// A key that does not stand below the other keys of its entry, a dash that does not stand below the others.
    fn alignment(&self, line: Line<'a>) -> Option<Finding> {
        if let Some(key) = line.key
            && let Some(found) = self.key_alignment(line, key)
        {
            return Some(found);
        }
        match line.key {
            _ if line.dash && line.key.is_none_or(|key| !is_key(key)) => {
                let (column, _) = self.dashes.filter(|(column, _)| *column != line.indent)?;
                Some(Finding::error(
                    line.start + line.indent,
                    format!(
                        "this dash must stand exactly below the dash above, in column {}",
                        column + 1
                    ),
                    "give both lines the same number of spaces at their beginning".to_owned(),
                ))
            }
            _ => None,
        }
    }

    fn key_alignment(&self, line: Line<'a>, key: &str) -> Option<Finding> {
        let at = line.start + line.column;
        if is_file_key(key)
            && let Some(first) = self.header.filter(|first| first.column != line.column)
            && self.keys.is_none()
            && !line.dash
        {
            return Some(below(line, key, first));
        }
        if is_group_key(key)
            && let Some(first) = self.group.filter(|first| first.column != line.column)
            && self.keys.is_none()
            && !line.dash
        {
            return Some(below(line, key, first));
        }
        if !is_entry_key(key) {
            return None;
        }
        let Some(first) = self.keys else {
            if let Some((_, dash)) = self.dashes.filter(|_| !line.dash) {
                return Some(Finding::error(
                    dash,
                    "this dash begins an entry, but no `question:` follows it",
                    "write `- question: …`; or move the line to the right, if it belongs to a list above".to_owned(),
                ));
            }
            let entries = self.last.is_none_or(|(last, _)| last == "entries");
            return (line.dash && !entries).then(|| {
                Finding::error(
                    line.start + line.indent,
                    "a line `entries:` is missing above the first entry",
                    "write `entries:` at the beginning of a line of its own above this one"
                        .to_owned(),
                )
            });
        };
        match (line.dash, first.listed) {
            (false, true) if key == "question" && line.column < first.column => {
                Some(Finding::error(
                    at,
                    "a dash is missing before `question`, if a new entry begins here",
                    format!(
                        "write `- {}` with its dash exactly below the dash above, and the entry's other lines exactly below `question`",
                        clip(line.body)
                    ),
                ))
            }
            (false, _) if line.column != first.column => Some(below(line, key, first)),
            (true, false) => Some(Finding::error(
                first.at,
                format!("a dash is missing before `{}`", first.key),
                format!(
                    "begin each entry with a dash and a space: `- {}: …`",
                    first.key
                ),
            )),
            (true, true) if line.indent >= first.column && key != "question" => {
                Some(Finding::error(
                    line.start + line.indent,
                    format!("`{key}` belongs to the entry above and has no dash of its own"),
                    format!(
                        "remove the dash, and put `{key}` exactly below `{}`",
                        first.key
                    ),
                ))
            }
            (true, true) if line.column != first.column => Some(Finding::error(
                line.start + line.indent,
                "the dashes of all entries must stand in one column",
                format!(
                    "move the line so that `{key}` stands in column {}",
                    first.column + 1
                ),
            )),
            _ => None,
        }
    }

    /// A line that neither begins with a key nor with a dash, and is not further right than the key above.
    fn stray(&self, line: Line<'a>) -> Option<Finding> {
        let at = line.start + line.indent;
        let column = self.keys.map_or(self.last_column, |first| first.column);
        let listed = self.last.is_some_and(|(key, _)| is_list_key(key));
        // Where the dashes of the entries stand, it begins another.
        let bullet = line.dash && line.key.is_none() && !listed && line.indent == column;
        if line.dash && self.keys.is_some() && !bullet
            || line.body.starts_with(['"', '\'', '[', ']', '{', '}']) && self.last.is_none()
        {
            return None;
        }
        if line.key.is_none()
            && (self.keys.is_none() || line.indent <= column)
            && self.last.is_none_or(|(key, _)| key != "say")
            && let Some(found) = missing_colon(line, self.keys.is_some())
        {
            return Some(found);
        }
        let (key, block) = self.last.filter(|_| !line.dash || bullet)?;
        let adrift = match line.key {
            None => line.indent <= column,
            Some(words) => line.indent < column && !is_key(words) && !begins_file_key(line.body),
        };
        match line.key {
            None if adrift && key == "question" && !block => Some(Finding::error(
                at,
                "a key should stand at the beginning of this line",
                "if it is the answer, write `answer: ` before it; if it is the rest of the question, put it at the end of the line above".to_owned(),
            )),
            _ if adrift => {
                let advice = if block {
                    format!(
                        "put at least {} at the beginning of the line",
                        plural(column + 2, "space")
                    )
                } else {
                    format!(
                        "write `{key}: |` and the whole text on the lines below it, each with at least {} at its beginning",
                        plural(column + 2, "space")
                    )
                };
                Some(Finding::error(
                    at,
                    format!(
                        "this line should belong to `{key}`, but it is not further right than `{key}`"
                    ),
                    advice,
                ))
            }
            // The text of a key goes on further right, and has a colon in it.
            Some(words) if !is_key(words) && line.indent > column && !block && line.column > 0 => {
                Some(Finding::error(
                    self.text[at..].find(':').map_or(at, |n| at + n),
                    format!("the text of `{key}` has a colon followed by a space in it"),
                    format!(
                        "write `{key}: |` and the whole text on the lines below it, each further right than `{key}`"
                    ),
                ))
            }
            _ => None,
        }
    }

    /// A value that cannot begin or go on as it does.
    fn value(&mut self, line: Line<'a>) -> Option<Finding> {
        let at = line.value_at();
        let value = line.value;
        if line.key == Some("<<") {
            let at = line.start + line.column;
            return Some(Finding::error(
                at,
                "merging (`<<`) is not supported here",
                "write the keys out".to_owned(),
            ));
        }
        let name = line
            .key
            .or(self.last.map(|(key, _)| key))
            .unwrap_or("the text");
        if line.key == Some("entries")
            && !value.starts_with(['[', '{', '#', '&', '!'])
            && !value.is_empty()
        {
            return Some(Finding::error(
                at,
                "nothing may stand behind `entries:`, but the entries on the lines below",
                "remove it".to_owned(),
            ));
        }
        match value.chars().next()? {
            quote @ ('"' | '\'') => self.quotes(line, quote),
            sign @ ('|' | '>') => {
                let rest = value[1..]
                    .trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
                let remark =
                    rest.is_empty() || rest.starts_with(' ') && rest.trim_start().starts_with('#');
                (!remark).then(|| {
                    Finding::error(
                        at,
                        format!(
                            "after `{sign}` the line must end; the text begins on the next line"
                        ),
                        format!(
                            "write `{name}: |`, and the text below it, further right than `{name}`"
                        ),
                    )
                })
            }
            sign @ ('%' | '@' | '`' | ',' | ']' | '}') => Some(unquoted(line, sign)),
            '?' if line.key.is_some() && value.starts_with("? ") => Some(unquoted(line, '?')),
            sign @ ('*' | '&' | '!') => (!self.is_name(value)).then(|| unquoted(line, sign)),
            '-' if line.key.is_some() && value.starts_with("- ") => Some(Finding::error(
                at,
                format!("a list cannot begin on the line of `{name}`"),
                format!(
                    "put each dash on a line of its own below `{name}:`; or the text into quotes, if it is one"
                ),
            )),
            open @ ('[' | '{') => self.brackets(line, open),
            _ => {
                let plain = value.split(" #").next().unwrap_or(value).trim_end();
                let colon = plain
                    .find(": ")
                    .or_else(|| plain.ends_with(':').then(|| plain.len() - 1))?;
                let below = self.text[line.start..].lines().nth(1).unwrap_or_default();
                let goes_on = Line::new(0, below).indent > line.column;
                let advice = if goes_on {
                    format!(
                        "write `{name}: |` and the whole text on the lines below it, each further right than `{name}`"
                    )
                } else {
                    format!("put the text into quotes:  {}", quoted(line.body))
                };
                line.key.map(|_| {
                    Finding::error(
                        at + colon,
                        "a text with a colon and a space in it must stand in quotes",
                        advice,
                    )
                })
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
        let list = line.key.is_some_and(is_list_key);
        match line.value.split_once(close) {
            Some((_, after)) => {
                let after = after.trim_start();
                let text =
                    !list && !after.is_empty() && !after.starts_with(['#', ',', ']', '}', ':']);
                text.then(|| unquoted(line, open))
            }
            None if self.text[at..].contains(close) => None,
            None => Some(Finding::error(
                at,
                format!("this `{open}` is never closed"),
                format!(
                    "write `{close}` where the list ends; or put the text into quotes, if it is one"
                ),
            )),
        }
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
                        return Some(Finding::error(
                            at + 1 + n,
                            format!("in double quotes `\\{escaped}` has no meaning"),
                            format!(
                                "write `\\\\` for each backslash, or use single quotes:  {}",
                                quoted(line.body)
                            ),
                        ));
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
        let unclosed = || {
            Finding::error(
                at,
                format!(
                    "the quote that begins here is not closed: {quote} is missing at the end of the text"
                ),
                format!("write  {}", quoted(line.body)),
            )
        };
        let Some(end) = end else {
            return Some(unclosed());
        };
        let first_line = inner.find('\n').unwrap_or(inner.len());
        let below = inner[..end].lines().skip(1).any(|l| {
            let l = Line::new(0, l);
            l.key.is_some_and(is_key)
        });
        if end > first_line && below {
            return Some(unclosed());
        }
        let after = inner[end + 1..].lines().next().unwrap_or_default();
        let rest = after.trim_start();
        if rest.starts_with(',') && line.key.is_some() && !self.text[..at].contains(['[', '{']) {
            let advice = match line.key {
                Some(key) if is_list_key(key) => {
                    format!(
                        "write the list in brackets: `{key}: [{}]`",
                        clip(line.value)
                    )
                }
                _ => "remove it".to_owned(),
            };
            return Some(Finding::error(
                at + 2 + end,
                "a comma stands behind the quoted text",
                advice,
            ));
        }
        let fine = rest.is_empty()
            || rest.starts_with('#') && after.starts_with([' ', '\t'])
            || rest.starts_with([',', ']', '}', ':']);
        if !fine {
            let place = at + 1 + end;
            let advice = if end > first_line {
                "remove this quote, or write it twice".to_owned()
            } else {
                format!("write  {}", quoted(line.body))
            };
            return Some(Finding::error(
                place,
                format!(
                    "the quoted text ends here, but more follows: {}",
                    clip(rest)
                ),
                advice,
            ));
        }
        self.skip = at + 1 + end;
        None
    }
}

/// A text that needs quotes because of what it begins with.
fn unquoted(line: Line<'_>, sign: char) -> Finding {
    let sign = match sign {
        '`' => "a backtick".to_owned(),
        sign => format!("`{sign}`"),
    };
    Finding::error(
        line.value_at(),
        format!("a text cannot begin with {sign} unless it stands in quotes"),
        format!("put the text into quotes:  {}", quoted(line.body)),
    )
}

/// What git leaves where two people changed the same lines.
fn conflict(line: Line<'_>) -> Option<Finding> {
    let marks = ["<<<<<<< ", ">>>>>>> ", "||||||| "];
    let mark = line.body == "=======" || marks.iter().any(|m| line.body.starts_with(m));
    (line.indent == 0 && mark).then(|| {
        Finding::error(
            line.start,
            "git left two versions of the same lines here",
            "keep one version, and remove the lines that begin with <<<<<<<, ======= and >>>>>>>"
                .to_owned(),
        )
    })
}

/// A line that begins with something that looks like spaces and is not.
fn indentation(line: Line<'_>) -> Option<Finding> {
    let first = line.body.chars().next().filter(|c| c.is_whitespace())?;
    let what = if first == '\t' {
        "a tab"
    } else {
        "a space that is not the space bar's"
    };
    Some(Finding::error(
        line.start + line.indent,
        format!("{what} stands at the beginning of this line"),
        "replace it by spaces, as many as the lines above have".to_owned(),
    ))
}

/// What stands in the place of the dash and the space that begin an entry.
fn bullet(line: Line<'_>) -> Option<Finding> {
    let odd = |c: char| c.is_whitespace() && c != ' ';
    if line
        .body
        .strip_prefix('-')
        .is_some_and(|rest| rest.starts_with(odd))
    {
        return Some(Finding::error(
            line.start + line.indent + 1,
            "a space must stand behind the dash, but this is a tab or another sign",
            "delete what stands behind the dash, and type a space".to_owned(),
        ));
    }
    let digits = line.body.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if digits.len() < line.body.len() {
        digits.strip_prefix(['.', ')'])
    } else if let Some(rest) = line.body.strip_prefix("--") {
        Some(rest)
    } else {
        line.body.strip_prefix([
            '•', '·', '*', '–', '—', '‒', '−', '●', '▪', '◦', '‣', '+', '>',
        ])
    };
    let rest = rest?.trim_start();
    let (key, _) = rest.split_once(':')?;
    is_entry_key(key).then(|| {
        Finding::error(
            line.start + line.indent,
            "an entry begins with a dash and a space",
            format!("write `- {}`", clip(rest)),
        )
    })
}

/// A known key with no colon behind it. Within an entry, text may begin with "ask" or "name".
fn missing_colon(line: Line<'_>, in_entry: bool) -> Option<Finding> {
    let word = line
        .value
        .split([' ', '=', ';', '：'])
        .next()
        .filter(|word| is_key(word) && !(in_entry && is_group_key(word)))?;
    let rest = line.value[word.len()..].trim_start_matches([' ', '=', ';', '：']);
    Some(Finding::error(
        line.value_at() + word.len(),
        format!("a colon is missing after `{word}`"),
        format!("write `{word}:{}`", clip_after(rest)),
    ))
}

/// A key that does not stand below the first one.
fn below(line: Line<'_>, key: &str, first: First<'_>) -> Finding {
    let (spaces, way) = if line.column > first.column {
        (line.column - first.column, "left")
    } else {
        (first.column - line.column, "right")
    };
    Finding::error(
        line.start + line.column,
        format!(
            "`{key}` must stand exactly below `{}`, in column {}",
            first.key,
            first.column + 1
        ),
        format!("move the line {} to the {way}", plural(spaces, "space")),
    )
}

/// A value as it stands after its colon.
fn clip_after(value: &str) -> String {
    if value.is_empty() {
        String::new()
    } else {
        format!(" {}", clip(value))
    }
}

/// What is said of a text that gives no clearer clue.
const COMPARE: &str = "compare it with an entry that works: the same spaces at the beginning of each line, a colon and a space after each key, longer text below `|`";

/// What YAML's parser says, and what that means to a person, and how to mend it. The first that fits counts.
const TRANSLATIONS: &[(&str, &str, &str)] = &[
    (
        "more than one document",
        "the file holds more than one document, divided by `---` or `...`",
        "put each topic into a file of its own, all in one folder",
    ),
    (
        "recursion limit",
        "brackets or dashes are nested too deeply here",
        "an FAQ needs no more than a list in an entry",
    ),
    (
        "unknown anchor",
        "`*` begins the name of something that was not defined before",
        "put the text into quotes",
    ),
    (
        "repetition limit",
        "aliases (`*name`) repeat too much here",
        "write the text out where it belongs",
    ),
    (
        "tab character",
        "a tab stands where only spaces may",
        "replace it by spaces",
    ),
    (
        "mapping values are not allowed",
        "a colon followed by a space stands where no key may begin",
        "put the text into quotes, or longer text below `|`; or move the key exactly below the other keys",
    ),
    (
        "expected ',' or",
        "a list in brackets is not closed, or a comma is missing",
        "write a comma between its items and close the bracket; put text with commas, colons, brackets or apostrophes into double quotes",
    ),
    (
        "cannot start any token",
        "no text can begin with this character unless it stands in quotes",
        "put the text into quotes",
    ),
    (
        "expected node content",
        "something is missing here",
        "write it; or remove the comma, or the bracket, that stands alone",
    ),
    (
        "did not find expected",
        "this line does not stand in line with those above",
        "move it exactly below the dash or key that it belongs with",
    ),
    (
        "could not find expected ':'",
        "a colon is missing after a key, or this line should be further right",
        COMPARE,
    ),
    (
        "end of stream",
        "something that was opened above is not closed: a quote or a bracket",
        COMPARE,
    ),
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
            "remove it: delete the letters around it and write them anew".to_owned(),
        );
    }
    let (_, message, advice) = TRANSLATIONS
        .iter()
        .find(|(words, ..)| error.contains(words))
        .unwrap_or(&("", "this cannot be read", COMPARE));
    Finding::error(failed, *message, (*advice).to_owned())
}

fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
