//! Paragraphs in quotation marks with a name beside them, as block quotes with their speakers.

use crate::markdown::{DASHES, MARKS};

/// `answer`, in Markdown, with each such paragraph as a quote of its speaker's.
pub(super) fn quoted(answer: &str) -> String {
    let parts = answer.split("\n\n").map(|part| part.trim_matches('\n'));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < parts.len() {
        // The name may be a paragraph of its own.
        let mut ends = at + 1..=parts.len().min(at + 2);
        let found = ends.find_map(|end| Some((quote(&parts[at..end])?, end)));
        let (part, end) = found.unwrap_or_else(|| (parts[at].to_owned(), at + 1));
        out.push(part);
        at = end;
    }
    out.join("\n\n")
}

/// The quote that these paragraphs are.
fn quote(paragraphs: &[&str]) -> Option<String> {
    // Where a line ends tells a name apart, however it is ended.
    let text = paragraphs.join("\n\n").replace("  \n", "\n");
    // A quote may have its speaker on the line of its words.
    let inner: Option<Vec<_>> = text.lines().map(|line| line.strip_prefix('>')).collect();
    let inner = inner.map(|lines| lines.join("\n"));
    let text = inner.as_deref().unwrap_or(&text).trim_start();
    let (name, words) = MARKS.iter().find_map(|(open, close)| {
        let (before, rest) = text.split_once(*open)?;
        let (words, behind) = rest.rsplit_once(*close)?;
        let name = match (before, behind.trim()) {
            ("", behind) => name_behind(behind)?,
            (before, "") => name_before(before)?,
            _ => return None,
        };
        Some((name, words.trim()))
    })?;
    let lines = words.lines().map(|line| format!("> {}\n", line.trim()));
    let is_one = !words.is_empty() && !words.contains("\n\n");
    is_one.then(|| format!("{}> — {name}", lines.collect::<String>()))
}

/// Verbs between a name and its colon.
const VERBS: &str = " says said writes explains sagt dit dice zegt diz säger siger говорит ";
/// Words of a name that begin with no capital.
const SMALL: &str = " the of de van von der den la le el al da do di at our und and ";

/// A name before a quotation: `Dr. Fard: `, `**Dr. Fard**` on a line, `Dr. Fard says: `.
fn name_before(text: &str) -> Option<&str> {
    let name = text.trim_end_matches(['*', '_', '\\', '\n', ' ']);
    let is_told = name.ends_with(':') || text.starts_with("**") && text.ends_with('\n');
    let name = name.trim_end_matches(':');
    let with_verb = name.rsplit_once(' ');
    let is_verb = |(_, verb): &(&str, &str)| VERBS.contains(&format!(" {verb} "));
    let name = with_verb.filter(is_verb).map_or(name, |(name, _)| name);
    speaker(name).filter(|_| is_told)
}

/// A name behind a quotation: `— Dr. Fard`, `(Dr. Fard)`.
fn name_behind(text: &str) -> Option<&str> {
    let text = text.trim_matches(['*', '_', '\\', '\n', ' ']);
    let rest = text.strip_prefix('(');
    let in_brackets = rest.and_then(|rest| rest.strip_suffix(')'));
    let name = text.trim_start_matches(DASHES);
    speaker(in_brackets.or((name.len() < text.len()).then_some(name))?)
}

/// A person's name: a few words that begin with capitals, no sentence.
fn speaker(name: &str) -> Option<&str> {
    let name = name.trim_matches(['*', '_', ' ']);
    let is_capital = |c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic();
    let fits = |word: &str| {
        word.starts_with(is_capital)
            || word.starts_with('(')
            || SMALL.contains(&format!(" {word} "))
    };
    let is_name = name.len() <= 80
        && name.starts_with(is_capital)
        && name.split_whitespace().count() <= 7
        && name.split_whitespace().all(fits)
        && !name.contains(|c: char| "?!;“”\"\n[".contains(c) || c.is_ascii_digit());
    is_name.then_some(name)
}
