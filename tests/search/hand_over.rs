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
        "she wants to kill herself",
        "I just wanted to die",
        "it is your fault",
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
        "can I cance",
        "I passed your house, and is there parking",
        "I have had acne since I was young, is there any pain",
        "no complaints from me, when should I come again",
        "without medication",
        "my boss will kill me if I am late",
        "this heat is killing me",
        "blood on a breast",
        "",
        "the",
        "effect",
    ];
    for query in phrasings.chain(others.map(str::to_owned)) {
        assert_eq!(search(index, &query).hand_over, [], "for {query:?}");
    }
    assert_eq!(by_words(index, "it is my own fault").hand_over, []);
}

#[test]
fn a_hand_over_word_is_heard_after_much_that_is_none() {
    for before in [".".repeat(4_001), "x-y ".repeat(700)] {
        let found = search(clinic(), &format!("{before} keloid"));
        assert!(!found.hand_over.is_empty());
    }
}

#[test]
fn a_word_counts_wherever_it_is_said() {
    let all = faq("title: Test
hand_over:
  - name: Emergency
    urgent: true
    words: [kill myself, want to die, chest pain]
    except: [The pain is killing me]
    say: Call the emergency number.
  - name: Medical
    words: [heart, asthma]
    except: [My heart is set on it]
    say: The doctor will call you.
entries:
  - question: Does it hurt?
    answer: No.
");
    for query in [
        "the pain is killing me so much that I want to kill myself",
        "I want to come on Monday and I have to tell you that I want to die",
        "is my chest treated with it too, and by the way I have chest pain",
        "my heart is set on it but I have a weak heart",
        "no asthma as a child but I have asthma now",
    ] {
        assert!(!by_words(&all, query).hand_over.is_empty(), "{query}");
    }
    for query in [
        "the pain is killing me",
        "my heart is set on it",
        "no asthma",
    ] {
        assert_eq!(by_words(&all, query).hand_over, [], "{query}");
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

/// A FAQ with groups of every kind, and one question.
fn groups() -> &'static Index {
    static GROUPS: LazyLock<Index> = LazyLock::new(|| {
        faq("title: Test
hand_over:
  - name: Medical
    words: [pregnant, breastfeeding, nursing, expecting, trying for a baby, blood thinner, warfarin, accutane,
      ibuprofen, aspirin, medication, hepatitis, infection, pacemaker, diabetes, epilepsy, faint, peeling, fever]
    except: [I am expecting a call from you]
    say: The doctor will call you.
  - name: Emergency
    urgent: true
    words: [\"can't breathe\", stroke]
    say: Call the emergency number.
  - name: Complaint
    words: [not happy, manager]
    say: I am sorry.
entries:
  - question: Does it hurt?
    answer: No.
")
    });
    &GROUPS
}

/// The listed words by which `query` is handed over.
fn listed(query: &str) -> Vec<String> {
    let found = groups().ask(Query {
        text: query,
        ending: Ending::Closed,
    });
    found.hand_over.into_iter().filter_map(|a| a.word).collect()
}

#[test]
fn a_word_of_the_language_is_not_taken_for_a_listed_one() {
    for query in [
        "can I change the date",
        "will the doctor be late",
        "can I wear a face mask afterwards",
        "is it in fact safe",
        "will a nurse do it",
        "are there nurses",
        "a medical question, medically speaking",
        "will my skin peel",
        "does it peel",
        "what can I expect, what is expected",
        "is meditation allowed",
        "I managed to park",
        "can I breathe through the mask",
        "I am happy with it",
        "warfare",
        "the peacetime",
    ] {
        assert_eq!(listed(query), [] as [&str; 0], "for {query:?}");
    }
}

#[test]
fn forms_slips_and_names_by_ear_are_heard() {
    for (query, word) in [
        ("I'm 4 months pregnent", "pregnant"),
        ("the pregnancies", "pregnant"),
        ("while breast feeding", "breastfeeding"),
        ("brest-feeding", "breastfeeding"),
        ("I'm nursing", "nursing"),
        ("I'm expecting", "expecting"),
        ("we are trying for a baby", "trying for a baby"),
        ("bloodthinners", "blood thinner"),
        ("my blod thinning tablets", "blood thinner"),
        ("warferin", "warfarin"),
        ("akutane", "accutane"),
        ("iboprofen", "ibuprofen"),
        ("asprin", "aspirin"),
        ("infected", "infection"),
        ("in fectoin", "infection"),
        ("I'm a diabetic", "diabetes"),
        ("epileptic", "epilepsy"),
        ("I fainted", "faint"),
        ("it is peeling", "peeling"),
        ("I cannot breathe", "can't breathe"),
        ("I'm really not at all happy", "not happy"),
        ("the managers", "manager"),
    ] {
        assert_eq!(listed(query), [word], "for {query:?}");
    }
}

#[test]
fn names_of_drugs_are_heard_however_they_are_spelt_by_ear() {
    let index = faq("hand_over:
  words: [ibuprofen, amoxicillin, clopidogrel, metformin, naproxen, phenytoin, chemotherapy, psoriasis]
  say: Ask.
entries:
  - question: Does it hurt?
    answer: No.
");
    for heard in [
        "iboprofen",
        "amoxacilin",
        "klopidogril",
        "metforman",
        "naprocksen",
        "fenitoin",
        "kemotherapy",
        "soriasis",
    ] {
        assert!(!search(&index, heard).hand_over.is_empty(), "{heard:?}");
    }
    assert_eq!(search(&index, "heparin").hand_over, []);
}

#[test]
fn one_word_of_a_phrase_is_not_the_phrase() {
    for (language, phrase, others) in [
        (
            "en",
            "taking blood thinners",
            ["I am taking the bus", "thinners for paint"],
        ),
        ("en", "latex allergy", ["do you use latex gloves", "latex"]),
        ("de", "blutet stark", ["wirkt es stark", "stark"]),
        (
            "es",
            "dolor en el pecho",
            ["tiene dolor", "cirugía del pecho"],
        ),
        ("fa", "نمی‌توانم نفس بکشم", ["می‌توانم وقت بگیرم", "نفس"]),
    ] {
        let index = faq(&format!(
            "language: {language}\nhand_over:\n  words: [\"{phrase}\"]\n  say: Ask.\nentries:\n  - question: X?\n    answer: Y.\n"
        ));
        assert!(!search(&index, phrase).hand_over.is_empty(), "{phrase}");
        for other in others {
            assert!(search(&index, other).hand_over.is_empty(), "for {other:?}");
        }
    }
}

#[test]
fn a_sentence_of_asked_is_heard_word_for_word_in_any_language() {
    let index = faq(
        "language: de\nhand_over:\n  asked: [Darf ich vorher meine Tabletten nehmen?]\n  say: Fragen.\nentries:\n  - question: Welche Tabletten gibt es?\n    answer: Keine.\n",
    );
    let said = search(&index, "Hallo, darf ich vorher meine Tablette nehmen");
    let alert = said.hand_over.first().expect("it is handed over");
    assert_eq!(alert.word, None);
    assert_eq!(
        alert.meant.as_deref(),
        Some("Darf ich vorher meine Tabletten nehmen?")
    );
    for other in ["Tabletten nehmen", "welche Tabletten darf ich nehmen"] {
        assert!(search(&index, other).hand_over.is_empty(), "for {other:?}");
    }
}

/// Whatever else is sure: an entry may have the same words.
#[test]
fn a_sentence_of_asked_comes_before_an_entry_that_has_it_too() {
    for (language, sentence, question) in [
        ("de", "Mein Gesicht schwillt an", "Schwillt das Gesicht an?"),
        ("en", "My face is swelling up", "Does the face swell up?"),
    ] {
        let index = faq(&format!(
            "language: {language}\nhand_over:\n  asked: [{sentence}]\n  say: 112.\nentries:\n  - question: {question}\n    also_asked: [{sentence} afterwards]\n    answer: Little.\n"
        ));
        assert_eq!(search(&index, sentence).hand_over.len(), 1, "{sentence}");
    }
}

#[test]
fn half_of_a_sentence_of_asked_is_heard_where_nothing_is_asked() {
    let index = faq(
        "hand_over:\n  asked: [My scar is thicker and bigger than before]\n  say: Wait.\nentries:\n  - question: X?\n    answer: Y.\n",
    );
    let is_heard = |text| !search(&index, text).hand_over.is_empty();
    assert!(is_heard("the scar is getting bigger"));
    for other in [
        "will the scar be bigger",
        "I have a scar",
        "bigger scar",
        "I read that a bigger clinic in town removes every kind of scar with laser light",
    ] {
        assert!(!is_heard(other), "for {other:?}");
    }
}

#[test]
fn what_every_desk_hears_is_no_report() {
    for query in [
        "I would like to leave a message",
        "I will be a few minutes late",
        "skin doctor",
        "treatment for men",
    ] {
        assert_eq!(search(clinic(), query).hand_over, [], "for {query:?}");
    }
}

#[test]
fn what_was_heard_is_told_where_it_is_not_the_listed_word() {
    let heard = |text| {
        let found = groups().ask(typed(text)).hand_over;
        found.into_iter().next().expect("a group").heard
    };
    assert_eq!(heard("so Pregnent now"), Some("Pregnent".into()));
    assert_eq!(
        heard("my blod thinning pills"),
        Some("blod thinning".into())
    );
    for itself in [
        "PREGNANT",
        "Breast feeding",
        "breast-feeding",
        "blood thinner",
        "bloodthinner",
    ] {
        assert_eq!(heard(itself), None, "for {itself:?}");
    }
}

#[test]
fn an_exception_is_handed_over_only_with_a_listed_word_beside_it() {
    assert_eq!(
        listed("hello, I'm expecting a quick call from you"),
        [] as [&str; 0]
    );
    assert_eq!(
        listed("I am expecting a call from you, I have a fever"),
        ["fever"]
    );
    assert_eq!(listed("a call from me: I am expecting"), ["expecting"]);
}

#[test]
fn urgent_groups_come_first_and_each_sentence_once() {
    assert_eq!(
        listed("pregnant and I can't breathe"),
        ["can't breathe", "pregnant"]
    );
    let topic = |id: &str, words: &str, say: &str| {
        format!(
            "hand_over:\n  words: [{words}]\n  say: {say}\nentries:\n  - question: What {say}\n    id: {id}\n    answer: B.\n"
        )
    };
    let says = |other: &str| {
        let index = topics(&[
            &topic("a", "rash", "Wait."),
            &topic("b", "rash, fever", other),
        ]);
        let found = search(&index, "a rash ").hand_over.into_iter();
        found
            .map(|alert| alert.group.say.trim().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(says("Wait."), ["Wait."]);
    assert_eq!(says("Come."), ["Wait.", "Come."]);
}

#[test]
fn no_pair_of_common_words_is_handed_over_unless_one_is_listed() {
    let groups = clinic().faq().topics().iter().flat_map(|t| &t.hand_over);
    let listed: Vec<&String> = groups.flat_map(|group| &group.words).collect();
    let is_listed = |word: &&str| {
        let words = listed.iter().flat_map(|phrase| phrase.split(' '));
        let found = clinic().ask(Query {
            text: word,
            ending: Ending::Closed,
        });
        words.into_iter().any(|listed| listed == *word) || !found.hand_over.is_empty()
    };
    let words: Vec<&str> = COMMON.split(' ').filter(|word| !is_listed(word)).collect();
    assert!(words.len() > 250, "{} are left", words.len());
    for first in &words {
        // Each pair in both orders, in one query.
        let query = words.join(&format!(" {first} "));
        assert_eq!(by_words(clinic(), &query).hand_over, [], "for {first:?}");
    }
}

/// The three hundred commonest words of English.
const COMMON: &str = "\
    the to and of a in i is for that you it on with this was be as are have at he not by but from my \
    or we an your all so his they me if one can will just like about up out what has when more do no \
    were who had it’s their there her which time get been would she new people how don’t some also \
    them now other i’m its our than good only after first him into know see two make over think any \
    then could back these us want because go well said way most much very where even should may here \
    need really did right work year years being day too going before off why made still take got \
    many never those life say world down great through you’re last that’s while best such love man \
    home long look something use can’t same used both every am come part state three around between \
    always better find help high little old since another does own things under during game i’ve \
    thing give house place school again next each mr without against didn’t end found must show big \
    feel sure team ever family keep might please put money free second someone away left number city \
    days lot name night play until company doing few he’s let real called different having set \
    thought done however getting god government group looking public top women business care start \
    system times week already anything case nothing person today change enough everything full live \
    making point read there’s told yet bad doesn’t four hard mean once support tell including music \
    power seen states stop water based believe call head men national small took white came far job \
    side though try went yes actually american later less line order party";
