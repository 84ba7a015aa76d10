//! Search: the caller's words in, entries out, best first. Hides tokens, postings, spelling and ranking behind
//! [`Index::new`], [`Index::search`] and [`Index::marks`]. The only owner of `fuzzy_matcher` and of the stemmer.
//!
//! Few ideas. On questions that people asked of five FAQs (typed whole, mistyped, broken off, as keywords) 70 % of the first
//! hits are right; the last column says how many points fewer are without an idea.
//!
//! Figures here and in the modules name a FAQ by its size: 8 entries (the clinic's own, with `also_asked` and without), 68 (a
//! health office's, on COVID), 125 (on programs on the web), 1,929 and 16,359 (on medicine). The *answered* and the *unanswered*
//! are questions for the clinic's FAQ in seven lists that were written without knowledge of the program: 743 that it answers,
//! and 730 that it does not, but which are what any desk is asked, or ask for something else in its words. The *unseen* are
//! the last of these lists, 140 and 100, which was run and never read.
//!
//! | idea | where | worth |
//! | --- | --- | --- |
//! | a word of the question counts six times one of the answer | `rank` | 4.6; 10 in the FAQ that gains most |
//! | typos: the nearest words and stems of the FAQ; everyday words, and what may become one, are none | `readings` | 4.4; 9 where one word is mistyped, 15 where two are |
//! | stems | `language` | 4.4; 9 where authors gave no `also_asked` |
//! | words of one meaning, at 0.6 | `thesaurus` | 4.1; 11 where authors gave no `also_asked` |
//! | repetitions matter slowly (`SATURATION`) | `rank` | 2.5 |
//! | the last word may be a beginning | `readings` | 0.7; 3 where queries are broken off |
//! | query and question alike letter by letter, stem by stem | `trigrams`, `wholes` | 0.6 |
//! | two words that are one, to the FAQ or the thesaurus | `tokens` | 0.6; 1.6 in the FAQ that gains most |
//! | a word tells less where others say the same (`SAID_OTHERWISE`) | `readings` | 0.5; 2 where the FAQ's subject has two names |
//! | words without meaning count half | `query` | 0.4 |
//! | nearly all stems the same | `wholes` | 20 for a question with a typo among 16,359, 0 elsewhere |
//!
//! What was tried and did not help: coverage as a factor or a sum, pairs of neighbouring words, the rarity of a word in
//! questions alone, full weight for words that ask ("when", "how"), the share of a query that is known; that a word is as
//! common as all that mean the same (an eighth of them does help); six hundred more lines of words of one meaning; less
//! weight for everyday words, or for those that frame a question ("is it possible", "someone"); the likeness of stems
//! weighted by rarity (0.9 in one FAQ, lost in another); words of one root; a rare word as the beginning of one that far
//! more entries have ("corona"); a fit of weights for twenty such features, learnt on half of the questions: of no use to
//! the other half.
//!
//! "The session" and "my treatment" mean what the whole FAQ is about and say as little as "it" (`language`), while "after"
//! and "before" do say something: "will the session hurt" asks whether it hurts. Of entries that are nearly as good as each
//! other the one that answers the subject that is asked for comes first ("how much is a room": what it costs, not how to
//! reserve it). Both matter at a desk and hardly elsewhere: 0.6 on the clinic's FAQ, and 0 on the others.
//!
//! A hit is strong when its score, its likeness to the query and what it has of the query's words agree, it is ahead of
//! the next one, and it lacks neither what the query names nor the subject that it asks for (`sure`). Of the
//! answered 82 % find a strong hit, 98 % of which are right, and 3 % of the unanswered do; of the unseen 79, 99 and 3 %.
//!
//! While a sentence is typed its first hit should change rarely: what may still become many words says little (`readings`), and
//! what begins a word of the same meaning counts already. With the screen's waiting for a word that means something, that
//! halves the changes on the clinic's FAQ, makes 9 a question of 13 on the one of 125, and leaves a quarter to a half of
//! the entries that lost the top and regained it within four keys.
//!
//! The phrase lists of [`Index::search`]'s hand-over come first, whatever else matches (`alarm`). Another ranker could add
//! hits on the same scale between `rank` and [`Found`].

