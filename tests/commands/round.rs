//! What `print` writes comes back as it was: questions, answers, quotes and speakers.

use frontdesk::{faq::Faq, markdown::Document};
use proptest::{collection::vec, prelude::*, sample::select};

use crate::{Folder, load};

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
        let entry = |(n, (question, blocks, asks)): (usize, &(&str, Vec<String>, bool))| {
            let mark = if *asks || n == 0 { "?" } else { "" };
            let answer = blocks.join("\n\n").replace('\n', "\n      ");
            format!("  - question: '{question} {n}{mark}'\n    answer: |\n      {answer}\n")
        };
        let entries: String = entries.iter().enumerate().map(entry).collect();
        format!("title: Care & more\n{doctor}entries:\n{entries}")
    })
}

/// Each entry's question and the lines of its answer as they are seen, quotes under their speakers.
fn seen(faq: &Faq) -> Vec<(String, Vec<String>)> {
    let entries = faq.entries().iter();
    let shown = entries.map(|entry| {
        let document = Document::parse(&entry.answer, &faq.topic_of(entry).doctor);
        // White space within a line does not count.
        let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let rows = document
            .cards(1 << 16, &[], ["“", "”"])
            .into_iter()
            .map(|row| words(row.text()));
        let lines = rows.filter(|line| !line.is_empty() && line != "┃");
        (entry.question.clone(), lines.collect())
    });
    shown.collect()
}

#[test]
fn quotes_of_several_topics_keep_their_own_speakers() {
    let topic = |name, doctor| {
        format!(
            "title: {name}\n{doctor}entries:\n- question: Of {name}?\n  answer: \"Rest.\\n\\n> Two **days**.\"\n"
        )
    };
    let folder = Folder::new(&[
        ("a.yaml", &topic("a", "doctor: Dr. Ada\n")),
        ("b.yaml", &topic("b", "doctor: Dr. Bo\n")),
        ("c.yaml", &topic("c", "")),
    ]);
    let printed = folder.run("print --format markdown --faq a.yaml --faq b.yaml --faq c.yaml");
    folder.write("own.md", printed.out);
    let faq = load(&folder.run("import own.md").out);
    let shown: Vec<String> = seen(&faq)
        .into_iter()
        .map(|(_, rows)| rows.join("/"))
        .collect();
    let by = |doctor| format!("Rest./{doctor}“Two days.”");
    assert_eq!(shown, ["Dr. Ada/", "Dr. Bo/", ""].map(by));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn print_and_import_lose_nothing(text in faq(), form in select(vec!["markdown", "json-ld"])) {
        let folder = Folder::new(&[("faq.yaml", &text)]);
        let printed = folder.run(&format!("print --faq faq.yaml --format {form}"));
        let name = if form == "markdown" { "own.md" } else { "own.json" };
        folder.write(name, &printed.ends(0).out);
        let yaml = folder.run(&format!("import {name}")).out;
        prop_assert_eq!(seen(&load(&text)), seen(&load(&yaml)), "{}\n{}\n{}", text, printed.out, yaml);
    }
}
