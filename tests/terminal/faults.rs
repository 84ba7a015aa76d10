//! Ways to end, to stop and to disturb the browser: the terminal is always given back, and nothing hangs.

use std::{env, fs, path::Path, process::Command, thread, time::Duration};

use frontdesk::{app::Settings, faq::Source, run};
use rustix::process::Signal;

use crate::{
    desk,
    pty::{Terminal, frontdesk, program, searched, shell},
};

/// Signals that end a desk, and no kiosk.
pub(crate) const KEYBOARDS: [Signal; 4] = [Signal::INT, Signal::QUIT, Signal::USR1, Signal::ALARM];
pub(crate) const LIMITS: [Signal; 4] = [Signal::VTALARM, Signal::PROF, Signal::IO, Signal::XCPU];

#[test]
fn signals_give_the_terminal_back() {
    for signal in [&KEYBOARDS[..], &LIMITS, &[Signal::TERM, Signal::HUP]].concat() {
        let terminal = desk();
        terminal.signal(signal);
        terminal.ends_by(signal);
    }
}

#[test]
fn a_signal_ends_it_while_the_terminal_reads_nothing() {
    let terminal = desk();
    terminal.stop_reading();
    // More frames than any terminal keeps for later.
    for _ in 0..200 {
        terminal.send("\x0c");
    }
    terminal.signal(Signal::TERM);
    terminal.ends(128 + Signal::TERM.as_raw());
    terminal.read_on();
    terminal.wait_until_given_back();
}

#[test]
fn a_panic_on_any_thread_gives_the_terminal_back_first() {
    let folder = tempfile::tempdir().unwrap();
    let trigger = folder.path().join("now");
    let this_test = env::current_exe().unwrap();
    let browser = "faults::browser_with_a_thread_that_panics";
    let mut this_test = program(this_test.to_str().unwrap());
    this_test.args(["--ignored", "--exact", browser, "--nocapture"]);
    let terminal = Terminal::open(this_test.env("PANIC_WHEN_THERE_IS", &trigger));
    fs::write(&trigger, "").unwrap();
    terminal.ends(101);
    terminal.wait_until_given_back();
    terminal.wait_for_text("a bug, made for a test");
}

#[test]
#[ignore = "started by a test, in a terminal"]
fn browser_with_a_thread_that_panics() {
    let Ok(trigger) = env::var("PANIC_WHEN_THERE_IS") else {
        return;
    };
    thread::spawn(move || {
        while !Path::new(&trigger).exists() {
            thread::sleep(Duration::from_millis(5));
        }
        panic!("a bug, made for a test");
    });
    let _ = run::run(&Source::Embedded, Settings::default());
}

#[test]
fn it_ends_with_its_terminal() {
    let mut terminal = desk();
    terminal.hang_up();
    terminal.ends(128 + Signal::HUP.as_raw());
}

#[test]
fn it_ends_with_its_terminal_without_a_signal() {
    // In a session of its own, as a program that has been disowned, it gets no SIGHUP.
    let line = "setsid -w \"$0\"; echo ended; trap '' HUP; setsid \"$0\"";
    let mut terminal = Terminal::open(&mut shell(line));
    terminal.send("\x11");
    terminal.wait_for_text("ended");
    terminal.wait_for_text("F1 help");
    terminal.hang_up();
    terminal.wait_for_its_end();
}

