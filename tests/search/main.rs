//! What search promises, as a caller would put it: the clinic's own FAQ, and small ones made for a point.

mod cases;
mod encoder;
mod hand_over;
mod meant;
mod ranking;
mod sure;
mod typing;
mod words;

use std::{
    fs,
    path::Path,
    ptr,
    sync::{Arc, LazyLock},
};

use frontdesk::{
    faq::Source,
    meaning::{Cache, Encoder},
    search::{Ending, FaqMeaning, FoundBy, Index, KnownMeaning, Query, SearchResult},
};
use proptest::prelude::*;

// The clinic's entries.
const HURT: &str = "does-microneedling-hurt";
const WHAT: &str = "what-is-micro-needling";

fn clinic() -> &'static Index {
    static CLINIC: LazyLock<Index> = LazyLock::new(|| index(&Source::Embedded));
    &CLINIC
}

fn index(source: &Source) -> Index {
    let loaded = source.load(jiff::civil::date(2026, 1, 1), &mut |_| {});
    Index::new(loaded.expect("a good FAQ").faq, &mut |_| {})
}

/// A FAQ from YAML.
fn faq(yaml: String) -> Index {
    index(&Source::Text {
        name: "faq.yaml".to_owned(),
        text: yaml,
    })
}

/// A FAQ of several topics from their YAML, in this order.
fn topics(topics: &[&str]) -> Index {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |(n, yaml): (usize, &&str)| {
        let file = folder.path().join(format!("{n}.yaml"));
        fs::write(&file, yaml).expect("room for a file");
        file
    };
    index(&Source::Paths(
        topics.iter().enumerate().map(file).collect(),
    ))
}

/// A FAQ with these questions and answers.
fn entries(pairs: &[(&str, &str)]) -> Index {
    let json = |text: &str| serde_json::to_string(text).expect("a text");
    let entry = |(question, answer): &(&str, &str)| {
        let (question, answer) = (json(question), json(answer));
        format!("  - question: {question}\n    answer: {answer}\n")
    };
    let entries: String = pairs.iter().map(entry).collect();
    faq(format!("title: Test\nentries:\n{entries}"))
}

fn typed(text: &str) -> Query<'_> {
    Query {
        text,
        ending: Ending::Open,
    }
}

/// By words alone.
fn by_words(index: &Index, text: &str) -> SearchResult {
    index.ask(typed(text))
}

/// By words and, in the clinic's FAQ, by meaning.
fn search(index: &Index, text: &str) -> SearchResult {
    if ptr::eq(index, clinic()) {
        by_meaning(index, &CLINIC_MEANING, text)
    } else {
        by_words(index, text)
    }
}

static ENCODER: LazyLock<Encoder<'static>> =
    LazyLock::new(|| Encoder::embedded().expect("an encoder"));

static CLINIC_MEANING: LazyLock<FaqMeaning> = LazyLock::new(|| meaning(clinic()));

/// What a FAQ means; vectors are kept between runs.
fn meaning(index: &Index) -> FaqMeaning {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors");
    let mut cache = Cache::at(Some(file));
    let embed = |text: &str| cache.vector(&ENCODER, text, || true);
    let faq = FaqMeaning::read(index.shared_faq(), embed);
    cache.keep();
    faq.expect("all of it")
}

fn by_meaning(index: &Index, faq: &FaqMeaning, text: &str) -> SearchResult {
    let query = typed(text);
    let meant = faq.compare(&ENCODER.embed(&index.meant_text(query)));
    let meant = KnownMeaning {
        query: &meant,
        before: None,
    };
    index.ask_by_meaning(query, Some(meant))
}

/// The ids found, best first.
fn ids(index: &Index, text: &str) -> Vec<String> {
    let found = search(index, text);
    found
        .hits
        .iter()
        .map(|hit| index.faq().entry(hit.entry).id.clone())
        .collect()
}
