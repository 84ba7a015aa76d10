//! What an author wrote in an answer and most likely meant otherwise: it would not be shown, or not as
//! written.

use std::{collections::HashSet, ops::Range};

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::{
    MOST_CELLS,
    read::{LONGEST, OPTIONS, html},
    words::{DASHES, MARKS},
};

/// A doubt about a place of an answer.
pub(crate) struct Oddity {
    /// The byte of the answer's source where it stands.
    pub(crate) at: usize,
    /// Its row in `data/mistakes.txt`.
    pub(crate) row: &'static str,
    /// Of an HTML tag that is dropped, its name; each is told once.
    pub(crate) name: String,
}

/// The oddities of an answer, in the order of their places.
pub(crate) fn oddities(source: &str) -> Vec<Oddity> {
    let mut odd = Vec::new();
    if source.len() > LONGEST {
        return odd;
    }
    let doubt = |at, row, name| Oddity { at, row, name };
    let (mut used, mut names) = (HashSet::new(), HashSet::new());
    let (mut columns, mut cells, mut table, mut quotes) = (0, 0, 0, 0);
    let mut parser = Parser::new_ext(source, OPTIONS).into_offset_iter();
    for (event, part) in parser.by_ref() {
        let mut tell = |at, row| odd.push(doubt(at, row, String::new()));
        match event {
            Event::Html(html) | Event::InlineHtml(html) => {
                let dropped = html::html_tags(&html).filter(html::HtmlTag::is_dropped);
                let new = dropped.filter(|tag| names.insert(tag.name.clone()));
                odd.extend(new.map(|tag| doubt(part.start, "tag", tag.name)));
            }
            Event::Start(Tag::Emphasis | Tag::Strong) if touches_digits(source, &part) => {
                tell(part.start, "signs-in-number");
            }
            Event::Start(
                ref tag @ (Tag::Link {
                    ref title, ref id, ..
                }
                | Tag::Image {
                    ref title, ref id, ..
                }),
            ) => {
                if matches!(tag, Tag::Image { .. }) {
                    tell(part.start, "picture");
                }
                used.insert(id.to_lowercase());
                if !title.is_empty() {
                    tell(part.start, "hidden-words");
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) if words.contains(' ') => {
                tell(part.start, "hidden-words");
            }
            Event::Start(Tag::BlockQuote(_)) => {
                if quotes == 0 && !names_speaker(&source[part.clone()]) {
                    tell(part.start, "nameless-quote");
                }
                quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::SoftBreak | Event::HardBreak if quotes > 0 => {
                let below = source[part.start..].find('\n').map_or(0, |n| n + 1);
                let at = part.start + below;
                if below > 0 && !source[at..].trim_start().starts_with('>') {
                    tell(at, "line-below-quote");
                }
            }
            Event::Start(Tag::Paragraph) if quotes == 0 && is_speech(&source[part.clone()]) => {
                tell(part.start, "unmarked-quote");
            }
            Event::Start(Tag::Table(sides)) => {
                (columns, cells, table) = (sides.len(), 0, part.start);
            }
            Event::Start(Tag::TableRow) if cells_of(&source[part.clone()]) > columns => {
                tell(part.start, "surplus-cells");
            }
            Event::End(TagEnd::TableCell) => cells += 1,
            Event::End(TagEnd::Table) if cells > MOST_CELLS => {
                tell(table, "large-table");
            }
            _ => {}
        }
    }
    let references = parser.reference_definitions().iter();
    let unused = references.filter(|(label, _)| !used.contains(&label.to_lowercase()));
    let places = unused.map(|(_, definition)| definition.span.start);
    odd.extend(places.map(|at| doubt(at, "unused-reference", String::new())));
    odd.sort_by_key(|oddity| oddity.at);
    odd
}

/// Whether the last line of a quote begins with a dash.
fn names_speaker(quote: &str) -> bool {
    let last = quote.trim_end_matches(['>', ' ', '\n']).lines().next_back();
    last.is_some_and(|line| line.trim_start_matches(['>', ' ']).starts_with(DASHES))
}

/// Whether a digit stands right before or behind the `part` that is emphasised: `1*0*1`, `10**6**`.
fn touches_digits(source: &str, part: &Range<usize>) -> bool {
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let bytes = source.as_bytes();
    is_digit(bytes[..part.start].last()) || is_digit(bytes.get(part.end))
}

fn cells_of(row: &str) -> usize {
    let row = row.trim().replace("\\|", "");
    let row = row.strip_prefix('|').unwrap_or(&row);
    row.strip_suffix('|').unwrap_or(row).split('|').count()
}

/// Whether a paragraph is a sentence in quotation marks, perhaps with a name behind it.
fn is_speech(paragraph: &str) -> bool {
    let paragraph = paragraph.trim();
    MARKS.iter().any(|(open, close)| {
        let speech = paragraph
            .strip_prefix(*open)
            .and_then(|words| words.rsplit_once(*close));
        speech.is_some_and(|(words, name)| {
            let name = name.trim_start();
            let is_name = name.is_empty() || name.starts_with('(') || name.starts_with(DASHES);
            is_name && words.split_whitespace().count() > 3 && !words.contains([*open, *close])
        })
    })
}
