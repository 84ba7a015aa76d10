//! Everything that can happen to the browser. [`update`] does no I/O: what must touch the world comes back as
//! an [`Effect`], and its outcome returns as another [`Message`]. After each message the [`Model`] holds the
//! rows that show, labelled with roles; drawing them is all that is left to do.

mod answer;
mod arrange;
mod card;
pub(crate) mod help;
mod input;
mod keymap;
mod list;
mod message;
mod model;
mod says;

use std::{mem, sync::Arc, time::Duration};

use crossterm::event::Event;

use self::{
    input::Edit,
    model::{PAUSE, Viewpoint, warning},
};
pub use self::{
    input::SearchBox,
    message::{
        Effect, EmbedRequest, LastAction, MeaningState, Message, Scene, Settings, Subject,
        TextToEmbed, TypedMeaning,
    },
    model::{Answer, Call, Model},
    says::KeyHint,
};
use crate::{
    labels::fill,
    markdown::Document,
    search::{Ending, FaqMeaning, Index, KnownMeaning, Query, SearchResult},
    text::{Role, Span},
    unanswered::Question,
};

impl Model {
    /// Searches for what is typed now; the best hit is chosen, if that is sure.
    fn search(&mut self) {
        self.call.found = match &self.index {
            Some(index) if !self.call.input.is_blank() => {
                let text = self.call.input.text();
                let meaning = self.call.meaning.take();
                self.call.meaning = meaning.filter(|known| text.starts_with(&known.typed));
                if self.meaning_state != MeaningState::Off {
                    let known = self.call.meaning.as_ref().map(|known| &*known.typed);
                    self.to_embed.query = texts_to_embed(index, text, known);
                }
                self.call.ask(index)
            }
            _ => {
                self.call.meaning = None;
                SearchResult::default()
            }
        };
        // While it goes on without a word to search for, it stays what it is.
        let was_wordless = mem::take(&mut self.call.is_wordless);
        self.call.is_wordless = was_wordless && !self.has_found() && self.is_sentence();
        self.call.place = self.found_place();
    }

    /// Ranks again by what the query, or its beginning, means. The list stays as it is once the user has
    /// chosen, unless the call turns out to be one to hand over.
    fn rank_by_meaning(&mut self, known: TypedMeaning) {
        let text = self.call.input.text();
        // Another query may be typed by now, or another FAQ read.
        let is_newest = |index: &&Index| {
            text.starts_with(&known.typed) && known.meaning.is_of(index.shared_faq())
        };
        let Some(index) = self.index.as_ref().filter(is_newest) else {
            return;
        };
        self.call.meaning = Some(known);
        let is_untouched = self.is_untouched();
        let found = self.call.ask(index);
        let is_alarm = self.call.found.hand_over.is_empty() && !found.hand_over.is_empty();
        if is_untouched || is_alarm {
            self.call.found = found;
            self.call.place = self.found_place();
            (self.call.open, self.call.last_action) = (Scene::List, LastAction::Typing);
        }
    }

    /// Replaces the FAQ: the question on screen stays there, found by its id.
    fn swap(&mut self, index: Index) {
        let chosen = self.entry();
        let entry = chosen.and_then(|(faq, entry)| index.faq().find_again(faq, entry));
        let (place, open, last_action) = (self.call.place, self.call.open, self.call.last_action);
        self.before = self.before.take().map(|before| Call {
            input: before.input,
            ..Call::default()
        });
        if let Some(known) = &mut self.call.meaning {
            known.meaning = known.meaning.carried_to(index.shared_faq());
        }
        let is_reloaded = self.index.replace(index).is_some();
        self.loading = None;
        self.ask_for_meaning();
        self.search();
        if is_reloaded {
            self.say(self.labels().read_again, Role::Hint);
        }
        // The page of another would be taken for its own, and F8 would flag one that nobody chose.
        (self.call.open, self.call.last_action) = (Scene::List, LastAction::Typing);
        let is_here = |position: &usize| self.entry_at(*position) == entry;
        if entry.is_some()
            && let Some(selected) = (0..self.positions()).find(is_here)
        {
            self.call.place = Viewpoint {
                selected: Some(selected),
                current_match: None,
                ..place
            };
            (self.call.open, self.call.last_action) = (open, last_action);
        }
    }

