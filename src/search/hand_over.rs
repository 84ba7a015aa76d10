//! Hand-over by words. In: a query and the groups' `words`, `asked` and `except`; out: alerts, urgent first.
//! A query word that is no word of the language matches loosely (typos, sound); a real one only in its own
//! forms: "nurse" is not "nursing". The limits are [`LEAST_SOUND`], [`MOST_BY_EAR`] and [`MOST_BETWEEN`].

use std::{iter, ops::Range, slice, sync::Arc};

use crate::faq::{Faq, HandOver, Urgency};

use super::{
    constants::{
        HAND_OVER_STEM_TYPOS_FROM, HAND_OVER_TYPOS_FROM, LEAST_HALF, LEAST_SAID, LEAST_SOUND,
        LONGEST_ENDING, MOST_BETWEEN, MOST_BY_EAR, MOST_HAND_OVER_WORDS,
    },
    language::{Form, Language, WordClass, denies_next_noun, is_negation},
    lexicon::{most_typos, within},
    query::Query,
    sound::sound,
    vocabulary::Vocabulary,
    words,
};

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
    /// For a query `text` whose words match those of a phrase of the group.
    fn said(group: &Arc<HandOver>, phrase: &ListedPhrase, words: &[Match], text: &str) -> Self {
        let is_itself = |(listed, word): &Match| listed.folded == word.folded;
        let typed = || {
            let typed = words.iter().map(|(_, word)| &text[word.range.clone()]);
            typed.collect::<Vec<_>>().join(" ")
        };
        Self {
            group: Arc::clone(group),
            word: Some(phrase.listed.clone()),
            heard: (!words.iter().all(is_itself)).then(typed),
            meant: None,
        }
    }

    /// For a query that has none of the group's words, and means this sentence of its `asked`.
    pub(super) fn meant(group: Arc<HandOver>, sentence: usize) -> Self {
        Self {
            meant: group.asked.get(sentence).cloned(),
            group,
            word: None,
            heard: None,
        }
    }
}

/// The groups of `groups` that have a word or a whole sentence in `query`, of groups that say the same only
/// the first; and the folded query words that they were recognised by.
pub(super) fn alerts(
    groups: &[ListedGroup],
    vocabulary: &Vocabulary,
    query: Query<'_>,
) -> (Vec<Alert>, Vec<String>) {
    let (mut alerts, mut recognised): (Vec<Alert>, _) = (Vec::new(), Vec::new());
    if groups.is_empty() {
        return (alerts, recognised);
    }
    let spoken = spoken_words(vocabulary, query);
    for listed in groups {
        let matcher = GroupMatcher {
            vocabulary,
            language: listed.language,
            spoken: &spoken,
        };
        let excepted = matcher.excepted_places(&listed.exceptions);
        let counts = |said: &[Match]| {
            let mut words = said.iter().map(|(_, word)| *word);
            let is_excepted = words.all(|word| word.is_among(&excepted));
            let is_denied = listed.group.urgency == Urgency::Usual && matcher.is_denied(said);
            !is_excepted && !is_denied
        };
        let mut said = listed
            .phrases
            .iter()
            .filter_map(|phrase| Some((phrase, matcher.match_phrase(phrase, counts)?)));
        let first = said.next();
        let words = first.iter().flat_map(|(_, words)| words.clone());
        let words = words.chain(said.flat_map(|(_, words)| words));
        recognised.extend(words.map(|(_, word)| word.folded.clone()));
        if alerts.iter().any(|a| a.group.say == listed.group.say) {
            continue;
        }
        let alert = if let Some((phrase, words)) = first {
            Some(Alert::said(&listed.group, phrase, &words, query.text))
        } else {
            // Also if the meaning is known: it may find an entry nearer than a sentence that was said.
            let mut asked = listed.asked.iter();
            let sentence = asked.position(|sentence| matcher.has_sentence(sentence));
            sentence.map(|sentence| Alert::meant(Arc::clone(&listed.group), sentence))
        };
        alerts.extend(alert);
    }
    (alerts, recognised)
}

