//! Makes the rows that show, after anything that could have changed them.

use std::ops::Range;

use super::{
    message::{Scene, Subject},
    model::{Answer, Model},
};
use crate::{
    labels::Labels,
    layout::{Layout, Screen},
    text::Side,
};

/// Makes answers and rows of the list: of what, in which room, and in which language.
pub(super) struct Writer<'a> {
    pub(super) model: &'a Model,
    /// Without a title.
    pub(super) layout: Layout,
    pub(super) labels: &'static Labels,
}

impl Writer<'_> {
    /// Whether a row on this side stands by itself: where a terminal turns Arabic round, it turns all of a
    /// row.
    pub(super) fn is_turned(&self, side: Side) -> bool {
        side == Side::Right || self.labels.side() == Side::Right
    }

    /// What the search matched in a text.
    pub(super) fn marks(&self, text: &str) -> Vec<Range<usize>> {
        match &self.model.index {
            Some(index) if self.model.is_searching() => index.marks(&self.model.call.found, text),
            _ => Vec::new(),
        }
    }
}

impl Model {
    pub(super) fn arrange(&mut self) {
        let screen = match (self.call.open, self.subject()) {
            (_, Subject::HandOver | Subject::Nothing | Subject::Loading) => Screen::Alone,
            _ if self.call.help.is_some() => Screen::Alone,
            (Scene::Page, Subject::Entry(_)) => Screen::Page,
            // Also while only words without meaning are typed, so that nothing moves with the first that has
            // one.
            _ if !self.call.input.is_blank() => Screen::Searching,
            _ => Screen::Home {
                entries: self.positions(),
            },
        };
        self.layout = Layout::new(self.settings.size, screen, self.warning().len());
        let Some(untitled) = self.layout else {
            return;
        };
        self.answer = if untitled.body.is_empty() {
            Answer::default()
        } else {
            self.writer(untitled).answer()
        };
        self.layout = Some(untitled.titled(self.answer.heading.len()));
        self.arrange_list(untitled);
        let most = self.answer.rows.len().saturating_sub(self.answer_height());
        let place = self.scrolled();
        *place = (*place).min(most);
        if self.is_home() {
            self.countdown = None;
        }
    }

    /// Makes the list's rows: those from `top` on, but so that the chosen one shows and no room is left
    /// below.
    fn arrange_list(&mut self, layout: Layout) {
        let height = usize::from(layout.list.height);
        let all = self.positions();
        if height == 0 || all == 0 {
            self.rows = Vec::new();
            return;
        }
        let place = &mut self.call.place;
        let selected = place.selected.unwrap_or(0);
        let from = (selected + 1).saturating_sub(height);
        let last = all.saturating_sub(height);
        place.top = place.top.clamp(from, selected).min(last);
        let shown = place.top..all.min(place.top + height);
        let writer = self.writer(layout);
        self.rows = shown.filter_map(|position| writer.row(position)).collect();
    }

    fn writer(&self, layout: Layout) -> Writer<'_> {
        Writer {
            model: self,
            layout,
            labels: self.labels(),
        }
    }

    /// How far what is open is scrolled.
    pub(super) fn scrolled(&mut self) -> &mut usize {
        self.call
            .help
            .as_mut()
            .unwrap_or(&mut self.call.place.scroll)
    }
}