    /// Has the FAQ's meaning found out, where that can be.
    fn ask_for_meaning(&mut self) {
        let faq = self.index.as_ref().map(Index::shared_faq);
        let faq = faq.filter(|faq| !self.settings.no_meaning && FaqMeaning::is_for(faq));
        self.to_embed.faq = faq.map(Arc::clone);
        if !matches!(self.meaning_state, MeaningState::Missing(_)) {
            self.meaning_state = match self.to_embed.faq {
                None => MeaningState::Off,
                Some(_) => MeaningState::On,
            };
        }
    }

    /// Moves the choice by so many positions. Above the first of several doubtful hits is the question to the
    /// caller.
    fn step(&mut self, positions: isize) {
        match self.call.place.selected {
            Some(0) if positions < 0 && !self.has_no_doubt() => {
                self.call.place = self.found_place();
                self.call.last_action = LastAction::Typing;
            }
            Some(selected) => self.choose(selected.saturating_add_signed(positions)),
            None => self.choose(0),
        }
    }

    /// Chooses a position of the list, the last where there are fewer.
    fn choose(&mut self, position: usize) {
        // The new call has begun.
        self.before = None;
        let Some(last) = self.positions().checked_sub(1) else {
            return;
        };
        let selected = position.min(last);
        self.call.last_action = LastAction::Choosing;
        if Some(selected) != self.call.place.selected {
            self.call.place = Viewpoint {
                selected: Some(selected),
                top: self.call.place.top,
                ..Viewpoint::default()
            };
        }
    }

    /// How many rows a page of the answer has: all but one of those that show.
    fn page(&self) -> isize {
        self.answer_height().saturating_sub(1).max(1).cast_signed()
    }

    /// Scrolls the answer or the help; where the list stands alone, it goes by whole screens.
    fn scroll_by(&mut self, rows: isize) {
        if self.shows_list_alone() {
            let page = self.shown().len().max(1).cast_signed();
            return self.step(rows.signum() * page);
        }
        if self.call.help.is_none() {
            self.call.place.current_match = None;
        }
        let place = self.scrolled();
        *place = place.saturating_add_signed(rows);
    }

    fn next_match(&mut self) {
        let scroll = self.call.place.scroll;
        let from = self.call.place.current_match.map_or(scroll, |row| row + 1);
        let next = self.answer.marked_rows().find(|row| *row >= from);
        let Some(row) = next.or_else(|| self.answer.marked_rows().next()) else {
            return;
        };
        self.call.place.current_match = Some(row);
        let height = self.answer_height();
        if !(scroll..scroll + height).contains(&row) {
            self.call.place.scroll = row.saturating_sub(height / 3);
        }
    }

    /// Opens or closes the full page. If the best hit is doubtful, its answer is only shown below the list at
    /// first.
    fn toggle_page(&mut self) {
        self.before = None;
        match (self.call.open, self.subject()) {
            (Scene::Page, _) => self.call.open = Scene::List,
            (_, Subject::NotSure(_)) => {
                self.choose(0);
                self.call.last_action = LastAction::Opening;
            }
            (_, Subject::Entry(_)) => self.call.open = Scene::Page,
            (_, Subject::HandOver | Subject::Nothing | Subject::Loading) => {}
        }
    }

