//! The words of a query, and which of them are one: "micro needling", "e-mail", "time off"; and umlauts that were typed
//! without their dots.

use std::ops::Range;

use super::{
    Ending, Index, Query,
    language::{Language, Role},
    thesaurus::Thesaurus,
    words::{self, Kind},
};

/// The most words of a query that count for hits, and the most of its characters: a caller's question has fewer.
pub(super) const MOST_WORDS: usize = 40;
const MOST_CHARS: usize = 4_000;

/// A word of a query.
pub(super) struct Token {
    pub(super) folded: String,
    /// Where it stands in the query's text.
    pub(super) range: Range<usize>,
    /// Where it is the first part of a hyphenated one: that.
    hyphenated: Option<Hyphenated>,
}

#[derive(Clone)]
struct Hyphenated {
    folded: String,
    /// Where it ends in the query's text.
    end: usize,
}

/// What counts of a query's text.
pub(super) fn beginning(text: &str) -> &str {
    let end = text.char_indices().nth(MOST_CHARS);
    &text[..end.map_or(text.len(), |(end, _)| end)]
}

/// The words of `query`, as many as count.
pub(super) fn tokens(query: Query<'_>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    words::each(beginning(query.text), |token| match token.kind {
        Kind::Plain if tokens.len() < MOST_WORDS => tokens.push(Token {
            folded: token.folded.to_owned(),
            range: token.range,
            hyphenated: None,
        }),
        Kind::Plain => {}
        Kind::Joined => {
            let first = tokens.partition_point(|t| t.range.start < token.range.start);
            if let Some(first) = tokens.get_mut(first) {
                first.hyphenated = Some(Hyphenated {
                    folded: token.folded.to_owned(),
                    end: token.range.end,
                });
            }
        }
    });
    tokens
}

impl Index {
    /// A word that the FAQ has only with umlauts, typed without.
    pub(super) fn with_umlauts(&self, folded: &str) -> Option<String> {
        let spelt = self.languages.iter().find_map(|l| l.with_umlauts(folded))?;
        let has = |word: &str| !self.lexicon.beginning(word).is_empty();
        (!has(folded) && has(&spelt)).then_some(spelt)
    }

    /// The word that the first of these are together, and how many they are, if the FAQ writes them in one ("micro
    /// needling", "e-mail"), or seems to be about to.
    pub(super) fn compound(&self, tokens: &[Token], query: Query<'_>) -> Option<(String, usize)> {
        let [first, second, ..] = tokens else {
            return None;
        };
        let entries = |word: &str| {
            let terms = |l: &Language| self.lexicon.term(&l.stem(word, word));
            let terms = self.languages.iter().filter_map(terms);
            terms.map(|term| self.postings.entries(term)).max()
        };
        // Unless the second may become a word of its own, after one that is.
        let is_begun = |whole: &str, last: &Token| {
            query.is_unfinished(&last.range)
                && (entries(&first.folded).is_none()
                    || self.lexicon.beginning(&last.folded).is_empty())
                && !self.is_word(&last.folded)
                && !self.lexicon.beginning(whole).is_empty()
        };
        // "X-linked" is two words where it is never written otherwise.
        let is_commoner = |whole: &str, parts: &[Token]| {
            let rarest = parts.iter().map(|part| entries(&part.folded)).min();
            self.lexicon.find(whole).is_some() && rarest < Some(entries(whole))
        };
        if let Some(whole) = &first.hyphenated {
            let parts = tokens.iter().take_while(|t| t.range.start < whole.end);
            let parts = &tokens[..parts.count()];
            if is_commoner(&whole.folded, parts) || is_begun(&whole.folded, &parts[parts.len() - 1])
            {
                return Some((whole.folded.clone(), parts.len()));
            }
        }
        let between = query.text.get(first.range.end..second.range.start)?;
        if !between
            .chars()
            .all(|c| c.is_whitespace() || words::joins(c))
        {
            return None;
        }
        let content = |part: &Token| self.role(&part.folded) == Role::Content;
        let is_meant = |part: &Token| content(part) && part.folded.chars().nth(1).is_some();
        let whole = format!("{}{}", first.folded, second.folded);
        // "time off" for "downtime", "sun cream" for "sunscreen".
        let means = |(l, t): (&Language, &Thesaurus)| {
            t.lists(&whole) && !t.of(&l.stem(&whole, &whole)).is_empty()
        };
        let is_one = if self.lexicon.find(&whole).is_none() {
            // "treat men" is no beginning of "treatment".
            let are_meant = is_meant(first) && is_meant(second);
            are_meant && is_begun(&whole, second)
                || content(first) && self.languages.iter().zip(&self.thesauri).any(means)
        } else {
            // "micro needling"; "x ray", "follow up".
            is_meant(first) && is_meant(second)
                || content(first) && is_commoner(&whole, &tokens[..2])
        };
        is_one.then_some((whole, 2))
    }
}

impl Query<'_> {
    /// Whether the word at `range` of the text may go on.
    pub(super) fn is_unfinished(&self, range: &Range<usize>) -> bool {
        self.ending == Ending::Open && range.end == self.text.len()
    }
}
