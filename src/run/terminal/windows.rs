//! The console of Windows: keys and sizes as the console's own events, output as text with escape sequences,
//! which Windows Terminal and the console of Windows 10 and later obey.
//!
//! All writing goes through one lock, so that nothing follows the words that give the console back. Standard
//! output turns UTF-8 into what the console takes. Closing the window ends the program by Windows itself.

use std::{
    env,
    io::{self, IsTerminal, Write},
    process,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use crossterm::{
    event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseEventKind},
    terminal,
};
use crossterm_winapi::{ConsoleMode, Handle};

use super::{ENTER, HUNG_UP, LEAVE, USUAL_SIZE, check_streams, copy_request};
use crate::run::Input;

/// Between two looks at the window's size, should an old console not tell it.
const LOOK: Duration = Duration::from_secs(1);
/// Keys and sizes as events, every key a key: Ctrl+C too.
const INPUT: u32 = 0x0008 | 0x0080;
/// And the mouse as events.
const MOUSE_INPUT: u32 = 0x0010;
/// And the mouse selects text.
const QUICK_EDIT: u32 = 0x0040;
/// Control characters and escape sequences are obeyed.
const OUTPUT: u32 = 0x0001 | 0x0004;
/// Set by the project's own tests, which read the output through a pipe and type into a console.
const PIPED: &str = "FRONTDESK_PIPED";

/// The modes of input and output, the latter none where it is a test's pipe.
type Modes = (u32, Option<u32>);

/// The console on standard input and output.
#[derive(Debug)]
pub(in crate::run) struct Console {
    no_mouse: bool,
    input: ConsoleMode,
    /// None where it is a test's pipe.
    output: Option<ConsoleMode>,
    /// The modes of input and output before it was taken; none while it is not taken.
    before: Mutex<Option<Modes>>,
}

impl Console {
    pub(in crate::run) fn open(no_mouse: bool) -> Result<Self, String> {
        let is_piped = env::var_os(PIPED).is_some();
        check_streams(
            io::stdin().is_terminal(),
            is_piped || io::stdout().is_terminal(),
        )?;
        let console = Handle::input_handle().and_then(|input| {
            let input = ConsoleMode::from(input);
            input.mode()?;
            Ok(input)
        });
        // Terminals of Unix programs (Git Bash, Cygwin) look like terminals, and hand no keys on.
        let input = console.map_err(|_| {
            "this window is not a console of Windows: use Windows Terminal, or start it by `winpty frontdesk`"
        })?;
        let output = if is_piped { None } else { Some(obedient()?) };
        Ok(Self {
            no_mouse,
            input,
            output,
            before: Mutex::default(),
        })
    }

    pub(in crate::run) fn size(&self) -> (u16, u16) {
        match terminal::size() {
            Ok((columns, rows)) if columns > 0 && rows > 0 => (columns, rows),
            _ => USUAL_SIZE,
        }
    }

    /// Pastes come as keys.
    pub(in crate::run) fn take(&self) -> io::Result<()> {
        let mut before = self.lock();
        let output = self.output.as_ref().map(ConsoleMode::mode).transpose()?;
        *before = Some((self.input.mode()?, output));
        let mouse = if self.no_mouse {
            QUICK_EDIT
        } else {
            MOUSE_INPUT
        };
        self.input.set_mode(INPUT | mouse)?;
        if let (Some(console), Some(before)) = (&self.output, output) {
            console.set_mode(before | OUTPUT)?;
        }
        print(ENTER)
    }

    pub(in crate::run) fn give_back(&self) {
        self.restore(&mut self.lock());
    }

    pub(in crate::run) fn end(&self, code: u8, last_words: impl FnOnce()) -> ! {
        let mut before = self.lock();
        self.restore(&mut before);
        last_words();
        process::exit(code.into())
    }

    /// Does nothing: Windows stops no programs.
    pub(in crate::run) fn suspend(&self) {}

    pub(in crate::run) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        match *self.lock() {
            Some(_) => print(bytes),
            None => Ok(()),
        }
    }

    /// Does not ask: what a console answers would come as keys.
    pub(in crate::run) fn ask_for_ground(&self) -> bool {
        false
    }

    /// Over the network it is the desk's own clipboard that counts, so its terminal is asked instead.
    pub(in crate::run) fn copy(&self, text: &str) -> Result<(), String> {
        if env::var_os("SSH_CONNECTION").is_some() {
            let asked = self.write(&copy_request(text));
            return asked.map_err(|why| why.to_string());
        }
        let busy = |_| "another program keeps the clipboard busy; try again".to_owned();
        clipboard_win::set_clipboard_string(text).map_err(busy)
    }

    /// This thread also looks whether the window has another size.
    pub(in crate::run) fn listen(
        self: &Arc<Self>,
        tell: impl Fn(Input) -> bool + Send + 'static,
    ) -> io::Result<()> {
        let tty = Arc::clone(self);
        thread::Builder::new()
            .name("keyboard".into())
            .spawn(move || {
                let mut size = tty.size();
                let mut goes_on = true;
                while goes_on {
                    let Ok(events) = read() else {
                        tty.end(HUNG_UP, || {})
                    };
                    if tty.size() != size {
                        size = tty.size();
                        goes_on = tell(Input::Disturbance);
                    }
                    if !events.is_empty() {
                        goes_on = tell(Input::Events(events));
                    }
                }
            })?;
        Ok(())
    }

    /// Takes Ctrl+Break, and Ctrl+C where a console sends it as a signal, for the key Ctrl+C: a desk asks
    /// before it quits, and a kiosk goes on. Windows waits for nobody when the window is closed or the user
    /// logs off: what was “Saved” is on the disk by then.
    pub(in crate::run) fn heed_signals(
        self: &Arc<Self>,
        _is_kiosk: bool,
        tell: impl Fn(Input) + Send + 'static,
    ) -> io::Result<()> {
        let key = KeyEvent::new(KeyCode::Char('c'), KeyModifiers::CONTROL);
        ctrlc::set_handler(move || tell(Input::Events(vec![Event::Key(key)])))
            .map_err(io::Error::other)
    }

    fn restore(&self, before: &mut Option<Modes>) {
        let Some((input, output)) = before.take() else {
            return;
        };
        // Errors say that the console is gone, and then it has nothing to get back.
        let _ = print(LEAVE);
        let _ = self.input.set_mode(input);
        if let (Some(console), Some(before)) = (&self.output, output) {
            let _ = console.set_mode(before);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Modes>> {
        self.before.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Standard output's console, which obeys escape sequences when it is told to.
fn obedient() -> Result<ConsoleMode, &'static str> {
    let output = Handle::output_handle().map(ConsoleMode::from);
    let tried = output.and_then(|output| {
        let before = output.mode()?;
        output.set_mode(before | OUTPUT)?;
        output.set_mode(before)?;
        Ok(output)
    });
    tried.map_err(|_| {
        "this console is too old to show the browser: use Windows Terminal, or Windows 10 or later with “legacy console” off"
    })
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
fn typed(mut event: Event) -> Event {
    if let Event::Key(key) = &mut event
        && matches!(key.code, KeyCode::Char(_))
        && key
            .modifiers
            .contains(KeyModifiers::CONTROL | KeyModifiers::ALT)
    {
        key.modifiers = KeyModifiers::NONE;
    }
    event
}
