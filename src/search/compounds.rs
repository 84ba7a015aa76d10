//! Neighbours that the FAQ or the thesaurus has as one word: "micro needling", "e-mail", "time off".

use super::{
    language::Language,
    query::{Query, QueryWord},
    vocabulary::{Vocabulary, WordClass},
    words,
};

/// The single word that the first of `words` make together, and how many of them it takes: a word of the FAQ,
/// or the beginning of one while typed, or a word of the thesaurus.
pub(super) fn compound(
    vocabulary: &Vocabulary,
    words: &[QueryWord],
    query: Query<'_>,
) -> Option<(String, usize)> {
    let [first, second, ..] = words else {
        return None;
    };
    let reader = CompoundReader { vocabulary, query };
    let two = || Some((reader.neighbours(first, second)?, 2));
    reader.hyphenated(words).or_else(two)
}

struct CompoundReader<'a> {
    vocabulary: &'a Vocabulary,
    query: Query<'a>,
}

impl CompoundReader<'_> {
    /// The hyphenated word that begins with the first of `words`, and how many of them it takes.
    fn hyphenated(&self, words: &[QueryWord]) -> Option<(String, usize)> {
        let (whole, end) = words[0].hyphenated.as_ref()?;
        let count = words.partition_point(|word| word.range.start < *end);
        let parts = &words[..count];
        let is_one =
            self.is_commoner(whole, parts) || self.is_begun(whole, &words[0], &words[count - 1]);
        is_one.then(|| (whole.clone(), count))
    }

    /// Two neighbours run together, if they are one word.
    fn neighbours(&self, first: &QueryWord, second: &QueryWord) -> Option<String> {
        let between = self.query.text.get(first.range.end..second.range.start)?;
        let is_gap = |c: char| c.is_whitespace() || words::joins(c);
        if !between.chars().all(is_gap) {
            return None;
        }
        let whole = format!("{}{}", first.folded, second.folded);
        let class = |part: &QueryWord| self.vocabulary.class_of(&part.folded);
        let is_content = |part: &QueryWord| class(part) == WordClass::Content;
        let is_long = |part: &QueryWord| part.folded.chars().nth(1).is_some();
        let tells = |part: &QueryWord| is_content(part) && is_long(part);
        let both_tell = || tells(first) && tells(second);
        let is_one = if self.vocabulary.lexicon.find(&whole).is_some() {
            // "micro needling"; with a short or function word in it: "x ray", "follow up".
            both_tell() || is_content(first) && self.is_commoner(&whole, [first, second])
        } else {
            // "treat men" does not begin "treatment". "time off" for "downtime", "sun cream" for "sunscreen".
            both_tell() && self.is_begun(&whole, first, second)
                || is_content(first) && self.is_synonym(&whole)
        };
        is_one.then_some(whole)
    }

    /// Whether the last word is unfinished, and more likely the end of a compound than a word of its own.
    fn is_begun(&self, whole: &str, first: &QueryWord, last: &QueryWord) -> bool {
        let begins = |word: &str| self.vocabulary.lexicon.begins_word(word);
        self.query.is_unfinished(&last.range)
            && (self.entry_count(&first.folded).is_none() || !begins(&last.folded))
            && !self.vocabulary.is_word(&last.folded)
            && begins(whole)
    }

    /// Whether the whole is in more entries than its rarest part: else "X-linked" stays two words.
    fn is_commoner<'w>(&self, whole: &str, parts: impl IntoIterator<Item = &'w QueryWord>) -> bool {
        let counts = parts.into_iter().map(|part| self.entry_count(&part.folded));
        self.vocabulary.lexicon.find(whole).is_some()
            && counts.min() < Some(self.entry_count(whole))
    }

    /// Whether a word of the thesaurus has synonyms in the FAQ.
    fn is_synonym(&self, whole: &str) -> bool {
        self.vocabulary.thesaurus.words.has(whole)
            && !self.vocabulary.synonyms(whole, whole).is_empty()
    }

    /// How many entries have a word in any form; `None` if the FAQ does not have it.
    fn entry_count(&self, word: &str) -> Option<u32> {
        let vocabulary = self.vocabulary;
        let term = |l: &Language| vocabulary.lexicon.term(&l.stem(word, word));
        let terms = vocabulary.spoken().filter_map(term);
        terms
            .map(|term| vocabulary.postings.entry_count(term))
            .max()
    }
}
