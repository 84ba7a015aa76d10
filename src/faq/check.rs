//! What is wrong with a file that is YAML: its tree is compared with what should stand there.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{
    MAX_PROBLEMS,
    keys::{ENTRY, FILE, HAND_OVER, KeyOwner, ValueShape},
    line::{self, clip},
    raw::{self, MOST_FACTS},
    slug,
    tree::{Node, Yaml},
    wording::{Finding, finding},
};
use crate::{markdown::without_comments, text};

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
        let name = match tree.kind {
            Yaml::Map(_) => "no-entries",
            Yaml::Null => "empty-file",
            Yaml::List(_) => "list-file",
            Yaml::Text(_) => "text-file",
        };
        let known = |(key, _): &&(Node, Node)| key.text().and_then(|name| FILE.closest(name));
        let pairs = tree.pairs();
        if pairs.iter().any(|pair| known(&pair) == Some("entries")) {
            return self.keys(tree.at, pairs.iter(), FILE);
        }
        // What is no key of a file's is there for want of `entries`, most likely.
        let stray = pairs.iter().find(|pair| known(pair).is_none());
        self.add(|| finding!(stray.map_or(tree.at, |(key, _)| key.at), name));
        let known = pairs.iter().filter(|pair| known(pair).is_some());
        self.keys(tree.at, known, FILE);
    }

    fn entries(&mut self, list: &Node) {
        if list.is_null() || matches!(&list.kind, Yaml::List(items) if items.is_empty()) {
            return self.add(|| finding!(list.at, "entries-nothing"));
        }
        let Yaml::List(items) = &list.kind else {
            let what = list.name();
            return self.add(|| finding!(list.at, "entries-no-list", what));
        };
        for entry in items {
            match &entry.kind {
                Yaml::Map(pairs) => self.keys(entry.at, pairs.iter(), ENTRY),
                Yaml::Null => self.add(|| finding!(entry.at, "entry-nothing")),
                Yaml::List(_) => self.add(|| finding!(entry.at, "entry-list")),
                Yaml::Text(_) => self.add(|| finding!(entry.at, "entry-text")),
            }
        }
    }

    /// Compares `pairs`, which begin at byte `at`, with what their owner may hold.
    fn keys<'n>(
        &mut self,
        at: usize,
        pairs: impl Iterator<Item = &'n (Node, Node)> + Clone,
        owner: KeyOwner,
    ) {
        let names = pairs.clone().filter_map(|(key, _)| key.text());
        let names: HashSet<_> = names.collect();
        let mut firsts = HashMap::new();
        for (key, value) in pairs.clone() {
            let Some(name) = key.text() else {
                let (what, owner, keys) = (key.name(), owner.name, owner.listed());
                self.add(|| finding!(key.at, "odd-key", what, owner, keys));
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
                let name = clip(name);
                self.add(|| finding!(key.at, row, name, line));
                // What follows belongs to the new entry.
                if is_new {
                    break;
                }
                continue;
            }
            let mut known = Some(name);
            if !owner.has(name) {
                self.unknown(key, name, owner);
                known = owner.closest(name).filter(|known| !names.contains(known));
            }
            if let Some((_, shape)) = owner.keys.iter().find(|(key, _)| Some(*key) == known) {
                self.value(name, value, *shape);
            }
        }
        let answer = pairs.clone().find(|(key, _)| key.text() == Some("answer"));
        let at = pairs.map(|(key, _)| key.at).next().unwrap_or(at);
        for key in owner.required {
            let is_misspelt = || names.iter().any(|name| owner.closest(name) == Some(key));
            match answer {
                _ if names.contains(key) || is_misspelt() => {}
                // A second dash makes two entries of one.
                Some((answer, _)) if *key == "question" => {
                    self.add(|| finding!(answer.at, "answer-alone"));
                }
                _ => {
                    let owner = owner.name;
                    self.add(|| finding!(at, "lacks-key", owner, key));
                }
            }
        }
    }

    fn unknown(&mut self, key: &Node, name: &str, owner: KeyOwner) {
        self.add(|| {
            let shown = clip(name);
            if shown != name && owner.has(&shown) {
                return finding!(key.at, "unseen-in-key", shown);
            }
            let advice = if let Some(known) = owner.closest(name) {
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
            let owner = owner.name;
            finding!(key.at, "unknown-key", shown, owner, advice)
        });
    }

    fn value(&mut self, name: &str, value: &Node, shape: ValueShape) {
        if value.is_null() && !matches!(shape, ValueShape::Entries) {
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
                self.many_facts(name, value);
            }
            _ => self.text(name, value, shape),
        }
    }

    fn many_facts(&mut self, name: &str, list: &Node) {
        let facts = list.items();
        let Some(surplus) = facts.get(MOST_FACTS) else {
            return;
        };
        let row = if self.text[list.at..].starts_with('[') {
            "many-facts-in-brackets"
        } else {
            "many-facts"
        };
        let [first, second] = [0, 1].map(|n| clip(facts[n].text().unwrap_or_default()));
        let most = MOST_FACTS;
        self.add(|| finding!(surplus.at, row, name, most, first, second));
    }

    /// One hand-over group without a dash, or a list of them; an empty list says that nothing is handed over.
    fn hand_over(&mut self, value: &Node) {
        let groups = value.each();
        if !groups.is_empty() && groups.iter().all(|group| group.text().is_some()) {
            let what = value.name();
            return self.add(|| finding!(value.at, "no-group", what));
        }
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

    fn group(&mut self, group: &Node) {
        let Yaml::Map(pairs) = &group.kind else {
            let what = group.name();
            return self.add(|| finding!(group.at, "no-group", what));
        };
        self.keys(group.at, pairs.iter(), HAND_OVER);
        let calls_up = |(key, list): &&(Node, Node)| {
            let name = key.text().and_then(|name| HAND_OVER.closest(name));
            let is_empty = matches!(&list.kind, Yaml::List(items) if items.is_empty());
            matches!(name, Some("words" | "asked")) && !is_empty
        };
        if !pairs.iter().any(|pair| calls_up(&pair)) {
            let at = pairs.first().map_or(group.at, |(key, _)| key.at);
            self.add(|| finding!(at, "group-uncalled"));
        }
    }

    fn texts(&mut self, name: &str, value: &Node) {
        let rest = |node: &Node| line::rest_at(self.text, node.at).trim();
        match &value.kind {
            Yaml::List(items) => {
                for item in items {
                    match &item.kind {
                        Yaml::Map(_) => {
                            let (line, rest) = (line::line_at(self.text, item.at), rest(item));
                            self.add(|| {
                                let in_brackets = line.contains('[');
                                let text = rest.split([',', ']']).next().filter(|_| in_brackets);
                                let quoted = text.map_or_else(
                                    || format!("- {}", line::quotes(rest)),
                                    line::quotes,
                                );
                                finding!(item.at, "key-in-list", name, quoted)
                            });
                        }
                        Yaml::Null => self.add(|| finding!(item.at, "item-nothing")),
                        _ => self.text(name, item, ValueShape::Text),
                    }
                }
            }
            Yaml::Text(_) => {
                let sign = |c: char| "-•·*–—".contains(c) || c.is_whitespace();
                let rest = rest(value).trim_start_matches(sign);
                let first = clip(rest.split(", ").next().unwrap_or_default());
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
            let is_list = matches!(value.kind, Yaml::List(_));
            let row = match shape {
                ValueShape::Question if is_list => "questions-for-question",
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
            _ if line.is_empty() => match self.text[value.at..].chars().next() {
                Some('"' | '\'') => "unseen-in-quotes",
                Some('|' | '>') => "unseen-below-sign",
                _ => "unseen-value",
            },
            ValueShape::Question if !line.contains(char::is_alphanumeric) => "wordless-question",
            _ if name == "words" && raw::takes_all(line, &self.language) => "takes-all",
            ValueShape::Truth if raw::urgency(line).is_none() => "no-truth",
            ValueShape::Language if raw::language(line).is_none() => "no-language",
            ValueShape::Day | ValueShape::Reviewed => match raw::date(line) {
                None => "no-day",
                Some(day) if matches!(shape, ValueShape::Reviewed) && raw::is_early(day, today) => {
                    "reviewed-early"
                }
                Some(_) => return,
            },
            ValueShape::Approval if raw::approval(line, today).is_none() => "odd-approval",
            _ => return,
        };
        let line = clip(line);
        self.add(|| finding!(value.at, row, name, line, today));
    }
}
