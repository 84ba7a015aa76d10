//! Draws the model: pure, and the same for a screen and a test. The model has chosen and wrapped what shows;
//! here it gets its place and its paint.

use std::borrow::Cow;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::{Modifier, Style},
};

use crate::{
    app::{self, LastAction, Model, Scene},
    labels::fill,
    layout::{Layout, SMALLEST, WIDEST},
    text::{self, Accents, Line, Role, Side, Span, Surface, joined, spans_width},
    theme::Theme,
};

/// The keys that are left out first where there is no room for all.
const LESS_NEEDED: [&str; 3] = ["Esc", "Enter", "↑↓"];

/// Draws `model` on the whole buffer. Returns where a screen reader should read, for the hardware cursor: in
/// the search box while typing, at the chosen question after an arrow key, at the title on a full page.
pub fn draw(model: &Model, theme: &Theme, buffer: &mut Buffer) -> Option<Position> {
    let area = buffer.area;
    let mut brush = Brush {
        buffer,
        theme,
        indent: model.layout.map_or(0, |layout| layout.indent),
    };
    brush.buffer.set_style(area, theme.base());
    let Some(layout) = &model.layout else {
        let (width, height) = SMALLEST;
        let size = format!("{width}x{height}");
        let words = fill(model.labels().too_small, [&size]);
        brush.words(area, &words, Role::Look);
        return None;
    };
    let search = search(model, layout, &mut brush);
    for (line, at) in model.warning().iter().zip(layout.warning.rows()) {
        brush.line(at, line);
    }
    let chosen = list(model, layout, &mut brush);
    answer(model, layout, &mut brush);
    next_question(model, layout, &mut brush);
    keys(model, layout, &mut brush);
    Some(
        match (model.call.open, model.call.help, model.call.last_action) {
            (Scene::List, None, LastAction::Choosing) => chosen.unwrap_or(search),
            (Scene::List, None, LastAction::Typing) => search,
            _ if layout.heading.is_empty() => search,
            _ => inset(layout.heading, layout.indent).as_position(),
        },
    )
}

/// A buffer to paint on.
struct Brush<'a> {
    buffer: &'a mut Buffer,
    theme: &'a Theme,
    /// Where text begins.
    indent: u16,
}

