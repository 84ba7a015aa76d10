//! Hand-over words: what a topic's receptionist must not answer, recognised loosely, because a false alarm is
//! cheap and a miss is not.

use std::sync::Arc;

use crate::faq::{Faq, HandOver};

use super::{
    constants::{LEAST_HALF, LEAST_TELLING, MOST_ALARM_WORDS},
    language::{Language, WordClass},
    lexicon::within,
    query::Query,
    vocabulary::Vocabulary,
    words::{self, TokenKind},
};

/// A hand-over group that the query belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The group, with what to say and ask.
    pub group: Arc<HandOver>,
    /// The listed word that was said; none where the query only means the same.
    pub word: Option<String>,
    /// What was said for it, as typed; none where that is the listed word itself.
    pub heard: Option<String>,
}

/// The words of one hand-over group.
#[derive(Debug)]
pub(super) struct Alarm {
    group: Arc<HandOver>,
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
    /// The alarms of all groups of all topics.
    pub(super) fn of(faq: &Faq, vocabulary: &Vocabulary, language_of_topic: &[usize]) -> Vec<Self> {
        let topics = faq.topics().iter().zip(language_of_topic);
        topics
            .flat_map(|(topic, &language)| {
                let language = &vocabulary.languages[language];
                let phrase = |listed: &String| AlarmPhrase::of(listed, language, vocabulary);
                topic.hand_over.iter().map(move |group| Self {
                    group: Arc::new(group.clone()),
                    phrases: group.words.iter().map(phrase).collect(),
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
    /// As typed.
    written: String,
    folded: String,
    stems: Vec<String>,
    /// Whether it may go on.
    unfinished: bool,
    /// Whether it is a word as it stands, or may become one, so that it is not a misspelling.
    known: bool,
}

/// The groups of `alarms` that have a word in `query`, urgent ones first, else in their order, each sentence
/// once; and the folded words by which they were recognised.
pub(super) fn alerts(
    alarms: &[Alarm],
    vocabulary: &Vocabulary,
    query: Query<'_>,
) -> (Vec<Alert>, Vec<String>) {
    let (mut alerts, mut recognised) = (Vec::new(), Vec::new());
    if alarms.is_empty() {
        return (alerts, recognised);
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
            written: written.to_owned(),
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
    for alarm in alarms {
        let phrase = alarm.phrases.iter().find(|phrase| {
            let said = |listed: &ListedWord| heard.iter().any(|word| is_meant(listed, word));
            !phrase.words.is_empty()
                && (phrase.words.iter().all(said)
                    || phrase.words.iter().any(|w| w.telling && said(w))
                    || phrase.joined.as_ref().is_some_and(said))
        });
        let Some(phrase) = phrase else { continue };
        let by = |word: &SpokenWord| {
            let mut listed = phrase.words.iter().chain(&phrase.joined);
            listed.any(|listed| is_meant(listed, word))
        };
        let said: Vec<&SpokenWord> = heard.iter().filter(|word| by(word)).collect();
        recognised.extend(said.iter().map(|word| word.folded.clone()));
        if alerts
            .iter()
            .any(|alert: &Alert| alert.group.say == alarm.group.say)
        {
            continue;
        }
        let typed: Vec<&str> = said.iter().map(|word| word.written.as_str()).collect();
        let typed = typed.join(" ");
        alerts.push(Alert {
            group: Arc::clone(&alarm.group),
            word: Some(phrase.listed.clone()),
            heard: (typed.to_lowercase() != phrase.listed.to_lowercase()).then_some(typed),
        });
    }
    alerts.sort_by_key(|alert| alert.group.urgency);
    (alerts, recognised)
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
