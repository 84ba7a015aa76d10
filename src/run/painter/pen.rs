//! Colours and weight, and the shortest sequence that changes them.

use std::fmt;

use ratatui::{
    buffer::Cell,
    style::{Color, Modifier},
};

use super::Dialect;

/// Modifiers, the codes that put them on and those that take them off; the theme uses no others.
const MODIFIERS: [(Modifier, u8, u8); 7] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];
/// Those that are seen where there is no character; GNU screen shows italics reversed.
const SEEN_ON_BLANKS: Modifier = Modifier::ITALIC
    .union(Modifier::UNDERLINED)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// Colours and weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Pen {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Pen {
    /// The terminal's own.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        modifier: Modifier::empty(),
    };

    /// The one that a cell asks for.
    pub(super) fn of(cell: &Cell) -> Self {
        Self {
            fg: cell.fg,
            bg: cell.bg,
            modifier: cell.modifier,
        }
    }

    /// Whether `cell` looks as it should when painted with this pen: of a blank, only some is seen.
    pub(super) fn suits(self, cell: &Cell) -> bool {
        self == Self::of(cell) || is_blank(cell) && self.shows_nothing() && self.bg == cell.bg
    }

    /// Whether terminals agree on what erasing with this pen leaves: their own background, and nothing else.
    pub(super) fn erases(self) -> bool {
        self.shows_nothing() && self.bg == Color::Reset
    }

    fn shows_nothing(self) -> bool {
        !self.modifier.intersects(SEEN_ON_BLANKS)
    }

    /// The shortest sequence that makes `to` of this pen.
    pub(super) fn change(self, to: Self, dialect: Dialect) -> Codes {
        if self == to {
            return Codes::default();
        }
        let mut afresh = Codes::default();
        afresh.push(0);
        afresh.add(Self::PLAIN, to);
        if dialect == Dialect::Old && !to.modifier.contains(self.modifier) {
            return afresh;
        }
        let mut change = Codes::default();
        let mut kept = self;
        for (modifier, _, off) in MODIFIERS {
            if kept.modifier.contains(modifier) && !to.modifier.contains(modifier) {
                change.push(off);
                // Bold and dim have one code: both go, and what is to stay is added again.
                for (gone, _, _) in MODIFIERS.iter().filter(|(_, _, other)| *other == off) {
                    kept.modifier.remove(*gone);
                }
            }
        }
        change.add(kept, to);
        if afresh.len() < change.len() {
            afresh
        } else {
            change
        }
    }
}

/// The codes of a change of pens; writes itself as one sequence, or as nothing.
#[derive(Clone, Copy, Default)]
pub(super) struct Codes {
    /// As many as there can be: each modifier off and on, and two colours of five.
    codes: [u8; 24],
    count: usize,
}

impl Codes {
    /// How many bytes it writes.
    pub(super) fn len(&self) -> usize {
        match self.codes() {
            [] => 0,
            [0] => 3,
            codes => {
                codes
                    .iter()
                    .map(|code| digits((*code).into()) + 1)
                    .sum::<usize>()
                    + 2
            }
        }
    }

    fn codes(&self) -> &[u8] {
        &self.codes[..self.count]
    }

    fn push(&mut self, code: u8) {
        self.codes[self.count] = code;
        self.count += 1;
    }

    /// Adds what `to` has and `from` has not.
    fn add(&mut self, from: Pen, to: Pen) {
        let added = to.modifier.difference(from.modifier);
        for (_, on, _) in MODIFIERS.iter().filter(|(one, _, _)| added.contains(*one)) {
            self.push(*on);
        }
        if from.fg != to.fg {
            self.color(to.fg, 30);
        }
        if from.bg != to.bg {
            self.color(to.bg, 40);
        }
    }

    /// Adds a colour, 30 being the code of the first of the foreground and 40 of the background.
    fn color(&mut self, color: Color, first: u8) {
        let code = match color {
            Color::Reset => 9,
            Color::Black => 0,
            Color::Red => 1,
            Color::Green => 2,
            Color::Yellow => 3,
            Color::Blue => 4,
            Color::Magenta => 5,
            Color::Cyan => 6,
            Color::Gray => 7,
            Color::DarkGray => 60,
            Color::LightRed => 61,
            Color::LightGreen => 62,
            Color::LightYellow => 63,
            Color::LightBlue => 64,
            Color::LightMagenta => 65,
            Color::LightCyan => 66,
            Color::White => 67,
            Color::Indexed(n) => {
                return [first + 8, 5, n]
                    .into_iter()
                    .for_each(|code| self.push(code));
            }
            Color::Rgb(r, g, b) => {
                return [first + 8, 2, r, g, b]
                    .into_iter()
                    .for_each(|code| self.push(code));
            }
        };
        self.push(first + code);
    }
}

impl fmt::Display for Codes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.codes() {
            [] => Ok(()),
            [0] => f.write_str("\x1b[m"),
            [first, others @ ..] => {
                write!(f, "\x1b[{first}")?;
                others.iter().try_for_each(|code| write!(f, ";{code}"))?;
                f.write_str("m")
            }
        }
    }
}

/// How many digits a number has.
pub(super) fn digits(number: usize) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Whether nothing but its background shows in a cell.
pub(super) fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && Pen::of(cell).shows_nothing()
}
