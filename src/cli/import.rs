//! `frontdesk import`: a clinic's own papers, as a file of ours. What has no place in it is kept as a
//! comment.

pub(super) mod draft;
mod html;
mod markdown;
mod names;
pub(super) mod own;
mod page;
mod shapes;
mod signs;
mod speakers;
mod table;
mod value;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use serde_json::Value;

use super::plural;
use crate::{
    faq::{self, Severity, Source},
    text::clean_line,
    unanswered::reason,
};
pub(super) use draft::scalar;
use draft::{Draft, Item};
use names::Keys;

/// Make an FAQ file of other papers
///
/// Reads Markdown and plain text, tables (CSV, TSV), web pages, and JSON and YAML of other shapes. What
/// cannot be placed stands in the result as a comment, and is counted on standard error; menus, footers and
/// forms of a web page are counted only. Exits with 1 when no question was found. From Word: save as a web
/// page (HTML); from Excel: save as CSV.
#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// The files, each of which becomes a file of ours
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// A new file to write, or a folder, where each group of questions becomes a file; else all is printed
    #[arg(short, long = "out", value_name = "OUT")]
    out: Option<PathBuf>,
    #[command(flatten)]
    keys: Keys,
}

const NO_QUESTION: &str = "no question was found in it; write each question as a heading (# …), or name the columns of a table, the keys of a list, with --question and --answer";
const DOCUMENT: &str = "this is a document or a picture, not plain text; save it there as a web page (HTML), a table as CSV, or copy the text of a PDF document into a text editor, and import that";
const MIME: &str = "this is a web page or a mail packed up with its pictures (MIME); open it, save it as a web page (HTML only), and import that";
const PROGRAM: &str =
    "this is a program; save the list of questions in it as JSON, and import that";

/// One of so many first lines tells a file of MIME.
const MIME_HEAD: usize = 50;

pub(super) fn main(args: &ImportArgs) -> Result<ExitCode, ExitCode> {
    let refuse =
        |file: &Path, why: String| super::failure(format_args!("{}: {why}", super::shown(file)));
    let mut texts: Vec<(String, String)> = Vec::new();
    for file in &args.files {
        let text = faq::bytes(file).and_then(|bytes| text(&bytes));
        let text = text.map_err(|why| refuse(file, why))?;
        let mut draft = read(file, &text, &args.keys).map_err(|why| refuse(file, why))?;
        draft.finish();
        let name = super::shown(file);
        if draft.entries().next().is_none() {
            super::tell(format_args!("{name}: {NO_QUESTION}"));
            continue;
        }
        for line in draft.report(&text) {
            super::tell(format_args!("{name}: {line}"));
        }
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let from = file_name(file);
        let from = format!("From {from}, by frontdesk import. Next: frontdesk check THIS-FILE");
        let parts = match &args.out {
            Some(out) if is_folder(out) => split(draft, &stem),
            _ => vec![(stem.into_owned(), draft)],
        };
        let parts = parts.into_iter();
        texts.extend(parts.map(|(stem, part)| (stem, part.yaml(&from))));
    }
    if texts.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let Some(out) = &args.out else {
        for left in texts.iter().filter_map(|(_, text)| left(text)) {
            super::tell(format_args!(
                "what is printed has {left}; frontdesk check shows each at its line"
            ));
        }
        let all: String = texts.into_iter().map(|(_, text)| text).collect();
        return Ok(super::show(ExitCode::SUCCESS, all));
    };
    write(out, &texts).map_err(|(file, why)| refuse(&file, why))?;
    Ok(ExitCode::SUCCESS)
}

/// What has to be done by hand before this file can be used.
fn left(text: &str) -> Option<String> {
    let (name, text) = (String::new(), text.to_owned());
    let today = jiff::Zoned::now().date();
    let problems = Source::Text { name, text }.load(today, &mut |_| ()).err()?;
    let errors = problems.iter().filter(|p| p.severity == Severity::Error);
    Some(format!("{} left to do", plural(errors.count(), "thing")))
}

fn file_name(file: &Path) -> String {
    clean_line(&file.file_name().unwrap_or_default().to_string_lossy()).into_owned()
}

fn is_folder(out: &Path) -> bool {
    out.is_dir() || !faq::is_yaml(out)
}

