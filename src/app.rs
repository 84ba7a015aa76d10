//! The browser's state and everything that can happen to it. [`update`] does no I/O: what must touch the world
//! comes back as an [`Effect`], and its outcome returns as another [`Message`]. After each message the model holds
//! the rows that show, labelled with roles; drawing them is all that is left to do.

mod answer;
mod help;
mod input;
mod keymap;
mod list;
mod slow_escape;

use std::{collections::BTreeSet, sync::Arc, time::Duration};

use jiff::civil::Date;

pub use self::{
    answer::Answer,
    input::{Edit, Input},
    keymap::message,
    list::Row,
};
use self::{
    answer::{Marks, Pane},
    list::{Items, Room},
    slow_escape::SlowEscape,
};
use crate::{
    faq::{Faq, Problem},
    layout::{HITS, Layout, Screen, TWO_PANES},
    markdown::Document,
    search::{Asked, Ending, Hit, Index, Query},
    text::{self, Role, Span},
};

/// A kiosk counts down for this long, or half the time it waits, before it clears the last caller's words.
const WARNING: Duration = Duration::from_secs(10);

/// Who sits in front of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Staff at their own computer.
    Desk,
    /// A locked-down terminal: nothing quits, suspends, copies or writes.
    Kiosk,
}

/// What the browser starts with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Desk or kiosk.
    pub mode: Mode,
    /// Without input for this long, the caller's words are cleared.
    pub idle: Option<Duration>,
    /// Whether questions can be saved for the doctor (F8).
    pub unanswered: bool,
    /// The day at the start, for what is overdue.
    pub today: Date,
    /// Columns and rows at the start.
    pub size: (u16, u16),
}

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// The search box is edited.
    Edit(Edit),
    /// Another question is chosen.
    Choose(Choice),
    /// The answer (or the help) is scrolled.
    Scroll(Scroll),
    /// The answer takes the whole screen.
    OpenPage,
    /// One step back: out of the help, the page, the search.
    Back,
    /// The next caller: everything is cleared.
    NewCall,
    /// To the next match in the answer.
    NextMatch,
    /// The keys.
    Help,
    /// Read the FAQ again.
    Reload,
    /// Save the question for the doctor.
    Save,
    /// Copy the answer.
    Copy,
    /// Paint the screen again.
    Redraw,
    /// Stop until continued.
    Suspend,
    /// End.
    Quit,
    /// The terminal has this many columns and rows now.
    Resized(u16, u16),
    /// The FAQ is being read; the share done, 0..1.
    Loading(f32),
    /// A large FAQ was read for the first time: it can be leafed through until it can be searched.
    Listed(Arc<Faq>),
    /// The FAQ can be searched, for the first time or again, or could not be read (then the last good one stays).
    Loaded(Result<Box<Index>, Vec<Problem>>),
    /// The FAQ changed on disk and is being read again.
    Changed,
    /// The outcome of [`Effect::Save`].
    Saved(Result<(), String>),
    /// [`Effect::Copy`] was sent to the terminal, or could not be.
    Copied(Result<(), String>),
    /// So much time has passed since the last input; sent when [`Model::wake_after`] asks for it.
    Idle(Duration),
    /// The day, sent before anything else when it has changed.
    Today(Date),
}

impl Message {
    /// Whether a person did it: then what was said to the last input is out of date.
    fn is_input(&self) -> bool {
        match self {
            Self::Edit(_)
            | Self::Choose(_)
            | Self::Scroll(_)
            | Self::OpenPage
            | Self::Back
            | Self::NewCall
            | Self::NextMatch
            | Self::Help
            | Self::Reload
            | Self::Save
            | Self::Copy
            | Self::Redraw
            | Self::Suspend
            | Self::Quit => true,
            Self::Resized(..)
            | Self::Loading(_)
            | Self::Listed(_)
            | Self::Loaded(_)
            | Self::Changed
            | Self::Saved(_)
            | Self::Copied(_)
            | Self::Idle(_)
            | Self::Today(_) => false,
        }
    }
}

/// Which question to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The one above.
    Previous,
    /// The one below.
    Next,
    /// The first.
    First,
    /// The last.
    Last,
    /// The one at this position of the list.
    At(usize),
}

/// How far to scroll.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// A screenful less a row, upwards.
    PageUp,
    /// A screenful less a row, downwards.
    PageDown,
    /// So many rows upwards.
    Up(usize),
    /// So many rows downwards.
    Down(usize),
}

