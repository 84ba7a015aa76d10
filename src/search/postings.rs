//! Which entries contain a term, in which field and how often, packed: for each posting the step from the
//! entry before as a variable-length number whose two lowest bits hold the commonest counts, so that most postings of
//! a large FAQ take one or two bytes. Of long lists every so many are landmarks: whoever looks for a few entries reads
//! from the nearest one on.

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
/// [`Tally::turn`] turns that round.
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
    bytes: u32,
    /// Where the term stands in [`Tally::counted`], if that is about `last`.
    counted: u32,
}

/// The postings of consecutive entries, term by term: the first of each as if it were no step from the one before.
#[derive(Debug, Default)]
pub(super) struct Run {
    bytes: Vec<u8>,
    /// Per term.
    parts: Vec<Part>,
}

/// The postings of a term in a run.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// Where they end.
    end: u32,
    entries: u32,
    /// The first and the last entry.
    first: u32,
    last: u32,
}

impl Tally {
    /// Begins with the entries from `start` on.
    pub(super) fn begin(&mut self, start: usize) {
        self.start = start as u32;
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
                    (size.first, size.last) = (entry, entry);
                }
                size.bytes += step(entry - size.last, LISTED).len as u32;
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

    /// Takes all out, term by term; `order` names all terms that there are.
    pub(super) fn turn(&mut self, order: &[u32]) -> Run {
        let mut end = 0;
        let mut parts = Vec::with_capacity(order.len());
        for &term in order {
            let size = &mut self.sizes[term as usize];
            // From now on, where its next posting goes.
            let start = end;
            end += std::mem::replace(&mut size.bytes, start);
            parts.push(Part {
                end,
                entries: size.entries,
                first: size.first,
                last: size.last,
            });
            size.last = size.first;
        }
        let mut bytes = vec![0; end as usize];
        let mut left = self.bytes.as_slice();
        for entry in self.start..self.start + self.len {
            for _ in 0..unpack(&mut left).unwrap_or(0) {
                let head = unpack(&mut left).unwrap_or_default();
                let listed = left;
                Counts::read(head & 3, &mut left);
                let listed = &listed[..listed.len() - left.len()];
                let size = &mut self.sizes[(head >> 2) as usize];
                let step = step(entry - size.last, head & 3);
                size.last = entry;
                for part in [step.as_slice(), listed] {
                    bytes[size.bytes as usize..][..part.len()].copy_from_slice(part);
                    size.bytes += part.len() as u32;
                }
            }
        }
        self.bytes.clear();
        self.sizes.clear();
        self.len = 0;
        Run { bytes, parts }
    }
}

impl Run {
    /// The postings of a term, with what is known of them.
    fn of(&self, term: u32) -> (Part, &[u8]) {
        let n = term as usize;
        let start = if n == 0 { 0 } else { self.parts[n - 1].end };
        let part = self.parts[n];
        (part, &self.bytes[start as usize..part.end as usize])
    }
}

/// How a posting begins: `step` entries after the one before. Its length does not depend on the form.
fn step(step: u32, form: u64) -> Packed {
    Packed::new(u64::from(step) << 2 | form)
}

/// All terms' postings in one piece, of each how many they are and then all; shorter than 4 GiB, as a FAQ's text is.
#[derive(Debug, Default)]
pub(super) struct Postings {
    bytes: Vec<u8>,
    /// Per term, where its bytes end.
    ends: Vec<u32>,
    /// Of the terms that have any, in order: each term and where its landmarks begin.
    marked: Vec<(u32, u32)>,
    landmarks: Vec<Landmark>,
}

/// A place in the postings of a term.
#[derive(Clone, Copy, Debug)]
struct Landmark {
    /// The entry of the posting before it.
    entry: u32,
    /// Where it is in all bytes.
    at: u32,
}

/// So many postings lie between two landmarks. Reading them takes about as long as finding the landmark.
const APART: usize = 32;
/// A term has landmarks if so many entries have it.
const MANY: u32 = 1_024;

