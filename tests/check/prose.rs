//! What an answer says and callers would not hear: a warning at its place, and none about good prose.

use crate::problems;

/// The warnings about an answer, each as `line:column words`, with `answer:` on line 3.
fn warnings(answer: &str) -> Vec<String> {
    let text = format!("doctor: Dr. Fard\nentries:\n  - answer: {answer}\n    question: Q?\n");
    let told = problems(&text);
    let told = told.iter();
    told.map(|p| format!("{}:{} {}", p.line, p.column, p.message))
        .collect()
}

/// An answer below `|`, from line 4 on.
fn block(answer: &str) -> Vec<String> {
    warnings(&format!("|\n      {}", answer.replace('\n', "\n      ")))
}

#[track_caller]
fn assert_told(told: &[String], expected: &[&str]) {
    assert_eq!(told.len(), expected.len(), "{told:?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told:?}\n{expected:?}");
    }
}

#[test]
fn words_that_would_not_be_shown_are_told_at_their_place() {
    let cases: [(&str, &[&str]); 16] = [
        (
            "Call.\n\n[Note]: tell-them",
            &["6:7 this line is not shown"],
        ),
        (
            "See [us][u].\n\n[u]: https://a.b\n[v]: https://c.d",
            &["7:7 this line is not shown"],
        ),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 3 | 4 | 5 |",
            &["7:7 this row has more cells"],
        ),
        (
            "Dear <name>, x <u>y</u> <u>z</u>",
            &["4:12 `<name>` is", "4:22 `<u>` is"],
        ),
        (
            "Rest <script>alert(1)</script> now.",
            &["4:12 `<script>` is"],
        ),
        ("a\n\n<style>\np {}\n</style>", &["6:7 `<style>` is"]),
        (
            "a\n\n<table><tr><td>b</td></tr></table>",
            &["6:7 `<table>`", "6:7 `<tr>`", "6:7 `<td>`"],
        ),
        (
            "Take 1*0*1 of it, or 2*3*4.",
            &["4:13 the signs between", "4:29 the signs between"],
        ),
        ("About 10**6** cells", &["4:15 the signs between"]),
        (
            "[us](https://a.b \"open at nine\")",
            &["4:7 some words here"],
        ),
        ("``` ask the nurse\nx\n```", &["4:7 some words here"]),
        (
            "Yes.\n\n“Many of my clients are afraid of it.”",
            &["6:7 this paragraph is in quotation"],
        ),
        (
            "\"It does not hurt at all.\" — Dr. Fard",
            &["4:7 this paragraph is in quotation"],
        ),
        ("a\n<!-- b", &["5:7 nothing behind this"]),
        ("a <!-- b\n\n<!-- c --> d", &[]),
        (
            "x 1*0*1 y\n\n```\nx 1*0*1 y\n```\n\nx 1*0*1 z",
            &["4:10 the signs", "10:10 the signs"],
        ),
    ];
    for (answer, expected) in cases {
        assert_told(&block(answer), expected);
    }
}

#[test]
fn lines_that_yaml_joins_or_leaves_out_are_told() {
    let cases: [(&str, &[&str]); 9] = [
        (
            ">\n      Bring:\n      - a card\n      - a list",
            &["5:7 this line is joined"],
        ),
        (
            ">\n      Yes.\n      > I always do.",
            &["5:7 this line is joined"],
        ),
        (
            "Bring this\n      - a card\n      - a list",
            &["4:7 this line is joined"],
        ),
        (
            ">\n      First\n      1. wash,\n      2. dry",
            &["6:7 this line is joined"],
        ),
        (">\n      Our rooms are on the\n      2. floor.", &[]),
        (
            ">\n      Bring it.\n\n        - a card\n        - a list",
            &[],
        ),
        ("|\n      Bring:\n      - a card", &[]),
        (
            "On the second floor, room number\n      #5 on the left.",
            &["4:7 this line is not read"],
        ),
        ("|\n      Room number\n      #5 on the left.", &[]),
    ];
    for (answer, expected) in cases {
        assert_told(&warnings(answer), expected);
    }
}

#[test]
fn remarks_and_good_prose_are_left_alone() {
    for answer in [
        "It is **5** mg, *not* 10, on <https://a.b>, 2 * 3, 5~10 or ~~6~~ 7.",
        "> “I do,” he says.\n> — Nurse Ana\n\n“Yes” and “no” are answers. “Thank you.”",
        "<p>Bring <b>it</b>.<br>See <a href=\"https://a.b\">us</a>.</p>\n\n- a\n- b",
        "| a | b |\n|---|---|\n| 1 \\| 2 | |\n| 3 |",
        "5 < 6 and 7 > 6, a < b",
    ] {
        assert_eq!(block(answer), [""; 0], "{answer}");
    }
    let remarks = "entries:\n  # one\n  #two\n  - question: Q?\n    answer: A.\n    #staff_note: x\n    also_asked:\n      - b\n      #- c\n";
    assert!(problems(remarks).is_empty(), "{:?}", problems(remarks));
}

#[test]
fn a_comment_is_never_part_of_an_answer() {
    let text = "entries:\n  - question: Q?\n    answer: |\n      a <!-- b\n\n      c --> d\n      <!-- e -->\n      f\n";
    let faq = crate::load(text).unwrap().faq;
    assert_eq!(faq.entry(0).answer, "a  d\nf");
    let text = "entries:\n  - question: Q?\n    answer: <!-- later -->\n";
    let told = problems(text);
    assert!(
        told[0].message.contains("nothing in it that can be seen"),
        "{told:?}"
    );
}
