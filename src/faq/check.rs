//! What is wrong with a file that `serde_yaml` could read as YAML but not as a FAQ: its tree is compared with what
//! should stand there.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::{
    MAX_PROBLEMS,
    keys::{ENTRY, FILE, HAND_OVER, Key, Required, Shape, may_have, meant},
    line::{self, clip},
    raw::{self, MOST_FACTS},
    slug,
    tree::{Finding, Kind, Node},
};
use crate::{markdown::without_comments, seal::Approval, text};

/// Every mistake of the file, in order, and how many more there are.
pub(super) fn findings(text: &str, tree: &Node, today: Date) -> (Vec<Finding>, usize) {
    let language = tree.get("language").and_then(Node::text);
    let language = language.and_then(raw::language).unwrap_or_default();
    let mut check = Check {
        today,
        language,
        mistakes: Vec::new(),
        more: 0,
    };
    check.file(tree);
    let mut mistakes = check.mistakes;
    mistakes.sort_by_key(|m| m.at);
    let more = check.more + mistakes.len().saturating_sub(MAX_PROBLEMS);
    mistakes.truncate(MAX_PROBLEMS);
    let told = mistakes.into_iter().map(|m| m.finding(text));
    (told.collect(), more)
}

/// What to do about an approval that is none.
const SIGN: &str = "remove this line, and let the doctor run `frontdesk approve`";

/// A mistake at a node.
struct Mistake {
    at: usize,
    message: String,
    advice: Advice,
}

enum Advice {
    Say(String),
    /// The node that has the same key already.
    First(usize),
    /// Put the line's text into quotes.
    Quote,
    /// Write something, or put into quotes what stands there as a remark.
    Fill(&'static str),
    /// Put a dash before each line of a list.
    Dash,
}

impl Mistake {
    fn finding(self, text: &str) -> Finding {
        let at = self.at;
        let rest = text[at..].lines().next().unwrap_or_default().trim();
        let mut message = self.message;
        let advice = match self.advice {
            Advice::Say(words) => words,
            Advice::First(first) => {
                let lines = text[first.min(at)..at].matches('\n').count();
                match lines {
                    0 => "keep one of them; the other is on the same line".to_owned(),
                    1 => "keep one of them; the other is on the line above".to_owned(),
                    n => format!("keep one of them; the other is {n} lines above"),
                }
            }
            Advice::Quote => {
                let line = line::line_at(text, at).trim();
                let before = &line[..line.len().saturating_sub(rest.len())];
                let (before, text) = if before.contains('[') {
                    ("", rest.split([',', ']']).next().unwrap_or(rest))
                } else {
                    (before, rest)
                };
                format!("put the text into quotes:  {before}{}", line::quotes(text))
            }
            Advice::Fill(_) if rest.starts_with('#') => {
                message += ": what follows a `#` is a remark";
                format!("if it is text:  {}", line::quoted(line::line_at(text, at)))
            }
            Advice::Fill(words) => words.to_owned(),
            Advice::Dash => {
                let line =
                    rest.trim_start_matches(|c: char| "-•·*–—".contains(c) || c.is_whitespace());
                let first = line.split(", ").next().unwrap_or_default();
                format!(
                    "write each on a line of its own, after a dash and a space: `- {}`",
                    clip(first)
                )
            }
        };
        Finding::error(at, message, advice)
    }
}

struct Check {
    today: Date,
    /// The file's, as [`super::Topic::language`].
    language: String,
    mistakes: Vec<Mistake>,
    /// Keys that nobody knows, beyond those that are told.
    more: usize,
}

impl Check {
    fn add(&mut self, node: &Node, message: impl Into<String>, advice: impl Into<String>) {
        self.mistakes.push(Mistake {
            at: node.at,
            message: message.into(),
            advice: Advice::Say(advice.into()),
        });
    }

