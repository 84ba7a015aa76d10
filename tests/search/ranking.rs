//! What comes first, what is left out, and what holds of any query.

use super::*;

#[test]
fn callers_words_find_the_entry() {
    let index = clinic();
    for (query, id) in [
        ("painful", HURT),
        ("pain", HURT),
        ("will you numb me", HURT),
        ("how many times must I come", PERIOD),
        ("layer remvoed", DAMAGE),
        ("greasy", OILY),
        ("can I go to work after", DAILY),
        ("What is micro needling?", WHAT),
    ] {
        assert_eq!(first(index, query), id, "for {query:?}");
    }
}

#[test]
fn the_topic_alone_lists_entries_without_favour_for_long_answers() {
    let index = clinic();
    let ids = ids(index, "microneedling");
    assert_eq!(ids.first().map(String::as_str), Some(WHAT));
    assert_eq!(ids.len(), index.faq().len());
}

#[test]
fn what_is_as_good_as_another_comes_in_the_files_order() {
    let index = entries(&[
        ("Laser one?", "Yes."),
        ("Laser two?", "Yes."),
        ("Laser six?", "Yes."),
    ]);
    let hits = search(&index, "laser").hits;
    assert_eq!(
        hits.iter().map(|hit| hit.entry).collect::<Vec<_>>(),
        [0, 1, 2]
    );
}

#[test]
fn every_entry_is_found_by_its_own_question_surely() {
    let index = clinic();
    for (number, entry) in index.faq().entries().iter().enumerate() {
        for phrasing in std::iter::once(entry.question.as_str())
            .chain(entry.also_asked.iter().map(String::as_str))
        {
            let hit = search(index, phrasing)
                .hits
                .into_iter()
                .next()
                .expect("it is in the FAQ");
            assert_eq!(hit.entry, number, "for {phrasing:?}");
            assert!((hit.score - 1.0).abs() < 1e-6, "for {phrasing:?}");
        }
    }
}

#[test]
fn an_alternative_that_matches_better_is_named() {
    let index = clinic();
    let hit = search(index, "is it painful")
        .hits
        .into_iter()
        .next()
        .expect("a hit");
    let also = hit
        .alternative
        .and_then(|n| index.faq().entry(hit.entry).also_asked.get(n));
    assert_eq!(also.map(String::as_str), Some("Is it painful?"));
    assert_eq!(
        search(index, "Does microneedling hurt?").hits[0].alternative,
        None
    );
}

#[test]
fn of_two_questions_with_the_same_words_the_one_written_alike_comes_first() {
    let questions = [
        "Is McCune Albright inherited?",
        "Is McCune-Albright inherited?",
    ];
    for turned in [false, true] {
        let mut questions = questions;
        if turned {
            questions.reverse();
        }
        let [one, other] = questions;
        let index = faq(&format!(
            "entries:\n  - question: {one}\n    id: a\n    answer: No.\n  - question: {other}\n    id: b\n    answer: No.\n"
        ));
        for (entry, question) in questions.iter().enumerate() {
            assert_sure(&index, question, entry);
            assert_sure(&index, &question.to_lowercase().replace('?', " ! "), entry);
        }
    }
}

#[test]
fn what_a_caller_means_by_the_session_is_what_the_faq_is_about() {
    for (query, id) in [
        ("will the session hurt", HURT),
        ("does it hurt after the session", HURT),
        ("does a treatmnet hurt", HURT),
        ("what should I do after the treatment", DAILY),
        ("aftercare", DAILY),
        ("how many sessions are there", PERIOD),
    ] {
        assert_eq!(first(clinic(), query), id, "for {query:?}");
    }
    // Who does not speak of sessions does not lack the word.
    let missed = |query| search(clinic(), query).hits.swap_remove(0).missed;
    assert!(missed("will the session hurt").is_empty());
    assert_eq!(missed("will the laser hurt"), [Arc::from("laser")]);
    let flu = entries(&[
        ("Why is it called the flu?", "Nobody knows."),
        ("Is there a treatment for it, or a cure?", "No."),
        ("How does the flu spread?", "By coughing."),
    ]);
    let found = search(&flu, "what is the treatment for flu ");
    assert_eq!(found.hits[0].entry, 1, "it is what is asked for");
}

