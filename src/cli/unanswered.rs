//! `frontdesk unanswered`.

use std::process::ExitCode;

use super::FaqOption;

/// To be described.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    faq: FaqOption,
}

pub(super) fn main(args: &Args) -> ExitCode {
    let _ = super::source(&args.faq.faq);
    ExitCode::SUCCESS
}
