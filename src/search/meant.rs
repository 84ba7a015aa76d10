//! Search by meaning. In: the vectors of a FAQ's texts and of a query, from [`crate::meaning`]. Out: how near
//! the query is to each entry, which is added to the score by words, and the hand-over group that it means.
//! README.md gives the formulas, in which [`MEANING_WEIGHT`], [`SHARPNESS`] and [`HAND_OVER_LEAD`] decide
//! most.

use std::{collections::HashMap, sync::Arc};

use crate::{
    faq::{Faq, HandOver, Topic, Urgency},
    markdown,
    meaning::Vector,
};

use super::{
    constants::{
        ANSWER_AGAIN, ANSWERS_ROUTINE_COSINE, DOUBTFUL_LEAD, FULL_WITH_MEANING, HAND_OVER_LEAD,
        LEAST_COSINE, LEAST_COSINE_WITHOUT_WORDS, LEAST_FOR_HAND_OVER, LEAST_SAID, MEANING_WEIGHT,
        MOST_EMBEDDED_WHOLE, MOST_HITS, NO_EMERGENCY, OPPOSING_SHARE, OVERTAKING_LEAD,
        QUESTION_PENALTY, SAME_MEANING_COSINE, SHARPNESS, TONE, TYPING_PENALTY, UNLISTED_COSINE,
        UNLISTED_SCORE, URGENT_LEAD, WELL_LISTED,
    },
    hand_over::Alert,
    hits::{Confidence, Hit, OnScreen},
    language::{Form, Language, WordClass},
    rank::{Candidate, Nearness, best_first},
    readings::{By, Reading},
    sure::is_sure_by_meaning,
    terms::{QueryTerm, telling_terms},
    tone,
    vocabulary::Vocabulary,
};

/// The vectors of all texts of a FAQ that queries are compared with. Costs 388 bytes a text.
#[derive(Debug)]
pub struct FaqMeaning {
    faq: Arc<Faq>,
    /// None for an entry in another language than the encoder's.
    entries: Vec<Option<EntryMeaning>>,
    groups: Vec<GroupMeaning>,
    /// The routine calls that no entry answers.
    routine: Vec<Vector>,
}

/// The vectors of an entry's texts: the question, each `also_asked`, then question and answer together,
/// unless the FAQ is a large one.
#[derive(Debug)]
struct EntryMeaning {
    texts: Vec<Vector>,
    /// The length of the sum of the texts' vectors.
    sum_length: f32,
}

#[derive(Debug)]
struct GroupMeaning {
    group: Arc<HandOver>,
    asked: Vec<Vector>,
    except: Vec<Vector>,
    /// Whether it is a group of reports, conditions or complaints, rather than of ordinary questions.
    is_of_trouble: bool,
}

/// How near a query is to each entry and to its nearest hand-over group. Costs a dot product for each text of
/// the FAQ, so it is made off the thread that draws.
#[derive(Clone, Debug)]
pub struct QueryMeaning {
    faq: Arc<Faq>,
    entries: Vec<Option<Nearness>>,
    /// The cosine with the nearest of the routine calls.
    routine: f32,
    group: Option<GroupNearness>,
}

/// The group that a query is nearest to, if no entry or exception is nearer.
#[derive(Clone, Debug)]
struct GroupNearness {
    group: Arc<HandOver>,
    /// Which of its sentences is nearest.
    sentence: usize,
    near: f32,
    /// By how much `near`, and the query's tone, exceed what speaks against a hand-over: entries, exceptions
    /// and ordinary calls.
    lead: f32,
}

/// What is known of a query's meaning.
#[derive(Clone, Copy, Debug)]
pub struct KnownMeaning<'a> {
    /// Its nearness to the FAQ's texts.
    pub query: &'a QueryMeaning,
    /// Which part of the query that was computed from.
    pub of: MeaningOf,
}

