//! What the screen says, in each language: a struct with one value a language, so that a missing label does
//! not compile, nor a template with too few places. Messages of `check` and of the command line stay
//! English.

mod arabic;
mod danish;
mod dutch;
mod english;
mod french;
mod german;
mod italian;
mod persian;
mod portuguese;
mod russian;
mod spanish;
mod swedish;
mod turkish;

use std::ops::Range;

use jiff::civil::Date;

use crate::text::Side;

/// The languages and their codes. The first is for codes that are none of these.
const LANGUAGES: [(&str, &Labels); 13] = [
    ("en", &english::ENGLISH),
    ("de", &german::GERMAN),
    ("fr", &french::FRENCH),
    ("es", &spanish::SPANISH),
    ("it", &italian::ITALIAN),
    ("pt", &portuguese::PORTUGUESE),
    ("nl", &dutch::DUTCH),
    ("da", &danish::DANISH),
    ("sv", &swedish::SWEDISH),
    ("tr", &turkish::TURKISH),
    ("ru", &russian::RUSSIAN),
    ("fa", &persian::PERSIAN),
    ("ar", &arabic::ARABIC),
];

/// Words with `N` places `{}` for values.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Template<const N: usize>(&'static str);

impl<const N: usize> Template<N> {
    /// The words with `values` in their places.
    pub(crate) fn with(&self, values: [&str; N]) -> String {
        let mut parts = self.0.split("{}");
        let mut words = parts.next().unwrap_or_default().to_owned();
        for (value, part) in values.iter().zip(parts) {
            words.extend([value, part]);
        }
        words
    }
}

/// Checks, while compiling, that the text has as many places as its label wants.
const fn template<const N: usize>(text: &'static str) -> Template<N> {
    let (bytes, mut at, mut places) = (text.as_bytes(), 1, 0);
    while at < bytes.len() {
        places += (bytes[at - 1] == b'{' && bytes[at] == b'}') as usize;
        at += 1;
    }
    assert!(places == N, "a template has another number of places");
    Template(text)
}

/// A sentence in which the names of keys stand between backticks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence(&'static str);

/// The forms of a count, between bars: as many as [`Labels::plural`] knows, or one for all.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Forms(&'static str);

