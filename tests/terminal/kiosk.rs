//! The kiosk: every way out that `less` closes in its secure mode, and those that a keyboard and a mouse add,
//! tried one by one. Nothing ends it, stops it, starts a program, writes a file or reaches the clipboard.

use std::{fs, thread, time::Duration};

use rustix::process::Signal;

use crate::{
    faults::{KEYBOARDS, LIMITS},
    pty::{Terminal, frontdesk},
};

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
    let terminal = Terminal::open(frontdesk().arg("--kiosk").current_dir(folder.path()));
    for way in ways_out() {
        terminal.send(&way);
        assert!(terminal.is_running(), "{way:?} ends it");
    }
    // Still there, and still a search: first with the last way's bytes out of the way, then on a new call.
    terminal.send("\x1b[C\x1bOQ");
    terminal.types("hurt");
    assert!(terminal.is_running());
    assert_eq!(terminal.children(), "", "it starts no program");
    let files = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(files, 0, "it writes no file");
    let output = terminal.output().replace("\x1b]11;?", "");
    assert!(!output.contains("\x1b]"), "nothing is copied, no title set");
    assert!(!output.contains("\x1b[?1049l"), "the screen is never left");
    terminal.signal(Signal::TERM);
    terminal.ends_by(Signal::TERM);
}

#[test]
fn no_signal_of_a_keyboard_gets_out() {
    for end in [Signal::TERM, Signal::HUP] {
        let terminal = Terminal::open(frontdesk().arg("--kiosk"));
        for signal in [&KEYBOARDS[..], &LIMITS, &[Signal::TSTP, Signal::USR2]].concat() {
            terminal.signal(signal);
        }
        terminal.types("hurt");
        terminal.signal(end);
        terminal.ends_by(end);
    }
}

#[test]
fn the_last_callers_words_are_cleared_and_do_not_come_back() {
    let terminal = Terminal::open(frontdesk().args(["--kiosk", "--idle", "2"]));
    terminal.types("hurt");
    terminal.wait_until_searched("Type what the caller says");
    terminal.types("my secret");
    terminal.send("\x1b");
    terminal.wait_until_searched("Type what the caller says");
    thread::sleep(Duration::from_millis(2500));
    terminal.types("[a");
}

#[test]
fn approved_entries_can_stand_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faq.yaml");
    let seal = frontdesk::seal::Seal::of("Is it safe?", "Yes.");
    let day = jiff::Zoned::now().date();
    let text = format!(
        "title: T\nentries:\n- question: Is it safe?\n  answer: Yes.\n  approved: {day} {seal}\n\
         - question: Is it cheap?\n  answer: No.\n"
    );
    fs::write(&file, text).unwrap();
    for command in [
        frontdesk().env("FRONTDESK_APPROVED_ONLY", "1"),
        frontdesk().args(["--kiosk", "--approved-only"]),
    ] {
        let terminal = Terminal::start(command.arg(&file));
        let shown = ["Left out because not approved: 1", "Is it safe?"];
        terminal.wait_for_texts(&shown, &["Is it cheap?"]);
    }
}
