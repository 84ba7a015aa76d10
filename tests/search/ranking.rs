//! What comes first, what is left out, and what holds of any query.

use super::*;

#[test]
fn the_topic_alone_lists_entries_without_favour_for_long_answers() {
    let index = clinic();
    let ids = ids(index, "microneedling");
    assert_eq!(ids.first().map(String::as_str), Some(WHAT));
    assert_eq!(ids.len(), index.faq().len());
}

#[test]
fn every_entry_is_found_by_its_own_question_surely_and_handed_over_by_none() {
    let index = clinic();
    for (number, entry) in index.faq().entries().iter().enumerate() {
        for phrasing in [&entry.question].into_iter().chain(&entry.also_asked) {
            let found = search(index, phrasing);
            let hit = &found.hits[0];
            assert_eq!(hit.entry, number, "for {phrasing:?}");
            assert!((hit.score - 1.0).abs() < 1e-6, "for {phrasing:?}");
            assert_eq!(found.hand_over, [], "for {phrasing:?}");
        }
    }
}

#[test]
fn an_empty_query_or_faq_finds_nothing() {
    for query in ["", "\n\t", "\u{1b}["] {
        assert_eq!(
            search(clinic(), query),
            SearchResult::default(),
            "for {query:?}"
        );
    }
    assert!(search(&Index::default(), "pain").hits.is_empty());
}

/// Six entries about a patella are before thousands that share no more than "treated", and of them the one
/// that is.
#[test]
fn a_telling_word_comes_before_one_that_very_many_entries_have() {
    let questions: Vec<String> = (0..6_000)
        .map(|n| {
            let place = if n % 1_000 == 0 { "patella" } else { "hand" };
            let done = if n == 3_000 {
                "looked after"
            } else {
                "treated"
            };
            format!("How is the ache{n} of a {place} {done}?")
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
    let alone = search(&index, "how is the ache4711 of a hand treated?");
    assert_eq!(alone.hits[0].entry, 4_711);
    assert_eq!(search(&index, "treated hand ").hits.len(), Index::MOST);
}

/// Texts that callers would type, and texts that none would.
fn queries() -> impl Strategy<Value = String> {
    let words = "does it hurt skin acne micro-needling Micro needling pregnant the pian wie پوست 皮膚 é İ mcrndl \
        time off sun cream break out e\u{301} 🙂 - ’ \u{200c}";
    let words = prop::sample::select(words.split(' ').collect::<Vec<_>>());
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
        prop_assert!(found.hits.len() <= Index::MOST);
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
