//! Subjects: what callers ask of any desk, in everyday English: prices, opening hours, appointments, the way
//! there, jobs; what they suffer now, what causes it, what they may do afterwards, for whom it is and where
//! on the body. "How much is one session?" has all that "Is one session enough?" has, and is not answered by
//! it: an entry answers such a question only if a phrasing of it asks for the same subject, in whichever
//! words.

use std::collections::HashMap;

use super::{
    constants::{
        LEAST_PHRASE_BEGUN, LEAST_SUBJECT_LETTERS, LEAST_SUBJECT_MISSPELT, MOST_HEADING_WORDS,
        MOST_QUERY_WORDS, SUBJECT_GAP,
    },
    language::Language,
    lexicon::within,
    query::{Ending, Query},
    words::{self, TokenKind},
};

/// A line has a subject and, between commas, phrases that ask for it. A slash stands between words any of
/// which may be said; two dots stand for no more than [`SUBJECT_GAP`] words, whichever, or, at the end, for
/// what is still to be asked. A phrase begins with a word. After two words of it a query that breaks off may
/// be asking for its subject ("what size .."), unless it ends as a sentence does.
const ENGLISH: &str = include_str!("subjects.txt");

/// The phrases that ask for the subjects that are known.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    phrases: Vec<SubjectPhrase>,
    /// The phrases that may begin with a word, by their numbers: most words of a query begin none.
    beginning: HashMap<&'static str, Vec<usize>>,
}

/// One way of asking for a subject.
#[derive(Debug)]
struct SubjectPhrase {
    subject: SubjectSet,
    steps: Vec<PhraseStep>,
}

impl SubjectPhrase {
    /// Whether `word` is one of its words.
    fn lists(&self, word: &str) -> bool {
        self.steps
            .iter()
            .any(|step| matches!(step, PhraseStep::OneOf(listed) if listed.contains(&word)))
    }
}

#[derive(Debug)]
enum PhraseStep {
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// Some words or none.
    Gap,
}

/// Some of the subjects, a bit for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SubjectSet(u64);

impl SubjectSet {
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
pub(super) struct Intent {
    /// The subjects that it asks for.
    pub(super) surely: SubjectSet,
    /// If there are none, those that it may still come to ask for.
    begun: SubjectSet,
}

impl Intent {
    /// The subjects one of which a hit must answer, so that no hit is sure that is not when the sentence is
    /// complete.
    pub(super) fn at_all(self) -> SubjectSet {
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
        let phrases: Vec<SubjectPhrase> = lines
            .flat_map(|(subject, phrases)| {
                let next = numbers.len() as u32;
                let subject = SubjectSet(1 << *numbers.entry(subject).or_insert(next));
                phrases.split(", ").map(move |phrase| SubjectPhrase {
                    subject,
                    steps: phrase.split(' ').map(PhraseStep::new).collect(),
                })
            })
            .collect();
        let mut beginning: HashMap<&str, Vec<usize>> = HashMap::new();
        for (n, phrase) in phrases.iter().enumerate() {
            if let Some(PhraseStep::OneOf(listed)) = phrase.steps.first() {
                for word in listed {
                    beginning.entry(word).or_default().push(n);
                }
            }
        }
        Self { phrases, beginning }
    }

    /// The subjects that `query` asks for. Words that are `known` are not taken for misspellings.
    pub(super) fn asked(&self, query: Query<'_>, known: impl Fn(&str) -> bool) -> Intent {
        self.said(&Sentence::new(query, known), SubjectSet::ALL)
    }

    /// Whether an entry with this phrasing answers one of the subjects `asked`: it asks for it, or is a
    /// heading such as "Opening hours" and names it, by a word that is `telling`.
    pub(super) fn answers(
        &self,
        phrasing: &str,
        asked: SubjectSet,
        telling: impl Fn(&str) -> bool,
    ) -> bool {
        let (text, ending) = (phrasing, Ending::Closed);
        let sentence = Sentence::new(Query { text, ending }, |_| true);
        // "Is it safe?" is none.
        let is_heading = sentence.words.len() <= MOST_HEADING_WORDS
            && sentence
                .words
                .first()
                .is_some_and(|first| telling(&first.folded));
        let names = |phrase: &SubjectPhrase| {
            let mut words = sentence.words.iter().map(|word| word.folded.as_str());
            asked.has(phrase.subject) && words.any(|word| telling(word) && phrase.lists(word))
        };
        is_heading && self.phrases.iter().any(names)
            || !self.said(&sentence, asked).at_all().is_empty()
    }

