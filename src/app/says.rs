//! What the model says in words: heading, search status, notice and footer.

use super::{
    message::{Notice, Scene, Subject},
    model::{Model, Saving},
};
use crate::{
    faq::Problem,
    layout::TWO_PANES,
    text::{Role, Span},
};

impl Model {
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

    /// What stands right of the caller's words, the most important last: corrections, what matched, which hit.
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
            let (place, all) = (count(self.place.selected + 1), count(self.positions()));
            let best = if self.found.is_cut { "the best " } else { "" };
            status.push(Span::new(format!("{place} of {best}{all}"), Role::Hint));
        }
        status
    }

    /// What needs attention now, if anything.
    #[must_use]
    pub fn notice(&self) -> Option<Notice> {
        let problems = self.problems.as_slice();
        let (words, role) = match (self.countdown, &self.notice, problems, &self.saving) {
            (Some(seconds), ..) => (
                format!("Still there? Any key; else cleared in {seconds} s"),
                Role::Warning,
            ),
            (_, Some(notice), ..) => return Some(notice.clone()),
            (_, _, [first, others @ ..], _) => {
                let more = match others.len() {
                    0 => String::new(),
                    more => format!(" (and {} more)", count(more)),
                };
                let (place, why) = (place(first), &first.message);
                let shown = match self.faq() {
                    Some(faq) if faq.has_file(&first.file) => "old version shown",
                    Some(_) => "its questions are left out",
                    None => "nothing to show until it is mended",
                };
                let words = format!("Mistake in {place}{more}, {shown}: {why}");
                (words, Role::Warning)
            }
            (.., Saving::Under(_)) => ("Saving …".to_owned(), Role::Hint),
            _ => return None,
        };
        Some(Notice { words, role })
    }

    /// The keys that do something here, most important first, in words for a narrow or a wide screen.
    #[must_use]
    pub fn footer(&self) -> Vec<(&'static str, &'static str)> {
        let wide = self.settings.size.0 >= TWO_PANES.0;
        let say = |wide_words, narrow_words| if wide { wide_words } else { narrow_words };
        let new_call = ("F2", say("new call", "new"));
        let (choose, help) = (("↑↓", say("question", "next")), ("F1", "help"));
        let scroll = (say("PgUp/PgDn", "PgDn"), say("answer", "more"));
        let save = self.settings.unanswered.then_some(("F8", "save question"));
        let mut keys = match (self.open, self.subject()) {
            (Scene::Help, _) => return vec![("Esc", "back"), ("↑↓", "scroll")],
            (_, Subject::Loading) => vec![new_call],
            (_, Subject::HandOver) => vec![new_call, ("Esc", "clear")],
            (_, Subject::Nothing) => [new_call, ("Esc", "clear")]
                .into_iter()
                .chain(save)
                .collect(),
            (Scene::Page, Subject::Entry(_)) => vec![choose, scroll, ("Esc", "back"), new_call],
            (Scene::Desk, Subject::Entry(_)) if self.shows_list_alone() => {
                vec![("↑↓", "choose"), ("Enter", "read"), new_call]
            }
            (Scene::Desk, Subject::Entry(_)) => {
                let page = ("Enter", say("full page", "page"));
                let mut keys = vec![choose, scroll, page, new_call];
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
    match number / 1000 {
        0 => number.to_string(),
        thousands => format!("{},{:03}", count(thousands), number % 1000),
    }
}
