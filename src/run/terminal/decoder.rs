//! Bytes from the terminal → events.
//!
//! Crossterm's own reader is not used, its event types are: it takes a late mode report for the beginning of
//! a key and swallows everything up to the next `u` or `c`, types late colour reports into the search box,
//! spins when the terminal is gone, and may start `tput`. This one holds nothing back for longer than
//! [`Decoder::patience`], drops what is no key, and lets a control key through in the middle of anything but
//! a paste. Of keys that are held it tells Ctrl with a letter alone, as no other means anything here.

use std::{mem, time::Duration};

use super::Ground;
use crate::theme::Rgb;
use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

/// How long an Esc waits to become an arrow key.
const ESC_PATIENCE: Duration = Duration::from_millis(100);
/// How long anything else that is unfinished waits: no key of its own is lost by waiting.
const PATIENCE: Duration = Duration::from_secs(1);
/// The most bytes of a paste that are kept: far more than the search box takes.
const PASTE: usize = 64 * 1024;
const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;

/// Reads bytes, however they are cut.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    /// What was read and is unfinished: part of a character, of a sequence or of a paste.
    bytes: Vec<u8>,
    /// What the terminal told of its ground, until it is taken.
    ground: Option<Ground>,
}

/// What bytes mean.
enum Decoded {
    /// More of them decide.
    Unfinished,
    /// They are complete: an event, or nothing that matters here.
    Done(Option<Event>),
    /// They are no sequence: each of them is a key.
    Keys,
    /// They are no sequence either: decoding starts again at the last Esc, else at the last byte.
    Broken,
}

impl Decoder {
    /// What the terminal has told of its ground since this was asked last.
    pub(super) fn take_ground(&mut self) -> Option<Ground> {
        self.ground.take()
    }

    /// How long to wait for more bytes before [`Decoder::settle`]; none when nothing is unfinished.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.bytes[..] {
            [] => None,
            [ESC, .., b'['] => Some(PATIENCE),
            [ESC] | [ESC, _] | [ESC, ESC, _] => Some(ESC_PATIENCE),
            _ => Some(PATIENCE),
        }
    }

    /// Takes what is unfinished for what it is: an Esc is a key, half a sequence is nothing.
    pub(super) fn settle(&mut self, events: &mut Vec<Event>) {
        match &mem::take(&mut self.bytes)[..] {
            [ESC, b'[', b'2', b'0', b'0', b'~', text @ ..] => events.push(paste(text)),
            keys @ ([ESC] | [ESC, _] | [ESC, ESC, _]) => type_each(keys, events),
            _ => {}
        }
    }

    /// Reads `bytes` and appends the events that they complete.
    pub(super) fn read(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            self.byte(byte, events);
        }
    }

    fn byte(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.bytes.push(byte);
        if let [ESC, ESC, next] = self.bytes[..]
            && !matches!(next, b'[' | b'O')
        {
            // Only before those may an Esc mean Alt.
            type_each(&[ESC], events);
            self.bytes.remove(0);
        }
        match reading(&self.bytes) {
            Decoded::Unfinished if self.bytes.len() < 2 * PASTE => {}
            Decoded::Unfinished => {
                let end = self.bytes.len() - PASTE_END.len();
                self.bytes.drain(PASTE + PASTE_END.len()..end);
            }
            Decoded::Done(event) => {
                self.ground = self.ground.or_else(|| ground(&self.bytes));
                events.extend(event);
                self.bytes.clear();
            }
            Decoded::Keys => {
                self.bytes.pop();
                type_each(&mem::take(&mut self.bytes), events);
                self.byte(byte, events);
            }
            Decoded::Broken => {
                let bytes = mem::take(&mut self.bytes);
                let esc = bytes.iter().rposition(|byte| *byte == ESC);
                let fresh = esc.filter(|at| *at > 1).unwrap_or(bytes.len() - 1);
                if fresh > 0 {
                    self.read(&bytes[fresh..], events);
                }
            }
        }
    }
}

