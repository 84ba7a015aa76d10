//! Reading a FAQ into an index: two threads, each over half of the entries, each with a vocabulary of its own,
//! merged at the end.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    ops::Range,
    thread,
};

use crate::{faq::Faq, markdown::Document};

use super::{
    language::Language,
    lengths::Lengths,
    lexicon::{Lexicon, Sorted},
    postings::{Collector, Field, Postings},
    trigrams::Trigrams,
    words::{self, Kind},
};

/// All that is known of the words of a FAQ.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub(super) lexicon: Lexicon,
    pub(super) postings: Postings,
    pub(super) lengths: Lengths,
    pub(super) trigrams: Trigrams,
}

/// Of so many entries, and of one in sixteen beyond, the questions' trigrams are counted.
const SAMPLE: usize = 20_000;
/// Below this many entries a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 500;

/// Reads `faq`; `language` gives each topic's language.
pub(super) fn gather(
    faq: &Faq,
    languages: &[Language],
    language: &[usize],
    progress: &mut dyn FnMut(f32),
) -> Gathered {
    let half = if faq.len() < WORTH_A_THREAD {
        0
    } else {
        faq.len() / 2
    };
    let read = |range: Range<usize>, progress: &mut dyn FnMut(f32)| {
        let mut half = Half::default();
        half.read(faq, languages, language, range, progress);
        half
    };
    let halves = thread::scope(|scope| {
        let first = scope.spawn(|| read(0..half, &mut |_| {}));
        let second = read(half..faq.len(), progress);
        // A panic of the other thread is this one's too.
        let first = first
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        [first, second]
    });
    merge(halves)
}

/// What one thread gathers.
#[derive(Default)]
struct Half {
    words: Numbers,
    /// Per word, its term.
    term: Vec<u32>,
    stems: Numbers,
    /// Per term.
    collectors: Vec<Collector>,
    lengths: Lengths,
    trigrams: Trigrams,
}

type Numbers = HashMap<Box<str>, u32, BuildHasherDefault<Mix>>;

impl Half {
    fn read(
        &mut self,
        faq: &Faq,
        languages: &[Language],
        language: &[usize],
        range: Range<usize>,
        progress: &mut dyn FnMut(f32),
    ) {
        let (start, len) = (range.start, range.len());
        let mut title: (usize, Vec<u32>) = (usize::MAX, Vec::new());
        for n in range {
            if (n - start) % 256 == 0 {
                progress((n - start) as f32 / len as f32);
            }
            let entry = faq.entry(n);
            let topic = entry.topic_number();
            let language = &languages[language[topic]];
            if title.0 != topic {
                title = (topic, Vec::new());
                words::each(&entry.topic().title, |t| {
                    title.1.push(self.number(t.folded, t.folded, language));
                });
            }
            for &term in &title.1 {
                self.collectors[term as usize].add(n as u32, Field::Title);
            }
            let question = self.field(entry.question(), n, Field::Question, language);
            for also in entry.also_asked() {
                self.field(also, n, Field::AlsoAsked, language);
            }
            let document = Document::parse(entry.answer(), "");
            let answer = self.field(document.text(), n, Field::Answer, language);
            self.lengths.push(question, answer);
            // A sample tells rare trigrams from common ones.
            if n < SAMPLE || n % 16 == 0 {
                let mut words = Vec::new();
                words::each(entry.question(), |token| {
                    if token.kind == Kind::Plain {
                        words.push(token.folded.to_owned());
                    }
                });
                self.trigrams.count(words.iter().map(String::as_str));
            }
        }
    }

    /// Collects the words of a field and returns how many they are.
    fn field(&mut self, text: &str, entry: usize, field: Field, language: &Language) -> usize {
        let mut count = 0;
        words::each(text, |token| {
            let written = if token.kind == Kind::Plain {
                &text[token.range]
            } else {
                token.folded
            };
            let term = self.number(token.folded, written, language);
            self.collectors[term as usize].add(entry as u32, field);
            count += usize::from(token.kind == Kind::Plain);
        });
        count
    }

    /// The term of a word; a new word is stemmed and numbered.
    fn number(&mut self, folded: &str, written: &str, language: &Language) -> u32 {
        if let Some(&word) = self.words.get(folded) {
            return self.term[word as usize];
        }
        let stem = language.stem(written, folded);
        let next = self.collectors.len() as u32;
        let known = self.stems.get(stem.as_ref()).copied();
        let term = known.unwrap_or_else(|| {
            self.stems.insert(stem.into(), next);
            self.collectors.push(Collector::default());
            next
        });
        self.words.insert(folded.into(), self.term.len() as u32);
        self.term.push(term);
        term
    }
}

/// Puts the halves together. Where they stem a word differently (two languages), the first has its way.
fn merge([first, second]: [Half; 2]) -> Gathered {
    let mut stems: Vec<(&str, Option<u32>, Option<u32>)> = Vec::new();
    stems.extend(
        first
            .stems
            .iter()
            .map(|(s, &t)| (&**s, Some(t), second.stems.get(s).copied())),
    );
    stems.extend(
        second
            .stems
            .iter()
            .filter(|(s, _)| !first.stems.contains_key(*s))
            .map(|(s, &t)| (&**s, None, Some(t))),
    );
    stems.sort_unstable();
    let mut renumbered = [
        vec![0; first.collectors.len()],
        vec![0; second.collectors.len()],
    ];
    let mut sorted_stems = Sorted::default();
    let mut postings = Postings::default();
    let mut collectors = [first.collectors, second.collectors];
    postings.reserve(collectors.iter().flatten());
    for (n, (stem, a, b)) in stems.into_iter().enumerate() {
        sorted_stems.push(stem);
        let mut parts = [Collector::default(), Collector::default()];
        for (i, old) in [a, b].into_iter().enumerate() {
            if let Some(old) = old {
                renumbered[i][old as usize] = n as u32;
                parts[i] = std::mem::take(&mut collectors[i][old as usize]);
            }
        }
        postings.push(parts);
    }
    postings.shrink();

    let mut words: Vec<(&str, u32)> = Vec::new();
    words.extend(
        first
            .words
            .iter()
            .map(|(s, &w)| (&**s, renumbered[0][first.term[w as usize] as usize])),
    );
    words.extend(
        second
            .words
            .iter()
            .filter(|(s, _)| !first.words.contains_key(*s))
            .map(|(s, &w)| (&**s, renumbered[1][second.term[w as usize] as usize])),
    );
    words.sort_unstable();
    let mut sorted_words = Sorted::default();
    let mut term = Vec::with_capacity(words.len());
    for (word, t) in words {
        sorted_words.push(word);
        term.push(t);
    }

    let mut lengths = first.lengths;
    lengths.finish(second.lengths);
    let mut trigrams = first.trigrams;
    trigrams.add(&second.trigrams);
    Gathered {
        lexicon: Lexicon::new(sorted_words, term, sorted_stems),
        postings,
        lengths,
        trigrams,
    }
}

/// A quick hash for short words; nobody gains from making the words of an own FAQ collide.
#[derive(Default)]
struct Mix(u64);

impl Hasher for Mix {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.write_u64(u64::from_le_bytes(word));
        }
    }

    fn write_u8(&mut self, _: u8) {}

    fn write_u64(&mut self, n: u64) {
        self.0 = (self.0.rotate_left(5) ^ n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 29
    }
}
