//! The program in a real terminal: a PTY whose screen is read by `vt100`. Nothing sleeps for a fixed time:
//! what is expected is waited for, with a deadline that only a broken program reaches.

use std::{
    cell::RefCell,
    ffi::OsStr,
    fmt::Debug,
    fs::{self, File},
    io::{Read, Write},
    num::NonZeroU16,
    os::{fd::OwnedFd, unix::ffi::OsStrExt},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    fs::{Mode, OFlags},
    process::{Pid, Signal, kill_process},
    pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt},
    termios::{OptionalActions, Termios, Winsize, tcgetattr, tcsetattr, tcsetwinsize},
};
use vt100::{MouseProtocolMode, Screen};

/// What only a broken program needs longer for, on the slowest of machines.
const DEADLINE: Duration = Duration::from_secs(60);

/// Between two looks.
const MOMENT: Duration = Duration::from_millis(5);

/// `frontdesk`, to be started in an xterm with UTF-8 and nothing else in its environment.
pub(crate) fn frontdesk() -> Command {
    program(env!("CARGO_BIN_EXE_frontdesk"))
}

/// What a shell makes of this line, of which `$0` is `frontdesk`.
pub(crate) fn shell(line: &str) -> Command {
    let mut command = program("sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_frontdesk")]);
    command
}

/// Any program.
pub(crate) fn program(program: &str) -> Command {
    // Makes the PTY the controlling terminal, which nothing in `std` can do, and becomes the program.
    let mut command = Command::new("setsid");
    command
        .args(["-c", program])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("TERM", "xterm-256color")
        .env("FRONTDESK_NO_MEANING", "true")
        .env("LANG", "C.UTF-8");
    command
}

/// A terminal with a program in it. What is still running at the end is killed.
pub(crate) struct Terminal {
    child: RefCell<Child>,
    before: Termios,
    slave: Option<OwnedFd>,
    master: Option<Arc<File>>,
    reader: Option<thread::JoinHandle<()>>,
    seen: Arc<Mutex<Seen>>,
}

/// What the terminal shows and has been sent.
struct Seen {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    reading: Reading,
}

/// Whether the terminal takes what the program writes.
enum Reading {
    On,
    Paused,
    Over,
}

impl Terminal {
    /// One of 80x24 in which a program starts.
    pub(crate) fn start(command: &mut Command) -> Self {
        Self::start_at((80, 24), command)
    }

    /// The same, with its first screen shown.
    pub(crate) fn open(command: &mut Command) -> Self {
        let terminal = Self::start(command);
        terminal.wait_for_text("F1 help");
        terminal
    }

    /// One of so many columns and rows.
    pub(crate) fn start_at(size: (u16, u16), command: &mut Command) -> Self {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
        // At once, as other tests start programs meanwhile; macOS knows no such flag.
        #[cfg(target_os = "linux")]
        let flags = flags | OpenptFlags::CLOEXEC;
        let master = openpt(flags).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let name = OsStr::from_bytes(name.as_bytes());
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let slave = rustix::fs::open(name, flags, Mode::empty()).unwrap();
        tcsetwinsize(&slave, window(size)).unwrap();
        let before = tcgetattr(&slave).unwrap();
        let end = || slave.try_clone().unwrap();
        command.stdin(end()).stdout(end()).stderr(end());
        let child = command
            .spawn()
            .expect("setsid (of util-linux or busybox) starts programs in a terminal of their own");
        // Its ends of the terminal are not ours.
        let null = Stdio::null;
        command.stdin(null()).stdout(null()).stderr(null());
        let [columns, rows] =
            [size.0, size.1].map(|cells| NonZeroU16::new(cells).unwrap_or(NonZeroU16::MIN));
        let seen = Arc::new(Mutex::new(Seen {
            parser: vt100::Parser::new(rows, columns, 0),
            bytes: Vec::new(),
            reading: Reading::On,
        }));
        let master = Arc::new(File::from(master));
        let reader = {
            let (master, seen) = (Arc::clone(&master), Arc::clone(&seen));
            thread::spawn(move || read(&master, &seen))
        };
        Self {
            child: RefCell::new(child),
            before,
            slave: Some(slave),
            master: Some(master),
            reader: Some(reader),
            seen,
        }
    }