impl Brush<'_> {
    /// Paints `text` from the left edge of `row`; returns the columns used.
    fn words(&mut self, row: Rect, text: &str, role: Role) -> u16 {
        self.spans(row, &[Span::new(text, role)])
    }

    /// Paints labelled text from the left edge of `row`; what is wider is cut. Returns the columns used.
    fn spans(&mut self, row: Rect, spans: &[Span]) -> u16 {
        let mut spare = usize::from(row.width).saturating_sub(spans_width(spans));
        let (mut left, mut longer) = (row, 0);
        for span in spans.iter().filter(|_| !row.is_empty()) {
            let mut text = self.spelt(span, &mut spare);
            // What is spelt out takes its cells from the blanks behind it: columns stay where they are.
            if span.text.bytes().all(|byte| byte == b' ') {
                let given = longer.min(text.len().saturating_sub(1));
                text = Cow::Borrowed(&span.text[given..]);
                longer -= given;
            }
            longer += text::width(&text).saturating_sub(text::width(&span.text));
            let style = self.theme.style(span.role, span.accents);
            let room = usize::from(left.width);
            let (end, _) = self.buffer.set_stringn(left.x, row.y, text, room, style);
            left = inset(left, end - left.x);
        }
        left.x - row.x
    }

    /// Text as the terminal can show it: what it lacks is spelt out with cells that its row has to `spare`.
    /// Without them, a letter becomes its first letter, and a sign a question mark.
    fn spelt<'a>(&self, span: &'a Span, spare: &mut usize) -> Cow<'a, str> {
        if span.text.is_ascii() && span.accents == Accents::NONE {
            return Cow::Borrowed(&span.text);
        }
        let mut fits = |plain: &str, shown: &str| {
            let left = spare.checked_sub(plain.len().saturating_sub(text::width(shown)));
            *spare = left.unwrap_or(*spare);
            left.is_some()
        };
        let key = self.theme.key(&span.text);
        if key != span.text && fits(key, &span.text) {
            return Cow::Borrowed(key);
        }
        let mut spelt = String::new();
        for (_, symbol) in text::graphemes(&span.text) {
            let Some(plain) = self.theme.symbol(symbol, span.accents) else {
                spelt.push_str(symbol);
                continue;
            };
            if fits(&plain, symbol) {
                spelt.push_str(&plain);
            } else if symbol.chars().all(char::is_alphabetic) {
                spelt.push_str(&plain[..1]);
            } else {
                spelt.push('?');
            }
        }
        Cow::Owned(spelt)
    }

    /// Paints a row of the page: its surface, its bar, what it says.
    fn line(&mut self, row: Rect, line: &Line) {
        let paint = self.theme.surface(line.surface);
        self.buffer.set_style(row, paint.fill);
        match line.surface {
            Surface::Stop => {
                self.end(first(row, 2));
                self.end(right(row, 2));
            }
            Surface::Foot => self.side(row),
            _ if paint.is_ruled => self.rule(row),
            _ => {}
        }
        if let Some((sign, role)) = paint.bar {
            match (line.surface, line.side) {
                (Surface::Staff, side) => self.sign(row, side, sign, role),
                (_, Side::Left) => _ = self.words(row, sign, role),
                (_, Side::Right) => _ = self.words(right(row, 1), sign, role),
            }
        }
        let indent = self.indent - u16::from(line.surface.is_card());
        let text = match line.side {
            Side::Left => inset(short(row, 1), indent),
            Side::Right => right(short(row, indent), spans_width(&line.spans)),
        };
        let edge = match line.surface {
            Surface::Stop => self.indent,
            _ => 2,
        };
        let label = inset(short(row, edge), self.indent);
        let label = right(label, spans_width(&line.right));
        for (at, spans) in [(text, &line.spans), (label, &line.right)] {
            if paint.is_ruled {
                self.on_rule(at, spans);
            } else {
                self.spans(at, spans);
            }
        }
    }

    fn rule(&mut self, row: Rect) {
        self.words(row, &"─".repeat(usize::from(row.width)), Role::Rule);
    }

    /// Paints labelled text on a rule, between blanks.
    fn on_rule(&mut self, row: Rect, spans: &[Span]) {
        if !spans.is_empty() {
            let apart = Rect::new(row.x.saturating_sub(1), row.y, row.width + 2, 1);
            self.words(apart, &" ".repeat(spans_width(spans) + 2), Role::Rule);
            self.spans(row, spans);
        }
    }

    /// A sign beside the text of a row.
    fn sign(&mut self, at: Rect, side: Side, sign: &str, role: Role) {
        let column = self.indent - 2;
        let at = match side {
            Side::Left => inset(at, column),
            Side::Right => right(short(at, column), 1),
        };
        self.words(at, sign, role);
    }

    /// An end of a banner: its own colour, where there are few.
    fn end(&mut self, at: Rect) {
        if let Some(edge) = self.theme.style(Role::StopEnd, Accents::NONE).fg {
            let style = Style::new().bg(edge).remove_modifier(Modifier::REVERSED);
            self.buffer.set_style(at, style);
        }
    }

    /// A side of an emergency.
    fn side(&mut self, at: Rect) {
        self.words(at, &"█".repeat(usize::from(at.width)), Role::StopEnd);
        // Some fonts leave seams between blocks.
        self.end(at);
    }

    /// A thumb in the last column of `area`, if not all of `all` shows.
    fn thumb(&mut self, area: Rect, from: usize, shown: usize, all: usize) {
        if shown >= all || area.is_empty() {
            return;
        }
        let rows = usize::from(area.height);
        let thumb = (rows * shown / all).clamp(1, rows);
        let most = all - shown;
        let start = ((rows - thumb) * from.min(most) + most / 2) / most;
        for at in area.rows().skip(start).take(thumb) {
            self.words(right(at, 1), "▐", Role::Hint);
        }
    }

    /// A row of the search box's frame with labels in it.
    fn frame(&mut self, at: Rect, corners: [&str; 2], start: &[Span], end: &[Span]) {
        self.rule(at);
        self.words(at, corners[0], Role::Rule);
        self.words(right(at, 1), corners[1], Role::Rule);
        self.on_rule(right(short(at, 3), spans_width(end)), end);
        self.on_rule(short(inset(at, 3), 3), start);
    }
}

