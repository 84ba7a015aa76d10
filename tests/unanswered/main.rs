//! The file of unanswered questions, as the desks and the doctor meet it: real processes, real kills.

use std::{
    collections::HashMap,
    env,
    fs::{self, File},
    io::{self, BufRead, BufReader, Lines, Read, Write},
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, Stdio},
    thread::{self, ScopedJoinHandle},
    time::Instant,
};

use frontdesk::{
    faq::Source,
    unanswered::{Question, append, left_out, read},
};
use jiff::civil::date;
use proptest::prelude::*;

mod lines;

const FILE: &str = "FRONTDESK_TEST_FILE";
const NAME: &str = "FRONTDESK_TEST_NAME";

fn question(words: &str) -> Question {
    Question {
        day: date(2026, 11, 22),
        words: words.to_owned(),
        topic: Some("Microneedling".to_owned()),
        entry: None,
    }
}

/// Not a test of its own but a desk of the others, in its own process: saves question after question, and
/// tells of each that was confirmed, until it is killed or refused.
#[test]
#[ignore = "run by the other tests as a process of its own"]
fn desk() {
    let (Ok(file), Ok(name)) = (env::var(FILE), env::var(NAME)) else {
        return;
    };
    for number in 0.. {
        let words = format!("desk {name} asks {number}");
        let saved = append(Path::new(&file), &question(&words));
        let says = match &saved {
            Ok(()) => format!("saved {words}\n"),
            Err(error) => format!("refused {error}\n"),
        };
        // In one write, so that a kill cannot cut it.
        io::stderr().write_all(says.as_bytes()).expect("a pipe");
        if saved.is_err() {
            return;
        }
    }
}

/// A desk's process, and what it says.
struct Desk {
    process: Child,
    says: Lines<BufReader<ChildStderr>>,
}

impl Desk {
    fn open(file: &Path, name: &str) -> Self {
        Self::start(&mut Command::new(this_test()), file, name)
    }

    fn start(command: &mut Command, file: &Path, name: &str) -> Self {
        let mut process = command
            .args(["--exact", "desk", "--ignored", "--nocapture"])
            .env(FILE, file)
            .env(NAME, name)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("this test runs");
        let says = BufReader::new(process.stderr.take().expect("it is piped")).lines();
        Self { process, says }
    }

    /// Kills it once it has saved `most` questions; returns all that it saved until it was dead.
    fn kill_after(mut self, most: usize) -> Vec<String> {
        let mut saved: Vec<_> = self.says.by_ref().take(most).map(Self::saved).collect();
        self.process.kill().expect("it is running");
        self.process.wait().expect("it was started");
        saved.extend(self.says.map(Self::saved));
        saved
    }

    fn saved(line: io::Result<String>) -> String {
        let line = line.expect("a pipe");
        let words = line.strip_prefix("saved ");
        words.unwrap_or_else(|| panic!("{line}")).to_owned()
    }

    /// What it saved, and why it stopped.
    #[cfg(unix)]
    fn refused(mut self) -> (Vec<String>, String) {
        let mut said: Vec<_> = self.says.map(|line| line.expect("a pipe")).collect();
        self.process.wait().expect("it was started");
        let refusal = said.pop().expect("it says why");
        let saved = said.into_iter().map(|line| Self::saved(Ok(line))).collect();
        (saved, refusal)
    }
}

fn this_test() -> PathBuf {
    env::current_exe().expect("this test")
}

/// A power cut while a line was being written.
fn tear(path: &Path) {
    let mut options = File::options();
    let file = options.read(true).append(true).create(true).open(path);
    let mut file = file.expect("the folder is there");
    file.lock().expect("files can be locked");
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).expect("it is open");
    let is_ended = bytes.last().is_none_or(|last| *last == b'\n');
    let line = r#"{"day":"2026-11-22","words":"Is it pai"#;
    let line = if is_ended {
        line.to_owned()
    } else {
        format!("\n{line}")
    };
    file.write_all(line.as_bytes()).expect("there is room");
}