#[expect(clippy::match_same_arms, reason = "the order of the patterns tells")]
fn reading(bytes: &[u8]) -> Decoded {
    // Some terminals send Alt as one more Esc before the sequence.
    let ([ESC, ESC, rest @ ..] | [ESC, rest @ ..]) = bytes else {
        return character(bytes);
    };
    let press = |code: Option<KeyCode>| Decoded::Done(code.map(key));
    match rest {
        [] | [b'[' | b'O' | b']' | b'P' | b'_'] | [b'[', b'['] => Decoded::Unfinished,
        [b'[', b'2', b'0', b'0', b'~', text @ ..] => match text.strip_suffix(PASTE_END) {
            Some(text) => Decoded::Done(Some(paste(text))),
            None => Decoded::Unfinished,
        },
        [b'[', .., last] if *last < b' ' => Decoded::Broken,
        // A function key of the Linux console.
        [b'[', b'[', which @ b'A'..=b'E'] => press(Some(KeyCode::F(which - b'A' + 1))),
        [b'[', b'[', ..] => Decoded::Broken,
        // The mouse, as old terminals tell it.
        [b'[', b'M', button, column, row] => {
            let [button, column, row] =
                [button, column, row].map(|byte| u16::from(byte.saturating_sub(b' ')));
            Decoded::Done(mouse(button, column, row))
        }
        [b'[', b'M', ..] => Decoded::Unfinished,
        [b'[', .., b' '..=b'?'] => Decoded::Unfinished,
        [b'[', parameters @ .., last @ b'@'..=b'~'] => Decoded::Done(sequence(parameters, *last)),
        [b'[', ..] => Decoded::Broken,
        // Some terminals write modifiers here.
        [b'O', .., b'0'..=b'9' | b';'] => Decoded::Unfinished,
        [b'O', .., last] => match plain(*last) {
            None if !last.is_ascii_alphabetic() => Decoded::Broken,
            code => press(code),
        },
        // A report: nothing, up to its end.
        [b']' | b'P' | b'_', b'0'..=b'9', report @ ..]
        | [b'P', b'>' | b'!' | b'+' | b'$' | b'=', report @ ..]
        | [b'_', b'G', report @ ..] => match report {
            [.., 0x07] | [.., ESC, b'\\'] => Decoded::Done(None),
            [.., ESC] => Decoded::Unfinished,
            [.., ESC, _] | [.., 0..b' '] => Decoded::Broken,
            _ => Decoded::Unfinished,
        },
        // Alt+letter means nothing here, and is what an Esc and a quick letter look like.
        _ => Decoded::Keys,
    }
}

/// Bytes of one character, or a control key; what is no UTF-8 is nothing.
fn character(bytes: &[u8]) -> Decoded {
    match str::from_utf8(bytes) {
        Ok(text) => Decoded::Done(text.chars().next().and_then(typed)),
        Err(e) if e.error_len().is_none() => Decoded::Unfinished,
        Err(_) => Decoded::Broken,
    }
}

fn type_each(bytes: &[u8], events: &mut Vec<Event>) {
    events.extend(bytes.iter().filter_map(|byte| typed(char::from(*byte))));
}

/// The key that sends `c`.
fn typed(c: char) -> Option<Event> {
    let control = |first: char| {
        let letter = KeyCode::Char((c as u8 + first as u8) as char);
        Event::Key(KeyEvent::new(letter, KeyModifiers::CONTROL))
    };
    Some(match c {
        '\r' => key(KeyCode::Enter),
        '\t' => key(KeyCode::Tab),
        '\x1b' => key(KeyCode::Esc),
        '\x7f' => key(KeyCode::Backspace),
        '\0' => control(' '),
        '\x01'..='\x1a' => control('`'),
        '\x1c'..='\x1f' => control('\x18'),
        c if c.is_control() => return None,
        c => key(KeyCode::Char(c)),
    })
}

