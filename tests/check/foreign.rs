//! Files that `frontdesk import` reads get one sentence that says so; files of ours with mistakes do not.

use frontdesk::faq::Source;

use crate::TODAY;

#[test]
fn a_file_of_another_shape_gets_one_sentence_that_names_import() {
    for (name, text) in [
        (
            "faq.json",
            r#"[{"question": "Do I need a letter?", "answer": "No."}]"#,
        ),
        (
            "faq.yaml",
            r#"[{"question": "Do I need a letter?", "answer": "No."}]"#,
        ),
        ("faq.md", "# Visits\n\n## May I park?\n\nYes.\n"),
        (
            "faq.yaml",
            "# Visits\n\n## May I park?\n\nYes: behind.\n\n- one\n- two\n",
        ),
        ("faq.csv", "question,answer\nMay I park?,\"Yes, behind.\"\n"),
        ("faq.yaml", "question;answer\nMay I park?;Yes\n"),
        (
            "faq.yaml",
            "- title: May I park?\n  content: Yes.\n- title: Why?\n  content: So.\n",
        ),
        (
            "faq.yaml",
            "title: Q\nsections:\n  - name: Visits\n    questions:\n      - question: Why?\n        answer: So.\n",
        ),
        (
            "faq.yaml",
            "entries:\n  - question: Why?\n    answer:\n      - One.\n      - Two.\n",
        ),
        (
            "faq.yaml",
            "faq:\n  - vraag: Why?\n    antwoord: So.\n  - vraag: How?\n    antwoord: So.\n",
        ),
        ("faq.yaml", "May I park?: Yes.\nWhy?: So.\n"),
        (
            "faq.yaml",
            "faqs:\n  - category: Visits\n    questions:\n      - q: May I park?\n        a: Yes.\n      - q: Why?\n        a: So.\n",
        ),
        (
            "faq.yaml",
            "faq:\n  - May I park?\n  - Yes.\n  - Why?\n  - So.\n",
        ),
        (
            "faq.yaml",
            "park:\n  en:\n    question: May I park?\n    answer: Yes.\n",
        ),
        (
            "faq.yaml",
            "faq:\n  - q: May I park?\n    a: Yes.\n  - q: Why?\n    a: So.\n",
        ),
        ("faq.yaml", "Q: May I park?\nA: Yes.\n\nQ: Why?\nA: So.\n"),
        ("faq.txt", "Q : May I park?\nA : Yes.\n"),
        (
            "faq.php",
            "<?php head(); ?>\n<h3>May I park?</h3><p>Yes.</p>\n",
        ),
        ("faq.yaml", "<h3>May I park?</h3>\n<p>Yes.</p>\n"),
        ("faq.js", "const a = [{q: 'May I park?', a: 'Yes.'}];\n"),
        ("faq.mdx", "import X from 'x';\n\n<details></details>\n"),
    ] {
        let source = Source::Text {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let problems = source
            .load(TODAY, &mut |_| ())
            .expect_err("it is no FAQ of ours");
        assert_eq!(problems.len(), 1, "{problems:#?}\n{text}");
        assert!(
            problems[0].message.contains("`frontdesk import`"),
            "{problems:#?}"
        );
        assert!(
            problems[0]
                .advice
                .as_deref()
                .is_some_and(|a| a.starts_with(&format!("frontdesk import {name} -o")))
        );
    }
}

#[test]
fn a_file_of_ours_with_mistakes_is_told_its_mistakes() {
    for text in [
        "entries:\n  - qestion: Why?\n    answer: So.\n",
        "entries:\n  - q: Why?\n    a: So.\n",
        "title: T\nentries:\n  - question: Why?\n    answer: [So]\n",
        "title: T\n- question: Why?\n  answer: So.\n",
        "## a remark\nentries:\n  - question: Why?\n",
        "title: T\n",
        "title: T\nno_answer: May we call you back?\n",
        "title: T\nquestion: Why?\nanswer: So.\n",
        "",
        "Just text.\n",
    ] {
        let source = Source::Text {
            name: "faq.yaml".to_owned(),
            text: text.to_owned(),
        };
        let problems = source
            .load(TODAY, &mut |_| ())
            .expect_err("it has a mistake");
        assert!(
            problems
                .iter()
                .all(|p| !p.message.contains("frontdesk import")),
            "{problems:#?}"
        );
    }
}
