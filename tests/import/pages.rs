//! Papers as programs for web sites keep them: what surrounds questions, and what is beside their answers.

use std::fs;

use proptest::{collection::vec, prelude::*, sample::select};
use tempfile::TempDir;

use super::{import, load, pairs, run};

#[test]
fn what_only_surrounds_questions_is_neither_a_question_nor_an_answer() {
    for (name, text, kept) in [
        (
            "page.html",
            "<h1>Hip</h1><section><h2>Reviews</h2><p>Good.</p></section><section><h2>Questions</h2><details><summary>May I park?</summary><p>Yes.</p></details><a href=\"#book\">Book now</a></section><h2>Write to us</h2><p>Your name</p>",
            &["Good.", "Book now", "Your name"][..],
        ),
        (
            "a.md",
            "**HIP CLINIC**\n\n**Good care**\n\nWelcome.\n\n**May I park?**\n\nYes.\n",
            &["**HIP CLINIC**", "**Good care**", "Welcome."],
        ),
        (
            "a.md",
            "---\ntitle: Questions\nfaqs:\n  - q: May I park?\n    a: Yes.\n---\n\nMore on [the page](/more).\n",
            &["More on [the page](/more)."],
        ),
        (
            "a.json",
            r#"{"may I park":{"answer":"Yes.","label":"Visit"}}"#,
            &["label: Visit"],
        ),
        (
            "a.csv",
            "question,answer,place\nMay I park?,Yes.,Hull\nMay I park?,Yes.,York\n",
            &["place: Hull", "Once more: May I park?\n# place: York"],
        ),
    ] {
        let (yaml, _) = import(name, text, &[]);
        let faq = load(&yaml);
        let [entry] = faq.entries() else {
            panic!("{text}\n{yaml}")
        };
        assert!(
            entry.question.to_lowercase().starts_with("may i park"),
            "{yaml}"
        );
        assert_eq!(entry.answer, "Yes.", "{yaml}");
        for words in kept {
            assert!(
                yaml.contains(&format!("# Kept: {words}\n")),
                "{words}\n{yaml}"
            );
        }
    }
}

#[test]
fn names_of_sections_are_groups_and_names_of_entries_are_none() {
    let text = "rubriques:\n  - nom: Visites\n    questions:\n      - question: Combien ?\n        reponse: Deux.\n";
    let (yaml, _) = import("a.yaml", text, &[]);
    assert!(yaml.contains("# ---- Visites\n"), "{yaml}");
    let text = r#"{"faq":{"hours":{"question":"When?","answer":"At nine."},"cars":{"question":"Where?","answer":"Behind."}}}"#;
    let (yaml, _) = import("a.json", text, &[]);
    assert!(
        yaml.contains("id: hours\n") && !yaml.contains("----"),
        "{yaml}"
    );
}

#[test]
fn a_first_row_that_may_be_an_entry_is_kept() {
    let (yaml, _) = import("a.csv", "Hours,At nine.\nMay I park?,Yes.\nWhy?,So.\n", &[]);
    assert!(yaml.contains("# Kept: Hours\n# At nine.\n"), "{yaml}");
}

#[test]
fn a_row_with_nothing_but_a_title_names_the_rows_below_it() {
    let text = "question,answer\nVISITS,\nMay I park?,Yes.\nWhy?,So.\nBILLS,\nHow much?,Fifty.\nWhen?,\nOdd,\n";
    let (yaml, said) = import("a.csv", text, &[]);
    for line in ["# ---- VISITS", "# ---- BILLS", "  - question: Odd"] {
        assert!(yaml.lines().any(|known| known == line), "{line}\n{yaml}");
    }
    assert!(said.contains("5 entries, 2 without an answer"), "{said}");
}

#[test]
fn the_next_number_begins_the_next_question_though_it_does_not_ask() {
    let text = "1) May I park?\nYes:\n1. behind\n2. in front\n\n2) What if I am late?\nPlease call.\n\n3) Prices\nFifty.\n";
    let (yaml, _) = import("a.txt", text, &[]);
    let found = [
        ("May I park?", "Yes:\n1. behind\n2. in front"),
        ("What if I am late?", "Please call."),
        ("Prices", "Fifty."),
    ];
    assert_eq!(pairs(&load(&yaml)), found, "{yaml}");
}

