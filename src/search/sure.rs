//! How far a hit can be trusted: which of the first hits are fit to be read out.
//!
//! A hit is sure when three agree that it is: its score, the likeness of its phrasing to the query, and the share of the
//! query's meaning that it has (of its words, weighted by how telling they are). It must be ahead of the next one
//! (`AHEAD`), answer the subject that is asked for (`subjects`) and have what the query names: the thing it is about, or
//! what acts on it (`names` in `query`), and among a few keywords any word (`KEYWORDS`).

use std::sync::Arc;

use super::{
    By, Index,
    language::Role,
    query::{Asked, Sense},
    rank::{Candidate, Ranked, Read},
    readings::Reading,
    subjects::Set,
};

/// From this mean of the three on a hit is strong, the geometric one: one of them that is next to nothing cannot be made up
/// for.
const STRONG: f32 = 0.3;
/// As alike as this counts at least what has all of the query's meaning: it may have it in its answer ("do you take
/// cheques"). In four FAQs without any `also_asked` 30 % of the questions that they answer find a strong and right hit with
/// it, 24 without, and no more of what they do not answer.
const SAID: f32 = 0.15;
/// So few words that mean something, or so few and no others, are keywords: each of them matters.
const KEYWORDS: usize = 2;
const KEYWORDS_ALONE: usize = 4;
/// How much of its sureness is left to a hit that the next one equals, and by what share of its score it must be ahead to
/// keep all: of two that are as good as each other, either may be what was asked.
///
/// That a hit must be ahead of the next takes away four in ten of the wrong strong hits on the FAQ of 125 entries (9.2 % of
/// its questions have one without, 5.8 % with), where 79.2 and 74.3 % have a right one, and as many on the one of 68; while
/// questions to the former are typed, three in ten. Tried instead: to call weak whatever another one nearly equals (two
/// thirds fewer wrong ones, and 15 % fewer right ones), and being ahead as one more factor (one in five fewer wrong ones, but
/// three times as many strong hits for questions that a FAQ does not answer: a lonely entry is far ahead).
const EQUALLED: f32 = 0.5;
const AHEAD: f32 = 0.15;

impl Index {
    /// How many of the first candidates are sure, when one of the subjects `wanted` is asked for: what comes after one that
    /// is not is not surer. Whoever asks a question as it is written is answered by it, whatever its subject.
    pub(super) fn sure(&self, asked: &[Arc<Asked>], wanted: Set, ranked: &Ranked) -> usize {
        let candidates = &ranked.candidates;
        let is_sure = |place: usize| {
            let candidate = &candidates[place];
            let had = self.had(asked, candidate, ranked.read(candidate));
            let alike = candidate.alike.max(SAID * had);
            let sure = (candidate.by_words * alike * had).cbrt();
            sure * lead(&candidates[place..]) >= STRONG
                && (wanted.is_empty()
                    || candidate.identical
                    || self.answers(candidate.entry, wanted))
        };
        (0..candidates.len())
            .position(|place| !is_sure(place))
            .unwrap_or(candidates.len())
    }

    /// The share of the query's meaning that a candidate has, 0..1; nothing if it is about another thing.
    fn had(&self, asked: &[Arc<Asked>], candidate: &Candidate, read: &[Option<Read>]) -> f32 {
        let (mut had, mut all) = (0.0, 0.0);
        let are_keywords = are_keywords(asked);
        for (a, read) in said(asked, read) {
            all += a.weight;
            let Some(read) = read else {
                let matters = a.names || are_keywords && self.is_foreign(a);
                if a.sense == Sense::Own && matters {
                    return 0.0;
                }
                continue;
            };
            let reading = &a.readings[read.reading];
            // What is still being typed may be going to be no typo of it.
            let typo = matches!(reading.by, By::Spelling | By::Abbreviation);
            if a.names && a.unfinished && typo {
                return 0.0;
            }
            // That an answer has a word of the same meaning somewhere vouches for nothing.
            if read.asked || reading.by != By::Meaning {
                had += a.weight * self.certainty(a, reading);
            }
        }
        if all > 0.0 {
            had / all
        } else {
            // Who asks it as it is written is answered, though every word is without meaning ("Who are you?").
            f32::from(u8::from(candidate.identical))
        }
    }

    /// Whether a word is neither the FAQ's, however it is read, nor an everyday one, and will not be: it names another thing.
    fn is_foreign(&self, asked: &Asked) -> bool {
        asked.readings.is_empty()
            && !self.is_common_word(&asked.folded)
            && !(asked.unfinished && self.may_become(&asked.folded))
    }

    /// How much of a word's meaning is had by a reading of it, 0..1: of one that is only begun, as much as is typed.
    fn certainty(&self, asked: &Asked, reading: &Reading) -> f32 {
        match (reading.by, reading.word) {
            (By::Beginning, Some(word)) => {
                let letters = |word: &str| word.chars().count() as f32;
                asked.promise * letters(&asked.folded) / letters(self.lexicon.word(word))
            }
            (By::Meaning, _) => reading.value.sqrt(),
            _ => asked.promise * reading.value.sqrt(),
        }
    }
}

/// The words of a query that mean something, each with how a candidate has it, if it has all of it.
pub(super) fn said<'a>(
    asked: &'a [Arc<Asked>],
    read: &'a [Option<Read>],
) -> impl Iterator<Item = (&'a Arc<Asked>, Option<Read>)> {
    let whole = |a: &Asked, read: &Read| !a.readings[read.reading].is_part();
    asked
        .iter()
        .zip(read)
        .filter(|(a, _)| a.role == Role::Content)
        .map(move |(a, read)| (a, read.filter(|read| whole(a, read))))
}

/// What is left of the sureness of the first of these candidates for being ahead of the next, [`EQUALLED`]..1.
fn lead(candidates: &[Candidate]) -> f32 {
    match candidates {
        [first, next, ..] if !first.identical => {
            let ahead = (first.score - next.score) / first.score.max(f32::MIN_POSITIVE);
            (EQUALLED + (1.0 - EQUALLED) * ahead / AHEAD).min(1.0)
        }
        _ => 1.0,
    }
}

/// Whether a query is made of keywords ("is it painful botox", "side effects botox").
fn are_keywords(asked: &[Arc<Asked>]) -> bool {
    let says = |a: &&Arc<Asked>| a.role == Role::Content && a.sense == Sense::Own;
    match asked.iter().filter(says).count() {
        ..=KEYWORDS => true,
        words => words == asked.len() && words <= KEYWORDS_ALONE,
    }
}
