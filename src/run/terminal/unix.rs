//! The terminal of Unix systems: termios, `/dev/tty`, signals, and bytes that [`super::decoder`] reads.
//!
//! All of it goes through one lock that is never held while waiting for the terminal (the file is opened
//! again, non-blocking, so that no flag of the shell's own descriptor is touched). So a signal or a panic
//! gives the terminal back at once, also while the main thread waits for a terminal that no longer reads.

use std::{
    env,
    ffi::OsStr,
    fs::File,
    io::{self, IsTerminal, Write},
    os::{
        fd::{BorrowedFd, OwnedFd},
        unix::ffi::OsStrExt,
    },
    process,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{Mode, OFlags},
    io::{Errno, retry_on_intr},
    process::{Signal, getpgrp, getsid, kill_current_process_group},
    stdio,
    termios::{self, OptionalActions, QueueSelector, Termios},
};
use signal_hook::{
    consts::{
        SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1,
        SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
    },
    iterator::Signals,
    low_level::emulate_default_handler,
};

use super::{ENTER, HUNG_UP, LEAVE, USUAL_SIZE, check_streams, copy_request, decoder::Decoder};
use crate::run::Input;

/// Bracketed paste; [`LEAVE`] ends it.
const PASTE: &[u8] = b"\x1b[?2004h";
/// Buttons and wheel, without motion; positions as decimal numbers.
const MOUSE: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";
/// Asks for the ground, then for the terminal's kind, which every terminal tells.
const GROUND: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
/// Ends a sequence that was cut off.
const CANCEL: &[u8] = b"\x18";
/// How long a terminal that does not read is waited for before what it has not read is dropped.
const PATIENCE: Timespec = Timespec {
    tv_sec: 0,
    tv_nsec: 150_000_000,
};

/// The terminal on standard input and output.
#[derive(Debug)]
pub(in crate::run) struct UnixTerminal {
    input: BorrowedFd<'static>,
    output: File,
    no_mouse: bool,
    /// Whether it is a machine's own console, which has no clipboard.
    is_console: bool,
    state: Mutex<TtyState>,
}

#[derive(Debug, Default)]
struct TtyState {
    /// Whether the program wants it: between [`UnixTerminal::take`] and [`UnixTerminal::give_back`], also
    /// while it is stopped.
    wanted: bool,
    /// How the terminal was before it was taken; none while it is not taken.
    before: Option<Termios>,
}

impl UnixTerminal {
    pub(in crate::run) fn open(no_mouse: bool) -> Result<Self, String> {
        check_streams(io::stdin().is_terminal(), io::stdout().is_terminal())?;
        let term = env::var_os("TERM").unwrap_or_default();
        if term == "dumb" {
            return Err(
                "a terminal with TERM=dumb cannot show the browser; `frontdesk search` and `frontdesk print` need no more"
                    .into(),
            );
        }
        let output = reopened().or_else(|_| stdio::stdout().try_clone_to_owned());
        Ok(Self {
            input: stdio::stdin(),
            output: File::from(output.map_err(|e| format!("standard output cannot be used: {e}"))?),
            no_mouse,
            is_console: term == "linux",
            state: Mutex::default(),
        })
    }

    pub(in crate::run) fn size(&self) -> (u16, u16) {
        match termios::tcgetwinsize(&self.output) {
            Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
            _ => USUAL_SIZE,
        }
    }

    pub(in crate::run) fn take(&self) -> io::Result<()> {
        let mut state = self.lock();
        state.wanted = true;
        self.set_up(&mut state)
    }

    fn set_up(&self, state: &mut TtyState) -> io::Result<()> {
        let now = termios::tcgetattr(self.input)?;
        let mut raw = now.clone();
        raw.make_raw();
        termios::tcsetattr(self.input, OptionalActions::Now, &raw)?;
        state.before.get_or_insert(now);
        let mouse = if self.no_mouse { b"" } else { MOUSE };
        self.hand_in(&[ENTER, PASTE, mouse].concat());
        Ok(())
    }

    pub(in crate::run) fn give_back(&self) {
        let mut state = self.lock();
        state.wanted = false;
        self.restore(&mut state);
    }

    pub(in crate::run) fn end(&self, code: u8, last_words: impl FnOnce()) -> ! {
        let mut state = self.lock();
        self.restore(&mut state);
        last_words();
        process::exit(code.into())
    }

    /// Asks for a stop as the terminal itself does for Ctrl+Z: everything in the foreground gets SIGTSTP,
    /// this program included. Where no shell could continue it, nothing happens.
    pub(in crate::run) fn suspend(&self) {
        if getsid(None).is_ok_and(|session| session != getpgrp()) {
            self.restore(&mut self.lock());
            let _ = kill_current_process_group(Signal::TSTP);
        }
    }

    /// Waits for input, for so long where a time is given, and reads what there is; none when nothing came.
    fn read(&self, bytes: &mut [u8], patience: Option<Duration>) -> io::Result<Option<usize>> {
        let patience = patience.and_then(|time| Timespec::try_from(time).ok());
        let mut input = [PollFd::new(&self.input, PollFlags::IN)];
        if retry_on_intr(|| poll(&mut input, patience.as_ref()))? == 0 {
            return Ok(None);
        }
        match retry_on_intr(|| rustix::io::read(self.input, &mut *bytes)) {
            Ok(0) => Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => Ok(Some(count)),
            Err(Errno::AGAIN) => Ok(Some(0)),
            Err(e) => Err(e.into()),
        }
    }

