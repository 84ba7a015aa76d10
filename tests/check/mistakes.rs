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
        "move the line so that",
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
}

#[test]
fn values_of_the_header() {
    mistake(
        &good("reviewed: 1.11.2026\n"),
        (1, 11),
        "year-month-day",
        "`reviewed: 2026-11-01`",
    );
    mistake(
        &good("review_due: 12/31/2026\n"),
        (1, 13),
        "year-month-day",
        "`review_due: 2026-12-31`",
    );
    mistake(
        &good("reviewed: 5/6/2026\n"),
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
        &good("reviewed: 2026-11-24\n"),
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
fn a_review_of_tomorrow_is_a_warning() {
    // Where the doctor sits, tomorrow may have begun.
    let found = problems(&good("reviewed: 2026-11-23\n"));
    let [warning] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!((warning.severity, warning.line), (Severity::Warning, 1));
    assert!(warning.message.contains("tomorrow"), "{warning}");
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

#[test]
fn quotes_that_do_not_match() {
    for text in ["\"What?'", "'What?\"", "\"What?”", "'What?’"] {
        mistake(
            &file(&format!("  - question: {text}\n    answer: b\n")),
            (3, 15),
            "not closed",
            "- question: \"What?\"",
        );
    }
    mistake(
        &file("  - question: a\n    also_asked: ['What's it?']\n    answer: b\n"),
        (4, 24),
        "brackets",
        "apostrophes into double quotes",
    );
    mistake(
        &file("  - question: a\n    also_asked: [is it: good, b]\n    answer: b\n"),
        (4, 18),
        "colon",
        "quotes:  \"is it: good\"",
    );
    mistake(
        &good("hand_over:\n  words: [lungs, , heart]\n  say: c\n"),
        (2, 18),
        "missing",
        "remove the comma",
    );
}

#[test]
fn texts_of_several_lines() {
    mistake(
        &file("  - question: a\n    answer: |\n        First\n      second: line\n"),
        (6, 7),
        "further left than the first line",
        "same 6 spaces",
    );
    let words = "hand_over:\n  words: [pills]\n  say: I cannot\n  answer that.\n";
    mistake(&good(words), (4, 3), "should belong to `say`", "`say: |`");
    mistake(
        &good("title: Micro\nneedling\n"),
        (2, 1),
        "should belong to `title`",
        "`title: |`",
    );
}

/// A file with a second entry that `line` begins or spoils.
fn second(line: &str) -> String {
    file(&format!("  - question: a\n    answer: b\n{line}"))
}

#[test]
fn signs_in_the_place_of_a_dash() {
    for sign in ["•", "*", "–", "—", "--", "2.", "2)", "+"] {
        let line = format!("  {sign} question: What?\n    answer: No.\n");
        let words = (
            "begins with a dash and a space",
            "write `- question: What?`",
        );
        mistake(&file(&line), (3, 3), words.0, words.1);
        mistake(&second(&line), (5, 3), words.0, words.1);
    }
    for space in ["\t", "\u{a0}", "\u{2003}"] {
        let text = second(&format!("  -{space}question: What?\n    answer: No.\n"));
        mistake(
            &text,
            (5, 4),
            "space must stand behind the dash",
            "type a space",
        );
    }
    mistake(
        &file("  - question: a\n    also_asked:\n      - b\n      -c\n    answer: d\n"),
        (6, 8),
        "space is missing after the dash",
        "`- c`",
    );
    mistake(
        &file("  - question: a\n    also_asked:\n      • b\n      • c\n    answer: d\n"),
        (5, 7),
        "should be a list",
        "`- b`",
    );
    mistake(
        &file("  - question: a\n    also_asked: b, c\n    answer: d\n"),
        (4, 17),
        "should be a list",
        "line of its own, after a dash and a space: `- b`",
    );
    mistake(
        &file("  - question: a\n    also_asked: \"b\", \"c\"\n    answer: d\n"),
        (4, 20),
        "comma",
        "brackets: `also_asked: [\"b\", \"c\"]`",
    );
    mistake(
        &file("  - question: \"a\",\n    answer: b\n"),
        (3, 18),
        "comma",
        "remove it",
    );
}

#[test]
fn a_dash_that_is_missing_or_too_much() {
    let entry = "    question: c\n    answer: d\n";
    let new = "if a new entry begins here";
    mistake(&second(entry), (5, 5), "second time", new);
    mistake(&second(&format!("\n{entry}")), (6, 5), "second time", new);
    for indent in ["  ", ""] {
        mistake(
            &second(&format!("{indent}question: c\n{indent}answer: d\n")),
            (5, 1 + indent.len()),
            "dash is missing before `question`, if a new entry",
            "`- question: c`",
        );
    }
    mistake(
        &file("    question: a\n    answer: b\n  - question: c\n    answer: d\n"),
        (3, 5),
        "dash is missing before `question`",
        "`- question: …`",
    );
    mistake(
        &file("  - question: a\n    - answer: b\n"),
        (4, 5),
        "no dash of its own",
        "exactly below `question`",
    );
    mistake(
        &second("  - c\n    answer: d\n"),
        (5, 3),
        "no `question:` follows",
        "`- question: …`",
    );
    let bullets = "    answer: Two\n    - things\n    - more\n";
    mistake(
        &file(&format!("  - question: a\n{bullets}")),
        (5, 5),
        "should belong to `answer`",
        "`answer: |`",
    );
    mistake(
        &file(&format!(
            "  - question: a\n{}",
            bullets.replace("Two", "|\n      Two")
        )),
        (6, 5),
        "should belong to `answer`",
        "6 spaces",
    );
    mistake(
        &file("  - question: a\n    answer: Two things:\n      - one\n"),
        (4, 23),
        "colon",
        "`answer: |`",
    );
}

#[test]
fn entries_that_are_not_found() {
    let entry = "  - question: a\n    answer: b\n";
    let after = |line: &str| format!("title: T\n{line}{entry}");
    mistake(
        &after(""),
        (2, 3),
        "`entries:` is missing",
        "above this one",
    );
    mistake(
        &after("entries\n"),
        (2, 8),
        "colon is missing",
        "`entries:`",
    );
    mistake(
        &after("entries: 2\n"),
        (2, 10),
        "behind `entries:`",
        "remove it",
    );
    mistake(
        &after("  entries:\n"),
        (2, 3),
        "exactly below `title`",
        "2 spaces to the left",
    );
    mistake(
        &after(" doctor: X\nentries:\n"),
        (2, 2),
        "exactly below `title`",
        "1 space to the left",
    );
    for name in ["questions", "Entries", "entry", "FAQ"] {
        mistake(
            &after(&format!("{name}:\n")),
            (2, 1),
            "not a key",
            "did you mean `entries`?",
        );
    }
    let twice = format!(
        "{}entries:\n  - question: c\n    answer: d\n",
        after("entries:\n")
    );
    mistake(&twice, (5, 1), "second time", "below the first `entries:`");
    mistake(
        "title: T\nquestion: a\nanswer: b\n",
        (2, 1),
        "no `entries`",
        "- question",
    );
    mistake(
        "Q: a\nA: b\n\nQ: c\nA: d\n",
        (1, 1),
        "no `entries`",
        "- question",
    );
}

#[test]
fn lines_from_elsewhere() {
    let entry = "entries:\n  - question: a\n    answer: b\n";
    let next = "  - question: c\n    answer: d\n";
    for line in ["-----", "==========", "```", "...", "…", "  ---", "***"] {
        let column = 1 + line.len() - line.trim_start().len();
        mistake(
            &format!("{entry}{line}\n{next}"),
            (4, column),
            "means nothing",
            "remove it",
        );
    }
    mistake(
        &format!("```yaml\n{entry}"),
        (1, 1),
        "means nothing",
        "remove it",
    );
    for (remark, column) in [("// why", 1), ("<!-- why -->", 1), ("  // why", 3)] {
        mistake(
            &format!("{remark}\ntitle: T\n{entry}"),
            (1, column),
            "remark begins with `#`",
            "`# why`",
        );
        mistake(
            &format!("{entry}{remark}\n{next}"),
            (4, column),
            "remark begins with `#`",
            "`# why`",
        );
    }
    for line in ["Hi Ana, please use this file.", "Dear all"] {
        mistake(
            &format!("{line}\n\ntitle: T\n{entry}"),
            (1, 1),
            "key should stand",
            "remove it",
        );
    }
    mistake(
        &format!("From: Leila\nSubject: FAQ\n\nHi Ana,\n\n{entry}"),
        (4, 1),
        "key should stand",
        "remove it",
    );
    mistake(
        "> title: T\n> entries:\n>   - question: a\n",
        (1, 1),
        "e-mail",
        "every line",
    );
    mistake(
        "# FAQ\n\n## What?\n\nNo.\n\n## Why?\n\nSo.\n",
        (5, 1),
        "key should stand",
        "remove it",
    );
}

#[test]
fn what_looks_right_and_is_not() {
    for key in ["answer\u{200b}", "\u{200b}answer", "\u{feff}answer"] {
        let text = file(&format!("  - question: a\n    {key}: b\n"));
        mistake(
            &text,
            (4, 5),
            "cannot be seen stands in `answer`",
            "write them anew",
        );
    }
    for sign in ["：", ";", " =", " -"] {
        let text = file(&format!("  - question{sign} What?\n    answer{sign} No.\n"));
        mistake(&text, (3, 5), "only text", "each key: `question: What?`");
    }
    for remark in ["#1 of all", "# of all"] {
        mistake(
            &file(&format!("  - question: a\n    answer: {remark}\n")),
            (4, 13),
            "`answer` is empty: what follows a `#` is a remark",
            &format!("answer: \"{remark}\""),
        );
    }
    mistake(
        &file("  - question: a\n    answer: ! No way\n"),
        (4, 13),
        "not read",
        "answer: \"! No way\"",
    );
    mistake(
        &file("  - question: a\n    answer: ? No way\n"),
        (4, 13),
        "cannot begin with `?`",
        "answer: \"? No way\"",
    );
    mistake(
        &file("  - question: a\n    answer: 'don\\'t'\n"),
        (4, 18),
        "ends here",
        "answer: \"don't\"",
    );
    mistake(
        &file("  - question: a\n    No, never.\n"),
        (4, 5),
        "key should stand",
        "write `answer: ` before it",
    );
    mistake(
        &file("  - question: What is\nit?\n    answer: b\n"),
        (4, 1),
        "key should stand",
        "end of the line above",
    );
}

#[test]
fn a_mistake_does_not_hide_behind_warnings() {
    use std::fmt::Write as _;
    let mut text = file("");
    for n in 0..150 {
        writeln!(text, "  - question: Is it {n}?\n    answer: Yes #{n}").expect("a string");
    }
    let problems = problems(&(text + "  - question: Is it 7?\n    answer: b\n"));
    assert_eq!(problems.len(), 101);
    let error = problems
        .iter()
        .find(|p| p.severity == Severity::Error)
        .expect("a double question");
    assert_eq!(error.line, 303);
    assert!(
        problems[100].message.contains("51 more"),
        "{}",
        problems[100]
    );
}

#[test]
fn words_that_are_not_read() {
    let place = |text: &str| {
        let found = problems(text).into_iter();
        found
            .map(|p| {
                assert!(p.message.contains("not read"), "{p} in\n{text}");
                (p.line, p.column)
            })
            .collect::<Vec<_>>()
    };
    for (text, places) in [
        (
            "entries:\n- question: Is it the #1?\n  answer: b\n",
            &[(2, 23)][..],
        ),
        (
            "title: Number #1\nentries:\n- question: a\n  answer: b\n",
            &[(1, 15)],
        ),
        (
            "doctor: &Leila Fard\nentries:\n- question: a\n  answer: b\n",
            &[(1, 9)],
        ),
        // A file in one piece.
        (
            "{entries: [{question: a #1\n, answer: b}, {question: c,\n answer: d #2\n}]}",
            &[(1, 25), (3, 12)],
        ),
        // In quotes, below a bar, and in what is a remark beyond doubt.
        (
            "title: \"T #1\"\nentries:\n- question: \"Is it #5?\"\n  answer: 'See #6'\n",
            &[],
        ),
        (
            "entries: [{question: \"a #1\", answer: 'b #2', also_asked: [\"c #3\"]}]",
            &[],
        ),
        (
            "entries:\n- question: a\n  answer: |\n    b #1\n  also_asked: [\"c #2\", 'd #3']\n",
            &[],
        ),
        (
            "title: T  # the #1\nentries:\n- question: a  # see #2\n  answer: b #\n",
            &[],
        ),
    ] {
        assert_eq!(place(text), places, "{text}");
    }
    // With mistakes in the header, nothing is known of its words.
    mistake(&good("titel: T #1\n"), (1, 1), "`titel`", "`title`");
}
