//! Files and folders: their order, what may stand in them, and what a look at them shows.

use std::{
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

#[cfg(unix)]
use std::os::unix::fs::{PermissionsExt as _, symlink};

use frontdesk::faq::{Faq, Loaded, Problem, Source};
use tempfile::TempDir;

use crate::{TODAY, folder, good, load};

fn load_paths(paths: &[PathBuf]) -> Result<Loaded, Vec<Problem>> {
    Source::Paths(paths.to_vec()).load(TODAY, &mut |_| ())
}

fn load_folder(folder: &TempDir) -> Result<Loaded, Vec<Problem>> {
    load_paths(&[folder.path().to_owned()])
}

fn questions(faq: &Faq) -> Vec<&str> {
    faq.entries().iter().map(|e| e.question.as_str()).collect()
}

fn entry(question: &str) -> String {
    format!("hand_over: []\nentries:\n- question: {question}\n  answer: yes\n")
}

#[test]
fn a_folder_is_read_by_name_and_each_file_is_a_topic() {
    let folder = folder(&[
        ("b.yaml", &entry("two")),
        ("a.yml", &format!("title: First\n{}", entry("one"))),
        (".hidden.yaml", "nonsense: ["),
        ("notes.txt", "nonsense: ["),
        ("c.yaml~", "nonsense: ["),
    ]);
    fs::create_dir(folder.path().join("inner.yaml")).expect("a folder");
    let loaded = load_folder(&folder).expect("good files");
    assert_eq!(questions(&loaded.faq), ["one", "two"]);
    let titles = loaded.faq.topics().iter().map(|topic| &*topic.title);
    assert_eq!(titles.collect::<Vec<_>>(), ["First", "b"]);
}

#[test]
fn a_file_named_twice_is_read_once() {
    let folder = folder(&[("a.yaml", &entry("one"))]);
    let file = folder.path().join("a.yaml");
    let paths = [file.clone(), folder.path().to_owned(), file];
    let loaded = load_paths(&paths).expect("one good file");
    assert_eq!(questions(&loaded.faq), ["one"]);
    let gone = vec![folder.path().join("b.yaml"); 2];
    assert_eq!(load_paths(&gone).expect_err("nothing there").len(), 1);
}

#[test]
fn a_conflict_copy_in_a_folder_is_passed_over_with_a_warning() {
    let copies = [
        "a.sync-conflict-20261129-010203-ABCDEFG.yaml",
        "a (Ana's conflicted copy 2026-11-29).yaml",
    ];
    let folder = folder(&[
        ("a.yaml", &entry("one")),
        (copies[0], &entry("one")),
        (copies[1], "entries: ["),
        ("conflicts.yaml", &entry("two")),
    ]);
    let loaded = load_folder(&folder).expect("two good files");
    assert_eq!(questions(&loaded.faq), ["one", "two"]);
    let told = loaded.problems.iter().map(ToString::to_string);
    let told: Vec<_> = told.filter(|said| said.contains("passed over")).collect();
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains(copies[1]), "{told:?}");
    assert!(told[1].contains(copies[0]), "{told:?}");
    // Named by itself it is read.
    assert!(load_paths(&[folder.path().join(copies[0])]).is_ok());
}

#[test]
fn an_entry_that_moved_to_a_good_file_is_shown_as_it_stands_there() {
    let folder = folder(&[("a.yaml", &entry("one")), ("b.yaml", &entry("two"))]);
    let source = Source::Paths(vec![folder.path().to_owned()]);
    let last = source.load(TODAY, &mut |_| ()).expect("two good files").faq;
    let moved = "- question: one\n  answer: in newer words\n";
    fs::write(folder.path().join("a.yaml"), "entries: [").expect("room");
    fs::write(folder.path().join("b.yaml"), entry("two") + moved).expect("room");
    let good = source.load_good(TODAY, Some(&last), &mut |_| ());
    let faq = good.expect("one good file").faq;
    assert_eq!(questions(&faq), ["two", "one"]);
    assert_eq!(faq.entry(1).answer, "in newer words");
}

#[test]
fn groups_of_a_file_that_was_never_good_outlive_a_worse_version() {
    let groups = "hand_over: {words: [pus], say: Ask.}\nentries: []\nanser: 1\n";
    let folder = folder(&[("a.yaml", groups), ("b.yaml", &entry("two"))]);
    let source = Source::Paths(vec![folder.path().to_owned()]);
    let last = source
        .load_good(TODAY, None, &mut |_| ())
        .expect("a good file");
    fs::write(folder.path().join("a.yaml"), "entries: [").expect("room");
    let good = source.load_good(TODAY, Some(&last.faq), &mut |_| ());
    let faq = good.expect("one good file").faq;
    assert!(faq.topics().iter().any(|topic| topic.hand_over.len() == 1));
}

