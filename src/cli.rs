//! The command line: what can be asked for, and one file a verb that answers.
//!
//! Exit codes: 0 done; 1 nothing found (`search`), mistakes found (`check`), entries pending (`approve
//! --list`, or when its input ends), no question there (`import`, `unanswered`); 2 usage, an unreadable file,
//! a bad FAQ or a question that was not saved; 128+n ended by signal n.

mod approve;
mod check;
mod import;
mod man;
mod new;
mod print;
mod search;
mod unanswered;

use std::{
    borrow::Cow,
    env, fmt,
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use clap::{Arg, ArgAction, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use serde::Serialize;

use crate::{
    app::Settings,
    faq::{self, Faq, Source, plural, shown},
    meaning::{Cache, Encoder},
    run,
    search::{FaqMeaning, Index, KnownMeaning, Query, SearchResult},
    text, theme,
};

/// The environment variable that names the FAQ where the command line names none.
const FAQ_VARIABLE: &str = "FRONTDESK_FAQ";
/// After so long without a key, a kiosk clears the caller's words where the command line names no other time.
const KIOSK_IDLE: Duration = Duration::from_secs(60);
/// Both variables are named: what comes from one of them does not stand on the command line.
const KIOSK_SAVES_NOTHING: &str = "frontdesk: a kiosk (--kiosk, FRONTDESK_KIOSK) saves no questions (--unanswered, FRONTDESK_UNANSWERED): leave out one of the two";
/// What Windows may say instead of a broken pipe; no number of an error elsewhere.
const PIPE_NOT_CONNECTED: i32 = 233;

/// Find and read out the doctor's approved answer while the caller is still talking.
#[derive(Debug, Parser)]
#[command(name = "frontdesk", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// FAQ files, or folders of them; without any, the FAQ that is built in
    #[arg(value_name = "FAQ", env = FAQ_VARIABLE)]
    faq: Vec<PathBuf>,
    #[command(flatten)]
    settings: Settings,
}

/// Which FAQ a verb works on.
#[derive(Debug, clap::Args)]
struct FaqOption {
    /// An FAQ file, or a folder of them (may be given again); without any, the FAQ that is built in
    #[arg(long = "faq", value_name = "PATH", env = FAQ_VARIABLE)]
    faq: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Search(search::SearchArgs),
    New(new::NewArgs),
    Import(import::ImportArgs),
    Check(check::CheckArgs),
    Approve(approve::ApproveArgs),
    Print(print::PrintArgs),
    Unanswered(unanswered::UnansweredArgs),
    /// Print the completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the JSON Schema of an FAQ file, for editors
    Schema,
    /// Print the manual page, or that of a verb
    Man {
        /// Which verb
        #[arg(value_name = "VERB")]
        verb: Option<String>,
    },
}

/// Parses the command line, does what it asks and returns the exit code.
pub fn main() -> ExitCode {
    let cli = match parse() {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let outcome = match cli.verb {
        None => misspelt(&cli.faq).map(|()| browse(&cli.faq, cli.settings)),
        Some(Verb::Search(args)) => search::main(&args),
        Some(Verb::Check(args)) => Ok(check::main(&args)),
        Some(Verb::New(args)) => Ok(new::main(args)),
        Some(Verb::Import(args)) => import::main(&args),
        Some(Verb::Approve(args)) => approve::main(&args),
        Some(Verb::Print(args)) => print::main(&args),
        Some(Verb::Unanswered(args)) => unanswered::main(&args),
        Some(Verb::Completions { shell }) => {
            // Made first and printed then: clap panics where the reader has gone.
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "frontdesk", &mut script);
            if shell == clap_complete::Shell::Fish {
                script.extend(fish().into_bytes());
            }
            Ok(show(ExitCode::SUCCESS, script))
        }
        Some(Verb::Schema) => Ok(show(ExitCode::SUCCESS, faq::SCHEMA)),
        Some(Verb::Man { verb }) => man::main(Cli::command(), verb.as_deref()),
    };
    outcome.unwrap_or_else(|code| code)
}

/// The values of a flag's variable that leave the flag out.
const FALSE_WORDS: [&str; 6] = ["0", "f", "false", "n", "no", "off"];

/// Reads the command line. A variable that is set to nothing counts as not set, as is the custom: its value
/// would otherwise be refused as if it had been an argument.
fn parse() -> Result<Cli, clap::Error> {
    let set = |argument: Arg| {
        let value = argument.get_env().and_then(env::var_os);
        let is_flag = matches!(argument.get_action(), ArgAction::SetTrue);
        let is_off = value.is_some_and(|value| {
            let value = value.to_string_lossy().to_lowercase();
            value.is_empty() || is_flag && FALSE_WORDS.contains(&&*value)
        });
        if is_off {
            argument.env(None)
        } else if is_flag {
            // Also `1` and `yes`, as people set variables.
            argument.value_parser(clap::builder::BoolishValueParser::new())
        } else {
            argument
        }
    };
    let command = Cli::command()
        .mut_args(set)
        .mut_subcommands(|verb| verb.mut_args(set));
    Cli::from_arg_matches(&command.try_get_matches()?)
}

/// Answers `--help` and `--version`, or says what is wrong with the arguments: without what they may hold for
/// the terminal.
fn refuse(error: &clap::Error) -> ExitCode {
    if error.use_stderr() {
        return failure(text::clean(&error.render().to_string()).trim_end());
    }
    finish(ExitCode::SUCCESS, error.print())
}

/// Fails where what should be an FAQ is no file, but nearly a verb.
fn misspelt(paths: &[PathBuf]) -> Result<(), ExitCode> {
    let typed = paths.first().filter(|path| !path.exists());
    let typed = typed.and_then(|path| path.to_str()).unwrap_or_default();
    let command = Cli::command();
    let distance = |verb: &&str| strsim::osa_distance(verb, &typed.to_lowercase());
    let verbs = command.get_subcommands().map(clap::Command::get_name);
    let near = verbs.filter(|verb| distance(verb) <= 1 + verb.len() / 6);
    near.min_by_key(distance).map_or(Ok(()), |verb| {
        Err(failure(format_args!(
            "frontdesk: there is no file or folder “{}”; did you mean `frontdesk {verb}`?",
            text::clean_line(typed)
        )))
    })
}

/// What the completions for fish do not have: the values of `--theme` while the line is not whole, and the
/// shells.
fn fish() -> String {
    let (themes, shells) = (names::<theme::ThemeName>(), names::<clap_complete::Shell>());
    format!(
        "complete -c frontdesk -l theme -x -a \"{themes}\"\n\
         complete -c frontdesk -n \"__fish_seen_subcommand_from completions\" -f -a \"{shells}\"\n"
    )
}

fn names<V: ValueEnum>() -> String {
    let values = V::value_variants().iter();
    let values = values.filter_map(ValueEnum::to_possible_value);
    let names: Vec<String> = values.map(|value| value.get_name().to_owned()).collect();
    names.join(" ")
}

/// The FAQ at `paths`, or the built-in one.
fn source(paths: &[PathBuf]) -> Source {
    if paths.is_empty() {
        Source::Embedded
    } else {
        Source::Paths(paths.to_vec())
    }
}

/// The FAQ that `option` names. Where it has mistakes they are told, and the exit code comes back.
fn load(option: &FaqOption) -> Result<Faq, ExitCode> {
    let today = jiff::Zoned::now().date();
    match source(&option.faq).load(today, &mut |_| {}) {
        Ok(loaded) => Ok(loaded.faq),
        Err(problems) => {
            tell_all(&problems);
            Err(ExitCode::from(2))
        }
    }
}

/// Writes a new file; what is there already stays. The reason where nothing was written.
fn create(path: &Path, text: &str) -> Result<(), String> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| {
        let written = file.write_all(text.as_bytes());
        // What is not whole would stand in the way of the next attempt.
        written
            .and_then(|()| file.sync_all())
            .inspect_err(|_| _ = fs::remove_file(path))
    });
    written.map_err(|why| match why.kind() {
        io::ErrorKind::AlreadyExists => {
            "there is such a file already, which stays as it is; choose another name".to_owned()
        }
        io::ErrorKind::NotFound => "its folder is not there; make the folder first".to_owned(),
        _ => crate::unanswered::reason(&why),
    })
}

