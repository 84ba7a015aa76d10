//! Markdown, and plain text: questions as headings, as `Q:` and `A:`, as bold lines, bullets, or lines that
//! ask.

use std::mem;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::{
    draft::{Draft, Piece, unnumbered},
    html::{self, BEGIN, END},
    names::{self, Keys, NameKind},
    own, shapes,
    value::has_entries,
};
use crate::{faq, markdown};

/// How a document marks its questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Headings of this level, and every heading that asks.
    Headings(usize),
    /// Lines that begin with `Q:`, and answers that may begin with `A:`.
    Pairs,
    /// Lines in bold.
    Bold,
    /// Bullets that begin with a question.
    Bullets,
    /// Lines that ask.
    Lines,
}

/// What a line is, apart from its words.
#[derive(Clone, Debug, PartialEq)]
enum Sign {
    Heading(usize, String),
    Question(Style, String, String),
    /// The rule below a heading.
    Nothing,
    /// The beginning and the end of what surrounds questions with their answers.
    Begin,
    End,
    Words,
}

/// A letter that stands for a question at the beginning of lines, and one for its answer.
type Letters = (&'static str, &'static str);

/// Stands for a bar that is a sign in a cell, in letters that nobody writes.
const BAR: &str = "\u{e009}";

/// In the languages of the screen.
const LETTERS: &str = "q a|f a|q r|p r|d r|v a|f s|s c|в о|س ج";

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
    let mut draft = of_head(head);
    let body = with_headings(&without_elements(body));
    let page = SignedLines::read(&body);
    let Some(style) = page.style() else {
        if draft.entries().next().is_none() {
            return Draft::default();
        }
        // All of them are there.
        draft.keep(body.split("\n\n"));
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
        while let Some((above, below)) = text.split_once(&end)
            && let Some((before, element)) = above.rsplit_once(&begin)
            && let Some((_, words)) = element.split_once('>')
        {
            let (sign, words) = ("#".repeat(level), words.trim().replace('\n', " "));
            text = format!("{before}\n\n{sign} {words}\n\n{below}");
        }
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

/// The pair of letters that the document has most often at the beginning of its lines.
fn letters(lines: &[&str]) -> Letters {
    let labels = lines
        .iter()
        .filter_map(|line| Some(label(line)?.0.to_lowercase()));
    let labels: Vec<String> = labels.collect();
    let count = |letter: &str| labels.iter().filter(|label| *label == letter).count();
    let pairs = LETTERS.split('|').filter_map(|pair| pair.split_once(' '));
    let most = pairs
        .rev()
        .max_by_key(|(question, answer)| count(question).min(count(answer)));
    most.unwrap_or_default()
}

/// The lines of a document, and what each is.
struct SignedLines<'a> {
    lines: Vec<(&'a str, Sign)>,
    letters: Letters,
}

impl<'a> SignedLines<'a> {
    fn read(body: &'a str) -> Self {
        let lines: Vec<&str> = body.lines().collect();
        let letters = letters(&lines);
        let mut signs: Vec<Sign> = (0..lines.len()).map(|n| sign(&lines, n, letters)).collect();
        let start = |line: &str| line.as_ptr() as usize - body.as_ptr() as usize;
        let number = |at: usize| lines.partition_point(|line| start(line) <= at).max(1) - 1;
        for (event, place) in Parser::new(body).into_offset_iter() {
            let first = number(place.start);
            let last = number(place.end.saturating_sub(1)).max(first);
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                    signs[first..=last].fill(Sign::Words);
                }
                // Not in a quote or a list; words with a rule below them are one where they are one line.
                Event::Start(Tag::Heading { level, .. })
                    if last - first < 2
                        && body[start(lines[first])..place.start].trim().is_empty() =>
                {
                    signs[last] = Sign::Nothing;
                    signs[first] = heading(lines[first], level as usize, letters);
                }
                _ => {}
            }
        }
        let lines = lines.into_iter().zip(signs).collect();
        Self { lines, letters }
    }

    /// The lines from this one on that say anything.
    fn below(&self, n: usize) -> impl Iterator<Item = &(&'a str, Sign)> {
        let says = |(line, sign): &&(&str, Sign)| {
            !line.trim().is_empty() && !matches!(sign, Sign::Nothing | Sign::Begin | Sign::End)
        };
        self.lines[n..].iter().filter(says)
    }

    /// The questions that are marked so.
    fn questions(&self, style: Style) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(move |(_, sign)| match sign {
            Sign::Question(kind, words, _) if *kind == style => Some(words.as_str()),
            _ => None,
        })
    }

    /// The headings of this level, each with the place below it.
    fn headings(&self, wanted: usize) -> impl Iterator<Item = (usize, &str)> {
        let lines = (1..).zip(&self.lines);
        lines.filter_map(move |(below, (_, sign))| match sign {
            Sign::Heading(level, words) if *level == wanted => Some((below, words.as_str())),
            _ => None,
        })
    }

    /// How the document marks its questions: by what it has most questions for. None where it has none.
    fn style(&self) -> Option<Style> {
        let count = |style: Style| self.questions(style).count();
        let asking = |level: usize| {
            let words = self.headings(level).map(|(_, words)| words);
            words.filter(|words| names::asks(words)).count()
        };
        let headings: usize = (1..=6).map(asking).sum();
        if headings > 0 && headings >= count(Style::Pairs).max(count(Style::Bold)) {
            let most = (1..=6).rev().max_by_key(|level| asking(*level));
            return most.map(Style::Headings);
        }
        let with_words = |level: usize| {
            let places = self.headings(level).map(|(below, _)| below);
            let next = places.filter_map(|below| self.below(below).next());
            next.filter(|(_, sign)| !matches!(sign, Sign::Heading(..)))
                .count()
        };
        let marked = [Style::Bullets, Style::Bold, Style::Pairs];
        let most = marked.into_iter().max_by_key(|style| count(*style))?;
        // Bold lines that do not ask are no questions beside headings with words, or as many lines that ask.
        let lines = count(Style::Lines);
        let is_sure = most != Style::Bold
            || self.questions(Style::Bold).any(names::asks)
            || (1..=6).map(with_words).sum::<usize>() < 2 && lines < count(most);
        if count(most) > 0 && is_sure {
            return Some(most);
        }
        let level = (1..=6).find(|level| with_words(*level) > 1);
        let level = level.or_else(|| (2..=6).find(|level| with_words(*level) > 0));
        let by_heading = level.filter(|_| lines < 2).map(Style::Headings);
        by_heading.or((lines > 0).then_some(Style::Lines))
    }
}