    fn back(&mut self) {
        self.unsaved.clear();
        if self.call.help.take().is_some() {
            return;
        }
        if let Some(before) = self.before.take() {
            return self.take_back(before);
        }
        match self.call.open {
            // What was chosen stays chosen, and F8 flags it.
            Scene::Page => self.call.open = Scene::List,
            Scene::List => {
                if !self.call.input.text().is_empty() {
                    self.call.input = SearchBox::default();
                    self.search();
                }
                self.call.last_action = LastAction::Typing;
            }
        }
    }

    fn take_back(&mut self, before: Call) {
        let place = before.place;
        self.call = before;
        let has_stood = self.has_found();
        // Its meaning may not be known yet, or another FAQ was read since.
        self.search();
        if has_stood || !self.has_found() {
            self.call.place = place;
        }
    }

    /// Begins a new call. At a desk, the one before can be brought back, also if F2 is pressed twice.
    fn new_call(&mut self) {
        self.unsaved.clear();
        let call = mem::take(&mut self.call);
        if !self.settings.kiosk && !call.input.is_blank() {
            self.before = Some(call);
        }
        if self.before.is_some() {
            let labels = self.labels();
            self.say(fill(labels.can_be_undone, [&labels.key("Esc")]), Role::Hint);
        }
        self.countdown = None;
    }

    /// Changes the text alone; [`Self::settle`] searches for it.
    fn edit(&mut self, edit: &Edit) {
        self.call.last_action = LastAction::Typing;
        if self.call.input.apply(edit) {
            self.is_edited = true;
            (self.call.open, self.call.help, self.before) = (Scene::List, None, None);
        }
        if matches!(edit, Edit::Insert(_)) && self.call.input.is_full() {
            self.warn(self.labels().box_is_full);
        }
    }

    /// Searches for edited text and makes the rows that show. Only then may the model be read.
    fn settle(&mut self) {
        if mem::take(&mut self.is_edited) {
            self.search();
            self.arrange();
        }
    }

    fn save(&mut self) -> Option<Effect> {
        self.unsaved.clear();
        if self.settings.kiosk {
            return None;
        }
        let Some(file) = self.settings.unanswered.clone() else {
            self.say(self.labels().saving_is_off, Role::Look);
            return None;
        };
        match self.report() {
            None => self.say(self.labels().nothing_to_save, Role::Hint),
            Some(told) if self.saving.contains(&told) => {}
            Some(told) if self.is_reported() => self.say(self.of_saved(&told), Role::Hint),
            Some(told) => {
                self.saving.push(told.clone());
                return Some(Effect::Save(file, told));
            }
        }
        None
    }

    /// Says what became of what was told: that it was saved where it is still on screen, that it was not
    /// wherever the user is by now.
    fn saved(&mut self, told: Question, outcome: Result<(), String>) {
        self.saving.retain(|other| *other != told);
        let is_here = self.report().as_ref() == Some(&told);
        match outcome {
            Ok(()) if is_here => {
                self.say(self.of_saved(&told), Role::Hint);
                self.call.saved = Some(told);
            }
            Ok(()) => {
                // It may be the call that the user takes back.
                if let Some(before) = &mut self.before {
                    before.saved = Some(told);
                }
            }
            Err(why) => {
                self.notice = None;
                self.unsaved.push((told, why));
            }
        }
    }

    fn copy(&mut self) -> Option<Effect> {
        let words = match (self.entry(), self.call.found.hand_over.first()) {
            (Some((faq, entry)), _) => {
                let answer = Document::aloud(&entry.answer, &faq.topic_of(entry).doctor);
                Some(format!("{}\n\n{}\n", entry.question, answer.text()))
            }
            (None, found) => found.map(|found| found.group.say.clone()),
        };
        if words.is_none() {
            self.say(self.labels().nothing_to_copy, Role::Hint);
        }
        words.map(Effect::Copy)
    }

