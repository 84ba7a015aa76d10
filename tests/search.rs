//! What search promises, as a caller would put it: the clinic's own FAQ, and small ones made for a point.

use std::{
    fmt::Write as _,
    fs,
    sync::{Arc, LazyLock},
};

use frontdesk::{
    faq::Source,
    search::{By, Confidence, Ending, Found, Index, Query},
};
use proptest::prelude::*;

fn clinic() -> &'static Index {
    static CLINIC: LazyLock<Index> = LazyLock::new(|| index(&Source::Embedded));
    &CLINIC
}

fn index(source: &Source) -> Index {
    let loaded = source.load(jiff::civil::date(2026, 1, 1), &mut |_| {});
    Index::new(loaded.expect("a good FAQ").faq, &mut |_| {})
}

/// A FAQ from YAML.
fn faq(yaml: &str) -> Index {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("faq.yaml");
    fs::write(&file, yaml).expect("room for a file");
    index(&Source::Paths(vec![file]))
}

/// A FAQ of several topics from their YAML, in this order.
fn topics(topics: &[&str]) -> Index {
    let folder = tempfile::tempdir().expect("a folder");
    let file = |(n, yaml): (usize, &&str)| {
        let file = folder.path().join(format!("{n}.yaml"));
        fs::write(&file, yaml).expect("room for a file");
        file
    };
    index(&Source::Paths(
        topics.iter().enumerate().map(file).collect(),
    ))
}

/// A FAQ with these questions and answers.
fn entries(pairs: &[(&str, &str)]) -> Index {
    let entry = |(question, answer): &(&str, &str)| {
        let json = |text| serde_json::to_string(text).expect("a text");
        format!(
            "  - question: {}\n    answer: {}\n",
            json(question),
            json(answer)
        )
    };
    faq(&format!(
        "title: Test\nentries:\n{}",
        pairs.iter().map(entry).collect::<String>()
    ))
}

fn typed(text: &str) -> Query<'_> {
    Query {
        text,
        ending: Ending::Open,
    }
}

fn search(index: &Index, text: &str) -> Found {
    index.search(typed(text))
}

/// The ids found, best first.
fn ids(index: &Index, text: &str) -> Vec<String> {
    let found = search(index, text);
    found
        .hits
        .iter()
        .map(|hit| index.faq().entry(hit.entry).id.clone())
        .collect()
}

fn first(index: &Index, text: &str) -> String {
    ids(index, text).into_iter().next().unwrap_or_default()
}

