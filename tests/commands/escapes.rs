//! Nothing that a FAQ, a file's name, a query or an argument holds reaches the terminal as anything but text.

use std::{ffi::OsStr, fmt::Write as _, fs, path::Path};

use frontdesk::{
    app::{Message, Model, Settings, update},
    faq::Source,
    search::Index,
    theme::{Charset, Depth, Theme, ThemeName},
    view,
};
use jiff::civil::date;
use ratatui::{
    buffer::{Buffer, Cell},
    layout::Rect,
};
use tempfile::TempDir;

use crate::{Folder, Said, program, said};

/// Control characters, in seven and eight bits; those of direction; and those that nobody can see.
const CHARACTERS: &str = "\u{7}\u{8}\r\u{b}\u{c}\u{e}\u{f}\u{18}\u{1b}\u{7f}\u{80}\u{84}\u{85}\u{8d}\
    \u{202a}\u{202b}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069}\u{200e}\u{200f}\u{61c}\
    \u{200b}\u{200c}\u{200d}\u{2060}\u{2063}\u{206a}\u{feff}\u{ad}\u{180e}\u{fe0f}\u{34f}\u{fff9}\
    \u{2028}\u{2029}\u{3164}\u{e0001}";

/// Sequences, and strings for titles, links, clipboards, reports and graphics, also in eight bits; a blank
/// between.
const SEQUENCES: &str = "\u{1b}c \u{1b}[ \u{1b}[31m \u{1b}[2J\u{1b}[H \u{1b}[?1049h \u{1b}[6n \u{1b}[>c \u{1b}[8;1;1t \u{1b}(0 \
    \u{1b}#8 \u{1b}7\u{1b}8 \u{1b}]0;owned\u{7} \u{1b}]2;owned\u{1b}\\ \u{1b}]8;;https://evil.example\u{1b}\\ \
    \u{1b}]52;c;b3duZWQ=\u{7} \u{1b}]4;0;?\u{7} \u{1b}]0;never\u{a0}ended \u{1b}P$q\"p\u{1b}\\ \u{1b}P0;1|17/41\u{1b}\\ \
    \u{1b}_Gi=1;AAAA\u{1b}\\ \u{1b}^private\u{1b}\\ \u{1b}Xstart\u{1b}\\ \u{9b}31m \u{9b}2J \u{9d}0;owned\u{9c} \
    \u{90}q\u{9c} \u{9f}x\u{9c} \u{98}x\u{9c} \u{e0068}\u{e0069}\u{e007f}";

/// What terminals obey and readers cannot see. Each stands between "x" and "y" in what it is put into.
fn payloads() -> Vec<String> {
    let characters = CHARACTERS.chars().map(String::from);
    let sequences = SEQUENCES.split(' ').map(str::to_owned);
    characters.chain(sequences).collect()
}

/// Whether `c` must never be written.
fn forbidden(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
}

fn assert_harmless(said: &Said, context: &str) {
    let mut all = said.out.chars().chain(said.err.chars());
    assert_eq!(all.find(|c| forbidden(*c)), None, "{context}: {said:?}");
    let is_over = said.code.is_some_and(|code| code <= 2) && !said.err.contains("panicked");
    assert!(is_over, "{context}: {said:?}");
}

/// That nothing is left of a sequence, of its string neither, where a text is shown to be read.
fn assert_nothing_left(said: &Said, context: &str) {
    for rest in ["[31m", "[2J", "0;owned", "b3duZWQ", "Gi=1"] {
        assert!(!said.out.contains(rest), "{context}: {rest:?} in {said:?}");
    }
}

/// Runs the program with `args`, `input` on its standard input and no terminal.
fn run<A: AsRef<OsStr>>(args: &[A], input: &str) -> Said {
    let mut program = program();
    said(
        program.args(args).env("FRONTDESK_NO_MEANING", "true"),
        input,
    )
}

