//! `frontdesk new` as somebody uses it who has never seen an FAQ file.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .current_dir(folder)
        .args(args)
        .env_remove("FRONTDESK_FAQ")
        .output()
        .expect("the program runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_new_file_lacks_only_what_must_be_filled_in() {
    for language in [
        "en", "de", "fr", "es", "it", "pt", "nl", "da", "sv", "tr", "ru", "fa", "ar", "pl",
    ] {
        let folder = TempDir::new().expect("a folder");
        let made = run(
            folder.path(),
            &[
                "new",
                "teeth.yaml",
                "--doctor",
                "Dr. \"Ana\": Diaz",
                "--language",
                language,
            ],
        );
        assert_eq!(made.status.code(), Some(0), "{made:?}");
        let file = folder.path().join("teeth.yaml");
        let text = fs::read_to_string(&file).expect("it is written");
        assert!(
            text.contains(&format!("\nlanguage: {language}\n")),
            "{text}"
        );

        let check = run(folder.path(), &["check", "teeth.yaml"]);
        assert_eq!(check.status.code(), Some(1), "{check:?}");
        let said = out(&check);
        let mistakes: Vec<&str> = said
            .lines()
            .filter(|line| line.starts_with("teeth.yaml:") && !line.contains("warning"))
            .collect();
        assert!(
            mistakes.len() == 2
                && mistakes[0].contains("`question`")
                && mistakes[1].contains("`answer`"),
            "{said}"
        );

        let filled = text.replace(
            "  - question:\n    answer: |\n",
            "  - question: Does it hurt?\n    answer: |\n      No.\n",
        );
        assert_ne!(filled, text);
        fs::write(&file, filled).expect("room");
        let check = run(folder.path(), &["check", "teeth.yaml"]);
        assert_eq!(check.status.code(), Some(0), "{}", out(&check));
        let paper = out(&run(folder.path(), &["print", "--faq", "teeth.yaml"]));
        assert!(paper.starts_with("teeth · Dr. \"Ana\": Diaz\n"), "{paper}");
    }
}

#[test]
fn what_is_asked_for_in_an_emergency_is_handed_over_in_the_new_file() {
    let folder = TempDir::new().expect("a folder");
    run(
        folder.path(),
        &["new", "a.yaml", "--title", "Teeth: all", "--doctor", "D"],
    );
    let file = folder.path().join("a.yaml");
    let text = fs::read_to_string(&file).expect("it is written");
    let filled = text.replace(
        "question:\n    answer: |\n",
        "question: Does it hurt?\n    answer: No.\n",
    );
    fs::write(&file, filled).expect("room");
    let found = out(&run(
        folder.path(),
        &["search", "--faq", "a.yaml", "my mother has chest pain"],
    ));
    assert!(found.contains("emergency number"), "{found}");
}

#[test]
fn what_is_there_stays() {
    let folder = TempDir::new().expect("a folder");
    fs::write(folder.path().join("a.yaml"), "mine").expect("room");
    for (args, sentence) in [
        (
            &["new", "a.yaml"][..],
            "a.yaml: there is such a file already",
        ),
        (&["new", "no/a.yaml"], "its folder is not there"),
        (&["new", "b.yaml", "--language", "german"], "two letters"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(
            String::from_utf8_lossy(&output.stderr).contains(sentence),
            "{output:?}"
        );
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("a.yaml")).expect("it is there"),
        "mine"
    );
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1);
}