impl Postings {
    /// Empty, with room for what is in `runs`: what is not used of it costs nothing.
    pub(super) fn with_room_for(runs: &[Run]) -> Self {
        let terms = runs.iter().map(|run| run.parts.len()).sum();
        let bytes: usize = runs.iter().map(|run| run.bytes.len()).sum();
        // How many the postings of a term are takes a byte or two, most steps from run to run two or three.
        Self {
            bytes: Vec::with_capacity(bytes + 2 * terms),
            ends: Vec::with_capacity(terms),
            ..Self::default()
        }
    }

    /// Adds those of the next term: of one in each of several runs, in the order of their entries.
    pub(super) fn push<'a>(&mut self, terms: impl Iterator<Item = (&'a Run, u32)> + Clone) {
        let parts = terms.map(|(run, term)| run.of(term));
        let entries: u64 = parts.clone().map(|(part, _)| u64::from(part.entries)).sum();
        self.bytes
            .extend_from_slice(Packed::new(entries).as_slice());
        let mut last = 0;
        for (part, mut postings) in parts {
            let form = unpack(&mut postings).unwrap_or_default();
            let step = step(part.first - last, form);
            self.bytes.extend_from_slice(step.as_slice());
            self.bytes.extend_from_slice(postings);
            last = part.last;
        }
        self.ends.push(self.bytes.len() as u32);
    }

    /// Gives back the room that is not used, and sets landmarks, once all terms are there.
    pub(super) fn finish(&mut self) {
        self.bytes.shrink_to_fit();
        self.ends.shrink_to_fit();
        let (mut marked, mut landmarks) = (Vec::new(), Vec::new());
        for term in 0..self.ends.len() as u32 {
            if self.entries(term) < MANY {
                continue;
            }
            marked.push((term, landmarks.len() as u32));
            let mut walk = self.of(term);
            let end = self.ends[term as usize];
            while walk.nth(APART - 1).is_some() {
                landmarks.push(Landmark {
                    entry: walk.entry,
                    at: end - walk.bytes.len() as u32,
                });
            }
        }
        landmarks.shrink_to_fit();
        marked.shrink_to_fit();
        (self.marked, self.landmarks) = (marked, landmarks);
    }

    /// How many entries contain `term`.
    pub(super) fn entries(&self, term: u32) -> u32 {
        unpack(&mut self.bytes_of(term)).unwrap_or_default() as u32
    }

    /// The entries that contain `term`, in order.
    pub(super) fn of(&self, term: u32) -> Walk<'_> {
        let mut bytes = self.bytes_of(term);
        unpack(&mut bytes);
        Walk { bytes, entry: 0 }
    }

    /// The entries that contain `term`, to look for some of them.
    pub(super) fn search(&self, term: u32) -> Search<'_> {
        let mut walk = self.of(term);
        let landmarks = match self.marked.binary_search_by_key(&term, |&(term, _)| term) {
            Ok(n) => {
                let end = self.marked.get(n + 1).map(|&(_, start)| start as usize);
                &self.landmarks[self.marked[n].1 as usize..end.unwrap_or(self.landmarks.len())]
            }
            Err(_) => &[],
        };
        Search {
            next: walk.next(),
            walk,
            landmarks,
            postings: self,
            end: self.ends[term as usize] as usize,
        }
    }

    fn bytes_of(&self, term: u32) -> &[u8] {
        let n = term as usize;
        let start = if n == 0 { 0 } else { self.ends[n - 1] };
        &self.bytes[start as usize..self.ends[n] as usize]
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

/// Looks for entries among the postings of a term.
#[derive(Debug)]
pub(super) struct Search<'a> {
    next: Option<Posting>,
    /// What comes after `next`.
    walk: Walk<'a>,
    /// The landmarks ahead.
    landmarks: &'a [Landmark],
    postings: &'a Postings,
    /// Where the term's bytes end.
    end: usize,
}

