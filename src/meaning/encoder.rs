//! The transformer's arithmetic. In: the numbers of word pieces; out: the sum of the last layer's vectors.
//!
//! Nearly all time goes into the linear layers. There the inputs are quantized to 13 bits and multiplied as
//! integers, whose sums are exact in any order, with the processor's widest SIMD. The rest is plain loops
//! with a fixed order of sums and functions of our own, so that each processor computes the same bits.
//!
//! Whatever runs inside of `dispatch!` or `vectorize` needs `#[inline(always)]`, closures too: else it is
//! compiled for the oldest processor and takes 20 times as long.

#![expect(
    clippy::inline_always,
    reason = "each kind of processor has its own copy of this code"
)]

use fearless_simd::{Level, dispatch, f32x8, prelude::*};

use super::file::{DIM, HEADS, Matrix, Norm, Weights};

/// Inputs of a matrix are rounded to -4095..=4095: 4095 × 127 × 1536 is below 2^31.
const INPUT_PEAK: f32 = 4095.0;
/// How many pieces and matrix rows are multiplied at a time.
const PIECES: usize = 4;
const ROWS: usize = 2;
/// How many pieces stay in the nearest cache while all matrix rows pass by.
const CACHED: usize = 16;
/// 1.5 × 2^23: added to a small number, it leaves the nearest integer in the last bits of the sum.
const ROUNDER: f32 = 12_582_912.0;

/// The sum of the last layer's vectors, which has the direction of their mean.
pub(super) fn encode(level: Level, weights: &Weights, pieces: &[u16]) -> [f32; DIM] {
    dispatch!(level, simd => layers(simd, weights, pieces))
}

#[inline(always)]
fn layers<S: Simd>(simd: S, weights: &Weights, pieces: &[u16]) -> [f32; DIM] {
    let mut state = weights.positions[..pieces.len() * DIM].to_vec();
    for (state, &piece) in state.chunks_exact_mut(DIM).zip(pieces) {
        weights.table.add(piece, state);
    }
    normalize(&mut state, &weights.norm);
    for layer in &weights.layers {
        let looked_up = attention(simd, &linear(simd, &state, &layer.attention_in));
        add(&mut state, &linear(simd, &looked_up, &layer.attention_out));
        normalize(&mut state, &layer.attention_norm);
        let mut inner = linear(simd, &state, &layer.feed_forward_in);
        for x in &mut inner {
            *x = gelu(*x);
        }
        add(&mut state, &linear(simd, &inner, &layer.feed_forward_out));
        normalize(&mut state, &layer.output_norm);
    }
    let mut sum = [0.0; DIM];
    for row in state.chunks_exact(DIM) {
        add(&mut sum, row);
    }
    sum
}

/// A linear layer: the dot product of each input row with each matrix row, plus bias.
fn linear<S: Simd>(simd: S, inputs: &[f32], matrix: &Matrix) -> Vec<f32> {
    let rows = matrix.bias.len();
    let columns = matrix.weights.len() / rows;
    let mut outputs = vec![0.0; inputs.len() / columns * rows];
    simd.vectorize(
        #[inline(always)]
        || {
            let (whole, scales) = quantize(inputs, columns);
            let parts = whole.chunks(CACHED * columns).zip(scales.chunks(CACHED));
            for ((inputs, scales), outputs) in parts.zip(outputs.chunks_mut(CACHED * rows)) {
                for (row, weights) in matrix.weights.chunks_exact(ROWS * columns).enumerate() {
                    for (block, inputs) in inputs.chunks(PIECES * columns).enumerate() {
                        let sums: &[_] = match inputs.len() / columns {
                            1 => &dot_products::<S, 1>(simd, inputs, weights),
                            2 => &dot_products::<S, 2>(simd, inputs, weights),
                            3 => &dot_products::<S, 3>(simd, inputs, weights),
                            _ => &dot_products::<S, PIECES>(simd, inputs, weights),
                        };
                        for (piece, sums) in (block * PIECES..).zip(sums) {
                            for (row, &sum) in (row * ROWS..).zip(sums) {
                                let scale = scales[piece] * matrix.scales[row];
                                outputs[piece * rows + row] = sum as f32 * scale + matrix.bias[row];
                            }
                        }
                    }
                }
            }
        },
    );
    outputs
}

