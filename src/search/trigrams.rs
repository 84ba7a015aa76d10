//! How alike two short texts are letter by letter: the cosine of their character trigrams, rare ones counting
//! more.

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
    /// Counts the trigrams of one more question, given as folded words with a blank after each.
    pub(super) fn count(&mut self, words: &str) {
        self.counts.resize(1 << 16, 0);
        self.questions += 1;
        for same in hashes(words).chunk_by(|a, b| a == b) {
            self.counts[usize::from(same[0])] += 1;
        }
    }

    /// The profile of a text, given in the same way.
    pub(super) fn profile(&self, words: &str) -> Profile {
        let (mut weights, mut square) = (Vec::new(), 0.0);
        for same in hashes(words).chunk_by(|a, b| a == b) {
            let questions = self.counts.get(usize::from(same[0])).copied().unwrap_or(0) as f32;
            let rarity = (1.0 + self.questions as f32 / (1.0 + questions)).ln();
            let weight = same.len() as f32 * rarity;
            square += weight * weight;
            weights.push((same[0], weight));
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

/// The hashes of all trigrams, sorted: of each word, with a blank on either side.
fn hashes(words: &str) -> Vec<u16> {
    let mut hashes = Vec::with_capacity(words.len());
    let (mut a, mut b) = (' ', ' ');
    for c in words.chars() {
        if (a, b) != (' ', ' ') {
            hashes.push(hash(a, b, c));
        }
        (a, b) = if c == ' ' { (' ', ' ') } else { (b, c) };
    }
    hashes.sort_unstable();
    hashes
}

fn hash(a: char, b: char, c: char) -> u16 {
    let n = (a as u32).wrapping_mul(0x9e37_79b1)
        ^ (b as u32).wrapping_mul(0x85eb_ca77)
        ^ (c as u32).wrapping_mul(0xc2b2_ae3d);
    (n.wrapping_mul(0x27d4_eb2f) >> 16) as u16
}
