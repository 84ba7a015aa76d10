//! Which hits are strong, that is, fit to be read out. In: ranked candidates; out: whether the first is.
//!
//! Nearness to the query, with its words, shared among close rivals, must reach [`STRONG_BY_WORDS`] or
//! [`STRONG_BY_MEANING`].

use std::{iter, ptr};

use crate::faq::Faq;

use super::{
    constants::{
        BY_WORDS_SURENESS, COVERAGE_SURENESS, LEAST_LIKENESS, LETTERS_WEIGHT, MOST_KEYWORDS,
        REQUIRED_WORD_PENALTY, RIVAL_SHARE, RIVALRY, RIVALRY_BY_WORDS, RIVALS, SAME_MEANING_COSINE,
        STEMS_WEIGHT, STRONG_BY_MEANING, STRONG_BY_WORDS,
    },
    meant::QueryMeaning,
    postings::{EntryField, Posting},
    rank::Candidate,
    readings::{ReadBy, Reading},
    sentence::{Form, Wanted, wanted},
    terms::{ParsedQuery, QueryTerm},
    vocabulary::Vocabulary,
};

/// Whether the first candidate is sure by words alone: its score, its likeness to the query and the share of
/// the query's words that it has are high, and it has each word that names another thing.
pub(super) fn is_sure_by_words(query: ParsedQuery<'_>, candidates: &[Candidate]) -> bool {
    let Some(first) = candidates.first() else {
        return false;
    };
    if first.phrasing.identical || is_vague(query) {
        return first.phrasing.identical;
    }
    let words = query.content_terms(&first.has).count();
    let are_keywords = words <= MOST_KEYWORDS || words == query.terms.len();
    let (mut had, mut all) = (0.0, 0.0);
    for (term, has) in query.content_terms(&first.has) {
        all += term.weight;
        if has {
            had += term.weight * term.completion;
        } else if term.is_required || are_keywords && is_foreign(query.vocabulary, term) {
            return false;
        }
    }
    let share = had / all.max(f32::MIN_POSITIVE);
    let likeness = first.phrasing.likeness / (LETTERS_WEIGHT + STEMS_WEIGHT);
    let likeness = likeness.max(LEAST_LIKENESS * share);
    let sureness = (first.score * likeness * share).cbrt();
    sureness / rivalry(RIVALRY_BY_WORDS, candidates) >= STRONG_BY_WORDS
}

/// Whether the first candidate, ranked by words and meaning, is sure: near, without rivals, and with the
/// query's words, of which a statement wants all; nearer than any call that every desk hears. A statement
/// that sounds like trouble must mean the same as one of the entry's texts. `by_words`: it is sure by
/// words too.
pub(super) fn is_sure_by_meaning(
    query: ParsedQuery<'_>,
    candidates: &[Candidate],
    by_words: bool,
    meaning: &QueryMeaning,
) -> bool {
    let Some(first) = candidates.first() else {
        return false;
    };
    let Some(near) = first.near else {
        return by_words;
    };
    let reports_trouble = query.form == Form::Statement
        && meaning.trouble > 0.0
        && near.nearest < SAME_MEANING_COSINE;
    if first.phrasing.identical || near.nearest < meaning.routine || reports_trouble {
        return first.phrasing.identical;
    }
    let names_nothing = || query.telling_terms().next().is_none();
    if near.nearest < SAME_MEANING_COSINE && (names_nothing() || is_vague(query)) {
        return false;
    }
    let sureness = near.evened() + coverage(query, first) + BY_WORDS_SURENESS * f32::from(by_words);
    sureness / rivalry(RIVALRY, candidates) >= STRONG_BY_MEANING
}

/// How many candidates the first one's sureness is shared among: 1 if no other is near.
fn rivalry(sharpness: f32, candidates: &[Candidate]) -> f32 {
    let best = candidates.first().map_or(0.0, |first| first.score);
    let rivals = candidates.iter().take(RIVALS);
    let rivals = rivals.map(|rival| (sharpness * (rival.score - best)).exp());
    rivals.sum()
}

/// What having the query's words adds to a candidate's sureness, and lacking them takes from it.
fn coverage(query: ParsedQuery<'_>, candidate: &Candidate) -> f32 {
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
