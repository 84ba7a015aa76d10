//! The browser's state, and what can be read of it.

use std::{mem, ops::Range, time::Duration};

use super::{
    input::SearchBox,
    message::{
        Effect, EmbedRequest, LastAction, MeaningState, Scene, Settings, Subject, TypedMeaning,
    },
};
use crate::{
    faq::{Entry, Faq, Problem},
    labels::Labels,
    layout::Layout,
    search::{Hit, Index, SearchResult},
    text::{self, Accents, Line, Role, Side, Span, Surface},
    unanswered::Question,
};

/// The countdown before the last caller's words are cleared takes this long, or half of the idle time where
/// that is less.
const WARNING: Duration = Duration::from_secs(10);

/// A new call can be taken back for so long.
const TAKE_BACK: Duration = Duration::from_secs(10);

/// So many words none of which can be searched for are a sentence that was not found,
const SENTENCE: usize = 3;
/// once nothing has been typed for so long: until then, the next word may be one to search for.
pub(super) const PAUSE: Duration = Duration::from_secs(2);

/// Where the user is in the list and the answer; back to the beginning with every other query.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Viewpoint {
    /// The chosen position of the list; none while nothing sure was found and nobody chose.
    pub(super) selected: Option<usize>,
    /// The first position of the list that shows.
    pub(super) top: usize,
    /// Rows of the answer that are scrolled away.
    pub(super) scroll: usize,
    /// The row of the answer with the match that was gone to last.
    pub(super) current_match: Option<usize>,
}

impl Default for Viewpoint {
    fn default() -> Self {
        Self {
            selected: Some(0),
            top: 0,
            scroll: 0,
            current_match: None,
        }
    }
}

/// What was typed, what that found, and where the user is in it.
#[derive(Clone, Debug, Default)]
pub struct Call {
    /// What is typed.
    pub input: SearchBox,
    pub(super) found: SearchResult,
    /// What is known of the query's meaning.
    pub(super) meaning: Option<TypedMeaning>,
    /// Whether it is a sentence without a word to search for, at which the user paused.
    pub(super) is_wordless: bool,
    pub(super) place: Viewpoint,
    /// What is open.
    pub open: Scene,
    /// How many rows of the help are scrolled away, while it covers what is open.
    pub help: Option<usize>,
    /// What the user did last.
    pub last_action: LastAction,
    /// What was told last.
    pub(super) saved: Option<Question>,
}

/// What stands below the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// Stays above the rows; never more than a third of the screen.
    pub heading: Vec<Line>,
    /// Scrolls.
    pub rows: Vec<Line>,
}

impl Answer {
    /// Whether its rows have the sides of an emergency.
    pub fn is_emergency(&self) -> bool {
        self.rows
            .last()
            .is_some_and(|row| row.surface == Surface::Foot)
    }

    /// The rows with a word that the search matched.
    pub fn marked_rows(&self) -> impl Iterator<Item = usize> {
        let is_marked = |span: &Span| span.accents.contains(Accents::MARK);
        (0..self.rows.len()).filter(move |row| self.rows[*row].spans.iter().any(is_marked))
    }
}

/// All that the screen shows.
#[derive(Debug, Default)]
pub struct Model {
    /// What it was started with; the size and the day as they are now.
    pub settings: Settings,
    pub(super) index: Option<Index>,
    pub(super) loading: Option<f32>,
    pub(super) problems: Vec<Problem>,
    /// The call that is on.
    pub call: Call,
    pub(super) meaning_state: MeaningState,
    /// What is to be done about the meaning of the FAQ or the query.
    pub(super) to_embed: EmbedRequest,
    /// Whether what is typed was edited since it was searched for: a run of edits costs one search.
    pub(super) is_edited: bool,
    pub(super) answer: Answer,
    /// The rows of the list that show.
    pub rows: Vec<Line>,
    /// The geometry; none when the terminal is too small for any.
    pub layout: Option<Layout>,
    pub(super) notice: Option<Span>,
    /// The call before, which Esc brings back until the new one begins; what it found is found again.
    pub(super) before: Option<Call>,
    /// What F8 tells the doctor, while it is being written.
    pub(super) saving: Vec<Question>,
    /// What could not be saved, and why, while something else was on screen: kept until the user has seen it.
    pub(super) unsaved: Vec<(Question, String)>,
    pub(super) countdown: Option<u64>,
}

