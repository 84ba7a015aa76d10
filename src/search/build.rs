//! Building an index. In: a FAQ; out: its words and stems, which entries have them, and field lengths.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::{faq::Faq, markdown};

use super::{
    language::Language,
    lexicon::{Lexicon, TermId},
    postings::{EntryField, Postings, length_weights},
    words::{self, TokenKind, WordToken},
};

/// Progress is reported after so many entries.
const STRIDE: usize = 256;

/// Counts the words of `faq`; `language_of_topic` gives each topic's place in `languages`. One pass. Also
/// returns the folded words of each language's topics, if there are several languages.
pub(super) fn build(
    faq: &Faq,
    languages: &[Language],
    language_of_topic: &[usize],
    progress: &mut dyn FnMut(f32),
) -> (Lexicon, Postings, Vec<HashSet<String>>) {
    let mut builder = IndexBuilder {
        languages,
        forms: vec![HashMap::new(); languages.len()],
        words: BTreeMap::new(),
        stems: BTreeMap::new(),
        postings: Postings::default(),
    };
    let (mut questions, mut answers) = (Vec::new(), Vec::new());
    for (n, entry) in faq.entries().iter().enumerate() {
        let language = language_of_topic[entry.topic];
        let mut count = |text: &str, field| builder.count(text, (n as u32, field), language);
        count(&faq.topic_of(entry).title, EntryField::Title);
        questions.push(count(&entry.question, EntryField::Question));
        for also in &entry.also_asked {
            count(also, EntryField::AlsoAsked);
        }
        let answer = markdown::spoken_words(&entry.answer);
        answers.push(count(&answer, EntryField::Answer));
        if n % STRIDE == STRIDE - 1 {
            progress(n as f32 / faq.len() as f32);
        }
    }
    builder.postings.question_weights = length_weights(&questions);
    builder.postings.answer_weights = length_weights(&answers);
    let lexicon = Lexicon::new(builder.words, builder.stems);
    let folded = |form: &String| words::plain(form).into_iter().map(|(word, _)| word);
    // A single language needs no telling apart.
    let forms = builder.forms.iter().filter(|_| languages.len() > 1);
    let words_of = forms.map(|forms| forms.keys().flat_map(folded).collect());
    (lexicon, builder.postings, words_of.collect())
}

struct IndexBuilder<'a> {
    languages: &'a [Language],
    /// Per language, the stems found so far, by what decides them: the folded word, or the word as written if
    /// that is not ASCII ("résumés", "resumes").
    forms: Vec<HashMap<String, TermId>>,
    /// The stems of each folded word, in order of first occurrence.
    words: BTreeMap<String, Vec<TermId>>,
    /// The number of each stem.
    stems: BTreeMap<String, TermId>,
    postings: Postings,
}

impl IndexBuilder<'_> {
    /// Counts the words of an entry's field, in the language of this number, and returns how many they are.
    fn count(&mut self, text: &str, (entry, field): (u32, EntryField), language: usize) -> usize {
        let mut count = 0;
        words::each(text, |token| {
            let stem = self.stem(text, &token, language);
            self.postings.add(stem, entry, field);
            count += usize::from(token.kind == TokenKind::Plain);
        });
        for verb in self.languages[language].split_verbs(text) {
            let token = WordToken {
                folded: &verb.folded,
                range: verb.verb,
                kind: TokenKind::Joined,
            };
            let stem = self.stem(text, &token, language);
            self.postings.add(stem, entry, field);
        }
        count
    }

    /// The number of the stem of a word of `text`.
    fn stem(&mut self, text: &str, token: &WordToken<'_>, language: usize) -> TermId {
        let folded = token.folded;
        let written = match token.kind {
            TokenKind::Plain => &text[token.range.clone()],
            TokenKind::Joined => folded,
        };
        let form = if written.is_ascii() { folded } else { written };
        if let Some(&stem) = self.forms[language].get(form) {
            return stem;
        }
        let spelling = if folded.bytes().all(|b| b.is_ascii_digit()) {
            folded.into()
        } else {
            self.languages[language].stem(written, folded)
        };
        let next = TermId(self.stems.len() as u32);
        let stem = *self.stems.entry(spelling.into_owned()).or_insert(next);
        self.forms[language].insert(form.to_owned(), stem);
        let stems = self.words.entry(folded.to_owned()).or_default();
        if !stems.contains(&stem) {
            stems.push(stem);
        }
        stem
    }
}
