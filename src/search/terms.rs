//! Reading a query: what each typed word says, and what it may stand for.
//!
//! "Is botox painful" has all that "Is it painful?" has, and asks about another thing. So a hit that lacks
//! what the query names is weak: a word that is no everyday one where what is asked about stands ("is ..",
//! "of ..", "I have .."), any that is said to do something there ("does stress make it worse"), a part of the
//! body anywhere, and another number ("type 2").

use std::sync::Arc;

use super::{
    constants::FUNCTION_WORD,
    language::{Mention, WordClass},
    query::{Query, compound, query_words, with_umlauts},
    readings::{By, Reading, TypedWord, readings},
    vocabulary::Vocabulary,
};

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// What it means by itself.
    Own,
    /// What the whole FAQ is about, as "it" does: an entry without it lacks little, and nothing worth
    /// telling.
    It,
}

/// Where a word stands in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum WordPosition {
    /// Anywhere.
    Any,
    /// Where what is asked about does.
    AskedAbout,
    /// There, and before what it is said to do: "does chocolate make it worse".
    Acting,
}

/// A word as typed and what it may stand for, surest first. Without any reading it is unknown to the FAQ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QueryTerm {
    pub(super) typed: Arc<str>,
    pub(super) folded: String,
    pub(super) class: WordClass,
    pub(super) sense: Sense,
    /// Whether it names a thing: an entry that lacks it is about another.
    pub(super) names: bool,
    /// Whether it may go on.
    pub(super) unfinished: bool,
    pub(super) readings: Vec<Reading>,
    /// The most it can contribute: the largest inverse document frequency of its readings.
    pub(super) weight: f32,
    /// Of the words that an unfinished one can still become, the share that the FAQ has; 1 of a word that is
    /// one already.
    pub(super) promise: f32,
}

/// Reads `query` word by word; the same word twice counts once, two words that the FAQ writes as one count as
/// one.
pub(super) fn query_terms(vocabulary: &Vocabulary, query: Query<'_>) -> Vec<QueryTerm> {
    let tokens = query_words(query);
    let words: Vec<&str> = tokens.iter().map(|token| &*token.folded).collect();
    let mut terms: Vec<QueryTerm> = Vec::new();
    let mut looked_for = 0;
    let mut at = 0;
    while let Some(first) = tokens.get(at) {
        let (folded, count) =
            compound(vocabulary, &tokens[at..], query).unwrap_or_else(|| (first.folded.clone(), 1));
        let range = first.range.start..tokens[at + count - 1].range.end;
        let before = &words[..at];
        at += count;
        let following = words.get(at).copied();
        let folded = with_umlauts(vocabulary, &folded).unwrap_or(folded);
        let slip = |unfinished: bool| {
            let is_word = unfinished
                || vocabulary.is_word(&folded)
                || vocabulary.thesauri.iter().any(|t| t.lists(&folded));
            let mut languages = vocabulary.languages.iter();
            (!is_word).then(|| languages.find_map(|l| l.slip(&folded)))?
        };
        let folded = match slip(query.is_unfinished(&range)) {
            Some(word) => word.to_owned(),
            None => folded,
        };
        if terms.iter().any(|term| term.folded == folded) {
            continue;
        }
        let word = TypedWord {
            unfinished: query.is_unfinished(&range),
            written: &query.text[range],
            folded,
        };
        let mention = vocabulary.mention(before.last().copied(), following);
        let position = position(vocabulary, before, following);
        terms.push(understand(
            vocabulary,
            word,
            mention,
            position,
            &mut looked_for,
        ));
    }
    terms
}

