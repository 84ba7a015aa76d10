//! `frontdesk man`: the manual page, made from the command line's own definition, and what that cannot say.

use std::io;

use clap::Command;
use clap_mangen::{
    Man,
    roff::{Roff, bold, roman},
};

use crate::app::help::{KEYS, Place};

/// The page of `command`, in roff.
pub(super) fn page(command: &Command) -> io::Result<Vec<u8>> {
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    for verb in command
        .get_subcommands()
        .filter(|verb| verb.get_arguments().next().is_some())
    {
        let mut roff = Roff::new();
        roff.control(
            "SH",
            [format!("OPTIONS OF {}", verb.get_name().to_uppercase()).as_str()],
        );
        roff.to_writer(&mut page)?;
        let mut options = Vec::new();
        Man::new(verb.clone()).render_options_section(&mut options)?;
        // Its own heading would be the same for all of them.
        let options = String::from_utf8_lossy(&options).replacen(".SH OPTIONS\n", "", 1);
        page.extend_from_slice(options.as_bytes());
    }
    let mut roff = Roff::new();
    let keys = KEYS.map(|(key, what, place)| {
        let place = match place {
            Place::Anywhere => "",
            Place::Desk => "; not in a kiosk",
            Place::Saving => " (with --unanswered)",
        };
        (key, format!("{what}{place}"))
    });
    section(&mut roff, "KEYS", &keys);
    section(
        &mut roff,
        "EXIT STATUS",
        &[
            ("0", "done; the browser was quit"),
            ("1", "nothing found (search), mistakes found (check)"),
            (
                "2",
                "wrong usage, no terminal, a file that cannot be read, an FAQ with mistakes",
            ),
            (
                "128+n",
                "ended by signal n; 129 also when the terminal went away",
            ),
        ],
    );
    section(
        &mut roff,
        "SIGNALS",
        &[
            (
                "SIGTERM, SIGHUP",
                "end the browser with the terminal given back as it was",
            ),
            (
                "SIGINT, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM",
                "the same; in a kiosk they do nothing",
            ),
            (
                "SIGTSTP",
                "stops it with the terminal given back, until SIGCONT; in a kiosk it does nothing",
            ),
        ],
    );
    section(
        &mut roff,
        "ENVIRONMENT",
        &[
            ("FRONTDESK_FAQ", "the FAQ where none is given"),
            (
                "NO_COLOR",
                "when set, no colours: bold, underline and reverse only",
            ),
            (
                "TERM, LC_ALL, LC_CTYPE, LANG",
                "what the terminal can show: plain ASCII rules for a Linux console and without UTF-8",
            ),
        ],
    );
    section(
        &mut roff,
        "FILES",
        &[
            (
                "/etc/frontdesk/*.yaml",
                "the FAQ of the kiosk service, as packaged",
            ),
            (
                "frontdesk-kiosk.service",
                "the systemd unit of a kiosk on the first console",
            ),
        ],
    );
    roff.to_writer(&mut page)?;
    Ok(page)
}

/// A section of terms and what they mean.
fn section(roff: &mut Roff, title: &str, terms: &[(&str, impl AsRef<str>)]) {
    roff.control("SH", [title]);
    for (term, meaning) in terms {
        roff.control("TP", []);
        roff.text([bold(*term)]);
        roff.text([roman(meaning.as_ref())]);
    }
}
