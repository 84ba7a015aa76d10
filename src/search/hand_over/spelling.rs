//! What different spellings of a word have in common: its sound, and its stem in American spelling.

use crate::search::language::Language;

/// The stem of a word in American spelling: "tumor" for "tumour". In other languages it need only be the same
/// for the same.
pub(super) fn american_stem(language: &Language, written: &str, folded: &str) -> String {
    let spellings = [
        ("our", "or"),
        ("ae", "e"),
        ("oe", "e"),
        ("ys", "yz"),
        ("is", "iz"),
    ];
    let mut stem = language.stem(written, folded).into_owned();
    for (british, american) in spellings {
        stem = stem.replace(british, american);
    }
    stem
}

/// A rough phonetic key of an English word: "akutane", written by ear, has that of "accutane". Like-sounding
/// letters become one letter, all vowels "a", and repeated letters one. Dropped are h, e at the end, and p at
/// the beginning before n, s or t.
pub(super) fn sound(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let spoken = match folded.as_bytes() {
        [b'p', b'n' | b's' | b't', ..] => &folded[1..],
        _ => folded,
    };
    let mut letters = spoken.trim_end_matches('e').chars().peekable();
    while let Some(letter) = letters.next() {
        let mut itself = [0; 4];
        let sound = match (letter, letters.peek()) {
            ('p', Some('h')) => "f",
            ('c', Some('e' | 'i' | 'y')) | ('z', _) => "s",
            ('c' | 'q', _) => "k",
            ('x', _) => "ks",
            ('v' | 'w', _) => "v",
            ('h', _) => "",
            ('a' | 'e' | 'i' | 'o' | 'u' | 'y', _) => "a",
            _ => letter.encode_utf8(&mut itself),
        };
        for sound in sound.chars() {
            if !key.ends_with(sound) {
                key.push(sound);
            }
        }
    }
    key
}
