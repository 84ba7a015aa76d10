//! Frames → the bytes that turn what is on the screen into them: one write a frame.
//!
//! Crossterm's own backend names 16 colours by 256-colour sequences that old terminals do not know, erases
//! bold and reverse under `NO_COLOR`, and asks the terminal for its size. Ratatui's own comparison of frames
//! prints a blank into the second half of an emoji. This one skips cells that have not changed and erases the
//! blank end of a row. It uses cursor movement, EL and SGR as ECMA-48 has them.

use std::{
    fmt::{Display, Write as _},
    io, mem,
};

use ratatui::{
    buffer::{Buffer, Cell, CellWidth},
    layout::{Position, Rect},
    style::{Color, Modifier},
};

use super::terminal::Tty;

/// Begin and end of a frame that the terminal shows at once, where it can.
const SYNCHRONIZED: (&str, &str) = ("\x1b[?2026h", "\x1b[?2026l");
const ERASE: &str = "\x1b[0m\x1b[2J";
/// The theme's modifiers, and the codes that put them on and off.
const MODIFIERS: [(Modifier, &str, &str); 5] = [
    (Modifier::BOLD, ";1", ";22"),
    (Modifier::ITALIC, ";3", ";23"),
    (Modifier::UNDERLINED, ";4", ";24"),
    (Modifier::REVERSED, ";7", ";27"),
    (Modifier::CROSSED_OUT, ";9", ";29"),
];

/// What is on the terminal's screen, and what it takes to change it.
pub(super) struct Canvas {
    bytes: String,
    /// What the screen shows, row by row.
    screen: Buffer,
    /// How the next character looks: a blank cell.
    pen: Cell,
    /// Where it goes, when that is known.
    at: Option<Position>,
    /// Whether the cursor is seen, when that is known.
    shown: Option<bool>,
}

impl Canvas {
    /// A screen that is about to be erased.
    pub(super) fn new(area: Rect) -> Self {
        Self {
            bytes: ERASE.to_owned(),
            screen: Buffer::empty(area),
            pen: Cell::EMPTY,
            at: None,
            shown: None,
        }
    }

    /// Makes the next frame paint every cell.
    pub(super) fn forget(&mut self) {
        *self = Self::new(self.screen.area);
    }