fn key(code: KeyCode) -> Event {
    Event::Key(KeyEvent::new(code, KeyModifiers::NONE))
}

/// A whole sequence, `Esc [` parameters last.
fn sequence(parameters: &[u8], last: u8) -> Option<Event> {
    let pointer = parameters.strip_prefix(b"<").filter(|_| last == b'M');
    // Everything else with a mark is a report, and what is released (`1;1:3`, a button) is not pressed.
    let numbers =
        numbers(pointer.unwrap_or(parameters)).filter(|_| !parameters.ends_with(b":3"))?;
    let at = |i: usize| numbers.get(i).copied().unwrap_or(0);
    let code = match last {
        b'M' if pointer.is_some() => return mouse(at(0), at(1), at(2)),
        b'M' => return mouse(at(0).saturating_sub(32), at(1), at(2)),
        b'~' => numbered(at(0))?,
        // Two numbers before an R are where the cursor is, unless they say Shift+F3 and the like.
        b'R' if at(0) > 1 => return None,
        _ => plain(last)?,
    };
    Some(key(code))
}

/// What a whole report tells of the ground. The terminal's kind, asked for behind it, is told by every
/// terminal.
fn ground(report: &[u8]) -> Option<Ground> {
    match report {
        [ESC, b'[', b'?', .., b'c'] => Some(Ground::Unknown),
        [ESC, b']', b'1', b'1', b';', told @ .., 0x07 | b'\\'] => {
            let told = told.strip_suffix(&[ESC]).unwrap_or(told);
            colour(told).map(Ground::Is)
        }
        _ => None,
    }
}

/// A colour as terminals tell it: `rgb:1c1c/1c1c/1c1c`, with one to four digits each.
fn colour(bytes: &[u8]) -> Option<Rgb> {
    let text = str::from_utf8(bytes).ok()?;
    let parts = text.strip_prefix("rgba:").or(text.strip_prefix("rgb:"))?;
    let mut parts = parts.split('/').map(|digits| {
        let most = 16_u32.checked_pow(digits.len() as u32)?.checked_sub(1)?;
        let part = u32::from_str_radix(digits, 16).ok()?;
        u8::try_from((part * 255).checked_div(most)?).ok()
    });
    let mut part = || parts.next().flatten();
    Some(Rgb(part()?, part()?, part()?))
}

/// The numbers between semicolons, missing ones as 0; none when there is anything else.
fn numbers(parameters: &[u8]) -> Option<Vec<u16>> {
    parameters
        .split(|&b| b == b';')
        .map(|number| {
            let number = number.split(|&b| b == b':').next().unwrap_or_default();
            if number.is_empty() {
                return Some(0);
            }
            str::from_utf8(number).ok()?.parse().ok()
        })
        .collect()
}

/// Keys named by a letter.
fn plain(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'M' => KeyCode::Enter,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

/// Keys named by a number.
fn numbered(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=24 => KeyCode::F(number as u8 - 12),
        _ => return None,
    })
}

/// A press or a step of the wheel, its column and row counted from 1 as terminals do; none off the screen.
fn mouse(button: u16, column: u16, row: u16) -> Option<Event> {
    // Without the bits of keys that are held.
    let kind = match button & !0b1_1100 {
        0 => MouseEventKind::Down(MouseButton::Left),
        1 => MouseEventKind::Down(MouseButton::Middle),
        2 => MouseEventKind::Down(MouseButton::Right),
        64 => MouseEventKind::ScrollUp,
        65 => MouseEventKind::ScrollDown,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent {
        kind,
        column: column.checked_sub(1)?,
        row: row.checked_sub(1)?,
        modifiers: KeyModifiers::NONE,
    }))
}