/// Which part of a query has a known meaning, while it is typed.
#[derive(Clone, Copy, Debug)]
pub enum MeaningOf {
    /// All of it.
    Whole,
    /// Its finished words, after which the screen shows this.
    FinishedWords(OnScreen),
}

impl FaqMeaning {
    /// Whether any of a FAQ can be searched by meaning: the encoder only knows English.
    pub fn is_for(faq: &Faq) -> bool {
        faq.entries()
            .iter()
            .any(|entry| is_read(faq.topic_of(entry)))
    }

    /// The meaning of `faq`, whose texts `embed` turns into vectors; `None` once it does not.
    pub fn read(faq: &Arc<Faq>, mut embed: impl FnMut(&str) -> Option<Vector>) -> Option<Self> {
        // The answers of a large FAQ would take minutes.
        let has_wholes = faq.len() <= MOST_EMBEDDED_WHOLE;
        let mut all = |texts: &[String]| -> Option<Vec<Vector>> {
            texts.iter().map(|text| embed(text)).collect()
        };
        let mut entries = Vec::with_capacity(faq.len());
        for entry in faq.entries() {
            if !is_read(faq.topic_of(entry)) {
                entries.push(None);
                continue;
            }
            let mut texts = vec![entry.question.clone()];
            texts.extend_from_slice(&entry.also_asked);
            if has_wholes {
                let answer = markdown::spoken_words(&entry.answer);
                texts.push(format!("{} {answer}", entry.question));
            }
            entries.push(Some(EntryMeaning::new(all(&texts)?)));
        }
        let mut groups = Vec::new();
        for group in groups_read(faq) {
            let asked = all(&group.asked)?;
            groups.push(GroupMeaning {
                is_of_trouble: asked.iter().map(tone::trouble).sum::<f32>() > 0.0,
                asked,
                except: all(&group.except)?,
                group: Arc::new(group.clone()),
            });
        }
        let routine: Vec<String> = ROUTINE_CALLS.lines().map(str::to_owned).collect();
        let mut routine = all(&routine)?;
        let texts = || {
            entries
                .iter()
                .flatten()
                .flat_map(|entry: &EntryMeaning| &entry.texts)
        };
        let is_answered =
            |call: &Vector| texts().any(|text| text.dot(call) >= ANSWERS_ROUTINE_COSINE);
        routine.retain(|call| !is_answered(call));
        Some(Self {
            faq: Arc::clone(faq),
            entries,
            groups,
            routine,
        })
    }

    /// How near a query with this vector is to all texts of the FAQ.
    pub fn compare(&self, query: &Vector) -> QueryMeaning {
        let routine = cosines(&self.routine, query);
        let mut nearest_other = 0.0_f32;
        let mut entries = Vec::with_capacity(self.entries.len());
        for (entry, meaning) in self.faq.entries().iter().zip(&self.entries) {
            entries.push(meaning.as_ref().map(|meaning| {
                let cosines = cosines(&meaning.texts, query);
                let soft_max = soft_maximum(&cosines);
                nearest_other = nearest_other.max(soft_max);
                meaning.nearness(&cosines, soft_max, entry.also_asked.len())
            }));
        }
        for group in &self.groups {
            nearest_other = nearest_other.max(soft_maximum(&cosines(&group.except, query)));
        }
        let against = OPPOSING_SHARE * (nearest_other + soft_maximum(&routine).max(0.0));
        QueryMeaning {
            faq: Arc::clone(&self.faq),
            entries,
            routine: routine.into_iter().fold(0.0, f32::max),
            group: self.nearest_group(query, nearest_other, against),
        }
    }