impl Search<'_> {
    /// The posting of `entry`, if it has the term. Entries must be looked for in order. Costs reading what lies between
    /// two landmarks at most, and finding the landmark.
    pub(super) fn find(&mut self, entry: u32) -> Option<Posting> {
        if self.landmarks.first().is_some_and(|l| l.entry < entry) {
            let passed = self.landmarks.partition_point(|l| l.entry < entry);
            let Landmark { entry, at } = self.landmarks[passed - 1];
            self.landmarks = &self.landmarks[passed..];
            if self.next.is_some_and(|next| next.entry <= entry) {
                self.walk = Walk {
                    bytes: &self.postings.bytes[at as usize..self.end],
                    entry,
                };
                self.next = self.walk.next();
            }
        }
        while self.next?.entry < entry {
            self.next = self.walk.next();
        }
        self.next.filter(|next| next.entry == entry)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::{collection::vec, prelude::*, sample::select};

    use super::*;

    const FIELDS: [Field; 4] = [
        Field::Question,
        Field::AlsoAsked,
        Field::Answer,
        Field::Title,
    ];

    /// Of 10,000 entries; which ones have term 0, and how often, has no pattern.
    static LONG: LazyLock<Postings> = LazyLock::new(|| {
        let mut tally = Tally::default();
        tally.begin(0);
        for n in 0..10_000_u32 {
            let noise = n.wrapping_mul(2_654_435_761) >> 28;
            tally.add(&mut vec![
                (0, FIELDS[noise as usize % 4]);
                noise as usize / 4
            ]);
        }
        let run = tally.turn(&[0]);
        let mut postings = Postings::default();
        postings.push([(&run, 0)].into_iter());
        postings.finish();
        postings
    });

    #[test]
    fn long_postings_have_landmarks() {
        let postings = &*LONG;
        assert!(postings.entries(0) > MANY && !postings.landmarks.is_empty());
        let end = postings.landmarks.last().map(|l| l.entry);
        assert!(end > Some(9_000), "{end:?}");
    }

    proptest! {
        #[test]
        fn entries_are_found_among_long_postings(
            mut wanted in vec(0..10_500_u32, 0..60),
        ) {
            let postings = &*LONG;
            wanted.sort_unstable();
            let mut search = postings.search(0);
            for entry in wanted {
                let want = postings.of(0).find(|posting| posting.entry == entry);
                prop_assert_eq!(search.find(entry), want);
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_tallied_comes_back_turned_round(
            entries in vec(vec((0..30_u32, select(FIELDS.to_vec())), 0..12), 1..200),
            cut in 0..200_usize,
        ) {
            let cut = cut.min(entries.len());
            let mut tally = Tally::default();
            let mut want: Vec<Vec<Posting>> = vec![Vec::new(); 30];
            let mut runs = Vec::new();
            for (start, part) in [(0, &entries[..cut]), (cut, &entries[cut..])] {
                tally.begin(start);
                let mut order = Vec::new();
                for (n, found) in (start as u32..).zip(part) {
                    for &(term, field) in found {
                        let place = order.iter().position(|&t| t == term);
                        let list = &mut want[term as usize];
                        if list.last().is_none_or(|p| p.entry != n) {
                            list.push(Posting { entry: n, counts: Counts::default() });
                        }
                        list.last_mut().expect("just pushed").counts.add(field);
                        if place.is_none() {
                            order.push(term);
                        }
                    }
                    // Numbered as they come.
                    let number = |term: u32| order.iter().position(|&t| t == term).unwrap() as u32;
                    tally.add(&mut found.iter().map(|&(t, field)| (number(t), field)).collect());
                }
                let mut numbers: Vec<u32> = (0..order.len() as u32).collect();
                numbers.sort_by_key(|&n| order[n as usize]);
                order.sort_unstable();
                runs.push((order, tally.turn(&numbers)));
            }
            let mut postings = Postings::default();
            for term in 0..30 {
                let of = runs.iter().filter_map(|(terms, run)| {
                    let n = terms.iter().position(|&t| t == term)?;
                    Some((run, n as u32))
                });
                postings.push(of);
            }
            for (term, want) in (0..).zip(want) {
                prop_assert_eq!(postings.entries(term) as usize, want.len());
                prop_assert_eq!(postings.of(term).collect::<Vec<_>>(), want);
            }
        }
    }
}
