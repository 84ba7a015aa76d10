//! `frontdesk man`: the manual page, made from the command line's own definition, and what that cannot say.

use std::{
    io::{self, Write},
    process::ExitCode,
};

use clap::Command;
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use crate::{
    app::help::{KEYS, KeyScope},
    labels::Labels,
};

/// What the command line's definition does not say: of each section, the terms and what they mean.
const SECTIONS: &str = "\
EXIT STATUS
0: done; the browser was quit
1: nothing found (search), mistakes found (check)
2: wrong usage, no terminal, a file that cannot be read, an FAQ with mistakes
128+n: ended by signal n; 129 also when the terminal went away

SIGNALS
SIGTERM, SIGHUP: end the browser with the terminal given back as it was
SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM: the same; in a kiosk they do nothing
SIGTSTP: stops it with the terminal given back, until SIGCONT; in a kiosk it does nothing
Ctrl+Break (Windows): as the key Ctrl+C; closing the window ends the browser

ENVIRONMENT
FRONTDESK_FAQ: the FAQ where none is given
FRONTDESK_THEME, FRONTDESK_LANGUAGE, FRONTDESK_IDLE, FRONTDESK_UNANSWERED: as the options of these names
FRONTDESK_KIOSK, FRONTDESK_APPROVED_ONLY, FRONTDESK_NO_STAFF, FRONTDESK_NO_MOUSE, FRONTDESK_NO_MEANING, FRONTDESK_PLAIN: 1 as the options of these names, 0 as without them
NO_COLOR: when set, no colours: bold, underline and reverse only
TERM, LC_ALL, LC_CTYPE, LANG: what the terminal can show: plain ASCII rules for a Linux console and without UTF-8

EXAMPLES
frontdesk clinic.yaml: open the clinic's own FAQ
frontdesk new clinic.yaml; frontdesk check clinic.yaml; frontdesk approve clinic.yaml: from nothing to answers that the doctor approved
frontdesk import faq.csv -o clinic.yaml: from a table to a file to look through

FILES
/etc/frontdesk/*.yaml: the FAQ of the kiosk service, as packaged
frontdesk-kiosk.service: the systemd unit of a kiosk on the first console
";

/// Of each verb, what is typed and what comes of it.
const EXAMPLES: &str = "\
new: frontdesk new clinic.yaml --doctor 'Dr. Ana Diaz' --language es: a file to fill in, for answers in Spanish
import: frontdesk import faq.md -o clinic.yaml: an FAQ file from headings and paragraphs
import: frontdesk import page.html -o faq: a folder with a file for each group of questions of a web page
import: frontdesk import list.csv --question Topic --answer Text: which columns are meant
check: frontdesk check clinic.yaml: each mistake with its line, and how to mend it
approve: frontdesk approve clinic.yaml: read each new or changed answer and say yes, no or quit
approve: frontdesk approve --list faq: what is not approved; exits with 1 when there is any
search: frontdesk search 'does it hurt': the entries that answer this
search: frontdesk search --json < questions.txt: one query a line, one object a line
print: frontdesk print --no-staff > handout.txt: what may be read aloud, for paper
print: frontdesk print --format json-ld --approved-only: for the clinic's web site
unanswered: frontdesk unanswered --as-entries questions.jsonl > new.yaml: entries that lack only their answers
completions: frontdesk completions fish > ~/.config/fish/completions/frontdesk.fish: for the fish shell
schema: frontdesk schema > faq.schema.json: for editors that check YAML
man: frontdesk man search: the page about one verb
";

/// Writes the page of one verb of `command`; a sentence where there is no such verb.
pub(super) fn verb(command: &Command, name: &str) -> Result<ExitCode, ExitCode> {
    let mut command = command.clone();
    command.build();
    let Some(verb) = command.find_subcommand(name) else {
        let verbs: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
        return Err(super::failure(format_args!(
            "frontdesk: there is no such verb; there are: {}",
            verbs.join(", ")
        )));
    };
    Ok(super::output(ExitCode::SUCCESS, |page| {
        Man::new(verb.clone()).render(page)?;
        let mut roff = Roff::new();
        roff.control("SH", ["EXAMPLES"]);
        for line in EXAMPLES.lines() {
            let (of, example) = line.split_once(": ").unwrap_or_default();
            if of == name
                && let Some((typed, meaning)) = example.split_once(": ")
            {
                term(&mut roff, typed, meaning);
            }
        }
        roff.control("SH", ["SEE ALSO"]);
        roff.text([roman(
            "frontdesk(1) has the exit codes, the environment variables and the keys.",
        )]);
        roff.to_writer(page)
    }))
}

/// Writes the page of `command`, in roff.
pub(super) fn page(command: &Command, page: &mut impl Write) -> io::Result<()> {
    Man::new(command.clone()).render(page)?;
    for verb in command
        .get_subcommands()
        .filter(|verb| verb.get_arguments().next().is_some())
    {
        let title = format!("OPTIONS OF {}", verb.get_name().to_uppercase());
        Roff::new().control("SH", [&*title]).to_writer(page)?;
        let mut options = Vec::new();
        Man::new(verb.clone()).render_options_section(&mut options)?;
        // Its own heading would be the same for all of them.
        let options = String::from_utf8_lossy(&options).replacen(".SH OPTIONS\n", "", 1);
        page.write_all(options.as_bytes())?;
    }
    let mut roff = Roff::new();
    roff.control("SH", ["KEYS"]);
    for (key, what, place, _) in KEYS {
        let what = what(Labels::of("en"));
        let place = match place {
            KeyScope::Anywhere => "",
            KeyScope::Desk => "; not in a kiosk",
            KeyScope::Saving => " (with --unanswered)",
        };
        term(&mut roff, key, &format!("{what}{place}"));
    }
    for line in SECTIONS.lines() {
        match line.split_once(": ") {
            Some((name, meaning)) => term(&mut roff, name, meaning),
            None if line.is_empty() => {}
            None => _ = roff.control("SH", [line]),
        }
    }
    roff.to_writer(page)
}

/// A term and what it means.
fn term(roff: &mut Roff, name: &str, meaning: &str) {
    roff.control("TP", []);
    roff.text([bold(name)]);
    roff.text([roman(meaning)]);
}