/// The first group of `groups` with a sentence that a query of this form partly says. For queries whose
/// meaning is not known and that have no sure hit.
pub(super) fn partly_said<'g>(
    mut groups: impl Iterator<Item = &'g ListedGroup>,
    vocabulary: &Vocabulary,
    query: Query<'_>,
    form: Form,
) -> Option<Alert> {
    let spoken = spoken_words(vocabulary, query);
    groups.find_map(|listed| {
        let matcher = GroupMatcher {
            vocabulary,
            language: listed.language,
            spoken: &spoken,
        };
        let excepted = matcher.excepted_places(&listed.exceptions);
        let mut asked = listed.asked.iter();
        let partly = asked.position(|sentence| {
            let said = matcher.match_part(sentence, form);
            said.is_some_and(|said| !said.iter().all(|word| word.is_among(&excepted)))
        });
        partly.map(|sentence| Alert::meant(Arc::clone(&listed.group), sentence))
    })
}

/// One hand-over group, its words ready to be matched.
#[derive(Debug)]
pub(super) struct ListedGroup {
    group: Arc<HandOver>,
    /// The number of its topic's language.
    language: usize,
    phrases: Vec<ListedPhrase>,
    /// All words of each sentence of `asked`.
    asked: Vec<Vec<ListedWord>>,
    /// The content words of each ordinary question of `except`.
    exceptions: Vec<Vec<ListedWord>>,
}

/// A word, or several that must all be said.
#[derive(Debug)]
struct ListedPhrase {
    listed: String,
    words: Vec<ListedWord>,
    /// Its two words run together ("bloodthinner").
    joined: Option<ListedWord>,
}

#[derive(Debug)]
struct ListedWord {
    folded: String,
    stem: String,
    sound: String,
    /// Whether it is a negation: any one matches any other.
    is_negation: bool,
}

impl ListedGroup {
    /// Whether the encoder knows its language, so that it is heard by meaning where that is known.
    pub(super) fn is_read(&self, vocabulary: &Vocabulary) -> bool {
        vocabulary.languages[self.language].code() == "en"
    }

    /// The groups of all topics, urgent ones first.
    pub(super) fn of(faq: &Faq, vocabulary: &Vocabulary, language_of_topic: &[usize]) -> Vec<Self> {
        let mut groups = Vec::new();
        for (topic, &language) in faq.topics().iter().zip(language_of_topic) {
            for group in &topic.hand_over {
                let known = &vocabulary.languages[language];
                let words = |phrase: &String| listed_words(phrase, known);
                let telling = |question: &String| {
                    let mut words = listed_words(question, known);
                    words.retain(|word| !known.changes_meaning(&word.folded));
                    words
                };
                let phrases = group.words.iter().map(|listed| ListedPhrase {
                    listed: listed.clone(),
                    joined: joined(&words(listed), known),
                    words: words(listed),
                });
                groups.push(Self {
                    group: Arc::new(group.clone()),
                    language,
                    phrases: phrases.filter(|p| !p.words.is_empty()).collect(),
                    asked: group
                        .asked
                        .iter()
                        .map(|sentence| all_words(sentence, known))
                        .collect(),
                    exceptions: group.except.iter().map(telling).collect(),
                });
            }
        }
        groups.sort_by_key(|listed| listed.group.urgency);
        groups
    }
}

/// The words of a phrase without function words, unless it has no others. Negations and words that change the
/// meaning stay ("passed out", "kill myself", "want to die").
fn listed_words(phrase: &str, language: &Language) -> Vec<ListedWord> {
    let means = |word: &ListedWord| !language.is_function_word(&word.folded);
    let mut listed = all_words(phrase, language);
    if listed.iter().any(means) {
        listed.retain(|word| {
            means(word) || word.is_negation || language.changes_meaning(&word.folded)
        });
    }
    listed
}

fn all_words(text: &str, language: &Language) -> Vec<ListedWord> {
    let words = words::plain(text).into_iter();
    words
        .map(|(folded, range)| ListedWord::of(&folded, &text[range], language))
        .collect()
}

/// Two words run together.
fn joined(words: &[ListedWord], language: &Language) -> Option<ListedWord> {
    let [first, second] = words else { return None };
    let folded = format!("{}{}", first.folded, second.folded);
    Some(ListedWord::of(&folded, &folded, language))
}

impl ListedWord {
    fn of(folded: &str, written: &str, language: &Language) -> Self {
        Self {
            stem: american(&language.stem(written, folded)),
            sound: sound(folded),
            is_negation: is_negation(folded),
            folded: folded.to_owned(),
        }
    }
}

