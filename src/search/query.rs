//! Reading a query: which words of the FAQ each typed word may stand for, and how well.

use std::ops::Range;

use super::{
    By, Ending, Index, Query,
    words::{self, Kind},
};

/// A term that a typed word may stand for.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) term: u32,
    /// A second term that must be in the entry too: the other half of a word written as two.
    pub(super) with: Option<u32>,
    /// How sure that is, 0..1.
    pub(super) value: f32,
    pub(super) by: By,
    /// The word of the FAQ that it is read as, where that is not the typed one.
    pub(super) word: Option<u32>,
}

/// A word as typed, and what it may stand for, best first. Without any reading it is unknown to the FAQ.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) typed: String,
    pub(super) folded: String,
    pub(super) role: WordRole,
    pub(super) unfinished: bool,
    pub(super) readings: Vec<Reading>,
    /// The most it can contribute: the largest inverse document frequency of its readings.
    pub(super) weight: f32,
}

/// Whether a word says something by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordRole {
    /// It does.
    Content,
    /// It does not: "the".
    Function,
}

/// The most words of a query that count for hits; a caller's question has fewer.
pub(super) const MOST_WORDS: usize = 40;
/// The most words that an unfinished one is taken for the beginning of.
const MOST_BEGINNINGS: usize = 48;
/// The most corrections tried for a word.
const MOST_CORRECTIONS: usize = 5;

macro_rules! knob {
    ($name:literal, $d:expr) => {{
        static V: std::sync::OnceLock<f32> = std::sync::OnceLock::new();
        *V.get_or_init(|| {
            std::env::var($name)
                .ok()
                .and_then(|s| s.parse().ok())
                .unwrap_or($d)
        })
    }};
}
pub(super) use knob;