impl Model {
    /// A browser that has not loaded its FAQ yet.
    pub fn new(settings: Settings) -> Self {
        let mut model = Self {
            settings,
            loading: Some(0.0),
            ..Self::default()
        };
        model.arrange();
        model
    }

    /// The meanings that are to be found out, once.
    pub(super) fn take_embed_request(&mut self) -> Option<Effect> {
        let request = mem::take(&mut self.to_embed);
        (request.faq.is_some() || !request.query.is_empty()).then_some(Effect::Embed(request))
    }

    /// How long after the last input `Message::Idle` is wanted next; none when never, so that nothing wakes.
    pub fn wake_after(&self) -> Option<Duration> {
        if self.before.is_some() {
            return Some(self.take_back_time());
        }
        let pause = self.may_be_wordless().then_some(PAUSE);
        let limit = self.settings.idle.filter(|_| !self.is_home());
        let idle = limit.map(|limit| {
            let left = match self.countdown {
                None => warning(limit),
                Some(seconds) => Duration::from_secs(seconds.saturating_sub(1)),
            };
            limit.saturating_sub(left)
        });
        pause.into_iter().chain(idle).min()
    }

    /// Whether a pause from now on makes of what is typed a sentence that was not found.
    pub(super) fn may_be_wordless(&self) -> bool {
        self.index.is_some() && self.is_untouched() && !self.has_found() && self.is_sentence()
    }

    /// How long a new call can be taken back: no longer than the last caller's words may stay.
    pub(super) fn take_back_time(&self) -> Duration {
        let limit = self.settings.idle;
        limit.map_or(TAKE_BACK, |limit| limit.min(TAKE_BACK))
    }

