//! The commands as they are typed: exit codes, what is printed, and what the files say afterwards.

mod approve;
mod check;
mod desks;
mod escapes;
mod import;
mod lines;
mod new;
mod print;
mod round;
mod seal;
mod shipping;
mod unanswered;
mod words;

use std::{
    env, fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use frontdesk::faq::{Faq, Source};
use jiff::civil::date;
use tempfile::TempDir;

/// A folder with files, in which the program runs.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().expect("a temporary folder"));
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.path(name), text).expect("room");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text is there")
    }

    /// How many files it has, those that were left behind among them.
    fn files(&self) -> usize {
        fs::read_dir(self.0.path()).expect("it is there").count()
    }

    /// The program with these arguments, a blank between.
    fn command(&self, args: &str) -> Command {
        self.command_of(&args.split(' ').collect::<Vec<_>>())
    }

    fn command_of(&self, args: &[&str]) -> Command {
        let mut command = program();
        command.args(args).current_dir(self.0.path());
        command
    }

    fn run(&self, args: &str) -> Said {
        said(&mut self.command(args), "")
    }

    /// The same with arguments that have blanks.
    fn run_of(&self, args: &[&str]) -> Said {
        said(&mut self.command_of(args), "")
    }

    /// The same while this is typed.
    fn typed(&self, args: &str, typed: &str) -> Said {
        said(&mut self.command(args), typed)
    }
}

/// The program; what texts mean is kept between runs.
fn program() -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_frontdesk"));
    program
        .env_remove("FRONTDESK_FAQ")
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    program
}

/// How the program ended and what it printed.
#[derive(Debug, PartialEq)]
struct Said {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Said {
    #[track_caller]
    fn ends(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    #[track_caller]
    fn prints(&self, words: &str) -> &Self {
        assert!(self.out.contains(words), "{words:?} is not in {self:?}");
        self
    }

    /// On standard error.
    #[track_caller]
    fn tells(&self, words: &str) -> &Self {
        assert!(self.err.contains(words), "{words:?} is not in {self:?}");
        self
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
        Self {
            code: output.status.code(),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }
}

fn said(command: &mut Command, typed: &str) -> Said {
    let mut child = command.spawn().expect("the program runs");
    // Whoever needs no input does not read it.
    if let Some(mut stdin) = child.stdin.take() {
        let _ = stdin.write_all(typed.as_bytes());
    }
    child.wait_with_output().expect("it ends").into()
}

/// Asserts that a file beside these tests holds this text; `UPDATE_EXPECTED=1 cargo test --test commands`
/// writes it.
#[track_caller]
fn assert_expected(file: impl AsRef<Path>, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands");
    let path = path.join(file);
    if env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, text).expect("a file of ours");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, expected, "{}", path.display());
}

/// A FAQ without mistakes.
fn load(yaml: &str) -> Faq {
    let source = Source::Text {
        name: "faq.yaml".to_owned(),
        text: yaml.to_owned(),
    };
    let loaded = source.load(date(2026, 11, 29), &mut |_| ());
    loaded
        .unwrap_or_else(|problems| panic!("{problems:#?}\n{yaml}"))
        .faq
}