/// Declares the labels by their kinds; a comment belongs to one label.
macro_rules! labels {
    ($($(#[$comment:meta])* $first:ident $(, $name:ident)*: $kind:ty;)*) => {
        /// All that the browser's screen says in one language.
        #[derive(Debug)]
        pub struct Labels {
            $($(#[$comment])* pub(crate) $first: $kind, $(pub(crate) $name: $kind,)*)*
        }

        #[cfg(test)]
        impl Labels {
            /// The labels that are plain words, by their names.
            fn plain(&self) -> std::collections::BTreeMap<&'static str, &'static str> {
                let all: &[(_, &dyn std::any::Any)] = &[
                    $((stringify!($first), &self.$first), $((stringify!($name), &self.$name),)*)*
                ];
                all.iter().filter_map(|(name, label)| Some((*name, *label.downcast_ref()?))).collect()
            }
        }
    };
}

labels! {
    /// Where its lines begin.
    side: Side;
    /// Its quotation marks, with the blank that French has inside.
    quotes: [&'static str; 2];
    /// Ends a question, with the blank that French has before it.
    question_mark: &'static str;
    /// Between the words of a list.
    comma: &'static str;
    /// Its digit 0, and what stands between thousands.
    digits: (char, &'static str);
    /// Which form of a count a number takes.
    plural: fn(usize) -> usize;
    /// Day, month, year.
    date: Template<3>;
    /// The twelve, where a day stands before them.
    months: &'static str;
    /// Keys that are called something else on its keyboards.
    renamed_keys: &'static [(&'static str, &'static str)];

    // The search box.
    placeholder, nothing_found, nothing_sure, meaning_loading, meaning_missing: &'static str;
    questions, topics, found: Forms;
    /// Where only the best hits are listed.
    best_found: Template<1>;
    /// A position and how many there are.
    position: Template<2>;
    too_small: Template<1>;

    // The list.
    asked_as, same_meaning, less_likely: &'static str;
    /// Mark of an entry that was approved within the last seven days.
    newly_approved: &'static str;

    // The heading and its labels.
    seconds_aloud, not_about, nothing_about: Template<1>;
    not_reviewed, review_overdue, not_approved, changed_since_approved: &'static str;

    // Not sure.
    not_sure, ask_the_caller, yes, no: &'static str;
    to_make_sure: Template<1>;
    yes_step, no_step: Sentence;

    // Hand-over, urgent, no answer.
    say_to_the_caller, say_now, hand_over, do_not_answer, urgent, act_now: &'static str;
    ask, ask_if_on_the_line, why, then, done, otherwise, hand_over_else: &'static str;
    no_answer_heading, no_answer_else: &'static str;
    /// The sentence to say where the FAQ has none.
    no_answer: &'static str;
    /// A listed word or phrase, in quotation marks.
    why_listed: Template<1>;
    why_emergency: Template<1>;
    /// A word as typed, and the listed one.
    why_counts_as: Template<2>;
    /// The listed phrase that means the same.
    why_meant: Template<1>;
    save_step, done_step: Sentence;

    // The doctor's words, and what is for staff.
    /// Over a quote where the file names no speaker.
    doctor: &'static str;
    staff_only, never_aloud, never_reviewed, never_approved: &'static str;
    source, reviewed_on, overdue_since, approved_on, changed_after: Template<1>;
    unapproved_left_out: Template<1>;

    // What just happened.
    saved, numbers_left_out, flagged, nothing_to_save, saving_is_off: &'static str;
    copied, nothing_to_copy, read_again: &'static str;
    /// Where it depends on the terminal, which does not tell.
    copied_perhaps: &'static str;
    not_saved, not_copied: Template<1>;
    /// The key that takes a new call back.
    can_be_undone: Template<1>;
    press_again_to_quit, how_to_quit: Template<1>;
    /// Seconds until the caller's words are cleared.
    still_there: Template<1>;

    // Loading and mistakes.
    reading_heading, reading_note, mistakes_heading, no_good_file, until_mended: &'static str;
    /// A file and a line; the version from before is shown.
    mistake: Template<2>;
    /// The same of a file that could not be read at all.
    mistake_in_file: Template<1>;
    /// A file and a line; no version of this file was ever good.
    mistake_left_out: Template<2>;
    cure: Template<1>;

    // The key line.
    key_new_call, key_new, key_start_again, key_undo, key_question, key_next, key_pick: &'static str;
    key_full_page, key_page, key_show_answer, key_clear, key_back, key_back_to_list: &'static str;
    key_save, key_save_question, key_flag, key_doctors_words, key_more, key_staff_note: &'static str;
    key_help, key_all_mistakes: &'static str;

    // The help.
    help, during_a_call, what_you_see, now_and_then: &'static str;
    help_closes: Sentence;
    help_new_call, help_undo, help_question, help_full_page, help_scroll, help_back: &'static str;
    help_save, help_copy, help_erase, help_ends, help_next_mark, help_reload: &'static str;
    help_redraw, help_quit: &'static str;
    /// Stands for all labels of a sentence to say.
    say: &'static str;
    marked, help_doctor, help_say, help_staff, help_marked: &'static str;
}

impl Labels {
    /// The codes of all languages.
    pub const CODES: [&'static str; LANGUAGES.len()] = {
        let mut codes = [""; LANGUAGES.len()];
        let mut at = 0;
        while at < codes.len() {
            codes[at] = LANGUAGES[at].0;
            at += 1;
        }
        codes
    };

    /// The labels of a language by its code, which may name a country too (`de-AT`); English where there are
    /// none.
    pub fn of(code: &str) -> &'static Self {
        let code = code.split(['-', '_', '.']).next().unwrap_or_default();
        let known = LANGUAGES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(code));
        known.unwrap_or(&LANGUAGES[0]).1
    }

    /// The labels of a language; these where a topic names none.
    pub(crate) fn or_of(&'static self, language: &str) -> &'static Self {
        if language.is_empty() {
            self
        } else {
            Self::of(language)
        }
    }

    /// A number as its readers write it: `12,345`.
    pub(crate) fn number(&self, number: usize) -> String {
        let (zero, separator) = self.digits;
        let digits = number.to_string();
        let mut words = String::new();
        for (at, digit) in digits.bytes().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                words.push_str(separator);
            }
            let digit = u32::from(digit - b'0');
            words.extend(char::from_u32(u32::from(zero) + digit));
        }
        words
    }

    /// So many of what the forms name.
    pub(crate) fn count(&self, number: usize, forms: Forms) -> String {
        let form = forms.0.split('|').nth((self.plural)(number));
        let form = form.unwrap_or(forms.0);
        form.replace("{}", &self.number(number))
    }

    /// A day in words.
    pub(crate) fn date(&self, date: Date) -> String {
        let plain = |number: i16| {
            self.number(number.unsigned_abs().into())
                .replace(self.digits.1, "")
        };
        let month = usize::from(date.month().unsigned_abs()) - 1;
        let month = self.months.split(' ').nth(month).unwrap_or_default();
        let (day, year) = (plain(date.day().into()), plain(date.year()));
        self.date.with([&day, month, &year])
    }

    /// Words in quotation marks, as a list.
    pub(crate) fn quoted<S: AsRef<str>>(&self, words: &[S]) -> String {
        let [open, close] = self.quotes;
        let words = words
            .iter()
            .map(|word| format!("{open}{}{close}", word.as_ref()));
        words.collect::<Vec<_>>().join(self.comma)
    }

    /// The sentence that asks whether this is the caller's question.
    pub(crate) fn to_make_sure(&self, question: &str) -> String {
        let question = question.trim_end();
        let end = if question.ends_with(['?', '!', '.', '؟', '。', '？']) {
            ""
        } else {
            self.question_mark
        };
        self.to_make_sure.with([&format!("{question}{end}")])
    }

    /// A key's name as its keyboards have it.
    pub(crate) fn key(&self, name: &str) -> String {
        let renamed = self.renamed_keys.iter();
        renamed.fold(name.to_owned(), |name, (from, to)| name.replace(from, to))
    }

    /// The words of sentences, and where the names of keys stand in them.
    pub(crate) fn with_keys(&self, sentences: &[Sentence]) -> (String, Vec<Range<usize>>) {
        let (mut words, mut keys) = (String::new(), Vec::new());
        let sentences = sentences.iter().map(|sentence| sentence.0);
        let sentences = sentences.collect::<Vec<_>>().join(" ");
        for (number, part) in sentences.split('`').enumerate() {
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

/// One, and all others.
fn one_other(number: usize) -> usize {
    usize::from(number != 1)
}

/// No plural after a number.
fn same(_: usize) -> usize {
    0
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{LANGUAGES, Labels};
    use crate::text;

    #[test]
    fn a_language_is_found_by_its_code() {
        assert_eq!(Labels::of("de").yes, "Ja");
        assert_eq!(Labels::of("de-AT").yes, "Ja");
        assert_eq!(Labels::of("PT_BR.UTF-8").yes, "Sim");
        for unknown in ["", "xx", "English", "d"] {
            assert_eq!(Labels::of(unknown).yes, "Yes", "{unknown}");
        }
        assert_eq!(Labels::CODES[..2], ["en", "de"]);
    }

    #[test]
    fn labels_are_as_short_as_their_places() {
        let places = "\
            8 yes no why then done otherwise
            16 marked say
            22 staff_only help
            30 not_reviewed review_overdue not_approved changed_since_approved less_likely same_meaning
            33 not_sure hand_over do_not_answer act_now never_aloud no_answer_heading
            62 saved numbers_left_out flagged nothing_to_save saving_is_off copied copied_perhaps
            62 nothing_to_copy read_again";
        for (code, labels) in LANGUAGES {
            assert!(
                !format!("{labels:?}").contains("\"\""),
                "{code}: an empty label"
            );
            let plain = labels.plain();
            let keys = plain.iter().filter(|(name, _)| name.starts_with("key_"));
            for (name, words) in keys {
                assert!(text::width(words) <= 16, "{code} {name}: {words}");
            }
            for place in places.lines() {
                let (most, names) = place.trim().split_once(' ').unwrap();
                for name in names.split(' ') {
                    let width = text::width(plain[name]);
                    assert!(
                        width <= most.parse().unwrap(),
                        "{code} {name}: {width} > {most}"
                    );
                }
            }
            assert!(text::width(&labels.key("PgDn PgUp")) < 12, "{code}");
            assert!(
                text::width(&labels.still_there.with(["10"])) <= 66,
                "{code}"
            );
        }
    }

    #[test]
    fn counts_take_their_languages_forms() {
        let questions = |code, number| {
            let labels = Labels::of(code);
            labels.count(number, labels.questions)
        };
        let cases = [
            ("en", "0 questions|1 question|2 questions|12,345 questions"),
            ("fr", "0 question|1 question|2 questions"),
            ("tr", "1 soru|8 soru"),
            (
                "ru",
                "0 вопросов|1 вопрос|3 вопроса|5 вопросов|11 вопросов|14 вопросов",
            ),
            ("ru", "21 вопрос|22 вопроса|101 вопрос|111 вопросов"),
            (
                "ar",
                "3 أسئلة|10 أسئلة|11 سؤالًا|99 سؤالًا|100 سؤال|102 سؤال|103 أسئلة",
            ),
        ];
        for (code, counts) in cases {
            for expected in counts.split('|') {
                let digits = expected.replace(|c: char| !c.is_ascii_digit(), "");
                let number = digits.parse().unwrap();
                assert_eq!(questions(code, number), expected, "{code}");
            }
        }
        assert_eq!(questions("fa", 1234), "۱٬۲۳۴ پرسش");
        let words = [0, 1, 2].map(|number| questions("ar", number));
        assert_eq!(words, ["لا أسئلة", "سؤال واحد", "سؤالان"]);
        for (code, labels) in LANGUAGES {
            for number in 0..=200 {
                let all = [labels.questions, labels.topics, labels.found];
                let all = all.map(|forms| labels.count(number, forms));
                let number = labels.number(number);
                for words in all {
                    let is_told = words.contains(&number) || (code == "ar" && !words.contains('{'));
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
        for (code, labels) in LANGUAGES {
            assert_eq!(labels.months.split(' ').count(), 12, "{code}");
        }
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
        let (words, keys) = french.with_keys(&[french.yes_step]);
        let keys: Vec<_> = keys.into_iter().map(|at| &words[at]).collect();
        assert_eq!(keys, ["Entrée", "↑↓"]);
        assert!(words.starts_with("Entrée affiche"), "{words}");
        assert_eq!(Labels::of("de").key("Ctrl+C"), "Strg+C");
        for (code, it) in LANGUAGES {
            for sentence in [it.yes_step, it.save_step, it.done_step, it.help_closes] {
                assert!(
                    !it.with_keys(&[sentence]).1.is_empty(),
                    "{code}: {sentence:?}"
                );
            }
        }
    }
}
