//! What is wrong with a file that is YAML: its tree is compared with what should stand there.

use std::{
    collections::{HashMap, HashSet},
    slice,
};

use jiff::civil::Date;

use super::{
    MAX_PROBLEMS,
    keys::{ENTRY, FILE, HAND_OVER, KeyOwner, Required, ValueShape, has, meant},
    line::{self, clip},
    raw::{self, MOST_FACTS},
    slug,
    tree::{Node, Yaml},
    wording::{Finding, finding},
};
use crate::{markdown::without_comments, seal::Approval, text};

/// The first [`MAX_PROBLEMS`] mistakes of the file, in order, and how many more there are.
pub(super) fn findings(text: &str, tree: &Node, today: Date) -> (Vec<Finding>, usize) {
    let language = tree.get("language").and_then(Node::text);
    let language = language.and_then(raw::language).unwrap_or_default();
    let mut check = Check {
        text,
        today,
        language,
        found: Vec::new(),
        more: 0,
    };
    check.file(tree);
    check.found.sort_by_key(|finding| finding.at);
    (check.found, check.more)
}

/// The hand-over groups in a list, or the one without its dash.
pub(super) fn groups(hand_over: &Node) -> &[Node] {
    match &hand_over.kind {
        Yaml::List(groups) => groups,
        _ => slice::from_ref(hand_over),
    }
}

struct Check<'a> {
    text: &'a str,
    today: Date,
    /// The file's, as [`super::Topic::language`].
    language: String,
    found: Vec<Finding>,
    more: usize,
}

