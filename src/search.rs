//! Search: the caller's words in, entries out, best first. The way in is [`Index::ask`]; [`Index::marks`]
//! tells which words of a text to mark. `constants` has the figures that decide, `english` lists of words.
#![doc = include_str!("search/README.md")]

mod asides;
mod blanks;
mod build;
mod compounds;
mod constants;
mod english;
mod fusion;
mod hand_over;
mod hits;
mod index;
mod language;
mod layouts;
mod lexicon;
mod meant;
mod parts;
mod postings;
mod query;
mod rank;
mod readings;
mod sentence;
mod separable;
mod sure;
mod terms;
mod thesaurus;
mod tone;
mod vocabulary;
mod wholes;
mod words;

pub use self::{
    fusion::KnownMeaning,
    hand_over::Alert,
    hits::{FoundBy, Hit, SearchResult},
    index::Index,
    meant::{FaqMeaning, QueryMeaning},
    query::{Correction, Ending, Query},
};
