//! Files that nobody writes by accident: refused with a sentence and a place, or read, but never a panic.

use std::{collections::BTreeSet, fs};

use frontdesk::faq::Source;
use proptest::{collection::vec, prelude::*, sample::select};
use tempfile::TempDir;

use crate::{TODAY, good, load, problems};

/// The file is refused, at a place and with a way to mend it.
#[track_caller]
fn refused(text: &str, words: &str) {
    let problems = load(text).expect_err("a hostile file");
    assert!(
        problems.iter().any(|p| p.message.contains(words)),
        "{}",
        problems[0]
    );
    assert!(problems.iter().all(|p| p.line > 0 && p.column > 0));
    assert!(problems.iter().take(100).all(|p| p.advice.is_some()));
}

#[test]
fn aliases_that_would_fill_the_memory() {
    let nine = |name: &str| vec![format!("*{name}"); 9].join(",");
    let level = |pair: &str| {
        let (from, to) = pair.split_at(1);
        format!("{to}: &{to} [{}]\n", nine(from))
    };
    let levels: String = ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"]
        .into_iter()
        .map(level)
        .collect();
    let maps = format!("a: &a [x,x,x,x,x,x,x,x,x]\n{levels}entries: *i\n");
    refused(&maps, "aliases");
    let long = "x".repeat(100_000);
    let scalar = format!(
        "entries:\n- question: q\n  answer: &a {long}\n  also_asked: [{}]\n",
        vec!["*a"; 10_000].join(",")
    );
    refused(&scalar, "aliases");
    let entries = format!(
        "entries:\n- &e\n  question: q\n  answer: {long}\n{}",
        "- *e\n".repeat(10_000)
    );
    refused(&entries, "aliases");
}

#[test]
fn nesting_without_end() {
    for open in ["[", "{", "{a: ", "[[", "{a: ["] {
        refused(
            &format!("entries:\n- question: {}", open.repeat(100_000)),
            "brackets",
        );
        refused(&open.repeat(100_000), "brackets");
    }
    for open in ["- ", "? "] {
        refused(
            &format!("entries:\n  {}x", open.repeat(10_000)),
            "nested too deeply",
        );
    }
    refused(
        &format!(
            "entries:\n- question: a\n  answer: b\n  also_asked: [{}]",
            "a,".repeat(2_500_000)
        ),
        "too long",
    );
}

#[test]
fn texts_without_end() {
    let long = "x".repeat(17 << 20);
    refused(
        &format!("entries:\n- question: a\n  answer: {long}\n"),
        "too long",
    );
    refused(&format!("title: {long}\n{}", good("")), "too long");
    refused(&long, "too long");
}

#[test]
fn a_great_many_entries() {
    use std::fmt::Write as _;
    let mut text = "entries:\n".to_owned();
    for n in 0..20_000 {
        writeln!(text, "- question: Is it number {n}?\n  answer: Yes, {n}.").expect("a string");
    }
    let loaded = load(&text).expect("good entries");
    assert_eq!(loaded.faq.len(), 20_000);
    assert_eq!(loaded.faq.entry(12_345).question, "Is it number 12345?");
    assert_eq!(loaded.faq.entry(19_999).id, "is-it-number-19999");
    // One mistake in the midst of them is told alone, with its place.
    let problems =
        load(&text.replacen("answer: Yes, 10000.", "anwser: Yes", 1)).expect_err("one mistake");
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].line, problems[0].column), (20_003, 3));
}

/// What is wrong with `text`: a hundred problems, each at its place, and one that counts the others.
#[track_caller]
fn told(text: &str, more: &str) {
    let problems = problems(text);
    assert_eq!(problems.len(), 101, "{}", problems[0]);
    let (last, first) = problems.split_last().expect("problems");
    assert!(last.message.contains(more), "{last}");
    assert!(first.is_sorted_by_key(|p| (p.line, p.column)));
    let places: BTreeSet<_> = first.iter().map(|p| (p.line, p.column)).collect();
    assert_eq!(places.len(), 100, "each has its own place");
}

