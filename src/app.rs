//! The browser's state and everything that can happen to it. [`update`] does no I/O: what must touch the world
//! comes back as an [`Effect`], and its outcome returns as another [`Message`].

use std::time::Duration;

use crossterm::event::Event;
use jiff::civil::Date;

use crate::{faq::Problem, search::Index};

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

/// Something that happened. (Keys and clicks add their own; see [`message`].)
#[derive(Debug)]
pub enum Message {
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

/// All that the screen shows.
#[derive(Debug)]
pub struct Model {
    settings: Settings,
}

impl Model {
    /// A browser that has not loaded its FAQ yet.
    #[must_use]
    pub fn new(settings: Settings) -> Self {
        Self { settings }
    }

    /// How long after the last input [`Message::Idle`] is wanted next; none when never, so that nothing wakes.
    #[must_use]
    pub fn wake_after(&self) -> Option<Duration> {
        self.settings.idle
    }
}

/// What a key, click, paste or resize means here, if anything. Pure; presses (and repeats) only.
#[must_use]
pub fn message(_event: &Event, _model: &Model) -> Option<Message> {
    None
}

/// Applies one message.
pub fn update(_model: &mut Model, _message: Message) -> Option<Effect> {
    None
}
