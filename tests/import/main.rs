//! `frontdesk import` as a clinic uses it: its own papers go in, and what comes out is loaded as an FAQ.

use std::{
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use frontdesk::faq::{Faq, Source};
use jiff::civil::date;
use tempfile::TempDir;

mod round;
mod words;

/// Runs the program in `folder`.
fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .current_dir(folder)
        .args(args)
        .env_remove("FRONTDESK_FAQ")
        .output()
        .expect("the program runs")
}

/// What comes of a file of this name with this text, and what is said.
fn import(name: &str, text: impl AsRef<[u8]>, args: &[&str]) -> (String, String) {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join(name), text).expect("room");
    let output = run(folder.path(), &[&["import", name], args].concat());
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    (text(output.stdout), text(output.stderr))
}

fn load(yaml: &str) -> Faq {
    let source = Source::Text {
        name: "faq.yaml".to_owned(),
        text: yaml.to_owned(),
    };
    let loaded = source.load(date(2026, 11, 29), &mut |_| ());
    loaded
        .unwrap_or_else(|problems| panic!("{problems:#?}\n{yaml}"))
        .faq
}

/// The questions and answers of an FAQ.
fn pairs(faq: &Faq) -> Vec<(&str, &str)> {
    let entries = faq.entries().iter();
    entries
        .map(|entry| (entry.question.as_str(), entry.answer.as_str()))
        .collect()
}

/// The files of a folder of these tests but for what is expected of them, in order.
fn papers(folder: &str) -> Vec<PathBuf> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let files = fs::read_dir(tests.join(folder)).expect("the folder");
    let mut files: Vec<_> = files
        .map(|file| file.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|e| e != "expected"))
        .collect();
    files.sort();
    files
}

/// What comes of one of these files.
fn of_paper(path: &Path) -> (String, String) {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    import(&name, fs::read(path).expect("a text"), &[])
}

/// Each file of the folder `two` holds these entries, as one of the programs that clinics use writes them.
#[test]
fn usual_shapes_give_their_questions_and_answers() {
    let two = [
        ("Do I need a letter?", "No, just call."),
        ("May I park?", "Yes, behind the house."),
    ];
    let papers = papers("two");
    assert!(papers.len() > 70);
    for paper in papers {
        let yaml = of_paper(&paper).0.replace('\u{a0}', " ");
        assert_eq!(pairs(&load(&yaml)), two, "{}:\n{yaml}", paper.display());
    }
}

/// Each file of the folder `papers` becomes what is expected: quotes by their speakers, what only surrounds
/// questions as comments. `UPDATE_EXPECTED=1 cargo test --test import` writes what comes of them now.
#[test]
fn papers_become_what_is_expected() {
    let mut wrong = String::new();
    for paper in papers("papers") {
        let (yaml, said) = of_paper(&paper);
        let made = format!("{yaml}\n{said}");
        let mut expected = paper.into_os_string();
        expected.push(".expected");
        if env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &made).expect("a file of ours");
        }
        if fs::read_to_string(&expected).ok().as_deref() != Some(&made) {
            writeln!(wrong, "{}\n{made}", expected.display()).expect("a string");
        }
    }
    assert!(wrong.is_empty(), "not what is expected:\n{wrong}");
}

