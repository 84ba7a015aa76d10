//! How long questions and answers are, and how much less a word weighs in a long one.

/// A byte per field and entry, and what each byte makes of a weight.
#[derive(Debug, Default)]
pub(super) struct Lengths {
    question: Bytes,
    answer: Bytes,
}

#[derive(Debug, Default)]
struct Bytes {
    /// Per entry.
    lengths: Vec<u8>,
    /// Per length.
    weights: Vec<f32>,
}

/// How much of a word's weight its field's length decides.
const MATTERS: f32 = 0.75;

impl Lengths {
    /// For so many entries.
    pub(super) fn with_capacity(entries: usize) -> Self {
        let bytes = || Bytes {
            lengths: Vec::with_capacity(entries),
            weights: Vec::new(),
        };
        Self {
            question: bytes(),
            answer: bytes(),
        }
    }

    /// Takes down the words of the next entry's question and answer.
    pub(super) fn push(&mut self, question: usize, answer: usize) {
        self.question.lengths.push(byte(question));
        self.answer.lengths.push(byte(answer));
    }

    /// Appends the entries of `more`.
    pub(super) fn append(&mut self, more: Self) {
        self.question.lengths.extend(more.question.lengths);
        self.answer.lengths.extend(more.answer.lengths);
    }

    /// Learns what each length makes of a weight, once all entries are there.
    pub(super) fn finish(&mut self) {
        for bytes in [&mut self.question, &mut self.answer] {
            let all: f64 = bytes
                .lengths
                .iter()
                .map(|&byte| f64::from(words(byte)))
                .sum();
            let mean = (all / bytes.lengths.len().max(1) as f64).max(1.0) as f32;
            let weight = |byte| 1.0 / (1.0 - MATTERS + MATTERS * words(byte) / mean);
            bytes.weights = (0..=u8::MAX).map(weight).collect();
        }
    }

    /// What is left of a word's weight in an entry's question: 1 in one of mean length, less in a longer one.
    pub(super) fn question(&self, entry: u32) -> f32 {
        self.question.weight(entry)
    }

    /// The same of its answer.
    pub(super) fn answer(&self, entry: u32) -> f32 {
        self.answer.weight(entry)
    }
}

impl Bytes {
    fn weight(&self, entry: u32) -> f32 {
        self.weights[usize::from(self.lengths[entry as usize])]
    }
}

/// Words to a length byte: exact up to 63, in steps of about 3 % beyond.
fn byte(words: usize) -> u8 {
    match words {
        0..64 => words as u8,
        _ => (64.0 + 24.0 * (words as f32 / 64.0).log2()).min(255.0) as u8,
    }
}

/// A length byte to words.
fn words(byte: u8) -> f32 {
    match byte {
        0..64 => f32::from(byte),
        _ => 64.0 * ((f32::from(byte) - 64.0) / 24.0).exp2(),
    }
}
