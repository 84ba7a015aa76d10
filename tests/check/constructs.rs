//! Everything that YAML has, in every place of an FAQ file: it loads, or what is wrong is told at a place
//! within it.

use std::fs;

use frontdesk::{
    faq::{Severity, Source},
    text,
};
use proptest::{collection::vec, prelude::*, sample::select};
use tempfile::TempDir;

use crate::{TODAY, good, load, problems};

/// Nodes without others in them: each style of scalar, each escape, aliases, and what only looks like one of
/// them.
const LEAVES: &str = "¦a¦a b¦~¦null¦true¦-1¦0x1f¦1e9¦.inf¦a:b¦a#b¦a #b¦a: b¦- a¦-a¦?a¦? a¦:a¦: a¦%a¦@a¦`a¦*a¦\
    *zz¦&a¦!¦!!¦!!str¦<<¦=¦|¦>¦'a''b'¦'¦\"a\"¦\"¦\"\\q\"¦|-\n  a¦|0\n a¦|9\n a¦|\n¦[]¦{}¦[¦\
    ]¦{¦}¦[a, b]¦[a,, b]¦[,]¦{a: b}¦[a: b]¦\u{85}¦\u{7f}¦\t¦a\tb¦a\t# b¦a\n b\n\n c¦\
    2026-01-01¦'a\n  b\n\n  c'¦\"a\n  b\\\n  c\"¦\
    \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\\"\\/\\\\\\N\\_\\L\\P\"¦\"\\x41\\u00e9\\U0001F600\"¦\
    \"\\ud800\"¦|\n  a\n   b\n\n  c\n¦|+\n  a\n\n¦|2\n   a\n¦|1-\n a\n¦\
    >\n  a\n  b\n\n    c\n¦>-\n  a\n¦>+2 # why\n   a\n\n¦|\n\ta\n¦|\n  # a\n¦\
    {a, b: , ? c : d}¦{a: b: c}¦[? a : b]¦[\na,\n]¦{\"a\":b}¦[\"a\":b]¦\u{feff}a¦\u{2028}¦\
    é中👩‍⚕️¦\u{1b}[m¦!!binary a¦!<tag:a,2000:b> a";

/// What may stand before a node.
const PROPERTIES: &str = "!x ¦!!str ¦!!int ¦!!map ¦!!seq ¦!!null ¦!e!x ¦! ¦&a ¦&a\n¦&é ¦&a !x ¦!x &a\n¦# b\n¦\n¦\
    \t¦- ¦? ¦: ";

/// Lines between documents, and what is like them.
const MARKS: &str = "---\n¦--- ¦---\t¦...\n¦...a\n¦%\n¦# a\n¦\n¦\t\n¦ \n¦-\n¦?\n¦:\n¦--- |\n¦}\n¦]\n¦\
    ... # a\n¦%YAML 1.2\n¦%YAML 9.9\n¦%TAG !e! tag:a:\n¦%FOO bar\n¦entries:\n¦entries: &a\n¦\
    title: a\n¦- question: a\n  answer: b\n¦\u{feff}¦--- >-\n a\n";

/// Of which files that go wrong are made, besides those.
const PIECES: &str = "*a ¦<<: ¦,¦>\n¦#¦ ¦  ¦\r\n¦\0¦\u{1b}¦é¦中¦\\¦`¦@¦“¦：¦  - question: a\n¦    answer: b\n¦\
    - question: c\n¦  answer: |\n¦      text\n¦    also_asked:\n¦      - d: e\n¦title: f\n¦\
    👩‍⚕️¦hand_over:\n¦  words: [pills]\n¦  say: b\n¦reviewed: 2026-01-01\n¦-question: x\n¦\
    answer:x\n";

