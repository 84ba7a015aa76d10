//! By what a typed word is recognised: typos, compounds, abbreviations, words of one meaning.

use super::*;

#[test]
fn hits_say_which_words_they_have_however_these_are_written() {
    let index = entries(&[
        ("Does microneedling hurt?", "No, there is a numbing cream."),
        ("Is there redness?", "For two days. It hurts nobody."),
    ]);
    for (query, entry) in [
        ("hurt ", 0),
        ("hurting ", 0),
        ("microne", 0),
        ("redneess ", 1),
        ("mcrndl ", 0),
        ("painful ", 0),
    ] {
        let hit = &search(&index, query).hits[0];
        let matched = [Arc::from(query.trim())];
        assert_eq!(
            (hit.entry, &hit.matched[..]),
            (entry, &matched[..]),
            "{query:?}"
        );
    }
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
    assert_eq!(marked(&women, "women", "the women's hour"), "women's");
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
fn of_many_unknown_words_the_first_are_looked_for() {
    let index = entries(&[("Does acne hurt?", "No.")]);
    let junk = ["zzqqa", "zzqqb", "zzqqc", "zzqqd", "zzqqe", "zzqqf"].join(" ");
    assert!(search(&index, &format!("{junk} acen ")).hits.is_empty());
    assert_eq!(search(&index, &format!("acen {junk} ")).hits.len(), 1);
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
        "needling needles"
    );
    assert_eq!(
        marked(index, "micro needling ", "Micro-needling, microneedling"),
        "Micro-needling microneedling"
    );
    assert_eq!(marked(index, "the of it ", "the skin of it"), "");
    assert_eq!(marked(index, "is the", "Is the skin thinner?"), "");
    let cafe = entries(&[("Is the Café open?", "Yes.")]);
    assert_eq!(marked(&cafe, "caf", "Café au lait"), "Café");
    assert_eq!(marked(&cafe, "cafe", "Café au lait"), "Café");
}

#[test]
fn meaning_leaves_out_what_says_nothing() {
    let index = clinic();
    assert_eq!(
        index.content_stems("Does it hurt?"),
        index.content_stems("will it be hurting")
    );
    assert!(index.content_stems("is it the").is_empty());
    let german = "title: D\nlanguage: de\nentries:\n  - question: Tut es weh?\n    answer: Nein.\n";
    let english = "title: E\nentries:\n  - question: Which skin was treated?\n    answer: None.\n";
    let both = topics(&[german, english]);
    assert_eq!(
        both.content_stems("treated skin"),
        both.content_stems("treat skin")
    );
}
