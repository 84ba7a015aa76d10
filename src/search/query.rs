//! A query's text in, its words out: cut to the limits of `constants`, neighbours joined where the FAQ or the
//! thesaurus has them as one ("micro needling", "e-mail", "time off"), a question run together cut apart
//! ("doesithurt"), umlauts restored.

use std::ops::Range;

use super::{
    constants::{MOST_MISSPELT, MOST_QUERY_CHARS, MOST_QUERY_WORDS, RUN_TOGETHER},
    language::{Language, WordClass},
    thesaurus::Thesaurus,
    vocabulary::Vocabulary,
    words::{self, TokenKind},
};

/// Whether the last word of a query is still being typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The last word may be a beginning.
    Open,
    /// The query is complete.
    Closed,
}

/// The caller's words.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// As typed; any text of any length.
    pub text: &'a str,
    /// Whether the last word is still being typed.
    pub ending: Ending,
}

impl Query<'_> {
    /// Whether the word at `range` is still being typed.
    pub(super) fn is_unfinished(&self, range: &Range<usize>) -> bool {
        self.ending == Ending::Open && range.end == self.text.len()
    }
}

/// A query word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// As read.
    pub read_as: String,
}

/// A word of a query.
pub(super) struct QueryWord {
    pub(super) folded: String,
    /// Where it stands in the query's text.
    pub(super) range: Range<usize>,
    /// If it is the first part of a hyphenated word: the whole word, folded, and where that ends.
    hyphenated: Option<(String, usize)>,
}

/// Whether a report goes on to ask: "I am a coward, does it hurt".
pub(super) fn asks_at_last(vocabulary: &Vocabulary, query: Query<'_>) -> bool {
    let mut later = query.text.split([',', ';', '.', '!']).skip(1);
    let asks = |words: &[&str]| vocabulary.any_language(|l| l.is_question(words));
    later.any(|part| with_words(part, asks))
}

/// Calls `ask` with the folded words of `text`, cut to the part that is read.
pub(super) fn with_words<T>(text: &str, ask: impl Fn(&[&str]) -> T) -> T {
    let words = words::plain(counted_text(text));
    ask(&words.iter().map(|(word, _)| &**word).collect::<Vec<_>>())
}

/// The part of a text that is read: [`MOST_QUERY_CHARS`].
pub(super) fn counted_text(text: &str) -> &str {
    let end = text.char_indices().nth(MOST_QUERY_CHARS);
    &text[..end.map_or(text.len(), |(end, _)| end)]
}

/// The first [`MOST_QUERY_WORDS`] words of `query`.
pub(super) fn query_words(query: Query<'_>) -> Vec<QueryWord> {
    let mut found: Vec<QueryWord> = Vec::new();
    words::each(counted_text(query.text), |token| match token.kind {
        TokenKind::Plain if found.len() < MOST_QUERY_WORDS => found.push(QueryWord {
            folded: token.folded.to_owned(),
            range: token.range,
            hyphenated: None,
        }),
        TokenKind::Plain => {}
        TokenKind::Joined => {
            let first = found.partition_point(|w| w.range.start < token.range.start);
            if let Some(first) = found.get_mut(first) {
                first.hyphenated = Some((token.folded.to_owned(), token.range.end));
            }
        }
    });
    found
}

/// The text of `query` with the blanks that the user left out ("doesit hurt"), and the words that were cut
/// so. Only where everyday words are known. Costs a pass over the FAQ's words for each of the first
/// [`MOST_MISSPELT`] words that could be cut.
pub(super) fn with_blanks(vocabulary: &Vocabulary, query: Query<'_>) -> (String, Vec<Correction>) {
    let mut corrections = Vec::new();
    if vocabulary.any_language(|l| !l.knows_everyday()) {
        return (query.text.to_owned(), corrections);
    }
    let cut = |(folded, range): (String, Range<usize>)| {
        let may_become = query.is_unfinished(&range) && vocabulary.may_become(&folded);
        let is_word = may_become || vocabulary.is_known(&folded);
        let parts = (!is_word).then(|| parts_of_word(vocabulary, &folded))??;
        Some((folded, parts, range))
    };
    let words = words::plain(counted_text(query.text)).into_iter();
    let mut text = String::new();
    let mut kept = 0;
    for (folded, parts, range) in words.filter_map(cut).take(MOST_MISSPELT) {
        // What is one typo from a word of the FAQ is that word.
        if vocabulary.lexicon.similar(&folded, 1).is_empty() {
            text.push_str(&query.text[kept..range.start]);
            text.push_str(&parts);
            kept = range.end;
            corrections.push(Correction {
                typed: query.text[range].to_owned(),
                read_as: parts,
            });
        }
    }
    text.push_str(&query.text[kept..]);
    (text, corrections)
}

