//! Bytes from the terminal → events.
//!
//! Crossterm's own reader is not used, its event types are: it takes a late mode report for the beginning of a key and
//! swallows everything up to the next `u` or `c`, types late colour reports into the search box, spins when the
//! terminal is gone, and may start `tput`. This one holds nothing back for longer than [`Decoder::patience`], drops
//! what is no key, and lets a control key through in the middle of anything but a paste.

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
/// The most parameter bytes of a sequence that are kept; no key has nearly as many.
const PARAMETERS: usize = 64;
const PASTE_END: &[u8] = b"\x1b[201~";
const ESC: u8 = 0x1b;

/// What bytes mean so far.
#[derive(Debug)]
pub(super) struct Decoder {
    state: State,
    /// Held with the key that is being read.
    held: KeyModifiers,
    /// What the terminal told of its ground, until it is taken.
    ground: Option<Ground>,
    /// Whether it told a colour before it named its kind.
    is_told: bool,
}

#[derive(Debug, Default)]
enum State {
    #[default]
    Ground,
    /// The beginning of a character.
    Character(Vec<u8>),
    /// So many Esc, which may be the beginning of a sequence.
    Esc(usize),
    /// After `Esc [`: parameters.
    Csi(Vec<u8>),
    /// After `Esc [ [`: a function key of the Linux console.
    Console,
    /// After `Esc O`.
    Ss3,
    /// After `Esc [ M`: button, column and row.
    Mouse(Vec<u8>),
    /// After Esc and this: either a report, or an Esc and the character.
    Introducer(u8),
    /// Inside a report, up to its end: its first bytes.
    Report(Vec<u8>),
    /// An Esc inside a report, which a `\` makes its end.
    ReportEsc(Vec<u8>),
    /// Inside a paste.
    Paste(Vec<u8>),
}

impl Decoder {
    /// Nothing read yet.
    pub(super) fn new() -> Self {
        Self {
            state: State::Ground,
            held: KeyModifiers::NONE,
            ground: None,
            is_told: false,
        }
    }

    /// What the terminal has told of its ground since this was asked last.
    pub(super) fn take_ground(&mut self) -> Option<Ground> {
        self.ground.take()
    }