#[test]
fn ctrl_z_stops_it_and_fg_brings_it_back() {
    let line = "set -m; \"$0\"; echo STOPPED; read line; fg; echo ENDED $?";
    let terminal = Terminal::open(&mut shell(line));
    terminal.types("hurt");
    terminal.send("\x1a");
    terminal.wait_for_text("STOPPED");
    terminal.wait_until_given_back();
    terminal.send("\n");
    terminal.wait_until_searched("hurt");
    terminal.send("s");
    terminal.wait_until_searched("hurts");
    terminal.send("\x11");
    terminal.wait_for_text("ENDED 0");
    terminal.ends(0);
    terminal.wait_until_given_back();
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back_meanwhile() {
    let terminal = desk();
    terminal.signal(Signal::TSTP);
    terminal.wait_until_stopped();
    terminal.wait_until_given_back();
    terminal.signal(Signal::CONT);
    terminal.wait_for("the browser", vt100::Screen::alternate_screen);
    terminal.wait_for_text("F1 help");
    terminal.quit();
}

#[test]
fn after_a_stop_that_nobody_can_see_coming_all_is_painted_again() {
    let terminal = desk();
    terminal.signal(Signal::STOP);
    terminal.wait_until_stopped();
    // What a shell does meanwhile.
    terminal.cook();
    terminal.signal(Signal::CONT);
    terminal.wait_for_bytes("\x1b[2J", 2);
    // Without Enter.
    terminal.types("hurt");
    terminal.quit();
}

#[test]
fn without_a_terminal_it_says_so_and_writes_no_escape() {
    for (line, sentence) in [
        ("\"$0\" </dev/null", "standard input is not a terminal"),
        ("\"$0\" | cat", "standard output is not a terminal"),
        ("TERM=dumb \"$0\"", "TERM=dumb"),
        ("\"$0\" /no/such/faq.yaml", "/no/such/faq.yaml"),
    ] {
        let terminal = Terminal::start(&mut shell(&format!("{line}; echo ENDED")));
        terminal.ends(0);
        terminal.wait_for_texts(&["ENDED", sentence], &[]);
        let output = terminal.output();
        assert!(!output.contains('\x1b'), "{line}: {output:?}");
    }
    let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

#[test]
fn the_first_start_tells_the_advice_that_check_tells() {
    let folder = tempfile::tempdir().unwrap();
    let faq = folder.path().join("faq.yaml");
    for text in [
        "doctr: A\nhand_over: []\nentries:\n  - question: Is it?\n    anwser: Yes.\n",
        "reviewed: 01.11.2026\nhand_over: []\nentries:\n  - question: Is it: so?\n    answer: Yes.\n",
        "- title: Is it?\n  content: Yes.\n- title: Why?\n  content: So.\n",
        "hand_over: []\nentries: []\n",
    ] {
        fs::write(&faq, text).unwrap();
        let check = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .args(["check".as_ref(), faq.as_os_str()])
            .output()
            .unwrap();
        let check = String::from_utf8(check.stdout).unwrap();
        let lines = check.lines().map(str::trim_start);
        let advice: Vec<_> = lines.filter_map(|line| line.strip_prefix("= ")).collect();
        let terminal = Terminal::start(frontdesk().arg(&faq));
        terminal.ends(2);
        terminal.wait_until_given_back();
        terminal.wait_for_bytes(advice.last().expect("a mistake"), 1);
        let said = terminal.output();
        assert!(!said.contains('\x1b'), "{said:?}");
        let lines: Vec<_> = said.lines().filter(|line| line.contains(": ")).collect();
        assert_eq!(lines.len(), advice.len(), "{said}\n{check}");
        for (line, advice) in lines.iter().zip(advice) {
            assert!(line.ends_with(&format!("; {advice}")), "{said}\n{check}");
        }
    }
}

#[test]
fn a_search_without_words_says_that_it_waits_for_them() {
    let terminal = Terminal::start(frontdesk().arg("search"));
    terminal.wait_for_text("Type a caller's words and press Enter");
    terminal.send("does it hurt\r");
    terminal.wait_for_text("[does-microneedling-hurt]");
    terminal.send("\x04");
    terminal.ends(0);
}

#[test]
fn an_arrow_key_torn_by_a_slow_line_is_that_key() {
    let terminal = desk();
    terminal.types("hurt");
    terminal.send("\x1b");
    terminal.send("[");
    terminal.send("Dx");
    terminal.wait_until_searched("hurxt");
    terminal.quit();
}

#[test]
fn an_esc_and_a_quick_letter_are_two_keys() {
    let terminal = desk();
    terminal.types("acne");
    terminal.send("\x1bhurt");
    terminal.wait_until_searched("hurt");
    // As a multiplexer hands it on: the Esc, and within its escape time the rest.
    terminal.send("\x1b");
    thread::sleep(Duration::from_millis(30));
    terminal.types("pain");
    terminal.quit();
}

#[test]
fn any_size_and_a_storm_of_sizes() {
    let terminal = Terminal::start_at((0, 0), &mut frontdesk());
    // As the usual 80x24.
    terminal.wait_for_bytes("\x1b[24", 1);
    for n in 0..300_u16 {
        terminal.resize(1 + n * 7 % 500, 1 + n * 13 % 200);
    }
    terminal.resize(1, 1);
    terminal.resize(500, 200);
    terminal.wait_for_text("F1 help");
    terminal.resize(80, 24);
    terminal.types("hurt");
    terminal.quit();
}

#[test]
fn a_storm_of_keys_clicks_and_sizes() {
    let terminal = desk();
    // The same storm each time; without the keys that quit or stop.
    let mut seed = 20_261_122_u64;
    let mut random = |below: usize| {
        seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let keys = "\x1b[A|\x1b[B|\x1b[C|\x1b[D|\x1b[5~|\x1b[6~|\x1b[H|\x1b[F|\x1b[Z|\x1b[1;5A|\x1bOP|\x1bOQ|\x1bOR|\x1b[15~|\
        \x1b|\r|\t|\x7f|\x15|\x17|\x0c|\x00|\x1b[<65;10;10M|\x1b[<64;40;12M|\x1b[<0;12;6M|\x1b[M !!|\
        \x1b[200~pasted\r\n\x1b[201~|é|漢|👩‍⚕️|\u{202e}|\u{85}|hurt |layer |q|?|/|\
        \x1b]0;x\x07|\x1b[?64;1;2c|\x1b[24;80R|\x1b]11;rgb:1c1c/1c1c/1c1c\x1b\\";
    let keys: Vec<&str> = keys.split('|').collect();
    for _ in 0..12 {
        let burst: String = (0..60).map(|_| keys[random(keys.len())]).collect();
        terminal.send(&burst);
        terminal.resize(1 + random(200) as u16, 1 + random(60) as u16);
    }
    terminal.resize(80, 24);
    // First a key that ends whatever sequence was cut, then a new call.
    terminal.send("\x0c\x1bOQ");
    terminal.types("zebra");
    terminal.quit();
}

#[test]
fn a_paste_of_a_megabyte() {
    let terminal = desk();
    let pasted = "does it hurt? ".repeat(80_000);
    terminal.send(format!("\x1b[200~{pasted}\x1b[201~"));
    terminal.wait_for("the paste", |screen| searched(screen).contains("hurt"));
    // The same without brackets: as many keys.
    terminal.send("\x1bOQ");
    terminal.send("x".repeat(1 << 20));
    terminal.send("\x1bOQ");
    terminal.types("hurt");
    terminal.quit();
}

#[test]
fn odd_environments() {
    for (name, value) in [
        ("TERM", "xterm"),
        ("TERM", ""),
        ("TERM", "no-such-terminal"),
        ("COLUMNS", "x"),
        ("LANG", "C"),
    ] {
        Terminal::open(frontdesk().env(name, value)).quit();
    }
    let mut bare = frontdesk();
    bare.env_remove("TERM")
        .env_remove("LANG")
        .env_remove("PATH");
    Terminal::open(&mut bare).quit();
}
