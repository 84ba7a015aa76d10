//! Building an index. In: a FAQ; out: its words and stems, which entries have them, and field lengths.

use std::collections::{BTreeMap, HashMap};

use crate::{faq::Faq, markdown};

use super::{
    constants::MOST_TITLE_WORDS,
    language::Language,
    lexicon::{Lexicon, TermId},
    postings::{EntryField, Postings, length_weights},
    words::{self, TokenKind, WordToken},
};

/// Progress is reported after so many entries.
const STRIDE: usize = 256;

/// Counts the words of `faq`; `language_of_topic` gives each topic's place in `languages`. One pass.
pub(super) fn build(
    faq: &Faq,
    languages: &[Language],
    language_of_topic: &[usize],
    progress: &mut dyn FnMut(f32),
) -> (Lexicon, Postings) {
    let mut builder = IndexBuilder {
        forms: languages.iter().map(|_| HashMap::new()).collect(),
        ..IndexBuilder::default()
    };
    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    let mut title = (usize::MAX, Vec::new());
    for (n, entry) in faq.entries().iter().enumerate() {
        let number = language_of_topic[entry.topic];
        let language = (number, &languages[number]);
        if title.0 != entry.topic {
            let stems = builder.title(&faq.topic_of(entry).title, language);
            title = (entry.topic, stems);
        }
        for &stem in &title.1 {
            builder.postings.add(stem, n as u32, EntryField::Title);
        }
        let mut field = |text: &str, field| builder.field(text, (n as u32, field), language);
        questions.push(field(&entry.question, EntryField::Question));
        for also in &entry.also_asked {
            field(also, EntryField::AlsoAsked);
        }
        answers.push(field(
            &markdown::spoken_words(&entry.answer),
            EntryField::Answer,
        ));
        if n % STRIDE == STRIDE - 1 {
            progress(n as f32 / faq.len() as f32);
        }
    }
    builder.postings.question_weights = length_weights(&questions);
    builder.postings.answer_weights = length_weights(&answers);
    let lexicon = Lexicon::new(builder.words, builder.stems);
    (lexicon, builder.postings)
}

#[derive(Default)]
struct IndexBuilder {
    /// Per language, the stems found so far, by what decides them: the folded word, or the word as written if
    /// that is not ASCII ("résumés", "resumes").
    forms: Vec<HashMap<String, TermId>>,
    /// The stems of each folded word, in order of first occurrence.
    words: BTreeMap<String, Vec<TermId>>,
    /// The number of each stem.
    stems: BTreeMap<String, TermId>,
    postings: Postings,
}

impl IndexBuilder {
    /// The stems of a topic's title, each once.
    fn title(&mut self, title: &str, language: (usize, &Language)) -> Vec<TermId> {
        let mut stems = Vec::new();
        words::each(title, |token| {
            if stems.len() < MOST_TITLE_WORDS {
                stems.push(self.stem(title, &token, language));
            }
        });
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// Counts the words of an entry's field and returns their number.
    fn field(
        &mut self,
        text: &str,
        (entry, field): (u32, EntryField),
        language: (usize, &Language),
    ) -> usize {
        let mut count = 0;
        words::each(text, |token| {
            let stem = self.stem(text, &token, language);
            self.postings.add(stem, entry, field);
            count += usize::from(token.kind == TokenKind::Plain);
        });
        count
    }

    /// The number of the stem of a word of `text`, in a language that is given with its place.
    fn stem(&mut self, text: &str, token: &WordToken<'_>, language: (usize, &Language)) -> TermId {
        let (number, language) = language;
        let folded = token.folded;
        let written = match token.kind {
            TokenKind::Plain => &text[token.range.clone()],
            TokenKind::Joined => folded,
        };
        let form = if written.is_ascii() { folded } else { written };
        if let Some(&stem) = self.forms[number].get(form) {
            return stem;
        }
        let spelling = if folded.bytes().all(|b| b.is_ascii_digit()) {
            folded.into()
        } else {
            language.stem(written, folded)
        };
        let next = TermId(self.stems.len() as u32);
        let stem = *self.stems.entry(spelling.into_owned()).or_insert(next);
        self.forms[number].insert(form.to_owned(), stem);
        let stems = self.words.entry(folded.to_owned()).or_default();
        if !stems.contains(&stem) {
            stems.push(stem);
        }
        stem
    }
}
