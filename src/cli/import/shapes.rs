//! JSON and YAML of any shape that holds questions and answers: lists or groups of them, by name, in
//! sections, and schema.org's `FAQPage`.

use super::{
    draft::{Draft, Piece},
    names::{self, NameKind},
    value::{ForeignValue, Pair, plain, roles},
};
use crate::faq;

/// Names that say only that questions follow, and no group.
const WRAPPERS: &str = " entries items data list faqs mainEntity @graph sections docs hasPart results pages children attributes node nodes edges fields properties objects records intents articles ";
/// Names of the file's title.
const TITLES: [&str; 4] = ["title", "name", "headline", "titel"];
/// Names of the file's language.
const LANGUAGES: [&str; 4] = ["language", "lang", "inLanguage", "locale"];

/// Names of columns or keys that the user gave for those of the file.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Keys<'a> {
    pub(super) question: Option<&'a str>,
    pub(super) answer: Option<&'a str>,
    pub(super) language: Option<&'a str>,
}

/// What the values hold.
pub(super) fn read(values: Vec<ForeignValue>, keys: Keys<'_>) -> Draft {
    found(values, keys, names::asks)
}

/// What the head of a page holds, whose title is no question: the page answers it.
pub(super) fn head(values: Vec<ForeignValue>) -> Draft {
    found(values, Keys::default(), |_| false)
}

/// `may_ask` says of a file's title whether it is the question of its one entry.
fn found(values: Vec<ForeignValue>, keys: Keys<'_>, may_ask: fn(&str) -> bool) -> Draft {
    let values = values.into_iter();
    let values = values.map(|value| value.in_language(keys.language));
    let values: Vec<_> = values.collect();
    let draft = Draft::default();
    let mut finder = Finder { draft, keys };
    match &values[..] {
        [whole @ ForeignValue::Map(pairs)] => {
            // A title and a description speak of the whole file, unless the title asks.
            let is_entry = finder.roles(whole).is_some_and(|(question, _)| {
                let (name, value) = &pairs[question];
                names::kind(name) != Some(NameKind::Title)
                    || value.words().is_some_and(|words| may_ask(&words))
            });
            finder.header(whole);
            if is_entry {
                finder.any(whole, "");
            } else {
                finder.draft.title = whole.line(&TITLES).map(str::to_owned).unwrap_or_default();
                finder.section(pairs, "");
            }
        }
        values => values.iter().for_each(|value| finder.any(value, "")),
    }
    finder.draft
}

struct Finder<'a> {
    draft: Draft,
    keys: Keys<'a>,
}

