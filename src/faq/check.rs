//! What is wrong with a file that is YAML: its tree is compared with what should stand there.

use std::{
    collections::{HashMap, HashSet},
    slice,
};

use jiff::civil::Date;

use super::{
    MAX_PROBLEMS,
    keys::{ENTRY, FILE, HAND_OVER, KeyOwner, is_list_key},
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
    (check.found, check.more)
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
        let pairs = tree.pairs();
        self.keys(tree.at, pairs, FILE);
        let known = |(key, _): &(Node, Node)| key.text().and_then(|name| FILE.closest(name));
        if pairs.iter().any(|pair| known(pair) == Some("entries")) {
            return;
        }
        let row = match tree.kind {
            Yaml::Map(_) | Yaml::Null => "no-entries",
            Yaml::List(_) => "list-file",
            Yaml::Text(_) => "text-file",
        };
        // What is no key of a file's is there for want of `entries`, most likely.
        let mut strays = pairs.iter().filter(|pair| known(pair).is_none());
        let is_stray = |f: &Finding| strays.clone().any(|(key, _)| key.at == f.at);
        self.found.retain(|finding| !is_stray(finding));
        let at = strays.next().map_or(tree.at, |(key, _)| key.at);
        self.add(|| finding!(at, row));
    }

    fn entries(&mut self, list: &Node) {
        if list.is_null() || matches!(&list.kind, Yaml::List(items) if items.is_empty()) {
            return self.add(|| finding!(list.at, "entries-nothing"));
        }
        let Yaml::List(items) = &list.kind else {
            return self.add(|| finding!(list.at, "entries-no-list", what = list.name()));
        };
        for entry in items {
            match &entry.kind {
                Yaml::Map(pairs) => self.keys(entry.at, pairs, ENTRY),
                Yaml::Null => self.add(|| finding!(entry.at, "item-nothing")),
                _ => self.add(|| finding!(entry.at, "no-entry", what = entry.name())),
            }
        }
    }

    /// Compares `pairs`, which begin at byte `at`, with what their owner may hold.
    fn keys(&mut self, at: usize, pairs: &[(Node, Node)], owner: KeyOwner) {
        let names: HashSet<_> = pairs.iter().filter_map(|(key, _)| key.text()).collect();
        let mut firsts = HashMap::new();
        for (key, value) in pairs {
            let Some(name) = key.text() else {
                let (owner, keys) = (owner.name, owner.listed());
                self.add(|| finding!(key.at, "odd-key", what = key.name(), owner, keys));
                continue;
            };
            if let Some(first) = firsts.insert(name, key.at) {
                let is_new = name == "question" && owner == ENTRY;
                let row = match name {
                    "entries" => "entries-twice",
                    _ if is_new => "question-twice",
                    _ => "key-twice",
                };
                let line = self.text[..first].matches('\n').count() + 1;
                self.add(|| finding!(key.at, row, name = clip(name), line));
                // What follows belongs to the new entry.
                if is_new {
                    break;
                }
                continue;
            }
            if owner.has(name) {
                self.value(name, value);
                continue;
            }
            self.unknown(key, name, owner);
            if let Some(known) = owner.closest(name).filter(|known| !names.contains(known)) {
                self.value(known, value);
            }
        }
        let answer = pairs.iter().find(|(key, _)| key.text() == Some("answer"));
        let at = pairs.first().map_or(at, |(key, _)| key.at);
        for key in owner.required {
            let is_misspelt = || names.iter().any(|name| owner.closest(name) == Some(key));
            match answer {
                _ if names.contains(key) || is_misspelt() => {}
                // A second dash makes two entries of one.
                Some((answer, _)) if *key == "question" => {
                    self.add(|| finding!(answer.at, "answer-alone"));
                }
                _ => self.add(|| finding!(at, "lacks-key", owner = owner.name, key)),
            }
        }
    }

    fn unknown(&mut self, key: &Node, name: &str, owner: KeyOwner) {
        self.add(|| {
            let shown = clip(name);
            if shown != name && owner.has(&shown) {
                return finding!(key.at, "unseen-in-key", shown);
            }
            let dashed = name.strip_prefix('-').filter(|rest| owner.has(rest));
            let advice = if let Some(dashed) = dashed {
                format!("put a space after the dash: `- {dashed}:`")
            } else if let Some(known) = owner.closest(name) {
                format!("did you mean `{known}`?")
            } else if owner == FILE && ENTRY.has(name) {
                "it belongs to an entry: write it further right, below its `- question:`".to_owned()
            } else if owner == FILE && HAND_OVER.has(name) {
                "it belongs to `hand_over`: put two spaces before it".to_owned()
            } else if owner == ENTRY && FILE.has(name) {
                "it belongs to the file: write it at the beginning of a line, above `entries:`"
                    .to_owned()
            } else {
                format!("the {} can have: {}", owner.name, owner.listed())
            };
            finding!(key.at, "unknown-key", shown, owner = owner.name, advice)
        });
    }

    /// Compares a value with what its key may hold.
    fn value(&mut self, name: &str, value: &Node) {
        if value.is_null() && name != "entries" {
            let rest = self.text[value.at..].trim_start_matches(' ');
            let row = match name {
                _ if rest.starts_with('#') => "remark-for-value",
                "question" => "no-question",
                "answer" => "no-answer",
                "approved" => "no-approval",
                "hand_over" => "no-groups",
                _ => "no-value",
            };
            let line = line::line_at(self.text, value.at);
            return self.add(|| finding!(value.at, row, name, quoted = line::quoted(line)));
        }
        match name {
            "entries" => self.entries(value),
            "hand_over" => self.hand_over(value),
            _ if is_list_key(name) => self.texts(name, value),
            _ => self.text(name, value),
        }
        if let Some(item) = value.items().get(MOST_FACTS).filter(|_| name == "ask") {
            self.add(|| finding!(item.at, "many-facts", name, most = MOST_FACTS));
        }
    }

    /// One hand-over group without a dash, or a list of them; an empty list says that nothing is handed over.
    fn hand_over(&mut self, value: &Node) {
        let groups = match &value.kind {
            Yaml::List(groups) => groups,
            _ => slice::from_ref(value),
        };
        let mut names = HashSet::new();
        for group in groups {
            let Yaml::Map(pairs) = &group.kind else {
                self.add(|| finding!(group.at, "no-group", what = group.name()));
                continue;
            };
            self.keys(group.at, pairs, HAND_OVER);
            let calls_up = |(key, list): &(Node, Node)| {
                let name = key.text().and_then(|name| HAND_OVER.closest(name));
                let is_empty = matches!(&list.kind, Yaml::List(items) if items.is_empty());
                matches!(name, Some("words" | "asked")) && !is_empty
            };
            if !pairs.iter().any(calls_up) {
                let at = pairs.first().map_or(group.at, |(key, _)| key.at);
                self.add(|| finding!(at, "group-uncalled"));
            }
            if let Some(name) = group.get("name")
                && let Some(text) = name.text()
                && !names.insert(slug(text))
            {
                self.add(|| finding!(name.at, "group-twice", text = clip(text)));
            }
        }
    }

    fn texts(&mut self, name: &str, value: &Node) {
        let lines = |node: &Node| self.text[node.at..].lines();
        let rest = |node: &Node| lines(node).next().unwrap_or_default().trim();
        match &value.kind {
            Yaml::List(items) => {
                for item in items {
                    match &item.kind {
                        Yaml::Map(_) => {
                            let (line, rest) = (line::line_at(self.text, item.at), rest(item));
                            self.add(|| {
                                let end = |c| line.contains('[') && matches!(c, ',' | ']');
                                let quoted = line::quotes(rest.split(end).next().unwrap_or(rest));
                                finding!(item.at, "key-in-list", name, quoted)
                            });
                        }
                        Yaml::Null => self.add(|| finding!(item.at, "item-nothing")),
                        _ => self.text(name, item),
                    }
                }
            }
            Yaml::Text(_) => {
                let sign = |c: char| "-•·*–—".contains(c) || c.is_whitespace();
                let rest = rest(value).trim_start_matches(sign);
                let first = clip(rest.split(", ").next().unwrap_or_default());
                self.add(|| finding!(value.at, "text-for-list", name, first));
            }
            _ => self.add(|| finding!(value.at, "no-list", name, what = value.name())),
        }
    }

    fn text(&mut self, name: &str, value: &Node) {
        let Some(text) = value.text() else {
            let row = match value.kind {
                Yaml::List(_) if name == "question" => "questions-for-question",
                _ => "no-text",
            };
            return self.add(|| finding!(value.at, row, name, what = value.name()));
        };
        let line = text::clean_line(text);
        let line = without_comments(line.trim());
        let line = line.trim();
        let (today, day) = (self.today, raw::date(line));
        let given = Approval::read(line).map(|approval| approval.day);
        let is_early = |day: Option<Date>| day.is_some_and(|day| raw::is_early(day, today));
        // A word without a meaning of its own stands in most calls.
        let means = |word| {
            text::meaningful_words(word, &self.language)
                .next()
                .is_some()
        };
        let row = match name {
            _ if line.is_empty() => "unseen-value",
            "question" if !line.contains(char::is_alphanumeric) => "wordless-question",
            "words" if !means(line) => "takes-all",
            "urgent" if raw::urgency(line).is_none() => "no-truth",
            "language" if raw::language(line).is_none() => "no-language",
            "reviewed" | "review_due" if day.is_none() => "no-day",
            "reviewed" if is_early(day) => "reviewed-early",
            "approved" if given.is_none() || is_early(given) => "odd-approval",
            _ => return,
        };
        self.add(|| finding!(value.at, row, name, line = clip(line), today));
    }
}
