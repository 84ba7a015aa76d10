//! Whether a query has a phrase or a sentence of a hand-over group. [`MOST_BETWEEN`] and [`SAID_SHARE`]
//! decide how far apart its words may stand, and how many of them are enough.

use super::{
    groups::{ListedGroup, ListedPhrase, ListedWord},
    hearing::Listener,
    negation::{deny_next, is_negation},
    spoken::SpokenWord,
};
use crate::{
    faq::Urgency,
    search::{
        constants::{LEAST_SAID, MOST_BETWEEN, SAID_SHARE},
        sentence::{Form, begins_like_question},
        vocabulary::Vocabulary,
    },
};

/// Compares the words of a query with those of one hand-over group.
pub(super) struct GroupMatcher<'a> {
    vocabulary: &'a Vocabulary,
    group: &'a ListedGroup,
    spoken: &'a [SpokenWord],
    listener: Listener<'a>,
    /// The places of the query words that form an exception of the group.
    excepted: Vec<usize>,
}

/// A listed word, and the query word that stands for it.
pub(super) struct WordMatch<'a> {
    pub(super) listed: &'a ListedWord,
    pub(super) spoken: &'a SpokenWord,
}

impl<'a> GroupMatcher<'a> {
    pub(super) fn new(
        vocabulary: &'a Vocabulary,
        group: &'a ListedGroup,
        spoken: &'a [SpokenWord],
    ) -> Self {
        let listener = Listener {
            language: &vocabulary.languages[group.language],
            number: group.language,
        };
        let mut matcher = Self {
            vocabulary,
            group,
            spoken,
            listener,
            excepted: Vec::new(),
        };
        matcher.excepted = matcher.excepted_places();
        matcher
    }

    /// The group's phrases that the query has, each with its words. Not those in an exception; those that are
    /// denied ("no fever") only if the group is urgent.
    pub(super) fn phrases(&self) -> Vec<(&'a ListedPhrase, Vec<WordMatch<'a>>)> {
        let counts = |words: &[WordMatch]| {
            let mut spoken = words.iter().map(|word| word.spoken);
            let is_excepted = spoken.all(|word| word.is_among(&self.excepted));
            !is_excepted && (self.group.group.urgency == Urgency::Urgent || !self.is_denied(words))
        };
        let phrases = self.group.phrases.iter();
        let matches = phrases.map(|phrase| Some((phrase, self.match_phrase(phrase, counts)?)));
        matches.flatten().collect()
    }

    /// The number of the group's sentence that the query has word for word, in any forms of its words.
    pub(super) fn whole_sentence(&self) -> Option<usize> {
        let spoken: Vec<&SpokenWord> = self.single_words().collect();
        self.group.asked.iter().position(|sentence| {
            let are_forms = |spoken: &[&SpokenWord]| {
                let mut pairs = sentence.iter().zip(spoken);
                pairs.all(|(listed, word)| self.listener.has_form(listed, word))
            };
            // "It hurts so much" is a report, and "will it hurt so much" is none.
            let is_asked = |at: usize| {
                let before = at.checked_sub(1).map(|before| &*spoken[before].folded);
                before.is_some_and(|word| begins_like_question(self.vocabulary, &[word]))
            };
            let mut windows = spoken.windows(sentence.len().max(1)).enumerate();
            !sentence.is_empty() && windows.any(|(at, words)| are_forms(words) && !is_asked(at))
        })
    }

    /// The number of the group's sentence that a query of this form partly has: all of its words in any
    /// order, or some in a statement, and either way a third of the content words of both.
    pub(super) fn partial_sentence(&self, form: Form) -> Option<usize> {
        let query_length = self.content_words().count();
        self.group.asked.iter().position(|sentence| {
            let is_content = |listed: &ListedWord| self.is_content(&listed.folded);
            let is_excepted = |word: &WordMatch| word.spoken.is_among(&self.excepted);
            let matches: Vec<_> = sentence.iter().filter_map(|l| self.find(l, 0)).collect();
            let content = matches.iter().filter(|word| is_content(word.listed));
            let content = content.count();
            let length = sentence.iter().filter(|word| is_content(word)).count();
            let is_whole = matches.len() == sentence.len();
            let says_enough = is_whole || form == Form::Statement && content >= LEAST_SAID;
            says_enough
                && SAID_SHARE * content >= length.max(query_length)
                && !matches.iter().all(is_excepted)
        })
    }

