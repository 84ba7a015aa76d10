//! `frontdesk print` as it is called: what is on paper, on the web, and what never is.

use frontdesk::seal::Seal;

use crate::{Folder, Said, assert_expected, program, said};

/// Where the FAQ is that is printed, and what is expected of it.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/commands/print");

fn print(options: &str) -> Said {
    let mut program = program();
    program.args(["print", "--faq", "aftercare.yaml"]);
    said(program.args(options.split(' ')).current_dir(FOLDER), "")
}

/// Each form of the folder is what is expected: a quote says whose it is, what is for staff says so, and
/// paper for callers and the web have none of it.
#[test]
fn each_form_is_what_is_expected() {
    for (form, options) in [
        ("narrow.txt", "--width 40"),
        ("other-order.txt", "may-i-run swim"),
        ("no-staff.txt", "--no-staff"),
        ("answers.md", "--format markdown"),
        ("web.json", "--format json-ld"),
    ] {
        assert_expected(format!("print/{form}"), &print(options).ends(0).out);
    }
}

#[test]
fn only_approved_words_are_printed_when_asked_and_the_others_counted() {
    let seal = Seal::of("Does it hurt?", "No.");
    let text = format!(
        "entries:\n\
         - question: Does it hurt?\n  answer: No.\n  approved: 2026-01-01 {seal}\n\
         - question: May I swim?\n  answer: No.\n  approved: 2026-01-01 {seal}\n\
         - question: May I run?\n  answer: No.\n"
    );
    let folder = Folder::new(&[("faq.yaml", &text)]);
    for (form, question) in [
        ("text", "Question: "),
        ("markdown", "\n## "),
        ("json-ld", "\"Question\""),
    ] {
        let print = format!("print --faq faq.yaml --format {form}");
        let all = folder.run(&print);
        let count = all.ends(0).out.matches(question).count();
        assert_eq!((count, all.err.as_str()), (3, ""));
        let approved = folder.run(&(print + " --approved-only"));
        approved
            .ends(0)
            .prints("Does it hurt?")
            .tells("2 entries left out");
        assert_eq!(approved.out.matches(question).count(), 1, "{approved:?}");
    }
}

#[test]
fn what_cannot_be_printed_is_a_sentence_and_exit_code_2() {
    for (options, sentence) in [
        (
            "xyzzy",
            "no entry has the id “xyzzy”; frontdesk search WORDS shows the ids",
        ),
        (".. swim", "no entry has the id “..”"),
        ("--faq /nowhere/faq.yaml", "/nowhere/faq.yaml: "),
    ] {
        let said = print(options);
        assert_eq!(said.ends(2).tells(sentence).out, "", "{options}");
    }
}
