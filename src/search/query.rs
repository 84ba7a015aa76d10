//! Reading a query: what each typed word says, and what it may stand for.
//!
//! "Is botox painful" has all that "Is it painful?" has, and asks about another thing. A hit that lacks what the query names
//! is weak: a word that is none of the everyday ones and stands where what is asked about does ("is ..", "of ..", "after ..",
//! "I have ..", the first word), any that is said to do something there ("does stress make it worse"), a part of the body
//! wherever it stands, and another number than the entry's ("type 2"). Without this 8 % of the unanswered
//! find a strong hit on the clinic's FAQ, with it 3 %, and of the answered 84 and 82 %; of the questions to 125 entries 77 and
//! 74 % find a right one (4 points fewer if any unknown word counts, wherever it stands; 7 with everyday words: "the pill", but
//! also "the best way"). Among a few keywords any unknown word counts (`KEYWORDS` in `sure`).

use std::sync::Arc;

use super::{
    By, Index, Query,
    language::{Mention, Role},
    readings::{Lookup, Reading, Word},
    tokens::tokens,
};

/// How much less a word without meaning of its own counts.
pub(super) const FUNCTION_WORD: f32 = 0.5;

/// The most unknown words of a query that are looked for among the FAQ's, which is what costs: more are no typos.
const MOST_MISSPELT: usize = 6;

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sense {
    /// What it means by itself.
    Own,
    /// What the whole FAQ is about, as "it" does: an entry without it lacks little, and nothing worth telling.
    It,
}

/// Where a word stands in the question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Anywhere.
    Any,
    /// Where what is asked about does.
    AskedAbout,
    /// There, and before what it is said to do: "does chocolate make it worse".
    Acting,
}

/// A word as typed and what it may stand for, surest first. Without any reading it is unknown to the FAQ.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub(super) typed: Arc<str>,
    pub(super) folded: String,
    pub(super) role: Role,
    mention: Mention,
    pub(super) sense: Sense,
    place: Place,
    /// Whether it names a thing: an entry that lacks it is about another.
    pub(super) names: bool,
    /// Whether it may go on.
    pub(super) unfinished: bool,
    lookup: Lookup,
    pub(super) readings: Vec<Reading>,
    /// The most it can contribute: the largest inverse document frequency of its readings.
    pub(super) weight: f32,
    /// Of the words that an unfinished one can still become, the share that the FAQ has; 1 of a word that is one already.
    pub(super) promise: f32,
}

/// A word of a query, and all that what it says depends on.
struct Typed<'a> {
    word: Word<'a>,
    mention: Mention,
    place: Place,
}

impl Typed<'_> {
    /// Whether `asked` is what it was read as before.
    fn is(&self, asked: &Asked) -> bool {
        *asked.typed == *self.word.written
            && asked.folded == self.word.folded
            && asked.mention == self.mention
            && asked.place == self.place
            && asked.unfinished == self.word.unfinished
            && (asked.lookup != Lookup::Refused) == self.word.may_be_looked_for
    }
}

impl Index {
    /// Reads `query` word by word; the same word twice counts once, two words that the FAQ writes as one count as one.
    /// What `before` has of the same words is taken over: as a sentence is typed, only its last word is another.
    pub(super) fn read(&self, query: Query<'_>, before: &[Arc<Asked>]) -> Vec<Arc<Asked>> {
        let tokens = tokens(query);
        let words: Vec<&str> = tokens.iter().map(|token| &*token.folded).collect();
        let mut asked: Vec<Arc<Asked>> = Vec::new();
        let mut at = 0;
        while let Some(first) = tokens.get(at) {
            let (folded, count) = self
                .compound(&tokens[at..], query)
                .unwrap_or_else(|| (first.folded.clone(), 1));
            let range = first.range.start..tokens[at + count - 1].range.end;
            let (before_it, it) = (&words[..at], &words[at..at + count]);
            at += count;
            let following = words.get(at).copied();
            let folded = self.with_umlauts(&folded).unwrap_or(folded);
            if asked.iter().any(|a| a.folded == folded) {
                continue;
            }
            let made = asked.iter().filter(|a| a.lookup == Lookup::Made);
            let typed = Typed {
                word: Word {
                    parts: if count > 1 { it } else { &[] },
                    unfinished: query.is_unfinished(&range),
                    may_be_looked_for: made.count() < MOST_MISSPELT,
                    written: &query.text[range],
                    folded,
                },
                mention: self.mention(before_it.last().copied(), following),
                place: self.place(before_it, following),
            };
            let same = before.iter().find(|asked| typed.is(asked)).cloned();
            asked.push(same.unwrap_or_else(|| Arc::new(self.understand(typed))));
        }
        asked
    }

