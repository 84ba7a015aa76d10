//! `frontdesk man`: the manual page, made from the command line's own definition, and what that cannot say.

use std::io::{self, Write};

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
Ctrl+Break (Windows): as SIGINT; closing the window ends the browser

ENVIRONMENT
FRONTDESK_FAQ: the FAQ where none is given
NO_COLOR: when set, no colours: bold, underline and reverse only
TERM, LC_ALL, LC_CTYPE, LANG: what the terminal can show: plain ASCII rules for a Linux console and without UTF-8

FILES
/etc/frontdesk/*.yaml: the FAQ of the kiosk service, as packaged
frontdesk-kiosk.service: the systemd unit of a kiosk on the first console
";

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
