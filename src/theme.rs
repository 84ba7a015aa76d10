//! What each [`Role`] and [`Surface`] looks like: twelve inks, in all colours, 256, 16 or none, and in which
//! characters. A leaf: knows nothing of the model, and is told the terminal's ground.
//!
//! Blue-green is the doctor, green is to be said, amber is to be looked at twice, red is to stop, grey is
//! never read aloud. Whatever a colour tells is told by a word, a sign and a place too. In 16 colours, words
//! are black or white: no palette has hues that can be read on all grounds.

use ratatui::style::{Color, Modifier, Style};

use crate::text::{self, Accents, Role, Surface};

/// As chosen on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ThemeName {
    /// As the terminal's ground is; dark where it does not tell, and no colours where `NO_COLOR` says so
    #[default]
    Auto,
    /// Light text on a dark ground
    Dark,
    /// Dark text on white
    Light,
    /// Black, white, yellow and cyan: the strongest contrast
    Contrast,
    /// No colours: bold, underline and reverse only
    Mono,
}

/// How many colours the terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None.
    Mono,
    /// The 16 of the Linux console, whose grounds are the first eight.
    Console,
    /// The 16 that every palette defines as it likes.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// All.
    True,
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

/// A colour by its red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    const fn of(hex: u32) -> Self {
        Self((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
    }

    /// Its relative luminance as WCAG 2 defines it, 0..1.
    pub fn luminance(self) -> f32 {
        let linear = |part: u8| match f32::from(part) / 255.0 {
            part if part <= 0.04045 => part / 12.92,
            part => ((part + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The share (in hundredths) of the way from here to `hue`.
    fn mixed(self, hue: Self, share: i32) -> Self {
        let mix = |from: u8, to: u8| {
            let (from, to) = (i32::from(from), i32::from(to));
            (from + ((to - from) * share + 50).div_euclid(100)) as u8
        };
        Self(mix(self.0, hue.0), mix(self.1, hue.1), mix(self.2, hue.2))
    }
}

/// The ground at least as dark as this is dark; more light than the other, light. Between them neither ink
/// can be read.
const DARK: f32 = 0.045;
const LIGHT: f32 = 0.75;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Inks {
    Dark,
    Light,
    Contrast,
}

/// What paint is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Ground,
    Plain,
    Bright,
    Muted,
    Meta,
    Line,
    Doctor,
    Say,
    Look,
    Stop,
    Edge,
    StopOn,
}

impl Ink {
    /// For dark, light and contrast: its red, green and blue, its number of 256, and of 16.
    const fn values(self) -> ([u32; 3], [u8; 3], [u8; 3]) {
        const WHITE: u32 = 0xff_ffff;
        match self {
            Self::Ground => ([0x11_151b, WHITE, 0], [233, 231, 16], [0, 15, 0]),
            Self::Plain => ([0xd6_dce5, 0x24_292f, WHITE], [252, 235, 231], [7, 0, 15]),
            Self::Bright => ([WHITE, 0, WHITE], [231, 16, 231], [15, 0, 15]),
            Self::Muted => ([0xa3_afbc, 0x54_5d68, WHITE], [248, 240, 231], [7, 0, 15]),
            Self::Meta => ([0xc2_cad3, 0x3f_4853, WHITE], [250, 238, 231], [7, 0, 15]),
            Self::Line => ([0x73_8291, 0x7b_8590, WHITE], [244, 244, 231], [7, 0, 15]),
            Self::Doctor => ([0x5f_d7e7, 0x00_5a70, 0x00_ffff], [123, 23, 51], [6, 4, 6]),
            Self::Say => ([0x8f_dc8f, 0x16_5c2b, 0x5f_ff5f], [157, 22, 83], [2, 2, 2]),
            Self::Look => ([0xf2_c14e, 0x73_4a00, 0xff_ff00], [221, 94, 226], [3, 0, 3]),
            Self::Stop => (
                [0xcf_2a30, 0xb3_141e, 0xc0_0000],
                [160, 124, 124],
                [1, 1, 1],
            ),
            Self::Edge => (
                [0xcf_2a30, 0xb3_141e, 0xff_3030],
                [160, 124, 203],
                [9, 1, 9],
            ),
            Self::StopOn => ([WHITE; 3], [231; 3], [15; 3]),
        }
    }

    /// Of a role: its ink, and whether it is bold.
    const fn of(role: Role) -> (Self, bool) {
        match role {
            Role::Answer | Role::Question => (Self::Plain, false),
            Role::Quote | Role::Chosen | Role::Fact => (Self::Bright, false),
            Role::Heading
            | Role::Say
            | Role::ChosenBar
            | Role::Number
            | Role::Search
            | Role::Selected
            | Role::Key => (Self::Bright, true),
            Role::Bullet | Role::Staff | Role::Less | Role::Hint => (Self::Muted, false),
            Role::StaffLabel => (Self::Muted, true),
            Role::Meta => (Self::Meta, false),
            Role::QuoteBar => (Self::Doctor, false),
            Role::Speaker | Role::QuoteMark => (Self::Doctor, true),
            Role::SayLabel | Role::SayMark => (Self::Say, true),
            Role::Look | Role::LookBar => (Self::Look, false),
            Role::LookStrong => (Self::Look, true),
            Role::Stop => (Self::StopOn, true),
            Role::StopEnd => (Self::Edge, false),
            Role::Rule => (Self::Line, false),
        }
    }
}

/// How the rows of a surface are painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paint {
    /// Below everything on the row.
    pub fill: Style,
    /// The sign at its edge.
    pub bar: Option<(&'static str, Role)>,
    /// Whether a rule tells what a tint cannot.
    pub is_ruled: bool,
}

/// Roles and surfaces to styles, and ornaments to characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Theme {
    name: ThemeName,
    inks: Inks,
    depth: Depth,
    /// The terminal's, where that stays; else the theme paints its own.
    ground: Option<Rgb>,
    charset: Charset,
    /// Whether there are words alone, for a screen reader: no bars, rules and boxes.
    pub is_plain: bool,
}

/// Whether the locale's letters are UTF-8; none where there is no locale. Windows has none, and its consoles
/// are given Unicode whatever it is.
pub fn is_unicode(variable: impl Fn(&str) -> Option<String>) -> Option<bool> {
    let set = |name| variable(name).filter(|value| !value.is_empty());
    if set("OS").is_some_and(|os| os == "Windows_NT") {
        return Some(true);
    }
    let locale = set("LC_ALL").or_else(|| set("LC_CTYPE"));
    let locale = locale.or_else(|| set("LANG"))?.to_ascii_lowercase();
    Some(locale.contains("utf-8") || locale.contains("utf8"))
}

impl Theme {
    /// A theme whatever the terminal, on its own ground.
    pub fn new(name: ThemeName, depth: Depth, charset: Charset) -> Self {
        let inks = match name {
            ThemeName::Light => Inks::Light,
            ThemeName::Contrast => Inks::Contrast,
            _ => Inks::Dark,
        };
        let depth = if name == ThemeName::Mono {
            Depth::Mono
        } else {
            depth
        };
        Self {
            name,
            inks,
            depth,
            ground: None,
            charset,
            is_plain: false,
        }
    }

    /// The theme for a terminal, told by its environment.
    pub fn detect(name: ThemeName, variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let term = set("TERM").unwrap_or_default();
        let old = ["dumb", "vt52", "vt100", "vt102", "vt220", "vt320"];
        let is_colourless = set("NO_COLOR").is_some()
            || old.iter().any(|old| term.starts_with(old))
            || term.ends_with("-m")
            || term.ends_with("-mono");
        let is_true = set("COLORTERM").is_some_and(|c| c == "truecolor" || c == "24bit")
            || term.ends_with("-direct")
            || set("WT_SESSION").is_some();
        let depth = match () {
            () if is_colourless => Depth::Mono,
            () if term == "linux" => Depth::Console,
            () if is_true => Depth::True,
            () if term.contains("256color") => Depth::Indexed,
            () => Depth::Sixteen,
        };
        let charset = if is_unicode(&variable) != Some(true) {
            Charset::Ascii
        } else if term == "linux" {
            Charset::Console
        } else {
            Charset::Unicode
        };
        let mut theme = Self::new(name, depth, charset);
        let is_light = |c: String| matches!(c.rsplit(';').next(), Some("7" | "15"));
        if name == ThemeName::Auto && set("COLORFGBG").is_some_and(is_light) {
            theme.inks = Inks::Light;
        }
        theme
    }

    /// Whether the terminal's ground would change anything.
    pub fn asks_for_ground(&self) -> bool {
        self.name == ThemeName::Auto && !matches!(self.depth, Depth::Mono | Depth::Console)
    }

    /// The theme on a terminal whose ground is known: it stays, where one of the sets of inks can be read on
    /// it.
    #[must_use]
    pub fn on_ground(mut self, ground: Rgb) -> Self {
        if self.asks_for_ground() {
            let luminance = ground.luminance();
            self.inks = if luminance < LIGHT {
                Inks::Dark
            } else {
                Inks::Light
            };
            self.ground = (luminance <= DARK || luminance >= LIGHT).then_some(ground);
        }
        self
    }

    /// The colour of an ink; none in mono. The 16 are the first of the 256.
    fn ink(&self, ink: Ink) -> Option<Color> {
        let (hex, indexed, basic) = ink.values();
        let set = self.inks as usize;
        Some(match self.depth {
            Depth::Mono => return None,
            Depth::Console if ink == Ink::Ground => Color::Indexed(basic[set] % 8),
            Depth::Console | Depth::Sixteen => Color::Indexed(basic[set]),
            Depth::Indexed => Color::Indexed(indexed[set]),
            Depth::True => Color::from_u32(hex[set]),
        })
    }

    /// The ground of a surface: for dark and light, the share of `hue` in it (in hundredths), and its number
    /// of 256. Where there are no tints, that of the page.
    fn tint(&self, hue: u32, values: [(i32, u8); 2]) -> Style {
        let base = self.base();
        let set = self.inks as usize;
        let bg = match (self.depth, values.get(set)) {
            (Depth::Indexed, Some((_, indexed))) => Some(Color::Indexed(*indexed)),
            (Depth::True, Some((share, _))) => {
                let own = Rgb::of(Ink::Ground.values().0[set]);
                let Rgb(red, green, blue) = self.ground.unwrap_or(own).mixed(Rgb::of(hue), *share);
                Some(Color::Rgb(red, green, blue))
            }
            _ => base.bg,
        };
        Style { bg, ..base }
    }

    /// What every cell starts from.
    pub fn base(&self) -> Style {
        Style {
            fg: self.ink(Ink::Plain),
            bg: self.ink(Ink::Ground).filter(|_| self.ground.is_none()),
            ..Style::new()
        }
    }

    /// How text of `role` with `accents` looks, on top of a surface.
    pub fn style(&self, role: Role, accents: Accents) -> Style {
        let (mut ink, mut bold) = Ink::of(role);
        let is_few = matches!(self.depth, Depth::Console | Depth::Sixteen);
        let is_light = self.inks == Inks::Light;
        let is_ornament = matches!(
            role,
            Role::QuoteBar | Role::QuoteMark | Role::SayMark | Role::LookBar | Role::StopEnd
        );
        let in_list = matches!(
            role,
            Role::Question | Role::Less | Role::Chosen | Role::Meta
        );
        bold |= accents.contains(Accents::STRONG) || in_list && accents.contains(Accents::MARK);
        bold |= role == Role::Quote && !self.has_tints();
        bold |= role == Role::Chosen && (is_few || self.depth == Depth::Mono);
        // Grey is never read aloud, also where the terminal does not cross out.
        if accents.contains(Accents::STRIKE) {
            (ink, bold) = (Ink::Muted, false);
        }
        if is_few && !is_ornament {
            let is_strong = bold || matches!(role, Role::Quote | Role::Fact | Role::Chosen);
            ink = if is_strong { Ink::Bright } else { Ink::Plain };
        }
        // Many terminals paint bold black as grey, and bold white as another white.
        bold &= !is_few || !is_light && ink == Ink::Bright;
        let reversed = match role {
            Role::Selected => true,
            Role::SayLabel => is_few || self.depth == Depth::Mono,
            Role::Key | Role::Speaker => is_few && is_light,
            _ => false,
        };
        let has = |accent| accents.contains(accent);
        let modifiers = [
            (bold, Modifier::BOLD),
            (reversed, Modifier::REVERSED),
            (has(Accents::EMPHASIS), Modifier::ITALIC),
            (has(Accents::STRIKE), Modifier::CROSSED_OUT),
            (has(Accents::LINK), Modifier::UNDERLINED),
            (has(Accents::MARK), Modifier::UNDERLINED),
        ];
        let modifiers = modifiers.iter().filter(|(is_on, _)| *is_on);
        Style {
            fg: self.ink(ink),
            add_modifier: modifiers.map(|(_, modifier)| *modifier).collect(),
            ..Style::new()
        }
    }

    /// What a row stands on.
    pub fn surface(&self, surface: Surface) -> Paint {
        let base = self.base();
        let fill = match surface {
            Surface::Page | Surface::Staff | Surface::Look | Surface::Foot => base,
            Surface::Heading => self.tint(0x6b_8299, [(32, 237), (20, 254)]),
            Surface::Doctor => self.tint(0x10_98ad, [(28, 23), (15, 195)]),
            Surface::Say => self.tint(0x2b_8a3e, [(30, 22), (14, 194)]),
            Surface::Chosen if self.reverses_chosen() => base.add_modifier(Modifier::REVERSED),
            Surface::Chosen => self.tint(0x6b_8299, [(14, 235), (8, 255)]),
            Surface::Stop if self.has_many_colours() => Style {
                bg: self.ink(Ink::Stop),
                ..base
            },
            Surface::Stop => Style {
                fg: self.ink(Ink::Bright),
                ..base.add_modifier(Modifier::REVERSED)
            },
        };
        // In ASCII each bar is its own.
        let bar = match surface {
            _ if self.is_plain => None,
            Surface::Doctor => Some((Role::QuoteBar, "▌", "|")),
            Surface::Say => Some((Role::SayMark, "▌", "=")),
            Surface::Look => Some((Role::LookBar, "▌", "!")),
            Surface::Staff => Some((Role::Staff, "┊", ":")),
            Surface::Chosen if !self.reverses_chosen() => Some((Role::ChosenBar, "▌", ">")),
            _ => None,
        };
        let is_unicode = self.charset == Charset::Unicode;
        Paint {
            fill,
            bar: bar.map(|(role, sign, ascii)| (if is_unicode { sign } else { ascii }, role)),
            is_ruled: surface == Surface::Heading && !self.has_tints(),
        }
    }

    /// Whether surfaces differ in their grounds.
    fn has_tints(&self) -> bool {
        self.inks != Inks::Contrast && self.has_many_colours()
    }

    fn has_many_colours(&self) -> bool {
        matches!(self.depth, Depth::True | Depth::Indexed)
    }

    fn reverses_chosen(&self) -> bool {
        self.depth == Depth::Mono || self.inks == Inks::Contrast
    }

    /// What to draw instead of `symbol`, where the terminal lacks it or ornaments are left out; in ASCII it
    /// may be several. Dashes stand for words that are struck out where that cannot be seen: not on older
    /// terminals, and not by a screen reader.
    pub fn symbol(&self, symbol: &str, accents: Accents) -> Option<String> {
        let crosses_out = self.has_many_colours() && !self.is_plain;
        let is_struck = accents.contains(Accents::STRIKE) && symbol != " ";
        match self.charset {
            _ if is_struck && !crosses_out => Some("-".repeat(text::width(symbol))),
            _ if symbol.is_ascii() => None,
            _ if self.is_plain && "─│┃┊▌▐█╭╮╰╯┼├┤┬┴".contains(symbol) => {
                Some(" ".to_owned())
            }
            Charset::Unicode => None,
            Charset::Console if symbol.chars().all(char::is_alphanumeric) => None,
            Charset::Console | Charset::Ascii => Some(text::ascii(symbol)),
        }
    }

    /// How a key is written.
    pub fn key<'a>(&self, name: &'a str) -> &'a str {
        match name {
            "↑↓" | "↑ ↓" if self.charset != Charset::Unicode => "Up/Down",
            _ => name,
        }
    }
}
