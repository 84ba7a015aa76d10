//! Hand-over by words. In: a query and the FAQ's groups; out: alerts, urgent first. One word is compared with
//! another in `hearing`, phrases and sentences in `matcher`.

mod groups;
mod hearing;
mod matcher;
mod negation;
mod spelling;
mod spoken;

use std::sync::Arc;

pub(super) use groups::ListedGroup;

use self::{
    groups::ListedPhrase,
    matcher::{GroupMatcher, WordMatch},
    spoken::{SpokenWord, spoken_words},
};
use super::{query::Query, sentence::Form, vocabulary::Vocabulary};
use crate::faq::HandOver;

/// A hand-over group that the query belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The group, with what to say and ask.
    pub group: Arc<HandOver>,
    /// The listed word that was said; `None` if the query only means the same.
    pub word: Option<String>,
    /// What was typed for it; `None` if that is the listed word but for capitals, blanks and hyphens.
    pub heard: Option<String>,
    /// The sentence of the group's `asked` that means the same, if no word was said.
    pub meant: Option<String>,
}

impl Alert {
    /// For a query that has none of the group's words, and says or means this sentence of its `asked`.
    pub(super) fn by_sentence(group: &Arc<HandOver>, sentence: usize) -> Self {
        Self {
            group: Arc::clone(group),
            word: None,
            heard: None,
            meant: group.asked.get(sentence).cloned(),
        }
    }
}

/// A query as hand-over hears it.
pub(super) struct SpokenQuery<'a> {
    vocabulary: &'a Vocabulary,
    text: &'a str,
    words: Vec<SpokenWord>,
}

impl<'a> SpokenQuery<'a> {
    pub(super) fn new(vocabulary: &'a Vocabulary, query: Query<'a>) -> Self {
        Self {
            vocabulary,
            text: query.text,
            words: spoken_words(vocabulary, query),
        }
    }

    /// The groups of `groups` that have a word or a whole sentence in the query, of groups that say the same
    /// only the first; and the folded query words that they were recognised by.
    pub(super) fn alerts(&self, groups: &[ListedGroup]) -> (Vec<Alert>, Vec<String>) {
        let (mut alerts, mut recognised): (Vec<Alert>, _) = (Vec::new(), Vec::new());
        for listed in groups {
            let group = &listed.group;
            let matcher = GroupMatcher::new(self.vocabulary, listed, &self.words);
            let phrases = matcher.phrases();
            let words = phrases.iter().flat_map(|(_, words)| words);
            recognised.extend(words.map(|word| word.spoken.folded.clone()));
            if alerts.iter().any(|alert| alert.group.say == group.say) {
                continue;
            }
            let first = phrases.first();
            let by_words = first.map(|(phrase, words)| self.alert(group, phrase, words));
            // Also if the meaning is known: it may find an entry nearer than a sentence that was said.
            let by_sentence = || Some(Alert::by_sentence(group, matcher.whole_sentence()?));
            alerts.extend(by_words.or_else(by_sentence));
        }
        (alerts, recognised)
    }

    /// The first group of `groups` with a sentence that the query, which has this form, partly says. For
    /// queries whose meaning is not known and that have no sure hit.
    pub(super) fn partly_said<'g>(
        &self,
        mut groups: impl Iterator<Item = &'g ListedGroup>,
        form: Form,
    ) -> Option<Alert> {
        groups.find_map(|listed| {
            let matcher = GroupMatcher::new(self.vocabulary, listed, &self.words);
            let sentence = matcher.partial_sentence(form)?;
            Some(Alert::by_sentence(&listed.group, sentence))
        })
    }

    /// The alert for words that match those of a phrase of the group.
    fn alert(&self, group: &Arc<HandOver>, phrase: &ListedPhrase, words: &[WordMatch]) -> Alert {
        let is_as_listed = |word: &WordMatch| word.listed.folded == word.spoken.folded;
        let typed = || {
            let typed = words
                .iter()
                .map(|word| &self.text[word.spoken.range.clone()]);
            typed.collect::<Vec<_>>().join(" ")
        };
        Alert {
            group: Arc::clone(group),
            word: Some(phrase.listed.clone()),
            heard: (!words.iter().all(is_as_listed)).then(typed),
            meant: None,
        }
    }
}