    /// Types, pastes, clicks: sends `bytes` as the terminal would.
    pub(crate) fn send(&self, bytes: impl AsRef<[u8]>) {
        let mut master: &File = self.master.as_ref().expect("the terminal is open");
        master.write_all(bytes.as_ref()).unwrap();
    }

    /// Types these words, and waits until they alone stand in the search box.
    pub(crate) fn types(&self, words: &str) {
        self.send(words);
        self.wait_until_searched(words);
    }

    /// Waits until these words alone stand in the search box.
    pub(crate) fn wait_until_searched(&self, words: &str) {
        self.wait_for(words, |screen| searched(screen) == words);
    }

    /// Waits until the screen is as `wanted`.
    pub(crate) fn wait_for(&self, what: &str, wanted: impl Fn(&Screen) -> bool) {
        self.wait(what, |seen| wanted(seen.parser.screen()));
    }

    /// Waits until `text` is on the screen.
    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits until these texts are on the screen at once, and none of those.
    pub(crate) fn wait_for_texts(&self, texts: &[&str], others: &[&str]) {
        self.wait_for(&texts.join(" and "), |screen| {
            let contents = screen.contents();
            let is_shown = |text: &&str| contents.contains(*text);
            texts.iter().all(is_shown) && !others.iter().any(is_shown)
        });
    }

    /// Waits until `bytes` have been written so many times since the start.
    pub(crate) fn wait_for_bytes(&self, bytes: &str, times: usize) {
        self.wait(bytes, |seen| {
            String::from_utf8_lossy(&seen.bytes).matches(bytes).count() >= times
        });
    }

    /// Waits until no frame is half written.
    pub(crate) fn wait_for_frame_end(&self) {
        let end = b"\x1b[?2026l";
        self.wait("the end of a frame", |seen| seen.bytes.ends_with(end));
    }

    fn wait(&self, what: &str, wanted: impl Fn(&Seen) -> bool) {
        let start = Instant::now();
        while !wanted(&self.seen()) {
            let is_late = start.elapsed() > DEADLINE;
            assert!(!is_late, "waited in vain for {what}:\n{}", self.contents());
            thread::sleep(MOMENT);
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        // A test that fails still has its program to kill.
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn screen(&self) -> Screen {
        self.seen().parser.screen().clone()
    }

    /// The screen's text.
    pub(crate) fn contents(&self) -> String {
        self.seen().parser.screen().contents()
    }

    /// All that the program has written.
    pub(crate) fn output(&self) -> String {
        String::from_utf8_lossy(&self.seen().bytes).into_owned()
    }

    /// Gives the terminal another size and tells the program.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let mut seen = self.seen();
        if let (Some(columns), Some(rows)) = (NonZeroU16::new(columns), NonZeroU16::new(rows)) {
            seen.parser.screen_mut().set_size(rows, columns);
        }
        tcsetwinsize(self.slave.as_ref().unwrap(), window((columns, rows))).unwrap();
    }

    /// From now on nothing that the program writes is read, until [`Terminal::read_on`].
    pub(crate) fn stop_reading(&self) {
        self.seen().reading = Reading::Paused;
    }

    pub(crate) fn read_on(&self) {
        self.seen().reading = Reading::On;
    }

    /// Closes the window.
    pub(crate) fn hang_up(&mut self) {
        self.seen().reading = Reading::Over;
        self.reader.take().unwrap().join().unwrap();
        self.slave = None;
        self.master = None;
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    fn pid(&self) -> Pid {
        Pid::from_child(&self.child.borrow())
    }

    pub(crate) fn wait_for_its_end(&self) {
        self.wait("its end", |_| !self.is_running());
    }

    /// Waits until the program ends with this exit code.
    pub(crate) fn ends(&self, code: i32) {
        self.wait_for_its_end();
        let status = self.child.borrow_mut().wait().unwrap();
        assert_eq!(status.code(), Some(code), "{}", self.contents());
    }

    /// Waits until the program ends by this signal, having given the terminal back.
    pub(crate) fn ends_by(&self, signal: Signal) {
        self.ends(128 + signal.as_raw());
        self.wait_until_given_back();
    }

    /// Whether the program still runs.
    pub(crate) fn is_running(&self) -> bool {
        self.child.borrow_mut().try_wait().unwrap().is_none()
    }

    /// Waits until the program is stopped.
    pub(crate) fn wait_until_stopped(&self) {
        let path = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        let is_stopped = |_: &Seen| fs::read_to_string(&path).unwrap().contains(") T ");
        self.wait("a stop", is_stopped);
    }

    /// The process ids of the programs that the program has started.
    pub(crate) fn children(&self) -> String {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid().as_raw_nonzero())).unwrap();
        let children = tasks.map(|task| task.unwrap().path().join("children"));
        children.flat_map(fs::read_to_string).collect()
    }