#[test]
fn what_is_no_file_is_refused_at_once() {
    let folder = folder(&[]);
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("empty")).expect("a folder");
    let cases = [
        (at("nothing.yaml"), "no such file"),
        (at("empty"), "holds no FAQ file"),
    ];
    // Windows lets few users make links, and has pipes elsewhere.
    #[cfg(unix)]
    let cases = {
        symlink("nowhere", at("dangling.yaml")).expect("a link");
        let mut mkfifo = std::process::Command::new("mkfifo");
        let made = mkfifo.arg(at("fifo.yaml")).status();
        assert!(made.expect("pipes can be made").success());
        let special = [
            (at("dangling.yaml"), "no such file"),
            (at("fifo.yaml"), "a pipe"),
            (PathBuf::from("/dev/zero"), "a device"),
        ];
        cases.into_iter().chain(special)
    };
    for (path, words) in cases {
        let problems = load_paths(std::slice::from_ref(&path)).expect_err("nothing to read");
        assert_eq!(problems[0].line, 0, "{}", problems[0]);
        assert!(problems[0].message.contains(words), "{}", problems[0]);
        assert!(problems[0].advice.is_some());
    }
}

// Elsewhere a program cannot keep a file to itself.
#[cfg(windows)]
#[test]
fn a_file_that_another_program_keeps_to_itself_is_refused() {
    use std::os::windows::fs::OpenOptionsExt as _;
    let folder = folder(&[("coma.yaml", &entry("one"))]);
    let path = folder.path().join("coma.yaml");
    let other = fs::File::options().read(true).share_mode(0).open(&path);
    let problems = load_paths(&[path.clone()]).expect_err("it cannot be read");
    let is_told = problems[0].message.contains("another program keeps it");
    assert!(is_told, "{}", problems[0]);
    drop(other);
    let loaded = load_paths(&[path]).expect("it can");
    assert_eq!(questions(&loaded.faq), ["one"]);
}

// Permissions are others on Windows.
#[cfg(unix)]
#[test]
fn a_file_without_permission_is_refused() {
    let folder = folder(&[("a.yaml", &entry("one"))]);
    let file = folder.path().join("a.yaml");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o000)).expect("a file of ours");
    // Root may read everything.
    if fs::read(&file).is_err() {
        let problems = load_paths(&[file]).expect_err("not to be read");
        let is_told = problems[0].message.contains("may not read");
        assert!(is_told, "{}", problems[0]);
    }
}

#[test]
fn encodings() {
    let text = good("title: Café \u{fffd}\n");
    let marked = format!("\u{feff}{text}");
    let wide = |text: &str, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("a.yaml");
    let load = |bytes: &[u8]| {
        fs::write(&file, bytes).expect("a file");
        load_paths(std::slice::from_ref(&file))
    };
    for bytes in [
        text.as_bytes(),
        marked.as_bytes(),
        &wide(&marked, u16::to_le_bytes),
        &wide(&marked, u16::to_be_bytes),
        text.replace('\n', "\r\n").as_bytes(),
        text.replace('\n', "\r").as_bytes(),
    ] {
        let loaded = load(bytes).expect("a good file");
        assert_eq!(loaded.faq.topics()[0].title, "Café \u{fffd}");
        assert_eq!(loaded.faq.entry(0).answer, "No.\n\n- not at all");
    }
    for (bytes, words, next) in [
        (&b"a: \0\n"[..], "not a text file", "UTF-8"),
        (&wide(&text, u16::to_le_bytes), "UTF-16", "UTF-8"),
        (b"\xff\xfea\0\x00\xd8", "damaged", "UTF-8"),
        (b"PK\x03\x04\0\0", "Word", "UTF-8"),
        (b"\xd0\xcf\x11\xe0\0\0", "Word", "UTF-8"),
        (b"{\\rtf1\\ansi title: x}", "RTF", "UTF-8"),
        (b"%PDF-1.4\n", "PDF", "UTF-8"),
        (b"\x89PNG\r\n", "picture", "UTF-8"),
        (
            b"\xef\xbb\xbf\n<!DOCTYPE HTML>\n<p>title: x</p>",
            "web page",
            "frontdesk import",
        ),
        (b"<html lang=en>", "web page", "frontdesk import"),
        (b"title: x\nsource: caf\xe9\n", "byte e9", "UTF-8"),
    ] {
        let problems = load(bytes).expect_err("no text");
        let [problem] = &problems[..] else {
            panic!("{problems:?}")
        };
        assert!(problem.message.contains(words), "{problem}");
        assert!(problem.with_advice().contains(next), "{problem:?}");
        let is_placed = (problem.line, problem.column) == (2, 12);
        assert_eq!(is_placed, words == "byte e9", "{problem}");
    }
}

