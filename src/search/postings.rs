//! Which entries contain a term, in which field and how often, packed: for each posting the step from the
//! entry before as a variable-length number whose two lowest bits hold the commonest counts, so that most postings of
//! a large FAQ take one or two bytes.

/// Where in an entry a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Question,
    AlsoAsked,
    Answer,
    Title,
}

/// How often a term occurs in an entry, by field (at most 255 times).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) question: u8,
    pub(super) also_asked: u8,
    pub(super) answer: u8,
    pub(super) title: bool,
}

/// A term in an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Posting {
    pub(super) entry: u32,
    pub(super) counts: Counts,
}

impl Counts {
    fn add(&mut self, field: Field) {
        match field {
            Field::Question => self.question = self.question.saturating_add(1),
            Field::AlsoAsked => self.also_asked = self.also_asked.saturating_add(1),
            Field::Answer => self.answer = self.answer.saturating_add(1),
            Field::Title => self.title = true,
        }
    }

    /// Two bits for the commonest counts; [`LISTED`] for the others, which are listed.
    fn form(self) -> u64 {
        match (self.question, self.also_asked, self.answer, self.title) {
            (1, 0, 0, false) => 0,
            (0, 0, 1, false) => 1,
            (1, 0, 1, false) => 2,
            _ => LISTED,
        }
    }

    /// What follows a number with this form: nothing, or which fields have the term and how often.
    fn list(self, out: &mut Vec<u8>) {
        if self.form() != LISTED {
            return;
        }
        let fields = [self.question, self.also_asked, self.answer];
        let mut mask = u8::from(self.title) << 3;
        for (i, &count) in fields.iter().enumerate() {
            mask |= u8::from(count > 0) << i;
        }
        out.push(mask);
        out.extend(fields.into_iter().filter(|&count| count > 0));
    }

    /// Reads what [`Self::list`] wrote after a number with this form.
    #[inline]
    fn read(form: u64, bytes: &mut &[u8]) -> Option<Self> {
        let mut counts = Self::default();
        match form {
            0 => counts.question = 1,
            1 => counts.answer = 1,
            2 => (counts.question, counts.answer) = (1, 1),
            _ => {
                let mask = byte(bytes)?;
                counts.title = mask & 8 != 0;
                if mask & 1 != 0 {
                    counts.question = byte(bytes)?;
                }
                if mask & 2 != 0 {
                    counts.also_asked = byte(bytes)?;
                }
                if mask & 4 != 0 {
                    counts.answer = byte(bytes)?;
                }
            }
        }
        Some(counts)
    }
}

const LISTED: u64 = 3;

/// A number in as few bytes as it needs, seven bits in each.
struct Packed {
    bytes: [u8; 10],
    len: usize,
}

impl Packed {
    fn new(mut n: u64) -> Self {
        let mut packed = Self {
            bytes: [0; 10],
            len: 0,
        };
        while n >= 0x80 {
            packed.bytes[packed.len] = n as u8 | 0x80;
            packed.len += 1;
            n >>= 7;
        }
        packed.bytes[packed.len] = n as u8;
        packed.len += 1;
        packed
    }

    fn as_slice(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// Reads what [`Packed`] wrote.
#[inline]
fn unpack(bytes: &mut &[u8]) -> Option<u64> {
    let first = byte(bytes)?;
    let mut n = u64::from(first & 0x7f);
    if first >= 0x80 {
        let mut shift = 7;
        loop {
            let byte = byte(bytes)?;
            n |= u64::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                break;
            }
        }
    }
    Some(n)
}

#[inline]
fn byte(bytes: &mut &[u8]) -> Option<u8> {
    let (&byte, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(byte)
}

/// The terms of consecutive entries, entry by entry: how many different ones, then each with its counts.
/// [`Postings::new`] turns that round.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// The number of the first entry, and how many there are.
    start: u32,
    len: u32,
    bytes: Vec<u8>,
    /// Per term.
    sizes: Vec<Size>,
    /// Room for the terms of an entry.
    counted: Vec<(u32, Counts)>,
}

/// What the postings of a term will take.
#[derive(Clone, Copy, Debug, Default)]
struct Size {
    entries: u32,
    /// The first and the last entry that have it.
    first: u32,
    last: u32,
    /// Bytes, without those of the first step, which depends on the entries before.
    bytes: u32,
    /// Where the term stands in [`Tally::counted`], if that is about `last`.
    counted: u32,
}

impl Tally {
    /// For the entries from `start` on.
    pub(super) fn new(start: usize) -> Self {
        Self {
            start: start as u32,
            ..Self::default()
        }
    }

