//! `frontdesk man`: the manual page, made from the command line's own definition, and what that cannot say.

use std::process::ExitCode;

use clap::Command;
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use crate::{
    app::help::{KEYS, KeyScope},
    labels::Labels,
};

/// What the command line's definition does not say: sections of terms and what they mean, for the page of the
/// program or `OF` a verb.
const SECTIONS: &str = include_str!("../../data/man.txt");

/// Writes the page of `command` or of one of its verbs; a sentence where there is no such verb.
pub(super) fn main(mut command: Command, verb: Option<&str>) -> Result<ExitCode, ExitCode> {
    if let Some(name) = verb {
        command.build();
        let Some(found) = command.find_subcommand(name) else {
            let verbs: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
            return Err(super::failure(format_args!(
                "frontdesk: there is no such verb; there are: {}",
                verbs.join(", ")
            )));
        };
        command = found.clone();
    }
    let mut roff = Roff::new();
    if verb.is_none() {
        keys(&mut roff);
    }
    sections(&mut roff, verb.unwrap_or_default());
    if verb.is_some() {
        roff.control("SH", ["SEE ALSO"]);
        let rest = "frontdesk(1) has the exit codes, the environment variables and the keys.";
        roff.text([roman(rest)]);
    }
    let mut page = Vec::new();
    let made = Man::new(command).render(&mut page);
    let made = made.and_then(|()| roff.to_writer(&mut page));
    made.map_err(super::failure)?;
    Ok(super::show(ExitCode::SUCCESS, page))
}

fn keys(roff: &mut Roff) {
    roff.control("SH", ["KEYS"]);
    for (key, what, place) in KEYS {
        let what = what(Labels::of("en"));
        let place = match place {
            KeyScope::Anywhere => "",
            KeyScope::Desk => "; not in a kiosk",
            KeyScope::Saving => " (with --unanswered)",
        };
        term(roff, key, &format!("{what}{place}"));
    }
}

/// The sections for one verb, or with an empty name those for the program.
fn sections(roff: &mut Roff, verb: &str) {
    for section in SECTIONS.split("\n\n") {
        let (heading, terms) = section.split_once('\n').unwrap_or_default();
        let (heading, of) = heading.split_once(" OF ").unwrap_or((heading, ""));
        if of == verb {
            roff.control("SH", [heading]);
            let terms = terms.lines().filter_map(|line| line.split_once(": "));
            terms.for_each(|(name, meaning)| term(roff, name, meaning));
        }
    }
}

fn term(roff: &mut Roff, name: &str, meaning: &str) {
    roff.control("TP", []);
    roff.text([bold(name)]);
    roff.text([roman(meaning)]);
}
