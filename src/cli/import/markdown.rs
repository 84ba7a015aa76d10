//! Markdown, and plain text: questions as headings, as `Q:` and `A:`, as bold lines, bullets, terms, or lines that ask.

use std::ops::Range;

use super::{
    draft::{Draft, Item, Piece},
    html,
    names::{self, Meaning},
};
use crate::markdown;

/// How a document marks its questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Headings of this level, and every heading that asks.
    Headings(usize),
    /// Lines that begin with `Q:`, and answers that may begin with `A:`.
    Pairs,
    /// Lines in bold.
    Bold,
    /// A term, and lines below it that begin with a colon.
    Terms,
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
    None,
}

/// What the document holds.
pub(super) fn read(text: &str) -> Draft {
    let mut draft = Draft::default();
    let (front, body) = front_matter(text);
    let body = summaries(body);
    let (body, remarks) = without_comments(&body);
    let lines: Vec<&str> = body.lines().collect();
    let signs = signs(&lines);
    let Some(style) = style(&lines, &signs) else {
        return draft;
    };
    for line in front.lines().filter(|line| !line.trim().is_empty()) {
        let (key, value) = line.split_once(':').unwrap_or_default();
        let value = value.trim().trim_matches(['"', '\'']);
        match key.trim() {
            "title" if !value.is_empty() => value.clone_into(&mut draft.title),
            "lang" | "language" if value.len() == 2 => draft.language = value.to_lowercase(),
            _ => draft.group("").items.push(Item::Kept(line.to_owned())),
        }
    }
    for remark in remarks {
        draft.group("").items.push(Item::Kept(remark));
    }
    Writer {
        draft,
        style,
        group: String::new(),
        open: None,
        body: Vec::new(),
    }
    .write(&lines, &signs)
}

/// The head between lines of dashes that some programs want, and the rest.
fn front_matter(text: &str) -> (&str, &str) {
    let parts = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    parts
        .filter(|(head, _)| head.contains(':'))
        .unwrap_or(("", text))
}

