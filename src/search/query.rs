//! What the caller said: a query's text, and its words within the limits of `constants`.

use std::ops::Range;

use super::{
    constants::{MOST_QUERY_CHARS, MOST_QUERY_WORDS},
    words::{self, TokenKind},
};

/// Whether the last word of a query is still being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The last word may be a beginning.
    Open,
    /// The query is complete.
    Closed,
}

/// The caller's words.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// As typed; any text of any length.
    pub text: &'a str,
    /// Whether the last word is still being typed.
    pub ending: Ending,
}

impl<'a> Query<'a> {
    /// The same query with another text.
    pub(super) fn with_text(self, text: &'a str) -> Self {
        Self { text, ..self }
    }

    /// Whether the word at `range` is still being typed.
    pub(super) fn is_unfinished(&self, range: &Range<usize>) -> bool {
        self.ending == Ending::Open && range.end == self.text.len()
    }
}

/// A query word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// As read.
    pub read_as: String,
}

/// A word of a query.
pub(super) struct QueryWord {
    pub(super) folded: String,
    /// Where it stands in the query's text.
    pub(super) range: Range<usize>,
    /// If it is the first part of a hyphenated word: the whole word, folded, and where that ends.
    pub(super) hyphenated: Option<(String, usize)>,
}

/// The part of a text that is read: [`MOST_QUERY_CHARS`].
pub(super) fn counted_text(text: &str) -> &str {
    let end = text.char_indices().nth(MOST_QUERY_CHARS);
    &text[..end.map_or(text.len(), |(end, _)| end)]
}

/// `text` with other words in some places, which are given in order. Of two that overlap (pairs of Han
/// characters do) the second is left out.
pub(super) fn with_replaced(text: &str, places: &[(Range<usize>, String)]) -> String {
    let mut replaced = String::with_capacity(text.len());
    let mut copied_to = 0;
    for (place, words) in places {
        if place.start >= copied_to {
            replaced.push_str(&text[copied_to..place.start]);
            replaced.push_str(words);
            copied_to = place.end;
        }
    }
    replaced.push_str(&text[copied_to..]);
    replaced
}

/// The first [`MOST_QUERY_WORDS`] words of `query`.
pub(super) fn query_words(query: Query<'_>) -> Vec<QueryWord> {
    let mut words: Vec<QueryWord> = Vec::new();
    words::each(counted_text(query.text), |token| match token.kind {
        TokenKind::Plain if words.len() < MOST_QUERY_WORDS => words.push(QueryWord {
            folded: token.folded.to_owned(),
            range: token.range,
            hyphenated: None,
        }),
        TokenKind::Plain => {}
        TokenKind::Joined => {
            let first = words.partition_point(|w| w.range.start < token.range.start);
            if let Some(first) = words.get_mut(first) {
                first.hyphenated = Some((token.folded.to_owned(), token.range.end));
            }
        }
    });
    words
}
