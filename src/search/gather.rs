//! Reading a FAQ into an index: piece by piece on all cores, each with a vocabulary of its own, merged at the end. The
//! pieces are so small that what is looked up while reading stays in a processor's cache, and that the memory they
//! take for a while goes back to the system.

use std::{
    cmp::Reverse,
    collections::{BinaryHeap, binary_heap::PeekMut},
    hash::BuildHasher,
    iter, mem,
    num::NonZeroUsize,
    ops::Range,
    panic::resume_unwind,
    sync::atomic::{AtomicUsize, Ordering},
    thread::{self, ScopedJoinHandle},
};

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::{faq::Faq, markdown};

use super::{
    language::Language,
    lengths::Lengths,
    lexicon::{Lexicon, Strings, head},
    postings::{Field, Postings, Run, Tally},
    trigrams::{Hashes, Trigrams},
    words::{self, Kind, Token},
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
/// The most threads.
const MOST_THREADS: usize = 8;
/// So many words of a topic's title are found; each of them is as much work as a word in every entry.
const MOST_TITLE_WORDS: usize = 16;

/// Reads `faq`; `language` gives each topic's language.
pub(super) fn gather(
    faq: &Faq,
    languages: &[Language],
    language: &[usize],
    progress: &mut dyn FnMut(f32),
) -> Gathered {
    let threads = if faq.len() < WORTH_A_THREAD {
        1
    } else {
        let cores = thread::available_parallelism().map_or(1, NonZeroUsize::get);
        cores.min(MOST_THREADS)
    };
    // Taken before what is needed for a while only, so that nothing keeps that from being given back.
    let mut lengths = Lengths::with_capacity(faq.len());
    let share = |n: usize| faq.len() * n / threads;
    let pieces = &(0..threads)
        .map(|n| share(n)..share(n + 1))
        .collect::<Vec<_>>();
    let (next, done) = (&AtomicUsize::new(0), &AtomicUsize::new(0));
    let read = |progress: &mut dyn FnMut(f32)| {
        let mut reader = Reader::default();
        let mut progress = |more: usize| {
            let done = done.fetch_add(more, Ordering::Relaxed) + more;
            progress(done as f32 / faq.len() as f32);
        };
        let mut read = Vec::new();
        while let Some(piece) = pieces.get(next.fetch_add(1, Ordering::Relaxed)) {
            read.push(reader.read(faq, languages, language, piece.clone(), &mut progress));
        }
        (read, reader.trigrams)
    };
    let (mut pieces, trigrams) = thread::scope(|scope| {
        let others: Vec<_> = (1..threads)
            .map(|_| scope.spawn(|| read(&mut |_| ())))
            .collect();
        let (mut pieces, mut trigrams) = read(progress);
        for other in others {
            let (more, counted) = joined(other);
            pieces.extend(more);
            trigrams.add(&counted);
        }
        (pieces, trigrams)
    });
    pieces.sort_unstable_by_key(|piece| piece.start);
    for piece in &mut pieces {
        lengths.append(mem::take(&mut piece.lengths));
    }
    lengths.finish();
    let (lexicon, postings) = merge(pieces);
    Gathered {
        lexicon,
        postings,
        lengths,
        trigrams,
    }
}

/// What is known of the words of consecutive entries. Terms are the numbers of their stems.
struct Piece {
    /// The first entry.
    start: usize,
    /// In order.
    words: Strings,
    /// Per word.
    terms: Vec<u32>,
    /// Words, in order, with further terms of theirs.
    others: Vec<(u32, u32)>,
    /// In order.
    stems: Strings,
    postings: Run,
    lengths: Lengths,
}

/// What a thread reads a piece with, and then the next.
#[derive(Default)]
struct Reader {
    /// Per language, by its number: all that decides about a word's stem in it, which is how the word is written where
    /// that is not ASCII ("résumés", "resumes").
    forms: Vec<Forms>,
    words: Vocabulary,
    /// Per word, the number of its stem where it was read first.
    stem_of: Vec<u32>,
    /// Words with the numbers of further stems of theirs.
    others: Vec<(u32, u32)>,
    stems: Vocabulary,
    tally: Tally,
    lengths: Lengths,
    /// The words of the topic with this number, by the numbers of their stems.
    title: Option<(usize, Vec<u32>)>,
    trigrams: Trigrams,
    /// Room.
    found: Vec<(u32, Field)>,
    hashes: Hashes,
}

/// The forms of words in a language.
#[derive(Default)]
struct Forms {
    spelt: Vocabulary,
    /// Per form, the number of its stem.
    stem_of: Vec<u32>,
}

impl Forms {
    fn clear(&mut self) {
        self.spelt.clear();
        self.stem_of.clear();
    }
}

impl Reader {
    fn read(
        &mut self,
        faq: &Faq,
        languages: &[Language],
        language: &[usize],
        range: Range<usize>,
        progress: &mut dyn FnMut(usize),
    ) -> Piece {
        let start = range.start;
        self.tally.begin(start);
        for n in range {
            let entry = faq.entry(n);
            let topic = entry.topic;
            let language = (language[topic], &languages[language[topic]]);
            let title = match self.title.take() {
                Some((of, title)) if of == topic => title,
                _ => self.title(&faq.topic_of(entry).title, language),
            };
            let in_title = title.iter().map(|&stem| (stem, Field::Title));
            self.found.extend(in_title);
            self.title = Some((topic, title));
            let question = self.field(entry.question.as_str(), Field::Question, language);
            for also in &entry.also_asked {
                self.field(also, Field::AlsoAsked, language);
            }
            let answer = self.field(&markdown::text(&entry.answer), Field::Answer, language);
            self.tally.add(&mut self.found);
            self.lengths.push(question, answer);
            // A sample tells rare trigrams from common ones.
            if n < SAMPLE || n % 16 == 0 {
                words::each(entry.question.as_str(), |token| {
                    if token.kind == Kind::Plain {
                        self.hashes.push(token.folded);
                    }
                });
                self.trigrams.count(&mut self.hashes);
            }
            if n % 256 == 255 {
                progress(256);
            }
        }
        self.piece(start)
    }

    /// The stems of a topic's title.
    fn title(&mut self, title: &str, language: (usize, &Language)) -> Vec<u32> {
        let mut stems = Vec::new();
        words::each(title, |token| {
            if stems.len() < MOST_TITLE_WORDS {
                stems.push(self.stem(token.folded, written(title, &token), language));
            }
        });
        stems
    }

    /// Finds the words of a field and returns how many they are.
    fn field(&mut self, text: &str, field: Field, language: (usize, &Language)) -> usize {
        let mut count = 0;
        words::each(text, |token| {
            let stem = self.stem(token.folded, written(text, &token), language);
            self.found.push((stem, field));
            count += usize::from(token.kind == Kind::Plain);
        });
        count
    }

    /// The number of a word's stem in a language, which comes with its number; a new form is stemmed and numbered.
    fn stem(&mut self, folded: &str, written: &str, language: (usize, &Language)) -> u32 {
        let (number, language) = language;
        if self.forms.len() <= number {
            self.forms.resize_with(number + 1, Forms::default);
        }
        let forms = &mut self.forms[number];
        let decides = if written.is_ascii() { folded } else { written };
        let form = forms.spelt.number(decides) as usize;
        if form < forms.stem_of.len() {
            return forms.stem_of[form];
        }
        let stem = if folded.bytes().all(|b| b.is_ascii_digit()) {
            self.stems.number(folded)
        } else {
            self.stems.number(&language.stem(written, folded))
        };
        forms.stem_of.push(stem);
        let word = self.words.number(folded);
        match self.stem_of.get(word as usize) {
            None => self.stem_of.push(stem),
            Some(&first) if first != stem => self.others.push((word, stem)),
            Some(_) => {}
        }
        stem
    }

    /// What was read, with words and stems in order.
    fn piece(&mut self, start: usize) -> Piece {
        let (words, order) = self.words.drain();
        let (stems, stem_order) = self.stems.drain();
        let mut term = vec![0; stem_order.len()];
        for (new, &old) in (0..).zip(&stem_order) {
            term[old as usize] = new;
        }
        let mut place = vec![0; order.len()];
        for (new, &old) in (0..).zip(&order) {
            place[old as usize] = new;
        }
        let others = self.others.drain(..);
        let others = others.map(|(word, stem)| (place[word as usize], term[stem as usize]));
        let mut others: Vec<_> = others.collect();
        others.sort_unstable();
        others.dedup();
        let terms = order.into_iter().map(|word| {
            let stem = self.stem_of[word as usize];
            term[stem as usize]
        });
        let terms = terms.collect();
        self.forms.iter_mut().for_each(Forms::clear);
        self.stem_of.clear();
        self.title = None;
        Piece {
            start,
            words,
            terms,
            others,
            stems,
            postings: self.tally.turn(&stem_order),
            lengths: mem::take(&mut self.lengths),
        }
    }
}

/// A word as it stands in `text`, if it does in one piece.
fn written<'a>(text: &'a str, token: &Token<'a>) -> &'a str {
    match token.kind {
        Kind::Plain => &text[token.range.clone()],
        Kind::Joined => token.folded,
    }
}

/// Different strings, numbered as they come.
#[derive(Default)]
struct Vocabulary {
    strings: Strings,
    hasher: DefaultHashBuilder,
    numbers: HashTable<u32>,
}

impl Vocabulary {
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

    /// Takes the strings out, in order, with their numbers.
    fn drain(&mut self) -> (Strings, Vec<u32>) {
        let all = &self.strings;
        // The first bytes decide nearly always, and are at hand.
        let mut order: Vec<(u64, u32)> = (0..all.len() as u32)
            .map(|n| (head(all.get(n)), n))
            .collect();
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| all.get(a.1).cmp(all.get(b.1))));
        let order: Vec<u32> = order.into_iter().map(|(_, n)| n).collect();
        let mut sorted = Strings::with_room_for(iter::once(all));
        for &n in &order {
            sorted.push(all.get(n));
        }
        self.clear();
        (sorted, order)
    }

    /// Forgets all strings, and keeps the room for others.
    fn clear(&mut self) {
        self.strings.clear();
        self.numbers.clear();
    }
}

