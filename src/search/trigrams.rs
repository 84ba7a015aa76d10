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

impl Trigrams {
    /// Counts the trigrams of one more question's words.
    pub(super) fn count<'a>(&mut self, words: impl Iterator<Item = &'a str>) {
        self.counts.resize(1 << 16, 0);
        self.questions += 1;
        for (hash, _) in distinct(words) {
            self.counts[usize::from(hash)] += 1;
        }
    }

    /// Takes over what another one counted.
    pub(super) fn add(&mut self, other: &Self) {
        self.questions += other.questions;
        self.counts.resize(1 << 16, 0);
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
    }

    /// The trigrams of a text's words.
    pub(super) fn profile<'a>(&self, words: impl Iterator<Item = &'a str>) -> Profile {
        let mut weights = Vec::new();
        let mut square = 0.0;
        for (hash, times) in distinct(words) {
            let questions = self.counts.get(usize::from(hash)).copied().unwrap_or(0) as f32;
            let weight = f32::from(times) * (1.0 + self.questions as f32 / (1.0 + questions)).ln();
            square += weight * weight;
            weights.push((hash, weight));
        }
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

/// The trigrams of `words`, blanks around each, in order of their hashes with how often they occur.
fn distinct<'a>(words: impl Iterator<Item = &'a str>) -> Vec<(u16, u8)> {
    let mut hashes = Vec::with_capacity(64);
    for word in words {
        let (mut a, mut b) = (' ', ' ');
        for c in word.chars().chain([' ']) {
            if (a, b) != (' ', ' ') {
                hashes.push(hash(a, b, c));
            }
            (a, b) = (b, c);
        }
    }
    hashes.sort_unstable();
    let mut counted: Vec<(u16, u8)> = Vec::with_capacity(hashes.len());
    for hash in hashes {
        match counted.last_mut() {
            Some((last, times)) if *last == hash => *times = times.saturating_add(1),
            _ => counted.push((hash, 1)),
        }
    }
    counted
}

fn hash(a: char, b: char, c: char) -> u16 {
    let n = (a as u32).wrapping_mul(0x9e37_79b1)
        ^ (b as u32).wrapping_mul(0x85eb_ca77)
        ^ (c as u32).wrapping_mul(0xc2b2_ae3d);
    (n.wrapping_mul(0x27d4_eb2f) >> 16) as u16
}
