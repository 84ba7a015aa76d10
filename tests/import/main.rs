//! `frontdesk import` as a clinic uses it: its own papers go in, and what comes out is loaded as an FAQ.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use frontdesk::faq::{Faq, Source};
use jiff::civil::date;
use tempfile::TempDir;

mod pages;
mod round;

/// Runs the program in `folder`.
fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .current_dir(folder)
        .args(args)
        .env_remove("FRONTDESK_FAQ")
        .output()
        .expect("the program runs")
}

/// What comes of a file of this name with this text.
fn import(name: &str, text: impl AsRef<[u8]>, args: &[&str]) -> (String, String) {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join(name), text).expect("room");
    let output = run(folder.path(), &[&["import", name], args].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr))
}

fn load(yaml: &str) -> Faq {
    let source = Source::Text {
        name: "faq.yaml".to_owned(),
        text: yaml.to_owned(),
    };
    let loaded = source.load(date(2026, 11, 29), &mut |_| ());
    loaded
        .unwrap_or_else(|problems| panic!("{problems:#?}\n{yaml}"))
        .faq
}

/// The questions and answers of an FAQ.
fn pairs(faq: &Faq) -> Vec<(&str, &str)> {
    let entries = faq.entries().iter();
    entries
        .map(|entry| (entry.question.as_str(), entry.answer.as_str()))
        .collect()
}

