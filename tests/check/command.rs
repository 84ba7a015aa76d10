//! `frontdesk check` and `frontdesk schema` as they are typed: exit codes, what is printed, and that nothing
//! of a file reaches the terminal as more than text.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::good;

fn frontdesk(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(args)
        .current_dir(folder)
        .env_remove("FRONTDESK_FAQ")
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("the program")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

#[test]
fn a_mistake_is_shown_with_its_line_a_caret_and_the_way_to_mend_it() {
    let folder = folder(&[(
        "a.yaml",
        "entries:\n- question: Is it 痛い: or not?\n  answer: b\n",
    )]);
    let output = frontdesk(folder.path(), &["check", "a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "\
a.yaml:2:21: a text with a colon and a space in it must stand in quotes
  2 | - question: Is it 痛い: or not?
    |                       ^
    = put the text into quotes:  - question: \"Is it 痛い: or not?\"

1 mistake in 1 file
";
    assert_eq!(stdout(&output), expected);
    assert!(output.stderr.is_empty());
}

#[test]
fn exit_codes() {
    let folder = folder(&[
        ("good.yaml", &good("")),
        ("warn.yaml", &good("review_due: 2001-01-01\n")),
        ("bad.yaml", "entries: 1\n"),
    ]);
    let code = |args: &[&str]| {
        frontdesk(folder.path(), &[&["check"], args].concat())
            .status
            .code()
    };
    assert_eq!(code(&[]), Some(0), "the FAQ that is built in");
    assert_eq!(code(&["good.yaml"]), Some(0));
    assert_eq!(code(&["warn.yaml"]), Some(0));
    assert_eq!(code(&["bad.yaml"]), Some(1));
    assert_eq!(code(&["good.yaml", "bad.yaml"]), Some(1));
    assert_eq!(code(&["bad.yaml", "missing.yaml"]), Some(2));
    assert_eq!(code(&["."]), Some(1));
    assert_eq!(code(&["--nonsense"]), Some(2));
}

#[test]
fn whoever_stops_reading_does_not_turn_mistakes_into_none() {
    let folder = folder(&[("bad.yaml", "entries: 1\n")]);
    for (args, code) in [
        (&["check", "bad.yaml"][..], 1),
        (&["check", "--json", "bad.yaml"], 1),
        (&["check", "missing.yaml"], 2),
        (&["check"], 0),
        (&["search", "zzzzqqq"], 1),
        (&["search", "hurt"], 0),
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .args(args)
            .current_dir(folder.path())
            .env_remove("FRONTDESK_FAQ")
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .stdout(writer)
            .output()
            .expect("the program");
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn a_variable_that_is_set_to_nothing_counts_as_not_set() {
    let folder = folder(&[]);
    for args in [&["check"][..], &["search", "hurt"], &["print"]] {
        let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .args(args)
            .current_dir(folder.path())
            .env("FRONTDESK_FAQ", "")
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .output()
            .expect("the program");
        assert_eq!(output.status.code(), Some(0), "{args:?}: {output:?}");
        assert_eq!(output, frontdesk(folder.path(), args));
    }
    let nothing = frontdesk(folder.path(), &["check", ""]);
    assert_eq!(nothing.status.code(), Some(2), "a name that is empty");
}

#[test]
fn a_flag_can_be_set_by_a_variable_and_0_leaves_it_off() {
    let folder = folder(&[]);
    for (value, counted) in [("1", 0), ("yes", 0), ("0", 8), ("", 8), ("false", 8)] {
        let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .arg("print")
            .current_dir(folder.path())
            .env("FRONTDESK_APPROVED_ONLY", value)
            .output()
            .expect("the program");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert_eq!(printed.matches("Question: ").count(), counted, "{value:?}");
    }
}

#[test]
fn the_last_line_counts() {
    let folder = folder(&[
        ("a.yaml", &good("hand_over: []\n")),
        (
            "b.yaml",
            "review_due: 2001-01-01\nentries:\n- question: x\n",
        ),
        ("c.yaml", ""),
    ]);
    let last = |args: &[&str]| {
        let output = frontdesk(folder.path(), &[&["check"], args].concat());
        stdout(&output)
            .lines()
            .last()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(last(&["a.yaml"]), "2 questions in 1 file, no mistakes");
    assert_eq!(last(&["."]), "2 mistakes, 1 warning in 2 files");
    assert_eq!(last(&[]), "8 questions in 1 file, no mistakes");
}

#[test]
fn json_is_one_object_a_problem() {
    let folder = folder(&[(
        "a.yaml",
        "review_due: 2001-01-01\nentries:\n- question: x\n  anwser: y\n",
    )]);
    let output = frontdesk(folder.path(), &["check", "--json", "a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let objects: Vec<Value> = stdout(&output)
        .lines()
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["severity"], "warning");
    assert_eq!(objects[1]["severity"], "error");
    assert_eq!(objects[1]["file"], "a.yaml");
    assert_eq!(
        (&objects[1]["line"], &objects[1]["column"]),
        (&4.into(), &3.into())
    );
    assert_eq!(objects[1]["advice"], "did you mean `answer`?");
    let fine = frontdesk(folder.path(), &["check", "--json"]);
    assert_eq!((fine.status.code(), fine.stdout.len()), (Some(0), 0));
}

#[test]
fn nothing_of_a_file_or_its_name_commands_the_terminal() {
    let evil = "\u{1b}[2J\u{1b}]0;x\u{7}\u{9b}31m\u{202e}";
    // Windows allows no control characters in names.
    let in_name = if cfg!(windows) { "\u{202e}" } else { evil };
    let name = format!("{in_name}.yaml");
    let keys = "entries:\n- question: \"\\e[2J\\x9b\\u202e\"\n  \"an\\e[31mswer\\u202e\": x\n  answer: y\n  id: \"\\e[2J\"\n- question: z\n  answer: y\n  id: \"\\e[2J\"\n";
    let raw = format!("entries:\n- question: a{evil}\n  answer: b\n");
    let folder = folder(&[(name.as_str(), keys), ("raw.yaml", &raw)]);
    for args in [
        ["check", name.as_str()],
        ["check", "raw.yaml"],
        ["check", "."],
        ["check", &format!("missing{evil}")],
    ] {
        for json in [&["--json"][..], &[]] {
            let output = frontdesk(folder.path(), &[&args[..], json].concat());
            let shown = format!(
                "{}{}",
                stdout(&output),
                String::from_utf8_lossy(&output.stderr)
            );
            assert!(!shown.is_empty());
            assert!(
                !shown.contains(|c: char| c.is_control() && c != '\n' || c == '\u{202e}'),
                "{shown:?}"
            );
        }
    }
}

#[test]
fn a_misspelt_verb_is_suggested() {
    let folder = folder(&[("serch", &good(""))]);
    for (typed, verb) in [
        ("chek", "check"),
        ("Check", "check"),
        ("aprove", "approve"),
        ("unanswerd", "unanswered"),
        ("imprt", "import"),
    ] {
        let output = frontdesk(folder.path(), &[typed, "faq.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{typed}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            said.contains(&format!("did you mean `frontdesk {verb}`?"))
                && said.lines().count() == 1,
            "{said}"
        );
    }
    // What is there is a file, whatever its name.
    let file = frontdesk(folder.path(), &["serch"]);
    let said = String::from_utf8_lossy(&file.stderr);
    assert!(said.contains("not a terminal"), "{said}");
}

#[test]
fn a_table_of_an_old_windows_program_is_told_to_be_imported() {
    let folder = folder(&[]);
    let table = b"Frage;Antwort\nGr\xf6\xdfe?;Ja.\n";
    fs::write(folder.path().join("faq.csv"), table).expect("room");
    let output = frontdesk(folder.path(), &["check", "faq.csv"]);
    assert_eq!(output.status.code(), Some(1));
    let said = stdout(&output);
    assert!(
        said.starts_with("faq.csv:1:1: this is a table, not an FAQ file yet"),
        "{said}"
    );
    assert!(said.contains("= frontdesk import faq.csv -o"), "{said}");
}

#[test]
fn approvals_are_counted_and_what_changed_is_named() {
    let mut text = "hand_over: []\nentries:\n".to_owned();
    for id in [
        "hurt", "swim", "park", "cost", "cream", "sun", "sport", "sleep",
    ] {
        let entry = [
            "  - question: Is it ",
            id,
            "?\n    id: ",
            id,
            "\n    answer: Yes.\n",
        ];
        text.extend(entry);
    }
    let folder = folder(&[("a.yaml", &text)]);
    let last = || {
        let output = frontdesk(folder.path(), &["check", "a.yaml"]);
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let last = stdout(&output).lines().last().unwrap_or_default();
        last.to_owned()
    };
    assert_eq!(last(), "8 questions in 1 file, no mistakes");
    let path = folder.path().join("a.yaml");
    frontdesk(folder.path(), &["approve", "--all", "a.yaml"]);
    assert_eq!(last(), "8 of 8 entries approved");
    let signed = fs::read_to_string(&path).expect("it is there");
    let edited = signed.replacen("answer: Yes.", "answer: Yes, a bit.", 1);
    fs::write(&path, &edited).expect("room");
    assert_eq!(last(), "7 of 8 entries approved; changed since: hurt");
    let new = "  - question: Is it new?\n    answer: Yes.\n";
    fs::write(&path, format!("review_due: 2001-01-01\n{edited}{new}")).expect("room");
    assert_eq!(
        last(),
        "7 of 9 entries approved; changed since: hurt; not yet: is-it-new"
    );
}

#[test]
fn the_schema_is_printed() {
    let folder = folder(&[]);
    let output = frontdesk(folder.path(), &["schema"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stdout(&output), frontdesk::faq::SCHEMA);
}
