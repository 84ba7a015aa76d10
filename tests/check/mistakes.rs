//! Typical mistakes, each with the place where a person would look and the words that mend it.

use frontdesk::faq::Severity;

use crate::{good, load, problems};

/// The first problem must stand at the place and say the words; a `|` in a text stands for the start of its lines.
#[track_caller]
fn mistake(text: &str, place: (usize, usize), message: &str, advice: &str) {
    let problems = problems(text);
    let Some(first) = problems.first() else {
        panic!("no problem found in\n{text}");
    };
    assert_eq!((first.line, first.column), place, "{first} in\n{text}");
    assert!(first.message.contains(message), "{first}");
    let said = first.advice.as_deref().unwrap_or_default();
    assert!(said.contains(advice), "{first}\n{said}");
    assert_eq!(problems.len(), 1, "more than one problem: {problems:#?}");
}

/// A file whose only entry is `entry`, written below `entries:`.
fn file(entry: &str) -> String {
    format!("title: T\nentries:\n{entry}")
}

#[test]
fn quotes() {
    let next = "  - question: b\n    answer: c\n";
    mistake(
        &file(&format!(
            "  - question: \"What is it?\n    answer: Yes\n{next}"
        )),
        (3, 15),
        "not closed",
        "- question: \"What is it?\"",
    );
    mistake(
        &file("  - question: \"What is it?\n    answer: \"Yes\"\n"),
        (3, 15),
        "not closed",
        "- question: \"What is it?\"",
    );
    mistake(
        &file("  - question: 'What's it'\n    answer: b\n"),
        (3, 20),
        "ends here",
        "- question: \"What's it\"",
    );
    mistake(
        &file("  - question: \"Is it\" painful?\n    answer: b\n"),
        (3, 21),
        "ends here",
        "- question: '\"Is it\" painful?'",
    );
    mistake(
        &file("  - question: q\n    answer: \"C:\\path\"\n"),
        (4, 16),
        "no meaning",
        "answer: 'C:\\path'",
    );
    mistake(
        &file("  - question: “What: is it”\n    answer: b\n"),
        (3, 20),
        "colon",
        "- question: \"What: is it\"",
    );
}

#[test]
fn colons() {
    mistake(
        &file("  - question: Does it hurt: really?\n    answer: b\n"),
        (3, 27),
        "colon",
        "- question: \"Does it hurt: really?\"",
    );
    mistake(
        &file("  - question: a\n    answer: Note: it is fine\n"),
        (4, 17),
        "colon",
        "answer: \"Note: it is fine\"",
    );
    mistake(
        &file("  - question: a\n    also_asked:\n      - Is it: painful\n    answer: b\n"),
        (5, 9),
        "colon",
        "- \"Is it: painful\"",
    );
    mistake(
        &file("  - question: a\n    answer: First\n      Note: second\n"),
        (5, 11),
        "colon",
        "answer: |",
    );
    mistake(
        &file("  - question:What is it\n    answer: b\n"),
        (3, 14),
        "space is missing",
        "question: What is it",
    );
    mistake(
        &file("  - question: a\n    answer:No.\n"),
        (4, 12),
        "space is missing",
        "answer: No.",
    );
    mistake(
        &file("  - question: a\n    answer No.\n"),
        (4, 11),
        "colon is missing",
        "answer: No.",
    );
    mistake(
        &file("  - question： What\n    answer: b\n"),
        (3, 13),
        "colon is missing",
        "question: What",
    );
}

#[test]
fn dashes_and_indentation() {
    mistake(
        &file("  -question: What\n   answer:b\n"),
        (3, 3),
        "space is missing after the dash",
        "- question: …",
    );
    mistake(
        &file("  - question:What\n    answer:b\n"),
        (3, 5),
        "only text",
        "each key: `question: What`",
    );
    mistake(
        &file("  - question: a\n    answer: [see the list]\n"),
        (4, 13),
        "should be text",
        "into quotes",
    );
    mistake(
        &file("  -question: What\n    answer: b\n"),
        (3, 4),
        "space is missing after the dash",
        "- question: What",
    );
    mistake(
        &file("  - question: What\n     answer: b\n"),
        (4, 6),
        "exactly below `question`",
        "1 space to the left",
    );
    mistake(
        &file("  - question: What\n   answer: b\n"),
        (4, 4),
        "exactly below `question`",
        "1 space to the right",
    );
    mistake(
        &file("  - question: a\n    answer: b\n - question: c\n   answer: d\n"),
        (5, 2),
        "one column",
        "same number of spaces",
    );
    mistake(
        &file("  - question: a\n    answer: b\n   - question: c\n     answer: d\n"),
        (5, 4),
        "one column",
        "column 5",
    );
    mistake(
        &file("  - question: a\n    also_asked:\n      - b\n       - c\n     - d\n    answer: e\n"),
        (6, 8),
        "dash",
        "same number of spaces",
    );
    mistake(
        &file("  - question: a\n\tanswer: b\n"),
        (4, 1),
        "a tab",
        "spaces",
    );
    mistake(
        &file("  - question: a\n\u{a0}\u{a0}\u{a0}\u{a0}answer: b\n"),
        (4, 1),
        "not the space bar's",
        "spaces",
    );
    mistake(
        "- question: a\n  answer: b\n",
        (1, 1),
        "begins with a list",
        "`entries:` on a line by itself",
    );
    mistake(
        "entries:\n  question: a\n  answer: b\n",
        (2, 3),
        "no dash",
        "- question",
    );
    mistake(
        &file("  - - question: a\n      answer: b\n"),
        (3, 5),
        "list in a list",
        "remove one",
    );
    mistake(
        &file("  - question: a\n    answer: - b\n"),
        (4, 13),
        "list cannot begin",
        "line of its own",
    );
}