fn parts(list: &'static str) -> Vec<&'static str> {
    list.split('¦').collect()
}

fn indented(text: &str, by: usize) -> String {
    text.replace('\n', &format!("\n{}", " ".repeat(by)))
}

/// A node and what it holds, to stand behind a key or a dash in the first column.
fn node() -> impl Strategy<Value = String> {
    let leaf = select(parts(LEAVES)).prop_map(str::to_owned);
    leaf.prop_recursive(3, 16, 4, |inner| {
        let many = vec(inner.clone(), 0..4);
        let keys = select(vec![
            "a", "b c", "\"d\"", "'e'", "*a", "&a f", "!x g", "? h\n", "[i]", "{j: k}", "|\n  l\n",
            "", "<<", "~",
        ]);
        prop_oneof![
            (select(parts(PROPERTIES)), inner.clone())
                .prop_map(|(property, node)| format!("{property}{node}")),
            many.clone().prop_map(|nodes| {
                let items = nodes
                    .iter()
                    .map(|node| format!("\n- {}", indented(node, 2)));
                indented(&items.collect::<String>(), 2)
            }),
            vec((keys.clone(), inner.clone()), 0..4).prop_map(|pairs| {
                let pairs = pairs
                    .iter()
                    .map(|(key, node)| format!("\n{key}: {}", indented(node, 2)));
                indented(&pairs.collect::<String>(), 2)
            }),
            many.prop_map(|nodes| format!("[{}]", nodes.join(", "))),
            vec((keys, inner), 0..4).prop_map(|pairs| {
                let pairs = pairs.iter().map(|(key, node)| format!("{key}: {node}"));
                format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
            }),
        ]
    })
}

/// A file with a node in one of its places.
fn file() -> impl Strategy<Value = String> {
    let entry = "  - question: q\n    answer: r\n";
    prop_oneof![
        node(),
        (vec(select(parts(MARKS)), 0..4), node(), vec(select(parts(MARKS)), 0..4))
            .prop_map(|(before, node, after)| format!("{}{node}\n{}", before.concat(), after.concat())),
        (select(vec!["title", "doctor", "language", "reviewed", "hand_over", "entries", "zzz"]), node()).prop_map(
            move |(key, node)| format!("{key}: {}\nentries:\n{entry}", indented(&node, 2))
        ),
        (select(vec!["words", "say"]), node()).prop_map(move |(key, node)| {
            format!("hand_over:\n  words: [pills]\n  {key}: {}\nentries:\n{entry}", indented(&node, 4))
        }),
        (select(vec!["question", "id", "also_asked", "answer", "staff_note", "zzz"]), node()).prop_map(
            move |(key, node)| format!(
                "entries:\n{entry}  - {key}: {}\n    answer: s\n    question: t\n{entry}",
                indented(&node, 6)
            )
        ),
        (node(), any::<bool>()).prop_map(move |(node, first)| {
            let item = format!("  - {}\n", indented(&node, 4));
            if first { format!("entries:\n{item}{entry}") } else { format!("entries:\n{entry}{item}title: u\n") }
        }),
        (node(), select(parts(MARKS))).prop_map(|(node, mark)| {
            format!("{{entries: [{{question: a, answer: b}},\n{{question: {node}, answer: c}}]}}\n{mark}")
        }),
    ]
}

/// Each problem stands at a place within `text`, with words and a next step, and shows its line.
fn assert_told(text: &str) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let loaded = load(&text);
    let is_good = match &loaded {
        Ok(loaded) => !loaded.faq.is_empty(),
        Err(problems) => problems.iter().any(|p| p.severity == Severity::Error),
    };
    assert!(is_good, "{text:?}");
    for problem in problems(&text) {
        let line = text.split('\n').nth(problem.line - 1);
        let columns = line.map(|line| 1..=line.chars().count() + 1);
        let is_placed = columns.is_some_and(|columns| columns.contains(&problem.column));
        assert!(is_placed, "{problem} in {text:?}");
        let (snippet, caret) = (problem.snippet.expect("a line"), problem.caret);
        assert!(
            caret <= text::width(&snippet),
            "{snippet:?} {caret} in {text:?}"
        );
        let advice = problem.advice.expect("a next step");
        assert!(!problem.message.is_empty() && !advice.is_empty());
        for said in [problem.message, advice, snippet] {
            assert!(!said.contains(char::is_control), "{said:?} in {text:?}");
        }
    }
}

#[test]
fn each_leaf_in_each_place() {
    for leaf in parts(LEAVES) {
        for property in parts(PROPERTIES).into_iter().chain([""]) {
            let node = format!("{property}{leaf}");
            let deep = indented(&node, 6);
            assert_told(&node);
            assert_told(&format!(
                "title: {}\nentries:\n  - question: a\n    answer: b\n",
                indented(&node, 2)
            ));
            assert_told(&format!(
                "entries:\n  - question: a\n    answer: {deep}\n  - question: {deep}\n    answer: c\n"
            ));
            assert_told(&format!(
                "entries:\n  - question: a\n    answer: b\n    {}: c\n    also_asked: [{node}]\n",
                indented(&node, 4)
            ));
        }
    }
}

#[test]
fn each_mark_in_each_place() {
    for mark in parts(MARKS) {
        for file in [
            "|title: a\n|entries:\n|  - question: a\n|    answer: |\n      b\n\n      c\n|    id: d\n|",
            "|{entries:\n| [{question: a,\n| answer: b}]}\n|",
        ] {
            for (place, _) in file.match_indices('|') {
                let [before, after] =
                    [&file[..place], &file[place + 1..]].map(|part| part.replace('|', ""));
                assert_told(&format!("{before}{mark}{after}"));
            }
        }
    }
}

fn piece() -> impl Strategy<Value = String> {
    let pieces = [LEAVES, PROPERTIES, MARKS, PIECES].map(parts).concat();
    prop_oneof![4 => select(pieces).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_construct_in_any_place(text in file()) {
        assert_told(&text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pieces_in_a_row(pieces in vec(piece(), 0..40)) {
        assert_told(&pieces.concat());
    }

    #[test]
    fn any_edit_of_a_good_file(at in any::<prop::sample::Index>(), len in 0..12_usize, piece in piece()) {
        let text = good("title: T\ndoctor: Dr. X\nhand_over:\n  words: [lungs, heart]\n  say: >\n    Wait.\n    Please.\n");
        let boundaries: Vec<usize> = text.char_indices().map(|(n, _)| n).collect();
        let start = at.index(boundaries.len());
        let end = (start + len).min(boundaries.len() - 1);
        assert_told(&format!("{}{piece}{}", &text[..boundaries[start]], &text[boundaries[end]..]));
    }

    #[test]
    fn any_bytes(bytes in vec(any::<u8>(), 0..200), header in any::<bool>()) {
        let folder = TempDir::new().expect("a temporary folder");
        let file = folder.path().join("a.yaml");
        let header = if header { good("title: x\n") } else { String::new() };
        fs::write(&file, [header.as_bytes(), &bytes].concat()).expect("a file");
        let _ = Source::Paths(vec![file]).load(TODAY, &mut |_| ());
    }
}
