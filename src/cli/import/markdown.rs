//! Markdown, and plain text: questions as headings, as `Q:` and `A:`, as bold lines, bullets, or lines that
//! ask.

use std::mem;

use super::{
    draft::{Draft, Piece},
    html,
    names::{self, Keys, NameKind},
    own, shapes,
    signs::{Sign, SignedLines, Style, bold, bullet, labelled, number, plain, without_dash},
    value::has_entries,
};
use crate::{faq, meaning};

/// Of an entry that is told by other marks than the rest.
const OTHERWISE: &str = "not marked as the others are: an entry, or part of the answer above?";
/// Of a question in an answer, or of what may be a title.
const WITHIN: &str = "part of an answer, or an entry of its own?";
/// Of an entry that begins in lower case.
const CUT: &str = "does it begin in the line above?";

/// The most words of a title within an answer.
const LONGEST_TITLE: usize = 5;

/// Stands for `\|` where cells are cut: a private letter, which no document has.
const BAR: &str = "\u{e009}";

/// What the document holds.
pub(super) fn read(text: &str) -> Draft {
    if let Some(draft) = own::read(text) {
        return draft;
    }
    // What a page says of itself above its text, as some programs want it.
    let head = text.strip_prefix("---\n");
    let head = head.filter(|head| head.starts_with(|c: char| c.is_ascii_lowercase()));
    let head = head.and_then(|rest| {
        let whole = || Some((rest.strip_suffix("\n---")?, ""));
        rest.split_once("\n---\n").or_else(whole)
    });
    let (head, body) = head.unwrap_or(("", text));
    read_body(of_head(head), &with_whole_words(body))
}

/// What the document holds besides the `draft`, which its head or its scripts have given.
pub(super) fn read_body(mut draft: Draft, body: &str) -> Draft {
    let body = with_headings(&without_elements(body));
    let page = SignedLines::read(&body);
    let Some(style) = page.style() else {
        if draft.entries().next().is_none() {
            return Draft::default();
        }
        // All of them are there.
        let parts = body.split("\n\n");
        draft.keep(parts.filter(|part| part.contains(char::is_alphanumeric)));
        return draft;
    };
    DraftWriter::write(draft, style, &page)
}

/// What the head of a page holds: a list of questions as YAML, or else its title and lines to be kept.
fn of_head(head: &str) -> Draft {
    if let Ok(values) = faq::documents(head)
        && values.iter().any(has_entries)
    {
        return shapes::read(values, &Keys::default());
    }
    let mut draft = Draft::default();
    let mut title = head.lines().filter_map(|line| line.strip_prefix("title:"));
    let title = title.next().unwrap_or_default().trim();
    title.trim_matches(['"', '\'']).clone_into(&mut draft.title);
    draft.keep(head.lines().filter(|line| !line.starts_with("title:")));
    draft
}

/// Headings and folds that are written in HTML, as headings.
fn without_elements(text: &str) -> String {
    let mut text = text.to_owned();
    let names = ["h1", "h2", "h3", "h4", "h5", "h6", "summary"];
    for (name, level) in names.into_iter().zip([1, 2, 3, 4, 5, 6, 5]) {
        let (begin, end) = (format!("<{name}"), format!("</{name}>"));
        let (mut out, mut rest) = (String::new(), text.as_str());
        while let Some((above, below)) = rest.split_once(&end)
            && let Some((before, element)) = above.rsplit_once(&begin)
            && let Some((_, words)) = element.split_once('>')
        {
            let (sign, words) = ("#".repeat(level), words.trim().replace('\n', " "));
            out.extend([before, "\n\n", &sign, " ", &words, "\n\n"]);
            rest = below;
        }
        text = out + rest;
    }
    text
}

/// Tables that are lists of questions, as headings and words.
fn with_headings(text: &str) -> String {
    let rows = |block: &str| -> Option<Vec<Vec<String>>> {
        let lines = block.lines().map(|line| line.trim().strip_prefix('|'));
        let lines = lines.collect::<Option<Vec<_>>>()?.into_iter();
        let lines = lines.filter(|line| line.contains(|c| !"|-: ".contains(c)));
        let cells = |line: &str| {
            let line = line.replace("\\|", BAR);
            let cells = line.trim_end_matches('|').split('|');
            cells.map(|cell| cell.trim().replace(BAR, "|")).collect()
        };
        Some(lines.map(cells).collect())
    };
    let blocks = text.split("\n\n").map(|block| {
        let questions = rows(block).and_then(|rows| html::questions(&rows));
        questions.map_or(block.to_owned(), |questions| questions.join("\n\n"))
    });
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// A question whose answer is being read.
struct OpenEntry {
    piece: Piece,
    /// What marks it.
    style: Style,
    /// The level of its heading.
    level: usize,
    /// How many parts of a page surround it.
    depth: usize,
}

/// What becomes of the lines, one by one.
struct DraftWriter<'a> {
    draft: Draft,
    style: Style,
    page: &'a SignedLines<'a>,
    /// Whether any question of the style ends as one does: those that do not are then part of an answer.
    asks: bool,
    /// How many parts of a page surround the line.
    depth: usize,
    open: Option<OpenEntry>,
    /// The number before the open question, unless a numbered list follows.
    number: Option<usize>,
    body: Vec<&'a str>,
}