/// A word of the query, or two neighbours run together.
struct SpokenWord {
    folded: String,
    /// Where it stands in the query's text.
    range: Range<usize>,
    /// The query's words that it consists of, by number.
    places: Range<usize>,
    /// Its stem in each language.
    stems: Vec<String>,
    /// Whether it is still being typed.
    is_unfinished: bool,
    /// The most typos that it can have: none in a real word or what may become one.
    typos: usize,
}

impl SpokenWord {
    /// Whether all of its words are at these places.
    fn is_among(&self, places: &[usize]) -> bool {
        self.places.clone().all(|place| places.contains(&place))
    }
}

/// The words of a query, each pair of neighbours run together between them.
fn spoken_words(vocabulary: &Vocabulary, query: Query<'_>) -> Vec<SpokenWord> {
    let stems = |written: &str, folded: &str| {
        let stems = vocabulary.languages.iter().map(|l| l.stem(written, folded));
        stems.map(|stem| american(&stem)).collect()
    };
    let is_common = |folded: &str| {
        folded.chars().nth(1).is_none()
            || vocabulary.is_word(folded)
            || vocabulary.any_language(|l| l.is_irregular(folded))
    };
    let mut spoken: Vec<SpokenWord> = Vec::new();
    let mut last: Option<usize> = None;
    let words = words::plain(query.text)
        .into_iter()
        .take(MOST_HAND_OVER_WORDS);
    for (count, (folded, range)) in words.enumerate() {
        let is_unfinished = query.is_unfinished(&range);
        let is_known =
            vocabulary.is_known(&folded) || is_unfinished && vocabulary.may_become(&folded);
        let word = SpokenWord {
            stems: stems(&query.text[range.clone()], &folded),
            typos: if is_known { 0 } else { 2 },
            folded,
            range,
            places: count..count + 1,
            is_unfinished,
        };
        // "breast feeding" is read as "breastfeeding" too; short words are not joined ("injection for").
        let pair = last.map(|last| &spoken[last]).and_then(|before| {
            let folded = format!("{}{}", before.folded, word.folded);
            let fits = word.folded.chars().count() >= LEAST_HALF && folded.len() <= words::LONGEST;
            fits.then(|| SpokenWord {
                stems: stems(&folded, &folded),
                range: before.range.start..word.range.end,
                places: before.places.start..word.places.end,
                is_unfinished,
                // Of two rare words, one may be a typo ("brest feeding"), not as much as "money based".
                typos: match [before, &word] {
                    pair if pair.iter().all(|word| is_common(&word.folded)) => 0,
                    pair if pair.iter().all(|word| word.typos == 0) => 1,
                    _ => 2,
                },
                folded,
            })
        });
        spoken.extend(pair);
        last = Some(spoken.len());
        spoken.push(word);
    }
    spoken
}

/// A listed word, and the query word that matches it.
type Match<'p, 'a> = (&'p ListedWord, &'a SpokenWord);

/// Matches the words of a query with those of hand-over groups, in one language.
struct GroupMatcher<'a> {
    vocabulary: &'a Vocabulary,
    language: usize,
    spoken: &'a [SpokenWord],
}

