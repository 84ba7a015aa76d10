//! What is known of a language's words. In: a folded word; out: its stem, and what kind of word it is. Stems
//! and function words are known in many languages, everyday words in English. Only this file uses `frostem`.

use std::{borrow::Cow, fmt, ops::RangeInclusive};

use frostem::Stemmer;

use super::{
    english::{AUXILIARIES, EVERYDAY, GENERIC, IRREGULAR, PRONOUNS, QUESTION_WORDS, THINGS},
    lexicon::within,
    separable::{self, SplitVerb},
    words::{self, ShortList},
};
use crate::text;

/// The language of a topic.
pub(super) struct Language {
    code: String,
    stemmer: Option<Stemmer>,
    function_words: Words,
    everyday_words: Words,
    circumstances: ShortList,
    particles: ShortList,
    question_beginnings: ShortList,
    first_persons: ShortList,
    /// The irregular forms, sorted, each with its base form.
    irregular: Vec<(&'static str, &'static str)>,
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.code).finish()
    }
}

impl Language {
    /// The code of a topic's language: English where none is named.
    pub(super) fn code_of(language: &str) -> &str {
        if language.is_empty() { "en" } else { language }
    }

    /// The language with this two-letter code. A word of an unknown language is its own stem.
    pub(super) fn of(code: &str) -> Self {
        let forms = |line: &'static str| {
            let (base, forms) = line.split_once(' ').unwrap_or_default();
            forms.split(' ').map(move |form| (form, base))
        };
        let if_english = |list| if code == "en" { list } else { "" };
        let irregular = if_english(IRREGULAR).lines();
        let mut irregular: Vec<_> = irregular.flat_map(forms).collect();
        irregular.sort_unstable();
        Self {
            stemmer: Stemmer::try_from_name(code).ok(),
            function_words: Words::of(text::function_words(code)),
            circumstances: ShortList(text::circumstances(code)),
            everyday_words: Words::of(if_english(EVERYDAY)),
            particles: ShortList(text::verb_particles(code)),
            question_beginnings: ShortList(text::question_beginnings(code)),
            first_persons: ShortList(text::first_persons(code)),
            irregular,
            code: code.to_owned(),
        }
    }

    /// Its two-letter code.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// Whether it is English: everyday words, synonyms, sentences and meaning are known in no other language.
    pub(super) fn is_english(&self) -> bool {
        self.code == "en"
    }

    /// The folded stem of a word, given as written and folded.
    pub(super) fn stem<'a>(&self, written: &str, folded: &'a str) -> Cow<'a, str> {
        let stem = self.stem_by_ending(written, folded);
        separable::stem(&self.particles, folded, &stem).map_or(stem, Cow::Owned)
    }

    /// The verbs of a text that are parted from their particles.
    pub(super) fn split_verbs(&self, text: &str) -> Vec<SplitVerb> {
        separable::split_verbs(&self.particles, text, |word| self.is_function_word(word))
    }

    /// The stem of a word by its ending. Most stemmers need the accents of the written word, so it is folded
    /// after stemming.
    fn stem_by_ending<'a>(&self, written: &str, folded: &'a str) -> Cow<'a, str> {
        if self.code == "ja" {
            return Cow::Borrowed(without_inflection(folded));
        }
        let Some(stemmer) = self.stemmer else {
            return Cow::Borrowed(folded);
        };
        if let Some(base) = self.base(folded) {
            return stemmer.stem(base);
        }
        if let Some(number) = self.compound_number(folded) {
            return Cow::Owned(number);
        }
        if written.is_ascii() {
            return stemmer.stem(folded);
        }
        let mut lower = String::with_capacity(written.len());
        for c in words::letters(written) {
            match c {
                'I' if self.code == "tr" => lower.push('ı'),
                'İ' => lower.push('i'),
                c => lower.extend(c.to_lowercase()),
            }
        }
        let stem = stemmer.stem(&lower);
        let mut out = String::with_capacity(stem.len());
        stem.chars().for_each(|c| text::fold(c, &mut out));
        if out.is_empty() || out.len() > words::LONGEST {
            Cow::Borrowed(folded)
        } else {
            Cow::Owned(out)
        }
    }

    /// The base form of an irregular form ("teeth", "slept"); of a number in letters, its digits.
    pub(super) fn base(&self, folded: &str) -> Option<&'static str> {
        let forms = &self.irregular;
        let place = forms.binary_search_by_key(&folded, |&(form, _)| form);
        place.ok().map(|place| forms[place].1)
    }

    /// The digits of a number that is two words run together ("twentyfive").
    fn compound_number(&self, folded: &str) -> Option<String> {
        let end = folded.find("ty").filter(|_| self.is_english())? + "ty".len();
        let (tens, ones) = (self.base(&folded[..end])?, &folded[end..]);
        let ones = if ones == "one" { "1" } else { self.base(ones)? };
        let is_number = tens.ends_with('0') && ones.len() == 1 && tens.len() == 2;
        is_number.then(|| format!("{}{ones}", &tens[..1]))
    }

    /// A folded word without the e's that stand for umlauts ("betaeubung", "betaubung"), if there are any:
    /// the "ue" of "Frauen" is no umlaut.
    pub(super) fn with_umlauts(&self, folded: &str) -> Option<String> {
        if self.code != "de" {
            return None;
        }
        let (mut spelt, mut before) = (String::with_capacity(folded.len()), ' ');
        for letter in folded.chars() {
            let is_umlaut = match before {
                'a' | 'o' => true,
                'u' => !spelt.trim_end_matches('u').ends_with(['a', 'e', 'o', 'q']),
                _ => false,
            };
            if !(letter == 'e' && is_umlaut) {
                spelt.push(letter);
            }
            before = letter;
        }
        (spelt != folded).then_some(spelt)
    }

    /// How many letters a compound may have before a last part of `letters` ("Sonnenschutz": "Schutz"; in
    /// Hebrew "and", "the", "in" and the like are prefixes). `None` if the language forms no such compounds.
    pub(super) fn compound_prefix_lengths(&self, letters: usize) -> Option<RangeInclusive<usize>> {
        match self.code.as_str() {
            "de" | "nl" | "sv" | "da" if letters >= 4 => Some(3..=words::LONGEST),
            "he" if letters >= 3 => Some(1..=2),
            _ => None,
        }
    }

    /// Whether a folded word is a function word, or an irregular form of one ("went": "go").
    pub(super) fn is_form_of_function_word(&self, folded: &str) -> bool {
        let base = self.base(folded);
        self.is_function_word(folded) || base.is_some_and(|base| self.is_function_word(base))
    }

    /// Whether a folded word is a function word in this very form: "go", but not "went", which says something
    /// in a phrase.
    pub(super) fn is_function_word(&self, folded: &str) -> bool {
        self.function_words.has(folded)
    }

    /// Whether a function word says when, how much or whither, so that the one word beside it does not say
    /// the same alone: "brennt seit" is more than "brennt".
    pub(super) fn is_circumstance(&self, folded: &str) -> bool {
        self.circumstances.has(folded)
    }

    /// Whether a question may begin with a folded word: "how", "does".
    pub(super) fn begins_question(&self, folded: &str) -> bool {
        if self.is_english() {
            QUESTION_WORDS.has(folded.trim_end_matches('s')) || AUXILIARIES.has(folded)
        } else {
            self.question_beginnings.has(folded)
        }
    }

    /// Whether somebody who says a folded word speaks of himself; in English, of anybody.
    pub(super) fn is_person(&self, folded: &str) -> bool {
        self.is_english() && PRONOUNS.has(folded) || self.first_persons.has(folded)
    }

    /// Whether a folded word, in whichever form ("possibly", "families"), is so common that it is hardly a
    /// misspelling of another.
    pub(super) fn is_everyday(&self, folded: &str) -> bool {
        let has_stem = || {
            let stem = self.stem(folded, folded);
            let shared = stem.strip_suffix('i').unwrap_or(&stem);
            let mut near = self.everyday_with_prefix(shared).iter();
            near.any(|word| **word == *stem || self.stem(word, word) == stem)
        };
        self.lists_form(folded) || has_stem()
    }

    /// Whether a folded word is listed, or is the plural or adverb of a listed one: "nurses", but not
    /// "nursing".
    pub(super) fn lists_form(&self, folded: &str) -> bool {
        let has = |word: &str| self.everyday_words.has(word) || self.function_words.has(word);
        let without = |ending: &str| folded.strip_suffix(ending).is_some_and(has);
        has(folded) || ["s", "es", "ly"].into_iter().any(without)
    }

    /// Whether a folded word says too little to make a hit sure by itself: "help", "put", "time".
    pub(super) fn is_generic(&self, folded: &str) -> bool {
        self.is_english() && GENERIC.has(&self.stem(folded, folded))
    }

    /// The function word that an unknown folded word most likely mistypes: two letters swapped ("hwo"), or
    /// one wrong or missing between the first and the last ("wich").
    pub(super) fn mistyped_function_word(&self, folded: &str) -> Option<&'static str> {
        let pairs = |word: &'static str| word.chars().zip(folded.chars());
        let differing = |word| pairs(word).filter(|(a, b)| a != b).count();
        let is_swapped = |word: &'static str| word.len() == folded.len() && differing(word) == 2;
        let ends = |word: &str| (word.chars().next(), word.chars().next_back());
        let is_inside = |word: &str| word.len() >= folded.len() && ends(word) == ends(folded);
        folded.chars().nth(2)?;
        let mut listed = self.function_words.0.iter().copied();
        listed.find(|word| within(word, folded, 1) && (is_inside(word) || is_swapped(word)))
    }

    /// Whether an everyday word, in whichever form, names a thing: a treatment, a part of the body.
    pub(super) fn is_thing(&self, folded: &str) -> bool {
        self.is_english() && THINGS.has(&self.stem(folded, folded))
    }

    /// Whether a folded word begins a function word.
    pub(super) fn begins_function(&self, folded: &str) -> bool {
        !self.function_words.with_prefix(folded).is_empty()
    }

    /// The everyday words that begin with a folded one.
    pub(super) fn everyday_with_prefix(&self, folded: &str) -> &[&'static str] {
        self.everyday_words.with_prefix(folded)
    }
}

