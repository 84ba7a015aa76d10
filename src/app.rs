//! The browser's state and everything that can happen to it. [`update`] does no I/O: what must touch the world
//! comes back as an [`Effect`], and its outcome returns as another [`Message`]. After each message the model holds
//! the rows that show, labelled with roles; drawing them is all that is left to do.

mod answer;
mod help;
mod input;
mod keymap;
mod list;
mod slow_escape;

use std::time::Duration;

use jiff::civil::Date;

pub use self::{
    answer::Answer,
    input::{Edit, Input},
    keymap::message,
    list::Row,
};
use self::{answer::Widths, list::Items, slow_escape::SlowEscape};
use crate::{
    faq::{Faq, Problem},
    layout::{Layout, Screen},
    markdown::Document,
    search::{Ending, Found, Hit, Index, Query},
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

/// What is settled before the first key.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Desk or kiosk.
    pub mode: Mode,
    /// Without input for this long, the caller's words are cleared.
    pub idle: Option<Duration>,
    /// Whether questions can be saved for the doctor (F8).
    pub unanswered: bool,
    /// The day, for what is overdue.
    pub today: Date,
    /// Columns and rows.
    pub size: (u16, u16),
}

/// An index with the warnings that loading its FAQ gave.
#[derive(Debug)]
pub struct Ready {
    /// The new FAQ, searchable.
    pub index: Index,
    /// What should be looked at.
    pub warnings: Vec<Problem>,
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
    /// The FAQ was read, for the first time or again, or could not be (then the last good one stays).
    Loaded(Result<Box<Ready>, Vec<Problem>>),
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
    /// Nothing yet: the FAQ is being read.
    Loading,
    /// An entry, by its number.
    Entry(usize),
    /// A word that must be handed over.
    HandOver,
    /// A question without an answer.
    Nothing,
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
    index: Option<Index>,
    /// Counts the FAQs loaded so far, so that what was made from one is not shown for the next.
    generation: u32,
    loading: Option<f32>,
    problems: Vec<Problem>,
    warnings: Vec<Problem>,
    input: Input,
    found: Found,
    selected: usize,
    top: usize,
    open: Open,
    /// What the help covers while it is open.
    under_help: Open,
    attention: Attention,
    scroll: usize,
    help_scroll: usize,
    document: Option<(u32, usize, Document)>,
    answer: Answer,
    current_match: Option<usize>,
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
            settings,
            index: None,
            generation: 0,
            loading: Some(0.0),
            problems: Vec::new(),
            warnings: Vec::new(),
            input: Input::default(),
            found: Found::default(),
            selected: 0,
            top: 0,
            open: Open::Desk,
            under_help: Open::Desk,
            attention: Attention::Search,
            scroll: 0,
            help_scroll: 0,
            document: None,
            answer: Answer::default(),
            current_match: None,
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
            None => limit - warning(limit),
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
        self.settings.size
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
        self.selected
    }

    /// What the answer pane is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        if self.index.is_none() {
            Subject::Loading
        } else if self.found.hand_over.is_some() {
            Subject::HandOver
        } else {
            self.items()
                .and_then(|items| items.entry(self.selected))
                .map_or(Subject::Nothing, Subject::Entry)
        }
    }

    /// What the answer pane (or the help) shows, and how many of its rows are scrolled away.
    #[must_use]
    pub fn answer(&self) -> (&Answer, usize) {
        (
            &self.answer,
            if self.open == Open::Help {
                self.help_scroll
            } else {
                self.scroll
            },
        )
    }

    /// The match that [`Message::NextMatch`] went to last and how many there are: rows with matches, from 1.
    #[must_use]
    pub fn current_match(&self) -> Option<(usize, usize)> {
        let row = self.current_match?;
        let place = self.answer.hits().position(|hit| hit == row)?;
        Some((place + 1, self.answer.hits().count()))
    }

    /// How much of the FAQ has been read; none when it is not being read for the first time.
    #[must_use]
    pub fn loading(&self) -> Option<f32> {
        self.loading
    }

    /// The first position that shows, and how many there are, for the scroll bar.
    #[must_use]
    pub fn list_place(&self) -> (usize, usize) {
        (self.top, self.items().map_or(0, |items| items.len()))
    }

    /// The topic and doctor of what is on screen.
    #[must_use]
    pub fn heading(&self) -> String {
        let Some(index) = &self.index else {
            return "frontdesk".to_owned();
        };
        let topic = match self.subject() {
            Subject::Entry(number) => Some(index.faq().entry(number).topic()),
            _ => index.faq().topics().first(),
        };
        match topic {
            Some(topic) if topic.doctor.is_empty() => topic.title.clone(),
            Some(topic) => format!("{} · {}", topic.title, topic.doctor),
            None => "frontdesk".to_owned(),
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
        let span = |text: String, role| Span {
            text,
            role,
            ..Span::default()
        };
        let mut status = Vec::new();
        if self.index.is_none() || !self.is_searching() {
            return status;
        }
        for correction in &self.found.corrections {
            status.push(span(
                format!("{} → {}", correction.typed, correction.read_as),
                Role::Warning,
            ));
        }
        if self.found.hand_over.is_some() {
            status.push(span("hand over".to_owned(), Role::Warning));
        } else if let Some(hit) = self.hit() {
            let missed = hit.missed.len();
            if missed > 0 {
                let all = missed + hit.matched.len();
                status.push(span(
                    format!("{} of {all} words", all - missed),
                    Role::Warning,
                ));
            }
            status.push(span(
                format!(
                    "{} of {}",
                    count(self.selected + 1),
                    count(self.found.total)
                ),
                Role::Hint,
            ));
        } else {
            status.push(span("no match".to_owned(), Role::Warning));
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
        if let Some(problem) = self.problems.first() {
            return notice(
                format!("FAQ has a mistake, last good version shown: {problem}"),
                Role::Warning,
            );
        }
        if let Saving::Under(_) = self.saving {
            return notice("Saving …".to_owned(), Role::Hint);
        }
        None
    }

    /// The keys that do something here, most important first.
    #[must_use]
    pub fn footer(&self) -> Vec<(&'static str, &'static str)> {
        match self.open {
            Open::Help => vec![("Esc", "back"), ("↑↓", "scroll")],
            Open::Page => vec![
                ("↑↓", "question"),
                ("PgUp/PgDn", "answer"),
                ("Esc", "back"),
                ("F2", "new call"),
                ("F1", "help"),
            ],
            Open::Desk => {
                let mut keys = vec![
                    ("↑↓", "question"),
                    ("PgUp/PgDn", "answer"),
                    ("Enter", "full page"),
                    ("Esc", "back"),
                    ("F2", "new call"),
                ];
                if self.settings.unanswered && self.is_searching() {
                    keys.insert(0, ("F8", "save question"));
                }
                keys
            }
        }
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
        self.input.text().is_empty()
            && self.selected == 0
            && self.open == Open::Desk
            && self.scroll == 0
            && self.notice.is_none()
    }

    fn query(&self) -> Query<'_> {
        Query {
            text: self.input.text(),
            ending: Ending::Open,
        }
    }

    fn items(&self) -> Option<Items<'_>> {
        let index = self.index.as_ref()?;
        Some(if self.found.hand_over.is_some() {
            Items::HandOver
        } else if self.is_searching() {
            Items::Hits(index, &self.found.hits, self.query())
        } else {
            Items::All(index)
        })
    }

    /// How the search found the entry on screen.
    fn hit(&self) -> Option<&Hit> {
        if self.is_searching() {
            self.found.hits.get(self.selected)
        } else {
            None
        }
    }

    /// Searches for what is typed now; the best hit is chosen.
    fn search(&mut self) {
        self.found = match &self.index {
            Some(index) if !self.input.is_blank() => index.search(self.query()),
            _ => Found::default(),
        };
        self.selected = 0;
        self.top = 0;
        self.scroll = 0;
        self.current_match = None;
    }

    /// Replaces the FAQ: the question on screen stays there, found by its id.
    fn swap(&mut self, ready: Ready) {
        let id = match (self.subject(), &self.index) {
            (Subject::Entry(number), Some(old)) => Some(old.faq().entry(number).id().into_owned()),
            _ => None,
        };
        let scroll = self.scroll;
        let reloaded = self.index.replace(ready.index).is_some();
        self.generation += 1;
        self.loading = None;
        self.problems = Vec::new();
        self.warnings = ready.warnings;
        self.search();
        if reloaded {
            self.say(
                "FAQ read again: what you see is its latest version",
                Role::Hint,
            );
        }
        let Some(number) = id.and_then(|id| self.index.as_ref()?.faq().find(&id)) else {
            return;
        };
        let position = if self.is_searching() {
            self.found.hits.iter().position(|hit| hit.entry == number)
        } else {
            Some(number)
        };
        if let Some(position) = position {
            self.selected = position;
            self.scroll = scroll;
        }
    }

    fn choose(&mut self, choice: Choice) {
        let last = self
            .items()
            .map_or(0, |items| items.len())
            .saturating_sub(1);
        let selected = match choice {
            Choice::Previous => self.selected.saturating_sub(1),
            Choice::Next => (self.selected + 1).min(last),
            Choice::First => 0,
            Choice::Last => last,
            Choice::At(position) => position.min(last),
        };
        self.attention = Attention::List;
        if selected != self.selected {
            self.selected = selected;
            self.scroll = 0;
            self.current_match = None;
        }
    }

    fn scroll_by(&mut self, scroll: Scroll) {
        let page = self.answer_height().saturating_sub(1).max(1);
        let place = if self.open == Open::Help {
            &mut self.help_scroll
        } else {
            &mut self.scroll
        };
        *place = match scroll {
            Scroll::PageUp => place.saturating_sub(page),
            Scroll::PageDown => *place + page,
            Scroll::Up(rows) => place.saturating_sub(rows),
            Scroll::Down(rows) => *place + rows,
        };
    }

    /// Rows that the scrolling part of the answer has.
    #[must_use]
    pub fn answer_height(&self) -> usize {
        self.layout
            .map_or(0, |layout| usize::from(layout.answer.height))
            .saturating_sub(self.answer.title.len())
    }

    fn next_match(&mut self) {
        let hits: Vec<usize> = self.answer.hits().collect();
        let next = match self.current_match {
            Some(current) => hits.iter().find(|row| **row > current),
            None => hits.iter().find(|row| **row >= self.scroll),
        };
        let Some(row) = next.or(hits.first()).copied() else {
            self.say("No word of the search stands in this answer", Role::Hint);
            return;
        };
        self.current_match = Some(row);
        let height = self.answer_height();
        if row < self.scroll || row >= self.scroll + height {
            self.scroll = row.saturating_sub(height / 3);
        }
    }

    fn back(&mut self) {
        if self.open == Open::Help {
            self.open = self.under_help;
        } else if self.open == Open::Page {
            self.open = Open::Desk;
        } else if !self.input.text().is_empty() {
            self.input = Input::default();
            self.search();
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
        self.open = Open::Desk;
        if self.input.apply(edit) {
            self.search();
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
                    (Subject::Entry(number), Some(index)) => {
                        Some(index.faq().entry(number).topic().title.clone())
                    }
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
        let words = match (self.subject(), &self.index) {
            _ if self.settings.mode == Mode::Kiosk => return None,
            (Subject::Entry(number), Some(index)) => {
                let entry = index.faq().entry(number);
                let document = Document::parse(entry.answer(), &entry.topic().doctor);
                format!("{}\n\n{}\n", entry.question(), document.text())
            }
            (Subject::HandOver, _) => self.found.hand_over.as_ref()?.say.clone(),
            _ => return None,
        };
        Some(Effect::Copy(words))
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
        let (width, height) = self.settings.size;
        let screen = match self.open {
            Open::Page | Open::Help => Screen::Page,
            Open::Desk if self.is_searching() => Screen::Answer,
            Open::Desk => Screen::List,
        };
        let rows = |list_width| {
            self.items().map_or(0, |items| {
                items.visible(0, list_width, usize::from(height)).len()
            })
        };
        self.layout = Layout::new(width, height, screen, rows);
        let Some(layout) = self.layout else { return };
        self.arrange_list(&layout);
        self.arrange_answer(&layout);
        let most = self.answer.rows.len().saturating_sub(self.answer_height());
        let place = if self.open == Open::Help {
            &mut self.help_scroll
        } else {
            &mut self.scroll
        };
        *place = (*place).min(most);
    }

    fn arrange_list(&mut self, layout: &Layout) {
        let (width, height) = (layout.question_width(), usize::from(layout.list.height));
        let (top, rows) = match self.items() {
            Some(items) if height > 0 => {
                let top = items.scroll(self.top, self.selected, width, height);
                (top, items.visible(top, width, height))
            }
            Some(_) => (0, Vec::new()),
            None => {
                let words = "The FAQ is being read. You can type already.";
                let lines = text::wrap(words, width, Role::Hint, &[]).into_iter();
                (
                    0,
                    lines
                        .take(height)
                        .map(|line| Row {
                            line,
                            position: None,
                        })
                        .collect(),
                )
            }
        };
        self.top = top;
        self.rows = rows;
    }

    fn arrange_answer(&mut self, layout: &Layout) {
        let widths = Widths {
            pane: usize::from(layout.answer.width),
            text: layout.text_width(),
        };
        if self.open == Open::Help {
            self.answer = help::help(&self.settings, widths);
            return;
        }
        let subject = self.subject();
        let Some(index) = &self.index else {
            self.answer = Answer::default();
            return;
        };
        self.answer = match subject {
            Subject::Loading => Answer::default(),
            Subject::Entry(number) => {
                let entry = index.faq().entry(number);
                if !matches!(&self.document, Some((g, n, _)) if (*g, *n) == (self.generation, number))
                {
                    let document = Document::parse(entry.answer(), &entry.topic().doctor);
                    self.document = Some((self.generation, number, document));
                }
                let Some((_, _, document)) = &self.document else {
                    return;
                };
                let marks = |text: &str| {
                    if self.input.is_blank() {
                        Vec::new()
                    } else {
                        index.marks(self.query(), number, text)
                    }
                };
                let marks = (marks(entry.question()), marks(document.text()));
                answer::of_entry(
                    entry,
                    document,
                    (&marks.0, &marks.1),
                    self.hit(),
                    self.settings.today,
                    widths,
                )
            }
            Subject::HandOver => match &self.found.hand_over {
                Some(hand_over) => answer::of_hand_over(hand_over, widths),
                None => Answer::default(),
            },
            Subject::Nothing => answer::of_nothing(
                &self.found,
                say(index.faq()),
                self.settings.unanswered,
                widths,
            ),
        };
    }
}

/// How long before `limit` the countdown begins.
fn warning(limit: Duration) -> Duration {
    WARNING.min(limit / 2)
}

/// The clinic's own sentence for what it hands over.
fn say(faq: &Faq) -> Option<&str> {
    faq.topics()
        .iter()
        .find_map(|topic| topic.hand_over.as_ref())
        .map(|hand_over| hand_over.say.as_str())
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

/// Applies one message. Costs a search when the text changed, and laying out one screenful.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    let message = slow_escape::rejoin(model, message)?;
    if !matches!(
        message,
        Message::Loading(_)
            | Message::Loaded(_)
            | Message::Changed
            | Message::Idle(_)
            | Message::Today(_)
    ) {
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
        Message::Choose(choice) => {
            if model.open == Open::Help {
                model.open = Open::Desk;
            }
            model.choose(choice);
        }
        Message::Scroll(scroll) => model.scroll_by(scroll),
        Message::OpenPage => {
            model.open = if model.open == Open::Page {
                Open::Desk
            } else {
                Open::Page
            };
        }
        Message::Back => model.back(),
        Message::NewCall => model.new_call(),
        Message::NextMatch => model.next_match(),
        Message::Help => {
            if model.open == Open::Help {
                model.open = model.under_help;
            } else {
                model.under_help = std::mem::replace(&mut model.open, Open::Help);
                model.help_scroll = 0;
            }
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
        Message::Loading(share) => {
            if model.index.is_none() {
                model.loading = Some(share);
            }
        }
        Message::Loaded(Ok(ready)) => model.swap(*ready),
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
        Message::Today(day) => model.settings.today = day,
    }
    None
}