#[test]
fn many_words_of_one_meaning_are_no_better_a_question_than_the_word() {
    let index = faq(
        "entries:\n  - question: What helps against the pain here?\n    also_asked: [pain at night, pain at work, pain in the morning, pain after lunch, pain on Sundays, pain in winter, old pain, new pain]\n    answer: Rest.\n  - question: Pain, soreness, stinging, burning, discomfort, hurting\n    answer: Words.\n",
    );
    assert_eq!(search(&index, "pain ").hits[0].entry, 0);
}

#[test]
fn a_topics_title_finds_its_entries() {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, yaml) in [
        (
            "a.yaml",
            "title: Laser\nentries:\n  - question: Does it hurt?\n    answer: A bit.\n",
        ),
        (
            "b.yaml",
            "title: Peeling\nentries:\n  - question: Does it hurt?\n    id: hurt-b\n    answer: No.\n",
        ),
    ] {
        fs::write(folder.path().join(name), yaml).expect("room for a file");
    }
    let index = index(&Source::Paths(vec![folder.path().to_owned()]));
    assert_eq!(search(&index, "does peeling hurt").hits[0].entry, 1);
    assert_eq!(search(&index, "does laser hurt").hits[0].entry, 0);
}

#[test]
fn nothing_to_search_for_finds_nothing() {
    let index = clinic();
    for query in ["", "   ", "\n\t", "?!…", "😀", "\u{1b}[", "\u{200c}", "--"] {
        assert_eq!(search(index, query), Asked::default(), "for {query:?}");
    }
    assert!(search(&Index::default(), "pain").hits.is_empty());
}

#[test]
fn no_entries_at_most_is_refused_and_not_called_nothing_found() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(["search", "--limit", "0", "hurt"])
        .env_remove("FRONTDESK_FAQ")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
}

/// Words without meaning alone find nothing, on the screen and in `frontdesk search` alike, nor does what is
/// hardly begun.
#[test]
fn a_guess_is_no_hit() {
    for query in ["how are you", "how much", "wh", "w"] {
        let asked = search(clinic(), query);
        assert!(asked.hits.is_empty() && !asked.is_cut, "for {query:?}");
    }
    for query in ["how are you", "wh"] {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_frontdesk"))
            .args(["search", query])
            .env_remove("FRONTDESK_FAQ")
            .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(1), "for {query:?}");
        let printed = String::from_utf8_lossy(&output.stdout);
        assert!(printed.contains("nothing found"), "{printed}");
    }
    // A question of such words is found as it is written, and what must be handed over is, however little was
    // typed.
    let index = entries(&[("Who are you?", "The clinic."), ("Is it so?", "Yes.")]);
    assert_eq!(search(&index, "who are you").hits[0].entry, 0);
    assert_eq!(search(&index, "who are you").hits.len(), 1);
    let handing = faq(
        "hand_over:\n  words: [TB]\n  say: Ask the doctor.\nentries:\n  - question: Whitening?\n    answer: No.\n",
    );
    assert!(!search(&handing, "tb").hand_over.is_empty());
    // A word that was handed over was understood: it is no word that the FAQ lacks.
    let pregnant = search(clinic(), "I'm pregnent");
    assert!(!pregnant.hand_over.is_empty());
    assert!(pregnant.hits.is_empty() && pregnant.unknown.is_empty());
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(["search", "I'm pregnent"])
        .env_remove("FRONTDESK_FAQ")
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("the program runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    assert!(printed.contains("“pregnant”"), "{printed}");
    assert!(!printed.contains("nothing found"), "{printed}");
    // Where nothing but guesses is found, what the first of them lacks is what is unknown.
    let vague = entries(&[("Can I pay?", "Yes."), ("Is it blue?", "Yes.")]);
    assert_eq!(search(&vague, "can I zzyzx ").unknown, ["zzyzx".into()]);
}

