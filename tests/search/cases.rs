//! What search tells of a caller's words, as a table: each file of the folder `cases` is a list of promises.
//!
//! `# ` begins a promise. `FAQ:` is followed by the FAQ that it holds for, and for those below it: YAML of
//! which `- Question | Answer` is an entry, topics parted by `---`; it is asked by words, but for `FAQ: by
//! meaning`. `FAQ: the clinic's` is asked by both, or `, by words`. A line is `query → what is told; and what
//! else`; `→ what is told` goes before lines that are queries alone. A query's last word may go on; `␣` and
//! `⏎` at its end are the blank and the Enter after it. `// ` begins a remark. From `|` in it on, what is told
//! holds at each key.

use std::{fmt::Write as _, fs, path::Path};

use frontdesk::{
    faq::Entry,
    search::{Alert, Hit},
};

use super::*;

/// A FAQ and how it is asked.
enum Desk {
    Clinic,
    ClinicByWords,
    Own(Box<Index>),
    /// With meaning.
    Meant(Box<Index>, FaqMeaning),
}

impl Desk {
    fn index(&self) -> &Index {
        match self {
            Self::Own(index) | Self::Meant(index, _) => index,
            Self::Clinic | Self::ClinicByWords => clinic(),
        }
    }

    fn ask(&self, text: &str) -> SearchResult {
        if let Some(text) = text.strip_suffix('⏎') {
            let ending = Ending::Closed;
            return self.index().ask(Query { text, ending });
        }
        let text = text.replace('␣', " ");
        match self {
            Self::Clinic => search(clinic(), &text),
            Self::Meant(index, faq) => by_meaning(index, faq, &text),
            Self::ClinicByWords | Self::Own(_) => by_words(self.index(), &text),
        }
    }

    fn entry(&self, hit: &Hit) -> &Entry {
        self.index().faq().entry(hit.entry)
    }

    /// Whether `id` is part of the hit's id, and of no other entry's.
    fn is(&self, hit: &Hit, id: &str) -> bool {
        let entries = self.index().faq().entries();
        let named = entries.iter().filter(|entry| entry.id.contains(id)).count();
        let hit = &self.entry(hit).id;
        hit == id || named == 1 && hit.contains(id)
    }

    /// Whether the first hits, in this order, have ids with these parts.
    fn begin(&self, hits: &[Hit], ids: &str) -> bool {
        let mut hits = hits.iter();
        let mut ids = ids.split(", ");
        ids.all(|id| hits.next().is_some_and(|hit| self.is(hit, id)))
    }

    /// Whether it is told so.
    fn tells(&self, asked: &SearchResult, what: &str) -> bool {
        let first = asked.hits.first();
        let list = |words: &[Arc<str>]| words.join(", ");
        let alerts = asked.hand_over.iter();
        let alert = asked.hand_over.first();
        let (name, value) = what.split_once(": ").unwrap_or((what, ""));
        match name {
            "nothing" => asked.hits.is_empty(),
            "nothing at all" => *asked == SearchResult::default(),
            "something" => first.is_some(),
            "first" => first.is_some_and(|hit| self.is(hit, value)),
            "sure" if value.is_empty() => asked.is_sure,
            "sure" => asked.is_sure && first.is_some_and(|hit| self.is(hit, value)),
            "weak" => !asked.is_sure && first.is_some_and(|hit| self.is(hit, value)),
            "unsure" => !asked.is_sure,
            "has" => asked.hits.iter().any(|hit| self.is(hit, value)),
            "has not" => !asked.hits.iter().any(|hit| self.is(hit, value)),
            "finds" => {
                let is_named = |hit: &Hit| value.split(", ").any(|id| self.is(hit, id));
                asked.hits.len() == value.split(", ").count() && asked.hits.iter().all(is_named)
            }
            "begins" => self.begin(&asked.hits, value),
            "matches" => first.is_some_and(|hit| list(&hit.matched) == value),
            "asked as" => {
                let as_put = |hit: &Hit| self.entry(hit).also_asked.get(hit.alternative?).cloned();
                first.and_then(as_put).unwrap_or_default() == value
            }
            "lacks" => first.is_some_and(|hit| list(&hit.missed) == value),
            "lacks nothing" => first.is_some_and(|hit| hit.missed.is_empty()),
            "unknown" => list(&asked.unknown) == value,
            "all known" => asked.unknown.is_empty(),
            "reads" => read_as(asked) == value,
            "reads all as typed" => asked.corrections.is_empty(),
            "ordinary" => asked.is_routine_call,
            "not ordinary" => !asked.is_routine_call,
            "not handed over" => asked.hand_over.is_empty(),
            "handed over" if value.is_empty() => alert.is_some(),
            "handed over" => {
                let words: Vec<&str> = alerts.filter_map(|alert| alert.word.as_deref()).collect();
                words.join(", ") == value
            }
            "says" => {
                let says: Vec<&str> = alerts.map(|alert| alert.group.say.trim()).collect();
                says.join(" ") == value
            }
            "not meant" => alert.is_some_and(|alert| alert.word.is_some()),
            "meant" => alert.is_some_and(|alert| is_meant(alert, value)),
            "heard" => alert.is_some_and(|alert| alert.heard.as_deref() == Some(value)),
            "heard as listed" => alert.is_some_and(|alert| alert.heard.is_none()),
            _ => panic!("nothing is told by {what:?}"),
        }
    }
}

