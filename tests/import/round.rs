//! What `print` writes comes back as it was: questions, answers, quotes and speakers.

use std::fs;

use frontdesk::markdown::Document;
use proptest::{collection::vec, prelude::*, sample::select};
use tempfile::TempDir;

use crate::{load, run};

/// A paragraph, a list, a table, a quote, each perhaps with emphasis.
fn block() -> impl Strategy<Value = String> {
    let words = vec(
        select(vec![
            "rest", "No.", "two", "days", "*never*", "**cool**", "é", "a_b", "2 * 3", "Q&A",
            "(soon)", "it's", "10%", "<b", "x:", "#1", "`cold`", "~5", "why?", "—", "[note]",
            "\\*",
        ]),
        1..7,
    )
    .prop_map(|words| format!("We {}", words.join(" ")));
    let line = words.clone();
    let speaker = select(vec!["", "\n> — Nurse Ana", "\n> — Dr. Omid van der Berg"]);
    prop_oneof![
        4 => words.clone(),
        2 => vec(line.clone(), 1..4).prop_map(|items| items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")),
        1 => (1..12u32, vec(line.clone(), 1..4)).prop_map(|(first, items)| (first..).zip(items).map(|(n, item)| format!("{n}. {item}")).collect::<Vec<_>>().join("\n")),
        2 => (vec(words.clone(), 1..3), speaker.clone()).prop_map(|(parts, speaker)| {
            format!("> {}{speaker}", parts.join("\n>\n> "))
        }),
        1 => (words.clone(), words.clone(), speaker).prop_map(|(outer, inner, speaker)| {
            format!("> {outer}\n>\n> > {inner}{}", speaker.replace("\n>", "\n> >"))
        }),
        1 => (words.clone(), words.clone()).prop_map(|(first, second)| format!("{first}\\\n{second}")),
        1 => vec(words.clone(), 2..4).prop_map(|items| format!("- {}\n  - {}\n- so", items[0], items[1..].join("\n  - "))),
        1 => (words.clone(), words).prop_map(|(first, second)| {
            let cell = |words: String| words.replace('|', "");
            format!("| When | What |\n|---|---|\n| {} | {} |", cell(first), cell(second))
        }),
        2 => (1..7usize, line).prop_map(|(level, line)| format!("{} {line}", "#".repeat(level))),
        1 => Just("**Is it safe?**\n\nA: Yes.\n\n```\n# Not a heading\n```".to_owned()),
    ]
}

/// An FAQ file.
fn faq() -> impl Strategy<Value = String> {
    let question = select(vec![
        "Does it hurt",
        "May I *swim*",
        "Opening hours & days",
        "why: #2",
        "“Is it” safe",
        "_so_",
    ]);
    let entry = (question, vec(block(), 1..5), any::<bool>());
    let doctor = select(vec!["", "doctor: Dr. Leila Fard\n"]);
    (doctor, vec(entry, 2..5)).prop_map(|(doctor, entries)| {
        let mut text = format!("title: Care & more\n{doctor}entries:\n");
        for (n, (question, blocks, asks)) in entries.iter().enumerate() {
            let mark = if *asks || n == 0 { "?" } else { "" };
            let answer = blocks.join("\n\n").replace('\n', "\n      ");
            text += &[
                "  - question: '",
                question,
                " ",
                &n.to_string(),
                mark,
                "'\n    answer: |\n      ",
                &answer,
                "\n",
            ]
            .concat();
        }
        text
    })
}

#[test]
fn quotes_of_several_topics_keep_their_own_speakers() {
    let folder = TempDir::new().expect("a folder");
    for (name, doctor) in [
        ("a", "doctor: Dr. Ada\n"),
        ("b", "doctor: Dr. Bo\n"),
        ("c", ""),
    ] {
        let text = format!(
            "title: {name}\n{doctor}entries:\n- question: Of {name}?\n  answer: \"Rest.\\n\\n> Two **days**.\"\n"
        );
        fs::write(folder.path().join(format!("{name}.yaml")), text).expect("room");
    }
    let files = ["a.yaml", "b.yaml", "c.yaml"].map(|name| ["--faq", name]);
    let args = [&["print", "--format", "markdown"], files.as_flattened()].concat();
    let printed = run(folder.path(), &args);
    fs::write(folder.path().join("own.md"), &printed.stdout).expect("room");
    let back = run(folder.path(), &["import", "own.md"]);
    let faq = load(&String::from_utf8(back.stdout).expect("text"));
    let entries = faq.entries().iter();
    let shown: Vec<String> = entries
        .map(|entry| {
            let document = Document::parse(&entry.answer, &faq.topic_of(entry).doctor);
            let rows = document.wrap(72, &[]);
            rows.iter().map(|row| row.text() + "/").collect()
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Rest.//┃ Dr. Ada/┃ “Two days.”/",
            "Rest.//┃ Dr. Bo/┃ “Two days.”/",
            "Rest.//┃ “Two days.”/"
        ]
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn print_and_import_lose_nothing(text in faq(), form in select(vec!["markdown", "json-ld"])) {
        let folder = TempDir::new().expect("a folder");
        fs::write(folder.path().join("faq.yaml"), &text).expect("room");
        let printed = run(folder.path(), &["print", "--format", form, "--faq", "faq.yaml"]);
        prop_assert!(printed.status.success(), "{:?}\n{}", printed, text);
        let name = if form == "markdown" { "own.md" } else { "own.json" };
        fs::write(folder.path().join(name), &printed.stdout).expect("room");
        let back = run(folder.path(), &["import", name]);
        let yaml = String::from_utf8(back.stdout).expect("text");
        let (before, after) = (load(&text), load(&yaml));
        let seen = |faq: &frontdesk::faq::Faq| -> Vec<(String, String)> {
            let entries = faq.entries().iter();
            entries.map(|entry| {
                // What is seen, quotes under their speakers; white space within a line does not count.
                let document = Document::parse(&entry.answer, &faq.topic_of(entry).doctor);
                let rows = document.wrap(1 << 16, &[]);
                let lines = rows
                    .iter()
                    .map(|row| row.text().split_whitespace().collect::<Vec<_>>().join(" "))
                    .filter(|line| !line.is_empty() && line != "┃");
                (entry.question.clone(), lines.collect::<Vec<_>>().join("\n"))
            }).collect()
        };
        prop_assert_eq!(seen(&before), seen(&after), "{}\n{}\n{}", text, String::from_utf8_lossy(&printed.stdout), yaml);
    }
}