impl<'a> DraftWriter<'a> {
    fn write(draft: Draft, style: Style, page: &'a SignedLines<'a>) -> Draft {
        let mut writer = Self {
            draft,
            style,
            page,
            asks: page.questions(style).any(names::asks),
            depth: 0,
            open: None,
            number: None,
            body: Vec::new(),
        };
        // What stands below the last rule, without a heading or a question, is no part of an answer.
        let mut lines = page.lines.iter();
        let begins = |sign: &Sign| matches!(sign, Sign::Heading(..)) || writer.is_asked(sign);
        let foot = lines.rposition(|(line, sign)| is_rule(line) || begins(sign));
        for (at, (line, sign)) in page.lines.iter().enumerate() {
            if foot == Some(at) && *sign == Sign::Words && writer.is_answered() {
                writer.close();
            } else {
                writer.line(line, sign, at + 1);
            }
        }
        writer.close();
        writer.draft
    }

    fn line(&mut self, line: &'a str, sign: &Sign, below: usize) {
        match sign {
            Sign::Nothing => {}
            Sign::Begin => self.depth += 1,
            Sign::End => {
                // `<div><h3>Q</h3><p>A</p></div>More`: the answer ends here.
                self.depth = self.depth.saturating_sub(1);
                let is_inside = |open: &OpenEntry| open.depth > self.depth;
                if self.open.as_ref().is_some_and(is_inside)
                    && self.is_answered()
                    && !self.is_label()
                {
                    self.close();
                }
                // `<div><h3>Q</h3></div><p>A</p>`: it follows.
                if let Some(open) = &mut self.open {
                    open.depth = open.depth.min(self.depth);
                }
            }
            Sign::Heading(level, words) if self.is_question(*level, words, below) => {
                self.begin(self.style, words, "").level = *level;
            }
            Sign::Heading(level, _)
                if self.open.as_ref().is_some_and(|open| *level > open.level) =>
            {
                self.body.push(line);
            }
            Sign::Heading(level, words) => {
                self.close();
                // The only heading of the first level names the page.
                let is_title = *level == 1 && self.page.headings(1).nth(1).is_none();
                if is_title && self.draft.title.is_empty() {
                    self.draft.title.clone_from(words);
                } else {
                    self.draft.group(words);
                }
            }
            Sign::Question(_, words, rest) if self.is_asked(sign) => {
                self.begin(self.style, words, rest);
            }
            Sign::Question(Style::Bold, words, rest)
                if rest.is_empty() && self.is_title(words, below) =>
            {
                self.close();
                self.draft.group(words);
            }
            _ => self.other_line(line, sign, below),
        }
        if let Some(number) = number(line) {
            let is_asked = self.body.is_empty() && self.open.is_some();
            self.number = is_asked.then_some(number);
        }
    }

    /// A line without a mark of the document's questions.
    fn other_line(&mut self, line: &'a str, sign: &Sign, below: usize) {
        if let Some((words, rest)) = self.next_question(line, below) {
            self.begin(self.style, &plain(words), without_dash(rest));
        } else if let Sign::Question(style, words, rest) = sign
            && names::asks(words)
            && (!rest.is_empty() || self.has_words_at(below))
            && self.ends_answer(*style, line)
        {
            let open = self.begin(*style, words, rest);
            open.piece.doubts = vec![(words.clone(), OTHERWISE)];
        } else {
            if self.is_sibling(line) {
                self.close();
            }
            match (&mut self.open, sign) {
                (Some(open), _) if is_page_number(line) => open.piece.kept.push(line.to_owned()),
                (Some(open), Sign::Question(Style::Bold | Style::Pairs, words, _))
                    if names::asks(words) =>
                {
                    open.piece.doubts.push((words.clone(), WITHIN));
                    self.body.push(line);
                }
                _ => self.body.push(line),
            }
        }
    }

