//! JSON and YAML of any shape that holds questions and answers: lists or groups of them, by name, in
//! sections, and schema.org's `FAQPage`.

use super::{
    draft::{Draft, Item, Piece},
    names::{self, NameKind},
    value::{ForeignValue, plain},
};

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
    let values: Vec<_> = values
        .map(|value| value.in_language(keys.language))
        .collect();
    let mut finder = Finder {
        draft: Draft::default(),
        keys,
    };
    match &values[..] {
        [whole @ ForeignValue::Map(pairs)] => {
            // A title and a description speak of the whole file, unless the title asks.
            let is_entry = finder.roles(whole).is_some_and(|(question, _)| {
                let (name, value) = &pairs[question];
                let is_title = names::kind(name) == Some(NameKind::Title);
                !is_title || value.words().is_some_and(|words| may_ask(&words))
            });
            finder.header(whole);
            if is_entry {
                finder.any(whole, "");
            } else {
                finder.draft.title = whole.line(&TITLES).unwrap_or_default();
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
        self.draft.doctor = top.line(&["doctor"]).unwrap_or_default();
        self.draft.source = top.line(&["source", "url"]).unwrap_or_default();
        let code = top.line(&LANGUAGES).unwrap_or_default();
        let code: String = code.chars().take(2).collect();
        if code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic()) {
            self.draft.language = code.to_lowercase();
        }
    }

    fn keep(&mut self, group: &str, text: String) {
        self.draft.group(group).items.push(Item::Kept(text));
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
            ForeignValue::Text(text) => self.keep(group, text.clone()),
            ForeignValue::List(items) => self.list(items, group),
            ForeignValue::Map(pairs) => {
                if !by_number(pairs).0.is_empty() || !self.entry(value, group, self.roles(value)) {
                    let title = value.only_line();
                    self.section(pairs, title.unwrap_or(group));
                    if let Some(title) = title {
                        self.keep_unused(title);
                    }
                }
            }
        }
    }

    fn list(&mut self, items: &[ForeignValue], group: &str) {
        if is_in_turn(items) {
            for pair in items.chunks(2) {
                self.pair(group, &pair[0].outline(), &pair[1]);
            }
            return;
        }
        let unknown = unknown_pair(items);
        for item in items {
            match item.items() {
                // A pair in a list: the question, then its answer.
                [ForeignValue::Text(question), answer] if answer.words().is_some() => {
                    self.pair(group, question, answer);
                }
                _ => {
                    let place =
                        |name: &String| item.pairs().iter().position(|(key, _)| key == name);
                    let roles = unknown.as_ref().filter(|_| self.roles(item).is_none());
                    let roles =
                        roles.and_then(|(question, answer)| place(question).zip(place(answer)));
                    if roles.is_none() || !self.entry(item, group, roles) {
                        self.any(item, group);
                    }
                }
            }
        }
    }

    /// Which pairs of a group of keys are an entry's question and answer.
    fn roles(&self, value: &ForeignValue) -> Option<(usize, usize)> {
        let pairs = value.pairs();
        if value
            .get("@type")
            .and_then(ForeignValue::words)
            .is_some_and(|kind| kind != "Question")
        {
            return None;
        }
        let named =
            |name: Option<&str>| pairs.iter().position(|(key, _)| Some(key.as_str()) == name);
        // Entries below a name for text are a section, and one of their own has a list of questions.
        let keys = pairs.iter().map(|(key, value)| {
            let is_sure = matches!(names::kind(key), Some(NameKind::Answer));
            let is_bare =
                matches!(value, ForeignValue::Null) || is_sure && !value.has_list_of_entries();
            if is_bare || value.words().is_some() {
                key.as_str()
            } else {
                ""
            }
        });
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
        let mut piece = Piece::default();
        let mut own = group.to_owned();
        let Some((question, answer)) = roles else {
            return false;
        };
        for (n, (key, value)) in value.pairs().iter().enumerate() {
            let words = value.words().unwrap_or_default();
            match names::kind(key) {
                _ if n == question => {
                    let ways = match value {
                        ForeignValue::Text(text) => vec![text.clone()],
                        ForeignValue::List(_) => value.texts(),
                        _ => vec![words],
                    };
                    let mut ways = ways.into_iter();
                    piece.question = plain(&ways.next().unwrap_or_default());
                    piece.also_asked.extend(ways);
                }
                _ if n == answer => {
                    piece.answer = value.answer();
                    piece.kept.extend(value.unsaid());
                }
                Some(NameKind::Also) => piece.also_asked.extend(value.texts()),
                Some(NameKind::Note) if !words.is_empty() => piece.staff_note = words,
                Some(NameKind::Group)
                    if group.is_empty() && !words.is_empty() && !words.contains('\n') =>
                {
                    own = words;
                }
                Some(NameKind::Id)
                    if words.parse::<f64>().is_ok()
                        || words.contains("://")
                        || key.starts_with('@') => {}
                Some(NameKind::Id) if !words.is_empty() => piece.id = words,
                _ if key.starts_with('@') => {}
                _ => {
                    let kept = if words.is_empty() {
                        value.outline()
                    } else {
                        words
                    };
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
    fn section(&mut self, pairs: &[(String, ForeignValue)], group: &str) {
        let (numbered, pairs) = by_number(pairs);
        let title = pairs
            .iter()
            .find_map(|(key, value)| match (names::kind(key), value) {
                (Some(NameKind::Title | NameKind::Group), ForeignValue::Text(text)) => {
                    Some(text.as_str())
                }
                _ => None,
            });
        let is_top = title.is_some_and(|title| title == self.draft.title);
        let own = title.filter(|_| !is_top).unwrap_or(group);
        for value in numbered {
            self.any(&value, own);
        }
        for (key, value) in &pairs {
            let is_name = names::asks(key) || key.trim().contains(' ');
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
                        self.keep(own, format!("{key}: {text}"));
                    }
                }
                ForeignValue::Map(inner) if names::asks(key) || is_name && value.only_answers() => {
                    self.any(&with("question", key, inner), own);
                }
                // The name of one entry is no group.
                ForeignValue::Map(inner) if !is_name && self.roles(value).is_some() => {
                    self.any(&with("id", key, inner), own);
                }
                ForeignValue::List(items)
                    if items
                        .iter()
                        .all(|item| matches!(item, ForeignValue::Text(_)))
                        && !is_in_turn(items) =>
                {
                    if !items.is_empty() {
                        self.keep(own, format!("{key}: {}", value.outline()));
                    }
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
        if let Some(title) = title.filter(|_| !is_top) {
            self.keep_unused(title);
        }
    }

    /// A section with nothing but others in it is no group.
    fn keep_unused(&mut self, title: &str) {
        if !self
            .draft
            .groups
            .iter()
            .any(|group| group.title == title.trim())
        {
            self.keep("", title.to_owned());
        }
    }
}

/// A group of keys with the name that it has as one of them.
fn with(name: &str, key: &str, pairs: &[(String, ForeignValue)]) -> ForeignValue {
    let own = (name.to_owned(), ForeignValue::Text(key.to_owned()));
    ForeignValue::Map([own].into_iter().chain(pairs.iter().cloned()).collect())
}

/// Whether a list has questions and answers in turn.
fn is_in_turn(items: &[ForeignValue]) -> bool {
    let is_text = |item: &ForeignValue| matches!(item, ForeignValue::Text(_));
    let asks = |item: &ForeignValue| matches!(item, ForeignValue::Text(text) if names::asks(text));
    let is_even = !items.is_empty() && items.len().is_multiple_of(2);
    is_even && items.iter().all(is_text) && items.iter().step_by(2).all(asks)
}

/// The keys of question and answer in a list of groups whose names say nothing: the one asks, the other is
/// longest.
fn unknown_pair(items: &[ForeignValue]) -> Option<(String, String)> {
    let first = items.first()?.pairs();
    let texts = |key: &str| -> Vec<String> {
        let values = items.iter().filter_map(|item| item.get(key));
        values.filter_map(ForeignValue::words).collect()
    };
    let asking =
        |key: &str| texts(key).iter().filter(|text| names::asks(text)).count() * 2 > items.len();
    let (question, _) = first.iter().find(|(key, _)| asking(key))?;
    let length = |key: &str| texts(key).iter().map(String::len).sum::<usize>();
    let others = first.iter().filter(|(key, _)| key != question);
    let (answer, _) = others
        .max_by_key(|(key, _)| length(key))
        .filter(|(key, _)| length(key) > 0)?;
    Some((question.clone(), answer.clone()))
}

/// The groups of keys that have the same number in their names (`q1` and `a1`), and the other keys.
fn by_number(pairs: &[(String, ForeignValue)]) -> (Vec<ForeignValue>, Vec<(String, ForeignValue)>) {
    let mut numbered: Vec<(&str, Vec<(String, ForeignValue)>)> = Vec::new();
    let mut others = Vec::new();
    for (key, value) in pairs {
        let is_digit = |c: char| c.is_ascii_digit();
        let start = key.find(is_digit).unwrap_or(key.len());
        let digits = &key[start..];
        let digits = &digits[..digits.find(|c| !is_digit(c)).unwrap_or(digits.len())];
        if digits.is_empty() || key.contains(' ') {
            others.push((key.clone(), value.clone()));
            continue;
        }
        let pair = (
            format!("{}_{}", &key[..start], &key[start + digits.len()..]),
            value.clone(),
        );
        match numbered.iter_mut().find(|(number, _)| *number == digits) {
            Some((_, group)) => group.push(pair),
            None => numbered.push((digits, vec![pair])),
        }
    }
    let has_roles = |(_, pairs): &(_, Vec<(String, ForeignValue)>)| {
        let keys: Vec<_> = pairs.iter().map(|(key, _)| key).collect();
        names::roles(&keys).is_some()
    };
    if numbered.len() < 2 || !numbered.iter().all(has_roles) {
        return (Vec::new(), pairs.to_vec());
    }
    (
        numbered
            .into_iter()
            .map(|(_, pairs)| ForeignValue::Map(pairs))
            .collect(),
        others,
    )
}
