//! Everything that can happen to the browser. [`update`] does no I/O: what must touch the world comes back as an
//! [`Effect`], and its outcome returns as another [`Message`]. After each message the [`Model`] holds the rows that
//! show, labelled with roles; drawing them is all that is left to do.

mod answer;
mod arrange;
pub(crate) mod help;
mod input;
mod keymap;
mod list;
mod message;
mod model;
mod says;

use std::{mem, sync::Arc, time::Duration};

use crossterm::event::Event;

use self::model::{Due, Saving, Viewpoint, warning};
pub(crate) use self::says::count;
pub use self::{
    answer::Answer,
    input::{Edit, SearchBox},
    keymap::message,
    list::ListRow,
    message::{
        Attention, Effect, Meaning, Message, Mode, Notice, QueryTexts, Scene, Scroll, Selection,
        Settings, Subject, TextToEmbed, Thought, Understanding,
    },
    model::Model,
};
use crate::{
    markdown::Document,
    search::{Asked, Ending, FaqMeaning, Hit, Index, Meant, Query, QueryMeaning},
    text::Role,
};

impl Model {
    /// Searches for what is typed now; the best hit is chosen.
    fn search(&mut self) {
        self.found = match &self.index {
            Some(index) if self.loading.is_none() && !self.input.is_blank() => {
                let text = self.input.text();
                self.meant = self.meant.take().filter(|(of, _)| text.starts_with(of));
                let texts = texts_to_embed(index, text, self.meant.as_ref().map(|(of, _)| &**of));
                if self.understanding != Understanding::Off {
                    self.thinking.query = Some(texts);
                }
                ask(index, text, self.meant.as_ref(), self.found.hits.first())
            }
            _ => {
                self.meant = None;
                Asked::default()
            }
        };
        self.place = Viewpoint::default();
    }

    /// Ranks again by what the query, or its beginning, means; not under the hand of a user who has chosen.
    fn meant(&mut self, typed: String, meant: Box<QueryMeaning>) {
        let text = self.input.text();
        let Some(index) = self.index.as_ref().filter(|_| text.starts_with(&typed)) else {
            return;
        };
        self.meant = Some((typed, meant));
        if self.attention == Attention::Search && self.place == Viewpoint::default() {
            self.found = ask(index, text, self.meant.as_ref(), self.found.hits.first());
        }
    }

    /// Replaces the FAQ: the question on screen stays there, found by its id.
    fn swap(&mut self, index: Index) {
        let chosen = self.entry().map(|(_, entry)| entry.id.clone());
        let Viewpoint { top, scroll, .. } = self.place;
        self.index = Some(index);
        self.generation += 1;
        self.problems.clear();
        // What could be leafed through while loading was the same FAQ.
        let is_reloaded = self.loading.take().is_none();
        self.learn();
        self.search();
        if is_reloaded {
            self.say("The FAQ was read again", Role::Hint);
        }
        let number = chosen.and_then(|id| self.faq()?.find(&id));
        let selected = if self.is_searching() {
            let is_chosen = |entry| Some(entry) == number;
            self.found.hits.iter().position(|hit| is_chosen(hit.entry))
        } else {
            number
        };
        if let Some(selected) = selected {
            self.place = Viewpoint {
                selected,
                top,
                scroll,
                current_match: None,
            };
        }
    }

    /// Has the FAQ's meaning found out, where that can be.
    fn learn(&mut self) {
        let faq = self.index.as_ref().map(Index::shared_faq);
        let faq = faq.filter(|faq| self.settings.meaning == Meaning::On && FaqMeaning::is_for(faq));
        self.understanding = match &self.understanding {
            Understanding::Missing(why) => Understanding::Missing(why.clone()),
            _ if faq.is_none() => Understanding::Off,
            _ => Understanding::Learning,
        };
        self.thinking.faq = faq.map(Arc::clone);
    }

    fn choose(&mut self, choice: Selection) {
        let last = self.positions().saturating_sub(1);
        let selected = self.place.selected;
        let selected = match choice {
            Selection::Previous => selected.saturating_sub(1),
            Selection::Next => (selected + 1).min(last),
            Selection::First => 0,
            Selection::Last => last,
            Selection::At(position) => position.min(last),
        };
        self.attention = Attention::List;
        if selected != self.place.selected {
            self.place = Viewpoint {
                selected,
                top: self.place.top,
                ..Viewpoint::default()
            };
        }
    }

    /// Scrolls the answer or the help; where the list stands alone, it goes by whole screens.
    fn scroll_by(&mut self, scroll: Scroll) {
        if self.shows_list_alone() {
            let page = self.shown().len().max(1);
            let selected = self.place.selected;
            self.choose(Selection::At(match scroll {
                Scroll::PageUp | Scroll::Up(_) => selected.saturating_sub(page),
                Scroll::PageDown | Scroll::Down(_) => selected + page,
            }));
            return;
        }
        let page = self.answer_height().saturating_sub(1).max(1);
        let place = self.scrolled();
        *place = match scroll {
            Scroll::PageUp => place.saturating_sub(page),
            Scroll::PageDown => *place + page,
            Scroll::Up(rows) => place.saturating_sub(rows),
            Scroll::Down(rows) => *place + rows,
        };
    }