    /// What stands behind the number, if that follows on that of the open question: a question, and words on
    /// its line. Among bullets, which have their answers on their lines or below, only one with an answer.
    fn next_question(&self, line: &'a str, below: usize) -> Option<(&'a str, &'a str)> {
        let words = bullet(line).filter(|_| self.counts_on(line))?;
        let (words, rest) = bold(words).unwrap_or((words, ""));
        let may_be = match self.style {
            Style::Lines | Style::Bold => true,
            Style::Bullets => !rest.is_empty() || self.has_words_at(below),
            Style::Headings(_) | Style::Pairs => false,
        };
        may_be.then_some((words, rest))
    }

    /// Whether a line has the number behind that of the open question.
    fn counts_on(&self, line: &str) -> bool {
        let before = number(line).and_then(|number| number.checked_sub(1));
        before.is_some() && before == self.number
    }

    /// Whether this line, if there is one, says anything and is no question.
    fn has_words_at(&self, n: usize) -> bool {
        let line = self.page.lines.get(n);
        line.is_some_and(|(line, sign)| !line.trim().is_empty() && *sign == Sign::Words)
    }

    /// Whether a line that asks, marked otherwise than the document's questions, is most likely no part of
    /// the answer above it: it begins a paragraph, which no colon announces, or follows one of its kind.
    fn ends_answer(&self, style: Style, line: &str) -> bool {
        let follows = self.open.as_ref().is_some_and(|open| open.style == style);
        let is_apart = self.body.last().is_some_and(|line| line.trim().is_empty());
        !matches!(self.style, Style::Headings(_))
            && self.is_answered()
            && (follows || is_apart && !self.is_announced())
            && !line.starts_with([' ', '\t', '>'])
    }

    /// Whether the answer so far ends with a colon, perhaps with bullets below it.
    fn is_announced(&self) -> bool {
        let mut lines = self.body.iter().rev();
        let words = lines.find(|line| !line.trim().is_empty() && bullet(line).is_none());
        let inline = self.open.as_ref().map(|open| open.piece.answer.as_str());
        let last = words.copied().or(inline);
        last.is_some_and(|words| words.trim_end().ends_with(':'))
    }

    /// Whether a line is a bullet beside that of the question that is open, and thus no part of its answer.
    fn is_sibling(&self, line: &str) -> bool {
        let is_beside = number(line).is_none() && bullet(line).is_some() || self.counts_on(line);
        let is_bullet = |open: &OpenEntry| open.style == Style::Bullets;
        is_beside
            && self.open.as_ref().is_some_and(is_bullet)
            && self.is_answered()
            && !self.is_announced()
    }

    /// Whether a line is a question by what marks it, and asks where any of them does.
    fn is_asked(&self, sign: &Sign) -> bool {
        matches!(sign, Sign::Question(style, words, _)
            if *style == self.style && (*style != Style::Bold || !self.asks || names::asks(words)))
    }

    /// Whether a line in bold is the title of the question below it; right below a question it is the answer.
    fn is_title(&self, words: &str, below: usize) -> bool {
        let mut next = self.page.below(below).map(|(_, sign)| sign);
        matches!(self.style, Style::Lines | Style::Bold)
            && (self.open.is_none() || self.is_answered())
            && !words.ends_with(['.', '!'])
            && next.next().is_some_and(|next| self.is_asked(next))
    }

    fn is_question(&self, level: usize, words: &str, below: usize) -> bool {
        let Style::Headings(wanted) = self.style else {
            return false;
        };
        let mut next = self.page.below(below).map(|(_, sign)| sign);
        let next = next.next();
        let deeper = matches!(next, Some(Sign::Heading(at, _)) if *at > level);
        let has_words = next.is_some_and(|sign| !matches!(sign, Sign::Heading(..)));
        if names::asks(words) {
            // The title of questions may ask.
            return !deeper || level >= wanted;
        }
        level == wanted && (has_words || deeper)
    }

    /// Begins the entry of a question that is marked so; `rest` stands on its line behind it.
    fn begin(&mut self, style: Style, question: &str, rest: &str) -> &mut OpenEntry {
        self.close();
        let is_cut = style == Style::Lines && question.starts_with(char::is_lowercase);
        let doubt = is_cut.then(|| (question.to_owned(), CUT));
        let piece = Piece {
            doubts: doubt.into_iter().collect(),
            question: question.to_owned(),
            answer: rest.to_owned(),
            ..Piece::default()
        };
        self.open.insert(OpenEntry {
            piece,
            style,
            level: 6,
            depth: self.depth,
        })
    }

    /// Whether the question that is open has words below it.
    fn is_answered(&self) -> bool {
        let has_rest = |open: &OpenEntry| !open.piece.answer.is_empty();
        let mut lines = self.body.iter();
        lines.any(|line| line.contains(char::is_alphanumeric))
            || self.open.as_ref().is_some_and(has_rest)
    }

