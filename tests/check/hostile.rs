//! Files that nobody writes by accident: refused with a sentence and a place, or read, in little time.

use std::{collections::BTreeSet, fmt::Write as _};

use crate::{good, load, problems};

/// The file is refused, at a place and with a way to mend it.
#[track_caller]
fn refused(text: &str, words: &str) {
    let problems = load(text).expect_err("a hostile file");
    let is_told = problems.iter().any(|p| p.message.contains(words));
    assert!(is_told, "{}", problems[0]);
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
    let aliases = "*a,".repeat(10_000);
    let scalar =
        format!("entries:\n- question: q\n  answer: &a {long}\n  also_asked: [{aliases}]\n");
    refused(&scalar, "aliases");
    let aliases = "- *e\n".repeat(10_000);
    let entries = format!("entries:\n- &e\n  question: q\n  answer: {long}\n{aliases}");
    refused(&entries, "aliases");
}

#[test]
fn nesting_and_texts_without_end() {
    let items = "a,".repeat(2_500_000);
    let long = "x".repeat(17 << 20);
    for open in ["[", "{", "{a: ", "[[", "{a: ["] {
        let deep = open.repeat(100_000);
        refused(
            &format!("entries:\n- question: {deep}"),
            "nested too deeply",
        );
        refused(&deep, "nested too deeply");
    }
    for open in ["- ", "? "] {
        refused(
            &format!("entries:\n  {}x", open.repeat(10_000)),
            "nested too deeply",
        );
    }
    for text in [
        format!("entries:\n- question: a\n  answer: b\n  also_asked: [{items}]"),
        format!("entries:\n- question: a\n  answer: {long}\n"),
        format!("title: {long}\n{}", good("")),
        format!("{}{}", "#\n".repeat(1_100_000), good("")),
        good("").replacen(':', &format!(":{}", "\n#".repeat(200_000)), 1),
        long,
    ] {
        refused(&text, "too long");
    }
}

#[test]
fn a_great_many_entries() {
    let mut text = "entries:\n".to_owned();
    for n in 0..20_000 {
        writeln!(text, "- question: Is it number {n}?\n  answer: Yes, {n}.").expect("a string");
    }
    let loaded = load(&text).expect("good entries");
    assert_eq!(loaded.faq.len(), 20_000);
    assert_eq!(loaded.faq.entry(12_345).question, "Is it number 12345?");
    assert_eq!(loaded.faq.entry(19_999).id, "is-it-number-19999");
    // One mistake in the midst of them is told alone, with its place.
    let wrong = text.replacen("answer: Yes, 10000.", "anwser: Yes", 1);
    let problems = load(&wrong).expect_err("one mistake");
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].line, problems[0].column), (20_003, 3));
    text += "- question: One more?\n  answer: No.\n";
    refused(&text, "at most 20000");
}

/// What is wrong with `text`, which hands nothing over: a hundred problems, each at its place, and one that
/// counts the others.
#[track_caller]
fn told(text: &str, more: &str) {
    let problems = problems(&format!("{text}\nhand_over: []\n"));
    assert_eq!(problems.len(), 101, "{}", problems[0]);
    let (last, first) = problems.split_last().expect("problems");
    assert!(last.message.contains(more), "{last}");
    assert!(first.is_sorted_by_key(|p| (p.line, p.column)));
    let places: BTreeSet<_> = first.iter().map(|p| (p.line, p.column)).collect();
    assert_eq!(places.len(), 100, "each has its own place");
}

#[test]
fn every_mistake_is_counted_also_in_large_pieces() {
    let list = |item: &dyn Fn(usize) -> String| (0..5000).map(item).collect::<Vec<_>>().join(",\n");
    let keys = list(&|n| format!("k{n}: 1"));
    let entry = format!("- {{question: q, answer: a, {keys}}}\n");
    told(&format!("entries:\n{entry}"), "4900 more");
    told(&format!("entries:\n{}", entry.repeat(9)), "44908 more");
    let same = list(&|_| "{question: q, answer: a}".to_owned());
    told(&format!("entries: [{same}]"), "4899 more");
    let quotes = list(&|n| format!("{{question: q{n}, answer: '> a'}}"));
    told(&format!("entries: [{quotes}]"), "4900 more");
    let lists = list(&|n| format!("{{question: q{n}, answer: a, also_asked: [x]}}"));
    told(&format!("entries: [{lists}]"), "4899 more");
    let header = list(&|n| format!("\"k{n}\": 1")).replace(',', "");
    told(&format!("{header}\n{}", good("")), "4900 more");
    let entries = "- question: q\n  anwser: a\n".repeat(5000);
    told(&format!("entries:\n{entries}"), "4900 more");
    // A mistake does not hide behind warnings.
    let mut text = "entries:\n".to_owned();
    for n in 0..150 {
        writeln!(text, "- question: Is it {n}?\n  answer: Yes #{n}").expect("a string");
    }
    text += "- question: Is it 7?\n  answer: b\n";
    told(&text, "51 more");
    assert!(problems(&text).iter().any(|p| p.line == 302));
}