/// `<summary>` as a heading, `<details>` left out: what folds away on a web page is a question and its answer.
fn summaries(text: &str) -> String {
    if !text.contains("<summary") && !text.contains("<dt") {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("<summary").or_else(|| rest.find("<dt")) {
        let close = if rest[at..].starts_with("<dt") {
            "</dt>"
        } else {
            "</summary>"
        };
        let inner = rest[at..].split_once('>').map_or("", |(_, inner)| inner);
        let Some((question, after)) = inner.split_once(close) else {
            break;
        };
        let question = html::markdown(question, html::Words::Plain).replace(['#', '*', '\n'], " ");
        out.push_str(&rest[..at]);
        out.extend(["\n\n##### ", question.trim(), "\n\n"]);
        rest = after;
    }
    out.push_str(rest);
    [
        "<details>",
        "<details open>",
        "</details>",
        "<dl>",
        "</dl>",
        "<dd>",
        "</dd>",
    ]
    .iter()
    .fold(out, |out, tag| out.replace(tag, "\n"))
}

/// `text` without HTML comments, and those.
fn without_comments(text: &str) -> (String, Vec<String>) {
    let (mut out, mut remarks, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once("<!--") {
        let Some((comment, after)) = after.split_once("-->") else {
            break;
        };
        out.push_str(before);
        remarks.push(comment.trim().to_owned());
        rest = after;
    }
    remarks.retain(|remark| !remark.is_empty());
    (out + rest, remarks)
}

/// What each line is. What is fenced is nothing but words.
fn signs(lines: &[&str]) -> Vec<Sign> {
    let mut fence: Option<String> = None;
    let mut signs: Vec<Sign> = Vec::with_capacity(lines.len());
    for (n, line) in lines.iter().enumerate() {
        let body = line.trim_start();
        let run: String = body
            .chars()
            .take_while(|c| matches!(c, '`' | '~'))
            .collect();
        match &fence {
            Some(open) if run.starts_with(open.as_str()) && body.trim_end() == run => fence = None,
            None if run.len() >= 3 => fence = Some(run),
            None => {
                let setext =
                    |sign: char| !body.is_empty() && body.trim_end().chars().all(|c| c == sign);
                let above = n.checked_sub(1).map_or("", |n| lines[n]).trim();
                let begins = n < 2 || lines[n - 2].trim().is_empty();
                if (setext('=') || setext('-') && body.len() > 2)
                    && begins
                    && !above.is_empty()
                    && !above.starts_with(['|', '>', '-', '#', '*'])
                {
                    signs[n - 1] = Sign::Heading(if setext('=') { 1 } else { 2 }, plain(above));
                    signs.push(Sign::Heading(0, String::new()));
                    continue;
                }
                signs.push(sign(lines, n));
                continue;
            }
            Some(_) => {}
        }
        signs.push(Sign::None);
    }
    signs
}

fn sign(lines: &[&str], n: usize) -> Sign {
    let line = lines[n];
    let body = line.trim();
    let indent = line.len() - line.trim_start().len();
    let level = body.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&level) && indent < 4 && body[level..].starts_with([' ', '\t']) {
        let words = body[level..].trim().trim_end_matches('#').trim();
        let words = words.split(" {#").next().unwrap_or(words);
        // A heading may itself say that it asks.
        let words = labelled(words, Meaning::Question).unwrap_or(words);
        return Sign::Heading(level, plain(words));
    }
    let question = |style, words: &str, rest: &str| {
        Sign::Question(style, plain(words), rest.trim().to_owned())
    };
    let bulleted = bullet(body);
    let item = bulleted.unwrap_or(body);
    if let Some(words) = labelled(item, Meaning::Question) {
        let (words, rest) = match inline_answer(words) {
            Some((words, rest)) => (words, rest),
            None => (words, ""),
        };
        return question(Style::Pairs, words, rest);
    }
    if let Some((words, rest)) = bold(item) {
        let rest = rest.trim_start_matches([':', '—', '–', '-', ' ', '\\']);
        if names::asks(words) || (rest.is_empty() && bulleted.is_none() && !words.ends_with(':')) {
            return question(Style::Bold, words, rest);
        }
    }
    let next = lines.get(n + 1).map_or("", |line| line.trim());
    let term = lines
        .get(n + 1..)
        .unwrap_or_default()
        .iter()
        .find(|line| !line.trim().is_empty());
    if term.is_some_and(|line| line.trim_start().starts_with(": "))
        && !body.is_empty()
        && !body.starts_with(':')
    {
        return question(Style::Terms, body, "");
    }
    if bulleted.is_some()
        && let Some(end) = item.find(['?', '？', '؟'])
    {
        let end = end + item[end..].chars().next().map_or(1, char::len_utf8);
        let rest = item[end..].trim_start_matches(['*', '_', ':', '—', '–', '-', ' ']);
        if !rest.is_empty() || lines.get(n + 1).is_some_and(|next| next.starts_with(' ')) {
            return question(Style::Bullets, &item[..end], rest);
        }
    }
    let alone =
        n == 0 || lines[n - 1].trim().is_empty() || next.is_empty() || !names::asks(lines[n - 1]);
    if names::asks(body)
        && alone
        && !body.starts_with(['>', '|', '“', '"', '«', '„'])
        && body.len() < 300
    {
        return question(Style::Lines, item, "");
    }
    Sign::None
}

/// What stands behind a bullet or a number.
fn bullet(body: &str) -> Option<&str> {
    if let Some(rest) = body.strip_prefix(['-', '*', '+', '•']) {
        return rest.strip_prefix(' ').map(str::trim_start);
    }
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = (rest.len() < body.len()).then(|| rest.strip_prefix(['.', ')']))?;
    rest?.strip_prefix(' ').map(str::trim_start)
}

/// A beginning in bold, and the rest.
fn bold(body: &str) -> Option<(&str, &str)> {
    ["**", "__"].iter().find_map(|mark| {
        let (words, rest) = body.strip_prefix(mark)?.split_once(mark)?;
        (!words.is_empty()).then_some((words, rest))
    })
}

/// The words behind a label such as `Q:`, `**Question 3:**`, `A.`; bold goes with the label.
fn labelled(body: &str, wanted: Meaning) -> Option<&str> {
    let bare = body.trim_start_matches(['*', '_']);
    let marks = &body[..body.len() - bare.len()];
    let end = bare.find([':', '.', ')', '：'])?;
    let label = bare[..end].trim_end_matches(['*', '_']);
    let name = label.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '#'));
    let short = name.chars().count() == 1;
    let sign = bare[end..].chars().next()?;
    let means = if name.eq_ignore_ascii_case("f") {
        Some(Meaning::Question)
    } else {
        names::meaning(name)
    };
    // A name such as Frage needs its colon; a full stop would end a sentence.
    if name.is_empty() || means != Some(wanted) || !(short || matches!(sign, ':' | '：')) {
        return None;
    }
    let rest = &bare[end + sign.len_utf8()..];
    if short && !rest.starts_with([' ', '*', '_', '\t']) && !rest.is_empty() {
        return None;
    }
    let rest = rest.trim();
    // The label alone was bold, or the whole line.
    let rest = rest
        .strip_prefix(marks)
        .filter(|_| !marks.is_empty())
        .unwrap_or(rest);
    let whole = rest
        .strip_suffix(marks)
        .filter(|rest| !marks.is_empty() && !rest.contains(marks));
    Some(whole.unwrap_or(rest).trim())
}