fn is_meant(alert: &Alert, sentence: &str) -> bool {
    alert.word.is_none() && (sentence.is_empty() || alert.meant.as_deref() == Some(sentence))
}

fn read_as(asked: &SearchResult) -> String {
    let corrections = asked.corrections.iter();
    let read = corrections.map(|c| format!("{} as {}", c.typed, c.read_as));
    read.collect::<Vec<_>>().join(", ")
}

/// The FAQ of these lines.
fn own(lines: &[&str]) -> Desk {
    let topic = |lines: &[&str]| {
        let mut yaml = String::new();
        for line in lines {
            match line
                .strip_prefix("- ")
                .filter(|entry| entry.contains(" | "))
            {
                Some(entry) => {
                    let (question, answer) = entry.split_once(" | ").unwrap_or_default();
                    if !yaml.contains("entries:\n") {
                        yaml += "entries:\n";
                    }
                    let json = |text| serde_json::to_string(text).expect("a text");
                    let (question, answer) = (json(question), json(answer));
                    let _ = writeln!(yaml, "- question: {question}\n  answer: {answer}");
                }
                None => yaml.extend([line, "\n"]),
            }
        }
        yaml
    };
    let yamls: Vec<String> = lines.split(|line| *line == "---").map(topic).collect();
    let yamls: Vec<&str> = yamls.iter().map(String::as_str).collect();
    Desk::Own(Box::new(topics(&yamls)))
}

/// Asserts that every line of the file is as it says.
fn hold(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/cases");
    let text = fs::read_to_string(path.join(name)).expect("the cases are there");
    let (mut desk, mut promise, mut told) = (Desk::Clinic, "", "");
    let (mut count, mut wrong) = (0, String::new());
    let mut lines = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("// "))
        .peekable();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("# ") {
            (promise, told) = (heading, "");
            continue;
        }
        if let Some(which) = line.strip_prefix("FAQ:") {
            desk = match which {
                " the clinic's" => Desk::Clinic,
                " the clinic's, by words" => Desk::ClinicByWords,
                _ => {
                    let mut faq = vec![];
                    while let Some(line) = lines.next_if(|line| line.starts_with("  ")) {
                        faq.push(&line[2..]);
                    }
                    match own(&faq) {
                        Desk::Own(index) if which == " by meaning" => {
                            let faq = meaning(&index);
                            Desk::Meant(index, faq)
                        }
                        own => own,
                    }
                }
            };
            continue;
        }
        if let Some(all) = line.strip_prefix("→ ") {
            told = all;
            continue;
        }
        let (query, told) = line.split_once(" → ").unwrap_or((line, told));
        assert!(!told.is_empty(), "{name}: what is told of {query:?}?");
        let typed = query.replacen('|', "", 1);
        let ends = query.find('|').unwrap_or(typed.len())..=typed.len();
        for end in ends.filter(|end| typed.is_char_boundary(*end)) {
            let asked = desk.ask(&typed[..end]);
            for what in told.split("; ").filter(|what| !desk.tells(&asked, what)) {
                let _ = writeln!(wrong, "{promise}\n  {:?} → {what}", &typed[..end]);
                let _ = writeln!(wrong, "  {}", summary(&desk, &asked));
            }
        }
        count += 1;
    }
    assert!(count > 0, "{name} has no cases");
    assert!(wrong.is_empty(), "{name}:\n{wrong}");
}

/// What is told, for who has to find out what is wrong.
fn summary(desk: &Desk, asked: &SearchResult) -> String {
    let hit = |hit: &Hit| {
        let (id, missed) = (&desk.entry(hit).id, &hit.missed);
        format!("{id} lacks {missed:?}")
    };
    let hits: Vec<String> = asked.hits.iter().take(3).map(hit).collect();
    let (hits, unknown, read) = (hits.join(", "), &asked.unknown, read_as(asked));
    format!(
        "told: {hits}; sure {}; unknown {unknown:?}; read {read}; {:?}",
        asked.is_sure, asked.hand_over
    )
}

#[test]
fn hand_over() {
    hold("hand_over.txt");
}

#[test]
fn separable() {
    hold("separable.txt");
}

#[test]
fn languages() {
    hold("languages.txt");
}

#[test]
fn meant() {
    hold("meant.txt");
}

#[test]
fn ranking() {
    hold("ranking.txt");
}

#[test]
fn said() {
    hold("said.txt");
}

#[test]
fn sure() {
    hold("sure.txt");
}

#[test]
fn typing() {
    hold("typing.txt");
}

#[test]
fn words() {
    hold("words.txt");
}
