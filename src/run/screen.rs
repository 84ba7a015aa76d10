//! What is on the terminal's screen, and the fewest bytes that turn it into the next frame: one write a frame.

use std::{env, io, sync::Arc};

use crossterm::{clipboard::CopyToClipboard, queue};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport, layout::Rect};

use super::{
    painter::{Dialect, Painter},
    tty::Tty,
};

/// Begin and end of a frame that the terminal shows at once, where it can.
const SYNCHRONIZED: (&[u8], &[u8]) = (b"\x1b[?2026h", b"\x1b[?2026l");
const ERASE: &[u8] = b"\x1b[0m\x1b[2J";

/// Paints frames on a [`Tty`].
pub(super) struct Screen {
    tty: Arc<Tty>,
    synchronized: bool,
    dialect: Dialect,
    /// None before the first frame, and when what is on the screen cannot be relied on.
    terminal: Option<Terminal<Painter>>,
    size: (u16, u16),
    disturbed: u64,
}

impl Screen {
    /// A screen with nothing on it.
    pub(super) fn new(tty: Arc<Tty>) -> Self {
        let term = env::var("TERM").unwrap_or_default();
        // Old terminals lack the rest; on its own console a machine does not count bytes, and moved rows would be seen.
        let old = term.is_empty() || term == "linux" || term.starts_with("vt1");
        Self {
            tty,
            synchronized: term != "linux",
            dialect: if old { Dialect::Old } else { Dialect::Usual },
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
        let mut bytes = Vec::new();
        let terminal = self.terminal.get_or_insert_with(|| {
            // A new one instead of `Terminal::resize` or `clear`, which ask the terminal for its size and cursor.
            bytes.extend_from_slice(ERASE);
            let area = Rect::new(0, 0, size.0, size.1);
            let viewport = Viewport::Fixed(area);
            let Ok(terminal) = Terminal::with_options(
                Painter::new(area, self.dialect),
                TerminalOptions { viewport },
            );
            terminal
        });
        let Ok(_) = terminal.draw(draw);
        bytes.append(&mut terminal.backend_mut().take());
        if bytes.is_empty() {
            return Ok(());
        }
        if self.synchronized {
            bytes = [SYNCHRONIZED.0, &bytes, SYNCHRONIZED.1].concat();
        }
        self.tty.write(&bytes)
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