/// Two entries that most shapes can hold.
const TWO: [(&str, &str); 2] = [
    ("Do I need a letter?", "No, just call."),
    ("May I park?", "Yes, behind the house."),
];

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn usual_shapes_give_their_questions_and_answers() {
    let shapes: &[(&str, &str)] = &[
        // Markdown.
        (
            "faq.md",
            "# Title\n\nDo read this.\n\n## Do I need a letter?\nNo, just call.\n\n## May I park?\n\nYes, behind the house.\n",
        ),
        (
            "faq.md",
            "#### Do I need a letter?\nNo, just call.\n\n#### **May I park?** ####\nYes, behind the house.\n",
        ),
        (
            "faq.md",
            "# Visits\n## 1. Do I need a letter?\nNo, just call.\n\n# Cars\n### 2) May I park?\nYes, behind the house.\n",
        ),
        (
            "faq.md",
            "Do I need a letter?\n---\nNo, just call.\n\nMay I park?\n---\nYes, behind the house.\n",
        ),
        (
            "faq.md",
            "---\ntitle: Visits\nlayout: page\n---\n\n## Do I need a letter?\n\nNo, just call.\n\n## May I park?\n\nYes, behind the house.\n",
        ),
        (
            "faq.md",
            "# FAQ\n\n**Q:** Do I need a letter?\n\n**A:** No, just call.\n\n---\n\n**Q:** May I park?\n**A:** Yes, behind the house.\n",
        ),
        (
            "faq.md",
            "**Q: Do I need a letter?**\nA: No, just call.\n\n**Q: May I park?**\nA: Yes, behind the house.\n",
        ),
        (
            "faq.txt",
            "Q1: Do I need a letter?\nA1: No, just call.\n\nQ2. May I park?\nA2. Yes, behind the house.\n",
        ),
        (
            "faq.txt",
            "Frage: Do I need a letter?\nAntwort: No, just call.\nFrage: May I park?\nAntwort: Yes, behind the house.\n",
        ),
        (
            "faq.txt",
            "Do I need a letter?\nNo, just call.\n\nMay I park?\nYes, behind the house.\n",
        ),
        (
            "faq.md",
            "**Do I need a letter?**\n\nNo, just call.\n\n**May I park?**  \nYes, behind the house.\n",
        ),
        (
            "faq.md",
            "1. **Do I need a letter?**\n\n   No, just call.\n\n2. **May I park?**\n\n   Yes, behind the house.\n",
        ),
        (
            "faq.md",
            "- **Do I need a letter?** No, just call.\n- **May I park?** — Yes, behind the house.\n",
        ),
        (
            "faq.md",
            "- Do I need a letter?\n  No, just call.\n- May I park? Yes, behind the house.\n",
        ),
        (
            "faq.md",
            "Do I need a letter?\n: No, just call.\n\nMay I park?\n:   Yes, behind the house.\n",
        ),
        (
            "faq.md",
            "<details>\n<summary>Do I need a letter?</summary>\n\nNo, just call.\n\n</details>\n<details>\n<summary><b>May I park?</b></summary>\nYes, behind the house.\n</details>\n",
        ),
        // Tables.
        (
            "faq.csv",
            "question,answer\nDo I need a letter?,\"No, just call.\"\nMay I park?,\"Yes, behind the house.\"\n",
        ),
        (
            "faq.csv",
            "Nr;Vraag;Antwoord\n1;Do I need a letter?;No, just call.\n2;May I park?;\"Yes, behind the house.\"\n",
        ),
        (
            "faq.tsv",
            "Pregunta\tRespuesta\nDo I need a letter?\tNo, just call.\nMay I park?\tYes, behind the house.\n",
        ),
        (
            "faq.csv",
            "\"Do I need a letter?\",\"No, just call.\"\n\"May I park?\",\"Yes, behind the house.\"\n",
        ),
        (
            "faq.csv",
            "Title|Body\nDo I need a letter?|No, just call.\nMay I park?|Yes, behind the house.\n",
        ),
        // JSON.
        (
            "faq.json",
            r#"[{"question":"Do I need a letter?","answer":"No, just call."},{"question":"May I park?","answer":"Yes, behind the house."}]"#,
        ),
        (
            "faq.json",
            r#"{"faqs":[{"q":"Do I need a letter?","a":"No, just call."},{"q":"May I park?","a":["Yes, behind the house."]}]}"#,
        ),
        (
            "faq.json",
            r#"{"Do I need a letter?":"No, just call.","May I park?":"Yes, behind the house."}"#,
        ),
        (
            "faq.json",
            r#"{"visits":{"title":"Visits","items":[{"title":"Do I need a letter?","content":"<p>No, just call.</p>"}]},"cars":{"items":[{"title":"May I park?","content":"Yes, behind the house."}]}}"#,
        ),
        (
            "faq.json",
            r#"[["Do I need a letter?","No, just call."],["May I park?","Yes, behind the house."]]"#,
        ),
        (
            "faq.json",
            r#"[{"intrebare":"Do I need a letter?","x":"No, just call."},{"intrebare":"May I park?","x":"Yes, behind the house."}]"#,
        ),
        (
            "faq.json",
            r#"{"@context":"https://schema.org","@graph":[{"@type":"Organization","name":"Clinic","description":"A clinic"},{"@type":"FAQPage","mainEntity":[{"@type":"Question","name":"Do I need a letter?","acceptedAnswer":{"@type":"Answer","text":"No, just call."}},{"@type":"Question","name":"May I park?","acceptedAnswer":{"@type":"Answer","text":"<p>Yes, behind the house.<\/p>"}}]}]}"#,
        ),
        (
            "faq.jsonl",
            "{\"prompt\":\"Do I need a letter?\",\"response\":\"No, just call.\"}\n{\"prompt\":\"May I park?\",\"response\":\"Yes, behind the house.\"}\n",
        ),
        // YAML.
        (
            "faq.yaml",
            "- title: Do I need a letter?\n  content: No, just call.\n- title: May I park?\n  content: Yes, behind the house.\n",
        ),
        (
            "faq.yml",
            "Do I need a letter?: No, just call.\nMay I park?: |\n  Yes, behind the house.\n",
        ),
        (
            "faq.yml",
            "faq:\n  - vraag: Do I need a letter?\n    antwoord: No, just call.\n  - vraag: May I park?\n    antwoord: Yes, behind the house.\n",
        ),
        (
            "faq.yaml",
            "title: T\nsections:\n  - name: Visits\n    questions:\n      - question: Do I need a letter?\n        answer: No, just call.\n  - name: Cars\n    questions:\n      - question: May I park?\n        answer: Yes, behind the house.\n",
        ),
        (
            "faq.yaml",
            "Visits:\n  - q: Do I need a letter?\n    a: No, just call.\nCars:\n  - q: May I park?\n    a: Yes, behind the house.\n",
        ),
        (
            "faq.yaml",
            "---\nquestion: Do I need a letter?\nanswer: No, just call.\n---\nquestion: May I park?\nanswer: Yes, behind the house.\n",
        ),
        (
            "faq.yaml",
            "letter:\n  question: Do I need a letter?\n  answer: No, just call.\nparking:\n  question: May I park?\n  answer: Yes, behind the house.\n",
        ),
        (
            "faq.yaml",
            "Do I need a letter?:\n  answer: No, just call.\nMay I park?:\n  answer: Yes, behind the house.\n",
        ),
        // Web pages.
        (
            "faq.html",
            "<!DOCTYPE html><html><head><title>Visits</title><script type=\"application/ld+json\">{\"@type\":\"FAQPage\",\"mainEntity\":[{\"@type\":\"Question\",\"name\":\"Do I need a letter?\",\"acceptedAnswer\":{\"@type\":\"Answer\",\"text\":\"No, just call.\"}},{\"@type\":\"Question\",\"name\":\"May I park?\",\"acceptedAnswer\":{\"@type\":\"Answer\",\"text\":\"Yes, behind the house.\"}}]}</script></head><body><h1>x</h1></body></html>",
        ),
        (
            "page.htm",
            "<html><head><title>Visits</title><style>p{}</style></head><body><nav><a href=\"/\">Home?</a></nav><h1>Visits</h1><h3>Do I need a letter?</h3><div><p>No, just&nbsp;call.</p></div><h3>May I park?</h3><p>Yes, behind\n the house.</p></body></html>",
        ),
        (
            "page.html",
            "<html><body><dl><dt>Do I need a letter?</dt><dd>No, just call.</dd><dt>May I park?</dt><dd><p>Yes, behind the house.</p></dd></dl></body></html>",
        ),
        (
            "page.html",
            "<html><body><details><summary>Do I need a letter?</summary><p>No, just call.</p></details><details><summary>May I park?</summary>Yes, behind the house.</details></body></html>",
        ),
        (
            "word.html",
            "<html><body><p class=MsoNormal><b>Do I need a letter?</b></p><p class=MsoNormal>No, just call.</p><p class=MsoNormal><b><span lang=EN>May I park?</span></b></p><p>Yes, behind the house.</p></body></html>",
        ),
        (
            "faq.txt",
            "Sp: Do I need a letter? Sv: No, just call.\nSp: May I park? Sv: Yes, behind the house.\n",
        ),
        (
            "faq.md",
            "---\nlayout: faq\nfaqs:\n  - question: Do I need a letter?\n    answer: No, just call.\n  - question: May I park?\n    answer: Yes, behind the house.\n---\n\n{% include faq.html %}\n",
        ),
        (
            "faq.json",
            r#"{"questions":{"1":{"q":"Do I need a letter?","a":"No, just call."},"2":{"q":"May I park?","a":"Yes, behind the house."}}}"#,
        ),
        // Other programs' exports and other languages' labels.
        (
            "faq.md",
            "**D: Do I need a letter?**\n\n**R:** No, just call.\n\n**D: May I park?**\n\n**R:** Yes, behind the house.\n",
        ),
        (
            "faq.txt",
            "Q : Do I need a letter?\nR : No, just call.\n\nQ : May I park?\nR : Yes, behind the house.\n",
        ),
        (
            "faq.md",
            "| Question | Answer |\n|---|---|\n| Do I need a letter? | No, just call. |\n| May I park? | Yes, behind the house. |\n",
        ),
        (
            "faq.md",
            "<h3 name=\"a\">\nDo I need a letter?\n</h3>\n\nNo, just call.\n\n<h3>\nMay I park?\n</h3>\n\nYes, behind the house.\n",
        ),
        (
            "faq.csv",
            "sep=;\nKategorie;Frage;Antwort\nBesuch;Do I need a letter?;No, just call.\n;May I park?;Yes, behind the house.\n",
        ),
        (
            "faq.csv",
            "Our questions,,\n,,\nPost Title,Post Content,Owner\nDo I need a letter?,\"<!-- wp:paragraph --><p>No, just call.</p>\",\nMay I park?,\"Yes, behind the house.\",\n",
        ),
        (
            "faq.json",
            r#"{"faq":{"q1":"Do I need a letter?","a1":"No, just call.","q2":"May I park?","a2":"Yes, behind the house."}}"#,
        ),
        (
            "faq.json",
            r#"{"faq_1_question":"Do I need a letter?","faq_1_answer":"No, just call.","faq_2_question":"May I park?","faq_2_answer":"Yes, behind the house."}"#,
        ),
        (
            "faq.json",
            r#"{"intents":[{"tag":"x","patterns":["Do I need a letter?"],"responses":["No, just call."]},{"patterns":["May I park?"],"responses":["Yes, behind the house."]}]}"#,
        ),
        (
            "faq.json",
            r#"{"data":[{"id":1,"attributes":{"question":"Do I need a letter?","answer":[{"_type":"block","children":[{"_type":"span","text":"No, "},{"text":"just call."}]}]}},{"attributes":{"question":"May I park?","answer":"Yes, behind the house."}}]}"#,
        ),
        (
            "faq.yaml",
            "faq:\n  - Do I need a letter?\n  - No, just call.\n  - May I park?\n  - Yes, behind the house.\n",
        ),
        (
            "page.html",
            "<html><body><table><tr><td><h1>x</h1><table><tr><th>Frage<th>Antwort<tr><td>Do I need a letter?<td>No, just call.<tr><td>May I park?<td><p>Yes, behind the house.</p></table></table></body></html>",
        ),
        (
            "page.html",
            "<html><script type='application/ld+json'>\n/* made */\n{\"@type\":[\"WebPage\",\"FAQPage\"],\"mainEntity\":[{\"@type\":\"Question\",\"name\":\"Do I need a letter?\",\"acceptedAnswer\":[{\"@type\":\"Answer\",\"text\":\"No, just call.\"}]},{\"@type\":\"Question\",\"name\":\"May I park?\",\"suggestedAnswer\":{\"@type\":\"Answer\",\"text\":\"Yes, behind the house.\"}}]}\n</script><body>x</body></html>",
        ),
        (
            "page.html",
            r#"<html><body><p><span style="font-weight: 700">Do I need<br>a letter?</span></p><p>No, just call.</p><p><b>May I park?</b></p><p>Yes, behind the house.</p></body></html>"#,
        ),
    ];
    for (name, text) in shapes {
        let (yaml, _) = import(name, text, &[]);
        let yaml = yaml.replace('\u{a0}', " ");
        let faq = load(&yaml);
        assert_eq!(pairs(&faq), TWO, "{name}:\n{text}\n{yaml}");
    }
}