    /// Whether the words below the question are only those of its button.
    fn is_label(&self) -> bool {
        let mut lines = self.body.iter().filter(|line| !line.trim().is_empty());
        let label = lines.next().filter(|_| lines.next().is_none());
        label.is_some_and(|line| line.split(' ').count() < 3 && !line.ends_with(['.', '!']))
    }

    /// Ends the entry that is open; without one, what was read is kept.
    fn close(&mut self) {
        let body = unindented(&mem::take(&mut self.body));
        let Some(OpenEntry { mut piece, .. }) = self.open.take() else {
            return self.draft.keep(body.join("\n").split("\n\n"));
        };
        // A link to another place of the page, such as its top, is no answer.
        let leads =
            |line: &&str| line.starts_with('[') && line.contains("](#") && line.ends_with(')');
        // Below a term, Markdown begins what it means with a colon.
        let words = body
            .into_iter()
            .filter(|line| !leads(line))
            .map(|line| line.strip_prefix(": ").unwrap_or(line));
        let mut lines = unindented(&words.collect::<Vec<_>>());
        let is_empty = |line: &mut &str| line.trim().is_empty() || is_rule(line);
        while lines.pop_if(is_empty).is_some() {}
        let first = lines.iter().position(|line| !line.trim().is_empty());
        if let Some(first) = first.filter(|_| piece.answer.is_empty())
            && let Some(words) = labelled(lines[first], NameKind::Answer, self.page.letters)
        {
            let below = unindented(&lines.split_off(first + 1));
            lines = [vec![words], below].concat();
        }
        lines.insert(0, &piece.answer);
        let titles = titles_within(&lines).into_iter();
        piece
            .doubts
            .extend(titles.map(|words| (plain(words), WITHIN)));
        piece.answer = lines.join("\n");
        self.draft.add(piece);
    }
}

/// What may be titles among an answer's lines: a few words without an end that begin a paragraph, where
/// others follow that do not go on with them.
fn titles_within<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let is_title = |lines: &&[&'a str]| {
        let words = bold(lines[1]).map_or(lines[1], |(words, _)| words);
        lines[0].trim().is_empty()
            && words.starts_with(char::is_uppercase)
            && words.ends_with(char::is_alphanumeric)
            && !words.contains(['.', ',', ';', ':', '?', '!'])
            && words.split_whitespace().count() <= LONGEST_TITLE
            && !lines[2].starts_with(|c: char| c.is_lowercase() || c.is_ascii_punctuation())
    };
    let lines = lines.get(1..).unwrap_or_default();
    lines
        .windows(3)
        .filter(is_title)
        .map(|lines| lines[1])
        .collect()
}

/// The text with words in one line that go on in the next, as scans have them. The hyphen goes if they are an
/// English word then: “treat-ment” is, “well-known” is not.
fn with_whole_words(text: &str) -> String {
    let mut parts = text.split("-\n");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let next = part.trim_start_matches([' ', '\t']);
        // “Before- and after-care” is no word that goes on.
        let is_joined = ["and ", "or ", "und ", "oder "].map(|word| next.starts_with(word));
        let is_cut = out.ends_with(char::is_alphabetic) && next.starts_with(char::is_lowercase);
        let begun = out.rsplit(|c: char| !c.is_alphabetic()).next();
        let rest = next.split(|c: char| !c.is_alphabetic()).next();
        let whole = [begun, rest].map(Option::unwrap_or_default).concat();
        out.extend(match is_cut && !is_joined.contains(&true) {
            true if meaning::is_piece(&whole.to_lowercase()) => ["", next],
            true => ["-", next],
            false => ["-\n", part],
        });
    }
    out
}

/// Whether a line is the number of a page: `- 2 -`, `Page 2 of 5`.
fn is_page_number(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    let between = || line.strip_prefix("- ")?.strip_suffix(" -");
    let names = ["page ", "seite ", "página ", "pagina "];
    let of_page = names.iter().find_map(|name| line.strip_prefix(name));
    let mut words = between().or(of_page).unwrap_or_default().split(' ');
    let has_number = words.next().is_some_and(|word| word.parse::<u16>().is_ok());
    has_number && words.nth(2).is_none()
}

fn is_rule(line: &str) -> bool {
    ["---", "***", "___", "* * *"].contains(&line.trim())
}

/// The lines without the spaces that the first of them begins with.
fn unindented<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = lines.iter().find(|line| !line.trim().is_empty());
    let margin = first.map_or(0, |line| indent(line));
    let bare = lines.iter().map(|line| &line[indent(line).min(margin)..]);
    bare.collect()
}
