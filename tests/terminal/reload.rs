//! FAQ files that change while the browser shows them.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    path::Path,
    process::Command,
};

use crate::{
    pty::{Start, Terminal},
    searched,
};

fn entry(question: &str, answer: &str) -> String {
    format!("  - question: {question}\n    answer: {answer}\n")
}

fn faq(entries: &[(&str, &str)]) -> String {
    let entries: String = entries
        .iter()
        .map(|(question, answer)| entry(question, answer))
        .collect();
    format!("title: Parking\nentries:\n{entries}")
}

fn desk(path: &Path) -> Terminal {
    let terminal = Start::desk([path]).start();
    terminal.wait_for_text("F1 help");
    terminal
}

#[test]
fn an_edited_file_is_shown_whatever_the_editor_does() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faq.yaml");
    fs::write(
        &file,
        faq(&[
            ("Where do I park?", "Behind the house."),
            ("Is it free?", "For one hour."),
        ]),
    )
    .unwrap();
    let terminal = desk(&file);
    terminal.send("free");
    terminal.wait_for_text("For one hour.");

    // In place.
    fs::write(
        &file,
        faq(&[
            ("Where do I park?", "Behind the house."),
            ("Is it free?", "For two hours."),
        ]),
    )
    .unwrap();
    terminal.wait_for_text("For two hours.");

    // Renamed over, with an entry before the selected one.
    let new = folder.path().join("faq.yaml.new");
    let entries = [
        ("Is there a lift?", "Yes."),
        ("Where do I park?", "Behind."),
        ("Is it free?", "For three hours."),
    ];
    fs::write(&new, faq(&entries)).unwrap();
    fs::rename(&new, &file).unwrap();
    terminal.wait_for_text("For three hours.");

    // The same length, twice within a moment.
    fs::write(&file, faq(&[("Is it free?", "For seven hours.")])).unwrap();
    fs::write(&file, faq(&[("Is it free?", "For eight hours.")])).unwrap();
    terminal.wait_for_text("For eight hours.");

    // Moved away and back again.
    fs::rename(&file, &new).unwrap();
    terminal.wait_for_text("faq.yaml");
    fs::write(&file, faq(&[("Is it free?", "Always.")])).unwrap();
    terminal.wait_for_text("Always.");

    // Slowly, in pieces that are no FAQ yet.
    let mut slow = OpenOptions::new()
        .write(true)
        .truncate(true)
        .open(&file)
        .unwrap();
    for piece in [
        "title: Parking\n",
        "entries:\n",
        "  - question: Is it free?\n",
        "    answer: Never.\n",
    ] {
        slow.write_all(piece.as_bytes()).unwrap();
        slow.sync_all().unwrap();
    }
    terminal.wait_for_text("Never.");

    terminal.wait_for("the query of before", |screen| searched(screen) == "free");
    terminal.quit();
}

#[test]
fn a_mistake_keeps_the_last_good_faq_and_says_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faq.yaml");
    fs::write(&file, faq(&[("Is it free?", "For one hour.")])).unwrap();
    let terminal = desk(&file);
    fs::write(
        &file,
        "title: Parking\nentries:\n  - question: Is it free?\n    anwser: For two hours.\n",
    )
    .unwrap();
    terminal.wait_for_text("Mistake in faq.yaml, line 4.");
    terminal.wait_for_text("For one hour.");
    fs::write(&file, faq(&[("Is it free?", "For two hours.")])).unwrap();
    terminal.wait_for("the mended one", |screen| {
        screen.contents().contains("For two hours.") && !screen.contents().contains("Mistake in")
    });
    terminal.quit();
}

const BAD: &str = "title: Lift\nentries:\n  - question: Is there a lift?\n    anwser: Yes.\n";

