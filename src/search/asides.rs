//! What a caller says beside the question: greetings, who is calling, a telephone number. It is cut out
//! before the query is read, so that it makes no hit less sure and is not told to be missing. What the FAQ
//! itself has stays.

use std::{borrow::Cow, ops::Range};

use super::{
    constants::LEAST_TELEPHONE,
    query::{Query, beginning},
    vocabulary::Vocabulary,
    words::{self, TokenKind},
};

/// The text of `query` without asides.
pub(super) fn without_asides<'a>(vocabulary: &Vocabulary, query: Query<'a>) -> Cow<'a, str> {
    let mut said: Vec<(String, Range<usize>)> = Vec::new();
    words::each(beginning(query.text), |token| {
        if token.kind == TokenKind::Plain {
            said.push((token.folded.to_owned(), token.range));
        }
    });
    let reader = AsideReader {
        vocabulary,
        query,
        said: &said,
    };
    let mut text = String::new();
    let (mut kept, mut at) = (0, 0);
    while at < said.len() {
        let count = reader.aside(at);
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
    // What was typed after an aside is not what came before it.
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
    fn word(&self, at: usize) -> &str {
        self.said.get(at).map_or("", |(word, _)| word)
    }

    /// Whether the FAQ has a word.
    fn is_ours(&self, word: &str) -> bool {
        self.vocabulary.lexicon.find(word).is_some()
    }

    /// How many words from number `at` on are an aside.
    fn aside(&self, at: usize) -> usize {
        let next = |n: usize| self.word(at + n);
        let is_unfinished = |n: usize| {
            let word = self.said.get(at + n);
            word.is_some_and(|(_, range)| self.query.is_unfinished(range))
        };
        let telephone = self.telephone(at);
        let word = self.word(at);
        if telephone > 0 {
            telephone
        } else if word == "good" && TIMES_OF_DAY.contains(&next(1)) && !is_unfinished(1) {
            2
        } else if (word, next(1), next(2)) == ("my", "number", "is") && self.telephone(at + 3) > 0 {
            3 + self.telephone(at + 3)
        } else if matches!(
            (word, next(1), next(2)),
            ("want" | "wants" | "wanted", "to", "know")
        ) {
            3
        } else if self.is_ours(word) && !matches!(word, "my" | "this") || is_unfinished(0) {
            0
        } else if TITLES.contains(&word) && !next(1).is_empty() {
            2 + self.names(at + 2, 1)
        } else if LEARNED.contains(&word) {
            let names = self.names(at + 1, 2);
            names + usize::from(names > 0)
        } else if (word, next(1), next(2)) == ("my", "name", "is") {
            let first = usize::from(!next(3).is_empty());
            3 + first + self.names(at + 3 + first, 1)
        } else if GREETINGS.contains(&word) && at == 0 {
            1
        } else if (word, next(1)) == ("thank", "you") {
            2
        } else if (word, next(1)) == ("this", "is") && at <= MOST_GREETING {
            let title = TITLES.contains(&next(2)) || LEARNED.contains(&next(2));
            let names = self.names(at + 2, 2);
            if title || names > 0 { 2 + names } else { 0 }
        } else {
            0
        }
    }

    /// How many words from number `at` on, `most` at most, are names: no words of FAQ or language.
    fn names(&self, at: usize, most: usize) -> usize {
        let said = self.said.iter().skip(at).take(most);
        let is_name = |(word, _): &&(String, Range<usize>)| {
            word.chars().all(char::is_alphabetic)
                && !self.is_ours(word)
                && !self.vocabulary.is_everyday(word)
        };
        said.take_while(is_name).count()
    }

    /// How many words from number `at` on are a long number.
    fn telephone(&self, at: usize) -> usize {
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

/// The word after one of these is a name.
const TITLES: &[&str] = &["mr", "mrs", "ms", "mister"];
/// The word after one of these is a name unless it is a word of the language: "the dr called".
const LEARNED: &[&str] = &[
    "dr", "prof", "herr", "frau", "madame", "monsieur", "senor", "senora",
];
const GREETINGS: &[&str] = &[
    "hi", "hello", "hey", "hiya", "hallo", "bonjour", "hola", "ciao", "thanks",
];
const TIMES_OF_DAY: &[&str] = &["morning", "afternoon", "evening", "day"];
/// "This is" introduces the caller only after so many words: "good morning, this is ..".
const MOST_GREETING: usize = 2;
