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

/// The postings of one term while they are collected, entry by entry.
#[derive(Debug, Default)]
pub(super) struct Collector {
    bytes: Vec<u8>,
    /// How many entries were packed, and the last of them.
    packed: u32,
    first: u32,
    last: u32,
    now: Option<Posting>,
}

impl Collector {
    /// Counts one occurrence; entries must not go down.
    pub(super) fn add(&mut self, entry: u32, field: Field) {
        if self.now.is_none_or(|p| p.entry != entry) {
            self.pack();
            self.now = Some(Posting {
                entry,
                counts: Counts::default(),
            });
        }
        if let Some(Posting { counts, .. }) = &mut self.now {
            match field {
                Field::Question => counts.question = counts.question.saturating_add(1),
                Field::AlsoAsked => counts.also_asked = counts.also_asked.saturating_add(1),
                Field::Answer => counts.answer = counts.answer.saturating_add(1),
                Field::Title => counts.title = true,
            }
        }
    }

    fn pack(&mut self) {
        let Some(Posting { entry, counts }) = self.now.take() else {
            return;
        };
        let Counts {
            question,
            also_asked,
            answer,
            title,
        } = counts;
        let form = match (question, also_asked, answer, title) {
            (1, 0, 0, false) => 0,
            (0, 0, 1, false) => 1,
            (1, 0, 1, false) => 2,
            _ => 3,
        };
        // The first step is kept aside, so that collectors of consecutive entries can be put together.
        let step = if self.packed == 0 {
            self.first = entry;
            0
        } else {
            entry - self.last
        };
        number(u64::from(step) << 2 | form, &mut self.bytes);
        if form == 3 {
            let fields = [question, also_asked, answer];
            let mut mask = u8::from(title) << 3;
            for (i, &count) in fields.iter().enumerate() {
                mask |= u8::from(count > 0) << i;
            }
            self.bytes.push(mask);
            self.bytes
                .extend(fields.into_iter().filter(|&count| count > 0));
        }
        self.packed += 1;
        self.last = entry;
    }
}

fn number(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x80 {
        out.push(n as u8 | 0x80);
        n >>= 7;
    }
    out.push(n as u8);
}

/// All terms' postings in one piece.
#[derive(Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    /// Per term: the end of its bytes and how many entries it has.
    terms: Vec<(usize, u32)>,
}

impl Postings {
    /// Makes room for all of `collectors`, so that growing never takes twice the memory.
    pub(super) fn reserve<'a>(&mut self, collectors: impl Iterator<Item = &'a Collector>) {
        // A first step adds up to four bytes, a pending posting a few more.
        self.bytes
            .reserve_exact(collectors.map(|c| c.bytes.len() + 12).sum());
    }

    /// Appends the next term: what was collected for it, from consecutive stretches of entries.
    pub(super) fn push(&mut self, parts: impl IntoIterator<Item = Collector>) {
        let mut entries = 0;
        let mut last = 0;
        for mut part in parts {
            part.pack();
            if part.packed == 0 {
                continue;
            }
            // The first number of a part has no step yet, hence is one byte that holds the form alone.
            number(
                u64::from(part.first - last) << 2 | u64::from(part.bytes[0]),
                &mut self.bytes,
            );
            self.bytes.extend_from_slice(&part.bytes[1..]);
            entries += part.packed;
            last = part.last;
        }
        self.terms.push((self.bytes.len(), entries));
    }

    /// Gives back what was reserved and not used.
    pub(super) fn shrink(&mut self) {
        self.bytes.shrink_to_fit();
        self.terms.shrink_to_fit();
    }

    /// How many entries contain `term`.
    pub(super) fn entries(&self, term: u32) -> u32 {
        self.terms[term as usize].1
    }

    /// The entries that contain `term`, in order.
    pub(super) fn of(&self, term: u32) -> Walk<'_> {
        let n = term as usize;
        let start = if n == 0 { 0 } else { self.terms[n - 1].0 };
        Walk {
            bytes: &self.bytes[start..self.terms[n].0],
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

impl Walk<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (&byte, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(byte)
    }
}

impl Iterator for Walk<'_> {
    type Item = Posting;

    #[inline]
    fn next(&mut self) -> Option<Posting> {
        let first = self.byte()?;
        let mut n = u64::from(first & 0x7f);
        if first >= 0x80 {
            let mut shift = 7;
            loop {
                let byte = self.byte()?;
                n |= u64::from(byte & 0x7f) << shift;
                shift += 7;
                if byte < 0x80 {
                    break;
                }
            }
        }
        self.entry += (n >> 2) as u32;
        let mut counts = Counts::default();
        match n & 3 {
            0 => counts.question = 1,
            1 => counts.answer = 1,
            2 => (counts.question, counts.answer) = (1, 1),
            _ => {
                let mask = self.byte()?;
                counts.title = mask & 8 != 0;
                if mask & 1 != 0 {
                    counts.question = self.byte()?;
                }
                if mask & 2 != 0 {
                    counts.also_asked = self.byte()?;
                }
                if mask & 4 != 0 {
                    counts.answer = self.byte()?;
                }
            }
        }
        Some(Posting {
            entry: self.entry,
            counts,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_collected_comes_back(
            occurrences in prop::collection::vec((0..5_000_u32, 0..4_usize), 0..200),
            cut in 0..5_000_u32,
        ) {
            let fields = [Field::Question, Field::AlsoAsked, Field::Answer, Field::Title];
            let mut sorted = occurrences;
            sorted.sort_unstable();
            let mut parts = [Collector::default(), Collector::default()];
            let mut want: Vec<Posting> = Vec::new();
            for (entry, field) in sorted {
                parts[usize::from(entry >= cut)].add(entry, fields[field]);
                if want.last().is_none_or(|p| p.entry != entry) {
                    want.push(Posting { entry, counts: Counts::default() });
                }
                let counts = &mut want.last_mut().expect("just pushed").counts;
                match field {
                    0 => counts.question += 1,
                    1 => counts.also_asked += 1,
                    2 => counts.answer += 1,
                    _ => counts.title = true,
                }
            }
            let mut postings = Postings::default();
            postings.push([]);
            postings.push(parts);
            prop_assert_eq!(postings.of(0).count(), 0);
            prop_assert_eq!(postings.entries(1) as usize, want.len());
            prop_assert_eq!(postings.of(1).collect::<Vec<_>>(), want);
        }
    }
}