    /// Waits for the terminal as long as it takes.
    pub(in crate::run) fn write(&self, bytes: &[u8]) -> io::Result<()> {
        let mut rest = bytes;
        while !rest.is_empty() {
            let state = self.lock();
            if state.before.is_none() {
                return Ok(());
            }
            let written = (&self.output).write(rest);
            drop(state);
            match written {
                Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                Ok(n) => rest = &rest[n..],
                Err(e) if e.kind() == io::ErrorKind::Interrupted => {}
                Err(e) if e.kind() == io::ErrorKind::WouldBlock => self.wait(None),
                Err(e) => return Err(e),
            }
        }
        Ok(())
    }

    pub(in crate::run) fn ask_for_ground(&self) -> bool {
        self.write(GROUND).is_ok()
    }

    /// The terminal does not tell whether it did it.
    pub(in crate::run) fn copy(&self, text: &str) -> Result<(), String> {
        if self.is_console {
            return Err("the Linux console has no clipboard".into());
        }
        let asked = self.write(&copy_request(text));
        asked.map_err(|why| why.to_string())
    }

    pub(in crate::run) fn listen(
        self: &Arc<Self>,
        tell: impl Fn(Input) -> bool + Send + 'static,
    ) -> io::Result<()> {
        let tty = Arc::clone(self);
        thread::Builder::new()
            .name("keyboard".into())
            .spawn(move || {
                let mut decoder = Decoder::default();
                let mut bytes = [0; 4096];
                loop {
                    let mut events = Vec::new();
                    match tty.read(&mut bytes, decoder.patience()) {
                        Ok(Some(count)) => decoder.read(&bytes[..count], &mut events),
                        Ok(None) => decoder.settle(&mut events),
                        Err(_) => tty.end(HUNG_UP, || {}),
                    }
                    let ground = decoder.take_ground().map(Input::Ground);
                    let events = (!events.is_empty()).then_some(Input::Events(events));
                    if !ground.into_iter().chain(events).all(&tell) {
                        return;
                    }
                }
            })?;
        Ok(())
    }

    /// In a kiosk, those that a keyboard, a timer or a limit can send do nothing.
    pub(in crate::run) fn heed_signals(
        self: &Arc<Self>,
        is_kiosk: bool,
        tell: impl Fn(Input) + Send + 'static,
    ) -> io::Result<()> {
        let tty = Arc::clone(self);
        let mut signals = Signals::new([
            SIGALRM, SIGCONT, SIGHUP, SIGINT, SIGIO, SIGPROF, SIGQUIT, SIGTERM, SIGTSTP, SIGUSR1,
            SIGUSR2, SIGVTALRM, SIGWINCH, SIGXCPU, SIGXFSZ,
        ])?;
        thread::Builder::new()
            .name("signals".into())
            .spawn(move || {
                for signal in signals.forever() {
                    match signal {
                        SIGHUP | SIGTERM => tty.end(code(signal), || {}),
                        // Taken again also when only SIGSTOP can have stopped it: a shell has set its own
                        // modes since. A terminal that is gone is noticed where it is read or written.
                        SIGCONT => {
                            let mut state = tty.lock();
                            let _ = state.wanted.then(|| tty.set_up(&mut state));
                        }
                        // Even to the size of before, the terminal has cut or moved what it showed. A file
                        // that may not grow further is an error where it is written.
                        SIGWINCH | SIGXFSZ => {}
                        _ if is_kiosk => {}
                        // Stops the program here until it is continued.
                        SIGTSTP => {
                            let mut state = tty.lock();
                            tty.restore(&mut state);
                            // Fails for unknown signals only.
                            let _ = emulate_default_handler(SIGTSTP);
                        }
                        _ => tty.end(code(signal), || {}),
                    }
                    tell(Input::Disturbance);
                }
            })?;
        Ok(())
    }

    fn restore(&self, state: &mut TtyState) {
        let Some(before) = state.before.take() else {
            return;
        };
        let mouse = if self.no_mouse { b"" } else { MOUSE_OFF };
        // What was written last may end inside a sequence.
        self.hand_in(&[CANCEL, mouse, LEAVE].concat());
        // A terminal that is gone has no settings to get back.
        let _ = termios::tcsetattr(self.input, OptionalActions::Now, &before);
    }

    /// Writes a few bytes that matter, without ever waiting long: a terminal that does not read loses what it
    /// has not read.
    fn hand_in(&self, bytes: &[u8]) {
        let whole = |written: io::Result<usize>| matches!(written, Ok(n) if n == bytes.len());
        if whole((&self.output).write(bytes)) {
            return;
        }
        self.wait(Some(&PATIENCE));
        if !whole((&self.output).write(bytes)) {
            // Errors say that the terminal is gone, and that nothing can be done for it.
            let _ = termios::tcflush(&self.output, QueueSelector::OFlush);
            let _ = (&self.output).write(&[CANCEL, bytes].concat());
        }
    }

    fn wait(&self, patience: Option<&Timespec>) {
        // Interrupted or failed: the next write tells.
        let _ = poll(&mut [PollFd::new(&self.output, PollFlags::OUT)], patience);
    }

    fn lock(&self) -> MutexGuard<'_, TtyState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Standard output's terminal, opened again, so that it can be non-blocking for this program alone.
fn reopened() -> io::Result<OwnedFd> {
    let name = if termios::tcgetsid(stdio::stdout()).ok() == getsid(None).ok() {
        c"/dev/tty".to_owned()
    } else {
        termios::ttyname(stdio::stdout(), Vec::new())?
    };
    let flags = OFlags::WRONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    Ok(rustix::fs::open(
        OsStr::from_bytes(name.as_bytes()),
        flags,
        Mode::empty(),
    )?)
}

/// The exit code of a program that a signal ended, as shells know it.
fn code(signal: i32) -> u8 {
    128 + signal as u8
}
