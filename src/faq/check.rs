//! What is wrong with a file that `serde_yaml` could read as YAML but not as a FAQ: its tree is compared with
//! what should stand there.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{
    MAX_PROBLEMS,
    keys::{ENTRY, FILE, HAND_OVER, Key, Required, Shape, may_have, meant},
    line::{self, clip},
    raw::{self, MOST_FACTS},
    slug,
    tree::{Finding, Node, Yaml},
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
    check.found.sort_by_key(|finding| finding.at);
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
    fn is_full(&self) -> bool {
        self.found.len() == MAX_PROBLEMS
    }

    /// The number of the line in which a node stands.
    fn line(&self, node: &Node) -> usize {
        self.text[..node.at].matches('\n').count() + 1
    }

    fn add(&mut self, node: &Node, message: impl Into<String>, advice: impl Into<String>) {
        self.tell(node, message, |_, _| advice.into());
    }

    /// Adds a mistake whose advice quotes its line, or that from the node on; that costs time where lines are
    /// long.
    fn tell(
        &mut self,
        node: &Node,
        message: impl Into<String>,
        advice: impl FnOnce(&str, &str) -> String,
    ) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let rest = self.text[node.at..].lines().next().unwrap_or_default();
        let advice = advice(line::line_at(self.text, node.at), rest.trim());
        self.found.push(Finding::error(node.at, message, advice));
    }

    fn file(&mut self, tree: &Node) {
        const COPY: &str = "write `entries:`, and below it `  - question: …` and `    answer: …`";
        match &tree.kind {
            Yaml::Null => self.add(tree, "the file holds no entries", COPY),
            Yaml::Text(_) => self.add(
                tree,
                "the file should begin with keys such as `title:` and `entries:`, but this is text",
                COPY,
            ),
            Yaml::List(_) => self.add(
                tree,
                "the file begins with a list",
                "write `entries:` on a line by itself above the first `-`",
            ),
            Yaml::Map(pairs) => {
                let named = |known: &str| {
                    let mut names = pairs.iter().filter_map(|(key, _)| key.text());
                    names.any(|name| name == known || meant(name, FILE) == Some(known))
                };
                if named("entries") {
                    return self.keys(tree, FILE, "a file");
                }
                // What is no key of a file's is there for want of `entries`, most likely.
                let stray = pairs
                    .iter()
                    .map(|(key, _)| key)
                    .find(|key| key.text().is_none_or(|name| meant(name, FILE).is_none()));
                self.add(stray.unwrap_or(tree), "the file has no `entries`", COPY);
                let known = |(key, _): &&(Node, Node)| {
                    key.text().is_some_and(|name| meant(name, FILE).is_some())
                };
                let known: Vec<_> = pairs.iter().filter(known).collect();
                self.pairs(tree, &known, FILE, "a file");
            }
        }
    }

    fn entries(&mut self, list: &Node) {
        const DASH: &str =
            "begin each entry on a line of its own with a dash and a space: `- question: …`";
        const WRITE: &str = "write at least one `- question:` with its `answer:` below it";
        let (message, advice) = match &list.kind {
            Yaml::List(items) if !items.is_empty() => {
                return items.iter().for_each(|item| self.entry(item));
            }
            Yaml::List(_) => ("`entries` is an empty list", WRITE),
            Yaml::Null => ("nothing stands below `entries`", WRITE),
            Yaml::Map(pairs) if pairs.iter().any(|(key, _)| is_glued_dash(key)) => {
                ("a space is missing after the dash", DASH)
            }
            Yaml::Map(_) => (
                "`entries` should be a list, but its first entry has no dash",
                DASH,
            ),
            Yaml::Text(_) => (
                "`entries` should be a list of questions, but text stands here",
                DASH,
            ),
        };
        self.add(list, message, advice);
    }

    fn entry(&mut self, entry: &Node) {
        const SHAPE: &str = "an entry is `- question: …` with `answer: …` on a line below it, without a dash; if this belongs to the answer above, put it further right than `answer`";
        let (message, advice) = match &entry.kind {
            Yaml::Map(_) => return self.keys(entry, ENTRY, "an entry"),
            Yaml::Null => (
                "nothing stands after this dash",
                "remove the dash, or write `question: …` after it".to_owned(),
            ),
            Yaml::List(_) => (
                "an entry should stand here, but this is a list in a list",
                "remove one of the dashes".to_owned(),
            ),
            Yaml::Text(text) => (
                "an entry should stand here, but this is only text",
                spaced(text).unwrap_or_else(|| SHAPE.to_owned()),
            ),
        };
        self.add(entry, message, advice);
    }

    /// Compares a group of keys with what it may hold. `owner` names it.
    fn keys(&mut self, node: &Node, keys: &[Key], owner: &str) {
        let Yaml::Map(pairs) = &node.kind else {
            if !matches!(node.kind, Yaml::Null) {
                self.add(
                    node,
                    format!("keys should stand here, but this is {}", node.name()),
                    "write `title: …` and the like, each on its own line, without a dash",
                );
            }
            return;
        };
        self.pairs(node, &pairs.iter().collect::<Vec<_>>(), keys, owner);
    }

    /// Compares those `pairs` of the group `node` with what it may hold.
    fn pairs(&mut self, node: &Node, pairs: &[&(Node, Node)], keys: &[Key], owner: &str) {
        let present: Vec<_> = keys
            .iter()
            .map(|(key, ..)| *key)
            .filter(|key| node.get(key).is_some())
            .collect();
        let mut firsts = HashMap::new();
        for (key, value) in pairs {
            let Some(name) = key.text() else {
                let message = format!("a key should stand here, but this is {}", key.name());
                self.add(key, message, may_have(owner, keys));
                continue;
            };
            if let Some(first) = firsts.insert(name, key) {
                let new = name == "question" && std::ptr::eq(keys, ENTRY);
                let advice = match name {
                    _ if new => {
                        "if a new entry begins here, write `- question: …`, its dash below the other dashes; else keep one of the two".to_owned()
                    }
                    "entries" => {
                        "remove this line: all entries stand below the first `entries:`".to_owned()
                    }
                    _ => format!("keep one of them; the other is in line {}", self.line(first)),
                };
                self.add(
                    key,
                    format!("`{}` stands here a second time", clip(name)),
                    advice,
                );
                // What follows belongs to the new entry.
                if new {
                    break;
                }
                continue;
            }
            if let Some((_, shape, _)) = keys.iter().find(|(known, ..)| *known == name) {
                self.value(name, value, *shape);
            } else {
                self.unknown(key, name, keys, owner);
                let known = meant(name, keys).filter(|known| !present.contains(known));
                if let Some((_, shape, _)) = keys.iter().find(|(key, ..)| Some(*key) == known) {
                    self.value(name, value, *shape);
                }
            }
        }
        let missing = |(name, _, need): &&Key| {
            let misspelt = || {
                let mut names = pairs.iter().filter_map(|(key, _)| key.text());
                names.any(|key| meant(key, keys) == Some(name))
            };
            *need == Required && !present.contains(name) && !misspelt()
        };
        let missing: Vec<_> = keys
            .iter()
            .filter(missing)
            .map(|(name, ..)| *name)
            .collect();
        let place = pairs.first().map_or(node, |(key, _)| key);
        let this = owner.split_once(' ').map_or(owner, |(_, name)| name);
        let lacks = |what: String| format!("this {this} has {what}");
        let answer = pairs.iter().find(|(key, _)| key.text() == Some("answer"));
        match (missing.as_slice(), answer) {
            ([], _) => {}
            // A second dash makes two entries of one.
            (["question"], Some((answer, _))) => self.add(
                answer,
                lacks("no `question`".to_owned()),
                "if it belongs to the question above, remove the dash before `answer` (write a space in its place)",
            ),
            ([one], _) => self.add(
                place,
                lacks(format!("no `{one}`")),
                format!(
                    "write `{one}: …` on a line below this one, in the same column, without a dash"
                ),
            ),
            ([one, other, ..], _) => self.add(
                place,
                lacks(format!("neither `{one}` nor `{other}`")),
                format!(
                    "write `{one}: …`, and `{other}: …` on a line below it, in the same column"
                ),
            ),
        }
    }

    fn unknown(&mut self, key: &Node, name: &str, keys: &[Key], owner: &str) {
        if self.is_full() {
            self.more += 1;
            return;
        }
        let has = |keys: &[Key], name: &str| keys.iter().any(|(known, ..)| *known == name);
        let (file, entry) = (std::ptr::eq(keys, FILE), std::ptr::eq(keys, ENTRY));
        let shown = clip(name);
        if shown != name && has(keys, &shown) {
            return self.add(
                key,
                format!("a character that cannot be seen stands in `{shown}`"),
                "delete the word, and the spaces before it, and write them anew",
            );
        }
        let dashed = name.strip_prefix('-').filter(|rest| has(keys, rest));
        let advice = if let Some(dashed) = dashed {
            format!("put a space after the dash: `- {dashed}:`")
        } else if let Some(known) = meant(name, keys) {
            format!("did you mean `{known}`?")
        } else if file && has(ENTRY, name) {
            "it belongs to an entry: write it further right, below its `- question:`".to_owned()
        } else if file && has(HAND_OVER, name) {
            "it belongs to `hand_over`: put two spaces before it".to_owned()
        } else if entry && has(FILE, name) {
            "it belongs to the file: write it at the beginning of a line, above `entries:`"
                .to_owned()
        } else {
            may_have(owner, keys)
        };
        self.add(
            key,
            format!("`{shown}` is not a key that {owner} can have"),
            advice,
        );
    }

    fn value(&mut self, name: &str, value: &Node, shape: Shape) {
        if matches!(value.kind, Yaml::Null) && !matches!(shape, Shape::Entries) {
            let advice = match shape {
                Shape::Question => "write the question after it, on the same line",
                Shape::HandOver => {
                    "write `words: [pregnant, …]` and `say: …` below it, each with two spaces before it"
                }
                _ if name == "answer" => {
                    "write the answer after it; a longer one below `answer: |`, each line further right than `answer`"
                }
                _ => "write something after it, or remove the line",
            };
            return if self.text[value.at..]
                .trim_start_matches(' ')
                .starts_with('#')
            {
                let message = format!("`{name}` is empty: what follows a `#` is a remark");
                self.tell(value, message, |line, _| {
                    format!("if it is text:  {}", line::quoted(line))
                });
            } else {
                self.add(value, format!("`{name}` is empty"), advice);
            };
        }
        match shape {
            Shape::Entries => self.entries(value),
            Shape::HandOver => self.hand_over(value),
            Shape::Texts => self.texts(name, value),
            Shape::Facts => {
                self.texts(name, value);
                if let Some(item) = value.items().get(MOST_FACTS) {
                    self.add(
                        item,
                        format!("`{name}` has more than {MOST_FACTS} facts, too many to take down on the phone"),
                        "keep those that the doctor cannot do without, and remove the others",
                    );
                }
            }
            _ => self.text(name, value, shape),
        }
    }

    /// One hand-over group without a dash, or a list of them; an empty list says that nothing is handed over.
    fn hand_over(&mut self, value: &Node) {
        let is_text = |item: &Node| matches!(item.kind, Yaml::Text(_));
        match &value.kind {
            Yaml::Map(_) => self.group(value),
            Yaml::List(groups) if groups.is_empty() || !groups.iter().all(is_text) => {
                let mut names = HashSet::new();
                for group in groups {
                    self.group(group);
                    if let Some(name) = group.get("name")
                        && let Some(text) = name.text()
                        && !names.insert(slug(text))
                    {
                        self.add(
                            name,
                            format!("the group name `{}` stands here a second time", clip(text)),
                            "give one of the two another name, or make one group of them",
                        );
                    }
                }
            }
            _ => self.add(
                value,
                format!("`hand_over` should have `words:` and `say:` below it, but this is {}", value.name()),
                "write `words: [pregnant, …]` and `say: …` below it, each further right than `hand_over`",
            ),
        }
    }

    fn group(&mut self, group: &Node) {
        let Yaml::Map(pairs) = &group.kind else {
            let what = match group.kind {
                Yaml::Null => "nothing stands after this dash".to_owned(),
                _ => format!(
                    "a hand-over group should stand here, but this is {}",
                    group.name()
                ),
            };
            return self.add(
                group,
                what,
                "a group is `- name: …` with `words: [pregnant, …]` and `say: …` on lines below `name`",
            );
        };
        self.keys(group, HAND_OVER, "a hand-over group");
        let calls_up = |key: &str| matches!(meant(key, HAND_OVER), Some("words" | "asked"));
        let mut lists = pairs
            .iter()
            .filter(|(key, _)| key.text().is_some_and(calls_up));
        match lists.next() {
            None => self.add(
                pairs.first().map_or(group, |(key, _)| key),
                "this hand-over group has neither `words` nor `asked`",
                "write `words: [pregnant, …]` on a line below this one, in the same column",
            ),
            Some((key, list)) if is_empty(list) && lists.all(|(_, list)| is_empty(list)) => self
                .add(
                    list,
                    format!(
                        "`{}` is an empty list",
                        clip(key.text().unwrap_or_default())
                    ),
                    "write the words that a receptionist hands over, or remove `hand_over`",
                ),
            _ => {}
        }
    }

    fn texts(&mut self, name: &str, value: &Node) {
        match &value.kind {
            Yaml::List(items) => {
                for item in items {
                    match &item.kind {
                        Yaml::Map(_) => self.tell(
                            item,
                            format!("a line of `{name}` should be text, but the colon and space in it make a key of its beginning"),
                            |line, rest| match rest.split_once([',', ']']).filter(|_| line.contains('[')) {
                                Some((text, _)) => format!("put the text into quotes:  {}", line::quotes(text)),
                                None => format!("put the text into quotes:  - {}", line::quotes(rest)),
                            },
                        ),
                        Yaml::Null => self.add(item, "nothing stands after this dash", "write some text after it, or remove the dash"),
                        _ => self.text(name, item, Shape::Text),
                    }
                }
            }
            Yaml::Text(_) => self.tell(
                value,
                format!("`{name}` should be a list, but this is text"),
                |_, rest| {
                    let sign = |c: char| "-•·*–—".contains(c) || c.is_whitespace();
                    let first = rest.trim_start_matches(sign).split(", ").next();
                    format!(
                        "write each on a line of its own, after a dash and a space: `- {}`",
                        clip(first.unwrap_or_default())
                    )
                },
            ),
            _ => self.add(
                value,
                format!("`{name}` should be a list, but this is {}", value.name()),
                "write each on its own line after a dash and a space",
            ),
        }
    }

    fn text(&mut self, name: &str, value: &Node, shape: Shape) {
        let Some(text) = value.text() else {
            let advice = match (&value.kind, name) {
                (Yaml::List(_), "question") => {
                    "write one question here, and the other ways of asking it below `also_asked:`"
                }
                (Yaml::List(_), "answer") => {
                    "put the text into quotes where it begins with [; \
                     put `|` after `answer:` where it is dashes, which become bullets"
                }
                (Yaml::Map(_), "answer" | "staff_note") => {
                    "put `|` after the colon, and the text below it"
                }
                _ => "write the text after the colon; in quotes where it begins with [ or {",
            };
            return self.add(
                value,
                format!("`{name}` should be text, but this is {}", value.name()),
                advice,
            );
        };
        let line = text::clean_line(text);
        let line = without_comments(line.trim());
        let line = line.trim();
        if line.is_empty() {
            return self.add(
                value,
                format!("`{name}` has nothing in it that can be seen"),
                format!(
                    "write it between the quotes, or below the `|` with each line further right than `{name}`"
                ),
            );
        }
        match shape {
            Shape::Question if !line.contains(char::is_alphanumeric) => self.add(
                value,
                "the question has no letter or digit in it",
                "write it in words",
            ),
            _ if name == "words" && raw::takes_all(line, &self.language) => self.add(
                value,
                format!("`{}` is said in most calls: all of them would be handed over", clip(line)),
                "write a word or phrase that only such callers say, or remove this one",
            ),
            Shape::Truth if raw::urgency(line).is_none() => {
                let advice = match line.to_lowercase().as_str() {
                    "yes" | "y" | "on" | "1" => "write `urgent: true`",
                    "no" | "n" | "off" | "0" => "write `urgent: false`, or remove the line",
                    _ => "write `urgent: true` where the caller may be in danger, or remove the line",
                };
                self.add(value, format!("`urgent` should be true or false, but this is `{}`", clip(line)), advice);
            }
            Shape::Language if raw::language(line).is_none() => self.add(
                value,
                format!("`{}` is not a language's two-letter code", clip(line)),
                "write en for English, de for German, fa for Persian; or remove the line",
            ),
            Shape::Day | Shape::Reviewed => match raw::date(line) {
                None => self.add(
                    value,
                    format!("`{}` is not a day of the calendar written as year-month-day", clip(line)),
                    match calendar(line) {
                        Some(day) => format!("write `{name}: {day}`"),
                        None => format!("write it like `{name}: {}`", self.today),
                    },
                ),
                Some(day) if matches!(shape, Shape::Reviewed) && raw::is_early(day, self.today) => self.add(
                    value,
                    format!("`reviewed` is in the future: today is {}", self.today),
                    "write the day when the doctor approved the answers, or remove the line until then",
                ),
                Some(_) => {}
            },
            _ => {}
        }
    }
}

