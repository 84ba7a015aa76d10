//! `frontdesk new`: a file to fill in, for somebody who has never seen one.

use std::{path::PathBuf, process::ExitCode};

use super::import::scalar;
use crate::{faq, labels::Labels, text::clean_line};

/// The file, with names in braces in the places of what is known.
const STARTER: &str = include_str!("../../data/starter.yaml");
/// The groups of each language, below its code: an emergency, what is for the doctor, a complaint.
const EXAMPLES: &str = include_str!("../../data/hand-over.yaml");

/// Write a new FAQ file, with remarks, to be filled in
///
/// It has what a receptionist hands over instead of answering, as examples for the clinic to replace. A file
/// that is there already stays as it is.
#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// The file to write; .yaml is put behind a name that does not end so
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The topic's name; the file's name where it is left out
    #[arg(long)]
    title: Option<String>,
    /// Who speaks in the quotes
    #[arg(long, value_name = "NAME")]
    doctor: Option<String>,
    /// The two-letter code of the answers' language
    #[arg(long, value_name = "CODE", default_value = "en", value_parser = code)]
    language: String,
}

fn code(text: &str) -> Result<String, String> {
    let advice = "write two letters: en for English, de for German, fa for Persian";
    faq::language(text).ok_or_else(|| advice.to_owned())
}

pub(super) fn main(mut args: NewArgs) -> ExitCode {
    // Under another name no folder's FAQ would have it.
    if !faq::is_yaml(&args.file) && !args.file.is_dir() {
        args.file.as_mut_os_string().push(".yaml");
    }
    let name = super::shown(&args.file);
    match super::create(&args.file, &starter(&args)) {
        Ok(()) => {
            super::tell(format_args!(
                "{name} is written. Fill it in with a text editor, then: frontdesk check {}",
                super::argument(&args.file)
            ));
            ExitCode::SUCCESS
        }
        Err(why) => super::failure(format_args!("{name}: {why}")),
    }
}

/// What stands in the new file.
fn starter(args: &NewArgs) -> String {
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy();
    let line = |text: &str| scalar(&clean_line(text));
    let title = line(args.title.as_deref().unwrap_or(&stem));
    let doctor = args.doctor.as_deref().map(line).unwrap_or_default();
    let words = [
        ("name", &*super::argument(&args.file)),
        ("title", &title),
        ("doctor", &doctor),
        ("language", &args.language),
        ("no_answer", &scalar(Labels::of(&args.language).no_answer)),
        ("groups", examples(&args.language)),
    ];
    faq::filled(STARTER, &words)
}

/// The groups of a language, or the English ones, below `hand_over:`.
fn examples(language: &str) -> &str {
    let below = |code: &str| EXAMPLES.split_once(&format!("\n{code}:\n"));
    let (_, groups) = below(language).or_else(|| below("en")).unwrap_or_default();
    let is_top = |(at, _): &(usize, _)| !groups[at + 1..].starts_with(' ');
    let end = groups.match_indices('\n').find(is_top);
    end.map_or(groups, |(end, _)| &groups[..=end])
}
