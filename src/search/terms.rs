//! Reading a query. In: its text; out: one [`QueryTerm`] for each word, with its class, its weight and the
//! FAQ's terms that it may stand for (`readings`).

use std::sync::Arc;

use super::{
    constants::{COMMON_NUMBER_SHARE, FUNCTION_WORD},
    language::{Form, WordClass},
    query::{Query, compound, query_words, with_umlauts},
    readings::{By, Reading, TypedWord, readings},
    vocabulary::Vocabulary,
    words,
};

/// A word as typed, and what it may stand for, surest first. A word without readings is unknown to the FAQ.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct QueryTerm {
    pub(super) typed: Arc<str>,
    pub(super) folded: String,
    pub(super) class: WordClass,
    /// Whether it stands for the FAQ's subject ("the session", "my treatment"): no loss to an entry without.
    pub(super) is_subject: bool,
    /// Whether only an entry that has it can answer: a number, or the name of a thing that the FAQ does not
    /// know ("type 2", "is botox painful").
    pub(super) is_required: bool,
    /// Whether it is still being typed.
    pub(super) unfinished: bool,
    pub(super) readings: Vec<Reading>,
    /// The largest inverse document frequency of its readings.
    pub(super) weight: f32,
    /// How likely an unfinished word is to become one of the FAQ's, 0..1; 1 if it is one already.
    pub(super) completion: f32,
}

/// Reads `query` word by word. A repeated word counts once, and so do two that the FAQ writes as one.
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
            // "he's" is not a mistyped "has".
            let is_word = unfinished
                || query.text[range.clone()].contains(['\'', '’'])
                || vocabulary.is_word(&folded)
                || vocabulary.lists_synonyms(&folded);
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

/// What one typed word, between its neighbours, may stand for.
fn understand(
    vocabulary: &Vocabulary,
    word: TypedWord<'_>,
    (before, after): (Option<&str>, Option<&str>),
    looked_for: &mut usize,
) -> QueryTerm {
    let lexicon = &vocabulary.lexicon;
    let known = lexicon.find(&word.folded);
    let mut readings = readings(vocabulary, &word, known, looked_for);
    // A mistyped function word ("taht") is one too. So is an unfinished word as long as its likeliest
    // completion is ("whi": "which", though the FAQ has "whitening"), or the list would change twice as
    // often.
    let surest = readings.first().and_then(|r| match r.by {
        By::Spelling | By::Prefix => r.word,
        _ => None,
    });
    let is_function = |word: u32| vocabulary.class_of(lexicon.word(word)) == WordClass::Function;
    let mut begun = lexicon.with_prefix(&word.folded);
    let reads_as_function = match surest {
        Some(word) => is_function(word),
        None if word.unfinished && known.is_none() && !begun.is_empty() => begun.all(is_function),
        None => word.unfinished && readings.is_empty() && vocabulary.begins_function(&word.folded),
    };
    let class = if reads_as_function {
        WordClass::Function
    } else {
        vocabulary.class_of(&word.folded)
    };
    let read_as = surest.map_or(&*word.folded, |word| lexicon.word(word));
    let is_subject = vocabulary.any_language(|l| l.stands_for_subject(before, read_as, after));
    let share = if class == WordClass::Function || is_subject {
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
        is_subject,
        is_required: class == WordClass::Content
            && !is_subject
            && is_required_word(vocabulary, &word.folded, &readings),
        unfinished: word.unfinished,
        weight: weight.unwrap_or_else(|| vocabulary.idf(0) * share),
        readings,
        folded: word.folded,
    }
}

/// Whether a word is a number that few entries have ("type 2"), or names a thing that is neither in the FAQ,
/// typos and all, nor everyday.
fn is_required_word(vocabulary: &Vocabulary, folded: &str, readings: &[Reading]) -> bool {
    let most = vocabulary.entry_count / COMMON_NUMBER_SHARE;
    let few = |r: &Reading| vocabulary.postings.entry_count(r.term) as usize <= most;
    let is_number = folded.bytes().all(|b| b.is_ascii_digit());
    let is_foreign = || readings.iter().all(|r| r.by == By::Synonym);
    is_number && readings.iter().all(few)
        || folded.chars().nth(1).is_some() && is_foreign() && !vocabulary.is_common_word(folded)
}

/// The FAQ's share of all words that `folded` can still become ("boo": "boost", "book", "boot"), times the
/// share of the likeliest one's letters that are typed. A form of a word, or two in one, counts as the FAQ's.
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

/// The form of a query `text`, read as `terms`; a question where no language of the FAQ tells.
pub(super) fn form_of(vocabulary: &Vocabulary, text: &str, terms: &[QueryTerm]) -> Form {
    if text.trim_end().ends_with('?') {
        return Form::Question;
    }
    let words: Vec<&str> = terms.iter().map(|term| &*term.folded).collect();
    let mut languages = vocabulary.languages.iter();
    let form = languages.find_map(|l| l.form(&words));
    form.unwrap_or(Form::Question)
}

/// Whether a query's only content word is its last one, which is unfinished and still a single letter, or the
/// beginning of a function word ("wh": "what", or "whitening").
pub(super) fn is_hardly_begun(vocabulary: &Vocabulary, terms: &[QueryTerm]) -> bool {
    let Some((last, before)) = terms.split_last() else {
        return false;
    };
    let mut letters = last.folded.chars();
    let is_letter = letters.next().is_some_and(words::is_spelt) && letters.next().is_none();
    // "thin" may become "think", but is a word of the FAQ, as "ALS" is. Two letters must be an everyday word
    // too: many pairs of letters are words of the FAQ by chance.
    let is_word = || {
        vocabulary.lexicon.find(&last.folded).is_some()
            && (last.folded.chars().nth(2).is_some() || vocabulary.is_everyday(&last.folded))
    };
    last.unfinished
        && last.class == WordClass::Content
        && (is_letter || vocabulary.begins_function(&last.folded) && !is_word())
        && before.iter().all(|term| term.class == WordClass::Function)
}

/// The content words of a query, without those that stand for the FAQ's subject ("a session").
pub(super) fn telling_terms(terms: &[QueryTerm]) -> impl Iterator<Item = &QueryTerm> {
    let says = |t: &&QueryTerm| t.class == WordClass::Content && !t.is_subject;
    terms.iter().filter(says)
}

/// The content words of a query, each with whether a candidate has it.
pub(super) fn content_terms<'a>(
    terms: &'a [QueryTerm],
    has: &'a [bool],
) -> impl Iterator<Item = (&'a QueryTerm, bool)> {
    let all = terms.iter().zip(has.iter().copied());
    all.filter(|(term, _)| term.class == WordClass::Content)
}