/// The dot products of `P` inputs with [`ROWS`] matrix rows. Plain loops, as arrays' adaptors are only
/// inlined with full optimization.
#[inline(always)]
fn dot_products<S: Simd, const P: usize>(
    simd: S,
    inputs: &[i16],
    weights: &[u8],
) -> [[i32; ROWS]; P] {
    let columns = weights.len() / ROWS;
    let (first, second) = weights.split_at(columns);
    let mut pieces = [inputs; P];
    for (piece, inputs) in pieces.iter_mut().zip(inputs.chunks_exact(columns)) {
        *piece = inputs;
    }
    let lanes = S::i16s::LEN;
    let mut sums = [[S::i32s::splat(simd, 0); ROWS]; P];
    let mut at = 0;
    while at + 2 * lanes <= columns {
        let first = widened(simd, &first[at..at + 2 * lanes]);
        let second = widened(simd, &second[at..at + 2 * lanes]);
        for (sums, piece) in sums.iter_mut().zip(&pieces) {
            let low = S::i16s::from_slice(simd, &piece[at..at + lanes]);
            let high = S::i16s::from_slice(simd, &piece[at + lanes..at + 2 * lanes]);
            sums[0] += low.pairwise_dot_product(first.0) + high.pairwise_dot_product(first.1);
            sums[1] += low.pairwise_dot_product(second.0) + high.pairwise_dot_product(second.1);
        }
        at += 2 * lanes;
    }
    let mut totals = [[0; ROWS]; P];
    for (totals, sums) in totals.iter_mut().zip(&sums) {
        *totals = [sums[0].reduce_sum(), sums[1].reduce_sum()];
    }
    totals
}

#[inline(always)]
fn widened<S: Simd>(simd: S, weights: &[u8]) -> (S::i16s, S::i16s) {
    S::u8s::from_slice(simd, weights)
        .bitcast::<S::i8s>()
        .widen()
}

/// Each row as integers, and the scales that turn them back.
#[inline(always)]
fn quantize(values: &[f32], columns: usize) -> (Vec<i16>, Vec<f32>) {
    let mut whole = vec![0; values.len()];
    let mut scales = vec![0.0; values.len() / columns];
    let rows = whole
        .chunks_exact_mut(columns)
        .zip(values.chunks_exact(columns));
    for ((whole, values), scale) in rows.zip(&mut scales) {
        // Floats above 0 have the order of their bits, and a processor compares many integers at once.
        let mut bits = f32::MIN_POSITIVE.to_bits();
        for value in values {
            bits = bits.max(value.abs().to_bits());
        }
        let peak = f32::from_bits(bits);
        let factor = INPUT_PEAK / peak;
        for (whole, value) in whole.iter_mut().zip(values) {
            *whole = (value * factor + ROUNDER).to_bits() as i16;
        }
        *scale = peak / INPUT_PEAK;
    }
    (whole, scales)
}

/// Self-attention: for each piece and head, the mean of all values, weighted by the softmax of the products
/// of the piece's query with their keys.
#[inline(always)]
fn attention<S: Simd>(simd: S, looked_up: &[f32]) -> Vec<f32> {
    const HEAD: usize = DIM / HEADS;
    let pieces = looked_up.len() / (3 * DIM);
    let mut out = vec![0.0; pieces * DIM];
    let mut keys = vec![0.0; HEAD * pieces];
    let mut scores = vec![0.0; pieces];
    for head in (0..DIM).step_by(HEAD) {
        for (piece, row) in looked_up.chunks_exact(3 * DIM).enumerate() {
            for (i, &key) in row[DIM + head..][..HEAD].iter().enumerate() {
                keys[i * pieces + piece] = key;
            }
        }
        for (row, out) in looked_up
            .chunks_exact(3 * DIM)
            .zip(out.chunks_exact_mut(DIM))
        {
            scores.fill(0.0);
            for (query, keys) in row[head..][..HEAD].iter().zip(keys.chunks_exact(pieces)) {
                for (score, key) in scores.iter_mut().zip(keys) {
                    *score += query * key;
                }
            }
            softmax(&mut scores);
            let mut sums = [f32x8::splat(simd, 0.0); HEAD / 8];
            for (&score, row) in scores.iter().zip(looked_up.chunks_exact(3 * DIM)) {
                let values = row[2 * DIM + head..][..HEAD].chunks_exact(8);
                for (sum, values) in sums.iter_mut().zip(values) {
                    *sum += f32x8::from_slice(simd, values) * score;
                }
            }
            for (out, sum) in out[head..].chunks_exact_mut(8).zip(sums) {
                sum.store_slice(out);
            }
        }
    }
    out
}

#[inline(always)]
fn softmax(scores: &mut [f32]) {
    let mut peak = f32::MIN;
    for &score in &*scores {
        peak = if score > peak { score } else { peak };
    }
    let scale = 1.0 / ((DIM / HEADS) as f32).sqrt();
    for score in &mut *scores {
        *score = exp((*score - peak) * scale);
    }
    let mut sum = 0.0;
    for &score in &*scores {
        sum += score;
    }
    for score in scores {
        *score /= sum;
    }
}

