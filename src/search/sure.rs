//! Which hits are strong, that is, fit to be read out. In: ranked candidates; out: how many of the first are.
//!
//! By words, the geometric mean of score, likeness and coverage, less where the next hit is close, must reach
//! [`STRONG_BY_WORDS`]. By meaning, nearness with coverage, shared among close rivals, [`STRONG_BY_MEANING`].

use std::{iter, ptr};

use crate::faq::Faq;

use super::{
    constants::{
        BY_WORDS_SURENESS, CLEAR_LEAD, COVERAGE_SURENESS, LEAST_LIKENESS, LETTERS_WEIGHT,
        MOST_KEYWORDS, MOST_KEYWORDS_ALONE, REQUIRED_WORD_PENALTY, RIVAL_SHARE, RIVALRY, RIVALS,
        SAME_MEANING_COSINE, STEMS_WEIGHT, STRONG_BY_MEANING, STRONG_BY_WORDS, TIED_SHARE,
        UNLISTED_SURENESS,
    },
    postings::{EntryField, Posting},
    rank::Candidate,
    readings::{ReadBy, Reading},
    sentence::{Form, Wanted, wanted},
    terms::{ParsedQuery, QueryTerm},
    vocabulary::Vocabulary,
};

/// How many candidates before the first unsure one are sure by words alone.
pub(super) fn count_sure_by_words(query: ParsedQuery<'_>, candidates: &[Candidate]) -> usize {
    let is_sure = |place: usize| {
        let candidate = &candidates[place];
        let coverage = coverage(query, candidate);
        let likeness = candidate.phrasing.likeness / (LETTERS_WEIGHT + STEMS_WEIGHT);
        let likeness = likeness.max(LEAST_LIKENESS * coverage);
        let sureness = (candidate.score * likeness * coverage).cbrt();
        sureness * margin(&candidates[place..]) >= STRONG_BY_WORDS
    };
    let unsure = (0..candidates.len()).find(|place| !is_sure(*place));
    unsure.unwrap_or(candidates.len())
}

/// Whether the first candidate, ranked by words and meaning, is sure: near, without rivals, and with the
/// query's words, of which a statement wants all. `by_words`: it is sure by words too; `routine`: the cosine
/// of the query with the nearest of the calls that every desk hears, which must not be the nearer one.
pub(super) fn is_sure_by_meaning(
    query: ParsedQuery<'_>,
    candidates: &[Candidate],
    by_words: bool,
    routine: f32,
) -> bool {
    let Some(first) = candidates.first() else {
        return false;
    };
    let Some(near) = first.near else {
        return by_words;
    };
    if first.phrasing.identical || near.nearest < routine {
        return first.phrasing.identical;
    }
    let names_nothing = || query.telling_terms().next().is_none();
    if near.nearest < SAME_MEANING_COSINE && (names_nothing() || is_vague(query)) {
        return false;
    }
    let rivals = candidates.iter().take(RIVALS);
    let rivals = rivals.map(|rival| (RIVALRY * (rival.score - first.score)).exp());
    let sureness = near.nearest
        + coverage_by_meaning(query, first)
        + UNLISTED_SURENESS * f32::from(near.is_unlisted)
        + BY_WORDS_SURENESS * f32::from(by_words);
    sureness / rivals.sum::<f32>() >= STRONG_BY_MEANING
}

/// What having the query's words adds to a candidate's sureness, and lacking them takes from it.
fn coverage_by_meaning(query: ParsedQuery<'_>, candidate: &Candidate) -> f32 {
    let (mut points, mut count) = (0.0, 0.0_f32);
    for (term, has) in query.content_terms(&candidate.has) {
        if has {
            points += COVERAGE_SURENESS;
        } else if term.is_required || query.form == Form::Statement && !term.is_subject {
            points -= REQUIRED_WORD_PENALTY;
        }
        if has || !term.is_subject {
            count += 1.0;
        }
    }
    points / count.max(1.0)
}

/// Whether a query tells in a word that something is so ("it really hurts", "still hurts"): the answer to the
/// question whether it is so may be the wrong thing to say.
pub(super) fn is_mere_report(query: ParsedQuery<'_>, candidates: &[Candidate]) -> bool {
    let is_still = |term: &&QueryTerm| term.folded == "still";
    let tells = match query.form {
        Form::Question => false,
        Form::Statement => true,
        Form::Fragment => query.terms.iter().any(|term| is_still(&term)),
    };
    let mut telling = query.telling_terms().filter(|term| !is_still(term));
    tells
        && telling.nth(1).is_none()
        && candidates
            .first()
            .is_some_and(|first| !first.phrasing.identical)
}

/// Whether an entry of another topic may be meant as well: it has the query's telling words that the first
/// candidate has, and nearly its score ("does it hurt", of two treatments).
fn has_rival_topic(faq: &Faq, query: ParsedQuery<'_>, candidates: &[Candidate]) -> bool {
    let Some((first, others)) = candidates.split_first() else {
        return false;
    };
    let topic = |candidate: &Candidate| faq.topic_of(faq.entry(candidate.entry as usize));
    let is_telling = |n: &usize| first.has[*n] && !query.terms[*n].is_subject;
    let telling: Vec<usize> = (0..query.terms.len()).filter(is_telling).collect();
    let is_rival = |other: &Candidate| {
        other.score >= RIVAL_SHARE * first.score
            && other.phrasing.likeness >= LEAST_LIKENESS * first.phrasing.likeness
            && telling.iter().all(|n| other.has[*n])
            && !ptr::eq(topic(other), topic(first))
    };
    !telling.is_empty() && others.iter().take(RIVALS).any(is_rival)
}