fn paste(bytes: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(&bytes[..bytes.len().min(PASTE)]).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// All events of `bytes` and of the silence after them, in words.
    fn meant(bytes: &[u8]) -> String {
        let (mut decoder, mut events) = (Decoder::default(), Vec::new());
        decoder.read(bytes, &mut events);
        decoder.settle(&mut events);
        events.iter().map(told).collect::<Vec<_>>().join(", ")
    }

    fn told(event: &Event) -> String {
        match event {
            Event::Key(key) => match (key.code, key.modifiers) {
                (KeyCode::Char(c), KeyModifiers::CONTROL) => format!("Ctrl+{c}"),
                (KeyCode::Char(c), KeyModifiers::NONE) => c.to_string(),
                (code, KeyModifiers::NONE) => format!("{code:?}"),
                (code, held) => format!("{held:?}+{code:?}"),
            },
            Event::Mouse(at) => format!("{:?} {} {}", at.kind, at.column, at.row),
            event => format!("{event:?}"),
        }
    }

    #[test]
    fn keys_of_every_kind_of_terminal() {
        for (key, ways) in [
            ("a", "a"),
            ("A", "A"),
            ("é", "é"),
            ("É", "É"),
            ("€", "€"),
            ("🩹", "🩹"),
            ("Enter", "\r \x1bOM"),
            ("Tab", "\t"),
            ("Backspace", "\x7f"),
            ("Ctrl+h", "\x08"),
            ("Ctrl+c", "\x03"),
            ("Ctrl+j", "\n"),
            ("Ctrl+ ", "\0"),
            ("Ctrl+4", "\x1c"),
            ("Ctrl+q", "\x11"),
            ("Esc", "\x1b"),
            ("Up", "\x1b[A \x1bOA \x1b[1;1A \x1b\x1b[A \x1b\x1bOA"),
            ("Down", "\x1bOB"),
            ("Esc, Up", "\x1b\x1b\x1b[A"),
            ("Right", "\x1b[1;5C"),
            ("Home", "\x1b[H \x1b[1~ \x1b[7~"),
            ("Delete", "\x1b[3;2~"),
            ("PageDown", "\x1b[6~"),
            ("F(1)", "\x1bOP \x1b[11~ \x1b[[A"),
            ("F(5)", "\x1b[15~ \x1b[[E"),
            ("F(8)", "\x1b[19~"),
            ("F(12)", "\x1b[24~"),
            ("F(3)", "\x1b[1;2R"),
            // An Esc and what follows it at once are two keys.
            ("Esc, h", "\x1bh"),
            ("Esc, é", "\x1bé"),
            ("Esc, ]", "\x1b]"),
            ("Esc, ], x", "\x1b]x"),
            ("Esc, [", "\x1b["),
            ("Esc, Backspace", "\x1b\x7f"),
            ("Esc, Enter", "\x1b\r"),
            // Keys of unknown kinds, and keys that are released.
            (
                "",
                "\x1b[Z \x1bOp \x1bOz \x1b[99~ \x1b[5;5;5x \x1b[113;5u \x1b[1;1:3A",
            ),
            // A control key gets through, whatever it interrupts.
            (
                "Ctrl+c",
                "\x1b[\x03 \x1b[1;5\x03 \x1b[[\x03 \x1b[M!\x03 \x1bO\x03 \x1b]11;\x03",
            ),
            ("Up", "\x1b[1;\x1b[A \x1b]11;rgb\x1b[A"),
        ] {
            for way in ways.split(' ') {
                assert_eq!(meant(way.as_bytes()), key, "{way:?}");
            }
        }
    }

    #[test]
    fn the_mouse_in_every_encoding() {
        for (bytes, event) in [
            ("\x1b[<0;10;5M", "Down(Left) 9 4"),
            ("\x1b[32;10;5M", "Down(Left) 9 4"),
            ("\x1b[M \x2a\x25", "Down(Left) 9 4"),
            ("\x1b[<0;10;5m", ""),
            ("\x1b[<32;10;5M", ""),
            ("\x1b[<65;1;1M", "ScrollDown 0 0"),
            // Off the screen.
            ("\x1b[<0;0;0M", ""),
            ("\x1b[<0;;M", ""),
            ("\x1b[M   ", ""),
            ("\x1b[<900;1;1M", ""),
        ] {
            assert_eq!(meant(bytes.as_bytes()), event, "{bytes:?}");
        }
    }

    #[test]
    fn late_reports_and_what_is_no_text_are_nothing() {
        let reports = b"\x1b[?64;1;2c \x1b[>0;276;0c \x1b[24;80R \x1b[?2026;2$y \x1b[?0u \x1b[8;24;80t \x1b[I \
            \x1b]11;rgb:0000/0000/0000\x1b\\ \x1b]11;rgb:0000/0000/0000\x07 \x1bP>|xterm(388)\x1b\\ \
            \x1bP1+r436f=323536\x1b\\ \x1b_Gi=31;OK\x1b\\";
        let broken = b"\xc2\x85 \xff \xc3 \xe2\x82 \xed\xa0\x80 \xf8\x88\x80\x80";
        for nothing in [&reports[..], broken]
            .join(&b' ')
            .split(|byte| *byte == b' ')
        {
            assert_eq!(meant(&[nothing, b"u"].concat()), "u", "{nothing:?}");
        }
    }

    #[test]
    fn the_ground_is_told_in_any_form_or_never() {
        let white = Ground::Is(Rgb(255, 255, 255));
        for (report, ground) in [
            ("]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?6c", Some(white)),
            ("]11;rgb:ff/ff/ff\x07", Some(white)),
            ("]11;rgba:f/f/f/f\x07", Some(white)),
            ("[?64;1;2c", Some(Ground::Unknown)),
            ("]11;rgb:ffffffffff/0/0\x07", None),
            ("]11;rgb://\x07", None),
            ("]10;rgb:ff/ff/ff\x07", None),
        ] {
            let (mut decoder, mut events) = (Decoder::default(), Vec::new());
            decoder.read(format!("\x1b{report}").as_bytes(), &mut events);
            assert_eq!(decoder.take_ground(), ground);
            assert_eq!(decoder.take_ground(), None, "it is told once");
            assert_eq!(events, [], "it is no key");
        }
    }

    #[test]
    fn a_paste_is_one_event_of_bounded_length() {
        let hurt = "Paste(\"hurt\\u{3}\\u{1b}[A\")";
        assert_eq!(meant(b"\x1b[200~hurt\x03\x1b[A\x1b[201~"), hurt);
        let huge = [&b"\x1b[200~"[..], &vec![b'x'; 1 << 20], PASTE_END].concat();
        assert_eq!(meant(&huge), format!("Paste({:?})", "x".repeat(PASTE)));
        // Its end got lost: what came is pasted once it is silent.
        assert_eq!(meant(b"\x1b[200~hurt"), "Paste(\"hurt\")");
    }

    /// Bytes as terminals and line noise send them.
    fn noise() -> impl Strategy<Value = Vec<u8>> {
        let byte = prop_oneof![
            4 => any::<u8>(),
            2 => prop::sample::select(b"\x1b\x1b\x1b[]OPM<;~u0129ABR".to_vec()),
        ];
        vec(byte, 0..200)
    }

    proptest! {
        #[test]
        fn after_a_silence_every_key_is_itself(bytes in noise()) {
            let (mut decoder, mut ignored) = (Decoder::default(), Vec::new());
            decoder.read(&bytes, &mut ignored);
            decoder.settle(&mut ignored);
            prop_assert_eq!(decoder.patience(), None);
            let mut after = Vec::new();
            decoder.read(b"\x03", &mut after);
            prop_assert_eq!(after, Vec::from_iter(typed('\x03')));
        }
    }
}
