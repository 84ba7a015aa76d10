//! The FAQ's vocabulary: every word in sorted order, the stem (term) it belongs to, and the ways from a typed
//! word to a known one. The only owner of `fuzzy_matcher`.

use std::{iter, ops::Range};

use fuzzy_matcher::{FuzzyMatcher, skim::SkimMatcherV2};

/// Numbered strings in one piece of text. Those who look for one have put them in order.
#[derive(Debug, Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<u32>,
}

impl Strings {
    /// Appends `s`.
    pub(super) fn push(&mut self, s: &str) {
        self.text.push_str(s);
        self.ends.push(self.text.len() as u32);
    }

    /// Empty, with room for all of `others`: what is not used of it costs nothing.
    pub(super) fn with_room_for<'a>(others: impl Iterator<Item = &'a Self> + Clone) -> Self {
        Self {
            text: String::with_capacity(others.clone().map(|other| other.text.len()).sum()),
            ends: Vec::with_capacity(others.map(Self::len).sum()),
        }
    }

    /// Takes all out; the room is kept.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, n: u32) -> &str {
        let n = n as usize;
        let start = if n == 0 { 0 } else { self.ends[n - 1] as usize };
        &self.text[start..self.ends[n] as usize]
    }
}

/// Strings in order, to be looked up.
#[derive(Debug, Default)]
struct Sorted {
    strings: Strings,
    /// How every [`STEP`]th of them begins. A search for one string among a million waits for memory on most of its steps;
    /// here the first two thirds of them are in a hundredth of the space.
    heads: Vec<u64>,
}

const STEP: usize = 64;

impl Sorted {
    /// `strings` must be in order.
    fn new(mut strings: Strings) -> Self {
        strings.text.shrink_to_fit();
        strings.ends.shrink_to_fit();
        let each = (0..strings.len() as u32).step_by(STEP);
        Self {
            heads: each.map(|n| head(strings.get(n))).collect(),
            strings,
        }
    }

    fn len(&self) -> usize {
        self.strings.len()
    }

    fn get(&self, n: u32) -> &str {
        self.strings.get(n)
    }

    /// How many come before `s`.
    fn rank(&self, s: &str) -> u32 {
        let head = head(s);
        let before = self.heads.partition_point(|&h| h < head);
        let not_after = before + self.heads[before..].partition_point(|&h| h == head);
        let range = before.saturating_sub(1) * STEP..(not_after * STEP).min(self.len());
        self.first(range, |x| x < s)
    }

    /// The first one in `range` that is not `before`, which must hold for a first part of them and not for the rest.
    fn first(&self, range: Range<usize>, before: impl Fn(&str) -> bool) -> u32 {
        let (mut low, mut high) = (range.start as u32, range.end as u32);
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn find(&self, s: &str) -> Option<u32> {
        let n = self.rank(s);
        ((n as usize) < self.len() && self.get(n) == s).then_some(n)
    }

    fn starting_with(&self, prefix: &str) -> Range<u32> {
        let start = self.rank(prefix);
        let end = self.first(start as usize..self.len(), |x| x.starts_with(prefix));
        start..end
    }
}

/// The first eight bytes, to be compared as a number.
pub(super) fn head(s: &str) -> u64 {
    let mut bytes = [0; 8];
    let len = s.len().min(8);
    bytes[..len].copy_from_slice(&s.as_bytes()[..len]);
    u64::from_be_bytes(bytes)
}

/// A word that a typed one may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Similar {
    /// Its number.
    pub(super) word: u32,
    /// Wrong, missing, surplus or swapped letters.
    pub(super) distance: u8,
}

/// The words of a FAQ.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    words: Sorted,
    /// Per word: the term that it belongs to.
    term: Vec<u32>,
    /// Words, in order, with further terms of theirs: a word may be stemmed in several ways, as another language's, or as
    /// it is written ("resumes", "résumés").
    others: Vec<(u32, u32)>,
    /// The terms that several words belong to, in order.
    varied: Vec<u32>,
    /// The number of the first word that does not begin with a digit: what does is no other word misspelt.
    spelt: u32,
    /// Per word from there on: its set of letters and how many characters it has.
    letters: Vec<u32>,
    lengths: Vec<u8>,
    /// The stems that are no words with this stem ("repeat" where only "repeated" stands), and what is known of each.
    stumps: Sorted,
    stump: Vec<Stump>,
}

/// A stem that is no word.
#[derive(Clone, Copy, Debug)]
struct Stump {
    term: u32,
    /// The shortest word of it.
    word: u32,
}

