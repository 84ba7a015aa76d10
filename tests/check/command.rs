//! `frontdesk check` and `frontdesk schema` as they are typed: exit codes, and what is printed.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{folder, good};

/// The program as it is started in `folder`.
fn program(folder: &Path, args: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_frontdesk"));
    program
        .args(args)
        .current_dir(folder)
        .env_remove("FRONTDESK_FAQ")
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"));
    program
}

fn frontdesk(folder: &TempDir, args: &[&str]) -> Output {
    program(folder.path(), args).output().expect("the program")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

fn last_line(output: &Output) -> &str {
    stdout(output).lines().last().unwrap_or_default()
}

#[test]
fn a_mistake_is_shown_with_its_line_a_caret_and_the_way_to_mend_it() {
    let text = "entries:\n- question: Is it 痛い: or not?\n  answer: b\n";
    let output = frontdesk(&folder(&[("a.yaml", text)]), &["check", "a.yaml"]);
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
fn the_exit_code_and_the_last_line_tell_what_was_found() {
    let folder = folder(&[
        ("good.yaml", &good("hand_over: []\n")),
        (
            "warn.yaml",
            &good("hand_over: []\nreview_due: 2001-01-01\n"),
        ),
        ("bad.yaml", "entries: 1\n"),
        ("empty.yaml", ""),
    ]);
    for (args, code, last) in [
        (&[][..], 0, "8 questions in 1 file, no mistakes"),
        (&["good.yaml"], 0, "2 questions in 1 file, no mistakes"),
        (
            &["warn.yaml"],
            0,
            "2 questions in 1 file, no mistakes, 1 warning",
        ),
        (&["bad.yaml"], 1, "1 mistake in 1 file"),
        (&["good.yaml", "bad.yaml"], 1, "1 mistake in 1 file"),
        (&["bad.yaml", "missing.yaml"], 2, "2 mistakes in 2 files"),
        (
            &["bad.yaml", "warn.yaml", "empty.yaml"],
            1,
            "2 mistakes, 1 warning in 3 files",
        ),
        (&["--nonsense"], 2, ""),
    ] {
        let output = frontdesk(&folder, &[&["check"], args].concat());
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert!(last_line(&output).starts_with(last), "{output:?}");
    }
}

#[test]
fn whoever_stops_reading_does_not_turn_mistakes_into_none() {
    let asked = r#"{"day":"2026-11-01","words":"Why?"}"#;
    let folder = folder(&[("bad.yaml", "entries: 1\n"), ("asked.jsonl", asked)]);
    for (args, code) in [
        (&["check", "bad.yaml"][..], 1),
        (&["check", "--json", "bad.yaml"], 1),
        (&["check", "missing.yaml"], 2),
        (&["check"], 0),
        (&["search", "zzzzqqq"], 1),
        (&["search", "hurt"], 0),
        (&["print"], 0),
        (&["print", "--format", "json-ld"], 0),
        (&["unanswered", "asked.jsonl"], 0),
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut program = program(folder.path(), args);
        let output = program.stdout(writer).output().expect("the program");
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{args:?}");
    }
}

#[test]
fn a_variable_that_is_set_to_nothing_counts_as_not_set() {
    let folder = folder(&[]);
    for args in [&["check"][..], &["search", "hurt"], &["print"]] {
        let mut program = program(folder.path(), args);
        let output = program.env("FRONTDESK_FAQ", "").output();
        assert_eq!(output.expect("the program"), frontdesk(&folder, args));
    }
    let nothing = frontdesk(&folder, &["check", ""]);
    assert_eq!(nothing.status.code(), Some(2), "a name that is empty");
    // A flag is left off by 0.
    for (value, counted) in [("1", 0), ("yes", 0), ("0", 8), ("", 8), ("false", 8)] {
        let mut print = program(folder.path(), &["print"]);
        let output = print.env("FRONTDESK_APPROVED_ONLY", value).output();
        let output = output.expect("the program");
        let questions = stdout(&output).matches("Question: ").count();
        assert_eq!(questions, counted, "{value:?}");
    }
}

#[test]
fn json_is_one_object_a_problem() {
    let text = "review_due: 2001-01-01\nentries:\n- question: x\n  anwser: y\n";
    let folder = folder(&[("a.yaml", text)]);
    let output = frontdesk(&folder, &["check", "--json", "a.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    let lines = stdout(&output).lines();
    let objects: Vec<Value> = lines
        .map(|l| serde_json::from_str(l).expect("JSON"))
        .collect();
    assert_eq!(objects.len(), 2);
    assert_eq!(objects[0]["severity"], "warning");
    let mistake = serde_json::json!({
        "file": "a.yaml",
        "line": 4,
        "column": 3,
        "severity": "error",
        "message": "`anwser` is not a key that the entry can have",
        "advice": "did you mean `answer`?",
    });
    assert_eq!(objects[1], mistake);
    let fine = frontdesk(&folder, &["check", "--json"]);
    assert_eq!((fine.status.code(), fine.stdout.len()), (Some(0), 0));
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
        let output = frontdesk(&folder, &[typed, "faq.yaml"]);
        assert_eq!(output.status.code(), Some(2), "{typed}");
        let said = String::from_utf8_lossy(&output.stderr);
        let question = format!("did you mean `frontdesk {verb}`?");
        assert!(
            said.contains(&question) && said.lines().count() == 1,
            "{said}"
        );
    }
    // What is there is a file, whatever its name.
    let file = frontdesk(&folder, &["serch"]);
    let said = String::from_utf8_lossy(&file.stderr);
    assert!(said.contains("not a terminal"), "{said}");
}

#[test]
fn a_table_of_an_old_windows_program_is_told_to_be_imported() {
    let folder = folder(&[]);
    let table = b"Frage;Antwort\nGr\xf6\xdfe?;Ja.\n";
    fs::write(folder.path().join("faq.csv"), table).expect("room");
    let output = frontdesk(&folder, &["check", "faq.csv"]);
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
    let ids = [
        "hurt", "swim", "park", "cost", "cream", "sun", "sport", "sleep",
    ];
    let entry = |id| format!("  - question: Is it {id}?\n    id: {id}\n    answer: Yes.\n");
    let text = format!("hand_over: []\nentries:\n{}", ids.map(entry).concat());
    let folder = folder(&[("a.yaml", &text)]);
    let path = folder.path().join("a.yaml");
    let ends = |expected: &str| {
        let output = frontdesk(&folder, &["check", "a.yaml"]);
        assert_eq!(
            (output.status.code(), last_line(&output)),
            (Some(0), expected)
        );
    };
    ends("8 questions in 1 file, no mistakes");
    frontdesk(&folder, &["approve", "--all", "a.yaml"]);
    ends("8 of 8 entries approved");
    let signed = fs::read_to_string(&path).expect("it is there");
    let edited = signed.replacen("answer: Yes.", "answer: Yes, a bit.", 1);
    fs::write(&path, &edited).expect("room");
    ends("7 of 8 entries approved; changed since: hurt");
    let new = "  - question: Is it new?\n    answer: Yes.\n";
    fs::write(&path, format!("review_due: 2001-01-01\n{edited}{new}")).expect("room");
    ends("7 of 9 entries approved; changed since: hurt; not yet: is-it-new");
}

#[test]
fn the_schema_is_printed() {
    let output = frontdesk(&folder(&[]), &["schema"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stdout(&output), frontdesk::faq::SCHEMA);
}