mod alarm;
mod gather;
mod language;
mod lengths;
mod lexicon;
mod postings;
mod query;
mod rank;
mod readings;
mod subjects;
mod sums;
mod sure;
mod thesaurus;
mod tokens;
mod trigrams;
mod vocabulary;
mod wholes;
mod words;

use std::{
    ops::Range,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use crate::faq::Faq;

use self::{
    alarm::Alarm,
    gather::Gathered,
    language::{Language, Role},
    lengths::Lengths,
    lexicon::Lexicon,
    postings::Postings,
    query::{Asked, Sense},
    rank::{Candidate, Kept, Read},
    subjects::Subjects,
    sure::said,
    thesaurus::Thesaurus,
    trigrams::Trigrams,
    words::Kind,
};

/// A FAQ made searchable. It holds its [`Faq`], so the two cannot disagree.
#[derive(Debug, Default)]
pub struct Index {
    faq: Arc<Faq>,
    languages: Vec<Language>,
    /// Per topic, the number of its language.
    language_of_topic: Vec<usize>,
    /// Per language.
    thesauri: Vec<Thesaurus>,
    subjects: Subjects,
    alarms: Vec<Alarm>,
    lexicon: Lexicon,
    postings: Postings,
    lengths: Lengths,
    trigrams: Trigrams,
    /// The last query, read: a screen asks for its hits and then for the marks of each row, and the next query is mostly the
    /// same. Nothing but time depends on it.
    last: Mutex<Option<Memory>>,
    /// What ranking keeps of it; the same holds.
    kept: Mutex<Kept>,
}

/// A query that was read.
#[derive(Debug)]
struct Memory {
    text: String,
    ending: Ending,
    asked: Arc<[Arc<Asked>]>,
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
    /// A word of the same meaning.
    Meaning,
}

/// A query word that a hit contains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matched {
    /// The word as typed.
    pub word: Arc<str>,
    /// What it was recognised by. (Beyond the first fifty hits nobody looks which form of a word an entry has: a word of
    /// several forms counts as a form there.)
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
    /// The query words it lacks, as typed (left out are words without meaning such as "the", and "the session" and the
    /// like, which means what the FAQ is about).
    pub missed: Vec<Arc<str>>,
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
    /// Best first, the strong ones before the weak ones; at most [`Index::MOST`].
    pub hits: Vec<Hit>,
    /// Whether other entries matched too, beyond the limit.
    pub is_cut: bool,
    /// Takes precedence over every hit.
    pub hand_over: Option<HandOver>,
    /// The words that were read as others.
    pub corrections: Vec<Correction>,
    /// The words that match nothing in the FAQ, as typed.
    pub unknown: Vec<Arc<str>>,
}

impl Index {
    /// The most hits a query returns.
    pub const MOST: usize = 100;

    /// Indexes `faq`; `progress` is told, now and then, the share done, 0..1.
    #[must_use]
    pub fn new(faq: impl Into<Arc<Faq>>, progress: &mut dyn FnMut(f32)) -> Self {
        let faq = faq.into();
        let mut languages: Vec<Language> = Vec::new();
        let mut language_of_topic = Vec::new();
        for topic in faq.topics() {
            let new = Language::of(&topic.language);
            let known = languages.iter().position(|l| l.code() == new.code());
            language_of_topic.push(known.unwrap_or(languages.len()));
            if known.is_none() {
                languages.push(new);
            }
        }
        let Gathered {
            lexicon,
            postings,
            lengths,
            trigrams,
        } = gather::gather(&faq, &languages, &language_of_topic, progress);
        let thesauri = languages
            .iter()
            .map(|l| Thesaurus::new(l, &lexicon))
            .collect();
        let mut index = Self {
            faq,
            subjects: Subjects::of(&languages),
            languages,
            language_of_topic,
            thesauri,
            alarms: Vec::new(),
            lexicon,
            postings,
            lengths,
            trigrams,
            last: Mutex::default(),
            kept: Mutex::default(),
        };
        index.alarms = Alarm::of(&index);
        index
    }