/// How often each question stands in the files of `folder`, and how many lines are no questions.
fn counted(folder: &Path) -> (HashMap<String, usize>, usize) {
    let mut counts = HashMap::new();
    let mut unreadable = 0;
    for file in fs::read_dir(folder).expect("it is there") {
        let contents = read(&file.expect("it is there").path()).expect("it is a file");
        for question in contents.questions {
            *counts.entry(question.words).or_default() += 1;
        }
        unreadable += contents.unreadable.len();
    }
    (counts, unreadable)
}

#[test]
fn eight_desks_killed_at_random_lose_nothing_that_was_confirmed() {
    const DESKS: usize = 8;
    const LIVES: usize = 5;
    let folder = tempfile::tempdir().expect("temporary folders");
    let path = folder.path().join("questions.jsonl");
    // The doctor begins a new file now and then; it may just not be there yet.
    let put_away = |number| {
        let _ = fs::rename(&path, folder.path().join(format!("old-{number}.jsonl")));
    };
    let live = &|desk: usize| {
        let mut saved = Vec::new();
        for life in 0..LIVES {
            let most = (desk * 7 + life * 5) % 11;
            saved.extend(Desk::open(&path, &format!("{desk}.{life}")).kill_after(most));
            match desk {
                0 => tear(&path),
                1 => put_away(life),
                _ => {}
            }
        }
        saved
    };
    let saved: Vec<String> = thread::scope(|scope| {
        let desks = (0..DESKS).map(|desk| scope.spawn(move || live(desk)));
        let desks: Vec<_> = desks.collect();
        let saved = desks.into_iter().map(ScopedJoinHandle::join);
        saved
            .flat_map(|saved| saved.expect("its own checks hold"))
            .collect()
    });

    let (counts, unreadable) = counted(folder.path());
    for words in &saved {
        assert_eq!(counts.get(words), Some(&1), "{words}");
    }
    let unconfirmed = counts.keys().filter(|words| !saved.contains(words)).count();
    assert!(unconfirmed <= DESKS * LIVES, "{unconfirmed}");
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    let torn = LIVES..=LIVES + DESKS * LIVES;
    assert!(torn.contains(&unreadable), "{unreadable} torn lines");
}

// A limit set by a shell stands for the full disk.
#[cfg(unix)]
#[test]
fn a_full_disk_refuses_with_a_sentence_and_leaves_whole_lines() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let path = folder.path().join("questions.jsonl");
    let mut small = Command::new("sh");
    small
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""])
        .arg(this_test());
    let (saved, refusal) = Desk::start(&mut small, &path, "small").refused();
    let is_full = refusal.contains("the file may not grow further");
    assert!(is_full, "{refusal}");
    let (counts, unreadable) = counted(folder.path());
    assert_eq!(unreadable, 0, "what did not fit is taken back");
    assert_eq!(counts.len(), saved.len());
    assert!(saved.iter().all(|words| counts[words] == 1));

    append(&path, &question("with room again")).expect("this process has no limit");
    assert_eq!(counted(folder.path()).0.len(), saved.len() + 1);
}

// Told by /proc that the desk waits.
#[cfg(unix)]
#[test]
fn a_file_renamed_while_a_desk_waits_for_it_is_begun_again() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let path = folder.path().join("questions.jsonl");
    let doctor = File::create(&path).expect("the folder is there");
    doctor.lock().expect("files can be locked");

    let mut desk = Desk::open(&path, "patient");
    let open = PathBuf::from(format!("/proc/{}/fd", desk.process.id()));
    let waits = || {
        let mut files = fs::read_dir(&open).expect("it is running").flatten();
        files.any(|fd| fs::read_link(fd.path()).is_ok_and(|file| file == path))
    };
    while !waits() {
        thread::yield_now();
    }
    fs::rename(&path, folder.path().join("last-year.jsonl")).expect("the folder is there");
    drop(doctor);

    let first = desk.says.next().expect("it says something");
    let first = Desk::saved(first);
    desk.kill_after(0);
    let begun = read(&path).expect("it was made anew").questions;
    assert_eq!(begun[0].words, first);
    let renamed = fs::read(folder.path().join("last-year.jsonl")).expect("it is there");
    assert_eq!(renamed, b"");
}

