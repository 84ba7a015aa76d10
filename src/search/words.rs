//! The tokenizer. In: any text; out: its words, folded (no case, accents and punctuation), with their places.
//! [`LONGEST`] and the tables of characters decide.

use std::ops::Range;

use unicode_normalization::{
    UnicodeNormalization,
    char::{compose, decompose_compatible, is_combining_mark},
};

use crate::text::fold;

/// A few words, with spaces between.
pub(super) struct ShortList(pub(super) &'static str);

impl ShortList {
    pub(super) fn words(&self) -> impl Iterator<Item = &'static str> {
        self.0.split_ascii_whitespace()
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.words().any(|listed| listed == word)
    }
}

/// What a [`WordToken`] is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    /// A run of letters and digits, or two neighbouring characters of a script without spaces.
    Plain,
    /// A hyphenated word, run together. Its parts come before it, each as a plain word.
    Joined,
}

/// A word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct WordToken<'a> {
    /// Folded: lower case, without accents, apostrophes and hyphens; at most [`LONGEST`] bytes.
    pub(super) folded: &'a str,
    /// Its place in the text, on character boundaries.
    pub(super) range: Range<usize>,
    /// Whether it consists of others.
    pub(super) kind: TokenKind,
}

impl<'a> WordToken<'a> {
    fn plain(folded: &'a str, range: Range<usize>) -> Self {
        Self {
            folded,
            range,
            kind: TokenKind::Plain,
        }
    }
}

/// The longest folded word in bytes; the rest of a longer one does not count.
pub(super) const LONGEST: usize = 48;

/// French and Italian words as they are elided before a vowel.
const ELIDED: &[&str] = &[
    "c", "d", "j", "l", "m", "n", "qu", "s", "t", "all", "dall", "dell", "nell", "sull", "un",
];

/// Calls `each` for every word of `text`, in order. Costs one pass and allocates two buffers.
pub(super) fn each(text: &str, each: impl FnMut(WordToken<'_>)) {
    let mut reader = Tokenizer {
        part: String::with_capacity(2 * LONGEST),
        part_start: 0,
        whole: String::new(),
        whole_start: 0,
        neighbour: None,
        each,
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        // ASCII letters and digits, most of most texts, are taken a run at a time.
        let start = at;
        while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
            at += 1;
        }
        if at > start {
            reader.begin(start);
            let before = reader.part.len();
            reader.part.push_str(&text[start..at.min(start + LONGEST)]);
            reader.part[before..].make_ascii_lowercase();
        }
        let Some(c) = text[at..].chars().next() else {
            break;
        };
        let mut next = at + c.len_utf8();
        match class(c) {
            CharClass::Letter => {
                reader.begin(at);
                if reader.part.len() < LONGEST {
                    fold(c, &mut reader.part);
                }
            }
            CharClass::Silent if reader.is_inside_word(&text[next..]) => {
                if matches!(c, '\'' | '\u{2019}') && reader.is_elided(&text[next..]) {
                    reader.join(at);
                }
            }
            CharClass::Joint if reader.is_inside_word(&text[next..]) => reader.join(at),
            CharClass::Dense => {
                let mut c = full(c);
                while let Some(mark) = text[next..].chars().next()
                    && let Some(whole) = compose(c, full(mark))
                {
                    c = whole;
                    next += mark.len_utf8();
                }
                reader.dense(c, at..next);
            }
            CharClass::Sign(word) => {
                reader.close(at);
                (reader.each)(WordToken::plain(word, at..next));
            }
            CharClass::Silent | CharClass::Joint | CharClass::Break => reader.close(at),
        }
        at = next;
    }
    reader.close(text.len());
}

/// The plain words of `text`, folded, with their places.
pub(super) fn plain(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words = Vec::new();
    each(text, |token| {
        if token.kind == TokenKind::Plain {
            words.push((token.folded.to_owned(), token.range));
        }
    });
    words
}

/// The plain words of `text`, folded, a blank after each.
pub(super) fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 1);
    each(text, |token| {
        if token.kind == TokenKind::Plain {
            folded.push_str(token.folded);
            folded.push(' ');
        }
    });
    folded
}

/// What was read of the current word.
struct Tokenizer<F> {
    /// The letters since the last joint, folded, and where they began.
    part: String,
    part_start: usize,
    /// The parts before it, run together, and where they began; empty unless there was a joint.
    whole: String,
    whole_start: usize,
    /// In a script without spaces: the character before, where it stands, and whether it was given in a pair.
    neighbour: Option<(char, Range<usize>, bool)>,
    each: F,
}