    /// The phrases that the word number `at` may begin.
    fn beginning_with(
        &self,
        sentence: &Sentence,
        at: usize,
    ) -> impl Iterator<Item = &SubjectPhrase> {
        let word = &sentence.words[at];
        let is_itself = word.known && !sentence.may_go_on(at);
        let (itself, others) = if is_itself {
            (self.beginning.get(&*word.folded), None)
        } else {
            let alike = move |(listed, _): &(&&str, _)| sentence.hears(at, listed, 0);
            (
                None,
                Some(self.beginning.iter().filter(alike).map(|(_, all)| all)),
            )
        };
        let all = itself.into_iter().chain(others.into_iter().flatten());
        all.flatten().map(|&n| &self.phrases[n])
    }

    /// Those of the subjects `among` that are asked for or begun to be.
    fn said(&self, sentence: &Sentence, among: SubjectSet) -> Intent {
        let mut asked = Intent::default();
        for at in 0..sentence.words.len() {
            let phrases = self
                .beginning_with(sentence, at)
                .filter(|p| among.has(p.subject));
            for SubjectPhrase { subject, steps } in phrases {
                match sentence.extent(steps, at, 0) {
                    Some(Extent::Whole) => asked.surely = asked.surely.with(*subject),
                    Some(Extent::Begun) => asked.begun = asked.begun.with(*subject),
                    None => {}
                }
            }
        }
        asked
    }
}

impl PhraseStep {
    fn new(step: &'static str) -> Self {
        match step {
            ".." => Self::Gap,
            words => Self::OneOf(words.split('/').collect()),
        }
    }
}

/// A word of a query or a phrasing.
struct SentenceWord {
    folded: String,
    /// Whether it is a word as it stands.
    known: bool,
}

impl SentenceWord {
    /// Whether it is `listed`, or that with a typo, but not in its first letter.
    fn is(&self, listed: &str) -> bool {
        self.folded == listed
            || !self.known
                && listed.len() >= LEAST_SUBJECT_MISSPELT
                && listed.chars().next() == self.folded.chars().next()
                && within(listed, &self.folded, 1)
    }

    /// Whether it begins `listed`, of which half must be there unless enough words of the phrase are, `done`
    /// of them.
    fn begins(&self, listed: &str, done: usize) -> bool {
        let letters = self.folded.len();
        let half = letters >= LEAST_SUBJECT_LETTERS && 2 * letters >= listed.len();
        // "book" is a word as it stands, and no more the beginning of "booking".
        (half && !self.known || done >= LEAST_PHRASE_BEGUN) && listed.starts_with(&self.folded)
    }
}

/// How much of a phrase was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Extent {
    /// The query breaks off amid it.
    Begun,
    /// All of it.
    Whole,
}

/// The words of a query or a phrasing.
struct Sentence {
    words: Vec<SentenceWord>,
    ending: Ending,
    /// Whether the last one may go on: after a blank it may not, though the query may.
    unfinished: bool,
}

impl Sentence {
    fn new(query: Query<'_>, known: impl Fn(&str) -> bool) -> Self {
        let (mut words, mut unfinished) = (Vec::new(), false);
        words::each(query.text, |token| {
            if token.kind == TokenKind::Plain && words.len() < MOST_QUERY_WORDS {
                words.push(SentenceWord {
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

    /// Whether the word number `at` is `listed`, or may become it, `done` words of the phrase having come
    /// before.
    fn hears(&self, at: usize, listed: &str, done: usize) -> bool {
        let word = &self.words[at];
        word.is(listed) || self.may_go_on(at) && word.begins(listed, done)
    }

    /// How much of `steps` the words from number `at` on are, `done` words of the phrase having come before.
    fn extent(&self, steps: &[PhraseStep], at: usize, done: usize) -> Option<Extent> {
        match steps {
            [] => Some(Extent::Whole),
            // "Can I come" is nothing that an entry could answer by itself.
            [PhraseStep::Gap] => Some(Extent::Begun),
            [PhraseStep::Gap, rest @ ..] => (at..=at + SUBJECT_GAP)
                .take_while(|&from| from == at || from < self.words.len())
                .filter_map(|from| self.extent(rest, from, done))
                .max(),
            [PhraseStep::OneOf(listed), rest @ ..] => {
                if at >= self.words.len() {
                    let begun = self.ending == Ending::Open && done >= LEAST_PHRASE_BEGUN;
                    return begun.then_some(Extent::Begun);
                }
                if listed.iter().any(|listed| self.hears(at, listed, done)) {
                    self.extent(rest, at + 1, done + 1)
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
