//! `frontdesk approve` as the doctor uses it: what is shown, what the file says afterwards, and what cannot
//! go wrong.

use std::{
    fs,
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

use frontdesk::seal::{Approval, Seal};
use proptest::{collection::vec, prelude::*, sample::select};
use tempfile::TempDir;

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

struct Desk {
    folder: TempDir,
    faq: PathBuf,
}

impl Desk {
    fn new(text: impl AsRef<[u8]>) -> Self {
        let folder = TempDir::new().expect("a folder");
        let faq = folder.path().join("faq.yaml");
        fs::write(&faq, text).expect("room");
        Self { folder, faq }
    }

    fn bytes(&self) -> Vec<u8> {
        fs::read(&self.faq).expect("it is there")
    }

    fn text(&self) -> String {
        String::from_utf8(self.bytes()).expect("text")
    }

    /// How many files its folder has, those that were left behind among them.
    fn files(&self) -> usize {
        let files = fs::read_dir(self.folder.path());
        files.expect("a folder").count()
    }

    fn approve(&self, args: &[&str], typed: &str) -> Output {
        run("approve", args, &self.faq, typed)
    }
}

/// The program, started with these arguments.
fn start(verb: &str, args: &[&str], faq: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .arg(verb)
        .args(args)
        .arg(faq)
        .env_remove("FRONTDESK_FAQ")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs")
}

fn run(verb: &str, args: &[&str], faq: &Path, typed: &str) -> Output {
    let mut child = start(verb, args, faq);
    // Whoever needs no answer does not read them.
    let mut stdin = child.stdin.take().expect("a pipe");
    let _ = stdin.write_all(typed.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("it ends")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// `text` without the approvals, and how many those are.
fn without(text: &str) -> (String, usize) {
    (strip(text, "\n"), text.matches("approved: ").count())
}

#[test]
fn the_doctor_reads_what_callers_hear_and_answers() {
    let desk = Desk::new(FAQ);
    let output = desk.approve(&[], "maybe\nyes\nn\n");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let said = out(&output);
    for row in [
        "1 of 2 · ",
        "Question: Does it hurt?\n\nNo.\n\n┃ Dr. Leila Fard says:\n┃ “Not in the least.”\n",
        "2 of 2 · ",
        "Question: How long?\n\nAn hour.\n",
    ] {
        assert!(said.contains(row), "{said}");
    }
    assert!(!said.contains("Smile"), "{said}");
    assert_eq!(said.matches("yes / no / quit").count(), 3);
    assert!(
        err(&output).contains("1 entry approved, 1 left"),
        "{output:?}"
    );
    let text = desk.text();
    assert_eq!(without(&text), (FAQ.to_owned(), 1));
    assert!(
        text.contains("    staff_note: Smile.\n    approved: 20"),
        "{text}"
    );
}

#[test]
fn what_is_pending_is_listed_until_it_is_approved() {
    let desk = Desk::new(FAQ);
    let pending = desk.approve(&["--list"], "");
    assert_eq!(pending.status.code(), Some(1));
    assert_eq!(out(&pending).lines().count(), 2, "{pending:?}");
    assert_eq!(desk.text(), FAQ);

    assert_eq!(desk.approve(&["--all"], "").status.code(), Some(0));
    let approved = desk.approve(&["--list"], "");
    assert_eq!(approved.status.code(), Some(0), "{approved:?}");
    assert_eq!(desk.approve(&[], "").status.code(), Some(0));

    let edited = desk.text().replace("An hour.", "Half an hour.");
    fs::write(&desk.faq, &edited).expect("room");
    let changed = desk.approve(&["--list"], "");
    assert_eq!(changed.status.code(), Some(1));
    let said = out(&changed);
    assert!(
        said.contains("How long?  [how-long]  CHANGED SINCE APPROVED on 20"),
        "{said}"
    );
    assert_eq!(said.lines().count(), 1);
    let again = desk.approve(&[], "y\n");
    assert!(out(&again).contains("CHANGED SINCE APPROVED"));
    assert_eq!(without(&desk.text()), (without(&edited).0, 2));
}

#[test]
fn quitting_keeps_what_was_approved() {
    for typed in ["y\nq\n", "y\n"] {
        let desk = Desk::new(FAQ);
        assert_eq!(desk.approve(&[], typed).status.code(), Some(0));
        assert_eq!(without(&desk.text()), (FAQ.to_owned(), 1));
    }
}

#[test]
fn a_folder_is_approved_file_by_file() {
    let desk = Desk::new("entries: [{question: A?, answer: B.}]\n");
    let other = desk.folder.path().join("other.yaml");
    fs::write(&other, FAQ).expect("room");
    // Left by a process that was killed: no FAQ, and gone after the next approval.
    let left = desk.folder.path().join(".faq.yaml.77.approving");
    fs::write(&left, "entries: [{question: half").expect("room");
    // Passed over, as by the desks.
    let copy = desk.folder.path().join("other.sync-conflict-1.yaml");
    fs::write(&copy, FAQ).expect("room");
    let output = run("approve", &["--all"], desk.folder.path(), "");
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let signed = "entries: [{question: A?, answer: B., approved: 20";
    assert!(desk.text().starts_with(signed), "{}", desk.text());
    let other = fs::read_to_string(other).expect("it is there");
    assert_eq!(other.matches("approved: ").count(), 2);
    assert_eq!(fs::read_to_string(copy).expect("it is there"), FAQ);
    assert_eq!(desk.files(), 3);
}

#[test]
fn what_cannot_be_approved_is_refused_and_stays() {
    for (text, sentence) in [
        ("entries:\n- question: A?\n", "has no `answer`"),
        ("entries:\n- &a {question: A?, answer: B.}\n", "entries"),
        ("e: 1\n", "nothing was approved"),
        (
            "entries:\n- question: A?\n  answer: B.\n  approved: &a 2026-01-01 00000000\n- question: C?\n  answer: D.\n  approved: *a\n",
            "laid out in a way",
        ),
    ] {
        let desk = Desk::new(text);
        let output = desk.approve(&["--all"], "");
        if output.status.code() == Some(0) {
            assert!(desk.text().contains("approved: 20"));
            continue;
        }
        assert_eq!(output.status.code(), Some(2), "{text}");
        assert!(err(&output).contains(sentence), "{output:?}");
        assert_eq!(desk.text(), text);
    }
    let none = run("approve", &[], Path::new("/nowhere/faq.yaml"), "");
    assert_eq!(none.status.code(), Some(2));
}

#[test]
fn a_file_that_changed_meanwhile_is_not_written() {
    let desk = Desk::new(FAQ);
    let mut child = start("approve", &[], &desk.faq);
    let mut page = [0; 1];
    let stdout = child.stdout.as_mut().expect("a pipe");
    stdout.read_exact(&mut page).expect("a page");
    let edited = FAQ.replace("An hour", "Two hours");
    fs::write(&desk.faq, &edited).expect("room");
    let mut stdin = child.stdin.take().expect("a pipe");
    stdin.write_all(b"y\n").expect("it listens");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("changed meanwhile"), "{output:?}");
    assert_eq!(desk.text(), edited);
}

#[test]
fn doctors_at_once_lose_nothing() {
    let entries = (0..6).map(|n| format!("- question: Q{n}?\n  answer: A.\n"));
    let entries = entries.collect::<Vec<_>>().concat();
    let desk = Desk::new(format!("entries:\n{entries}"));
    std::thread::scope(|scope| {
        for doctor in 0..2 {
            let desk = &desk;
            scope.spawn(move || {
                // Each says yes to every other entry, and starts again after a refusal.
                for _ in 0..40 {
                    let list = out(&desk.approve(&["--list"], ""));
                    let mine = |line: &str| {
                        (0..3).any(|n| line.contains(&format!("Q{}?", 2 * n + doctor)))
                    };
                    if !list.lines().any(mine) {
                        return;
                    }
                    let answer = |line| if mine(line) { "y\n" } else { "n\n" };
                    let said: String = list.lines().map(answer).collect();
                    let output = desk.approve(&[], &said);
                    let is_refused = err(&output).contains("changed meanwhile");
                    assert!(output.status.success() || is_refused, "{output:?}");
                }
            });
        }
    });
    // The other's yes and no may have met other entries: none is lost, and the rest is as it was.
    assert_eq!(without(&desk.text()).0, format!("entries:\n{entries}"));
    assert_eq!(desk.approve(&["--all"], "").status.code(), Some(0));
    assert_eq!(without(&desk.text()), (format!("entries:\n{entries}"), 6));
}

#[test]
#[cfg(windows)] // Elsewhere a program cannot keep a file to itself.
fn a_file_that_another_program_has_open_stays_whole() {
    use std::os::windows::fs::OpenOptionsExt as _;
    const READ: u32 = 1;
    const WRITE: u32 = 2;
    let desk = Desk::new(FAQ);
    for share in [0, READ, READ | WRITE] {
        let other = fs::File::options()
            .read(true)
            .share_mode(share)
            .open(&desk.faq);
        let other = other.expect("it is there");
        let output = desk.approve(&["--all"], "");
        assert_eq!(output.status.code(), Some(2), "{share}");
        let said = err(&output);
        assert!(said.contains("close"), "{share}: {said}");
        drop(other);
        assert_eq!(desk.text(), FAQ, "{share}");
        assert_eq!(desk.files(), 1, "{share}");
    }
    // A desk that reads it just then is waited for.
    let reader = fs::File::open(&desk.faq).expect("it is there");
    let read = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(800));
        drop(reader);
    });
    assert_eq!(desk.approve(&["--all"], "").status.code(), Some(0));
    read.join().expect("it sleeps");
    assert_eq!(without(&desk.text()), (FAQ.to_owned(), 2));
}

