//! Files that are no FAQ of ours but hold one, or two versions of one: for them one sentence says more than
//! each of their lines.

use std::path::Path;

use super::{
    keys::{ENTRY, FILE, KeyOwner},
    line,
    tree::{self, Node},
    wording::{Finding, finding},
};

/// What to say instead of every mistake of a file that `frontdesk import` can read; none where it is one of
/// ours with mistakes.
pub(super) fn finding(name: &str, text: &str) -> Option<Finding> {
    let what = by_name(name).filter(|_| !text.contains("entries"));
    Some(of(what.or_else(|| by_text(text))?, name))
}

/// What to say of each place of `text` at which git, or a program like it, left two people's changes: as they
/// both stand there, whatever else looks wrong may be right. One of the signs alone tells of no such place.
pub(super) fn merge_conflicts(text: &str) -> Vec<Finding> {
    let signs = ["<<<<<<< ", "=======", ">>>>>>> "];
    let is_there = |sign: &&str| text.lines().any(|line| line.starts_with(*sign));
    if !signs.iter().all(is_there) {
        return Vec::new();
    }
    let places = text.match_indices(signs[0]).map(|(at, _)| at);
    let places = places.filter(|at| line::start(text, *at) == *at);
    places.map(|at| finding!(at, "merge-conflict")).collect()
}

/// That the file called `name` is `what`.
pub(super) fn of(what: &str, name: &str) -> Finding {
    finding!(0, "foreign", what, name)
}

/// What a file of this name holds, as far as that can be told.
pub(super) fn by_name(name: &str) -> Option<&'static str> {
    let ending = Path::new(name).extension()?.to_string_lossy();
    match ending.to_lowercase().as_str() {
        "md" | "markdown" | "mdx" => Some("Markdown"),
        "csv" | "tsv" => Some("a table"),
        "json" | "jsonld" | "jsonl" | "ndjson" => Some("JSON of another shape"),
        "htm" | "html" => Some("a web page (HTML)"),
        "txt" => Some("plain text"),
        _ => None,
    }
}

fn by_text(text: &str) -> Option<&'static str> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.trim_start().starts_with('<') {
        return Some("a web page (HTML)");
    }
    if text.lines().filter(|line| line.starts_with("Q:")).count() > 1 {
        return Some("plain text");
    }
    if let Ok(tree::Tree { root, .. }) = tree::read(text)
        && root.text().is_none()
    {
        let is_json = first.starts_with(['{', '[']);
        let what = if is_json {
            "JSON of another shape"
        } else {
            "YAML of another shape"
        };
        let is_other = is_json && !root.items().is_empty() || is_other_shape(&root);
        return is_other.then_some(what);
    }
    let cells = first.to_lowercase();
    let mut cells = cells.split([',', ';', '\t']);
    let mut has = |name: &str| cells.any(|cell| cell.trim().trim_matches('"') == name);
    if has("question") && has("answer") && !first.contains(": ") {
        return Some("a table");
    }
    let is_ours = |line: &str| {
        let keys = ["entries:", "question:", "answer:"];
        let line = line.trim_start_matches([' ', '-']);
        keys.iter().any(|key| line.starts_with(key))
    };
    let is_heading = |line: &str| {
        let signs = ["## ", "### ", "**"];
        signs.iter().any(|sign| line.starts_with(sign))
    };
    (!text.lines().any(is_ours) && text.lines().any(is_heading)).then_some("Markdown")
}

/// Whether questions and answers may stand in it under other names or in other places.
fn is_other_shape(root: &Node) -> bool {
    let meant = |key: &Node, owner: KeyOwner| owner.closest(key.text()?);
    let is_ours = |node: &Node| {
        let mut keys = node.pairs().iter().map(|(key, _)| meant(key, ENTRY));
        keys.any(|key| matches!(key, Some("question" | "answer")))
    };
    let is_known = |(key, _): &(Node, Node)| meant(key, ENTRY).is_some();
    let has_entries = |(key, list): &(Node, Node)| {
        let mut items = list.items().iter();
        if key.text() == Some("entries") {
            // Its first item decides, unless that has no keys at all.
            let first = items.next();
            return first
                .is_none_or(|item| item.pairs().is_empty() || item.pairs().iter().any(is_known));
        }
        meant(key, FILE) == Some("entries") && items.any(|item| item.get("question").is_some())
    };
    let (items, pairs) = (root.items(), root.pairs());
    if items.iter().any(is_ours) || pairs.iter().any(has_entries) {
        return false;
    }
    let holds_more = |node: &Node| {
        let mut items = node.items().iter();
        items.any(|item| item.text().is_none()) || !node.pairs().is_empty()
    };
    let is_other = |(name, value): &(Node, Node)| match meant(name, FILE) {
        None | Some("entries") => holds_more(value) || name.text().is_some_and(asks),
        Some(_) => false,
    };
    items.iter().any(holds_more) || pairs.iter().any(is_other)
}

pub(crate) fn asks(text: &str) -> bool {
    let text = text
        .trim()
        .trim_end_matches(['*', '_', '"', '”', ')', ' ', ':']);
    text.ends_with(['?', '？', '؟', '\u{37e}'])
}
