//! What shows while a sentence is typed.

use super::*;

#[test]
fn a_word_that_is_being_typed_counts_as_a_beginning() {
    let index = clinic();
    assert_eq!(first(index, "acn"), ACNE);
    assert_eq!(first(index, "will my acn"), ACNE);
    // "need" is a word too, which other entries have.
    for end in "micro n".len()..="micro needling".len() {
        let query = &"micro needling"[..end];
        assert_eq!(first(index, query), WHAT, "{query:?}");
    }
    assert!(
        ids(index, "acen").contains(&ACNE.to_owned()),
        "a typo finds it too"
    );
    let closed = index.ask(Query {
        text: "acn",
        ending: Ending::Closed,
    });
    assert_eq!(closed.hits, []);
}

#[test]
fn an_unfinished_word_is_no_typo_while_it_can_become_a_word() {
    for beginning in ["treatm", "parkin", "does it br", "credi", "mini"] {
        let found = search(clinic(), beginning);
        assert_eq!(found.corrections, [], "for {beginning:?}");
    }
    assert_eq!(
        search(clinic(), "layer remvoed").corrections[0].read_as,
        "removed"
    );
    let whiten = search(clinic(), "do you whiten ");
    assert_eq!(whiten.corrections, [], "two letters of four are no typo");
}

#[test]
fn what_is_hardly_typed_is_not_sure() {
    for beginning in ["h", "how much d", "how much doe", "is there p", "do you ha"] {
        let hits = search(clinic(), beginning).hits;
        let weak = hits.iter().all(|hit| hit.confidence == Confidence::Weak);
        assert!(weak, "for {beginning:?}");
    }
    let hit = &by_words(clinic(), "does it hur").hits[0];
    assert_eq!(hit.confidence, Confidence::Strong);
}

/// What is on top of the list at each key of a sentence typed without a pause: nothing while only words
/// without meaning are typed.
fn tops(index: &Index, sentence: &str) -> Vec<Option<usize>> {
    let keys = sentence.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut first = None;
    let top = |end| {
        let query = typed(&sentence[..end]);
        let meant = CLINIC_MEANING.compare(&ENCODER.embed(&index.meant_text(query)));
        let meant = Meant {
            query: &meant,
            of: Typed::Beginning { first },
        };
        let hits = index.ask_by_meaning(query, Some(meant)).hits;
        first = hits.first().map(|hit| hit.entry);
        let telling = hits.into_iter().find(|hit| !hit.matched.is_empty())?;
        Some(telling.entry)
    };
    keys.map(top).collect()
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
    ] {
        let mut runs = tops(clinic(), sentence);
        let answer = *runs.last().expect("a key");
        runs.dedup();
        // It is blank until a word means something: that is no change of the list.
        let blank = usize::from(runs.first() == Some(&None));
        assert!(runs.len() - 1 - blank <= changes, "{sentence:?}: {runs:?}");
        assert!(answer.is_some(), "for {sentence:?}");
    }
}

#[test]
fn an_entry_does_not_leave_the_top_and_come_back_within_a_word() {
    for sentence in [
        "does it hurt",
        "is there redness afterwards",
        "will there be swelling",
        "am I sore for long",
        "how many appointments",
        "does my skin get peeling",
        "is it dangerous",
        "can I book for tomorrow",
        "do you speak english",
        "is there parking nearby",
        "what do the needles do",
        "I am afraid of the pain",
    ] {
        let tops = tops(clinic(), sentence);
        let mut at = 0;
        for word in sentence.split(' ') {
            let mut runs = tops[at..at + word.len()].to_vec();
            runs.dedup();
            let returns = (2..runs.len()).any(|n| runs[n - 2] == runs[n] && runs[n].is_some());
            assert!(!returns, "in {word:?} of {sentence:?}: {runs:?}");
            at += word.len() + 1;
        }
    }
}

#[test]
fn what_the_faq_does_not_answer_is_not_sure_at_any_key_either() {
    for sentence in [
        "can I book online",
        "can I bring my dog",
        "do you offer facials",
        "where can I park",
        "do you speak spanish",
        "do you take credit cards",
        "is it covered by my insurance",
        "I want my money back",
        "what is the wifi password",
        "are you hiring",
        "do you sell gift vouchers",
    ] {
        for (at, c) in sentence.char_indices() {
            let typed = &sentence[..at + c.len_utf8()];
            assert_unsure(typed);
        }
    }
}

#[test]
fn a_word_that_means_the_same_is_found_while_it_is_typed() {
    let index = entries(&[("Will my face be red?", "Yes."), ("Does it hurt?", "No.")]);
    for typed in ["redn", "redne", "redness"] {
        assert_eq!(search(&index, typed).hits[0].entry, 0, "for {typed:?}");
    }
}