impl Lexicon {
    /// `words` with the numbers of their stems in `stems`, both in order; `others` are words, in order, with further
    /// stems of theirs. Each stem has a word. The stems' numbers are the terms.
    pub(super) fn new(
        words: Strings,
        term: Vec<u32>,
        others: Vec<(u32, u32)>,
        stems: &Strings,
    ) -> Self {
        let mut shortest = vec![u32::MAX; stems.len()];
        let mut varied = Vec::new();
        for (n, term) in (0..)
            .zip(term.iter().copied())
            .chain(others.iter().copied())
        {
            let other = &mut shortest[term as usize];
            if *other != u32::MAX {
                varied.push(term);
            }
            if *other == u32::MAX || words.get(n).len() < words.get(*other).len() {
                *other = n;
            }
        }
        varied.sort_unstable();
        varied.dedup();
        varied.shrink_to_fit();
        // Both are sorted: those stems that are words are met on one walk through the words.
        let mut next = 0;
        let (mut stumps, mut stump) = (Strings::default(), Vec::new());
        for (stem, word) in (0..).zip(shortest) {
            let spelling = stems.get(stem);
            while next < words.len() as u32 && words.get(next) < spelling {
                next += 1;
            }
            let is_word = next < words.len() as u32
                && words.get(next) == spelling
                && term[next as usize] == stem;
            if !is_word {
                stumps.push(spelling);
                stump.push(Stump { term: stem, word });
            }
        }
        stump.shrink_to_fit();
        let words = Sorted::new(words);
        let spelt = words.rank(":");
        let each = || (spelt..words.len() as u32).map(|n| words.get(n));
        let letters = each().map(letters).collect();
        let lengths = each().map(|word| word.chars().count() as u8).collect();
        Self {
            words,
            term,
            others,
            varied,
            spelt,
            letters,
            lengths,
            stumps: Sorted::new(stumps),
            stump,
        }
    }

    /// Whether `term` stands for several words ("hurt", "hurts").
    pub(super) fn is_varied(&self, term: u32) -> bool {
        self.varied.binary_search(&term).is_ok()
    }

    pub(super) fn word(&self, n: u32) -> &str {
        self.words.get(n)
    }

    /// The term that word `n` belongs to; where there are several, the one of the first entries that have it.
    pub(super) fn term_of(&self, n: u32) -> u32 {
        self.term[n as usize]
    }

    /// All terms that word `n` belongs to.
    pub(super) fn terms_of(&self, n: u32) -> impl Iterator<Item = u32> {
        let first = self.others.partition_point(|&(word, _)| word < n);
        let others = self.others[first..].iter();
        let others = others.take_while(move |&&(word, _)| word == n);
        iter::once(self.term_of(n)).chain(others.map(|&(_, term)| term))
    }

    /// The number of a folded word. A binary search.
    pub(super) fn find(&self, folded: &str) -> Option<u32> {
        self.words.find(folded)
    }

    /// The term with this stem; where no word has it, that of the word which is spelt so.
    pub(super) fn term(&self, stem: &str) -> Option<u32> {
        match self.stumps.find(stem) {
            Some(stump) => Some(self.stump[stump as usize].term),
            None => self.find(stem).map(|word| self.term_of(word)),
        }
    }

    /// The words that begin with `prefix`.
    pub(super) fn beginning(&self, prefix: &str) -> Range<u32> {
        self.words.starting_with(prefix)
    }

    /// The longer words that end with `folded`, with how many letters come before. Costs a glance at each word.
    pub(super) fn ending(&self, folded: &str) -> impl Iterator<Item = (u32, usize)> {
        let each = (0..self.words.len() as u32).map(|n| (n, self.words.get(n)));
        each.filter_map(move |(n, word)| {
            let before = word.strip_suffix(folded)?.chars().count();
            (before > 0).then_some((n, before))
        })
    }

