//! What words are worth in the entries that have them. A key of a sentence concerns few of a million entries, so they are
//! listed, in order, and lists are merged; only for words that very many have is there a place for each entry.

/// Entries in the order of their numbers, each once, with what one word or several are worth in it: the number in the
/// upper half of each, the bits of the worth, which is not negative, in the lower. So both are in the order of the whole.
#[derive(Debug, Default)]
pub(super) struct Sums(Vec<u64>);

impl Sums {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The entries of both, which are some of `entries`, with the sum of what they are worth.
    pub(super) fn plus(&self, more: Self, entries: usize) -> Self {
        if self.0.is_empty() {
            return more;
        }
        if are_many(self.len() + more.len(), entries) {
            let mut places = vec![0.0; entries];
            for (entry, worth) in self.iter().chain(more.iter()) {
                places[entry as usize] += worth;
            }
            return Self::placed(places);
        }
        Self::listed([self.0.as_slice(), &more.0].concat(), |a, b| a + b)
    }

    fn iter(&self) -> impl Iterator<Item = (u32, f32)> {
        self.0.iter().map(|&sum| unpacked(sum))
    }

    /// From what each entry is worth, 0 if it is not there.
    fn placed(places: Vec<f32>) -> Self {
        let had = (0..).zip(places).filter(|(_, worth)| *worth > 0.0);
        Self(had.map(|(entry, worth)| packed(entry, worth)).collect())
    }

    /// From entries in any order, of which one that occurs several times is worth `join` of what it is worth each time.
    /// Costs little more than their number if they come as a few lists that are in order.
    fn listed(mut worths: Vec<u64>, join: impl Fn(f32, f32) -> f32) -> Self {
        #[expect(
            clippy::stable_sort_primitive,
            reason = "it finds such lists and merges them"
        )]
        worths.sort();
        worths.dedup_by(|next, last| {
            let ((entry, worth), (same, more)) = (unpacked(*last), unpacked(*next));
            if entry == same {
                *last = packed(entry, join(worth, more));
            }
            entry == same
        });
        Self(worths)
    }

    /// Adds what `more` is worth in the entries that are here.
    pub(super) fn add_where_known(&mut self, more: &Self) {
        let mut more = &more.0[..];
        for sum in &mut self.0 {
            let (entry, worth) = unpacked(*sum);
            while let [next, rest @ ..] = more
                && let (same, added) = unpacked(*next)
                && same <= entry
            {
                if same == entry {
                    *sum = packed(entry, worth + added);
                }
                more = rest;
            }
        }
    }

    /// The `most` entries of the greatest worth, of equals those with lower numbers; in no order.
    pub(super) fn greatest(&self, most: usize) -> Vec<(u32, f32)> {
        let mut all: Vec<_> = self.iter().collect();
        if all.len() > most {
            all.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(most);
        }
        all
    }
}

/// What one word is worth, gathered from its occurrences in any order: in each entry, the most that one of them is.
#[derive(Debug)]
pub(super) enum Best {
    /// The occurrences.
    Few(Vec<u64>),
    /// A place for each entry.
    Many(Vec<f32>),
}

impl Best {
    /// For so many `occurrences` in some of `entries` entries.
    pub(super) fn of(occurrences: usize, entries: usize) -> Self {
        if are_many(occurrences, entries) {
            Self::Many(vec![0.0; entries])
        } else {
            Self::Few(Vec::with_capacity(occurrences))
        }
    }

    /// Takes an occurrence, which must be worth more than 0.
    pub(super) fn push(&mut self, entry: u32, worth: f32) {
        match self {
            Self::Few(occurrences) => occurrences.push(packed(entry, worth)),
            Self::Many(places) => {
                let best = &mut places[entry as usize];
                *best = best.max(worth);
            }
        }
    }

    pub(super) fn sums(self) -> Sums {
        match self {
            Self::Few(occurrences) => Sums::listed(occurrences, f32::max),
            Self::Many(places) => Sums::placed(places),
        }
    }
}

/// Whether so many occurrences of some of `entries` entries are cheaper put into a place for each entry than in order.
fn are_many(occurrences: usize, entries: usize) -> bool {
    occurrences >= entries / 4
}

fn packed(entry: u32, worth: f32) -> u64 {
    u64::from(entry) << 32 | u64::from(worth.to_bits())
}

fn unpacked(sum: u64) -> (u32, f32) {
    ((sum >> 32) as u32, f32::from_bits(sum as u32))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    /// Of occurrences in some of `entries` entries.
    fn sums(of: &[(u32, f32)], entries: usize) -> Sums {
        let mut best = Best::of(of.len(), entries);
        for &(entry, worth) in of {
            best.push(entry, worth);
        }
        best.sums()
    }

    fn map(of: &[(u32, f32)]) -> BTreeMap<u32, f32> {
        let mut map = BTreeMap::new();
        for &(entry, worth) in of {
            let best: &mut f32 = map.entry(entry).or_default();
            *best = best.max(worth);
        }
        map
    }

    fn all(sums: &Sums) -> Vec<(u32, f32)> {
        sums.iter().collect()
    }

    fn occurrences() -> impl Strategy<Value = Vec<(u32, f32)>> {
        vec((0..40_u32, (1..9_u8).prop_map(f32::from)), 0..50)
    }

    proptest! {
        #[test]
        fn lists_are_put_together_as_maps_would_be(
            a in occurrences(),
            b in occurrences(),
            // Few entries, and so many that those that are had are few.
            entries in select(vec![40, 10_000]),
            most in 0..50_usize,
        ) {
            let (one, other) = (sums(&a, entries), sums(&b, entries));
            let (a, b) = (map(&a), map(&b));
            prop_assert_eq!(all(&one), a.clone().into_iter().collect::<Vec<_>>());

            let mut both = a.clone();
            for (&entry, worth) in &b {
                *both.entry(entry).or_default() += worth;
            }
            let mut want: Vec<(u32, f32)> = both.into_iter().collect();
            let known: Vec<_> = want.iter().copied().filter(|(entry, _)| a.contains_key(entry)).collect();
            let mut with_known = one.plus(Sums::default(), entries);
            with_known.add_where_known(&other);
            prop_assert_eq!(all(&with_known), known);

            let together = one.plus(other, entries);
            prop_assert_eq!(&all(&together), &want);

            let best_first = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
            want.sort_by(best_first);
            want.truncate(most);
            let mut greatest = together.greatest(most);
            greatest.sort_by(best_first);
            prop_assert_eq!(greatest, want);
        }
    }
}
