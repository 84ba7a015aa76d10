//! The list of questions as rows, one a question: only those that show are ever made, so that many entries
//! cost what a screenful does.

use std::ops::Range;

use super::arrange::Writer;
use crate::{
    faq::{Entry, Standing},
    search::FoundBy,
    text::{self, Line, Role, Side, Span, Surface, spans_width},
};

/// Blanks between the columns of a row.
const GAP: usize = 3;
/// For so many days after the doctor approved it, that day among them, an answer is new to the desk.
const NEW_FOR: i32 = 7;
/// A caller's way to put it is left out where it has less room.
const LEAST: usize = 14;

impl Writer<'_> {
    pub(super) fn row(&self, position: usize) -> Option<Line> {
        let (labels, model) = (self.labels, self.model);
        let is_chosen = model.call.place.selected == Some(position);
        let (faq, found) = (model.faq()?, &model.call.found);
        let entry = faq.entry(model.entry_at(position)?);
        let topic = faq.topic_of(entry);
        let is_sure = found.hits.is_empty() || found.is_sure && position == 0;
        let (question_role, beside_role, surface) = if is_chosen {
            (Role::Chosen, Role::Meta, Surface::Chosen)
        } else if is_sure {
            (Role::Question, Role::Less, Surface::Page)
        } else {
            (Role::Less, Role::Less, Surface::Page)
        };
        let mut label = Vec::new();
        if found.is_sure && position == 1 {
            label.push(labels.less_likely);
        }
        let today = model.settings.today;
        if let Standing::Approved(day) = entry.standing(topic, today)
            && (today - day).get_days() < NEW_FOR
        {
            label.push(labels.newly_approved);
        }
        if faq.topics().len() > 1 {
            label.push(&topic.title);
        }
        let (label, width) = (label.join(" · "), self.layout.title_width());
        let beside = width.saturating_sub(text::width(&entry.question) + GAP);
        let label = text::truncate(&label, beside.max(width / 3)).into_owned();
        let side = Side::of(&topic.language);
        let is_alone = self.is_turned(side);
        let mut left = width;
        if !label.is_empty() {
            left = left.saturating_sub(text::width(&label) + GAP);
        }
        let question = &entry.question;
        let mut spans = fitting(question, question_role, &self.marks(question), left);
        left = left.saturating_sub(spans_width(&spans));
        if !is_alone {
            spans.extend(self.asked_as(entry, position, beside_role, left));
        }
        let mut right = Vec::new();
        match (label.is_empty(), is_alone) {
            (true, _) => {}
            (_, true) => spans.push(Span::new(format!(" · {label}"), beside_role)),
            (_, false) => right.push(Span::new(label, beside_role)),
        }
        Some(Line {
            spans,
            right,
            surface,
            side,
        })
    }

    /// The caller's way to put a question, if that is what matched and there is room to see it.
    fn asked_as(&self, entry: &Entry, position: usize, role: Role, room: usize) -> Vec<Span> {
        let (labels, gap, found) = (self.labels, " ".repeat(GAP), &self.model.call.found);
        let Some(hit) = found.hits.get(position) else {
            return Vec::new();
        };
        let is_sure = found.is_sure && position == 0;
        let is_meant = hit.found == FoundBy::Meaning;
        let Some(also) = hit.alternative.and_then(|n| entry.also_asked.get(n)) else {
            let caption = format!("{gap}{}", labels.same_meaning);
            // That it is similar to what cannot be seen would say nothing.
            let is_told = is_meant && is_sure;
            let fits = is_told && text::width(&caption) <= room;
            return fits.then(|| Span::new(caption, role)).into_iter().collect();
        };
        let caption = if !is_meant {
            format!("{gap}{} ", labels.asked_as)
        } else if is_sure {
            format!("{gap}{}: ", labels.same_meaning)
        } else {
            format!("{gap}{}: ", labels.similar)
        };
        let left = room.saturating_sub(text::width(&caption));
        let marks = self.marks(also);
        // It is there to show why the entry was found: without a mark in sight it would show nothing.
        let is_in_sight = |mark: &Range<usize>| text::width(&also[..mark.end]) < left;
        if left < LEAST || !is_meant && !marks.first().is_some_and(is_in_sight) {
            return Vec::new();
        }
        let mut spans = vec![Span::new(caption, role)];
        spans.extend(fitting(also, role, &marks, left));
        spans
    }
}

/// One row of so many cells, however long the text.
fn fitting(text: &str, role: Role, marks: &[Range<usize>], room: usize) -> Vec<Span> {
    let rows = text::wrap(&text::truncate(text, room), usize::MAX >> 1, role, marks);
    rows.into_iter().flat_map(|row| row.spans).collect()
}
