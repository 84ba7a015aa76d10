//! What a query's meaning changes in the search by words. In: how near the query is to entries and groups
//! ([`QueryMeaning`]); out: the candidates in another order, the hand-over group that the query means, and
//! whether it is a routine call. [`HAND_OVER_LEAD`] and the penalties decide most.

use super::{
    constants::{
        DOUBTFUL_LEAD, FULL_WITH_MEANING, HAND_OVER_LEAD, LEAST_COSINE,
        LEAST_COSINE_OF_SMALL_WORDS, LEAST_COSINE_WITHOUT_WORDS, LEAST_HAND_OVER_COSINE,
        LEAST_SAID, MEANING_WEIGHT, MOST_HITS, OVERTAKING_LEAD, QUESTION_PENALTY, ROUTINE_LEAD,
        SAME_MEANING_COSINE, TYPING_PENALTY, UNLISTED_COSINE_BONUS,
    },
    hand_over::Alert,
    hits::{Hit, SearchResult},
    meant::{Claim, GroupNearness, Nearness, QueryMeaning},
    rank::{Candidate, best_first},
    readings::{ReadBy, Reading},
    sentence::Form,
    sure::is_sure_by_meaning,
    terms::{ParsedQuery, QueryTerm},
    vocabulary::WordClass,
};

/// What is known of a query's meaning.
#[derive(Clone, Copy, Debug)]
pub struct KnownMeaning<'a> {
    /// Its nearness to the FAQ's texts.
    pub query: &'a QueryMeaning,
    /// Where only the finished words of the query were compared, while the last one is typed: what was found
    /// before that key. It stays on screen, unless something else is clearly better.
    pub before: Option<&'a SearchResult>,
}

