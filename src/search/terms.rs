//! Reading a query: what each typed word says, and what it may stand for.

use std::sync::Arc;

use super::{
    constants::FUNCTION_WORD,
    language::WordClass,
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

/// A word as typed and what it may stand for, surest first. Without any reading it is unknown to the FAQ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QueryTerm {
    pub(super) typed: Arc<str>,
    pub(super) folded: String,
    pub(super) class: WordClass,
    pub(super) sense: Sense,
    /// Whether it names a thing that the FAQ has no word for, or a number: an entry that lacks it is about
    /// another ("is botox painful", "type 2").
    pub(super) names_other: bool,
    /// Whether it may go on.
    pub(super) unfinished: bool,
    pub(super) readings: Vec<Reading>,
    /// The most it can contribute: the largest inverse document frequency of its readings.
    pub(super) weight: f32,
    /// How sure an unfinished word is to become one that the FAQ has; 1 of a word that is one already.
    pub(super) completion: f32,
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
        let before = at.checked_sub(1).map(|before| words[before]);
        at += count;
        let after = words.get(at).copied();
        let folded = with_umlauts(vocabulary, &folded).unwrap_or(folded);
        let slip = |unfinished: bool| {
            // "he's" is no "has" with a slip.
            let is_word = unfinished
                || query.text[range.clone()].contains(['\'', '’'])
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
        terms.push(understand(
            vocabulary,
            word,
            (before, after),
            &mut looked_for,
        ));
    }
    terms
}

/// All that one typed word may stand for, which comes between two others.
fn understand(
    vocabulary: &Vocabulary,
    word: TypedWord<'_>,
    (before, after): (Option<&str>, Option<&str>),
    looked_for: &mut usize,
) -> QueryTerm {
    let lexicon = &vocabulary.lexicon;
    let known = lexicon.find(&word.folded);
    let mut readings = readings(vocabulary, &word, known, looked_for);
    // "taht", "doe": a typo of a word without meaning has none either, nor has a beginning that is most
    // surely one, or the list would change twice as often ("whi" is "which" until it is "whit", though the
    // FAQ has "whitening").
    let surest = readings.first().and_then(|r| match r.by {
        By::Spelling | By::Prefix => r.word,
        _ => None,
    });
    let mut meant = match surest {
        Some(word) => word..word + 1,
        None if word.unfinished && known.is_none() => lexicon.with_prefix(&word.folded),
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
    let sense = if languages.any(|l| l.stands_for_it(before, read_as, after)) {
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
    let completion = if word.unfinished && known.is_none() {
        completion(vocabulary, &word.folded, &readings)
    } else {
        1.0
    };
    QueryTerm {
        completion,
        typed: word.written.into(),
        class,
        sense,
        names_other: class == WordClass::Content
            && sense == Sense::Own
            && names_other_thing(vocabulary, &word.folded, &readings),
        unfinished: word.unfinished,
        weight: weight.unwrap_or_else(|| vocabulary.idf(0) * share),
        readings,
        folded: word.folded,
    }
}

/// Whether a word names a thing of its own: neither the FAQ's, however it is spelt, nor an everyday one; or a
/// number, which "type 2" needs.
fn names_other_thing(vocabulary: &Vocabulary, folded: &str, readings: &[Reading]) -> bool {
    let few = |r: &Reading| !vocabulary.is_about(vocabulary.postings.entry_count(r.term));
    let is_number = folded.bytes().all(|b| b.is_ascii_digit());
    let is_foreign = || readings.iter().all(|r| r.by == By::Synonym);
    is_number && readings.iter().all(few)
        || folded.chars().nth(1).is_some() && is_foreign() && !vocabulary.is_common_word(folded)
}

/// Of the words that `folded` can still become, the share that the FAQ has, and how much of the likeliest is
/// typed: "boo" may be going to be "boost",
/// "book" or "boot". One that is a form of a word as it stands, or two words in one, is one of them.
fn completion(vocabulary: &Vocabulary, folded: &str, readings: &[Reading]) -> f32 {
    let recognised = readings.iter().any(|r| r.by == By::Stem);
    let ours = usize::from(recognised) + vocabulary.lexicon.with_prefix(folded).len();
    let others = vocabulary.languages.iter().flat_map(|language| {
        let is_others = |word: &&&str| {
            let stem = language.stem(word, word);
            vocabulary.lexicon.term(&stem).is_none()
        };
        language
            .everyday_with_prefix(folded)
            .iter()
            .filter(is_others)
    });
    let share = ours as f32 / (ours + others.count()).max(1) as f32;
    let letters = |word: &str| word.chars().count() as f32;
    let begun = readings.iter().find(|r| r.by == By::Prefix);
    let whole = begun.and_then(|r| r.word);
    let typed = whole.map_or(1.0, |word| {
        letters(folded) / letters(vocabulary.lexicon.word(word))
    });
    share * typed
}
