//! What words are worth in the entries that have them. A key of a sentence concerns few of a million entries, so they are
//! listed, in order, and lists are merged: nothing is as long as the FAQ.

/// Entries in the order of their numbers, each once, with what one word or several are worth in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums(Vec<(u32, f32)>);

impl Sums {
    /// Appends an entry, which must come after all before it.
    pub(super) fn push(&mut self, entry: u32, worth: f32) {
        self.0.push((entry, worth));
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The entries of both; what an entry is worth in each is joined by `join`, 0 standing for nothing. Costs the length of
    /// both, without a branch that depends on what stands in them: which comes next cannot be foretold.
    pub(super) fn merged(&self, other: &Self, join: impl Fn(f32, f32) -> f32) -> Self {
        let (a, b) = (&self.0[..], &other.0[..]);
        let mut both = Vec::with_capacity(a.len() + b.len());
        let (mut i, mut j) = (0, 0);
        while i < a.len() && j < b.len() {
            let ((x, v), (y, w)) = (a[i], b[j]);
            let (first, second) = (x <= y, y <= x);
            let worth = join(if first { v } else { 0.0 }, if second { w } else { 0.0 });
            both.push((x.min(y), worth));
            i += usize::from(first);
            j += usize::from(second);
        }
        both.extend_from_slice(&a[i..]);
        both.extend_from_slice(&b[j..]);
        Self(both)
    }

    /// Adds what `more` is worth in the entries that are here.
    pub(super) fn add_where_known(&mut self, more: &Self) {
        let mut more = &more.0[..];
        for (entry, sum) in &mut self.0 {
            while let [(next, worth), rest @ ..] = more
                && next <= entry
            {
                if next == entry {
                    *sum += worth;
                }
                more = rest;
            }
        }
    }

    /// The `most` entries of the greatest worth, those with lower numbers first to stay; in no order.
    pub(super) fn into_greatest(mut self, most: usize) -> Vec<(u32, f32)> {
        if self.0.len() > most {
            let order = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
            self.0.select_nth_unstable_by(most, order);
            self.0.truncate(most);
        }
        self.0
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::{collection::btree_map, prelude::*};

    use super::*;

    fn sums(of: &BTreeMap<u32, f32>) -> Sums {
        Sums(of.iter().map(|(&entry, &worth)| (entry, worth)).collect())
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
            let merged = sums(&a).merged(&sums(&b), |v, w| v + w);
            prop_assert_eq!(&merged.0, &sums(&either).0);

            let mut known = sums(&a);
            known.add_where_known(&sums(&b));
            let want: Vec<_> = a.iter().map(|(&entry, v)| (entry, v + worth(&b, entry))).collect();
            prop_assert_eq!(known.0, want);

            let mut want = merged.0.clone();
            want.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            want.truncate(most);
            let mut greatest = merged.into_greatest(most);
            greatest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            prop_assert_eq!(greatest, want);
        }
    }
}
