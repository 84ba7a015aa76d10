//! `frontdesk new` as somebody uses it who has never seen an FAQ file.

#[cfg(unix)]
use std::process::Command;

use crate::Folder;

#[test]
fn a_new_file_lacks_only_what_must_be_filled_in() {
    for language in "en de fr es it pt nl da sv tr ru fa ar pl".split(' ') {
        let folder = Folder::new(&[]);
        let doctor = "Dr. \"Ana\": Diaz";
        let made = [
            "new",
            "teeth.yaml",
            "--doctor",
            doctor,
            "--language",
            language,
        ];
        folder.run_of(&made).ends(0);
        let text = folder.read("teeth.yaml");
        let is_named = text.contains(&format!("\nlanguage: {language}\n"));
        assert!(is_named, "{text}");

        let check = folder.run("check teeth.yaml");
        let is_mistake = |line: &&str| line.starts_with("teeth.yaml:") && !line.contains("warning");
        let mistakes: Vec<&str> = check.ends(1).out.lines().filter(is_mistake).collect();
        let [question, answer] = mistakes[..] else {
            panic!("{check:?}")
        };
        assert!(question.contains("`question`") && answer.contains("`answer`"));

        let filled = text.replace(
            "  - question:\n    answer: |\n",
            "  - question: Does it hurt?\n    answer: |\n      No.\n",
        );
        assert_ne!(filled, text);
        folder.write("teeth.yaml", filled);
        folder.run("check teeth.yaml").ends(0);
        let paper = folder.run("print --faq teeth.yaml").out;
        assert!(paper.starts_with("teeth · Dr. \"Ana\": Diaz\n"), "{paper}");
    }
}

#[test]
fn what_is_asked_for_in_an_emergency_is_handed_over_in_the_new_file() {
    let folder = Folder::new(&[]);
    folder.run_of(&["new", "a.yaml", "--title", "Teeth: all", "--doctor", "D"]);
    let filled = "question: Does it hurt?\n    answer: No.\n";
    let text = folder
        .read("a.yaml")
        .replace("question:\n    answer: |\n", filled);
    folder.write("a.yaml", text);
    let found = folder.run("search --faq a.yaml my mother has chest pain");
    found.prints("emergency number");
}

#[test]
fn what_is_there_stays() {
    let folder = Folder::new(&[("a.yaml", "mine")]);
    for (args, sentence) in [
        ("new a.yaml", "a.yaml: there is such a file already"),
        ("new no/a.yaml", "its folder is not there"),
        ("new b.yaml --language german", "two letters"),
    ] {
        folder.run(args).ends(2).tells(sentence);
    }
    assert_eq!((&*folder.read("a.yaml"), folder.files()), ("mine", 1));
}

// A limit set by a shell stands for the full disk.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_whole_is_taken_away_again() {
    let folder = Folder::new(&[]);
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" new a.yaml";
    let mut small = Command::new("sh");
    let program = ["-c", limited, env!("CARGO_BIN_EXE_frontdesk")];
    let ended = small.args(program).current_dir(folder.path("")).output();
    assert_eq!(ended.expect("a shell").status.code(), Some(2));
    assert_eq!(folder.files(), 0);
    folder.run("new a.yaml").ends(0);
}
