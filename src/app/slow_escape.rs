//! Puts a cursor key together again that a slow line split after its first byte.
//!
//! Terminals send `↑` as `ESC [ A`. When the rest is late, the reader can only take the ESC for the Esc key, and the
//! rest for typing. So an Esc is applied at once but remembered with all that it changed; when `[` and
//! a sequence's end follow it, the change is taken back and the key that was meant is applied. No clock is involved:
//! however slow the line, no text is lost. Somebody who means Esc and then `[` sees the bracket with their next key.

use super::{Attention, Choice, Edit, Input, Message, Model, Open, Scroll};

/// The longest sequence that is waited for; a mouse report has fewer characters.
const LONGEST: usize = 24;

/// What has come since an Esc.
#[derive(Debug, Default)]
pub(super) enum SlowEscape {
    /// No Esc, or it was a key of its own.
    #[default]
    None,
    /// An Esc, and this much of a sequence.
    Pending { before: Before, sequence: String },
}

/// What an Esc changes.
#[derive(Debug)]
pub(super) struct Before {
    input: Input,
    open: Open,
    selected: usize,
    top: usize,
    scroll: usize,
    attention: Attention,
}

/// Watches the messages go by: the one to apply, or none while a sequence is incomplete.
pub(super) fn rejoin(model: &mut Model, message: Message) -> Option<Message> {
    if let Message::Back = message {
        model.slow_escape = SlowEscape::Pending {
            before: before(model),
            sequence: String::new(),
        };
        return Some(message);
    }
    let typed = match &message {
        Message::Edit(Edit::Insert(typed)) if typed.chars().count() == 1 => typed,
        Message::Loading(_)
        | Message::Loaded(_)
        | Message::Changed
        | Message::Idle(_)
        | Message::Today(_)
        | Message::Resized(..)
        | Message::Saved(_)
        | Message::Copied(_) => return Some(message),
        _ => {
            model.slow_escape = SlowEscape::None;
            return Some(message);
        }
    };
    let SlowEscape::Pending {
        before,
        mut sequence,
    } = std::mem::take(&mut model.slow_escape)
    else {
        return Some(message);
    };
    sequence.push_str(typed);
    match sequence.as_bytes() {
        [b'['] => {}
        [b'[', parameters @ .., last @ b'@'..=b'~'] if !parameters.is_empty() || *last != b'[' => {
            restore(model, before);
            return key(parameters, *last, model);
        }
        [b'[', .., b' '..=b'?'] if sequence.len() < LONGEST => {}
        _ => return Some(Message::Edit(Edit::Insert(sequence))),
    }
    model.slow_escape = SlowEscape::Pending { before, sequence };
    None
}

/// The key that a control sequence stands for; others do nothing, as they do when they arrive whole.
fn key(parameters: &[u8], last: u8, model: &Model) -> Option<Message> {
    let empty = model.input.text().is_empty();
    Some(match (parameters, last) {
        (_, b'A') => Message::Choose(Choice::Previous),
        (_, b'B') => Message::Choose(Choice::Next),
        (_, b'C') => Message::Edit(Edit::Right),
        (_, b'D') => Message::Edit(Edit::Left),
        (_, b'H') | (b"1" | b"7", b'~') if empty => Message::Choose(Choice::First),
        (_, b'F') | (b"4" | b"8", b'~') if empty => Message::Choose(Choice::Last),
        (_, b'H') | (b"1" | b"7", b'~') => Message::Edit(Edit::Home),
        (_, b'F') | (b"4" | b"8", b'~') => Message::Edit(Edit::End),
        (b"3", b'~') => Message::Edit(Edit::Delete),
        (b"5", b'~') => Message::Scroll(Scroll::PageUp),
        (b"6", b'~') => Message::Scroll(Scroll::PageDown),
        (b"15", b'~') => Message::Reload,
        (b"19", b'~') => Message::Save,
        _ => return None,
    })
}

fn before(model: &Model) -> Before {
    Before {
        input: model.input.clone(),
        open: model.open,
        selected: model.selected,
        top: model.top,
        scroll: model.scroll,
        attention: model.attention,
    }
}

fn restore(model: &mut Model, before: Before) {
    model.input = before.input;
    model.open = before.open;
    model.search();
    model.selected = before.selected;
    model.top = before.top;
    model.scroll = before.scroll;
    model.attention = before.attention;
}
