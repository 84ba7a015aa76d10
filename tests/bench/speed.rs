//! How fast search is, and how large: `cargo bench --bench speed [-- FAQ.yaml]`.
//!
//! Measures the FAQ file given, or generated ones of 10,000 and 20,000 short entries, and prints the time of
//! loading and of indexing, what memory they take, and the time from a key to its hits, key by key, while
//! queries are typed. Nothing is asserted: machines differ.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use frontdesk::{
    faq::Source,
    search::{Ending, Index, Query},
};

/// Typed key by key: a keyword, a sentence, typos, a name that nothing has.
const TYPED: [&str; 5] = [
    "symptoms",
    "what are the treatments for high blood pressure",
    "does the tretment hurt afer the first sesion",
    "is it inherited",
    "zyxwvut",
];

fn main() {
    // Cargo passes --bench.
    let files: Vec<PathBuf> = std::env::args_os()
        .skip(1)
        .filter(|a| a != "--bench")
        .map(PathBuf::from)
        .collect();
    if files.is_empty() {
        let folder = tempfile::tempdir().expect("a folder for the generated FAQs");
        for entries in [10_000, 20_000] {
            let file = folder.path().join(format!("{entries}.yaml"));
            fs::write(&file, generate(entries)).expect("room for the generated FAQ");
            measure(&file);
        }
    }
    for file in &files {
        measure(file);
    }
}

/// Loads, indexes and types.
fn measure(file: &Path) {
    let size = fs::metadata(file).map_or(0, |m| m.len());
    let before = resident();
    let start = Instant::now();
    let loaded =
        Source::Paths(vec![file.to_owned()]).load(jiff::civil::date(2026, 1, 1), &mut |_| {});
    let faq = match loaded {
        Ok(loaded) => loaded.faq,
        Err(problems) => {
            for problem in problems {
                eprintln!("{problem}");
            }
            return;
        }
    };
    let (loading, loaded) = (start.elapsed(), resident());
    let entries = faq.len();
    let start = Instant::now();
    let index = Index::new(faq, &mut |_| {});
    let indexing = start.elapsed();
    println!(
        "{}: {entries} entries, {:.1} MB",
        file.display(),
        size as f64 / 1e6
    );
    println!("  load {loading:.0?}, index {indexing:.0?}");
    println!(
        "  resident: {} MB more after loading, {} MB more with the index",
        loaded - before,
        resident() - before
    );

    let mut queries: Vec<String> = Vec::new();
    for typed in TYPED {
        queries.extend(
            typed
                .char_indices()
                .map(|(at, c)| typed[..at + c.len_utf8()].to_owned()),
        );
    }
    // The last keys of some of the FAQ's own questions: all words known, and common ones among them.
    for n in 0..50 {
        let question = index.faq().entry(n * entries / 50).question.as_str();
        let cuts = (0..=question.len())
            .rev()
            .filter(|&i| question.is_char_boundary(i));
        queries.extend(cuts.take(8).map(|cut| question[..cut].to_owned()));
    }
    let mut keys: Vec<(Duration, String)> =
        queries.into_iter().map(|q| (Duration::MAX, q)).collect();
    // The best of three, so that whatever else the machine does counts less.
    for _ in 0..3 {
        for (best, text) in &mut keys {
            let start = Instant::now();
            let found = index.ask(Query {
                text,
                ending: Ending::Open,
            });
            *best = start.elapsed().min(*best);
            std::hint::black_box(found);
        }
    }
    keys.sort();
    let at = |share: usize| &keys[(keys.len() - 1) * share / 100];
    println!(
        "  a key: p50 {:.1?}, p99 {:.1?}; slowest {:.1?} for {:?}",
        at(50).0,
        at(99).0,
        at(100).0,
        at(100).1
    );
}

/// The memory that the process has, in MB; 0 where /proc does not say.
fn resident() -> i64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"));
    line.and_then(|l| l.split_whitespace().next()?.parse::<i64>().ok())
        .map_or(0, |kb| kb / 1024)
}

/// A FAQ of `entries` questions with answers of a line each, the same on every run: words of which few are
/// common and many rare, as in every language.
fn generate(entries: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "cor", "den", "fi", "gan", "hel", "in", "jo", "ka", "lum", "men", "no", "or", "pel",
        "qua", "ri", "sol", "tan", "ur", "ven", "wi", "xa", "yel", "zo",
    ];
    const STARTS: [&str; 6] = [
        "What is",
        "Does it hurt after",
        "How long is",
        "What are the symptoms of",
        "When can I",
        "Is there a treatment for",
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    };
    let mut word = move || {
        // Rank by a power law over some 80,000 words; the number spells the word.
        let share = (next() >> 11) as f64 / (1_u64 << 53) as f64;
        let mut n = (80_000_f64.powf(share) * 3.0) as usize;
        let mut word = String::new();
        while n > 0 {
            word.push_str(SYLLABLES[n % 24]);
            n /= 24;
        }
        word
    };
    let mut yaml = String::from("title: Generated\nentries:\n");
    for n in 0..entries {
        let asked = [word(), word(), word()].join(" ");
        let (subject, verb, object) = (word(), word(), word());
        // Writing to a string cannot fail.
        let _ = write!(
            yaml,
            "- question: {} {asked}?\n  id: e{n}\n  answer: {subject} the {verb} of {object}.\n",
            STARTS[n % 6]
        );
    }
    yaml
}