/// Goes through the strings of several lists, each in order, in the order of all: each string once, with the lists that it
/// stands in, in their order, and its number there.
fn union<'a>(lists: &[&'a Strings], mut each: impl FnMut(&'a str, &[(usize, u32)])) {
    let item = |list: usize, n: u32| {
        let strings = lists[list];
        ((n as usize) < strings.len()).then(|| {
            let string = strings.get(n);
            Reverse((head(string), string, list, n))
        })
    };
    let mut next: BinaryHeap<_> = (0..lists.len()).filter_map(|list| item(list, 0)).collect();
    let mut places = Vec::new();
    while let Some(&Reverse((_, string, ..))) = next.peek() {
        places.clear();
        while let Some(mut top) = next.peek_mut()
            && top.0.1 == string
        {
            let Reverse((_, _, list, n)) = *top;
            places.push((list, n));
            match item(list, n + 1) {
                Some(item) => *top = item,
                None => drop(PeekMut::pop(top)),
            }
        }
        each(string, &places);
    }
}

/// Puts pieces together, words and postings at once.
fn merge(pieces: Vec<Piece>) -> (Lexicon, Postings) {
    let (mut all_words, mut all_stems, mut runs) = (Vec::new(), Vec::new(), Vec::new());
    // The stems of all pieces one after another: where each piece's begin.
    let mut begins = vec![0];
    for (n, piece) in pieces.into_iter().enumerate() {
        begins.push(begins[n] + piece.stems.len());
        all_words.push((piece.words, piece.terms, piece.others));
        all_stems.push(piece.stems);
        runs.push(piece.postings);
    }
    let gather_words = || {
        let lists: Vec<_> = all_words.iter().map(|(words, ..)| words).collect();
        let mut words = Strings::with_room_for(lists.iter().copied());
        let mut stem_of = Vec::with_capacity(lists.iter().map(|list| list.len()).sum());
        let mut others = Vec::new();
        union(&lists, |word, places| {
            let stem = |&(piece, n): &(usize, u32)| (piece, all_words[piece].1[n as usize]);
            let number = |(piece, stem): (usize, u32)| begins[piece] as u32 + stem;
            let spelling = |(piece, stem): (usize, u32)| all_stems[piece].get(stem);
            let first = stem(&places[0]);
            let further = |&(piece, n): &(usize, u32)| {
                let others: &[(u32, u32)] = &all_words[piece].2;
                let start = others.partition_point(|&(word, _)| word < n);
                let others = others[start..]
                    .iter()
                    .take_while(move |&&(word, _)| word == n);
                others.map(move |&(_, stem)| (piece, stem))
            };
            let differing = places[1..].iter().map(stem);
            let differing = differing.chain(places.iter().flat_map(further));
            let differing = differing.filter(|&other| spelling(other) != spelling(first));
            others.extend(differing.map(|other| (words.len() as u32, number(other))));
            stem_of.push(number(first));
            words.push(word);
        });
        stem_of.shrink_to_fit();
        (words, stem_of, others)
    };
    let mut stems = Strings::with_room_for(all_stems.iter());
    let mut terms = vec![0; begins.last().copied().unwrap_or_default()];
    let mut postings = Postings::with_room_for(&runs);
    let (words, mut term_of, mut others) = thread::scope(|scope| {
        let words = scope.spawn(gather_words);
        union(&all_stems.iter().collect::<Vec<_>>(), |stem, places| {
            for &(piece, n) in places {
                terms[begins[piece] + n as usize] = stems.len() as u32;
            }
            stems.push(stem);
            postings.push(places.iter().map(|&(piece, n)| (&runs[piece], n)));
        });
        postings.finish();
        joined(words)
    });
    drop((all_words, all_stems, runs));
    let to_terms = term_of
        .iter_mut()
        .chain(others.iter_mut().map(|(_, term)| term));
    for term in to_terms {
        *term = terms[*term as usize];
    }
    others.sort_unstable();
    others.dedup();
    (Lexicon::new(words, term_of, others, &stems), postings)
}

/// What a thread made; a panic of it is this one's too.
fn joined<T>(thread: ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| resume_unwind(panic))
}