/// Something to do in the world; the outcome comes back as a message.
#[derive(Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Give the terminal back and stop until continued (never asked for in a kiosk).
    Suspend,
    /// Paint every cell again.
    Redraw,
    /// Read the FAQ again.
    Reload,
    /// Append this question to the file of unanswered ones, off this thread.
    Save {
        /// The caller's words.
        words: String,
        /// The topic on screen.
        topic: Option<String>,
    },
    /// Put this text into the terminal's clipboard (OSC 52).
    Copy(String),
}

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

/// Where somebody is in the list and the answer; back to the beginning with every other query.
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
    /// Counts the FAQs loaded so far, so that what was made from one is not shown for the next.
    generation: u32,
    loading: Option<f32>,
    problems: Vec<Problem>,
    input: Input,
    found: Asked,
    place: Place,
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
    slow_escape: SlowEscape,
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
            generation: 0,
            loading: Some(0.0),
            problems: Vec::new(),
            input: Input::default(),
            found: Asked::default(),
            place: Place::default(),
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
            slow_escape: SlowEscape::default(),
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

    /// The topic and doctor of what is on screen.
    #[must_use]
    pub fn heading(&self) -> String {
        let Some(faq) = self.faq() else {
            return "frontdesk".to_owned();
        };
        let topic = match (self.subject(), faq.topics()) {
            (Subject::Entry(number), _) => faq.topic_of(faq.entry(number)),
            (_, [only]) => only,
            (_, topics) => return format!("{} topics", count(topics.len())),
        };
        match topic.doctor.as_str() {
            "" => topic.title.clone(),
            doctor => format!("{} · {doctor}", topic.title),
        }
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

    /// What stands right of the caller's words: what was read differently, how much of it matched, and which of how many
    /// is on screen; most important last.
    #[must_use]
    pub fn search_status(&self) -> Vec<Span> {
        let mut status = Vec::new();
        if self.items().is_none() || self.input.is_blank() {
            return status;
        }
        if !self.is_searching() {
            status.push(Span::new("no word to search for yet", Role::Hint));
        }
        for correction in &self.found.corrections {
            let reading = format!("{} → {}", correction.typed, correction.read_as);
            status.push(Span::new(reading, Role::Warning));
        }
        if let Some(hit) = self.hit() {
            let (found, missed) = (hit.matched.len(), hit.missed.len());
            if missed > 0 {
                let share = format!("{found} of {} words found", found + missed);
                status.push(Span::new(share, Role::Warning));
            }
            let shown = self.found.hits.len();
            let best = if self.found.is_cut { "the best " } else { "" };
            let place = format!(
                "{} of {best}{}",
                count(self.place.selected + 1),
                count(shown)
            );
            status.push(Span::new(place, Role::Hint));
        }
        status
    }

    /// What needs attention now, if anything.
    #[must_use]
    pub fn notice(&self) -> Option<Notice> {
        let notice = |words: String, role| Some(Notice { words, role });
        if let Some(seconds) = self.countdown {
            return notice(
                format!("Still there? Any key; else cleared in {seconds} s"),
                Role::Warning,
            );
        }
        if self.notice.is_some() {
            return self.notice.clone();
        }
        if let Some(first) = self.problems.first() {
            let more = match self.problems.len() {
                1 => String::new(),
                all => format!(" (and {} more)", count(all - 1)),
            };
            let words = format!(
                "Mistake in {}{more}, old version shown: {}",
                place(first),
                first.message
            );
            return notice(words, Role::Warning);
        }
        if let Saving::Under(_) = self.saving {
            return notice("Saving …".to_owned(), Role::Hint);
        }
        None
    }

    /// The keys that do something here, most important first, in words for a narrow or a wide screen.
    #[must_use]
    pub fn footer(&self) -> Vec<(&'static str, &'static str)> {
        let wide = self.size.0 >= TWO_PANES.0;
        let say = |wide_words, narrow_words| if wide { wide_words } else { narrow_words };
        let new_call = ("F2", say("new call", "new"));
        let (choose, help) = (("↑↓", say("question", "next")), ("F1", "help"));
        let scroll = (say("PgUp/PgDn", "PgDn"), say("answer", "more"));
        let save = self.settings.unanswered.then_some(("F8", "save question"));
        let mut keys = match (self.open, self.subject()) {
            (Open::Help, _) => return vec![("Esc", "back"), ("↑↓", "scroll")],
            (_, Subject::Loading) => vec![new_call],
            (_, Subject::HandOver) => vec![new_call, ("Esc", "clear")],
            (_, Subject::Nothing) => {
                let mut keys = vec![new_call, ("Esc", "clear")];
                keys.extend(save);
                keys
            }
            (Open::Page, Subject::Entry(_)) => vec![choose, scroll, ("Esc", "back"), new_call],
            (Open::Desk, Subject::Entry(_)) if self.shows_list_alone() => {
                vec![("↑↓", "choose"), ("Enter", "read"), new_call]
            }
            (Open::Desk, Subject::Entry(_)) => {
                let mut keys = vec![
                    choose,
                    scroll,
                    ("Enter", say("full page", "page")),
                    new_call,
                ];
                if !self.input.text().is_empty() {
                    keys.push(("Esc", "clear"));
                    keys.extend(save);
                }
                keys
            }
        };
        keys.push(help);
        keys
    }

    /// Whether a query is on screen rather than all questions.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.input.is_blank()
            && (!self.found.hits.is_empty()
                || !self.found.unknown.is_empty()
                || self.found.hand_over.is_some())
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

    fn choose(&mut self, choice: Choice) {
        let last = self
            .items()
            .map_or(0, |items| items.len())
            .saturating_sub(1);
        let selected = self.place.selected;
        let selected = match choice {
            Choice::Previous => selected.saturating_sub(1),
            Choice::Next => (selected + 1).min(last),
            Choice::First => 0,
            Choice::Last => last,
            Choice::At(position) => position.min(last),
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
            self.choose(Choice::At(match scroll {
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

    fn edit(&mut self, edit: &Edit) {
        self.attention = Attention::Search;
        if self.input.apply(edit) {
            self.open = Open::Desk;
            let (was_searching, place) = (self.is_searching(), self.place);
            self.search();
            // What finds nothing to show moves nothing either.
            if !was_searching && !self.is_searching() {
                self.place = place;
            }
            if self.input.text() == "q" && self.settings.mode == Mode::Desk {
                self.say("Ctrl+Q quits", Role::Hint);
            }
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
        let rows = |list_width| {
            let room = self.list_room(list_width, height);
            self.items().map_or(1, |items| items.visible(0, room).len())
        };
        self.layout = Layout::new(width, height, screen, rows);
        let Some(layout) = self.layout else { return };
        self.arrange_list(&layout);
        if !layout.answer.is_empty() {
            self.arrange_answer(&layout);
        }
        let most = self.answer.rows.len().saturating_sub(self.answer_height());
        let place = self.scrolled();
        *place = (*place).min(most);
    }

    /// What the list has room for in so many columns and rows. It is kept small from the first key on, also while only words
    /// without meaning are typed.
    fn list_room(&self, width: usize, height: u16) -> Room {
        Room {
            width,
            height: usize::from(height),
            positions: if self.input.is_blank() {
                usize::MAX
            } else {
                usize::from(HITS)
            },
        }
    }

    fn arrange_list(&mut self, layout: &Layout) {
        let room = self.list_room(layout.question_width(), layout.list.height);
        let Place { top, selected, .. } = self.place;
        let (top, rows) = match self.items() {
            Some(items) if room.height > 0 => {
                let top = items.scroll(top, selected, room);
                (top, items.visible(top, room))
            }
            Some(_) => (top, Vec::new()),
            None => {
                let words = "The FAQ is being read. You can type already.";
                let lines = text::wrap(words, room.width, Role::Hint, &[]).into_iter();
                (
                    0,
                    lines
                        .take(room.height)
                        .map(|line| Row {
                            line,
                            position: None,
                        })
                        .collect(),
                )
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

/// A problem's place, short: the file's own name, line and column.
fn place(problem: &Problem) -> String {
    let name = problem.file.rsplit('/').next().unwrap_or(&problem.file);
    match problem.line {
        0 => name.to_owned(),
        line => format!("{name}:{line}:{}", problem.column),
    }
}

/// A count as people write it: `12,345`.
pub(crate) fn count(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Applies one message. Costs a search when the text changed, and wrapping the answer when another one shows or the
/// width changed; a screenful else.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    let message = slow_escape::rejoin(model, message)?;
    if message.is_input() {
        model.notice = None;
        model.countdown = None;
    }
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