impl Finder<'_> {
    /// What the file says about all of its entries.
    fn header(&mut self, top: &ForeignValue) {
        let line = |names: &[&str]| top.line(names).unwrap_or_default().to_owned();
        self.draft.doctor = line(&["doctor"]);
        self.draft.source = line(&["source", "url"]);
        let code: String = line(&LANGUAGES).chars().take(2).collect();
        self.draft.language = faq::language(&code).unwrap_or_default();
    }

    fn pair(&mut self, group: &str, question: &str, answer: &ForeignValue) {
        let piece = Piece {
            question: plain(question),
            answer: answer.answer(),
            ..Piece::default()
        };
        self.draft.add(group, piece);
    }

    fn any(&mut self, value: &ForeignValue, group: &str) {
        match value {
            ForeignValue::Null => {}
            ForeignValue::Text(text) => self.draft.keep(group, [text]),
            ForeignValue::List(items) => self.list(items, group),
            ForeignValue::Map(pairs) => {
                let roles = self.roles(value).filter(|_| by_number(pairs).is_none());
                if !self.entry(value, group, roles) {
                    let title = only_line(value);
                    self.section(pairs, title.unwrap_or(group));
                    self.keep_unused(title);
                }
            }
        }
    }

    fn list(&mut self, items: &[ForeignValue], group: &str) {
        let unknown = unknown_pair(items);
        for item in items {
            // A pair in a list: the question, then its answer.
            if let [ForeignValue::Text(question), answer] = item.items()
                && answer.words().is_some()
            {
                self.pair(group, question, answer);
                continue;
            }
            let place = |name: &str| item.pairs().iter().position(|(key, _)| key == name);
            let unknown = unknown.filter(|_| self.roles(item).is_none());
            let roles = unknown.and_then(|(question, answer)| place(question).zip(place(answer)));
            if !self.entry(item, group, roles) {
                self.any(item, group);
            }
        }
    }

    /// Which pairs of a group of keys are an entry's question and answer.
    fn roles(&self, value: &ForeignValue) -> Option<(usize, usize)> {
        let pairs = value.pairs();
        let kind = value.get("@type").and_then(ForeignValue::words);
        if kind.is_some_and(|kind| kind != "Question") {
            return None;
        }
        let named = |name: Option<&str>| pairs.iter().position(|(key, _)| Some(&**key) == name);
        // Entries below a name for text are a section, and one of their own has a list of questions.
        let may_be = |key: &str, value: &ForeignValue| match value {
            ForeignValue::Null => true,
            value => {
                let is_answer = names::kind(key) == Some(NameKind::Answer);
                value.words().is_some() || is_answer && !value.has_list_of_entries()
            }
        };
        let keys = pairs.iter();
        let keys = keys.map(|(key, value)| if may_be(key, value) { key } else { "" });
        let by_name = names::roles(&keys.collect::<Vec<_>>());
        let by_name = by_name.filter(|(question, _)| {
            let (name, _) = &pairs[*question];
            names::kind(name) == Some(NameKind::Question) || !value.has_list_of_entries()
        });
        let question = named(self.keys.question).or(by_name.map(|(question, _)| question))?;
        let answer = named(self.keys.answer).or(by_name.map(|(_, answer)| answer))?;
        (question != answer).then_some((question, answer))
    }

    /// Takes the group of keys as an entry; false where it has no question.
    fn entry(&mut self, value: &ForeignValue, group: &str, roles: Option<(usize, usize)>) -> bool {
        let Some((question, answer)) = roles else {
            return false;
        };
        let (mut piece, mut own) = (Piece::default(), group.to_owned());
        for (n, (key, value)) in value.pairs().iter().enumerate() {
            let words = value.words().unwrap_or_default();
            match names::kind(key) {
                _ if n == question => {
                    let ways = match value {
                        ForeignValue::List(_) => value.texts(),
                        _ => vec![value.text().map_or(words, str::to_owned)],
                    };
                    let mut ways = ways.into_iter();
                    piece.question = plain(&ways.next().unwrap_or_default());
                    piece.also_asked.extend(ways);
                }
                _ if n == answer => {
                    piece.answer = value.answer();
                    piece.kept.extend(value.unsaid());
                }
                _ if key.starts_with('@') => {}
                Some(NameKind::Also) => piece.also_asked.extend(value.texts()),
                Some(NameKind::Note) if !words.is_empty() => piece.staff_note = words,
                Some(NameKind::Group) if group.is_empty() && is_line(&words) => own = words,
                Some(NameKind::Id) if words.parse::<f64>().is_ok() || words.contains("://") => {}
                Some(NameKind::Id) if !words.is_empty() => piece.id = words,
                _ => {
                    let words = Some(words).filter(|words| !words.is_empty());
                    let kept = words.unwrap_or_else(|| value.outline());
                    if !kept.trim().is_empty() {
                        piece.kept.push(format!("{key}: {kept}"));
                    }
                }
            }
        }
        let is_one = !piece.question.trim().is_empty();
        if is_one {
            self.draft.add(&own, piece);
        }
        is_one
    }

    /// A group of keys that is no entry: entries by name or by number, sections, or a header.
    fn section(&mut self, pairs: &[Pair], group: &str) {
        let numbered = by_number(pairs);
        let pairs = numbered.as_deref().unwrap_or(pairs);
        let is_title =
            |key: &str| matches!(names::kind(key), Some(NameKind::Title | NameKind::Group));
        let mut titles = pairs.iter().filter(|(key, _)| is_title(key));
        let title = titles.find_map(|(_, value)| value.text());
        let group_title = title.filter(|title| *title != self.draft.title);
        let own = group_title.unwrap_or(group);
        for (key, value) in pairs {
            let is_name = names::asks(key) || key.trim().contains(' ');
            let is_list = |items: &[ForeignValue]| items.iter().all(|item| item.text().is_some());
            match value {
                ForeignValue::Text(_) | ForeignValue::List(_)
                    if is_name && value.words().is_some() =>
                {
                    self.pair(own, key, value);
                }
                ForeignValue::Text(text) => {
                    let draft = &self.draft;
                    let is_said = Some(text.as_str()) == title
                        || text == own
                        || [&draft.title, &draft.doctor, &draft.source].contains(&text);
                    if !is_said && !LANGUAGES.contains(&key.as_str()) && !key.starts_with('@') {
                        self.draft.keep(own, [format!("{key}: {text}")]);
                    }
                }
                ForeignValue::List(items) if is_list(items) => {
                    if !items.is_empty() {
                        let kept = format!("{key}: {}", value.outline());
                        self.draft.keep(own, [kept]);
                    }
                }
                ForeignValue::Map(inner)
                    if names::asks(key)
                        || is_name
                            && value.has(NameKind::Answer)
                            && !value.has(NameKind::Question) =>
                {
                    self.any(&with("question", key, inner), own);
                }
                // The name of one entry is no group.
                ForeignValue::Map(inner) if !is_name && self.roles(value).is_some() => {
                    self.any(&with("id", key, inner), own);
                }
                // The key names a section, unless it is only a name for questions.
                _ if names::kind(key).is_some()
                    || WRAPPERS.contains(&format!(" {key} "))
                    || key.parse::<u32>().is_ok() =>
                {
                    self.any(value, own);
                }
                _ => self.any(value, &key.replace('_', " ")),
            }
        }
        self.keep_unused(group_title);
    }

    /// A section with nothing but others in it is no group.
    fn keep_unused(&mut self, title: Option<&str>) {
        let groups = &self.draft.groups;
        let is_used = |title: &str| groups.iter().any(|group| group.title == title.trim());
        let unused = title.filter(|title| !is_used(title));
        self.draft.keep("", unused);
    }
}

