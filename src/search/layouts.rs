//! Queries typed in the wrong keyboard layout: "тшыдшп" is "needling" on a keyboard left in Russian.

use super::{query::Query, vocabulary::Vocabulary, words};

/// What the keys of an American keyboard type, and the same keys in other layouts, with their language.
const AMERICAN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const LAYOUTS: &[(&str, &str)] = &[
    ("ru", "йцукенгшщзхъфывапролджэячсмитьбю"),
    ("uk", "йцукенгшщзхїфівапролджєячсмитьбю"),
    ("el", ";ςερτυθιοπ[]ασδφγηξκλ΄'ζχψωβνμ,."),
    ("fa", "ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو."),
    ("ar", "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوز"),
    ("he", "/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ"),
    ("", "qwertzuiopü+asdfghjklöäyxcvbnm,."),
    ("", "azertyuiop^$qsdfghjklmùwxcvbn,;:"),
];

/// What `query` says if it was meant for another layout, for each in which all of it is words: another
/// script, or the letters that German and French keyboards have in other places. Empty if it is words as it
/// stands.
pub(super) fn in_other_layouts(vocabulary: &Vocabulary, query: Query<'_>) -> Vec<String> {
    // The last word may be unfinished ("do yo").
    if is_all_words(vocabulary, query, query.text) {
        return Vec::new();
    }
    // One Arabic key types two letters.
    let typed = query.text.to_lowercase().replace("لا", "ﻻ");
    let from_here = |&(language, keys): &(&str, &'static str)| {
        let is_of_topic = language.is_empty() || vocabulary.any_language(|l| l.code() == language);
        is_of_topic.then_some((AMERICAN, keys))
    };
    let to_here = LAYOUTS.iter().map(|&(_, keys)| (keys, AMERICAN));
    let ways = to_here.chain(LAYOUTS.iter().filter_map(from_here));
    let texts = ways.map(|(from, to)| -> String {
        let other = |c| from.chars().zip(to.chars()).find(|&(key, _)| key == c);
        let letters = typed.chars();
        letters.map(|c| other(c).map_or(c, |(_, c)| c)).collect()
    });
    let texts = texts.filter(|text| *text != typed && is_all_words(vocabulary, query, text));
    texts.collect()
}

/// Whether `text` consists of words, the last one perhaps unfinished, as in `query`.
fn is_all_words(vocabulary: &Vocabulary, query: Query<'_>, text: &str) -> bool {
    let query = query.with_text(text);
    let (mut all, mut any) = (true, false);
    words::each(text, |token| {
        any = true;
        all &= vocabulary.is_known(token.folded)
            || query.is_unfinished(&token.range) && vocabulary.may_become(token.folded);
    });
    all && any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_layout_has_all_keys() {
        for (language, keys) in LAYOUTS {
            assert_eq!(keys.chars().count(), AMERICAN.len(), "{language:?}");
        }
    }
}
