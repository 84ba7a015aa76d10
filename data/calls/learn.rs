//! Learns from the sentences beside it in which directions of the encoder's vectors trouble and emergencies lie,
//! and writes them there: two logistic regressions, `cargo bench --bench calls`. Takes a minute.

use std::{fs, path::PathBuf};

use frontdesk::meaning::{Encoder, Vector};

/// The steps of gradient descent, and how long each is.
const STEPS: usize = 3_000;
const STEP: f32 = 2.0;

type Numbers = [f32; Vector::DIM];

fn main() {
    let encoder = Encoder::embedded().expect("the encoder is sound");
    let read = |name: &str| -> Vec<Numbers> {
        let calls = fs::read_to_string(place(name)).expect("sentences to learn from");
        calls
            .lines()
            .map(|call| encoder.embed(call).components())
            .collect()
    };
    let [ordinary, trouble, emergency] = ["ordinary.txt", "trouble.txt", "emergency.txt"].map(read);
    learn(
        "trouble.vector",
        &[&trouble[..], &emergency].concat(),
        &ordinary,
    );
    learn(
        "emergency.vector",
        &emergency,
        &[ordinary, trouble].concat(),
    );
}

/// Writes the direction in which calls are `one` kind rather than the `other`, either kind counting as much.
fn learn(name: &str, one: &[Numbers], other: &[Numbers]) {
    let count = (one.len() + other.len()) as f32;
    let (mut weights, mut bias) = ([0.0; Vector::DIM], 0.0);
    for _ in 0..STEPS {
        // Among directions that tell as well, the shortest.
        let (mut slope, mut rise) = (weights.map(|weight| weight / count), 0.0);
        for (target, calls) in [(1.0, one), (0.0, other)] {
            for call in calls {
                let chance = 1.0 / (1.0 + (-dot(&weights, call) - bias).exp());
                let wrong = (chance - target) / (2.0 * calls.len() as f32);
                slope
                    .iter_mut()
                    .zip(call)
                    .for_each(|(slope, x)| *slope += wrong * x);
                rise += wrong;
            }
        }
        weights
            .iter_mut()
            .zip(slope)
            .for_each(|(weight, slope)| *weight -= STEP * slope);
        bias -= STEP * rise;
    }
    let peak = weights
        .iter()
        .fold(0.0_f32, |peak, weight| peak.max(weight.abs()));
    let bytes = weights.map(|weight| ((weight / peak * 127.0).round() as i8).cast_unsigned());
    fs::write(place(name), bytes).expect("a place for the direction");
    println!(
        "{name}: halfway {:.3}",
        -bias / dot(&weights, &weights).sqrt()
    );
}

fn place(name: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "data", "calls", name]
        .iter()
        .collect()
}

fn dot(a: &Numbers, b: &Numbers) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
