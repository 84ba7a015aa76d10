//! `frontdesk unanswered` as the doctor reads it, from an FAQ of two entries and a hand-over word.

use frontdesk::text::without_contacts;
use proptest::prelude::*;

use crate::{Folder, Said, assert_expected, load};

const FAQ: &str = include_str!("unanswered/faq.yaml");

/// What the doctor gets to see of a file with these lines.
fn report(lines: &str, options: &str) -> Said {
    let folder = Folder::new(&[("faq.yaml", FAQ), ("questions.jsonl", lines)]);
    let args = format!("unanswered --faq faq.yaml questions.jsonl {options}");
    folder.run(args.trim())
}

const ASKED: &str = include_str!("unanswered/asked.jsonl");

#[test]
fn the_doctor_reads_what_was_asked_most_often_first() {
    let report = report(ASKED, "--all");
    assert_expected("unanswered/all.expected", &report.ends(0).out);
    let skipped = "questions.jsonl:7: skipped: cut off by a power failure, or no question\n";
    assert_eq!(report.err, skipped);
}

#[test]
fn what_is_answered_by_now_is_left_out_and_flags_stand_apart() {
    let flags = r#"{"day":"2026-11-09","words":"is it bad","entry":"does-it-hurt"}
{"day":"2026-11-10","words":"","entry":"does-it-hurt"}
{"day":"2026-11-08","words":"x","entry":"gone"}
{"day":"2026-11-11","words":"Does it hurt?","topic":"FAQ","shown":"does-it-hurt"}
"#;
    let report = report(&format!("{}\n{flags}", ASKED.trim_end()), "");
    assert_expected("unanswered/flags.expected", &report.out);
}

#[test]
fn questions_that_mean_the_same_are_one() {
    let asked = r#"{"day":"2026-11-01","words":"Is there anywhere to park?"}
{"day":"2026-11-02","words":"where can I park my car"}
{"day":"2026-11-02","words":"do you sell gift vouchers"}
{"day":"2026-11-03","words":"is it very painful"}
"#;
    let by_meaning = report(asked, "");
    by_meaning.prints("park");
    by_meaning.prints("     asked 2 times, 2026-11-01 to 2026-11-02\n");
    by_meaning.prints("2 different questions, asked 3 times\n1 question left out");
    let by_words = report(asked, "--no-meaning --all");
    by_words.prints("4 different questions, asked 4 times");
}

#[test]
fn the_entries_lack_nothing_but_their_answers() {
    let entries = report(ASKED, "--as-entries --all").out;
    let folder = Folder::new(&[("new.yaml", &entries)]);
    let checked = folder.run("check new.yaml");
    checked.ends(1).prints("4 mistakes, 1 warning in 1 file");
    assert_eq!(
        checked.out.matches("`answer`").count(),
        4 * 2,
        "{checked:?}"
    );

    let answered = entries.replace("answer: |\n", "answer: |\n      Ask the doctor.\n");
    folder.write("new.yaml", answered);
    folder.run("check new.yaml").ends(0);
    let found = folder.run("search --faq new.yaml sell me a zebra");
    found.prints("Do you sell zebras?");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn any_question_can_become_an_entry(
        question in "[ -?A-~é؟\u{1F600}]{0,30}[a-z]{1,5}[ -?A-~é؟]{0,30}",
        other in prop_oneof!["(null|no|~|1e3|0x1f|2026-11-22|- |---|\\?|:|#)[a-z ]{0,9}x", "[ -?A-~]{0,9}[a-z][ -?A-~]{0,9}"],
    ) {
        let asked = [question.trim(), other.trim()];
        let lines = asked.map(|words| serde_json::json!({"day": "2026-11-01", "words": words}));
        let lines = lines.map(|line| format!("{line}\n")).concat();
        let made = report(&lines, "--as-entries --all --no-meaning").out;
        let text = made.replace("answer: |\n", "answer: |\n      It is the answer.\n");
        let faq = load(&text);
        let entries = faq.entries().iter();
        let ways: Vec<_> = entries.flat_map(|e| [&e.question].into_iter().chain(&e.also_asked)).collect();
        for words in asked.map(|words| without_contacts(words, |_| false)) {
            // The same but for case and punctuation is told once.
            prop_assert!(ways.len() < 2 || ways.contains(&&words.trim().to_owned()), "{words}\n{made}");
        }
    }
}

#[test]
fn the_exit_code_tells_whether_there_is_anything_to_read() {
    let empty = report("\n", "");
    assert_eq!(empty.ends(1).err, "questions.jsonl: no questions in it\n");
    let other = report(&"some other file\n".repeat(500), "");
    let told =
        "questions.jsonl: that file holds something else than callers' questions; name another\n";
    assert_eq!(other.ends(2).err, told);
    let missing = Folder::new(&[]).run("unanswered missing.jsonl");
    let told = "missing.jsonl: there is no such file";
    missing.ends(2).tells(told);
    let bad = report(ASKED, "--faq missing.yaml");
    bad.ends(2).tells("missing.yaml: ");
    for said in [empty, other, missing, bad] {
        assert_eq!(said.out, "", "{said:?}");
    }
}