impl<'a> GroupMatcher<'a> {
    /// The first query word, from this byte of its text on, that matches a listed one.
    fn find<'p>(&self, listed: &'p ListedWord, from: usize) -> Option<Match<'p, 'a>> {
        let mut spoken = self.spoken.iter();
        let word = spoken.find(|word| word.range.start >= from && self.matches(listed, word))?;
        Some((listed, word))
    }

    /// The first matches of all words of a phrase, or of both run together, that are near each other and
    /// count; in the query's order.
    fn match_phrase<'p>(
        &self,
        phrase: &'p ListedPhrase,
        counts: impl Fn(&[Match]) -> bool,
    ) -> Option<Vec<Match<'p, 'a>>> {
        let joined = phrase.joined.as_ref().map(slice::from_ref);
        let mut wordings = iter::once(&*phrase.words).chain(joined);
        wordings.find_map(|listed| {
            let mut from = 0;
            loop {
                let all = listed.iter().map(|listed| self.find(listed, from));
                let mut all = all.collect::<Option<Vec<_>>>()?;
                all.sort_by_key(|(_, word)| word.range.start);
                let (first, last) = (all.first()?.1, all.last()?.1);
                let is_near = last.places.end <= first.places.start + all.len() + MOST_BETWEEN;
                if is_near && counts(&all) {
                    return Some(all);
                }
                from = first.range.start + 1;
            }
        })
    }

    /// Whether "no" or the like comes before a matched phrase without negations of its own ("no complaints").
    fn is_denied(&self, said: &[Match]) -> bool {
        let before = |word: &SpokenWord| {
            let mut spoken = self.spoken.iter();
            spoken.any(|other| {
                other.places.end == word.places.start && denies_next_noun(&other.folded)
            })
        };
        said.iter().all(|(listed, _)| !listed.is_negation) && before(said[0].1)
    }

    /// Whether a sentence is said word for word, in any forms of its words.
    fn has_sentence(&self, sentence: &[ListedWord]) -> bool {
        let singles = self.spoken.iter().filter(|word| word.places.len() == 1);
        let spoken: Vec<&SpokenWord> = singles.collect();
        let is_it = |said: &[&SpokenWord]| {
            let mut pairs = sentence.iter().zip(said);
            pairs.all(|(listed, word)| self.has_form(listed, word))
        };
        !sentence.is_empty() && spoken.windows(sentence.len()).any(is_it)
    }

    /// What matches a sentence that is partly said: all of its words in any order, or some in a statement,
    /// and either way a third of the content words of both sentence and query.
    fn match_part(&self, sentence: &[ListedWord], form: Form) -> Option<Vec<&'a SpokenWord>> {
        let means = |listed: &&ListedWord| self.is_content(&listed.folded);
        let said: Vec<_> = sentence.iter().filter_map(|l| self.find(l, 0)).collect();
        let telling = said.iter().filter(|(listed, _)| means(listed)).count();
        let most = sentence
            .iter()
            .filter(means)
            .count()
            .max(self.content_words().count());
        let is_said =
            said.len() == sentence.len() || form == Form::Statement && telling >= LEAST_SAID;
        let is_enough = is_said && 3 * telling >= most;
        is_enough.then(|| said.into_iter().map(|(_, word)| word).collect())
    }

    /// Whether a word is a content word or a negation.
    fn is_content(&self, folded: &str) -> bool {
        let language = &self.vocabulary.languages[self.language];
        language.class_of(folded) == WordClass::Content || is_negation(folded)
    }

    /// The single query words that are content or negations.
    fn content_words(&self) -> impl Iterator<Item = &'a SpokenWord> {
        let singles = self.spoken.iter().filter(|word| word.places.len() == 1);
        singles.filter(|word| self.is_content(&word.folded))
    }

    /// The places of the query words that form an exception: its content words in order, with at most one
    /// other between two of them.
    fn excepted_places(&self, exceptions: &[Vec<ListedWord>]) -> Vec<usize> {
        let spoken: Vec<&SpokenWord> = self.content_words().collect();
        let mut excepted = Vec::new();
        for exception in exceptions.iter().filter(|words| !words.is_empty()) {
            for from in 0..spoken.len() {
                let mut places = Vec::new();
                let mut at = from;
                for listed in exception {
                    let near = spoken
                        .iter()
                        .enumerate()
                        .skip(at)
                        .take(1 + usize::from(at > from));
                    let is_said = |(_, word): &(usize, &&SpokenWord)| self.has_form(listed, word);
                    let Some((found, word)) = near.into_iter().find(is_said) else {
                        break;
                    };
                    places.push(word.places.start);
                    at = found + 1;
                }
                if places.len() == exception.len() {
                    excepted.extend(places);
                }
            }
        }
        excepted
    }

    /// Whether a word is `listed`, a form of it, another negation or reflexive, or of the same root.
    fn has_form(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        let language = &self.vocabulary.languages[self.language];
        let is_negated = || listed.is_negation && is_negation(&spoken.folded);
        // Stemming two words run together can cut off most of one: "live really" is not "liver".
        let is_one = || {
            spoken.places.len() == 1 || spoken.folded.len() <= listed.folded.len() + LONGEST_ENDING
        };
        let is_form = || {
            spoken.stems[self.language] == listed.stem
                && is_one()
                && (is_listed_with_ending(&listed.folded, &spoken.folded)
                    || !self.is_another_word(listed, spoken))
        };
        spoken.folded == listed.folded
            || is_negated()
            || language.are_reflexive(&listed.folded, &spoken.folded)
            || is_form()
            || language.are_of_one_root(&listed.folded, &spoken.folded)
    }

    /// Whether a word with the stem of `listed` is another word: a form of an everyday one ("managed" is not
    /// "manager"). "Nurse" and "nursed" are not "nursing", but "vomited" is "vomiting".
    fn is_another_word(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        let language = &self.vocabulary.languages[self.language];
        let lists = |ending: &str| {
            let word = spoken.folded.strip_suffix(ending);
            word.is_some_and(|word| language.lists_form(word))
        };
        let is_past = || spoken.folded.ends_with("ed") && !language.is_everyday(&spoken.folded);
        listed.folded.ends_with("ing") && !is_past()
            || lists("")
            || !listed.folded.ends_with("ed") && (lists("d") || lists("ed") || lists("ing"))
    }

    /// Whether a word stands for `listed`: as one of its forms, as its beginning while typed, or, if it is no
    /// word of the language, misspelt or written by ear.
    fn matches(&self, listed: &ListedWord, spoken: &SpokenWord) -> bool {
        if self.has_form(listed, spoken) {
            return true;
        }
        let language = &self.vocabulary.languages[self.language];
        // Where everyday words are not listed, any two may be a pair of them ("keine Lust" is not "keine
        // Luft").
        let is_known = spoken.typos == 0 || spoken.places.len() > 1 && !language.knows_everyday();
        if is_known && !spoken.is_unfinished {
            return false;
        }
        let (theirs, ours) = (listed.folded.chars().count(), spoken.folded.chars().count());
        let letters = listed.folded.chars().zip(spoken.folded.chars());
        let common = letters.take_while(|(a, b)| a == b).count();
        if spoken.is_unfinished && common == ours {
            // "cance" is not "cancer" yet: it may become "cancel".
            let is_another_word = |word: &&str| {
                language.stem(word, word) != listed.stem
                    && !language.are_of_one_root(&listed.folded, word)
            };
            return ours >= 5
                && 3 * ours >= 2 * theirs
                && !language.lists_form(&spoken.folded)
                && !language
                    .everyday_with_prefix(&spoken.folded)
                    .iter()
                    .any(is_another_word);
        }
        if is_known {
            return false;
        }
        let is_misspelt = |listed: &str, typed: &str, from: [usize; 2]| {
            let typos = most_typos(listed, from).min(spoken.typos);
            within(listed, typed, typos) && begin_alike(listed, typed)
        };
        // Another ending, or the same sound. Not for two words run together, which are too long.
        let is_like = || {
            common >= 6 && theirs.max(ours) - common <= 5
                || theirs >= LEAST_SOUND
                    && within(&listed.folded, &spoken.folded, MOST_BY_EAR)
                    && listed.sound == sound(&spoken.folded)
        };
        let (stem, theirs) = (&listed.stem, &spoken.stems[self.language]);
        is_misspelt(&listed.folded, &spoken.folded, HAND_OVER_TYPOS_FROM)
            || is_misspelt(stem, theirs, HAND_OVER_STEM_TYPOS_FROM)
            || spoken.places.len() == 1 && is_like()
    }
}

/// Whether two words have the same first letter, or the first two swapped.
fn begin_alike(a: &str, b: &str) -> bool {
    let first = |word: &str| {
        let mut letters = word.chars();
        (letters.next(), letters.next())
    };
    let ((a, second), (b, other)) = (first(a), first(b));
    a == b || (a, second) == (other, b)
}

/// A stem in American spelling: "tumor" for "tumour". In other languages it need only be the same for the
/// same.
fn american(stem: &str) -> String {
    let spellings = [
        ("our", "or"),
        ("ae", "e"),
        ("oe", "e"),
        ("ys", "yz"),
        ("is", "iz"),
    ];
    let mut stem = stem.to_owned();
    for (british, american) in spellings {
        stem = stem.replace(british, american);
    }
    stem
}

/// Whether `longer` is `listed` with an ending, which may replace a last e or y.
fn is_listed_with_ending(listed: &str, longer: &str) -> bool {
    longer.starts_with(listed.trim_end_matches(['e', 'y']))
}