    /// The group that a query most likely belongs to, unless an entry or an exception is nearer.
    fn nearest_group(
        &self,
        query: &Vector,
        nearest_other: f32,
        against: f32,
    ) -> Option<GroupNearness> {
        let trouble = TONE * tone::trouble(query);
        let emergency = tone::emergency(query);
        let groups = self.groups.iter().filter_map(|group| {
            let cosines = cosines(&group.asked, query);
            let near = soft_maximum(&cosines);
            let with_tone = near + if group.is_of_trouble { trouble } else { 0.0 };
            let urgency = match group.group.urgency {
                Urgency::Urgent if emergency < NO_EMERGENCY => return None,
                Urgency::Urgent => URGENT_LEAD + TONE * emergency,
                Urgency::Usual => 0.0,
            };
            let (sentence, _) = (0..).zip(&cosines).max_by(|a, b| a.1.total_cmp(b.1))?;
            (with_tone >= nearest_other).then(|| GroupNearness {
                group: Arc::clone(&group.group),
                sentence,
                near,
                lead: with_tone + urgency - against,
            })
        });
        groups.max_by(|a, b| a.lead.total_cmp(&b.lead))
    }
}

impl QueryMeaning {
    /// Whether it is about this very FAQ.
    pub fn is_of(&self, faq: &Arc<Faq>) -> bool {
        Arc::ptr_eq(&self.faq, faq)
    }

    /// What is still known of it in another version of the FAQ, until its own meaning is: the nearness of
    /// entries by their ids, and of the group, which has its name and perhaps another sentence by now.
    #[must_use]
    pub fn carried_to(&self, faq: &Arc<Faq>) -> Self {
        let before = self.faq.entries().iter().zip(&self.entries);
        let before: HashMap<&str, _> = before.map(|known| (&*known.0.id, known)).collect();
        let entries = faq.entries().iter().map(|entry| {
            let (old, near) = before.get(&*entry.id)?;
            let is_same = old.also_asked == entry.also_asked;
            near.map(|near| Nearness {
                alternative: near.alternative.filter(|_| is_same),
                ..near
            })
        });
        let group = self.group.as_ref().and_then(|near| {
            // Several topics may have a group of this name.
            let same = groups_read(faq).find(|group| **group == *near.group);
            let named = || groups_read(faq).find(|group| group.name == near.group.name);
            let group = same.or_else(named)?;
            Some(GroupNearness {
                group: Arc::new(group.clone()),
                ..near.clone()
            })
        });
        Self {
            entries: entries.collect(),
            routine: self.routine,
            group,
            faq: Arc::clone(faq),
        }
    }
}

