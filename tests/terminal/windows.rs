//! The program for Windows, under wine in a terminal. Wine's console hands keys on exactly, but knows no
//! escape sequences; behind a pipe the program's output comes through as it is. Ctrl+C never is a key there,
//! as it is on Windows: it comes as what Windows makes of Ctrl+Break.

use std::{
    env, fs, thread,
    time::{Duration, Instant},
};

use crate::pty::{self, Terminal, searched};

/// How long a program whose window is closed runs on at most.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether a program with such an argument runs.
fn runs_with(argument: &[u8]) -> bool {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let mut lines = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    lines.any(|line| line.split(|byte| *byte == 0).any(|word| word == argument))
}

/// The browser, its pipe's other end being proof against Ctrl+C, and all of it open to a hang-up (also under
/// nohup).
fn desk<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Terminal {
    let program = env::var("FRONTDESK_EXE").expect("FRONTDESK_EXE names frontdesk.exe");
    let line = "trap '' INT; wine \"$0\" \"$@\" | cat; exit \"${PIPESTATUS[0]}\"";
    let mut command = pty::program("env");
    command
        .args(["--default-signal=HUP", "bash", "-c", line, &program])
        .args(arguments)
        .env("FRONTDESK_PIPED", "1");
    for name in "HOME WINEPREFIX WINEARCH WINEDEBUG WINEDLLOVERRIDES".split(' ') {
        if let Ok(value) = env::var(name) {
            command.env(name, value);
        }
    }
    let terminal = Terminal::start(&mut command);
    terminal.wait_for_text("8 questions");
    terminal
}

#[test]
#[ignore = "needs wine and the program built for Windows: `.ci/windows --test` has both"]
fn a_call() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("unanswered.jsonl");
    let terminal = desk(["--unanswered", kept.to_str().unwrap()]);
    terminal.types("hurt");
    terminal.wait_for_text("Before microneedling, the area");
    // The clipboard of Windows takes it.
    terminal.send("\x19");
    terminal.wait_for_text("─ Copied, if");
    terminal.send("\x1bOQ");
    terminal.wait_for("the next caller", |screen| searched(screen) != "hurt");
    terminal.send("xylophone lessons\x1b[19~");
    terminal.wait_for_text("Saved");
    // Before it was said, and whatever happens after.
    let line = fs::read_to_string(&kept).unwrap();
    let is_whole = line.contains("\"xylophone lessons\"") && line.ends_with("}\n");
    assert!(is_whole, "{line}");
    terminal.send("\x03");
    terminal.wait_for_text("Press Ctrl+C again");
    terminal.send("\x03");
    terminal.ends(0);
    assert!(terminal.output().ends_with("\x1b[?1049l\x1b[0m\x1b[?25h"));
}

#[test]
#[ignore = "needs wine and the program built for Windows: `.ci/windows --test` has both"]
fn nothing_ends_a_kiosk() {
    let terminal = desk(["--kiosk"]);
    terminal.send("\x03\x03\x11\x11hurt");
    terminal.wait_until_searched("hurt");
}

#[test]
#[ignore = "needs wine and the program built for Windows: `.ci/windows --test` has both"]
fn a_window_that_is_closed_ends_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("unanswered.jsonl");
    let mut terminal = desk(["--unanswered", kept.to_str().unwrap()]);
    terminal.send("xylophone lessons\x1b[19~");
    terminal.wait_for_text("Saved");
    terminal.hang_up();
    let path = kept.as_os_str().as_encoded_bytes();
    let start = Instant::now();
    while runs_with(path) {
        assert!(start.elapsed() < PATIENCE, "it still runs");
        thread::sleep(Duration::from_millis(20));
    }
    assert!(fs::read_to_string(&kept).unwrap().ends_with("}\n"));
}
