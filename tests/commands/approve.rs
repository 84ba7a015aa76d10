//! `frontdesk approve` as the doctor uses it: what is shown, what the file says afterwards, and what cannot
//! go wrong.

use std::{
    fs,
    io::{Read as _, Write as _},
    thread,
};

use proptest::{collection::vec, prelude::*, sample::select};

use crate::{Folder, Said};

const FAQ: &str = "\
# The clinic's own file.
title: Aftercare
doctor: Dr. Leila Fard
review_due: 2026-01-31

entries:
  - question: Does it hurt?   # asked daily
    id: hurt
    answer: |
      No.

      > Not in the least.
    staff_note: Smile.

  - answer: An hour.
    question: How long?
";

/// `text` without the approvals, and how many those are.
fn without(text: &str) -> (String, usize) {
    (strip(text, "\n"), text.matches("approved: ").count())
}

#[test]
fn the_doctor_reads_what_callers_hear_and_answers() {
    let folder = Folder::new(&[("faq.yaml", FAQ)]);
    let said = folder.typed("approve faq.yaml", "maybe\nyes\nn\n");
    said.ends(0).tells("1 entry approved, 1 left");
    let standing = "faq.yaml\nREVIEW OVERDUE since 2026-01-31.\n";
    said.prints(&format!("1 of 2 · 0 approved · {standing}"));
    said.prints(&format!("2 of 2 · 1 approved · {standing}"));
    said.prints("Question: Does it hurt?\n\nNo.\n\n┃ Dr. Leila Fard says:\n┃“Not in the least.”\n");
    said.prints("Question: How long?\n\nAn hour.\n");
    assert!(!said.out.contains("Smile"), "{said:?}");
    assert_eq!(said.out.matches("yes / no / quit").count(), 3);
    let text = folder.read("faq.yaml");
    assert_eq!(without(&text), (FAQ.to_owned(), 1));
    let is_last = text.contains("    staff_note: Smile.\n    approved: 20");
    assert!(is_last, "{text}");
}

#[test]
fn what_is_pending_is_listed_until_it_is_approved() {
    let folder = Folder::new(&[("faq.yaml", FAQ)]);
    let pending = folder.run("approve --list faq.yaml");
    assert_eq!(pending.ends(1).out.lines().count(), 2, "{pending:?}");
    assert_eq!(folder.read("faq.yaml"), FAQ);
    for args in [
        "approve --all faq.yaml",
        "approve --list faq.yaml",
        "approve faq.yaml",
    ] {
        folder.run(args).ends(0);
    }

    let edited = folder.read("faq.yaml").replace("An hour.", "Half an hour.");
    folder.write("faq.yaml", &edited);
    let changed = folder.run("approve --list faq.yaml");
    changed.prints("How long?  [how-long]  CHANGED SINCE APPROVED on 20");
    assert_eq!(changed.ends(1).out.lines().count(), 1);
    let again = folder.typed("approve faq.yaml", "y\n");
    again.prints("CHANGED SINCE APPROVED");
    assert_eq!(without(&folder.read("faq.yaml")), (without(&edited).0, 2));
}

#[test]
fn quitting_keeps_what_was_approved() {
    for (typed, code) in [("y\nq\n", 0), ("y\n", 1)] {
        let folder = Folder::new(&[("faq.yaml", FAQ)]);
        folder.typed("approve faq.yaml", typed).ends(code);
        assert_eq!(without(&folder.read("faq.yaml")), (FAQ.to_owned(), 1));
    }
}

#[test]
fn a_folder_is_approved_file_by_file() {
    let folder = Folder::new(&[
        ("faq.yaml", "entries: [{question: A?, answer: B.}]\n"),
        ("other.yaml", FAQ),
        // Left by a process that was killed: no FAQ, and gone after the next approval.
        (".faq.yaml.approving", "entries: [{question: half"),
        // Passed over, as by the desks.
        ("other.sync-conflict-1.yaml", FAQ),
    ]);
    folder.run("approve --all .").ends(0);
    let signed = "entries: [{question: A?, answer: B., approved: 20";
    assert!(folder.read("faq.yaml").starts_with(signed));
    assert_eq!(without(&folder.read("other.yaml")).1, 2);
    assert_eq!(folder.read("other.sync-conflict-1.yaml"), FAQ);
    assert_eq!(folder.files(), 3);
}