    /// All that one typed word may stand for.
    fn understand(&self, typed: Typed<'_>) -> Asked {
        let Typed {
            word,
            mention,
            place,
        } = typed;
        let known = self.lexicon.find(&word.folded);
        let (mut readings, lookup) = self.readings(&word, known);
        // "taht", "doe": a typo of a word without meaning has none either, nor has a beginning that is most surely one, or the
        // list would change twice as often ("whi" is "which" until it is "whit", though the FAQ has "whitening").
        let surest = readings.first().and_then(|r| match r.by {
            By::Spelling | By::Beginning => r.word,
            _ => None,
        });
        let mut meant = match surest {
            Some(word) => word..word + 1,
            None if word.unfinished && known.is_none() => self.lexicon.beginning(&word.folded),
            None => 0..0,
        };
        let nothing_else = if meant.is_empty() {
            word.unfinished && readings.is_empty() && self.begins_function(&word.folded)
        } else {
            meant.all(|word| self.is_function(word))
        };
        let role = if nothing_else {
            Role::Function
        } else {
            self.role(&word.folded)
        };
        let read_as = surest.map_or(&*word.folded, |word| self.lexicon.word(word));
        let stands_for_it = self.languages.iter().any(|l| l.stands_for_it(read_as));
        let sense = if mention == Mention::Known && stands_for_it {
            Sense::It
        } else {
            Sense::Own
        };
        let says_little = role == Role::Function || sense == Sense::It;
        if says_little {
            for reading in &mut readings {
                reading.idf *= FUNCTION_WORD;
            }
        }
        let weight = if readings.is_empty() {
            self.idf(0) * if says_little { FUNCTION_WORD } else { 1.0 }
        } else {
            readings.iter().map(|r| r.idf).fold(0.0, f32::max)
        };
        let promise = if word.unfinished && known.is_none() {
            self.promise(&word.folded, &readings)
        } else {
            1.0
        };
        Asked {
            typed: word.written.into(),
            role,
            mention,
            sense,
            place,
            names: role == Role::Content
                && sense == Sense::Own
                && self.names(&word.folded, place, &readings),
            unfinished: word.unfinished,
            lookup,
            readings,
            weight,
            promise,
            folded: word.folded,
        }
    }

    /// Where a word stands that comes after these and before another.
    fn place(&self, before: &[&str], following: Option<&str>) -> Place {
        if !self.languages.iter().any(|l| l.asks_about(before)) {
            Place::Any
        } else if following.is_some_and(|word| self.languages.iter().any(|l| l.acts(word))) {
            Place::Acting
        } else {
            Place::AskedAbout
        }
    }

    /// Whether a word that means something names a thing of its own, standing there or, of the body, anywhere: not what a good
    /// part of the FAQ has, nor, unless it is said to do something, one of the words that everybody uses of whatever it is. What is still being
    /// typed does too, until it is one of these.
    fn names(&self, folded: &str, place: Place, readings: &[Reading]) -> bool {
        let itself = |r: &&Reading| matches!(r.by, By::Exact | By::Stem);
        let few = |r: &Reading| !self.is_about(self.postings.entries(r.term));
        // "Type 2" is not "type 1".
        let is_number = folded.bytes().all(|b| b.is_ascii_digit());
        is_number && readings.iter().all(few)
            || (place != Place::Any || self.languages.iter().any(|l| l.is_of_the_body(folded)))
                && folded.chars().nth(1).is_some()
                && (place == Place::Acting || !self.is_common_word(folded))
                && readings.iter().filter(itself).all(few)
    }

    /// Of the words that `folded` can still become, the share that the FAQ has: "boo" may be going to be "boost", "book"
    /// or "boot". One that is a form of a word as it stands, or two words in one, is one of them.
    fn promise(&self, folded: &str, readings: &[Reading]) -> f32 {
        let itself = |r: &Reading| r.by == By::Stem && !r.is_part();
        let recognised = readings.iter().any(itself);
        let ours = usize::from(recognised) + self.lexicon.beginning(folded).len();
        let others = self.languages.iter().flat_map(|language| {
            let all = language.everyday(folded).iter();
            all.filter(|word| self.lexicon.term(&language.stem(word, word)).is_none())
        });
        ours as f32 / (ours + others.count()).max(1) as f32
    }
}
