//! Reading a query. In: its text; out: one [`QueryTerm`] for each word, with its class, its weight and the
//! FAQ's terms that it may stand for (`readings`).

use std::sync::Arc;

use super::{
    compounds::compound,
    constants::{COMMON_NUMBER_SHARE, FUNCTION_WORD_WEIGHT},
    english::{DETERMINERS, TREATMENT_WORDS},
    language::Language,
    lexicon::WordId,
    query::{Query, counted_text, query_words},
    readings::{ReadBy, Reading, TypedWord, readings},
    sentence::Form,
    separable::SplitVerb,
    vocabulary::{Vocabulary, WordClass},
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

/// A query as it was read, and the words that it was read by.
#[derive(Clone, Copy)]
pub(super) struct ParsedQuery<'a> {
    pub(super) vocabulary: &'a Vocabulary,
    /// Without asides, with the blanks that it lacked.
    pub(super) text: &'a str,
    pub(super) terms: &'a [QueryTerm],
    pub(super) form: Form,
}

impl<'a> ParsedQuery<'a> {
    /// The content words, without those that stand for the FAQ's subject ("a session").
    pub(super) fn telling_terms(self) -> impl Iterator<Item = &'a QueryTerm> {
        let is_telling = |t: &&QueryTerm| t.class == WordClass::Content && !t.is_subject;
        self.terms.iter().filter(is_telling)
    }

    /// The content words, each with whether an entry `has` it.
    pub(super) fn content_terms(self, has: &[bool]) -> impl Iterator<Item = (&'a QueryTerm, bool)> {
        let all = self.terms.iter().zip(has.iter().copied());
        all.filter(|(term, _)| term.class == WordClass::Content)
    }
}

/// Reads `query` word by word. A repeated word counts once, and so do two that the FAQ writes as one, or a
/// verb and its particle.
pub(super) fn query_terms(vocabulary: &Vocabulary, query: Query<'_>) -> Vec<QueryTerm> {
    let mut words = query_words(query);
    let is_ours = |SplitVerb { folded, .. }: &SplitVerb| {
        let stem = vocabulary.stem(folded, folded);
        vocabulary.lexicon.term(&stem).is_some()
    };
    let text = counted_text(query.text);
    let split_verbs = vocabulary.spoken().flat_map(|l| l.split_verbs(text));
    let split_verbs: Vec<_> = split_verbs.filter(is_ours).collect();
    words.retain(|word| split_verbs.iter().all(|verb| verb.particle != word.range));
    let mut terms: Vec<QueryTerm> = Vec::new();
    let mut lookups = 0;
    let mut at = 0;
    while let Some(first) = words.get(at) {
        let (folded, count) =
            compound(vocabulary, &words[at..], query).unwrap_or_else(|| (first.folded.clone(), 1));
        let range = first.range.start..words[at + count - 1].range.end;
        let before = words[..at].last().map(|word| &*word.folded);
        at += count;
        let after = words.get(at).map(|word| &*word.folded);
        let split_verb = split_verbs.iter().find(|verb| verb.verb == range);
        let folded = split_verb.map_or(folded, |verb| verb.folded.clone());
        let mut word = TypedWord {
            unfinished: query.is_unfinished(&range),
            written: split_verb.map_or(&query.text[range], |verb| &verb.folded),
            folded,
        };
        respell(vocabulary, &mut word);
        if terms.iter().all(|term| term.folded != word.folded) {
            let term = query_term(vocabulary, word, (before, after), &mut lookups);
            terms.push(term);
        }
    }
    terms
}

/// Gives a word its umlauts, if the FAQ has only that spelling ("betaeubung"), and makes an unknown one the
/// function word that it mistypes.
fn respell(vocabulary: &Vocabulary, word: &mut TypedWord<'_>) {
    let lexicon = &vocabulary.lexicon;
    let mut languages = vocabulary.spoken();
    if let Some(spelt) = languages.find_map(|l| l.with_umlauts(&word.folded))
        && lexicon.begins_word(&spelt)
        && !lexicon.begins_word(&word.folded)
    {
        word.folded = spelt;
    }
    // "he's" is not a mistyped "has".
    let is_word = word.unfinished
        || word.written.contains(['\'', '’'])
        || vocabulary.is_word(&word.folded)
        || vocabulary.thesaurus.words.has(&word.folded);
    let mut languages = vocabulary.spoken().filter(|_| !is_word);
    if let Some(listed) = languages.find_map(|l| l.mistyped_function_word(&word.folded)) {
        listed.clone_into(&mut word.folded);
    }
}