/// How a payload is put into YAML and Markdown.
#[derive(Clone, Copy, Debug)]
enum Writing {
    /// As it is.
    Raw,
    /// `\e`, `\x9b`, `\u202e` in double quotes.
    Escaped,
    /// `&#27;` in the Markdown.
    Referenced,
}

impl Writing {
    fn write(self, payload: &str) -> String {
        let mut written = String::new();
        for c in payload.chars() {
            let code = u32::from(c);
            let _ = match self {
                Self::Raw => write!(written, "{c}"),
                Self::Escaped if c == '\u{1b}' => write!(written, "\\e"),
                Self::Escaped if code < 0x100 => write!(written, "\\x{code:02x}"),
                Self::Escaped if code < 0x1_0000 => write!(written, "\\u{code:04x}"),
                Self::Escaped => write!(written, "\\U{code:08x}"),
                Self::Referenced => write!(written, "&#{code};"),
            };
        }
        written
    }
}

/// A topic with `payload` in every field. `number` makes it unique.
fn topic(payload: &str, number: usize) -> String {
    let topic = include_str!("escapes/topic.yaml").replace("PAYLOAD", payload);
    topic.replace("NUMBER", &number.to_string())
}

/// The same with a mistake beside each payload.
fn mistaken(payload: &str) -> String {
    include_str!("escapes/mistaken.yaml").replace("PAYLOAD", payload)
}

/// Everything that prints a FAQ, on the FAQ at `path`.
fn assert_faq_harmless(path: &Path, context: &str) {
    let path = path.to_str().expect("the path is text");
    for args in [
        &["check", path][..],
        &["search", "--faq", path, "does", "it", "hurt"],
        &["search", "--faq", path, "--json", "does it hurt"],
        &["print", "--faq", path],
        &["print", "--faq", path, "--format", "markdown"],
        &["print", "--faq", path, "--format", "json-ld"],
        &["print", "--faq", path, "hurts"],
        &["--no-mouse", path],
    ] {
        assert_harmless(&run(args, ""), &format!("{context}: {args:?}"));
    }
}

#[test]
fn nothing_in_a_faq_reaches_the_terminal() {
    for writing in [Writing::Raw, Writing::Escaped, Writing::Referenced] {
        let folder = TempDir::new().expect("a folder");
        for (number, payload) in payloads().iter().enumerate() {
            let file = folder.path().join(format!("{number:02}.yaml"));
            fs::write(file, topic(&writing.write(payload), number)).expect("a topic is written");
        }
        assert_faq_harmless(folder.path(), &format!("{writing:?}"));
        let path = folder.path().to_str().expect("text");
        let printed = run(&["print", "--faq", path], "");
        assert_nothing_left(&printed, &format!("{writing:?}"));
        if !matches!(writing, Writing::Raw) {
            let questions = printed.out.matches("\nQuestion: ").count();
            assert_eq!(questions, payloads().len(), "{writing:?}: {printed:?}");
        }
    }
}

#[test]
fn nothing_in_a_faq_reaches_the_screen() {
    for writing in [Writing::Escaped, Writing::Referenced] {
        for payload in payloads() {
            let (today, size) = (date(2026, 11, 22), (100, 60));
            let text = topic(&writing.write(&payload), 0);
            let name = format!("x{payload}y.yaml");
            let loaded = Source::Text { name, text }
                .load(today, &mut |_| {})
                .expect("no mistakes");
            let index = Index::new(loaded.faq, &mut |_| {});
            let mut model = Model::new(Settings::default());
            update(&mut model, Message::Resized(size.0, size.1));
            update(&mut model, Message::Loaded(Some(Box::new(index)), vec![]));
            let theme = Theme::new(ThemeName::Dark, Depth::True, Charset::Unicode);
            let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
            view::draw(&model, &theme, &mut buffer);
            let screen: String = buffer.content().iter().map(Cell::symbol).collect();
            let found = screen.chars().find(|c| forbidden(*c));
            assert_eq!(found, None, "{writing:?} {payload:?}");
            assert!(screen.contains("hurt 0?"), "{screen}");
        }
    }
}

