//! FAQ files that change while the browser shows them.

use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::symlink,
    path::Path,
};

use crate::pty::{Terminal, frontdesk};

/// An FAQ of one question, which is asked whenever a file changes.
fn free(answer: &str) -> String {
    format!("title: Parking\nentries:\n  - question: Is it free?\n    answer: {answer}\n")
}

/// Another question.
const LIFT: &str = "  - question: Is there a lift?\n    answer: Yes.\n";

/// A desk on a file or folder that answers the question with "For one hour."
fn desk(path: &Path) -> Terminal {
    let terminal = Terminal::start(frontdesk().arg(path));
    terminal.wait_for_text("For one hour.");
    terminal
}

#[test]
fn an_edited_file_is_shown_whatever_the_editor_does() {
    let folder = tempfile::tempdir().unwrap();
    let [file, new] = ["faq.yaml", "faq.yaml.new"].map(|name| folder.path().join(name));
    fs::write(&file, free("For one hour.")).unwrap();
    let terminal = desk(&file);
    terminal.send("free");

    // In place.
    fs::write(&file, free("For two hours.") + LIFT).unwrap();
    terminal.wait_for_text("For two hours.");

    // Renamed over, with an entry before the selected one.
    let three = free("For three hours.").replace("entries:\n", &format!("entries:\n{LIFT}"));
    fs::write(&new, three).unwrap();
    fs::rename(&new, &file).unwrap();
    terminal.wait_for_text("For three hours.");

    // The same length, twice within a moment.
    fs::write(&file, free("For seven hours.")).unwrap();
    fs::write(&file, free("For eight hours.")).unwrap();
    terminal.wait_for_text("For eight hours.");

    // Moved away and back again.
    fs::rename(&file, &new).unwrap();
    terminal.wait_for_text("faq.yaml");
    fs::write(&file, free("Always.")).unwrap();
    terminal.wait_for_text("Always.");

    // Slowly, in pieces that are no FAQ yet.
    let mut slow = OpenOptions::new();
    let mut slow = slow.write(true).truncate(true).open(&file).unwrap();
    for line in free("Never.").split_inclusive('\n') {
        slow.write_all(line.as_bytes()).unwrap();
        slow.sync_all().unwrap();
    }
    terminal.wait_for_text("Never.");

    // With a mistake, which is mended.
    fs::write(&file, free("Ever.").replace("answer", "anwser")).unwrap();
    terminal.wait_for_text("Mistake in faq.yaml, line 4.");
    terminal.wait_for_text("Never.");
    fs::write(&file, free("Ever.")).unwrap();
    terminal.wait_for_texts(&["Ever."], &["Mistake in"]);

    // At once, when asked to.
    fs::write(&file, free("For one hour.")).unwrap();
    terminal.send("\x1b[15~");
    terminal.wait_for_text("For one hour.");
    terminal.wait_until_searched("free");
    terminal.quit();
}

const BAD: &str = "title: Lift\nentries:\n  - question: Is there a lift?\n    anwser: Yes.\n";

#[test]
fn a_mistake_in_one_file_leaves_the_others_on_the_desk() {
    for arguments in [&[][..], &["--kiosk"]] {
        let folder = tempfile::tempdir().unwrap();
        let [good, bad] = ["a.yaml", "b.yaml"].map(|name| folder.path().join(name));
        fs::write(&good, free("For one hour.")).unwrap();
        fs::write(&bad, "\0").unwrap();
        let terminal = Terminal::start(frontdesk().args(arguments).arg(folder.path()));
        terminal.wait_for_text("Mistake in b.yaml. Its questions are left out.");
        fs::write(&bad, BAD).unwrap();
        let left_out = "Mistake in b.yaml, line 4. Its questions are left out.";
        terminal.wait_for_texts(&["Is it free?", left_out], &["Is there a lift?"]);
        terminal.send("free");
        terminal.wait_for_text("For one hour.");
        // The good one goes on being looked at, and its last good version stays when it has a mistake too.
        fs::write(&good, free("For two hours.")).unwrap();
        terminal.wait_for_texts(&["For two hours.", "Mistake in b.yaml, line 4"], &[]);
        fs::write(&good, "entries: 1\n").unwrap();
        let kept = "Mistake in a.yaml, line 1. You see the version from before it. ";
        terminal.wait_for_texts(&["For two hours.", &format!("{kept}(1 of 2)")], &[]);
        fs::write(&bad, BAD.replace("anwser", "answer")).unwrap();
        terminal.wait_for_texts(&[kept], &["(1 of 2)"]);
        fs::write(&good, free("For three hours.")).unwrap();
        terminal.wait_for_texts(&["For three hours."], &["Mistake"]);
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
    let terminal = Terminal::start(frontdesk().arg(folder.path()));
    terminal.ends(2);
    terminal.wait_for_texts(&["a.yaml:4:5: ", "b.yaml:1:9: "], &[]);
    terminal.wait_until_given_back();

    let kiosk = Terminal::start(frontdesk().arg("--kiosk").arg(folder.path()));
    kiosk.wait_for_text("Mistake in a.yaml, line 4.");
    kiosk.wait_for_text("It opens by itself as soon as the mistake is mended.");
    kiosk.send("lift\x03\x11");
    kiosk.wait_until_searched("lift");
    fs::write(&file, BAD.replace("anwser", "answer")).unwrap();
    let left_out = "Mistake in b.yaml, line 1. Its questions are left out.";
    kiosk.wait_for_texts(&["Yes.", left_out], &[]);
    assert!(kiosk.is_running());
}

#[test]
fn files_come_into_a_folder_and_go() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.yaml"), free("For one hour.")).unwrap();
    let terminal = desk(folder.path());
    let second = folder.path().join("b.yml");
    fs::write(&second, format!("entries:\n{LIFT}")).unwrap();
    terminal.wait_for_text("Is there a lift?");
    fs::remove_file(&second).unwrap();
    terminal.wait_for_texts(&[], &["Is there a lift?"]);
    terminal.quit();
}

#[test]
fn a_link_is_followed_to_where_it_points_now() {
    let folder = tempfile::tempdir().unwrap();
    let [data, link, spare] = ["data", "faq.yaml", "spare"].map(|name| folder.path().join(name));
    fs::create_dir(&data).unwrap();
    fs::write(data.join("old.yaml"), free("For one hour.")).unwrap();
    fs::write(data.join("new.yaml"), free("For two hours.")).unwrap();
    symlink("data/old.yaml", &link).unwrap();
    let terminal = desk(&link);
    symlink("data/new.yaml", &spare).unwrap();
    fs::rename(&spare, &link).unwrap();
    terminal.wait_for_text("For two hours.");

    // Where nothing is for a while.
    fs::remove_dir_all(&data).unwrap();
    terminal.wait_for_text("there is no such file or folder");
    fs::create_dir(&data).unwrap();
    fs::write(data.join("new.yaml"), free("For three hours.")).unwrap();
    terminal.wait_for_text("For three hours.");
    terminal.quit();
}
