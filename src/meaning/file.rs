//! The encoder's packed file. In: its bytes; out: id, vocabulary and [`Weights`], or a [`LoadError`]. Numbers
//! are little-endian, floats have 32 bits, halves are floats of 16 bits.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | [`MAGIC`] |
//! | 4, 4, 8 | version, CRC-32 of all that follows, length of the whole file |
//! | 9 × 4 | five sizes of the model, number of pieces, three figures of the rounding |
//! | 3 × 4 | bytes of id, of notice and of vocabulary |
//! | | id, notice, vocabulary: UTF-8 |
//! | | the word table: a scale, as a half, for each [`GROUP`] of weights; then 4 bits a weight, plus 8 |
//! | | 128 × 384 floats for the positions, a norm |
//! | | six layers |
//!
//! A norm is gains and biases, in floats. A matrix is the bias and scale of each row, in floats, then 8 bits
//! a weight.

use std::fmt;

/// Numbers of a vector.
pub(super) const DIM: usize = 384;
/// Attention heads of a layer.
pub(super) const HEADS: usize = 12;
/// Numbers between the two feed-forward matrices of a layer.
pub(super) const INNER: usize = 1536;
/// The most pieces of a text that count, with the marks at its ends.
pub(super) const POSITIONS: usize = 128;
/// Weights of the word table that share a scale.
pub(super) const GROUP: usize = 32;
const LAYERS: usize = 6;

const MAGIC: &[u8] = b"FDENC\r\n\x1a";
const VERSION: u32 = 1;

/// The encoder's file is damaged, or made for another program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LoadError;

impl std::error::Error for LoadError {}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("The encoder's file is damaged, or made for another program.")
    }
}

/// All that the arithmetic needs.
pub(super) struct Weights<'a> {
    pub(super) table: Rows<'a>,
    /// [`DIM`] for each position.
    pub(super) positions: Vec<f32>,
    pub(super) norm: Norm,
    pub(super) layers: Vec<Layer<'a>>,
}

/// The word table: a vector for each piece.
pub(super) struct Rows<'a> {
    scales: &'a [u8],
    weights: &'a [u8],
}

pub(super) struct Layer<'a> {
    /// Queries, keys and values, one below the other.
    pub(super) attention_in: Matrix<'a>,
    pub(super) attention_out: Matrix<'a>,
    pub(super) attention_norm: Norm,
    pub(super) feed_forward_in: Matrix<'a>,
    pub(super) feed_forward_out: Matrix<'a>,
    pub(super) output_norm: Norm,
}

pub(super) struct Matrix<'a> {
    pub(super) bias: Vec<f32>,
    pub(super) scales: Vec<f32>,
    /// Row by row, each byte an `i8`.
    pub(super) weights: &'a [u8],
}

pub(super) struct Norm {
    pub(super) gain: Vec<f32>,
    pub(super) bias: Vec<f32>,
}

impl Rows<'_> {
    /// Adds the piece's vector to `sums`.
    pub(super) fn add(&self, piece: u16, sums: &mut [f32]) {
        let (scales, weights) = (DIM / GROUP * 2, DIM / 2);
        let scales = &self.scales[usize::from(piece) * scales..][..scales];
        let weights = &self.weights[usize::from(piece) * weights..][..weights];
        let groups = scales.chunks_exact(2).zip(weights.chunks_exact(GROUP / 2));
        for (sums, (scale, weights)) in sums.chunks_exact_mut(GROUP).zip(groups) {
            let scale = half(scale);
            for (sums, pair) in sums.chunks_exact_mut(2).zip(weights) {
                sums[0] += (f32::from(pair & 15) - 8.0) * scale;
                sums[1] += (f32::from(pair >> 4) - 8.0) * scale;
            }
        }
    }
}

/// The value of a half, which is finite in the table.
fn half(bytes: &[u8]) -> f32 {
    let bits = u32::from(u16::from_le_bytes([bytes[0], bytes[1]]));
    let size = f32::from_bits((bits & 0x7fff) << 13) * f32::from_bits((127 + 127 - 15) << 23);
    if bits & 0x8000 == 0 { size } else { -size }
}