    /// `faq` to leaf through while its index is being made: searching finds nothing.
    #[must_use]
    pub fn unread(faq: Arc<Faq>) -> Self {
        Self {
            faq,
            ..Self::default()
        }
    }

    /// The FAQ it searches.
    #[must_use]
    pub fn faq(&self) -> &Faq {
        &self.faq
    }

    /// The entries that answer `query`. An empty query finds nothing; of a long one, the first forty words count, and the first
    /// four thousand characters (for hand-over words, the first two thousand words).
    #[must_use]
    pub fn search(&self, query: Query<'_>) -> Found {
        let (hand_over, heard) = self.hand_over(query).unzip();
        let asked = self.recall(query);
        if asked.is_empty() {
            return Found {
                hand_over,
                ..Found::default()
            };
        }
        let wanted = self.subjects.asked(query, |folded| self.is_word(folded));
        let mut kept = std::mem::take(&mut *self.kept());
        let ranked = self.rank(query.text, &asked, wanted.surely, Self::MOST, &mut kept);
        *self.kept() = kept;
        let candidates = ranked.candidates.iter().enumerate();
        let mut hits: Vec<Hit> = candidates
            .map(|(place, c)| self.hit(&asked, c, ranked.read(c), place < rank::COMPARED))
            .collect();
        for hit in &mut hits[..self.sure(&asked, wanted.at_all(), &ranked)] {
            hit.confidence = Confidence::Strong;
        }
        // A word that is to be handed over was understood already: "keliod" needs not be read as "period".
        let misread = |a: &&Arc<Asked>| !heard.iter().flatten().any(|word| *word == a.folded);
        let misread = || asked.iter().filter(misread);
        let is_unknown = |a: &&Arc<Asked>| a.role == Role::Content && a.readings.is_empty();
        Found {
            hits,
            is_cut: ranked.cut,
            hand_over,
            corrections: misread().filter_map(|a| self.correction(a)).collect(),
            unknown: misread()
                .filter(is_unknown)
                .map(|a| Arc::clone(&a.typed))
                .collect(),
        }
    }

