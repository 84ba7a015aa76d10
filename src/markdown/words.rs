//! What words of an answer tell by their looks: names, quotation marks, spaces, links.

/// Whether an item of a list that was meant as "- Nurse Ana" is that, and not one of the doctor's points.
pub(super) fn looks_like_name(line: &str) -> bool {
    line.split_whitespace().count() <= 6
        && !line.starts_with(char::is_lowercase)
        && !line.ends_with(['.', '!', '?', ':', ';', ','])
}

/// The quotation marks that enclose a speech already, as its author typed them; `first` and `last` are the
/// first and last of its `blocks`.
pub(super) fn typed_marks(first: &str, last: &str, blocks: usize) -> Option<(char, char)> {
    [('“', '”'), ('"', '"'), ('«', '»'), ('„', '“')]
        .into_iter()
        .find(|(open, close)| {
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

/// Whether a space behind `text` would be one too many.
pub(super) fn after_space(text: &str) -> bool {
    text.is_empty() || text.ends_with([' ', '\n'])
}

/// Where a link leads, in the form that can be read out, unless its `words` say so already.
pub(super) fn shown_destination<'a>(destination: &'a str, words: &str) -> Option<&'a str> {
    let bare = |s: &'a str| {
        ["https://", "http://", "mailto:", "tel:"]
            .iter()
            .find_map(|scheme| s.strip_prefix(scheme))
            .unwrap_or(s)
            .trim_end_matches('/')
    };
    let shown = bare(destination);
    let said = words == destination || words.trim_end_matches('/').ends_with(shown);
    (!shown.is_empty() && !shown.starts_with('#') && !said).then_some(shown)
}