    fn idle(&mut self, quiet: Duration) {
        if quiet >= self.take_back_time() && self.before.take().is_some() {
            self.notice = None;
        }
        if quiet >= PAUSE && self.may_be_wordless() {
            self.call.is_wordless = true;
        }
        let Some(limit) = self.settings.idle.filter(|_| !self.is_home()) else {
            return;
        };
        let left = limit.saturating_sub(quiet);
        if left.is_zero() {
            self.new_call();
            // For good: the desk may have been left.
            (self.before, self.notice) = (None, None);
        } else if left <= warning(limit) {
            self.notice = None;
            self.countdown = Some(left.as_millis().div_ceil(1000) as u64);
        }
    }

    fn warn(&mut self, words: &str) {
        self.say(format!("! {words}"), Role::Look);
    }

    fn say(&mut self, words: impl Into<String>, role: Role) {
        self.notice = Some(Span::new(words, role));
    }
}

/// Applies one message: at most one search and one wrapping of the answer, else what a screenful costs.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    let effect = apply(model, message);
    model.arrange();
    effect.or_else(|| model.take_embed_request())
}

/// Obeys events that came at once; shows what they would one by one. A run of edits costs one search.
pub fn update_all(model: &mut Model, events: &[Event]) -> Vec<Effect> {
    // Any key stops the countdown, also one that means nothing.
    model.countdown = None;
    let mut effects = Vec::new();
    for event in events {
        effects.extend(keymap::obey(model, event));
    }
    model.settle();
    effects.extend(model.take_embed_request());
    effects
}

impl Call {
    /// What is found for it. While its last word is typed, what was found before stays if it can.
    fn ask(&self, index: &Index) -> SearchResult {
        let query = Query {
            text: self.input.text(),
            ending: Ending::Open,
        };
        let meant = self.meaning.as_ref().map(|known| KnownMeaning {
            query: &known.meaning,
            before: (known.typed != query.text).then_some(&self.found),
        });
        index.ask_by_meaning(query, meant)
    }
}

/// What of the query is to be embedded: all of it last, its beginning only if that is not `known` already.
fn texts_to_embed(index: &Index, text: &str, known: Option<&str>) -> Vec<TextToEmbed> {
    let last_word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    // Without the space, after which it is a beginning too until the user pauses.
    let beginning = text[..text.len() - last_word.len()].trim_end();
    let embed = |(typed, ending)| TextToEmbed {
        typed: str::to_owned(typed),
        as_read: index.meant_text(Query {
            text: typed,
            ending,
        }),
    };
    let mut texts = [(beginning, Ending::Closed), (text, Ending::Open)]
        .map(embed)
        .to_vec();
    if texts[0].as_read.is_empty() || known == Some(beginning) {
        texts.remove(0);
    }
    texts
}

fn apply(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Resized(width, height) => {
            model.settings.size = (width, height);
            model.call.place.current_match = None;
        }
        Message::Loading(share) => model.loading = model.loading.and(Some(share)),
        Message::Loaded(index, problems) => {
            if let Some(index) = index {
                model.swap(*index);
            } else if model.loading.take().is_some() && !model.settings.kiosk {
                // A kiosk waits until they are mended.
                return Some(Effect::GiveUp(problems));
            }
            if !problems.is_empty() {
                model.notice = None;
            }
            model.problems = problems;
        }
        Message::MeaningState(state) => {
            if let MeaningState::Missing(why) = &state {
                model.warn(&format!("{}: {why}", model.labels().meaning_missing));
            }
            model.meaning_state = state;
        }
        Message::Meaning(known) => model.rank_by_meaning(*known),
        Message::Saved(told, outcome) => model.saved(told, outcome),
        Message::Copied(Ok(())) => model.say(model.labels().copied, Role::Hint),
        Message::Copied(Err(why)) => {
            model.warn(&fill(model.labels().not_copied, [&why]));
        }
        Message::Idle(quiet) => model.idle(quiet),
        Message::Today(day) => {
            model.settings.today = day;
            // What is overdue from today on is left out.
            if model.settings.approved_only {
                return Some(Effect::Reload);
            }
        }
    }
    None
}