/// What a line is that Markdown reads as a heading.
fn heading(line: &str, level: usize, letters: Letters) -> Sign {
    let words = line.trim().trim_matches('#').trim();
    let words = without_icon(words.split(" {#").next().unwrap_or(words));
    // A heading may itself say that it asks.
    let words = labelled(words, NameKind::Question, letters).unwrap_or(words);
    // “Question 1” says only that one follows.
    let is_number = words.ends_with(|c: char| c.is_ascii_digit());
    if is_number && names::kind(words) == Some(NameKind::Question) {
        return Sign::Nothing;
    }
    Sign::Heading(level, plain(words))
}

/// What any other line is.
fn sign(lines: &[&str], n: usize, letters: Letters) -> Sign {
    let body = without_icon(lines[n].trim());
    match body {
        BEGIN => return Sign::Begin,
        END => return Sign::End,
        _ if body.starts_with("<details") || body.starts_with("</details") => return Sign::Nothing,
        _ => {}
    }
    let question = |style, words: &str, rest: &str| {
        let rest = rest.trim_start_matches([':', '—', '–', '-', ' ', '\\']);
        Sign::Question(style, plain(words), rest.trim().to_owned())
    };
    let bulleted = bullet(body);
    let item = bulleted.unwrap_or(body);
    if let Some(words) = labelled(item, NameKind::Question, letters) {
        // The answer may stand on the same line.
        let answer = |(at, _)| Some((at, labelled(&words[at + 1..], NameKind::Answer, letters)?));
        let inline = words.match_indices(' ').take(200).find_map(answer);
        let (words, rest) = inline.map_or((words, ""), |(at, rest)| (&words[..at], rest));
        return Sign::Question(Style::Pairs, plain(words), rest.trim().to_owned());
    }
    if let Some((words, rest)) = bold(item) {
        let sign = question(Style::Bold, words, rest);
        let is_alone = matches!(&sign, Sign::Question(_, _, rest) if rest.is_empty());
        if names::asks(words) || is_alone && bulleted.is_none() && !words.ends_with(':') {
            return sign;
        }
    }
    if bulleted.is_some()
        && let Some((at, sign)) = item.match_indices(['?', '？', '؟']).next()
    {
        let (words, rest) = item.split_at(at + sign.len());
        let rest = rest.trim_start_matches(['*', '_']);
        let below = lines[n + 1..].iter().find(|line| !line.trim().is_empty());
        if !rest.is_empty() || below.is_some_and(|below| below.starts_with([' ', '\t'])) {
            return question(Style::Bullets, words, rest);
        }
    }
    let above = n.checked_sub(1).map_or("", |n| lines[n]);
    let is_last = lines.get(n + 1).is_none_or(|line| line.trim().is_empty());
    let is_alone = is_last || above.trim().is_empty() || !names::asks(above);
    let is_quoted = body.starts_with(['>', '|', '“', '"', '«', '„']);
    if names::asks(body) && is_alone && !is_quoted && body.len() < 300 {
        return question(Style::Lines, item, "");
    }
    Sign::Words
}