#[test]
fn nothing_in_a_mistake_reaches_the_terminal() {
    for writing in [Writing::Raw, Writing::Escaped] {
        // Not so many at once that the later ones are only counted.
        for payloads in payloads().chunks(10) {
            let folder = TempDir::new().expect("a folder");
            for (number, payload) in payloads.iter().enumerate() {
                let file = folder.path().join(format!("{number}.yaml"));
                fs::write(file, mistaken(&writing.write(payload))).expect("a topic is written");
            }
            let path = folder.path().to_str().expect("text");
            for args in [&["check", path][..], &["print", "--faq", path]] {
                let said = run(args, "");
                assert_ne!(said.code, Some(0), "{args:?}");
                assert_harmless(&said, &format!("{writing:?} {payloads:?}: {args:?}"));
            }
        }
    }
}

// Windows lets no control character into a file's name.
#[cfg(unix)]
#[test]
fn nothing_in_a_file_name_reaches_the_terminal() {
    let folder = TempDir::new().expect("a folder");
    let mut paths = vec![];
    for payload in payloads().iter().filter(|p| !p.contains('/')) {
        let good = folder.path().join(format!("good x{payload}y"));
        fs::create_dir(&good).expect("a folder is made");
        let file = good.join(format!("x{payload}y.yaml"));
        fs::write(file, "entries: [{question: q, answer: a}]\n").expect("written");
        let bad = folder.path().join(format!("bad x{payload}y.yaml"));
        fs::write(&bad, "entries: [{question: q, anwser: a}]\n").expect("written");
        let missing = folder.path().join(format!("missing x{payload}y.yaml"));
        let said = run(&["unanswered".as_ref(), missing.as_os_str()], "");
        assert_harmless(&said, &format!("{missing:?}"));
        paths.extend([good, bad, missing]);
    }
    for paths in paths.chunks(30) {
        let args = [OsStr::new("check")].into_iter();
        let args = args.chain(paths.iter().map(AsRef::as_ref));
        let said = run(&args.collect::<Vec<_>>(), "");
        assert_ne!(said.code, Some(0));
        assert_harmless(&said, &format!("{paths:?}"));
    }
}

#[test]
fn nothing_in_a_query_or_an_argument_reaches_the_terminal() {
    for payload in payloads() {
        let word = format!("x{payload}y hurt{payload}");
        let option = format!("--x{payload}y");
        for args in [
            &["search", &word][..],
            &["print", &word],
            &[&option],
            &["--theme", &word],
        ] {
            assert_harmless(&run(args, ""), &format!("{args:?}"));
        }
    }
    let queries = payloads().join("hurt\n");
    assert_nothing_left(&run(&["search"], &queries), "search");
    for args in [&["search"][..], &["search", "--json"]] {
        assert_harmless(&run(args, &queries), &format!("{args:?}"));
    }
}

#[test]
fn a_query_comes_back_in_json_as_it_was_sent() {
    let query = "does \u{202e}it\u{9b}31m hurt\u{200d}</script>";
    let said = run(&["search", "--json", query], "");
    let answer: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(answer["query"], query);
}

#[test]
fn nothing_in_saved_questions_reaches_the_terminal() {
    let mut lines = String::new();
    for payload in payloads() {
        let words = serde_json::to_string(&format!("x{payload}y price")).expect("JSON");
        let _ = writeln!(
            lines,
            r#"{{"day":"2026-11-01","words":{words},"topic":{words}}}"#
        );
        let _ = writeln!(lines, "no JSON x{payload}y");
    }
    let folder = Folder::new(&[("unanswered.jsonl", &lines)]);
    for option in ["", " --as-entries"] {
        let said = folder.run(&format!("unanswered unanswered.jsonl{option}"));
        assert_harmless(&said, option);
    }
}