impl Check<'_> {
    /// Adds a mistake, which is made only where there is room for it: to quote long lines takes time.
    fn add(&mut self, finding: impl FnOnce() -> Finding) {
        if self.found.len() == MAX_PROBLEMS {
            self.more += 1;
        } else {
            self.found.push(finding());
        }
    }

    fn file(&mut self, tree: &Node) {
        let Yaml::Map(pairs) = &tree.kind else {
            let name = match tree.kind {
                Yaml::Null => "empty-file",
                Yaml::List(_) => "list-file",
                _ => "text-file",
            };
            return self.add(|| finding!(tree.at, name));
        };
        let known = |(key, _): &&(Node, Node)| key.text().and_then(|name| meant(name, FILE));
        if pairs.iter().any(|pair| known(&pair) == Some("entries")) {
            return self.keys(tree, KeyOwner::File);
        }
        // What is no key of a file's is there for want of `entries`, most likely.
        let stray = pairs.iter().find(|pair| known(pair).is_none());
        self.add(|| finding!(stray.map_or(tree.at, |(key, _)| key.at), "no-entries"));
        let known: Vec<_> = pairs.iter().filter(|pair| known(pair).is_some()).collect();
        self.pairs(tree, &known, KeyOwner::File);
    }

    fn entries(&mut self, list: &Node) {
        let name = match &list.kind {
            Yaml::List(items) if !items.is_empty() => {
                return items.iter().for_each(|item| self.entry(item));
            }
            Yaml::List(_) => "entries-empty-list",
            Yaml::Null => "entries-nothing",
            Yaml::Map(pairs) if pairs.iter().any(|(key, _)| is_glued_dash(key)) => "entries-glued",
            Yaml::Map(_) => "entries-no-dash",
            Yaml::Text(_) => "entries-text",
        };
        self.add(|| finding!(list.at, name));
    }

    fn entry(&mut self, entry: &Node) {
        match &entry.kind {
            Yaml::Map(_) => self.keys(entry, KeyOwner::Entry),
            Yaml::Null => self.add(|| finding!(entry.at, "entry-nothing")),
            Yaml::List(_) => self.add(|| finding!(entry.at, "entry-list")),
            Yaml::Text(text) => self.add(|| match unspaced(text) {
                Some((key, words)) => finding!(entry.at, "entry-unspaced", key, words),
                None => finding!(entry.at, "entry-text"),
            }),
        }
    }

    /// Compares a group of keys with what it may hold.
    fn keys(&mut self, node: &Node, owner: KeyOwner) {
        match &node.kind {
            Yaml::Map(pairs) => self.pairs(node, &pairs.iter().collect::<Vec<_>>(), owner),
            Yaml::Null => {}
            _ => {
                let what = node.name();
                self.add(|| finding!(node.at, "no-keys", what));
            }
        }
    }

    /// Compares those `pairs` of the group `node` with what it may hold.
    fn pairs(&mut self, node: &Node, pairs: &[&(Node, Node)], owner: KeyOwner) {
        let keys = owner.keys();
        let present: Vec<_> = keys
            .iter()
            .map(|(key, ..)| *key)
            .filter(|key| node.get(key).is_some())
            .collect();
        let mut firsts = HashMap::new();
        for (key, value) in pairs {
            let Some(name) = key.text() else {
                let (what, keys) = (key.name(), owner.listed());
                self.add(|| finding!(key.at, "odd-key", what, owner, keys));
                continue;
            };
            if let Some(first) = firsts.insert(name, key.at) {
                let is_new = name == "question" && owner == KeyOwner::Entry;
                let line = self.text[..first].matches('\n').count() + 1;
                let name = clip(name);
                self.add(|| match name.as_str() {
                    _ if is_new => finding!(key.at, "question-twice"),
                    "entries" => finding!(key.at, "entries-twice"),
                    _ => finding!(key.at, "key-twice", name, line),
                });
                // What follows belongs to the new entry.
                if is_new {
                    break;
                }
                continue;
            }
            let mut known = Some(name);
            if !has(keys, name) {
                self.unknown(key, name, owner);
                known = meant(name, keys).filter(|known| !present.contains(known));
            }
            if let Some((_, shape, _)) = keys.iter().find(|(key, ..)| Some(*key) == known) {
                self.value(name, value, *shape);
            }
        }
        let is_meant = |name: &str| {
            let mut names = pairs.iter().filter_map(|(key, _)| key.text());
            present.contains(&name) || names.any(|key| meant(key, keys) == Some(name))
        };
        let required = keys.iter().filter(|(_, _, need)| *need == Required);
        let missing: Vec<_> = required
            .map(|(name, ..)| *name)
            .filter(|name| !is_meant(name))
            .collect();
        let at = pairs.first().map_or(node.at, |(key, _)| key.at);
        let owner = owner.bare();
        let answer = pairs.iter().find(|(key, _)| key.text() == Some("answer"));
        match (missing.as_slice(), answer) {
            ([], _) => {}
            // A second dash makes two entries of one.
            (["question"], Some((answer, _))) => self.add(|| finding!(answer.at, "answer-alone")),
            ([one], _) => self.add(|| finding!(at, "lacks-one", owner, one)),
            ([one, other, ..], _) => self.add(|| finding!(at, "lacks-both", owner, one, other)),
        }
    }

    fn unknown(&mut self, key: &Node, name: &str, owner: KeyOwner) {
        self.add(|| {
            let keys = owner.keys();
            let (is_file, is_entry) = (owner == KeyOwner::File, owner == KeyOwner::Entry);
            let shown = clip(name);
            if shown != name && has(keys, &shown) {
                return finding!(key.at, "unseen-in-key", shown);
            }
            let dashed = name.strip_prefix('-').filter(|rest| has(keys, rest));
            let advice = if let Some(dashed) = dashed {
                format!("put a space after the dash: `- {dashed}:`")
            } else if let Some(known) = meant(name, keys) {
                format!("did you mean `{known}`?")
            } else if is_file && has(ENTRY, name) {
                "it belongs to an entry: write it further right, below its `- question:`".to_owned()
            } else if is_file && has(HAND_OVER, name) {
                "it belongs to `hand_over`: put two spaces before it".to_owned()
            } else if is_entry && has(FILE, name) {
                "it belongs to the file: write it at the beginning of a line, above `entries:`"
                    .to_owned()
            } else {
                format!("{owner} can have: {}", owner.listed())
            };
            finding!(key.at, "unknown-key", shown, owner, advice)
        });
    }

    fn value(&mut self, name: &str, value: &Node, shape: ValueShape) {
        if matches!(value.kind, Yaml::Null) && !matches!(shape, ValueShape::Entries) {
            let row = match shape {
                _ if self.text[value.at..]
                    .trim_start_matches(' ')
                    .starts_with('#') =>
                {
                    "remark-for-value"
                }
                ValueShape::Question => "no-question",
                ValueShape::Approval => "no-approval",
                ValueShape::HandOver => "no-groups",
                _ if name == "answer" => "no-answer",
                _ => "no-value",
            };
            let line = line::line_at(self.text, value.at);
            return self.add(|| {
                let quoted = line::quoted(line);
                finding!(value.at, row, name, quoted)
            });
        }
        match shape {
            ValueShape::Entries => self.entries(value),
            ValueShape::HandOver => self.hand_over(value),
            ValueShape::Texts => self.texts(name, value),
            ValueShape::Facts => {
                self.texts(name, value);
                if let Some(item) = value.items().get(MOST_FACTS) {
                    let most = MOST_FACTS;
                    self.add(|| finding!(item.at, "many-facts", name, most));
                }
            }
            _ => self.text(name, value, shape),
        }
    }

    /// One hand-over group without a dash, or a list of them; an empty list says that nothing is handed over.
    fn hand_over(&mut self, value: &Node) {
        match &value.kind {
            Yaml::Map(_) => self.group(value),
            Yaml::List(groups)
                if groups.is_empty() || groups.iter().any(|item| item.text().is_none()) =>
            {
                let mut names = HashSet::new();
                for group in groups {
                    self.group(group);
                    if let Some(name) = group.get("name")
                        && let Some(text) = name.text()
                        && !names.insert(slug(text))
                    {
                        let text = clip(text);
                        self.add(|| finding!(name.at, "group-twice", text));
                    }
                }
            }
            _ => {
                let what = value.name();
                self.add(|| finding!(value.at, "no-hand-over", what));
            }
        }
    }

    fn group(&mut self, group: &Node) {
        let Yaml::Map(pairs) = &group.kind else {
            let is_null = matches!(group.kind, Yaml::Null);
            let (row, what) = (
                if is_null { "group-nothing" } else { "no-group" },
                group.name(),
            );
            return self.add(|| finding!(group.at, row, what));
        };
        self.keys(group, KeyOwner::Group);
        let calls_up = |name: &str| matches!(meant(name, HAND_OVER), Some("words" | "asked"));
        let mut lists = pairs
            .iter()
            .filter(|(key, _)| key.text().is_some_and(calls_up));
        let is_empty = |list: &Node| matches!(&list.kind, Yaml::List(items) if items.is_empty());
        match lists.next() {
            None => {
                let at = pairs.first().map_or(group.at, |(key, _)| key.at);
                self.add(|| finding!(at, "group-uncalled"));
            }
            Some((key, list)) if is_empty(list) && lists.all(|(_, list)| is_empty(list)) => {
                let name = clip(key.text().unwrap_or_default());
                self.add(|| finding!(list.at, "group-empty", name));
            }
            _ => {}
        }
    }

    fn texts(&mut self, name: &str, value: &Node) {
        let rest = |node: &Node| {
            self.text[node.at..]
                .lines()
                .next()
                .unwrap_or_default()
                .trim()
        };
        match &value.kind {
            Yaml::List(items) => {
                for item in items {
                    match &item.kind {
                        Yaml::Map(_) => {
                            let (line, rest) = (line::line_at(self.text, item.at), rest(item));
                            self.add(|| {
                                let quoted = match rest
                                    .split_once([',', ']'])
                                    .filter(|_| line.contains('['))
                                {
                                    Some((text, _)) => line::quotes(text),
                                    None => format!("- {}", line::quotes(rest)),
                                };
                                finding!(item.at, "key-in-list", name, quoted)
                            });
                        }
                        Yaml::Null => self.add(|| finding!(item.at, "item-nothing")),
                        _ => self.text(name, item, ValueShape::Text),
                    }
                }
            }
            Yaml::Text(_) => {
                let rest = rest(value);
                let sign = |c: char| "-•·*–—".contains(c) || c.is_whitespace();
                let first = rest.trim_start_matches(sign).split(", ").next();
                let first = clip(first.unwrap_or_default());
                self.add(|| finding!(value.at, "text-for-list", name, first));
            }
            _ => {
                let what = value.name();
                self.add(|| finding!(value.at, "no-list", name, what));
            }
        }
    }

    fn text(&mut self, name: &str, value: &Node, shape: ValueShape) {
        let Some(text) = value.text() else {
            let row = match (&value.kind, name) {
                (Yaml::List(_), "question") => "questions-for-question",
                (Yaml::List(_), "answer") => "list-for-answer",
                (Yaml::Map(_), "answer" | "staff_note") => "keys-for-text",
                _ => "no-text",
            };
            let what = value.name();
            return self.add(|| finding!(value.at, row, name, what));
        };
        let line = text::clean_line(text);
        let line = without_comments(line.trim());
        let line = line.trim();
        let today = self.today;
        let row = match shape {
            _ if line.is_empty() => "unseen-value",
            ValueShape::Question if !line.contains(char::is_alphanumeric) => "wordless-question",
            _ if name == "words" && raw::takes_all(line, &self.language) => "takes-all",
            ValueShape::Truth if raw::urgency(line).is_none() => match line.to_lowercase().as_str()
            {
                "yes" | "y" | "on" | "1" => "urgent-yes",
                "no" | "n" | "off" | "0" => "urgent-no",
                _ => "urgent-odd",
            },
            ValueShape::Language if raw::language(line).is_none() => "no-language",
            ValueShape::Day | ValueShape::Reviewed => match raw::date(line) {
                None if calendar(line).is_some() => "no-day",
                None => "no-day-at-all",
                Some(day) if matches!(shape, ValueShape::Reviewed) && raw::is_early(day, today) => {
                    "reviewed-early"
                }
                Some(_) => return,
            },
            ValueShape::Approval if raw::approval(line, today).is_none() => {
                let is_one = line.parse::<Approval>().is_ok();
                if is_one {
                    "approved-early"
                } else {
                    "odd-approval"
                }
            }
            _ => return,
        };
        let day = calendar(line).unwrap_or(today);
        let line = clip(line);
        self.add(|| finding!(value.at, row, name, line, day, today));
    }
}

