//! The file of unanswered questions as the desks meet it: real processes, real kills.

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

use frontdesk::unanswered::{Question, append, read};
use jiff::civil::date;

use crate::Folder;

const FILE: &str = "FRONTDESK_TEST_FILE";
const NAME: &str = "FRONTDESK_TEST_NAME";

pub(crate) fn question(words: &str) -> Question {
    Question {
        day: date(2026, 11, 22),
        words: words.to_owned(),
        topic: Some("Microneedling".to_owned()),
        entry: None,
        shown: None,
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
            .args(["--exact", "desks::desk", "--ignored", "--nocapture"])
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
fn counted(folder: &Folder) -> (HashMap<String, usize>, usize) {
    let mut counts = HashMap::new();
    let mut unreadable = 0;
    for file in fs::read_dir(folder.path("")).expect("it is there") {
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
    let folder = Folder::new(&[]);
    let path = folder.path("questions.jsonl");
    // The doctor begins a new file now and then; it may just not be there yet.
    let put_away = |number| {
        let _ = fs::rename(&path, folder.path(&format!("old-{number}.jsonl")));
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

    let (counts, unreadable) = counted(&folder);
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
    let folder = Folder::new(&[]);
    let path = folder.path("questions.jsonl");
    let mut small = Command::new("sh");
    small
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""])
        .arg(this_test());
    let (saved, refusal) = Desk::start(&mut small, &path, "small").refused();
    let is_full = refusal.contains("the file may not grow further");
    assert!(is_full, "{refusal}");
    let (counts, unreadable) = counted(&folder);
    assert_eq!(unreadable, 0, "what did not fit is taken back");
    assert_eq!(counts.len(), saved.len());
    assert!(saved.iter().all(|words| counts[words] == 1));

    append(&path, &question("with room again")).expect("this process has no limit");
    assert_eq!(counted(&folder).0.len(), saved.len() + 1);
}

// Told by /proc that the desk waits.
#[cfg(unix)]
#[test]
fn a_file_renamed_while_a_desk_waits_for_it_is_begun_again() {
    let folder = Folder::new(&[]);
    let path = folder.path("questions.jsonl");
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
    fs::rename(&path, folder.path("last-year.jsonl")).expect("the folder is there");
    drop(doctor);

    let first = desk.says.next().expect("it says something");
    let first = Desk::saved(first);
    desk.kill_after(0);
    let begun = read(&path).expect("it was made anew").questions;
    assert_eq!(begun[0].words, first);
    assert_eq!(folder.read("last-year.jsonl"), "");
}

#[test]
fn a_desk_that_keeps_the_file_locked_costs_a_sentence() {
    let folder = Folder::new(&[]);
    let path = folder.path("questions.jsonl");
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
    let folder = Folder::new(&[]);
    let mut cases = vec![
        (folder.path(""), "not a file"),
        (
            folder.path("gone/questions.jsonl"),
            "the folder is not there",
        ),
    ];
    #[cfg(unix)]
    {
        let pipe = folder.path("pipe");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("pipes can be made").success());
        let others = [pipe, "/dev/full".into(), "/dev/null".into()];
        cases.extend(others.map(|path| (path, "not a file")));
    }
    #[cfg(windows)]
    cases.extend(["NUL", "nul.jsonl", r"\\.\NUL"].map(|path| (path.into(), "not a file")));
    let count = folder.files();
    for (path, what) in cases {
        let error = append(&path, &question("Is it safe?")).expect_err("nothing can be kept there");
        assert!(error.contains(what), "{error}");
        read(&path).expect_err("nothing can be kept there");
    }
    for words in [" \n ", "...???", "12345"] {
        append(&folder.path("q"), &question(words)).expect_err("nothing was asked");
    }
    assert_eq!(folder.files(), count);
}

#[test]
fn a_file_of_something_else_is_left_as_it_is() {
    let folder = Folder::new(&[]);
    for (name, text) in [
        ("faq.yaml", "entries:\n- question: One?\n  answer: 1\n"),
        ("faq.json", "{\n  \"entries\": []\n}\n"),
        ("line.json", "{\"entries\": []}\n"),
        ("notes.txt", "\n\nCall back.\n"),
    ] {
        folder.write(name, text);
        let refused = append(&folder.path(name), &question("where can I park"));
        let why = refused.expect_err(name);
        let expected = "that file holds something else than callers' questions; name another";
        assert_eq!((why.as_str(), folder.read(name).as_str()), (expected, text));
        // The desk says so before it opens.
        let started = folder.run(&format!("--unanswered {name}"));
        started.ends(2).tells(&format!("{name}: {why}"));
    }
    // A power cut in the very first line does not close the file for ever.
    for torn in ["", "\n", "{\"day\":\"2026"] {
        folder.write("torn.jsonl", torn);
        let saved = append(&folder.path("torn.jsonl"), &question("where can I park"));
        saved.expect("it is a file of questions");
    }
}
