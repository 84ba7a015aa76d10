//! Which hits are strong, that is, fit to be read out. In: ranked candidates; out: how many of the first are.
//!
//! By words, the geometric mean of score, likeness and coverage, less where the next hit is close, must reach
//! [`STRONG_BY_WORDS`]. By meaning, nearness with coverage, shared among close rivals, [`STRONG_BY_MEANING`].

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

/// How many candidates before the first unsure one are sure by words alone.
pub(super) fn count_sure_by_words(
    vocabulary: &Vocabulary,
    terms: &[QueryTerm],
    form: Form,
    candidates: &[Candidate],
) -> usize {
    let is_sure = |place: usize| {
        let candidate = &candidates[place];
        let coverage = coverage(vocabulary, terms, form, candidate);
        let likeness = candidate.likeness / (LETTERS_ALIKE + STEMS_ALIKE);
        let likeness = likeness.max(MEANING_ALIKE * coverage);
        let sure = (candidate.score * likeness * coverage).cbrt();
        sure * margin(&candidates[place..]) >= STRONG_BY_WORDS
    };
    (0..candidates.len())
        .position(|place| !is_sure(place))
        .unwrap_or(candidates.len())
}

/// Whether the first candidate, ranked by words and meaning, is sure: near, without rivals, and with the
/// query's words, of which a statement wants all. `by_words`: it is sure by words too.
pub(super) fn sure_by_meaning(
    vocabulary: &Vocabulary,
    terms: &[QueryTerm],
    form: Form,
    candidates: &[Candidate],
    by_words: bool,
) -> bool {
    let first = candidates.first();
    let Some((first, near)) = first.and_then(|first| Some((first, first.near?))) else {
        return false;
    };
    let names_nothing = || telling_terms(terms).next().is_none();
    if near.nearest < SAID_SO && (names_nothing() || is_vague(vocabulary, terms, form)) {
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
    let sure = near.nearest
        + had / words.max(1.0)
        + if near.is_unlisted { NO_LIST } else { 0.0 }
        + if by_words { SURE_BY_WORDS } else { 0.0 };
    sure / rivals >= STRONG_BY_MEANING
}

/// The weighted share of the query's content words that a candidate has, 0..1; 0 if the query is vague or
/// names a thing that the candidate lacks.
fn coverage(
    vocabulary: &Vocabulary,
    terms: &[QueryTerm],
    form: Form,
    candidate: &Candidate,
) -> f32 {
    if !candidate.identical && is_vague(vocabulary, terms, form) {
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
        // A query of function words only ("Who are you?") is covered by the very phrasing alone.
        f32::from(u8::from(candidate.identical))
    }
}

/// Whether a query has only a generic word beside the FAQ's subject (terms of more than half of the entries), as
/// "can you help me" and "needle size", or is a fragment with nothing beside it: "my skin".
fn is_vague(vocabulary: &Vocabulary, terms: &[QueryTerm], form: Form) -> bool {
    let is_about = |t: &QueryTerm| {
        let itself = t
            .readings
            .iter()
            .filter(|r| matches!(r.by, By::Exact | By::Stem));
        vocabulary.is_subject(vocabulary.count_with_any(itself.map(|r| r.term)))
    };
    let mut telling = telling_terms(terms).filter(|t| !is_about(t));
    let mut languages = vocabulary.languages.iter();
    let is_generic = |t: &QueryTerm| languages.any(|l| l.is_generic(&t.folded));
    let first = telling.next();
    first.map_or(form == Form::Fragment, is_generic) && telling.next().is_none()
}

/// The content words of a query, without those that stand for the FAQ's subject ("a session").
pub(super) fn telling_terms(terms: &[QueryTerm]) -> impl Iterator<Item = &QueryTerm> {
    let says = |t: &&QueryTerm| t.class == WordClass::Content && t.sense == Sense::Own;
    terms.iter().filter(says)
}

/// Whether a word has no reading in the FAQ, is no everyday one, and cannot become either by further typing.
fn is_foreign(vocabulary: &Vocabulary, term: &QueryTerm) -> bool {
    term.readings.is_empty()
        && !vocabulary.is_everyday(&term.folded)
        && !(term.unfinished && vocabulary.may_become(&term.folded))
}

/// The content words of a query, each with whether a candidate has it.
pub(super) fn content_terms<'a>(
    terms: &'a [QueryTerm],
    has: &'a [bool],
) -> impl Iterator<Item = (&'a QueryTerm, bool)> {
    let all = terms.iter().zip(has.iter().copied());
    all.filter(|(term, _)| term.class == WordClass::Content)
}

/// A factor for the first candidate's lead over the next: [`EQUALLED`] for none, 1 from [`AHEAD`] on.
fn margin(candidates: &[Candidate]) -> f32 {
    match candidates {
        [first, next, ..] if !first.identical => {
            let ahead = (first.score - next.score) / first.score.max(f32::MIN_POSITIVE);
            (EQUALLED + (1.0 - EQUALLED) * ahead / AHEAD).min(1.0)
        }
        _ => 1.0,
    }
}
