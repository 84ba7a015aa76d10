//! Answers: Markdown read into a document of clean text with roles, and wrapped into rows for a width. It and
//! `cli::import` own `pulldown_cmark`; knows nothing of terminals.
//!
//! ```text
//! We use it                                words of a paragraph
//!
//! • before and                             an item: its bullet, then rows that hang
//!   after
//!
//! ┃ Dr. Leila Fard                         a quote: the speaker, then the words,
//! ┃ “Many of my clients are afraid of      a bar on every row
//! ┃  microneedling …”
//! ```
//!
//! A [`Document`] is a flat list of blocks. What surrounds a block (bars, bullets) is its margin; at most
//! eight of the innermost are kept, so that no nesting costs more than its own length or pushes the words off
//! the screen.
//! What is struck out is part of the document that is shown, not of the one that is read aloud, printed and
//! copied.

mod odd;
mod page;
mod read;
mod web;
mod words;

use std::ops::Range;

use pulldown_cmark::Alignment;

pub(crate) use self::read::html::{HtmlPart, HtmlTag, decoded, html_parts, html_tags};
pub use self::words::without_comments;
pub(crate) use self::{
    odd::{Oddity, oddities},
    words::{DASHES, MARKS},
};

use crate::text::{Accents, Role};

/// An answer, parsed once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    text: String,
    /// Sorted, disjoint ranges of `text`.
    accents: Vec<(Range<usize>, Accents)>,
    blocks: Vec<Block>,
}

/// Words that stand by themselves.
#[derive(Clone, Debug, PartialEq)]
struct Block {
    kind: Kind,
    /// The part of [`Document::text`] that it shows.
    text: Range<usize>,
    role: Role,
    /// From left to right.
    margin: Vec<Edge>,
    before: Gap,
    /// Whether a quotation mark is added at the beginning.
    opens: bool,
    /// Whether one is added at the end.
    closes: bool,
}

impl Block {
    /// Whether it stands in a quote by itself, and in no list there.
    fn is_paragraph(&self) -> bool {
        matches!(self.margin.last(), Some(Edge::Bar { .. }))
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Words,
    Rule,
    Table(Vec<Alignment>, Rows),
}

/// The cells' parts of the text, the header first.
type Rows = Vec<Vec<Range<usize>>>;

/// The most cells that are shown as a table.
const MOST_CELLS: usize = 500;

/// What stands between a block and the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    None,
    BlankRow,
}

/// One thing that stands to the left of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edge {
    /// The bar of a quote, with the number of the block that names the speaker, its first.
    Bar { speaker: usize },
    /// The number of an item, or else its bullet, shown on the first row from its `first` block on.
    Item { first: usize, number: Option<u64> },
}

/// The most edges of a margin; of more, the innermost are kept.
const EDGES: usize = 8;

/// The words of an answer that are read aloud, wherever lines and blocks end.
pub fn spoken_words(source: &str) -> String {
    Document::aloud(source, "").text
}

impl Document {
    /// The words as read aloud, one line a block, clean: what search indexes and what the ranges of
    /// [`Document::cards`] refer to. A quote's speaker follows the words, as a line of its own; bullets, bars
    /// and added quotation marks are not in it.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Makes room in a margin: lists give way before quotes, the outer before the inner.
fn drop_outermost(edges: &mut Vec<Edge>) {
    let item = edges.iter().position(|e| matches!(e, Edge::Item { .. }));
    edges.remove(item.unwrap_or(0));
}