/// What one typed word, between its neighbours, may stand for.
fn query_term(
    vocabulary: &Vocabulary,
    word: TypedWord<'_>,
    (before, after): (Option<&str>, Option<&str>),
    lookups: &mut usize,
) -> QueryTerm {
    let lexicon = &vocabulary.lexicon;
    let itself = lexicon.find(&word.folded);
    let mut readings = readings(vocabulary, &word, itself, lookups);
    let likeliest = readings.first().and_then(|r| match r.by {
        ReadBy::Spelling | ReadBy::Prefix => r.word,
        _ => None,
    });
    let class = if reads_as_function_word(vocabulary, &word, likeliest, &readings) {
        WordClass::Function
    } else {
        vocabulary.class_of(&word.folded)
    };
    let read_as = likeliest.map_or(&*word.folded, |word| lexicon.word(word));
    let is_subject = vocabulary.has_english() && stands_for_subject(before, read_as, after);
    let share = if class == WordClass::Function || is_subject {
        FUNCTION_WORD_WEIGHT
    } else {
        1.0
    };
    for reading in &mut readings {
        reading.idf *= share;
    }
    let weight = readings.iter().map(|r| r.idf).reduce(f32::max);
    QueryTerm {
        completion: completion(vocabulary, &word, &readings),
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

/// Whether a word counts as a function word because what it most likely mistypes ("taht") or begins ("whi":
/// "which", though the FAQ has "whitening") is one. Else the list would change twice as often while the user
/// types.
fn reads_as_function_word(
    vocabulary: &Vocabulary,
    word: &TypedWord<'_>,
    likeliest: Option<WordId>,
    readings: &[Reading],
) -> bool {
    let lexicon = &vocabulary.lexicon;
    let is_function = |word: WordId| vocabulary.class_of(lexicon.word(word)) == WordClass::Function;
    let mut completions = lexicon.with_prefix(&word.folded);
    let is_begun = lexicon.find(&word.folded).is_none() && completions.len() > 0;
    match likeliest {
        Some(word) => is_function(word),
        None if word.unfinished && is_begun => completions.all(is_function),
        None => word.unfinished && readings.is_empty() && vocabulary.begins_function(&word.folded),
    }
}

/// Whether a word with these neighbours stands for the FAQ's subject, as "it" does: "the treatment", "my
/// session", but neither "treatment" nor "the treatment for acne".
fn stands_for_subject(before: Option<&str>, folded: &str, after: Option<&str>) -> bool {
    TREATMENT_WORDS.has(folded)
        && before.is_some_and(|word| DETERMINERS.has(word))
        && !after.is_some_and(|word| matches!(word, "for" | "of"))
}

/// Whether a word is a number that few entries have ("type 2"), or names a thing that is neither in the FAQ,
/// typos and all, nor everyday.
fn is_required_word(vocabulary: &Vocabulary, folded: &str, readings: &[Reading]) -> bool {
    let most = vocabulary.entry_count / COMMON_NUMBER_SHARE;
    let few = |r: &Reading| vocabulary.postings.entry_count(r.term) as usize <= most;
    let is_number = folded.bytes().all(|b| b.is_ascii_digit());
    let is_foreign = || readings.iter().all(|r| r.by == ReadBy::Synonym);
    is_number && readings.iter().all(few)
        || folded.chars().nth(1).is_some() && is_foreign() && !vocabulary.is_common_word(folded)
}

/// The FAQ's share of all words that `folded` can still become ("boo": "boost", "book", "boot"), times the
/// share of the likeliest one's letters that are typed; 1 if it need not become any. A form of a word, or two
/// in one, counts as the FAQ's.
fn completion(vocabulary: &Vocabulary, word: &TypedWord<'_>, readings: &[Reading]) -> f32 {
    let (folded, lexicon) = (&*word.folded, &vocabulary.lexicon);
    if !word.unfinished || lexicon.find(folded).is_some() {
        return 1.0;
    }
    let is_recognised = readings.iter().any(|r| r.by == ReadBy::Stem);
    let ours = usize::from(is_recognised) + lexicon.with_prefix(folded).len();
    let count_others = |language: &Language| {
        let words = language.everyday_with_prefix(folded).iter();
        let is_other = |word: &&&str| lexicon.term(&language.stem(word, word)).is_none();
        words.filter(is_other).count()
    };
    let others: usize = vocabulary.spoken().map(count_others).sum();
    let share = ours as f32 / (ours + others).max(1) as f32;
    let letters = |word: &str| word.chars().count() as f32;
    let likeliest = readings.iter().find(|r| r.by == ReadBy::Prefix);
    let whole = likeliest.and_then(|r| r.word);
    let typed = whole.map_or(1.0, |word| letters(folded) / letters(lexicon.word(word)));
    share * typed
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