/// What `marks` marks, a blank between.
fn marked(index: &Index, query: &str, text: &str) -> String {
    let marks = index.marks(typed(query), text);
    marks
        .into_iter()
        .map(|range| &text[range])
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn callers_words_find_the_entry() {
    let index = clinic();
    for (query, id) in [
        ("painful", "does-microneedling-hurt"),
        ("pain", "does-microneedling-hurt"),
        ("will you numb me", "does-microneedling-hurt"),
        (
            "how many times must I come",
            "how-long-is-the-microneedling-treatment-period",
        ),
        ("layer remvoed", "does-microneedling-damage-the-skin"),
        (
            "greasy",
            "complementary-microneedling-therapy-for-oily-skin",
        ),
        (
            "can I go to work after",
            "does-microneedling-interfere-with-daily-activities",
        ),
        ("What is micro needling?", "what-is-micro-needling"),
    ] {
        assert_eq!(first(index, query), id, "for {query:?}");
    }
}

#[test]
fn a_word_that_is_being_typed_counts_as_a_beginning() {
    let index = clinic();
    let acne = "does-microneedling-make-active-acne-worse";
    assert_eq!(first(index, "acn"), acne);
    assert_eq!(first(index, "will my acn"), acne);
    // "need" is a word too, which other entries have.
    for end in "micro n".len()..="micro needling".len() {
        let query = &"micro needling"[..end];
        assert_eq!(first(index, query), "what-is-micro-needling", "{query:?}");
    }
    assert!(
        ids(index, "acen").contains(&acne.to_owned()),
        "a typo finds it too"
    );
    let closed = index.search(Query {
        text: "acn",
        ending: Ending::Closed,
    });
    assert!(
        closed
            .hits
            .iter()
            .all(|hit| hit.matched.iter().all(|m| m.by != By::Beginning))
    );
}

#[test]
fn the_topic_alone_lists_entries_without_favour_for_long_answers() {
    let index = clinic();
    let ids = ids(index, "microneedling");
    assert_eq!(
        ids.first().map(String::as_str),
        Some("what-is-micro-needling")
    );
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
fn what_the_faq_does_not_answer_is_refused_or_weak() {
    let index = clinic();
    for query in [
        "price",
        "what is the price",
        "how much does it cost",
        "opening hours",
        "what are your opening hours",
        "where are you located",
        "parking",
        "is there parking",
        "botox",
        "do you do botox",
        "lip filler",
        "teeth whitening",
        "can I book for tomorrow",
        "I take warfarin",
        "do you take credit cards",
        "what is your email address",
        "laser hair removal for legs",
        "left my umbrella at your place",
        "is it covered by my insurance",
        "tattoo removal",
        "is it safe for children",
        "is it safe on dark skin",
        "is it harsh on sensitive skin",
        "i have heart problems",
        "what problems does it cause",
        "does it hurt more than laser",
        "tooth pain",
        "how do you treat back hair",
        "what should I eat for my skin",
        "can I sleep on my face afterwards",
    ] {
        let found = search(index, query);
        let sure = found
            .hits
            .iter()
            .any(|hit| hit.confidence == Confidence::Strong);
        assert!(!sure, "{query:?} finds {:?}", ids(index, query));
    }
    assert_eq!(
        search(index, "how much is botox").unknown,
        [Arc::from("botox")]
    );
}

#[test]
fn what_the_faq_answers_is_confident() {
    let index = clinic();
    for query in [
        "does it hurt",
        "oily skin",
        "how many sessions",
        "is it safe",
        "active acne",
        "can it shrink my pores",
    ] {
        let hit = search(index, query).hits.into_iter().next().expect("a hit");
        assert_eq!(hit.confidence, Confidence::Strong, "for {query:?}");
    }
}

#[test]
fn what_any_desk_is_asked_is_not_sure_to_be_about_the_treatment() {
    for query in [
        "how much is one session",
        "how much is o",
        "what are four sessions, and is there money off",
        "what time is my appointment",
        "what time",
        "when is my appointment",
        "how do I make an appointment",
        "I need to cancel my session",
        "how long is a session",
        "are you open",
        "are you op",
        "when do you open",
        "what are your opening",
        "can I come",
        "can I come in today",
        "who does the needling",
        "do I have to wear a mask",
        "do I have to come alone",
        "how mcuh is one session",
        "what is my appointmnet for",
        "can I come now",
        "how much would the whole course be",
        "how much does a course of treatment come to",
        "is the numbing cream extra",
        "do you have any jobs going",
        "I want to work for you",
        "can I go to the gym after microneedling",
        "can I go swimming afterwards",
        "when can I wear make-up after it",
        "what is in the numbing cream",
        "do you have before and after photos",
        "can I put ice on it after",
        "is microdermabrasion better than the needles",
        "what if it doesn't work for me",
        "how many minutes does one appointment take",
        "how big are the needles",
        "which cream do you use to numb",
        "will my acne come back",
        "can I do it myself at home",
    ] {
        let hits = search(clinic(), query).hits;
        let sure = hits.iter().find(|h| h.confidence == Confidence::Strong);
        assert_eq!(sure, None, "for {query:?}");
    }
}

#[test]
fn what_a_caller_suffers_or_why_is_not_sure_to_be_what_the_treatment_does() {
    for query in [
        "my face is burning",
        "my skin is still bleeding, what should I do",
        "it won't stop bleeding after the session",
        "my acne got worse",
        "I've come out in a rash after the numbing cream",
        "my face is still red a week after microneedling",
        "I have bumps all over my face after the session",
        "what causes acne",
        "why is my skin so oily",
        "what makes acne worse",
        "does chocolate make acne worse",
        "does stress make my spots worse",
        "can the sun make acne worse",
        "does microneedling make rosacea worse",
        "will it make my rosacea worse",
    ] {
        let hits = search(clinic(), query).hits;
        let sure = hits.iter().find(|h| h.confidence == Confidence::Strong);
        assert_eq!(sure, None, "for {query:?}");
    }
    for (query, entry) in [
        (
            "my skin is breaking out right now",
            "does-microneedling-make-active-acne-worse",
        ),
        (
            "my face is so greasy",
            "complementary-microneedling-therapy-for-oily-skin",
        ),
        ("will it burn", "does-microneedling-hurt"),
        ("will I bleed", "does-microneedling-damage-the-skin"),
        (
            "does microneedling make spots worse",
            "does-microneedling-make-active-acne-worse",
        ),
    ] {
        assert_answered(query, entry);
    }
}

#[test]
fn another_number_is_not_sure() {
    let index = entries(&[
        ("Do you treat type 1 diabetes?", "Yes."),
        ("Do you treat asthma?", "Yes."),
    ]);
    let other = &search(&index, "do you treat type 2 diabetes").hits[0];
    assert_eq!((other.entry, other.confidence), (0, Confidence::Weak));
    assert_sure(&index, "do you treat type 1 diabetes", 0);
}

#[test]
fn what_sounds_like_a_question_to_any_desk_and_is_none_stays_sure() {
    for (query, entry) in [
        ("how much pain will I be in", "does-microneedling-hurt"),
        ("how much does it hurt", "does-microneedling-hurt"),
        ("do you numb the skin", "does-microneedling-hurt"),
        (
            "how much downtime is there",
            "does-microneedling-interfere-with-daily-activities",
        ),
        (
            "can I go to work the same day",
            "does-microneedling-interfere-with-daily-activities",
        ),
        (
            "do I have to take time off",
            "does-microneedling-interfere-with-daily-activities",
        ),
        (
            "do I have to wear sunscreen",
            "does-microneedling-interfere-with-daily-activities",
        ),
        (
            "how many sessions",
            "how-long-is-the-microneedling-treatment-period",
        ),
        (
            "how many appointments do I need",
            "how-long-is-the-microneedling-treatment-period",
        ),
        (
            "how often do I need to come",
            "how-long-is-the-microneedling-treatment-period",
        ),
        (
            "what time of year should it be repeated",
            "how-long-is-the-microneedling-treatment-period",
        ),
        (
            "I have acne right now, can I come",
            "does-microneedling-make-active-acne-worse",
        ),
        (
            "is it any use for open pores",
            "complementary-microneedling-therapy-for-oily-skin",
        ),
    ] {
        assert_answered(query, entry);
    }
}

#[test]
fn what_is_asked_of_another_thing_is_not_sure() {
    for (query, named) in [
        ("is botox painful", "botox"),
        ("does mesotherapy hurt", "mesotherapy"),
        ("is filler bad for my skin", "filler"),
        ("how many sessions of laser do I need", "laser"),
        ("what are the side effects of roaccutane", "roaccutane"),
        ("does roaccutane make acne worse", "roaccutane"),
        ("can I go out in the sun after a liposuction", "liposuction"),
        ("how many times must I come for lip filler", "filler"),
        ("I'm having mesotherapy, is it painful", "mesotherapy"),
        ("botox side effects", "botox"),
        ("does waxing make my spots worse", "waxing"),
        ("hi is botox painful", "botox"),
        ("okay is filler safe", "filler"),
        ("isn't botox painful", "botox"),
        ("was botox painful", "botox"),
        ("is your botox painful", "botox"),
        ("how many botox sessions do I need", "botox"),
        ("is it painful botox", "botox"),
        ("side effects botox", "botox"),
        ("does it hurt veneers", "veneers"),
        ("does the dentist hurt", "dentist"),
        ("does threading damage the skin", "threading"),
    ] {
        let begun = query.find(named).expect("it is named") + named.len().min(6);
        for end in begun..=query.len() {
            let typed = &query[..end];
            let hits = search(clinic(), typed).hits;
            let sure = hits.iter().find(|h| h.confidence == Confidence::Strong);
            assert_eq!(sure, None, "for {typed:?}");
        }
    }
    // Who only says where, when or to whom names no other thing.
    for query in [
        "is it painful on the forehead",
        "will my nose peel afterwards",
        "how long will I be red after the treatment",
        "is it bad for a delicate skin",
        "can it shrink the pores on my nostrils",
        "will it make me look younger for the reunion",
        "does it hurt much",
    ] {
        let hit = &search(clinic(), query).hits[0];
        assert_eq!(hit.confidence, Confidence::Strong, "for {query:?}");
    }
    // Nor does who says what the whole FAQ is about.
    let questions = [
        "Is mesotherapy safe?",
        "Does it hurt?",
        "Who does mesotherapy?",
    ];
    let index = entries(&questions.map(|question| (question, "Mesotherapy is.")));
    assert_sure(&index, "does mesotherapy hurt", 1);
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

/// The clinic's FAQ answers `query` by the entry with this id, surely.
fn assert_answered(query: &str, id: &str) {
    let hit = &search(clinic(), query).hits[0];
    let found = clinic().faq().entry(hit.entry).id.as_str();
    assert_eq!(
        (found, hit.confidence),
        (id, Confidence::Strong),
        "{query:?}"
    );
}

/// `query` finds `entry` first, and surely.
fn assert_sure(index: &Index, query: &str, entry: usize) {
    let hit = &search(index, query).hits[0];
    assert_eq!(
        (hit.entry, hit.confidence),
        (entry, Confidence::Strong),
        "for {query:?}"
    );
}

#[test]
fn of_nearly_equal_entries_the_one_about_what_is_asked_comes_first() {
    let index = entries(&[
        ("Can I freeze my membership?", "Yes."),
        ("What does a membership cost?", "See the list."),
        ("How do I reserve a room?", "Call us."),
        ("What does a room cost?", "See the list."),
        ("How much weight can the rack hold?", "Much."),
    ]);
    for (query, entry) in [
        ("how much is a room", 3),
        ("how much do you charge for a room", 3),
        ("how do I reserve a room for free", 2),
        ("how much is membership", 1),
    ] {
        assert_eq!(search(&index, query).hits[0].entry, entry, "for {query:?}");
    }
}

#[test]
fn what_a_caller_means_by_the_session_is_what_the_faq_is_about() {
    let (hurt, after) = (
        "does-microneedling-hurt",
        "does-microneedling-interfere-with-daily-activities",
    );
    for (query, id) in [
        ("will the session hurt", hurt),
        ("does it hurt after the session", hurt),
        ("does a treatmnet hurt", hurt),
        ("what should I do after the treatment", after),
        ("aftercare", after),
        (
            "how many sessions are there",
            "how-long-is-the-microneedling-treatment-period",
        ),
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
fn a_hit_that_another_one_equals_is_not_sure() {
    let (wall, door) = (
        ("How do I paint a wall?", "So."),
        ("How do I paint a door?", "So."),
    );
    let others = [("Where is it?", "Here."), ("Is it safe?", "Yes.")];
    let of = |pairs: &[_], query| {
        let index = entries(&[pairs, &others].concat());
        search(&index, query).hits[0].confidence
    };
    assert_eq!(of(&[wall], "can I paint it "), Confidence::Strong);
    assert_eq!(of(&[wall, door], "can I paint it "), Confidence::Weak);
    let ahead = of(&[wall, door], "can I paint the door ");
    assert_eq!(ahead, Confidence::Strong);
}

#[test]
fn what_an_answer_alone_has_all_of_is_sure() {
    let index = entries(&[
        (
            "What should I try first?",
            "If the router shows a red light, unplug it.",
        ),
        (
            "How can I pay?",
            "In cash or by a bank transfer to our account.",
        ),
        (
            "When is it shut?",
            "On Sundays, and on the holidays of the town.",
        ),
        (
            "Is there a lift?",
            "Yes, it stands behind the stairs on the left.",
        ),
        (
            "Who cleans the yard?",
            "We do, each of us for a week of the year.",
        ),
        (
            "Do you deliver?",
            "Yes, to all of the villages on this side.",
        ),
    ]);
    assert_sure(&index, "the router has a red light", 0);
    let hit = &search(&index, "the router has a green light and hums").hits[0];
    assert_eq!(hit.confidence, Confidence::Weak, "not all of it");
}

#[test]
fn many_words_of_one_meaning_are_no_better_a_question_than_the_word() {
    let index = faq(
        "entries:\n  - question: What helps against the pain here?\n    also_asked: [pain at night, pain at work, pain in the morning, pain after lunch, pain on Sundays, pain in winter, old pain, new pain]\n    answer: Rest.\n  - question: Pain, soreness, stinging, burning, discomfort, hurting\n    answer: Words.\n",
    );
    assert_eq!(search(&index, "pain ").hits[0].entry, 0);
}

#[test]
fn a_heading_answers_its_own_subject_and_no_other() {
    let index = entries(&[
        ("Parking", "Behind the house."),
        ("Opening hours", "From nine."),
    ]);
    assert_sure(&index, "is there parking", 0);
    assert_sure(&index, "what are your opening hours", 1);
    let hit = &search(&index, "how much is opening").hits[0];
    assert_eq!((hit.entry, hit.confidence), (1, Confidence::Weak));
}

#[test]
fn a_faq_that_answers_what_any_desk_is_asked_is_sure_of_it_in_other_words() {
    let index = entries(&[
        ("How much does a session cost?", "90."),
        ("When is the clinic open?", "From nine."),
        ("Can I cancel my appointment?", "A day before."),
        ("Parking", "Behind the house."),
        ("How many sessions do I need?", "Four."),
    ]);
    for (query, entry) in [
        ("how much is a session", 0),
        ("what is the price of a session", 0),
        ("are you open", 1),
        ("what time does the clinic open", 1),
        ("I have to cancel my appointment for monday", 2),
        ("can I park there", 3),
        ("how many sessions", 4),
    ] {
        assert_sure(&index, query, entry);
    }
}

#[test]
fn a_question_typed_as_it_is_written_is_sure_whatever_it_sounds_like() {
    let questions = [
        "How do I return a book",
        "Is the library near the park",
        "How much is left of the space",
        "May I see the doc",
        "Where is the add",
    ];
    let index = entries(&questions.map(|question| (question, "As it says.")));
    for (entry, question) in questions.iter().enumerate() {
        assert_sure(&index, question, entry);
    }
    // A question that has ended asks for no more than it says: "Which cards ...".
    let cards = entries(&[("What is the limit on my card?", "Ten.")]);
    assert_sure(&cards, "what about the limit on my debit card?", 0);
    // "book" is no beginning of "booking", being a word.
    assert_sure(&index, "how do you return a book", 0);
}

#[test]
fn other_houses_answers_to_what_any_desk_is_asked_are_sure() {
    let index = entries(&[
        ("Can I bring a dog?", "Yes."),
        ("What time is check-in?", "From three."),
        ("When does the museum open?", "At nine."),
        ("How far is the airport?", "Ten miles."),
        ("Which cards are accepted?", "All."),
        ("How do I block a debit card that I lost?", "By phone."),
        ("What should puppies be fed?", "Meat."),
        ("Who shows me how the machines work?", "We do."),
        ("Is there a climbing wall for children?", "Yes."),
        ("Does the app crash?", "It may."),
    ]);
    for (query, entry) in [
        ("can I bring my dog", 0),
        ("what time do I check in", 1),
        ("when are you open", 2),
        ("how far is it from the airport", 3),
        ("which credit cards are accepted", 4),
        ("i lost my debit card", 5),
        ("what should puppies eat", 6),
        ("who shows me how to operate the machines", 7),
        ("is the climbing wall good for kids", 8),
        ("the app won't stop crashing", 9),
    ] {
        assert_sure(&index, query, entry);
    }
}

#[test]
fn what_any_desk_is_asked_is_known_in_english_only() {
    let index = faq(
        "language: de\nentries:\n  - question: Wie viel Geld ist noch im Spiel?\n    answer: Viel.\n",
    );
    let hit = &search(&index, "wie viel geld ist noch im spiel payment").hits[0];
    assert_eq!(hit.confidence, Confidence::Strong);
}

#[test]
fn hand_over_words_are_heard_however_they_are_put() {
    let index = clinic();
    for query in [
        "pregnant",
        "I'm pregnent",
        "what about pregnancies",
        "am I ok if pregna",
        "breast feeding",
        "Is it ok while breastfeeding?",
        "I am on blood thinners",
        "I'm allergic to creams",
        "keloids",
        "I take warfarin",
        "I'm diabetic",
        "I've come out in a rash",
        "I have a cold sore should I still come",
        "infectoin",
        "INFECTED skin",
        "I breastfed until last week",
        "I take bloodthinners",
        "blod-thinning tablets",
        "alergic reacton",
        "keliod scars",
    ] {
        assert!(search(index, query).hand_over.is_some(), "for {query:?}");
    }
}

#[test]
fn a_word_that_was_handed_over_is_not_corrected() {
    let found = search(clinic(), "keliod scars on my skni ");
    let corrected: Vec<&str> = found.corrections.iter().map(|c| &*c.typed).collect();
    assert!(found.hand_over.is_some());
    assert_eq!(corrected, ["skni"]);
}

#[test]
fn ordinary_questions_are_not_handed_over() {
    let index = clinic();
    let phrasings = index
        .faq()
        .entries()
        .iter()
        .flat_map(|e| std::iter::once(&e.question).chain(&e.also_asked).cloned());
    let others = [
        "preg",
        "infe",
        "blood",
        "is there an injection",
        "injections in the face for",
        "do I get an injection f",
        "thinner skin",
        "blood on a breast",
        "",
        "the",
        "effect",
    ];
    for query in phrasings.chain(others.map(str::to_owned)) {
        assert_eq!(search(index, &query).hand_over, None, "for {query:?}");
    }
}

#[test]
fn hits_say_by_what_each_word_was_recognised() {
    let index = entries(&[
        ("Does microneedling hurt?", "No, there is a numbing cream."),
        ("Is there redness?", "For two days. It hurts nobody."),
    ]);
    let by = |query: &str| {
        let found = search(&index, query);
        found.hits[0]
            .matched
            .iter()
            .map(|m| (m.word.clone(), m.by))
            .collect::<Vec<_>>()
    };
    assert_eq!(by("hurt "), [("hurt".into(), By::Exact)]);
    assert_eq!(by("hurting "), [("hurting".into(), By::Stem)]);
    assert_eq!(by("microne"), [("microne".into(), By::Beginning)]);
    assert_eq!(by("redneess "), [("redneess".into(), By::Spelling)]);
    assert_eq!(by("mcrndl "), [("mcrndl".into(), By::Abbreviation)]);
    assert_eq!(by("painful "), [("painful".into(), By::Meaning)]);
    let found = search(&index, "redness of the elbow ");
    assert_eq!(
        (found.hits[0].missed.as_slice(), found.unknown.as_slice()),
        (&["elbow".into()][..], &["elbow".into()][..])
    );
}

#[test]
fn corrections_are_named_and_everyday_words_left_alone() {
    let index = clinic();
    let corrections = search(index, "layer remvoed").corrections;
    assert_eq!(
        (
            corrections[0].typed.as_str(),
            corrections[0].read_as.as_str()
        ),
        ("remvoed", "removed")
    );
    assert!(search(index, "the price of it").corrections.is_empty());
    let index = entries(&[
        ("How do I seek and count them?", "So."),
        ("Which font does any organization hear of?", "This."),
        ("Is it in the northern part?", "Yes."),
    ]);
    for query in [
        "geek ",
        "county ",
        "fond ",
        "organic ",
        "gear ",
        "anti ",
        "southern ",
    ] {
        assert!(search(&index, query).corrections.is_empty(), "{query:?}");
    }
    let index = entries(&[("What is the rental fee?", "None.")]);
    assert_eq!(search(&index, "renal ").corrections, []);
}

#[test]
fn letters_scattered_over_an_answer_match_nothing() {
    let index = entries(&[(
        "Where to park?",
        "Behind the house, right next to the old oak tree and its tyre swing.",
    )]);
    for query in ["botox", "bhtrsn", "zq", "oktr"] {
        assert!(search(&index, query).hits.is_empty(), "for {query:?}");
    }
}

#[test]
fn compounds_match_however_they_are_written() {
    let index = entries(&[
        ("Is microneedling safe?", "Yes."),
        ("Is laser safe?", "Yes."),
        ("Is it water-proof?", "Yes."),
    ]);
    assert_eq!(search(&index, "micro needling ").hits[0].entry, 0);
    assert_eq!(search(&index, "micro-needling ").hits[0].entry, 0);
    for hyphen in ['\u{2010}', '\u{2011}'] {
        let query = format!("do I need time{hyphen}off");
        assert_eq!(
            first(clinic(), &query),
            first(clinic(), "do I need time-off")
        );
    }
    assert_eq!(search(&index, "waterproof ").hits[0].entry, 2);
    let treatment = entries(&[
        ("Is the treatment safe?", "Yes."),
        ("Whom do you treat?", "All."),
    ]);
    assert_eq!(search(&treatment, "treat ment").hits[0].entry, 0);
    for query in ["do you treat men", "do you treat men "] {
        let hits = search(&treatment, query).hits;
        assert_eq!(hits[0].missed[0].as_ref(), "men", "a word, for {query:?}");
    }
    let index = entries(&[
        ("Is micro needling safe?", "Yes."),
        ("Is laser safe?", "Yes."),
    ]);
    assert_eq!(search(&index, "microneedling ").hits[0].entry, 0);
    let index = entries(&[
        ("Is it mailed?", "Yes."),
        ("Do you have email?", "Yes."),
        ("What does an xray show?", "Bones."),
        ("Is there a followup?", "Yes."),
        ("Is it X-linked?", "No."),
    ]);
    for (query, entry) in [
        ("e-mail", 1),
        ("e-ma", 1),
        ("x-ray", 2),
        ("x ray", 2),
        ("follow-up", 3),
        ("follow up", 3),
        ("x-linked", 4),
        ("xlinked", 4),
    ] {
        let hit = &search(&index, query).hits[0];
        assert_eq!((hit.entry, hit.missed.len()), (entry, 0), "for {query:?}");
    }
    assert_eq!(marked(&index, "follow-up ", "A followup"), "followup");
    let women = entries(&[("Is there a women's hour?", "Yes.")]);
    assert_eq!(marked(&women, "women", "the women's hour"), "women");
    let index_of_books = entries(&[
        ("Do you have e-books?", "Yes."),
        ("Do you have maps?", "No."),
    ]);
    assert_sure(&index_of_books, "ebook", 0);
    let glued = entries(&[("What does SPF 50 mean?", "So."), ("Is 5 kg much?", "No.")]);
    assert_eq!(search(&glued, "spf50").hits[0].entry, 0);
    assert_eq!(search(&glued, "5kg").hits[0].entry, 1);
    let apple = entries(&[
        ("Can I pay with Apple Pay?", "Yes."),
        ("Is it late?", "No."),
    ]);
    assert_sure(&apple, "applepay", 0);
    let unlike = search(&index, "does it x, ray said").hits;
    assert!(
        unlike.iter().all(|hit| hit.entry != 2),
        "two words: {unlike:?}"
    );
}

#[test]
fn other_scripts_are_searched_too() {
    let german = "title: T\nlanguage: de\nentries:\n  - question: Wie viele Behandlungen brauche ich?\n    answer: Vier.\n  - question: Ist die Straße gesperrt?\n    answer: Nein.\n";
    let german = faq(german);
    assert_eq!(search(&german, "behandlung ").hits[0].entry, 0);
    assert_eq!(search(&german, "STRASSE ").hits[0].entry, 1);
    let index = entries(&[
        ("آیا میکرونیدلینگ درد دارد؟", "می\u{200c}شود ۴ جلسه"),
        ("皮膚は痛みますか", "いいえ"),
        ("İzmir nerede?", "Ege"),
    ]);
    assert_eq!(search(&index, "ميكرونيدلينگ ").hits[0].entry, 0);
    assert_eq!(search(&index, "می‌شود ").hits[0].entry, 0);
    assert_eq!(search(&index, "4 جلسه ").hits[0].entry, 0);
    assert_eq!(search(&index, "痛みます").hits[0].entry, 1);
    assert_eq!(search(&index, "izmir ").hits[0].entry, 2);
}

#[test]
fn each_topic_is_searched_in_its_own_language_whichever_is_read_first() {
    let english = "title: E\nentries:\n  - question: Will the needles scare me?\n    answer: No.\n";
    let persian =
        "title: P\nlanguage: fa\nentries:\n  - question: آیا needles درد دارد؟\n    answer: نه.\n";
    for order in [[english, persian], [persian, english]] {
        let index = topics(&order);
        let found = |query| -> Vec<String> { ids(&index, query) };
        assert!(found("needle ").contains(&"will-the-needles-scare-me".to_owned()));
        assert_eq!(found("needles ").len(), 2);
    }
    // How a word is written decides about its stem where it has accents.
    let index = entries(&[("Where are the résumés?", "There."), ("Who resumes?", "I.")]);
    assert_eq!(first(&index, "resumed "), "who-resumes");
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
fn marks_show_the_words_as_they_matched() {
    let index = clinic();
    assert_eq!(
        marked(index, "layer remvoed", "a layer of skin is removed"),
        "layer removed"
    );
    assert_eq!(
        marked(index, "the pain ", "The slightest pain, not painful"),
        "pain painful"
    );
    assert_eq!(
        marked(index, "needl", "Micro-needling: the needles"),
        "needl needl"
    );
    assert_eq!(
        marked(index, "micro needling ", "Micro-needling, microneedling"),
        "Micro-needling microneedling"
    );
    assert_eq!(marked(index, "the of it ", "the skin of it"), "");
    let cafe = entries(&[("Is the Café open?", "Yes.")]);
    assert_eq!(marked(&cafe, "caf", "Café au lait"), "Caf");
    assert_eq!(marked(&cafe, "cafe", "Café au lait"), "Café");
}

#[test]
fn meaning_leaves_out_what_says_nothing() {
    let index = clinic();
    assert_eq!(
        index.meaning("Does it hurt?"),
        index.meaning("will it be hurting")
    );
    assert!(index.meaning("is it the").is_empty());
    let german = "title: D\nlanguage: de\nentries:\n  - question: Tut es weh?\n    answer: Nein.\n";
    let english = "title: E\nentries:\n  - question: Which skin was treated?\n    answer: None.\n";
    let both = topics(&[german, english]);
    assert_eq!(both.meaning("treated skin"), both.meaning("treat skin"));
}

#[test]
fn nothing_to_search_for_finds_nothing() {
    let index = clinic();
    for query in ["", "   ", "\n\t", "?!…", "😀", "\u{1b}[", "\u{200c}", "--"] {
        assert_eq!(search(index, query), Found::default(), "for {query:?}");
    }
    assert!(search(&Index::default(), "pain").hits.is_empty());
}

#[test]
fn a_pasted_page_is_taken_by_its_beginning() {
    let index = clinic();
    let page = format!("does it hurt {}", "lorem ipsum dolor pregnant ".repeat(500));
    let found = search(index, &page);
    assert!(found.hand_over.is_some());
    assert_eq!(
        index.faq().entry(found.hits[0].entry).id,
        "does-microneedling-hurt"
    );
    let _ = search(index, &"x".repeat(100_000));
}

/// Texts that callers would type, and texts that nobody would.
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
        for range in index.marks(typed(&query), &text) {
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
        let longer = format!("{query} {more} ");
        let meant = !index.meaning(&complete).is_empty();
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
    let hit = &search(clinic(), "does it hur").hits[0];
    assert_eq!(hit.confidence, Confidence::Strong);
}

#[test]
fn words_without_meaning_are_not_much_of_an_answer() {
    let hits = search(clinic(), "what is ").hits;
    assert!(hits.iter().all(|hit| hit.score <= 0.5));
    assert_eq!(marked(clinic(), "is the", "Is the skin thinner?"), "");
}

#[test]
fn typos_of_stems_are_recognised() {
    let index = entries(&[("Can it be repeated?", "Yes."), ("Does it hurt?", "No.")]);
    let found = search(&index, "rwpeat ");
    assert_eq!(found.hits[0].entry, 0);
    assert_eq!(found.corrections[0].read_as, "repeated");
}

#[test]
fn a_typo_may_consist_of_two_other_words() {
    let index = entries(&[
        ("What is glaucoma?", "An illness."),
        ("Who is in a coma?", "GLU."),
        ("Glu?", "No."),
    ]);
    let found = search(&index, "glucoma ");
    assert_eq!(found.hits[0].entry, 0);
    assert_eq!(found.corrections[0].read_as, "glaucoma");
}

#[test]
fn of_equally_near_words_the_commonest_is_meant() {
    let index = entries(&[
        ("What are the seres of a forest?", "Its ages."),
        ("Does stress show?", "It depends."),
        ("Is stress an illness?", "It depends."),
        ("Where do you work?", "Here."),
        ("Is it free?", "Yes."),
        ("Who pays?", "You."),
    ]);
    let found = search(&index, "stres ");
    assert_eq!(found.corrections[0].read_as, "stress");
    assert_eq!(found.hits[0].entry, 1, "and the rare word is worth no more");
}

#[test]
fn a_typo_that_the_faq_has_itself_is_read_as_what_is_meant_too() {
    let mut pairs: Vec<(String, &str)> = (0..200)
        .map(|n| (format!("Is ailment {n} inherited?"), "No."))
        .collect();
    pairs.push(("Does it run in families?".to_owned(), "It is inerited."));
    let pairs: Vec<(&str, &str)> = pairs.iter().map(|(q, a)| (&**q, *a)).collect();
    let index = entries(&pairs);
    let found = search(&index, "is ailment 7 inerited?");
    assert_eq!(found.hits[0].entry, 7);
    assert_eq!(found.hits[0].missed, [] as [std::sync::Arc<str>; 0]);
    let found = search(&index, "inerited ");
    assert_eq!(
        (found.hits.len(), found.is_cut, found.hits[0].entry),
        (Index::MOST, true, 200),
        "it is itself first"
    );
}

#[test]
fn of_many_unknown_words_the_first_are_looked_for() {
    let index = entries(&[("Does acne hurt?", "No.")]);
    let junk = ["zzqqa", "zzqqb", "zzqqc", "zzqqd", "zzqqe", "zzqqf"].join(" ");
    assert!(search(&index, &format!("{junk} acen ")).hits.is_empty());
    assert_eq!(search(&index, &format!("acen {junk} ")).hits.len(), 1);
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

/// What is on top of the list at each key of a sentence: nothing while only words without meaning are typed.
fn tops(index: &Index, sentence: &str) -> Vec<Option<usize>> {
    let keys = sentence.char_indices().map(|(at, c)| at + c.len_utf8());
    let top = |end| {
        let hits = search(index, &sentence[..end]).hits;
        let first = hits.into_iter().find(|hit| !hit.matched.is_empty())?;
        Some(first.entry)
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
            let hits = search(clinic(), typed).hits;
            let sure = hits.iter().find(|h| h.confidence == Confidence::Strong);
            assert_eq!(sure, None, "for {typed:?}");
        }
    }
}

#[test]
fn a_word_that_is_begun_is_as_sure_as_what_it_can_become() {
    let index = entries(&[
        ("Does it boost the growth of collagen?", "Yes."),
        ("Does it hurt?", "No."),
    ]);
    let of = |query| search(&index, query).hits[0].confidence;
    assert_eq!(of("does it boo"), Confidence::Weak, "book, boot");
    assert_eq!(of("does it boos"), Confidence::Strong);
}

#[test]
fn a_word_that_means_the_same_is_found_while_it_is_typed() {
    let index = entries(&[("Will my face be red?", "Yes."), ("Does it hurt?", "No.")]);
    for typed in ["redn", "redne", "redness"] {
        assert_eq!(search(&index, typed).hits[0].entry, 0, "for {typed:?}");
    }
    let hit = &search(&index, "redn").hits[0];
    assert_eq!(hit.matched[0].by, By::Meaning);
}

#[test]
fn a_word_of_the_same_meaning_in_the_answer_alone_makes_no_hit_sure() {
    let index = entries(&[
        ("Can it be done?", "It is carried out at home."),
        ("Can I carry it?", "Yes."),
    ]);
    let hits = search(&index, "can I bring it ").hits;
    let of = |entry| hits.iter().find(|h| h.entry == entry).map(|h| h.confidence);
    assert_eq!(of(0), Some(Confidence::Weak));
    assert_eq!(of(1), Some(Confidence::Strong));
}

#[test]
fn an_emoji_is_no_word_and_a_question_of_small_words_is_sure_as_it_is_written() {
    for query in [
        "Is it painful? \u{2764}\u{fe0f} ",
        "Why would I have it done?",
    ] {
        let found = search(clinic(), query);
        assert_eq!(found.unknown, [] as [Arc<str>; 0]);
        assert_eq!(
            found.hits[0].confidence,
            Confidence::Strong,
            "for {query:?}"
        );
    }
}

#[test]
fn a_hand_over_word_is_heard_after_much_that_is_none() {
    for before in [".".repeat(4_001), "x-y ".repeat(700)] {
        let found = search(clinic(), &format!("{before} keloid"));
        assert!(found.hand_over.is_some());
    }
}

#[test]
fn typos_of_stems_are_seen_through_in_every_alphabet() {
    let index = faq(
        "title: T\nlanguage: ru\nentries:\n  - question: Сколько длятся процедуры?\n    answer: Час.\n",
    );
    let found = search(&index, "процидур ");
    assert_eq!(found.hits[0].matched[0].by, By::Spelling);
}

#[test]
fn a_title_with_accents_takes_no_word_from_the_questions() {
    let corrections = |title: &str| {
        let index = faq(&format!(
            "title: {title}\nlanguage: fr\nentries:\n  - question: Les zones traitées sont-elles rouges ?\n    answer: Oui.\n"
        ));
        search(&index, "traité ").corrections
    };
    assert_eq!(corrections("Zones traitées"), corrections("FAQ"));
    assert_eq!(corrections("FAQ"), []);
}

#[test]
fn what_the_faq_has_under_another_name_too_tells_little() {
    let index = entries(&[
        ("What is influenza?", "A virus."),
        ("How does flu spread?", "In the air."),
        ("What symptoms does flu have?", "Fever."),
        ("How long does flu last?", "A week."),
        ("Can I work with flu?", "Stay at home."),
        ("Is there a jab against flu?", "Yes, each autumn."),
        ("When does flu come?", "In winter."),
        ("Who should fear flu?", "Who is old."),
        ("Do children get flu?", "Yes."),
        ("What should I do against flu?", "Rest."),
    ]);
    for (query, entry) in [
        ("influenza symptoms", 2),
        ("influenza children", 8),
        ("influenza", 0),
    ] {
        assert_eq!(search(&index, query).hits[0].entry, entry, "for {query:?}");
    }
}

#[test]
fn words_are_found_as_each_language_writes_them() {
    let one = |language: &str, questions: &[&str], query: &str| {
        let entry = |question: &&str| format!("  - question: {question}\n    answer: OK.\n");
        let all: String = questions.iter().map(entry).collect();
        let yaml = format!("title: T\nlanguage: {language}\nentries:\n{all}");
        let index = faq(&yaml);
        let found = search(&index, query);
        found
            .hits
            .iter()
            .find(|h| !h.matched.is_empty())
            .map(|h| h.entry)
    };
    let german = [
        "Wirkt die Betäubung?",
        "Brauche ich Sonnenschutz?",
        "Wie groß ist es?",
    ];
    for (query, entry) in [
        ("betaeub", Some(0)),
        ("BETAEUBUNG ", Some(0)),
        ("Schutz ", Some(1)),
        ("gross ", Some(2)),
        ("Preis ", None),
    ] {
        assert_eq!(one("de", &german, query), entry, "for {query:?}");
    }
    let german = ["Gibt es eine Frauenärztin?", "Wirkt es?"];
    for query in ["frauenae", "frauenaerzt", "frauenaerztin "] {
        assert_eq!(one("de", &german, query), Some(0), "for {query:?}");
    }
    let french = ["Quel est l'âge minimum ?", "Combien coûte l’abonnement ?"];
    for (query, entry) in [("âge", 0), ("l'age", 0), ("abonn", 1), ("l'abonnement ", 1)] {
        assert_eq!(one("fr", &french, query), Some(entry), "for {query:?}");
    }
    let italian = ["Dov'è l'ingresso dell'ospedale?", "Quanto costa?"];
    assert_eq!(one("it", &italian, "ospedale"), Some(0));
    let japanese = ["皮膚は薄くなりますか", "痛みはありますか"];
    for (query, entry) in [("薄い", Some(0)), ("痛", Some(1)), ("料金", None)] {
        assert_eq!(one("ja", &japanese, query), entry, "for {query:?}");
    }
    let in_parts = ["がんですか", "バイオですか"];
    for (query, entry) in [("か\u{3099}ん", 0), ("ﾊﾞｲｵ", 1)] {
        assert_eq!(one("ja", &in_parts, query), Some(entry), "for {query:?}");
    }
    let hebrew = ["האם זה פוגע בעור", "להימנע מהשמש"];
    for (query, entry) in [("עור ", Some(0)), ("שמש ", Some(1)), ("מחיר ", None)] {
        assert_eq!(one("he", &hebrew, query), entry, "for {query:?}");
    }
    let turkish = ["Işlem acıtır mı?", "İğneler nasıl?"];
    for (query, entry) in [
        ("islem ", Some(0)),
        ("IŞLEM ", Some(0)),
        ("igneler ", Some(1)),
    ] {
        assert_eq!(one("tr", &turkish, query), entry, "for {query:?}");
    }
    let hindi = ["क्या दर्द होता है", "कितने सत्र चाहिए"];
    assert_eq!(one("hi", &hindi, "दर्द "), Some(0));
    assert_eq!(one("hi", &hindi, "कीमत "), None);
}

/// Keys, one after the other: a character, or a backspace.
fn keys() -> impl Strategy<Value = Vec<Option<char>>> {
    let key = prop_oneof![
        6 => prop::sample::select("does it hurt acen micro-needling pian wrst patella hand treated".chars().collect::<Vec<_>>())
            .prop_map(Some),
        2 => Just(Some(' ')),
        2 => Just(None),
    ];
    prop::collection::vec(key, 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_typed_before_does_not_count(keys in keys()) {
        static FORGETFUL: LazyLock<[Index; 2]> = LazyLock::new(|| [index(&Source::Embedded), aches()]);
        static ACHES: LazyLock<Index> = LazyLock::new(aches);
        let mut text = String::new();
        for key in keys {
            match key {
                Some(c) => text.push(c),
                None => drop(text.pop()),
            }
            for (remembers, forgets) in [clinic(), &ACHES].into_iter().zip(&*FORGETFUL) {
                // Nothing of another query is of use.
                let _ = search(forgets, "zzqx ");
                prop_assert_eq!(search(remembers, &text), search(forgets, &text), "for {:?}", text);
            }
        }
    }
}

/// A FAQ in which some words stand in nearly every entry: six are about a patella, six about a knee, and one is not treated.
fn aches() -> Index {
    let mut yaml = "entries:\n".to_owned();
    for n in 0..6_000 {
        let place = match n % 1_000 {
            0 => "patella",
            1 => "knee",
            _ => "hand",
        };
        let what = ["treated", "looked after"][usize::from(n == 3_000)];
        let _ = writeln!(
            yaml,
            "- question: How is the ache{n} of a {place} {what}?\n  answer: So."
        );
    }
    faq(&yaml)
}

#[test]
fn what_may_become_a_longer_word_is_not_two() {
    let index = entries(&[
        ("What is the treatment like?", "Short."),
        ("Do you treat men?", "Yes."),
    ]);
    for query in ["treatme", "treatmen", "treatment", "is there a treatmen"] {
        assert_eq!(search(&index, query).hits[0].entry, 0, "for {query:?}");
    }
    assert_eq!(search(&index, "treatmen ").hits[0].entry, 1);
}

#[test]
fn what_very_many_entries_have_adds_to_what_a_telling_word_finds() {
    let index = aches();
    let found = |query| -> Vec<usize> {
        let hits = search(&index, query).hits;
        hits.iter().map(|hit| hit.entry).collect()
    };
    // Those with a patella, and of them those first that are treated.
    for query in [
        "treated patella ",
        "patella treated ",
        "how is a patella trea",
    ] {
        let mut hits = found(query);
        assert_eq!(hits.pop(), Some(3_000), "for {query:?}");
        hits.sort_unstable();
        assert_eq!(hits, [0, 1_000, 2_000, 4_000, 5_000], "for {query:?}");
    }
    let asked = found("how is the ache4711 of a hand treated?");
    assert_eq!(asked[0], 4_711);
    // Where there is nothing more telling, it finds; and "knee" may be said of anything.
    for query in ["treated hand ", "treated knee "] {
        assert!(search(&index, query).is_cut, "for {query:?}");
    }
    assert!(
        found("how is the ").is_empty(),
        "all, and none more than another"
    );
    // However telling the words beside it, a word of the FAQ finds something.
    for query in [
        "who is treated ",
        "any hand",
        "why treated",
        "knee hand ",
        "handtreated ",
    ] {
        assert!(!found(query).is_empty(), "for {query:?}");
    }
}

/// Half of a large FAQ is read apart from the other; what a word's stem is there depends on how it is written, and in
/// which language.
#[test]
fn a_word_that_has_several_stems_is_found_by_each_everywhere() {
    let pairs = |first: &str, last: &str| {
        let others = (0..800).map(|n| format!("Is number {n} free?"));
        let all = std::iter::once(first.to_owned())
            .chain(others)
            .chain([last.to_owned()]);
        all.collect::<Vec<_>>()
    };
    let yaml = |language: &str, questions: &[String]| {
        let entries = questions
            .iter()
            .map(|q| format!("  - question: {q}\n    answer: Yes.\n"));
        format!(
            "language: {language}\nentries:\n{}",
            entries.collect::<String>()
        )
    };
    let questions = pairs("Who reads résumés?", "Who files resumes?");
    let english = faq(&yaml("en", &questions));

    let folder = tempfile::tempdir().expect("temporary folders");
    for (name, language, question) in [
        ("a.yaml", "en", "Who keeps the spenden?"),
        ("b.yaml", "de", "Wohin gehen die Spenden?"),
    ] {
        let questions = pairs(question, &format!("Does {name} end?"));
        std::fs::write(
            folder.path().join(name),
            yaml(language, &questions).replace("number", language),
        )
        .expect("there is room");
    }
    let bilingual = index(&Source::Paths(vec![folder.path().to_owned()]));

    for (index, queries, entries) in [
        (
            &english,
            ["resumes", "résumés", "resume", "resumess"],
            [0, 801],
        ),
        (
            &bilingual,
            ["spenden", "Spenden", "spendn", "spendenn"],
            [0, 802],
        ),
    ] {
        for query in queries {
            let found = search(index, query);
            let mut hits: Vec<usize> = found.hits.iter().map(|hit| hit.entry).collect();
            hits.sort_unstable();
            assert_eq!(hits, entries, "for {query:?}");
        }
    }
    for (index, query) in [
        (&english, "resum"),
        (&english, "resumx"),
        (&bilingual, "spend"),
    ] {
        assert!(!search(index, query).hits.is_empty(), "for {query:?}");
    }
}
