//! Puts a cursor key together again that a slow line split after its first byte.
//!
//! Terminals send `↑` as `ESC [ A`. When the rest is late, the reader can only take the ESC for the Esc key, and the
//! rest for typing. So an Esc is applied at once but remembered with all that it changed; when `[` and
//! a sequence's end follow it, the change is taken back and the key that was meant is applied. No clock is involved:
//! however slow the line, no text is lost. Somebody who means Esc and then `[` sees the bracket with their next key.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Attention, Edit, Input, Message, Model, Open, Place, keymap};

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
    place: Place,
    attention: Attention,
}

/// Watches the messages go by: the one to apply, or none while a sequence is incomplete.
pub(super) fn rejoin(model: &mut Model, message: Message) -> Option<Message> {
    if let Message::Back = message {
        let before = Before {
            input: model.input.clone(),
            open: model.open,
            place: model.place,
            attention: model.attention,
        };
        model.slow_escape = SlowEscape::Pending {
            before,
            sequence: String::new(),
        };
        return Some(message);
    }
    if !message.is_input() {
        return Some(message);
    }
    let SlowEscape::Pending {
        before,
        mut sequence,
    } = std::mem::take(&mut model.slow_escape)
    else {
        return Some(message);
    };
    let Message::Edit(Edit::Insert(typed)) = &message else {
        return Some(message);
    };
    sequence.push_str(typed);
    match sequence.as_bytes() {
        [b'['] => {}
        [b'[', parameters @ .., last @ b'@'..=b'~'] if !parameters.is_empty() || *last != b'[' => {
            restore(model, before);
            return key(parameters, *last).and_then(|key| keymap::key_message(key, model));
        }
        [b'[', .., b' '..=b'?'] if sequence.len() < LONGEST => {}
        _ => return Some(Message::Edit(Edit::Insert(sequence))),
    }
    model.slow_escape = SlowEscape::Pending { before, sequence };
    None
}

/// The key that a control sequence stands for; others do nothing.
fn key(parameters: &[u8], last: u8) -> Option<KeyEvent> {
    let code = match (parameters, last) {
        (_, b'A') => KeyCode::Up,
        (_, b'B') => KeyCode::Down,
        (_, b'C') => KeyCode::Right,
        (_, b'D') => KeyCode::Left,
        (_, b'H') | (b"1" | b"7", b'~') => KeyCode::Home,
        (_, b'F') | (b"4" | b"8", b'~') => KeyCode::End,
        (b"3", b'~') => KeyCode::Delete,
        (b"5", b'~') => KeyCode::PageUp,
        (b"6", b'~') => KeyCode::PageDown,
        (b"11", b'~') => KeyCode::F(1),
        (b"12", b'~') => KeyCode::F(2),
        (b"13", b'~') => KeyCode::F(3),
        (b"15", b'~') => KeyCode::F(5),
        (b"19", b'~') => KeyCode::F(8),
        _ => return None,
    };
    Some(KeyEvent::new(code, KeyModifiers::NONE))
}

fn restore(model: &mut Model, before: Before) {
    model.input = before.input;
    model.search();
    model.open = before.open;
    model.place = before.place;
    model.attention = before.attention;
}
