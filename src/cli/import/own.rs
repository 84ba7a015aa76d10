//! What `print --format markdown` writes, read back as it was.

use super::draft::{Draft, Item, Piece};
use crate::markdown;

/// Stands below the first title: a comment, which readers of the document do not see.
pub(in crate::cli) const MARK: &str = "<!-- frontdesk print: each ## is a question -->";
/// What stands before the name of who speaks.
pub(in crate::cli) const SPEAKER: &str = "*Who speaks in the quotes, unless they name another: ";
/// What stands between an answer and its note.
pub(in crate::cli) const STAFF_ONLY: &str = "STAFF ONLY - do not read aloud";

/// None for a text without [`MARK`].
pub(super) fn read(text: &str) -> Option<Draft> {
    let (title, rest) = text.split_once(MARK)?;
    let text = &[title, rest].concat();
    let mut draft = Draft::default();
    let topics: Vec<(&str, &str)> = below(text, "# ").collect();
    for (title, body) in &topics {
        let title = markdown::text(title);
        let mut entries = below(body, "## ").peekable();
        let head = entries.peek().map_or(body.len(), |(question, _)| {
            question.as_ptr() as usize - body.as_ptr() as usize - "## ".len()
        });
        let (notes, speaker) = body[..head]
            .split_once(SPEAKER)
            .unwrap_or((&body[..head], ""));
        let speaker = markdown::text(speaker.trim_end().trim_end_matches(".*"));
        let mut kept = vec![notes.trim().to_owned()];
        if draft.doctor.is_empty() {
            draft.doctor = speaker;
        } else if draft.doctor != speaker {
            kept.push(speaker);
        }
        let group = if let [_] = topics[..] {
            draft.title = title;
            draft.group("")
        } else {
            draft.group(&title)
        };
        let kept = kept.into_iter().filter(|text| !text.is_empty());
        group.items.extend(kept.map(Item::Kept));
        let entries = entries.map(|(question, body)| Item::Entry(entry(question, body)));
        group.items.extend(entries);
    }
    Some(draft)
}

fn entry(question: &str, body: &str) -> Piece {
    let note = format!("**{STAFF_ONLY}**");
    let (answer, note) = body.split_once(&note).unwrap_or((body, ""));
    let notes: Vec<String> = note.trim().split("\n\n").map(markdown::text).collect();
    Piece {
        question: markdown::text(question),
        answer: answer.trim_matches('\n').trim_end().to_owned(),
        staff_note: notes.join("\n"),
        ..Piece::default()
    }
}

/// Each heading that begins a line with `sign`, and what stands below it up to the next one.
fn below<'a>(text: &'a str, sign: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let mut starts = markdown::headings(text);
    let begins_line = |at: usize| at == 0 || text[..at].ends_with('\n');
    starts.retain(|start| begins_line(*start) && text[*start..].starts_with(sign));
    starts.push(text.len());
    let parts: Vec<_> = starts
        .windows(2)
        .map(|place| {
            let part = &text[place[0] + sign.len()..place[1]];
            part.split_once('\n').unwrap_or((part, ""))
        })
        .collect();
    parts.into_iter()
}
