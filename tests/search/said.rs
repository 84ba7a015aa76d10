//! What callers say beside the question, and how they write it.

use super::*;

#[test]
fn greetings_names_and_telephone_numbers_are_not_what_is_asked() {
    for query in [
        "hi this is mrs miller 0171 555 1234, how many sessions",
        "good morning, my name is Anna Kovacs, how many sessions do I need",
        "hello Mr Brown speaking how many sessions",
        "how many sessions, my number is 01715551234",
        "dr Kowalczyk wants to know how many sessions",
    ] {
        let found = search(clinic(), query);
        let hit = &found.hits[0];
        assert_eq!(clinic().faq().entry(hit.entry).id, PERIOD, "{query:?}");
        assert_eq!(hit.confidence, Confidence::Strong, "{query:?}");
        let told = found.unknown.iter().chain(&hit.missed);
        assert_eq!(
            told.filter(|word| ***word != *"number" && ***word != *"speaking")
                .count(),
            0,
            "{query:?}"
        );
    }
}

#[test]
fn a_name_or_number_that_the_faq_has_is_asked() {
    let index = entries(&[
        ("When does Dr Kowalczyk work?", "On Mondays."),
        ("Is the number 01715551234 yours?", "Yes."),
        ("Where do I park?", "Here."),
    ]);
    assert_sure(&index, "dr kowalczyk", 0);
    assert_sure(&index, "01715551234", 1);
}

#[test]
fn a_slip_in_a_small_word_is_read_as_that_word() {
    for query in [
        "hwo many sessions",
        "how mnay sessions",
        "wil it hurt",
        "deos it hurt",
    ] {
        let found = search(clinic(), query);
        assert_eq!(found.unknown, [], "for {query:?}");
        assert_eq!(
            found.hits[0].confidence,
            Confidence::Strong,
            "for {query:?}"
        );
    }
    // What may be a name is none.
    for name in ["LED", "PRP"] {
        assert_eq!(
            search(clinic(), &format!("{name} ")).unknown,
            [Arc::from(name)]
        );
    }
}

#[test]
fn irregular_forms_are_forms() {
    let index = entries(&[
        ("When does a child lose the first tooth?", "At about six."),
        ("Do you treat a painful foot?", "Yes."),
        ("Can a woman or a man come without a letter?", "Yes."),
        ("May I drink, sleep and wear a hat afterwards?", "Yes."),
    ]);
    for (query, entry) in [
        ("teeth", 0),
        ("children", 0),
        ("my feet", 1),
        ("women", 2),
        ("are men welcome", 2),
        ("what have I drunk", 3),
        ("I slept badly", 3),
        ("can it be worn", 3),
        ("I drank", 3),
    ] {
        let found = search(&index, query);
        assert_eq!(
            found.hits.first().map(|hit| hit.entry),
            Some(entry),
            "{query:?}"
        );
    }
}

#[test]
fn a_number_in_words_is_the_number_in_figures() {
    let index = entries(&[
        ("Does it cost €50?", "Yes."),
        ("Do I come four times?", "Yes."),
        ("Must I be twenty-five?", "No."),
    ]);
    for (query, entry) in [
        ("fifty euros", 0),
        ("50 euros", 0),
        ("50€", 0),
        ("4 times", 1),
        ("am I 25", 2),
    ] {
        let found = search(&index, query);
        assert_eq!(found.hits[0].entry, entry, "{query:?}");
        assert_eq!(found.hits[0].missed, [], "{query:?}");
    }
    assert_eq!(first(clinic(), "4 sessions"), PERIOD);
}

#[test]
fn the_wrong_keyboard_layout_is_read_where_nothing_else_matches() {
    for (query, read_as) in [
        ("вщуы ше ргке", "does it hurt"), // Russian
        ("вщуі ше ргке", "does it hurt"), // Ukrainian
        ("یخثس هف اعقف", "does it hurt"), // Persian
        ("يخثس هف اعقف", "does it hurt"), // Arabic
        ("גםקד ןא יורא", "does it hurt"), // Hebrew
        ("δοεσ ιτ ηθρτ", "does it hurt"), // Greek
    ] {
        let found = search(clinic(), query);
        let correction = &found.corrections[0];
        assert_eq!((&*correction.typed, &*correction.read_as), (query, read_as));
        assert_eq!(
            clinic().faq().entry(found.hits[0].entry).id,
            HURT,
            "{query:?}"
        );
    }
    assert_eq!(first(clinic(), "qfterzqrds"), DAILY);
    let over = search(clinic(), "зкуптфте").hand_over;
    assert_eq!(over[0].word.as_deref(), Some("pregnant"));
    let russian = faq("language: ru\nentries:\n  - question: Это больно?\n    answer: Нет.\n");
    assert_eq!(search(&russian, "\'nj ,jkmyj").hits.len(), 1);
    assert_eq!(search(&russian, "больно").corrections, []);
}

#[test]
fn of_several_questions_each_is_offered_or_named() {
    let found = search(clinic(), "does it hurt and how many sessions do I need?");
    let mut offered: Vec<&str> = found.hits[..2]
        .iter()
        .map(|hit| &*clinic().faq().entry(hit.entry).id)
        .collect();
    offered.sort_unstable();
    assert_eq!(offered, [HURT, PERIOD]);
    assert!(found.hits[..2].iter().all(|hit| hit.missed.is_empty()));
    assert!(
        found
            .hits
            .iter()
            .all(|hit| hit.confidence == Confidence::Weak)
    );

    for (query, missing) in [
        ("does it hurt and how much does it cost", "cost"),
        ("does it hurt, and how much is it?", "how much is it"),
        ("how much is it? does it hurt?", "how much is it"),
    ] {
        let found = search(clinic(), query);
        assert_eq!(
            clinic().faq().entry(found.hits[0].entry).id,
            HURT,
            "{query:?}"
        );
        assert_eq!(found.hits[0].confidence, Confidence::Strong, "{query:?}");
        assert_eq!(found.unknown, [Arc::from(missing)], "{query:?}");
        assert_eq!(found.hits[0].missed, [Arc::from(missing)], "{query:?}");
    }
}

#[test]
fn two_questions_are_offered_in_the_order_in_which_they_were_asked() {
    let offered = ids(
        clinic(),
        "does it hurt and how many times do I have to come",
    );
    assert_eq!(offered[..2], [HURT, PERIOD]);
}

#[test]
fn a_question_of_words_without_meaning_is_missing_when_it_is_all_said() {
    for query in ["how much is it", "Where are you?"] {
        let found = search(clinic(), query);
        assert!(found.hits.is_empty(), "{query:?}");
        assert_eq!(found.unknown, [Arc::from(query)], "{query:?}");
        let typed = by_words(clinic(), query);
        assert_eq!(typed.unknown, [], "{query:?} may go on");
    }
    for query in ["how are you", "how much", "what is"] {
        assert_eq!(search(clinic(), query).unknown, [], "{query:?}");
    }
}

#[test]
fn one_question_with_and_in_it_is_one() {
    for query in [
        "is it red and swollen",
        "do I need exfoliators and creams and serums",
        "acne and scars",
    ] {
        let whole = search(clinic(), query);
        assert!(whole.hits[0].missed.is_empty(), "{query:?}");
    }
}

#[test]
fn a_generic_word_makes_no_hit_sure() {
    for query in [
        "help",
        "can you help me",
        "needle size",
        "work",
        "what time",
        "put",
        "call",
    ] {
        assert_unsure(query);
    }
}
