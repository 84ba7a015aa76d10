//! What kind of sentence the caller says. In: a text or its folded words; out: whether that is a question, a
//! report or a fragment, and what a question asks for. Fragments, and what is asked for, are told in English
//! alone.

use super::{
    constants::LONGEST_GREETING,
    english::{
        AUXILIARIES, BEFORE_A_PRICE, BEFORE_A_QUESTION, DETERMINERS, LAST_OF_A_QUESTION,
        PRICE_WORDS, PRONOUNS,
    },
    query::counted_text,
    vocabulary::Vocabulary,
    words,
};

/// How a query is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It asks something.
    Question,
    /// It reports something that may be for somebody else to handle: somebody is in it, or an auxiliary verb.
    Statement,
    /// It does neither: "my skin".
    Fragment,
}

/// What kind of thing a question asks for: "how much is a session" is not "how many sessions", though their
/// words and meanings are near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Somebody,
    Place,
    Price,
    /// A number or a time.
    Measure,
}

/// The form of a query's text with these words; in other languages than English, a question unless somebody
/// speaks of himself.
pub(super) fn form(vocabulary: &Vocabulary, text: &str, words: &[&str]) -> Form {
    // "Pain since yesterday" is a report, "better since" the beginning of anything.
    let tells = |word: &&str| match *word {
        "since" | "still" => words.len() > 2 && vocabulary.has_english(),
        word => vocabulary
            .any_language(|l| l.is_person(word) || l.is_english() && AUXILIARIES.has(word)),
    };
    if text.trim_end().ends_with('?') || begins_like_question(vocabulary, words) {
        Form::Question
    } else if words.iter().any(tells) {
        Form::Statement
    } else if vocabulary.has_english() {
        Form::Fragment
    } else {
        Form::Question
    }
}

/// Whether words begin like a question, after words such as "hello" and "so".
pub(super) fn begins_like_question(vocabulary: &Vocabulary, words: &[&str]) -> bool {
    let mut words = words.iter().skip_while(|word| BEFORE_A_QUESTION.has(word));
    let first = words.next();
    first.is_some_and(|word| vocabulary.any_language(|l| l.begins_question(word)))
}

/// Whether a folded word is one of the short words that English questions and reports are made of: "is",
/// "it", "my".
pub(super) fn is_sentence_word(vocabulary: &Vocabulary, folded: &str) -> bool {
    begins_like_question(vocabulary, &[folded]) || PRONOUNS.has(folded) || DETERMINERS.has(folded)
}

/// Whether a report goes on to ask: "I am a coward, does it hurt".
pub(super) fn asks_at_last(vocabulary: &Vocabulary, text: &str) -> bool {
    let mut later = text.split([',', ';', '.', '!']).skip(1);
    later.any(|part| with_words(part, |words| begins_like_question(vocabulary, words)))
}

/// Whether function words alone ask a complete question: "how much is it", "where are you".
pub(super) fn asks_without_content_words(vocabulary: &Vocabulary, text: &str) -> bool {
    let is_end = |word: &&str| LAST_OF_A_QUESTION.has(word);
    let ends = with_words(text, |words| words.last().is_some_and(is_end));
    ends && wanted(vocabulary, text).is_some()
}

/// Whether a text is a question, and longer than a greeting ("how are you").
pub(super) fn asks_beyond_greeting(vocabulary: &Vocabulary, text: &str) -> bool {
    with_words(text, |words| {
        words.len() > LONGEST_GREETING && begins_like_question(vocabulary, words)
    })
}

/// What a text asks for, by its question words; `None` if these leave it open.
pub(super) fn wanted(vocabulary: &Vocabulary, text: &str) -> Option<Wanted> {
    let wanted = |words: &[&str]| match *words {
        ["who" | "whom" | "whose", ..] => Some(Wanted::Somebody),
        ["where", ..] => Some(Wanted::Place),
        ["when", ..] | ["how", "many" | "long" | "often" | "soon", ..] => Some(Wanted::Measure),
        ["how", "much"] => Some(Wanted::Price),
        ["how", "much", next, ..] => BEFORE_A_PRICE.has(next).then_some(Wanted::Price),
        [word, ..] => PRICE_WORDS.has(word).then_some(Wanted::Price),
        [] => None,
    };
    if !vocabulary.has_english() {
        return None;
    }
    with_words(text, |words| {
        (0..words.len()).find_map(|at| wanted(&words[at..]))
    })
}

/// Calls `ask` with the folded words of `text`, cut to the part that is read.
fn with_words<T>(text: &str, ask: impl Fn(&[&str]) -> T) -> T {
    let words = words::plain(counted_text(text));
    ask(&words.iter().map(|(word, _)| &**word).collect::<Vec<_>>())
}