fn row(area: Rect, number: usize) -> Rect {
    Rect::new(area.x, area.y + number as u16, area.width, 1)
}

/// `row` without so many columns on the left.
fn inset(row: Rect, columns: u16) -> Rect {
    right(row, usize::from(row.width.saturating_sub(columns)))
}

/// `row` without so many columns on the right.
fn short(row: Rect, columns: u16) -> Rect {
    first(row, row.width.saturating_sub(columns))
}

fn first(row: Rect, width: u16) -> Rect {
    Rect {
        width: width.min(row.width),
        ..row
    }
}

/// The last `width` columns of `row`.
fn right(row: Rect, width: usize) -> Rect {
    let width = (width as u16).min(row.width);
    Rect::new(row.right() - width, row.y, width, row.height)
}

/// The search box; returns where its cursor stands.
fn search(model: &Model, layout: &Layout, brush: &mut Brush<'_>) -> Position {
    let area = layout.search;
    let is_framed = area.height > 1;
    let at = row(area, usize::from(is_framed));
    if is_framed {
        box_of(model, area, brush);
        for edge in [at, right(at, 1)] {
            brush.words(edge, "│", Role::Rule);
        }
    }
    brush.words(inset(at, layout.indent - 2), "›", Role::Search);
    let mut field = inset(short(at, if is_framed { 2 } else { 0 }), layout.indent);
    if let Some(notice) = notice_beside(model, layout) {
        field = short(field, notice.width + 1);
    }
    let corrections = model.corrections(usize::from(field.width) / 2);
    if !corrections.is_empty() {
        let at = right(field, text::width(&corrections));
        brush.words(at, &corrections, Role::Hint);
        field = short(field, at.width + 2);
    }
    let input = &model.call.input;
    let (shown, cursor) = input.window(usize::from(field.width));
    if input.text().is_empty() {
        let hint = text::truncate(model.labels().placeholder, usize::from(field.width));
        brush.words(field, &hint, Role::Hint);
    } else {
        let role = if input.is_selected() {
            Role::Selected
        } else {
            Role::Search
        };
        brush.words(field, &text::clean_line(shown), role);
        if !input.text().starts_with(shown) {
            brush.words(field, "…", Role::Hint);
        }
    }
    let cursor = (cursor as u16).min(field.width.saturating_sub(1));
    Position::new(field.x + cursor, field.y)
}

/// Where what has just happened stands if neither a frame nor a row of keys has room for it.
fn notice_beside(model: &Model, layout: &Layout) -> Option<Rect> {
    let is_beside = layout.keys.is_empty() && model.notice().is_some();
    is_beside.then(|| right(layout.search, usize::from(layout.search.width / 2)))
}

/// The frame of the search box: whose questions, what to look at, how many; what has just happened, how many
/// were found.
fn box_of(model: &Model, area: Rect, brush: &mut Brush<'_>) {
    let room = usize::from(area.width) - 8;
    let rule = Span::new(" ─ ", Role::Rule);
    let mut chips = model.chips();
    let name = spans_width(&model.title(room)[..1]);
    let end = loop {
        let end = joined(&chips, rule.clone());
        if chips.len() < 2 || name + 3 + spans_width(&end) <= room {
            break end;
        }
        chips.pop();
    };
    let title = model.title(room.saturating_sub(spans_width(&end) + 3));
    brush.frame(row(area, 0), ["╭", "╮"], &title, &end);
    let notice = model.notice();
    let mut end = joined(&model.chips_below(), rule);
    // What has just happened is said once; how many were found can be seen.
    let said = spans_width(notice.as_slice());
    if said > 0 && said + 3 + spans_width(&end) > room {
        end.clear();
    }
    let start = notice.map(|notice| notice.cut(room));
    brush.frame(row(area, 2), ["╰", "╯"], start.as_slice(), &end);
}