#[test]
fn quoted_paragraphs_with_a_name_are_quotes_of_the_speaker() {
    for paragraph in [
        "“Do not worry.” — Dr. Leila Fard",
        "“Do not worry.”\n— Dr. Leila Fard",
        "“Do not worry.”\n\n— Dr. Leila Fard",
        "\"Do not worry.\" (Dr. Leila Fard)",
        "Dr. Leila Fard: “Do not worry.”",
        "Dr. Leila Fard says: “Do not worry.”",
        "**Dr. Leila Fard:** “Do not worry.”",
        "**Dr. Leila Fard**\n\n„Do not worry.“",
        "«Do not worry.» — *Dr. Leila Fard*",
    ] {
        let (yaml, _) = import(
            "a.md",
            format!("## Does it hurt?\n\nNo.\n\n{paragraph}\n\nReally.\n"),
            &[],
        );
        let answer = "No.\n\n> Do not worry.\n> — Dr. Leila Fard\n\nReally.";
        assert_eq!(
            pairs(&load(&yaml)),
            [("Does it hurt?", answer)],
            "{paragraph}"
        );
    }
    for paragraph in [
        "She said “no” and left.",
        "“No” is what callers hear.",
        "“Do not worry.”",
        "Please note: “closed” means closed.",
    ] {
        let (yaml, _) = import("a.md", format!("## Does it hurt?\n\n{paragraph}\n"), &[]);
        assert_eq!(pairs(&load(&yaml)), [("Does it hurt?", paragraph)]);
    }
}

