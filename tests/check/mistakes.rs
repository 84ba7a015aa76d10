//! Typical mistakes: each file of the folder `mistakes` with all that is told of it, at the place where a
//! person would look, in words that mend it. `UPDATE_EXPECTED=1 cargo test --test check` writes what is told
//! now.

use std::{env, fmt::Write as _, fs, path::Path};

use frontdesk::faq::Severity;

use crate::problems;

/// All that is told of a file with this text: each problem as it is displayed, and its next step.
fn told(text: &str) -> String {
    let mut told = String::new();
    for problem in problems(text) {
        let warning = match problem.severity {
            Severity::Warning => " (only a warning)",
            Severity::Error => "",
        };
        let advice = problem.advice.as_deref().unwrap_or_default();
        writeln!(told, "{problem}{warning}\n  = {advice}").expect("a string");
    }
    told.replace("faq.yaml:", "")
}

#[test]
fn each_file_is_told_what_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/mistakes");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of mistakes")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    names.sort();
    let mut wrong = String::new();
    for path in &names {
        let text = fs::read_to_string(path).expect("a text");
        let told = told(&text);
        let expected = path.with_extension("expected");
        if env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &told).expect("a file of ours");
        }
        if fs::read_to_string(&expected).ok().as_deref() != Some(&told) {
            writeln!(wrong, "{}\n{told}", expected.display()).expect("a string");
        }
    }
    assert!(names.len() > 20, "the files are there");
    assert!(
        wrong.is_empty(),
        "these files are told something else than what is expected:\n{wrong}"
    );
}
