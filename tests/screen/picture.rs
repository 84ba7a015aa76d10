//! The README's pictures of the screen, made from the program's own buffer: the default theme, and all themes
//! small.
//!
//! The tests fail when a picture no longer shows what the program draws;
//! `PICTURE=write cargo test --test screen picture` makes them anew.

use std::{fs, path::Path};

use frontdesk::{
    app::Message,
    theme::{Charset, Depth, Theme, ThemeName},
};
use ratatui::{
    buffer::{Buffer, Cell},
    style::{Color, Modifier, Style},
};

use crate::{desk::clinic, meaning::Thinker};

/// One cell, in pixels.
const CELL: (usize, usize) = (9, 18);
/// Columns and rows.
const SIZE: (usize, usize) = (88, 30);
/// The terminal's own ink and ground, which mono keeps.
const OWN: (&str, &str) = ("#d0d0d0", "#000000");

fn screen(name: ThemeName) -> Buffer {
    let mut thinker = Thinker::new(clinic());
    let desk = &mut thinker.desk;
    desk.send(Message::Resized(SIZE.0 as u16, SIZE.1 as u16));
    desk.theme = Theme::new(name, Depth::True, Charset::Unicode);
    desk.keys("will a layer of skin be remvoed");
    thinker.pause().buffer().0
}

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let body = group(&screen(ThemeName::Auto));
    expect("frontdesk.svg", &svg((1, 1), &body));
}

#[test]
fn so_is_the_picture_of_all_themes() {
    use ThemeName::{Contrast, Dark, Light, Mono};
    let names = [Dark, Light, Contrast, Mono].into_iter().enumerate();
    let body = names.map(|(number, name)| {
        let (left, top) = (number % 2 * SIZE.0 * CELL.0, number / 2 * SIZE.1 * CELL.1);
        let group = group(&screen(name));
        format!("<g transform=\"translate({left} {top})\">\n{group}</g>\n")
    });
    expect("themes.svg", &svg((2, 2), &body.collect::<String>()));
}

/// Asserts that a file of `data/` holds this picture, or writes it.
fn expect(name: &str, drawn: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("data")
        .join(name);
    if std::env::var_os("PICTURE").is_some_and(|value| value == "write") {
        fs::write(&path, drawn).expect("data/ can be written");
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let cure = "PICTURE=write cargo test --test screen picture";
    assert!(kept == drawn, "data/{name} is out of date: {cure}");
}

/// So many screens beside and below each other, in one screen's room.
fn svg((columns, rows): (usize, usize), body: &str) -> String {
    let (width, height) = (SIZE.0 * CELL.0, SIZE.1 * CELL.1);
    let (all_columns, all_rows) = (width * columns, height * rows);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {all_columns} {all_rows}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n{body}</svg>\n"
    )
}

/// A buffer's cells: a run of one style is one background and one text.
fn group(buffer: &Buffer) -> String {
    let mut out = String::new();
    for (y, row) in buffer.content.chunks(SIZE.0).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            let text: String = run.iter().map(Cell::symbol).collect();
            out += &drawn((x, y), &text, run.len(), run[0].style());
            x += run.len();
        }
    }
    out
}

fn drawn((x, y): (usize, usize), text: &str, cells: usize, style: Style) -> String {
    let has = |modifier| style.add_modifier.contains(modifier);
    let (mut front, mut back) = (hex(style.fg, OWN.0), hex(style.bg, OWN.1));
    if has(Modifier::REVERSED) {
        (front, back) = (back, front);
    }
    let (left, top, width) = (x * CELL.0, y * CELL.1, cells * CELL.0);
    let height = CELL.1;
    let ground = format!(
        "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{back}\"/>\n"
    );
    if text.trim().is_empty() {
        return ground;
    }
    let if_has = |modifier, attribute| if has(modifier) { attribute } else { "" };
    let weight = if_has(Modifier::BOLD, " font-weight=\"bold\"");
    let line = if_has(Modifier::UNDERLINED, " text-decoration=\"underline\"");
    // A place for every letter, so that whatever font is found the columns stand.
    let places = (x..x + cells).map(|column| (column * CELL.0).to_string());
    let (places, y) = (places.collect::<Vec<_>>().join(" "), top + 14);
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    let ink = format!("fill=\"{front}\"{weight}{line}");
    format!("{ground}<text x=\"{places}\" y=\"{y}\" xml:space=\"preserve\" {ink}>{text}</text>\n")
}

fn hex(colour: Option<Color>, own: &str) -> String {
    match colour {
        Some(Color::Rgb(red, green, blue)) => format!("#{red:02x}{green:02x}{blue:02x}"),
        None | Some(Color::Reset) => own.to_owned(),
        Some(other) => panic!("{other} has no place in this picture"),
    }
}