#[test]
fn html_in_answers_becomes_markdown() {
    for (html, markdown) in [
        ("<p>One.</p><p>Two<br>three.</p>", "One.\n\nTwo  \nthree."),
        ("<ul><li>a</li><li><b>b</b></li></ul>", "- a\n- **b**"),
        (
            "<ol><li><p>a</p></li><li>b<ul><li>c</li></ul></li></ol>",
            "1. a\n2. b\n    - c",
        ),
        (
            "See <a href=\"https://clinic.example/a\">the page</a>.",
            "See [the page](https://clinic.example/a).",
        ),
        (
            "a<em> b </em>c &amp; d&eacute; <script>x</script>",
            "a *b* c & dé",
        ),
        ("<p>2 * 3 * 4</p>", "2 \\* 3 \\* 4"),
        (
            "<blockquote><p>Rest.</p><p>Now.</p></blockquote>",
            "> Rest.\n>\n> Now.",
        ),
        (
            "<blockquote>Rest.<footer>Nurse Ana</footer></blockquote>",
            "> Rest.\n> — Nurse Ana",
        ),
        (
            "<p>·&nbsp;&nbsp; a</p><img src=\"b.png\" alt=\"b\">",
            "- a\n\n![b](b.png)",
        ),
        (
            "<table><tr><th>When<th>How</tr><tr><td>now<td><ul><li>a</li></ul></table>",
            "| When | How |\n|---|---|\n| now | - a |",
        ),
    ] {
        let json = serde_json::json!([{"q": "Does it hurt?", "a": html}]).to_string();
        let (yaml, _) = import("a.json", &json, &[]);
        assert_eq!(pairs(&load(&yaml)), [("Does it hurt?", markdown)], "{yaml}");
    }
}

