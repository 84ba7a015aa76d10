//! Hand-over groups as a clinic writes them: what loads, and what is said of those that would take every call
//! away, or none.

use frontdesk::faq::{Problem, Severity, Urgency};

use crate::{good, load, load_all};

/// What is wrong with a file that has `header` above its entries: line, column, whether it is only a warning,
/// message and advice.
fn found(header: &str) -> Vec<String> {
    let problems = match load_all(&good(header)) {
        Ok(loaded) => loaded.warnings,
        Err(problems) => problems,
    };
    let line = |p: &Problem| {
        let sign = if p.severity == Severity::Warning {
            "?"
        } else {
            "!"
        };
        let advice = p.advice.as_deref().unwrap_or_default();
        format!("{}:{}{sign} {} = {advice}", p.line, p.column, p.message)
    };
    problems.iter().map(line).collect()
}

/// Exactly these are found, in order, each with all of its words, which `…` divides.
#[track_caller]
fn finds(header: &str, expected: &[&str]) {
    let found = found(header);
    let fits = |line: &str, words: &str| {
        let mut rest = line;
        words.split('…').all(|part| match rest.find(part) {
            Some(at) => {
                rest = &rest[at + part.len()..];
                true
            }
            None => false,
        })
    };
    let all = found.len() == expected.len()
        && found
            .iter()
            .zip(expected)
            .all(|(line, words)| fits(line, words));
    assert!(all, "{found:#?}\nof\n{header}");
}

#[test]
fn all_that_a_group_can_say_is_read() {
    let header = "hand_over:\n  - name: Emergency\n    urgent: true\n    words: [chest pain]\n    except: [What is the pain in the chest of a doll]\n    asked:\n      - I can't breathe\n    say: >\n      Hang up,\n      please.\n    ask: [Where are you?]\n  - words: [heart]\n    urgent: False\n    say: Wait.\nno_answer: Shall we call back?\n";
    let loaded = load_all(&good(header)).expect("no mistake");
    assert_eq!(loaded.warnings, []);
    let topic = &loaded.faq.topics()[0];
    assert_eq!(topic.no_answer.as_deref(), Some("Shall we call back?"));
    let [first, second] = topic.hand_over.as_slice() else {
        panic!("two groups")
    };
    assert_eq!(
        (first.name.as_str(), first.urgency),
        ("Emergency", Urgency::Urgent)
    );
    assert_eq!(first.words, ["chest pain"]);
    assert_eq!(first.asked, ["I can't breathe"]);
    assert_eq!(first.say, "Hang up, please.");
    assert_eq!(first.ask, ["Where are you?"]);
    assert_eq!((second.name.as_str(), second.urgency), ("", Urgency::Usual));
}

#[test]
fn words_that_most_calls_have_are_mistakes() {
    let group = |words: &str| format!("hand_over:\n  - words: [{words}]\n    say: Wait.\n");
    finds(
        &group("chest pain, the, lung, \"I am\", No, x"),
        &[
            "2:25! `the`…most calls",
            "2:36! `I am`",
            "2:44! `No`",
            "2:48! `x`…or remove",
        ],
    );
    finds(&group("can't breathe, no pulse, TB, 痛"), &[]);
    // In the language of the topic; a single group has the same rules.
    finds(
        "language: fr\nhand_over:\n  words:\n    - coeur\n    - où\n    - the\n  say: Attendez.\n",
        &["5:7! `où`"],
    );
}

#[test]
fn what_is_missing_or_too_much_is_told_at_its_place() {
    finds(
        "hand_over:\n  - name: A\n    words: [lung]\n",
        &["2:5! this hand-over group has no `say`"],
    );
    finds(
        "hand_over:\n  - name: A\n    say: Wait.\n",
        &["2:5! …neither `words` nor `asked`"],
    );
    finds(
        "hand_over:\n  name: A\n  say: Wait.\n",
        &["2:3! …neither `words` nor `asked`"],
    );
    finds(
        "hand_over:\n  words: []\n  asked: []\n  say: Wait.\n",
        &["2:10! `words` is an empty list"],
    );
    finds(
        "hand_over:\n  words: []\n  asked: [My lung aches]\n  say: Wait.\n",
        &[],
    );
    finds(
        "hand_over:\n  words: [lung]\n  say: Wait.\n  ask: [a, b, c, d]\n",
        &["4:18! `ask` has more than 3 facts"],
    );
    finds(
        "hand_over:\n  - name: A b\n    words: [lung]\n    say: x\n  - name: a B\n    words: [heart]\n    say: y\n",
        &["5:11! …`a B`…second time"],
    );
    finds(
        "hand_over: [lung, heart]\n",
        &["1:12! `hand_over` should have `words:` and `say:`"],
    );
    finds(
        "hand_over:\n  - words: [lung]\n    say: x\n  -\n  - heart\n",
        &[
            "4:4! nothing stands after this dash",
            "5:5! a hand-over group should stand here",
        ],
    );
}