#[test]
fn long_answers() {
    mistake(
        &file("  - question: a\n    answer: First line\n    second line\n"),
        (5, 5),
        "should belong to `answer`",
        "`answer: |`",
    );
    mistake(
        &file("  - question: a\n    answer: |\n      First line\n    second line\n"),
        (6, 5),
        "should belong to `answer`",
        "6 spaces",
    );
    mistake(
        &file("  - question: a\n    answer: |\n      First line\nsecond: line\n"),
        (6, 1),
        "should belong to `answer`",
        "6 spaces",
    );
    mistake(
        &file("  - question: a\n    answer: | text\n      more\n"),
        (4, 13),
        "after `|`",
        "below it",
    );
    mistake(
        &file("  - question: a\n    answer: > quoted\n"),
        (4, 13),
        "after `>`",
        "`answer: |`",
    );
    mistake(
        &file("  - question: a\n    answer:\n      - b\n"),
        (5, 7),
        "should be text, but this is a list",
        "put `|` after `answer:`",
    );
}

#[test]
fn signs_that_mean_something_to_yaml() {
    for sign in ['%', '@', '`', '*', '&', ','] {
        let text = file(&format!("  - question: a\n    answer: {sign} b\n"));
        mistake(
            &text,
            (4, 13),
            "unless it stands in quotes",
            &format!("answer: \"{sign} b\""),
        );
    }
    mistake(
        &file("  - question: [sic] What\n    answer: b\n"),
        (3, 15),
        "unless it stands in quotes",
        "\"[sic] What\"",
    );
    mistake(
        &file("  - question: a\n    also_asked: [b, c\n    answer: d\n"),
        (4, 17),
        "never closed",
        "`]`",
    );
    mistake(
        &file("  - question: What about #5?\n    answer: b\n"),
        (3, 26),
        "not read",
        "\"What about #5?\"",
    );
    mistake(
        &file("  - question: !why not\n    answer: b\n"),
        (3, 15),
        "not read",
        "\"!why not\"",
    );
    mistake(
        &file("  - question: a\n    answer: b\u{1b}[31m\n"),
        (4, 14),
        "control character",
        "remove it",
    );
}

#[test]
fn keys() {
    mistake(
        &file("  - question: a\n    anwser: b\n"),
        (4, 5),
        "`anwser`",
        "did you mean `answer`?",
    );
    mistake(
        &file("  - question: a\n    Answer: b\n"),
        (4, 5),
        "`Answer`",
        "did you mean `answer`?",
    );
    mistake(
        &file("  - question: a\n    also asked: [c]\n    answer: b\n"),
        (4, 5),
        "`also asked`",
        "did you mean `also_asked`?",
    );
    mistake(
        &file("  - question: a\n    price: c\n    answer: b\n"),
        (4, 5),
        "`price`",
        "staff_note",
    );
    mistake(
        &good("docter: x\n"),
        (1, 1),
        "`docter`",
        "did you mean `doctor`?",
    );
    mistake(
        &good("staff_note: x\n"),
        (1, 1),
        "`staff_note`",
        "belongs to an entry",
    );
    mistake(
        &good("title: x\ntitle: y\n"),
        (2, 1),
        "second time",
        "line above",
    );
    mistake(
        &file("  - question: a\n    answer: b\n    answer: c\n"),
        (5, 5),
        "second time",
        "line above",
    );
    mistake("title: x\n", (1, 1), "no `entries`", "write `entries:`");
    mistake("", (1, 1), "no entries", "write `entries:`");
    mistake("# nothing yet\n", (1, 1), "no entries", "write `entries:`");
    mistake(
        "title: x\nentries:\n",
        (2, 9),
        "nothing stands below",
        "- question:",
    );
    mistake(
        &file("  - question: a\n"),
        (3, 5),
        "no `answer`",
        "answer: …",
    );
    mistake(
        &file("  - question: a\n    <<: *b\n    answer: c\n"),
        (4, 5),
        "merging",
        "write the keys out",
    );
}