    /// Sets the modes that the terminal had before the program, as a shell does.
    pub(crate) fn cook(&self) {
        let slave = self.slave.as_ref().unwrap();
        tcsetattr(slave, OptionalActions::Now, &self.before).unwrap();
    }

    /// Waits until the terminal is as it was before the program: its modes, the main screen, the cursor, the
    /// mouse, paste.
    pub(crate) fn wait_until_given_back(&self) {
        self.wait_for("the main screen", |screen| {
            !screen.alternate_screen()
                && !screen.hide_cursor()
                && !screen.bracketed_paste()
                && screen.mouse_protocol_mode() == MouseProtocolMode::None
        });
        let slave = self.slave.as_ref().unwrap();
        let before = comparable(&self.before);
        self.wait("the modes of before", |_| {
            comparable(&tcgetattr(slave).unwrap()) == before
        });
        assert_eq!(self.screen().attributes_formatted(), "\x1b[m");
    }

    /// Quits with a key, and expects everything to be in order.
    pub(crate) fn quit(self) {
        self.send("\x11");
        self.ends(0);
        self.wait_until_given_back();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Already gone, as a rule.
        let _ = self.child.get_mut().kill();
        let _ = self.child.get_mut().wait();
        self.seen().reading = Reading::Over;
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
    }
}

/// Reads until the terminal is closed.
fn read(mut master: &File, seen: &Mutex<Seen>) {
    let mut bytes = vec![0; 64 * 1024];
    let moment = Timespec::try_from(MOMENT).unwrap();
    loop {
        let ready = poll(&mut [PollFd::new(master, PollFlags::IN)], Some(&moment)).unwrap() > 0;
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        match seen.reading {
            Reading::Over => return,
            Reading::Paused => {
                drop(seen);
                thread::sleep(MOMENT);
            }
            Reading::On => {
                if ready && let Ok(count @ 1..) = master.read(&mut bytes) {
                    seen.parser.process(&bytes[..count]);
                    seen.bytes.extend_from_slice(&bytes[..count]);
                }
            }
        }
    }
}

/// What stands in the search box.
pub(crate) fn searched(screen: &Screen) -> String {
    let contents = screen.contents();
    let typed = contents.lines().find_map(|row| {
        let row = row.trim_matches(['│', '|', ' ']);
        row.strip_prefix(['›', '>'])
    });
    let typed = typed.unwrap_or_default().trim_start();
    let (typed, _) = typed.split_once("  ").unwrap_or((typed, ""));
    typed.trim_end().to_owned()
}

fn window((columns, rows): (u16, u16)) -> Winsize {
    Winsize {
        ws_col: columns,
        ws_row: rows,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

/// A terminal's modes, to be compared.
fn comparable(modes: &Termios) -> String {
    let flags: [&dyn Debug; 5] = [
        &modes.input_modes,
        &modes.output_modes,
        &modes.control_modes,
        &modes.local_modes,
        &modes.special_codes,
    ];
    format!("{flags:?}")
}