/// `Q: … A: …` on one line.
fn inline_answer(words: &str) -> Option<(&str, &str)> {
    [" A: ", " **A:** ", " Answer: "]
        .iter()
        .find_map(|sign| words.split_once(sign))
}

/// Words without marks, on one line.
fn plain(words: &str) -> String {
    markdown::text(words.trim_end_matches('\\'))
        .replace('\n', " ")
        .trim()
        .to_owned()
}

/// How the document marks its questions: by what it has most questions for. None where it has none.
fn style(lines: &[&str], signs: &[Sign]) -> Option<Style> {
    let count = |style: Style| {
        let is = |sign: &&Sign| matches!(sign, Sign::Question(kind, ..) if *kind == style);
        signs.iter().filter(is).count()
    };
    let asking = |level: usize| {
        let is = |sign: &&Sign| matches!(sign, Sign::Heading(at, words) if *at == level && names::asks(words));
        signs.iter().filter(is).count()
    };
    let sections = sections(lines, signs);
    let with_body = |level: usize| {
        sections
            .iter()
            .filter(|(at, own)| *at == level && *own)
            .count()
    };
    let headings: usize = (1..=6).map(asking).sum();
    let pairs = count(Style::Pairs);
    if headings > 0 && headings >= pairs && headings >= count(Style::Bold) {
        let level = (1..=6)
            .rev()
            .max_by_key(|level| asking(*level))
            .unwrap_or(2);
        return Some(Style::Headings(level));
    }
    let marked = [Style::Pairs, Style::Bold, Style::Terms, Style::Bullets];
    if let Some(style) = marked
        .into_iter()
        .rev()
        .max_by_key(|style| count(*style))
        .filter(|style| count(*style) > 0)
    {
        let bodies: usize = (1..=6).map(with_body).sum();
        if style != Style::Bold || bold_asks(signs) || bodies < 2 {
            return Some(style);
        }
    }
    let level = (1..=6)
        .find(|level| with_body(*level) > 1)
        .or_else(|| (2..=6).find(|level| with_body(*level) > 0));
    if let Some(level) = level.filter(|_| count(Style::Lines) < 2) {
        return Some(Style::Headings(level));
    }
    (count(Style::Lines) > 0).then_some(Style::Lines)
}

fn bold_asks(signs: &[Sign]) -> bool {
    signs
        .iter()
        .any(|sign| matches!(sign, Sign::Question(Style::Bold, words, _) if names::asks(words)))
}

/// Each heading's level, and whether words stand below it before the next.
fn sections(lines: &[&str], signs: &[Sign]) -> Vec<(usize, bool)> {
    let mut sections: Vec<(usize, bool)> = Vec::new();
    for (line, sign) in lines.iter().zip(signs) {
        match sign {
            Sign::Heading(0, _) => {}
            Sign::Heading(level, _) => sections.push((*level, false)),
            _ => {
                if let Some(last) = sections.last_mut().filter(|_| !line.trim().is_empty()) {
                    last.1 = true;
                }
            }
        }
    }
    sections
}

/// What becomes of the lines, one by one.
struct Writer<'a> {
    draft: Draft,
    style: Style,
    group: String,
    /// The question whose answer is being read, and the level of its heading.
    open: Option<(Piece, usize)>,
    body: Vec<&'a str>,
}

