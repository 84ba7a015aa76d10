//! How long the encoder takes: loading, texts of some lengths, and what a key waits while it embeds a FAQ.
//! `cargo bench --bench meaning`
//!
//! `RUSTFLAGS="--cfg disable_dispatch_avx512 --cfg disable_dispatch_avx2 --cfg disable_dispatch_sse4_2"`
//! shows it on processors with SSE2 alone.

use std::{
    hint::black_box,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::Instant,
};

use frontdesk::{
    faq::Source,
    meaning::Encoder,
    search::{Ending, Index, Query},
};

/// Typed key by key.
const TYPED: &str = "what are the treatments for greasy skin and does the tretment hurt";

/// So many texts are embedded while keys come.
const TEXTS: usize = 2_000;

fn main() {
    let load = median(10, || Encoder::embedded().is_ok());
    println!("loading     {load:6.1} ms");
    let encoder = Encoder::embedded().expect("the encoder is sound");
    for pieces in [5, 12, 20, 64, 128] {
        let text = "pain ".repeat(pieces - 2);
        assert_eq!(encoder.pieces(&text).count(), pieces);
        let time = median(2000 / pieces, || encoder.embed(black_box(&text)));
        println!("{pieces:3} pieces  {time:6.1} ms");
    }
    let loaded = Source::Embedded.load(jiff::civil::date(2026, 1, 1), &mut |_| {});
    let index = Index::new(loaded.expect("a good FAQ").faq, &mut |_| {});
    println!("a key       {}", keys(&index, || false));
    let embedded = AtomicUsize::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            let text = "How long does the redness of the skin last after a session?";
            while embedded.fetch_add(1, Ordering::Relaxed) < TEXTS {
                black_box(encoder.embed(black_box(text)));
            }
        });
        let goes_on = || embedded.load(Ordering::Relaxed) < TEXTS;
        println!(
            "while {TEXTS} texts are embedded: a key {}",
            keys(&index, goes_on)
        );
    });
}

/// What a key takes, of at least ten sentences, and of more while it `goes_on`.
fn keys(index: &Index, goes_on: impl Fn() -> bool) -> String {
    let mut times = Vec::new();
    let mut sentences = 0;
    while sentences < 10 || goes_on() {
        for end in 1..=TYPED.len() {
            let start = Instant::now();
            black_box(index.ask(Query {
                text: &TYPED[..end],
                ending: Ending::Open,
            }));
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        sentences += 1;
    }
    times.sort_by(f64::total_cmp);
    let at = |share: usize| times[(times.len() - 1) * share / 100];
    format!(
        "p50 {:.2}, p99 {:.2}, slowest {:.2} ms of {}",
        at(50),
        at(99),
        at(100),
        times.len()
    )
}

/// Milliseconds.
fn median<T>(rounds: usize, mut work: impl FnMut() -> T) -> f64 {
    let mut times: Vec<f64> = (0..rounds)
        .map(|_| {
            let start = Instant::now();
            black_box(work());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);

    times[rounds / 2]
}