/// Six entries about a patella are before thousands that share no more than "treated", and of them the one
/// that is.
#[test]
fn a_telling_word_comes_before_one_that_very_many_entries_have() {
    let questions: Vec<String> = (0..6_000)
        .map(|n| {
            let place = if n % 1_000 == 0 { "patella" } else { "hand" };
            let what = if n == 3_000 {
                "looked after"
            } else {
                "treated"
            };
            format!("How is the ache{n} of a {place} {what}?")
        })
        .collect();
    let pairs: Vec<(&str, &str)> = questions.iter().map(|q| (&**q, "So.")).collect();
    let index = entries(&pairs);
    for query in [
        "treated patella ",
        "patella treated ",
        "how is a patella trea",
    ] {
        let hits = search(&index, query).hits;
        let mut first: Vec<usize> = hits.iter().take(6).map(|hit| hit.entry).collect();
        assert_eq!(first.pop(), Some(3_000), "for {query:?}");
        first.sort_unstable();
        assert_eq!(first, [0, 1_000, 2_000, 4_000, 5_000], "for {query:?}");
    }
    assert_eq!(
        search(&index, "how is the ache4711 of a hand treated?").hits[0].entry,
        4_711
    );
    assert!(search(&index, "treated hand ").is_cut);
}

/// Texts that callers would type, and texts that none would.
fn queries() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "does",
        "it",
        "hurt",
        "skin",
        "acne",
        "micro-needling",
        "Micro",
        "needling",
        "pregnant",
        "the",
        "pian",
        "wie",
        "پوست",
        "皮膚",
        "é",
        "İ",
        "mcrndl",
        "time",
        "off",
        "sun",
        "cream",
        "break",
        "out",
        "e\u{301}",
        "🙂",
        "-",
        "’",
        "\u{200c}",
    ]);
    prop_oneof![
        prop::collection::vec(words, 0..8).prop_map(|w| w.join(" ")),
        ".{0,40}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn marks_are_sorted_disjoint_and_on_boundaries(query in queries(), text in queries()) {
        let index = clinic();
        let mut end = 0;
        for range in index.marks(&search(index, &query), &text) {
            prop_assert!(range.start >= end && range.start < range.end && range.end <= text.len());
            prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            end = range.end;
        }
    }

    #[test]
    fn hits_are_ordered_counted_and_the_same_every_time(query in queries()) {
        let index = clinic();
        let found = search(index, &query);
        prop_assert_eq!(&found, &search(index, &query));
        prop_assert!(found.hits.is_sorted_by(|a, b| a.score >= b.score));
        prop_assert!(found.hits.iter().all(|hit| (0.0..=1.0).contains(&hit.score)));
        prop_assert!(!found.is_cut || found.hits.len() == Index::MOST);
        let mut entries: Vec<usize> = found.hits.iter().map(|hit| hit.entry).collect();
        entries.sort_unstable();
        entries.dedup();
        prop_assert_eq!(entries.len(), found.hits.len());
    }

    #[test]
    fn more_words_never_make_an_entry_vanish(query in queries(), more in queries()) {
        let index = clinic();
        let complete = format!("{query} ");
        // A comma, since two words may be one of another meaning ("time off").
        let longer = format!("{query}, {more} ");
        let meant = !index.content_stems(&complete).is_empty();
        let before = search(index, &complete);
        let after: Vec<usize> = search(index, &longer).hits.iter().map(|hit| hit.entry).collect();
        // Words of the first forty; only those that say something bind.
        if meant && before.unknown.is_empty() && longer.split_whitespace().count() < 30 {
            for hit in before.hits.iter().filter(|hit| !hit.matched.is_empty()) {
                prop_assert!(after.contains(&hit.entry), "{} vanished from {:?}", hit.entry, longer);
            }
        }
    }
}
