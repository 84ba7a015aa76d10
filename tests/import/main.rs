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

/// Each file of the folder `two` holds [`TWO`], as one of the programs that clinics use writes them.
#[test]
fn usual_shapes_give_their_questions_and_answers() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/two");
    let files = fs::read_dir(folder)
        .expect("the folder")
        .map(|file| file.expect("a file"));
    let mut count = 0;
    for file in files {
        let name = file.file_name().into_string().expect("a name");
        let text = fs::read(file.path()).expect("a text");
        let (yaml, _) = import(&name, text, &[]);
        let yaml = yaml.replace('\u{a0}', " ");
        assert_eq!(pairs(&load(&yaml)), TWO, "{name}:\n{yaml}");
        count += 1;
    }
    assert!(count > 70);
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
