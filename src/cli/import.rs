//! `frontdesk import`: a clinic's own papers, as a file of ours. What has no place in it is kept as a comment.

mod draft;
mod html;
mod markdown;
mod names;
mod shapes;
mod speakers;
mod table;

use std::{
    fs::{self, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use super::plural;
use crate::{
    faq::{self, Source},
    text::clean_line,
};
pub(super) use draft::scalar;
use draft::{Draft, Summary};

/// Make an FAQ file of other papers
///
/// Reads Markdown and plain text, tables (CSV, TSV), web pages, and JSON and YAML of other shapes. What cannot be
/// placed stands in the result as a comment, and is counted on standard error. Exits with 1 when no question was
/// found. From Word: save as a web page (HTML); from Excel: save as CSV.
#[derive(Debug, clap::Args)]
pub(super) struct ImportArgs {
    /// The files, each of which becomes a file of ours
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// A new file to write, or a folder, where each group of questions becomes a file; else all is printed
    #[arg(short, long = "out", value_name = "OUT")]
    out: Option<PathBuf>,
    /// The column or key that holds the questions, where its name does not tell
    #[arg(long, value_name = "NAME")]
    question: Option<String>,
    /// The column or key that holds the answers
    #[arg(long, value_name = "NAME")]
    answer: Option<String>,
    /// The topic's name, where the file has another or none
    #[arg(long)]
    title: Option<String>,
    /// Who speaks in the quotes that name nobody
    #[arg(long, value_name = "NAME")]
    doctor: Option<String>,
    /// The two-letter code of the answers' language
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
}

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 16 << 20;

pub(super) fn main(args: &ImportArgs) -> Result<ExitCode, ExitCode> {
    let refuse = |file: &Path, why: String| {
        super::failure(format_args!(
            "{}: {why}",
            clean_line(&file.display().to_string())
        ))
    };
    let mut total = 0;
    let mut texts: Vec<(String, String)> = Vec::new();
    for file in &args.files {
        let mut draft = read(file, args).map_err(|why| refuse(file, why))?;
        for (given, own) in [
            (&args.title, &mut draft.title),
            (&args.doctor, &mut draft.doctor),
            (&args.language, &mut draft.language),
        ] {
            if let Some(given) = given {
                given.clone_into(own);
            }
        }
        let tally = draft.finish();
        tell(file, tally);
        total += tally.entries;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let name = clean_line(&name);
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        if tally.entries == 0 {
            continue;
        }
        if args.out.as_deref().is_some_and(is_folder) {
            texts.extend(
                split(draft, &stem)
                    .into_iter()
                    .map(|(stem, part)| (stem, part.yaml(&name))),
            );
        } else {
            texts.push((stem.into_owned(), draft.yaml(&name)));
        }
    }
    if total == 0 {
        return Ok(ExitCode::FAILURE);
    }
    let today = jiff::Zoned::now().date();
    for (stem, text) in &texts {
        let name = format!("{stem}.yaml");
        let source = Source::Text {
            name: name.clone(),
            text: text.clone(),
        };
        if let Err(problems) = source.load(today, &mut |_| ()) {
            let left = plural(
                problems
                    .iter()
                    .filter(|p| p.severity == faq::Severity::Error)
                    .count(),
                "thing",
            );
            super::tell(format_args!(
                "{name}: {left} left to do; frontdesk check shows each at its line"
            ));
        }
    }
    match &args.out {
        None => Ok(super::output(ExitCode::SUCCESS, |out| {
            texts
                .iter()
                .try_for_each(|(_, text)| out.write_all(text.as_bytes()))
        })),
        Some(out) => {
            let written = write(out, &texts);
            written.map_err(|(file, why)| refuse(&file, why))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn tell(file: &Path, tally: Summary) {
    let file = file.display().to_string();
    let mut said = plural(tally.entries, "entry");
    for (count, what) in [
        (tally.unanswered, "without an answer"),
        (tally.kept, "kept as comments"),
    ] {
        if count > 0 {
            said.extend([", ", &count.to_string(), " ", what]);
        }
    }
    if tally.entries == 0 {
        said = String::from(
            "no question was found in it; name its columns or keys with --question and --answer, or write each question as a heading (# …)",
        );
    }
    super::tell(format_args!("{}: {said}", clean_line(&file)));
}

fn is_folder(out: &Path) -> bool {
    let yaml =
        |e: &std::ffi::OsStr| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml");
    out.is_dir() || !out.extension().is_some_and(yaml)
}

/// Each group as a draft of its own, with a name for its file.
fn split(draft: Draft, stem: &str) -> Vec<(String, Draft)> {
    let several = draft
        .groups
        .iter()
        .filter(|group| !group.title.is_empty())
        .count()
        > 1;
    if !several {
        return vec![(stem.to_owned(), draft)];
    }
    let mut parts: Vec<(String, Draft)> = Vec::new();
    for group in draft.groups {
        let title = if group.title.is_empty() {
            draft.title.clone()
        } else {
            group.title.clone()
        };
        let slug = faq::slug(&title);
        let slug = if slug.is_empty() {
            stem.to_owned()
        } else {
            slug
        };
        let part = Draft {
            title,
            doctor: draft.doctor.clone(),
            language: draft.language.clone(),
            source: draft.source.clone(),
            groups: vec![group],
        };
        // A group without entries is kept with the one before it, or after it.
        if part.entries() == 0
            && let Some((_, last)) = parts.last_mut()
        {
            last.groups.extend(part.groups);
        } else if let Some((name, last)) = parts.last_mut().filter(|(_, last)| last.entries() == 0)
        {
            last.groups.extend(part.groups);
            (*name, last.title) = (slug, part.title);
        } else {
            parts.push((slug, part));
        }
    }
    parts
}

/// Writes new files; what is there already stays.
fn write(out: &Path, texts: &[(String, String)]) -> Result<(), (PathBuf, String)> {
    let folder = is_folder(out);
    if folder {
        fs::create_dir_all(out).map_err(|why| (out.to_owned(), why.to_string()))?;
    }
    let one: String;

    let texts = if folder || texts.len() == 1 {
        texts
    } else {
        one = "name a folder for the files that several become".to_owned();
        return Err((out.to_owned(), one));
    };
    let single = !folder;
    for (stem, text) in texts {
        let path = if single {
            out.to_owned()
        } else {
            out.join(format!("{stem}.yaml"))
        };
        let opened = OpenOptions::new().write(true).create_new(true).open(&path);
        let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|why| match why.kind() {
            io::ErrorKind::AlreadyExists => (
                path.clone(),
                "there is such a file already, which stays as it is; choose another name"
                    .to_owned(),
            ),
            _ => (path.clone(), format!("it cannot be written: {why}")),
        })?;
        super::tell(format_args!(
            "{} is written; next: frontdesk check {0}",
            clean_line(&path.display().to_string())
        ));
    }
    Ok(())
}

/// What the file holds, whatever it is.
fn read(file: &Path, args: &ImportArgs) -> Result<Draft, String> {
    let metadata = fs::metadata(file).map_err(|why| format!("it cannot be read: {why}"))?;
    if !metadata.is_file() {
        return Err("this is no file; name the files themselves".to_owned());
    }
    if metadata.len() > MAX_FILE {
        return Err(format!(
            "the file is too large: at most {} MB are read",
            MAX_FILE >> 20
        ));
    }
    let bytes = fs::read(file).map_err(|why| format!("it cannot be read: {why}"))?;
    let text = text(&bytes)?;
    let start = text.trim_start();
    let ending = file
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase();
    let lower = start.get(..9).unwrap_or(start).to_lowercase();
    let is_page =
        lower.starts_with("<!doctype") || lower.starts_with("<html") || lower.starts_with("<?xml");
    let (question, answer) = (args.question.as_deref(), args.answer.as_deref());
    let keys = shapes::Keys { question, answer };
    let mut draft = match ending.as_str() {
        "csv" | "tsv" | "tab" => table::read(&text, table::Columns { question, answer })?,
        _ if is_page || matches!(&*ending, "html" | "htm" | "xhtml") => page(&text, keys),
        "json" | "jsonld" | "ndjson" | "jsonl" => shapes::read(&json(&text)?, keys),
        "yaml" | "yml" => yaml(&text, keys)?,
        "md" | "markdown" | "mdx" => markdown::read(&text),
        _ if start.starts_with(['{', '[']) => match json(&text) {
            Ok(values) => shapes::read(&values, keys),
            Err(_) => markdown::read(&text),
        },
        _ => markdown::read(&text),
    };
    if draft.source.is_empty() {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        draft.source = clean_line(&name).into_owned();
    }
    Ok(draft)
}

/// A web page: the `FAQPage` in its scripts, or else its headings, folds and terms.
fn page(text: &str, keys: shapes::Keys<'_>) -> Draft {
    let scripts = html::json_ld(text).into_iter();
    let values: Vec<shapes::Value> = scripts
        .filter_map(|body| serde_json::from_str(&body).ok())
        .collect();
    let mut draft = shapes::read(&values, keys);
    if draft.entries() == 0 {
        draft = markdown::read(&html::markdown(text, html::Words::Plain));
    } else {
        // What other scripts say about the page is no part of its answers.
        for group in &mut draft.groups {
            group
                .items
                .retain(|item| matches!(item, draft::Item::Entry(_)));
        }
        draft.groups.retain(|group| !group.items.is_empty());
    }
    if let Some(title) = html::title(text).filter(|_| draft.title.is_empty()) {
        draft.title = title;
    }
    draft
}

/// One value, or one a line.
fn json(text: &str) -> Result<Vec<shapes::Value>, String> {
    let whole = serde_json::from_str(text);
    let lines = || -> Option<Vec<shapes::Value>> {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        lines.map(|line| serde_json::from_str(line).ok()).collect()
    };
    match whole {
        Ok(value) => Ok(vec![value]),
        Err(why) => lines()
            .map(|values| vec![shapes::Value::List(values)])
            .ok_or_else(|| format!("this is no JSON: {why}")),
    }
}

/// YAML, perhaps only in the head of a page in Markdown.
fn yaml(text: &str, keys: shapes::Keys<'_>) -> Result<Draft, String> {
    match faq::documents(text) {
        Ok(values) => Ok(shapes::read(&values, keys)),
        Err(why) => {
            let draft = markdown::read(text);
            if draft.entries() > 0 {
                Ok(draft)
            } else {
                Err(why)
            }
        }
    }
}

/// The letters of the file: UTF-8, UTF-16 that says so, or else Windows-1252.
fn text(bytes: &[u8]) -> Result<String, String> {
    if bytes.starts_with(b"PK\x03\x04")
        || bytes.starts_with(b"\xd0\xcf\x11\xe0")
        || bytes.starts_with(b"{\\rtf")
    {
        return Err("this is a document of an office program; save it there as a web page (HTML), or a table as CSV, and import that".to_owned());
    }
    if bytes.starts_with(b"%PDF-") {
        return Err(
            "this is a PDF document; copy its text into a text editor, save that, and import it"
                .to_owned(),
        );
    }
    let utf16 = |wide: fn([u8; 2]) -> u16| {
        let units = bytes[2..]
            .chunks_exact(2)
            .map(|pair| wide([pair[0], pair[1]]));
        char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect()
    };
    let text: String = match bytes {
        [0xff, 0xfe, ..] => utf16(u16::from_le_bytes),
        [0xfe, 0xff, ..] => utf16(u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|byte| windows(*byte)).collect(),
        },
    };
    if text.contains('\0') {
        return Err("this is not a text file".to_owned());
    }
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A letter of Windows-1252.
fn windows(byte: u8) -> char {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match byte {
        0x80..=0x9f => HIGH.chars().nth((byte - 0x80).into()).unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}