/// Whether a word that an entry lacks stands in a title or question of another topic, and nowhere in its own.
fn names_other_topic(faq: &Faq, query: ParsedQuery<'_>, candidate: &Candidate) -> bool {
    let postings = &query.vocabulary.postings;
    let topic = |entry: u32| faq.topic_of(faq.entry(entry as usize));
    let is_here = |posting: &&Posting| ptr::eq(topic(posting.entry), topic(candidate.entry));
    let says_topic = |posting: &Posting| {
        posting.count(EntryField::Title) + posting.count(EntryField::Question) > 0.0
    };
    let is_other_topics = |reading: &Reading| {
        let postings = postings.of(reading.term);
        matches!(reading.by, ReadBy::Exact | ReadBy::Stem)
            && !postings.iter().any(|posting| is_here(&posting))
            && postings.iter().any(says_topic)
    };
    let mut words = query.content_terms(&candidate.has);
    words.any(|(term, has)| !has && term.readings.iter().any(is_other_topics))
}

/// Whether the first candidate can not be the answer for sure, however well its words fit: the same question
/// stands in two topics, and only the caller knows which is meant; or another topic is named; or another kind
/// of thing is asked for ([`Wanted`]) than in all of its phrasings.
pub(super) fn is_doubted(faq: &Faq, query: ParsedQuery<'_>, candidates: &[Candidate]) -> bool {
    let names_other = |first: &Candidate| names_other_topic(faq, query, first);
    if has_rival_topic(faq, query, candidates) || candidates.first().is_some_and(names_other) {
        return true;
    }
    let first = match candidates {
        [first, second, ..] if first.phrasing.identical && second.phrasing.identical => {
            return true;
        }
        [first, ..] if !first.phrasing.identical => first,
        _ => return false,
    };
    let Some(ours) = wanted(query.vocabulary, query.text) else {
        return false;
    };
    let entry = faq.entry(first.entry as usize);
    let phrasings = iter::once(&entry.question).chain(&entry.also_asked);
    let theirs = phrasings.filter_map(|phrasing| wanted(query.vocabulary, phrasing));
    let theirs: Vec<Wanted> = theirs.collect();
    // A phrasing may ask for a place or a measure without a question word: "Is there an age limit?".
    let open = theirs.is_empty() && matches!(ours, Wanted::Place | Wanted::Measure);
    !open && !theirs.contains(&ours)
}

/// The weighted share of the query's content words that a candidate has, 0..1; 0 if the query is vague or
/// names a thing that the candidate lacks.
fn coverage(query: ParsedQuery<'_>, candidate: &Candidate) -> f32 {
    if !candidate.phrasing.identical && is_vague(query) {
        return 0.0;
    }
    let (mut covered, mut all) = (0.0, 0.0);
    let words = query.content_terms(&candidate.has).count();
    let are_all = words == query.terms.len();
    let is_short = words <= MOST_KEYWORDS || are_all && words <= MOST_KEYWORDS_ALONE;
    for (term, has) in query.content_terms(&candidate.has) {
        all += term.weight;
        if has {
            covered += term.weight * term.completion;
        } else if term.is_required || is_short && is_foreign(query.vocabulary, term) {
            return 0.0;
        }
    }
    if all > 0.0 {
        covered / all
    } else {
        // A query of function words only ("Who are you?") is covered by the very phrasing alone.
        f32::from(candidate.phrasing.identical)
    }
}

/// Whether a query has only a generic word beside the FAQ's subject (terms of more than half of the entries),
/// as "can you help me" and "needle size", or is a fragment with nothing beside it: "my skin".
fn is_vague(query: ParsedQuery<'_>) -> bool {
    let vocabulary = query.vocabulary;
    let is_exact = |r: &&Reading| matches!(r.by, ReadBy::Exact | ReadBy::Stem);
    let is_about = |t: &&QueryTerm| {
        let exact = t.readings.iter().filter(is_exact).map(|r| r.term);
        vocabulary.is_subject_count(vocabulary.entries_with_any_term(exact))
    };
    let mut telling = query.telling_terms().filter(|t| !is_about(t));
    let is_generic = |t: &QueryTerm| vocabulary.any_language(|l| l.is_generic(&t.folded));
    let first = telling.next();
    first.map_or(query.form == Form::Fragment, is_generic) && telling.next().is_none()
}

/// Whether a word has no reading in the FAQ, is no everyday one, and cannot become either by further typing.
fn is_foreign(vocabulary: &Vocabulary, term: &QueryTerm) -> bool {
    term.readings.is_empty()
        && !vocabulary.is_everyday(&term.folded)
        && !(term.unfinished && vocabulary.may_become(&term.folded))
}

/// A factor for the first candidate's lead over the next: [`TIED_SHARE`] for none, 1 from [`CLEAR_LEAD`] on.
fn margin(candidates: &[Candidate]) -> f32 {
    match candidates {
        [first, next, ..] if !first.phrasing.identical => {
            let ahead = (first.score - next.score) / first.score.max(f32::MIN_POSITIVE);
            (TIED_SHARE + (1.0 - TIED_SHARE) * ahead / CLEAR_LEAD).min(1.0)
        }
        _ => 1.0,
    }
}