#[test]
fn the_parts_of_an_answer_are_its_paragraphs_quotes_and_bullets() {
    let yaml = "- vraag: Doet het pijn?\n  antwoord:\n    - Nee.\n    - text: Bijna niets.\n      author: Dr. Jan de Wit\n    - items: [koelen, rusten]\n";
    let (yaml, _) = import("a.yaml", yaml, &[]);
    let answer = "Nee.\n\n> Bijna niets.\n> — Dr. Jan de Wit\n\n- koelen\n- rusten";
    assert_eq!(pairs(&load(&yaml)), [("Doet het pijn?", answer)]);
}

#[test]
fn a_page_with_its_question_in_its_head_is_an_entry() {
    let page = "---\ntitle: \"Kan ik afzeggen?\"\norder: 4\n---\n\nJa, **24 uur** van tevoren.\n";
    let (yaml, said) = import("a.md", page, &[]);
    let answer = "Ja, **24 uur** van tevoren.";
    assert_eq!(pairs(&load(&yaml)), [("Kan ik afzeggen?", answer)]);
    assert!(said.contains("1 entry, 1 kept"), "{said}");
}

#[test]
fn letters_of_old_windows_files_and_marks_of_byte_order_are_read() {
    let text = "Frage;Antwort\nSchmerzt es?;Nein, \u{201e}gar nicht\u{201c}.\n";
    let old = |c: char| match c {
        '\u{201e}' => 0x84,
        '\u{201c}' => 0x93,
        c => c as u8,
    };
    let windows: Vec<u8> = text.chars().map(old).collect();
    let marked = format!("\u{feff}{text}").into_bytes();
    let wide: Vec<u8> = format!("\u{feff}{text}")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for bytes in [windows, marked, wide] {
        let (yaml, _) = import("a.csv", bytes, &[]);
        assert_eq!(
            pairs(&load(&yaml)),
            [("Schmerzt es?", "Nein, „gar nicht“.")]
        );
    }
}