#[test]
#[cfg(unix)] // Windows has neither these modes nor this way to end a process.
fn a_kill_at_any_moment_leaves_the_old_file_or_the_new_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new(FAQ);
    fs::set_permissions(&desk.faq, fs::Permissions::from_mode(0o640)).expect("it is ours");
    let link = desk.folder.path().join("link");
    std::os::unix::fs::symlink(&desk.faq, &link).expect("a link");
    let mut whole = 0;
    for n in 0..40 {
        fs::write(&desk.faq, FAQ).expect("room");
        let mut child = start("approve", &["--all"], &link);
        std::thread::sleep(std::time::Duration::from_micros(n * 500));
        let _ = child.kill();
        child.wait().expect("it ends");
        let (text, approved) = without(&desk.text());
        assert_eq!(text, FAQ);
        assert!([0, 2].contains(&approved), "{approved}");
        whole += usize::from(approved == 2);
    }
    fs::write(&desk.faq, FAQ).expect("room");
    assert!(run("approve", &["--all"], &link, "").status.success());
    assert_eq!(without(&desk.text()).1, 2);
    assert!(link.is_symlink());
    let metadata = fs::metadata(&desk.faq).expect("it is there");
    assert_eq!(metadata.permissions().mode() & 0o777, 0o640);
    assert_eq!(desk.files(), 2, "{whole}");
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
        let desk = Desk::new(encode(&text));
        if run("check", &[], &desk.faq, "").status.code() != Some(0) {
            return Err(TestCaseError::reject("a file with mistakes"));
        }
        let output = desk.approve(&["--all"], "");
        prop_assert_eq!(output.status.code(), Some(0), "{:?}\n{}", output, text);
        let bytes = desk.bytes();
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
        prop_assert_eq!(desk.approve(&["--list"], "").status.code(), Some(0));
    }
}

