//! What `print --format markdown` writes, read back as it was.

use super::{
    draft::{Draft, Item, Piece},
    html,
};
use crate::markdown::{self, Document};

/// Ends the heading of a topic: a comment, which readers of the document do not see.
pub(in crate::cli) const TOPIC: &str = " <!-- frontdesk topic -->";
/// Ends the heading of a question.
pub(in crate::cli) const QUESTION: &str = " <!-- frontdesk question -->";
/// What stands before the name of who speaks.
pub(in crate::cli) const SPEAKER: &str = "*Who speaks in the quotes, unless they name another: ";

/// None for a text without [`TOPIC`].
pub(super) fn read(text: &str) -> Option<Draft> {
    let mut topics = parts(text, TOPIC);
    let (_, above) = topics.remove(0);
    let topics = topics.into_iter().map(|(title, body)| {
        let mut entries = parts(body, QUESTION);
        let (_, head) = entries.remove(0);
        let (notes, speaker) = head.split_once(SPEAKER).unwrap_or((head, ""));
        let (speaker, below) = speaker.split_once(".*").unwrap_or((speaker, ""));
        let speaker = markdown::spoken_words(speaker.trim_end());
        let notes = [notes, below];
        (markdown::spoken_words(title), notes, speaker, entries)
    });
    let topics: Vec<_> = topics.collect();
    let (title, _, speaker, _) = topics.first()?;
    let mut draft = Draft::default();
    let is_one = topics.iter().all(|topic| topic.2 == *speaker);
    if is_one {
        draft.doctor.clone_from(speaker);
    }
    if topics.len() == 1 {
        draft.title.clone_from(title);
    }
    draft.keep([above]);
    for (title, notes, speaker, entries) in &topics {
        draft.keep(notes);
        if *title != draft.title {
            draft.group(title);
        }
        for (question, body) in entries {
            let mut answer = body.trim_matches('\n').trim_end().to_owned();
            // One file has one doctor: where there are several, each quote names its own.
            if !is_one && !speaker.is_empty() && answer.contains('>') {
                answer = html::markdown(&Document::parse(&answer, speaker).html());
            }
            draft.items.push(Item::Entry(Piece {
                question: markdown::spoken_words(question),
                answer,
                ..Piece::default()
            }));
        }
    }
    Some(draft)
}

/// What stands before the lines that end with `sign`, without a name; then what such a line names, and what
/// stands below it.
fn parts<'a>(text: &'a str, sign: &str) -> Vec<(&'a str, &'a str)> {
    let (mut parts, mut name, mut rest) = (Vec::new(), "", text);
    while let Some((above, below)) = rest.split_once(sign) {
        let (body, line) = above.rsplit_once('\n').unwrap_or(("", above));
        parts.push((name, body));
        (name, rest) = (line.trim_start_matches('#'), below);
    }
    parts.push((name, rest));
    parts
}
