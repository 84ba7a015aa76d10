//! How still the list keeps while a sentence is typed.

use super::*;

/// What is on top of the list at each key of a sentence typed without a pause: nothing while only words
/// without meaning are typed.
fn tops(index: &Index, sentence: &str) -> Vec<Option<usize>> {
    let keys = sentence.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut before = SearchResult::default();
    let top = |end| {
        let query = typed(&sentence[..end]);
        let meant = CLINIC_MEANING.compare(&ENCODER.embed(&index.meant_text(query)));
        let meant = KnownMeaning {
            query: &meant,
            before: Some(&before),
        };
        before = index.ask_by_meaning(query, Some(meant));
        let telling = before.hits.iter().find(|hit| !hit.matched.is_empty())?;
        Some(telling.entry)
    };
    keys.map(top).collect()
}

/// Asserts that the first hit changes so often at the most, and never leaves the top and comes back within a
/// word; returns the last one.
fn keeps_still(sentence: &str, changes: usize) -> Option<usize> {
    let tops = tops(clinic(), sentence);
    let mut runs = tops.clone();
    runs.dedup();
    // It is blank until a word means something: that is no change of the list.
    let blank = usize::from(runs.first() == Some(&None));
    assert!(runs.len() - 1 - blank <= changes, "{sentence:?}: {runs:?}");
    let mut at = 0;
    for word in sentence.split(' ') {
        let mut runs = tops[at..at + word.len()].to_vec();
        runs.dedup();
        let returns = (2..runs.len()).any(|n| runs[n - 2] == runs[n] && runs[n].is_some());
        assert!(!returns, "in {word:?} of {sentence:?}: {runs:?}");
        at += word.len() + 1;
    }
    tops.into_iter().next_back()?
}

#[test]
fn the_list_keeps_still_while_a_sentence_is_typed() {
    for (sentence, changes) in [
        ("does it hurt", 1),
        ("will it be painful", 1),
        ("how many sessions do I need", 2),
        ("is it safe for my skin", 2),
        ("does it make acne worse", 2),
        ("what are the side effects", 1),
        ("do you numb the skin first", 1),
        ("my face is always greasy", 2),
        ("can it shrink my pores", 1),
        ("how long will my face be red", 2),
        ("can I go back to work", 2),
        ("do I need sunscreen", 3),
        ("is there redness afterwards", 1),
        ("will there be swelling", 1),
        ("am I sore for long", 1),
        ("how many appointments", 1),
        ("does my skin get peeling", 2),
        ("is it dangerous", 1),
        ("can I book for tomorrow", 2),
        ("what do the needles do", 1),
        ("I am afraid of the pain", 2),
    ] {
        assert_ne!(keeps_still(sentence, changes), None, "{sentence:?}");
    }
    // Nothing of the FAQ answers these.
    for (sentence, changes) in [("do you speak english", 4), ("is there parking nearby", 2)] {
        assert_eq!(keeps_still(sentence, changes), None, "{sentence:?}");
    }
}
