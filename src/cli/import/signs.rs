//! What each line of a document in Markdown or plain text is, and how the document marks its questions.

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::{
    draft::unnumbered,
    html::{BEGIN, END},
    names::{self, NameKind},
};
use crate::markdown;

/// How a document marks its questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
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
pub(super) enum Sign {
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
pub(super) type Letters = (&'static str, &'static str);

/// In the languages of the screen.
const LETTERS: &str = "q a|f a|q r|p r|d r|v a|f s|s c|в о|س ج";

/// The pair of letters that the document has most often at the beginning of its lines.
fn letters(lines: &[&str]) -> Letters {
    let name = |line: &&str| Some(label(line)?.0.to_lowercase());
    let labels: Vec<String> = lines.iter().filter_map(name).collect();
    let count = |letter: &str| labels.iter().filter(|label| *label == letter).count();
    let pairs = LETTERS.split('|').filter_map(|pair| pair.split_once(' '));
    let both = |(question, answer): &Letters| count(question).min(count(answer));
    pairs.rev().max_by_key(both).unwrap_or_default()
}

/// The lines of a document, and what each is.
pub(super) struct SignedLines<'a> {
    pub(super) lines: Vec<(&'a str, Sign)>,
    pub(super) letters: Letters,
}

impl<'a> SignedLines<'a> {
    pub(super) fn read(body: &'a str) -> Self {
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
    pub(super) fn below(&self, n: usize) -> impl Iterator<Item = &(&'a str, Sign)> {
        let says = |(line, sign): &&(&str, Sign)| {
            !line.trim().is_empty() && !matches!(sign, Sign::Nothing | Sign::Begin | Sign::End)
        };
        self.lines[n..].iter().filter(says)
    }

    /// The questions that are marked so.
    pub(super) fn questions(&self, style: Style) -> impl Iterator<Item = &str> {
        self.lines.iter().filter_map(move |(_, sign)| match sign {
            Sign::Question(kind, words, _) if *kind == style => Some(words.as_str()),
            _ => None,
        })
    }

    /// The headings of this level, each with the place below it.
    pub(super) fn headings(&self, wanted: usize) -> impl Iterator<Item = (usize, &str)> {
        let lines = (1..).zip(&self.lines);
        lines.filter_map(move |(below, (_, sign))| match sign {
            Sign::Heading(level, words) if *level == wanted => Some((below, words.as_str())),
            _ => None,
        })
    }

    /// How the document marks its questions: by what it has most questions for. None where it has none.
    pub(super) fn style(&self) -> Option<Style> {
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
        Sign::Question(style, plain(words), without_dash(rest).to_owned())
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
    let is_quoted = body.starts_with(['>', '|', '“', '"', '«', '„']);
    if names::asks(body) && !is_quoted && body.len() < 300 {
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
pub(super) fn bullet(body: &str) -> Option<&str> {
    let item = || {
        body.strip_prefix(['-', '*', '+', '•'])?
            .strip_prefix([' ', '\t'])
    };
    unnumbered(body).or_else(item).map(str::trim_start)
}

/// The number that a line begins with.
pub(super) fn number(line: &str) -> Option<usize> {
    bullet(line)?;
    let digits = line.trim_start_matches(['*', '_']);
    digits.split(['.', ')']).next()?.parse().ok()
}

/// A beginning in bold, and the rest.
pub(super) fn bold(body: &str) -> Option<(&str, &str)> {
    ["**", "__"].iter().find_map(|mark| {
        let (words, rest) = body.strip_prefix(mark)?.split_once(mark)?;
        (!words.is_empty()).then_some((words, rest))
    })
}

/// What stands behind a question on its line, without the sign between them.
pub(super) fn without_dash(rest: &str) -> &str {
    rest.trim_start_matches([':', '—', '–', '-', ' ', '\\'])
        .trim()
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
pub(super) fn labelled(body: &str, wanted: NameKind, (question, answer): Letters) -> Option<&str> {
    let (name, rest) = label(body)?;
    let fits = match wanted {
        _ if name.chars().count() > 1 => names::kind(name) == Some(wanted),
        NameKind::Question => name.to_lowercase() == question,
        _ => name.to_lowercase() == answer,
    };
    fits.then_some(rest)
}

/// Words without marks, on one line.
pub(super) fn plain(words: &str) -> String {
    let words = markdown::spoken_words(words.trim_end_matches('\\'));
    words.replace('\n', " ").trim().to_owned()
}