#[test]
fn a_desk_that_keeps_the_file_locked_costs_a_sentence() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let path = folder.path().join("questions.jsonl");
    append(&path, &question("first")).expect("no other desk is there");
    let other = File::open(&path).expect("it is there");
    other.lock().expect("files can be locked");
    let begun = Instant::now();
    let refused = append(&path, &question("second")).expect_err("it is locked");
    let is_told = refused.starts_with("another desk keeps the file locked");
    assert!(is_told, "{refused}");
    assert!((9..20).contains(&begun.elapsed().as_secs()));
    assert_eq!(read(&path).expect("it is there").questions.len(), 1);
    drop(other);
    append(&path, &question("second")).expect("the desk has gone");
    assert_eq!(read(&path).expect("it is there").questions.len(), 2);
}

#[test]
fn what_is_not_a_file_in_a_folder_is_refused_at_once() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let gone = folder.path().join("gone/questions.jsonl");
    for (path, what) in [
        (folder.path(), "not a file"),
        (&gone, "the folder is not there"),
    ] {
        let error = append(path, &question("Is it safe?")).expect_err("nothing can be kept there");
        assert!(error.contains(what), "{error}");
        read(path).expect_err("nothing can be kept there");
    }
    append(&folder.path().join("q"), &question(" \n ")).expect_err("nothing was asked");
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
}

#[test]
fn a_file_of_something_else_is_left_as_it_is() {
    let folder = tempfile::tempdir().expect("temporary folders");
    for (name, text) in [
        ("faq.yaml", "entries:\n- question: One?\n  answer: 1\n"),
        ("faq.json", "{\n  \"entries\": []\n}\n"),
        ("line.json", "{\"entries\": []}\n"),
        ("notes.txt", "\n\nCall back.\n"),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("there is room");
        let refused = append(&path, &question("where can I park"));
        let why = refused.expect_err(name);
        let expected = "that file holds something else than callers' questions; name another";
        assert_eq!(why, expected);
        assert_eq!(fs::read_to_string(&path).expect("it is there"), text);
        // The desk says so before it opens.
        let started = frontdesk(folder.path(), &["--unanswered", name]);
        assert_eq!(started.code, Some(2), "{}", started.err);
        let said = format!("{name}: {why}");
        assert!(started.err.contains(&said), "{}", started.err);
    }
    // A power cut in the very first line does not close the file for ever.
    for torn in ["", "\n", "{\"day\":\"2026"] {
        let path = folder.path().join("torn.jsonl");
        fs::write(&path, torn).expect("there is room");
        append(&path, &question("where can I park")).expect("it is a file of questions");
    }
}