impl KnownMeaning<'_> {
    /// Whether a query is nearer to a routine call than to any entry; a beginning, if that is told already.
    /// Not if the first hit is in a language that the encoder does not know.
    pub(super) fn is_routine_call(self, first: Option<&Hit>) -> bool {
        if first.is_some_and(|hit| self.query.entries[hit.entry].is_none()) {
            return false;
        }
        let entries = self.query.entries.iter().flatten();
        let nearest = entries.map(|near| near.nearest).fold(0.0, f32::max);
        let may_be = matches!(
            self.of,
            MeaningOf::Whole | MeaningOf::FinishedWords(OnScreen::NoAnswer)
        );
        may_be && nearest < self.query.routine
    }

    /// The group that a query means, weakly if [`HAND_OVER_LEAD`] is missed by at most [`DOUBTFUL_LEAD`]. The
    /// words by which another group was `heard` do not count: "I have high blood pressure" is no emergency.
    pub(super) fn group(
        self,
        vocabulary: &Vocabulary,
        terms: &[QueryTerm],
        form: Form,
        heard: &[String],
    ) -> Option<(Alert, Confidence)> {
        let found = self.query.group.as_ref()?;
        let mut lead = found.lead;
        if form != Form::Statement {
            // Keywords have no tone ("bad skin").
            let is_content = |term: &QueryTerm| term.class == WordClass::Content;
            let times = if terms.iter().all(is_content) {
                2.0
            } else {
                1.0
            };
            lead -= times * QUESTION_PENALTY;
        }
        let is_whole = matches!(self.of, MeaningOf::Whole);
        if !is_whole && !matches!(self.of, MeaningOf::FinishedWords(OnScreen::HandOver)) {
            lead -= TYPING_PENALTY;
        }
        let said = telling_terms(terms).filter(|term| is_whole || !term.unfinished);
        let said = said.filter(|term| !heard.contains(&term.folded));
        let said = said.count();
        let says_enough =
            said >= LEAST_SAID || !heard.is_empty() && found.near >= SAME_MEANING_COSINE;
        // "I am bleeding" may be a report, or what an entry is about.
        let says_something = says_enough || said > 0 && form == Form::Statement;
        let least_cosine = least_cosine(vocabulary, terms).max(LEAST_FOR_HAND_OVER);
        let is_near =
            says_something && found.near >= least_cosine && lead >= HAND_OVER_LEAD - DOUBTFUL_LEAD;
        let confidence = if lead < HAND_OVER_LEAD || !says_enough {
            Confidence::Weak
        } else {
            Confidence::Strong
        };
        let alert = || Alert::meant(Arc::clone(&found.group), found.sentence);
        is_near.then(|| (alert(), confidence))
    }

    /// Ranks the candidates by words and meaning, after adding those that only meaning finds. The first
    /// `sure_by_words` were sure before; returns how many are now: one or none.
    pub(super) fn rank(
        self,
        vocabulary: &Vocabulary,
        terms: &[QueryTerm],
        form: Form,
        sure_by_words: usize,
        candidates: &mut Vec<Candidate>,
    ) -> usize {
        let entries = &self.query.entries;
        let surest = candidates.first().map(|first| first.entry);
        let surest = surest.filter(|_| sure_by_words > 0);
        let mut found = vec![false; entries.len()];
        for candidate in candidates.iter() {
            found[candidate.entry as usize] = true;
        }
        let says_something = terms.iter().any(|term| term.class == WordClass::Content);
        let least_cosine = match self.of {
            // Most questions begin with function words, which are near to anything.
            MeaningOf::FinishedWords(_) if !says_something => f32::INFINITY,
            _ => least_cosine(vocabulary, terms),
        };
        let alone = (0..).zip(entries).zip(&found);
        let is_findable =
            |near: &Option<Nearness>| near.is_some_and(|n| n.is_findable(least_cosine));
        let alone = alone.filter(|((_, near), found)| !**found && is_findable(near));
        candidates.extend(alone.map(|((entry, _), _)| Candidate::unscored(entry, terms.len())));
        for candidate in candidates.iter_mut() {
            let near = entries[candidate.entry as usize];
            // What the encoder cannot read means as much as its words tell.
            let by_words = MEANING_WEIGHT * candidate.score;
            candidate.score += near.map_or(by_words, |near| near.score_by_meaning);
            candidate.near = near;
            candidate.is_findable = is_findable(&near);
        }
        candidates.sort_unstable_by(best_first);
        candidates.truncate(MOST_HITS);
        let stays = match self.of {
            MeaningOf::FinishedWords(OnScreen::Entry(first)) => Some(first),
            _ => None,
        };
        let first = stays.and_then(|first| {
            candidates
                .iter()
                .position(|candidate| candidate.entry as usize == first)
        });
        if let Some(at) = first
            && candidates[0].score - candidates[at].score < OVERTAKING_LEAD
        {
            candidates[..=at].rotate_right(1);
        }
        // Without hand-over groups a statement needs no more care than a question.
        let form = if groups(&self.query.faq).next().is_none() {
            Form::Question
        } else {
            form
        };
        let by_words = surest.is_some() && surest == candidates.first().map(|first| first.entry);
        let routine = self.query.routine;
        let sure = is_sure_by_meaning(vocabulary, terms, form, candidates, by_words, routine);
        for candidate in candidates.iter_mut() {
            let share = (candidate.score / FULL_WITH_MEANING).clamp(0.0, 1.0);
            candidate.score = if candidate.identical { 1.0 } else { share };
        }
        usize::from(sure)
    }
}

