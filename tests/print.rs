//! `frontdesk print` as it is called: what is on paper, on the web, and what never is.

use std::{
    env, fs,
    path::Path,
    process::{Command, Output},
};

use frontdesk::seal::Seal;
use tempfile::TempDir;

/// Where the FAQ is that is printed, and what is expected of it.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/print");

fn print(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(["print", "--faq", "aftercare.yaml"])
        .args(args)
        .current_dir(FOLDER)
        .env_remove("FRONTDESK_FAQ")
        .output()
        .expect("the program runs")
}

/// Each form of the folder is what is expected: a quote says whose it is, what is for staff says so, and paper
/// for callers and the web have none of it. `UPDATE_EXPECTED=1 cargo test --test print` writes them anew.
#[test]
fn each_form_is_what_is_expected() {
    for (form, args) in [
        ("narrow.txt", &["--width", "40", "swim"][..]),
        ("other-order.txt", &["may-i-run", "swim"]),
        ("no-staff.txt", &["--no-staff"]),
        ("answers.md", &["--format", "markdown"]),
        ("staff.md", &["--format", "markdown", "--staff"]),
        ("web.json", &["--format", "json-ld"]),
    ] {
        let output = print(args);
        assert!(output.status.success(), "{output:?}");
        let printed = String::from_utf8(output.stdout).expect("text");
        let file = Path::new(FOLDER).join(form);
        if env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&file, &printed).expect("a file of ours");
        }
        let expected = fs::read_to_string(file).unwrap_or_default();
        assert_eq!(printed, expected, "{form}");
    }
}

#[test]
fn only_approved_words_are_printed_when_asked_and_the_others_counted() {
    let folder = TempDir::new().expect("a folder");
    let faq = folder.path().join("faq.yaml");
    let seal = Seal::of("Does it hurt?", "No.");
    let text = format!(
        "entries:\n\
         - question: Does it hurt?\n  answer: No.\n  approved: 2026-01-01 {seal}\n\
         - question: May I swim?\n  answer: No.\n  approved: 2026-01-01 {seal}\n\
         - question: May I run?\n  answer: No.\n"
    );
    fs::write(&faq, text).expect("room");
    for (form, question) in [
        ("text", "Question: "),
        ("markdown", "\n## "),
        ("json-ld", "\"Question\""),
    ] {
        let print = |options: &[&str]| {
            let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
                .args(["print", "--format", form, "--faq"])
                .arg(&faq)
                .args(options)
                .output()
                .expect("the program runs");
            assert_eq!(output.status.code(), Some(0), "{output:?}");
            let text = |bytes| String::from_utf8(bytes).expect("text");
            (text(output.stdout), text(output.stderr))
        };
        let (all, said) = print(&[]);
        assert_eq!((all.matches(question).count(), said.as_str()), (3, ""));
        let (approved, said) = print(&["--approved-only"]);
        assert_eq!(approved.matches(question).count(), 1, "{approved}");
        assert!(approved.contains("Does it hurt?"), "{approved}");
        assert!(said.contains("2 entries left out"), "{said}");
    }
}

#[test]
fn what_cannot_be_printed_is_a_sentence_and_exit_code_2() {
    for (args, sentence) in [
        (
            &["xyzzy"][..],
            "no entry has the id “xyzzy”; frontdesk search WORDS shows the ids",
        ),
        // A file or folder in the place of an id.
        (
            &["aftercare.yaml"],
            "no entry has the id “aftercare.yaml”; a file or folder is named with `--faq aftercare.yaml`",
        ),
        (&["..", "swim"], "with `--faq ..`"),
        (
            &["--format", "json-ld", "--staff"],
            "never printed for the web",
        ),
        (&["--no-staff", "--staff"], "cannot be used with"),
        (&["--faq", "/nowhere/faq.yaml"], "/nowhere/faq.yaml: "),
    ] {
        let output = print(args);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(errors.contains(sentence), "{errors}");
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}
