//! Hand-over words: what a topic's receptionist must not answer, recognised loosely, because a false alarm is
//! cheap and a miss is not.

use crate::faq::Faq;

use super::{
    constants::{LEAST_HALF, LEAST_TELLING, MOST_ALARM_WORDS},
    language::{Language, WordClass},
    lexicon::within,
    query::Query,
    vocabulary::Vocabulary,
    words::{self, TokenKind},
};

/// A word of a topic's hand-over list that the query contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The listed word.
    pub word: String,
    /// The sentence to say.
    pub say: String,
}

/// The hand-over words of one topic.
#[derive(Debug)]
pub(super) struct Alarm {
    say: String,
    phrases: Vec<AlarmPhrase>,
}

/// A word, or several that must all be there unless one of them is foreign to the FAQ.
#[derive(Debug)]
struct AlarmPhrase {
    listed: String,
    words: Vec<ListedWord>,
    /// Two words in one ("bloodthinner").
    joined: Option<ListedWord>,
}

#[derive(Debug)]
struct ListedWord {
    folded: String,
    stem: String,
    /// Whether it gives the phrase away by itself, because the FAQ does not have it, nor everyday language.
    telling: bool,
}

impl Alarm {
    /// The alarms of all topics that have hand-over words.
    pub(super) fn of(faq: &Faq, vocabulary: &Vocabulary, language_of_topic: &[usize]) -> Vec<Self> {
        let topics = faq.topics().iter().zip(language_of_topic);
        topics
            .filter_map(|(topic, &language)| {
                let hand_over = topic.hand_over.as_ref()?;
                let language = &vocabulary.languages[language];
                let phrase = |listed: &String| AlarmPhrase::of(listed, language, vocabulary);
                Some(Self {
                    say: hand_over.say.clone(),
                    phrases: hand_over.words.iter().map(phrase).collect(),
                })
            })
            .collect()
    }
}

impl AlarmPhrase {
    /// What is listed, without the words that mean nothing unless there are no others.
    fn of(listed: &str, language: &Language, vocabulary: &Vocabulary) -> Self {
        let means = |word: &ListedWord| language.class_of(&word.folded) == WordClass::Content;
        let mut words = Vec::new();
        words::each(listed, |token| {
            if token.kind == TokenKind::Plain {
                let stem = language.stem(&listed[token.range], token.folded);
                let mut word = ListedWord {
                    telling: vocabulary.lexicon.term(&stem).is_none(),
                    stem: stem.into_owned(),
                    folded: token.folded.to_owned(),
                };
                word.telling &= word.folded.chars().count() >= LEAST_TELLING
                    && means(&word)
                    && !language.is_everyday(&word.folded);
                words.push(word);
            }
        });
        if words.iter().any(means) {
            words.retain(means);
        }
        let joined = match &words[..] {
            [first, second] => {
                let folded = format!("{}{}", first.folded, second.folded);
                Some(ListedWord {
                    stem: language.stem(&folded, &folded).into_owned(),
                    folded,
                    telling: true,
                })
            }
            _ => None,
        };
        Self {
            listed: listed.to_owned(),
            words,
            joined,
        }
    }
}

/// A word of the query.
struct SpokenWord {
    folded: String,
    stems: Vec<String>,
    /// Whether it may go on.
    unfinished: bool,
    /// Whether it is a word as it stands, or may become one, so that it is not a misspelling.
    known: bool,
}

/// The first hand-over word of `alarms` that is in `query`, in the order of the lists, and the folded words
/// by which it was recognised.
pub(super) fn alert(
    alarms: &[Alarm],
    vocabulary: &Vocabulary,
    query: Query<'_>,
) -> Option<(Alert, Vec<String>)> {
    if alarms.is_empty() {
        return None;
    }
    let mut heard: Vec<SpokenWord> = Vec::new();
    let mut before: Option<String> = None;
    let mut count = 0;
    let mut hear = |folded: &str, written: &str, unfinished: bool| {
        let stems: Vec<String> = vocabulary
            .languages
            .iter()
            .map(|l| l.stem(written, folded).into_owned())
            .collect();
        let mut meanings = vocabulary.thesauri.iter().zip(&stems);
        heard.push(SpokenWord {
            unfinished,
            known: vocabulary.is_word(folded)
                || meanings.any(|(thesaurus, stem)| !thesaurus.of(stem).is_empty())
                || unfinished && vocabulary.may_become(folded),
            folded: folded.to_owned(),
            stems,
        });
    };
    words::each(query.text, |token| {
        if token.kind == TokenKind::Joined {
            return;
        }
        count += 1;
        if count > MOST_ALARM_WORDS {
            return;
        }
        let unfinished = query.is_unfinished(&token.range);
        hear(token.folded, &query.text[token.range], unfinished);
        // "breast feeding" is "breastfeeding" too, but an injection for something no infection.
        if let Some(before) = &before
            && token.folded.chars().count() >= LEAST_HALF
        {
            let both = format!("{before}{}", token.folded);
            if both.len() <= words::LONGEST {
                hear(&both, &both, unfinished);
            }
        }
        before = Some(token.folded.to_owned());
    });
    alarms.iter().find_map(|alarm| {
        let phrase = alarm.phrases.iter().find(|phrase| {
            let said = |listed: &ListedWord| heard.iter().any(|word| is_meant(listed, word));
            !phrase.words.is_empty()
                && (phrase.words.iter().all(said)
                    || phrase.words.iter().any(|w| w.telling && said(w))
                    || phrase.joined.as_ref().is_some_and(said))
        })?;
        let by = |word: &SpokenWord| {
            let mut listed = phrase.words.iter().chain(&phrase.joined);
            listed.any(|listed| is_meant(listed, word))
        };
        let heard = heard.iter().filter(|word| by(word));
        let alert = Alert {
            word: phrase.listed.clone(),
            say: alarm.say.clone(),
        };
        Some((alert, heard.map(|word| word.folded.clone()).collect()))
    })
}

/// Whether `heard` is `listed`: by its stem, by a long common beginning ("pregnancy" for "pregnant"), with a
/// typo, or as far as it is typed.
fn is_meant(listed: &ListedWord, heard: &SpokenWord) -> bool {
    if heard.folded == listed.folded || heard.stems.contains(&listed.stem) {
        return true;
    }
    let (theirs, ours) = (listed.folded.chars().count(), heard.folded.chars().count());
    let common = listed
        .folded
        .chars()
        .zip(heard.folded.chars())
        .take_while(|(a, b)| a == b)
        .count();
    if heard.unfinished && common == ours {
        return ours >= 5 && 3 * ours >= 2 * theirs;
    }
    if common >= 6 && theirs.max(ours) - common <= 5 {
        return true;
    }
    let typos = match theirs {
        0..5 => 0,
        5..9 => 1,
        _ => 2,
    };
    let nearly = |a: &str, b: &str| within(a, b, typos);
    !heard.known
        && (nearly(&listed.folded, &heard.folded)
            || heard.stems.iter().any(|stem| nearly(&listed.stem, stem)))
}