    /// Whether all that could mean something in `query` is its last word, and that is hardly begun: a letter, which may become
    /// any word, or what may still become one without meaning ("wh": "what", or "whitening").
    #[must_use]
    pub fn is_hardly_begun(&self, query: Query<'_>) -> bool {
        let asked = self.recall(query);
        let Some((last, before)) = asked.split_last() else {
            return false;
        };
        let mut letters = last.folded.chars();
        let is_letter = letters.next().is_some_and(words::is_spelt) && letters.next().is_none();
        // "thin" may become "think", and is a word of the FAQ, as "ALS" is. Of two letters, much is that nobody means.
        let is_word = || {
            self.lexicon.find(&last.folded).is_some()
                && (last.folded.chars().nth(2).is_some() || self.is_everyday(&last.folded))
        };
        last.unfinished
            && last.role == Role::Content
            && (is_letter || self.begins_function(&last.folded) && !is_word())
            && before.iter().all(|a| a.role == Role::Function)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a query, or remembers it from just before.
    fn recall(&self, query: Query<'_>) -> Arc<[Arc<Asked>]> {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(memory) = &*last
            && memory.ending == query.ending
            && memory.text == query.text
        {
            return Arc::clone(&memory.asked);
        }
        let before = last.as_ref().map_or(&[][..], |memory| &memory.asked);
        let asked: Arc<[Arc<Asked>]> = self.read(query, before).into();
        let (text, ending) = (query.text.to_owned(), query.ending);
        *last = Some(Memory {
            text,
            ending,
            asked: Arc::clone(&asked),
        });
        asked
    }

    /// What is known of a candidate; `closely`: also whether it has the very words, which takes a look at its text.
    fn hit(
        &self,
        asked: &[Arc<Asked>],
        candidate: &Candidate,
        read: &[Option<Read>],
        closely: bool,
    ) -> Hit {
        let (mut matched, mut missed) = (Vec::new(), Vec::new());
        for (a, read) in said(asked, read) {
            if let Some(read) = read {
                let reading = &a.readings[read.reading];
                let inflected = reading.by == By::Exact
                    && self.lexicon.is_varied(reading.term)
                    && !(closely && self.has_word(candidate.entry, &a.folded));
                matched.push(Matched {
                    word: Arc::clone(&a.typed),
                    by: if inflected { By::Stem } else { reading.by },
                });
            } else if a.sense == Sense::Own {
                missed.push(Arc::clone(&a.typed));
            }
        }
        Hit {
            entry: candidate.entry as usize,
            score: candidate.score,
            confidence: Confidence::Weak,
            alternative: candidate.alternative,
            matched,
            missed,
        }
    }

    /// Whether an entry has this very word and not only another form of it. Of an answer only what is written in small
    /// letters counts: a screenful of them is looked through on every key.
    fn has_word(&self, entry: u32, folded: &str) -> bool {
        let entry = self.faq.entry(entry as usize);
        let has = |phrasing| {
            let mut found = false;
            words::each(phrasing, |token| found |= token.folded == folded);
            found
        };
        let answer = &entry.answer;
        let bounded = |(at, _): (usize, &str)| {
            let (before, after) = (&answer[..at], &answer[at + folded.len()..]);
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
        };
        has(entry.question.as_str())
            || entry.also_asked.iter().map(String::as_str).any(has)
            || answer.match_indices(folded).any(bounded)
    }

    /// What a word was read as, if that is another.
    fn correction(&self, asked: &Asked) -> Option<Correction> {
        // That a typo consists of two words as well ("glu", "coma") is no reason not to say so.
        let surest = asked
            .readings
            .iter()
            .find(|r| r.with.is_none())
            .filter(|r| matches!(r.by, By::Spelling | By::Abbreviation))?;
        Some(Correction {
            typed: asked.typed.to_string(),
            read_as: self.lexicon.word(surest.word?).to_owned(),
        })
    }

    /// The words of `text` (a question, an `also_asked` or a document's text) that matched `query`:
    /// byte ranges on character boundaries, sorted, disjoint.
    #[must_use]
    pub fn marks(&self, query: Query<'_>, text: &str) -> Vec<Range<usize>> {
        let asked = self.recall(query);
        let mut marks: Vec<Range<usize>> = Vec::new();
        words::each(text, |token| {
            let word = self.lexicon.find(token.folded);
            let terms = || {
                word.into_iter()
                    .flat_map(|word| self.lexicon.terms_of(word))
            };
            for a in &*asked {
                let start = token.range.start;
                if a.role == Role::Content && a.unfinished && token.folded.starts_with(&a.folded) {
                    let end =
                        words::beginning(&text[token.range.clone()], a.folded.chars().count());
                    marks.push(start..start + end);
                } else if let (Role::Content, Some(reading)) = (
                    a.role,
                    a.readings
                        .iter()
                        .find(|r| terms().any(|term| r.term == term || r.with == Some(term))),
                ) {
                    if reading.by == By::Abbreviation {
                        for n in lexicon::abbreviated_letters(token.folded, &a.folded) {
                            let written = &text[token.range.clone()];
                            let from = words::beginning(written, n);
                            marks.push(start + from..start + words::beginning(written, n + 1));
                        }
                    } else {
                        marks.push(token.range.clone());
                    }
                }
            }
        });
        marks.sort_unstable_by_key(|r| (r.start, r.end));
        marks.dedup_by(|next, last| {
            let touches = next.start <= last.end;
            if touches {
                last.end = last.end.max(next.end);
            }
            touches
        });
        marks
    }

    /// The stems of the words of `text` that carry meaning, in order, each once: two questions with the same set ask the same.
    #[must_use]
    pub fn meaning(&self, text: &str) -> Vec<String> {
        let mut stems: Vec<String> = Vec::new();
        words::each(text, |t| {
            if t.kind == Kind::Plain && self.role(t.folded) == Role::Content {
                let stem = self.stem(&text[t.range], t.folded);
                if !stems.iter().any(|s| *s == stem) {
                    stems.push(stem.into_owned());
                }
            }
        });
        stems
    }
}
