//! What words are worth in the entries that have them: lists in the order of the entries, which are merged. A key of a
//! sentence concerns few of a million entries.

use std::{cmp::Ordering, mem};

/// A sum that is added up in another order may be this share of it more, or less.
pub(super) const ROUNDING: f32 = 1e-5;

/// Entries in the order of their numbers, each once, with what one word or several are worth in it: the number in the
/// upper half of each, the bits of the worth, which is not negative, in the lower. So both are in the order of the whole.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums(Vec<u64>);

impl Sums {
    /// What one word is worth, from its occurrences in any order: in each entry, the most that one of them is. Costs little
    /// more than their number if they come as a few lists that are in order.
    pub(super) fn best_of(mut occurrences: Vec<u64>) -> Self {
        if occurrences.is_sorted_by(|&one, &next| entry(one) < entry(next)) {
            return Self(occurrences);
        }
        #[expect(
            clippy::stable_sort_primitive,
            reason = "it finds such lists and merges them"
        )]
        occurrences.sort();
        // Of the same entry the one that is worth most comes last.
        occurrences.dedup_by(|next, last| {
            let same = entry(*next) == entry(*last);
            if same {
                *last = *next;
            }
            same
        });
        Self(occurrences)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The entries of both with the sum of what they are worth.
    pub(super) fn plus(self, more: Self) -> Self {
        if self.0.is_empty() {
            return more;
        } else if more.0.is_empty() {
            return self;
        }
        let (mut a, mut b) = (&self.0[..], &more.0[..]);
        let mut sums = Vec::with_capacity(a.len() + b.len());
        while let ([one, rest @ ..], [other, others @ ..]) = (a, b) {
            let order = entry(*one).cmp(&entry(*other));
            sums.push(match order {
                Ordering::Less => *one,
                Ordering::Greater => *other,
                Ordering::Equal => packed(entry(*one), worth(*one) + worth(*other)),
            });
            if order.is_le() {
                a = rest;
            }
            if order.is_ge() {
                b = others;
            }
        }
        sums.extend_from_slice(a);
        sums.extend_from_slice(b);
        Self(sums)
    }

    /// Adds to each entry, in order, what it is worth `more`.
    pub(super) fn add(&mut self, mut more: impl FnMut(u32) -> f32) {
        for sum in &mut self.0 {
            *sum = packed(entry(*sum), worth(*sum) + more(entry(*sum)));
        }
    }

    /// Adds what `more` is worth in the entries that are here, and returns the others.
    pub(super) fn absorb(&mut self, mut more: Self) -> Self {
        if self.0.is_empty() {
            return more;
        }
        let mut rest = &mut self.0[..];
        more.0.retain(|&sum| {
            let before = rank(rest, entry(sum));
            rest = &mut mem::take(&mut rest)[before..];
            match rest {
                [known, ..] if entry(*known) == entry(sum) => {
                    *known = packed(entry(sum), worth(*known) + worth(sum));
                    false
                }
                _ => true,
            }
        });
        more
    }

    /// The entries that reach `bar` if they gain so much, but for what a sum may be less when it is added up in another order.
    pub(super) fn hopeful(&self, bar: f32, gain: f32) -> Self {
        self.at_least(bar * (1.0 - ROUNDING) - gain)
    }

    /// The entries that are worth at least so much.
    fn at_least(&self, least: f32) -> Self {
        // What is not negative is in the order of its bits.
        let least = least.max(0.0).to_bits();
        Self(
            self.0
                .iter()
                .filter(|&&sum| sum as u32 >= least)
                .copied()
                .collect(),
        )
    }

    /// What the last of the `most` of the greatest worth has; 0 if there are not more entries.
    pub(super) fn bar(&self, most: usize) -> f32 {
        if self.len() <= most {
            return 0.0;
        }
        let worths = self.0.iter().map(|&sum| !(sum as u32));
        let last = least(worths, most).into_iter().max();
        last.map_or(0.0, |bits| f32::from_bits(!bits))
    }

    /// The `most` entries of the greatest worth, of equals those with lower numbers; in no order.
    pub(super) fn greatest(&self, most: usize) -> Vec<(u32, f32)> {
        // The order of these is that: greatest worth first, then the lowest number.
        let keys = self
            .0
            .iter()
            .map(|&sum| u64::from(!(sum as u32)) << 32 | u64::from(entry(sum)));
        let greatest = least(keys, most).into_iter();
        greatest
            .map(|key| (key as u32, f32::from_bits(!((key >> 32) as u32))))
            .collect()
    }
}

