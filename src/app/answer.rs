//! What stands below the list for its subject: a title that stays, and rows that scroll.

use std::iter;

use super::{
    arrange::Writer,
    card::{Step, set_from},
    message::{Scene, Subject},
    model::Answer,
};
use crate::{
    faq::{Entry, Faq, HandOver, Standing, Topic, Urgency},
    labels::{Labels, fill},
    markdown::{self, Document},
    search::Alert,
    text::{self, Line, Role, Side, Span, Surface, joined, spans_width},
};

/// Words of an ordinary voice on the phone, a second.
const WORDS_A_SECOND: f32 = 2.5;
/// Fewer columns than these are no room for a title beside its label.
const NARROWEST: usize = 20;

impl Writer<'_> {
    /// What stands below the list.
    pub(super) fn answer(&self) -> Answer {
        let (labels, model) = (self.labels, self.model);
        match (model.subject(), model.faq()) {
            _ if model.call.help.is_some() => self.help(),
            (Subject::Entry(number), Some(faq)) => self.entry(faq, faq.entry(number)),
            (Subject::NotSure(number), Some(faq)) => self.not_sure(faq, faq.entry(number)),
            (Subject::HandOver, _) => self.hand_over(),
            (Subject::Nothing, Some(faq)) if faq.is_empty() && !model.is_searching() => {
                let number = labels.number(faq.left_out());
                let words = fill(labels.unapproved_left_out, [&number]);
                self.note(labels.no_good_file, &words)
            }
            (Subject::Nothing, Some(faq)) => self.nothing(faq),
            _ if model.loading.is_none() => self.no_good_file(),
            _ => self.note(labels.reading_heading, labels.reading_note),
        }
    }

    fn entry(&self, faq: &Faq, entry: &Entry) -> Answer {
        let (labels, topic, model) = (self.labels, faq.topic_of(entry), self.model);
        let quotes = self.spoken(topic).quotes();
        let document = Document::parse(&entry.answer, &self.speaker(topic));
        let has_several = faq.topics().len() > 1;
        let meta = |text: String| Span::new(text, Role::Meta);
        let is_listed = model.call.open == Scene::List && !self.layout.is_small;
        let position = model.call.place.selected.filter(|_| !is_listed);
        let position = position.map(|position| {
            let [this, all] = [position + 1, model.positions()].map(|n| labels.number(n));
            meta(fill(labels.position, [&this, &all]))
        });
        let topic_name = has_several.then(|| meta(topic.title.clone()));
        let seconds = labels.number(seconds_aloud(&markdown::spoken_words(&entry.answer)));
        let seconds = meta(fill(labels.seconds_aloud, [&seconds]));
        let (mut needed, mut others) = (self.signs(faq, entry), Vec::new());
        others.extend(topic_name);
        if self.layout.is_small {
            needed.extend(position);
        } else {
            others.extend(position);
        }
        others.push(seconds);
        let side = Side::of(&topic.language);
        let marks = self.marks(document.text());
        let mut cards = document.cards(self.layout.text_width(), &marks, quotes);
        for row in &mut cards {
            set_from(side, row);
        }
        let mut rows = self.suspected_emergency();
        rows.extend(cards);
        if !model.settings.no_staff {
            rows.extend(self.staff(topic, entry));
        }
        Answer {
            heading: self.heading(&entry.question, side, needed, others),
            rows: self.spaced(&rows),
        }
    }

    /// What to look at twice before an entry is read out.
    fn signs(&self, faq: &Faq, entry: &Entry) -> Vec<Span> {
        let labels = self.labels;
        let standing = match entry.standing(faq.topic_of(entry), self.model.settings.today) {
            Standing::Overdue(_) => Some(labels.review_overdue),
            Standing::ChangedSince(_) => Some(labels.changed_since_approved),
            Standing::NotYet => Some(labels.not_approved),
            Standing::NeverReviewed => (!faq.is_unreviewed()).then_some(labels.not_reviewed),
            Standing::Approved(_) | Standing::Reviewed(_) => None,
        };
        let hit = self.model.hit().filter(|hit| !hit.missed.is_empty());
        let missed = hit.map(|hit| fill(labels.not_about, [&labels.quoted(&hit.missed)]));
        let signs = standing.map(str::to_owned).into_iter().chain(missed);
        signs
            .map(|sign| Span::new(format!("! {sign}"), Role::Look))
            .collect()
    }

    /// A question back: the best guess is not shown before somebody chooses it.
    fn not_sure(&self, faq: &Faq, entry: &Entry) -> Answer {
        let (labels, asked) = (self.labels, &self.model.call.found);
        let topic = faq.topic_of(entry);
        let missed = match asked.unknown.as_slice() {
            [] => asked.hits.first().map_or(&[][..], |hit| &hit.missed),
            unknown => unknown,
        };
        let mut others = asked.hits.iter().skip(1).map(|hit| faq.entry(hit.entry));
        let question = if others.any(|other| other.question == entry.question) {
            format!("{} ({})", entry.question, topic.title)
        } else {
            entry.question.clone()
        };
        let question = self.spoken(topic).to_make_sure(&question);
        let mut rows = self.suspected_emergency();
        rows.extend(self.card(labels.ask_the_caller, &question));
        let no = match self.save_step() {
            Some((_, save)) => format!("{} {save}", labels.no_step),
            None => labels.no_step.to_owned(),
        };
        let yes = labels.yes_step.to_owned();
        rows.extend(self.steps(&[(labels.yes, yes), (labels.no, no)]));
        rows.extend(self.instead(topic));
        Answer {
            heading: self.titled_without(labels.not_sure, missed),
            rows: self.spaced(&rows),
        }
    }

    /// That the call may be an emergency, above whatever else is on screen.
    fn suspected_emergency(&self) -> Vec<Line> {
        let is_urgent = |alert: &&Alert| alert.group.urgency == Urgency::Urgent;
        let Some(alert) = self.model.call.found.perhaps.as_ref().filter(is_urgent) else {
            return Vec::new();
        };
        let urgent = format!("? {}", self.labels.urgent);
        let mut rows = self.steps(&[(&urgent, self.why(alert))]);
        rows.push(Line::default());
        rows
    }

    /// The sentences to say when a call belongs to somebody else, and what to ask.
    fn hand_over(&self) -> Answer {
        let (labels, alerts) = (self.labels, &self.model.call.found.hand_over);
        let is_urgent = |alert: &Alert| alert.group.urgency == Urgency::Urgent;
        let is_emergency = alerts.first().is_some_and(is_urgent);
        let (what, then) = if is_emergency {
            (labels.urgent, labels.act_now)
        } else {
            (labels.hand_over, labels.do_not_answer)
        };
        let first = alerts.first().map(|alert| &*alert.group);
        let mut rows = self.banner(&of_group(what, first), then);
        let mut said: Vec<&str> = Vec::new();
        let mut why = Vec::new();
        for (number, alert) in alerts.iter().enumerate() {
            let say = alert.group.say.trim();
            if !said.contains(&say) {
                said.push(say);
                let label = if is_urgent(alert) {
                    labels.say_now
                } else {
                    labels.say_to_the_caller
                };
                // The banner names the first.
                let group = (number > 0).then_some(&*alert.group);
                rows.extend(group.map(|_| Line::default()));
                rows.extend(self.card(&of_group(label, group), say));
                rows.extend(self.facts(alert));
            }
            let reason = self.why(alert);
            if !why.contains(&reason) {
                why.push(reason);
            }
        }
        let names = iter::once(labels.why).chain(iter::repeat(""));
        let mut steps: Vec<Step> = names.zip(why).collect();
        if !is_emergency {
            steps.extend(self.save_step());
            steps.push((labels.otherwise, labels.hand_over_else.to_owned()));
        }
        rows.push(Line::default());
        rows.extend(self.steps(&steps));
        let mut rows = self.spaced(&rows);
        if is_emergency {
            rows.extend([Line::default(), Line::default().on(Surface::Foot)]);
        }
        let heading = Vec::new();
        Answer { heading, rows }
    }

    /// What to say in place of a doubtful answer: the sentence of the group that the call may belong to, or
    /// the topic's. Who does not mean another question is not told to hang up: that it may be an emergency is
    /// told to the desk, before all else.
    fn instead(&self, topic: &Topic) -> Vec<Line> {
        match &self.model.call.found.perhaps {
            Some(Alert { group, .. }) if group.urgency == Urgency::Usual => {
                let label = of_group(self.labels.say_to_the_caller, Some(group));
                self.card(&label, group.say.trim())
            }
            _ => self.no_answer(topic),
        }
    }

    fn no_answer(&self, topic: &Topic) -> Vec<Line> {
        let say = topic.no_answer.as_deref();
        let say = say.unwrap_or(self.spoken(topic).no_answer);
        self.card(self.labels.say_to_the_caller, say)
    }

    /// What is said to the caller is in the topic's language, where there are labels in it.
    fn spoken(&self, topic: &Topic) -> &'static Labels {
        Labels::known(&topic.language).unwrap_or(self.labels)
    }

    /// The sentence to say when nothing was found, and which words are to blame.
    fn nothing(&self, faq: &Faq) -> Answer {
        let labels = self.labels;
        let mut rows = Vec::new();
        if !self.layout.is_airy {
            rows.push(Line::default());
        }
        let hit = self.model.call.found.hits.first();
        let topic = hit.map(|hit| faq.topic_of(faq.entry(hit.entry)));
        if let Some(topic) = topic.or(faq.topics().first()) {
            rows.extend(self.no_answer(topic));
        }
        let other = (labels.otherwise, labels.no_answer_else.to_owned());
        let steps: Vec<Step> = self.save_step().into_iter().chain([other]).collect();
        rows.extend(self.steps(&steps));
        Answer {
            heading: self.titled_without(labels.no_answer_heading, &self.model.call.found.unknown),
            rows: self.spaced(&rows),
        }
    }

    /// What F8 does now, if anything.
    fn save_step(&self) -> Option<Step<'static>> {
        let labels = self.labels;
        let (name, sentence) = if self.model.is_reported() {
            (labels.done, labels.done_step)
        } else {
            (labels.then, labels.save_step)
        };
        let is_on = self.model.settings.unanswered.is_some();
        is_on.then(|| (name, sentence.to_owned()))
    }

    /// Why there is nothing to show yet.
    fn note(&self, title: &str, words: &str) -> Answer {
        Answer {
            heading: self.titled(title, None),
            rows: self.label_rows(words, Role::Answer),
        }
    }

    /// That no file of it can be used until it is mended.
    fn no_good_file(&self) -> Answer {
        let mut answer = self.note(self.labels.no_good_file, self.labels.until_mended);
        answer.rows.push(Line::default());
        answer.rows.extend(self.mistakes());
        answer
    }

    /// A title that is a label, with one at its right.
    pub(super) fn titled(&self, title: &str, right: Option<Span>) -> Vec<Line> {
        let right = right.into_iter().collect();
        self.heading(title, self.labels.side(), Vec::new(), right)
    }

    /// A title; the labels that are `needed` with it and `others`, in one row with it as far as they fit.
    fn heading(&self, title: &str, side: Side, needed: Vec<Span>, others: Vec<Span>) -> Vec<Line> {
        let dotted = |labels: &[Span]| joined(labels, Span::new(" · ", Role::Meta));
        let beside = |labels: &[Span]| match spans_width(&dotted(labels)) {
            0 => 0,
            width => width + 2,
        };
        let (text, room) = (self.layout.text_width(), self.layout.title_width());
        let none = Vec::new;
        let (room, mut right, others, below) = if self.is_turned(side) {
            (text, none(), none(), [needed, others].concat())
        } else if room >= beside(&needed) + NARROWEST {
            (room, needed, others, none())
        } else {
            (room, none(), others, needed)
        };
        let mut rows = text::wrap(title, room - beside(&right), Role::Heading, &[]);
        for label in others {
            right.push(label);
            if rows[0].width() + beside(&right) > room {
                right.pop();
            }
        }
        rows[0].right = dotted(&right);
        let below = (!below.is_empty()).then(|| self.sided(Line::new(dotted(&below))));
        let most = usize::from(self.layout.body.height) / 3;
        let most = most.saturating_sub(below.iter().len()).max(1);
        if rows.len() > most {
            rows.truncate(most);
            rows[most - 1].spans.push(Span::new("…", Role::Heading));
        }
        for row in &mut rows {
            row.side = side;
        }
        let rows = rows.into_iter().chain(below);
        rows.map(|row| row.on(Surface::Heading)).collect()
    }

    /// This title with what stands for words that mean nothing here: as many of them as there is room for.
    fn titled_without<S: AsRef<str>>(&self, title: &str, words: &[S]) -> Vec<Line> {
        let label = |named: usize| {
            let about = self.labels.quoted(&words[..named]);
            let rest = if named < words.len() { " …" } else { "" };
            let label = fill(self.labels.nothing_about, [&about]) + rest;
            Span::new(label, Role::Meta)
        };
        // From the right it has a row of its own.
        let room = match self.labels.side() {
            Side::Left => self
                .layout
                .title_width()
                .saturating_sub(text::width(title) + 2),
            Side::Right => self.layout.text_width(),
        };
        let fits = |label: &Span| text::width(&label.text) <= room;
        let fewer = (1..=words.len()).rev().map(label);
        self.titled(title, fewer.into_iter().find(fits))
    }

    /// Why a call is not to be answered: what was heard, and on which list of the clinic's it is.
    fn why(&self, alert: &Alert) -> String {
        let labels = self.labels;
        let quote = |word: &str| labels.quoted(&[word]);
        let [counts_as, listed, meant] = match alert.group.urgency {
            Urgency::Usual => [labels.why_counts_as, labels.why_listed, labels.why_meant],
            Urgency::Urgent => [
                labels.why_counts_as_emergency,
                labels.why_emergency,
                labels.why_meant_emergency,
            ],
        };
        match (&alert.word, &alert.heard) {
            (Some(word), Some(heard)) => fill(counts_as, [&quote(heard), &quote(word)]),
            (Some(word), None) => fill(listed, [&quote(word)]),
            (None, _) => fill(meant, [&quote(alert.meant.as_deref().unwrap_or_default())]),
        }
    }

    /// What is for staff only: below the answer, under a label, behind a bar.
    fn staff(&self, topic: &Topic, entry: &Entry) -> Vec<Line> {
        let labels = self.labels;
        let note = entry.staff_note.iter().map(|note| note.trim().to_owned());
        let source = topic.source.iter().map(|name| fill(labels.source, [name]));
        let review = match entry.standing(topic, self.model.settings.today) {
            Standing::NotYet => labels.never_approved.to_owned(),
            Standing::Approved(day) => fill(labels.approved_on, [&labels.date(day)]),
            Standing::ChangedSince(day) => fill(labels.changed_after, [&labels.date(day)]),
            Standing::NeverReviewed => labels.never_reviewed.to_owned(),
            Standing::Overdue(due) => fill(labels.overdue_since, [&labels.date(due)]),
            Standing::Reviewed(day) => fill(labels.reviewed_on, [&labels.date(day)]),
        };
        let label = format!("{} · {}", labels.staff_only, labels.never_aloud);
        let mut rows = vec![Line::default()];
        let mut add = |words: &str, role, side| {
            for mut row in text::wrap(words, self.layout.text_width(), role, &[]) {
                set_from(side, &mut row);
                rows.push(row.on(Surface::Staff));
            }
        };
        add(&label, Role::StaffLabel, self.labels.side());
        for note in note {
            add(&note, Role::Staff, Side::of(&topic.language));
        }
        for line in source.chain([review]) {
            add(&line, Role::Staff, self.labels.side());
        }
        rows
    }

    /// Who speaks in a topic's quotes where they name no other. Without paint, a word says that it is the
    /// doctor.
    fn speaker(&self, topic: &Topic) -> String {
        let doctor = self.labels.doctor;
        match topic.doctor.as_str() {
            "" => doctor.to_owned(),
            name if !self.model.settings.plain => name.to_owned(),
            name => format!("{}: {name}", doctor.to_uppercase()),
        }
    }
}

/// A label with the name of a group, if it has one.
fn of_group(label: &str, group: Option<&HandOver>) -> String {
    match group.map(|group| group.name.as_str()) {
        None | Some("") => label.to_owned(),
        Some(name) => format!("{label} · {name}"),
    }
}

/// Seconds to read `words` out, in fives. A character of a script without spaces counts half a word.
fn seconds_aloud(words: &str) -> usize {
    let wide = words.chars().filter(|c| *c >= '\u{2e80}').count();
    let words = words.split_whitespace().count() + wide / 2;
    ((words as f32 / WORDS_A_SECOND / 5.0).ceil() as usize).max(1) * 5
}
