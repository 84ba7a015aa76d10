//! The browser as its users have it: in a real terminal, with real keys, signals and faults.

mod pty;

use pty::Start;
use rustix::process::Signal;

/// No arguments.
const NOTHING: [&str; 0] = [];

#[test]
fn a_call_from_the_first_key_to_the_answer() {
    let terminal = Start::desk(NOTHING).start();
    terminal.wait_for_text("F1 Help");
    terminal.send("hurt");
    terminal.wait_for_text("hurt");
    terminal.resize(120, 40);
    terminal.quit();
}

#[test]
fn signals_give_the_terminal_back() {
    for signal in [Signal::INT, Signal::TERM, Signal::HUP, Signal::QUIT, Signal::USR1] {
        let mut terminal = Start::desk(NOTHING).start();
        terminal.wait_for_text("F1 Help");
        terminal.signal(signal);
        assert_eq!(terminal.exit_code(), 128 + signal.as_raw());
        terminal.wait_until_given_back();
    }
}
