//! Makes the rows that show, after anything that could have changed them.

use super::{
    answer::{self, Answer, Origin, Pane},
    help,
    list::{ListRow, Room},
    message::{Scene, Subject},
    model::{Model, Viewpoint},
};
use crate::{
    layout::{HITS, Layout, Screen},
    text::{self, Role},
};

impl Model {
    pub(super) fn arrange(&mut self) {
        let (width, height) = self.settings.size;
        let screen = match self.open {
            Scene::Page | Scene::Help => Screen::Page,
            // Also while only words without meaning are typed, so that nothing moves with the first that has one.
            Scene::Desk if !self.input.is_blank() => Screen::Searching,
            Scene::Desk => Screen::Home,
        };
        let Some(mut layout) = Layout::new(width, height, screen) else {
            self.layout = None;
            return;
        };
        self.arrange_list(&layout);
        if screen == Screen::Home && self.place.top == 0 {
            layout.shorten_list(self.rows.len());
        }
        self.layout = Some(layout);
        if layout.answer.is_empty() {
            self.answer = Answer::default();
            self.origin = None;
            return;
        }
        self.arrange_answer(&layout);
        let most = self.answer.rows.len().saturating_sub(self.answer_height());
        let place = self.scrolled();
        *place = (*place).min(most);
    }

    /// Makes the list's rows. A few from the first key on, also while only words without meaning are typed.
    fn arrange_list(&mut self, layout: &Layout) {
        let room = Room {
            width: layout.question_width(),
            height: usize::from(layout.list.height),
            positions: if self.input.is_blank() {
                usize::MAX
            } else {
                usize::from(HITS)
            },
        };
        let Viewpoint { top, selected, .. } = self.place;
        let (top, rows) = match self.items() {
            Some(_) if room.height == 0 => (top, Vec::new()),
            Some(items) => items.show(top, selected, room),
            None => {
                let words = "The FAQ is being read. You can type already.";
                let lines = text::wrap(words, room.width, Role::Hint, &[]).into_iter();
                (0, lines.take(room.height).map(ListRow::loose).collect())
            }
        };
        self.place.top = top;
        self.rows = rows;
    }

    /// Lays the answer out, unless it is laid out already. A place in it is kept when only the width has changed.
    fn arrange_answer(&mut self, layout: &Layout) {
        let pane = Pane {
            width: usize::from(layout.answer.width),
            height: usize::from(layout.answer.height),
            text: layout.text_width(),
        };
        let origin = Origin {
            open: self.open,
            generation: self.generation,
            subject: self.subject(),
            query: self.input.text().to_owned(),
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
        if self.open == Scene::Help {
            return help::help(&self.settings, pane);
        }
        if let Some((faq, entry)) = self.entry() {
            let marks = |text: &str| match &self.index {
                Some(index) if self.is_searching() => index.marks(&self.found, text),
                _ => Vec::new(),
            };
            let today = self.settings.today;
            return answer::of_entry((faq, entry), self.hit(), marks, today, pane);
        }
        match (self.subject(), self.found.hand_over.first()) {
            (Subject::HandOver, Some(alert)) => answer::of_hand_over(alert, pane),
            (Subject::Nothing, _) => {
                answer::of_nothing(&self.found, self.settings.unanswered, pane)
            }
            _ => Answer::default(),
        }
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