    /// Paints a frame of so many columns and rows; an error is that the terminal is gone.
    pub(super) fn paint(
        &mut self,
        tty: &Tty,
        (columns, rows): (u16, u16),
        draw: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> io::Result<()> {
        let area = Rect::new(0, 0, columns, rows);
        if self.screen.area != area {
            *self = Self::new(area);
        }
        match self.change(draw).as_str() {
            "" => Ok(()),
            bytes => tty.write([SYNCHRONIZED.0, bytes, SYNCHRONIZED.1].concat().as_bytes()),
        }
    }

    /// The bytes of the next frame; none when nothing has changed.
    fn change(&mut self, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> String {
        let (frame, cursor) = drawn(self.screen.area, draw);
        let old = mem::replace(&mut self.screen, frame.clone());
        let columns = usize::from(frame.area.width);
        let rows = old.content.chunks(columns);
        for (y, (old, new)) in rows.zip(frame.content.chunks(columns)).enumerate() {
            let text = new.iter().rposition(|cell| !is_erased(cell));
            let text = text.map_or(0, |last| last + 1);
            for (x, cell) in new.iter().enumerate() {
                // Without a symbol it is the rest of a wide character.
                if *cell == old[x] || cell.symbol().is_empty() {
                    continue;
                }
                self.go(Position::new(x as u16, y as u16));
                if x >= text {
                    // Terminals agree on what erasing leaves with their own ground only.
                    self.dip(&Cell::EMPTY);
                    self.put("\x1b[K");
                    break;
                }
                self.print(cell);
            }
        }
        if let Some(cursor) = cursor {
            self.go(cursor);
        }
        if self.shown.replace(cursor.is_some()) != Some(cursor.is_some()) {
            self.put(cursor.map_or("\x1b[?25l", |_| "\x1b[?25h"));
        }
        mem::take(&mut self.bytes)
    }

    fn put(&mut self, what: impl Display) {
        // Writing to memory does not fail.
        let _ = write!(self.bytes, "{what}");
    }

    /// Moves the cursor.
    fn go(&mut self, to: Position) {
        match self.at.replace(to) {
            Some(at) if at == to => {}
            Some(at) if at.y == to.y && at.x < to.x => {
                self.put(format_args!("\x1b[{}C", to.x - at.x));
            }
            _ => self.put(format_args!("\x1b[{};{}H", to.y + 1, to.x + 1)),
        }
    }

    /// Prints a cell where the cursor is.
    fn print(&mut self, cell: &Cell) {
        self.dip(cell);
        self.put(cell.symbol());
        // Where the cursor is after the last column and after wide characters, terminals do not agree.
        let columns = self.screen.area.width;
        let is_sure = |at: &Position| cell.cell_width() == 1 && at.x + 1 < columns;
        let at = self.at.filter(is_sure);
        self.at = at.map(|at| Position::new(at.x + 1, at.y));
    }

    /// Makes the pen that of `cell`, by what differs.
    fn dip(&mut self, cell: &Cell) {
        let changed = self.pen.modifier ^ cell.modifier;
        let mut codes = String::new();
        for (modifier, on, off) in MODIFIERS {
            if changed.contains(modifier) {
                let is_on = cell.modifier.contains(modifier);
                codes += if is_on { on } else { off };
            }
        }
        for (from, to, first) in [(self.pen.fg, cell.fg, 30), (self.pen.bg, cell.bg, 40)] {
            if from != to {
                codes += &color(to, first);
            }
        }
        if codes.is_empty() {
            return;
        }
        self.pen = Cell::EMPTY;
        self.pen.set_style(cell.style());
        self.put(format_args!("\x1b[{}m", codes.trim_start_matches(';')));
    }
}

/// Whether a cell looks as erasing leaves it: bold alone does not show there. (GNU screen shows italics
/// reversed.)
fn is_erased(cell: &Cell) -> bool {
    cell.symbol() == " " && cell.bg == Color::Reset && Modifier::BOLD.contains(cell.modifier)
}

/// The code of a colour, 30 being the first of the foreground's and 40 of the background's. The theme numbers
/// the 16 colours.
fn color(color: Color, first: u8) -> String {
    match color {
        Color::Indexed(n @ 0..8) => format!(";{}", first + n),
        Color::Indexed(n @ 8..16) => format!(";{}", first + 60 + n - 8),
        Color::Indexed(n) => format!(";{};5;{n}", first + 8),
        Color::Rgb(r, g, b) => format!(";{};2;{r};{g};{b}", first + 8),
        _ => format!(";{}", first + 9),
    }
}

/// A frame, and where the cursor is to be seen in it, if anywhere. What a wide character covers has no
/// symbol.
fn drawn(
    area: Rect,
    draw: impl FnOnce(&mut Buffer) -> Option<Position>,
) -> (Buffer, Option<Position>) {
    let mut frame = Buffer::empty(area);
    let cursor = draw(&mut frame);
    for row in frame.content.chunks_mut(usize::from(area.width)) {
        let mut covered = 0;
        for cell in row {
            if covered > 0 {
                *cell = Cell::new("");
            }
            covered = u16::saturating_sub(covered, 1).max(cell.cell_width().saturating_sub(1));
        }
    }
    (frame, cursor)
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use proptest::{collection::vec, prelude::*, sample::select};
    use ratatui::style::Style;

    use super::*;

    const AREA: Rect = Rect::new(0, 0, 30, 7);

    /// A text with its place and style.
    type Text = (u16, u16, String, Style);

    fn text() -> impl Strategy<Value = Text> {
        let (red, white, many) = (Color::Indexed(1), Color::Indexed(15), Color::Rgb(1, 2, 30));
        let own = Color::Reset;
        let color = || select(vec![own, own, own, red, white, Color::Indexed(70), many]);
        let modifiers = [
            Modifier::empty(),
            Modifier::BOLD,
            Modifier::ITALIC,
            Modifier::BOLD | Modifier::UNDERLINED,
            Modifier::REVERSED | Modifier::BOLD,
        ];
        let style = (color(), color(), select(modifiers.to_vec()))
            .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier));
        let parts = "a|b|list| |  |          |─|漢|漢字|é|e\u{301}|❤️".split('|');
        let text = vec(select(parts.collect::<Vec<_>>()), 0..9).prop_map(|parts| parts.concat());
        // To the last column and beyond.
        let column = prop_oneof![1 => Just(0), 2 => 0..AREA.width];
        (column, 0..AREA.height, text, style)
    }