impl Index {
    /// Reads `query` word by word; the same word twice counts once.
    pub(super) fn read(&self, query: Query<'_>) -> Vec<Asked> {
        let mut tokens: Vec<(String, Range<usize>)> = Vec::new();
        let text = match query.text.char_indices().nth(4_000) {
            Some((end, _)) => &query.text[..end],
            None => query.text,
        };
        words::each(text, |t| {
            if t.kind == Kind::Plain && tokens.len() < MOST_WORDS {
                tokens.push((t.folded.to_owned(), t.range));
            }
        });
        let open = query.ending == Ending::Open;
        let mut asked: Vec<Asked> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (folded, range) = &tokens[at];
            let last = |range: &Range<usize>| open && range.end == query.text.len();
            at += 1;
            let next = tokens.get(at).and_then(|(second, r)| {
                let whole = format!("{folded}{second}");
                let plain = |w: &str| !self.is_function_word(w) && w.chars().count() > 1;
                let known = self.lexicon.find(&whole).is_some()
                    || last(r)
                        && self.lexicon.find(second).is_none()
                        && !self.lexicon.beginning(&whole).is_empty();
                (plain(folded) && plain(second) && known).then(|| (whole, range.start..r.end))
            });
            let (folded, range) = if let Some((whole, range)) = next {
                at += 1;
                (whole, range)
            } else {
                (folded.clone(), range.clone())
            };
            if asked.iter().any(|a| a.folded == folded) {
                continue;
            }
            let unfinished = last(&range);
            asked.push(self.understand(&query.text[range], folded, unfinished));
        }
        asked
    }

    /// All that one typed word may stand for.
    fn understand(&self, typed: &str, folded: String, unfinished: bool) -> Asked {
        let role = if self.is_function_word(&folded) {
            WordRole::Function
        } else {
            WordRole::Content
        };
        let mut readings: Vec<Reading> = Vec::new();
        let known = self.lexicon.find(&folded);
        if let Some(word) = known {
            let term = self.lexicon.term_of(word);
            readings.push(Reading {
                term,
                with: None,
                value: 1.0,
                by: By::Exact,
                word: None,
            });
        } else {
            for language in &self.languages {
                if let Some(term) = self.lexicon.term(&language.stem(typed, &folded)) {
                    add(
                        &mut readings,
                        Reading {
                            term,
                            with: None,
                            value: 1.0,
                            by: By::Stem,
                            word: None,
                        },
                    );
                }
            }
        }
        self.halves(&folded, &mut readings);
        let stemmed = !readings.is_empty();
        if unfinished {
            self.beginnings(&folded, known.is_some(), &mut readings);
        }
        if !stemmed && role == WordRole::Content {
            self.corrections(&folded, &mut readings);
        }
        if readings.is_empty() && role == WordRole::Content {
            self.abbreviations(&folded, &mut readings);
        }
        readings.sort_by(|a, b| b.value.total_cmp(&a.value));
        let weight = readings
            .iter()
            .map(|r| self.idf(r.term))
            .fold(0.0, f32::max);
        let mut weight = if readings.is_empty() {
            self.unknown_idf()
        } else {
            weight
        };
        if role == WordRole::Function {
            weight *= knob!("STOP", 0.5);
        }
        Asked {
            typed: typed.to_owned(),
            folded,
            role,
            unfinished,
            readings,
            weight,
        }
    }

    /// A compound that the FAQ writes as two words: both must be in the entry.
    fn halves(&self, folded: &str, readings: &mut Vec<Reading>) {
        for (i, _) in folded.char_indices().skip(3) {
            let (a, b) = folded.split_at(i);
            if b.chars().count() < 3 {
                break;
            }
            if let (Some(a), Some(b)) = (self.lexicon.find(a), self.lexicon.find(b)) {
                let (a, b) = (self.lexicon.term_of(a), self.lexicon.term_of(b));
                let (rare, other) = if self.postings.entries(a) < self.postings.entries(b) {
                    (a, b)
                } else {
                    (b, a)
                };
                add(
                    readings,
                    Reading {
                        term: rare,
                        with: Some(other),
                        value: knob!("HALF", 0.9),
                        by: By::Stem,
                        word: None,
                    },
                );
            }
        }
    }

    /// The words that an unfinished one begins.
    fn beginnings(&self, folded: &str, known: bool, readings: &mut Vec<Reading>) {
        let p = if known {
            knob!("PK", 0.6)
        } else {
            knob!("PU", 0.5)
        };
        let typed = folded.chars().count() as f32;
        let mut all: Vec<(u32, u32)> = self
            .lexicon
            .beginning(folded)
            .map(|w| (w, self.postings.entries(self.lexicon.term_of(w))))
            .collect();
        if all.len() > MOST_BEGINNINGS {
            all.select_nth_unstable_by(MOST_BEGINNINGS, |a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            all.truncate(MOST_BEGINNINGS);
        }
        for (word, _) in all {
            let len = self.lexicon.word(word).chars().count() as f32;
            if len > typed {
                let value = p * (0.5 + 0.5 * typed / len);
                let term = self.lexicon.term_of(word);
                add(
                    readings,
                    Reading {
                        term,
                        with: None,
                        value,
                        by: By::Beginning,
                        word: Some(word),
                    },
                );
            }
        }
    }

    /// The words that an unknown one may be a misspelling of.
    fn corrections(&self, folded: &str, readings: &mut Vec<Reading>) {
        let count = folded.chars().count();
        let everyday = self.languages.iter().any(|l| l.is_everyday(folded));
        let most = match count {
            _ if folded.bytes().any(|b| b.is_ascii_digit()) => return,
            0..4 => return,
            4..6 => 1,
            _ if everyday => 1,
            _ => 2,
        };
        let mut similar = self.lexicon.similar(folded, most);
        similar.sort_by_key(|s| {
            (
                s.distance,
                std::cmp::Reverse(self.postings.entries(self.lexicon.term_of(s.word))),
                s.word,
            )
        });
        similar.truncate(MOST_CORRECTIONS);
        for s in similar {
            let mut value: f32 = if s.distance == 1 {
                knob!("D1", 0.85)
            } else {
                knob!("D2", 0.6)
            };
            if self.lexicon.word(s.word).chars().next() != folded.chars().next() {
                value *= knob!("FIRST", 0.9);
            }
            if everyday {
                value *= knob!("EVERY", 0.35);
            }
            let term = self.lexicon.term_of(s.word);
            add(
                readings,
                Reading {
                    term,
                    with: None,
                    value,
                    by: By::Spelling,
                    word: Some(s.word),
                },
            );
        }
    }

    /// The words that an unknown one may abbreviate.
    fn abbreviations(&self, folded: &str, readings: &mut Vec<Reading>) {
        if folded.chars().count() < 4 || self.languages.iter().any(|l| l.is_everyday(folded)) {
            return;
        }
        for (word, score) in self.lexicon.abbreviated(folded, 3) {
            if score < knob!("ABBR", 13.0) {
                continue;
            }
            let term = self.lexicon.term_of(word);
            add(
                readings,
                Reading {
                    term,
                    with: None,
                    value: 0.5,
                    by: By::Abbreviation,
                    word: Some(word),
                },
            );
        }
    }
}

/// Adds a reading, unless its term is there with at least its value.
fn add(readings: &mut Vec<Reading>, new: Reading) {
    match readings
        .iter_mut()
        .find(|r| r.term == new.term && r.with == new.with)
    {
        Some(old) if old.value >= new.value => {}
        Some(old) => *old = new,
        None => readings.push(new),
    }
}
