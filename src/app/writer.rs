//! What writes the list and the answer.

use std::ops::Range;

use super::model::Model;
use crate::{labels::Labels, layout::Layout};

/// Makes answers and rows of the list: of what, in which room, and in which language.
pub(super) struct Writer<'a> {
    pub(super) model: &'a Model,
    /// Without a title.
    pub(super) layout: Layout,
    pub(super) labels: &'static Labels,
}

impl Writer<'_> {
    /// What the search matched in a text.
    pub(super) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        match &self.model.index {
            Some(index) if self.model.is_searching() => index.marks(&self.model.found, text),
            _ => Vec::new(),
        }
    }
}
