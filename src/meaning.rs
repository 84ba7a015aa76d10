//! What a text means, as a vector: texts that say the same in other words have vectors with a large dot
//! product. A leaf: knows nothing of FAQs or searches.
//!
//! ```text
//! text ──pieces──▶ numbers of word pieces ──encoder──▶ 384 numbers ──rounded──▶ Vector
//!                        └───────── file: vocabulary and weights ─┘
//! ```
//!
//! The model is all-MiniLM-L6-v2, a transformer of six layers for English, rounded to 17 MB and built into
//! the program. Nothing is sent anywhere, one thread is used, and equal texts give equal vectors to the last
//! bit: on every run, every processor and every system.

mod cache;
mod encoder;
mod file;
mod pieces;

use std::sync::LazyLock;

use fearless_simd::Level;

use file::{DIM, Weights};
use pieces::PieceList;

pub use cache::Cache;
pub use file::LoadError;

static EMBEDDED: &[u8] = include_bytes!("../data/encoder/minilm-int8.fdenc");

/// Turns texts into vectors. Can be shared by threads.
pub struct Encoder<'a> {
    id: &'a str,
    vocabulary: PieceList<'a>,
    weights: Weights<'a>,
    level: Level,
}

impl Encoder<'static> {
    /// The encoder that is built into the program. Takes some 20 ms, so keep it.
    ///
    /// # Errors
    ///
    /// If the program's own copy is damaged.
    pub fn embedded() -> Result<Self, LoadError> {
        Self::load(EMBEDDED)
    }
}

impl<'a> Encoder<'a> {
    /// The encoder of a packed file, of which the weights stay where they are.
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

    /// Names the model and how it was rounded. Vectors of encoders with other ids are not to be compared.
    #[must_use]
    pub fn id(&self) -> &str {
        self.id
    }

    /// The text's vector. Only the first 126 pieces count, which is some 90 words.
    #[must_use]
    pub fn embed(&self, text: &str) -> Vector {
        let pieces = self.vocabulary.pieces(text);
        Vector::rounded(&encoder::encode(self.level, &self.weights, &pieces))
    }

    /// The word pieces that [`embed`](Self::embed) sees.
    pub fn pieces(&self, text: &str) -> impl Iterator<Item = &'a str> {
        let pieces = self.vocabulary.pieces(text);
        pieces.into_iter().map(|piece| self.vocabulary.name(piece))
    }
}

/// Whether a word in lower case is one of the some 20,000 English ones that the encoder has whole. Costs a
/// search in a text of 230 KB; no weights are read.
#[must_use]
pub fn is_piece(word: &str) -> bool {
    static WORDS: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let vocabulary = file::vocabulary(EMBEDDED).unwrap_or_default();
        vocabulary.lines().collect()
    });
    WORDS.binary_search(&word).is_ok()
}

/// A text's meaning: a direction, of length 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Vector {
    numbers: [i8; DIM],
    /// What makes the length 1.
    scale: f32,
}

impl Vector {
    /// How many numbers it has.
    pub const DIM: usize = DIM;

    /// The cosine of the angle between the two: 1 for texts that mean the same, about 0 for unrelated ones.
    #[must_use]
    pub fn dot(&self, other: &Self) -> f32 {
        let pairs = self.numbers.iter().zip(&other.numbers);
        let sum: i32 = pairs.map(|(&a, &b)| i32::from(a) * i32::from(b)).sum();
        sum as f32 * self.scale * other.scale
    }

    /// Its 384 numbers.
    #[must_use]
    pub fn components(&self) -> [f32; DIM] {
        self.numbers.map(|number| f32::from(number) * self.scale)
    }

    /// What [`from_bytes`](Self::from_bytes) makes the same vector of, on every system.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; DIM] {
        self.numbers.map(i8::cast_unsigned)
    }

    /// The vector of bytes that were kept, if they can be one.
    #[must_use]
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
            numbers: *numbers,
            scale: if square == 0 {
                0.0
            } else {
                1.0 / (square as f32).sqrt()
            },
        }
    }
}
