//! The kiosk: every way out that `less` closes in its secure mode, and those that a keyboard and a mouse add,
//! tried one by one. Nothing ends it, stops it, starts a program, writes a file or reaches the clipboard.

use std::{fs, thread, time::Duration};

use rustix::process::Signal;

use crate::{
    faults::KEYBOARDS,
    pty::{Start, Terminal},
    searched,
};

fn kiosk() -> Terminal {
    let terminal = Start::desk(["--kiosk"]).start();
    terminal.wait_for_text("F1 help");
    terminal
}

/// What a keyboard, a mouse and a clipboard can send, as bytes.
fn ways_out() -> Vec<String> {
    let controls = ('\x01'..='\x1f').map(String::from);
    let alts = (' '..='~').map(|letter| format!("\x1b{letter}"));
    let functions = (11..=34).flat_map(|n| (1..=8).map(move |held| format!("\x1b[{n};{held}~")));
    let arrows = "ABCDFHPQRS".chars();
    let arrows = arrows.flat_map(|c| (1..=8).map(move |held| format!("\x1b[1;{held}{c}")));
    let enhanced = "cqzd\\oswy".bytes();
    let enhanced = enhanced.flat_map(|c| (1..=8).map(move |held| format!("\x1b[{c};{held}u")));
    // Commands of pagers, editors and shells: quit, shell, pipe, edit, open, save, log, run at start, tags.
    let commands = "q,Q,:q\r,:q!\r,ZZ,:wq\r,!sh\r,!!,#sh\r,|sh\r,v,E,:e /etc/passwd\r,:n\r,s/tmp/x\r,o/tmp/x\r,:w x\r,\
        +!sh\r,t,T,-Ox\r,\x18\x03,\x18\x13,\x0b\x11,\x1b\x1b\x1b\x1b,exit\r,quit\r,$(sh)\r,`sh`\r,;sh\r,--help\r,~.";
    let pastes = "\x03,\x11,\x1a,\x1c,\x1b[201~\x03,q\r:q\r,\x1b]52;c;eA==\x07".split(',');
    let clicks = (0..=10_u16).flat_map(|button| {
        [(1, 1), (80, 24), (40, 12), (78, 1), (5, 24)]
            .map(|(x, y)| format!("\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m"))
    });
    controls
        .chain(alts)
        .chain(functions)
        .chain(arrows)
        .chain(enhanced)
        .chain(commands.split(',').map(str::to_owned))
        .chain(pastes.map(|pasted| format!("\x1b[200~{pasted}\x1b[201~")))
        .chain(clicks)
        .collect()
}

#[test]
fn no_key_gets_out() {
    let folder = tempfile::tempdir().unwrap();
    let mut terminal = Start::desk(["--kiosk"]).folder(folder.path()).start();
    terminal.wait_for_text("F1 help");
    for way in ways_out() {
        terminal.send(&way);
        assert!(terminal.is_running(), "{way:?} ends it");
    }
    // Still there, and still a search: first with the last way's bytes out of the way, then on a new call.
    terminal.send("\x1b[C\x1bOQ");
    terminal.send("hurt");
    terminal.wait_for("typing", |screen| searched(screen) == "hurt");
    assert!(terminal.is_running());
    assert_eq!(terminal.children(), "", "it starts no program");
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        0,
        "it writes no file"
    );
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    let output = output.replace("\x1b]11;?", "");
    assert!(
        !output.contains("\x1b]"),
        "the clipboard and the title are left alone"
    );
    assert!(!output.contains("\x1b[?1049l"), "the screen is never left");
    terminal.signal(Signal::TERM);
    assert_eq!(terminal.exit_code(), 128 + Signal::TERM.as_raw());
    terminal.wait_until_given_back();
}

#[test]
fn no_signal_of_a_keyboard_gets_out() {
    for end in [Signal::TERM, Signal::HUP] {
        let mut terminal = kiosk();
        for signal in KEYBOARDS.into_iter().chain([Signal::TSTP, Signal::USR2]) {
            terminal.signal(signal);
        }
        terminal.send("hurt");
        terminal.wait_for("typing", |screen| searched(screen) == "hurt");
        terminal.signal(end);
        assert_eq!(terminal.exit_code(), 128 + end.as_raw());
        terminal.wait_until_given_back();
    }
}

#[test]
fn the_last_callers_words_are_cleared() {
    let terminal = Start::desk(["--kiosk", "--idle", "2"]).start();
    terminal.wait_for_text("F1 help");
    terminal.send("hurt");
    terminal.wait_for("the caller's word", |screen| searched(screen) == "hurt");
    terminal.wait_for("an empty search box", |screen| {
        searched(screen) == "Type what the caller says"
    });
    terminal.send("layer");
    terminal.wait_for("another caller", |screen| searched(screen) == "layer");
}

#[test]
fn what_a_kiosk_has_cleared_does_not_come_back() {
    let terminal = Start::desk(["--kiosk", "--idle", "1"]).start();
    terminal.wait_for_text("F1 help");
    terminal.send("my secret");
    terminal.wait_for("typing", |screen| searched(screen) == "my secret");
    terminal.send("\x1b");
    terminal.wait_for("nothing typed", |screen| searched(screen) != "my secret");
    thread::sleep(Duration::from_millis(1500));
    terminal.send("[a");
    terminal.wait_for("the next words alone", |screen| searched(screen) == "[a");
}

#[test]
fn approved_entries_can_stand_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faq.yaml");
    let answer = "Yes.";
    let seal = frontdesk::seal::Seal::of("Is it safe?", answer);
    let approved = format!(
        "- question: Is it safe?\n  answer: {answer}\n  approved: {} {seal}\n",
        jiff::Zoned::now().date()
    );
    let open = "- question: Is it cheap?\n  answer: No.\n";
    fs::write(&file, format!("title: T\nentries:\n{approved}{open}")).unwrap();
    let by_variable = Start::desk([&file]).env("FRONTDESK_APPROVED_ONLY", "1");
    let by_option = Start::desk([
        "--kiosk".as_ref(),
        "--approved-only".as_ref(),
        file.as_os_str(),
    ]);
    for start in [by_variable, by_option] {
        let mut terminal = start.start();
        terminal.wait_for_text("Left out because not approved: 1");
        terminal.wait_for("approved entries alone", |screen| {
            let text = screen.contents();
            text.contains("Is it safe?") && !text.contains("Is it cheap?")
        });
        terminal.signal(Signal::TERM);
        assert_eq!(terminal.exit_code(), 128 + Signal::TERM.as_raw());
    }
}

#[test]
fn a_kiosk_keeps_no_questions() {
    let mut terminal = Start::desk(["--kiosk", "--unanswered", "/tmp/never-written"]).start();
    assert_eq!(terminal.exit_code(), 2);
    terminal.wait_for_text("--unanswered");
}