#[test]
fn what_has_no_place_is_kept_as_a_comment_and_counted() {
    let (yaml, said) = import(
        "a.md",
        "# Visits\n\nCall us from nine.\n\n<!-- old -->\n\n## Ways\n\n### Cars\n\n#### May I park?\n\nYes.\n\n#### Where?\n\n## Links\n",
        &[],
    );
    for comment in [
        "# Kept: Call us from nine.",
        "# Kept: old",
        "# Kept: Links",
        "# ---- Ways: Cars",
    ] {
        assert!(yaml.lines().any(|line| line == comment), "{yaml}");
    }
    assert!(
        said.contains("2 entries, 1 without an answer, 3 kept as comments"),
        "{said}"
    );
    assert!(said.contains("left to do; frontdesk check"), "{said}");

    let (yaml, said) = import(
        "a.csv",
        "question,answer,order\nA?,B.,7\n,lost,\nA?,B.,7\n",
        &[],
    );
    assert!(
        yaml.contains("# Kept: order: 7") && yaml.contains("# Kept: lost"),
        "{yaml}"
    );
    assert!(said.contains("1 entry, 3 kept"), "{said}");
}

#[test]
fn columns_and_keys_can_be_named() {
    for (name, text) in [
        ("a.csv", "x,y,z\nDoes it hurt,No.,1\n"),
        ("a.json", r#"[{"x":"Does it hurt","y":"No."}]"#),
    ] {
        let (yaml, _) = import(
            name,
            text,
            &[
                "--question",
                "x",
                "--answer",
                "y",
                "--doctor",
                "Dr. Fard",
                "--title",
                "T",
                "--language",
                "de",
            ],
        );
        let faq = load(&yaml);
        assert_eq!(pairs(&faq), [("Does it hurt", "No.")]);
        let topic = &faq.topics()[0];
        assert_eq!(
            (
                topic.title.as_str(),
                topic.doctor.as_str(),
                topic.language.as_str()
            ),
            ("T", "Dr. Fard", "de")
        );
    }
}

#[test]
fn groups_become_files_in_a_folder_and_nothing_is_overwritten() {
    let folder = TempDir::new().expect("a folder");
    let text = "# Visits\n\n## Do I need a letter?\n\nNo.\n\n# Cars\n\n## May I park?\n\nYes.\n";
    fs::write(folder.path().join("a.md"), text).expect("room");
    let output = run(folder.path(), &["import", "a.md", "-o", "faq"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let check = run(folder.path(), &["check", "faq"]);
    assert_eq!(check.status.code(), Some(0), "{check:?}");
    for (file, title, question) in [("visits", "Visits", "letter"), ("cars", "Cars", "park")] {
        let text = fs::read_to_string(folder.path().join(format!("faq/{file}.yaml")))
            .expect("it is written");
        assert!(
            text.contains(&format!("title: {title}\n")) && text.contains(question),
            "{text}"
        );
    }
    let again = run(folder.path(), &["import", "a.md", "-o", "faq"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(
        String::from_utf8_lossy(&again.stderr).contains("there is such a file already"),
        "{again:?}"
    );
    let one = run(folder.path(), &["import", "a.md", "-o", "one.yaml"]);
    assert_eq!(one.status.code(), Some(0));
    assert_eq!(
        run(folder.path(), &["check", "one.yaml"]).status.code(),
        Some(0)
    );
}

#[test]
fn what_holds_no_questions_is_said() {
    let folder = TempDir::new().expect("a folder");
    for (name, text, code, sentence) in [
        ("a.md", &b"Just text.\n"[..], 1, "no question was found"),
        ("a.json", b"{", 2, "no JSON"),
        ("a.docx", b"PK\x03\x04x", 2, "save it there as a web page"),
        ("a.csv", b"x,y\n1,2\n", 2, "--question and --answer"),
    ] {
        fs::write(folder.path().join(name), text).expect("room");
        let output = run(folder.path(), &["import", name]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{name} {said}");
        assert!(
            said.contains(sentence) && said.lines().count() == 1,
            "{said}"
        );
        assert!(output.stdout.is_empty());
    }
}
