//! Markdown, and plain text: questions as headings, as `Q:` and `A:`, as bold lines, bullets, terms, or lines
//! that ask.

use std::{mem, ops::Range};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::{
    draft::{Draft, Item, Piece},
    head, html,
    names::{self, NameKind},
    own,
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
    /// The rule below a heading.
    Nothing,
    /// The end of what surrounds a question and its answer.
    End,
    Words,
}

/// Letters that stand for a question and its answer at the beginning of lines, in the languages of the
/// screen.
const LETTERS: [(&str, &str); 10] = [
    ("q", "a"),
    ("f", "a"),
    ("q", "r"),
    ("p", "r"),
    ("d", "r"),
    ("v", "a"),
    ("f", "s"),
    ("s", "c"),
    ("в", "о"),
    ("س", "ج"),
];

/// What the document holds.
pub(super) fn read(text: &str) -> Draft {
    if let Some(draft) = own::read(text) {
        return draft;
    }
    let (mut draft, body) = head::read(text);
    let (body, remarks) = html::in_markdown(&with_tags(&with_headings(body)));
    let lines: Vec<&str> = body.lines().collect();
    let letters = letters(&lines);
    let signs = signs(&body, &lines, letters);
    let style = style(&lines, &signs);
    draft.keep("", remarks.iter().map(String::as_str));
    let Some(style) = style else {
        let body = body.replace(html::END, "");
        // A file a question, with the question in its head; or all of them are there.
        if !names::asks(&draft.title) || body.trim().is_empty() {
            if draft.entries() == 0 {
                return Draft::default();
            }
            draft.keep("", body.split("\n\n"));
            return draft;
        }
        let piece = Piece {
            question: mem::take(&mut draft.title),
            answer: body,
            ..Piece::default()
        };
        draft.add("", piece);
        return draft;
    };
    DraftWriter {
        draft,
        style,
        letters,
        asks: signs.iter().any(|sign| matches!(sign, Sign::Question(kind, words, _) if *kind == style && names::asks(words))),
        group: String::new(),
        group_level: 0,
        open: None,
        number: None,
        body: Vec::new(),
    }
    .write(&lines, &signs)
}

/// Tables that are lists of questions, as headings and words.
fn with_headings(text: &str) -> String {
    let (mut out, mut done) = (String::new(), 0);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (event, place) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => rows.clear(),
            Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
            Event::Start(Tag::TableCell) => {
                let cell = text[place].trim_matches(['|', ' ']).to_owned();
                if let Some(row) = rows.last_mut() {
                    row.push(cell);
                }
            }
            Event::End(TagEnd::Table) if html::is_list(&rows) => {
                out.extend([&text[done..place.start], &html::laid_out(&rows), "\n"]);
                done = place.end;
            }
            _ => {}
        }
    }
    out + &text[done..]
}