/// How many of `sums` are of entries before this one. Costs the less the fewer they are.
fn rank(sums: &[u64], entry: u32) -> usize {
    let bound = u64::from(entry) << 32;
    let mut end = 1;
    while sums.get(end - 1).is_some_and(|&sum| sum < bound) {
        end *= 2;
    }
    let start = end / 2;
    let within = &sums[start..(end - 1).min(sums.len()).max(start)];
    start + within.partition_point(|&sum| sum < bound)
}

/// The `most` least of `all`, in no order. Costs little more than a comparison each.
fn least<T: Ord + Copy>(all: impl Iterator<Item = T>, most: usize) -> Vec<T> {
    let mut least = Vec::with_capacity(2 * most + 1);
    let mut bound = None;
    for one in all {
        if bound.is_none_or(|bound| one < bound) {
            least.push(one);
            if least.len() > 2 * most {
                bound = Some(*least.select_nth_unstable(most).1);
                least.truncate(most);
            }
        }
    }
    if least.len() > most {
        least.select_nth_unstable(most);
        least.truncate(most);
    }
    least
}

/// An entry with what it is worth, which must not be negative.
pub(super) fn packed(entry: u32, worth: f32) -> u64 {
    u64::from(entry) << 32 | u64::from(worth.to_bits())
}

fn entry(sum: u64) -> u32 {
    (sum >> 32) as u32
}

fn worth(sum: u64) -> f32 {
    f32::from_bits(sum as u32)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::{collection::vec, prelude::*};

    use super::*;

    fn sums(of: &[(u32, f32)]) -> Sums {
        Sums::best_of(
            of.iter()
                .map(|&(entry, worth)| packed(entry, worth))
                .collect(),
        )
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
        sums.0.iter().map(|&sum| (entry(sum), worth(sum))).collect()
    }

    fn occurrences() -> impl Strategy<Value = Vec<(u32, f32)>> {
        vec((0..40_u32, (1..9_u8).prop_map(f32::from)), 0..50)
    }

    proptest! {
        #[test]
        fn lists_are_put_together_as_maps_would_be(
            a in occurrences(),
            b in occurrences(),
            most in 1..50_usize,
        ) {
            let (one, other) = (sums(&a), sums(&b));
            let (a, b) = (map(&a), map(&b));
            prop_assert_eq!(all(&one), a.clone().into_iter().collect::<Vec<_>>());

            let mut both = a.clone();
            for (&entry, worth) in &b {
                *both.entry(entry).or_default() += worth;
            }
            let mut want: Vec<(u32, f32)> = both.into_iter().collect();
            let together = one.clone().plus(other.clone());
            prop_assert_eq!(&all(&together), &want);

            let more = |entry: u32| b.get(&entry).copied().unwrap_or_default();
            let mut known = one.clone();
            known.add(more);
            let mut want_known: Vec<_> = a.iter().map(|(&entry, worth)| (entry, worth + more(entry))).collect();
            prop_assert_eq!(&all(&known), &want_known);

            let best_first = |a: &(u32, f32), b: &(u32, f32)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
            let greatest = |sums: &Sums| {
                let mut greatest = sums.greatest(most);
                greatest.sort_by(best_first);
                greatest
            };
            want.sort_by(best_first);
            want.truncate(most);
            prop_assert_eq!(greatest(&together), want);

            let mut with = one.clone();
            let new = with.absorb(other.clone());
            prop_assert_eq!(&all(&with), &want_known);
            let lacks = |(entry, _): &(u32, f32)| !a.contains_key(entry);
            let want_new: Vec<_> = all(&other).into_iter().filter(lacks).collect();
            prop_assert_eq!(all(&new), want_new);

            // What cannot reach the bar by the most that it can gain does not get among the best.
            let mut hopeful = one.at_least(one.bar(most) - 8.0);
            hopeful.add(more);
            want_known.sort_by(best_first);
            want_known.truncate(most);
            prop_assert_eq!(greatest(&hopeful), want_known);
        }
    }
}
