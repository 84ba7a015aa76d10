//! Words that are handed over instead of answered.

use super::*;

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
        assert!(!search(index, query).hand_over.is_empty(), "for {query:?}");
    }
}

#[test]
fn a_word_that_was_handed_over_is_not_corrected() {
    let found = search(clinic(), "keliod scars on my skni ");
    let corrected: Vec<&str> = found.corrections.iter().map(|c| &*c.typed).collect();
    assert!(!found.hand_over.is_empty());
    assert_eq!(corrected, ["skni"]);
}

#[test]
fn ordinary_questions_are_not_handed_over() {
    let index = clinic();
    let phrasings = index.faq().entries().iter().flat_map(|e| {
        let also_asked = e.also_asked.iter().cloned();
        std::iter::once(e.question.clone()).chain(also_asked)
    });
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
        assert_eq!(search(index, &query).hand_over, [], "for {query:?}");
    }
}

#[test]
fn a_hand_over_word_is_heard_after_much_that_is_none() {
    for before in [".".repeat(4_001), "x-y ".repeat(700)] {
        let found = search(clinic(), &format!("{before} keloid"));
        assert!(!found.hand_over.is_empty());
    }
}

#[test]
fn a_pasted_page_is_taken_by_its_beginning() {
    let index = clinic();
    let page = format!("does it hurt {}", "lorem ipsum dolor pregnant ".repeat(500));
    let found = search(index, &page);
    assert!(!found.hand_over.is_empty());
    assert_eq!(index.faq().entry(found.hits[0].entry).id, HURT);
    let _ = search(index, &"x".repeat(100_000));
}
