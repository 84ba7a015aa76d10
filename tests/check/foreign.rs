//! Files that `frontdesk import` reads get one sentence that says so; files of ours with mistakes do not.

use frontdesk::faq::Source;

use crate::TODAY;

/// Each file below a line with its name.
const FILES: &str = include_str!("foreign.txt");

#[test]
fn a_file_of_another_shape_gets_one_sentence_that_names_import_and_no_file_of_ours_does() {
    let files: Vec<_> = FILES.split("=== ").skip(1).collect();
    assert!(files.len() > 30, "the files are there");
    for file in files {
        let (name, text) = file.split_once('\n').expect("a line with a name");
        let source = Source::Text {
            name: name.to_owned(),
            text: text.to_owned(),
        };
        let loaded = source.load(TODAY, &mut |_| ());
        let problems = loaded.expect_err("it is no good FAQ");
        let is_sent_on = problems[0].message.contains("`frontdesk import`");
        assert_eq!(is_sent_on, name != "ours.yaml", "{problems:#?}\n{file}");
        let cure = format!("frontdesk import {name} -o");
        let advice = problems[0].advice.as_deref().unwrap_or_default();
        assert_eq!(is_sent_on, advice.starts_with(&cure), "{advice}");
        assert!(!is_sent_on || problems.len() == 1, "{problems:#?}\n{file}");
    }
}
