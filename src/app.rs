//! The browser's state and everything that can happen to it. [`update`] does no I/O: what must touch the world
//! comes back as an [`Effect`], and its outcome returns as another [`Message`]. After each message the model holds
//! the rows that show, labelled with roles; drawing them is all that is left to do.

mod answer;
pub(crate) mod help;
mod input;
mod keymap;
mod list;
mod message;
mod says;

use std::{collections::BTreeSet, time::Duration};

use crossterm::event::Event;
use jiff::civil::Date;

pub(crate) use self::says::count;
pub use self::{
    answer::Answer,
    input::{Edit, Input},
    keymap::message,
    list::Row,
    message::{Effect, Message, Mode, Scroll, Selection, Settings},
};
use self::{
    answer::{Marks, Pane},
    list::{Items, Room},
};
use crate::{
    faq::{Faq, Problem},
    layout::{HITS, Layout, Screen},
    markdown::Document,
    search::{Asked, Ending, Hit, Index, Query},
    text::{self, Role},
};

/// A kiosk counts down for this long, or half the time it waits, before it clears the last caller's words.
const WARNING: Duration = Duration::from_secs(10);

/// What is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// List and answer.
    Desk,
    /// The answer on the whole screen.
    Page,
    /// The keys, on the whole screen.
    Help,
}

/// Where the hardware cursor stands: with what was changed last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// In the search box.
    Search,
    /// At the chosen question.
    List,
}

/// What the answer pane is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing yet: the FAQ is being read, or cannot be searched yet.
    Loading,
    /// An entry, by its number.
    Entry(usize),
    /// A word that must be handed over.
    HandOver,
    /// A question without an answer.
    Nothing,
}

/// Where the user is in the list and the answer; back to the beginning with every other query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    /// The chosen position of the list.
    selected: usize,
    /// The first position of the list that shows.
    top: usize,
    /// Rows of the answer that are scrolled away.
    scroll: usize,
    /// The row of the answer with the match that was gone to last.
    current_match: Option<usize>,
}

/// What the rows of the answer pane were made from: as long as it is the same, so are they.
#[derive(Clone, Debug, PartialEq)]
struct AnswerOf {
    open: Open,
    generation: u32,
    subject: Subject,
    query: String,
    today: Date,
    pane: Pane,
}

/// What became of saving a question.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Saving {
    Idle,
    Under(String),
    Done(String),
}

/// What the rule below the search box says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// In words.
    pub words: String,
    /// Warning or hint.
    pub role: Role,
}

/// All that the screen shows.
#[derive(Debug)]
pub struct Model {
    settings: Settings,
    size: (u16, u16),
    today: Date,
    index: Option<Index>,
    /// Whether any FAQ was ever read to its end.
    has_faq: bool,
    /// Counts the FAQs loaded so far, so that what was made from one is not shown for the next.
    generation: u32,
    loading: Option<f32>,
    problems: Vec<Problem>,
    input: Input,
    found: Asked,
    place: Place,
    /// Whether the text, or anything, was edited since the last [`Model::settle`].
    unsearched: bool,
    unsettled: bool,
    open: Open,
    /// What the help covers while it is open.
    under_help: Open,
    attention: Attention,
    help_scroll: usize,
    document: Option<(u32, usize, Document)>,
    answer: Answer,
    answer_of: Option<AnswerOf>,
    rows: Vec<Row>,
    layout: Option<Layout>,
    notice: Option<Notice>,
    saving: Saving,
    countdown: Option<u64>,
}