    fn file(&mut self, tree: &Node) {
        const COPY: &str = "write `entries:`, and below it `  - question: …` and `    answer: …`";
        match &tree.kind {
            Kind::Null => self.add(tree, "the file holds no entries", COPY),
            Kind::Text(_) => self.add(
                tree,
                "the file should begin with keys such as `title:` and `entries:`, but this is text",
                COPY,
            ),
            Kind::List(_) => self.add(
                tree,
                "the file begins with a list",
                "write `entries:` on a line by itself above the first `-`",
            ),
            Kind::Map(pairs) => {
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
        match &list.kind {
            Kind::List(items) if items.is_empty() => {
                self.add(
                    list,
                    "`entries` is an empty list",
                    "write at least one `- question:` with its `answer:`",
                );
            }
            Kind::List(items) => {
                for item in items {
                    self.entry(item);
                }
            }
            Kind::Null => self.add(
                list,
                "nothing stands below `entries`",
                "write at least one `- question:` with its `answer:` below it",
            ),
            Kind::Map(pairs) if pairs.iter().any(|(key, _)| is_glued_dash(key)) => self.add(
                list,
                "a space is missing after the dash",
                "begin each entry with a dash and a space: `- question: …`",
            ),
            Kind::Map(_) => self.add(
                list,
                "`entries` should be a list, but its first entry has no dash",
                "begin each entry with a dash and a space: `- question: …`",
            ),
            Kind::Text(_) => self.add(
                list,
                "`entries` should be a list of questions, but text stands here",
                "begin each entry on a line of its own with a dash and a space: `- question: …`",
            ),
        }
    }

    fn entry(&mut self, entry: &Node) {
        const SHAPE: &str = "an entry is `- question: …` with `answer: …` on a line below it, without a dash; if this belongs to the answer above, put it further right than `answer`";
        match &entry.kind {
            Kind::Map(_) => self.keys(entry, ENTRY, "an entry"),
            Kind::Null => self.add(
                entry,
                "nothing stands after this dash",
                "remove the dash, or write `question: …` after it",
            ),
            Kind::Text(text) => {
                let glued = ENTRY.iter().find_map(|(key, ..)| {
                    let rest = text.strip_prefix(key)?;
                    let sign = |c: char| ":：;=-–".contains(c) || c.is_whitespace();
                    let words = rest.trim_start_matches(sign);
                    // The lines below are part of the same text, most likely for the same reason.
                    let end = ENTRY
                        .iter()
                        .filter_map(|(next, ..)| {
                            let at = words.find(&format!(" {next}"))?;
                            words[at + 1 + next.len()..].starts_with(sign).then_some(at)
                        })
                        .min();
                    rest.starts_with(sign).then(|| {
                        format!(
                            "put a colon and a space after each key: `{key}: {}`",
                            clip(&words[..end.unwrap_or(words.len())])
                        )
                    })
                });
                self.add(
                    entry,
                    "an entry should stand here, but this is only text",
                    glued.unwrap_or_else(|| SHAPE.to_owned()),
                );
            }
            Kind::List(_) => self.add(
                entry,
                "an entry should stand here, but this is a list in a list",
                "remove one of the dashes",
            ),
        }
        // A second dash before `answer` makes two entries of one.
        if let Kind::Map(pairs) = &entry.kind
            && entry.get("question").is_none()
            && let Some((key, _)) = pairs.iter().find(|(key, _)| key.text() == Some("answer"))
            && let Some(mistake) = self
                .mistakes
                .iter_mut()
                .rfind(|m| m.message.contains("has no `question`"))
        {
            mistake.at = key.at;
            mistake.advice = Advice::Say(
                "if it belongs to the question above, remove the dash before `answer` (write a space in its place)".to_owned(),
            );
        }
    }

    /// Compares a group of keys with what it may hold. `owner` names it.
    fn keys(&mut self, node: &Node, keys: &[Key], owner: &str) {
        let Kind::Map(pairs) = &node.kind else {
            if !matches!(node.kind, Kind::Null) {
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
                let what = key.name();
                self.add(
                    key,
                    format!("a key should stand here, but this is {what}"),
                    may_have(owner, keys),
                );
                continue;
            };
            if let Some(&first) = firsts.get(name) {
                let again = format!("`{}` stands here a second time", clip(name));
                match name {
                    "question" if std::ptr::eq(keys, ENTRY) => {
                        self.add(
                            key,
                            again,
                            "if a new entry begins here, write `- question: …`, its dash below the other dashes; else keep one of the two",
                        );
                        // What follows belongs to that entry.
                        break;
                    }
                    "entries" => self.add(
                        key,
                        again,
                        "remove this line: all entries stand below the first `entries:`",
                    ),
                    _ => self.mistakes.push(Mistake {
                        at: key.at,
                        message: again,
                        advice: Advice::First(first),
                    }),
                }
                continue;
            }
            firsts.insert(name, key.at);
            if let Some((_, shape, _)) = keys.iter().find(|(known, ..)| *known == name) {
                self.value(name, value, *shape);
            } else if self.mistakes.len() > MAX_PROBLEMS {
                self.more += 1;
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
        let missing: Vec<_> = keys.iter().filter(missing).map(|(name, ..)| name).collect();
        let place = pairs.first().map_or(node, |(key, _)| key);
        let this = owner.split_once(' ').map_or(owner, |(_, name)| name);
        let lacks = |what: String| format!("this {this} has {what}");
        match missing.as_slice() {
            [] => {}
            [one] => self.add(
                place,
                lacks(format!("no `{one}`")),
                format!(
                    "write `{one}: …` on a line below this one, in the same column, without a dash"
                ),
            ),
            [one, other, ..] => self.add(
                place,
                lacks(format!("neither `{one}` nor `{other}`")),
                format!(
                    "write `{one}: …`, and `{other}: …` on a line below it, in the same column"
                ),
            ),
        }
    }

    fn unknown(&mut self, key: &Node, name: &str, keys: &[Key], owner: &str) {
        let shown = clip(name);
        if shown != name && keys.iter().any(|(known, ..)| *known == shown) {
            return self.add(
                key,
                format!("a character that cannot be seen stands in `{shown}`"),
                "delete the word, and the spaces before it, and write them anew",
            );
        }
        if name == "<<" {
            return self.add(
                key,
                "merging (`<<`) is not supported here",
                "write the keys out",
            );
        }
        let message = format!("`{shown}` is not a key that {owner} can have");
        if let Some(dashed) = name
            .strip_prefix('-')
            .filter(|rest| keys.iter().any(|(k, ..)| k == rest))
        {
            return self.add(
                key,
                message,
                format!("put a space after the dash: `- {dashed}:`"),
            );
        }
        if let Some(known) = meant(name, keys) {
            return self.add(key, message, format!("did you mean `{known}`?"));
        }
        if std::ptr::eq(keys, FILE) && ENTRY.iter().any(|(k, ..)| *k == name) {
            return self.add(
                key,
                message,
                "it belongs to an entry: write it further right, below its `- question:`",
            );
        }
        if std::ptr::eq(keys, FILE) && HAND_OVER.iter().any(|(k, ..)| *k == name) {
            return self.add(
                key,
                message,
                "it belongs to `hand_over`: put two spaces before it",
            );
        }
        if std::ptr::eq(keys, ENTRY) && FILE.iter().any(|(k, ..)| *k == name) {
            return self.add(
                key,
                message,
                "it belongs to the file: write it at the beginning of a line, above `entries:`",
            );
        }
        self.add(key, message, may_have(owner, keys));
    }

    fn value(&mut self, name: &str, value: &Node, shape: Shape) {
        if matches!(value.kind, Kind::Null) && !matches!(shape, Shape::Entries) {
            let advice = match shape {
                Shape::Question => "write the question after it, on the same line",
                Shape::Approval => SIGN,
                Shape::HandOver => {
                    "write `words: [pregnant, …]` and `say: …` below it, each with two spaces before it"
                }
                _ if name == "answer" => {
                    "write the answer after it; a longer one below `answer: |`, each line further right than `answer`"
                }
                _ => "write something after it, or remove the line",
            };
            return self.mistakes.push(Mistake {
                at: value.at,
                message: format!("`{name}` is empty"),
                advice: Advice::Fill(advice),
            });
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
        let is_text = |item: &Node| matches!(item.kind, Kind::Text(_));
        match &value.kind {
            Kind::Map(_) => self.group(value),
            Kind::List(groups) if groups.is_empty() || !groups.iter().all(is_text) => {
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
        let Kind::Map(pairs) = &group.kind else {
            let what = match group.kind {
                Kind::Null => "nothing stands after this dash".to_owned(),
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
            Kind::List(items) => {
                for item in items {
                    match &item.kind {
                        Kind::Map(_) => self.mistakes.push(Mistake {
                            at: item.at,
                            message: format!("a line of `{name}` should be text, but the colon and space in it make a key of its beginning"),
                            advice: Advice::Quote,
                        }),
                        Kind::Null => self.add(item, "nothing stands after this dash", "write some text after it, or remove the dash"),
                        _ => self.text(name, item, Shape::Text),
                    }
                }
            }
            Kind::Text(_) => self.mistakes.push(Mistake {
                at: value.at,
                message: format!("`{name}` should be a list, but this is text"),
                advice: Advice::Dash,
            }),
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
                (Kind::List(_), "question") => {
                    "write one question here, and the other ways of asking it below `also_asked:`"
                }
                (Kind::List(_), "answer") => {
                    "put the text into quotes where it begins with [; \
                     put `|` after `answer:` where it is dashes, which become bullets"
                }
                (Kind::Map(_), "answer" | "staff_note") => {
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
            Shape::Approval if raw::approval(line, self.today).is_none() => {
                let message = match line.parse::<Approval>() {
                    Ok(_) => format!("`approved` is in the future: today is {}", self.today),
                    Err(_) => format!("`{}` is no approval: a day and eight digits that `frontdesk approve` writes", clip(line)),
                };
                self.add(value, message, SIGN);
            }
            _ => {}
        }
    }
}

fn is_empty(list: &Node) -> bool {
    matches!(&list.kind, Kind::List(items) if items.is_empty())
}

/// The day that is written another way, where there is no doubt about it: `31.12.2026`, `12/31/2026`, `2026-1-5`.
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

/// Whether a key is an entry's, with a dash before it and no space between.
fn is_glued_dash(key: &Node) -> bool {
    let name = key.text().and_then(|text| text.strip_prefix('-'));
    name.is_some_and(|name| ENTRY.iter().any(|(known, ..)| *known == name))
}