/// The Han character of a pair with a kana, which only inflects it ("薄い", "薄く"); any other word as it is.
fn without_inflection(pair: &str) -> &str {
    let mut letters = pair.char_indices();
    match (letters.next(), letters.next(), letters.next()) {
        (Some((_, '\u{3400}'..='\u{9fff}')), Some((at, '\u{3041}'..='\u{309f}')), None) => {
            &pair[..at]
        }
        _ => pair,
    }
}

/// A list of words, sorted.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<&'static str>);

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &'static str) -> Self {
        let mut words: Vec<&str> = text.split_ascii_whitespace().collect();
        words.sort_unstable();
        Self(words)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// The words that begin with `folded`.
    pub(super) fn with_prefix(&self, folded: &str) -> &[&'static str] {
        let from = self.0.partition_point(|word| *word < folded);
        let count = self.0[from..].partition_point(|word| word.starts_with(folded));
        &self.0[from..from + count]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_each_language_are_folded() {
        let codes = "en de fr es it pt nl sv da tr ru ar fa";
        for code in codes.split(' ') {
            let words = text::function_words(code);
            assert!(!words.is_empty(), "{code}");
            for word in words.split(' ') {
                let mut folded = String::new();
                word.chars().for_each(|c| text::fold(c, &mut folded));
                assert_eq!(word, folded);
            }
        }
    }
}