/// What a verb searches with.
struct Searcher {
    index: Index,
    /// None where the FAQ's language is not the encoder's, or words alone are wanted.
    meaning: Option<(Encoder<'static>, FaqMeaning)>,
}

impl Searcher {
    fn open(option: &FaqOption, no_meaning: bool) -> Result<Self, ExitCode> {
        let index = Index::new(load(option)?, &mut |_| {});
        let faq = Some(index.shared_faq()).filter(|faq| !no_meaning && FaqMeaning::is_for(faq));
        let meaning = faq.and_then(|faq| {
            let encoder = Encoder::embedded().map_err(|why| tell(format_args!("frontdesk: {why}")));
            let encoder = encoder.ok()?;
            let mut cache = Cache::of_user();
            let faq = FaqMeaning::read(faq, |text| cache.vector(&encoder, text, || true))?;
            cache.keep();
            Some((encoder, faq))
        });
        Ok(Self { index, meaning })
    }

    fn ask(&self, query: Query<'_>) -> SearchResult {
        let text = self.index.meant_text(query);
        let Some((encoder, faq)) = self.meaning.as_ref().filter(|_| !text.is_empty()) else {
            return self.index.ask(query);
        };
        let meant = faq.compare(&encoder.embed(&text));
        let meant = KnownMeaning {
            query: &meant,
            before: None,
        };
        self.index.ask_by_meaning(query, Some(meant))
    }
}

/// Says one line on standard error. Nobody may be listening there, which is no reason to stop.
fn tell(line: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Says what is wrong with an FAQ, as its desks do: without warnings.
fn tell_all(problems: &[faq::Problem]) {
    let is_mistake = |problem: &&faq::Problem| problem.severity == faq::Severity::Error;
    for mistake in problems.iter().filter(is_mistake) {
        tell(mistake.with_advice());
    }
}

/// A path as it is typed behind a command.
fn argument(path: &Path) -> String {
    let name = shown(path);
    let is_plain = |c: char| c.is_alphanumeric() || "._-/\\:".contains(c);
    match name {
        name if !name.chars().all(is_plain) => format!("\"{name}\""),
        name if name.starts_with('-') => format!("./{name}"),
        name => name,
    }
}

/// Says why a verb cannot do what was asked; the exit code.
fn failure(why: impl fmt::Display) -> ExitCode {
    tell(why);
    ExitCode::from(2)
}

/// Prints a text; the exit code for a verb that came to `code`.
fn show(code: ExitCode, text: impl AsRef<[u8]>) -> ExitCode {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_ref()).and_then(|()| out.flush());
    finish(code, written)
}

/// The exit code for a verb that came to `code` and whose output was `written` so.
fn finish(code: ExitCode, written: io::Result<()>) -> ExitCode {
    match written {
        Ok(()) => code,
        // Whoever read the output has seen enough of it, which changes nothing about what it says.
        Err(error)
            if error.kind() == io::ErrorKind::BrokenPipe
                || error.raw_os_error() == Some(PIPE_NOT_CONNECTED) =>
        {
            code
        }
        Err(error) => failure(format_args!("frontdesk: cannot go on: {error}")),
    }
}

/// `value` as a line of JSON in which every character that a terminal would obey, a reader could not see or a
/// web page would take for markup stands as `\uXXXX`.
fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    let text = text.replace('<', "\\u003c") + "\n";
    let is_harmless = |s: &str| matches!(text::clean(s), Cow::Borrowed(_));
    if is_harmless(&text) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_harmless(c.encode_utf8(&mut [0; 4])) {
            out.push(c);
            continue;
        }
        let mut units = [0; 2];
        let units = c.encode_utf16(&mut units).iter();
        out.extend(units.map(|unit| format!("\\u{unit:04x}")));
    }
    out
}

/// What a flag chooses.
fn either<T>(flag: bool, given: T, left_out: T) -> T {
    if flag { given } else { left_out }
}

fn browse(faq: &[PathBuf], mut settings: Settings) -> ExitCode {
    if settings.kiosk {
        settings.idle = settings.idle.or(Some(KIOSK_IDLE));
    }
    if let Some(file) = &settings.unanswered {
        if settings.kiosk {
            return failure(KIOSK_SAVES_NOTHING);
        }
        if let Err(why) = crate::unanswered::check(file) {
            return failure(format_args!("{}: {why}", shown(file)));
        }
    }
    settings.today = jiff::Zoned::now().date();
    run::run(&source(faq), settings)
}
