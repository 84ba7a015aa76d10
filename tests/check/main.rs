//! FAQ files as people write them: what loads, what is refused, and whether the message alone lets a person
//! who has never programmed mend the file.

mod approved;
mod constructs;
mod files;
mod foreign;
mod groups;
mod hostile;
mod mistakes;
mod schema;
mod shipped;

use std::fs;

use frontdesk::faq::{Loaded, Problem, Source};
use jiff::civil::{Date, date};
use tempfile::TempDir;

/// The day on which all tests run.
const TODAY: Date = date(2026, 11, 22);

/// Loads `text` as a file called `faq.yaml`.
fn load_all(text: &str) -> Result<Loaded, Vec<Problem>> {
    let source = Source::Text {
        name: "faq.yaml".to_owned(),
        text: text.to_owned(),
    };
    source.load(TODAY, &mut |_| ())
}

/// The same, without the warning of most of these texts: that they hand nothing over.
fn load(text: &str) -> Result<Loaded, Vec<Problem>> {
    let mut loaded = load_all(text);
    let problems = match &mut loaded {
        Ok(loaded) => &mut loaded.problems,
        Err(problems) => problems,
    };
    problems.retain(|warning| !warning.message.contains("hands nothing over"));
    loaded
}

/// All that is wrong with `text`, warnings too.
fn problems(text: &str) -> Vec<Problem> {
    match load(text) {
        Ok(loaded) => loaded.problems,
        Err(problems) => problems,
    }
}

/// Two good entries below `header`, in the usual shape.
fn good(header: &str) -> String {
    format!(
        "{header}entries:\n  - question: Does it hurt?\n    answer: |\n      No.\n\n      - not at all\n  - question: How long?\n    also_asked:\n      - Is it quick\n    answer: An hour.\n    staff_note: Ask.\n"
    )
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}