/// The short codes of some programs, `{{< faq question="…" >}}`, as tags.
fn with_tags(text: &str) -> String {
    let tag = |line: &str| {
        let code = line.trim().strip_prefix("{{")?.strip_suffix("}}")?;
        let code = Some(code).filter(|code| code.starts_with(['<', '%']))?;
        let code = code.trim_matches(['<', '>', '%', ' ']);
        let (name, attributes) = code.split_once(' ').unwrap_or((code, ""));
        let question = if attributes.starts_with('"') {
            "question="
        } else {
            ""
        };
        Some(format!("<{name} {question}{attributes}>").replace("</ ", "</"))
    };
    let lines = text
        .lines()
        .map(|line| tag(line).unwrap_or_else(|| line.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}

/// The pair of letters that the document has most often at the beginning of its lines.
fn letters(lines: &[&str]) -> (&'static str, &'static str) {
    let labels: Vec<String> = lines
        .iter()
        .filter_map(|line| Some(label(line)?.0.to_lowercase()))
        .collect();
    let count = |letter: &str| labels.iter().filter(|label| *label == letter).count();
    let pairs = LETTERS.into_iter().rev();
    pairs
        .max_by_key(|(question, answer)| count(question).min(count(answer)))
        .unwrap_or(LETTERS[0])
}

/// What each line is. What is fenced is nothing but words.
fn signs(body: &str, lines: &[&str], letters: (&str, &str)) -> Vec<Sign> {
    let starts: Vec<usize> = lines
        .iter()
        .map(|line| line.as_ptr() as usize - body.as_ptr() as usize)
        .collect();
    let number = |at: usize| {
        starts
            .partition_point(|start| *start <= at)
            .saturating_sub(1)
    };
    let mut signs: Vec<Option<Sign>> = vec![None; lines.len()];
    for (event, place) in Parser::new(body).into_offset_iter() {
        let first = number(place.start);
        let last = number(place.end.saturating_sub(1)).max(first);
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                signs[first..=last].fill(Some(Sign::Words));
            }
            // Not in a quote or a list; words with a rule below them are a heading where they are one line.
            Event::Start(Tag::Heading { level, .. })
                if last - first < 2 && body[starts[first]..place.start].trim().is_empty() =>
            {
                let words = lines[first]
                    .trim()
                    .trim_start_matches('#')
                    .trim()
                    .trim_end_matches('#')
                    .trim();
                let words = words.split(" {#").next().unwrap_or(words);
                // A heading may itself say that it asks.
                let words = labelled(words, NameKind::Question, letters).unwrap_or(words);
                signs[last] = Some(Sign::Nothing);
                // “Question 1” says only that one follows.
                let is_number = words.ends_with(|c: char| c.is_ascii_digit())
                    && names::kind(words) == Some(NameKind::Question);
                signs[first] = Some(if is_number {
                    Sign::Nothing
                } else {
                    Sign::Heading(level as usize, plain(words))
                });
            }
            _ => {}
        }
    }
    let signs = signs.into_iter().enumerate();
    signs
        .map(|(n, known)| known.unwrap_or_else(|| sign(lines, n, letters)))
        .collect()
}

fn sign(lines: &[&str], n: usize, letters: (&str, &str)) -> Sign {
    let body = without_icon(lines[n].trim());
    if body == html::END {
        return Sign::End;
    }
    let below = lines.get(n + 1).copied().unwrap_or_default();
    let question = |style, words: &str, rest: &str| {
        Sign::Question(style, plain(words), rest.trim().to_owned())
    };
    let bulleted = bullet(body);
    let item = bulleted.unwrap_or(body);
    if let Some(words) = labelled(item, NameKind::Question, letters) {
        // The answer may stand on the same line.
        let answer = |(at, _)| Some((at, labelled(&words[at + 1..], NameKind::Answer, letters)?));
        let inline = words.match_indices(' ').take(200).find_map(answer);
        let (words, rest) = inline.map_or((words, ""), |(at, rest)| (&words[..at], rest));
        return question(Style::Pairs, words, rest);
    }
    if let Some((words, rest)) = bold(item) {
        let rest = rest.trim_start_matches([':', '—', '–', '-', ' ', '\\']);
        if names::asks(words) || (rest.is_empty() && bulleted.is_none() && !words.ends_with(':')) {
            return question(Style::Bold, words, rest);
        }
    }
    let mut filled = lines[n + 1..].iter().filter(|line| !line.trim().is_empty());
    let is_term = filled
        .next()
        .is_some_and(|line| line.trim_start().starts_with(": "));
    if is_term && !body.is_empty() && !body.starts_with(':') {
        return question(Style::Terms, body, "");
    }
    if bulleted.is_some()
        && let Some((at, sign)) = item.match_indices(['?', '？', '؟']).next()
    {
        let (words, rest) = item.split_at(at + sign.len());
        let rest = rest.trim_start_matches(['*', '_', ':', '—', '–', '-', ' ']);
        let nested = lines[n + 1..].iter().find(|line| !line.trim().is_empty());
        if !rest.is_empty() || nested.is_some_and(|next| next.starts_with([' ', '\t'])) {
            return question(Style::Bullets, words, rest);
        }
    }
    let above = n.checked_sub(1).map_or("", |n| lines[n]);
    let alone = above.trim().is_empty() || below.trim().is_empty() || !names::asks(above);
    if names::asks(body)
        && alone
        && !body.starts_with(['>', '|', '“', '"', '«', '„'])
        && body.len() < 300
    {
        return question(Style::Lines, item, "");
    }
    Sign::Words
}

