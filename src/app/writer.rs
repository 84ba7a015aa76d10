//! What writes the list and the answer.

use std::ops::Range;

use super::model::Model;
use crate::{labels::Labels, layout::Layout, text::Side};

/// Makes answers and rows of the list: of what, in which room, and in which language.
pub(super) struct Writer<'a> {
    pub(super) model: &'a Model,
    /// Without a title.
    pub(super) layout: Layout,
    pub(super) labels: &'static Labels,
}

impl Writer<'_> {
    /// Whether a row on this side stands by itself: where a terminal turns Arabic round, it turns all of a row.
    pub(super) fn is_turned(&self, side: Side) -> bool {
        side == Side::Right || self.labels.side == Side::Right
    }

    /// What the search matched in a text.
    pub(super) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        match &self.model.index {
            Some(index) if self.model.is_searching() => index.marks(&self.model.found, text),
            _ => Vec::new(),
        }
    }
}