impl Model {
    /// A browser that has not loaded its FAQ yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        let mut model = Self {
            size: settings.size,
            today: settings.today,
            settings,
            index: None,
            has_faq: false,
            generation: 0,
            loading: Some(0.0),
            problems: Vec::new(),
            input: Input::default(),
            found: Asked::default(),
            place: Place::default(),
            unsearched: false,
            unsettled: false,
            open: Open::Desk,
            under_help: Open::Desk,
            attention: Attention::Search,
            help_scroll: 0,
            document: None,
            answer: Answer::default(),
            answer_of: None,
            rows: Vec::new(),
            layout: None,
            notice: None,
            saving: Saving::Idle,
            countdown: None,
        };
        model.arrange();
        model
    }

    /// How long after the last input [`Message::Idle`] is wanted next; none when never, so that nothing wakes.
    #[must_use]
    pub fn wake_after(&self) -> Option<Duration> {
        let limit = self.settings.idle?;
        if self.is_home() {
            return None;
        }
        Some(match self.countdown {
            None => limit.saturating_sub(warning(limit)),
            Some(seconds) => limit.saturating_sub(Duration::from_secs(seconds.saturating_sub(1))),
        })
    }

    /// The geometry; none when the terminal is too small for any.
    #[must_use]
    pub fn layout(&self) -> Option<&Layout> {
        self.layout.as_ref()
    }

    /// Columns and rows of the terminal.
    #[must_use]
    pub fn size(&self) -> (u16, u16) {
        self.size
    }

    /// What is open.
    #[must_use]
    pub fn open(&self) -> Open {
        self.open
    }

    /// Where the hardware cursor belongs.
    #[must_use]
    pub fn attention(&self) -> Attention {
        self.attention
    }

    /// The search box.
    #[must_use]
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// The rows of the list that show.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The chosen position of the list.
    #[must_use]
    pub fn selected(&self) -> usize {
        self.place.selected
    }

    /// What the answer pane is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match self.items() {
            None => Subject::Loading,
            Some(Items::HandOver) => Subject::HandOver,
            Some(items) => items
                .entry(self.place.selected)
                .map_or(Subject::Nothing, Subject::Entry),
        }
    }

    /// What the answer pane (or the help) shows, and how many of its rows are scrolled away.
    #[must_use]
    pub fn answer(&self) -> (&Answer, usize) {
        let scroll = if self.open == Open::Help {
            self.help_scroll
        } else {
            self.place.scroll
        };
        (&self.answer, scroll)
    }

    /// The row of the answer that [`Message::NextMatch`] went to last.
    #[must_use]
    pub fn current_match(&self) -> Option<usize> {
        self.place.current_match.filter(|_| self.open != Open::Help)
    }

    /// How much of the FAQ has been read; none when it is not being read for the first time.
    #[must_use]
    pub fn loading(&self) -> Option<f32> {
        self.loading
    }

    /// The first position that shows, and how many there are, for the scroll bar.
    #[must_use]
    pub fn list_place(&self) -> (usize, usize) {
        (self.place.top, self.items().map_or(0, |items| items.len()))
    }

    /// The FAQ, once it has been read.
    #[must_use]
    pub fn faq(&self) -> Option<&Faq> {
        self.index.as_ref().map(Index::faq)
    }

    /// How many questions the FAQ has.
    #[must_use]
    pub fn questions(&self) -> usize {
        self.index.as_ref().map_or(0, |index| index.faq().len())
    }

    /// Whether a query is on screen rather than all questions.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.input.is_blank() && self.has_found()
    }

    /// Whether the last search found something to show.
    fn has_found(&self) -> bool {
        !self.found.hits.is_empty()
            || !self.found.unknown.is_empty()
            || self.found.hand_over.is_some()
    }

    /// Whether there is nothing of the last caller's to clear.
    fn is_home(&self) -> bool {
        self.input.text().is_empty() && self.place == Place::default() && self.open == Open::Desk
    }

    /// Whether there is room for one pane and the list has it.
    fn shows_list_alone(&self) -> bool {
        self.layout.is_some_and(|layout| layout.answer.is_empty())
    }

    fn query(&self) -> Query<'_> {
        Query {
            text: self.input.text(),
            ending: Ending::Open,
        }
    }

    /// What the list shows; none where the FAQ is not there yet, or not ready to search for what is typed.
    fn items(&self) -> Option<Items<'_>> {
        let ready = self.loading.is_none() || self.input.is_blank();
        let index = self.index.as_ref().filter(|_| ready)?;
        Some(if self.found.hand_over.is_some() {
            Items::HandOver
        } else if self.is_searching() {
            Items::Hits(index, &self.found)
        } else {
            Items::All(index)
        })
    }

    /// How the search found the entry on screen.
    fn hit(&self) -> Option<&Hit> {
        match self.items()? {
            Items::Hits(_, found) => found.hits.get(self.place.selected),
            Items::All(_) | Items::HandOver => None,
        }
    }

    /// Searches for what is typed now; the best hit is chosen.
    fn search(&mut self) {
        self.found = match &self.index {
            Some(index) if self.loading.is_none() && !self.input.is_blank() => {
                index.ask(self.query())
            }
            _ => Asked::default(),
        };
        self.place = Place::default();
    }

    /// Replaces the FAQ: the question on screen stays there, found by its id.
    fn swap(&mut self, index: Index) {
        // While loading, what could be leafed through is the same FAQ.
        let listed = self.loading.is_some();
        let chosen = match (self.subject(), &self.index) {
            (Subject::Entry(number), Some(old)) => {
                Some((number, old.faq().entry(number).id.clone()))
            }
            _ => None,
        };
        let before = self.place;
        let reloaded = self.index.replace(index).is_some() && !listed;
        self.has_faq = true;
        self.generation += 1;
        self.loading = None;
        self.problems = Vec::new();
        self.search();
        if reloaded {
            self.say("The FAQ was read again", Role::Hint);
        }
        let found = chosen.and_then(|(number, id)| {
            if listed {
                Some(number)
            } else {
                self.faq()?.find(&id)
            }
        });
        let Some(number) = found else { return };
        let position = if self.is_searching() {
            self.found.hits.iter().position(|hit| hit.entry == number)
        } else {
            Some(number)
        };
        if let Some(selected) = position {
            self.place = Place {
                selected,
                scroll: before.scroll,
                top: before.top,
                current_match: None,
            };
        }
    }

    fn choose(&mut self, choice: Selection) {
        let last = self
            .items()
            .map_or(0, |items| items.len())
            .saturating_sub(1);
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
            self.place = Place {
                selected,
                top: self.place.top,
                ..Place::default()
            };
        }
    }

    /// Scrolls the answer or the help; where the list stands alone, it goes by whole screens.
    fn scroll_by(&mut self, scroll: Scroll) {
        if self.shows_list_alone() {
            let page = self
                .rows
                .iter()
                .filter_map(|row| row.position)
                .collect::<BTreeSet<_>>()
                .len()
                .max(1);
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

    /// How far what is open is scrolled.
    fn scrolled(&mut self) -> &mut usize {
        if self.open == Open::Help {
            &mut self.help_scroll
        } else {
            &mut self.place.scroll
        }
    }

    /// Rows that the scrolling part of the answer has.
    #[must_use]
    pub fn answer_height(&self) -> usize {
        self.layout
            .map_or(0, |layout| usize::from(layout.answer.height))
            .saturating_sub(self.answer.title.len())
    }

    fn next_match(&mut self) {
        let next = match self.place.current_match {
            Some(current) => self.answer.hits().find(|row| *row > current),
            None => self.answer.hits().find(|row| *row >= self.place.scroll),
        };
        let Some(row) = next.or_else(|| self.answer.hits().next()) else {
            self.say("No word of the search stands in this answer", Role::Hint);
            return;
        };
        self.place.current_match = Some(row);
        let height = self.answer_height();
        if row < self.place.scroll || row >= self.place.scroll + height {
            self.place.scroll = row.saturating_sub(height / 3);
        }
    }

    fn back(&mut self) {
        match self.open {
            Open::Help => self.open = self.under_help,
            Open::Page => self.open = Open::Desk,
            Open::Desk if !self.input.text().is_empty() => {
                self.input = Input::default();
                self.search();
            }
            Open::Desk => {}
        }
        self.attention = Attention::Search;
    }

    fn new_call(&mut self) {
        self.input = Input::default();
        self.open = Open::Desk;
        self.attention = Attention::Search;
        self.countdown = None;
        self.saving = match std::mem::replace(&mut self.saving, Saving::Idle) {
            under @ Saving::Under(_) => under,
            _ => Saving::Idle,
        };
        self.search();
    }

    /// Changes the text alone; [`Self::settle`] searches for it.
    fn edit(&mut self, edit: &Edit) {
        self.attention = Attention::Search;
        self.unsettled = true;
        if self.input.apply(edit) {
            self.open = Open::Desk;
            self.unsearched = true;
            if self.input.text() == "q" && self.settings.mode == Mode::Desk {
                self.say("Ctrl+Q quits", Role::Hint);
            }
        }
    }

    /// Searches for edited text and makes the rows that show. Only then may the model be read.
    fn settle(&mut self) {
        if std::mem::take(&mut self.unsearched) {
            let (found_before, place) = (self.has_found(), self.place);
            self.search();
            // What finds nothing to show moves nothing either.
            if !found_before && !self.has_found() {
                self.place = place;
            }
        }
        if std::mem::take(&mut self.unsettled) {
            self.arrange();
        }
    }

    fn save(&mut self) -> Option<Effect> {
        if !self.settings.unanswered {
            let why = match self.settings.mode {
                Mode::Kiosk => "Questions can't be saved on a kiosk",
                Mode::Desk => "Saving questions is off: start with --unanswered FILE",
            };
            self.say(why, Role::Warning);
            return None;
        }
        let words = self.input.text().trim().to_owned();
        match &self.saving {
            _ if words.is_empty() => {
                self.say(
                    "Type the caller's question first, then F8 saves it",
                    Role::Hint,
                );
                None
            }
            Saving::Under(_) => None,
            Saving::Done(saved) if *saved == words => {
                self.say("Saved already", Role::Hint);
                None
            }
            _ => {
                self.saving = Saving::Under(words.clone());
                let topic = match (self.subject(), &self.index) {
                    (Subject::Entry(number), Some(index)) => Some(
                        index
                            .faq()
                            .topic_of(index.faq().entry(number))
                            .title
                            .clone(),
                    ),
                    _ => None,
                };
                Some(Effect::Save { words, topic })
            }
        }
    }

    fn saved(&mut self, outcome: Result<(), String>) {
        let Saving::Under(words) = std::mem::replace(&mut self.saving, Saving::Idle) else {
            return;
        };
        match outcome {
            Ok(()) => {
                self.say(&format!("Saved for the doctor: “{words}”"), Role::Hint);
                self.saving = Saving::Done(words);
            }
            Err(why) => self.say(&format!("Not saved: {why}"), Role::Warning),
        }
    }

    fn copy(&mut self) -> Option<Effect> {
        let words = match (self.subject(), &self.index, &self.document) {
            _ if self.settings.mode == Mode::Kiosk => return None,
            (Subject::Entry(number), Some(index), Some((_, _, document))) => {
                let question = &index.faq().entry(number).question;
                Some(format!("{question}\n\n{}\n", document.text()))
            }
            (Subject::HandOver, ..) => self.found.hand_over.as_ref().map(|found| found.say.clone()),
            _ => None,
        };
        if words.is_none() {
            self.say("There is no answer to copy", Role::Hint);
        }
        words.map(Effect::Copy)
    }

    fn idle(&mut self, quiet: Duration) {
        let Some(limit) = self.settings.idle else {
            return;
        };
        if self.is_home() {
            return;
        }
        let left = limit.saturating_sub(quiet);
        if left.is_zero() {
            self.new_call();
            self.notice = None;
        } else if left <= warning(limit) {
            self.countdown = Some(left.as_millis().div_ceil(1000) as u64);
        }
    }

    fn say(&mut self, words: &str, role: Role) {
        self.notice = Some(Notice {
            words: words.to_owned(),
            role,
        });
    }

    /// Makes the rows that show, after anything that could have changed them.
    fn arrange(&mut self) {
        let (width, height) = self.size;
        let screen = match self.open {
            Open::Page | Open::Help => Screen::Page,
            // Also while only words without meaning are typed, so that nothing moves with the first that has one.
            Open::Desk if !self.input.is_blank() => Screen::Searching,
            Open::Desk => Screen::Home,
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
        if !layout.answer.is_empty() {
            self.arrange_answer(&layout);
        }
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
        let Place { top, selected, .. } = self.place;
        let (top, rows) = match self.items() {
            Some(_) if room.height == 0 => (top, Vec::new()),
            Some(items) => items.show(top, selected, room),
            None => {
                let words = "The FAQ is being read. You can type already.";
                let lines = text::wrap(words, room.width, Role::Hint, &[]).into_iter();
                (0, lines.take(room.height).map(Row::loose).collect())
            }
        };
        self.place.top = top;
        self.rows = rows;
    }

    /// Lays the answer out, unless it is laid out already. A place in it is kept when only the width has changed.
    fn arrange_answer(&mut self, layout: &Layout) {
        let answer_of = AnswerOf {
            open: self.open,
            generation: self.generation,
            subject: self.subject(),
            query: self.input.text().to_owned(),
            today: self.today,
            pane: Pane {
                width: usize::from(layout.answer.width),
                height: usize::from(layout.answer.height),
                text: layout.text_width(),
            },
        };
        if self.answer_of.as_ref() == Some(&answer_of) {
            return;
        }
        let rows_before = self.answer.rows.len();
        self.answer = self.lay_out(answer_of.subject, answer_of.pane);
        let before = self.answer_of.replace(answer_of);
        let same_text = before
            .zip(self.answer_of.as_ref())
            .is_some_and(|(before, now)| {
                before.pane.text != now.pane.text
                    && AnswerOf {
                        pane: now.pane,
                        ..before
                    } == *now
            });
        if same_text && rows_before > 0 {
            let rows = self.answer.rows.len();
            let place = self.scrolled();
            *place = *place * rows / rows_before;
            self.place.current_match = None;
        }
    }

    fn lay_out(&mut self, subject: Subject, pane: Pane) -> Answer {
        if self.open == Open::Help {
            return help::help(&self.settings, pane);
        }
        let Some(index) = &self.index else {
            return Answer::default();
        };
        match subject {
            Subject::Loading => Answer::default(),
            Subject::Entry(number) => {
                let entry = index.faq().entry(number);
                let made_of = (self.generation, number);
                let document = match self.document.take() {
                    Some((generation, of, document)) if (generation, of) == made_of => document,
                    _ => Document::parse(&entry.answer, &index.faq().topic_of(entry).doctor),
                };
                let searching = self.is_searching();
                let marks = |text: &str| {
                    if searching {
                        index.marks(&self.found, text)
                    } else {
                        Vec::new()
                    }
                };
                let marks = Marks {
                    question: marks(&entry.question),
                    answer: marks(document.text()),
                };
                let answer = answer::of_entry(
                    index.faq(),
                    entry,
                    &document,
                    &marks,
                    self.hit(),
                    self.today,
                    pane,
                );
                self.document = Some((self.generation, number, document));
                answer
            }
            Subject::HandOver => self
                .found
                .hand_over
                .as_ref()
                .map_or_else(Answer::default, |found| answer::of_hand_over(found, pane)),
            Subject::Nothing => answer::of_nothing(&self.found, self.settings.unanswered, pane),
        }
    }
}

/// How long before `limit` the countdown begins.
fn warning(limit: Duration) -> Duration {
    WARNING.min(limit / 2)
}

/// Applies one message. Costs a search when the text changed, and wrapping the answer when another one shows or the
/// width changed; a screenful else.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    let effect = step(model, message);
    model.settle();
    effect
}

/// Applies what came from the keyboard or the mouse at once, as one by one would; a run of edits costs one search.
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
    effects
}