#[test]
fn columns_keys_and_languages_can_be_named() {
    let languages =
        r#"[{"q":{"en":"Does it hurt","de":"Tut es weh"},"a":{"en":"Yes.","de":"Nein."}}]"#;
    let named = ["--question", "x", "--answer", "y", "--language", "de"];
    for (name, text, args) in [
        ("a.csv", "x,y,z\nTut es weh,Nein.,1\n", &named[..]),
        ("a.json", r#"[{"x":"Tut es weh","y":"Nein."}]"#, &named),
        ("a.json", languages, &named[4..]),
    ] {
        let topic = ["--title", "T", "--doctor", "Dr. Fard"];
        let (yaml, _) = import(name, text, &[args, &topic].concat());
        let faq = load(&yaml);
        assert_eq!(pairs(&faq), [("Tut es weh", "Nein.")]);
        let topic = &faq.topics()[0];
        let said = [&topic.title, &topic.doctor, &topic.language];
        assert_eq!(said, ["T", "Dr. Fard", "de"]);
        assert!(
            text != languages || yaml.contains("# Kept: a (en): Yes."),
            "{yaml}"
        );
    }
}

#[test]
fn groups_become_files_in_a_folder_and_nothing_is_overwritten() {
    let folder = TempDir::new().expect("a folder");
    let text = "# Visits\n\n## Do I need a letter?\n\nNo.\n\n# Cars\n\n## May I park?\n\nYes.\n";
    fs::write(folder.path().join("a.md"), text).expect("room");
    for (args, code, said) in [
        (["import", "a.md", "-o", "faq"], 0, "written"),
        (
            ["import", "a.md", "-o", "faq"],
            2,
            "there is such a file already",
        ),
        (["import", "a.md", "-o", "one.yaml"], 0, "written"),
    ] {
        let output = run(folder.path(), &args);
        assert_eq!(output.status.code(), Some(code), "{output:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(said),
            "{output:?}"
        );
    }
    for made in ["faq", "one.yaml"] {
        let check = run(folder.path(), &["check", made]);
        assert_eq!(check.status.code(), Some(0), "{check:?}");
    }
    for (file, title, question) in [("visits", "Visits", "letter"), ("cars", "Cars", "park")] {
        let path = folder.path().join(format!("faq/{file}.yaml"));
        let text = fs::read_to_string(path).expect("it is written");
        let is_said = text.contains(&format!("title: {title}\n")) && text.contains(question);
        assert!(is_said, "{text}");
    }
}

/// Where each file that is written is named, and no other.
#[test]
fn what_is_left_to_do_is_said_of_the_file_that_was_written() {
    let folder = TempDir::new().expect("a folder");
    let table = "question,answer\nMay I park?,Yes.\nMay I swim?,\n";
    fs::write(folder.path().join("old.csv"), table).expect("room");
    let said = |args: &[&str]| {
        let output = run(folder.path(), &[&["import", "old.csv"], args].concat());
        String::from_utf8(output.stderr).expect("text")
    };
    for (args, sentence) in [
        (
            &["-o", "new.yaml"][..],
            "new.yaml is written, with 1 thing left to do; next: frontdesk check new.yaml\n",
        ),
        (
            &["-o", "faq"],
            "old.yaml is written, with 1 thing left to do; next: frontdesk check faq",
        ),
        (&[], "what is printed has 1 thing left to do; "),
    ] {
        let said = said(args);
        assert_eq!(said.matches("left to do").count(), 1, "{said}");
        assert!(said.contains(sentence), "{said}");
    }
    // Of what was not written nothing is left.
    assert!(!said(&["-o", "new.yaml"]).contains("left to do"));
}

#[test]
fn what_holds_no_questions_is_said() {
    let folder = TempDir::new().expect("a folder");
    for (name, text, code, sentence) in [
        ("a.md", &b"Just text.\n"[..], 1, "no question was found"),
        ("a.json", b"{", 2, "no JSON"),
        ("a.docx", b"PK\x03\x04x", 2, "save it there as a web page"),
        (
            "a.ts",
            b"const faq = [\n",
            2,
            "save the list of questions in it as JSON",
        ),
        ("a.csv", b"x,y\n1,2\n", 2, "--question and --answer"),
    ] {
        fs::write(folder.path().join(name), text).expect("room");
        let output = run(folder.path(), &["import", name]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{name} {said}");
        assert!(
            said.contains(sentence) && said.lines().count() == 1,
            "{said}"
        );
        assert!(output.stdout.is_empty());
    }
}