impl<F: FnMut(WordToken<'_>)> Tokenizer<F> {
    /// A letter comes at `at`.
    fn begin(&mut self, at: usize) {
        if self.neighbour.is_some() {
            self.close(at);
        }
        if self.part.is_empty() {
            self.part_start = at;
        }
    }

    /// Whether a letter comes before, and `rest` begins with one.
    fn is_inside_word(&self, rest: &str) -> bool {
        !self.part.is_empty() && rest.starts_with(|c| matches!(class(c), CharClass::Letter))
    }

    /// Whether the part before an apostrophe is elided before the vowel of `rest`: "l'âge", "dell'ospedale".
    /// No English word is.
    fn is_elided(&self, rest: &str) -> bool {
        let is_vowel = || {
            let mut letter = String::new();
            rest.chars().take(1).for_each(|c| fold(c, &mut letter));
            letter.starts_with(['a', 'e', 'i', 'o', 'u', 'y', 'h'])
        };
        ELIDED.contains(&&*self.part) && is_vowel()
    }

    /// A part of a hyphenated word ends at `at`, and another follows.
    fn join(&mut self, at: usize) {
        if self.whole.is_empty() {
            self.whole_start = self.part_start;
        }
        self.emit_part(at);
        if self.whole.len() < LONGEST {
            self.whole.push_str(&self.part);
        }
        self.part.clear();
    }

    /// A character of a script without spaces stands at `range`.
    fn dense(&mut self, c: char, range: Range<usize>) {
        let before = self.neighbour.take();
        let paired = before.is_some();
        if let Some((before, place, _)) = before {
            let pair: String = [before, c].into_iter().collect();
            (self.each)(WordToken::plain(&pair, place.start..range.end));
        } else {
            self.close(range.start);
        }
        self.neighbour = Some((c, range, paired));
    }

    /// The current word, if there is one, ends at `at`.
    fn close(&mut self, at: usize) {
        if let Some((c, range, false)) = self.neighbour.take() {
            (self.each)(WordToken::plain(c.encode_utf8(&mut [0; 4]), range));
        }
        if self.part.is_empty() {
            self.whole.clear();
            return;
        }
        self.emit_part(at);
        if !self.whole.is_empty() {
            self.whole.push_str(&self.part);
            cut(&mut self.whole);
            (self.each)(WordToken {
                folded: &self.whole,
                range: self.whole_start..at,
                kind: TokenKind::Joined,
            });
            self.whole.clear();
        }
        self.part.clear();
    }

    fn emit_part(&mut self, end: usize) {
        cut(&mut self.part);
        (self.each)(WordToken::plain(&self.part, self.part_start..end));
    }
}

/// Shortens a word to [`LONGEST`] bytes.
fn cut(word: &mut String) {
    while word.len() > LONGEST {
        word.pop();
    }
}

/// What a character does to the current word.
enum CharClass {
    /// It is part of the word.
    Letter,
    /// It is skipped between letters: apostrophes, Arabic elongation.
    Silent,
    /// It joins two words: hyphens, the zero-width non-joiner of Persian.
    Joint,
    /// It belongs to a script without spaces.
    Dense,
    /// It is a word by itself.
    Sign(&'static str),
    /// It ends the word.
    Break,
}

fn class(c: char) -> CharClass {
    match c {
        // The first two ranges: variation selectors (of emoji too) and combining marks for symbols.
        '\u{fe00}'..='\u{fe0f}'
        | '\u{20d0}'..='\u{20ff}'
        | '\''
        | '\u{2019}'
        | '\u{2bc}'
        | '\u{ff07}'
        | '\u{640}'
        | '\u{ad}'
        | '\u{200d}' => CharClass::Silent,
        '€' => CharClass::Sign("euro"),
        '$' => CharClass::Sign("dollar"),
        '£' => CharClass::Sign("pound"),
        '-' | '\u{2010}' | '\u{2011}' | '\u{200c}' => CharClass::Joint,
        c if c.is_ascii() => {
            if c.is_ascii_alphanumeric() {
                CharClass::Letter
            } else {
                CharClass::Break
            }
        }
        c if is_dense(c) => CharClass::Dense,
        c if c.is_alphanumeric() || is_combining_mark(c) => CharClass::Letter,
        _ => CharClass::Break,
    }
}

/// Whether a character joins two words as a hyphen does.
pub(super) fn joins(c: char) -> bool {
    matches!(class(c), CharClass::Joint)
}

/// Whether two words of `text` are in different clauses: a sign is between them, or an end of line.
pub(super) fn are_clauses_apart(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    let parts = |c: char| matches!(class(c), CharClass::Break) && (c == '\n' || !c.is_whitespace());
    // Pairs of dense characters overlap.
    let between = text.get(first.end..second.start);
    between.is_some_and(|between| between.contains(parts))
}

/// The usual form of a character of a script without spaces: full width, no compatibility character.
fn full(c: char) -> char {
    let (mut form, mut count) = (c, 0);
    decompose_compatible(c, |d| {
        form = d;
        count += 1;
    });
    if count == 1 { form } else { c }
}

/// The letters of a word as a stemmer wants them: as written, accents composed, no apostrophes and hyphens.
pub(super) fn letters(written: &str) -> impl Iterator<Item = char> {
    let counts = |c: &char| !matches!(class(*c), CharClass::Silent | CharClass::Joint);
    written.nfc().filter(counts)
}

/// Whether `c` is a letter of a script that spells its words with several.
pub(super) fn is_spelt(c: char) -> bool {
    c.is_alphabetic() && !is_dense(c)
}

/// Whether `c` belongs to a script without spaces, or to Hangul, which attaches particles to words.
fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'   // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' // Han
        | '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7a3}' // Hangul
        | '\u{ff66}'..='\u{ff9d}') // half-width kana
        && c.is_alphanumeric() | is_combining_mark(c)
}
