//! How much less a word weighs in a long question or answer.

use super::constants::LENGTH_MATTERS;

/// Per entry, what is left of a word's weight: 1 in a field of mean length, less in a longer one.
#[derive(Debug, Default)]
pub(super) struct Lengths {
    pub(super) question: Vec<f32>,
    pub(super) answer: Vec<f32>,
}

impl Lengths {
    /// From the numbers of words of all questions and answers.
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
