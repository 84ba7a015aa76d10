//! The file of unanswered questions, as the desks and the doctor meet it: real processes, real kills.

use std::{
    collections::HashMap,
    env,
    fs::{self, File},
    io::{self, BufRead, BufReader, Lines, Write},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, Stdio},
    thread,
};

use frontdesk::unanswered::{Question, append, read};
use jiff::civil::date;
use rustix::fs::{CWD, FileType, FlockOperation, Mode, fcntl_lock, mknodat};

const FILE: &str = "FRONTDESK_TEST_FILE";
const NAME: &str = "FRONTDESK_TEST_NAME";

fn question(words: &str) -> Question {
    Question {
        day: date(2026, 11, 22),
        words: words.to_owned(),
        topic: Some("Microneedling".to_owned()),
    }
}

/// Not a test of its own but a desk of the others, in its own process: saves question after question, and tells of each
/// that was confirmed, until it is killed or refused.
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
    let file = File::options()
        .read(true)
        .append(true)
        .create(true)
        .open(path)
        .expect("the folder is there");
    fcntl_lock(&file, FlockOperation::LockExclusive).expect("files can be locked");
    let end = file.metadata().expect("it is open").len();
    let mut last = *b"\n";
    if end > 0 {
        file.read_exact_at(&mut last, end - 1).expect("it is open");
    }
    let ended = if last == *b"\n" { "" } else { "\n" };
    write!(
        &file,
        "{ended}{{\"day\":\"2026-11-22\",\"words\":\"Is it pai"
    )
    .expect("there is room");
}

/// How often each question stands in the file, and how many lines are no questions.
fn counted(path: &Path) -> (HashMap<String, usize>, usize) {
    let contents = read(path).expect("it is there");
    let mut counts = HashMap::new();
    for question in contents.questions {
        *counts.entry(question.words).or_default() += 1;
    }
    (counts, contents.unreadable.len())
}

#[test]
fn eight_desks_killed_at_random_lose_nothing_that_was_confirmed() {
    const DESKS: usize = 8;
    const LIVES: usize = 5;
    let folder = tempfile::tempdir().expect("temporary folders");
    let path = folder.path().join("questions.jsonl");
    let saved: Vec<String> = thread::scope(|scope| {
        let desks: Vec<_> = (0..DESKS)
            .map(|desk| {
                let path = &path;
                scope.spawn(move || {
                    let mut saved = Vec::new();
                    for life in 0..LIVES {
                        let most = (desk * 7 + life * 5) % 11;
                        saved.extend(Desk::open(path, &format!("{desk}.{life}")).kill_after(most));
                        if desk == 0 {
                            tear(path);
                        }
                    }
                    saved
                })
            })
            .collect();
        desks
            .into_iter()
            .flat_map(|desk| desk.join().expect("the desk's own checks hold"))
            .collect()
    });

    let (counts, unreadable) = counted(&path);
    for words in &saved {
        assert_eq!(counts.get(words), Some(&1), "{words}");
    }
    let unconfirmed = counts.keys().filter(|words| !saved.contains(words)).count();
    assert!(
        unconfirmed <= DESKS * LIVES,
        "{unconfirmed} nobody waited for"
    );
    assert!(counts.values().all(|count| *count == 1), "{counts:?}");
    assert!(
        (LIVES..=LIVES + DESKS * LIVES).contains(&unreadable),
        "{unreadable} torn lines"
    );
}

#[test]
fn a_full_disk_refuses_with_a_sentence_and_leaves_whole_lines() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let path = folder.path().join("questions.jsonl");
    let mut small = Command::new("sh");
    small
        .args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""])
        .arg(this_test());
    let (saved, refusal) = Desk::start(&mut small, &path, "small").refused();
    assert!(
        refusal.contains("the file may not grow further"),
        "{refusal}"
    );
    let (counts, unreadable) = counted(&path);
    assert_eq!(unreadable, 0, "what did not fit is taken back");
    assert_eq!(counts.len(), saved.len());
    assert!(saved.iter().all(|words| counts[words] == 1));

    append(&path, &question("with room again")).expect("this process has no limit");
    assert_eq!(counted(&path).0.len(), saved.len() + 1);
}

#[test]
fn a_file_renamed_while_a_desk_waits_for_it_is_begun_again() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let path = folder.path().join("questions.jsonl");
    let doctor = File::create(&path).expect("the folder is there");
    fcntl_lock(&doctor, FlockOperation::LockExclusive).expect("files can be locked");

    let mut desk = Desk::open(&path, "patient");
    let open = PathBuf::from(format!("/proc/{}/fd", desk.process.id()));
    let waits = || {
        let files = fs::read_dir(&open).expect("it is running");
        files
            .flatten()
            .any(|fd| fs::read_link(fd.path()).is_ok_and(|file| file == path))
    };
    while !waits() {
        thread::yield_now();
    }
    fs::rename(&path, folder.path().join("last-year.jsonl")).expect("the folder is there");
    drop(doctor);

    let first = desk.says.next().expect("it says something");
    let first = Desk::saved(first);
    desk.kill_after(0);
    assert_eq!(counted(&path).0[&first], 1);
    let renamed = counted(&folder.path().join("last-year.jsonl"));
    assert!(renamed.0.is_empty(), "{renamed:?}");
}

#[test]
fn what_is_not_a_file_in_a_folder_is_refused_at_once() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let pipe = folder.path().join("pipe");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::RWXU, 0).expect("pipes can be made");
    let gone = folder.path().join("gone/questions.jsonl");
    for (path, what) in [
        (pipe.as_path(), "not a file"),
        (folder.path(), "not a file"),
        (Path::new("/dev/full"), "not a file"),
        (Path::new("/dev/null"), "not a file"),
        (&gone, "the folder is not there"),
    ] {
        let error = append(path, &question("Is it safe?")).expect_err("nothing can be kept there");
        assert!(error.to_string().contains(what), "{error}");
        read(path).expect_err("nothing can be kept there");
    }
    append(&folder.path().join("q"), &question(" \n ")).expect_err("nothing was asked");
    assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 1);
}
