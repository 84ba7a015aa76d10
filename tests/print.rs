//! `frontdesk print` as it is called: what is on paper, on the web, and what never is.

use std::{
    fs,
    process::{Command, Output},
};

use frontdesk::seal::Seal;
use serde_json::Value;
use tempfile::TempDir;

const FAQ: &str = r"
title: Aftercare & more
doctor: Dr. Leila Fard
source: the clinic's page
reviewed: 2026-01-02
no_answer: May we call you back?
hand_over:
  - words: [pregnant, keloid]
    say: I can't answer that one myself.
  - name: Emergency
    urgent: true
    words: [can't *breathe*]
    asked: [I have no air]
    except: [Is there fresh air]
    say: Hang up.
    ask: [Where are you?, Who is there?]
entries:
  - question: Can I *swim*?
    id: swim
    answer: |
      Not for **three** days, see [the page](https://clinic.example/swim).

      > No pool & no sea.
      >
      > No \</script> either.

      - rinse
      - rest
        > In the shade.
        > — Nurse Ana
    staff_note: She swims herself.
  - question: May I run?
    answer: |
      | When | How |
      |---|---|
      | today | no |
";

/// Runs the program on [`FAQ`].
fn print(args: &[&str]) -> Output {
    let folder = TempDir::new().expect("a folder");
    let faq = folder.path().join("aftercare.yaml");
    fs::write(&faq, FAQ).expect("the FAQ is written");
    Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(["print", "--faq"])
        .arg(faq)
        .args(args)
        .env_remove("FRONTDESK_FAQ")
        .output()
        .expect("the program runs")
}

fn stdout(args: &[&str]) -> String {
    let output = print(args);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn text_says_in_words_who_speaks_and_what_is_for_staff() {
    assert_eq!(
        stdout(&["--width", "40", "swim"]),
        "\
Aftercare & more · Dr. Leila Fard

STAFF ONLY - do not read aloud:
║ Reviewed on 2026-01-02.

URGENT - Emergency - act now:
║ About: can't *breathe*
║ Said like: “I have no air”
║ But not: “Is there fresh air”

Say to the caller:
┃ “Hang up.”

Then ask:
1. Where are you?
2. Who is there?

HAND OVER - do not answer this yourself:
║ About: pregnant, keloid

Say to the caller:
┃ “I can't answer that one myself.”

Where there is no answer, say:
┃ “May we call you back?”

Question: Can I *swim*?

Not for three days, see the page
(clinic.example/swim).

┃ Dr. Leila Fard says:
┃ “No pool & no sea.
┃
┃ “No </script> either.”

• rinse
• rest

  ┃ Nurse Ana says:
  ┃ “In the shade.”

STAFF ONLY - do not read aloud:
║ She swims herself.
║ Source: the clinic's page
"
    );
}

#[test]
fn all_entries_come_in_order_or_those_asked_for_in_theirs() {
    let questions = |args: &[&str]| -> Vec<String> {
        let text = stdout(args);
        let questions = text.lines().filter_map(|l| l.strip_prefix("Question: "));
        questions.map(str::to_owned).collect()
    };
    assert_eq!(questions(&[]), ["Can I *swim*?", "May I run?"]);
    assert_eq!(
        questions(&["may-i-run", "swim"]),
        ["May I run?", "Can I *swim*?"]
    );
}

#[test]
fn markdown_is_the_authors_own_without_what_is_for_staff() {
    let markdown = stdout(&["--format", "markdown"]);
    assert!(markdown.starts_with("# Aftercare \\& more\n"), "{markdown}");
    assert!(
        markdown.contains("\n## Can I \\*swim\\*?\n\nNot for **three** days"),
        "{markdown}"
    );
    assert!(
        !markdown.contains("She swims") && !markdown.contains("Reviewed"),
        "{markdown}"
    );
    let with_staff = stdout(&["--format", "markdown", "--staff"]);
    let note = "**STAFF ONLY - do not read aloud**\n\nShe swims herself.";
    assert!(with_staff.contains(note), "{with_staff}");
    let group = "\n**URGENT - Emergency - act now**\n\n- About: can't \\*breathe\\*\n- Said like: “I have no air”\n- But not: “Is there fresh air”\n- Say: “Hang up.”\n- Ask: Where are you?\n- Ask: Who is there?\n\n**HAND OVER - ";
    assert!(with_staff.contains(group), "{with_staff}");
    let no_answer = "\n**Where there is no answer, say:** “May we call you back?”\n";
    assert!(with_staff.contains(no_answer), "{with_staff}");
    assert!(!markdown.contains("Hang up") && !markdown.contains("call you"));
}

#[test]
fn json_ld_is_a_faq_page_without_what_is_for_staff() {
    let json = stdout(&["--format", "json-ld"]);
    assert!(
        !json.contains("She swims") && !json.contains("clinic's page"),
        "{json}"
    );
    assert!(!json.contains("</"), "a page's script would end: {json}");
    let page: Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(page["@context"], "https://schema.org");
    assert_eq!(page["@type"], "FAQPage");
    let questions = page["mainEntity"].as_array().expect("questions");
    assert_eq!(questions.len(), 2);
    assert_eq!(questions[0]["@type"], "Question");
    assert_eq!(questions[0]["name"], "Can I *swim*?");
    assert_eq!(questions[0]["acceptedAnswer"]["@type"], "Answer");
    assert_eq!(
        questions[0]["acceptedAnswer"]["text"],
        "<p>Not for <strong>three</strong> days, see the page (clinic.example/swim).</p>\
         <blockquote><p>No pool &amp; no sea.</p><p>No &lt;/script&gt; either.</p><p>— Dr. Leila Fard</p></blockquote>\
         <ul><li><p>rinse</p></li><li><p>rest</p><blockquote><p>In the shade.</p><p>— Nurse Ana</p></blockquote></li></ul>"
    );
    let table = questions[1]["acceptedAnswer"]["text"]
        .as_str()
        .expect("text");
    assert!(
        table.contains("<th>When</th>") && table.contains("<td>today</td>"),
        "{table}"
    );
}

#[test]
fn paper_for_callers_has_nothing_that_is_for_staff_only() {
    let paper = stdout(&["--no-staff"]);
    assert!(
        paper.starts_with("Aftercare & more · Dr. Leila Fard\n\nQuestion: Can I *swim*?"),
        "{paper}"
    );
    assert!(paper.contains("“In the shade.”") && paper.contains("Question: May I run?"));
    for staff_only in [
        "STAFF ONLY",
        "She swims",
        "clinic's page",
        "Reviewed on",
        "pregnant",
        "Hang up",
        "call you back",
    ] {
        assert!(!paper.contains(staff_only), "{paper}");
    }
    let both = print(&["--no-staff", "--staff"]);
    assert_eq!(both.status.code(), Some(2));
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
            &["swimm"][..],
            "no entry has the id “swimm”; did you mean swim?",
        ),
        (
            &["xyzzy"][..],
            "no entry has the id “xyzzy”; frontdesk search WORDS shows the ids",
        ),
        (
            &["--format", "json-ld", "--staff"][..],
            "never printed for the web",
        ),
        (&["--faq", "/nowhere/faq.yaml"][..], "/nowhere/faq.yaml: "),
    ] {
        let output = print(args);
        let errors = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(
            errors.contains(sentence) && errors.lines().count() == 1,
            "{errors}"
        );
        assert!(output.stdout.is_empty(), "{args:?}");
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    for format in ["text", "markdown", "json-ld"] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .args(["print", "--format", format])
            .env_remove("FRONTDESK_FAQ")
            .stdout(writer)
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert!(output.stderr.is_empty(), "{output:?}");
    }
}
