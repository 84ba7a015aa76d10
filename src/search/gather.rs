//! Reading a FAQ into an index: two threads, each over half of the entries, each with a vocabulary of its own,
//! merged at the end.

use std::{
    cmp::Ordering,
    hash::BuildHasher,
    ops::Range,
    panic::resume_unwind,
    thread::{self, ScopedJoinHandle},
};

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::{faq::Faq, markdown};

use super::{
    language::Language,
    lengths::Lengths,
    lexicon::{Lexicon, Strings, head},
    postings::{Field, Postings, Tally},
    trigrams::{Hashes, Trigrams},
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
const SAMPLE: usize = 4_000;
/// Below this many entries one thread reads all: sharing them costs more than it saves.
const WORTH_A_THREAD: usize = 500;
/// So many words of a topic's title are found; each of them is as much work as a word in every entry.
const MOST_TITLE_WORDS: usize = 16;

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
        let mut half = Half {
            tally: Tally::new(range.start),
            ..Half::default()
        };
        half.read(faq, languages, language, range, progress);
        half.words.sort();
        half.stems.sort();
        half
    };
    let halves = thread::scope(|scope| {
        let first = scope.spawn(|| read(0..half, &mut |_| {}));
        let second = read(half..faq.len(), progress);
        [joined(first), second]
    });
    merge(halves)
}

/// What one thread gathers.
#[derive(Default)]
struct Half {
    words: Vocabulary,
    /// Per word, its term: the number of its stem.
    term: Vec<u32>,
    stems: Vocabulary,
    tally: Tally,
    lengths: Lengths,
    trigrams: Trigrams,
}

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
        let (mut found, mut hashes) = (Vec::new(), Hashes::default());
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
                    if title.1.len() < MOST_TITLE_WORDS {
                        title.1.push(self.number(t.folded, t.folded, language));
                    }
                });
            }
            found.extend(title.1.iter().map(|&term| (term, Field::Title)));
            let question = self.field(entry.question(), Field::Question, language, &mut found);
            for also in entry.also_asked() {
                self.field(also, Field::AlsoAsked, language, &mut found);
            }
            let answer = markdown::text(entry.answer());
            let answer = self.field(&answer, Field::Answer, language, &mut found);
            self.tally.add(&mut found);
            self.lengths.push(question, answer);
            // A sample tells rare trigrams from common ones.
            if n < SAMPLE || n % 16 == 0 {
                words::each(entry.question(), |token| {
                    if token.kind == Kind::Plain {
                        hashes.push(token.folded);
                    }
                });
                self.trigrams.count(&mut hashes);
            }
        }
    }

    /// Finds the words of a field and returns how many they are.
    fn field(
        &mut self,
        text: &str,
        field: Field,
        language: &Language,
        found: &mut Vec<(u32, Field)>,
    ) -> usize {
        let mut count = 0;
        words::each(text, |token| {
            let written = if token.kind == Kind::Plain {
                &text[token.range]
            } else {
                token.folded
            };
            found.push((self.number(token.folded, written, language), field));
            count += usize::from(token.kind == Kind::Plain);
        });
        count
    }

    /// The term of a word; a new word is stemmed and numbered.
    fn number(&mut self, folded: &str, written: &str, language: &Language) -> u32 {
        let word = self.words.number(folded);
        if word as usize == self.term.len() {
            let number = folded.bytes().all(|b| b.is_ascii_digit());
            let term = if number {
                self.stems.number(folded)
            } else {
                self.stems.number(&language.stem(written, folded))
            };
            self.term.push(term);
        }
        self.term[word as usize]
    }
}

/// Different strings, numbered as they come.
#[derive(Default)]
struct Vocabulary {
    strings: Strings,
    hasher: DefaultHashBuilder,
    numbers: HashTable<u32>,
    /// Their numbers in the order of the strings, once they are sorted.
    order: Vec<u32>,
}

impl Vocabulary {
    fn len(&self) -> usize {
        self.strings.len()
    }

    fn get(&self, number: u32) -> &str {
        self.strings.get(number)
    }

    /// The number of `s`, which may be new.
    fn number(&mut self, s: &str) -> u32 {
        let strings = &mut self.strings;
        let next = strings.len() as u32;
        let same = |&n: &u32| strings.get(n) == s;
        let rehash = |&n: &u32| self.hasher.hash_one(strings.get(n));
        let entry = self.numbers.entry(self.hasher.hash_one(s), same, rehash);
        let number = *entry.or_insert(next).get();
        if number == next {
            strings.push(s);
        }
        number
    }

    /// Puts them in order, after which none can be added.
    fn sort(&mut self) {
        self.numbers = HashTable::new();
        // The first bytes decide nearly always, and are at hand.
        let mut order: Vec<(u64, u32)> = (0..self.len() as u32)
            .map(|n| (head(self.get(n)), n))
            .collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| self.get(a.1).cmp(self.get(b.1))));
        self.order = order.into_iter().map(|(_, n)| n).collect();
    }
}

/// The strings of two sorted vocabularies in order, each once, with its number in the one and in the other.
fn union<'a>(
    a: &'a Vocabulary,
    b: &'a Vocabulary,
) -> impl Iterator<Item = (&'a str, [Option<u32>; 2])> {
    let (mut first, mut second) = (a.order.iter().peekable(), b.order.iter().peekable());
    std::iter::from_fn(move || {
        let order = match (first.peek(), second.peek()) {
            (None, None) => return None,
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (Some(&&x), Some(&&y)) => a.get(x).cmp(b.get(y)),
        };
        let x = first.next_if(|_| order.is_le()).copied();
        let y = second.next_if(|_| order.is_ge()).copied();
        let string = x.map(|n| a.get(n)).or(y.map(|n| b.get(n)))?;
        Some((string, [x, y]))
    })
}

/// Puts the halves together, words and postings at once. Where they stem a word differently (two languages), the first has
/// its way.
fn merge([first, second]: [Half; 2]) -> Gathered {
    let mut renumbered = [vec![0; first.stems.len()], vec![0; second.stems.len()]];
    let mut stems = Strings::default();
    for (n, (stem, numbers)) in (0..).zip(union(&first.stems, &second.stems)) {
        stems.push(stem);
        for (renumbered, number) in renumbered.iter_mut().zip(numbers) {
            if let Some(number) = number {
                renumbered[number as usize] = n;
            }
        }
    }
    drop((first.stems, second.stems));
    let terms = stems.len();
    let mut lengths = first.lengths;
    lengths.finish(second.lengths);
    let mut trigrams = first.trigrams;
    trigrams.add(&second.trigrams);
    let [a, b] = &renumbered;
    let tallies = [(first.tally, &a[..]), (second.tally, &b[..])];
    let (lexicon, postings) = thread::scope(|scope| {
        let postings = scope.spawn(move || Postings::new(terms, tallies));
        let mut words = Strings::default();
        let mut term = Vec::new();
        for (word, numbers) in union(&first.words, &second.words) {
            words.push(word);
            term.push(match numbers {
                [Some(n), _] => a[first.term[n as usize] as usize],
                [None, n] => b[second.term[n.unwrap_or_default() as usize] as usize],
            });
        }
        drop((first.words, second.words));
        (Lexicon::new(words, term, stems), joined(postings))
    });
    Gathered {
        lexicon,
        postings,
        lengths,
        trigrams,
    }
}

/// What a thread made; a panic of it is this one's too.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}
