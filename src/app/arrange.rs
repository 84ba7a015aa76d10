//! Makes the rows that show, after anything that could have changed them.

use super::{
    answer::{Answer, Found, Origin, Pane, Writer},
    card::Step,
    list::RowRoom,
    message::{Scene, Subject},
    model::Model,
};
use crate::layout::{Layout, Screen, Shape};

impl Model {
    pub(super) fn arrange(&mut self) {
        let (width, height) = self.settings.size;
        let subject = self.subject();
        let screen = match (self.open, subject) {
            (Scene::Help, _) | (_, Subject::HandOver | Subject::Nothing | Subject::Loading) => {
                Screen::Alone
            }
            (Scene::Page, Subject::Entry(_)) => Screen::Page,
            // Also while only words without meaning are typed, so that nothing moves with the first that has one.
            _ if !self.input.is_blank() => Screen::Searching,
            _ => Screen::Home,
        };
        let mut shape = Shape {
            screen,
            entries: self.positions(),
            warning: self.warning().len() as u16,
            heading: 0,
        };
        let Some(untitled) = Layout::new(width, height, shape) else {
            self.layout = None;
            return;
        };
        if untitled.body.is_empty() {
            (self.answer, self.origin) = (Answer::default(), None);
        } else {
            self.arrange_answer(Pane::of(&untitled));
        }
        shape.heading = self.answer.heading.len() as u16;
        let Some(layout) = Layout::new(width, height, shape) else {
            return;
        };
        self.layout = Some(layout);
        self.arrange_list(&layout);
        let most = self.answer.rows.len().saturating_sub(self.answer_height());
        let place = self.scrolled();
        *place = (*place).min(most);
    }

    /// Makes the list's rows: those from `top` on, but so that the chosen one shows and no room is left below.
    fn arrange_list(&mut self, layout: &Layout) {
        let height = usize::from(layout.list.height);
        let room = RowRoom {
            width: layout.title_width(),
            labels: self.labels(),
            selected: self.place.selected,
            today: self.settings.today,
        };
        let Some(items) = self.items().filter(|_| height > 0) else {
            self.rows = Vec::new();
            return;
        };
        let selected = self.place.selected.unwrap_or(0);
        let last = items.len().saturating_sub(height);
        let top = self
            .place
            .top
            .clamp((selected + 1).saturating_sub(height), selected)
            .min(last);
        let shown = top..items.len().min(top + height);
        self.rows = shown.map(|position| items.row(position, room)).collect();
        self.place.top = top;
    }

    /// Lays the answer out, unless it is laid out already. A place in it is kept when only the room has changed.
    fn arrange_answer(&mut self, pane: Pane) {
        let origin = Origin {
            open: self.open,
            generation: self.generation,
            subject: self.subject(),
            query: self.input.text().to_owned(),
            is_reported: self.is_reported(),
            mistakes: self.problems.len(),
            today: self.settings.today,
        };
        let before = self.origin.replace((origin, pane));
        if before == self.origin {
            return;
        }
        let rows_before = self.answer.rows.len();
        self.answer = self.lay_out(pane);
        let is_wrapped_again = before
            .zip(self.origin.as_ref())
            .is_some_and(|((origin, before), (now, _))| origin == *now && before.text != pane.text);
        if is_wrapped_again && rows_before > 0 {
            let rows = self.answer.rows.len();
            let place = self.scrolled();
            *place = *place * rows / rows_before;
            self.place.current_match = None;
        }
    }

    fn lay_out(&self, pane: Pane) -> Answer {
        let writer = Writer {
            pane,
            labels: self.labels(),
            ornaments: self.settings.ornaments,
            save: self.save_step(),
        };
        let whole = |entry: usize| self.faq().map(|faq| (faq, faq.entry(entry)));
        if self.open == Scene::Help {
            return writer.help(&self.settings, &self.problems, self.doctor());
        }
        match self.subject() {
            Subject::Entry(number) => {
                let marks = |text: &str| match &self.index {
                    Some(index) if self.is_searching() => index.marks(&self.found, text),
                    _ => Vec::new(),
                };
                let is_listed = self.open == Scene::Desk && !pane.is_small;
                let position = self.place.selected.filter(|_| !is_listed);
                let found = Found {
                    hit: self.hit(),
                    position: position.map(|position| (position + 1, self.positions())),
                    today: self.settings.today,
                    staff: self.settings.staff,
                };
                let entry = whole(number);
                entry.map_or_else(Answer::default, |entry| writer.entry(entry, &found, marks))
            }
            Subject::NotSure(number) => {
                let entry = whole(number);
                entry.map_or_else(Answer::default, |entry| writer.not_sure(entry, &self.found))
            }
            Subject::HandOver => writer.hand_over(&self.found.hand_over),
            Subject::Nothing => {
                let topic = self.faq().and_then(|faq| faq.topics().first());
                writer.nothing(topic, &self.found)
            }
            Subject::Loading if self.loading.is_none() => writer.no_good_file(&self.problems),
            Subject::Loading => writer.loading(),
        }
    }

    /// What F8 does now, if anything.
    fn save_step(&self) -> Option<Step<'static>> {
        let labels = self.labels();
        let (name, sentence) = if self.is_reported() {
            (labels.done, labels.done_step)
        } else {
            (labels.then, labels.save_step)
        };
        let is_on = self.settings.unanswered;
        is_on.then(|| (name, labels.with_keys(sentence)))
    }

    /// How far what is open is scrolled.
    pub(super) fn scrolled(&mut self) -> &mut usize {
        if self.open == Scene::Help {
            &mut self.help_scroll
        } else {
            &mut self.place.scroll
        }
    }
}