#[test]
fn each_line_keeps_its_own_end() {
    let text = "entries:\r\n- question: One?\r\n  answer: 1\n- question: Two?\n  answer: 2\r\n- question: Three?\n  answer: 3";
    let desk = Desk::new(text);
    assert_eq!(desk.approve(&["--all"], "").status.code(), Some(0));
    assert_eq!(strip(&desk.text(), "\n").trim_end(), text);
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

const SEALED: &str =
    "No. It does *not* hurt.\n\n- cream\n- rest\n\n> Many are afraid.\n> — Nurse Ana";

#[test]
fn the_form_stays_what_it_is() {
    // A seal in a clinic's file must fit for as long as the file is used.
    assert_eq!(Seal::of("Does it hurt?", "No.").to_string(), "c872469d");
    assert_eq!(Seal::of("Does it hurt?", SEALED).to_string(), "dd8d5316");
}

#[test]
fn every_change_of_words_or_of_who_says_them_breaks_it() {
    let seal = Seal::of("Does it hurt?", SEALED);
    for (from, to) in [
        ("not", "surely not"),
        ("No. It", "No it"),
        ("\n\n- cream", " - cream"),
        ("- rest", "rest"),
        ("\n\n>", "\n\n"),
        ("\n> —", " —"),
        ("afraid.\n>", "afraid.\n\n>"),
        ("Ana", "Eva"),
        ("*not*", "not"),
    ] {
        let edited = SEALED.replacen(from, to, 1);
        assert_ne!(edited, SEALED);
        assert_ne!(Seal::of("Does it hurt?", &edited), seal, "{edited}");
    }
    assert_ne!(Seal::of("Does it hurt", SEALED), seal);
    assert_ne!(
        Seal::of("Does it hurt? No.", ""),
        Seal::of("Does it hurt?", "No.")
    );
}

#[test]
fn an_approval_reads_back_and_nothing_else_is_one() {
    let text = "2026-11-29 7c1d90ab";
    let approval = Approval::read(text).expect("it is one");
    assert_eq!(approval.to_string(), text);
    for text in [
        "",
        "2026-11-29",
        "7c1d90ab",
        "2026-02-30 7c1d90ab",
        "29.11.2026 7c1d90ab",
        "2026-11-29 7c1d90a",
        "2026-11-29 7c1d90abc",
        "2026-11-29 +c1d90ab",
        "2026-11-29 7c1d90ab yes",
    ] {
        assert_eq!(Approval::read(text), None, "{text}");
    }
}

proptest! {
    #[test]
    fn wrapping_the_lines_anew_keeps_it(
        paragraphs in vec((0..3_usize, vec("[a-zé][a-z,.]{0,7}", 1..12)), 1..5),
        breaks in vec((any::<bool>(), any::<bool>()), 48),
    ) {
        let mut breaks = breaks.into_iter();
        let (mut one, mut other) = (String::new(), String::new());
        for (depth, words) in paragraphs {
            let quote = "> ".repeat(depth);
            one.extend([&*quote, &*words.join(" "), "\n\n"]);
            other += &quote;
            for (n, word) in words.iter().enumerate() {
                let (wrap, wide) = breaks.next().unwrap_or_default();
                match (n, wrap, wide) {
                    (0, ..) => {}
                    (_, true, _) => other.extend(["  \n  ", &*quote]),
                    (_, _, true) => other += "  ",
                    _ => other += " ",
                }
                other += word;
            }
            other += "\n\n\n";
        }
        prop_assert_eq!(Seal::of("a  b", &one), Seal::of("a b", other.trim_end()));
    }
}
