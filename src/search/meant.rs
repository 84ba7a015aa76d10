//! Nearness by meaning. In: the vectors of a FAQ's texts and of a query, from [`crate::meaning`]. Out: how
//! near the query is to each entry and to its nearest hand-over group; `fusion` tells what that changes.
//! README.md gives the formulas, in which [`MEANING_WEIGHT`] and [`SHARPNESS`] decide most.

use std::{collections::HashMap, sync::Arc};

use crate::{
    faq::{Faq, HandOver, Topic, Urgency},
    markdown,
    meaning::Vector,
};

use super::{
    constants::{
        ANSWER_AGAIN, ANSWERS_ROUTINE_COSINE, LEAST_EMERGENCY_TONE, MEANING_WEIGHT,
        MOST_EMBEDDED_WHOLE, OPPOSING_SHARE, REPORT_MARGIN, ROUTINE_MARGIN, SAME_MEANING_COSINE,
        SHARPNESS, TONE_WEIGHT, UNLISTED_SCORE, UNLISTED_SURENESS, URGENT_BONUS, WELL_LISTED,
    },
    language::Language,
    tone,
};

/// The vectors of all texts of a FAQ that queries are compared with. Costs some 420 bytes a text.
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
    pub(super) faq: Arc<Faq>,
    pub(super) entries: Vec<Option<Nearness>>,
    /// The cosine with the nearest of the routine calls.
    pub(super) routine: f32,
    /// How far the query leans toward trouble ([`tone::trouble`]).
    pub(super) trouble: f32,
    pub(super) group: Option<GroupNearness>,
}

/// How near a query is to an entry.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Nearness {
    /// Added to the score by words.
    pub(super) score_by_meaning: f32,
    /// The cosine with the entry's nearest text.
    pub(super) nearest: f32,
    /// Whether the entry has no `also_asked`, and so fewer texts to be near to.
    pub(super) is_unlisted: bool,
    /// The nearest text's number, if it is an `also_asked`.
    pub(super) alternative: Option<usize>,
}

impl Nearness {
    /// [`Self::nearest`], evened for having fewer texts.
    pub(super) fn evened(&self) -> f32 {
        self.nearest + UNLISTED_SURENESS * f32::from(self.is_unlisted)
    }
}

/// The group that a query is nearest to, if no entry or exception is much nearer.
#[derive(Clone, Debug)]
pub(super) struct GroupNearness {
    pub(super) group: Arc<HandOver>,
    /// Which of its sentences is nearest.
    pub(super) sentence: usize,
    /// The soft maximum of the cosines with its sentences.
    pub(super) nearness: f32,
    /// By how much `nearness`, and the query's tone, exceed what speaks against a hand-over: entries,
    /// exceptions and ordinary calls.
    pub(super) lead: f32,
    pub(super) claim: Claim,
}

/// How a group compares with the entry or exception that a query is nearest to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Claim {
    /// That is a little nearer, but the query sounds like trouble.
    Disputed,
    /// The group is at least as near.
    Nearest,
    /// The group is much nearer, and the query says the same as one of its sentences and sounds like trouble:
    /// even in one word it is a report.
    Report,
}

