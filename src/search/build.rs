//! Reading a FAQ into an index: words and stems are numbered as they come, and put in order at the end.

use std::{collections::HashMap, mem};

use crate::{faq::Faq, markdown};

use super::{
    constants::MOST_TITLE_WORDS,
    language::Language,
    lengths::Lengths,
    lexicon::Lexicon,
    postings::{EntryField, Postings},
    words::{self, TokenKind, WordToken},
};

/// After so many entries `progress` is told.
const STRIDE: usize = 256;

/// All that is counted in a FAQ.
#[derive(Debug, Default)]
pub(super) struct Statistics {
    pub(super) lexicon: Lexicon,
    pub(super) postings: Postings,
    pub(super) lengths: Lengths,
}

/// Reads `faq`; `language_of_topic` has the number of each topic's language.
pub(super) fn build(
    faq: &Faq,
    languages: &[Language],
    language_of_topic: &[usize],
    progress: &mut dyn FnMut(f32),
) -> Statistics {
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
        answers.push(field(&markdown::text(&entry.answer), EntryField::Answer));
        if n % STRIDE == STRIDE - 1 {
            progress(n as f32 / faq.len() as f32);
        }
    }
    builder.finish(Lengths::new(&questions, &answers))
}

#[derive(Default)]
struct IndexBuilder {
    /// Per language, the stem of each form of a word: all that decides about it, which is how the word is
    /// written where that is not ASCII ("résumés", "resumes").
    forms: Vec<HashMap<String, u32>>,
    words: Interner,
    /// Per word, its stems, the one that was read first in front.
    stems_of: Vec<Vec<u32>>,
    stems: Interner,
    postings: Postings,
}

impl IndexBuilder {
    /// The stems of a topic's title.
    fn title(&mut self, title: &str, language: (usize, &Language)) -> Vec<u32> {
        let mut stems = Vec::new();
        words::each(title, |token| {
            if stems.len() < MOST_TITLE_WORDS {
                stems.push(self.stem(title, &token, language));
            }
        });
        stems
    }

    /// Counts the words of a field of an entry and returns how many they are.
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

    /// The number of the stem of a word of `text` in a language, which comes with its number.
    fn stem(&mut self, text: &str, token: &WordToken<'_>, language: (usize, &Language)) -> u32 {
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
        let stem = if folded.bytes().all(|b| b.is_ascii_digit()) {
            self.stems.number(folded)
        } else {
            self.stems.number(&language.stem(written, folded))
        };
        self.forms[number].insert(form.to_owned(), stem);
        let word = self.words.number(folded) as usize;
        if self.stems_of.len() <= word {
            self.stems_of.push(Vec::with_capacity(1));
        }
        let stems = &mut self.stems_of[word];
        if !stems.contains(&stem) {
            stems.push(stem);
        }
        stem
    }

    /// What was counted, with words and stems in order.
    fn finish(mut self, lengths: Lengths) -> Statistics {
        let (stems, order) = self.stems.sorted();
        let mut term = vec![0; order.len()];
        for (new, &old) in (0..).zip(&order) {
            term[old as usize] = new;
        }
        let (words, word_order) = self.words.sorted();
        let words = words.into_iter().zip(word_order).map(|(spelling, old)| {
            let stems = mem::take(&mut self.stems_of[old as usize]).into_iter();
            (spelling, stems.map(|stem| term[stem as usize]).collect())
        });
        Statistics {
            lexicon: Lexicon::new(words.collect(), stems),
            postings: self.postings.reordered(&order),
            lengths,
        }
    }
}

/// Different strings, numbered as they come.
#[derive(Default)]
struct Interner(HashMap<String, u32>);

impl Interner {
    /// The number of `s`, which may be new.
    fn number(&mut self, s: &str) -> u32 {
        if let Some(&number) = self.0.get(s) {
            return number;
        }
        let number = self.0.len() as u32;
        self.0.insert(s.to_owned(), number);
        number
    }

    /// The strings in order, with their numbers.
    fn sorted(self) -> (Vec<String>, Vec<u32>) {
        let mut all: Vec<(String, u32)> = self.0.into_iter().collect();
        all.sort_unstable();
        all.into_iter().unzip()
    }
}
