//! Words: where they stand in a text, and what is left of them when script, case, accents and punctuation
//! no longer count. The only owner of `unicode_normalization`.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// What kind of token a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A run of letters and digits, or two neighbours of a script that writes without spaces.
    Plain,
    /// The parts of a hyphenated word, run together; its parts were given before it.
    Joined,
}

/// A word in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    /// Folded: lower case, without accents, apostrophes and hyphens; at most [`LONGEST`] bytes.
    pub(super) folded: &'a str,
    /// Where it stands, on character boundaries.
    pub(super) range: Range<usize>,
    /// Whether it is made of others.
    pub(super) kind: Kind,
}

/// The longest folded word in bytes; the rest of a longer one does not count.
pub(super) const LONGEST: usize = 48;

/// Calls `each` for every word of `text`, in order. Costs one pass; two buffers are all it allocates.
pub(super) fn each(text: &str, mut each: impl FnMut(Token<'_>)) {
    let mut part = String::with_capacity(2 * LONGEST);
    let mut chain = String::with_capacity(2 * LONGEST);
    let (mut part_start, mut chain_start, mut parts) = (0, 0, 0);
    let mut dense: Option<(usize, char, bool)> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        // Letters and digits of ASCII, most of most texts, in a run.
        let run = at;
        while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
            at += 1;
        }
        if at > run {
            flush_dense(text, &mut dense, run, &mut each);
            if part.is_empty() {
                part_start = run;
            }
            let end = at.min(run + LONGEST);
            part.extend(
                bytes[run..end]
                    .iter()
                    .map(|b| char::from(b.to_ascii_lowercase())),
            );
        }
        let c = text[at..].chars().next();
        let next = at + c.map_or(0, char::len_utf8);
        match c.map_or(Sort::Break, sort) {
            Sort::Letter(c) => {
                flush_dense(text, &mut dense, at, &mut each);
                if part.is_empty() {
                    part_start = at;
                }
                if part.len() < LONGEST {
                    fold(c, &mut part);
                }
                at = next;
                continue;
            }
            Sort::Silent if !part.is_empty() && continues(&text[next..]) => {
                at = next;
                continue;
            }
            Sort::Joint if !part.is_empty() && continues(&text[next..]) => {
                if parts == 0 {
                    chain_start = part_start;
                }
                parts += 1;
                finish(
                    &mut part,
                    part_start..at,
                    Kind::Plain,
                    &mut chain,
                    &mut each,
                );
                at = next;
                continue;
            }
            Sort::Dense(c) => {
                end_word(
                    &mut part,
                    &mut chain,
                    &mut parts,
                    part_start,
                    chain_start,
                    at,
                    &mut each,
                );
                if let Some((start, first, _)) = dense {
                    let pair: String = [first, c].into_iter().collect();
                    each(Token {
                        folded: &pair,
                        range: start..next,
                        kind: Kind::Plain,
                    });
                    dense = Some((at, c, true));
                } else {
                    dense = Some((at, c, false));
                }
                at = next;
                continue;
            }
            Sort::Silent | Sort::Joint | Sort::Break => {}
        }
        end_word(
            &mut part,
            &mut chain,
            &mut parts,
            part_start,
            chain_start,
            at,
            &mut each,
        );
        flush_dense(text, &mut dense, at, &mut each);
        if c.is_none() {
            return;
        }
        at = next;
    }
}

