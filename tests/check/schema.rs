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

#[test]
fn the_schema_and_the_loader_agree() {
    let validator = validator();
    let entry = |rest: &str| format!("entries:\n- question: a\n{rest}");
    let right = [
        good(""),
        good(
            "title: T\ndoctor: D\nlanguage: en\nsource: S\nreviewed: 2026-11-01\nreview_due: 2027-11-01\n",
        ),
        good("hand_over:\n  words: [pills]\n  say: b\n"),
        good("hand_over: []\n"),
        good(
            "no_answer: Shall we call you back?\nhand_over:\n- name: A\n  urgent: true\n  words: [lungs]\n  except: []\n  say: b\n- asked: [c]\n  say: d\n  ask: [e, f, g]\n",
        ),
        good("title: 2024\n"),
        entry("  answer: b\n  approved: 2026-11-01 0000abcd\n"),
        entry("  answer: No\n  id: 5\n  also_asked: []\n"),
        entry("  answer: true\n  also_asked: [1.5, b]\n  staff_note: c\n"),
        frontdesk::faq::EMBEDDED.to_owned(),
    ];
    let wrong = [
        String::new(),
        "title: T\n".to_owned(),
        "- question: a\n  answer: b\n".to_owned(),
        "entries: []\n".to_owned(),
        entry("  answer: b\n  approved: yes\n"),
        entry("  answer: b\n  approved: 2026-11-29\n"),
        entry("  answer: b\n  approved:\n"),
        "entries:\n".to_owned(),
        "entries: text\n".to_owned(),
        "entries:\n- text\n".to_owned(),
        "entries:\n- [a]\n".to_owned(),
        good("titel: T\n"),
        good("title:\n"),
        good("title: \"\"\n"),
        good("title: [T]\n"),
        good("language: english\n"),
        good("language: 42\n"),
        good("reviewed: yesterday\n"),
        good("reviewed: 01.11.2026\n"),
        good("reviewed: 2026-02-30\n"),
        good("review_due: 2026-11-01T00:00:00Z\n"),
        good("hand_over: a\n"),
        good("hand_over:\n  say: b\n"),
        good("hand_over:\n  words: [pills]\n"),
        good("hand_over:\n  words: []\n  say: b\n"),
        good("hand_over:\n  asked: []\n  words: []\n  say: b\n"),
        good("hand_over: [lungs]\n"),
        good("hand_over:\n- words: [lungs]\n"),
        good("hand_over:\n- asked: [lungs]\n  say: b\n  urgent: yes\n"),
        good("hand_over:\n- asked: [lungs]\n  say: b\n  ask: [a, b, c, d]\n"),
        good("no_answer:\n"),
        good("hand_over:\n  words: a\n  say: b\n"),
        good("hand_over:\n  words: [pills]\n  say: b\n  other: c\n"),
        entry(""),
        entry("  answer:\n"),
        entry("  answer: \"  \"\n"),
        entry("  answer: [b]\n"),
        entry("  answer: {b: c}\n"),
        entry("  anwser: b\n"),
        entry("  answer: b\n  id: ~\n"),
        entry("  answer: b\n  also_asked: c\n"),
        entry("  answer: b\n  also_asked:\n"),
        entry("  answer: b\n  also_asked: [~]\n"),
        entry("  answer: b\n  also_asked:\n  - c: d\n"),
        entry("  answer: b\n  staff_note: [c]\n"),
    ];
    for (texts, agreed) in [(right.as_slice(), true), (&wrong, false)] {
        for text in texts {
            let value: Value = serde_yaml::from_str(text).expect("YAML");
            assert_eq!(validator.is_valid(&value), agreed, "the schema, on\n{text}");
            assert_eq!(
                load(text).is_ok(),
                agreed,
                "the loader, on\n{text}\n{:?}",
                load(text).err()
            );
        }
    }
}