#[test]
fn a_mistake_in_one_file_leaves_the_others_on_the_desk() {
    for arguments in [&[][..], &["--kiosk"]] {
        let folder = tempfile::tempdir().unwrap();
        let [good, bad] = ["a.yaml", "b.yaml"].map(|name| folder.path().join(name));
        fs::write(&good, faq(&[("Is it free?", "For one hour.")])).unwrap();
        fs::write(&bad, BAD).unwrap();
        let path = folder.path().to_str().unwrap();
        let terminal = Start::desk([arguments, &[path]].concat()).start();
        terminal.wait_for("the good topic, and the mistake", |screen| {
            let contents = screen.contents();
            contents.contains("Is it free?")
                && contents.contains("Mistake in b.yaml, line 4. Its questions are left out.")
                && !contents.contains("Is there a lift?")
        });
        terminal.send("free");
        terminal.wait_for_text("For one hour.");
        // The good one goes on being looked at, and its last good version stays when it has a mistake too.
        fs::write(&good, faq(&[("Is it free?", "For two hours.")])).unwrap();
        terminal.wait_for("the mistake with the new version", |screen| {
            screen.contents().contains("For two hours.")
                && screen.contents().contains("Mistake in b.yaml, line 4")
        });
        fs::write(&good, "entries: 1\n").unwrap();
        terminal.wait_for("both mistakes with the last good version", |screen| {
            let contents = screen.contents();
            contents
                .contains("Mistake in a.yaml, line 1. You see the version from before it. (1 of 2)")
                && contents.contains("For two hours.")
        });
        fs::write(&bad, BAD.replace("anwser", "answer")).unwrap();
        terminal.wait_for("the mended one alone", |screen| {
            screen
                .contents()
                .contains("Mistake in a.yaml, line 1. You see the version from before it. ")
        });
        fs::write(&good, faq(&[("Is it free?", "For three hours.")])).unwrap();
        terminal.wait_for("no mistake", |screen| {
            screen.contents().contains("For three hours.") && !screen.contents().contains("Mistake")
        });
        terminal.send("\x1bOQ");
        terminal.wait_for_text("Is there a lift?");
    }
}

#[test]
fn a_desk_without_a_good_file_says_why_and_a_kiosk_waits_until_one_is_mended() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.yaml");
    fs::write(&file, BAD).unwrap();
    fs::write(folder.path().join("b.yaml"), "entries:\n").unwrap();
    let mut terminal = Start::desk([folder.path()]).start();
    assert_eq!(terminal.exit_code(), 2);
    terminal.wait_for_text("a.yaml:4:5: ");
    terminal.wait_for_text("b.yaml:1:9: ");
    terminal.wait_until_given_back();

    let mut kiosk = Start::desk(["--kiosk".as_ref(), folder.path().as_os_str()]).start();
    kiosk.wait_for_text("Mistake in a.yaml, line 4.");
    kiosk.wait_for_text("It opens by itself as soon as the mistake is mended.");
    kiosk.send("lift\x03\x11");
    kiosk.wait_for("typing", |screen| searched(screen) == "lift");
    fs::write(&file, BAD.replace("anwser", "answer")).unwrap();
    kiosk.wait_for("what is good now, and the other mistake", |screen| {
        let contents = screen.contents();
        contents.contains("Yes.")
            && contents.contains("Mistake in b.yaml, line 1. Its questions are left out.")
    });
    assert!(kiosk.is_running());
}

#[test]
fn files_come_into_a_folder_and_go() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.yaml"),
        faq(&[("Is it free?", "For one hour.")]),
    )
    .unwrap();
    let terminal = desk(folder.path());
    terminal.wait_for_text("Is it free?");
    let second = folder.path().join("b.yml");
    fs::write(&second, faq(&[("Is there a lift?", "Yes.")])).unwrap();
    terminal.wait_for_text("Is there a lift?");
    fs::remove_file(&second).unwrap();
    terminal.wait_for("one less", |screen| {
        !screen.contents().contains("Is there a lift?")
    });
    terminal.quit();
}

#[test]
fn a_link_is_followed_to_where_it_points_now() {
    let folder = tempfile::tempdir().unwrap();
    let [old, new, link, spare] =
        ["old.yaml", "new.yaml", "faq.yaml", "spare"].map(|name| folder.path().join(name));
    fs::write(&old, faq(&[("Is it free?", "For one hour.")])).unwrap();
    fs::write(&new, faq(&[("Is it free?", "For two hours.")])).unwrap();
    std::os::unix::fs::symlink(&old, &link).unwrap();
    let terminal = desk(&link);
    terminal.wait_for_text("For one hour.");
    std::os::unix::fs::symlink(&new, &spare).unwrap();
    fs::rename(&spare, &link).unwrap();
    terminal.wait_for_text("For two hours.");
    terminal.quit();
}

