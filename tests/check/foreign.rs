//! Files that `frontdesk import` reads get one sentence that says so; files of ours with mistakes do not.

use frontdesk::faq::{Problem, Source};

use crate::TODAY;

/// Each file below a line with its name.
const FOREIGN: &str = include_str!("foreign.txt");

fn problems(name: &str, text: &str) -> Vec<Problem> {
    let source = Source::Text {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let loaded = source.load(TODAY, &mut |_| ());
    loaded.expect_err("it is no good FAQ")
}

#[test]
fn a_file_of_another_shape_gets_one_sentence_that_names_import() {
    let files: Vec<_> = FOREIGN.split("=== ").skip(1).collect();
    assert!(files.len() > 15, "the files are there");
    for file in files {
        let (name, text) = file.split_once('\n').expect("a line with a name");
        let problems = problems(name, text);
        let [problem] = &problems[..] else {
            panic!("{problems:#?}\n{file}")
        };
        assert!(problem.message.contains("`frontdesk import`"), "{problem}");
        let cure = format!("frontdesk import {name} -o");
        let advice = problem.advice.as_deref().unwrap_or_default();
        assert!(advice.starts_with(&cure), "{advice}");
    }
}

#[test]
fn a_file_of_ours_with_mistakes_is_told_its_mistakes() {
    for text in [
        "entries:\n  - qestion: Why?\n    answer: So.\n",
        "entries:\n  - q: Why?\n    a: So.\n",
        "title: T\nentries:\n  - question: Why?\n    answer: [So]\n",
        "title: T\n- question: Why?\n  answer: So.\n",
        "## a remark\nentries:\n  - question: Why?\n",
        "entries:\n  - question:\n    answer:\n",
        "entries:\n  - Why? So.\n",
        "title: T\n",
        "title: T\nno_answer: May we call you back?\n",
        "title: T\nquestion: Why?\nanswer: So.\n",
        "",
        "Just text.\n",
    ] {
        for problem in problems("faq.yaml", text) {
            assert!(!problem.message.contains("frontdesk import"), "{problem}");
        }
    }
}
