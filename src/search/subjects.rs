//! Subjects: what callers ask of any desk, whatever is done there, in everyday English: prices, opening hours, appointments,
//! the way there. "How much is one session?" has all that "Is one session enough?" has, and is not answered by it: an entry
//! answers such a question only if a phrasing of it asks for the same subject, in whichever words.

use std::collections::HashMap;

use super::{
    Ending, Query,
    language::Language,
    words::{self, Kind},
};

/// A line has a subject and, between commas, phrases that ask for it. A slash stands between words any of which may be
/// said; two dots stand for no more than [`GAP`] words, whichever.
const ENGLISH: &str = include_str!("subjects.txt");
const GAP: usize = 2;

/// So many words of a phrase that breaks off must be there, the last of them begun.
const LEAST_BEGUN: usize = 2;
/// As many letters of its first word must be typed before that is recognised.
const LEAST_LETTERS: usize = 3;
/// The most words of a query that are looked at.
const MOST_WORDS: usize = 40;

/// The phrases that ask for the subjects that are known.
#[derive(Debug, Default)]
pub(super) struct Subjects(Vec<Phrase>);

/// One way of asking for a subject.
#[derive(Debug)]
struct Phrase {
    subject: Set,
    steps: Vec<Step>,
}

#[derive(Debug)]
enum Step {
    /// One of these words.
    Word(Vec<&'static str>),
    /// Some words or none.
    Gap,
}

/// Some of the subjects, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Set(u32);

impl Set {
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are in it.
    pub(super) fn has(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

impl Subjects {
    /// The subjects that are asked for in one of `languages`: only English is known.
    pub(super) fn of(languages: &[Language]) -> Self {
        if languages.iter().all(|l| l.code() != "en") {
            return Self::default();
        }
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let lines = ENGLISH.lines().filter_map(|line| line.split_once(": "));
        let phrases = lines.flat_map(|(subject, phrases)| {
            let next = numbers.len() as u32;
            let subject = Set(1 << *numbers.entry(subject).or_insert(next));
            phrases.split(", ").map(move |phrase| Phrase {
                subject,
                steps: phrase.split(' ').map(Step::new).collect(),
            })
        });
        Self(phrases.collect())
    }

    /// The subjects that `query` asks for. While it is typed, what may still become such a question counts as one: it is
    /// not sure to be another.
    pub(super) fn asked(&self, query: Query<'_>) -> Set {
        let mut heard = Heard {
            words: Vec::new(),
            ending: query.ending,
            unfinished: false,
        };
        words::each(query.text, |token| {
            if token.kind == Kind::Plain && heard.words.len() < MOST_WORDS {
                heard.words.push(token.folded.to_owned());
                heard.unfinished = query.is_unfinished(&token.range);
            }
        });
        let said = |phrase: &&Phrase| {
            let mut starts = 0..heard.words.len();
            starts.any(|at| heard.has(&phrase.steps, at, 0))
        };
        let subjects = self.0.iter().filter(said).map(|phrase| phrase.subject);
        subjects.fold(Set::default(), Set::with)
    }
}

impl Step {
    fn new(step: &'static str) -> Self {
        match step {
            ".." => Self::Gap,
            words => Self::Word(words.split('/').collect()),
        }
    }
}

/// The words of a query.
struct Heard {
    words: Vec<String>,
    ending: Ending,
    /// Whether the last one may go on.
    unfinished: bool,
}

impl Heard {
    /// Whether the words from number `at` on are those of `steps`, `done` words of the phrase having come before, or
    /// break off amid them.
    fn has(&self, steps: &[Step], at: usize, done: usize) -> bool {
        match steps {
            [] => true,
            [Step::Gap, rest @ ..] => (at..=at + GAP)
                .take_while(|&from| from == at || from < self.words.len())
                .any(|from| self.has(rest, from, done)),
            [Step::Word(listed), rest @ ..] => match self.words.get(at) {
                Some(word) => {
                    let begun = self.unfinished
                        && at + 1 == self.words.len()
                        && (done > 0 || word.len() >= LEAST_LETTERS);
                    let is = |l: &&str| l == word || begun && l.starts_with(word.as_str());
                    listed.iter().any(is) && self.has(rest, at + 1, done + 1)
                }
                None => self.ending == Ending::Open && done >= LEAST_BEGUN,
            },
        }
    }
}
