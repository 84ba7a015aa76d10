//! What words of an answer tell by their looks: names, quotation marks, spaces, links, comments.

use std::borrow::Cow;

/// Whether an item of a list that was meant as "- Nurse Ana" is that, and not one of the doctor's points.
pub(super) fn looks_like_name(line: &str) -> bool {
    line.split_whitespace().count() <= 6
        && !line.starts_with(char::is_lowercase)
        && !line.ends_with(['.', '!', '?', ':', ';', ','])
}

/// What a line that names a speaker begins with.
pub(crate) const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// The pairs of quotation marks that people type.
pub(crate) const MARKS: [(char, char); 6] = [
    ('“', '”'),
    ('"', '"'),
    ('«', '»'),
    ('„', '“'),
    ('»', '«'),
    ('”', '”'),
];

/// The quotation marks that enclose a speech already, as its author typed them; `first` and `last` are the
/// first and last of its `blocks`.
pub(super) fn typed_marks(first: &str, last: &str, blocks: usize) -> Option<(char, char)> {
    MARKS.into_iter().find(|(open, close)| {
        let Some(inner) = first.strip_prefix(*open) else {
            return false;
        };
        if blocks > 1 {
            return last.len() > close.len_utf8() && last.ends_with(*close);
        }
        // “Yes” and “no” begins and ends so too.
        inner
            .strip_suffix(*close)
            .is_some_and(|inner| !inner.is_empty() && !inner.contains([*open, *close]))
    })
}

/// A speech with single marks for the double ones inside it, each as long as before.
pub(super) fn single_marks(speech: &str) -> String {
    // A lone straight one is a sign for inches.
    let is_pair = speech.matches('"').count().is_multiple_of(2);
    let single = |c| match c {
        '“' => '‘',
        '”' => '’',
        '„' => '‚',
        '"' if is_pair => '\'',
        other => other,
    };
    speech.chars().map(single).collect()
}

/// Whether a space behind `text` would be one too many.
pub(super) fn after_space(text: &str) -> bool {
    text.is_empty() || text.ends_with([' ', '\n'])
}

/// Where a link leads, in the form that can be read out, unless its `words` say so already.
pub(super) fn shown_destination<'a>(destination: &'a str, words: &str) -> Option<&'a str> {
    let mut schemes = ["https://", "http://", "mailto:", "tel:"].iter();
    let bare = schemes.find_map(|scheme| destination.strip_prefix(scheme));
    let shown = bare.unwrap_or(destination).trim_end_matches('/');
    let said = words == destination || words.trim_end_matches('/').ends_with(shown);
    (!shown.is_empty() && !shown.starts_with(['#', '/']) && !said).then_some(shown)
}

/// `source` without its HTML comments: they are the author's own. One that is never closed goes on to the
/// end. A line of nothing else goes too.
pub fn without_comments(source: &str) -> Cow<'_, str> {
    if !source.contains("<!--") {
        return Cow::Borrowed(source);
    }
    let mut shown = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find("<!--") {
        shown.push_str(&rest[..at]);
        // Its dashes may be those of its end: `<!-->`.
        let end = rest[at + 2..].split_once("-->");
        rest = end.map_or("", |(_, after)| after);
        let line = shown.rfind('\n').map_or(0, |at| at + 1);
        if shown[line..].trim().is_empty()
            && let Some((end, below)) = rest.split_once('\n')
            && end.trim().is_empty()
        {
            shown.truncate(line);
            rest = below;
        }
    }
    shown.push_str(rest);
    Cow::Owned(shown)
}