/// Gives a lone character of a script without spaces; one in a pair was given with its neighbour.
fn flush_dense(
    text: &str,
    dense: &mut Option<(usize, char, bool)>,
    _end: usize,
    each: &mut impl FnMut(Token<'_>),
) {
    if let Some((start, c, paired)) = dense.take()
        && !paired
    {
        let end = start + text[start..].chars().next().map_or(0, char::len_utf8);
        each(Token {
            folded: c.encode_utf8(&mut [0; 4]),
            range: start..end,
            kind: Kind::Plain,
        });
    }
}

/// Gives the part that ends here and, after the last part of several, all of them in one.
fn end_word(
    part: &mut String,
    chain: &mut String,
    parts: &mut usize,
    part_start: usize,
    chain_start: usize,
    end: usize,
    each: &mut impl FnMut(Token<'_>),
) {
    finish(part, part_start..end, Kind::Plain, chain, each);
    if *parts > 0 {
        *parts = 0;
        cut(chain);
        each(Token {
            folded: chain,
            range: chain_start..end,
            kind: Kind::Joined,
        });
    }
    chain.clear();
}

fn finish(
    part: &mut String,
    range: Range<usize>,
    kind: Kind,
    chain: &mut String,
    each: &mut impl FnMut(Token<'_>),
) {
    if part.is_empty() {
        return;
    }
    cut(part);
    each(Token {
        folded: part,
        range,
        kind,
    });
    if chain.len() < LONGEST {
        chain.push_str(part);
    }
    part.clear();
}

/// Shortens to [`LONGEST`] bytes, on a character boundary.
fn cut(word: &mut String) {
    if word.len() > LONGEST {
        let end = (0..=LONGEST)
            .rev()
            .find(|&i| word.is_char_boundary(i))
            .unwrap_or(0);
        word.truncate(end);
    }
}

/// What a character does to the word that it stands in.
enum Sort {
    /// Is part of it.
    Letter(char),
    /// Is passed over between letters: apostrophes, Arabic elongation.
    Silent,
    /// Joins two words into one: hyphens, the zero-width non-joiner of Persian.
    Joint,
    /// Is a word's part in a script without spaces.
    Dense(char),
    /// Ends it.
    Break,
}

fn sort(c: char) -> Sort {
    match c {
        '\'' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' | '\u{640}' | '\u{ad}' | '\u{200d}' => {
            Sort::Silent
        }
        '-' | '\u{2010}' | '\u{2011}' | '\u{200c}' => Sort::Joint,
        c if c.is_ascii() => {
            if c.is_ascii_alphanumeric() {
                Sort::Letter(c)
            } else {
                Sort::Break
            }
        }
        c if is_dense(c) => Sort::Dense(c),
        c if c.is_alphanumeric() || is_combining_mark(c) => Sort::Letter(c),
        _ => Sort::Break,
    }
}

fn continues(rest: &str) -> bool {
    rest.chars()
        .next()
        .is_some_and(|c| matches!(sort(c), Sort::Letter(_)))
}

/// Whether `c` belongs to a script written without spaces (or, Hangul, with particles grown onto the words).
fn is_dense(c: char) -> bool {
    matches!(c,
        '\u{0e00}'..='\u{0eff}'   // Thai, Lao
        | '\u{1000}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17ff}' // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // kana
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' // Han
        | '\u{ac00}'..='\u{d7a3}' // Hangul
        | '\u{ff66}'..='\u{ff9d}') // half-width kana
        && c.is_alphanumeric() | is_combining_mark(c)
}

/// Appends `c` as it counts: lower case, without accents, one form for letters that are typed for each other.
pub(super) fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    decompose_compatible(c, |d| {
        for l in d.to_lowercase() {
            match l {
                // Accents, Hebrew points, Arabic vowel marks: rarely typed.
                '\u{300}'..='\u{36f}'
                | '\u{591}'..='\u{5c7}'
                | '\u{610}'..='\u{61a}'
                | '\u{64b}'..='\u{65f}'
                | '\u{670}' => {}
                'ß' => out.push_str("ss"),
                'ı' => out.push('i'),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                'đ' | 'ð' => out.push('d'),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'þ' => out.push_str("th"),
                'ς' => out.push('σ'),
                'ي' | 'ى' => out.push('ی'),
                'ك' => out.push('ک'),
                'ة' => out.push('ه'),
                '٠'..='٩' => digit(l, '٠', out),
                '۰'..='۹' => digit(l, '۰', out),
                '०'..='९' => digit(l, '०', out),
                '০'..='৯' => digit(l, '০', out),
                l => out.push(l),
            }
        }
    });
}

/// How many bytes of `word`, as written, its first `letters` folded characters take.
pub(super) fn beginning(word: &str, letters: usize) -> usize {
    let mut folded = String::new();
    for (at, c) in word.char_indices() {
        if folded.chars().count() >= letters
            && matches!(sort(c), Sort::Letter(c) if !is_combining_mark(c))
        {
            return at;
        }
        if matches!(sort(c), Sort::Letter(_) | Sort::Dense(_)) {
            fold(c, &mut folded);
        }
    }
    word.len()
}

fn digit(c: char, zero: char, out: &mut String) {
    out.extend(char::from_digit(c as u32 - zero as u32, 10));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        each(text, |t| all.push(t.folded.to_owned()));
        all
    }

    #[test]
    fn accents_case_and_apostrophes_do_not_count() {
        assert_eq!(
            words("Doesn’t CRÈME Straße hurt?"),
            ["doesnt", "creme", "strasse", "hurt"]
        );
        assert_eq!(
            words("İstanbul ISPARTA ılık"),
            ["istanbul", "isparta", "ilik"]
        );
        assert_eq!(words("rock 'n' roll"), ["rock", "n", "roll"]);
    }

    #[test]
    fn hyphens_and_joiners_give_the_parts_and_the_whole() {
        assert_eq!(
            words("micro-needling"),
            ["micro", "needling", "microneedling"]
        );
        assert_eq!(words("a - b"), ["a", "b"]);
        assert_eq!(words("می\u{200c}شود"), words("می-شود"));
    }

    #[test]
    fn arabic_and_persian_letters_and_digits_are_one() {
        assert_eq!(words("كتاب ي ۱۲۳ ٤٥"), words("کتاب ی 123 45"));
        assert_eq!(words("مُدَرِّس"), words("مدرس"));
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(words("皮膚の色 ok"), ["皮膚", "膚の", "の色", "ok"]);
        assert_eq!(words("痛"), ["痛"]);
        assert_eq!(words("SPF50の"), ["spf50", "の"]);
    }

    #[test]
    fn a_long_word_is_cut() {
        assert_eq!(words(&"é".repeat(9_999))[0].len(), LONGEST);
        assert_eq!(words(&"a".repeat(9_999))[0].len(), LONGEST);
    }
}
