//! What the screen says, in each language: `data/labels/en.txt` and its fellows, read while compiling into a
//! struct with one value a language. A label that is missing, misspelt, out of its place or too many does not
//! compile; a test counts the places `{}`. Messages of `check` and of the command line stay English.

#[cfg(test)]
use std::collections::HashMap;
use std::ops::Range;

use jiff::civil::Date;

use crate::text::Side;

/// The languages and their codes. The first is for codes that are none of these.
static LANGUAGES: [(&str, Labels); 13] = [
    ("en", Labels::read(include_str!("../data/labels/en.txt"))),
    ("de", Labels::read(include_str!("../data/labels/de.txt"))),
    ("fr", Labels::read(include_str!("../data/labels/fr.txt"))),
    ("es", Labels::read(include_str!("../data/labels/es.txt"))),
    ("it", Labels::read(include_str!("../data/labels/it.txt"))),
    ("pt", Labels::read(include_str!("../data/labels/pt.txt"))),
    ("nl", Labels::read(include_str!("../data/labels/nl.txt"))),
    ("da", Labels::read(include_str!("../data/labels/da.txt"))),
    ("sv", Labels::read(include_str!("../data/labels/sv.txt"))),
    ("tr", Labels::read(include_str!("../data/labels/tr.txt"))),
    ("ru", Labels::read(include_str!("../data/labels/ru.txt"))),
    ("fa", Labels::read(include_str!("../data/labels/fa.txt"))),
    ("ar", Labels::read(include_str!("../data/labels/ar.txt"))),
];

/// `words` with `values` in their places `{}`.
pub(crate) fn fill<const N: usize>(words: &str, values: [&str; N]) -> String {
    debug_assert_eq!(words.matches("{}").count(), N, "{words}");
    let mut parts = words.split("{}");
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for (value, part) in values.iter().zip(parts) {
        filled.extend([value, part]);
    }
    filled
}