#[test]
fn a_pipe_or_a_device_is_refused_at_once() {
    #[cfg(unix)]
    let folder = tempfile::tempdir().expect("temporary folders");
    #[cfg(unix)]
    let paths = {
        let pipe = folder.path().join("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("pipes can be made").success());
        [pipe, "/dev/full".into(), "/dev/null".into()]
    };
    #[cfg(windows)]
    let paths = ["NUL", "nul.jsonl", r"\\.\NUL"].map(PathBuf::from);
    for path in &paths {
        let error = append(path, &question("Is it safe?")).expect_err("nothing can be kept there");
        assert!(error.contains("not a file"), "{error}");
        read(path).expect_err("nothing can be kept there");
    }
}

/// What the doctor gets to see of a file with these lines, from an FAQ of two entries and a hand-over word.
struct Report {
    code: Option<i32>,
    out: String,
    err: String,
}

const FAQ: &str = "\
hand_over: {words: [pregnant], say: Please ask the doctor.}
entries:
- question: Does it hurt?
  answer: No.
- question: How long does a session take?
  answer: An hour.
";

fn report(lines: &str, options: &[&str]) -> Report {
    let folder = tempfile::tempdir().expect("temporary folders");
    fs::write(folder.path().join("faq.yaml"), FAQ).expect("there is room");
    fs::write(folder.path().join("questions.jsonl"), lines).expect("there is room");
    let arguments = ["unanswered", "--faq", "faq.yaml", "questions.jsonl"];
    frontdesk(folder.path(), &[&arguments, options].concat())
}

fn frontdesk(folder: &Path, arguments: &[&str]) -> Report {
    let output = Command::new(env!("CARGO_BIN_EXE_frontdesk"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("FRONTDESK_FAQ")
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .output()
        .expect("the program runs");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    Report {
        code: output.status.code(),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

const ASKED: &str = r#"{"day":"2026-11-01","words":"Do you sell zebras?","topic":"Pets"}
{"day":"2026-11-05","words":"zebra, please"}
{"day":"2026-11-03","words":"do you sell zebras"}
{"day":"2026-11-02","words":"sell me zebras"}
{"day":"2026-11-07","words":"I am pregnant"}
{"day":"2026-11-08","words":"does it \u001b[31mhurt\u202e"}
{"day":"2026-11-08","words":"zeb
"#;

#[test]
fn the_doctor_reads_what_was_asked_most_often_first() {
    let report = report(ASKED, &["--all"]);
    assert_eq!(
        report.out,
        "  1. Do you sell zebras?
     asked 3 times, 2026-11-01 to 2026-11-03
     also: sell me zebras (once)
     nearest in the FAQ: Does it hurt?

  2. does it hurt
     asked once, 2026-11-08
     perhaps answered by: Does it hurt?

  3. I am pregnant
     asked once, 2026-11-07
     handed over because of “pregnant”

  4. zebra, please
     asked once, 2026-11-05
     nearest in the FAQ: Does it hurt?

4 different questions, asked 6 times
"
    );
    assert_eq!(
        report.err,
        "questions.jsonl:7: skipped: cut off by a power failure, or no question\n"
    );
    assert_eq!(report.code, Some(0));
}

#[test]
fn what_is_answered_by_now_is_left_out_and_flags_stand_apart() {
    let flags = r#"{"day":"2026-11-09","words":"is it bad","entry":"does-it-hurt"}
{"day":"2026-11-10","words":"","entry":"does-it-hurt"}
{"day":"2026-11-08","words":"x","entry":"gone"}
"#;
    let report = report(&format!("{}\n{flags}", ASKED.trim_end()), &[]);
    let said = report.out;
    let begins = "Flagged: wrong, out of date, or not to be read out

  Does it hurt?  [does-it-hurt]
     flagged 2 times, 2026-11-09 to 2026-11-10
     typed: is it bad

  no entry has this id any more  [gone]
     flagged once, 2026-11-08
     typed: x

Asked in vain

  1. Do you sell zebras?
";
    let ends = "asked 5 times
1 question left out that the FAQ surely answers by now (--all keeps them)
";
    assert!(said.starts_with(begins) && said.ends_with(ends), "{said}");
    assert!(!said.contains("does it hurt\n"), "{said}");
}

#[test]
fn a_script_reads_one_object_a_line() {
    let report = report(ASKED, &["--json", "--all"]);
    let lines = report.out.lines();
    let objects = lines.map(|line| serde_json::from_str(line).expect("it is JSON"));
    let objects: Vec<serde_json::Value> = objects.collect();
    assert_eq!(objects.len(), 4);
    assert_eq!(
        objects[0],
        serde_json::json!({
            "question": "Do you sell zebras?",
            "times": 3,
            "first": "2026-11-01",
            "last": "2026-11-03",
            "others": [{"question": "sell me zebras", "times": 1}],
            "topics": ["Pets"],
            "hand_over": null,
            "hand_over_word": null,
            "nearest": objects[0]["nearest"],
        })
    );
    assert_eq!(objects[0]["nearest"]["confidence"], "weak");
    assert_eq!(objects[1]["nearest"]["id"], "does-it-hurt");
    assert_eq!(objects[1]["nearest"]["confidence"], "strong");
    assert_eq!(objects[2]["hand_over_word"], "pregnant");
}

#[test]
fn questions_that_mean_the_same_are_one() {
    let asked = r#"{"day":"2026-11-01","words":"Is there anywhere to park?"}
{"day":"2026-11-02","words":"where can I park my car"}
{"day":"2026-11-02","words":"do you sell gift vouchers"}
{"day":"2026-11-03","words":"is it very painful"}
"#;
    let by_meaning = report(asked, &[]).out;
    let (first, second) = by_meaning.split_once('\n').expect("lines");
    let names = [
        "  1. where can I park my car",
        "  1. Is there anywhere to park?",
    ];
    let times = "     asked 2 times, 2026-11-01 to 2026-11-02\n";
    assert!(
        names.contains(&first) && second.starts_with(times),
        "{by_meaning}"
    );
    let counts = "2 different questions, asked 3 times\n1 question left out";
    assert!(by_meaning.contains(counts), "{by_meaning}");
    let by_words = report(asked, &["--no-meaning", "--all"]).out;
    let counts = "4 different questions, asked 4 times";
    assert!(by_words.contains(counts), "{by_words}");
}

#[test]
fn the_entries_lack_nothing_but_their_answers() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let entries = report(ASKED, &["--as-entries", "--all"]).out;
    fs::write(folder.path().join("new.yaml"), &entries).expect("there is room");
    let checked = frontdesk(folder.path(), &["check", "new.yaml"]);
    assert_eq!(checked.code, Some(1));
    let said = checked.out;
    assert!(said.contains("4 mistakes in 1 file"), "{said}");
    assert_eq!(said.matches("`answer`").count(), 4 * 2, "{said}");

    let written = entries.replace("answer: |\n", "answer: |\n      Ask the doctor.\n");
    fs::write(folder.path().join("new.yaml"), written).expect("there is room");
    let checked = frontdesk(folder.path(), &["check", "new.yaml"]);
    assert_eq!(checked.code, Some(0), "{}", checked.out);
    let search = ["search", "--faq", "new.yaml", "sell me a zebra"];
    let found = frontdesk(folder.path(), &search);
    assert!(found.out.contains("Do you sell zebras?"), "{}", found.out);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(32) })]

    #[test]
    fn any_question_can_become_an_entry(
        question in "[ -?A-~é؟\u{1F600}]{0,30}[a-z]{1,5}[ -?A-~é؟]{0,30}",
        other in prop_oneof!["(null|no|~|1e3|0x1f|2026-11-22|- |---|\\?|:|#)[a-z ]{0,9}x", "[ -?A-~]{0,9}[a-z][ -?A-~]{0,9}"],
    ) {
        let asked = [question.trim(), other.trim()];
        let lines = asked.map(|words| serde_json::json!({"day": "2026-11-01", "words": words}));
        let lines = lines.map(|line| format!("{line}\n")).concat();
        let made = report(&lines, &["--as-entries", "--all", "--no-meaning"]).out;
        let text = made.replace("answer: |\n", "answer: |\n      It is the answer.\n");
        let source = Source::Text { name: "new.yaml".to_owned(), text };
        let loaded = source.load(date(2026, 11, 22), &mut |_| {}).expect("it is an FAQ");
        let entries = loaded.faq.entries().iter();
        let ways: Vec<_> = entries.flat_map(|e| [&e.question].into_iter().chain(&e.also_asked)).collect();
        for words in asked.map(left_out) {
            // The same but for case and punctuation is told once.
            prop_assert!(ways.len() < 2 || ways.contains(&&words.trim().to_owned()), "{words}\n{made}");
        }
    }
}

#[test]
fn the_exit_code_tells_whether_there_is_anything_to_read() {
    let empty = report("\n", &[]);
    assert_eq!((empty.code, empty.out.as_str()), (Some(1), ""));
    assert_eq!(empty.err, "questions.jsonl: no questions in it\n");

    let other = report(&"some other file\n".repeat(500), &[]);
    assert_eq!((other.code, other.out.as_str()), (Some(2), ""));
    assert!(other.err.lines().count() < 20, "{}", other.err);

    let folder = tempfile::tempdir().expect("temporary folders");
    let missing = frontdesk(folder.path(), &["unanswered", "missing.jsonl"]);
    assert_eq!((missing.code, missing.out.as_str()), (Some(2), ""));
    let said = "missing.jsonl: there is no such file";
    assert!(missing.err.starts_with(said), "{}", missing.err);

    let bad = report(ASKED, &["--faq", "missing.yaml"]);
    assert_eq!((bad.code, bad.out.as_str()), (Some(2), ""));
    assert!(bad.err.contains("missing.yaml: "), "{}", bad.err);
}
