//! Ranking: first how much of the query's words each entry has, weighted by how telling they are and where they
//! stand, then, for the best of them, how alike query and question are as wholes.

use std::cmp::Ordering;

use super::{
    Index,
    language::Role,
    postings::{Counts, Posting},
    query::{Asked, FUNCTION_WORD, Reading},
    trigrams::Profile,
    words::{self, Kind},
};

/// What an occurrence weighs, by field.
const QUESTION: f32 = 6.0;
const ALSO_ASKED: f32 = 2.0;
const ANSWER: f32 = 1.0;
const TITLE: f32 = 0.3;
/// How slowly more occurrences stop to matter.
const SATURATION: f32 = 4.0;
/// What the likeness of the letters weighs, and that of the sets of stems, beside the words' 0..[`SATURATION`] + 1.
const LETTERS: f32 = 0.4;
const STEMS: f32 = 0.2;
/// What it adds when nearly all stems are the same: a high power of it is next to nothing otherwise.
const NEARLY: f32 = 1.0;
/// What the sum of all reaches when the question is asked as it is written: scores are shares of it.
const FULL: f32 = 4.0;

/// How many entries are compared with the query as wholes.
pub(super) const COMPARED: usize = 50;

/// A word that says little by itself, or only means the same as one that is typed, is left out of the ranking when this many
/// entries have it.
pub(super) const TOO_MANY: u32 = 5_000;

/// An entry that may answer.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) entry: u32,
    pub(super) score: f32,
    /// Which phrasing is most like the query: none is the question itself, else the number of an `also_asked`.
    pub(super) alternative: Option<usize>,
    /// Whether that phrasing is the query, word for word.
    identical: bool,
    /// How alike that phrasing and the query are as wholes, 0..1.
    pub(super) alike: f32,
    /// Per query word, how it is read in the entry.
    pub(super) read: Vec<Option<Read>>,
}

/// How a query word is read in an entry.
#[derive(Clone, Copy, Debug)]
pub(super) struct Read {
    /// The number of the reading that contributes most.
    pub(super) reading: usize,
    /// Whether it stands in a phrasing or the topic's title, and not in the answer alone.
    pub(super) asked: bool,
    worth: f32,
}