#[test]
fn urgent_is_true_or_false() {
    for (value, advice) in [
        ("yes", "urgent: true"),
        ("on", "urgent: true"),
        ("No", "urgent: false"),
        ("very", "urgent: true"),
    ] {
        let header = format!("hand_over:\n  words: [lung]\n  urgent: {value}\n  say: x\n");
        finds(
            &header,
            &[&format!("3:11! …true or false…`{value}`…{advice}")],
        );
    }
    finds(
        "hand_over:\n  words: [lung]\n  urgent:\n  say: x\n",
        &["3:10! `urgent` is empty"],
    );
}

#[test]
fn misspelt_keys_are_suggested() {
    for (typed, meant) in [
        ("nmae", "name"),
        ("urgnet", "urgent"),
        ("Word", "words"),
        ("exceptions", "except"),
        ("also_asked", "asked"),
        ("says", "say"),
        ("asks", "ask"),
    ] {
        let header = format!("hand_over:\n  - words: [lung]\n    say: Wait.\n    {typed}: [x y]\n");
        let all = found(&header);
        assert!(all[0].starts_with(&format!("4:5! `{typed}`")), "{all:?}");
        assert!(
            all[0].ends_with(&format!("did you mean `{meant}`?")),
            "{all:?}"
        );
    }
    let header = "no_anwser: Wait.\nhand_over: []\n";
    finds(header, &["1:1! `no_anwser`…did you mean `no_answer`?"]);
}

#[test]
fn spaces_and_signs_are_mended_in_both_forms() {
    finds(
        "hand_over:\n  - name: A\n     words: [lung]\n    say: x\n",
        &["3:6! `words` must stand exactly below `name`…1 space to the left"],
    );
    finds(
        "hand_over:\n  words: [lung]\n   say: x\n",
        &["3:4! `say` must stand exactly below `words`"],
    );
    finds(
        "hand_over:\n  -name: A\n   words: [lung]\n   say: x\n",
        &["2:4! a space is missing after the dash"],
    );
    finds(
        "hand_over:\n  - words: [lung\n    say: x\n",
        &["2:12! this `[` is never closed"],
    );
    finds(
        "hand_over:\n  - words: [lung]\n    say: Wait: please\n",
        &["3:14! …colon…quotes:  say: \"Wait: please\""],
    );
    finds(
        "hand_over:\n  - asked:\n      - My lung: it aches\n    say: x\n",
        &["3:9! …`asked` should be text…\"My lung: it aches\""],
    );
}

#[test]
fn text_that_begins_like_a_key_of_a_group_is_no_key() {
    let text = "entries:\n  - question: a\n    answer: Please\n    ask the doctor\n";
    let problems = load(text).expect_err("a line too far left");
    assert!(
        problems[0].message.contains("should belong to `answer`"),
        "{problems:?}"
    );
}

#[test]
fn what_loads_and_should_be_looked_at() {
    finds(
        "title: T\n",
        &["2:1? this topic hands nothing over…above this line"],
    );
    finds("hand_over: []\n", &[]);
    // A word of the group in another form, or one of its sentences, makes an exception needed.
    finds(
        "hand_over:\n  - words: [my heart]\n    say: x\n  - words: [lungs]\n    asked: [It hurts so much]\n    except:\n      - Does it hurt?\n      - Is a lung ok?\n      - Where do I park?\n    say: y\n",
        &["9:9? `Where do I park?` needs no exception"],
    );
}

#[test]
fn an_answer_that_sends_a_patient_home_is_looked_at() {
    let file = |answer: &str, key: &str| {
        format!(
            "hand_over: []\nentries:\n  - question: a\n    answer: b\n  - question: c\n    {key}: {answer}\n"
        )
    };
    for answer in [
        "That is probably\n      nothing.",
        "It CAN WAIT till Monday.",
        "Stop taking aspirin.",
    ] {
        let loaded = load_all(&file(answer, "answer")).expect("a warning");
        let [warning] = loaded.warnings.as_slice() else {
            panic!("{:?}", loaded.warnings)
        };
        assert_eq!((warning.line, warning.column), (6, 13), "{warning}");
    }
    let note = file("It can wait.\n    answer: d", "staff_note");
    assert_eq!(load_all(&note).expect("a good file").warnings, []);
}
