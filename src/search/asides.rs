//! What a caller says beside the question: greetings, names, telephone numbers, e-mail addresses. In: a
//! query; out: its text without them, so that they make no hit less sure and are not shown as missing. The
//! FAQ's own words stay. The lists of phrases below decide.

use std::ops::Range;

use super::{
    constants::MOST_BEFORE_THIS_IS,
    query::{Query, counted_text, with_replaced},
    vocabulary::Vocabulary,
    words,
};
use crate::text::without_contacts;

/// The text of `query` without asides.
pub(super) fn without_asides(vocabulary: &Vocabulary, query: Query<'_>) -> String {
    let is_ours = |(word, _): &(String, _)| vocabulary.lexicon.find(word).is_some();
    let has_ours = |number: &str| words::plain(number).iter().any(is_ours);
    let text = without_contacts(query.text, has_ours);
    let query = query.with_text(&text);
    let words = words::plain(counted_text(query.text));
    let reader = AsideReader {
        vocabulary,
        query,
        words: &words,
    };
    let mut asides = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let count = reader.aside_length(at);
        if count > 0 {
            let range = words[at].1.start..words[at + count - 1].1.end;
            // The blank keeps the last word before a final aside from counting as unfinished.
            let is_final = range.end == query.text.len();
            asides.push((range, if is_final { " " } else { "" }.to_owned()));
        }
        at += count.max(1);
    }
    with_replaced(query.text, &asides)
}

struct AsideReader<'a> {
    vocabulary: &'a Vocabulary,
    query: Query<'a>,
    words: &'a [(String, Range<usize>)],
}

impl AsideReader<'_> {
    /// Whether the FAQ has a word.
    fn is_ours(&self, word: &str) -> bool {
        self.vocabulary.lexicon.find(word).is_some()
    }

    /// How many words from number `at` on are an aside.
    fn aside_length(&self, at: usize) -> usize {
        let beside = self.phrase_length(at, BESIDE);
        let before_name = self.phrase_length(at, BEFORE_A_NAME);
        let perhaps_before = self.phrase_length(at, PERHAPS_BEFORE_A_NAME);
        if beside > 1 || beside == 1 && at == 0 {
            beside
        } else if before_name > 0 && at + before_name < self.words.len() {
            before_name + 1 + self.count_names(at + before_name + 1, 1)
        } else if perhaps_before == 1 || perhaps_before == 2 && at <= MOST_BEFORE_THIS_IS {
            match self.count_names(at + perhaps_before, 2) {
                0 => 0,
                count => perhaps_before + count,
            }
        } else {
            0
        }
    }

    /// How many words from number `at` on are one of these phrases, all of them finished. A phrase of one
    /// word does not count if the FAQ has that word.
    fn phrase_length(&self, at: usize, phrases: &str) -> usize {
        let length = phrases.split(", ").find_map(|phrase| {
            let count = phrase.split(' ').count();
            let words = self.words.get(at..at + count)?;
            let is_phrase = words.iter().map(|(word, _)| &**word).eq(phrase.split(' '));
            let is_finished = |(_, range): &(String, _)| !self.query.is_unfinished(range);
            let is_aside = is_phrase && words.iter().all(is_finished);
            (is_aside && (count > 1 || !self.is_ours(phrase))).then_some(count)
        });
        length.unwrap_or(0)
    }

    /// How many words from number `at` on, at most `most`, are names: words of neither FAQ nor language.
    fn count_names(&self, at: usize, most: usize) -> usize {
        let is_name = |(word, _): &&(String, Range<usize>)| {
            word.chars().all(char::is_alphabetic)
                && !self.is_ours(word)
                && !self.vocabulary.is_everyday(word)
        };
        let words = self.words.iter().skip(at).take(most);
        words.take_while(is_name).count()
    }
}

/// What is said before a question or after it.
const BESIDE: &str = "hi, hello, hey, hiya, hallo, bonjour, hola, ciao, thanks, thank you, good morning, \
    good afternoon, good evening, good day, want to know, wants to know, wanted to know, my number is";
/// The word after one of these is a name.
const BEFORE_A_NAME: &str = "mr, mrs, ms, mister, my name is";
/// The word after one of these is a name unless it is a word of the language: "the dr called".
const PERHAPS_BEFORE_A_NAME: &str =
    "dr, prof, herr, frau, madame, monsieur, senor, senora, this is";
