//! What the model says in words: the frame of the search box, a mistake, the keys.

use std::path::Path;

use super::{
    message::{MeaningState, Scene, Subject},
    model::Model,
};
use crate::{
    faq::{Faq, is_yaml},
    labels::fill,
    layout::WIDEST,
    text::{self, Line, Role, Span, Surface},
    unanswered::Question,
};

/// From this many columns on there is room for longer names of what keys do.
const WIDE: u16 = 100;
/// From this many rows on a mistake may take as many as it needs.
const ROOMY: u16 = 18;
/// Cells of the progress bar.
const PROGRESS: usize = 10;
/// The most corrections that are shown.
const CORRECTIONS: usize = 2;

/// A key, and what it does here.
pub type KeyHint = (&'static str, &'static str);

impl Model {
    /// What the search box belongs to: topics and doctor, in so many columns.
    pub fn title(&self, room: usize) -> Vec<Span> {
        let Some(faq) = self.faq() else {
            return vec![Span::new("frontdesk", Role::Heading)];
        };
        let titles: Vec<&str> = faq.topics().iter().map(|t| t.title.as_str()).collect();
        let names = titles.join(", ");
        let name = match titles.len() {
            0 | 1 => text::truncate(&names, room).into_owned(),
            _ if text::width(&names) <= room => names,
            several => self.labels().count(several, self.labels().topics),
        };
        let doctor = format!(" · {}", self.doctor());
        let has_room = text::width(&name) + text::width(&doctor) <= room;
        let mut spans = vec![Span::new(name, Role::Heading)];
        if !self.doctor().is_empty() && has_room {
            spans.push(Span::new(doctor, Role::Hint));
        }
        spans
    }

    /// Who speaks in the quotes of the only topic.
    pub(super) fn doctor(&self) -> &str {
        match self.faq().map(Faq::topics) {
            Some([only]) => &only.doctor,
            _ => "",
        }
    }

    /// What else stands above the search box, the least important last.
    pub fn chips(&self) -> Vec<Span> {
        let labels = self.labels();
        if let Some(share) = self.loading {
            let done = (share.clamp(0.0, 1.0) * PROGRESS as f32) as usize;
            let bar = format!("{}{}", "█".repeat(done), "·".repeat(PROGRESS - done));
            let words = format!("{} {bar} {:.0} %", labels.reading_heading, share * 100.0);
            return vec![Span::new(words, Role::Hint)];
        }
        let Some(faq) = self.faq() else {
            return Vec::new();
        };
        let unread = match faq.left_out() {
            0 if faq.is_unreviewed() => Some(format!("! {}", labels.not_reviewed)),
            0 => None,
            number => Some(fill(labels.unapproved_left_out, [&labels.number(number)])),
        };
        let unread = unread.map(|words| Span::new(words, Role::Look));
        let count = Span::new(labels.count(faq.len(), labels.questions), Role::Hint);
        unread.into_iter().chain([count]).collect()
    }

    /// The words that were read as others, those that fit into so many columns.
    pub fn corrections(&self, room: usize) -> String {
        let mut words = String::new();
        for correction in self.call.found.corrections.iter().take(CORRECTIONS) {
            let gap = if words.is_empty() { "" } else { "   " };
            let more = format!("{gap}{} → {}", correction.typed, correction.read_as);
            if text::width(&words) + text::width(&more) <= room {
                words += &more;
            }
        }
        words
    }

    /// What stands below the search box: whether meaning counts, where there is room for it, and how much was
    /// found.
    pub fn chips_below(&self) -> Vec<Span> {
        let labels = self.labels();
        let meaning = match &self.meaning_state {
            _ if self.notice().is_some() => None,
            MeaningState::Embedding => Some(labels.meaning_loading),
            MeaningState::Missing(_) => Some(labels.meaning_missing),
            _ => None,
        };
        let found = match self.subject() {
            _ if !self.is_searching() => None,
            Subject::HandOver => None,
            Subject::Nothing => Some(labels.nothing_found.to_owned()),
            _ if !self.has_no_doubt() => Some(labels.nothing_sure.to_owned()),
            _ => Some(labels.count(self.call.found.hits.len(), labels.found)),
        };
        let chips = meaning.map(str::to_owned).into_iter().chain(found);
        chips.map(|words| Span::new(words, Role::Hint)).collect()
    }

    /// What has just happened, if anything.
    pub fn notice(&self) -> Option<Span> {
        let labels = self.labels();
        if let Some(seconds) = self.countdown {
            let words = fill(labels.still_there, [&labels.number(seconds as usize)]);
            return Some(Span::new(format!("! {words}"), Role::Look));
        }
        if self.notice.is_some() {
            return self.notice.clone();
        }
        if let Some((_, why)) = self.unsaved.last() {
            let here = self.report();
            let lost = self.unsaved.iter().map(|(told, _)| told);
            let lost = lost.filter(|told| here.as_ref() != Some(told));
            let names: Vec<&str> = lost.map(Question::name).collect();
            let what = match names.as_slice() {
                [] => why.clone(),
                names => format!("{}: {why}", labels.quoted(names)),
            };
            let words = fill(labels.not_saved, [&what]);
            return Some(Span::new(format!("! {words}"), Role::Look));
        }
        let here = self.report().filter(|here| self.is_saving(here))?;
        let what = match here.entry {
            Some(_) => labels.key_flag,
            None => labels.key_save,
        };
        Some(Span::new(format!("{what} …"), Role::Hint))
    }

