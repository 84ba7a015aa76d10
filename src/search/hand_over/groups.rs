//! The FAQ's hand-over groups, their words ready to be compared with those of a query.

use std::{iter, sync::Arc};

use super::{
    negation::is_negation,
    spelling::{american_stem, sound},
};
use crate::{
    faq::{Faq, HandOver},
    search::{
        english::{PARTICLES, REFLEXIVES},
        language::Language,
        query::with_replaced,
        words,
    },
};

/// One hand-over group.
#[derive(Debug)]
pub(in crate::search) struct ListedGroup {
    pub(super) group: Arc<HandOver>,
    /// The number of its topic's language.
    pub(in crate::search) language: usize,
    pub(super) phrases: Vec<ListedPhrase>,
    /// All words of each sentence of `asked`.
    pub(super) asked: Vec<Vec<ListedWord>>,
    /// The content words of each ordinary question of `except`.
    pub(super) exceptions: Vec<Vec<ListedWord>>,
}

/// A word, or several that must all be said.
#[derive(Debug)]
pub(super) struct ListedPhrase {
    pub(super) listed: String,
    /// Its words; if they are two, both run together ("bloodthinner"); and with a verb and its particle in
    /// one.
    pub(super) wordings: Vec<Vec<ListedWord>>,
}

#[derive(Debug)]
pub(super) struct ListedWord {
    pub(super) folded: String,
    pub(super) stem: String,
    pub(super) sound: String,
    /// Whether it is a negation: any one matches any other.
    pub(super) is_negation: bool,
    /// Whether it is a reflexive pronoun: "herself" is as good as "myself".
    pub(super) is_reflexive: bool,
    /// The bytes of the first of two words run together: that one alone is not both.
    pub(super) first_of_pair: Option<usize>,
}

impl ListedGroup {
    /// The groups of all topics, urgent ones first. `language_of_topic` gives each topic's place in
    /// `languages`.
    pub(in crate::search) fn of(
        faq: &Faq,
        languages: &[Language],
        language_of_topic: &[usize],
    ) -> Vec<Self> {
        let topics = faq.topics().iter().zip(language_of_topic);
        let groups = topics.flat_map(|(topic, &number)| {
            let of_topic = topic.hand_over.iter();
            of_topic.map(move |group| Self::new(group, number, &languages[number]))
        });
        let mut groups: Vec<Self> = groups.collect();
        groups.sort_by_key(|listed| listed.group.urgency);
        groups
    }

    fn new(group: &HandOver, number: usize, language: &Language) -> Self {
        let phrase = |listed: &String| {
            let words = telling_words(listed, language);
            let joined = joined(&words, language).map(|word| vec![word]);
            let verbs = language.split_verbs(listed).into_iter();
            let unsplit = verbs.map(|verb| {
                let places = [(verb.verb, verb.folded), (verb.particle, String::new())];
                telling_words(&with_replaced(listed, &places), language)
            });
            ListedPhrase {
                listed: listed.clone(),
                wordings: iter::once(words).chain(joined).chain(unsplit).collect(),
            }
        };
        let content = |question: &String| {
            let mut words = telling_words(question, language);
            words.retain(|word| {
                !changes_meaning(word, language) && !language.is_circumstance(&word.folded)
            });
            words
        };
        let phrases = group.words.iter().map(phrase);
        let asked = group.asked.iter().map(|text| all_words(text, language));
        Self {
            group: Arc::new(group.clone()),
            language: number,
            phrases: phrases.collect(),
            asked: asked.collect(),
            exceptions: group.except.iter().map(content).collect(),
        }
    }
}

/// The words of a phrase without function words, unless it has no others. Negations and words that change the
/// meaning stay ("passed out", "kill myself", "want to die"); circumstances if there is but one other word.
fn telling_words(phrase: &str, language: &Language) -> Vec<ListedWord> {
    let means = |word: &ListedWord| !language.is_function_word(&word.folded);
    let tells =
        |word: &ListedWord| means(word) || word.is_negation || changes_meaning(word, language);
    let mut words = all_words(phrase, language);
    if words.iter().any(means) {
        let is_alone = words.iter().filter(|word| tells(word)).count() == 1;
        words.retain(|word| tells(word) || is_alone && language.is_circumstance(&word.folded));
    }
    words
}

fn all_words(text: &str, language: &Language) -> Vec<ListedWord> {
    let words = words::plain(text).into_iter();
    let listed = words.map(|(folded, range)| ListedWord::of(&folded, &text[range], language));
    listed.collect()
}

/// Two words run together.
fn joined(words: &[ListedWord], language: &Language) -> Option<ListedWord> {
    let [first, second] = words else { return None };
    let folded = format!("{}{}", first.folded, second.folded);
    Some(ListedWord {
        first_of_pair: Some(first.folded.len()),
        ..ListedWord::of(&folded, &folded, language)
    })
}

/// Whether a function word changes the meaning of the words beside it.
fn changes_meaning(word: &ListedWord, language: &Language) -> bool {
    word.is_reflexive || language.is_english() && PARTICLES.has(&word.folded)
}

impl ListedWord {
    fn of(folded: &str, written: &str, language: &Language) -> Self {
        Self {
            stem: american_stem(language, written, folded),
            sound: sound(folded),
            is_negation: is_negation(language, folded),
            is_reflexive: language.is_english() && REFLEXIVES.has(folded),
            first_of_pair: None,
            folded: folded.to_owned(),
        }
    }
}
