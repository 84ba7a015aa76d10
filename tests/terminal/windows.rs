//! The program for Windows, under wine in a terminal. Wine's console hands keys on exactly, but knows no escape
//! sequences; behind a pipe the program's output comes through as it is. Ctrl+C never is a key there, as it is on Windows:
//! wine makes of it what Windows makes of Ctrl+Break.

use std::{
    env, fs, thread,
    time::{Duration, Instant},
};

use crate::{
    pty::{Start, Terminal},
    searched,
};

/// How long a program that quits takes at most.
const PATIENCE: Duration = Duration::from_secs(3);

/// The browser, its pipe's other end being proof against Ctrl+C.
fn desk<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Terminal {
    let program = env::var("FRONTDESK_EXE").expect("FRONTDESK_EXE names frontdesk.exe");
    let line = "trap '' INT; wine \"$0\" \"$@\" | cat; exit \"${PIPESTATUS[0]}\"";
    let mut start = Start::program("bash")
        .arguments(["-c", line, &program])
        .arguments(arguments)
        .env("FRONTDESK_PIPED", "1");
    for name in [
        "HOME",
        "WINEPREFIX",
        "WINEARCH",
        "WINEDEBUG",
        "WINEDLLOVERRIDES",
    ] {
        if let Ok(value) = env::var(name) {
            start = start.env(name, &value);
        }
    }
    let terminal = start.start();
    terminal.wait_for_text("F1 Help");
    terminal
}

#[test]
#[ignore = "needs wine and the program built for Windows: `.ci/windows --test` has both"]
fn a_call() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("unanswered.jsonl");
    let mut terminal = desk(["--unanswered", kept.to_str().unwrap()]);
    terminal.send("hurt");
    terminal.wait_for("the answer", |screen| {
        searched(screen) == "hurt" && screen.contents().contains("── Does microneedling hurt?")
    });
    terminal.send("\x1b[19~");
    terminal.wait_for_text("Saved");
    assert!(fs::read_to_string(&kept).unwrap().contains("hurt"));
    // It may ask once whether it shall end.
    terminal.send("\x11");
    let pressed = Instant::now();
    while terminal.is_running() && pressed.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(20));
    }
    if terminal.is_running() {
        terminal.send("\x11");
    }
    assert_eq!(terminal.exit_code(), 0);
}

#[test]
#[ignore = "needs wine and the program built for Windows: `.ci/windows --test` has both"]
fn ctrl_break_ends_a_desk_and_no_kiosk() {
    let mut terminal = desk([]);
    terminal.send("\x03");
    assert_eq!(terminal.exit_code(), 130);
    assert!(terminal.output().ends_with(b"\x1b[?1049l\x1b[?25h"));
    let terminal = desk(["--kiosk"]);
    terminal.send("\x03\x11hurt");
    terminal.wait_for("the answer", |screen| searched(screen) == "hurt");
}