    /// The words at the least Damerau-Levenshtein distance from `typed`, none beyond `most`. Costs a glance at each
    /// word's length and set of letters, and a comparison for the few that could be near.
    pub(super) fn similar(&self, typed: &str, most: u8) -> Vec<Similar> {
        let set = letters(typed);
        let typed: Vec<char> = typed.chars().collect();
        let (mut other, mut rows) = (Vec::new(), Vec::new());
        for most in 1..=most {
            let mut found = Vec::new();
            for (n, (&theirs, &length)) in
                (self.spelt..).zip(self.letters.iter().zip(&self.lengths))
            {
                // A missing or surplus letter alters the set by one letter at most, a wrong one by two.
                let longer = u32::from(length).abs_diff(typed.len() as u32);
                if longer > u32::from(most)
                    || (set ^ theirs).count_ones() > 2 * u32::from(most) - longer
                {
                    continue;
                }
                other.clear();
                other.extend(self.words.get(n).chars());
                if let Some(distance) = distance(&typed, &other, most, &mut rows) {
                    found.push(Similar { word: n, distance });
                }
            }
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// The words whose stems, no words themselves, are one typo away from `typed` ("rwpeat", "repeated"). Costs what
    /// [`Self::similar`] does.
    pub(super) fn similar_stems(&self, typed: &str) -> Vec<Similar> {
        let set = letters(typed);
        let typed: Vec<char> = typed.chars().collect();
        let (mut other, mut rows) = (Vec::new(), Vec::new());
        let mut found = Vec::new();
        for (n, &Stump { word, .. }) in (0..).zip(&self.stump) {
            let stem = self.stumps.get(n);
            if (set ^ letters(stem)).count_ones() > 2 {
                continue;
            }
            other.clear();
            other.extend(stem.chars());
            if let Some(distance) = distance(&typed, &other, 1, &mut rows) {
                found.push(Similar { word, distance });
            }
        }
        found
    }

    /// Words that `typed` abbreviates: the same first letter, and its letters in order ("mcrndl" for
    /// "microneedling"), best first with the matcher's score per letter.
    pub(super) fn abbreviated(&self, typed: &str, most: usize) -> Vec<(u32, f32)> {
        let set = letters(typed);
        let count = typed.chars().count();
        let first: String = typed.chars().take(1).collect();
        let matcher = SkimMatcherV2::default();
        let mut found: Vec<(u32, f32)> = self
            .words
            .starting_with(&first)
            .filter_map(|n| Some((n, n.checked_sub(self.spelt)?)))
            .filter(|&(_, spelt)| set & !self.letters[spelt as usize] == 0)
            .map(|(n, _)| n)
            .filter(|&n| self.words.get(n).len() > typed.len())
            .filter_map(|n| {
                let score = matcher.fuzzy_match(self.words.get(n), typed)?;
                Some((n, score as f32 / count as f32))
            })
            .collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(most);
        found
    }
}

/// The letters of `word` that an abbreviation of it stands for, as character positions.
pub(super) fn abbreviated_letters(word: &str, typed: &str) -> Vec<usize> {
    SkimMatcherV2::default()
        .fuzzy_indices(word, typed)
        .map(|(_, at)| at)
        .unwrap_or_default()
}

/// The set of letters of a word: one bit each for a to z, the rest share what is left.
fn letters(word: &str) -> u32 {
    word.chars().fold(0, |set, c| {
        set | 1
            << match c {
                'a'..='z' => c as u32 - 'a' as u32,
                c => 26 + c as u32 % 6,
            }
    })
}

/// Optimal string alignment distance, if it is at most `most`.
fn distance(a: &[char], b: &[char], most: u8, rows: &mut Vec<u8>) -> Option<u8> {
    if a.len().abs_diff(b.len()) > usize::from(most) {
        return None;
    }
    let width = b.len() + 1;
    rows.clear();
    rows.resize(3 * width, 0);
    for (j, cell) in rows[width..2 * width].iter_mut().enumerate() {
        *cell = j as u8;
    }
    // Three rows, used in turn: two back, one back, the one being filled.
    for i in 1..=a.len() {
        let (two, one, now) = ((i - 1) % 3 * width, i % 3 * width, (i + 1) % 3 * width);
        rows[now] = i as u8;
        let mut least = rows[now];
        for j in 1..width {
            let same = a[i - 1] == b[j - 1];
            let mut d = (rows[one + j - 1] + u8::from(!same))
                .min(rows[one + j] + 1)
                .min(rows[now + j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                d = d.min(rows[two + j - 2] + 1);
            }
            rows[now + j] = d;
            least = least.min(d);
        }
        if least > most {
            return None;
        }
    }
    let d = rows[(a.len() + 1) % 3 * width + b.len()];
    (d <= most).then_some(d)
}

/// Whether `a` and `b` differ by at most `most` wrong, missing, surplus or swapped letters.
pub(super) fn within(a: &str, b: &str, most: u8) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    distance(&a, &b, most, &mut Vec::new()).is_some()
}
