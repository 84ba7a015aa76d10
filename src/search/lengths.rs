//! BM25's length normalization: a word weighs less in a long question or answer ([`LENGTH_MATTERS`]).

use super::constants::LENGTH_MATTERS;

/// Per entry, the factor for a word's weight: 1 in a field of mean length, less in a longer one.
#[derive(Debug, Default)]
pub(super) struct Lengths {
    pub(super) question: Vec<f32>,
    pub(super) answer: Vec<f32>,
}

impl Lengths {
    /// From the number of words of each question and answer.
    pub(super) fn new(question: &[usize], answer: &[usize]) -> Self {
        Self {
            question: weights(question),
            answer: weights(answer),
        }
    }
}

fn weights(lengths: &[usize]) -> Vec<f32> {
    let mean = lengths.iter().sum::<usize>() as f32 / lengths.len().max(1) as f32;
    let weight = |&words: &usize| {
        1.0 / (1.0 - LENGTH_MATTERS + LENGTH_MATTERS * words as f32 / mean.max(1.0))
    };
    lengths.iter().map(weight).collect()
}