    /// How long to wait for more bytes before [`Decoder::settle`]; none when nothing is unfinished.
    pub(super) fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground => None,
            State::Esc(_) | State::Introducer(_) | State::Ss3 => Some(ESC_PATIENCE),
            _ => Some(PATIENCE),
        }
    }

    /// Takes what is unfinished for what it is: an Esc is a key, half a sequence is nothing.
    pub(super) fn settle(&mut self, events: &mut Vec<Event>) {
        match mem::take(&mut self.state) {
            State::Esc(times) => self.keys(times, KeyCode::Esc, events),
            State::Introducer(byte) => self.apart(byte, events),
            State::Ss3 => self.apart(b'O', events),
            State::Csi(parameters) if parameters.is_empty() => self.apart(b'[', events),
            State::Paste(bytes) => events.push(paste(&bytes)),
            _ => {}
        }
        self.held = KeyModifiers::NONE;
    }

    /// Reads `bytes`, however they were cut, and appends the events that they complete.
    pub(super) fn read(&mut self, bytes: &[u8], events: &mut Vec<Event>) {
        for &byte in bytes {
            self.byte(byte, events);
        }
    }

    fn byte(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.state = match mem::take(&mut self.state) {
            State::Ground => self.ground(byte, events),
            State::Character(bytes) => self.character(bytes, byte, events),
            State::Esc(times) => self.esc(times, byte, events),
            State::Csi(parameters) => self.csi(parameters, byte, events),
            State::Console => match byte {
                b'A'..=b'E' => self.key(KeyCode::F(byte - b'A' + 1), KeyModifiers::NONE, events),
                _ => self.afresh(byte, events),
            },
            State::Ss3 => match plain(byte).or_else(|| keypad(byte)) {
                Some(code) => self.key(code, KeyModifiers::NONE, events),
                // Some terminals write modifiers here.
                None if byte.is_ascii_digit() || byte == b';' => State::Ss3,
                // Another key of that kind is nothing; what cannot be one begins something of its own.
                None if byte.is_ascii_alphabetic() => State::Ground,
                None => self.afresh(byte, events),
            },
            State::Mouse(_) if byte < b' ' => self.afresh(byte, events),
            State::Mouse(mut bytes) => {
                bytes.push(byte);
                match bytes[..] {
                    [button, column, row] => {
                        let [button, column, row] =
                            [button, column, row].map(|b| u16::from(b.saturating_sub(32)));
                        events.extend(mouse(button, column, row, false));
                        State::Ground
                    }
                    _ => State::Mouse(bytes),
                }
            }
            State::Introducer(introducer) => match (introducer, byte) {
                (_, b'0'..=b'9') | (b'P', b'>' | b'!' | b'+' | b'$' | b'=') | (b'_', b'G') => {
                    State::Report(vec![introducer, byte])
                }
                _ => {
                    self.apart(introducer, events);
                    self.afresh(byte, events)
                }
            },
            State::Report(mut bytes) => match byte {
                0x07 => self.report(&bytes),
                ESC => State::ReportEsc(bytes),
                0..0x20 => self.afresh(byte, events),
                _ => {
                    if bytes.len() < PARAMETERS {
                        bytes.push(byte);
                    }
                    State::Report(bytes)
                }
            },
            State::ReportEsc(bytes) => match byte {
                b'\\' => self.report(&bytes),
                _ => self.esc(1, byte, events),
            },
            State::Paste(bytes) => pasting(bytes, byte, events),
        };
    }

    /// A whole report: only the ground is of interest.
    fn report(&mut self, bytes: &[u8]) -> State {
        if let Some(colour) = bytes.strip_prefix(b"]11;").and_then(colour) {
            self.ground = Some(Ground::Is(colour));
            self.is_told = true;
        }
        State::Ground
    }

    /// A byte that begins something.
    fn ground(&mut self, byte: u8, events: &mut Vec<Event>) -> State {
        let control = |first| KeyCode::Char((byte - 1 + first) as char);
        let (code, modifiers) = match byte {
            ESC => {
                self.held = KeyModifiers::NONE;
                return State::Esc(1);
            }
            0x80.. => return self.character(Vec::new(), byte, events),
            b'\r' => (KeyCode::Enter, KeyModifiers::NONE),
            b'\t' => (KeyCode::Tab, KeyModifiers::NONE),
            0x7f => (KeyCode::Backspace, KeyModifiers::NONE),
            0 => (KeyCode::Char(' '), KeyModifiers::CONTROL),
            1..=0x1a => (control(b'a'), KeyModifiers::CONTROL),
            0x1c..0x20 => (
                KeyCode::Char((byte - 0x1c + b'4') as char),
                KeyModifiers::CONTROL,
            ),
            b'A'..=b'Z' => (KeyCode::Char(byte.into()), KeyModifiers::SHIFT),
            _ => (KeyCode::Char(byte.into()), KeyModifiers::NONE),
        };
        self.key(code, modifiers, events)
    }

    /// A byte after something that it does not belong to, which is dropped.
    fn afresh(&mut self, byte: u8, events: &mut Vec<Event>) -> State {
        self.held = KeyModifiers::NONE;
        self.ground(byte, events)
    }

    /// A byte of a character beyond ASCII; what is no UTF-8 is nothing.
    fn character(&mut self, mut bytes: Vec<u8>, byte: u8, events: &mut Vec<Event>) -> State {
        if byte < 0x80 {
            return self.afresh(byte, events);
        }
        bytes.push(byte);
        match str::from_utf8(&bytes) {
            Ok(text) => {
                for c in text.chars().filter(|c| !c.is_control()) {
                    let shift = if c.is_uppercase() {
                        KeyModifiers::SHIFT
                    } else {
                        KeyModifiers::NONE
                    };
                    self.key(KeyCode::Char(c), shift, events);
                }
                State::Ground
            }
            Err(e) if e.error_len().is_none() => State::Character(bytes),
            // The byte may itself begin a character.
            Err(_) if bytes.len() > 1 => self.character(Vec::new(), byte, events),
            Err(_) => State::Ground,
        }
    }

    /// The byte after so many Esc.
    fn esc(&mut self, times: usize, byte: u8, events: &mut Vec<Event>) -> State {
        // Some terminals send Alt as one more Esc before the sequence.
        let alt = |times| {
            if times > 1 {
                KeyModifiers::ALT
            } else {
                KeyModifiers::NONE
            }
        };
        match byte {
            ESC => State::Esc(times + 1),
            b'[' | b'O' => {
                self.keys(times.saturating_sub(2), KeyCode::Esc, events);
                self.held = alt(times);
                if byte == b'[' {
                    State::Csi(Vec::new())
                } else {
                    State::Ss3
                }
            }
            b']' | b'P' | b'_' => {
                self.keys(times - 1, KeyCode::Esc, events);
                State::Introducer(byte)
            }
            // Alt+letter means nothing here, and is what an Esc and a quick letter look like.
            _ => {
                self.keys(times, KeyCode::Esc, events);
                self.ground(byte, events)
            }
        }
    }

    fn csi(&mut self, mut parameters: Vec<u8>, byte: u8, events: &mut Vec<Event>) -> State {
        match byte {
            b'[' if parameters.is_empty() => State::Console,
            b'M' if parameters.is_empty() => State::Mouse(Vec::new()),
            b' '..=b'?' => {
                if parameters.len() < PARAMETERS {
                    parameters.push(byte);
                }
                State::Csi(parameters)
            }
            b'@'..=b'~' => self.sequence(&parameters, byte, events),
            _ => self.afresh(byte, events),
        }
    }

    /// A whole sequence, `Esc [` parameters last.
    fn sequence(&mut self, parameters: &[u8], last: u8, events: &mut Vec<Event>) -> State {
        let (pointer, parameters) = match parameters {
            [b'<', rest @ ..] if matches!(last, b'M' | b'm') => (true, rest),
            parameters => (false, parameters),
        };
        // The terminal's kind, asked for behind its ground: every terminal tells it.
        if last == b'c' && parameters.starts_with(b"?") && !self.is_told {
            self.ground = Some(Ground::Unknown);
        }
        // Everything else with a mark is a report, and a key that is released (`1;1:3`) is no press.
        let numbers = numbers(parameters);
        let Some(numbers) = numbers.filter(|_| !parameters.ends_with(b":3")) else {
            return State::Ground;
        };
        let at = |i: usize| numbers.get(i).copied().unwrap_or(0);
        let modifiers = modifiers(at(1).saturating_sub(1));
        let code = match last {
            b'M' | b'm' if pointer => {
                events.extend(mouse(at(0), at(1), at(2), last == b'm'));
                None
            }
            b'M' => {
                events.extend(mouse(at(0).saturating_sub(32), at(1), at(2), false));
                None
            }
            b'~' if at(0) == 200 => return State::Paste(Vec::new()),
            b'~' => numbered(at(0)),
            b'u' => match at(0) {
                13 | 57414 => Some(KeyCode::Enter),
                9 => Some(KeyCode::Tab),
                27 => Some(KeyCode::Esc),
                127 => Some(KeyCode::Backspace),
                // The kitty protocol's keypad: digits, then what stands around them.
                57399..=57408 => Some(KeyCode::Char((b'0' + (at(0) - 57399) as u8).into())),
                57409..=57413 => Some(KeyCode::Char(
                    ['.', '/', '*', '-', '+'][usize::from(at(0) - 57409)],
                )),
                57415 => Some(KeyCode::Char('=')),
                // Its other keys are numbered where no characters are.
                57344..=63743 => None,
                code => char::from_u32(code.into())
                    .filter(|c| !c.is_control())
                    .map(KeyCode::Char),
            },
            b'Z' => return self.key(KeyCode::BackTab, KeyModifiers::SHIFT, events),
            // Two numbers before an R are where the cursor is, unless they say Shift+F3 and the like.
            b'R' if at(0) > 1 => None,
            _ => plain(last),
        };
        match code {
            Some(code) => self.key(code, modifiers, events),
            None => State::Ground,
        }
    }

    /// An Esc and a byte that are no sequence: two keys, since no key here is held with Alt.
    fn apart(&mut self, byte: u8, events: &mut Vec<Event>) {
        self.key(KeyCode::Esc, KeyModifiers::NONE, events);
        self.ground(byte, events);
    }

    fn keys(&mut self, times: usize, code: KeyCode, events: &mut Vec<Event>) {
        for _ in 0..times {
            self.key(code, KeyModifiers::NONE, events);
        }
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers, events: &mut Vec<Event>) -> State {
        let held = mem::replace(&mut self.held, KeyModifiers::NONE);
        events.push(Event::Key(KeyEvent::new(code, modifiers | held)));
        State::Ground
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

/// Keys of a keypad that was left in its application mode: what stands on them.
fn keypad(last: u8) -> Option<KeyCode> {
    Some(KeyCode::Char(match last {
        b'j'..=b'y' => char::from(last - b'j' + b'*'),
        b'X' => '=',
        b' ' => ' ',
        b'I' => return Some(KeyCode::Tab),
        _ => return None,
    }))
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

fn modifiers(bits: u16) -> KeyModifiers {
    [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
    ]
    .into_iter()
    .filter(|(bit, _)| bits & bit != 0)
    .fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}

/// A mouse event, its column and row counted from 1 as terminals do; none for positions off the screen.
fn mouse(button: u16, column: u16, row: u16, released: bool) -> Option<Event> {
    let which = match button & 3 {
        0 => MouseButton::Left,
        1 => MouseButton::Middle,
        _ => MouseButton::Right,
    };
    let kind = match (button & 0b1100_0000, button & 3) {
        (0, 3) if button & 32 != 0 => MouseEventKind::Moved,
        (0, 3) => MouseEventKind::Up(MouseButton::Left),
        (0, _) if released => MouseEventKind::Up(which),
        (0, _) if button & 32 != 0 => MouseEventKind::Drag(which),
        (0, _) => MouseEventKind::Down(which),
        (64, 0) => MouseEventKind::ScrollUp,
        (64, 1) => MouseEventKind::ScrollDown,
        (64, 2) => MouseEventKind::ScrollLeft,
        (64, 3) => MouseEventKind::ScrollRight,
        _ => return None,
    };
    Some(Event::Mouse(MouseEvent {
        kind,
        column: column.checked_sub(1)?,
        row: row.checked_sub(1)?,
        modifiers: modifiers(button >> 2 & 0b111),
    }))
}

/// One more byte of a paste: it goes on, or is complete.
fn pasting(mut bytes: Vec<u8>, byte: u8, events: &mut Vec<Event>) -> State {
    bytes.push(byte);
    if let Some(text) = bytes.strip_suffix(PASTE_END) {
        events.push(paste(text));
        return State::Ground;
    }
    if bytes.len() >= 2 * PASTE {
        bytes.drain(PASTE..bytes.len() - PASTE_END.len());
    }
    State::Paste(bytes)
}

fn paste(bytes: &[u8]) -> Event {
    Event::Paste(String::from_utf8_lossy(&bytes[..bytes.len().min(PASTE)]).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*};

    use super::*;

    /// All events of `bytes`, and of the silence after them.
    fn events(bytes: &[u8]) -> Vec<Event> {
        let (mut decoder, mut events) = (Decoder::new(), Vec::new());
        decoder.read(bytes, &mut events);
        decoder.settle(&mut events);
        events
    }

    fn key(code: KeyCode, modifiers: KeyModifiers) -> Event {
        Event::Key(KeyEvent::new(code, modifiers))
    }

    #[test]
    fn keys_of_every_kind_of_terminal() {
        let (none, shift, alt, ctrl) = (
            KeyModifiers::NONE,
            KeyModifiers::SHIFT,
            KeyModifiers::ALT,
            KeyModifiers::CONTROL,
        );
        for (bytes, code, modifiers) in [
            ("a", KeyCode::Char('a'), none),
            ("A", KeyCode::Char('A'), shift),
            ("é", KeyCode::Char('é'), none),
            ("€", KeyCode::Char('€'), none),
            ("🩹", KeyCode::Char('🩹'), none),
            ("\r", KeyCode::Enter, none),
            ("\t", KeyCode::Tab, none),
            ("\x7f", KeyCode::Backspace, none),
            ("\x08", KeyCode::Char('h'), ctrl),
            ("\x03", KeyCode::Char('c'), ctrl),
            ("\n", KeyCode::Char('j'), ctrl),
            ("\0", KeyCode::Char(' '), ctrl),
            ("\x1c", KeyCode::Char('4'), ctrl),
            ("\x1b", KeyCode::Esc, none),
            ("\x1b[A", KeyCode::Up, none),
            ("\x1bOB", KeyCode::Down, none),
            ("\x1bOp", KeyCode::Char('0'), none),
            ("\x1bOy", KeyCode::Char('9'), none),
            ("\x1bOj", KeyCode::Char('*'), none),
            ("\x1bOn", KeyCode::Char('.'), none),
            ("\x1bOX", KeyCode::Char('='), none),
            ("\x1bOM", KeyCode::Enter, none),
            ("\x1b\x1b[A", KeyCode::Up, alt),
            ("\x1b[1;5C", KeyCode::Right, ctrl),
            ("\x1b[Z", KeyCode::BackTab, shift),
            ("\x1b[H", KeyCode::Home, none),
            ("\x1b[1~", KeyCode::Home, none),
            ("\x1b[7~", KeyCode::Home, none),
            ("\x1b[3;2~", KeyCode::Delete, shift),
            ("\x1b[6~", KeyCode::PageDown, none),
            ("\x1bOP", KeyCode::F(1), none),
            ("\x1b[11~", KeyCode::F(1), none),
            ("\x1b[[A", KeyCode::F(1), none),
            ("\x1b[15~", KeyCode::F(5), none),
            ("\x1b[[E", KeyCode::F(5), none),
            ("\x1b[19~", KeyCode::F(8), none),
            ("\x1b[24~", KeyCode::F(12), none),
            ("\x1b[1;2R", KeyCode::F(3), shift),
            ("\x1b[113;5u", KeyCode::Char('q'), ctrl),
            ("\x1b[13u", KeyCode::Enter, none),
        ] {
            assert_eq!(
                events(bytes.as_bytes()),
                [key(code, modifiers)],
                "{bytes:?}"
            );
        }
    }

    #[test]
    fn an_esc_and_what_follows_at_once_are_two_keys() {
        let then = |code| {
            [
                key(KeyCode::Esc, KeyModifiers::NONE),
                key(code, KeyModifiers::NONE),
            ]
        };
        assert_eq!(events(b"\x1bh"), then(KeyCode::Char('h')));
        assert_eq!(events(b"\x1b]"), then(KeyCode::Char(']')));
        assert_eq!(events(b"\x1b\x7f"), then(KeyCode::Backspace));
        assert_eq!(events(b"\x1b\r"), then(KeyCode::Enter));
        assert_eq!(events(b"\x1b["), then(KeyCode::Char('[')));
    }

    #[test]
    fn a_key_of_an_unknown_kind_types_nothing() {
        for sequence in [
            "\x1bOz",
            "\x1bOi",
            "\x1b[99~",
            "\x1b[5;5;5x",
            "\x1b[57399;1:3u",
        ] {
            assert_eq!(events(sequence.as_bytes()), [], "{sequence:?}");
        }
    }

    #[test]
    fn the_mouse_in_every_encoding() {
        let click = Event::Mouse(MouseEvent {
            kind: MouseEventKind::Down(MouseButton::Left),
            column: 9,
            row: 4,
            modifiers: KeyModifiers::NONE,
        });
        for bytes in ["\x1b[<0;10;5M", "\x1b[32;10;5M", "\x1b[M \x2a\x25"] {
            assert_eq!(
                events(bytes.as_bytes()).as_slice(),
                std::slice::from_ref(&click),
                "{bytes:?}"
            );
        }
        for off_the_screen in ["\x1b[<0;0;0M", "\x1b[<0;;M", "\x1b[M   ", "\x1b[<900;1;1M"] {
            assert_eq!(events(off_the_screen.as_bytes()), [], "{off_the_screen:?}");
        }
        assert!(matches!(
            events(b"\x1b[<65;1;1M")[..],
            [Event::Mouse(MouseEvent {
                kind: MouseEventKind::ScrollDown,
                ..
            })]
        ));
    }

    #[test]
    fn late_reports_and_what_is_no_text_are_nothing() {
        for report in [
            "\x1b[?64;1;2c",
            "\x1b[>0;276;0c",
            "\x1b[24;80R",
            "\x1b[?2026;2$y",
            "\x1b[?0u",
            "\x1b[8;24;80t",
            "\x1b[I",
            "\x1b]11;rgb:0000/0000/0000\x1b\\",
            "\x1b]11;rgb:0000/0000/0000\x07",
            "\x1bP>|xterm(388)\x1b\\",
            "\x1bP1+r436f=323536\x1b\\",
            "\x1b_Gi=31;OK\x1b\\",
            "\x1b[1;1:3A",
            "\u{85}",
        ] {
            let bytes = [report.as_bytes(), b"u"].concat();
            assert_eq!(
                events(&bytes),
                [key(KeyCode::Char('u'), KeyModifiers::NONE)],
                "{report:?}"
            );
        }
        for broken in [
            &b"\xff"[..],
            b"\xc3",
            b"\xe2\x82",
            b"\xed\xa0\x80",
            b"\xf8\x88\x80\x80",
        ] {
            let bytes = [broken, b"u"].concat();
            assert_eq!(
                events(&bytes),
                [key(KeyCode::Char('u'), KeyModifiers::NONE)],
                "{broken:?}"
            );
        }
    }

    #[test]
    fn the_ground_is_told_in_any_form_or_never() {
        let white = Ground::Is(Rgb(255, 255, 255));
        for (bytes, ground) in [
            (
                &b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?6c"[..],
                Some(white),
            ),
            (b"\x1b]11;rgb:ff/ff/ff\x07", Some(white)),
            (b"\x1b]11;rgba:f/f/f/f\x07", Some(white)),
            (b"\x1b[?64;1;2c", Some(Ground::Unknown)),
            (b"\x1b]11;rgb:ffffffffff/0/0\x07", None),
            (b"\x1b]11;rgb://\x07", None),
            (b"\x1b]10;rgb:ff/ff/ff\x07", None),
        ] {
            let (mut decoder, mut events) = (Decoder::new(), Vec::new());
            decoder.read(bytes, &mut events);
            assert_eq!(decoder.take_ground(), ground);
            assert_eq!(
                (decoder.take_ground(), events),
                (None, vec![]),
                "once, and no keys"
            );
        }
    }

    #[test]
    fn a_paste_is_one_event_of_bounded_length() {
        assert_eq!(
            events(b"\x1b[200~hurt\x03\x1b[A\x1b[201~"),
            [Event::Paste("hurt\x03\x1b[A".into())]
        );
        let huge = [&b"\x1b[200~"[..], &vec![b'x'; 1 << 20], PASTE_END].concat();
        assert_eq!(events(&huge), [Event::Paste("x".repeat(PASTE))]);
        // Its end got lost: what came is pasted once it is silent.
        assert_eq!(events(b"\x1b[200~hurt"), [Event::Paste("hurt".into())]);
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
        fn it_does_not_matter_how_bytes_are_cut(bytes in noise(), cut in 0_usize..200) {
            let (mut decoder, mut cut_events) = (Decoder::new(), Vec::new());
            let (first, second) = bytes.split_at(cut.min(bytes.len()));
            decoder.read(first, &mut cut_events);
            decoder.read(second, &mut cut_events);
            decoder.settle(&mut cut_events);
            prop_assert_eq!(cut_events, events(&bytes));
        }

        #[test]
        fn after_a_silence_every_key_is_itself(bytes in noise()) {
            let (mut decoder, mut ignored) = (Decoder::new(), Vec::new());
            decoder.read(&bytes, &mut ignored);
            decoder.settle(&mut ignored);
            prop_assert_eq!(decoder.patience(), None);
            let mut after = Vec::new();
            decoder.read(b"\x03", &mut after);
            prop_assert_eq!(after, [key(KeyCode::Char('c'), KeyModifiers::CONTROL)]);
        }
    }
}
