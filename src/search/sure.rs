//! How far a hit can be trusted: which of the first hits are fit to be read out.
//!
//! Three must agree: its score, the likeness of its phrasing to the query, and the share of the query's
//! meaning that it has. It must be ahead of the next one, and have what
//! the query names (`names` in `terms`) and, of a few keywords, each.

use super::{
    constants::{
        AHEAD, ANOTHER_NAMED, EQUALLED, KEYWORDS, KEYWORDS_ALONE, MEANING_ALIKE, NO_LIST, RIVALRY,
        RIVALS, STRONG, STRONG_MEANT, SURE_BY_WORDS, WORDS_HAD,
    },
    language::WordClass,
    rank::{Candidate, Evidence, Ranker},
    readings::{By, Reading},
    terms::{QueryTerm, Sense},
    vocabulary::Vocabulary,
};

/// How many of the first candidates are sure by their words alone: it stops at the first unsure one.
pub(super) fn sure(ranker: Ranker<'_>, terms: &[QueryTerm], candidates: &[Candidate]) -> usize {
    let is_sure = |place: usize| {
        let candidate = &candidates[place];
        let had = had(ranker.vocabulary, terms, candidate);
        let alike = candidate.alike.max(MEANING_ALIKE * had);
        let sure = (candidate.score * alike * had).cbrt();
        sure * lead(&candidates[place..]) >= STRONG
    };
    (0..candidates.len())
        .position(|place| !is_sure(place))
        .unwrap_or(candidates.len())
}

/// Whether the first of these candidates, ranked by words and meaning, is sure: near, alone, and with the
/// words of the query. `unlisted` if it has no `also_asked`; `by_words` if it is sure without meaning too.
pub(super) fn sure_by_meaning(
    vocabulary: &Vocabulary,
    terms: &[QueryTerm],
    candidates: &[Candidate],
    unlisted: bool,
    by_words: bool,
) -> bool {
    let [first, ..] = candidates else {
        return false;
    };
    if says_little(vocabulary, terms) {
        return false;
    }
    let mut lacks = meaningful(terms, &first.evidence).filter(|(_, evidence)| evidence.is_none());
    let is_named = |term: &QueryTerm| term.names && term.sense == Sense::Own;
    let is_about_another = lacks.any(|(term, _)| is_named(term) && term.readings.is_empty());
    let rivals = candidates.iter().take(RIVALS);
    let rivals: f32 = rivals
        .map(|rival| (RIVALRY * (rival.score - first.score)).exp())
        .sum();
    let (mut had, mut words) = (0.0, 0.0_f32);
    for (term, evidence) in meaningful(terms, &first.evidence) {
        if evidence.is_some() || term.sense == Sense::Own {
            words += 1.0;
            had += f32::from(u8::from(evidence.is_some()));
        }
    }
    let near = first.near.map_or(0.0, |near| near.nearest)
        + WORDS_HAD * had / words.max(1.0)
        + if unlisted { NO_LIST } else { 0.0 }
        + if by_words { SURE_BY_WORDS } else { 0.0 }
        - if is_about_another { ANOTHER_NAMED } else { 0.0 };
    near / rivals >= STRONG_MEANT
}

/// The share of the query's meaning that a candidate has, 0..1; nothing if it is about another thing.
fn had(vocabulary: &Vocabulary, terms: &[QueryTerm], candidate: &Candidate) -> f32 {
    if !candidate.identical && says_little(vocabulary, terms) {
        return 0.0;
    }
    let (mut had, mut all) = (0.0, 0.0);
    let are_keywords = are_keywords(terms);
    for (term, evidence) in meaningful(terms, &candidate.evidence) {
        all += term.weight;
        let Some(evidence) = evidence else {
            let matters = term.names || are_keywords && is_foreign(vocabulary, term);
            if term.sense == Sense::Own && matters {
                return 0.0;
            }
            continue;
        };
        let reading = &term.readings[evidence.reading];
        // What is still being typed may be going to be no typo of it.
        let typo = matches!(reading.by, By::Spelling | By::Abbreviation);
        if term.names && term.unfinished && typo {
            return 0.0;
        }
        // That an answer has a word of the same meaning somewhere vouches for nothing.
        if evidence.in_question || reading.by != By::Meaning {
            had += term.weight * certainty(vocabulary, term, reading);
        }
    }
    if all > 0.0 {
        had / all
    } else {
        // A question of words without meaning ("Who are you?") is answered if it is asked as it is written.
        f32::from(u8::from(candidate.identical))
    }
}

/// Whether of what a query says one word is no more than generic, and all others are what most of the FAQ is
/// about: "can you help me", "needle size".
fn says_little(vocabulary: &Vocabulary, terms: &[QueryTerm]) -> bool {
    let is_about = |t: &QueryTerm| {
        let itself = t
            .readings
            .iter()
            .filter(|r| matches!(r.by, By::Exact | By::Stem));
        2 * vocabulary.entries_of(itself.map(|r| r.term)) as usize > vocabulary.entries
    };
    let said = terms.iter().filter(|t| t.class == WordClass::Content);
    let mut telling = said.filter(|t| t.sense == Sense::Own && !is_about(t));
    let generic = telling
        .next()
        .is_some_and(|t| vocabulary.is_generic(&t.folded));
    generic && telling.next().is_none()
}

/// Whether a word is neither the FAQ's, however it is read, nor an everyday one, and will not be: it names
/// another thing.
fn is_foreign(vocabulary: &Vocabulary, term: &QueryTerm) -> bool {
    term.readings.is_empty()
        && !vocabulary.is_common_word(&term.folded)
        && !(term.unfinished && vocabulary.may_become(&term.folded))
}

/// How much of a word's meaning is had by a reading of it, 0..1: of one that is only begun, as much as is
/// typed.
fn certainty(vocabulary: &Vocabulary, term: &QueryTerm, reading: &Reading) -> f32 {
    match (reading.by, reading.word) {
        (By::Beginning, Some(word)) => {
            let letters = |word: &str| word.chars().count() as f32;
            term.promise * letters(&term.folded) / letters(vocabulary.lexicon.word(word))
        }
        (By::Meaning, _) => reading.value.sqrt(),
        _ => term.promise * reading.value.sqrt(),
    }
}

/// The words of a query that mean something, each with how a candidate has it.
pub(super) fn meaningful<'a>(
    terms: &'a [QueryTerm],
    evidence: &'a [Option<Evidence>],
) -> impl Iterator<Item = (&'a QueryTerm, Option<Evidence>)> {
    let all = terms.iter().zip(evidence.iter().copied());
    all.filter(|(term, _)| term.class == WordClass::Content)
}

/// What is left of the sureness of the first of these candidates for being ahead of the next,
/// [`EQUALLED`]..1.
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
fn are_keywords(terms: &[QueryTerm]) -> bool {
    let says = |t: &&QueryTerm| t.class == WordClass::Content && t.sense == Sense::Own;
    match terms.iter().filter(says).count() {
        ..=KEYWORDS => true,
        words => words == terms.len() && words <= KEYWORDS_ALONE,
    }
}
