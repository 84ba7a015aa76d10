//! The vocabulary: what can happen to the browser, and what it asks the world to do.

use std::{path::PathBuf, sync::Arc, time::Duration};

use jiff::civil::Date;

use super::input::Edit;
use crate::{
    faq::{Faq, Problem},
    labels::Labels,
    search::{Index, QueryMeaning},
    theme::Ornaments,
    unanswered::Question,
};

/// Who sits in front of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Staff at their own computer.
    #[default]
    Desk,
    /// A locked-down terminal: nothing quits, suspends, copies or writes.
    Kiosk,
}

/// Whether what is never read aloud is on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StaffNotes {
    /// Below the answer.
    #[default]
    Shown,
    /// Nowhere: the public sees the screen.
    LeftOut,
}

/// Whether entries are found by meaning too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MeaningSearch {
    /// Where the FAQ is in English.
    On,
    /// By words alone.
    #[default]
    Off,
}

/// Which entries are on screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entries {
    /// All.
    #[default]
    All,
    /// Those that the doctor approved as they stand.
    ApprovedAlone,
}

/// What the browser starts with; by default a desk with nothing optional.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// Desk or kiosk.
    pub mode: Mode,
    /// Without input for this long, the caller's words are cleared.
    pub idle: Option<Duration>,
    /// Whether entries are found by meaning too.
    pub meaning: MeaningSearch,
    /// Which entries are shown.
    pub entries: Entries,
    /// Where questions for the doctor are saved (F8), if anywhere.
    pub unanswered: Option<PathBuf>,
    /// Whether staff notes are shown.
    pub staff: StaffNotes,
    /// What the screen says; in the language of the first topic where none is asked for.
    pub labels: Option<&'static Labels>,
    /// Whether there is anything but words.
    pub ornaments: Ornaments,
    /// The day at the start, for what is overdue.
    pub today: Date,
    /// Columns and rows at the start.
    pub size: (u16, u16),
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

/// What a key, a click or a paste asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// The search box is edited.
    Edit(Edit),
    /// Another question is chosen.
    Choose(Selection),
    /// The answer (or the help) is scrolled.
    Scroll(Scroll),
    /// The answer takes the whole screen; where none is shown, it is.
    OpenPage,
    /// One step back: out of the help, the page, the search, a new call.
    Back,
    /// The next caller: everything is cleared.
    NewCall,
    /// To the next match in the answer.
    NextMatch,
    /// The keys.
    Help,
    /// Read the FAQ again.
    Reload,
    /// Save the question for the doctor, or flag the entry that was chosen.
    Save,
    /// Copy the answer.
    Copy,
    /// Paint the screen again.
    Redraw,
    /// Stop until continued.
    Suspend,
    /// End.
    Quit,
    /// End, when it is pressed again.
    AskToQuit,
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

/// Which question to choose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// So many below the chosen one; above it, where negative.
    By(isize),
    /// The one at this position of the list.
    At(usize),
    /// The last.
    Last,
}

/// How far to scroll down; up, where negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scroll {
    /// Screenfuls less a row.
    Pages(isize),
    /// Rows.
    Rows(isize),
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