/// A line that asks, without the picture or the sign behind it that folds the answer.
fn without_icon(line: &str) -> &str {
    let signs = ['+', '-', '−', '–', '×', '▼', '▾', '▸', '›', '>', '\\', ' '];
    let picture = line.rfind("![").filter(|_| line.ends_with(')'));
    let words = line[..picture.unwrap_or(line.len())].trim_end_matches(signs);
    if names::asks(words) { words } else { line }
}

/// What stands behind a bullet or a number.
fn bullet(body: &str) -> Option<&str> {
    let item = || body.strip_prefix(['-', '*', '+', '•'])?.strip_prefix(' ');
    unnumbered(body).or_else(item).map(str::trim_start)
}

/// The number that a line begins with.
fn number(line: &str) -> Option<usize> {
    bullet(line)?;
    let digits = line.trim_start_matches(['*', '_']);
    digits.split(['.', ')']).next()?.parse().ok()
}

/// A beginning in bold, and the rest.
fn bold(body: &str) -> Option<(&str, &str)> {
    ["**", "__"].iter().find_map(|mark| {
        let (words, rest) = body.strip_prefix(mark)?.split_once(mark)?;
        (!words.is_empty()).then_some((words, rest))
    })
}

/// A label such as `Q:`, `**Question 3:**`, `A.`, `R :` without its number, and the words behind it; bold
/// goes with it.
fn label(body: &str) -> Option<(&str, &str)> {
    let bare = body.trim_start_matches(['*', '_']);
    let marks = &body[..body.len() - bare.len()];
    let end = bare.find([':', '.', ')', '：'])?;
    let sign = bare[end..].chars().next()?;
    let name = bare[..end].trim_end_matches(['*', '_', ' ', '\u{a0}', '\u{202f}']);
    let name = name.trim_end_matches(|c: char| c.is_numeric() || matches!(c, ' ' | '#'));
    let is_letter = name.chars().count() == 1;
    let rest = &bare[end + sign.len_utf8()..];
    let is_free = rest.is_empty() || rest.starts_with([' ', '*', '_', '\t']);
    // A name such as Frage needs its colon; a full stop would end a sentence.
    if name.is_empty() || !(is_letter && is_free || !is_letter && matches!(sign, ':' | '：')) {
        return None;
    }
    let rest = rest.trim();
    if marks.is_empty() {
        return Some((name, rest));
    }
    // The label alone was bold, or the whole line.
    let rest = rest.strip_prefix(marks).unwrap_or(rest);
    let whole = rest
        .strip_suffix(marks)
        .filter(|rest| !rest.contains(marks));
    Some((name, whole.unwrap_or(rest).trim()))
}

/// The words behind a label of a question's or an answer's.
fn labelled(body: &str, wanted: NameKind, (question, answer): Letters) -> Option<&str> {
    let (name, rest) = label(body)?;
    let fits = match wanted {
        _ if name.chars().count() > 1 => names::kind(name) == Some(wanted),
        NameKind::Question => name.to_lowercase() == question,
        _ => name.to_lowercase() == answer,
    };
    fits.then_some(rest)
}

