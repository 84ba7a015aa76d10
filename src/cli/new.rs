//! `frontdesk new`: a file to fill in, for somebody who has never seen one.

use std::{path::PathBuf, process::ExitCode};

use super::import::scalar;
use crate::{faq, labels::Labels, text::clean_line};

/// The groups of each language, below its code: an emergency, what is for the doctor, a complaint.
const EXAMPLES: &str = include_str!("../../data/hand-over.yaml");

/// Write a new FAQ file, with remarks, to be filled in
///
/// It has what a receptionist hands over instead of answering, as examples for the clinic to replace. A file
/// that is there already stays as it is.
#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// The file to write; its name should end in .yaml
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

pub(super) fn main(args: &NewArgs) -> ExitCode {
    let name = super::shown(&args.file);
    match super::create(&args.file, &starter(args)) {
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
    let name = super::argument(&args.file);
    let stem = args.file.file_stem().unwrap_or_default().to_string_lossy();
    let title = args.title.as_deref().unwrap_or(&stem);
    let doctor = args
        .doctor
        .as_deref()
        .map(|doctor| scalar(&clean_line(doctor)))
        .unwrap_or_default();
    let (title, language) = (scalar(&clean_line(title)), &args.language);
    let no_answer = scalar(Labels::of(language).no_answer);
    let groups = examples(language);
    format!(
        "\
# The answers that may be read to callers. Lines that begin with # are notes: the program does not read them.
#
#   1. Fill in what is empty below, and save the file as plain text.
#   2. See what is still missing, with its line:        frontdesk check {name}
#   3. Let the doctor read and approve each answer:     frontdesk approve {name}
#
# Keep the spaces at the beginnings of the lines as they are: they say what belongs together.

title: {title}
doctor: {doctor}
language: {language}
# source: Our leaflet, page 2           where the answers come from; only staff see it
# review_due: 2027-11-29                after this day the screen says that the review is overdue

# What to say when there is no answer here.
no_answer: {no_answer}

# EXAMPLES, for the doctor to replace: what a receptionist never answers. Where a caller's words are like one of `words`
# (single words or a few together) or one of `asked` (whole questions), the screen shows what to `say` instead.
hand_over:
{groups}
# One entry a question. For the next one, copy the four lines from `- question` to the end of the answer.
# An example, with all that an entry can have:
#
#   - question: Do I need a letter from my own doctor?
#     also_asked:
#       - Can I come without a referral?
#     answer: |
#       No. Just call us, and bring your insurance card.
#
#       > A paragraph that begins with this sign is the doctor speaking, word for word.
#     staff_note: Only staff see this; it is never read aloud.

entries:
  - question:
    answer: |
"
    )
}

/// The groups of a language, or the English ones, below `hand_over:`.
fn examples(language: &str) -> &str {
    let below = |code: &str| EXAMPLES.split_once(&format!("\n{code}:\n"));
    let (_, groups) = below(language).or_else(|| below("en")).unwrap_or_default();
    let is_top = |(at, _): &(usize, _)| !groups[at + 1..].starts_with(' ');
    let end = groups.match_indices('\n').find(is_top);
    end.map_or(groups, |(end, _)| &groups[..=end])
}