/// The fewest words of which `letters` consist, a blank between them: the beginning of a question or report,
/// then small words and the FAQ's. Names, brands and compounds are made of words too ("Washburn",
/// "facelift").
fn parts_of_word(vocabulary: &Vocabulary, letters: &str) -> Option<String> {
    let begins = |part: &str| vocabulary.any_language(|l| l.is_question(&[part]));
    let is_first = |part: &str| matches!(part, "i" | "im" | "ive") || begins(part);
    let is_next = |part: &str| match part.len() {
        1 => false,
        2 | 3 => vocabulary.any_language(|l| l.is_sentence_word(part)),
        _ => {
            vocabulary.class_of(part) == WordClass::Function
                || vocabulary.lexicon.find(part).is_some()
        }
    };
    if !RUN_TOGETHER.contains(&letters.len()) || !letters.bytes().all(|b| b.is_ascii_alphabetic()) {
        return None;
    }
    // Per number of first letters: how many parts they are, and where the last one begins.
    let mut best = vec![Some((0, 0))];
    for end in 1..=letters.len() {
        let ways = (0..end).filter_map(|from| {
            let (parts, _) = best[from]?;
            let part = &letters[from..end];
            let is_part = from == 0 && is_first(part) || from > 0 && is_next(part);
            is_part.then_some((parts + 1, from))
        });
        let fewest = ways.min();
        best.push(fewest);
    }
    let mut parts = Vec::new();
    let mut end = letters.len();
    while end > 0 {
        let (_, from) = best[end]?;
        parts.insert(0, &letters[from..end]);
        end = from;
    }
    (parts.len() > 1).then(|| parts.join(" "))
}

/// The spelling with umlauts, if the FAQ has only that one ("betaeubung").
pub(super) fn with_umlauts(vocabulary: &Vocabulary, folded: &str) -> Option<String> {
    let mut languages = vocabulary.languages.iter();
    let spelt = languages.find_map(|l| l.with_umlauts(folded))?;
    let has = |word: &str| !vocabulary.lexicon.with_prefix(word).is_empty();
    (!has(folded) && has(&spelt)).then_some(spelt)
}

/// The single word that the first of `query_words` make together, and how many of them it takes: a word of
/// the FAQ, or the beginning of one while typed ("micro needling"), or a word of the thesaurus ("time off").
pub(super) fn compound(
    vocabulary: &Vocabulary,
    query_words: &[QueryWord],
    query: Query<'_>,
) -> Option<(String, usize)> {
    let [first, second, ..] = query_words else {
        return None;
    };
    let Vocabulary {
        languages, lexicon, ..
    } = vocabulary;
    let entries = |word: &str| {
        let terms = |l: &Language| lexicon.term(&l.stem(word, word));
        let terms = languages.iter().filter_map(terms);
        terms
            .map(|term| vocabulary.postings.entry_count(term))
            .max()
    };
    // The last word is unfinished, and more likely the end of a compound than a word of its own.
    let is_begun = |whole: &str, last: &QueryWord| {
        query.is_unfinished(&last.range)
            && (entries(&first.folded).is_none() || lexicon.with_prefix(&last.folded).is_empty())
            && !vocabulary.is_word(&last.folded)
            && !lexicon.with_prefix(whole).is_empty()
    };
    // "X-linked" stays two words unless "xlinked" is in more entries than its rarest part.
    let is_commoner = |whole: &str, parts: &[QueryWord]| {
        let rarest = parts.iter().map(|part| entries(&part.folded)).min();
        lexicon.find(whole).is_some() && rarest < Some(entries(whole))
    };
    if let Some((whole, end)) = &first.hyphenated {
        let parts = query_words.iter().take_while(|w| w.range.start < *end);
        let parts = &query_words[..parts.count()];
        if is_commoner(whole, parts) || is_begun(whole, &parts[parts.len() - 1]) {
            return Some((whole.clone(), parts.len()));
        }
    }
    let between = query.text.get(first.range.end..second.range.start)?;
    if !between
        .chars()
        .all(|c| c.is_whitespace() || words::joins(c))
    {
        return None;
    }
    let content = |part: &QueryWord| vocabulary.class_of(&part.folded) == WordClass::Content;
    let is_meant = |part: &QueryWord| content(part) && part.folded.chars().nth(1).is_some();
    let whole = format!("{}{}", first.folded, second.folded);
    // "time off" for "downtime", "sun cream" for "sunscreen".
    let means = |(l, t): (&Language, &Thesaurus)| {
        t.lists(&whole) && !t.of(&l.stem(&whole, &whole)).is_empty()
    };
    let is_one = if lexicon.find(&whole).is_none() {
        // "treat men" does not begin "treatment".
        let are_meant = is_meant(first) && is_meant(second);
        let mut thesauri = languages.iter().zip(&vocabulary.thesauri);
        are_meant && is_begun(&whole, second) || content(first) && thesauri.any(means)
    } else {
        // "micro needling"; with a short or function word in it: "x ray", "follow up".
        is_meant(first) && is_meant(second)
            || content(first) && is_commoner(&whole, &query_words[..2])
    };
    is_one.then_some((whole, 2))
}