#[test]
fn a_link_is_followed_to_what_was_gone_for_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let [data, link] = ["data", "desk/faq.yaml"].map(|name| folder.path().join(name));
    let fill = |answer| {
        fs::create_dir(&data).unwrap();
        fs::write(data.join("faq.yaml"), faq(&[("Is it free?", answer)])).unwrap();
    };
    fill("For one hour.");
    fs::create_dir(folder.path().join("desk")).unwrap();
    std::os::unix::fs::symlink("../data/faq.yaml", &link).unwrap();
    let terminal = desk(&link);
    terminal.wait_for_text("For one hour.");
    fs::remove_dir_all(&data).unwrap();
    terminal.wait_for_text("there is no such file or folder");
    fill("For two hours.");
    terminal.wait_for_text("For two hours.");
    terminal.quit();
}

#[test]
fn a_file_is_looked_at_where_no_system_tells_of_changes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faq.yaml");
    fs::write(&file, faq(&[("Is it free?", "For one hour.")])).unwrap();
    // Of what is in /proc, Linux tells nothing.
    let terminal = Start::desk(["/proc/self/cwd/faq.yaml"])
        .folder(folder.path())
        .start();
    terminal.wait_for_text("For one hour.");
    fs::write(&file, faq(&[("Is it free?", "For two hours.")])).unwrap();
    terminal.wait_for_text("For two hours.");
    terminal.quit();
}

#[test]
fn a_folder_is_replaced_while_somebody_has_the_old_one_open() {
    let folder = tempfile::tempdir().unwrap();
    let [shown, next] = ["shown", "next"].map(|name| folder.path().join(name));
    for (at, answer) in [(&shown, "For one hour."), (&next, "For two hours.")] {
        fs::create_dir(at).unwrap();
        fs::write(at.join("faq.yaml"), faq(&[("Is it free?", answer)])).unwrap();
    }
    let terminal = desk(&shown);
    terminal.wait_for_text("For one hour.");
    let _open = fs::File::open(&shown).unwrap();
    fs::remove_dir_all(&shown).unwrap();
    terminal.wait_for_text("there is no such file or folder");
    fs::rename(&next, &shown).unwrap();
    terminal.wait_for_text("For two hours.");
    terminal.quit();
}

#[test]
fn two_desks_follow_one_git_repository() {
    let folder = tempfile::tempdir().unwrap();
    let git = |at: &Path, arguments: &[&str]| {
        let done = Command::new("git")
            .current_dir(at)
            .env("HOME", folder.path())
            .args([
                "-c",
                "user.name=Dr",
                "-c",
                "user.email=dr@example.org",
                "-c",
                "init.defaultBranch=main",
            ])
            .args(["-c", "protocol.file.allow=always"])
            .args(arguments)
            .output();
        done.map(|done| {
            assert!(
                done.status.success(),
                "{arguments:?}: {}",
                String::from_utf8_lossy(&done.stderr)
            );
        })
    };
    let [author, first, second] =
        ["author", "first", "second"].map(|name| folder.path().join(name));
    if git(folder.path(), &["init", "-q", "author"]).is_err() {
        // Nothing to try on a machine without git.
        return;
    }
    let publish = |answer: &str| {
        fs::write(author.join("faq.yaml"), faq(&[("Is it free?", answer)])).unwrap();
        git(&author, &["add", "faq.yaml"]).unwrap();
        git(&author, &["commit", "-q", "-m", "An answer"]).unwrap();
    };
    publish("For one hour.");
    for clone in ["first", "second"] {
        git(folder.path(), &["clone", "-q", "author", clone]).unwrap();
    }
    let desks = [&first, &second].map(|clone| desk(clone));
    for terminal in &desks {
        terminal.wait_for_text("For one hour.");
    }
    publish("For two hours.");
    for (clone, terminal) in [&first, &second].into_iter().zip(desks) {
        git(clone, &["pull", "-q", "--ff-only"]).unwrap();
        terminal.wait_for_text("For two hours.");
        terminal.quit();
    }
}

#[test]
fn f5_reads_again_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("faq.yaml");
    fs::write(&file, faq(&[("Is it free?", "For one hour.")])).unwrap();
    let terminal = desk(&file);
    terminal.wait_for_text("For one hour.");
    fs::write(&file, faq(&[("Is it free?", "For two hours.")])).unwrap();
    terminal.send("\x1b[15~");
    terminal.wait_for_text("For two hours.");
    terminal.quit();
}
