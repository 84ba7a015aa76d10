//! A rough phonetic key of English words: "akutane", written by ear, has that of "accutane".

/// The key of a folded word: like-sounding letters become one letter, all vowels "a", and repeated letters
/// one. Dropped are h, e at the end, and p at the beginning before n, s or t.
pub(super) fn sound(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let spoken = match folded.as_bytes() {
        [b'p', b'n' | b's' | b't', ..] => &folded[1..],
        _ => folded,
    };
    let mut letters = spoken.trim_end_matches('e').chars().peekable();
    while let Some(letter) = letters.next() {
        let sound = match (letter, letters.peek()) {
            ('p', Some('h')) => "f",
            ('c', Some('e' | 'i' | 'y')) | ('z', _) => "s",
            ('c' | 'q', _) => "k",
            ('x', _) => "ks",
            ('v' | 'w', _) => "v",
            ('h', _) => "",
            ('a' | 'e' | 'i' | 'o' | 'u' | 'y', _) => "a",
            (letter, _) => {
                push(&mut key, letter);
                continue;
            }
        };
        sound.chars().for_each(|sound| push(&mut key, sound));
    }
    key
}

fn push(key: &mut String, sound: char) {
    if !key.ends_with(sound) {
        key.push(sound);
    }
}