impl Nearness {
    /// Whether meaning alone finds the entry from this cosine on.
    fn is_findable(self, least_cosine: f32) -> bool {
        let earlier = if self.is_unlisted {
            UNLISTED_COSINE
        } else {
            0.0
        };
        self.nearest + earlier >= least_cosine
    }
}

impl EntryMeaning {
    fn new(texts: Vec<Vector>) -> Self {
        let mut sum = [0.0_f32; Vector::DIM];
        for text in &texts {
            for (sum, number) in sum.iter_mut().zip(text.components()) {
                *sum += number;
            }
        }
        Self {
            sum_length: sum.iter().map(|x| x * x).sum::<f32>().sqrt(),
            texts,
        }
    }

    /// `soft_max` is that of `cosines`; the `listed` texts after the first are `also_asked`.
    fn nearness(&self, cosines: &[f32], soft_max: f32, listed: usize) -> Nearness {
        let best = (0..).zip(cosines).max_by(|a, b| a.1.total_cmp(b.1));
        let (best, nearest) = best.map_or((0, 0.0), |(n, &cosine)| (n, cosine));
        let (soft_max, count) = match cosines {
            // The answer tells more of the meaning than the only phrasing does.
            [_, answer] if listed == 0 => {
                let again = ANSWER_AGAIN * (SHARPNESS * (answer - soft_max)).exp();
                (soft_max + again.ln_1p() / SHARPNESS, 2.0 + ANSWER_AGAIN)
            }
            _ => (soft_max, cosines.len() as f32),
        };
        let evened = soft_max - 0.5 * count.ln() / SHARPNESS;
        let mean = cosines.iter().sum::<f32>() / self.sum_length.max(f32::MIN_POSITIVE);
        let unlisted = (1.0 - listed as f32 / WELL_LISTED).max(0.0);
        Nearness {
            score_by_meaning: MEANING_WEIGHT * (evened + mean) / 2.0 + UNLISTED_SCORE * unlisted,
            nearest,
            is_unlisted: listed == 0,
            alternative: (1..=listed as u32).contains(&best).then(|| best - 1),
        }
    }
}

/// Calls that every desk hears: neither in most FAQs nor to be handed over. One sentence a line.
const ROUTINE_CALLS: &str = include_str!("routine.txt");

fn cosines(texts: &[Vector], query: &Vector) -> Vec<f32> {
    texts.iter().map(|text| text.dot(query)).collect()
}

/// The least cosine of an entry or group that meaning alone finds. Higher if no word of the query is or was
/// read as a real one, as the encoder finds something near to any letters.
fn least_cosine(vocabulary: &Vocabulary, terms: &[QueryTerm]) -> f32 {
    let is_guess = |reading: &Reading| matches!(reading.by, By::Prefix | By::Synonym);
    let is_word = |term: &QueryTerm| {
        term.class == WordClass::Function
            || !term.readings.iter().all(is_guess)
            || vocabulary.is_known(&term.folded)
    };
    if terms.iter().any(is_word) {
        LEAST_COSINE
    } else {
        LEAST_COSINE_WITHOUT_WORDS
    }
}

fn groups(faq: &Faq) -> impl Iterator<Item = &HandOver> {
    faq.topics().iter().flat_map(|topic| &topic.hand_over)
}

/// The groups in the encoder's language.
fn groups_read(faq: &Faq) -> impl Iterator<Item = &HandOver> {
    let topics = faq.topics().iter().filter(|topic| is_read(topic));
    topics.flat_map(|topic| &topic.hand_over)
}

/// Whether a topic is in the encoder's language.
fn is_read(topic: &Topic) -> bool {
    Language::code_of(&topic.language) == "en"
}

/// The soft maximum: about the largest cosine, a little more if several are as large, far below -1 if there
/// is none.
fn soft_maximum(cosines: &[f32]) -> f32 {
    let sum: f32 = cosines.iter().map(|c| (SHARPNESS * (c - 1.0)).exp()).sum();
    1.0 + sum.max(f32::MIN_POSITIVE).ln() / SHARPNESS
}
