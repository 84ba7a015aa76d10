//! A FAQ made searchable. In: a [`Query`], and its meaning if known; out: [`SearchResult`]. The steps: cut
//! asides, read the words, match hand-over words, rank the entries, judge how sure they are, merge several
//! questions.

use std::{ops::Range, sync::Arc};

use crate::faq::Faq;

use super::{
    asides::without_asides,
    blanks::with_blanks,
    build::build,
    constants::MOST_HITS,
    fusion::KnownMeaning,
    hand_over::{ListedGroup, SpokenQuery},
    hits::{FoundBy, Hit, SearchResult},
    language::Language,
    layouts::in_other_layouts,
    parts::{merged, parts},
    query::{Correction, Ending, Query, with_replaced},
    rank::Ranker,
    readings::{ReadBy, Reading},
    sentence::{Form, asks_at_last, asks_beyond_greeting, asks_without_content_words, form},
    sure::{is_doubted, is_mere_report, is_sure_by_words},
    terms::{ParsedQuery, QueryTerm, is_hardly_begun, query_terms},
    thesaurus::Thesaurus,
    vocabulary::{Vocabulary, WordClass},
    words::{self, TokenKind},
};

/// A FAQ made searchable. It holds its [`Faq`], so the two cannot disagree.
#[derive(Clone, Debug, Default)]
pub struct Index {
    faq: Arc<Faq>,
    vocabulary: Vocabulary,
    groups: Arc<[ListedGroup]>,
}

impl Index {
    /// The most hits a query returns.
    pub const MOST: usize = MOST_HITS;

    /// Indexes `faq`; `progress` is told, now and then, the share done, 0..1.
    pub fn new(faq: impl Into<Arc<Faq>>, progress: &mut dyn FnMut(f32)) -> Self {
        let faq = faq.into();
        let mut languages: Vec<Language> = Vec::new();
        let mut language_of_topic = Vec::new();
        for topic in faq.topics() {
            let code = Language::code_of(&topic.language);
            let same = languages.iter().position(|l| l.code() == code);
            language_of_topic.push(same.unwrap_or(languages.len()));
            if same.is_none() {
                languages.push(Language::of(code));
            }
        }
        let (lexicon, postings, words_of) = build(&faq, &languages, &language_of_topic, progress);
        let english = languages.iter().find(|l| l.is_english());
        let thesaurus = english.map(|english| Thesaurus::new(english, &lexicon));
        let groups = faq.topics().iter().flat_map(|topic| &topic.hand_over);
        let texts = groups.flat_map(|group| [&group.words, &group.asked, &group.except]);
        let handed_over = texts.flatten().flat_map(|text| words::plain(text));
        let vocabulary = Vocabulary {
            handed_over: Arc::new(handed_over.map(|(word, _)| word).collect()),
            thesaurus: Arc::new(thesaurus.unwrap_or_default()),
            spoken: (0..languages.len()).collect(),
            languages: languages.into(),
            words_of: words_of.into(),
            lexicon: Arc::new(lexicon),
            postings: Arc::new(postings),
            entry_count: faq.len(),
        };
        Self {
            groups: ListedGroup::of(&faq, &vocabulary.languages, &language_of_topic).into(),
            faq,
            vocabulary,
        }
    }

    /// The FAQ it searches.
    pub fn faq(&self) -> &Faq {
        &self.faq
    }

    /// The FAQ it searches, to be kept.
    pub fn shared_faq(&self) -> &Arc<Faq> {
        &self.faq
    }

    /// The entries that answer `query`. An empty or hardly begun query finds nothing. Of a long one the first
    /// 40 words within 4,000 characters count (for hand-over words, the first 2,000 words). An entry that
    /// shares only function words with the query is no hit, unless it is asked word for word.
    pub fn ask(&self, query: Query<'_>) -> SearchResult {
        self.ask_by_meaning(query, None)
    }

    /// As [`Self::ask`]; with `meaning`, entries that mean the same in other words are found too. A meaning
    /// of another FAQ than this index's is ignored.
    pub fn ask_by_meaning(
        &self,
        query: Query<'_>,
        meaning: Option<KnownMeaning<'_>>,
    ) -> SearchResult {
        let meaning = meaning.filter(|meaning| meaning.query.is_of(&self.faq));
        let this = self.spoken_in(query.text);
        let mut whole = this.ask_single(query, meaning);
        if whole.hits.is_empty() && whole.hand_over.is_empty() {
            if let Some(other) = self.ask_in_other_layouts(query) {
                return other;
            }
            if whole.unknown.is_empty() && this.asks_something(query, meaning) {
                whole.unknown.push(Arc::from(query.text.trim()));
            }
        }
        // A query that is a phrasing, word for word, is one question.
        let is_phrasing = |hit: &Hit| hit.found == FoundBy::Phrasing;
        if whole.hits.first().is_some_and(is_phrasing) {
            return whole;
        }
        let parts = parts(&this.vocabulary, query).into_iter();
        let parts = parts.map(|part| (part, this.ask_single(part, None)));
        merged(whole, &parts.collect::<Vec<_>>())
    }

