//! The browser as its users have it: in a real terminal, with real keys, signals and faults. Windows has
//! neither such terminals nor signals.
#![cfg(unix)]

mod faults;
mod kiosk;
mod pty;
mod reload;
mod windows;

use std::{fmt::Write as _, fs};

use pty::{Terminal, frontdesk, searched, shell};
use vt100::{Cell, Color, Screen};

/// The browser on the FAQ that is built in, with its first screen shown.
fn desk() -> Terminal {
    let terminal = Terminal::start(&mut frontdesk());
    // Until it has been read.
    terminal.wait_for_text("8 questions");
    terminal
}

#[test]
fn a_call_from_the_first_key_to_the_answer() {
    let terminal = desk();
    terminal.types("hurt");
    terminal.wait_for_text("Before microneedling, the area");
    // An answer that quotes the doctor.
    terminal.send("\x1bOQ");
    terminal.types("layer of skin");
    terminal.wait_for_text("▌   Dr. Leila Fard");
    for (columns, rows) in [(120, 40), (40, 15), (80, 24)] {
        terminal.resize(columns, rows);
        terminal.wait_for("the answer at another size", |screen| {
            let bottom = screen.rows(0, columns).last().unwrap_or_default();
            screen.contents().contains("Contrary to popular belief") && !bottom.trim().is_empty()
        });
    }
    terminal.quit();
}

#[test]
fn a_key_is_one_frame_of_few_bytes() {
    let terminal = desk();
    // Most keys find what the key before has found. A whole screen would be more than 2,000 bytes.
    let costs = costs(&terminal, "anaesthetic");
    assert!(costs[costs.len() / 2] < 300, "{costs:?}");
    terminal.quit();
}

#[test]
fn among_many_questions_a_key_is_a_few_hundred_bytes() {
    let mut faq = "entries:\n".to_owned();
    for number in 0..1120 {
        let word = |words: &'static str, every: usize| {
            let mut words = words.split(", ").cycle();
            words.nth(number / every).unwrap()
        };
        let ask = word("What causes, How to test, What helps against, Who gets", 1);
        let kind = word("acute, chronic, mild, painful, severe, sudden, tropical", 4);
        let what = word("aches, cramps, infections, rashes, swelling", 28);
        let part = word("ankle, back, chest, foot, hand, head, knee, neck", 140);
        writeln!(faq, "- question: {ask} {kind} {what} of the {part}?").unwrap();
        writeln!(faq, "  answer: It is known.").unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("many.yaml"), faq).unwrap();
    let terminal = Terminal::start_at((120, 40), frontdesk().arg(folder.path()));
    terminal.wait_for_text("1,120 questions");
    // With a list as high as the screen, every third key would be more than a thousand.
    let costs = costs(&terminal, "what helps against painful cramps of the neck");
    let mean = costs.iter().sum::<usize>() / costs.len();
    assert!(costs[costs.len() / 2] < 300 && mean < 600, "{costs:?}");
    terminal.quit();
}

/// The bytes of each key's frame while `words` are typed, in order of size.
fn costs(terminal: &Terminal, words: &str) -> Vec<usize> {
    let contents = terminal.contents();
    let before = contents.lines().find_map(|row| row.split_once('›'));
    let indent = before.expect("a search box").0.chars().count() + 2;
    let mut costs = Vec::new();
    for typed in 1..=words.len() {
        terminal.wait_for_frame_end();
        let before = terminal.output().len();
        terminal.send(&words[typed - 1..typed]);
        // The cursor tells of spaces too.
        let cursor = (1, (indent + typed) as u16);
        terminal.wait_for("the key", |screen| screen.cursor_position() == cursor);
        terminal.wait_for_frame_end();
        let frame = &terminal.output()[before..];
        assert_eq!(frame.matches("\x1b[?2026h").count(), 1);
        costs.push(frame.len());
    }
    costs.sort_unstable();
    costs
}

#[test]
fn a_keypad_that_was_left_in_its_application_mode_types_digits() {
    let terminal = Terminal::open(&mut shell("printf '\\033='; exec \"$0\""));
    assert!(terminal.output().starts_with("\x1b="));
    assert!(!terminal.screen().application_keypad());
    terminal.quit();
}

#[test]
fn nothing_is_erased_but_at_a_new_size() {
    let terminal = desk();
    terminal.send("hurt\x1b[B\x1b[6~\r\x1bOP");
    terminal.wait_for_text("Ctrl+");
    assert_eq!(terminal.output().matches("\x1b[2J").count(), 1);
    terminal.resize(100, 30);
    terminal.wait_for_bytes("\x1b[2J", 2);
    terminal.quit();
}

fn cells(screen: &Screen) -> impl Iterator<Item = &Cell> {
    let places = (0..24).flat_map(|row| (0..80).map(move |column| (row, column)));
    places.filter_map(|(row, column)| screen.cell(row, column))
}