/// Applies one message and leaves the search for edited text to [`Model::settle`].
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
    effect
}

fn apply(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Edit(edit) => model.edit(&edit),
        Message::Choose(choice) => model.choose(choice),
        Message::Scroll(scroll) => model.scroll_by(scroll),
        Message::OpenPage => {
            model.open = if model.open == Open::Page {
                Open::Desk
            } else {
                Open::Page
            }
        }
        Message::Back => model.back(),
        Message::NewCall => model.new_call(),
        Message::NextMatch => model.next_match(),
        Message::Help if model.open == Open::Help => model.open = model.under_help,
        Message::Help => {
            model.under_help = std::mem::replace(&mut model.open, Open::Help);
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
        Message::Resized(width, height) => model.size = (width, height),
        Message::Loading(share) => {
            if model.loading.is_some() {
                model.loading = Some(share);
            }
        }
        Message::Listed(faq) => {
            if model.index.is_none() {
                model.index = Some(Index::unread(faq));
                model.loading.get_or_insert(0.0);
                model.generation += 1;
            }
        }
        Message::Loaded(Ok(index)) => model.swap(*index),
        Message::Loaded(Err(problems)) if !model.has_faq => {
            return Some(Effect::GiveUp(problems));
        }
        Message::Loaded(Err(problems)) => {
            model.loading = None;
            model.notice = None;
            model.problems = problems;
        }
        Message::Changed => model.say("FAQ changed on disk: reading it again …", Role::Hint),
        Message::Saved(outcome) => model.saved(outcome),
        Message::Copied(Ok(())) => model.say(
            "Answer sent to the terminal's clipboard (some terminals ignore that)",
            Role::Hint,
        ),
        Message::Copied(Err(why)) => model.say(&format!("Not copied: {why}"), Role::Warning),
        Message::Idle(quiet) => model.idle(quiet),
        Message::Today(day) => model.today = day,
    }
    None
}