/// What stands between the head of a packed file and its weights: number of pieces, id and vocabulary. The
/// sizes of the model are those of the only file that there is.
fn read_texts<'a>(reader: &mut Reader<'a>) -> Result<(usize, &'a str, &'a str), LoadError> {
    reader.bytes(5 * 4)?;
    let pieces = reader.size()?;
    reader.bytes(3 * 4)?;
    let [id, notice, vocabulary] = [reader.size()?, reader.size()?, reader.size()?];
    let id = reader.text(id)?;
    reader.bytes(notice)?;
    Ok((pieces, id, reader.text(vocabulary)?))
}

/// The vocabulary of a packed file. Does not verify the checksum, which would read all weights.
pub(super) fn vocabulary(bytes: &[u8]) -> Result<&str, LoadError> {
    let mut reader = Reader(bytes);
    reader.bytes(MAGIC.len() + 4 + 4 + 8)?;
    Ok(read_texts(&mut reader)?.2)
}

/// Id, vocabulary and weights of a packed file. No damage passes the checksum; what it covers is trusted.
pub(super) fn read(bytes: &[u8]) -> Result<(&str, &str, Weights<'_>), LoadError> {
    let mut reader = Reader(bytes);
    let (magic, version) = (reader.bytes(MAGIC.len())?, reader.number()?);
    let checksum = reader.number()?;
    let is_whole = crc32fast::hash(reader.0) == checksum;
    let length = u64::from(reader.number()?) | u64::from(reader.number()?) << 32;
    if (magic, version, length, is_whole) != (MAGIC, VERSION, bytes.len() as u64, true) {
        return Err(LoadError);
    }
    let (pieces, id, vocabulary) = read_texts(&mut reader)?;
    let weights = Weights {
        table: Rows {
            scales: reader.bytes(pieces * (DIM / GROUP * 2))?,
            weights: reader.bytes(pieces * (DIM / 2))?,
        },
        positions: reader.floats(POSITIONS * DIM)?,
        norm: reader.norm()?,
        layers: (0..LAYERS)
            .map(|_| reader.layer())
            .collect::<Result<_, _>>()?,
    };
    Ok((id, vocabulary, weights))
}

/// The bytes that are not read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8], LoadError> {
        let (bytes, rest) = self.0.split_at_checked(count).ok_or(LoadError)?;
        self.0 = rest;
        Ok(bytes)
    }

    fn number(&mut self) -> Result<u32, LoadError> {
        let (bytes, rest) = self.0.split_first_chunk().ok_or(LoadError)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*bytes))
    }

    fn size(&mut self) -> Result<usize, LoadError> {
        Ok(self.number()? as usize)
    }

    fn text(&mut self, count: usize) -> Result<&'a str, LoadError> {
        str::from_utf8(self.bytes(count)?).map_err(|_| LoadError)
    }

    fn floats(&mut self, count: usize) -> Result<Vec<f32>, LoadError> {
        let bytes = self.bytes(count * 4)?.as_chunks().0.iter();
        Ok(bytes.map(|&bytes| f32::from_le_bytes(bytes)).collect())
    }

    fn norm(&mut self) -> Result<Norm, LoadError> {
        Ok(Norm {
            gain: self.floats(DIM)?,
            bias: self.floats(DIM)?,
        })
    }

    fn matrix(&mut self, rows: usize, columns: usize) -> Result<Matrix<'a>, LoadError> {
        Ok(Matrix {
            bias: self.floats(rows)?,
            scales: self.floats(rows)?,
            weights: self.bytes(rows * columns)?,
        })
    }

    fn layer(&mut self) -> Result<Layer<'a>, LoadError> {
        Ok(Layer {
            attention_in: self.matrix(3 * DIM, DIM)?,
            attention_out: self.matrix(DIM, DIM)?,
            attention_norm: self.norm()?,
            feed_forward_in: self.matrix(INNER, DIM)?,
            feed_forward_out: self.matrix(DIM, INNER)?,
            output_norm: self.norm()?,
        })
    }
}