    /// That the doctor was told, and what of it was left out.
    pub(super) fn of_saved(&self, told: &Question) -> &'static str {
        let labels = self.labels();
        if text::without_contacts(&told.words, |_| false) != told.words {
            labels.numbers_left_out
        } else if told.entry.is_some() {
            labels.flagged
        } else {
            labels.saved
        }
    }

    /// The first mistake in the FAQ, and its cure; in one row where there are few.
    pub fn warning(&self) -> Vec<Line> {
        let labels = self.labels();
        let Some(first) = self.problems.first() else {
            return Vec::new();
        };
        // The column without what stands before and behind text.
        let room = usize::from(self.settings.size.0.min(WIDEST).saturating_sub(5));
        let path = Path::new(&first.file);
        let name = path.file_name().and_then(|name| name.to_str());
        // What the mistake does to the screen is worth more than the end of a long name.
        let name = text::truncate(name.unwrap_or(&first.file), room / 2);
        // A folder, or a name that leads nowhere: no questions of it could be left out.
        let is_folder = first.line == 0 && !is_yaml(path);
        let place = match first.line {
            0 if is_folder => format!("{name}: {}", first.message),
            0 => name.into_owned(),
            line => fill(labels.file_and_line, [&name, &labels.number(line)]),
        };
        let mistake = match self.faq() {
            Some(faq) if is_folder || faq.has_file(&first.file) => fill(labels.mistake, [&place]),
            _ if is_folder => place,
            _ => fill(labels.mistake_left_out, [&place]),
        };
        let mut mistake = format!("! {mistake}");
        if self.problems.len() > 1 {
            let all = labels.number(self.problems.len());
            mistake = format!("{mistake} ({})", fill(labels.position, ["1", &all]));
        }
        // Of a file that cannot be read, the reason says more than any advice.
        let cure = match &first.advice {
            Some(advice) if first.line > 0 || is_folder => fill(labels.cure, [advice]),
            _ => first.message.clone(),
        };
        let row = |words: &str, role| Line::of(text::truncate(words, room).into_owned(), role);
        // Where there are few rows, the caller's answer needs them.
        let height = self.settings.size.1;
        let mut rows = match height {
            ROOMY.. => text::wrap(&mistake, room, Role::LookStrong, &[]),
            _ => vec![row(&mistake, Role::LookStrong)],
        };
        if height >= 10 {
            rows.push(row(&cure, Role::Answer));
        }
        rows.into_iter().map(|row| row.on(Surface::Look)).collect()
    }

    /// The keys that do something here, in their order; help comes last and stands apart.
    pub fn keys(&self) -> (Vec<KeyHint>, Option<KeyHint>) {
        let labels = self.labels();
        let is_wide = self.settings.size.0 >= WIDE;
        let is_small = self.layout.is_some_and(|layout| layout.is_small);
        let below = self.below().map(|what| ("PgDn", what));
        let below = below.or_else(|| (self.answer().1 > 0).then_some(("PgUp", labels.key_back)));
        if self.call.help.is_some() {
            let keys = [("Esc", labels.key_back)].into_iter().chain(below);
            return (keys.collect(), None);
        }
        let subject = self.subject();
        let is_page = self.call.open == Scene::Page;
        let new_call = match () {
            () if self.settings.kiosk => labels.key_start_again,
            () if is_small => labels.key_new,
            () => labels.key_new_call,
        };
        let arrows = match self.positions() {
            0 => None,
            1 if self.has_no_doubt() => None,
            _ if is_small => Some(labels.key_next),
            _ if self.is_searching() && !self.has_no_doubt() => Some(labels.key_pick),
            _ => Some(labels.key_question),
        };
        let enter = match subject {
            Subject::NotSure(_) => Some(labels.key_show_answer),
            Subject::Entry(_) if is_page => None,
            Subject::Entry(_) if is_wide => Some(labels.key_full_page),
            Subject::Entry(_) => Some(labels.key_page),
            _ => None,
        };
        let clears = !self.call.input.text().is_empty() && subject != Subject::Loading;
        let back = match () {
            () if is_page => Some(labels.key_back_to_list),
            () if clears => Some(labels.key_clear),
            () => self.before.as_ref().map(|_| labels.key_undo),
        };
        let saves = self.settings.unanswered.is_some() && !self.is_reported();
        let report = self.report().filter(|_| saves);
        let save = report.map(|report| match subject {
            _ if report.entry.is_some() => labels.key_flag,
            Subject::HandOver | Subject::Nothing if !is_small => labels.key_save_question,
            _ => labels.key_save,
        });
        let keys = [
            ("F2", Some(new_call)),
            ("↑↓", arrows),
            ("Enter", enter),
            ("Esc", back),
            ("F8", save),
        ];
        let keys = keys.into_iter();
        let keys = keys.filter_map(|(key, what)| Some((key, what?)));
        let below = below.filter(|_| !self.shows_list_alone());
        let help = if is_wide && !self.problems.is_empty() {
            labels.key_all_mistakes
        } else {
            labels.key_help
        };
        let help = (!is_small).then_some(("F1", help));
        (keys.chain(below).collect(), help)
    }

    /// What there is below the rows of the answer that show.
    fn below(&self) -> Option<&'static str> {
        let labels = self.labels();
        let (answer, scroll) = self.answer();
        let below = answer.rows.get(scroll + self.answer_height()..)?;
        let on = |surface| move |row: &Line| row.surface == surface;
        let has_words = |row: &Line| !row.spans.is_empty() && row.surface != Surface::Staff;
        Some(match below {
            [] => return None,
            _ if self.call.help.is_some() => labels.key_more,
            rows if rows.iter().any(on(Surface::Doctor)) => labels.key_doctors_words,
            rows if rows.iter().any(has_words) => labels.key_more,
            rows if rows.iter().any(on(Surface::Staff)) => labels.key_staff_note,
            _ => labels.key_more,
        })
    }
}
