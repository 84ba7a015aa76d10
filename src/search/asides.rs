//! What a caller says beside the question: greetings, names, telephone numbers. In: a query; out: its text
//! without them, so that they make no hit less sure and are not shown as missing. The FAQ's own words stay.
//! [`LEAST_TELEPHONE`] and the lists of phrases below decide.

use std::{borrow::Cow, ops::Range};

use super::{
    constants::{LEAST_TELEPHONE, MOST_BEFORE_THIS_IS},
    query::{Query, counted_text},
    vocabulary::Vocabulary,
    words,
};

/// The text of `query` without asides.
pub(super) fn without_asides<'a>(vocabulary: &Vocabulary, query: Query<'a>) -> Cow<'a, str> {
    let said = words::plain(counted_text(query.text));
    let reader = AsideReader {
        vocabulary,
        query,
        said: &said,
    };
    let mut text = String::new();
    let (mut kept, mut at) = (0, 0);
    while at < said.len() {
        let count = reader.aside_length(at);
        if count > 0 {
            let between = query.text.get(kept..said[at].1.start);
            text.push_str(between.unwrap_or_default());
            kept = said[at + count - 1].1.end;
        }
        at += count.max(1);
    }
    if kept == 0 {
        return Cow::Borrowed(query.text);
    }
    text.push_str(&query.text[kept..]);
    // The blank keeps the last word before a final aside from counting as unfinished.
    if kept == query.text.len() {
        text.push(' ');
    }
    Cow::Owned(text)
}

struct AsideReader<'a> {
    vocabulary: &'a Vocabulary,
    query: Query<'a>,
    said: &'a [(String, Range<usize>)],
}

impl AsideReader<'_> {
    /// Whether the FAQ has a word.
    fn is_ours(&self, word: &str) -> bool {
        self.vocabulary.lexicon.find(word).is_some()
    }

    /// How many words from number `at` on are an aside.
    fn aside_length(&self, at: usize) -> usize {
        let telephone = self.telephone_length(at);
        let asking = self.asking_length(at);
        let beside = self.phrase_length(at, BESIDE);
        let named = self.phrase_length(at, BEFORE_A_NAME);
        let perhaps_named = self.phrase_length(at, PERHAPS_BEFORE_A_NAME);
        if telephone > 0 || asking > 0 {
            telephone.max(asking)
        } else if beside > 1 || beside == 1 && at == 0 {
            beside
        } else if named > 0 && at + named < self.said.len() {
            named + 1 + self.count_names(at + named + 1, 1)
        } else if perhaps_named == 1 || perhaps_named == 2 && at <= MOST_BEFORE_THIS_IS {
            match self.count_names(at + perhaps_named, 2) {
                0 => 0,
                count => perhaps_named + count,
            }
        } else {
            0
        }
    }

    /// How many words from number `at` on are one of these phrases, all of them finished. A phrase of one
    /// word does not count if the FAQ has that word.
    fn phrase_length(&self, at: usize, phrases: &str) -> usize {
        let is_said = |phrase: &&str| {
            let words = phrase.split(' ');
            let count = words.clone().count();
            let said = self.said.iter().skip(at).take(count);
            let is_finished =
                |(_, range): &(String, Range<usize>)| !self.query.is_unfinished(range);
            said.clone().map(|(word, _)| &**word).eq(words)
                && said.clone().all(is_finished)
                && (count > 1 || !self.is_ours(phrase))
        };
        let phrase = phrases.split(", ").find(is_said);
        phrase.map_or(0, |phrase| phrase.split(' ').count())
    }

    /// How many words from number `at` on say that somebody asks: "my wife wants to know", "calling to ask".
    fn asking_length(&self, at: usize) -> usize {
        let word = |at: usize| self.said.get(at).map_or("", |(word, _)| word);
        let is_in = |at: usize, words: &str| words.split(' ').any(|known| known == word(at));
        let whose = if word(at) == "my" { 2 } else { 0 };
        let helps = usize::from(is_in(at + whose, "would just also only d"));
        let verb = at + whose + helps;
        let is_asked = is_in(verb, WANTING) && word(verb + 1) == "to" && is_in(verb + 2, KNOWING);
        let is_finished = || !self.query.is_unfinished(&self.said[verb + 2].1);
        if is_asked && is_finished() {
            verb + 3 - at
        } else {
            0
        }
    }

    /// How many words from number `at` on, at most `most`, are names: words of neither FAQ nor language.
    fn count_names(&self, at: usize, most: usize) -> usize {
        let said = self.said.iter().skip(at).take(most);
        let is_name = |(word, _): &&(String, Range<usize>)| {
            word.chars().all(char::is_alphabetic)
                && !self.is_ours(word)
                && !self.vocabulary.is_everyday(word)
        };
        said.take_while(is_name).count()
    }

    /// How many words from number `at` on make up a telephone number.
    fn telephone_length(&self, at: usize) -> usize {
        let is_number =
            |word: &str| word.bytes().all(|b| b.is_ascii_digit()) && !self.is_ours(word);
        let said = self.said.iter().skip(at);
        let run: Vec<&String> = said
            .map(|(word, _)| word)
            .take_while(|word| is_number(word))
            .collect();
        let digits: usize = run.iter().map(|word| word.len()).sum();
        if digits >= LEAST_TELEPHONE {
            run.len()
        } else {
            0
        }
    }
}

/// What is said before a question or after it.
const BESIDE: &str = "hi, hello, hey, hiya, hallo, bonjour, hola, ciao, thanks, thank you, good morning, \
    good afternoon, good evening, good day, my number is, was wondering, am wondering, just wondering, \
    sorry to bother you, sorry to trouble you, quick question";
/// "To" and a word of the second list after one of the first say that somebody asks.
const WANTING: &str =
    "want wants wanted like need needs calling ringing phoning called rang trying";
const KNOWING: &str = "know ask enquire inquire";
/// The word after one of these is a name.
const BEFORE_A_NAME: &str = "mr, mrs, ms, mister, my name is";
/// The word after one of these is a name unless it is a word of the language: "the dr called".
const PERHAPS_BEFORE_A_NAME: &str =
    "dr, prof, herr, frau, madame, monsieur, senor, senora, this is";