/// The day that is written another way, where there is no doubt about it: `31.12.2026`, `12/31/2026`,
/// `2026-1-5`.
fn calendar(text: &str) -> Option<Date> {
    let numbers: Vec<i16> = text
        .split(['.', '/', '-'])
        .map(|part| part.trim().parse().ok())
        .collect::<Option<_>>()?;
    let [a, b, c] = numbers[..] else {
        return None;
    };
    let (year, month, day) = match (a, b) {
        (32.., _) => (a, b, c),
        _ if text.contains('.') || a > 12 || a == b => (c, b, a),
        (_, 13..) => (c, a, b),
        _ => return None,
    };
    let small = |n: i16| i8::try_from(n).ok();
    Date::new(year, small(month)?, small(day)?)
        .ok()
        .filter(|date| date.year() >= 1900)
}

/// The key that a text begins with for want of a colon and a space, and its words.
fn unspaced(text: &str) -> Option<(&'static str, String)> {
    let sign = |c: char| ":：;=-–".contains(c) || c.is_whitespace();
    let mut keys = ENTRY.iter().map(|(key, ..)| *key);
    let key = keys.find(|key| {
        text.strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(sign))
    })?;
    let words = text[key.len()..].trim_start_matches(sign);
    // The lines below are part of the same text, most likely for the same reason.
    let ends = ENTRY.iter().filter_map(|(next, ..)| {
        let at = words.find(&format!(" {next}"))?;
        words[at + 1 + next.len()..].starts_with(sign).then_some(at)
    });
    Some((key, clip(&words[..ends.min().unwrap_or(words.len())])))
}

/// Whether a key is an entry's, with a dash before it and no space between.
fn is_glued_dash(key: &Node) -> bool {
    let name = key.text().and_then(|text| text.strip_prefix('-'));
    name.is_some_and(|name| has(ENTRY, name))
}