#[test]
fn colours_can_be_refused_and_weight_stays() {
    for command in [
        frontdesk().args(["--theme", "mono"]),
        frontdesk().env("NO_COLOR", "1"),
    ] {
        let terminal = Terminal::open(command);
        terminal.types("hurt");
        terminal.wait_for("a word marked", |screen| {
            cells(screen).any(|cell| cell.bold() || cell.inverse() || cell.underline())
        });
        terminal.wait_for("no colour", |screen| {
            let mut colours = cells(screen).flat_map(|cell| [cell.fgcolor(), cell.bgcolor()]);
            colours.all(|colour| colour == Color::Default)
        });
        terminal.quit();
    }
}

#[test]
fn the_terminals_own_ground_stays_when_it_tells_it() {
    let terminal = Terminal::start(frontdesk().env("COLORTERM", "truecolor"));
    terminal.wait_for_bytes("\x1b]11;?", 1);
    terminal.send("\x1b]11;rgb:ffff/ffff/ffff\x1b\\\x1b[?64;1;2c");
    // However late it came.
    terminal.send("\x0c");
    terminal.wait_for("dark ink on the ground that was there", |screen| {
        let cell = screen.cell(23, 3).unwrap();
        (cell.fgcolor(), cell.bgcolor()) == (Color::Rgb(0, 0, 0), Color::Default)
    });
    let typed = searched(&terminal.screen());
    assert!(typed.starts_with("Type what"), "nothing was typed");
    terminal.quit();
    // A theme that is asked for needs no answer.
    let terminal = Terminal::open(frontdesk().args(["--theme", "light"]));
    assert!(!terminal.output().contains("\x1b]11"));
    terminal.quit();
}

#[test]
fn the_linux_console_gets_what_it_can_show() {
    let terminal = Terminal::open(frontdesk().env("TERM", "linux"));
    // F2 and F1 as the console sends them.
    terminal.send("hurt\x1b[[B");
    terminal.wait_for("a new call", |screen| !searched(screen).contains("hurt"));
    terminal.send("\x1b[[A");
    terminal.wait_for_text("Ctrl+");
    let contents = terminal.contents();
    assert!(!contents.contains(['─', '▌', '›', '│']), "{contents}");
    terminal.quit();
}

#[test]
fn the_mouse_is_left_to_the_terminal_when_asked() {
    let terminal = Terminal::open(frontdesk().arg("--no-mouse"));
    terminal.types("hurt");
    assert!(!terminal.output().contains("\x1b[?100"));
    terminal.quit();
}

#[test]
fn the_answer_is_copied_through_the_terminal() {
    let terminal = desk();
    terminal.types("hurt");
    terminal.send("\x19");
    terminal.wait_for_bytes("\x1b]52;c;", 1);
    terminal.quit();
}

#[test]
fn a_question_is_saved_for_the_doctor() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unanswered.jsonl");
    let terminal = Terminal::open(frontdesk().arg("--unanswered").arg(&file));
    terminal.send("xylophone lessons\x1b[19~");
    // Quitting at once loses nothing.
    terminal.quit();
    let saved = fs::read_to_string(file).unwrap();
    assert!(saved.contains("\"xylophone lessons\""), "{saved}");
}

#[test]
fn a_question_that_cannot_be_saved_after_the_end_is_told_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unanswered.jsonl");
    let other_desk = fs::File::create(&file).unwrap();
    other_desk.lock().unwrap();
    let terminal = Terminal::open(frontdesk().arg("--unanswered").arg(&file));
    terminal.send("xylophone lessons\x1b[19~\x11");
    terminal.wait_for_text("saving “xylophone lessons” for the doctor …");
    terminal.wait_until_given_back();
    fs::write(&file, "something else").unwrap();
    other_desk.unlock().unwrap();
    terminal.ends(2);
    terminal.wait_for_text("not saved: “xylophone lessons”: that file holds something else");
}

#[test]
fn a_question_that_does_not_fit_on_the_disk_stays_in_the_search_box() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("unanswered.jsonl");
    let line = "ulimit -f 0; exec \"$0\" --unanswered \"$1\"";
    let terminal = Terminal::open(shell(line).arg(&file));
    terminal.send("xylophone lessons\x1b[19~");
    terminal.wait_for_text("Not saved: the file may not grow further");
    terminal.wait_until_searched("xylophone lessons");
    terminal.quit();
    assert_eq!(fs::read(file).unwrap(), b"");
}

#[test]
fn a_terminal_without_utf_8_spells_out_what_ascii_has() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faq.yaml");
    let long = "ü".repeat(200);
    let entry =
        format!("question: Zürich?\n    answer: 5 µg, ≤ 38 °C, 20 € für die façade. {long}≤\n");
    fs::write(&file, format!("entries:\n  - {entry}")).unwrap();
    let terminal = Terminal::start(frontdesk().arg(&file).env("LANG", "C"));
    terminal.wait_for_text("Zuerich?");
    terminal.wait_for_text("5 ug, <= 38 degC, 20 EUR fuer die facade.");
    // Without room for more a letter stays one.
    terminal.wait_for_text("uuuuuuuuuuuu");
    terminal.quit();
}