#[test]
fn what_cannot_be_approved_is_refused_and_stays() {
    let aliased = "entries:\n- question: A?\n  answer: B.\n  approved: &a 2026-01-01 00000000\n\
                   - question: C?\n  answer: D.\n  approved: *a\n";
    for (text, sentence) in [
        ("entries:\n- question: A?\n", "has no `answer`"),
        ("e: 1\n", "nothing was approved"),
        (aliased, "laid out in a way"),
    ] {
        let folder = Folder::new(&[("faq.yaml", text)]);
        folder.run("approve --all faq.yaml").ends(2).tells(sentence);
        assert_eq!(folder.read("faq.yaml"), text);
    }
    let folder = Folder::new(&[("faq.yaml", "entries:\n- &a {question: A?, answer: B.}\n")]);
    folder.run("approve --all faq.yaml").ends(0);
    assert_eq!(without(&folder.read("faq.yaml")).1, 1);
    folder.run("approve /nowhere/faq.yaml").ends(2);
}

#[test]
fn a_file_that_changed_meanwhile_is_not_written() {
    let folder = Folder::new(&[("faq.yaml", FAQ)]);
    let mut child = folder.command("approve faq.yaml").spawn().expect("it runs");
    let stdout = child.stdout.as_mut().expect("a pipe");
    // The first sign of the page, whole.
    stdout.read_exact(&mut [0; "─".len()]).expect("a page");
    let edited = FAQ.replace("An hour", "Two hours");
    folder.write("faq.yaml", &edited);
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"y\n").expect("it listens");
    let said = Said::from(child.wait_with_output().expect("it ends"));
    said.ends(2).tells("changed meanwhile");
    assert_eq!(folder.read("faq.yaml"), edited);
}

#[test]
fn doctors_at_once_lose_nothing() {
    let entries = (0..6).map(|n| format!("- question: Q{n}?\n  answer: A.\n"));
    let text = format!("entries:\n{}", entries.collect::<String>());
    let folder = &Folder::new(&[("faq.yaml", &text)]);
    thread::scope(|scope| {
        for doctor in 0..2 {
            scope.spawn(move || {
                // Each says yes to every other entry, and starts again after a refusal.
                for _ in 0..40 {
                    let list = folder.run("approve --list faq.yaml").out;
                    let mine = |line: &str| {
                        (0..3).any(|n| line.contains(&format!("Q{}?", 2 * n + doctor)))
                    };
                    if !list.lines().any(mine) {
                        return;
                    }
                    let answer = |line| if mine(line) { "y\n" } else { "n\n" };
                    let answers: String = list.lines().map(answer).collect();
                    let said = folder.typed("approve faq.yaml", &answers);
                    let is_refused = said.err.contains("changed meanwhile");
                    assert!(said.code == Some(0) || is_refused, "{said:?}");
                }
            });
        }
    });
    // The other's yes and no may have met other entries: none is lost, and the rest is as it was.
    assert_eq!(without(&folder.read("faq.yaml")).0, text);
    folder.run("approve --all faq.yaml").ends(0);
    assert_eq!(without(&folder.read("faq.yaml")), (text, 6));
}

