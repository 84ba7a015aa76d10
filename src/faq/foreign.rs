//! Files that are no FAQ of ours but hold one: for them one sentence says more than each of their lines.

use std::path::Path;

use super::{
    keys::{FILE, meant},
    tree::{self, Finding, Node, Yaml},
};

/// What to say instead of every mistake of a file that `frontdesk import` can read; none where it is one of ours with
/// mistakes.
pub(super) fn finding(name: &str, text: &str) -> Option<Finding> {
    let what = what(name, text)?;
    Some(Finding::error(
        0,
        format!("this is {what}, not an FAQ file yet: `frontdesk import` makes one of it"),
        format!("frontdesk import {name} -o NEW-FILE.yaml"),
    ))
}

fn what(name: &str, text: &str) -> Option<&'static str> {
    let ending = Path::new(name).extension().unwrap_or_default();
    match ending.to_string_lossy().to_lowercase().as_str() {
        "md" | "markdown" => return Some("Markdown"),
        "csv" | "tsv" => return Some("a table"),
        "json" | "jsonld" if !text.contains("\"entries\"") => return Some("JSON of another shape"),
        _ => {}
    }
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    if first.starts_with(['{', '['])
        && !text.contains("entries")
        && serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
    {
        return Some("JSON of another shape");
    }
    let cells: Vec<String> = first
        .split([',', ';', '\t'])
        .map(|cell| cell.trim().trim_matches('"').to_lowercase())
        .collect();
    if ["question", "answer"]
        .iter()
        .all(|name| cells.iter().any(|cell| cell == name))
        && !first.contains(": ")
    {
        return Some("a table");
    }
    let begins = |key: &str| {
        let key = format!("{key}:");
        text.lines()
            .any(|line| line.trim_start_matches([' ', '-']).starts_with(&key))
    };
    let is_ours = ["entries", "question", "answer"]
        .iter()
        .any(|key| begins(key));
    let heading = |line: &str| {
        line.starts_with("## ")
            || line.starts_with("### ")
            || line.starts_with("**")
            || line.starts_with("# ") && line.ends_with('?')
    };
    let headings = text.lines().filter(|line| heading(line)).count();
    match tree::read(text) {
        Ok(tree) if other_shape(&tree) => Some("YAML of another shape"),
        Ok(Node {
            kind: Yaml::Map(_) | Yaml::List(_),
            ..
        }) => None,
        _ => (!is_ours && headings > 0).then_some("Markdown"),
    }
}

/// Whether questions and answers stand in it under other names or in other places.
fn other_shape(tree: &Node) -> bool {
    let has = |node: &Node, key: &str| node.get(key).is_some();
    let ours = |node: &Node| has(node, "question") || has(node, "answer");
    match &tree.kind {
        Yaml::List(items) => items.iter().all(|item| is_pair(item) && !ours(item)),
        Yaml::Map(pairs) => {
            let is_entries = |key: &Node| {
                key.text()
                    .is_some_and(|name| meant(name, FILE) == Some("entries"))
            };
            if let Some((_, entries)) = pairs.iter().find(|(key, _)| is_entries(key)) {
                let items = entries.items();
                let lists = items.iter().filter(|item| {
                    item.get("answer")
                        .is_some_and(|answer| !answer.items().is_empty())
                });
                return (items.len() > 1 && items.iter().all(|item| is_pair(item) && !ours(item)))
                    || (lists.clone().count() == items.len()
                        && lists.clone().any(|item| {
                            item.get("answer")
                                .is_some_and(|answer| answer.items().len() > 1)
                        }));
            }
            let asks = |(key, value): &&(Node, Node)| {
                key.text().is_some_and(|name| name.ends_with('?')) && value.text().is_some()
            };
            pairs.iter().filter(asks).count() > 1
                || pairs.iter().any(|(_, value)| holds_pairs(value))
        }
        _ => false,
    }
}

/// A group of at least two texts, as an entry is.
fn is_pair(node: &Node) -> bool {
    let Yaml::Map(pairs) = &node.kind else {
        return false;
    };
    pairs
        .iter()
        .filter(|(_, value)| value.text().is_some())
        .count()
        > 1
}

/// Whether a list of such groups stands in it, at any depth.
fn holds_pairs(node: &Node) -> bool {
    match &node.kind {
        Yaml::List(items) => items.iter().any(|item| is_pair(item) || holds_pairs(item)),
        Yaml::Map(pairs) => pairs.iter().any(|(_, value)| holds_pairs(value)),
        _ => false,
    }
}