    /// What the screen says.
    pub fn labels(&self) -> &'static Labels {
        let of_topic = || {
            let topic = self.faq().and_then(|faq| faq.topics().first());
            Labels::of(topic.map_or("", |topic| &topic.language))
        };
        self.settings.language.unwrap_or_else(of_topic)
    }

    /// The chosen position of the list; none while nothing sure was found and nobody chose.
    pub fn selected(&self) -> Option<usize> {
        self.call.place.selected
    }

    /// What stands below the list.
    pub fn subject(&self) -> Subject {
        let selected = self.call.place.selected;
        match self.entry_at(selected.unwrap_or(0)) {
            _ if self.index.is_none() => Subject::Loading,
            _ if !self.call.found.hand_over.is_empty() => Subject::HandOver,
            None => Subject::Nothing,
            Some(number) if selected.is_some() => Subject::Entry(number),
            Some(number) => Subject::NotSure(number),
        }
    }

    /// The question that the next press of an arrow shows.
    pub fn next_question(&self) -> Option<Line> {
        let next = self.call.place.selected.map_or(0, |selected| selected + 1);
        let number = self.entry_at(next)?;
        let (faq, entry) = (self.faq()?, self.faq()?.entry(number));
        let room = self.layout?.title_width();
        let question = text::truncate(&entry.question, room).into_owned();
        let side = Side::of(&faq.topic_of(entry).language);
        Some(Line {
            side,
            ..Line::of(question, Role::Hint)
        })
    }

    /// What the answer (or the help) shows, and how many of its rows are scrolled away.
    pub fn answer(&self) -> (&Answer, usize) {
        let scroll = self.call.help.unwrap_or(self.call.place.scroll);
        (&self.answer, scroll)
    }

    /// The row of the answer with the mark that was gone to last.
    pub fn current_match(&self) -> Option<usize> {
        let row = self.call.place.current_match;
        row.filter(|_| self.call.help.is_none())
    }

    /// The positions of the list that show.
    pub fn shown(&self) -> Range<usize> {
        self.call.place.top..self.call.place.top + self.rows.len()
    }

    /// How many positions the list has: hits of a query or, without one, all entries. None where no answer is
    /// shown for an ordinary call, to which no hit is likely to be one.
    pub fn positions(&self) -> usize {
        if !self.call.found.hand_over.is_empty() || self.call.found.is_routine_call {
            0
        } else if self.is_searching() {
            self.call.found.hits.len()
        } else {
            self.faq().map_or(0, Faq::len)
        }
    }

    /// The number of the entry at a position of the list.
    pub(super) fn entry_at(&self, position: usize) -> Option<usize> {
        let hit = self.call.found.hits.get(position);
        (position < self.positions()).then(|| hit.map_or(position, |hit| hit.entry))
    }

    /// The FAQ, once it has been read.
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

    /// What F8 tells the doctor: that something is wrong with the entry that the user chose, else that the
    /// caller's words have no answer, also not in the entry that is shown as a sure one.
    pub(super) fn report(&self) -> Option<Question> {
        let entry = self.entry();
        let flagged = entry.filter(|_| self.has_chosen());
        let is_sure = self.call.found.is_sure && self.call.place.selected == Some(0);
        let shown = entry.filter(|_| flagged.is_none() && is_sure);
        let words = self.call.input.text().trim();
        (flagged.is_some() || !words.is_empty()).then(|| Question {
            day: self.settings.today,
            words: words.to_owned(),
            topic: entry.map(|(faq, entry)| faq.topic_of(entry).title.clone()),
            entry: flagged.map(|(_, entry)| entry.id.clone()),
            shown: shown.map(|(_, entry)| entry.id.clone()),
        })
    }

    /// Whether the user chose the entry on screen. Where nothing sure was found, an entry may have been
    /// chosen to look at it; only its full page was chosen for good.
    fn has_chosen(&self) -> bool {
        self.call.open == Scene::Page
            || self.call.last_action != LastAction::Typing && self.has_no_doubt()
    }

    /// Whether the doctor has been told already what F8 would tell.
    pub(super) fn is_reported(&self) -> bool {
        self.call.saved.is_some() && self.call.saved == self.report()
    }

    /// Whether this question is still being written to the file.
    pub fn is_saving(&self, question: &Question) -> bool {
        self.saving.contains(question)
    }

    /// Whether a query is on screen rather than all questions.
    pub fn is_searching(&self) -> bool {
        !self.call.input.is_blank() && self.has_found()
    }

    /// Whether what is typed has the length of a sentence.
    pub(super) fn is_sentence(&self) -> bool {
        self.call.input.text().split_whitespace().count() >= SENTENCE
    }

    /// Whether the user has typed, and chosen nothing of what that found.
    pub(super) fn is_untouched(&self) -> bool {
        (self.call.last_action, self.call.open) == (LastAction::Typing, Scene::List)
            && self.call.place == self.found_place()
    }

    /// The place that a search leads to.
    pub(super) fn found_place(&self) -> Viewpoint {
        Viewpoint {
            selected: self.has_no_doubt().then_some(0),
            ..Viewpoint::default()
        }
    }

    /// Whether the last search has hits, groups or unknown words, or can have none of them, so that the
    /// screen shows its result.
    pub(super) fn has_found(&self) -> bool {
        self.call.is_wordless
            || !self.call.found.hits.is_empty()
            || !self.call.found.unknown.is_empty()
            || !self.call.found.hand_over.is_empty()
    }

    /// Whether there is nothing of the last caller's to clear.
    pub(super) fn is_home(&self) -> bool {
        self.call.input.text().is_empty()
            && self.call.place == Viewpoint::default()
            && (self.call.open, self.call.help) == (Scene::List, None)
            && self.unsaved.is_empty()
    }

    /// Whether the best hit, if there is one, is to be trusted.
    pub(super) fn has_no_doubt(&self) -> bool {
        self.call.found.is_sure || self.call.found.hits.is_empty()
    }

    /// Whether there is room for the list or the answer, and the list has it.
    pub(super) fn shows_list_alone(&self) -> bool {
        self.layout.is_some_and(|layout| layout.body.is_empty())
    }

    /// How the search found the entry on screen.
    pub(super) fn hit(&self) -> Option<&Hit> {
        self.call.found.hits.get(self.call.place.selected?)
    }

    /// Rows that the scrolling part of the answer has.
    pub fn answer_height(&self) -> usize {
        self.layout
            .map_or(0, |layout| usize::from(layout.body.height))
    }
}

/// How long before `limit` the countdown begins.
pub(super) fn warning(limit: Duration) -> Duration {
    WARNING.min(limit / 2)
}