/// Words without marks, on one line.
fn plain(words: &str) -> String {
    let words = markdown::spoken_words(words.trim_end_matches('\\'));
    words.replace('\n', " ").trim().to_owned()
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
    /// The question whose answer is being read, and the level of its heading.
    open: Option<(Piece, usize)>,
    /// How many parts surround it.
    open_depth: usize,
    /// The number before it, unless a numbered list follows.
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
            open_depth: 0,
            number: None,
            body: Vec::new(),
        };
        // What stands below the last rule, without a heading or a question, is no part of an answer.
        let mut lines = page.lines.iter();
        let foot = lines.rposition(|(line, sign)| is_rule(line) || writer.begins(sign));
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
                self.depth = self.depth.saturating_sub(1);
                if self.open_depth > self.depth && self.is_answered() && !self.is_label() {
                    self.close();
                }
                // The answer to a question alone stands behind what surrounds it.
                self.open_depth = self.open_depth.min(self.depth);
            }
            Sign::Heading(level, words) if self.is_question(*level, words, below) => {
                self.begin(words, "", *level);
            }
            Sign::Heading(level, _) if self.open.as_ref().is_some_and(|(_, own)| level > own) => {
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
            Sign::Question(_, words, rest) if self.is_asked(sign) => self.begin(words, rest, 6),
            Sign::Question(Style::Bold, words, rest)
                if rest.is_empty() && self.is_title(words, below) =>
            {
                self.close();
                self.draft.group(words);
            }
            _ if self.is_next(line) => {
                let words = bullet(line).unwrap_or(line);
                let words = bold(words).map_or(words, |(words, _)| words);
                self.begin(&plain(words), "", 6);
            }
            _ => self.body.push(line),
        }
        if let Some(number) = number(line) {
            let is_asked = self.body.is_empty() && self.open.is_some();
            self.number = is_asked.then_some(number);
        }
    }

    /// Whether a line has the number behind that of the question that is open.
    fn is_next(&self, line: &str) -> bool {
        let next = self.number.map(|number| number + 1);
        matches!(self.style, Style::Lines | Style::Bold) && next.is_some() && number(line) == next
    }

    /// Whether a line is a question by what marks it, and asks where any of them does.
    fn is_asked(&self, sign: &Sign) -> bool {
        matches!(sign, Sign::Question(style, words, _)
            if *style == self.style && (*style != Style::Bold || !self.asks || names::asks(words)))
    }

    fn begins(&self, sign: &Sign) -> bool {
        matches!(sign, Sign::Heading(..)) || self.is_asked(sign)
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

    fn begin(&mut self, question: &str, rest: &str, level: usize) {
        self.close();
        let piece = Piece {
            question: question.to_owned(),
            answer: rest.to_owned(),
            ..Piece::default()
        };
        self.open = Some((piece, level));
        self.open_depth = self.depth;
    }

    /// Whether the question that is open has words below it.
    fn is_answered(&self) -> bool {
        let has_rest = |(piece, _): &(Piece, usize)| !piece.answer.is_empty();
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
        let body = unindented(mem::take(&mut self.body));
        let Some((mut piece, _)) = self.open.take() else {
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
        let mut lines = unindented(words.collect());
        let is_empty = |line: &mut &str| line.trim().is_empty() || is_rule(line);
        while lines.pop_if(is_empty).is_some() {}
        let first = lines.iter().position(|line| !line.trim().is_empty());
        if let Some(first) = first.filter(|_| piece.answer.is_empty())
            && let Some(words) = labelled(lines[first], NameKind::Answer, self.page.letters)
        {
            let below = unindented(lines.split_off(first + 1));
            lines = [vec![words], below].concat();
        }
        lines.insert(0, &piece.answer);
        let answer = lines.join("\n");
        answer
            .trim_matches('\n')
            .trim_end()
            .clone_into(&mut piece.answer);
        self.draft.add(piece);
    }
}

/// Whether a line is a rule.
fn is_rule(line: &str) -> bool {
    ["---", "***", "___", "* * *"].contains(&line.trim())
}

/// The lines without the spaces that the first of them begins with.
fn unindented(lines: Vec<&str>) -> Vec<&str> {
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let first = lines.iter().find(|line| !line.trim().is_empty());
    let margin = first.map_or(0, |line| indent(line));
    let lines = lines.into_iter();
    lines
        .map(|line| &line[indent(line).min(margin)..])
        .collect()
}
