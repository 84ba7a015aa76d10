//! Other languages and scripts, and several in one FAQ.

use super::*;

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
    let marked = entries(&[("Is there a مدرس?", "Yes."), ("통증이 있나요", "No.")]);
    assert_eq!(search(&marked, "مُدَرِّس ").hits[0].entry, 0);
    let in_letters = "\u{1110}\u{1169}\u{11bc}\u{110c}\u{1173}\u{11bc}\u{110b}\u{1175}";
    assert_eq!(search(&marked, in_letters).hits[0].entry, 1);
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
fn typos_of_stems_are_seen_through_in_every_alphabet() {
    let index = faq(
        "title: T\nlanguage: ru\nentries:\n  - question: Сколько длятся процедуры?\n    answer: Час.\n",
    );
    let found = search(&index, "процидур ");
    assert_eq!(found.corrections[0].read_as, "процедуры");
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

#[test]
fn what_any_desk_is_asked_is_known_in_english_only() {
    let index = faq(
        "language: de\nentries:\n  - question: Wie viel Geld ist noch im Spiel?\n    answer: Viel.\n",
    );
    let hit = &search(&index, "wie viel geld ist noch im spiel payment").hits[0];
    assert_eq!(hit.confidence, Confidence::Strong);
}

/// What a word's stem is depends on how it is written, and in which language.
#[test]
fn a_word_that_has_several_stems_is_found_by_each() {
    let english = entries(&[
        ("Who reads résumés?", "I."),
        ("Is it free?", "Yes."),
        ("Who files resumes?", "I."),
    ]);
    let bilingual = topics(&[
        "language: en\nentries:\n  - question: Who keeps the spenden?\n    answer: I.\n  - question: Is it free?\n    answer: Yes.\n",
        "language: de\nentries:\n  - question: Wohin gehen die Spenden?\n    answer: Dorthin.\n",
    ]);
    for (index, queries) in [
        (&english, ["resumes", "résumés", "resume", "resumess"]),
        (&bilingual, ["spenden", "Spenden", "spendn", "spendenn"]),
    ] {
        for query in queries {
            let hits = search(index, query).hits;
            let mut found: Vec<usize> = hits.iter().map(|hit| hit.entry).collect();
            found.sort_unstable();
            assert_eq!(found, [0, 2], "for {query:?}");
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
