//! How long the encoder takes: loading, and texts of some lengths. `cargo bench --bench meaning`
//!
//! `RUSTFLAGS="--cfg disable_dispatch_avx512 --cfg disable_dispatch_avx2"` shows it on older processors.

use std::{hint::black_box, time::Instant};

use frontdesk::meaning::Encoder;

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
