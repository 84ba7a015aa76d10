//! What a line of the file holds, whatever was typed and whatever stood there before.

use std::fs;

use frontdesk::text::without_contacts;
use frontdesk::unanswered::{Contents, Question, append, read};
use proptest::prelude::*;

use crate::{Folder, desks::question};

/// What is in a file of these bytes, once these questions are appended.
fn kept(bytes: &[u8], questions: &[&Question]) -> (Contents, Vec<u8>) {
    let folder = Folder::new(&[]);
    let path = folder.path("questions.jsonl");
    folder.write("questions.jsonl", bytes);
    for question in questions {
        append(&path, question).expect("there is room");
    }
    let contents = read(&path).expect("it is there");
    (contents, fs::read(&path).expect("it is there"))
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[a-z \"\\\\\\n\u{202e}\u{2028}é]{0,1200}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_question_is_one_line_that_reads_back_behind_any_bytes(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        words in any_text(),
        topic in proptest::option::of(any_text()),
    ) {
        // A word that is always kept.
        let asked = Question { topic, ..question(&format!("Why {words}")) };
        // A file of something else is refused.
        let bytes = [kept(b"", &[&question("first")]).1, bytes].concat();
        let (contents, file) = kept(&bytes, &[&asked]);
        let [_, saved] = contents.questions.as_slice() else {
            return Err(TestCaseError::fail("it is saved once"));
        };
        prop_assert!(file.starts_with(&bytes));
        let line = String::from_utf8_lossy(&file[bytes.len()..]);
        let line = line.trim_start_matches('\n').trim_end_matches('\n');
        prop_assert!(!line.contains(char::is_control), "{line:?}");
        prop_assert_eq!(&kept(b"", &[saved]).0.questions[0], saved);
    }

    #[test]
    fn a_file_cut_anywhere_keeps_its_whole_lines_and_takes_more(
        words in proptest::collection::vec("[é{}\"]{0,4}[a-z][a-zé{}\"]{0,4}", 1..4),
        cut in any::<prop::sample::Index>(),
    ) {
        let mut questions: Vec<_> = words.iter().map(|words| question(words)).collect();
        let (_, file) = kept(b"", &questions.iter().collect::<Vec<_>>());
        let cut = &file[..=cut.index(file.len() - 1)];
        let whole = kept(cut, &[]).0.questions;
        prop_assert!(questions.starts_with(&whole));
        prop_assert!(whole.len() + 1 >= cut.split(|b| *b == b'\n').count());
        let next = question("the next");
        questions.splice(whole.len().., [next.clone()]);
        let (contents, file) = kept(cut, &[&next]);
        prop_assert_eq!(contents.questions, questions);
        prop_assert!(file.starts_with(cut), "nothing is deleted");
    }
}

#[test]
fn the_line_holds_the_day_the_words_the_topic_and_the_flag_alone() {
    let asked = Question {
        topic: None,
        ..question("Can I  \"swim\"\tafter?")
    };
    let flag = Question {
        topic: None,
        entry: Some("hurt".to_owned()),
        ..question("")
    };
    let mut wrong = question("Why?");
    wrong.shown = flag.entry.clone();
    let (contents, file) = kept(b"", &[&asked, &wrong, &flag]);
    let lines = r#"{"day":"2026-11-22","words":"Can I  \"swim\" after?"}
{"day":"2026-11-22","words":"Why?","topic":"Microneedling","shown":"hurt"}
{"day":"2026-11-22","words":"","entry":"hurt"}
"#;
    assert_eq!(String::from_utf8_lossy(&file), lines);
    assert_eq!(contents.questions[2], flag);
}

#[test]
fn what_could_tell_who_called_is_left_out() {
    for (typed, saved) in [
        ("call me on 0171 234-5678 please", "call me on … please"),
        ("born 31.12.1980, pregnant", "born …, pregnant"),
        ("(030)12345", "(…"),
        ("0171 – 234 – 567, 12:34:5_6|7'8 or 3", "… or 3"),
        ("12Ⅷ 34Ⅷ, 5x 6", "…x 6"),
        ("ana@example.org asks", "… asks"),
        ("is ana.b@x.de, 12345?", "is … …?"),
        ("10-15 minutes or 2026", "10-15 minutes or 2026"),
        ("SPF 50, 3 times", "SPF 50, 3 times"),
        ("۰۹۱۲۳", "…"),
        ("@ home 1234", "@ home 1234"),
    ] {
        assert_eq!(without_contacts(typed, |_| false), saved);
        assert_eq!(without_contacts(saved, |_| false), saved);
    }
}

#[test]
fn lines_that_are_no_questions_are_told_by_their_numbers() {
    let long = "x".repeat(3 * 64 * 1024);
    let whole = r#"{"day":"2026-11-22","words":"whole","topic":"Microneedling"}"#;
    let text = format!(
        "{}\n{long}\n\r\n{{\"day\":\"2026-11-22\",\"words\":\" \"}}\n{whole}\n\0\0\0",
        r#"{"day":"2026-02-30","words":"no such day"}"#,
    );
    let (contents, _) = kept(text.as_bytes(), &[]);
    assert_eq!(contents.questions, [question("whole")]);
    assert_eq!(contents.unreadable, [1, 2, 6], "the fourth says nothing");
}
