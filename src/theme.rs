//! What each [`Role`] looks like, in 16 colours or none, and in which characters. A leaf: knows nothing of the
//! model. Whatever colour tells is told by a word, a bar or a position too.

use std::borrow::Cow;

use ratatui::style::{
    Color::{
        self, Black, Blue, DarkGray, Gray, LightCyan, LightGreen, LightMagenta, LightRed,
        LightYellow, Magenta, Red, White, Yellow,
    },
    Modifier, Style,
};

use crate::text::{self, Accents, Role};

/// As chosen on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Choice {
    /// Colours that suit a dark and a light background alike; none where the terminal or `NO_COLOR` says so
    #[default]
    Auto,
    /// Light text on black
    Dark,
    /// Dark text on white
    Light,
    /// Black, white, yellow and cyan: the strongest contrast
    Contrast,
    /// No colours: bold, underline and reverse only
    Mono,
}

/// Which characters the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// All of Unicode.
    Unicode,
    /// ASCII rules, bars and marks; the FAQ's own letters as they are (a Linux console).
    Console,
    /// Nothing but ASCII (a terminal without UTF-8).
    Ascii,
}

/// Roles to styles, and ornaments to characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    choice: Choice,
    charset: Charset,
}

impl Theme {
    /// A theme whatever the terminal.
    #[must_use]
    pub fn new(choice: Choice, charset: Charset) -> Self {
        Self { choice, charset }
    }

    /// The theme for a terminal, told by its environment: `NO_COLOR`, `TERM`, and the locale. Windows has
    /// none, and its consoles are given Unicode whatever it is.
    #[must_use]
    pub fn detect(choice: Choice, variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let colourless = term == "dumb"
            || ["vt52", "vt100", "vt102", "vt220", "vt320"]
                .iter()
                .any(|vt| term.starts_with(vt))
            || term.ends_with("-m")
            || term.ends_with("-mono");
        let choice = match choice {
            _ if set("NO_COLOR").is_some() => Choice::Mono,
            Choice::Auto if colourless => Choice::Mono,
            choice => choice,
        };
        let locale = set("LC_ALL")
            .or_else(|| set("LC_CTYPE"))
            .or_else(|| set("LANG"))
            .unwrap_or_default();
        let locale = locale.to_ascii_lowercase();
        let is_unicode = locale.contains("utf-8")
            || locale.contains("utf8")
            || set("OS").is_some_and(|os| os == "Windows_NT");
        let charset = if !is_unicode {
            Charset::Ascii
        } else if term == "linux" {
            Charset::Console
        } else {
            Charset::Unicode
        };
        Self { choice, charset }
    }

    /// What every cell starts from.
    #[must_use]
    pub fn base(&self) -> Style {
        match self.choice {
            Choice::Auto | Choice::Mono => Style::new(),
            Choice::Dark => Style::new().fg(Gray).bg(Black),
            Choice::Light => Style::new().fg(Black).bg(White),
            Choice::Contrast => Style::new().fg(White).bg(Black),
        }
    }

    /// How text of `role` with `accents` looks, on top of [`Theme::base`].
    #[must_use]
    pub fn style(&self, role: Role, accents: Accents) -> Style {
        let mut style = match self.colour(role) {
            Some(colour) => Style::new().fg(colour),
            None => Style::new(),
        };
        style = style.add_modifier(match role {
            Role::Heading
            | Role::Speaker
            | Role::Topic
            | Role::Warning
            | Role::HandOver
            | Role::Key => Modifier::BOLD,
            Role::Rule if self.choice == Choice::Auto => Modifier::DIM,
            _ => Modifier::empty(),
        });
        for (accent, modifier) in [
            (Accents::STRONG, Modifier::BOLD),
            (Accents::EMPHASIS, Modifier::ITALIC),
            (Accents::STRIKE, Modifier::CROSSED_OUT),
            (Accents::LINK, Modifier::UNDERLINED),
        ] {
            if accents.contains(accent) {
                style = style.add_modifier(modifier);
            }
        }
        if accents.contains(Accents::HIT) {
            style.patch(self.hit())
        } else {
            style
        }
    }

    /// What is added to the row that is chosen.
    #[must_use]
    pub fn chosen(&self) -> Style {
        match self.choice {
            Choice::Auto | Choice::Mono => Style::new().add_modifier(Modifier::REVERSED),
            Choice::Dark | Choice::Light => Style::new().fg(White).bg(Blue),
            Choice::Contrast => Style::new().fg(Black).bg(White),
        }
    }

    /// A word that the search matched.
    fn hit(self) -> Style {
        let strong = Modifier::BOLD | Modifier::UNDERLINED;
        match self.choice {
            Choice::Mono => Style::new().add_modifier(strong),
            Choice::Contrast => Style::new().fg(Black).bg(LightYellow).add_modifier(strong),
            Choice::Auto | Choice::Dark | Choice::Light => Style::new()
                .fg(Black)
                .bg(Yellow)
                .add_modifier(Modifier::UNDERLINED),
        }
    }

    fn colour(self, role: Role) -> Option<Color> {
        let [quote, staff, warning, secondary] = match self.choice {
            Choice::Mono => return None,
            Choice::Auto => [Some(Magenta), None, Some(LightRed), None],
            Choice::Dark => [LightCyan, LightMagenta, LightRed, Gray].map(Some),
            Choice::Light => [Blue, Magenta, Red, DarkGray].map(Some),
            Choice::Contrast => [Some(LightCyan), Some(LightGreen), Some(LightYellow), None],
        };
        match role {
            Role::Quote | Role::QuoteBar | Role::Speaker => quote,
            Role::Staff => staff,
            Role::Warning | Role::HandOver => warning,
            Role::Hint | Role::Rule | Role::Alternative => secondary,
            Role::Heading | Role::Topic | Role::Search | Role::Key
                if self.choice == Choice::Dark =>
            {
                Some(White)
            }
            _ => None,
        }
    }

    /// The character to draw instead of `symbol`, where the terminal lacks it; in ASCII it may be several.
    #[must_use]
    pub fn symbol<'a>(&self, symbol: &'a str) -> Cow<'a, str> {
        if self.charset == Charset::Unicode || symbol.is_ascii() {
            return Cow::Borrowed(symbol);
        }
        let one = match symbol {
            "─" | "—" | "–" | "━" | "‐" | "‑" | "·" => "-",
            "│" | "┃" | "┊" | "▌" | "║" | "░" => "|",
            "┬" | "┴" | "┼" | "├" | "┤" => "+",
            "█" => "#",
            "›" | "→" => ">",
            "‹" | "←" => "<",
            "↑" => "^",
            "↓" => "v",
            "“" | "”" | "„" | "«" | "»" => "\"",
            "‘" | "’" | "‚" => "'",
            "•" | "◦" | "▪" => "*",
            "…" => ".",
            "\u{a0}" => " ",
            _ if self.charset == Charset::Ascii => return Cow::Owned(text::ascii(symbol)),
            _ => symbol,
        };
        Cow::Borrowed(one)
    }

    /// How a key is written in the footer.
    #[must_use]
    pub fn key(&self, name: &'static str) -> &'static str {
        match (self.charset, name) {
            (Charset::Unicode, _) => name,
            (_, "↑↓") => "Up/Down",
            _ => name,
        }
    }
}