impl<'a> Writer<'a> {
    fn write(mut self, lines: &[&'a str], signs: &[Sign]) -> Draft {
        let mut first = true;
        for (n, line) in lines.iter().enumerate() {
            match &signs[n] {
                Sign::Heading(0, _) => {}
                Sign::Heading(level, words) => {
                    let rest = n + 1..lines.len();
                    if self.is_question(*level, words, rest, lines, signs) {
                        self.begin(words.clone(), "", *level);
                    } else if self.open.as_ref().is_some_and(|(_, own)| *level > *own) {
                        self.body.push(line);
                    } else {
                        self.close();
                        if first && *level == 1 && self.draft.title.is_empty() {
                            self.draft.title.clone_from(words);
                            self.group.clear();
                        } else {
                            self.group.clone_from(words);
                        }
                    }
                    first = false;
                }
                Sign::Question(kind, words, rest) if self.begins(*kind, words) => {
                    self.begin(words.clone(), rest, 6);
                }
                _ => self.body.push(line),
            }
        }
        self.close();
        // Several titles are several topics: the first is a group like the others.
        if self.draft.groups.iter().any(|group| group.title.is_empty())
            && lines_of_level(signs, 1) > 1
        {
            let title = std::mem::take(&mut self.draft.title);
            if let Some(group) = self
                .draft
                .groups
                .iter_mut()
                .find(|group| group.title.is_empty())
            {
                group.title = title;
            }
        }
        self.draft
    }

    fn begins(&self, kind: Style, words: &str) -> bool {
        match self.style {
            Style::Headings(_) => false,
            // Where bold lines ask, those that do not are part of an answer.
            Style::Bold => kind == Style::Bold && (names::asks(words) || self.open.is_none()),
            style => kind == style,
        }
    }

    fn is_question(
        &self,
        level: usize,
        words: &str,
        rest: Range<usize>,
        lines: &[&str],
        signs: &[Sign],
    ) -> bool {
        let Style::Headings(wanted) = self.style else {
            return false;
        };
        let mut below = rest
            .map(|n| (lines[n], &signs[n]))
            .filter(|(line, sign)| !line.trim().is_empty() && !matches!(sign, Sign::Heading(0, _)));
        let next = below.next();
        let own_words = next.is_some_and(|(_, sign)| !matches!(sign, Sign::Heading(..)));
        let deeper =
            next.is_some_and(|(_, sign)| matches!(sign, Sign::Heading(at, _) if *at > level));
        if names::asks(words) {
            return own_words || !deeper || level >= wanted;
        }
        if level == wanted {
            return own_words || deeper;
        }
        // A heading further up that has words and no questions below it is one too, but for the title.
        let children = below
            .take_while(|(_, sign)| !matches!(sign, Sign::Heading(at, _) if *at <= level))
            .any(|(_, sign)| matches!(sign, Sign::Heading(..)));
        level < wanted && level > 1 && own_words && !children
    }

    fn begin(&mut self, question: String, rest: &str, level: usize) {
        self.close();
        let piece = Piece {
            question,
            answer: rest.to_owned(),
            ..Piece::default()
        };
        self.open = Some((piece, level));
    }

    /// Ends the entry that is open; without one, what was read is kept, or says who speaks.
    fn close(&mut self) {
        let body = std::mem::take(&mut self.body);
        let Some((mut piece, _)) = self.open.take() else {
            let text = unindented(&body);
            for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) {
                let doctor =
                    part.strip_prefix("*Who speaks in the quotes, unless they name another: ");
                match doctor.and_then(|rest| rest.strip_suffix(".*")) {
                    Some(doctor) if self.draft.doctor.is_empty() => {
                        self.draft.doctor = plain(doctor);
                    }
                    Some(doctor) if self.draft.doctor == plain(doctor) => {}
                    _ => self
                        .draft
                        .group(&self.group)
                        .items
                        .push(Item::Kept(part.to_owned())),
                }
            }
            return;
        };
        let mut text = unindented(&body);
        if self.style == Style::Terms {
            let lines: Vec<&str> = text
                .lines()
                .map(|line| line.strip_prefix(": ").unwrap_or(line))
                .collect();
            text = unindented(&lines);
        }
        if let Some(rest) = labelled(text.lines().next().unwrap_or_default(), Meaning::Answer)
            .filter(|_| piece.answer.is_empty())
        {
            let more = text.split_once('\n').map_or("", |(_, more)| more);
            let more: Vec<&str> = more.lines().collect();
            text = format!("{rest}\n{}", unindented(&more));
        }
        if let Some((answer, note)) = text.split_once("**STAFF ONLY - do not read aloud**") {
            piece.staff_note = note
                .trim()
                .split("\n\n")
                .map(plain)
                .collect::<Vec<_>>()
                .join("\n");
            text = answer.trim_end().to_owned();
        }
        if matches!(
            text.lines().last().map(str::trim),
            Some("---" | "***" | "___" | "* * *")
        ) {
            let end = text.trim_end().rfind('\n').unwrap_or(0);
            text.truncate(end);
        }
        let answer = [piece.answer.trim(), text.trim_matches('\n')].join("\n");
        piece.answer = answer.trim_matches('\n').trim_end().into();
        // What is code may show tags.
        if !piece.answer.contains(['`', '\\']) && piece.answer.lines().any(html::has_tags) {
            piece.answer = html::markdown(&piece.answer, html::Words::Markdown);
        }
        self.draft.group(&self.group).items.push(Item::Entry(piece));
    }
}

fn lines_of_level(signs: &[Sign], level: usize) -> usize {
    signs
        .iter()
        .filter(|sign| matches!(sign, Sign::Heading(at, _) if *at == level))
        .count()
}

/// The lines without the spaces that all of them begin with.
fn unindented(lines: &[&str]) -> String {
    let indent = |line: &&str| line.len() - line.trim_start_matches(' ').len();
    let filled = lines.iter().filter(|line| !line.trim().is_empty());
    let margin = filled.map(indent).min().unwrap_or(0);
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.get(margin..).unwrap_or_default())
        .collect();
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}