    /// This index for a query with this text, which is in one of the FAQ's languages.
    fn spoken_in(&self, text: &str) -> Self {
        Self {
            vocabulary: self.vocabulary.spoken_in(text),
            ..self.clone()
        }
    }

    /// Whether a query without content words asks something ("where are you"), as far as it is typed.
    fn asks_something(&self, query: Query<'_>, meaning: Option<KnownMeaning<'_>>) -> bool {
        let is_paused = meaning.is_some_and(|meaning| meaning.before.is_none());
        let is_routine = meaning.is_some_and(|meaning| meaning.is_routine_call(None));
        (query.ending == Ending::Closed || is_paused)
            && (asks_without_content_words(&self.vocabulary, query.text)
                || is_routine && asks_beyond_greeting(&self.vocabulary, query.text))
    }

    /// [`Self::ask_by_meaning`] for a single question, in the keyboard layout in which it was typed.
    fn ask_single(&self, as_typed: Query<'_>, meaning: Option<KnownMeaning<'_>>) -> SearchResult {
        let (text, mut corrections) = asked_text(&self.vocabulary, as_typed);
        let terms = query_terms(&self.vocabulary, as_typed.with_text(&text));
        let spoken = SpokenQuery::new(&self.vocabulary, as_typed);
        let (hand_over, heard) = spoken.alerts(&self.groups);
        if terms.is_empty() || hand_over.is_empty() && is_hardly_begun(&self.vocabulary, &terms) {
            return SearchResult {
                hand_over,
                ..SearchResult::default()
            };
        }
        let words: Vec<&str> = terms.iter().map(|term| &*term.folded).collect();
        let form = form(&self.vocabulary, &text, &words);
        let query = ParsedQuery {
            vocabulary: &self.vocabulary,
            text: &text,
            terms: &terms,
            form,
        };
        // Words that hand-over recognised are not corrected: "keliod" (keloid) is not "period".
        let others = || terms.iter().filter(|term| !heard.contains(&term.folded));
        let is_unknown =
            |term: &&QueryTerm| term.class == WordClass::Content && term.readings.is_empty();
        let unknown = others().filter(is_unknown);
        corrections.extend(others().filter_map(|term| self.correction(term)));
        let (hits, is_sure) = self.ranked_hits(query, meaning);
        let mut result = SearchResult {
            corrections,
            unknown: unknown.map(|term| Arc::clone(&term.typed)).collect(),
            hand_over,
            hits,
            is_sure,
            ..SearchResult::default()
        };
        if let Some((alert, is_sure)) = meaning.and_then(|m| m.group(query, &heard)) {
            result.hand_over_by_meaning(alert, is_sure);
        }
        if result.hand_over.is_empty() && result.perhaps.is_none() && !result.is_sure {
            // Meaning, where known, tells better than some of the words whether a sentence is said.
            let groups = self.groups.iter().filter(|group| {
                meaning.is_none() || !self.vocabulary.languages[group.language].is_english()
            });
            result.hand_over.extend(spoken.partly_said(groups, form));
        }
        result.leave_out_guesses();
        // Nothing is read out to a call that is handed over, or perhaps is to be.
        result.is_sure &= result.hand_over.is_empty() && result.perhaps.is_none();
        if let (Some(meaning), Some(first)) = (meaning, result.hits.first()) {
            let is_open = result.perhaps.is_none() && !result.is_sure;
            result.is_routine_call = is_open && meaning.is_routine_call(Some(first));
        }
        SearchResult { terms, ..result }
    }

    /// The hits for a query, guesses included ([`Hit::is_guess`]), and whether the first is sure.
    fn ranked_hits(
        &self,
        mut query: ParsedQuery<'_>,
        meaning: Option<KnownMeaning<'_>>,
    ) -> (Vec<Hit>, bool) {
        let faq = &self.faq;
        let mut candidates = Ranker { faq, query }.rank();
        if query.form == Form::Statement && asks_at_last(&self.vocabulary, query.text) {
            query.form = Form::Question;
        }
        let mut is_sure = is_sure_by_words(query, &candidates);
        if let Some(meaning) = meaning {
            is_sure = meaning.rerank(query, is_sure, &mut candidates);
        }
        let may_be_report = || !self.groups.is_empty() && is_mere_report(query, &candidates);
        if is_doubted(faq, query, &candidates) || may_be_report() {
            is_sure = false;
        }
        let hits = candidates.iter().map(|candidate| Hit::of(query, candidate));
        (hits.collect(), is_sure)
    }