#[test]
fn values() {
    mistake(
        &file("  - question:\n    answer: b\n"),
        (3, 14),
        "`question` is empty",
        "same line",
    );
    mistake(
        &file("  - question: ~\n    answer: b\n"),
        (3, 15),
        "`question` is empty",
        "same line",
    );
    mistake(
        &file("  - question: \"\"\n    answer: b\n"),
        (3, 15),
        "nothing in it",
        "between the quotes",
    );
    mistake(
        &file("  - question: \"???\"\n    answer: b\n"),
        (3, 15),
        "no letter",
        "words",
    );
    mistake(
        &file("  - question: a\n    answer: \"\\u200b\"\n"),
        (4, 13),
        "nothing in it that can be seen",
        "",
    );
    mistake(
        &file("  - question: a\n    answer: b\n    staff_note:\n"),
        (5, 16),
        "`staff_note` is empty",
        "remove the line",
    );
    mistake(
        &file("  - question: [a]\n    answer: b\n"),
        (3, 15),
        "should be text",
        "also_asked",
    );
    mistake(
        &file("  - question: a\n    answer: b\n    also_asked: c\n"),
        (5, 17),
        "should be a list",
        "- c",
    );
    mistake(
        &file("  - question: a\n    answer: b\n    also_asked:\n      -\n"),
        (6, 8),
        "after this dash",
        "remove the dash",
    );
    mistake(
        &good("reviewed: 01.11.2026\n"),
        (1, 11),
        "year-month-day",
        "2026-11-22",
    );
    mistake(
        &good("reviewed: 2026-02-30\n"),
        (1, 11),
        "not a day of the calendar",
        "",
    );
    mistake(
        &good("reviewed: 2026-11-23\n"),
        (1, 11),
        "in the future",
        "remove the line until then",
    );
    mistake(
        &good("language: english\n"),
        (1, 11),
        "two-letter code",
        "en for English",
    );
    mistake(
        &good("hand_over:\n  words: [pregnant]\n"),
        (2, 3),
        "no `say`",
        "say: …",
    );
    mistake(
        &good("hand_over:\n  words: []\n  say: Wait.\n"),
        (2, 10),
        "empty list",
        "remove `hand_over`",
    );
    mistake(
        &good("hand_over: pregnant\n"),
        (1, 12),
        "`words:` and `say:`",
        "below it",
    );
}

#[test]
fn git_conflicts_and_second_documents() {
    let text = "  - question: a\n    answer: b\n<<<<<<< HEAD\n    id: x\n=======\n    id: y\n>>>>>>> theirs\n";
    mistake(&file(text), (5, 1), "git left two versions", "<<<<<<<");
    mistake(
        &file("  - question: a\n    answer: b\n---\ntitle: c\n"),
        (5, 1),
        "second document",
        "file of its own",
    );
}

#[test]
fn warnings_leave_the_file_usable() {
    let text = good("review_due: 2026-11-21\n")
        + "  - question: Is it long?\n    also_asked: [is it quick?]\n    answer: |\n      As she says:\n\n      > An hour.\n";
    let loaded = load(&text).expect("warnings only");
    assert_eq!(loaded.faq.len(), 3);
    let found: Vec<_> = loaded
        .warnings
        .iter()
        .map(|w| (w.severity, w.line, w.message.as_str()))
        .collect();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(
        found
            .iter()
            .all(|(severity, ..)| *severity == Severity::Warning)
    );
    assert!(
        matches!(found[0], (_, 1, m) if m.contains("overdue")),
        "{found:?}"
    );
    assert!(
        found
            .iter()
            .any(|(_, line, m)| *line == 14 && m.contains("“How long?”") && m.contains("line 10")),
        "{found:?}"
    );
    assert!(
        found.iter().any(|(_, _, m)| m.contains("nobody is named")),
        "{found:?}"
    );
    // A quote has a speaker where the file names a doctor or the quote's last line begins with a dash.
    assert_eq!(
        problems(&text.replace("entries:", "doctor: Dr. X\nentries:")).len(),
        2
    );
    assert_eq!(
        problems(&text.replace("> An hour.", "> An hour.\n      > — Nurse Ana")).len(),
        2
    );
}

#[test]
fn every_mistake_of_a_file_is_reported() {
    let text = "docter: x\nreviewed: soon\nentries:\n  - question: \"a\n    answer: b\n  - question: c\n    anwser: d\n  - question: c\n    answer: e\n  - question: c!\n    answer: f\n";
    let lines: Vec<_> = problems(text).iter().map(|p| p.line).collect();
    assert_eq!(lines, [1, 2, 4, 7, 10]);
}

#[test]
fn the_first_hundred_mistakes_are_told_and_the_rest_counted() {
    let text = file(&"  - question: a\n    anwser: b\n".repeat(1000));
    let problems = problems(&text);
    assert_eq!(problems.len(), 101);
    assert!(
        problems[100].message.contains("900 more"),
        "{}",
        problems[100]
    );
}