    fn next_match(&mut self) {
        let scroll = self.place.scroll;
        let from = self.place.current_match.map_or(scroll, |row| row + 1);
        let next = self.answer.hits().find(|row| *row >= from);
        let Some(row) = next.or_else(|| self.answer.hits().next()) else {
            self.say("No word of the search stands in this answer", Role::Hint);
            return;
        };
        self.place.current_match = Some(row);
        let height = self.answer_height();
        if !(scroll..scroll + height).contains(&row) {
            self.place.scroll = row.saturating_sub(height / 3);
        }
    }

    fn back(&mut self) {
        match self.open {
            Scene::Help => self.open = self.under_help,
            Scene::Page => self.open = Scene::Desk,
            Scene::Desk if !self.input.text().is_empty() => {
                self.input = SearchBox::default();
                self.search();
            }
            Scene::Desk => {}
        }
        self.attention = Attention::Search;
    }

    fn new_call(&mut self) {
        self.input = SearchBox::default();
        self.open = Scene::Desk;
        self.attention = Attention::Search;
        self.countdown = None;
        if let Saving::Done(_) = self.saving {
            self.saving = Saving::Idle;
        }
        self.search();
    }

    /// Changes the text alone; [`Self::settle`] searches for it.
    fn edit(&mut self, edit: &Edit) {
        self.attention = Attention::Search;
        self.due = self.due.max(Due::Rows);
        if self.input.apply(edit) {
            self.due = Due::Search;
            self.open = Scene::Desk;
            if self.input.text() == "q" && self.settings.mode == Mode::Desk {
                self.say("Ctrl+Q quits", Role::Hint);
            }
        }
    }

    /// Searches for edited text and makes the rows that show. Only then may the model be read.
    fn settle(&mut self) {
        let due = mem::replace(&mut self.due, Due::Nothing);
        if due == Due::Search {
            self.search();
            // Whatever was found between: a run of edits shows the same as each of them by itself.
            if !self.has_found() {
                self.place = self.before_typing;
            }
        }
        if due > Due::Nothing {
            self.arrange();
        }
    }

    fn save(&mut self) -> Option<Effect> {
        let words = self.input.text().trim().to_owned();
        let off = (!self.settings.unanswered).then_some(self.settings.mode);
        let why = match (off, &self.saving) {
            (Some(Mode::Kiosk), _) => "Questions can't be saved on a kiosk",
            (Some(Mode::Desk), _) => "Saving questions is off: start with --unanswered FILE",
            _ if words.is_empty() => "Type the caller's question first, then F8 saves it",
            (None, Saving::Under(_)) => return None,
            (None, Saving::Done(saved)) if *saved == words => "Saved already",
            _ => {
                self.saving = Saving::Under(words.clone());
                let topic = self.entry().map(|(faq, entry)| faq.topic_of(entry));
                let topic = topic.map(|topic| topic.title.clone());
                return Some(Effect::Save { words, topic });
            }
        };
        self.say(why, off.map_or(Role::Hint, |_| Role::Warning));
        None
    }

    fn saved(&mut self, outcome: Result<(), String>) {
        let Saving::Under(words) = mem::replace(&mut self.saving, Saving::Idle) else {
            return;
        };
        match outcome {
            Ok(()) => {
                self.say(format!("Saved for the doctor: “{words}”"), Role::Hint);
                self.saving = Saving::Done(words);
            }
            Err(why) => self.say(format!("Not saved: {why}"), Role::Warning),
        }
    }

    fn copy(&mut self) -> Option<Effect> {
        if self.settings.mode == Mode::Kiosk {
            return None;
        }
        let words = match (self.entry(), self.found.hand_over.first()) {
            (Some((faq, entry)), _) => {
                let answer = Document::aloud(&entry.answer, &faq.topic_of(entry).doctor);
                Some(format!("{}\n\n{}\n", entry.question, answer.text()))
            }
            (None, found) => found.map(|found| found.group.say.clone()),
        };
        if words.is_none() {
            self.say("There is no answer to copy", Role::Hint);
        }
        words.map(Effect::Copy)
    }

    fn idle(&mut self, quiet: Duration) {
        let Some(limit) = self.settings.idle.filter(|_| !self.is_home()) else {
            return;
        };
        let left = limit.saturating_sub(quiet);
        if left.is_zero() {
            self.new_call();
            self.notice = None;
        } else if left <= warning(limit) {
            self.countdown = Some(left.as_millis().div_ceil(1000) as u64);
        }
    }