impl KnownMeaning<'_> {
    /// Whether a query is clearly nearer to a routine call than to any entry; a beginning, if that is told
    /// already. Not if the first hit is in a language that the encoder does not know.
    pub(super) fn is_routine_call(self, first: Option<&Hit>) -> bool {
        if first.is_some_and(|hit| self.query.entries[hit.entry].is_none()) {
            return false;
        }
        let entries = self.query.entries.iter().flatten();
        let nearest = entries.map(Nearness::evened).fold(0.0, f32::max);
        let told = |before: &SearchResult| before.is_routine_call && before.hand_over.is_empty();
        self.before.is_none_or(told) && nearest + ROUTINE_LEAD < self.query.routine
    }

    /// The group that a query means, and whether it surely does: not if [`HAND_OVER_LEAD`] is missed, by at
    /// most [`DOUBTFUL_LEAD`]. The words by which another group was `heard` do not count: "I have high blood
    /// pressure" is no emergency.
    pub(super) fn group(self, query: ParsedQuery<'_>, heard: &[String]) -> Option<(Alert, bool)> {
        let nearest = self.query.group.as_ref()?;
        let lead = self.lead(nearest, query);
        let is_whole = self.before.is_none();
        let is_other = |term: &&QueryTerm| !heard.contains(&term.folded);
        let telling = query.telling_terms().filter(is_other);
        let telling = telling.filter(|t| is_whole || !t.unfinished).count();
        let is_meant = nearest.nearness >= SAME_MEANING_COSINE;
        // Small words alone say little, but "I don't want to be here any more" says all.
        let says_it_in_small_words = telling == 0
            && is_whole
            && query.form == Form::Statement
            && nearest.nearness >= LEAST_COSINE_OF_SMALL_WORDS;
        let says_enough =
            telling >= LEAST_SAID || says_it_in_small_words || !heard.is_empty() && is_meant;
        // "I am bleeding" may be a report, or what an entry is about.
        let says_something = if says_enough {
            nearest.claim != Claim::Disputed
        } else {
            telling > 0 && query.form == Form::Statement
        };
        let is_report = nearest.claim == Claim::Report && !self.is_beginning();
        let least_cosine = least_cosine(query).max(LEAST_HAND_OVER_COSINE);
        let is_near = nearest.nearness >= least_cosine && lead >= HAND_OVER_LEAD - DOUBTFUL_LEAD;
        let is_sure = lead >= HAND_OVER_LEAD && (says_enough || is_report);
        let alert = || Alert::by_sentence(&nearest.group, nearest.sentence);
        (says_something && is_near).then(|| (alert(), is_sure))
    }

    /// The lead of a group, less if the query is no statement or a beginning.
    fn lead(self, nearest: &GroupNearness, query: ParsedQuery<'_>) -> f32 {
        let mut lead = nearest.lead;
        if query.form != Form::Statement {
            // Keywords have no tone ("bad skin").
            let are_keywords = query.terms.iter().all(|t| t.class == WordClass::Content);
            let times = if are_keywords { 2.0 } else { 1.0 };
            lead -= times * QUESTION_PENALTY;
        }
        if self.is_beginning() {
            lead -= TYPING_PENALTY;
        }
        lead
    }

    /// Whether the query is still typed, and no group on screen yet: it would come and go.
    fn is_beginning(self) -> bool {
        self.before
            .is_some_and(|before| before.hand_over.is_empty())
    }

    /// Ranks the candidates by words and meaning, after adding those that only meaning finds.
    /// `is_sure_by_words`: the first one was sure before. Whether it is now.
    pub(super) fn rerank(
        self,
        mut query: ParsedQuery<'_>,
        is_sure_by_words: bool,
        candidates: &mut Vec<Candidate>,
    ) -> bool {
        let surest = candidates.first().filter(|_| is_sure_by_words);
        let surest = surest.map(|first| first.entry);
        self.add_meaning(query, candidates);
        candidates.sort_unstable_by(best_first);
        candidates.truncate(MOST_HITS);
        self.keep_first(candidates);
        // Without hand-over groups a statement needs no more care than a question.
        let mut topics = self.query.faq.topics().iter();
        if topics.all(|topic| topic.hand_over.is_empty()) {
            query.form = Form::Question;
        }
        let by_words = surest.is_some() && surest == candidates.first().map(|first| first.entry);
        let is_sure = is_sure_by_meaning(query, candidates, by_words, self.query);
        for candidate in candidates {
            candidate.set_share((candidate.score / FULL_WITH_MEANING).clamp(0.0, 1.0));
        }
        is_sure
    }

    /// Adds to the candidates the entries that only meaning finds, and to all scores those by meaning.
    fn add_meaning(self, query: ParsedQuery<'_>, candidates: &mut Vec<Candidate>) {
        let entries = &self.query.entries;
        let says_something = query.terms.iter().any(|t| t.class == WordClass::Content);
        let least_cosine = match self.before {
            // Most questions begin with function words, which are near to anything.
            Some(_) if !says_something => f32::INFINITY,
            _ => least_cosine(query),
        };
        let is_near_enough = |near: Option<Nearness>| {
            near.is_some_and(|near| {
                let earlier = UNLISTED_COSINE_BONUS * f32::from(near.is_unlisted);
                near.nearest + earlier >= least_cosine
            })
        };
        let mut is_candidate = vec![false; entries.len()];
        for candidate in candidates.iter() {
            is_candidate[candidate.entry as usize] = true;
        }
        for ((entry, near), is_candidate) in (0..).zip(entries).zip(is_candidate) {
            if !is_candidate && is_near_enough(*near) {
                candidates.push(Candidate {
                    entry,
                    has: vec![false; query.terms.len()],
                    ..Candidate::default()
                });
            }
        }
        for candidate in candidates {
            candidate.near = entries[candidate.entry as usize];
            candidate.is_near_enough = is_near_enough(candidate.near);
            // What the encoder cannot read means as much as its words tell.
            let by_meaning = candidate.near.map(|near| near.score_by_meaning);
            candidate.score += by_meaning.unwrap_or(MEANING_WEIGHT * candidate.score);
        }
    }

    /// While the query is typed, the first hit on screen stays unless another leads by [`OVERTAKING_LEAD`].
    fn keep_first(self, candidates: &mut [Candidate]) {
        let shown = self
            .before
            .filter(|b| b.hand_over.is_empty() && !b.is_routine_call);
        let mut places = candidates.iter();
        if let Some(first) = shown.and_then(|before| before.hits.first())
            && let Some(at) = places.position(|other| other.entry as usize == first.entry)
            && candidates[0].score - candidates[at].score < OVERTAKING_LEAD
        {
            candidates[..=at].rotate_right(1);
        }
    }
}

/// The least cosine of an entry or group that meaning alone finds. Higher if no word of the query is or was
/// read as a real one, as the encoder finds something near to any letters.
fn least_cosine(query: ParsedQuery<'_>) -> f32 {
    let is_guess = |reading: &Reading| matches!(reading.by, ReadBy::Prefix | ReadBy::Synonym);
    let is_word = |term: &QueryTerm| {
        term.class == WordClass::Function
            || !term.readings.iter().all(is_guess)
            || query.vocabulary.is_known(&term.folded)
    };
    if query.terms.iter().any(is_word) {
        LEAST_COSINE
    } else {
        LEAST_COSINE_WITHOUT_WORDS
    }
}
