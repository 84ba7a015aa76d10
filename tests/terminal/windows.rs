//! The program for Windows, under wine in a terminal. Wine's console hands keys on exactly, but knows no escape
//! sequences; behind a pipe the program's output comes through as it is.

use std::{
    env, fs, thread,
    time::{Duration, Instant},
};

use crate::{pty::Start, searched};

/// How long a program that quits takes at most.
const PATIENCE: Duration = Duration::from_secs(3);

#[test]
#[ignore = "needs wine and the program built for Windows: `.ci/windows --test` has both"]
fn a_call_on_windows() {
    let program = env::var("FRONTDESK_EXE").expect("FRONTDESK_EXE names frontdesk.exe");
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("unanswered.md");
    let mut start = Start::program("bash")
        .arguments([
            "-c",
            "wine \"$0\" --unanswered \"$1\" | cat; exit \"${PIPESTATUS[0]}\"",
        ])
        .arguments([program.as_str(), kept.to_str().unwrap()])
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
    let mut terminal = start.start();
    terminal.wait_for_text("F1 Help");
    terminal.send("hurt");
    terminal.wait_for("the answer", |screen| {
        searched(screen) == "hurt" && screen.contents().contains("── Does microneedling hurt?")
    });
    terminal.send("\x1b[19~");
    terminal.wait_for_text("Saved");
    assert!(fs::read_to_string(&kept).unwrap().contains("hurt"));
    // It may ask once whether the call is over.
    terminal.send("\x03");
    let pressed = Instant::now();
    while terminal.is_running() && pressed.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(20));
    }
    if terminal.is_running() {
        terminal.send("\x03");
    }
    assert_eq!(terminal.exit_code(), 0);
}