fn is_empty(list: &Node) -> bool {
    matches!(&list.kind, Yaml::List(items) if items.is_empty())
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

/// What to write where an entry's keys are text for want of a colon and a space.
fn spaced(text: &str) -> Option<String> {
    let sign = |c: char| ":：;=-–".contains(c) || c.is_whitespace();
    let keys = || ENTRY.iter().map(|(key, ..)| *key);
    let key = keys().find(|key| {
        text.strip_prefix(key)
            .is_some_and(|rest| rest.starts_with(sign))
    })?;
    let words = text[key.len()..].trim_start_matches(sign);
    // The lines below are part of the same text, most likely for the same reason.
    let ends = keys().filter_map(|next| {
        let at = words.find(&format!(" {next}"))?;
        words[at + 1 + next.len()..].starts_with(sign).then_some(at)
    });
    let words = &words[..ends.min().unwrap_or(words.len())];
    Some(format!(
        "put a colon and a space after each key: `{key}: {}`",
        clip(words)
    ))
}

/// Whether a key is an entry's, with a dash before it and no space between.
fn is_glued_dash(key: &Node) -> bool {
    let name = key.text().and_then(|text| text.strip_prefix('-'));
    name.is_some_and(|name| ENTRY.iter().any(|(known, ..)| *known == name))
}
