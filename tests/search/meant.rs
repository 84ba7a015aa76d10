//! What is found by meaning: the caller's words without anybody having written them down.

use super::*;

/// The clinic's questions and answers, as if nobody had listed what callers say.
fn bare() -> (Index, FaqMeaning) {
    let pairs: Vec<(&str, &str)> = clinic()
        .faq()
        .entries()
        .iter()
        .map(|entry| (entry.question.as_str(), entry.answer.as_str()))
        .collect();
    let index = entries(&pairs);
    let meaning = meaning(&index);
    (index, meaning)
}

#[test]
fn other_words_find_the_entry_where_none_are_listed() {
    let (index, meaning) = bare();
    let found = by_meaning(&index, &meaning, "painful");
    let hit = index.faq().entry(found.hits[0].entry);
    assert_eq!(hit.question, "Does microneedling hurt?");
}

#[test]
fn what_every_desk_hears_is_answered_where_an_entry_answers_it() {
    let index = entries(&[("Can I move my appointment?", "Yes.")]);
    let found = by_meaning(&index, &meaning(&index), "my appointment must be moved");
    assert!(!found.is_routine_call);
}

#[test]
fn what_only_meaning_finds_says_so() {
    let (index, meaning) = bare();
    let query = "will I look awful at my wedding";
    let found = by_meaning(&index, &meaning, query);
    let meant = found.hits.iter().find(|hit| hit.found == FoundBy::Meaning);
    assert!(
        meant.is_some_and(|hit| hit.matched.is_empty()),
        "{:?}",
        found.hits
    );
    assert_eq!(by_words(&index, query).hits, [], "no word of it is there");
}

#[test]
fn a_topic_in_another_language_does_not_take_meaning_from_the_english_one() {
    let english = "title: E\nhand_over: {asked: [My dog has eaten something poisonous], say: Come.}\n\
        entries: [{question: Does the treatment hurt?, answer: No.}]\n";
    let german = "title: G\nlanguage: de\nhand_over: {asked: [Der Hund hat Gift gefressen], say: Kommen Sie.}\n\
        entries: [{question: Kann ich mit Karte zahlen?, answer: Ja.}]\n";
    for faq in [[english, german], [german, english]] {
        let index = topics(&faq);
        let meaning = meaning(&index);
        let search = |text| by_meaning(&index, &meaning, text);
        let says = |text| search(text).hand_over[0].group.say.clone();
        assert_eq!(says("my puppy swallowed rat poison"), "Come.");
        assert_eq!(says("der Hund hat Gift gefressen"), "Kommen Sie.");
        for (query, question) in [
            ("is it painful", "Does the treatment hurt?"),
            ("mit Karte zahlen", "Kann ich mit Karte zahlen?"),
        ] {
            let found = search(query);
            let entry = index.faq().entry(found.hits[0].entry);
            assert_eq!((&*entry.question, found.is_sure), (question, true));
        }
    }
}

#[test]
fn the_meaning_of_another_faq_changes_nothing() {
    let (index, _) = bare();
    let query = "is it painful";
    assert_eq!(
        by_meaning(&index, &CLINIC_MEANING, query),
        by_words(&index, query)
    );
}

#[test]
fn the_first_hit_does_not_stay_where_another_is_clearly_better() {
    let index = clinic();
    let query = typed("does it hurt");
    let compare = |text| CLINIC_MEANING.compare(&ENCODER.embed(text));
    let same = compare("does it hurt");
    let ask = |before| {
        let known = KnownMeaning {
            query: &same,
            before,
        };
        index.ask_by_meaning(query, Some(known))
    };
    let whole = ask(None);
    let [hurt, second, ..] = &whole.hits[..] else {
        panic!("two entries at least")
    };
    let mut shown = whole.clone();
    shown.hits = vec![second.clone()];
    assert_eq!(
        ask(Some(&shown)).hits[0].entry,
        hurt.entry,
        "another is clearly better"
    );
}

/// "will it" begins any question: nothing is offered until the caller says more, or no more.
#[test]
fn a_beginning_without_meaning_finds_nothing_while_it_is_typed() {
    let index = clinic();
    for text in ["will it ", "can i ", "what is ", "how many "] {
        let query = CLINIC_MEANING.compare(&ENCODER.embed(text));
        let meant = KnownMeaning {
            query: &query,
            before: Some(&SearchResult::default()),
        };
        let asked = index.ask_by_meaning(typed(text), Some(meant));
        assert!(asked.hits.is_empty(), "{text:?}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_embedded(text in "[a-z 王小明薄い\u{20000}\u{2a000}-]{0,12}|\\PC{0,60}") {
        for ending in [Ending::Open, Ending::Closed] {
            let query = Query {
                text: &text,
                ending,
            };
            let embedded = clinic().meant_text(query);
            prop_assert_eq!(embedded.trim(), &embedded);
            prop_assert!(clinic().ask(query).hits.len() <= Index::MOST);
        }
    }
}
