//! What words are worth in the entries that have them. A key of a sentence concerns few of a million entries, so they are
//! listed, in order, and lists are merged: nothing is as long as the FAQ.

/// Entries in the order of their numbers, each once, with what one word or several are worth in it: the number in the
/// upper half of each, the bits of the worth, which is not negative, in the lower. So both are in the order of the whole.
#[derive(Debug, Default)]
pub(super) struct Sums(Vec<u64>);

impl Sums {
    /// From entries in any order; what one is worth that occurs several times is joined by `join`. Costs little more than
    /// the length if they come as a few lists that are in order.
    pub(super) fn new(mut worths: Vec<u64>, join: impl Fn(f32, f32) -> f32) -> Self {
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

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The entries of both, with the sum of what they are worth.
    pub(super) fn plus(&self, more: Self) -> Self {
        if self.0.is_empty() {
            return more;
        }
        Self::new([self.0.as_slice(), &more.0].concat(), |a, b| a + b)
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
        let mut all: Vec<_> = self.0.iter().map(|&sum| unpacked(sum)).collect();
        if all.len() > most {
            all.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(most);
        }
        all
    }
}

/// An entry and what it is worth, for [`Sums::new`].
pub(super) fn packed(entry: u32, worth: f32) -> u64 {
    u64::from(entry) << 32 | u64::from(worth.to_bits())
}

fn unpacked(sum: u64) -> (u32, f32) {
    ((sum >> 32) as u32, f32::from_bits(sum as u32))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::{collection::btree_map, prelude::*};

    use super::*;

    fn sums(of: &BTreeMap<u32, f32>) -> Sums {
        let all = of.iter().rev();
        Sums::new(
            all.map(|(&entry, &worth)| packed(entry, worth)).collect(),
            f32::max,
        )
    }

    fn all(sums: &Sums) -> Vec<(u32, f32)> {
        sums.0.iter().map(|&sum| unpacked(sum)).collect()
    }

    fn worths() -> impl Strategy<Value = BTreeMap<u32, f32>> {
        btree_map(0..40_u32, (1..9_u8).prop_map(f32::from), 0..30)
    }

    proptest! {
        #[test]
        fn lists_are_put_together_as_maps_would_be(a in worths(), b in worths(), most in 0..50_usize) {
            let worth = |of: &BTreeMap<u32, f32>, entry| of.get(&entry).copied().unwrap_or(0.0);
            let either: BTreeMap<u32, f32> = a
                .keys()
                .chain(b.keys())
                .map(|&entry| (entry, worth(&a, entry) + worth(&b, entry)))
                .collect();
            let both = sums(&a).plus(sums(&b));
            prop_assert_eq!(all(&both), all(&sums(&either)));

            let mut known = sums(&a);
            known.add_where_known(&sums(&b));
            let want: Vec<_> = a.iter().map(|(&entry, v)| (entry, v + worth(&b, entry))).collect();
            prop_assert_eq!(all(&known), want);

            let best_first = |mut all: Vec<(u32, f32)>| {
                all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                all
            };
            let mut want = best_first(all(&both));
            want.truncate(most);
            prop_assert_eq!(best_first(both.greatest(most)), want);

            let packed = [a, b].into_iter().flatten().map(|(entry, worth)| packed(entry, worth));
            let packed: Vec<u64> = packed.collect();
            let best = Sums::new(packed.clone(), f32::max);
            for (entry, worth) in all(&best) {
                let worths = packed.iter().map(|&p| unpacked(p)).filter(|p| p.0 == entry);
                prop_assert_eq!(Some(worth), worths.map(|p| p.1).reduce(f32::max));
            }
        }
    }
}
