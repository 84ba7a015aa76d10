//! Subjects: what callers ask of any desk, whatever is done there, in everyday English: prices, opening hours, appointments,
//! the way there, jobs; what they suffer now, what causes it, what they may do afterwards, for whom it is and where on the body.
//! "How much is one session?" has all that "Is one session enough?" has, and is not answered by it: an entry answers such a
//! question only if a phrasing of it asks for the same subject, in whichever words.
//!
//! Without `subjects` 17 % of the unanswered find a strong hit on the clinic's FAQ, with them 3 %, and of the answered 85 and
//! 82 %.
//! Of 62 that a desk's FAQ answers in other words (prices, hours, booking) 59 do, with and without. "How much is left" and
//! the like sounds like a price, and is not sure unless asked as it is written. Tried and left out: that an entry must also
//! be asked with the query's "when", "where" or "how much" (3 points fewer, and 10 fewer of those that it does answer), and
//! that a word which an entry lacks counts twice (of 125 entries' questions 1 point fewer wrong strong hits, 4 fewer right
//! ones).

use std::collections::HashMap;

use super::{
    Ending, Query,
    language::Language,
    lexicon, tokens,
    words::{self, Kind},
};

/// A line has a subject and, between commas, phrases that ask for it. A slash stands between words any of which may be
/// said; two dots stand for no more than [`GAP`] words, whichever, or, at the end, for what is still to be asked. A phrase
/// begins with a word. After two words of it a query that breaks off may be asking for its subject ("what size .."), unless it
/// ends as a sentence does.
const ENGLISH: &str = include_str!("subjects.txt");
const GAP: usize = 2;

/// So many words of a phrase must be there before a query that breaks off amid it may be asking for its subject.
const LEAST_BEGUN: usize = 2;
/// The fewest letters of a word that is recognised by its beginning before that.
const LEAST_LETTERS: usize = 3;
/// The fewest letters of a word that is recognised with a typo.
const LEAST_MISSPELT: usize = 4;
/// The most words of a heading.
const MOST_OF_HEADING: usize = 3;

/// The phrases that ask for the subjects that are known.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    phrases: Vec<Phrase>,
    /// The phrases that may begin with a word, by their numbers: most words of a query begin none.
    beginning: HashMap<&'static str, Vec<usize>>,
}

/// One way of asking for a subject.
#[derive(Debug)]
struct Phrase {
    subject: Set,
    steps: Vec<Step>,
}

impl Phrase {
    /// Whether `word` is one of its words.
    fn lists(&self, word: &str) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step, Step::Word(listed) if listed.contains(&word)))
    }
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
pub(super) struct Set(u64);

impl Set {
    const ALL: Self = Self(u64::MAX);

    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are in it.
    fn has(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }
}

/// What a query asks for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wanted {
    /// The subjects that it asks for.
    pub(super) surely: Set,
    /// If there are none, those that it may still come to ask for.
    begun: Set,
}

impl Wanted {
    /// The subjects one of which a hit must answer, so that no hit is sure that is not when the sentence is complete.
    pub(super) fn at_all(self) -> Set {
        if self.surely.is_empty() {
            self.begun
        } else {
            self.surely
        }
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
        let phrases: Vec<Phrase> = lines
            .flat_map(|(subject, phrases)| {
                let next = numbers.len() as u32;
                let subject = Set(1 << *numbers.entry(subject).or_insert(next));
                phrases.split(", ").map(move |phrase| Phrase {
                    subject,
                    steps: phrase.split(' ').map(Step::new).collect(),
                })
            })
            .collect();
        let mut beginning: HashMap<&str, Vec<usize>> = HashMap::new();
        for (n, phrase) in phrases.iter().enumerate() {
            if let Some(Step::Word(listed)) = phrase.steps.first() {
                for word in listed {
                    beginning.entry(word).or_default().push(n);
                }
            }
        }
        Self { phrases, beginning }
    }

    /// The subjects that `query` asks for. Words that are `known` are not taken for misspellings.
    pub(super) fn asked(&self, query: Query<'_>, known: impl Fn(&str) -> bool) -> Wanted {
        self.said(&Heard::new(query, known), Set::ALL)
    }

    /// Whether an entry with this phrasing answers one of the subjects `wanted`: it asks for it, or is a heading such as
    /// "Opening hours" and names it, by a word that is `telling`.
    pub(super) fn answers(
        &self,
        phrasing: &str,
        wanted: Set,
        telling: impl Fn(&str) -> bool,
    ) -> bool {
        let (text, ending) = (phrasing, Ending::Closed);
        let heard = Heard::new(Query { text, ending }, |_| true);
        // "Is it safe?" is none.
        let is_heading = heard.words.len() <= MOST_OF_HEADING
            && heard
                .words
                .first()
                .is_some_and(|first| telling(&first.folded));
        let names = |phrase: &Phrase| {
            let mut words = heard.words.iter().map(|word| word.folded.as_str());
            wanted.has(phrase.subject) && words.any(|word| telling(word) && phrase.lists(word))
        };
        is_heading && self.phrases.iter().any(names)
            || !self.said(&heard, wanted).at_all().is_empty()
    }