    /// The first query word, from this byte of its text on, that stands for a listed one.
    fn find(&self, listed: &'a ListedWord, from: usize) -> Option<WordMatch<'a>> {
        let mut later = self.spoken.iter().filter(|word| word.range.start >= from);
        let spoken = later.find(|word| self.listener.hears(listed, word))?;
        Some(WordMatch { listed, spoken })
    }

    /// The first matches of all words of a phrase, or of both run together, that are near each other and
    /// count; in the query's order.
    fn match_phrase(
        &self,
        phrase: &'a ListedPhrase,
        counts: impl Fn(&[WordMatch]) -> bool,
    ) -> Option<Vec<WordMatch<'a>>> {
        phrase.wordings.iter().find_map(|wording| {
            let mut from = 0;
            loop {
                let words = wording.iter().map(|listed| self.find(listed, from));
                let mut words = words.collect::<Option<Vec<_>>>()?;
                words.sort_by_key(|word| word.spoken.range.start);
                let (first, last) = (words.first()?.spoken, words.last()?.spoken);
                let most = first.places.start + words.len() + MOST_BETWEEN;
                let is_near = last.places.end <= most;
                if is_near && !self.denies_another(&words) && counts(&words) {
                    return Some(words);
                }
                from = first.range.start + 1;
            }
        })
    }

    /// Whether a negation denies something else in its clause, and the rest of the phrase stands in another:
    /// "no appointment, fresh air" is not "no air"; but "she can't, you know, breathe" is "can't breathe".
    fn denies_another(&self, words: &[WordMatch]) -> bool {
        let is_ours = |other: &SpokenWord| words.iter().any(|w| w.spoken.range == other.range);
        let mut negations = words.iter().filter(|word| word.listed.is_negation);
        negations.any(|WordMatch { spoken: no, .. }| {
            let mut denied = self.content_words().filter(|word| word.clause == no.clause);
            words.iter().any(|word| word.spoken.clause != no.clause)
                && denied.any(|word| word.places.start >= no.places.end && !is_ours(word))
        })
    }

    /// Whether "no" or the like comes before a matched phrase without negations of its own ("no complaints",
    /// "I don't have a fever").
    fn is_denied(&self, words: &[WordMatch]) -> bool {
        let first = words[0].spoken;
        let before = self
            .single_words()
            .filter(|word| word.places.end <= first.places.start && word.clause == first.clause);
        let before: Vec<&str> = before.map(|word| &*word.folded).collect();
        words.iter().all(|word| !word.listed.is_negation) && deny_next(&before)
    }

    /// The query's words without pairs of them.
    fn single_words(&self) -> impl Iterator<Item = &'a SpokenWord> {
        self.spoken.iter().filter(|word| word.is_single())
    }

    /// The query's words that are content or negations.
    fn content_words(&self) -> impl Iterator<Item = &'a SpokenWord> {
        let words = self.single_words();
        words.filter(|word| self.is_content(&word.folded))
    }

    /// Whether a word is a content word or a negation.
    fn is_content(&self, folded: &str) -> bool {
        let language = self.listener.language;
        !language.is_form_of_function_word(folded) || is_negation(language, folded)
    }

    fn excepted_places(&self) -> Vec<usize> {
        let spoken: Vec<&SpokenWord> = self.content_words().collect();
        let exceptions = self.group.exceptions.iter().filter(|e| !e.is_empty());
        let starts = exceptions.flat_map(|e| (0..spoken.len()).map(move |from| (e, from)));
        let places = starts.filter_map(|(e, from)| self.exception_places(e, &spoken[from..]));
        places.flatten().collect()
    }

    /// The places of an exception's words where the query's content words begin with them, at most one other
    /// between two.
    fn exception_places(
        &self,
        exception: &[ListedWord],
        mut spoken: &[&SpokenWord],
    ) -> Option<Vec<usize>> {
        let mut places = Vec::new();
        for listed in exception {
            let mut near = spoken.iter().take(1 + usize::from(!places.is_empty()));
            let at = near.position(|word| self.listener.has_form(listed, word))?;
            places.push(spoken[at].places.start);
            spoken = &spoken[at + 1..];
        }
        Some(places)
    }
}