#[test]
fn of_several_languages_the_named_one_is_read_and_the_others_are_kept() {
    let text =
        r#"[{"q":{"en":"May I park?","de":"Darf ich parken?"},"a":{"en":"Yes.","de":"Ja."}}]"#;
    let (yaml, _) = import("a.json", text, &["--language", "de"]);
    assert_eq!(pairs(&load(&yaml)), [("Darf ich parken?", "Ja.")]);
    assert!(yaml.contains("# Kept: a (en): Yes."), "{yaml}");
}

#[test]
fn what_a_table_says_beside_its_answers_is_kept_beside_them() {
    let text = "<table><tr><th>Question<th>Answer<th>Ward<tr><td>May I park?<td>Yes.<td>A<tr><td>Why?<td>So.<td>B</table><p>Of 2024</p>";
    let (yaml, _) = import("a.html", text, &[]);
    let entry = "answer: |\n      Yes.\n\n# Kept: Ward: A\n";
    assert!(yaml.contains(entry), "{yaml}");
    assert!(
        yaml.ends_with("So.\n\n# Kept: Ward: B\n\n# Kept: Of 2024\n"),
        "{yaml}"
    );
}

#[test]
fn words_below_a_bullet_are_no_code_though_others_follow() {
    let text = "- May I park?\n\n    Yes.\n- Why?\n\n    So.\n\n    - a\n\nEnd.\n";
    let (yaml, _) = import("a.md", text, &[]);
    let found = [("May I park?", "Yes."), ("Why?", "So.\n\n- a\n\nEnd.")];
    assert_eq!(pairs(&load(&yaml)), found);
}

#[test]
fn a_break_in_a_heading_or_a_row_of_a_table_keeps_the_line() {
    let text =
        "## What does<br>it cost?\n\n| Scar | Face |\n|---|---|\n| fifty<br>each | ninety |\n";
    let (yaml, _) = import("a.md", text, &[]);
    let answer = "| Scar | Face |\n|---|---|\n| fifty each | ninety |";
    assert_eq!(pairs(&load(&yaml)), [("What does it cost?", answer)]);
}

#[test]
fn a_note_in_a_quote_is_nobodys_words() {
    let text = "## May I park?\n\nYes.\n\n> **Note:** Only\n> in front.\n\n> [!TIP]\n> Come early.\n\n> Drive safely.\n> — Dr. Ruth Ward\n";
    let (yaml, _) = import("a.md", text, &[]);
    let answer = "Yes.\n\n**Note:** Only\nin front.\n\n[!TIP]\nCome early.\n\n> Drive safely.\n> — Dr. Ruth Ward";
    assert_eq!(pairs(&load(&yaml)), [("May I park?", answer)]);
}

#[test]
fn a_title_in_an_element_for_questions_is_one_though_it_does_not_ask() {
    let html = "<div class=\"faq-question\">Hours</div><div class=\"faq-answer\"><p>At nine.</p></div><div class=\"faq-question\">May I park?</div><div>Yes.</div>";
    let (yaml, _) = import("a.html", html, &[]);
    assert_eq!(
        pairs(&load(&yaml)),
        [("Hours", "At nine."), ("May I park?", "Yes.")]
    );
}

#[test]
fn paragraphs_stay_apart_behind_the_letter_of_an_answer() {
    for text in [
        "Q: May I park?\n\nA: Yes.\n\nAt night too.\n\nQ: Why?\nA: So.\n",
        "Q: May I park? A: Yes.\n\nAt night too.\n\nQ: Why? A: So.\n",
    ] {
        let (yaml, _) = import("a.txt", text, &[]);
        let found = [("May I park?", "Yes.\n\nAt night too."), ("Why?", "So.")];
        assert_eq!(pairs(&load(&yaml)), found, "{text}");
    }
}