#[test]
#[cfg(windows)] // Elsewhere a program cannot keep a file to itself.
fn a_file_that_another_program_has_open_stays_whole() {
    use std::os::windows::fs::OpenOptionsExt as _;
    const READ: u32 = 1;
    const WRITE: u32 = 2;
    let folder = Folder::new(&[("faq.yaml", FAQ)]);
    let faq = &folder.path("faq.yaml");
    for share in [0, READ, READ | WRITE] {
        let other = fs::File::options().read(true).share_mode(share).open(faq);
        let other = other.expect("it is there");
        folder.run("approve --all faq.yaml").ends(2).tells("close");
        drop(other);
        assert_eq!(folder.read("faq.yaml"), FAQ, "{share}");
        assert_eq!(folder.files(), 1, "{share}");
    }
    // A desk that reads it just then is waited for.
    let reader = fs::File::open(faq).expect("it is there");
    let read = thread::spawn(move || {
        thread::sleep(std::time::Duration::from_millis(800));
        drop(reader);
    });
    folder.run("approve --all faq.yaml").ends(0);
    read.join().expect("it sleeps");
    assert_eq!(without(&folder.read("faq.yaml")), (FAQ.to_owned(), 2));
}

#[test]
#[cfg(unix)] // Windows has neither these modes nor this way to end a process.
fn a_kill_at_any_moment_leaves_the_old_file_or_the_new_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new(&[("faq.yaml", FAQ)]);
    let faq = folder.path("faq.yaml");
    fs::set_permissions(&faq, fs::Permissions::from_mode(0o640)).expect("it is ours");
    std::os::unix::fs::symlink(&faq, folder.path("link")).expect("a link");
    for n in 0..40 {
        folder.write("faq.yaml", FAQ);
        let mut child = folder
            .command("approve --all link")
            .spawn()
            .expect("it runs");
        thread::sleep(std::time::Duration::from_micros(n * 500));
        let _ = child.kill();
        child.wait().expect("it ends");
        let (text, approved) = without(&folder.read("faq.yaml"));
        assert_eq!(text, FAQ);
        assert!([0, 2].contains(&approved), "{approved}");
    }
    folder.write("faq.yaml", FAQ);
    folder.run("approve --all link").ends(0);
    assert_eq!(without(&folder.read("faq.yaml")).1, 2);
    assert!(folder.path("link").is_symlink());
    let metadata = fs::metadata(&faq).expect("it is there");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    assert_eq!(folder.files(), 2);
}