    /// The word that a misspelt or abbreviated one was read as.
    fn correction(&self, term: &QueryTerm) -> Option<Correction> {
        // Readings as two words ("glu", "coma") do not hide the correction ("glucoma").
        let surest = term.readings.iter().find(|r| r.other_half.is_none());
        let surest = surest.filter(|r| matches!(r.by, ReadBy::Spelling | ReadBy::Abbreviation))?;
        Some(Correction {
            typed: term.typed.to_string(),
            read_as: self.vocabulary.lexicon.word(surest.word?).to_owned(),
        })
    }

    /// What a query that finds nothing would find if it was typed in the wrong keyboard layout.
    fn ask_in_other_layouts(&self, query: Query<'_>) -> Option<SearchResult> {
        let mut texts = in_other_layouts(&self.vocabulary, query).into_iter();
        texts.find_map(|text| {
            let result = self
                .spoken_in(&text)
                .ask_single(query.with_text(&text), None);
            let correction = Correction {
                typed: query.text.trim().to_owned(),
                read_as: text.trim().to_owned(),
            };
            let finds = !result.hits.is_empty() || !result.hand_over.is_empty();
            finds.then(|| SearchResult {
                corrections: vec![correction],
                ..result
            })
        })
    }

    /// The text of `query` to be embedded: without asides, typos corrected, and without a last word that is
    /// unfinished and not yet a word. Empty if nothing is left.
    pub fn meant_text(&self, query: Query<'_>) -> String {
        let vocabulary = self.vocabulary.spoken_in(query.text);
        let (text, _) = asked_text(&vocabulary, query);
        let query = query.with_text(&text);
        let terms = query_terms(&vocabulary, query);
        let mut words = Vec::new();
        words::each(query.text, |token| {
            if token.kind == TokenKind::Joined {
                return;
            }
            let term = terms.iter().find(|term| term.folded == token.folded);
            let as_read = if let Some(correction) = term.and_then(|term| self.correction(term)) {
                correction.read_as
            } else if query.is_unfinished(&token.range) && !vocabulary.is_word(token.folded) {
                String::new()
            } else {
                query.text[token.range.clone()].to_owned()
            };
            words.push((token.range, as_read));
        });
        with_replaced(query.text, &words).trim().to_owned()
    }

    /// The words of `text` (a question, an `also_asked`, a document's text) that match what was asked of this
    /// index, each as a whole: byte ranges on character boundaries, sorted, disjoint. A word that more than
    /// half of the entries have is marked only if no other is.
    pub fn marks(&self, result: &SearchResult, text: &str) -> Vec<Range<usize>> {
        let lexicon = &self.vocabulary.lexicon;
        let (mut telling, mut common): (Vec<Range<usize>>, Vec<Range<usize>>) = Default::default();
        words::each(text, |token| {
            let word = lexicon.find(token.folded);
            let terms = word.map_or(&[][..], |word| lexicon.terms_of(word));
            let is_reading = |r: &Reading| {
                terms.contains(&r.term) || r.other_half.is_some_and(|half| terms.contains(&half))
            };
            let mut asked = result.terms.iter();
            let is_asked = asked.any(|term| {
                let begins = term.unfinished && token.folded.starts_with(&term.folded);
                term.class == WordClass::Content && (begins || term.readings.iter().any(is_reading))
            });
            if is_asked {
                let entries = word.map_or(0, |word| self.vocabulary.entries_with_word(word));
                let is_common = self.vocabulary.is_subject_count(entries);
                let marks = if is_common { &mut common } else { &mut telling };
                marks.push(token.range);
            }
        });
        let mut marks = if telling.is_empty() { common } else { telling };
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

    /// The stems of the content words of `text`, in order, each once: two questions with the same set ask the
    /// same.
    pub fn content_stems(&self, text: &str) -> Vec<String> {
        let vocabulary = self.vocabulary.spoken_in(text);
        let mut stems = Vec::new();
        for (word, range) in words::plain(text) {
            let stem = vocabulary.stem(&text[range], &word).into_owned();
            let is_content = vocabulary.class_of(&word) == WordClass::Content;
            if is_content && !stems.contains(&stem) {
                stems.push(stem);
            }
        }
        stems
    }
}

/// The text of `query` without asides, with the blanks that it lacks, and the words that were cut for that.
fn asked_text(vocabulary: &Vocabulary, query: Query<'_>) -> (String, Vec<Correction>) {
    let text = without_asides(vocabulary, query);
    with_blanks(vocabulary, query.with_text(&text))
}
