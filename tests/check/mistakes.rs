//! Typical mistakes: each file and each folder of files in the folder `mistakes`, with all that is told of it
//! at the place where a person would look, in words that mend it; of a folder also the entries and the groups
//! that a desk has in spite of it. `UPDATE_EXPECTED=1 cargo test --test check` writes what is told now.

use std::{env, fmt::Write as _, fs, path::Path};

use frontdesk::faq::{Problem, Severity, Source};

use crate::{TODAY, problems};

/// Each problem as it is displayed, and its next step.
fn told(problems: &[Problem]) -> String {
    let mut told = String::new();
    for problem in problems {
        let warning = match problem.severity {
            Severity::Warning => " (only a warning)",
            Severity::Error => "",
        };
        let advice = problem.advice.as_deref().unwrap_or_default();
        writeln!(told, "{problem}{warning}\n  = {advice}").expect("a string");
    }
    told
}

/// All that is told of a file or a folder.
fn told_of(path: &Path) -> String {
    if path.is_file() {
        let text = fs::read_to_string(path).expect("a text");
        return told(&problems(&text)).replace("faq.yaml:", "");
    }
    let source = Source::Paths(vec![path.to_owned()]);
    let loaded = source.load(TODAY, &mut |_| ());
    let told = told(&loaded.map_or_else(|problems| problems, |loaded| loaded.problems));
    let good = source
        .load_good(TODAY, None, &mut |_| ())
        .expect("a good file");
    let entries = good.faq.entries().iter();
    let groups = good.faq.topics().iter().flat_map(|topic| &topic.hand_over);
    let (entries, groups) = (entries.map(|e| &*e.id), groups.map(|g| &*g.name));
    let shown: Vec<&str> = entries.chain(groups).collect();
    let told = told.replace(path.join("").to_str().expect("a plain name"), "");
    format!("{told}shown: {}\n", shown.join(", "))
}

#[test]
fn each_file_is_told_what_is_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check/mistakes");
    let mut names: Vec<_> = fs::read_dir(&folder)
        .expect("the folder of mistakes")
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_none_or(|e| e == "yaml"))
        .collect();
    names.sort();
    let mut wrong = String::new();
    for path in &names {
        let told = told_of(path);
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
