//! The program in a real terminal: a PTY whose screen is read by `vt100`. Nothing sleeps for a fixed time:
//! what is expected is waited for, with a deadline that only a broken program reaches.

use std::{
    ffi::OsStr,
    fmt::Debug,
    fs::{self, File},
    io::{Read, Write},
    num::NonZeroU16,
    os::{fd::OwnedFd, unix::ffi::OsStrExt},
    path::Path,
    process::{Child, Command},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
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

/// What only a broken program needs longer for, on the slowest of machines.
const DEADLINE: Duration = Duration::from_secs(60);

/// A program that is about to be started in a terminal.
pub(crate) struct Start {
    command: Command,
    size: (u16, u16),
}

impl Start {
    /// `frontdesk` with these arguments, in an xterm of 80x24 with UTF-8 and nothing else in its environment.
    pub(crate) fn desk<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        Self::program(env!("CARGO_BIN_EXE_frontdesk")).arguments(arguments)
    }

    /// Any program.
    pub(crate) fn program(program: &str) -> Self {
        // Makes the PTY the controlling terminal, which nothing in `std` can do, and becomes the program.
        let mut command = Command::new("setsid");
        command
            .args(["-c", program])
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("TERM", "xterm-256color")
            .env("FRONTDESK_NO_MEANING", "true")
            .env("LANG", "C.UTF-8");
        Self {
            command,
            size: (80, 24),
        }
    }

    pub(crate) fn arguments<A: AsRef<OsStr>>(
        mut self,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        self.command.args(arguments);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.command.env(name, value);
        self
    }

    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Started in this folder.
    pub(crate) fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Columns and rows.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn start(mut self) -> Terminal {
        let flags = OpenptFlags::RDWR | OpenptFlags::NOCTTY;
        // At once, as other tests start programs meanwhile; macOS knows no such flag.
        #[cfg(target_os = "linux")]
        let flags = flags | OpenptFlags::CLOEXEC;
        let master = openpt(flags).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC;
        let slave =
            rustix::fs::open(OsStr::from_bytes(name.as_bytes()), flags, Mode::empty()).unwrap();
        let (columns, rows) = self.size;
        tcsetwinsize(&slave, window(columns, rows)).unwrap();
        let before = tcgetattr(&slave).unwrap();
        let child = self
            .command
            .stdin(slave.try_clone().unwrap())
            .stdout(slave.try_clone().unwrap())
            .stderr(slave.try_clone().unwrap())
            .spawn()
            .expect("setsid (of util-linux or busybox) starts programs in a terminal of their own");
        // The slave ends of the parent's.
        drop(self.command);
        let seen = Arc::new(Seen::new(columns, rows));
        let master = Arc::new(File::from(master));
        let reader = {
            let (master, seen) = (Arc::clone(&master), Arc::clone(&seen));
            thread::spawn(move || seen.read(&master))
        };
        Terminal {
            child,
            before,
            slave: Some(slave),
            master: Some(master),
            reader: Some(reader),
            seen,
        }
    }
}

/// A terminal with a program in it. What is still running at the end is killed.
pub(crate) struct Terminal {
    child: Child,
    before: Termios,
    slave: Option<OwnedFd>,
    master: Option<Arc<File>>,
    reader: Option<thread::JoinHandle<()>>,
    seen: Arc<Seen>,
}

impl Terminal {
    /// Types, pastes, clicks: sends `bytes` as the terminal would.
    pub(crate) fn send(&self, bytes: impl AsRef<[u8]>) {
        let mut master: &File = self.master.as_ref().expect("the terminal is open");
        master.write_all(bytes.as_ref()).unwrap();
    }

    /// Waits until the screen is as `wanted`.
    pub(crate) fn wait_for(&self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        self.seen.wait(what, |seen| wanted(seen.parser.screen()));
    }

    /// Waits until `text` is on the screen.
    pub(crate) fn wait_for_text(&self, text: &str) {
        self.wait_for(text, |screen| screen.contents().contains(text));
    }

    /// Waits until `bytes` have been written since the start.
    pub(crate) fn wait_for_bytes(&self, bytes: &str) {
        self.wait_for_bytes_times(bytes, 1);
    }

    /// Waits until `bytes` have been written so many times since the start.
    pub(crate) fn wait_for_bytes_times(&self, bytes: &str, times: usize) {
        self.seen.wait(bytes, |seen| {
            String::from_utf8_lossy(&seen.bytes).matches(bytes).count() >= times
        });
    }

    /// Waits until no frame is half written.
    pub(crate) fn wait_for_frame_end(&self) {
        self.seen.wait("the end of a frame", |seen| {
            seen.bytes.ends_with(b"\x1b[?2026l")
        });
    }

    /// The screen.
    pub(crate) fn screen(&self) -> vt100::Screen {
        self.seen.lock().parser.screen().clone()
    }

    /// The screen's text.
    pub(crate) fn contents(&self) -> String {
        self.seen.lock().parser.screen().contents()
    }

