//! The seam between the browser and the system: a terminal that is taken, written to, listened to and given
//! back as it was, by any thread and whatever happened before.
//!
//! Each system has one file behind it, with a [`Tty`] of the same functions:
//!
//! ```text
//! open              where the program was started, not taken yet; a sentence where none can show the browser
//! size              columns and rows; the usual ones where it tells none
//! take, give_back   modes and alternate screen; all as it was, once
//! end               gives it back, says last words, ends the program: other threads write nothing any more
//! suspend           stops the program until it is continued
//! write             all bytes, and nothing while it is not taken; an error is that the terminal is gone
//! ask_for_ground    whether it was asked; the answer is heard
//! copy              into the clipboard; a sentence where it was not
//! listen            on a thread of its own, which tells what came at once for as long as it is told to go on,
//!                   and ends the program when the terminal goes away, with or without SIGHUP
//! heed_signals      on a thread of its own, so that no busy main thread keeps one from ending the program
//! ```
//!
//! Here stands what they share.

#[cfg(unix)]
mod decoder;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use crate::theme::Rgb;
use crossterm::{Command as _, clipboard::CopyToClipboard};

#[cfg(unix)]
pub(super) use unix::UnixTerminal as Tty;
#[cfg(windows)]
pub(super) use windows::Console as Tty;

/// The colour that the terminal shows where a program names none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(windows, expect(dead_code, reason = "a console is not asked"))]
pub(super) enum Ground {
    /// It does not tell.
    Unknown,
    /// This.
    Is(Rgb),
}

/// Alternate screen, and digits from a keypad that was left in its application mode.
const ENTER: &[u8] = b"\x1b[?1049h\x1b>";
/// The reverse of [`ENTER`], and all that a frame may have left behind. The screen is erased before it is
/// left, so that terminals without an alternate one (old consoles) are left tidy and keep no caller's words.
/// Leaving it brings back the colours that were set when it was entered, our own after a stop.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[0m\x1b[?2004l\x1b[2J\x1b[H\x1b[?1049l\x1b[0m\x1b[?25h";
/// What a terminal without a size is taken for.
const USUAL_SIZE: (u16, u16) = (80, 24);
/// The exit code when the terminal went away: that of a program ended by SIGHUP.
pub(super) const HUNG_UP: u8 = 128 + 1;

/// Fails with a sentence where the browser would not be seen or could not be typed into.
fn check_streams(input_is_terminal: bool, output_is_terminal: bool) -> Result<(), String> {
    for (stream, is_terminal) in [("input", input_is_terminal), ("output", output_is_terminal)] {
        if !is_terminal {
            return Err(format!(
                "standard {stream} is not a terminal; `frontdesk search` and `frontdesk print` work without one"
            ));
        }
    }
    Ok(())
}

/// Asks a terminal to put `text` into its clipboard (OSC 52); it does not tell whether it did.
fn copy_request(text: &str) -> Vec<u8> {
    let mut request = String::new();
    // Writing to memory does not fail.
    let _ = CopyToClipboard::to_clipboard_from(text).write_ansi(&mut request);
    request.into_bytes()
}