/// A line that asks, without the picture or the sign behind it that folds the answer.
fn without_icon(line: &str) -> &str {
    let picture = line.rfind("![").filter(|_| line.ends_with(')'));
    let words = line[..picture.unwrap_or(line.len())].trim_end();
    let words =
        words.trim_end_matches(['+', '-', '−', '–', '×', '▼', '▾', '▸', '›', '>', '\\', ' ']);
    if names::asks(words) { words } else { line }
}

/// What stands behind a bullet or a number.
fn bullet(body: &str) -> Option<&str> {
    let digits = body.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if digits.len() < body.len() {
        digits.strip_prefix(['.', ')'])
    } else {
        body.strip_prefix(['-', '*', '+', '•'])
    };
    rest?.strip_prefix(' ').map(str::trim_start)
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
fn labelled<'a>(body: &'a str, wanted: NameKind, letters: (&str, &str)) -> Option<&'a str> {
    let (name, rest) = label(body)?;
    let lower = name.to_lowercase();
    let letter = if wanted == NameKind::Question {
        letters.0
    } else {
        letters.1
    };
    let is_letter = name.chars().count() == 1;
    let fits = if is_letter {
        lower == letter
    } else {
        names::kind(name) == Some(wanted)
    };
    fits.then_some(rest)
}

/// Words without marks, on one line.
fn plain(words: &str) -> String {
    let words = markdown::text(words.trim_end_matches('\\'));
    words.replace('\n', " ").trim().to_owned()
}

/// How the document marks its questions: by what it has most questions for. None where it has none.
fn style(lines: &[&str], signs: &[Sign]) -> Option<Style> {
    let count = |style: Style| {
        let is = |sign: &&Sign| matches!(sign, Sign::Question(kind, ..) if *kind == style);
        signs.iter().filter(is).count()
    };
    let asking = |wanted: usize| {
        let is = |sign: &&Sign| matches!(sign, Sign::Heading(level, words) if *level == wanted && names::asks(words));
        signs.iter().filter(is).count()
    };
    let with_words = |wanted: usize| {
        let is = |n: &usize| {
            matches!(signs[*n], Sign::Heading(level, _) if level == wanted)
                && matches!(
                    below(lines, signs, *n + 1..signs.len()).next(),
                    Some(Sign::Words | Sign::Question(..))
                )
        };
        (0..signs.len()).filter(is).count()
    };
    let headings: usize = (1..=6).map(asking).sum();
    if headings > 0 && headings >= count(Style::Pairs) && headings >= count(Style::Bold) {
        return (1..=6)
            .rev()
            .max_by_key(|level| asking(*level))
            .map(Style::Headings);
    }
    let marked = [Style::Bullets, Style::Terms, Style::Bold, Style::Pairs];
    let most = marked.into_iter().max_by_key(|style| count(*style));
    if let Some(style) = most.filter(|style| count(*style) > 0) {
        let asks = |sign: &Sign| matches!(sign, Sign::Question(Style::Bold, words, _) if names::asks(words));
        let sections: usize = (1..=6).map(with_words).sum();
        if style != Style::Bold || signs.iter().any(asks) || sections < 2 {
            return Some(style);
        }
    }
    let level = (1..=6).find(|level| with_words(*level) > 1);
    let level = level.or_else(|| (2..=6).find(|level| with_words(*level) > 0));
    match level.filter(|_| count(Style::Lines) < 2) {
        Some(level) => Some(Style::Headings(level)),
        None => (count(Style::Lines) > 0).then_some(Style::Lines),
    }
}