impl Index {
    /// The entries that have a word of the query that means something, best first, at most `most`; and how many there
    /// are in all. Costs two passes over the postings of the query's words.
    pub(super) fn rank(&self, text: &str, asked: &[Asked], most: usize) -> (Vec<Candidate>, usize) {
        let mut scores = vec![0.0_f32; self.faq.len()];
        let mut best = vec![0.0_f32; self.faq.len()];
        let telling = asked
            .iter()
            .any(|a| a.role == Role::Content && !a.readings.is_empty());
        let (first, rest): (Vec<&Asked>, Vec<&Asked>) = asked
            .iter()
            .partition(|a| a.role == Role::Content || !telling);
        // Of a million entries, few have a word: only those are looked at again.
        let mut having = Vec::new();
        for a in first {
            self.score(a, &mut best, |entry, score| {
                let sum = &mut scores[entry as usize];
                if *sum == 0.0 {
                    having.push(entry);
                }
                *sum += score;
            });
        }
        // What only "the" matches does not answer, and what very many have tells little apart.
        for a in rest.into_iter().filter(|a| {
            a.readings
                .iter()
                .all(|r| self.postings.entries(r.term) < TOO_MANY)
        }) {
            self.score(a, &mut best, |entry, score| {
                let sum = &mut scores[entry as usize];
                if *sum > 0.0 {
                    *sum += score;
                }
            });
        }
        let mut found: Vec<(u32, f32)> = having
            .into_iter()
            .map(|entry| (entry, scores[entry as usize]))
            .collect();
        let total = found.len();
        if total > most {
            found.select_nth_unstable_by(most, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            found.truncate(most);
        }
        let full: f32 = asked.iter().map(|a| a.weight).sum();
        let mut candidates: Vec<Candidate> = found
            .into_iter()
            .map(|(entry, score)| Candidate {
                entry,
                score: score / full,
                alternative: None,
                identical: false,
                alike: 0.0,
                read: vec![None; asked.len()],
            })
            .collect();
        self.attribute(asked, &mut candidates);
        candidates.sort_unstable_by(order);
        self.compare(text, asked, &mut candidates);
        for candidate in &mut candidates {
            candidate.score = if candidate.identical {
                1.0
            } else if telling {
                (candidate.score / FULL).min(1.0)
            } else {
                // Words without meaning are not half as much of an answer when there are no others.
                (FUNCTION_WORD * candidate.score / FULL).min(FUNCTION_WORD)
            };
        }
        (candidates, total)
    }

    /// Tells each entry that has `asked` in some reading what that contributes. `best` is room for a number per entry,
    /// zeros before and after.
    fn score(&self, asked: &Asked, best: &mut [f32], mut each: impl FnMut(u32, f32)) {
        if let [reading] = &asked.readings[..] {
            self.walk(reading, |posting| {
                each(posting.entry, self.worth(reading, posting));
            });
            return;
        }
        let mut touched = Vec::new();
        for reading in &asked.readings {
            self.walk(reading, |posting| {
                let best = &mut best[posting.entry as usize];
                if *best == 0.0 {
                    touched.push(posting.entry);
                }
                *best = best.max(self.worth(reading, posting));
            });
        }
        for entry in touched {
            each(entry, std::mem::take(&mut best[entry as usize]));
        }
    }

    /// Finds out by which reading each candidate has each word that says something.
    fn attribute(&self, asked: &[Asked], candidates: &mut [Candidate]) {
        candidates.sort_unstable_by_key(|c| c.entry);
        for (word, asked) in asked
            .iter()
            .enumerate()
            .filter(|(_, a)| a.role == Role::Content)
        {
            for (n, reading) in asked.readings.iter().enumerate() {
                let mut rest = candidates.iter_mut().peekable();
                self.walk(reading, |posting| {
                    while rest.next_if(|c| c.entry < posting.entry).is_some() {}
                    if let Some(candidate) = rest.next_if(|c| c.entry == posting.entry) {
                        let worth = self.worth(reading, posting);
                        let read = &mut candidate.read[word];
                        if read.is_none_or(|other| worth > other.worth) {
                            let Counts {
                                question,
                                also_asked,
                                title,
                                ..
                            } = posting.counts;
                            let asked = question > 0 || also_asked > 0 || title;
                            *read = Some(Read {
                                reading: n,
                                asked,
                                worth,
                            });
                        }
                    }
                });
            }
        }
    }

    /// The entries of a reading.
    fn walk(&self, reading: &Reading, mut each: impl FnMut(Posting)) {
        let Some(with) = reading.with else {
            return self.postings.of(reading.term).for_each(each);
        };
        let mut others = self.postings.of(with).peekable();
        for posting in self.postings.of(reading.term) {
            while others
                .next_if(|other| other.entry < posting.entry)
                .is_some()
            {}
            if others
                .peek()
                .is_some_and(|other| other.entry == posting.entry)
            {
                each(posting);
            }
        }
    }

    /// What a reading contributes to an entry's score.
    fn worth(&self, reading: &Reading, posting: Posting) -> f32 {
        let Posting { entry, counts } = posting;
        let mut often =
            ALSO_ASKED * f32::from(counts.also_asked) + if counts.title { TITLE } else { 0.0 };
        if counts.question > 0 {
            often += QUESTION * f32::from(counts.question) * self.lengths.question(entry);
        }
        if counts.answer > 0 {
            often += ANSWER * f32::from(counts.answer) * self.lengths.answer(entry);
        }
        reading.value * reading.idf * (SATURATION + 1.0) * often / (SATURATION + often)
    }

    /// Compares the best candidates with the query as wholes and sorts all again.
    fn compare(&self, text: &str, asked: &[Asked], candidates: &mut [Candidate]) {
        let query = Whole::new(self, text);
        for candidate in candidates.iter_mut().take(COMPARED) {
            let entry = self.faq.entry(candidate.entry as usize);
            let mut best = f32::MIN;
            for (n, phrasing) in std::iter::once(entry.question())
                .chain(entry.also_asked())
                .enumerate()
            {
                let phrasing = Whole::new(self, phrasing);
                let shared = phrasing.shared(asked);
                let alike = LETTERS * query.letters.likeness(&phrasing.letters) + STEMS * shared;
                let likeness = alike + NEARLY * shared.powi(12);
                let identical = query.words == phrasing.words;
                if likeness > best || identical {
                    best = likeness;
                    candidate.alike = alike / (LETTERS + STEMS);
                    candidate.alternative = n.checked_sub(1);
                    candidate.identical |= identical;
                }
                if identical {
                    break;
                }
            }
            // Rounded, so that what is equally good is equal, in whichever order it was summed up.
            candidate.score = ((candidate.score + best) * 1e4).round() / 1e4;
        }
        candidates.sort_unstable_by(order);
    }
}

/// Best first; what is as good as another comes in the file's order.
fn order(a: &Candidate, b: &Candidate) -> Ordering {
    b.identical
        .cmp(&a.identical)
        .then(b.score.total_cmp(&a.score))
        .then(a.entry.cmp(&b.entry))
}

/// A query or a phrasing as a whole.
struct Whole {
    words: Vec<String>,
    /// The terms of its words, each once.
    terms: Vec<u32>,
    letters: Profile,
}

impl Whole {
    fn new(index: &Index, text: &str) -> Self {
        let (mut words, mut terms) = (Vec::new(), Vec::new());
        words::each(text, |token| {
            if token.kind == Kind::Plain {
                words.push(token.folded.to_owned());
                if let Some(word) = index.lexicon.find(token.folded) {
                    let term = index.lexicon.term_of(word);
                    if !terms.contains(&term) {
                        terms.push(term);
                    }
                }
            }
        });
        let letters = index.trigrams.profile(words.iter().map(String::as_str));
        Self {
            words,
            terms,
            letters,
        }
    }

    /// The share of stems that it has in common with a query (Dice's coefficient), less sure ones counting less.
    fn shared(&self, asked: &[Asked]) -> f32 {
        let readings = || asked.iter().flat_map(|a| &a.readings);
        let sure = |term: u32| {
            readings()
                .filter(|r| r.term == term || r.with == Some(term))
                .map(|r| r.value)
                .fold(0.0, f32::max)
        };
        let common: f32 = self.terms.iter().map(|&term| sure(term)).sum();
        2.0 * common / (self.terms.len() + asked.len()).max(1) as f32
    }
}
