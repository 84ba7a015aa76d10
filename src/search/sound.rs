//! How an English word sounds, roughly: what is written by ear has the same key ("akutane", "accutane").

/// The sound of a folded word: letters that sound alike are one, vowels are one vowel, neighbours that are
/// the same are one; a last e is silent, and a p before the n, s or t that a word begins with.
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