/// The signs of those lines that say anything.
fn below<'a>(
    lines: &'a [&str],
    signs: &'a [Sign],
    range: Range<usize>,
) -> impl Iterator<Item = &'a Sign> {
    let all = lines[range.clone()].iter().zip(&signs[range]);
    let says = |(line, sign): &(&&str, &Sign)| {
        !line.trim().is_empty() && !matches!(sign, Sign::Nothing | Sign::End)
    };
    all.filter(says).map(|(_, sign)| sign)
}

/// What becomes of the lines, one by one.
struct DraftWriter<'a> {
    draft: Draft,
    style: Style,
    letters: (&'static str, &'static str),
    /// Whether any question of the style ends as one does: those that do not are then part of an answer.
    asks: bool,
    group: String,
    group_level: usize,
    /// The question whose answer is being read, and the level of its heading.
    open: Option<(Piece, usize)>,
    /// The number before it, unless a numbered list follows.
    number: Option<usize>,
    body: Vec<&'a str>,
}

impl<'a> DraftWriter<'a> {
    fn write(mut self, lines: &[&'a str], signs: &[Sign]) -> Draft {
        let mut first = true;
        for (n, line) in lines.iter().enumerate() {
            match &signs[n] {
                Sign::Nothing => {}
                Sign::End => {
                    if self.body.iter().any(|line| !line.trim().is_empty()) {
                        self.close();
                    }
                }
                Sign::Heading(level, words) => {
                    if self.is_question(*level, words, below(lines, signs, n + 1..lines.len())) {
                        self.begin(words.clone(), "", *level);
                    } else if self.open.as_ref().is_some_and(|(_, own)| *level > *own) {
                        self.body.push(line);
                    } else {
                        self.close();
                        if first && *level == 1 && self.draft.title.is_empty() {
                            self.draft.title.clone_from(words);
                            self.group.clear();
                        } else {
                            self.begin_group(words, *level);
                        }
                    }
                    first = false;
                }
                Sign::Question(kind, words, rest)
                    if *kind == self.style
                        && (self.style != Style::Bold || !self.asks || names::asks(words)) =>
                {
                    self.begin(words.clone(), rest, 6);
                }
                _ if self.is_next(line) => {
                    let words = bullet(line).unwrap_or(line);
                    let words = bold(words).map_or(words, |(words, _)| words);
                    self.begin(plain(words), "", 6);
                }
                _ => self.body.push(line),
            }
            if let Some(number) = number(line) {
                let is_asked = self.body.is_empty() && self.open.is_some();
                self.number = is_asked.then_some(number);
            }
        }
        self.close();
        self.begin_group("", 0);
        // Several titles are several topics: the first is a group like the others.
        let titles = signs
            .iter()
            .filter(|sign| matches!(sign, Sign::Heading(1, _)))
            .count();
        if let Some(group) = self
            .draft
            .groups
            .iter_mut()
            .find(|group| group.title.is_empty() && titles > 1)
        {
            group.title = mem::take(&mut self.draft.title);
        }
        self.draft
    }

    /// A heading that is no question. One that holds nothing but deeper ones is named with them, or kept.
    fn begin_group(&mut self, words: &str, level: usize) {
        let above = mem::replace(&mut self.group, words.to_owned());
        let is_used = self.draft.groups.iter().any(|group| group.title == above);
        if !is_used && !above.is_empty() {
            if level > self.group_level {
                self.group = format!("{above}: {words}");
            } else {
                self.draft.group("").items.push(Item::Kept(above));
            }
        }
        self.group_level = level;
    }

    /// Whether a line has the number behind that of the question that is open.
    fn is_next(&self, line: &str) -> bool {
        let by_line = matches!(self.style, Style::Lines | Style::Bold);
        by_line && self.number.is_some() && number(line) == self.number.map(|number| number + 1)
    }

    fn is_question<'s>(
        &self,
        level: usize,
        words: &str,
        mut below: impl Iterator<Item = &'s Sign>,
    ) -> bool {
        let Style::Headings(wanted) = self.style else {
            return false;
        };
        let next = below.next();
        let own_words = next.is_some_and(|sign| !matches!(sign, Sign::Heading(..)));
        let deeper = matches!(next, Some(Sign::Heading(at, _)) if *at > level);
        if names::asks(words) {
            return own_words || !deeper || level >= wanted;
        }
        if level == wanted {
            return own_words || deeper;
        }
        // A heading further up that has words and no questions below it is one too, but for the title.
        let ends = |sign: &&Sign| !matches!(sign, Sign::Heading(at, _) if *at <= level);
        let is_leaf = !below
            .take_while(ends)
            .any(|sign| matches!(sign, Sign::Heading(..)));
        level + 1 == wanted && level > 1 && own_words && is_leaf
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

    /// Ends the entry that is open; without one, what was read is kept.
    fn close(&mut self) {
        let body = mem::take(&mut self.body);
        let mut text = unindented(body.iter().copied());
        let Some((mut piece, _)) = self.open.take() else {
            self.draft.keep(&self.group, text.split("\n\n"));
            return;
        };
        text = text.lines().filter_map(said).collect::<Vec<_>>().join("\n");
        if self.style == Style::Terms {
            text = unindented(
                text.lines()
                    .map(|line| line.strip_prefix(": ").unwrap_or(line)),
            );
        }
        let (first, more) = text.split_once('\n').unwrap_or((&text, ""));
        if let Some(rest) =
            labelled(first, NameKind::Answer, self.letters).filter(|_| piece.answer.is_empty())
        {
            text = [rest, &unindented(more.lines())].join(gap(more));
        }
        if matches!(
            text.lines().last().map(str::trim),
            Some("---" | "***" | "___" | "* * *")
        ) {
            text.truncate(text.trim_end().rfind('\n').unwrap_or(0));
        }
        let gap = gap(body.first().copied().unwrap_or_default());
        let answer = [piece.answer.trim(), text.trim_matches('\n')].join(gap);
        let answer = without_notes(&answer);
        answer
            .trim_matches('\n')
            .trim_end()
            .clone_into(&mut piece.answer);
        self.draft.add(&self.group, piece);
    }
}

/// What a line says: nothing where it only leads to another place of the page, `[Top](#top)`, or ends what
/// is painted, `:::`; what begins that may have a title, `:::tip Title`.
fn said(line: &str) -> Option<&str> {
    if line.starts_with('[') && line.contains("](#") && line.ends_with(')') {
        return None;
    }
    let Some(painted) = line.strip_prefix(":::") else {
        return Some(line);
    };
    let (_, title) = painted.trim_matches([':', ' ']).split_once(' ')?;
    Some(title)
}

/// What parts a first line from the text below it, which may begin with an empty line.
fn gap(below: &str) -> &'static str {
    let first = below.lines().next().unwrap_or_default();
    if first.trim().is_empty() {
        "\n\n"
    } else {
        "\n"
    }
}

/// Notes that stand in quotes, `> **Note:** …` and `> [!TIP]`, as paragraphs: nobody speaks in them.
fn without_notes(text: &str) -> String {
    let is_note = |line: &str| {
        let words = line.trim_start_matches(['>', ' ']);
        let label = bold(words).map_or("", |(label, _)| label);
        words.starts_with("[!") || label.ends_with(':') && !label.contains([' ', '.'])
    };
    let (mut after_quote, mut noted) = (false, false);
    let lines = text.lines().map(|line| {
        let rest = line.strip_prefix('>');
        noted = rest.is_some() && (noted || !after_quote && is_note(line));
        after_quote = rest.is_some();
        let note = rest.filter(|_| noted);
        note.map_or(line, |rest| rest.strip_prefix(' ').unwrap_or(rest))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The lines without the spaces that all of them begin with.
fn unindented<'a>(lines: impl Iterator<Item = &'a str> + Clone) -> String {
    let filled = lines.clone().filter(|line| !line.trim().is_empty());
    let margin = filled
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min();
    let lines: Vec<&str> = lines
        .map(|line| line.get(margin.unwrap_or(0)..).unwrap_or_default())
        .collect();
    lines.join("\n").trim_matches('\n').trim_end().to_owned()
}