impl FaqMeaning {
    /// Whether any of a FAQ can be searched by meaning: the encoder only knows English.
    pub fn is_for(faq: &Faq) -> bool {
        let mut entries = faq.entries().iter();
        entries.any(|entry| is_english(faq.topic_of(entry)))
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
            if !is_english(faq.topic_of(entry)) {
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
        for group in english_groups(faq) {
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
        let routine = routine.into_iter().fold(0.0, f32::max);
        let group = self.nearest_group(query, nearest_other, against);
        QueryMeaning {
            faq: Arc::clone(&self.faq),
            entries,
            routine,
            trouble: tone::trouble(query),
            group: group.filter(|group| group.nearness >= routine - ROUTINE_MARGIN),
        }
    }

    /// The group that a query most likely belongs to, unless an entry or an exception is nearer: much nearer,
    /// if the query sounds like trouble.
    fn nearest_group(
        &self,
        query: &Vector,
        nearest_other: f32,
        against: f32,
    ) -> Option<GroupNearness> {
        let trouble = TONE_WEIGHT * tone::trouble(query);
        let emergency = tone::emergency(query);
        let groups = self.groups.iter().filter_map(|group| {
            let cosines = cosines(&group.asked, query);
            let nearness = soft_maximum(&cosines);
            let with_tone = nearness + if group.is_of_trouble { trouble } else { 0.0 };
            let urgency = match group.group.urgency {
                Urgency::Urgent if emergency < LEAST_EMERGENCY_TONE => return None,
                Urgency::Urgent => URGENT_BONUS + TONE_WEIGHT * emergency,
                Urgency::Usual => 0.0,
            };
            let (sentence, _) = (0..).zip(&cosines).max_by(|a, b| a.1.total_cmp(b.1))?;
            let margin = with_tone - nearest_other;
            let is_trouble = group.is_of_trouble && trouble > 0.0;
            let is_meant = nearness >= SAME_MEANING_COSINE;
            let claim = if is_trouble && is_meant && margin >= REPORT_MARGIN {
                Claim::Report
            } else if margin >= 0.0 {
                Claim::Nearest
            } else if is_trouble && margin >= -REPORT_MARGIN {
                Claim::Disputed
            } else {
                return None;
            };
            Some(GroupNearness {
                group: Arc::clone(&group.group),
                sentence,
                nearness,
                lead: with_tone + urgency - against,
                claim,
            })
        });
        let is_disputed = |near: &GroupNearness| near.claim == Claim::Disputed;
        groups.max_by(|a, b| {
            let by_claim = is_disputed(b).cmp(&is_disputed(a));
            by_claim.then(a.lead.total_cmp(&b.lead))
        })
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
            let same = english_groups(faq).find(|group| **group == *near.group);
            let named = || english_groups(faq).find(|group| group.name == near.group.name);
            let group = same.or_else(named)?;
            Some(GroupNearness {
                group: Arc::new(group.clone()),
                ..near.clone()
            })
        });
        Self {
            entries: entries.collect(),
            routine: self.routine,
            trouble: self.trouble,
            group,
            faq: Arc::clone(faq),
        }
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
        let best = cosines.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let (best, nearest) = best.map_or((0, 0.0), |(n, &cosine)| (n, cosine));
        let (soft_max, count) = match cosines {
            // The answer tells more of the meaning than the only phrasing does.
            [_, answer] if listed == 0 => {
                let again = ANSWER_AGAIN * (SHARPNESS * (answer - soft_max)).exp();
                (soft_max + again.ln_1p() / SHARPNESS, 2.0 + ANSWER_AGAIN)
            }
            _ => (soft_max, cosines.len() as f32),
        };
        let by_count = soft_max - 0.5 * count.ln() / SHARPNESS;
        let mean = cosines.iter().sum::<f32>() / self.sum_length.max(f32::MIN_POSITIVE);
        let unlisted = (1.0 - listed as f32 / WELL_LISTED).max(0.0);
        Nearness {
            score_by_meaning: MEANING_WEIGHT * (by_count + mean) / 2.0 + UNLISTED_SCORE * unlisted,
            nearest,
            is_unlisted: listed == 0,
            alternative: (1..=listed).contains(&best).then(|| best - 1),
        }
    }
}

/// Calls that every desk hears: neither in most FAQs nor to be handed over. One sentence a line.
const ROUTINE_CALLS: &str = include_str!("routine.txt");

fn cosines(texts: &[Vector], query: &Vector) -> Vec<f32> {
    texts.iter().map(|text| text.dot(query)).collect()
}

/// The groups in the encoder's language.
fn english_groups(faq: &Faq) -> impl Iterator<Item = &HandOver> {
    let topics = faq.topics().iter().filter(|topic| is_english(topic));
    topics.flat_map(|topic| &topic.hand_over)
}

/// Whether a topic is in the encoder's language.
fn is_english(topic: &Topic) -> bool {
    Language::code_of(&topic.language) == "en"
}

/// The soft maximum: about the largest cosine, a little more if several are as large, far below -1 if there
/// is none.
fn soft_maximum(cosines: &[f32]) -> f32 {
    let sum: f32 = cosines.iter().map(|c| (SHARPNESS * (c - 1.0)).exp()).sum();
    1.0 + sum.max(f32::MIN_POSITIVE).ln() / SHARPNESS
}
