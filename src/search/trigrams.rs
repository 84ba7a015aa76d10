//! How alike two short texts are letter by letter: the cosine of their character trigrams, rare ones
//! counting more.

/// In how many questions each trigram (a 16-bit hash of it) occurs.
#[derive(Debug, Default)]
pub(super) struct Trigrams {
    questions: u32,
    counts: Vec<u32>,
}

/// The trigrams of a text with their weights, sorted.
#[derive(Clone, Debug, Default)]
pub(super) struct Profile {
    weights: Vec<(u16, f32)>,
    norm: f32,
}

/// The trigrams of words, blanks around each, as they come.
#[derive(Debug, Default)]
pub(super) struct Hashes(Vec<u16>);

impl Hashes {
    /// Appends those of a word.
    pub(super) fn push(&mut self, word: &str) {
        let (mut a, mut b) = (' ', ' ');
        for c in word.chars().chain([' ']) {
            if (a, b) != (' ', ' ') {
                self.0.push(hash(a, b, c));
            }
            (a, b) = (b, c);
        }
    }

    /// Puts them in order and takes them out, with how often each occurs.
    fn drain(&mut self, mut each: impl FnMut(u16, usize)) {
        self.0.sort_unstable();
        for same in self.0.chunk_by(|a, b| a == b) {
            each(same[0], same.len());
        }
        self.0.clear();
    }
}

impl Trigrams {
    /// Counts the trigrams of one more question, and takes them out of `hashes`.
    pub(super) fn count(&mut self, hashes: &mut Hashes) {
        self.counts.resize(1 << 16, 0);
        self.questions += 1;
        hashes.drain(|hash, _| self.counts[usize::from(hash)] += 1);
    }

    /// Takes over what another one counted.
    pub(super) fn add(&mut self, other: &Self) {
        self.questions += other.questions;
        self.counts.resize(1 << 16, 0);
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }

    /// The profile of a text with the trigrams that it takes out of `hashes`.
    pub(super) fn profile(&self, hashes: &mut Hashes) -> Profile {
        let mut weights = Vec::with_capacity(hashes.0.len());
        let mut square = 0.0;
        hashes.drain(|hash, times| {
            let questions = self.counts.get(usize::from(hash)).copied().unwrap_or(0) as f32;
            let weight = times as f32 * (1.0 + self.questions as f32 / (1.0 + questions)).ln();
            square += weight * weight;
            weights.push((hash, weight));
        });
        Profile {
            weights,
            norm: square.sqrt(),
        }
    }
}

impl Profile {
    /// The cosine of two profiles, 0..1.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        let (mut a, mut b) = (
            self.weights.iter().peekable(),
            other.weights.iter().peekable(),
        );
        let mut product = 0.0;
        while let (Some(&&(x, v)), Some(&&(y, w))) = (a.peek(), b.peek()) {
            if x == y {
                product += v * w;
            }
            if x <= y {
                a.next();
            }
            if y <= x {
                b.next();
            }
        }
        if product > 0.0 {
            product / (self.norm * other.norm)
        } else {
            0.0
        }
    }
}

fn hash(a: char, b: char, c: char) -> u16 {
    let n = (a as u32).wrapping_mul(0x9e37_79b1)
        ^ (b as u32).wrapping_mul(0x85eb_ca77)
        ^ (c as u32).wrapping_mul(0xc2b2_ae3d);
    (n.wrapping_mul(0x27d4_eb2f) >> 16) as u16
}
