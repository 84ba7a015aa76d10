//! How far a hit can be trusted: which of the first hits are fit to be read out.
//!
//! By words, three must agree: its score, the likeness of its phrasing to the query, and the share of the
//! query's meaning that it has; and it must be ahead of the next one, and have what the query names.

use super::{
    constants::{
        AHEAD, ANOTHER_NAMED, EQUALLED, KEYWORDS, KEYWORDS_ALONE, LETTERS_ALIKE, MEANING_ALIKE,
        NO_LIST, RIVALRY, RIVALS, SAID_SO, STEMS_ALIKE, STRONG_BY_MEANING, STRONG_BY_WORDS,
        SURE_BY_WORDS, WORDS_HAD,
    },
    language::WordClass,
    query::Form,
    rank::Candidate,
    readings::By,
    terms::{QueryTerm, Sense},
    vocabulary::Vocabulary,
};

/// How many of the first candidates are sure by their words alone: it stops at the first unsure one.
pub(super) fn count_sure_by_words(
    vocabulary: &Vocabulary,
    terms: &[QueryTerm],
    candidates: &[Candidate],
) -> usize {
    let is_sure = |place: usize| {
        let candidate = &candidates[place];
        let coverage = coverage(vocabulary, terms, candidate);
        let likeness = candidate.likeness / (LETTERS_ALIKE + STEMS_ALIKE);
        let likeness = likeness.max(MEANING_ALIKE * coverage);
        let sure = (candidate.score * likeness * coverage).cbrt();
        sure * margin(&candidates[place..]) >= STRONG_BY_WORDS
    };
    (0..candidates.len())
        .position(|place| !is_sure(place))
        .unwrap_or(candidates.len())
}

/// Whether the first of these candidates, ranked by words and meaning, is sure: near, alone, and with the
/// words of the query, all of them where it reports. `unlisted` if it has no `also_asked`; `by_words` if it
/// is sure without meaning too.
pub(super) fn sure_by_meaning(
    vocabulary: &Vocabulary,
    terms: &[QueryTerm],
    form: Form,
    candidates: &[Candidate],
    unlisted: bool,
    by_words: bool,
) -> bool {
    let [first, ..] = candidates else {
        return false;
    };
    let nearest = first.near.map_or(0.0, |near| near.nearest);
    let names_nothing = || telling_terms(terms).next().is_none();
    if nearest < SAID_SO && (names_nothing() || is_vague(vocabulary, terms)) {
        return false;
    }
    let rivals = candidates.iter().take(RIVALS);
    let rivals: f32 = rivals
        .map(|rival| (RIVALRY * (rival.score - first.score)).exp())
        .sum();
    let (mut had, mut words) = (0.0, 0.0_f32);
    for (term, has) in content_terms(terms, &first.has) {
        if has {
            had += WORDS_HAD;
        } else if term.names_other || form == Form::Statement && term.sense == Sense::Own {
            had -= ANOTHER_NAMED;
        }
        words += f32::from(u8::from(has || term.sense == Sense::Own));
    }
    let near = nearest
        + had / words.max(1.0)
        + if unlisted { NO_LIST } else { 0.0 }
        + if by_words { SURE_BY_WORDS } else { 0.0 };
    near / rivals >= STRONG_BY_MEANING
}

/// The share of the query's meaning that a candidate has, 0..1; nothing if it is about another thing.
fn coverage(vocabulary: &Vocabulary, terms: &[QueryTerm], candidate: &Candidate) -> f32 {
    if !candidate.identical && is_vague(vocabulary, terms) {
        return 0.0;
    }
    let (mut had, mut all) = (0.0, 0.0);
    let words = content_terms(terms, &candidate.has).count();
    let is_short = words <= KEYWORDS || words == terms.len() && words <= KEYWORDS_ALONE;
    for (term, has) in content_terms(terms, &candidate.has) {
        all += term.weight;
        if has {
            had += term.weight * term.completion;
        } else if term.names_other || is_short && is_foreign(vocabulary, term) {
            return 0.0;
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
fn is_vague(vocabulary: &Vocabulary, terms: &[QueryTerm]) -> bool {
    let is_about = |t: &QueryTerm| {
        let itself = t
            .readings
            .iter()
            .filter(|r| matches!(r.by, By::Exact | By::Stem));
        2 * vocabulary.entry_count_of_terms(itself.map(|r| r.term)) as usize
            > vocabulary.entry_count
    };
    let mut telling = telling_terms(terms).filter(|t| !is_about(t));
    let generic = telling
        .next()
        .is_some_and(|t| vocabulary.is_generic(&t.folded));
    generic && telling.next().is_none()
}

/// The words of a query that mean something, but for what stands for all that is done here ("a session").
pub(super) fn telling_terms(terms: &[QueryTerm]) -> impl Iterator<Item = &QueryTerm> {
    let says = |t: &&QueryTerm| t.class == WordClass::Content && t.sense == Sense::Own;
    terms.iter().filter(says)
}

/// Whether a word is neither the FAQ's, however it is read, nor an everyday one, and will not be: it names
/// another thing.
fn is_foreign(vocabulary: &Vocabulary, term: &QueryTerm) -> bool {
    term.readings.is_empty()
        && !vocabulary.is_everyday(&term.folded)
        && !(term.unfinished && vocabulary.may_become(&term.folded))
}

/// The words of a query that mean something, each with whether a candidate has it.
pub(super) fn content_terms<'a>(
    terms: &'a [QueryTerm],
    has: &'a [bool],
) -> impl Iterator<Item = (&'a QueryTerm, bool)> {
    let all = terms.iter().zip(has.iter().copied());
    all.filter(|(term, _)| term.class == WordClass::Content)
}

/// What is left of the sureness of the first of these candidates for being ahead of the next,
/// [`EQUALLED`]..1.
fn margin(candidates: &[Candidate]) -> f32 {
    match candidates {
        [first, next, ..] if !first.identical => {
            let ahead = (first.score - next.score) / first.score.max(f32::MIN_POSITIVE);
            (EQUALLED + (1.0 - EQUALLED) * ahead / AHEAD).min(1.0)
        }
        _ => 1.0,
    }
}
