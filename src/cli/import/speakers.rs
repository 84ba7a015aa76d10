//! Paragraphs in quotation marks with a name beside them, as block quotes with their speakers.

use crate::markdown::DASHES;

/// The marks that open a quotation, and those that close it.
const MARKS: [(char, &[char]); 5] = [
    ('“', &['”', '“', '"']),
    ('"', &['"', '”']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('»', &['«']),
];

/// `answer`, in Markdown, with each such paragraph as a quote of its speaker's.
pub(super) fn quoted(answer: &str) -> String {
    let parts = answer.split("\n\n").map(|part| part.trim_matches('\n'));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let (mut out, mut at) = (Vec::new(), 0);
    while at < parts.len() {
        // The name may be a paragraph of its own.
        let ends = at + 1..=parts.len().min(at + 2);
        let found = ends
            .into_iter()
            .find_map(|end| Some((quote(&parts[at..end])?, end)));
        let (part, end) = found.unwrap_or_else(|| (parts[at].to_owned(), at + 1));
        out.push(part);
        at = end;
    }
    out.join("\n\n")
}

/// The quote that these paragraphs are.
fn quote(paragraphs: &[&str]) -> Option<String> {
    if paragraphs[0].starts_with([' ', '|', '#']) && !paragraphs[0].trim().starts_with("**") {
        return None;
    }
    // Where a line ends tells a name apart, however it is ended.
    let text = paragraphs.join("\n\n").replace("  \n", "\n");
    // A quote may have its speaker on the line of its words.
    let inner = text.lines().map(|line| line.strip_prefix('>'));
    let inner = inner
        .collect::<Option<Vec<_>>>()
        .map(|lines| lines.join("\n"));
    let text = inner.as_deref().unwrap_or(&text).trim();
    let (before, words) = named(text).map_or((None, text), |(name, words)| (Some(name), words));
    let open = words.chars().next()?;
    let (_, closes) = MARKS.iter().find(|(mark, _)| *mark == open)?;
    let words = &words[open.len_utf8()..];
    let end = closing(words, closes)?;
    let after = words[end..].trim_start_matches(|c| closes.contains(&c));
    let name = match (before, after.trim()) {
        (Some(name), "") => name,
        (None, after) => behind(after)?,
        (Some(_), _) => return None,
    };
    let spoken = words[..end].trim();
    if spoken.is_empty() || spoken.contains("\n\n") {
        return None;
    }
    let lines = spoken.lines().map(|line| format!("> {}\n", line.trim()));
    Some(format!("{}> — {name}", lines.collect::<String>()))
}

/// Where the mark stands that ends the quotation: the last letter of it, or before a name.
fn closing(text: &str, closes: &[char]) -> Option<usize> {
    let ends = text
        .char_indices()
        .rev()
        .filter(|(_, c)| closes.contains(c));
    let mut ends = ends.map(|(at, mark)| (at, &text[at + mark.len_utf8()..]));
    let end = ends.find(|(_, rest)| rest.trim().is_empty() || behind(rest).is_some());
    end.map(|(at, _)| at)
}

/// Verbs between a name and its colon.
const VERBS: &str = " says said writes explains sagt dit dice zegt diz säger siger говорит ";
/// Words of a name that begin with no capital.
const SMALL: &str = " the of de van von der den la le el al da do di at our und and ";

/// A name at the beginning, and what follows it: `Dr. Fard: …`, `**Dr. Fard**` on a line, `Dr. Fard says: …`.
fn named(text: &str) -> Option<(String, &str)> {
    let bold = text
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"));
    let ends = |name: &str, rest: &str| {
        name.ends_with(':') || rest.trim_start_matches(' ').starts_with([':', '\n'])
    };
    let (name, rest) = match bold {
        Some((name, rest)) => ends(name, rest).then_some((name, rest))?,
        None => text.split_once(':')?,
    };
    let name = name.trim_end_matches(':');
    let with_verb = name.rsplit_once(' ');
    let is_verb = |(_, verb): &(&str, &str)| VERBS.contains(&format!(" {verb} "));
    let name = with_verb.filter(is_verb).map_or(name, |(name, _)| name);
    let rest = rest.trim_start_matches([':', ' ', '\n', '\\']);
    Some((speaker(name)?, rest))
}

/// A name behind a quotation: `— Dr. Fard`, `(Dr. Fard)`.
fn behind(text: &str) -> Option<String> {
    let text = text.trim_matches(['*', '_', '\\', '\n', ' ']);
    let in_brackets = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let name = text.trim_start_matches(DASHES);
    speaker(in_brackets.or((name.len() < text.len()).then_some(name))?)
}

/// A person's name: a few words that begin with capitals, no sentence.
fn speaker(name: &str) -> Option<String> {
    let name = name.trim_matches(['*', '_', ' ']);
    let is_capital = |c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic();
    let fits = |word: &str| {
        word.starts_with(is_capital)
            || SMALL.contains(&format!(" {word} "))
            || word.starts_with('(')
    };
    let is_name = name.len() <= 80
        && name.starts_with(is_capital)
        && name.split_whitespace().count() <= 7
        && name.split_whitespace().all(fits)
        && !name.contains(|c: char| "?!;“”\"\n[".contains(c) || c.is_ascii_digit());
    is_name.then(|| name.to_owned())
}
