//! Text on its way to a terminal: made harmless, measured in cells, wrapped, and labelled with what it
//! means (a [`Role`]), never with how it is painted. The only owner of `unicode-width` and
//! `unicode-segmentation`.

mod ascii;
mod clean;
mod fold;
mod function_words;
mod span;
mod wrap;

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub(crate) use self::fold::fold;
pub use self::{
    ascii::ascii,
    clean::{clean, clean_line},
    function_words::{
        circumstances, first_persons, function_words, meaningful_words, question_beginnings,
        verb_particles,
    },
    span::{Accents, Line, Role, Side, Span, Surface, joined, spans_width},
    wrap::{Styled, wrap},
};

/// What a reader takes for characters, each with its place: letters with their marks, whole emoji. For clean
/// text.
pub fn graphemes(text: &str) -> impl DoubleEndedIterator<Item = (usize, &str)> {
    text.grapheme_indices(true)
}

/// The byte offset of the character (grapheme cluster) boundary after `at`, itself a boundary.
pub fn next(text: &str, at: usize) -> usize {
    at + text[at..].graphemes(true).next().map_or(0, str::len)
}

/// The byte offset of the character (grapheme cluster) boundary before `at`, itself a boundary.
pub fn previous(text: &str, at: usize) -> usize {
    at - text[..at].graphemes(true).next_back().map_or(0, str::len)
}

/// How many cells `text` fills, for clean text: each grapheme for itself, as it is drawn.
pub fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    graphemes(text).map(|(_, g)| cells(g)).sum()
}

/// How many cells one grapheme fills.
fn cells(grapheme: &str) -> usize {
    if grapheme.len() == 1 {
        return 1;
    }
    // Halfwidth sound marks extend their grapheme but stand in a cell of their own.
    let sound_marks = ['\u{ff9e}', '\u{ff9f}'];
    grapheme.width() + grapheme.chars().filter(|c| sound_marks.contains(c)).count()
}

/// As much of `text` as fits into `width` cells, with `…` in the last one when something is missing.
pub fn truncate(text: &str, width: usize) -> Cow<'_, str> {
    if text.len() <= width || self::width(text) <= width {
        return Cow::Borrowed(text);
    }
    if width == 0 {
        return Cow::Borrowed("");
    }
    let mut used = 0;
    let end = graphemes(text)
        .find_map(|(at, g)| {
            used += cells(g);
            (used >= width).then_some(at)
        })
        .unwrap_or(text.len());
    Cow::Owned(format!("{}…", text[..end].trim_end()))
}

/// `words` without what could tell who called: an e-mail address, and five or more digits without a letter
/// between them, as of a telephone number or a day of birth, is a `…`, unless that number `is_kept`.
pub fn without_contacts(words: &str, is_kept: impl Fn(&str) -> bool) -> String {
    let without_address = |part: &str| match part.trim_end().split_once('@') {
        Some((name, place)) if !name.is_empty() && !place.is_empty() => {
            part.replace(part.trim_end(), "…")
        }
        _ => part.to_owned(),
    };
    let parts = words.split_inclusive(char::is_whitespace);
    let words: String = parts.map(without_address).collect();
    let is_letter = |c: char| c.is_alphabetic() && !c.is_numeric();
    let mut out = String::with_capacity(words.len());
    let mut rest = words.as_str();
    while let Some((before, from)) = rest.find(char::is_numeric).map(|at| rest.split_at(at)) {
        let end = from.find(is_letter).unwrap_or(from.len());
        let run = from[..end].trim_end_matches(|c: char| !c.is_numeric());
        let digits = run.chars().filter(|c| c.is_numeric()).count();
        let stays = digits < 5 || is_kept(run);
        out.extend([before, if stays { run } else { "…" }]);
        rest = &from[run.len()..];
    }
    out + rest
}