    fn say(&mut self, words: impl Into<String>, role: Role) {
        let words = words.into();
        self.notice = Some(Notice { words, role });
    }
}

/// Applies one message: at most one search and one wrapping of the answer, else what a screenful costs.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    let effect = step(model, message);
    model.settle();
    effect.or_else(|| model.think())
}

/// Applies events that came at once; shows what [`update`] would one by one. A run of edits costs one search.
pub fn update_all(model: &mut Model, events: &[Event]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for event in events {
        if matches!(event, Event::Mouse(_)) {
            model.settle();
        }
        if let Some(message) = message(event, model) {
            effects.extend(step(model, message));
        }
    }
    model.settle();
    effects.extend(model.think());
    effects
}

/// Applies one message; what an edit leaves to do is done by [`Model::settle`].
fn step(model: &mut Model, message: Message) -> Option<Effect> {
    if message.is_input() {
        model.notice = None;
        model.countdown = None;
    }
    if let Message::Edit(edit) = message {
        model.edit(&edit);
        return None;
    }
    model.settle();
    let effect = apply(model, message);
    model.arrange();
    model.before_typing = if model.has_found() {
        Viewpoint::default()
    } else {
        model.place
    };
    effect
}

/// What is found for `text`. While its last word is typed, the `first` hit keeps its place if it can.
fn ask(
    index: &Index,
    text: &str,
    meant: Option<&(String, Box<QueryMeaning>)>,
    first: Option<&Hit>,
) -> Asked {
    let query = Query {
        text,
        ending: Ending::Open,
    };
    let meant = meant.map(|(typed, query)| Meant {
        query,
        first: first.filter(|_| typed != text).map(|hit| hit.entry),
    });
    index.ask_by_meaning(query, meant)
}

/// What of the query is to be embedded; its beginning only if that is not what is `known` already.
fn texts_to_embed(index: &Index, text: &str, known: Option<&str>) -> QueryTexts {
    let words_end = text.rfind(char::is_whitespace);
    let beginning = &text[..words_end.map_or(0, |at| at + 1)];
    let embed = |typed: &str, ending| TextToEmbed {
        typed: typed.to_owned(),
        as_read: index.meant_text(Query {
            text: typed,
            ending,
        }),
    };
    let beginning = Some(embed(beginning, Ending::Closed));
    QueryTexts {
        beginning: beginning.filter(|b| !b.as_read.is_empty() && known != Some(&*b.typed)),
        whole: embed(text, Ending::Open),
    }
}

fn apply(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Edit(edit) => model.edit(&edit),
        Message::Choose(choice) => model.choose(choice),
        Message::Scroll(scroll) => model.scroll_by(scroll),
        Message::OpenPage if model.open == Scene::Page => model.open = Scene::Desk,
        Message::OpenPage => model.open = Scene::Page,
        Message::Back => model.back(),
        Message::NewCall => model.new_call(),
        Message::NextMatch => model.next_match(),
        Message::Help if model.open == Scene::Help => model.open = model.under_help,
        Message::Help => {
            model.under_help = mem::replace(&mut model.open, Scene::Help);
            model.help_scroll = 0;
        }
        Message::Reload => {
            model.say("Reading the FAQ again …", Role::Hint);
            return Some(Effect::Reload);
        }
        Message::Save => return model.save(),
        Message::Copy => return model.copy(),
        Message::Redraw => return Some(Effect::Redraw),
        Message::Suspend => return Some(Effect::Suspend),
        Message::Quit => return Some(Effect::Quit),
        Message::Resized(width, height) => model.settings.size = (width, height),
        Message::Loading(share) => model.loading = model.loading.and(Some(share)),
        Message::Listed(faq) => {
            if model.index.is_none() {
                model.index = Some(Index::unread(faq));
                model.generation += 1;
            }
        }
        Message::Loaded(Ok(index)) => model.swap(*index),
        Message::Loaded(Err(problems)) => {
            // A kiosk waits until they are mended.
            if model.loading.take().is_some() && model.settings.mode == Mode::Desk {
                return Some(Effect::GiveUp(problems));
            }
            model.notice = None;
            model.problems = problems;
        }
        Message::Understanding(understanding) => model.understanding = understanding,
        Message::Meant(typed, meant) => model.meant(typed, meant),
        Message::Mistakes(problems) => {
            model.notice = None;
            model.problems = problems;
        }
        Message::Changed => model.say("FAQ changed on disk: reading it again …", Role::Hint),
        Message::Saved(outcome) => model.saved(outcome),
        Message::Copied(Ok(())) => model.say(
            "Answer sent to the terminal's clipboard (some terminals ignore that)",
            Role::Hint,
        ),
        Message::Copied(Err(why)) => model.say(format!("Not copied: {why}"), Role::Warning),
        Message::Idle(quiet) => model.idle(quiet),
        Message::Today(day) => model.settings.today = day,
    }
    None
}
