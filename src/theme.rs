//! What each [`Role`](crate::text::Role) looks like, in 16 colours or none, and in which characters.

/// As chosen on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Choice {
    /// Colours that suit a dark and a light background alike; none where the terminal or `NO_COLOR` says so.
    #[default]
    Auto,
    /// For light text on a dark background.
    Dark,
    /// For dark text on a light background.
    Light,
    /// Black, white and the strongest colours.
    Contrast,
    /// No colours; bold, underline and reverse only.
    Mono,
}

/// Which characters the terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Charset {
    /// All of Unicode.
    Unicode,
    /// ASCII rules and bars (text itself stays as it is where the terminal speaks UTF-8).
    Ascii,
}

/// Roles to styles.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// The colours.
    pub choice: Choice,
    /// The characters.
    pub charset: Charset,
}
