//! The browser's state, and what can be read of it.

use std::{mem, ops::Range, time::Duration};

use super::{
    answer::{Answer, Origin, Pane},
    input::SearchBox,
    list::{Items, ListRow},
    message::{Attention, Effect, Notice, Scene, Settings, Subject, Thought, Understanding},
};
use crate::{
    faq::{Entry, Faq, Problem},
    layout::Layout,
    search::{Asked, Hit, Index, QueryMeaning},
};

/// A kiosk counts down for this long, or half the time it waits, before it clears the last caller's words.
const WARNING: Duration = Duration::from_secs(10);

/// Where the user is in the list and the answer; back to the beginning with every other query.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Viewpoint {
    /// The chosen position of the list.
    pub(super) selected: usize,
    /// The first position of the list that shows.
    pub(super) top: usize,
    /// Rows of the answer that are scrolled away.
    pub(super) scroll: usize,
    /// The row of the answer with the match that was gone to last.
    pub(super) current_match: Option<usize>,
}

/// What became of saving a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Saving {
    Idle,
    Under(String),
    Done(String),
}

/// What edits have left to do, so that a run of them costs it once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Due {
    Nothing,
    Rows,
    Search,
}

/// All that the screen shows.
#[derive(Debug)]
pub struct Model {
    pub(super) settings: Settings,
    pub(super) index: Option<Index>,
    /// Counts the FAQs loaded so far, so that what was made from one is not shown for the next.
    pub(super) generation: u32,
    pub(super) loading: Option<f32>,
    pub(super) problems: Vec<Problem>,
    pub(super) input: SearchBox,
    pub(super) found: Asked,
    pub(super) understanding: Understanding,
    /// What is known of the query's meaning, and of how much of what is typed.
    pub(super) meant: Option<(String, Box<QueryMeaning>)>,
    /// What is to be done about the meaning of the FAQ or the query.
    pub(super) thinking: Thought,
    pub(super) place: Viewpoint,
    /// The place among all questions before edits: what finds nothing goes back to it.
    pub(super) before_typing: Viewpoint,
    pub(super) due: Due,
    pub(super) open: Scene,
    /// What the help covers while it is open.
    pub(super) under_help: Scene,
    pub(super) attention: Attention,
    pub(super) help_scroll: usize,
    pub(super) answer: Answer,
    pub(super) origin: Option<(Origin, Pane)>,
    pub(super) rows: Vec<ListRow>,
    pub(super) layout: Option<Layout>,
    pub(super) notice: Option<Notice>,
    pub(super) saving: Saving,
    pub(super) countdown: Option<u64>,
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
            input: SearchBox::default(),
            found: Asked::default(),
            understanding: Understanding::Off,
            meant: None,
            thinking: Thought::default(),
            place: Viewpoint::default(),
            before_typing: Viewpoint::default(),
            due: Due::Nothing,
            open: Scene::Desk,
            under_help: Scene::Desk,
            attention: Attention::Search,
            help_scroll: 0,
            answer: Answer::default(),
            origin: None,
            rows: Vec::new(),
            layout: None,
            notice: None,
            saving: Saving::Idle,
            countdown: None,
        };
        model.arrange();
        model
    }

    /// The meanings that are to be found out, once.
    pub(super) fn think(&mut self) -> Option<Effect> {
        let thought = mem::take(&mut self.thinking);
        (thought.faq.is_some() || thought.query.is_some()).then_some(Effect::Think(thought))
    }

    /// How long after the last input `Message::Idle` is wanted next; none when never, so that nothing wakes.
    #[must_use]
    pub fn wake_after(&self) -> Option<Duration> {
        let limit = self.settings.idle.filter(|_| !self.is_home())?;
        let left = match self.countdown {
            None => warning(limit),
            Some(seconds) => Duration::from_secs(seconds.saturating_sub(1)),
        };
        Some(limit.saturating_sub(left))
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
    pub fn open(&self) -> Scene {
        self.open
    }

    /// Where the hardware cursor belongs.
    #[must_use]
    pub fn attention(&self) -> Attention {
        self.attention
    }

    /// The search box.
    #[must_use]
    pub fn input(&self) -> &SearchBox {
        &self.input
    }

    /// The rows of the list that show.
    #[must_use]
    pub fn rows(&self) -> &[ListRow] {
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
        let scroll = match self.open {
            Scene::Help => self.help_scroll,
            Scene::Desk | Scene::Page => self.place.scroll,
        };
        (&self.answer, scroll)
    }

    /// The row of the answer that `Message::NextMatch` went to last.
    #[must_use]
    pub fn current_match(&self) -> Option<usize> {
        self.place
            .current_match
            .filter(|_| self.open != Scene::Help)
    }

    /// How much of the FAQ has been read; none when it is not being read for the first time.
    #[must_use]
    pub fn loading(&self) -> Option<f32> {
        self.loading
    }

    /// The positions of the list that show.
    #[must_use]
    pub fn shown(&self) -> Range<usize> {
        let last = self.rows.iter().rev().find_map(|row| row.position);
        last.map_or(0..0, |last| self.place.top..last + 1)
    }

    /// How many positions the list has.
    #[must_use]
    pub fn positions(&self) -> usize {
        self.items().map_or(0, |items| items.len())
    }

    /// The FAQ, once it has been read.
    #[must_use]
    pub fn faq(&self) -> Option<&Faq> {
        self.index.as_ref().map(Index::faq)
    }

    /// The FAQ and its entry on screen.
    pub(super) fn entry(&self) -> Option<(&Faq, &Entry)> {
        match self.subject() {
            Subject::Entry(number) => self.faq().map(|faq| (faq, faq.entry(number))),
            _ => None,
        }
    }

    /// Whether a query is on screen rather than all questions.
    #[must_use]
    pub fn is_searching(&self) -> bool {
        !self.input.is_blank() && self.has_found()
    }

    /// Whether the last search found something to show.
    pub(super) fn has_found(&self) -> bool {
        !self.found.hits.is_empty()
            || !self.found.unknown.is_empty()
            || !self.found.hand_over.is_empty()
    }

    /// Whether there is nothing of the last caller's to clear.
    pub(super) fn is_home(&self) -> bool {
        self.input.text().is_empty()
            && self.place == Viewpoint::default()
            && self.open == Scene::Desk
    }

    /// Whether there is room for one pane and the list has it.
    pub(super) fn shows_list_alone(&self) -> bool {
        self.layout.is_some_and(|layout| layout.answer.is_empty())
    }

    /// What the list shows; none where the FAQ is not there yet, or not ready to search for what is typed.
    pub(super) fn items(&self) -> Option<Items<'_>> {
        let ready = self.loading.is_none() || self.input.is_blank();
        let index = self.index.as_ref().filter(|_| ready)?;
        Some(if !self.found.hand_over.is_empty() {
            Items::HandOver
        } else if self.is_searching() {
            Items::Hits(index, &self.found)
        } else {
            Items::All(index)
        })
    }

    /// How the search found the entry on screen.
    pub(super) fn hit(&self) -> Option<&Hit> {
        match self.items()? {
            Items::Hits(_, found) => found.hits.get(self.place.selected),
            Items::All(_) | Items::HandOver => None,
        }
    }

    /// Rows that the scrolling part of the answer has.
    #[must_use]
    pub fn answer_height(&self) -> usize {
        self.layout
            .map_or(0, |layout| usize::from(layout.answer.height))
            .saturating_sub(self.answer.title.len())
    }
}

/// How long before `limit` the countdown begins.
pub(super) fn warning(limit: Duration) -> Duration {
    WARNING.min(limit / 2)
}
