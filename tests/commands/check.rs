//! `frontdesk check` and `frontdesk schema` as they are typed, and what holds of every command.

use crate::{Folder, program, said};

/// Two good entries below `header`.
fn good(header: &str) -> String {
    let entries =
        "- {question: Does it hurt?, answer: No.}\n- {question: How long?, answer: An hour.}\n";
    format!("{header}entries:\n{entries}")
}

#[test]
fn a_mistake_is_shown_with_its_line_a_caret_and_the_way_to_mend_it() {
    let text = "hand_over: []\nentries:\n- question: Is it 痛い: or not?\n  answer: b\n";
    let said = Folder::new(&[("a.yaml", text)]).run("check a.yaml");
    let expected = "\
a.yaml:3:21: a text with a colon and a space in it must stand in quotes
  3 | - question: Is it 痛い: or not?
    |                       ^
    = put the text into quotes:  - question: \"Is it 痛い: or not?\"

1 mistake in 1 file
";
    assert_eq!((&*said.ends(1).out, &*said.err), (expected, ""));
}

#[test]
fn the_exit_code_and_the_last_line_tell_what_was_found() {
    let folder = Folder::new(&[
        ("good.yaml", &good("hand_over: []\n")),
        (
            "warn.yaml",
            &good("hand_over: []\nreview_due: 2001-01-01\n"),
        ),
        ("bad.yaml", "hand_over: []\nentries: 1\n"),
        ("empty.yaml", ""),
    ]);
    for (args, code, last) in [
        ("check", 0, "8 questions in 1 file, no mistakes"),
        ("check good.yaml", 0, "2 questions in 1 file, no mistakes"),
        (
            "check warn.yaml",
            0,
            "2 questions in 1 file, no mistakes, 1 warning",
        ),
        ("check bad.yaml", 1, "1 mistake in 1 file"),
        ("check good.yaml bad.yaml", 1, "1 mistake in 1 file"),
        ("check bad.yaml missing.yaml", 2, "2 mistakes in 2 files"),
        (
            "check bad.yaml warn.yaml empty.yaml",
            1,
            "2 mistakes, 1 warning in 3 files",
        ),
        ("check --nonsense", 2, ""),
    ] {
        let said = folder.run(args);
        let told = said.ends(code).out.lines().last().unwrap_or_default();
        assert!(told.starts_with(last), "{said:?}");
    }
}

#[test]
fn whoever_stops_reading_does_not_turn_mistakes_into_none() {
    let asked = r#"{"day":"2026-11-01","words":"Why?"}"#;
    let folder = Folder::new(&[("bad.yaml", "entries: 1\n"), ("asked.jsonl", asked)]);
    for (args, code) in [
        ("check bad.yaml", 1),
        ("check missing.yaml", 2),
        ("check", 0),
        ("search zzzzqqq", 1),
        ("search hurt", 0),
        ("print", 0),
        ("print --format json-ld", 0),
        ("unanswered asked.jsonl", 0),
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let said = said(folder.command(args).stdout(writer), "");
        assert_eq!(said.ends(code).err, "", "{args}");
    }
}

#[test]
fn a_variable_that_is_set_to_nothing_counts_as_not_set() {
    let folder = Folder::new(&[]);
    for args in ["check", "search hurt", "print"] {
        let unset = folder.run(args);
        assert_eq!(
            said(folder.command(args).env("FRONTDESK_FAQ", ""), ""),
            unset
        );
    }
    // A name that is empty.
    folder.run("check ").ends(2);
    // A flag is left off by 0.
    for (value, counted) in [("1", 0), ("yes", 0), ("0", 8), ("", 8), ("false", 8)] {
        let said = said(
            program().arg("print").env("FRONTDESK_APPROVED_ONLY", value),
            "",
        );
        assert_eq!(said.out.matches("Question: ").count(), counted, "{value:?}");
    }
}

#[test]
fn a_kiosk_that_should_save_questions_is_refused() {
    let folder = Folder::new(&[]);
    for args in ["--kiosk", "--kiosk --unanswered a"] {
        let mut command = folder.command(args);
        let said = said(command.env("FRONTDESK_UNANSWERED", "a"), "");
        said.ends(2).tells("(--unanswered, FRONTDESK_UNANSWERED)");
    }
    assert_eq!(folder.files(), 0);
}

#[test]
fn a_misspelt_verb_is_suggested() {
    let folder = Folder::new(&[("serch", &good(""))]);
    for (typed, verb) in [
        ("chek", "check"),
        ("Check", "check"),
        ("aprove", "approve"),
        ("unanswerd", "unanswered"),
        ("imprt", "import"),
    ] {
        let said = folder.run(&format!("{typed} faq.yaml"));
        said.ends(2)
            .tells(&format!("did you mean `frontdesk {verb}`?"));
        assert_eq!(said.err.lines().count(), 1);
    }
    // What is there is a file, whatever its name.
    folder.run("serch").tells("not a terminal");
}

#[test]
fn a_table_of_an_old_windows_program_is_told_to_be_imported() {
    let folder = Folder::new(&[]);
    folder.write("faq.csv", b"Frage;Antwort\nGr\xf6\xdfe?;Ja.\n");
    let said = folder.run("check faq.csv");
    said.ends(1)
        .prints("faq.csv:1:1: this is a table, not an FAQ file yet");
    said.prints("= frontdesk import faq.csv -o");
}

#[test]
fn approvals_are_counted_and_what_changed_is_named() {
    let ids = "hurt swim park cost cream sun sport sleep".split(' ');
    let entry = |id| format!("  - question: Is it {id}?\n    id: {id}\n    answer: Yes.\n");
    let text = format!(
        "hand_over: []\nentries:\n{}",
        ids.map(entry).collect::<String>()
    );
    let folder = Folder::new(&[("a.yaml", &text)]);
    let ends = |expected: &str| {
        let said = folder.run("check a.yaml");
        assert_eq!(said.ends(0).out.lines().last(), Some(expected));
    };
    ends("8 questions in 1 file, no mistakes");
    folder.run("approve --all a.yaml");
    ends("8 of 8 entries approved");
    let edited = folder
        .read("a.yaml")
        .replacen("answer: Yes.", "answer: Yes, a bit.", 1);
    folder.write("a.yaml", &edited);
    ends("7 of 8 entries approved; changed since: hurt");
    let new = "  - question: Is it new?\n    answer: Yes.\n";
    folder.write("a.yaml", format!("review_due: 2001-01-01\n{edited}{new}"));
    ends("7 of 9 entries approved; changed since: hurt; not yet: is-it-new");
}

#[test]
fn the_schema_is_printed() {
    let said = Folder::new(&[]).run("schema");
    assert_eq!(said.ends(0).out, frontdesk::faq::SCHEMA);
}

/// On the screen and in `frontdesk search` alike; what is to be handed over was understood.
#[test]
fn a_search_that_only_guesses_found_nothing() {
    let folder = Folder::new(&[]);
    for query in ["search how are you", "search wh"] {
        folder.run(query).ends(1).prints("nothing found");
    }
    let said = folder.run("search I'm pregnent");
    said.ends(0).prints("“pregnant”");
    assert!(!said.out.contains("nothing found"), "{said:?}");
    let none = folder.run("search --limit 0 hurt");
    assert_eq!(none.ends(2).out, "", "no hits at most is no search");
}
