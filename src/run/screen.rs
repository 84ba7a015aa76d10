//! What is on the terminal's screen, and the fewest bytes that turn it into the next frame: one write a frame.

use std::{
    cell::RefCell,
    env,
    io::{self, Write},
    rc::Rc,
    sync::Arc,
};

use crossterm::{clipboard::CopyToClipboard, queue, style::force_color_output};
use ratatui::{
    Frame, Terminal, TerminalOptions, Viewport, backend::CrosstermBackend, layout::Rect,
};

use super::tty::Tty;

/// Begin and end of a frame that the terminal shows at once, where it can.
const SYNCHRONIZED: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");
const ERASE: &[u8] = b"\x1b[0m\x1b[2J";

/// Paints frames on a [`Tty`].
pub(super) struct Screen {
    tty: Arc<Tty>,
    synchronized: bool,
    /// What the backend wrote of the frame in the making.
    bytes: Bytes,
    /// None before the first frame, and when what is on the screen cannot be relied on.
    terminal: Option<Terminal<CrosstermBackend<Bytes>>>,
    size: (u16, u16),
    disturbed: u64,
}

impl Screen {
    /// A screen with nothing on it.
    pub(super) fn new(tty: Arc<Tty>) -> Self {
        // The theme decides about colours, and crossterm's own reading of NO_COLOR would take bold and reverse as well.
        force_color_output(true);
        Self {
            tty,
            synchronized: env::var_os("TERM").is_none_or(|term| term != "linux"),
            bytes: Bytes::default(),
            terminal: None,
            size: (0, 0),
            disturbed: 0,
        }
    }

    /// Whether something other than a frame has changed what the terminal shows: another size, or a stop.
    pub(super) fn is_stale(&self) -> bool {
        self.terminal.is_none()
            || self.size != self.tty.size()
            || self.disturbed != self.tty.disturbed()
    }

    /// Makes the next frame paint every cell.
    pub(super) fn forget(&mut self) {
        self.terminal = None;
    }

    /// Paints a frame.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub(super) fn paint(
        &mut self,
        size: (u16, u16),
        draw: impl FnOnce(&mut Frame<'_>),
    ) -> io::Result<()> {
        if self.size != size || self.disturbed != self.tty.disturbed() {
            self.forget();
        }
        (self.size, self.disturbed) = (size, self.tty.disturbed());
        if self.synchronized {
            self.bytes.write_all(SYNCHRONIZED.0)?;
        }
        let terminal = match &mut self.terminal {
            Some(terminal) => terminal,
            none => {
                // A new one instead of `Terminal::resize` or `clear`, which ask the terminal for its size and cursor.
                self.bytes.write_all(ERASE)?;
                let viewport = Viewport::Fixed(Rect::new(0, 0, size.0, size.1));
                none.insert(Terminal::with_options(
                    CrosstermBackend::new(self.bytes.clone()),
                    TerminalOptions { viewport },
                )?)
            }
        };
        terminal.draw(draw)?;
        if self.synchronized {
            self.bytes.write_all(SYNCHRONIZED.1)?;
        }
        self.tty.write(&self.bytes.0.take())
    }

    /// Asks the terminal to put `text` into its clipboard; whether it does, it does not tell.
    ///
    /// # Errors
    /// A sentence, where it certainly does not.
    pub(super) fn copy(&self, text: &str) -> Result<(), String> {
        if !self.synchronized {
            return Err("the Linux console has no clipboard".into());
        }
        let mut bytes = Vec::new();
        queue!(bytes, CopyToClipboard::to_clipboard_from(text))
            .and_then(|()| self.tty.write(&bytes))
            .map_err(|e| e.to_string())
    }
}

/// A frame's bytes. Flushing does nothing: the backend flushes in the middle of a frame.
#[derive(Clone, Default)]
struct Bytes(Rc<RefCell<Vec<u8>>>);

impl Write for Bytes {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
