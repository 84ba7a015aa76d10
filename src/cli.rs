//! The command line: what can be asked for, and one file a verb that answers.
//!
//! Exit codes: 0 done; 1 nothing found (`search`) or mistakes found (`check`); 2 usage, an unreadable file or a bad
//! FAQ; 128+n ended by signal n.

mod check;
mod print;
mod schema;
mod search;
mod unanswered;

use std::{io, path::PathBuf, process::ExitCode, time::Duration};

use clap::{CommandFactory, Parser, Subcommand};

use crate::{app, faq::Source, run, theme};

/// Find and read out the doctor's approved answer while the caller is still talking.
#[derive(Debug, Parser)]
#[command(name = "frontdesk", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    browse: Browse,
}

/// What opening the browser takes.
#[derive(Debug, clap::Args)]
struct Browse {
    /// FAQ files, or folders of them; without any, the FAQ that is built in
    #[arg(value_name = "FAQ", env = "FRONTDESK_FAQ")]
    faq: Vec<PathBuf>,
    /// Lock the screen down: nothing quits, suspends, copies or writes
    #[arg(long)]
    kiosk: bool,
    /// Clear the caller's words after so long without a key (a kiosk: 60)
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=86_400))]
    idle: Option<u64>,
    /// The colours
    #[arg(long, value_enum, default_value_t)]
    theme: theme::Choice,
    /// Leave the mouse to the terminal, for selecting text
    #[arg(long)]
    no_mouse: bool,
    /// Let F8 save questions that have no answer yet to this file
    #[arg(long, value_name = "FILE", conflicts_with = "kiosk")]
    unanswered: Option<PathBuf>,
}

/// Which FAQ a verb works on.
#[derive(Debug, clap::Args)]
struct FaqOption {
    /// An FAQ file, or a folder of them (may be given again); without any, the FAQ that is built in
    #[arg(long = "faq", value_name = "PATH", env = "FRONTDESK_FAQ")]
    faq: Vec<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Search(search::Args),
    Check(check::Args),
    Print(print::Args),
    Unanswered(unanswered::Args),
    /// Print the completions for a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the JSON Schema of an FAQ file, for editors
    Schema,
    /// Print the manual page
    Man,
}

/// Parses the command line, does what it asks and returns the exit code.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.verb {
        None => browse(cli.browse),
        Some(Verb::Search(args)) => search::main(&args),
        Some(Verb::Check(args)) => check::main(&args),
        Some(Verb::Print(args)) => print::main(&args),
        Some(Verb::Unanswered(args)) => unanswered::main(&args),
        Some(Verb::Completions { shell }) => {
            clap_complete::generate(shell, &mut Cli::command(), "frontdesk", &mut io::stdout());
            ExitCode::SUCCESS
        }
        Some(Verb::Schema) => schema::main(),
        Some(Verb::Man) => match clap_mangen::Man::new(Cli::command()).render(&mut io::stdout()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(_) => ExitCode::from(2),
        },
    }
}

/// The FAQ at `paths`, or the built-in one.
fn source(paths: &[PathBuf]) -> Source {
    if paths.is_empty() {
        Source::Embedded
    } else {
        Source::Paths(paths.to_vec())
    }
}

/// Opens the browser.
fn browse(options: Browse) -> ExitCode {
    let mode = if options.kiosk {
        app::Mode::Kiosk
    } else {
        app::Mode::Desk
    };
    let idle = options
        .idle
        .or(options.kiosk.then_some(60))
        .map(Duration::from_secs);
    run::run(&run::Options {
        source: source(&options.faq),
        theme: theme::Theme::detect(options.theme, |name| std::env::var(name).ok()),
        mouse: if options.no_mouse {
            run::Mouse::Off
        } else {
            run::Mouse::On
        },
        settings: app::Settings {
            mode,
            idle,
            unanswered: options.unanswered.is_some(),
            today: jiff::Zoned::now().date(),
            size: (80, 24),
        },
        unanswered: options.unanswered,
    })
}
