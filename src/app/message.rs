//! The vocabulary: what can happen to the browser, and what it asks the world to do.

use std::{path::PathBuf, sync::Arc, time::Duration};

use clap::builder::TypedValueParser;
use jiff::civil::Date;

use crate::{
    faq::{Faq, Problem},
    labels::Labels,
    search::{Index, QueryMeaning},
    theme::ThemeName,
    unanswered::Question,
};

/// What the browser starts with, as on the command line; by default a desk with nothing optional.
#[derive(Clone, Debug, Default, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "a flag is there or not")]
pub struct Settings {
    /// Lock the screen down: nothing quits, suspends, copies or writes (Windows itself must be locked too:
    /// assigned access with this program alone, no Alt+F4; Ctrl+Alt+Del stays the system's)
    #[arg(long, env = "FRONTDESK_KIOSK")]
    pub kiosk: bool,
    /// Clear the caller's words after so long without a key (a kiosk: 60)
    #[arg(long, value_name = "SECONDS", env = "FRONTDESK_IDLE", value_parser = seconds())]
    pub idle: Option<Duration>,
    /// The colours
    #[arg(long, value_enum, default_value_t, env = "FRONTDESK_THEME")]
    pub theme: ThemeName,
    /// Speak this language on screen; without it, that of the first topic
    #[arg(long, value_name = "CODE", env = "FRONTDESK_LANGUAGE", value_parser = Labels::asked_for)]
    pub language: Option<&'static Labels>,
    /// Leave out what is for staff only, where the public sees the screen
    #[arg(long, env = "FRONTDESK_NO_STAFF")]
    pub no_staff: bool,
    /// Only entries that the doctor approved as they stand; says how many are left out
    #[arg(long, env = "FRONTDESK_APPROVED_ONLY")]
    pub approved_only: bool,
    /// Words alone, without bars, rules and boxes: for a screen reader
    #[arg(long, env = "FRONTDESK_PLAIN")]
    pub plain: bool,
    /// Leave the mouse to the terminal, for selecting text
    #[arg(long, env = "FRONTDESK_NO_MOUSE")]
    pub no_mouse: bool,
    /// Search by words alone
    #[arg(long, env = "FRONTDESK_NO_MEANING")]
    pub no_meaning: bool,
    /// Let F8 save questions that have no answer yet to this file; not in a kiosk
    #[arg(long, value_name = "FILE", env = "FRONTDESK_UNANSWERED")]
    pub unanswered: Option<PathBuf>,
    /// The day, for what is overdue.
    #[arg(skip)]
    pub today: Date,
    /// Columns and rows.
    #[arg(skip)]
    pub size: (u16, u16),
}

/// Reads `--idle`: a day at most.
fn seconds() -> impl TypedValueParser<Value = Duration> {
    clap::value_parser!(u64)
        .range(1..=86_400)
        .map(Duration::from_secs)
}

/// What is open, perhaps under the help.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scene {
    /// List and answer.
    #[default]
    List,
    /// The answer on the whole screen.
    Page,
}

/// What the user did last. The hardware cursor stands there; F8 flags an entry, and the list keeps its order,
/// unless that was typing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastAction {
    /// In the search box.
    #[default]
    Typing,
    /// Of a question in the list.
    Choosing,
    /// Of a doubtful answer, with Enter.
    Opening,
}

/// What a query, or its beginning, means.
#[derive(Clone, Debug)]
pub struct TypedMeaning {
    /// As it stood in the search box.
    pub typed: String,
    /// How near that is to the FAQ's entries and groups.
    pub meaning: QueryMeaning,
}

/// What the answer pane is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// Nothing yet: the FAQ is being read, or cannot be searched yet.
    Loading,
    /// An entry, by its number.
    Entry(usize),
    /// Perhaps this entry: it is not shown before it is chosen.
    NotSure(usize),
    /// A word that must be handed over.
    HandOver,
    /// A question without an answer.
    Nothing,
}

/// Something that happened, not by the user's hand.
#[derive(Debug)]
pub enum Message {
    /// The terminal has this many columns and rows now.
    Resized(u16, u16),
    /// The FAQ is being read; the share done, 0..1.
    Loading(f32),
    /// The FAQ can be searched, for the first time or again; none where nothing new of it could be read. What
    /// has mistakes is left out, or is in it as it was before them.
    Loaded(Option<Box<Index>>, Vec<Problem>),
    /// How far searching by meaning has come.
    MeaningState(MeaningState),
    /// What this query means, or the beginning of one.
    Meaning(Box<TypedMeaning>),
    /// The outcome of [`Effect::Save`] of this.
    Saved(Question, Result<(), String>),
    /// The outcome of [`Effect::Copy`].
    Copied(Result<(), String>),
    /// So much time has passed since the last input; sent when [`super::Model::wake_after`] says so.
    Idle(Duration),
    /// The day, sent before anything else when it has changed.
    Today(Date),
}

/// How far searching by meaning has come. Until it is ready, words alone are searched for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum MeaningState {
    /// The FAQ is in another language than the encoder's, or meaning is switched off.
    #[default]
    Off,
    /// Some are being embedded, which takes a while.
    Embedding,
    /// Meaning counts, once the FAQ's texts are found among those that were embedded before.
    On,
    /// The encoder cannot be used, for this reason.
    Missing(String),
}

/// What the background thread is to embed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedRequest {
    /// Of this FAQ; [`Message::MeaningState`] tells when it is done.
    pub faq: Option<Arc<Faq>>,
    /// Of this query; [`Message::Meaning`] tells. What stands before the word that is being typed, where that
    /// is another than last time; last all of it, for when the user pauses.
    pub query: Vec<TextToEmbed>,
}

/// A beginning of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextToEmbed {
    /// As it stands in the search box.
    pub typed: String,
    /// As its words were read.
    pub as_read: String,
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
    /// Find out what texts mean, off this thread.
    Embed(EmbedRequest),
    /// Append this to the file of unanswered questions and flagged entries, off this thread.
    Save(PathBuf, Question),
    /// Put this text into the clipboard.
    Copy(String),
    /// End the program: the FAQ was never read, for these reasons.
    GiveUp(Vec<Problem>),
}