#[test]
fn a_quote_with_its_speaker_on_its_line_is_that_speakers() {
    let text = "## May I park?\n\n> \"There is room!\" - Maria K.\n";
    let (yaml, _) = import("a.md", text, &[]);
    let answer = "> There is room!\n> — Maria K.";
    assert_eq!(pairs(&load(&yaml)), [("May I park?", answer)]);
}

#[test]
fn a_page_that_is_yet_to_be_filled_in_holds_no_question() {
    let text = "## {{ item.question }}\n\n{{ item.answer }}\n\n## May I park?\n\nYes.\n";
    let (yaml, _) = import("a.md", text, &[]);
    assert_eq!(pairs(&load(&yaml)), [("May I park?", "Yes.")]);
    assert!(yaml.contains("# Kept: {{ item.question }}"), "{yaml}");
}

#[test]
fn what_stands_beside_an_answer_or_above_sections_is_kept() {
    let text = r#"{"faq":{"name":"Help","questions":[{"name":"Cars","items":[{"q":"May I park?","a":{"text":"Yes.","since":"2020"}}]}]}}"#;
    let (yaml, _) = import("a.json", text, &[]);
    assert_eq!(pairs(&load(&yaml)), [("May I park?", "Yes.")]);
    for line in ["# ---- Cars", "# Kept: since: 2020", "# Kept: Help"] {
        assert!(yaml.lines().any(|known| known == line), "{line}\n{yaml}");
    }
}

/// Parts of pages; each `@` is a word of its own.
const PARTS: &[&str] = &[
    "# @\n",
    "## @?\n",
    "### @\n",
    "## @\n",
    "**@?**\n",
    "**@**\n",
    "Q: @?\nA: @\n",
    "- @? @\n- @\n",
    "1. @?\n   @\n2. @\n",
    "| @ | @ |\n|--|--|\n| @? | @ |\n",
    "| Question | Answer | @ |\n|--|--|--|\n| @ | @ | @ |\n",
    "<details><summary>@</summary>\n\n@\n\n</details>\n",
    "> @\n> — Dr. @\n",
    "> **Note:** @\n",
    "“@” — Dr. @\n",
    "```\n@\n# @?\n```\n",
    "---\n",
    "<!-- @ -->\n",
    "@?\n: @\n",
    "<p>@ <b>@</b><br>@</p>\n",
    ":::note\n@\n:::\n",
    "{{< faq question=\"@\" >}}\n@\n{{< /faq >}}\n",
    "<Fold title=\"@?\">\n@\n</Fold>\n",
    "2) @?\n@\n",
    "@ @\n",
    "<dl><dt>@</dt><dd>@</dd></dl>\n",
    "<section><h2>@</h2><ul><li>@</li><li>@</li></ul></section>\n",
    "<div class=\"question\">@</div><div>@</div>\n",
    "<table><tr><td>@?</td><td>@</td></tr><tr><td>@?</td></tr></table>\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn no_word_is_lost(parts in vec(select(PARTS), 1..12), name in select(&["a.md", "a.txt", "a.html"][..])) {
        let mut words = 0..;
        // The remarks of a web page are its programmer's.
        let is_said = |part: &&&str| name != "a.html" || !part.starts_with("<!--");
        let parts: Vec<&str> = parts.iter().filter(is_said).copied().collect();
        let page: String = parts.join("\n").split_inclusive('@').map(|part| {
            let word = words.next().map(|n: usize| format!("w{n}x"));
            part.replace('@', &word.unwrap_or_default())
        }).collect();
        let folder = TempDir::new()?;
        fs::write(folder.path().join(name), &page)?;
        let output = run(folder.path(), &["import", name]);
        let yaml = String::from_utf8_lossy(&output.stdout);
        let is_found = output.status.code() == Some(0);
        for word in page.split(|c: char| !c.is_ascii_alphanumeric()).filter(|_| is_found) {
            let is_one = word.starts_with('w') && word.ends_with('x');
            prop_assert!(!is_one || yaml.contains(word), "{word}\n{page}\n{yaml}");
        }
    }
}