    /// All that the program has written.
    pub(crate) fn output(&self) -> Vec<u8> {
        self.seen.lock().bytes.clone()
    }

    /// Gives the terminal another size and tells the program.
    pub(crate) fn resize(&self, columns: u16, rows: u16) {
        let mut seen = self.seen.lock();
        if let (Some(columns), Some(rows)) = (NonZeroU16::new(columns), NonZeroU16::new(rows)) {
            seen.parser.screen_mut().set_size(rows, columns);
        }
        tcsetwinsize(self.slave.as_ref().unwrap(), window(columns, rows)).unwrap();
    }

    /// From now on nothing that the program writes is read, until [`Terminal::read_on`].
    pub(crate) fn stop_reading(&self) {
        self.seen.lock().paused = true;
    }

    pub(crate) fn read_on(&self) {
        self.seen.lock().paused = false;
        self.seen.changed.notify_all();
    }

    /// Closes the window.
    pub(crate) fn hang_up(&mut self) {
        self.seen.lock().closed = true;
        self.seen.changed.notify_all();
        self.reader.take().unwrap().join().unwrap();
        self.slave = None;
        self.master = None;
    }

    pub(crate) fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    pub(crate) fn pid(&self) -> Pid {
        Pid::from_child(&self.child)
    }

    /// Waits for the end of the program: its exit code.
    pub(crate) fn exit_code(&mut self) -> i32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status.code().expect("it exits, and is not killed");
            }
            assert!(
                start.elapsed() < DEADLINE,
                "still running:\n{}",
                self.contents()
            );
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Whether the program still runs.
    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits until the process is in `state`, as /proc names it: T is stopped.
    pub(crate) fn wait_for_state(&self, state: char) {
        let path = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        let start = Instant::now();
        while !fs::read_to_string(&path)
            .unwrap()
            .contains(&format!(") {state} "))
        {
            assert!(start.elapsed() < DEADLINE, "never in state {state}");
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// The process ids of the programs that the program has started.
    pub(crate) fn children(&self) -> String {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.pid().as_raw_nonzero())).unwrap();
        tasks
            .map(|task| {
                fs::read_to_string(task.unwrap().path().join("children")).unwrap_or_default()
            })
            .collect()
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
                && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
        });
        self.seen.wait("the modes of before", |_| {
            comparable(&tcgetattr(self.slave.as_ref().unwrap()).unwrap())
                == comparable(&self.before)
        });
        assert_eq!(
            self.seen.lock().parser.screen().attributes_formatted(),
            "\x1b[m"
        );
    }

    /// Quits with a key, and expects everything to be in order.
    pub(crate) fn quit(mut self) {
        self.send("\x11");
        assert_eq!(self.exit_code(), 0);
        self.wait_until_given_back();
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Already gone, as a rule.
        let _ = self.child.kill();
        let _ = self.child.wait();
        self.seen.lock().closed = true;
        self.seen.changed.notify_all();
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
    }
}

/// What the terminal shows and has been sent.
struct Seen {
    state: Mutex<SeenState>,
    changed: Condvar,
}

struct SeenState {
    parser: vt100::Parser,
    bytes: Vec<u8>,
    paused: bool,
    closed: bool,
}

impl Seen {
    fn new(columns: u16, rows: u16) -> Self {
        let [rows, columns] = [rows.max(1), columns.max(1)].map(|n| NonZeroU16::new(n).unwrap());
        Self {
            state: Mutex::new(SeenState {
                parser: vt100::Parser::new(rows, columns, 0),
                bytes: Vec::new(),
                paused: false,
                closed: false,
            }),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, SeenState> {
        // A test that fails still has its program to kill.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads until the terminal is closed.
    fn read(&self, mut master: &File) {
        let mut bytes = vec![0; 64 * 1024];
        let moment = Timespec::try_from(Duration::from_millis(20)).unwrap();
        loop {
            let ready = poll(&mut [PollFd::new(master, PollFlags::IN)], Some(&moment)).unwrap() > 0;
            let mut state = self.lock();
            while state.paused && !state.closed {
                state = self.changed.wait(state).unwrap();
            }
            if state.closed {
                return;
            }
            if ready && let Ok(count @ 1..) = master.read(&mut bytes) {
                state.parser.process(&bytes[..count]);
                state.bytes.extend_from_slice(&bytes[..count]);
                self.changed.notify_all();
            }
        }
    }

    fn wait(&self, what: &str, wanted: impl Fn(&SeenState) -> bool) {
        let start = Instant::now();
        let mut state = self.lock();
        while !wanted(&state) {
            assert!(
                start.elapsed() < DEADLINE,
                "waited in vain for: {what}\n{}",
                state.parser.screen().contents()
            );
            // Not everything that is waited for comes with output.
            state = self
                .changed
                .wait_timeout(state, Duration::from_millis(50))
                .unwrap()
                .0;
        }
    }
}

fn window(columns: u16, rows: u16) -> Winsize {
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