/// All that one typed word may stand for.
fn understand(
    vocabulary: &Vocabulary,
    word: TypedWord<'_>,
    mention: Mention,
    position: WordPosition,
    looked_for: &mut usize,
) -> QueryTerm {
    let lexicon = &vocabulary.lexicon;
    let known = lexicon.find(&word.folded);
    let mut readings = readings(vocabulary, &word, known, looked_for);
    // "taht", "doe": a typo of a word without meaning has none either, nor has a beginning that is most
    // surely one, or the list would change twice as often ("whi" is "which" until it is "whit", though the
    // FAQ has "whitening").
    let surest = readings.first().and_then(|r| match r.by {
        By::Spelling | By::Beginning => r.word,
        _ => None,
    });
    let mut meant = match surest {
        Some(word) => word..word + 1,
        None if word.unfinished && known.is_none() => lexicon.beginning(&word.folded),
        None => 0..0,
    };
    let nothing_else = if meant.is_empty() {
        word.unfinished && readings.is_empty() && vocabulary.begins_function(&word.folded)
    } else {
        meant.all(|word| vocabulary.is_function(word))
    };
    let class = if nothing_else {
        WordClass::Function
    } else {
        vocabulary.class_of(&word.folded)
    };
    let read_as = surest.map_or(&*word.folded, |word| lexicon.word(word));
    let mut languages = vocabulary.languages.iter();
    let sense = if mention == Mention::Known && languages.any(|l| l.stands_for_it(read_as)) {
        Sense::It
    } else {
        Sense::Own
    };
    let share = if class == WordClass::Function || sense == Sense::It {
        FUNCTION_WORD
    } else {
        1.0
    };
    for reading in &mut readings {
        reading.idf *= share;
    }
    let weight = readings.iter().map(|r| r.idf).reduce(f32::max);
    let promise = if word.unfinished && known.is_none() {
        promise(vocabulary, &word.folded, &readings)
    } else {
        1.0
    };
    QueryTerm {
        typed: word.written.into(),
        class,
        sense,
        names: class == WordClass::Content
            && sense == Sense::Own
            && names(vocabulary, &word.folded, position, &readings),
        unfinished: word.unfinished,
        weight: weight.unwrap_or_else(|| vocabulary.idf(0) * share),
        readings,
        promise,
        folded: word.folded,
    }
}

/// Where a word stands that comes after these and before another.
fn position(vocabulary: &Vocabulary, before: &[&str], following: Option<&str>) -> WordPosition {
    let languages = &vocabulary.languages;
    if !languages.iter().any(|l| l.asks_about(before)) {
        WordPosition::Any
    } else if following.is_some_and(|word| languages.iter().any(|l| l.acts(word))) {
        WordPosition::Acting
    } else {
        WordPosition::AskedAbout
    }
}

/// Whether a word that means something names a thing of its own: not what a good part of the FAQ has, nor,
/// unless it is said to do something, an everyday word. What is still being typed does too, until it is one
/// of these.
fn names(
    vocabulary: &Vocabulary,
    folded: &str,
    position: WordPosition,
    readings: &[Reading],
) -> bool {
    let itself = |r: &&Reading| matches!(r.by, By::Exact | By::Stem);
    let few = |r: &Reading| !vocabulary.is_about(vocabulary.postings.entries(r.term));
    let mut languages = vocabulary.languages.iter();
    // "Type 2" is not "type 1".
    let is_number = folded.bytes().all(|b| b.is_ascii_digit());
    is_number && readings.iter().all(few)
        || (position != WordPosition::Any || languages.any(|l| l.is_of_the_body(folded)))
            && folded.chars().nth(1).is_some()
            && (position == WordPosition::Acting || !vocabulary.is_common_word(folded))
            && readings.iter().filter(itself).all(few)
}

/// Of the words that `folded` can still become, the share that the FAQ has: "boo" may be going to be "boost",
/// "book" or "boot". One that is a form of a word as it stands, or two words in one, is one of them.
fn promise(vocabulary: &Vocabulary, folded: &str, readings: &[Reading]) -> f32 {
    let recognised = readings.iter().any(|r| r.by == By::Stem);
    let ours = usize::from(recognised) + vocabulary.lexicon.beginning(folded).len();
    let others = vocabulary.languages.iter().flat_map(|language| {
        let all = language.everyday(folded).iter();
        all.filter(|word| {
            vocabulary
                .lexicon
                .term(&language.stem(word, word))
                .is_none()
        })
    });
    ours as f32 / (ours + others.count()).max(1) as f32
}
