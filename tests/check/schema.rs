//! The JSON Schema and the loader agree on what is right, wherever a schema can say it.

use serde_json::Value;

use crate::{good, load};

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(frontdesk::faq::SCHEMA).expect("a JSON file");
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .expect("a JSON Schema")
}

/// What may stand above good entries, and what may not.
const RIGHT: &str = "¦title: 2024¦hand_over: []¦hand_over:\n  words: [pills]\n  say: b¦\
    title: T\ndoctor: D\nlanguage: en\nsource: S\nreviewed: 2026-11-01\nreview_due: 2027-11-01¦\
    no_answer: Shall we call you back?\nhand_over:\n- name: A\n  urgent: true\n  words: [lungs]\n  \
    except: []\n  say: b\n- asked: [c]\n  say: d\n  ask: [e, f, g]";
const WRONG: &str = "titel: T¦title:¦title: \"\"¦title: [T]¦language: english¦language: 42¦\
    reviewed: yesterday¦reviewed: 01.11.2026¦reviewed: 2026-02-30¦review_due: 2026-11-01T00:00:00Z¦\
    hand_over: a¦hand_over:\n  say: b¦hand_over:\n  words: [pills]¦hand_over:\n  words: []\n  say: b¦\
    hand_over:\n  asked: []\n  words: []\n  say: b¦hand_over: [lungs]¦hand_over:\n- words: [lungs]¦\
    hand_over:\n- asked: [lungs]\n  say: b\n  urgent: yes¦no_answer:¦\
    hand_over:\n- asked: [lungs]\n  say: b\n  ask: [a, b, c, d]¦hand_over:\n  words: a\n  say: b¦\
    hand_over:\n  words: [pills]\n  say: b\n  other: c";

/// What may stand below a question, and what may not.
const RIGHT_ENTRIES: &str = "answer: b\n  approved: 2026-11-01 0000abcd¦\
    answer: No\n  id: 5\n  also_asked: []¦answer: true\n  also_asked: [1.5, b]\n  staff_note: c";
const WRONG_ENTRIES: &str = "answer: b\n  approved: yes¦answer: b\n  approved: 2026-11-29¦\
    answer: b\n  approved:¦id: a¦answer:¦answer: \"  \"¦answer: [b]¦answer: {b: c}¦anwser: b¦\
    answer: b\n  id: ~¦answer: b\n  also_asked: c¦answer: b\n  also_asked:¦\
    answer: b\n  also_asked: [~]¦answer: b\n  also_asked:\n  - c: d¦answer: b\n  staff_note: [c]";

/// Files that are wrong as a whole.
const NO_ENTRIES: &str = "¦title: T¦- question: a\n  answer: b¦entries: []¦entries:¦entries: text¦entries:\n- text¦entries:\n- [a]";

#[test]
fn the_schema_and_the_loader_agree() {
    let validator = validator();
    let above = |header: &str| good(&format!("{header}\n"));
    let below = |keys: &str| format!("entries:\n- question: a\n  {keys}\n");
    let right = RIGHT.split('¦').map(above);
    let right = right.chain(RIGHT_ENTRIES.split('¦').map(below));
    let right = right.chain([frontdesk::faq::EMBEDDED.to_owned()]);
    let wrong = WRONG.split('¦').map(above);
    let wrong = wrong.chain(WRONG_ENTRIES.split('¦').map(below));
    let wrong = wrong.chain(NO_ENTRIES.split('¦').map(str::to_owned));
    let all = right
        .map(|text| (text, true))
        .chain(wrong.map(|text| (text, false)));
    for (text, is_right) in all {
        let value: Value = serde_yaml::from_str(&text).expect("YAML");
        assert_eq!(
            validator.is_valid(&value),
            is_right,
            "the schema, on\n{text}"
        );
        let loaded = load(&text);
        let problems = loaded.as_ref().err();
        assert_eq!(
            loaded.is_ok(),
            is_right,
            "the loader, on\n{text}\n{problems:?}"
        );
    }
}
