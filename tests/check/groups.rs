//! Hand-over groups as a clinic writes them. What is said of those that would take every call away, or none,
//! stands in the folder `mistakes`.

use frontdesk::{
    faq::{Source, Urgency},
    search::{Ending, Index, Query},
};

use crate::{TODAY, folder, good, load_all};

#[test]
fn all_that_a_group_can_say_is_read() {
    let header = "hand_over:\n  - name: Emergency\n    urgent: true\n    words: [chest pain]\n    except: [What is the pain in the chest of a doll]\n    asked:\n      - I can't breathe\n    say: >\n      Hang up,\n      please.\n    ask: [Where are you?]\n  - words: [heart]\n    urgent: False\n    say: Wait.\nno_answer: Shall we call back?\n";
    let loaded = load_all(&good(header)).expect("no mistake");
    assert_eq!(loaded.problems, []);
    let topic = &loaded.faq.topics()[0];
    assert_eq!(topic.no_answer.as_deref(), Some("Shall we call back?"));
    let [first, second] = topic.hand_over.as_slice() else {
        panic!("two groups")
    };
    assert_eq!(
        (&*first.name, first.urgency),
        ("Emergency", Urgency::Urgent)
    );
    assert_eq!(first.words, ["chest pain"]);
    assert_eq!(first.except, ["What is the pain in the chest of a doll"]);
    assert_eq!(first.asked, ["I can't breathe"]);
    assert_eq!(first.say, "Hang up, please.");
    assert_eq!(first.ask, ["Where are you?"]);
    assert_eq!((&*second.name, second.urgency), ("", Urgency::Usual));
}

/// The words that search looks past are those that are refused, in whichever letters they are written.
#[test]
fn a_word_that_takes_every_call_away_is_refused_in_each_language() {
    for (language, word) in [("ar", "في"), ("da", "før"), ("tr", "mı"), ("de", "daß")] {
        let header = format!("language: {language}\nhand_over:\n  words: [{word}]\n  say: Wait.\n");
        assert!(load_all(&good(&header)).is_err(), "{word}");
    }
}

/// The groups of one topic hold for every call, whichever topic it is about.
#[test]
fn a_topic_without_groups_is_fine_where_another_topic_has_them() {
    let plain = "entries:\n  - question: May I park?\n    answer: Yes.\n";
    let group = "hand_over:\n  words: [chest pain]\n  say: Hang up.\n";
    for (header, warned) in [(group, 0), ("hand_over: []\n", 1), ("title: T\n", 2)] {
        let folder = folder(&[("a.yaml", plain), ("b.yaml", &good(header))]);
        let source = Source::Paths(vec![folder.path().to_owned()]);
        let loaded = source.load(TODAY, &mut |_| ()).expect("no mistake");
        assert_eq!(loaded.problems.len(), warned, "{:?}", loaded.problems);
        let index = Index::new(loaded.faq, &mut |_| {});
        let asked = index.ask(Query {
            text: "May I park with chest pain",
            ending: Ending::Closed,
        });
        assert_eq!(asked.hand_over.is_empty(), warned > 0, "{header}");
    }
}
