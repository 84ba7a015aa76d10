//! What a text means. In: a text; out: a vector, whose dot product with that of a text that says the same in
//! other words is large. A leaf: it knows nothing of FAQs and searches.
//!
//! ```text
//! text ──pieces──▶ numbers of word pieces ──encoder──▶ 384 floats ──rounded──▶ Vector
//!                        └───────── file: vocabulary and weights ─┘
//! ```
//!
//! The model is all-MiniLM-L6-v2, an English transformer of six layers, quantized to 17 MB and built into the
//! program. Nothing is sent anywhere, one thread is used, and equal texts give equal vectors to the last bit:
//! on every run, every processor and every system.

mod cache;
mod encoder;
mod file;
mod pieces;

use std::sync::{Arc, LazyLock};

use fearless_simd::Level;

use file::{DIM, Weights};
use pieces::PieceList;

pub use cache::Cache;
pub use file::LoadError;

static EMBEDDED: &[u8] = include_bytes!("../data/encoder/minilm-int8.fdenc");

/// Turns texts into vectors. Threads can share it.
pub struct Encoder<'a> {
    id: &'a str,
    vocabulary: PieceList<'a>,
    weights: Weights<'a>,
    level: Level,
}

impl Encoder<'static> {
    /// The encoder that is built into the program. Takes about 20 ms, so keep it.
    ///
    /// # Errors
    ///
    /// If the program's own copy is damaged.
    pub fn embedded() -> Result<Self, LoadError> {
        Self::load(EMBEDDED)
    }
}

impl<'a> Encoder<'a> {
    /// The encoder of a packed file. It borrows the large weights.
    ///
    /// # Errors
    ///
    /// If the file is damaged, or made for another program.
    pub fn load(bytes: &'a [u8]) -> Result<Self, LoadError> {
        let (id, vocabulary, weights) = file::read(bytes)?;
        Ok(Self {
            id,
            vocabulary: PieceList::new(vocabulary)?,
            weights,
            level: Level::new(),
        })
    }

    /// Names the model and how it was quantized. Never compare vectors of encoders with different ids.
    pub fn id(&self) -> &str {
        self.id
    }

    /// The text's vector. Only the first 126 pieces count, about 90 words.
    pub fn embed(&self, text: &str) -> Vector {
        let pieces = self.vocabulary.pieces(text);
        Vector::rounded(&encoder::encode(self.level, &self.weights, &pieces))
    }

    /// The word pieces that [`embed`](Self::embed) reads.
    pub fn pieces(&self, text: &str) -> impl Iterator<Item = &'a str> {
        let pieces = self.vocabulary.pieces(text);
        pieces.into_iter().map(|piece| self.vocabulary.name(piece))
    }
}

/// Whether a lower-case word is one of about 20,000 English ones that the encoder has as a whole. Costs a
/// binary search; the first call lists a text of 230 KB. No weights are read.
pub fn is_piece(word: &str) -> bool {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let vocabulary = file::vocabulary(EMBEDDED).unwrap_or_default();
        vocabulary.lines().collect()
    });
    WORDS.binary_search(&word).is_ok()
}

/// A text's meaning: a direction, of length 1. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    numbers: Arc<[i8; DIM]>,
    /// The factor that makes the length 1.
    scale: f32,
}

impl Vector {
    /// How many numbers it has.
    pub const DIM: usize = DIM;

    /// The cosine of the angle between the two: 1 for texts that mean the same, about 0 for unrelated ones.
    pub fn dot(&self, other: &Self) -> f32 {
        let pairs = self.numbers.iter().zip(&*other.numbers);
        let sum: i32 = pairs.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
        sum as f32 * self.scale * other.scale
    }

    /// Its 384 numbers.
    pub fn components(&self) -> [f32; DIM] {
        self.numbers.map(|number| f32::from(number) * self.scale)
    }

    /// Bytes from which [`from_bytes`](Self::from_bytes) makes the same vector, on every system.
    pub fn to_bytes(&self) -> [u8; DIM] {
        self.numbers.map(i8::cast_unsigned)
    }

    /// The vector of bytes that were kept; `None` if their number is wrong or all are 0.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: [u8; DIM] = bytes.try_into().ok()?;
        Some(Self::of(&bytes.map(u8::cast_signed))).filter(|vector| vector.scale > 0.0)
    }

    fn rounded(values: &[f32; DIM]) -> Self {
        let peak = values.iter().fold(0.0, |peak, value| value.abs().max(peak));
        Self::of(&values.map(|value| (value / peak * 127.0).round() as i8))
    }

    fn of(numbers: &[i8; DIM]) -> Self {
        let square: i32 = numbers.iter().map(|&number| i32::from(number).pow(2)).sum();
        Self {
            numbers: Arc::new(*numbers),
            scale: if square == 0 {
                0.0
            } else {
                1.0 / (square as f32).sqrt()
            },
        }
    }
}