fn is_line(words: &str) -> bool {
    !words.trim().is_empty() && !words.trim().contains('\n')
}

/// The one line that a group says beside its lists: their title, whatever it is called.
fn only_line(group: &ForeignValue) -> Option<&str> {
    let mut texts = group.pairs().iter().filter_map(|(_, value)| value.text());
    let text = texts.next().filter(|text| is_line(text))?;
    (texts.next().is_none() && group.has_list_of_entries()).then_some(text)
}

/// A group of keys with the name that it has as one of them.
fn with(name: &str, key: &str, pairs: &[Pair]) -> ForeignValue {
    let own = (name.to_owned(), ForeignValue::Text(key.to_owned()));
    ForeignValue::Map([&[own], pairs].concat())
}

/// The keys of question and answer in a list of groups whose names say nothing: the one asks, the other is
/// longest.
fn unknown_pair(items: &[ForeignValue]) -> Option<(&str, &str)> {
    let keys = items.first()?.pairs().iter().map(|(key, _)| key.as_str());
    let texts = |key: &str| -> Vec<String> {
        let values = items.iter().filter_map(|item| item.get(key));
        values.filter_map(ForeignValue::words).collect()
    };
    let most_ask = |key: &&str| {
        let texts = texts(key);
        texts.iter().filter(|text| names::asks(text)).count() * 2 > items.len()
    };
    let length = |key: &str| texts(key).iter().map(String::len).sum::<usize>();
    let question = keys.clone().find(most_ask)?;
    let others = keys.filter(|key| *key != question);
    let answer = others.max_by_key(|key| length(key))?;
    (length(answer) > 0).then_some((question, answer))
}

/// The pairs of a group of keys, with those that have the same number in their names (`q1` and `a1`) as a list
/// of groups; none where it is numbered otherwise or not.
fn by_number(pairs: &[Pair]) -> Option<Vec<Pair>> {
    let mut numbered: Vec<(String, Vec<Pair>)> = Vec::new();
    let mut others = Vec::new();
    for (key, value) in pairs {
        let digits = key.chars().skip_while(|c| !c.is_ascii_digit());
        let number: String = digits.take_while(char::is_ascii_digit).collect();
        if number.is_empty() || key.contains(' ') {
            others.push((key.clone(), value.clone()));
            continue;
        }
        let pair = (key.replacen(&number, "_", 1), value.clone());
        match numbered.iter_mut().find(|(known, _)| *known == number) {
            Some((_, group)) => group.push(pair),
            None => numbered.push((number, vec![pair])),
        }
    }
    let has_roles = |(_, pairs): &(_, Vec<Pair>)| roles(pairs).is_some();
    if numbered.len() < 2 || !numbered.iter().all(has_roles) {
        return None;
    }
    let groups = numbered.into_iter();
    let groups = groups.map(|(_, pairs)| ForeignValue::Map(pairs)).collect();
    others.insert(0, ("items".to_owned(), ForeignValue::List(groups)));
    Some(others)
}
