//! Files that are no FAQ of ours but hold one: for them one sentence says more than each of their lines.

use std::path::Path;

use super::{
    keys::{ENTRY, FILE, meant},
    tree::{self, Node, Yaml},
    wording::{Finding, finding},
};

/// What to say instead of every mistake of a file that `frontdesk import` can read; none where it is one of
/// ours with mistakes.
pub(super) fn finding(name: &str, text: &str) -> Option<Finding> {
    let what = by_name(name)
        .filter(|_| !text.contains("entries"))
        .or_else(|| by_text(text))?;
    Some(of(what, name))
}

/// That the file called `name` is `what`.
pub(super) fn of(what: &str, name: &str) -> Finding {
    finding!(0, "foreign", what, name)
}

/// What a file of this name holds, as far as that can be told.
pub(super) fn by_name(name: &str) -> Option<&'static str> {
    let ending = Path::new(name)
        .extension()?
        .to_string_lossy()
        .to_lowercase();
    match ending.as_str() {
        "md" | "markdown" | "mdx" => Some("Markdown"),
        "csv" | "tsv" => Some("a table"),
        "json" | "jsonld" | "jsonl" | "ndjson" => Some("JSON of another shape"),
        "js" | "jsx" | "mjs" | "ts" | "tsx" => Some("a program with a list"),
        "txt" => Some("plain text"),
        _ => None,
    }
}

fn by_text(text: &str) -> Option<&'static str> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.trim_start().starts_with('<') {
        return Some("a web page (HTML)");
    }
    let is_asked = |line: &&str| line.starts_with("Q:") || line.starts_with("Q. ");
    if text.lines().filter(is_asked).count() > 1 {
        return Some("plain text");
    }
    let tree = tree::read(text).map(|tree| tree.root);
    if let Ok(
        tree @ (Node {
            kind: Yaml::Map(_), ..
        }
        | Node {
            kind: Yaml::List(_),
            ..
        }),
    ) = &tree
    {
        let is_json = first.starts_with(['{', '[']);
        let what = if is_json {
            "JSON of another shape"
        } else {
            "YAML of another shape"
        };
        let is_other = is_json && !tree.items().is_empty() || is_other_shape(tree);
        return is_other.then_some(what);
    }
    let cells = first.split([',', ';', '\t']);
    let cells: Vec<String> = cells
        .map(|cell| cell.trim().trim_matches('"').to_lowercase())
        .collect();
    let has = |name: &str| cells.iter().any(|cell| cell == name);
    if has("question") && has("answer") && !first.contains(": ") {
        return Some("a table");
    }
    let is_ours = |line: &str| {
        let line = line.trim_start_matches([' ', '-']);
        ["entries:", "question:", "answer:"]
            .iter()
            .any(|key| line.starts_with(key))
    };
    let is_heading = |line: &str| {
        let signs = ["## ", "### ", "**"];
        signs.iter().any(|sign| line.starts_with(sign))
            || line.starts_with("# ") && line.ends_with('?')
    };
    (!text.lines().any(is_ours) && text.lines().any(is_heading)).then_some("Markdown")
}

/// Whether questions and answers stand in it under other names or in other places.
fn is_other_shape(tree: &Node) -> bool {
    let key = |key: &Node| key.text().and_then(|name| meant(name, FILE));
    let is_ours = |node: &Node| {
        let texts = node
            .pairs()
            .iter()
            .filter(|(_, value)| value.pairs().is_empty());
        let texts = texts
            .filter(|(_, value)| value.items().is_empty() || value.items()[0].text().is_some());
        let mut names = texts.filter_map(|(key, _)| key.text());
        names.any(|name| matches!(meant(name, ENTRY), Some("question" | "answer")))
    };
    let entries = tree
        .pairs()
        .iter()
        .find(|(name, _)| key(name) == Some("entries"));
    if let Some((_, entries)) = entries {
        let items = entries.items();
        let is_named = tree.get("entries").is_some()
            || items.iter().any(|item| item.get("question").is_some());
        if !is_named && items.len() > 1 && items.iter().all(is_pair) {
            return true;
        }
        if items.iter().any(is_ours) {
            // Paragraphs as lists.
            let parts = |item: &Node| item.get("answer").map_or(0, |answer| answer.items().len());
            return items.iter().all(|item| parts(item) > 0)
                && items.iter().any(|item| parts(item) > 1);
        }
        return asking(entries) > 1 || items.len() > 1 && items.iter().all(is_pair);
    }
    if is_ours(tree) || tree.items().iter().any(is_ours) {
        return false;
    }
    let others = tree.pairs().iter().filter(|(name, _)| key(name).is_none());
    let in_others = others.map(|(name, value)| asking(name) + asking(value) + pairs(value));
    let in_list = tree
        .items()
        .iter()
        .map(|item| asking(item) + usize::from(is_pair(item)));
    in_others.sum::<usize>() + in_list.sum::<usize>() > 0
}

/// How many texts ask.
fn asking(node: &Node) -> usize {
    let in_pairs = node
        .pairs()
        .iter()
        .map(|(key, value)| asking(key) + asking(value));
    let asks = node
        .text()
        .is_some_and(|text| text.trim_end().ends_with(['?', '？', '؟']));
    usize::from(asks) + node.items().iter().map(asking).sum::<usize>() + in_pairs.sum::<usize>()
}

/// A group of at least two texts, as an entry is.
fn is_pair(node: &Node) -> bool {
    node.pairs()
        .iter()
        .filter(|(_, value)| value.text().is_some())
        .count()
        > 1
}

/// How many such groups stand in lists in it, at any depth.
fn pairs(node: &Node) -> usize {
    let in_lists = node
        .items()
        .iter()
        .map(|item| usize::from(is_pair(item)) + pairs(item));
    let in_groups = node.pairs().iter().map(|(_, value)| pairs(value));
    in_lists.sum::<usize>() + in_groups.sum::<usize>()
}