/// Each group as a draft of its own, with a name for its file. What stands in no group with entries is kept
/// in the first.
fn split(draft: Draft, stem: &str) -> Vec<(String, Draft)> {
    let part = |title: &String| Draft {
        title: title.clone(),
        items: Vec::new(),
        ..draft.clone()
    };
    let mut parts = vec![part(&draft.title)];
    let mut open = 0;
    for item in &draft.items {
        match item {
            Item::Group(title) => {
                let is_named = !title.is_empty();
                let title = if is_named { title } else { &draft.title };
                let slug = faq::slug(title);
                let known = parts.iter().position(|part| faq::slug(&part.title) == slug);
                open = known.unwrap_or(parts.len());
                parts.extend(known.is_none().then(|| part(title)));
            }
            item => parts[open].items.push(item.clone()),
        }
    }
    let parts = parts.into_iter();
    let (mut parts, bare): (Vec<_>, Vec<_>) =
        parts.partition(|part| part.entries().next().is_some());
    let groups = parts.iter().filter(|part| part.title != draft.title);
    if groups.count() < 2 {
        return vec![(stem.to_owned(), draft)];
    }
    let mut kept = Draft::default();
    for part in bare {
        kept.keep([part.title]);
        kept.items.extend(part.items);
    }
    parts[0].items.splice(0..0, kept.items);
    let named = parts.into_iter().map(|part| match faq::slug(&part.title) {
        slug if slug.is_empty() => (stem.to_owned(), part),
        slug => (slug, part),
    });
    named.collect()
}

/// Writes new files; what is there already stays.
fn write(out: &Path, texts: &[(String, String)]) -> Result<(), (PathBuf, String)> {
    let is_folder = is_folder(out);
    if is_folder {
        fs::create_dir_all(out).map_err(|why| (out.to_owned(), reason(&why)))?;
    } else if texts.len() > 1 {
        let why = "name a folder for the files that several become";
        return Err((out.to_owned(), why.to_owned()));
    }
    for (stem, text) in texts {
        let inner = is_folder.then(|| out.join(format!("{stem}.yaml")));
        let path = inner.unwrap_or_else(|| out.to_owned());
        super::create(&path, text).map_err(|why| (path.clone(), why))?;
        let (name, argument) = (super::shown(&path), super::argument(&path));
        let left = left(text).map_or_else(String::new, |left| format!(", with {left}"));
        super::tell(format_args!(
            "{name} is written{left}; next: frontdesk check {argument}"
        ));
    }
    Ok(())
}

/// What the text of the file holds, whatever it is.
fn read(file: &Path, text: &str, keys: &Keys) -> Result<Draft, String> {
    let start = text.trim_start();
    let ending = file.extension().unwrap_or_default().to_string_lossy();
    let begins = start.get(..9).unwrap_or(start).to_lowercase();
    let signs = ["<!doctype", "<html", "<?"];
    let is_page = signs.iter().any(|sign| begins.starts_with(sign));
    let mut head = start.lines().take(MIME_HEAD);
    if head.any(|line| line.to_lowercase().starts_with("mime-version:")) {
        return Err(MIME.to_owned());
    }
    let mut draft = match ending.to_lowercase().as_str() {
        "csv" | "tsv" | "tab" => table::read(text, keys)?,
        _ if is_page => page::read(text),
        "html" | "htm" | "xhtml" | "php" | "asp" | "aspx" | "jsp" => page::read(text),
        "json" | "jsonld" | "ndjson" | "jsonl" => shapes::read(json(text)?, keys),
        "yaml" | "yml" => shapes::read(faq::documents(text)?, keys),
        "md" | "markdown" | "mdx" => markdown::read(text),
        "js" | "jsx" | "mjs" | "ts" | "tsx" => return Err(PROGRAM.to_owned()),
        _ => match json(text) {
            Ok(values) if start.starts_with(['{', '[']) => shapes::read(values, keys),
            _ if table::has_tabs(text, keys) => table::read(text, keys)?,
            _ => markdown::read(text),
        },
    };
    if draft.source.is_empty() {
        draft.source = file_name(file);
    }
    Ok(draft)
}

fn json(text: &str) -> Result<Vec<Value>, String> {
    let value = serde_json::from_str(text);
    let value = value.map_err(|why| format!("this is no JSON: {why}"))?;
    Ok(vec![value])
}

/// The letters of the file: UTF-8, UTF-16 that says so, or else Windows-1252.
fn text(bytes: &[u8]) -> Result<String, String> {
    if faq::is_document(bytes) {
        return Err(DOCUMENT.to_owned());
    }
    let wide = faq::utf16(bytes).map(|units| String::from_utf16_lossy(&units));
    let text = wide.unwrap_or_else(|| {
        let bare = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let utf8 = std::str::from_utf8(bare).map(str::to_owned);
        utf8.unwrap_or_else(|_| bytes.iter().map(|byte| windows(*byte)).collect())
    });
    if text.contains('\0') {
        return Err("this is not a text file".to_owned());
    }
    Ok(faq::with_line_feeds(text))
}

/// A letter of Windows-1252.
fn windows(byte: u8) -> char {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => HIGH.chars().nth((byte - 0x80).into()).unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}
