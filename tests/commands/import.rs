//! `frontdesk import` as a clinic uses it: its own papers go in, and what comes out is loaded as an FAQ.

use std::{
    fs,
    path::{Path, PathBuf},
};

use frontdesk::faq::Faq;

use crate::{Folder, assert_expected, load};

/// What comes of a file of this name with this text, and what is said.
fn import(name: &str, text: impl AsRef<[u8]>, options: &str) -> (String, String) {
    let folder = Folder::new(&[]);
    folder.write(name, text);
    let args = ["import", name]
        .into_iter()
        .chain(options.split_whitespace());
    let said = folder.run_of(&args.collect::<Vec<_>>());
    said.ends(0);
    (said.out, said.err)
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
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands/import");
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
    import(&name, fs::read(path).expect("a text"), "")
}

/// Each file of the folder `two` holds these entries, as one of the programs that clinics use writes them.
#[test]
fn usual_shapes_give_their_questions_and_answers() {
    let two = [
        ("Do I need a letter?", "No, just call."),
        ("May I park?", "Yes, behind the house."),
    ];
    let papers = papers("two");
    assert!(papers.len() > 60);
    for paper in papers {
        let yaml = of_paper(&paper).0.replace('\u{a0}', " ");
        assert_eq!(pairs(&load(&yaml)), two, "{}:\n{yaml}", paper.display());
    }
}

/// Each file of the folder `papers` becomes what is expected: quotes by their speakers, what only surrounds
/// questions as comments.
#[test]
fn papers_become_what_is_expected() {
    for paper in papers("papers") {
        let (yaml, said) = of_paper(&paper);
        let mut expected = paper.into_os_string();
        expected.push(".expected");
        assert_expected(expected, &format!("{yaml}\n{said}"));
    }
}

#[test]
fn columns_and_keys_can_be_named() {
    let table = "question,x,y,z\nold,Does it hurt,No.,1\n";
    for (name, text) in [
        ("a.csv", table),
        ("a.tsv", &table.replace(',', "\t")),
        ("a.txt", &table.replace(',', "\t")),
        (
            "a.json",
            r#"{"all":[{"question":"old","x":"Does it hurt","y":"No.","z":1}]}"#,
        ),
        (
            "a.yaml",
            "- {question: old, x: Does it hurt, y: [No.], z: 1}\n",
        ),
    ] {
        let (yaml, said) = import(name, text, "--question x --answer y");
        assert_eq!(pairs(&load(&yaml)), [("Does it hurt", "No.")], "{yaml}");
        assert!(yaml.contains("# Kept: question: old"), "{yaml}");
        assert!(said.contains("1 entry, 2 kept as comments"), "{said}");
    }
    let (yaml, _) = import(
        "a.csv",
        "question,answer,x\nMay I park?,old,Yes.\n",
        "--answer x",
    );
    assert_eq!(pairs(&load(&yaml)), [("May I park?", "Yes.")]);
}

#[test]
fn groups_become_files_in_a_folder_and_nothing_is_overwritten() {
    let text = "# Visits\n\n## Do I need a letter?\n\nNo.\n\n# Cars\n\n## May I park?\n\nYes.\n";
    let folder = Folder::new(&[("a.md", text)]);
    folder.run("import a.md -o faq").ends(0).tells("written");
    let again = folder.run("import a.md -o faq");
    again.ends(2).tells("there is such a file already");
    let within = folder.run("import a.md -o a.md/one.yaml");
    within.ends(2).tells("folder is not there");
    folder
        .run("import a.md -o one.yaml")
        .ends(0)
        .tells("written");
    folder.run("check faq").ends(0);
    folder.run("check one.yaml").ends(0);
    for (file, title, question) in [
        ("faq/visits.yaml", "title: Visits\n", "letter"),
        ("faq/cars.yaml", "title: Cars\n", "park"),
    ] {
        let text = folder.read(file);
        assert!(text.contains(title) && text.contains(question), "{text}");
    }
}

#[test]
fn a_group_that_comes_back_has_one_file_and_what_is_in_no_group_is_kept() {
    let table = "question,answer,category\nDo I wait?,No.,Visits\nMay I park?,Yes.,Cars\nMay I sit?,Yes.,Visits\n";
    let page = "# All\n\nCall us.\n\n## Trams\n\n### Is there one?\n\nYes.\n\n## Trains\n\n### Is there?\n\nNo.\n\n## Links\n";
    let folder = Folder::new(&[("a.csv", table), ("b.md", page)]);
    folder.run("import a.csv b.md -o faq").ends(0);
    folder.run("check faq").ends(0);
    for (file, parts) in [
        (
            "visits",
            &["title: Visits\n", "Do I wait?", "May I sit?"][..],
        ),
        ("cars", &["title: Cars\n", "May I park?"]),
        (
            "trams",
            &[
                "title: Trams\n",
                "# Kept: All\n",
                "# Kept: Call us.\n",
                "# Kept: Links\n",
            ],
        ),
        ("trains", &["title: Trains\n", "Is there?"]),
    ] {
        let text = folder.read(&format!("faq/{file}.yaml"));
        assert!(parts.iter().all(|part| text.contains(part)), "{text}");
    }
}

/// Where each file that is written is named, and no other.
#[test]
fn what_is_left_to_do_is_said_of_the_file_that_was_written() {
    let table = "question,answer\nMay I park?,Yes.\nMay I swim?,\n";
    let folder = Folder::new(&[("old.csv", table)]);
    for (args, sentence) in [
        (
            "import old.csv -o new.yaml",
            "new.yaml is written, with 1 thing left to do; next: frontdesk check new.yaml\n",
        ),
        (
            "import old.csv -o faq",
            "old.yaml is written, with 1 thing left to do; next: frontdesk check faq",
        ),
        ("import old.csv", "what is printed has 1 thing left to do; "),
    ] {
        let said = folder.run(args);
        let times = said.tells(sentence).err.matches("left to do").count();
        assert_eq!(times, 1, "{said:?}");
    }
    // Of what was not written nothing is left.
    let again = folder.run("import old.csv -o new.yaml").err;
    assert!(!again.contains("left to do"), "{again}");
}

#[test]
fn what_holds_no_questions_is_said() {
    for (name, text, code, sentence) in [
        ("a.md", "Just text.\n", 1, "no question was found"),
        ("a.json", "{", 2, "no JSON"),
        ("a.docx", "PK\x03\x04x", 2, "save it there as a web page"),
        ("a.ts", "const faq = [\n", 2, "questions in it as JSON"),
        ("a.mhtml", "From: x\nMIME-Version: 1.0\n", 2, "HTML only"),
        ("a.csv", "x,y\n1,2\n", 2, "--question and --answer"),
    ] {
        let said = Folder::new(&[(name, text)]).run(&format!("import {name}"));
        let lines = said.ends(code).tells(sentence).err.lines().count();
        assert_eq!((lines, said.out.as_str()), (1, ""));
    }
}
