//! What `print --format markdown` writes, read back as it was.

use super::{
    draft::{Draft, Item, Piece},
    html,
};
use crate::markdown::{self, Document};

/// Stands below the first title: a comment, which readers of the document do not see.
pub(in crate::cli) const MARK: &str = "<!-- frontdesk print: each ## is a question -->";
/// What stands before the name of who speaks.
pub(in crate::cli) const SPEAKER: &str = "*Who speaks in the quotes, unless they name another: ";

/// None for a text without [`MARK`].
pub(super) fn read(text: &str) -> Option<Draft> {
    let (title, rest) = text.split_once(MARK)?;
    let text = [title, rest].concat();
    let (_, topics) = parts(&text, "# ");
    let topics: Vec<_> = topics
        .into_iter()
        .map(|(title, body)| {
            let (head, entries) = parts(body, "## ");
            let (notes, speaker) = head.split_once(SPEAKER).unwrap_or((head, ""));
            let speaker = markdown::spoken_words(speaker.trim_end().trim_end_matches(".*"));
            (markdown::spoken_words(title), notes, speaker, entries)
        })
        .collect();
    let mut draft = Draft::default();
    let is_one = topics.windows(2).all(|pair| pair[0].2 == pair[1].2);
    let is_single = topics.len() == 1;
    for (title, notes, speaker, entries) in topics {
        let group = if is_single { "" } else { &title };
        draft.keep([notes]);
        draft.group(group);
        for (question, body) in entries {
            let mut piece = entry(question, body);
            // One file has one doctor: where there are several, each quote names its own.
            if !is_one && !speaker.is_empty() && piece.answer.contains('>') {
                piece.answer = html::markdown(&Document::parse(&piece.answer, &speaker).html());
            }
            draft.items.push(Item::Entry(piece));
        }
        if is_single {
            draft.title = title;
        }
        if is_one {
            draft.doctor = speaker;
        }
    }
    Some(draft)
}

fn entry(question: &str, body: &str) -> Piece {
    Piece {
        question: markdown::spoken_words(question),
        answer: body.trim_matches('\n').trim_end().to_owned(),
        ..Piece::default()
    }
}

/// What stands before the headings that begin a line with `sign`; then each, and what stands below it.
fn parts<'a>(text: &'a str, sign: &str) -> (&'a str, Vec<(&'a str, &'a str)>) {
    let mut starts = markdown::headings(text);
    let begins_line = |at: usize| at == 0 || text[..at].ends_with('\n');
    starts.retain(|start| begins_line(*start) && text[*start..].starts_with(sign));
    starts.push(text.len());
    let below = starts.windows(2).map(|place| {
        let part = &text[place[0] + sign.len()..place[1]];
        part.split_once('\n').unwrap_or((part, ""))
    });
    (&text[..starts[0]], below.collect())
}