/// The questions; returns where the chosen one begins.
fn list(model: &Model, layout: &Layout, brush: &mut Brush<'_>) -> Option<Position> {
    let area = layout.list;
    let mut chosen = None;
    for (line, at) in model.rows.iter().zip(area.rows()) {
        brush.line(at, line);
        if line.surface == Surface::Chosen {
            chosen = Some(inset(at, layout.indent).as_position());
        } else if at.y == area.y && model.selected().is_none() {
            brush.sign(at, line.side, "?", Role::LookStrong);
        }
    }
    let shown = model.shown();
    brush.thumb(area, shown.start, shown.len(), model.positions());
    chosen
}

fn answer(model: &Model, layout: &Layout, brush: &mut Brush<'_>) {
    let (answer, scroll) = model.answer();
    for (line, at) in answer.heading.iter().zip(layout.heading.rows()) {
        brush.line(at, line);
    }
    let rows = answer.rows.iter().enumerate().skip(scroll);
    for ((number, line), mut at) in rows.zip(layout.body.rows()) {
        let is_banner = matches!(line.surface, Surface::Stop | Surface::Foot);
        if answer.is_emergency() && !is_banner {
            for side in [first(at, 1), right(at, 1)] {
                brush.side(side);
            }
            at = inset(short(at, 1), 1);
            brush.indent -= 1;
            brush.line(at, line);
            brush.indent += 1;
        } else {
            brush.line(at, line);
        }
        if model.current_match() == Some(number) {
            brush.sign(at, line.side, "›", Role::Key);
        }
    }
    let shown = usize::from(layout.body.height);
    brush.thumb(layout.body, scroll, shown, answer.rows.len());
}

/// The question that the next press of an arrow shows.
fn next_question(model: &Model, layout: &Layout, brush: &mut Brush<'_>) {
    if let Some(question) = model.next_question().filter(|_| !layout.next.is_empty()) {
        brush.line(layout.next, &question);
        brush.sign(layout.next, question.side, "↓", Role::Key);
    }
}

/// The keys, as many as fit; where the search box has no frame, what has just happened instead.
fn keys(model: &Model, layout: &Layout, brush: &mut Brush<'_>) {
    let is_small = layout.is_small;
    let at = notice_beside(model, layout).unwrap_or(layout.keys);
    if at.is_empty() {
        return;
    }
    let mut at = inset(short(at, if is_small { 0 } else { 2 }), layout.indent - 2);
    if let Some(notice) = model.notice().filter(|_| is_small) {
        brush.spans(at, &[notice.cut(usize::from(at.width))]);
        return;
    }
    let gap = if at.width < WIDEST - 4 { 2 } else { 3 };
    let labels = model.labels();
    let painted = |(key, what): &app::KeyHint| {
        let key = labels.key(brush.theme.key(key));
        [
            Span::new(key, Role::Key),
            Span::new(format!(" {what}"), Role::Hint),
        ]
    };
    let room = |keys: &[app::KeyHint]| -> usize {
        let widths = keys.iter().map(|hint| spans_width(&painted(hint)) + gap);
        widths.sum()
    };
    let (mut keys, help) = model.keys();
    let most = usize::from(at.width) + gap - room(help.as_slice()).min(usize::from(at.width));
    for key in LESS_NEEDED {
        if room(&keys) > most {
            keys.retain(|(name, _)| *name != key);
        }
    }
    if let Some(help) = help.filter(|_| room(&keys) <= most) {
        let help = painted(&help);
        brush.spans(right(at, spans_width(&help)), &help);
    }
    for hint in &keys {
        // Where there is no room for what it does, the key stands alone.
        let hint = painted(hint);
        let fits = |spans: &&[Span]| spans_width(spans) <= usize::from(at.width);
        let shown = [&hint[..], &hint[..1]].into_iter().find(fits);
        let used = brush.spans(at, shown.unwrap_or_default());
        at = inset(at, used + gap as u16);
    }
}
