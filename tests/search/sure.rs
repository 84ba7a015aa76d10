//! Which hits are fit to be read out, and which are not.

use super::*;

#[test]
fn what_the_faq_does_not_answer_is_seldom_sure() {
    let queries = [
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
        "how much is one session",
        "what is a session",
        "who does the treatment",
        "do you do the treatment on sundays",
        "my daughter has an appointment at three",
        "what time is my appointment",
        "when is my appointment",
        "how do I make an appointment",
        "I need to cancel my session",
        "how long is a session",
        "are you open",
        "when do you open",
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
    ];
    let is_sure = |query: &&&str| {
        let found = search(clinic(), query);
        let mut hits = found.hits.iter();
        found.hand_over.is_empty() && hits.any(|hit| hit.confidence == Confidence::Strong)
    };
    let sure: Vec<&&str> = queries.iter().filter(is_sure).collect();
    assert!(
        sure.len() * 5 <= 2 * queries.len(),
        "{} sure: {sure:?}",
        sure.len()
    );
    assert_eq!(
        search(clinic(), "how much is botox").unknown,
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
fn what_a_caller_suffers_may_be_what_the_faq_answers() {
    for (query, entry) in [
        ("my skin is breaking out right now", ACNE),
        ("my face is so greasy", OILY),
        ("will it burn", HURT),
        ("will I bleed", DAMAGE),
        ("does microneedling make spots worse", ACNE),
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
        ("how much pain will I be in", HURT),
        ("how much does it hurt", HURT),
        ("do you numb the skin", HURT),
        ("how much downtime is there", DAILY),
        ("can I go to work the same day", DAILY),
        ("do I have to take time off", DAILY),
        ("do I have to wear sunscreen", DAILY),
        ("how many sessions", PERIOD),
        ("how many appointments do I need", PERIOD),
        ("how often do I need to come", PERIOD),
        ("what time of year should it be repeated", PERIOD),
        ("I have acne right now, can I come", ACNE),
        ("is it any use for open pores", OILY),
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
            let hits = by_words(clinic(), &query[..end]).hits;
            let sure = hits.iter().find(|h| h.confidence == Confidence::Strong);
            assert_eq!(sure, None, "for {:?}", &query[..end]);
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
fn a_heading_is_an_answer() {
    let index = entries(&[
        ("Parking", "Behind the house."),
        ("Opening hours", "From nine."),
    ]);
    assert_sure(&index, "is there parking", 0);
    assert_sure(&index, "what are your opening hours", 1);
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