    /// Takes down, and takes away, the terms that were found in the next entry, in any order.
    pub(super) fn add(&mut self, found: &mut Vec<(u32, Field)>) {
        let entry = self.start + self.len;
        for (term, field) in found.drain(..) {
            let n = term as usize;
            if self.sizes.len() <= n {
                self.sizes.resize(n + 1, Size::default());
            }
            let size = &mut self.sizes[n];
            if size.entries == 0 || size.last != entry {
                if size.entries == 0 {
                    size.first = entry;
                } else {
                    size.bytes += step(entry - size.last, LISTED).len as u32;
                }
                size.last = entry;
                size.entries += 1;
                size.counted = self.counted.len() as u32;
                self.counted.push((term, Counts::default()));
            }
            self.counted[size.counted as usize].1.add(field);
        }
        let different = Packed::new(self.counted.len() as u64);
        self.bytes.extend_from_slice(different.as_slice());
        for (term, counts) in self.counted.drain(..) {
            let head = Packed::new(u64::from(term) << 2 | counts.form());
            self.bytes.extend_from_slice(head.as_slice());
            let listed = self.bytes.len();
            counts.list(&mut self.bytes);
            self.sizes[term as usize].bytes += (self.bytes.len() - listed) as u32;
        }
        self.len += 1;
    }
}

/// How a posting begins: `step` entries after the one before. Its length does not depend on the form.
fn step(step: u32, form: u64) -> Packed {
    Packed::new(u64::from(step) << 2 | form)
}

/// All terms' postings in one piece.
#[derive(Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    /// Per term: where its bytes end, and how many entries it has.
    ends: Vec<usize>,
    entries: Vec<u32>,
}

impl Postings {
    /// The postings of `terms` terms from the tallies of consecutive entries, each with the number that its terms
    /// have here. Costs two passes over the tallies; nothing is kept that is not needed later.
    pub(super) fn new(terms: usize, parts: [(Tally, &[u32]); 2]) -> Self {
        let (mut ends, mut entries) = (vec![0; terms], vec![0; terms]);
        let mut last = vec![0; terms];
        for (tally, numbers) in &parts {
            for (size, &n) in tally.sizes.iter().zip(*numbers) {
                let n = n as usize;
                if size.entries > 0 {
                    ends[n] += size.bytes as usize + step(size.first - last[n], LISTED).len;
                    entries[n] += size.entries;
                    last[n] = size.last;
                }
            }
        }
        let mut total = 0;
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        // For now each end is where the term's next posting goes.
        let mut bytes = vec![0; total];
        last.fill(0);
        for (tally, numbers) in parts {
            let mut left = tally.bytes.as_slice();
            for entry in tally.start..tally.start + tally.len {
                for _ in 0..unpack(&mut left).unwrap_or(0) {
                    let head = unpack(&mut left).unwrap_or_default();
                    let n = numbers[(head >> 2) as usize] as usize;
                    let listed = left;
                    Counts::read(head & 3, &mut left);
                    let listed = &listed[..listed.len() - left.len()];
                    let step = step(entry - last[n], head & 3);
                    last[n] = entry;
                    for part in [step.as_slice(), listed] {
                        bytes[ends[n]..][..part.len()].copy_from_slice(part);
                        ends[n] += part.len();
                    }
                }
            }
        }
        Self {
            bytes,
            ends,
            entries,
        }
    }

    /// How many entries contain `term`.
    pub(super) fn entries(&self, term: u32) -> u32 {
        self.entries[term as usize]
    }

    /// The entries that contain `term`, in order.
    pub(super) fn of(&self, term: u32) -> Walk<'_> {
        let n = term as usize;
        let start = if n == 0 { 0 } else { self.ends[n - 1] };
        Walk {
            bytes: &self.bytes[start..self.ends[n]],
            entry: 0,
        }
    }
}

/// Unpacks postings.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    bytes: &'a [u8],
    entry: u32,
}

impl Iterator for Walk<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        let head = unpack(&mut self.bytes)?;
        self.entry += (head >> 2) as u32;
        Some(Posting {
            entry: self.entry,
            counts: Counts::read(head & 3, &mut self.bytes)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    const FIELDS: [Field; 4] = [
        Field::Question,
        Field::AlsoAsked,
        Field::Answer,
        Field::Title,
    ];

    proptest! {
        #[test]
        fn what_is_tallied_comes_back_turned_round(
            entries in vec(vec((0..30_u32, select(FIELDS.to_vec())), 0..12), 1..200),
            cut in 0..200_usize,
        ) {
            let cut = cut.min(entries.len());
            // The second half numbers its terms the other way round.
            let numbers: [Vec<u32>; 2] = [(0..30).collect(), (0..30).rev().collect()];
            let mut tallies = [Tally::new(0), Tally::new(cut)];
            let mut want: Vec<Vec<Posting>> = vec![Vec::new(); 30];
            for (n, found) in entries.iter().enumerate() {
                let half = usize::from(n >= cut);
                for &(term, field) in found {
                    let term = &mut want[numbers[half][term as usize] as usize];
                    if term.last().is_none_or(|p| p.entry != n as u32) {
                        term.push(Posting { entry: n as u32, counts: Counts::default() });
                    }
                    term.last_mut().expect("just pushed").counts.add(field);
                }
                tallies[half].add(&mut found.clone());
            }
            let [first, second] = tallies;
            let postings = Postings::new(30, [(first, &numbers[0]), (second, &numbers[1])]);
            for (term, want) in (0..).zip(want) {
                prop_assert_eq!(postings.entries(term) as usize, want.len());
                prop_assert_eq!(postings.of(term).collect::<Vec<_>>(), want);
            }
        }
    }
}
