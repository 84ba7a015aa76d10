//! How an English word sounds, roughly: what is written by ear has the same key ("akutane", "accutane").

/// The sound of a folded word: letters that sound alike are one, vowels are one vowel, neighbours that are
/// the same are one, and a last e is silent.
pub(super) fn sound(folded: &str) -> String {
    let mut key = String::with_capacity(folded.len());
    let mut letters = folded.trim_end_matches('e').chars().peekable();
    while let Some(letter) = letters.next() {
        let sound = match (letter, letters.peek()) {
            ('p', Some('h')) => "f",
            ('c', Some('e' | 'i' | 'y')) | ('z', _) => "s",
            ('c', Some('h')) => "c",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_by_ear_sounds_the_same() {
        for (heard, name) in [
            ("akutane", "accutane"),
            ("warferin", "warfarin"),
            ("iboprofen", "ibuprofen"),
            ("amoxacilin", "amoxicillin"),
            ("klopidogril", "clopidogrel"),
            ("metforman", "metformin"),
            ("naprocksen", "naproxen"),
            ("fenitoin", "phenytoin"),
        ] {
            assert_eq!(sound(heard), sound(name));
        }
        assert_ne!(sound("warfarin"), sound("heparin"));
    }
}
