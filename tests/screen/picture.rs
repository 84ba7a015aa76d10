//! The README's picture of the screen, made from the program's own buffer.
//!
//! The test fails when the picture no longer shows what the program draws;
//! `PICTURE=write cargo test --test screen picture` makes it anew.

use std::{fmt::Write as _, fs, path::Path};

use ratatui::{
    buffer::Buffer,
    style::{Color, Modifier, Style},
};

use crate::desk::Desk;

/// One cell, in pixels.
const CELL: (usize, usize) = (9, 18);

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let mut desk = Desk::new(100, 26);
    desk.theme = Theme::new(Choice::Dark, Charset::Unicode);
    desk.keys("will a layer of skin be remvoed");
    let drawn = svg(&desk.buffer().0);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/frontdesk.svg");
    if std::env::var_os("PICTURE").is_some_and(|value| value == "write") {
        fs::write(&path, &drawn).expect("data/ can be written");
    }
    let kept = fs::read_to_string(&path).expect("data/frontdesk.svg");
    assert!(
        kept == drawn,
        "data/frontdesk.svg is out of date: PICTURE=write cargo test --test screen picture"
    );
}

/// The buffer as an SVG: a run of cells with one style is one background and one text.
fn svg(buffer: &Buffer) -> String {
    let (columns, rows) = (buffer.area.width as usize, buffer.area.height as usize);
    let (width, height) = (columns * CELL.0, rows * CELL.1);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"15\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#0c0c0c\"/>\n"
    );
    for (y, row) in buffer.content.chunks(columns).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.style() == b.style()) {
            let text: String = run.iter().map(ratatui::buffer::Cell::symbol).collect();
            write_run(&mut out, (x, y), &text, run.len(), run[0].style());
            x += run.len();
        }
    }
    out.push_str("</svg>\n");
    out
}

fn write_run(out: &mut String, (x, y): (usize, usize), text: &str, cells: usize, style: Style) {
    let (fg, bg) = (hex(style.fg, "#cccccc"), hex(style.bg, "#0c0c0c"));
    let (left, top, width) = (x * CELL.0, y * CELL.1, cells * CELL.0);
    if bg != "#0c0c0c" {
        let height = CELL.1;
        writeln!(
            out,
            "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{bg}\"/>"
        )
        .expect("a string takes it");
    }
    if text.trim().is_empty() {
        return;
    }
    let has = |modifier| style.add_modifier.contains(modifier);
    let weight = if has(Modifier::BOLD) {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let line = if has(Modifier::UNDERLINED) {
        " text-decoration=\"underline\""
    } else {
        ""
    };
    // A place for every letter, so that whatever font is found the columns stand.
    let places: Vec<String> = (x..x + cells)
        .map(|column| (column * CELL.0).to_string())
        .collect();
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" xml:space=\"preserve\" fill=\"{fg}\"{weight}{line}>{escaped}</text>",
        places.join(" "),
        top + 14,
    )
    .expect("a string takes it");
}

/// The 16 colours as a common terminal shows them.
fn hex(colour: Option<Color>, default: &'static str) -> &'static str {
    match colour {
        Some(Color::Black) => "#0c0c0c",
        Some(Color::Gray) => "#cccccc",
        Some(Color::White) => "#ffffff",
        Some(Color::Blue) => "#1d4fb8",
        Some(Color::Yellow) => "#e5c83a",
        Some(Color::LightCyan) => "#61d6d6",
        Some(Color::LightMagenta) => "#d781d7",
        Some(Color::LightRed) => "#f0605a",
        None | Some(Color::Reset) => default,
        Some(other) => panic!("{other} has no place in this picture's palette"),
    }
}