#[test]
fn a_great_many_mistakes_in_large_pieces() {
    let list = |item: &dyn Fn(usize) -> String| (0..5000).map(item).collect::<Vec<_>>().join(",\n");
    let keys = list(&|n| format!("k{n}: 1"));
    let entry = format!("- {{question: q, answer: a, {keys}}}\n");
    told(&format!("entries:\n{entry}"), "4900 more");
    told(&format!("entries:\n{}", entry.repeat(9)), "44908 more");
    let same = list(&|_| "{question: q, answer: a}".to_owned());
    told(&format!("entries: [{same}]"), "4899 more");
    let quotes = list(&|n| format!("{{question: q{n}, answer: '> a'}}"));
    told(&format!("hand_over: []\nentries: [{quotes}]"), "4900 more");
    let lists = list(&|n| format!("{{question: q{n}, answer: a, also_asked: [x]}}"));
    told(&format!("hand_over: []\nentries: [{lists}]"), "4899 more");
    let header = list(&|n| format!("\"k{n}\": 1")).replace(',', "");
    told(&format!("{header}\n{}", good("")), "4900 more");
}

#[test]
fn every_mistake_is_counted() {
    let text = format!("entries:\n{}", "- question: q\n  anwser: a\n".repeat(5000));
    told(&text, "4900 more");
}

/// Pieces of which files that go wrong are made.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "entries:\n",
        "  - question: a\n",
        "    answer: b\n",
        "- question: c\n",
        "  answer: |\n",
        "      text\n",
        "    also_asked:\n",
        "      - d: e\n",
        "title: f\n",
        "---\n",
        "...\n",
        "%YAML 1.2\n",
        "- ",
        ": ",
        "? ",
        "&a ",
        "*a ",
        "!x ",
        "!!str ",
        "<<: ",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        ",",
        "|\n",
        ">\n",
        "#",
        "\n",
        "\t",
        " ",
        "  ",
        "\r\n",
        "\u{feff}",
        "\0",
        "\u{1b}",
        "\u{85}",
        "\u{2028}",
        "é",
        "中",
        "👩‍⚕️",
        "hand_over:\n",
        "  words: [pills]\n",
        "  say: b\n",
        "reviewed: 2026-01-01\n",
        "\\",
        "~",
        "`",
        "@",
        "-question: x\n",
        "answer:x\n",
        "“",
        "：",
    ];
    prop_oneof![4 => select(pieces.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(pieces in vec(piece(), 0..40)) {
        let text = pieces.concat();
        match load(&text) {
            Ok(loaded) => prop_assert!(!loaded.faq.is_empty()),
            Err(problems) => {
                for problem in problems {
                    let lines = text.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count() + 1;
                    prop_assert!((1..=lines).contains(&problem.line), "{} in {:?}", problem, text);
                    prop_assert!(!problem.to_string().contains(char::is_control));
                    prop_assert!(!problem.snippet.unwrap_or_default().contains(char::is_control));
                }
            }
        }
    }

    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..200), header in any::<bool>()) {
        let folder = TempDir::new().expect("a temporary folder");
        let file = folder.path().join("a.yaml");
        let mut all = if header { good("title: x\n").into_bytes() } else { Vec::new() };
        all.extend(bytes);
        fs::write(&file, all).expect("a file");
        let _ = Source::Paths(vec![file]).load(TODAY, &mut |_| ());
    }

    #[test]
    fn no_edit_of_a_good_file_panics(at in any::<prop::sample::Index>(), len in 0..12_usize, piece in piece()) {
        let text = good("title: T\ndoctor: Dr. X\nhand_over:\n  words: [lungs, heart]\n  say: >\n    Wait.\n    Please.\n");
        let boundaries: Vec<usize> = text.char_indices().map(|(n, _)| n).collect();
        let start = at.index(boundaries.len());
        let end = (start + len).min(boundaries.len() - 1);
        let edited = format!("{}{piece}{}", &text[..boundaries[start]], &text[boundaries[end]..]);
        if let Err(problems) = load(&edited) {
            prop_assert!(problems.iter().all(|p| p.line > 0 && p.advice.is_some()));
        }
    }
}