    /// The phrases that the word number `at` may begin.
    fn beginning_with(&self, heard: &Heard, at: usize) -> impl Iterator<Item = &Phrase> {
        let word = &heard.words[at];
        let is_itself = word.known && !heard.may_go_on(at);
        let (itself, others) = if is_itself {
            (self.beginning.get(&*word.folded), None)
        } else {
            let alike = move |(listed, _): &(&&str, _)| heard.hears(at, listed, 0);
            (
                None,
                Some(self.beginning.iter().filter(alike).map(|(_, all)| all)),
            )
        };
        let all = itself.into_iter().chain(others.into_iter().flatten());
        all.flatten().map(|&n| &self.phrases[n])
    }

    /// Those of the subjects `among` that are asked for or begun to be.
    fn said(&self, heard: &Heard, among: Set) -> Wanted {
        let mut wanted = Wanted::default();
        for at in 0..heard.words.len() {
            let phrases = self
                .beginning_with(heard, at)
                .filter(|p| among.has(p.subject));
            for Phrase { subject, steps } in phrases {
                match heard.said(steps, at, 0) {
                    Some(Said::Whole) => wanted.surely = wanted.surely.with(*subject),
                    Some(Said::Begun) => wanted.begun = wanted.begun.with(*subject),
                    None => {}
                }
            }
        }
        wanted
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

/// A word of a query or a phrasing.
struct Word {
    folded: String,
    /// Whether it is a word as it stands.
    known: bool,
}

impl Word {
    /// Whether it is `listed`, or that with a typo, but not in its first letter.
    fn is(&self, listed: &str) -> bool {
        self.folded == listed
            || !self.known
                && listed.len() >= LEAST_MISSPELT
                && listed.chars().next() == self.folded.chars().next()
                && lexicon::within(listed, &self.folded, 1)
    }

    /// Whether it begins `listed`, of which half must be there unless enough words of the phrase are, `done` of them.
    fn begins(&self, listed: &str, done: usize) -> bool {
        let letters = self.folded.len();
        let half = letters >= LEAST_LETTERS && 2 * letters >= listed.len();
        // "book" is a word as it stands, and no more the beginning of "booking".
        (half && !self.known || done >= LEAST_BEGUN) && listed.starts_with(&self.folded)
    }
}

/// How much of a phrase was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Said {
    /// The query breaks off amid it.
    Begun,
    /// All of it.
    Whole,
}

/// The words of a query or a phrasing.
struct Heard {
    words: Vec<Word>,
    ending: Ending,
    /// Whether the last one may go on: after a blank it may not, though the query may.
    unfinished: bool,
}

impl Heard {
    fn new(query: Query<'_>, known: impl Fn(&str) -> bool) -> Self {
        let (mut words, mut unfinished) = (Vec::new(), false);
        words::each(query.text, |token| {
            if token.kind == Kind::Plain && words.len() < tokens::MOST_WORDS {
                words.push(Word {
                    known: known(token.folded),
                    folded: token.folded.to_owned(),
                });
                unfinished = query.is_unfinished(&token.range);
            }
        });
        let is_over = query.text.trim_end().ends_with(['.', '?', '!']);
        let ending = if is_over {
            Ending::Closed
        } else {
            query.ending
        };
        Self {
            words,
            ending,
            unfinished,
        }
    }

    /// Whether the word number `at` may go on.
    fn may_go_on(&self, at: usize) -> bool {
        self.unfinished && at + 1 == self.words.len()
    }

    /// Whether the word number `at` is `listed`, or may become it, `done` words of the phrase having come before.
    fn hears(&self, at: usize, listed: &str, done: usize) -> bool {
        let word = &self.words[at];
        word.is(listed) || self.may_go_on(at) && word.begins(listed, done)
    }

    /// How much of `steps` the words from number `at` on are, `done` words of the phrase having come before.
    fn said(&self, steps: &[Step], at: usize, done: usize) -> Option<Said> {
        match steps {
            [] => Some(Said::Whole),
            // "Can I come" is nothing that an entry could answer by itself.
            [Step::Gap] => Some(Said::Begun),
            [Step::Gap, rest @ ..] => (at..=at + GAP)
                .take_while(|&from| from == at || from < self.words.len())
                .filter_map(|from| self.said(rest, from, done))
                .max(),
            [Step::Word(listed), rest @ ..] => {
                if at >= self.words.len() {
                    let begun = self.ending == Ending::Open && done >= LEAST_BEGUN;
                    return begun.then_some(Said::Begun);
                }
                if listed.iter().any(|listed| self.hears(at, listed, done)) {
                    self.said(rest, at + 1, done + 1)
                } else {
                    None
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn each_line_has_a_subject_and_its_phrases_in_folded_words() {
        let mut subjects = HashSet::new();
        for line in ENGLISH.lines() {
            let (subject, phrases) = line.split_once(": ").expect("a subject");
            subjects.insert(subject);
            assert!(phrases.split(", ").all(|phrase| !phrase.starts_with("..")));
            for step in phrases.split(", ").flat_map(|phrase| phrase.split(' ')) {
                let folded = |word: &str| {
                    let mut words = Vec::new();
                    words::each(word, |token| words.push(token.folded.to_owned()));
                    words == [word]
                };
                assert!(step == ".." || step.split('/').all(folded), "{step:?}");
            }
        }
        assert!(subjects.len() <= u64::BITS as usize, "a set has no more");
    }
}