    fn paint(canvas: &mut Canvas, texts: &[Text]) -> String {
        canvas.change(|frame| {
            for (x, y, text, style) in texts {
                frame.set_string(*x, *y, text, *style);
            }
            if let Some((x, y, ..)) = texts.first() {
                // As a chosen row is painted over.
                let row = Rect::new(0, *y, AREA.width - x, 1);
                frame.set_style(row, Style::new().reversed());
            }
            Some(Position::new(3, 1))
        })
    }

    fn screen() -> vt100::Parser {
        let [columns, rows] = [AREA.width, AREA.height].map(|n| NonZeroU16::new(n).unwrap());
        vt100::Parser::new(rows, columns, 0)
    }

    /// What is to be seen in each cell.
    fn cells(parser: &vt100::Parser) -> Vec<String> {
        let see = |Position { x, y }| {
            let cell = parser.screen().cell(y, x).unwrap();
            let (text, ground) = (cell.contents(), cell.bgcolor());
            let shows = [cell.italic(), cell.underline(), cell.inverse()];
            if matches!(text, "" | " ") && !shows.contains(&true) {
                return format!("blank {ground:?} {}", cell.is_wide_continuation());
            }
            let weight = [cell.bold(), cell.dim()];
            format!(
                "{text:?} {:?} {ground:?} {shows:?} {weight:?}",
                cell.fgcolor()
            )
        };
        AREA.positions().map(see).collect()
    }

    proptest! {
        #[test]
        fn changes_lead_to_what_painting_all_leads_to(texts in vec(text(), 6..30), step in 1..6_usize) {
            let (mut canvas, mut seen) = (Canvas::new(AREA), screen());
            // Each frame keeps some texts of the one before, as the screens of a program do.
            for texts in texts.windows(6).step_by(step) {
                seen.process(paint(&mut canvas, texts).as_bytes());
                let mut whole = screen();
                whole.process(paint(&mut Canvas::new(AREA), texts).as_bytes());
                let pairs = cells(&seen).into_iter().zip(cells(&whole)).enumerate();
                let wrong: Vec<_> = pairs.filter(|(_, (seen, whole))| seen != whole).collect();
                prop_assert_eq!(wrong, []);
                prop_assert_eq!(seen.screen().cursor_position(), (1, 3));
            }
        }
    }

    #[test]
    fn little_is_written_for_little_that_changes() {
        for (first, second, bytes) in [
            ("hurt", "hurt", ""),
            // One letter, and the cursor back.
            ("hurt", "hurl", "\x1b[1;4Hl\x1b[2;4H"),
            // What has not changed is moved over.
            (
                "am b     !",
                "xm y     ?",
                "\x1b[1;1Hx\x1b[2Cy\x1b[5C?\x1b[2;4H",
            ),
            ("a漢a", "x漢y", "\x1b[1;1Hx\x1b[2Cy\x1b[2;4H"),
            // The end of a row is erased.
            ("hurting", "it", "\x1b[1;1Hit\x1b[K\x1b[2;4H"),
        ] {
            let mut canvas = Canvas::new(AREA);
            let mut paint = |text| {
                canvas.change(|frame| {
                    frame.set_string(0, 0, text, Style::new());
                    Some(Position::new(3, 1))
                })
            };
            paint(first);
            assert_eq!(paint(second), bytes, "{second}");
        }
    }
}