/// Each row with mean 0 and variance 1, then gain and bias.
#[inline(always)]
fn normalize(state: &mut [f32], norm: &Norm) {
    for row in state.chunks_exact_mut(DIM) {
        let (mut sum, mut squares) = (0.0, 0.0);
        for &x in &*row {
            sum += x;
        }
        let mean = sum / DIM as f32;
        for x in &mut *row {
            *x -= mean;
        }
        for &x in &*row {
            squares += x * x;
        }
        let factor = 1.0 / (squares / DIM as f32 + 1e-12).sqrt();
        for ((x, gain), bias) in row.iter_mut().zip(&norm.gain).zip(&norm.bias) {
            *x = *x * factor * gain + bias;
        }
    }
}

#[inline(always)]
fn add(sums: &mut [f32], values: &[f32]) {
    for (sum, value) in sums.iter_mut().zip(values) {
        *sum += value;
    }
}

/// x times the share of the normal distribution that lies below x.
#[inline(always)]
fn gelu(x: f32) -> f32 {
    // Abramowitz and Stegun, 7.1.26: the error function to 1.5e-7.
    let z = x.abs() * std::f32::consts::FRAC_1_SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let powers = [
        1.061_405_4,
        -1.453_152,
        1.421_413_7,
        -0.284_496_74,
        0.254_829_6,
    ];
    let above = polynomial(t, powers) * t * exp(-z * z);
    let erf = if x < 0.0 { above - 1.0 } else { 1.0 - above };
    0.5 * x * (1.0 + erf)
}

/// e to the power of x, for x up to 0, to seven digits.
#[inline(always)]
fn exp(x: f32) -> f32 {
    let x = if x > -87.0 { x } else { -87.0 };
    let rounded = x * std::f32::consts::LOG2_E + ROUNDER;
    let whole = rounded - ROUNDER;
    // ln 2 in two parts: the first has few bits, so that its products are exact.
    let rest = x - whole * 0.693_359_4 + whole * 2.121_944_4e-4;
    let powers = [
        1.0 / 720.0,
        1.0 / 120.0,
        1.0 / 24.0,
        1.0 / 6.0,
        0.5,
        1.0,
        1.0,
    ];
    polynomial(rest, powers)
        * f32::from_bits((rounded.to_bits() << 23).wrapping_add(1.0_f32.to_bits()))
}

/// Horner's scheme; the factor of the highest power comes first.
#[inline(always)]
fn polynomial<const N: usize>(x: f32, factors: [f32; N]) -> f32 {
    let mut sum = 0.0;
    for factor in factors {
        sum = sum * x + factor;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meaning::Encoder;

    #[test]
    fn each_processor_comes_to_the_same_bits() {
        let encoder = Encoder::embedded().expect("the encoder is sound");
        #[cfg(any(target_arch = "x86", target_arch = "x86_64"))]
        let levels = {
            let best = Level::new();
            [
                best.as_sse2().map(Level::Sse2),
                best.as_sse4_2().map(Level::Sse4_2),
                best.as_avx2().map(Level::Avx2),
                best.as_avx512().map(Level::Avx512),
            ]
        };
        #[cfg(not(any(target_arch = "x86", target_arch = "x86_64")))]
        let levels = [Some(Level::baseline())];
        for words in [0, 1, 2, 3, 20, 200] {
            let pieces = encoder.vocabulary.pieces(&"does it hurt ".repeat(words));
            let expected = encode(Level::new(), &encoder.weights, &pieces);
            for level in levels.into_iter().flatten() {
                let got = encode(level, &encoder.weights, &pieces);
                assert_eq!(
                    got.map(f32::to_bits),
                    expected.map(f32::to_bits),
                    "{level:?}"
                );
            }
        }
    }

    #[test]
    fn exponential() {
        for x in (0..8700).map(|i| -i as f32 / 100.0) {
            let expected = f64::from(x).exp();
            assert!((f64::from(exp(x)) / expected - 1.0).abs() < 3e-7, "{x}");
        }
        assert!(exp(f32::NEG_INFINITY) < 1e-37);
    }

    #[test]
    fn share_of_a_normal_distribution() {
        for (x, expected) in [
            (0.0, 0.0),
            (1.0, 0.841_345),
            (-1.0, -0.158_655),
            (3.0, 2.995_95),
            (-9.0, 0.0),
        ] {
            assert!((gelu(x) - expected).abs() < 2e-6, "{x}");
        }
    }
}