/// Declares the labels in the order of the files.
macro_rules! labels {
    ($($name:ident)+) => {
        /// All that the browser's screen says in one language. What each label is for stands in
        /// `data/labels/en.txt`.
        #[derive(Debug)]
        pub struct Labels {
            $(pub(crate) $name: &'static str,)+
        }

        impl Labels {
            /// Reads, while compiling, a language's file.
            const fn read(text: &'static str) -> Self {
                let mut file = LabelFile(text);
                let labels = Self {
                    $($name: file.next(
                        concat!(stringify!($name), ":"),
                        concat!("here `", stringify!($name), ": …` is wanted"),
                    ),)+
                };
                file.end();
                labels
            }

            /// All by their names.
            #[cfg(test)]
            fn all(&self) -> HashMap<&'static str, &'static str> {
                HashMap::from([$((stringify!($name), self.$name)),+])
            }
        }
    };
}

labels! {
    side quotes question_mark comma digits plural date months renamed_keys
    placeholder nothing_found nothing_sure meaning_loading meaning_missing questions topics found position
    too_small
    asked_as same_meaning similar less_likely newly_approved
    seconds_aloud not_about nothing_about not_reviewed review_overdue not_approved changed_since_approved
    not_sure ask_the_caller to_make_sure yes yes_step no no_step
    say_to_the_caller say_now hand_over do_not_answer urgent act_now ask ask_if_on_the_line why why_listed
    why_emergency why_counts_as why_counts_as_emergency why_meant why_meant_emergency
    then save_step done done_step otherwise hand_over_else no_answer_else no_answer_heading no_answer
    doctor staff_only never_aloud source reviewed_on overdue_since never_reviewed approved_on changed_after
    never_approved unapproved_left_out
    saved numbers_left_out flagged not_saved nothing_to_save saving_is_off copied not_copied nothing_to_copy
    read_again can_be_undone box_is_full press_again_to_quit still_there
    reading_heading reading_note mistake mistake_left_out file_and_line cure mistakes_heading no_good_file
    until_mended
    key_new_call key_new key_start_again key_undo key_question key_next key_pick key_full_page key_page
    key_show_answer key_clear key_back key_back_to_list key_save key_save_question key_flag key_doctors_words
    key_more key_staff_note key_help key_all_mistakes
    help help_closes during_a_call what_you_see now_and_then help_new_call help_undo help_question
    help_full_page help_scroll help_back help_save help_doctor say help_say help_hand_over help_staff
    help_marks help_copy help_erase help_ends help_next_mark help_reload help_redraw help_quit
}

/// What is left of a language's file.
struct LabelFile(&'static str);

impl LabelFile {
    /// The words of the next label, whose line should begin with its name; else this is the mistake.
    const fn next(&mut self, name: &str, mistake: &'static str) -> &'static str {
        let (line, name) = (self.line(), name.as_bytes());
        let (bytes, mut at) = (line.as_bytes(), 0);
        while at < name.len() {
            assert!(at < bytes.len() && bytes[at] == name[at], "{}", mistake);
            at += 1;
        }
        let words = line.split_at(at).1.trim_ascii();
        assert!(!words.is_empty(), "{}", mistake);
        words
    }

    /// The next line that is no remark; an empty one where the file ends.
    const fn line(&mut self) -> &'static str {
        loop {
            let (bytes, mut end) = (self.0.as_bytes(), 0);
            while end < bytes.len() && bytes[end] != b'\n' {
                end += 1;
            }
            let (line, rest) = self.0.split_at(end);
            self.0 = rest.trim_ascii_start();
            if line.is_empty() || line.as_bytes()[0] != b'#' {
                return line;
            }
        }
    }

    const fn end(&mut self) {
        assert!(self.line().is_empty(), "lines stand below the last label");
    }
}

impl Labels {
    /// The codes of all languages.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|(code, _)| *code)
    }

    /// The labels of a language by its code, which may name a country too (`de-AT`), where there are some.
    pub(crate) fn known(code: &str) -> Option<&'static Self> {
        let code = code.split(['-', '_', '.']).next().unwrap_or_default();
        let mut languages = LANGUAGES.iter();
        let known = languages.find(|(known, _)| known.eq_ignore_ascii_case(code))?;
        Some(&known.1)
    }

    /// The same for the command line, which says which languages there are.
    pub(crate) fn asked_for(code: &str) -> Result<&'static Self, String> {
        let codes = || Self::codes().collect::<Vec<_>>().join(", ");
        Self::known(code).ok_or_else(|| format!("the screen speaks {}", codes()))
    }

    /// The same; English where there are none.
    pub fn of(code: &str) -> &'static Self {
        Self::known(code).unwrap_or(&LANGUAGES[0].1)
    }

    /// Where lines begin.
    pub(crate) fn side(&self) -> Side {
        match self.side {
            "right" => Side::Right,
            _ => Side::Left,
        }
    }

    /// A number as its readers write it: `12,345`.
    pub(crate) fn number(&self, number: usize) -> String {
        let separator = self.digits.chars().nth(1);
        let digits = number.to_string();
        let mut words = String::new();
        for (at, digit) in digits.bytes().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                words.extend(separator);
            }
            words.extend(self.digit(digit));
        }
        words
    }

    /// A digit in the language's script.
    fn digit(&self, digit: u8) -> Option<char> {
        let one = self.digits.chars().next()?;
        char::from_u32(u32::from(one) + u32::from(digit) - u32::from(b'1'))
    }

    /// So many of what the forms name.
    pub(crate) fn count(&self, number: usize, forms: &str) -> String {
        let form = forms.split('|').nth(self.plural(number));
        let form = form.unwrap_or(forms);
        form.replace("{}", &self.number(number))
    }

    /// Which of the forms of a count a number takes.
    fn plural(&self, number: usize) -> usize {
        match (self.plural, number, number % 100, number % 10) {
            ("one", ..) => usize::from(number != 1),
            ("none and one", ..) => usize::from(number > 1),
            ("slavic", _, 11..=14, _) => 2,
            ("slavic", _, _, 1) => 0,
            ("slavic", _, _, 2..=4) => 1,
            ("slavic", ..) => 2,
            ("arabic", 0..=2, ..) => number,
            ("arabic", _, 3..=10, _) => 3,
            ("arabic", _, 11.., _) => 4,
            ("arabic", ..) => 5,
            _ => 0,
        }
    }

    /// A day in words.
    pub(crate) fn date(&self, date: Date) -> String {
        let plain = |number: i16| -> String {
            let digits = number.to_string();
            digits
                .bytes()
                .filter_map(|digit| self.digit(digit))
                .collect()
        };
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let month = self.months.split(' ').nth(month).unwrap_or_default();
        let (day, year) = (plain(i16::from(date.day())), plain(date.year()));
        fill(self.date, [&day, month, &year])
    }

    /// Its quotation marks, with the blanks that French has inside.
    pub(crate) fn quotes(&self) -> [&'static str; 2] {
        let marks = self.quotes.split_once("{}");
        marks.map_or([""; 2], |(open, close)| [open, close])
    }

    /// Words in quotation marks, as a list.
    pub(crate) fn quoted<S: AsRef<str>>(&self, words: &[S]) -> String {
        let words = words.iter().map(|word| fill(self.quotes, [word.as_ref()]));
        words.collect::<Vec<_>>().join(&format!("{} ", self.comma))
    }

    /// The sentence that asks whether this is the caller's question.
    pub(crate) fn to_make_sure(&self, question: &str) -> String {
        let question = question.trim_end();
        let end = if question.ends_with(['?', '!', '.', '؟', '。', '？']) {
            ""
        } else {
            self.question_mark
        };
        fill(self.to_make_sure, [&format!("{question}{end}")])
    }

    /// A key's name as its keyboards have it.
    pub(crate) fn key(&self, name: &str) -> String {
        let pairs = self.renamed_keys.split(", ");
        let pairs = pairs.filter_map(|pair| pair.split_once(' '));
        pairs.fold(name.to_owned(), |name, (from, to)| name.replace(from, to))
    }

    /// The words of a sentence, and where the names of keys stand in them.
    pub(crate) fn with_keys(&self, sentence: &str) -> (String, Vec<Range<usize>>) {
        let (mut words, mut keys) = (String::new(), Vec::new());
        for (number, part) in sentence.split('`').enumerate() {
            let start = words.len();
            if number % 2 == 1 {
                words.push_str(&self.key(part));
                keys.push(start..words.len());
            } else {
                words.push_str(part);
            }
        }
        (words, keys)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{LANGUAGES, Labels, fill};
    use crate::text;

    #[test]
    fn a_language_is_found_by_its_code() {
        assert_eq!(Labels::of("de").yes, "Ja");
        assert_eq!(Labels::of("de-AT").yes, "Ja");
        assert_eq!(Labels::of("PT_BR.UTF-8").yes, "Sim");
        for unknown in ["", "xx", "English", "d"] {
            assert_eq!(Labels::of(unknown).yes, "Yes", "{unknown}");
        }
        assert!(Labels::codes().take(2).eq(["en", "de"]));
    }

    #[test]
    fn labels_are_as_short_as_their_places() {
        let places = "\
            8 yes no why then done otherwise
            16 say
            22 staff_only help
            30 not_reviewed review_overdue not_approved changed_since_approved less_likely same_meaning similar
            33 not_sure hand_over do_not_answer act_now never_aloud no_answer_heading
            62 saved numbers_left_out flagged nothing_to_save saving_is_off copied
            62 nothing_to_copy read_again box_is_full";
        for (code, labels) in &LANGUAGES {
            let is_short = |words: &str, most: usize, name: &str| {
                let width = text::width(words);
                assert!(width <= most, "{code} {name}: {width} > {most}");
            };
            let all = labels.all();
            let keys = all.iter().filter(|(name, _)| name.starts_with("key_"));
            keys.for_each(|(name, words)| is_short(words, 16, name));
            for place in places.lines() {
                let (most, names) = place.trim().split_once(' ').unwrap();
                for name in names.split(' ') {
                    is_short(all[name], most.parse().unwrap(), name);
                }
            }
            is_short(&labels.key("PgDn PgUp"), 11, "renamed_keys");
            is_short(&fill(labels.still_there, ["10"]), 66, "still_there");
        }
    }

    #[test]
    fn every_language_fills_the_same_places_and_its_blanks_at_signs_do_not_break() {
        let english = LANGUAGES[0].1.all();
        let places = |words: &str| words.matches("{}").count();
        for (code, labels) in &LANGUAGES {
            for (name, words) in labels.all() {
                let is_count = ["questions", "topics", "found"].contains(&name);
                let is_filled = is_count || places(words) == places(english[name]);
                let breaks = [" ?", " !", " :", " ;", " »", "« "];
                let is_tied = !breaks.into_iter().any(|sign| words.contains(sign));
                assert!(is_filled && is_tied, "{code} {name}: {words}");
            }
            let kinds = ["same", "one", "none and one", "slavic", "arabic"];
            assert!(kinds.contains(&labels.plural), "{code}");
            assert_eq!(labels.months.split(' ').count(), 12, "{code}");
            assert!(["left", "right"].contains(&labels.side), "{code}");
            let sentences = ["yes_step", "save_step", "done_step", "help_closes"];
            let names_a_key = |name: &&str| labels.all()[name].contains('`');
            assert!(sentences.iter().all(names_a_key), "{code}");
        }
    }

    #[test]
    fn counts_take_their_languages_forms() {
        let cases = "\
            en 0 questions|1 question|2 questions|12,345 questions
            fr 0 question|1 question|2 questions
            tr 1 soru|8 soru
            ru 0 вопросов|1 вопрос|3 вопроса|5 вопросов|11 вопросов|14 вопросов|21 вопрос|22 вопроса|111 вопросов
            ar 3 أسئلة|10 أسئلة|11 سؤالًا|99 سؤالًا|100 سؤال|102 سؤال|103 أسئلة";
        for (code, counts) in cases.lines().map(|line| line.trim().split_at(2)) {
            for expected in counts.trim().split('|') {
                let digits = expected.replace(|c: char| !c.is_ascii_digit(), "");
                let labels = Labels::of(code);
                let count = labels.count(digits.parse().unwrap(), labels.questions);
                assert_eq!(count, expected, "{code}");
            }
        }
        let (persian, arabic) = (Labels::of("fa"), Labels::of("ar"));
        assert_eq!(persian.count(1234, persian.questions), "۱٬۲۳۴ پرسش");
        let words = [0, 1, 2].map(|number| arabic.count(number, arabic.questions));
        assert_eq!(words, ["لا أسئلة", "سؤال واحد", "سؤالان"]);
        for (code, labels) in &LANGUAGES {
            for number in 0..=200 {
                let digits = labels.number(number);
                for forms in [labels.questions, labels.topics, labels.found] {
                    let words = labels.count(number, forms);
                    let is_told = words.contains(&digits) || *code == "ar" && !words.contains('{');
                    assert!(is_told && !words.contains('|'), "{code} {number}: {words}");
                }
            }
        }
    }

    #[test]
    fn days_lists_and_questions_are_written_as_in_the_language() {
        let day = date(2026, 11, 1);
        assert_eq!(Labels::of("en").date(day), "1 November 2026");
        assert_eq!(Labels::of("de").date(day), "1. November 2026");
        assert_eq!(Labels::of("es").date(day), "1 de noviembre de 2026");
        assert_eq!(Labels::of("fa").date(day), "۱ نوامبر ۲۰۲۶");
        assert_eq!(Labels::of("de").quoted(&["a", "b"]), "„a“, „b“");
        assert_eq!(Labels::of("fr").quoted(&["a"]), "«\u{a0}a\u{a0}»");
        assert_eq!(Labels::of("ar").quoted(&["a", "b"]), "«a»، «b»");
        let asked = |code, question| Labels::of(code).to_make_sure(question);
        assert!(asked("en", "Does it hurt?").ends_with("know: Does it hurt?"));
        assert!(asked("en", "Costs").ends_with("know: Costs?"));
        assert!(asked("fr", "Prix").ends_with("Prix\u{a0}?"));
        assert!(asked("fa", "درد دارد؟").ends_with("درد دارد؟"));
    }

    #[test]
    fn keys_stand_in_sentences_under_the_names_on_the_keyboard() {
        let french = Labels::of("fr");
        let (words, keys) = french.with_keys(french.yes_step);
        let keys: Vec<_> = keys.into_iter().map(|at| &words[at]).collect();
        assert_eq!(keys, ["Entrée", "↑↓"]);
        assert!(words.starts_with("Entrée affiche"), "{words}");
        assert_eq!(Labels::of("de").key("Ctrl+C"), "Strg+C");
    }
}