/// An entry as people write them: the keys in any order, the values in any style.
fn entry() -> impl Strategy<Value = String> {
    let answers = [
        "answer: No.",
        "answer: 'It''s # fine' # said",
        "answer: \"No:\\n\\n> never\"",
        "answer: |\n  No.\n\n  > Never.\n   ",
        "answer: |+\n  No.\n\n\n",
        "answer: >-\n  No,\n  never.\n# a remark",
        "answer: |2\n   No.",
        "answer: one\n  two\n\n  three",
        "\"answer\":   No.",
    ];
    let others = [
        "staff_note: >\n  Ask.\n\n  # not a remark",
        "also_asked: [a b, 'c: d']",
        "also_asked:\n- a\n-   b # said\n",
        "also_asked:\n  - >\n    a b",
        "# only a remark",
        "approved: 2026-01-02 00000000",
        "'approved': \"2026-01-02 00000000\"  # old",
        "",
    ];
    let flow = [
        "{question: Q NUMBER?, answer: No.}",
        "{\"question\":\"Q NUMBER?\",\"answer\":\"No.\"}",
        "{answer: 'No.',\n     question: Q NUMBER?,  # said\n   }",
    ];
    // One of each two that have the same key.
    let others = [&others[..1], &others[1..4], &others[4..5], &others[5..]].map(<[_]>::to_vec);
    let others = others.map(|same| proptest::option::of(select(same)));
    let others = others.prop_map(|keys| keys.into_iter().flatten().collect::<Vec<&str>>());
    let others = others.prop_shuffle();
    let block = (select(answers.to_vec()), others, 0..3_usize, any::<bool>());
    let block = block.prop_map(|(answer, mut keys, at, wide)| {
        keys.insert(at.min(keys.len()), answer);
        let (dash, indent) = if wide {
            ("-    ", "     ")
        } else {
            ("- ", "  ")
        };
        let lines = keys.iter().flat_map(|key| key.split('\n'));
        let lines = lines.map(|line| format!("{indent}{line}\n"));
        format!("{dash}question: Q NUMBER?\n{}", lines.collect::<String>())
    });
    prop_oneof![6 => block, 1 => select(flow.to_vec()).prop_map(|flow| format!("- {flow}\n"))]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn only_approvals_change_in_files_of_all_styles(
        entries in vec(entry(), 1..5),
        ending in select(&["\n", "\r\n", "\r"][..]),
        form in 0..4_usize,
        header in select(&["", "# first\n\n", "---\n", "title: 'T'\nhand_over:\n  words: [x ray]\n  say: 'No: no'\n"][..]),
        indent in select(&["", "  "][..]),
        tail in select(&["", "\n\n# last", "\n", "...\n"][..]),
    ) {
        let entries = entries.iter().enumerate().map(|(n, entry)| {
            let lines = entry.replace("NUMBER", &n.to_string());
            lines.split_inclusive('\n').flat_map(|line| [indent, line]).collect::<String>()
        });
        let text = format!("{header}entries:\n{}{tail}", entries.collect::<String>());
        let text = text.strip_suffix("\n\n").unwrap_or(&text).replace('\n', ending);
        let encode = |text: &str| match form {
            0 => text.as_bytes().to_vec(),
            1 => format!("\u{feff}{text}").into_bytes(),
            2 => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect(),
            _ => format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect(),
        };
        let folder = Folder::new(&[]);
        folder.write("faq.yaml", encode(&text));
        prop_assume!(folder.run("check faq.yaml").code == Some(0), "a file with mistakes");
        folder.run("approve --all faq.yaml").ends(0);
        let bytes = fs::read(folder.path("faq.yaml")).expect("it is there");
        let decoded = match form {
            0 => String::from_utf8(bytes.clone()).expect("text"),
            1 => String::from_utf8(bytes[3..].to_vec()).expect("text"),
            _ => {
                let wide = if form == 2 { u16::from_le_bytes } else { u16::from_be_bytes };
                let units: Vec<u16> = bytes[2..].chunks(2).map(|pair| wide([pair[0], pair[1]])).collect();
                String::from_utf16(&units).expect("text")
            }
        };
        prop_assert_eq!(encode(&decoded), bytes);
        // Every approval taken out again, and the old ones with it, the rest is the same.
        let bare = |text: &str| {
            let text = strip(text, ending);
            text.trim_end_matches(ending).to_owned()
        };
        prop_assert_eq!(bare(&decoded), bare(&text), "{}", decoded);
        folder.run("approve --list faq.yaml").ends(0);
    }
}

#[test]
fn each_line_keeps_its_own_end() {
    let text = "entries:\r\n- question: One?\r\n  answer: 1\n- question: Two?\n  answer: 2\r\n- question: Three?\n  answer: 3";
    let folder = Folder::new(&[("faq.yaml", text)]);
    folder.run("approve --all faq.yaml").ends(0);
    assert_eq!(strip(&folder.read("faq.yaml"), "\n").trim_end(), text);
}

/// `text` without approvals: lines of their own, or parts of a group in braces.
fn strip(text: &str, ending: &str) -> String {
    let is_approval = |line: &&str| {
        let line = line.trim_start();
        line.starts_with("approved: ") || line.starts_with("'approved': ")
    };
    let lines = text
        .split(ending)
        .filter(|line| !is_approval(line))
        .map(|line| {
            let Some((before, rest)) = line
                .split_once(", approved: ")
                .or_else(|| line.split_once(", \"approved\": \""))
            else {
                return line.to_owned();
            };
            let rest = &rest["2026-01-02 00000000".len()..];
            format!("{before}{}", rest.strip_prefix('"').unwrap_or(rest))
        });
    lines.collect::<Vec<_>>().join(ending)
}