#[test]
fn odd_shapes_that_are_right() {
    let cases = [
        // The header below the entries, which begin at the margin.
        "entries:\n- question: Does it hurt?\n  answer: No.\ntitle: T\n",
        // JSON is YAML.
        "{\"title\": \"T\", \"entries\": [{\"question\": \"Does it hurt?\", \"answer\": \"No.\"}]}",
        "---\ntitle: T\nentries: # below\n\n  # a remark\n  -\n    question: >\n      Does it\n      hurt?\n    answer: No.\n",
        // A quoted text whose lines look like entries.
        "title: T\nentries:\n  - question: \"Does it\n  hurt?\"\n    answer: No.\n",
        "title: T\nentries:\n  - {question: Does it hurt?, answer: No.}\n",
    ];
    for text in cases {
        let loaded = load(text).unwrap_or_else(|p| panic!("{}: {text}", p[0]));
        let entry = loaded.faq.entry(0);
        assert_eq!(loaded.faq.topics()[0].title, "T", "{text}");
        assert_eq!(entry.question, "Does it hurt?", "{text}");
        assert_eq!(entry.answer, "No.", "{text}");
        assert_eq!(entry.id, "does-it-hurt", "{text}");
        assert_eq!(loaded.faq.find("does-it-hurt"), Some(0), "{text}");
    }
    // What looks like a number, a truth or a day is text to whoever writes it.
    let loaded = load("title: 2024\nlanguage: no\nentries:\n- question: 1.50\n  answer: No\n  id: 0x1F\n  also_asked: [2026-01-01, true]\n").expect("text");
    let (entry, topic) = (loaded.faq.entry(0), &loaded.faq.topics()[0]);
    assert_eq!((&*topic.title, &*topic.language), ("2024", "no"));
    assert_eq!((&*entry.question, &*entry.answer), ("1.50", "No"));
    assert_eq!(entry.id, "0x1F");
    assert_eq!(entry.also_asked, ["2026-01-01", "true"]);
    // An alias repeats what its anchor holds, across entries too.
    let anchors = "entries:\n- &a\n  question: x\n  answer: &b y\n- question: z\n  answer: *b\n";
    assert_eq!(load(anchors).expect("anchors").faq.entry(1).answer, "y");
}

#[test]
fn all_that_an_entry_holds_comes_out_clean() {
    let text = "title: \"T\\e[31m\"\nentries:\n- question: \"Does\\u202e it\\n hurt?\"\n  answer: \"a\\u0007b <!-- c\\n\\nd --> e<!-->\\n\\n> f\"\n  staff_note: \"d\\u200be\"\n  also_asked: [\"f\\tg\\x9b\"]\n";
    let loaded = load(text).expect("escapes are no mistake");
    let entry = loaded.faq.entry(0);
    assert_eq!(loaded.faq.topic_of(entry).title, "T");
    assert_eq!(entry.question, "Does it  hurt?");
    assert_eq!(entry.answer, "ab  e\n\n> f");
    assert_eq!(entry.staff_note.as_deref(), Some("de"));
    assert_eq!(entry.also_asked, ["f g"]);
}

#[test]
fn a_look_at_the_files_shows_every_change_and_nothing_else() {
    let folder = folder(&[("a.yaml", &entry("one")), ("b.yaml", &entry("two"))]);
    let at = |name: &str| folder.path().join(name);
    let named = ["a.yaml", "b.yaml", "c.yaml", "link.yaml"].map(at);
    let sources = [vec![folder.path().to_owned()], named.to_vec()].map(Source::Paths);
    let mut last: Vec<_> = sources.iter().map(Source::fingerprint).collect();
    let mut look = |what: &str, changed: bool| {
        let now: Vec<_> = sources.iter().map(Source::fingerprint).collect();
        for (last, now) in last.iter().zip(&now) {
            assert_eq!(last != now, changed, "{what}");
        }
        last = now;
    };
    look("nothing", false);
    write_in_place(&at("a.yaml"), &entry("three"));
    look("edited in place", true);
    fs::write(at("new"), entry("three")).expect("a file");
    look("another file", false);
    fs::rename(at("new"), at("a.yaml")).expect("a rename");
    look("renamed over", true);
    fs::remove_file(at("b.yaml")).expect("a file");
    look("deleted", true);
    fs::write(at("b.yaml"), entry("two")).expect("a file");
    look("come back", true);
    fs::write(at("c.yaml"), entry("five")).expect("a file");
    look("added", true);
    // Windows lets few users make links.
    #[cfg(unix)]
    {
        symlink("a.yaml", at("link.yaml")).expect("a link");
        look("a link added", true);
        symlink("b.yaml", at("link2")).expect("a link");
        fs::rename(at("link2"), at("link.yaml")).expect("a rename");
        look("a link led elsewhere", true);
    }
    look("nothing", false);
}

fn write_in_place(path: &Path, text: &str) {
    let file = fs::OpenOptions::new().append(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.expect("a file of ours");
}

#[test]
fn progress_runs_from_little_to_all() {
    let folder = folder(&[("a.yaml", &entry("one")), ("b.yaml", &entry("two"))]);
    let source = Source::Paths(vec![folder.path().to_owned()]);
    let mut shares = Vec::new();
    let loaded = source.load(TODAY, &mut |share| shares.push(share));
    loaded.expect("good files");
    assert!(shares.is_sorted());
    assert_eq!(shares.last(), Some(&1.0));
}
