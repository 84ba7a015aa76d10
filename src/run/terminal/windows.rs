//! The console of Windows: its modes and its input by way of the console's own functions, its output as text
//! with escape sequences, which Windows Terminal and the console of Windows 10 and later obey.
//!
//! All writing goes through one lock, so that nothing follows the words that give the console back. Standard
//! output turns UTF-8 into what the console takes.

use std::{
    env,
    io::{self, IsTerminal, Write},
    process,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use crossterm::{
    ansi_support::supports_ansi,
    clipboard::CopyToClipboard,
    event::{
        self, DisableMouseCapture, EnableMouseCapture, Event, KeyCode, KeyEvent, KeyEventKind,
        KeyModifiers, MouseEventKind,
    },
    execute, queue, terminal,
};

use super::{ENTER, HUNG_UP, Heard, LEAVE, join_runs};
use crate::{app, run::Mouse};

/// Between two looks at the window's size: it is told as an event only while the mouse is ours.
const LOOK: Duration = Duration::from_millis(500);
/// What a console without a size is taken for.
const USUAL_SIZE: (u16, u16) = (80, 24);
/// The exit code of a program ended by Ctrl+Break, as Unix has it for SIGINT.
const INTERRUPTED: u8 = 128 + 2;
/// Set by the project's own tests, which read the output through a pipe and type into a console.
const PIPED: &str = "FRONTDESK_PIPED";

/// The console on standard input and output.
#[derive(Debug)]
pub(in crate::run) struct Tty {
    mouse: Mouse,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// Whether it is between [`Tty::take`] and [`Tty::give_back`].
    taken: bool,
    /// How often others may have changed what it shows.
    disturbed: u64,
}

impl Tty {
    /// The console that the program was started in, not taken yet.
    ///
    /// # Errors
    /// A sentence, when there is none that can show the browser. Nothing was written then.
    pub(in crate::run) fn open(mouse: Mouse) -> Result<Self, String> {
        let is_shown = io::stdout().is_terminal() || env::var_os(PIPED).is_some();
        for (stream, is_terminal) in [("input", io::stdin().is_terminal()), ("output", is_shown)] {
            if !is_terminal {
                return Err(format!(
                    "standard {stream} is not a terminal; `frontdesk search` and `frontdesk print` work without one"
                ));
            }
        }
        if !supports_ansi() {
            return Err(
                "this console is too old to show the browser: use Windows Terminal, or Windows 10 or later with “legacy console” off"
                    .into(),
            );
        }
        Ok(Self {
            mouse,
            state: Mutex::new(State {
                taken: false,
                disturbed: 0,
            }),
        })
    }

    /// Columns and rows; the usual ones when the console tells none.
    pub(in crate::run) fn size(&self) -> (u16, u16) {
        match terminal::size() {
            Ok((columns, rows)) if columns > 0 && rows > 0 => (columns, rows),
            _ => USUAL_SIZE,
        }
    }

    /// How often the console was taken or has changed its size: with each time, nothing on its screen can be
    /// relied on.
    pub(in crate::run) fn disturbed(&self) -> u64 {
        self.lock().disturbed
    }

    /// Whether it may be told where a frame begins and ends.
    pub(in crate::run) fn is_synchronized(&self) -> bool {
        true
    }

    /// Raw mode, alternate screen and mouse. Pastes come as keys.
    ///
    /// # Errors
    /// When the console refuses, for instance because it is gone.
    pub(in crate::run) fn take(&self) -> io::Result<()> {
        let mut state = self.lock();
        if self.mouse == Mouse::On {
            // Before raw mode: it keeps the modes of before, and brings them back when the mouse is given up.
            execute!(io::sink(), EnableMouseCapture)?;
        }
        terminal::enable_raw_mode()?;
        state.taken = true;
        state.disturbed += 1;
        print(ENTER)
    }

    /// Gives the console back as it was; does nothing when that has been done.
    pub(in crate::run) fn give_back(&self) {
        self.restore(&mut self.lock());
    }

    /// Gives the console back, says what there is to say and ends the program. Whatever other threads are
    /// about to write is never written.
    pub(in crate::run) fn end(&self, code: u8, last_words: impl FnOnce()) -> ! {
        let mut state = self.lock();
        self.restore(&mut state);
        last_words();
        process::exit(code.into())
    }

    /// Does nothing: Windows stops no programs.
    pub(in crate::run) fn suspend(&self) {}

    /// Writes all of `bytes`; nothing, while the console is not taken.
    ///
    /// # Errors
    /// When the console is gone.
    pub(in crate::run) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let state = self.lock();
        if state.taken { print(bytes) } else { Ok(()) }
    }

    /// Does not ask: what a console answers would come as keys.
    pub(in crate::run) fn ask_for_ground(&self) -> bool {
        false
    }

    /// Puts `text` into the clipboard of Windows. Over the network it is the desk's own that counts, so its terminal is
    /// asked instead; whether it copies, it does not tell.
    ///
    /// # Errors
    /// A sentence, where it was not copied.
    pub(in crate::run) fn copy(&self, text: &str) -> Result<(), String> {
        if env::var_os("SSH_CONNECTION").is_none() {
            return clipboard_win::set_clipboard_string(text).map_err(|why| why.to_string());
        }
        let mut bytes = Vec::new();
        queue!(bytes, CopyToClipboard::to_clipboard_from(text))
            .and_then(|()| self.write(&bytes))
            .map_err(|why| why.to_string())
    }

    /// Reads keys and clicks on a thread of its own; `tell` gets what came at once, and answers whether to go
    /// on. This thread also notices when the console goes away or has another size.
    ///
    /// # Errors
    /// The system gives no thread.
    pub(in crate::run) fn listen(
        self: &Arc<Self>,
        tell: impl Fn(Heard) -> bool + Send + 'static,
    ) -> io::Result<()> {
        let tty = Arc::clone(self);
        thread::Builder::new()
            .name("keyboard".into())
            .spawn(move || {
                let mut size = tty.size();
                loop {
                    let Ok(mut events) = read() else {
                        tty.end(HUNG_UP, || {})
                    };
                    if tty.size() != size {
                        size = tty.size();
                        tty.lock().disturbed += 1;
                        events.push(Event::Resize(size.0, size.1));
                    }
                    if !events.is_empty() && !tell(Heard::Events(join_runs(&events))) {
                        return;
                    }
                }
            })?;
        Ok(())
    }

    /// Heeds Ctrl+Break, and Ctrl+C where it comes as a signal, on a thread of its own; in a kiosk they do
    /// nothing. A window that is closed ends the program as well, by way of the same thread or of Windows
    /// itself.
    ///
    /// # Errors
    /// The system refuses.
    pub(in crate::run) fn heed_signals(
        self: &Arc<Self>,
        mode: app::Mode,
        _look: impl Fn() + Send + 'static,
    ) -> io::Result<()> {
        let tty = Arc::clone(self);
        ctrlc::set_handler(move || match mode {
            app::Mode::Kiosk => {}
            app::Mode::Desk => tty.end(INTERRUPTED, || {}),
        })
        .map_err(io::Error::other)
    }

    fn restore(&self, state: &mut State) {
        if !state.taken {
            return;
        }
        state.taken = false;
        // Errors say that the console is gone, and then it has nothing to get back.
        let _ = print(LEAVE);
        if self.mouse == Mouse::On {
            let _ = execute!(io::sink(), DisableMouseCapture);
        }
        let _ = terminal::disable_raw_mode();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn print(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Waits for input, at most until the next look at the size, and takes all there is.
fn read() -> io::Result<Vec<Event>> {
    let mut events = Vec::new();
    let mut patience = LOOK;
    while event::poll(patience)? {
        events.extend(Some(event::read()?).filter(is_heeded).map(typed));
        patience = Duration::ZERO;
    }
    Ok(events)
}

/// Whether it is one that terminals elsewhere send too. Sizes that are told are those of the console's
/// memory, not of its window.
fn is_heeded(event: &Event) -> bool {
    match event {
        Event::Key(key) => key.kind != KeyEventKind::Release,
        Event::Mouse(mouse) => !matches!(
            mouse.kind,
            MouseEventKind::Moved | MouseEventKind::Drag(_) | MouseEventKind::Up(_)
        ),
        Event::Paste(_) => true,
        Event::Resize(..) | Event::FocusGained | Event::FocusLost => false,
    }
}

/// What AltGr types arrives as if Ctrl and Alt were held.
fn typed(event: Event) -> Event {
    match event {
        Event::Key(KeyEvent {
            code: KeyCode::Char(c),
            modifiers,
            ..
        }) if modifiers.contains(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
            Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE))
        }
        event => event,
    }
}
