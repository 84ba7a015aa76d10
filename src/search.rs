//! Search: the caller's words in, entries out, best first. Hides tokens, postings, spelling and ranking behind
//! [`Index::new`], [`Index::search`] and [`Index::marks`]. The only owner of `fuzzy_matcher` and of the stemmer.

use std::ops::Range;

use crate::faq::Faq;

/// A FAQ made searchable. It owns its [`Faq`], so the two cannot disagree.
#[derive(Debug, Default)]
pub struct Index {
    faq: Faq,
}

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

/// How far a hit can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Shown, and marked as probably not what was asked.
    Weak,
    /// Fit to be read out.
    Strong,
}

/// What a query word was recognised by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The very word.
    Exact,
    /// The same stem: "painful" for "pain".
    Stem,
    /// The beginning of a word, while it is being typed.
    Beginning,
    /// A word spelt almost so.
    Spelling,
    /// An abbreviation: its letters, in order ("mcrndl").
    Abbreviation,
}

/// A query word that a hit contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The word as typed.
    pub word: String,
    /// What it was recognised by.
    pub by: By,
}

/// An entry found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry's number in the FAQ.
    pub entry: usize,
    /// About 0..1, on one scale for all queries and FAQs.
    pub score: f32,
    /// Whether it may be read out.
    pub confidence: Confidence,
    /// The `also_asked` that matches better than the question, by its number.
    pub alternative: Option<usize>,
    /// The query words it contains.
    pub matched: Vec<Matched>,
    /// The query words it lacks, as typed (words without meaning such as "the" are left out).
    pub missed: Vec<String>,
}

/// A word of a topic's hand-over list that the query contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOver {
    /// The listed word.
    pub word: String,
    /// The sentence to say.
    pub say: String,
}

/// A query word that was read as another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// As typed.
    pub typed: String,
    /// As read.
    pub read_as: String,
}

/// What a query found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Best first; at most [`Index::MOST`].
    pub hits: Vec<Hit>,
    /// How many entries matched, those beyond the limit included.
    pub total: usize,
    /// Takes precedence over every hit.
    pub hand_over: Option<HandOver>,
    /// The words that were read as others.
    pub corrections: Vec<Correction>,
    /// The words that match nothing in the FAQ, as typed.
    pub unknown: Vec<String>,
}

impl Index {
    /// The most hits a query returns.
    pub const MOST: usize = 200;

    /// Indexes `faq`; `progress` is told, now and then, the share done, 0..1.
    #[must_use]
    pub fn new(faq: Faq, _progress: &mut dyn FnMut(f32)) -> Self {
        Self { faq }
    }

    /// The FAQ it searches.
    #[must_use]
    pub fn faq(&self) -> &Faq {
        &self.faq
    }

    /// The entries that answer `query`. An empty query finds nothing.
    #[must_use]
    pub fn search(&self, query: Query<'_>) -> Found {
        let words: Vec<String> = query
            .text
            .split_whitespace()
            .map(str::to_lowercase)
            .collect();
        let hits: Vec<Hit> = self
            .faq
            .entries()
            .filter(|e| {
                let text = format!(
                    "{} {} {}",
                    e.question(),
                    e.also_asked().collect::<Vec<_>>().join(" "),
                    e.answer()
                )
                .to_lowercase();
                !words.is_empty() && words.iter().all(|w| text.contains(w.as_str()))
            })
            .map(|e| Hit {
                entry: e.number(),
                score: 1.0,
                confidence: Confidence::Strong,
                alternative: None,
                matched: vec![],
                missed: vec![],
            })
            .collect();
        Found {
            total: hits.len(),
            hits,
            ..Found::default()
        }
    }

    /// The words of `text` (a question, an `also_asked` or a document's text of entry `entry`) that matched `query`:
    /// byte ranges on character boundaries, sorted, disjoint.
    #[must_use]
    pub fn marks(&self, query: Query<'_>, _entry: usize, text: &str) -> Vec<Range<usize>> {
        query
            .text
            .split_whitespace()
            .filter_map(|w| text.find(w).map(|i| i..i + w.len()))
            .take(1)
            .collect()
    }

    /// The stems of the words of `text` that carry meaning, in order, each once: two questions with the same set ask the same.
    #[must_use]
    pub fn meaning(&self, text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_lowercase).collect()
    }
}
