//! Papers as programs for web sites keep them: heads, elements, folds, layouts, other languages.

use std::fs;

use proptest::{collection::vec, prelude::*, sample::select};
use tempfile::TempDir;

use super::{TWO, import, load, pairs, run};

#[test]
fn questions_are_found_where_site_programs_keep_them() {
    for (name, text) in [
        // In the head, below a title and a description, in YAML and TOML.
        (
            "faq.md",
            "---\ntitle: Visits\ndescription: What callers ask\nfaqs:\n  - question: Do I need a letter?\n    answer: No, just call.\n  - question: May I park?\n    answer: Yes, behind the house.\n---\n",
        ),
        (
            "faq.md",
            "+++\ntitle = \"Visits\"\nweight = 3\n\n[[faq]]\n  question = \"Do I need a letter?\"\n  answer = \"No, just call.\"\n\n[[faq]]\n  question = 'May I park?'\n  answer = 'Yes, behind the house.'\n+++\n",
        ),
        (
            "faq.json",
            r#"{"title":"Visits","description":"What callers ask","faqs":[{"q":"Do I need a letter?","a":"No, just call."},{"q":"May I park?","a":"Yes, behind the house."}]}"#,
        ),
        // In short codes and elements with the question in an attribute.
        (
            "faq.md",
            "---\ntitle: Visits\ndescription: x\n---\n\n{{< faq question=\"Do I need a letter?\" >}}\nNo, just call.\n{{< /faq >}}\n\n{{% details \"May I park?\" %}}\nYes, behind the house.\n{{% /details %}}\n",
        ),
        (
            "faq.mdx",
            "import { Fold } from './fold'\n\n<Fold title=\"Do I need a letter?\">\n  No, just call.\n</Fold>\n\n<Fold title=\"May I park?\">\n  Yes, behind the house.\n</Fold>\n\nBye.\n",
        ),
        // By the classes of elements, with signs and pictures that fold.
        (
            "page.html",
            "<div><strong class=\"faq-question\">Do I need a letter?</strong> <p class=\"faq-answer\">No, just call.</p></div><div><strong class=\"faq-question\">May I park?</strong><p>Yes, behind the house.</p></div>",
        ),
        (
            "page.html",
            "<p class=\"pregunta\">Do I need a letter?<img src=\"a.svg\" alt=\"open\"></p><p>No, just call.</p><p class=\"pregunta\">May I park?<img src=\"a.svg\" alt=\"open\"></p><p>Yes, behind the house.</p>",
        ),
        (
            "page.html",
            "<h1>x</h1><h2>y</h2><button>Do I need a letter?<span>+</span></button><div><p>No, just call.</p></div><h2>z</h2><button>May I park?<span>+</span></button><div><p>Yes, behind the house.</p></div>",
        ),
        // In pages of programs, without the beginning of a page.
        (
            "page.php",
            "<?php include($a->head()); ?>\n<h3><a href=\"#\">Do I need a letter?</a></h3><div><p>No, just call.</p></div><h3>May I park?</h3><p>Yes, behind the house.</p><?php foot(); ?>\n",
        ),
        (
            "faq.js",
            "export const faq = [\n\t{\n\t\tquestion: 'Do I need a letter?',\n\t\tanswer: \"No, just call.\",\n\t},\n\t{ question: \"May I park?\", answer: \"Yes, behind the house.\" },\n];\n",
        ),
        (
            "faq.ts",
            "interface Faq {}\nconst faq: Faq[] = [\n  { question: `Do I need a letter?`, answer: \"No, just call.\" },\n  { question: 'May I park?', answer: `Yes, behind the house.` },\n];\nconst first = faq[0];\n",
        ),
        (
            "page.html",
            "<div class=\"question\"><h4>Do I need a letter?</h4><p>No, just call.</p></div><div class=\"question\"><h4>May I park?</h4><p>Yes, behind the house.</p></div>",
        ),
        // In tables without names.
        (
            "page.html",
            "<table><tr><td>1</td><td>Do I need a letter?</td></tr><tr><td colspan=2>No, just call.</td></tr><tr><td>2</td><td>May I park?</td></tr><tr><td colspan=2>Yes, behind the house.</td></tr></table>",
        ),
        (
            "faq.md",
            "| Do I need a letter? | No, just call. |\n|---|---|\n| May I park? | Yes, behind the house. |\n",
        ),
        // With other languages beside.
        (
            "faq.yaml",
            "- question:\n    en: Do I need a letter?\n    de: Brauche ich ein Schreiben?\n  answer: {en: \"No, just call.\", de: Nein.}\n- question: {en: May I park?, de: Darf ich parken?}\n  answer: {en: \"Yes, behind the house.\", de: Ja.}\n",
        ),
        // With links that only lead back.
        (
            "faq.md",
            "## Do I need a letter?\n\nNo, just call.\n\n[Back to top](#top)\n\n## May I park?\n\nYes, behind the house.\n\n[Back to top](#top)\n",
        ),
        (
            "faq.md",
            "## Do I need a letter?\n\n:::note\nNo, just call.\n:::\n\n## May I park?\n\nYes, behind the house.\n",
        ),
        (
            "faq.csv",
            "Vraag,Antwoord NL,Antwoord EN\nDo I need a letter?,\"No, just call.\",x\nMay I park?,\"Yes, behind the house.\",y\n",
        ),
        (
            "faq.md",
            "### Question 1\n**Question:** Do I need a letter?\n\n**Answer:** No, just call.\n\n### Question 2\n**Question:** May I park?\n\n**Answer:** Yes, behind the house.\n",
        ),
    ] {
        let (yaml, _) = import(name, text, &[]);
        assert_eq!(pairs(&load(&yaml)), TWO, "{name}:\n{text}\n{yaml}");
    }
}

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
