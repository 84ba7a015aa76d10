//! What is known of a language. In: a folded word or several; out: its stem, and what kind of word or
//! question it is. The lists below decide; nearly all of them are English. Only this file uses `frostem`.

use std::{borrow::Cow, fmt, ops::RangeInclusive};

use frostem::Stemmer;

use super::{lexicon::within, words};
use crate::text;

/// Whether a word means something by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    /// It does: "acne", "hurt".
    Content,
    /// It does not: "the".
    Function,
}

/// How a query is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// It asks something.
    Question,
    /// It reports something that may be for somebody else to handle: somebody is in it, or an auxiliary verb.
    Statement,
    /// It does neither: "my skin".
    Fragment,
}

/// What kind of thing a question asks for: "how much is a session" is not "how many sessions", though their
/// words and meanings are near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Somebody,
    Place,
    Price,
    /// A number or a time.
    Measure,
}

/// The language of a topic.
pub(super) struct Language {
    code: String,
    stemmer: Option<Stemmer>,
    function_words: Words,
    everyday_words: Words,
    /// The irregular forms, sorted, each with its base form.
    irregular: Vec<(&'static str, &'static str)>,
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Language").field(&self.code).finish()
    }
}

impl Language {
    /// The code of a topic's language: English where none is named.
    pub(super) fn code_of(language: &str) -> &str {
        if language.is_empty() { "en" } else { language }
    }

    /// The language with this two-letter code. A word of an unknown language is its own stem.
    pub(super) fn of(code: &str) -> Self {
        let forms = |line: &'static str| {
            let (base, forms) = line.split_once(' ').unwrap_or_default();
            forms.split(' ').map(move |form| (form, base))
        };
        let english = if code == "en" { IRREGULAR_ENGLISH } else { "" };
        let mut irregular: Vec<_> = english.lines().flat_map(forms).collect();
        irregular.sort_unstable();
        Self {
            stemmer: Stemmer::try_from_name(code).ok(),
            function_words: Words::of(text::function_words(code)),
            everyday_words: Words::of(if code == "en" { EVERYDAY_ENGLISH } else { "" }),
            irregular,
            code: code.to_owned(),
        }
    }

    /// Its two-letter code.
    pub(super) fn code(&self) -> &str {
        &self.code
    }

    /// The folded stem of a word, given as written and folded. Most stemmers need the accents of the written
    /// word, so it is folded after stemming.
    pub(super) fn stem<'a>(&self, written: &str, folded: &'a str) -> Cow<'a, str> {
        if self.code == "ja" {
            return Cow::Borrowed(without_inflection(folded));
        }
        let Some(stemmer) = self.stemmer else {
            return Cow::Borrowed(folded);
        };
        if let Some(base) = self.base(folded) {
            return stemmer.stem(base);
        }
        if let Some(number) = self.compound_number(folded) {
            return Cow::Owned(number);
        }
        if written.is_ascii() {
            return stemmer.stem(folded);
        }
        let mut lower = String::with_capacity(written.len());
        for c in words::letters(written) {
            match c {
                'I' if self.code == "tr" => lower.push('ı'),
                'İ' => lower.push('i'),
                c => lower.extend(c.to_lowercase()),
            }
        }
        let stem = stemmer.stem(&lower);
        let mut out = String::with_capacity(stem.len());
        stem.chars().for_each(|c| text::fold(c, &mut out));
        if out.is_empty() || out.len() > words::LONGEST {
            Cow::Borrowed(folded)
        } else {
            Cow::Owned(out)
        }
    }

    /// The base form of an irregular form ("teeth", "slept"); of a number in letters, its digits.
    fn base(&self, folded: &str) -> Option<&'static str> {
        let place = self
            .irregular
            .binary_search_by_key(&folded, |&(form, _)| form);
        place.ok().map(|place| self.irregular[place].1)
    }

    /// The digits of a number that is two words run together ("twentyfive").
    fn compound_number(&self, folded: &str) -> Option<String> {
        let end = folded.find("ty").filter(|_| self.code == "en")? + "ty".len();
        let (tens, ones) = (self.base(&folded[..end])?, &folded[end..]);
        let ones = if ones == "one" { "1" } else { self.base(ones)? };
        let is_number = tens.ends_with('0') && ones.len() == 1 && tens.len() == 2;
        is_number.then(|| format!("{}{ones}", &tens[..1]))
    }

    /// A folded word without the e's that stand for umlauts ("betaeubung", "betaubung"), if there are any:
    /// the "ue" of "Frauen" is no umlaut.
    pub(super) fn with_umlauts(&self, folded: &str) -> Option<String> {
        if self.code != "de" {
            return None;
        }
        let (mut spelt, mut before) = (String::with_capacity(folded.len()), ' ');
        for letter in folded.chars() {
            let is_umlaut = match before {
                'a' | 'o' => true,
                'u' => !spelt.trim_end_matches('u').ends_with(['a', 'e', 'o', 'q']),
                _ => false,
            };
            if !(letter == 'e' && is_umlaut) {
                spelt.push(letter);
            }
            before = letter;
        }
        (spelt != folded).then_some(spelt)
    }

    /// How many letters a compound may have before a last part of `letters` ("Sonnenschutz": "Schutz"; in
    /// Hebrew "and", "the", "in" and the like are prefixes). `None` if the language forms no such compounds.
    pub(super) fn compound_prefix_lengths(&self, letters: usize) -> Option<RangeInclusive<usize>> {
        match self.code.as_str() {
            "de" | "nl" | "sv" | "da" if letters >= 4 => Some(3..=words::LONGEST),
            "he" if letters >= 3 => Some(1..=2),
            _ => None,
        }
    }

    /// The class of a folded word: that of its base form, if it is irregular.
    pub(super) fn class_of(&self, folded: &str) -> WordClass {
        let base = self.base(folded);
        if self.is_function_word(folded) || base.is_some_and(|base| self.is_function_word(base)) {
            WordClass::Function
        } else {
            WordClass::Content
        }
    }

    /// Whether a folded word is a function word in this very form: "go", but not "went", which says something
    /// in a phrase.
    pub(super) fn is_function_word(&self, folded: &str) -> bool {
        self.function_words.has(folded)
    }

    /// Whether a folded word is an irregular form.
    pub(super) fn is_irregular(&self, folded: &str) -> bool {
        self.base(folded).is_some()
    }

    /// Whether a folded word, in whichever form, is so common that it is hardly a misspelling of another.
    pub(super) fn is_everyday(&self, folded: &str) -> bool {
        self.lists_form(folded) || self.is_form_of_everyday(&self.stem(folded, folded))
    }

    /// Whether a stem is that of an everyday word ("possibl", "famili").
    fn is_form_of_everyday(&self, stem: &str) -> bool {
        let shared = stem.strip_suffix('i').unwrap_or(stem);
        let mut near = self.everyday_words.with_prefix(shared).iter();
        near.any(|word| *word == stem || self.stem(word, word) == stem)
    }

    /// Whether a folded word is listed, or is the plural or adverb of a listed one: "nurses", but not
    /// "nursing".
    pub(super) fn lists_form(&self, folded: &str) -> bool {
        let has = |word: &str| self.everyday_words.has(word) || self.function_words.has(word);
        let without = |ending: &str| folded.strip_suffix(ending).is_some_and(has);
        has(folded) || ["s", "es", "ly"].into_iter().any(without)
    }

    /// Whether a folded function word changes the meaning of the words beside it: "passed out", "kill
    /// myself", "want to die".
    pub(super) fn changes_meaning(&self, folded: &str) -> bool {
        self.code == "en" && (PARTICLES.has(folded) || REFLEXIVES.contains(&folded))
    }

    /// Whether two folded words are reflexive pronouns: "herself" is as good as "myself".
    pub(super) fn are_reflexive(&self, a: &str, b: &str) -> bool {
        self.code == "en" && REFLEXIVES.contains(&a) && REFLEXIVES.contains(&b)
    }

    /// Whether two folded words are a thing and its quality ("pregnancy", "pregnant"; "diabetes",
    /// "diabetic"), which have different stems.
    pub(super) fn are_of_one_root(&self, a: &str, b: &str) -> bool {
        let root = |word| {
            let mut endings = QUALITY_ENDINGS.iter();
            endings.find_map(|ending| str::strip_suffix(word, ending))
        };
        let root = |word| root(word).filter(|root: &&str| root.len() >= LEAST_ROOT);
        let begin_alike = || a.as_bytes().first() == b.as_bytes().first();
        self.code == "en" && begin_alike() && root(a).is_some() && root(a) == root(b)
    }

    /// Whether a folded word says too little to make a hit sure by itself: "help", "put", "time".
    pub(super) fn is_generic(&self, folded: &str) -> bool {
        self.code == "en" && GENERIC.has(&self.stem(folded, folded))
    }

    /// The function word that an unknown folded word most likely mistypes: two letters swapped ("hwo"), or
    /// one wrong or missing between the first and the last ("wich").
    pub(super) fn slip(&self, folded: &str) -> Option<&'static str> {
        let ends = |word: &str| (word.chars().next(), word.chars().next_back());
        let is_slip = |word: &&&'static str| {
            let is_swapped = word.len() == folded.len() && {
                let letters = |word: &str| {
                    let mut letters: Vec<char> = word.chars().collect();
                    letters.sort_unstable();
                    letters
                };
                letters(word) == letters(folded)
            };
            within(word, folded, 1)
                && (is_swapped || ends(word) == ends(folded) && word.len() >= folded.len())
        };
        let long_enough = folded.chars().nth(2).is_some();
        let mut near = self.function_words.0.iter().filter(|_| long_enough);
        near.find(is_slip).copied()
    }

    /// Whether words begin like a question, after words such as "hello" and "so".
    pub(super) fn is_question(&self, words: &[&str]) -> bool {
        let mut words = words.iter().skip_while(|word| BEFORE_A_QUESTION.has(word));
        let asks =
            |word: &&str| QUESTION_WORDS.has(word.trim_end_matches('s')) || AUXILIARIES.has(word);
        self.code == "en" && words.next().is_some_and(asks)
    }

    /// Whether a folded word is one of the short words that questions and reports are made of: "is", "it",
    /// "my".
    pub(super) fn is_sentence_word(&self, folded: &str) -> bool {
        self.is_question(&[folded]) || PRONOUNS.has(folded) || DETERMINERS.has(folded)
    }

    /// How words are put, which is known of English alone.
    pub(super) fn form(&self, words: &[&str]) -> Option<Form> {
        // "Pain since yesterday" is a report, "better since" the beginning of anything.
        let tells = |word: &&str| {
            PRONOUNS.has(word) || AUXILIARIES.has(word) || *word == "since" && words.len() > 2
        };
        let form = if self.is_question(words) {
            Form::Question
        } else if words.iter().any(tells) {
            Form::Statement
        } else {
            Form::Fragment
        };
        (self.code == "en").then_some(form)
    }

    /// What a question asks for, by its question words; `None` if these leave it open.
    pub(super) fn wanted(&self, words: &[&str]) -> Option<Wanted> {
        let wanted = |at: usize| match (words[at], words.get(at + 1), words.get(at + 2)) {
            ("who" | "whom" | "whose", ..) => Some(Wanted::Somebody),
            ("where", ..) => Some(Wanted::Place),
            ("when", ..) | ("how", Some(&("many" | "long" | "often" | "soon")), _) => {
                Some(Wanted::Measure)
            }
            ("how", Some(&"much"), next) => {
                let is_price = next.is_none_or(|next| BEFORE_A_PRICE.has(next));
                is_price.then_some(Wanted::Price)
            }
            (word, ..) if PRICE_WORDS.has(word) => Some(Wanted::Price),
            _ => None,
        };
        (0..words.len())
            .filter(|_| self.code == "en")
            .find_map(wanted)
    }

    /// Whether function words alone ask a complete question: "how much is it", "where are you".
    pub(super) fn asks_without_content_words(&self, words: &[&str]) -> bool {
        let is_end = |word: &&str| LAST_OF_A_QUESTION.has(word);
        self.wanted(words).is_some() && words.last().is_some_and(is_end)
    }

    /// Whether a word with these neighbours stands for the FAQ's subject, as "it" does: "the treatment", "my
    /// session", but neither "treatment" nor "the treatment for acne".
    pub(super) fn stands_for_subject(
        &self,
        before: Option<&str>,
        folded: &str,
        after: Option<&str>,
    ) -> bool {
        self.code == "en"
            && TREATMENT_WORDS.has(folded)
            && before.is_some_and(|word| DETERMINERS.has(word))
            && !after.is_some_and(|word| matches!(word, "for" | "of"))
    }

    /// Whether the language has a list of everyday words.
    pub(super) fn knows_everyday(&self) -> bool {
        self.code == "en"
    }

    /// Whether an everyday word, in whichever form, names a thing: a treatment, a part of the body.
    pub(super) fn is_thing(&self, folded: &str) -> bool {
        self.code == "en" && THINGS.has(&self.stem(folded, folded))
    }

    /// Whether a folded word begins an everyday word or a function word.
    pub(super) fn begins_everyday(&self, folded: &str) -> bool {
        !self.everyday_with_prefix(folded).is_empty() || self.begins_function(folded)
    }

    /// Whether a folded word begins a function word.
    pub(super) fn begins_function(&self, folded: &str) -> bool {
        !self.function_words.with_prefix(folded).is_empty()
    }

    /// The everyday words that begin with a folded one.
    pub(super) fn everyday_with_prefix(&self, folded: &str) -> &[&'static str] {
        self.everyday_words.with_prefix(folded)
    }
}

/// Whether a folded word is a negation in any of the languages.
pub(super) fn is_negation(folded: &str) -> bool {
    NEGATIONS.contains(&folded)
}

/// Whether a folded word denies the noun after it.
pub(super) fn denies_next_noun(folded: &str) -> bool {
    ABSENCES.contains(&folded)
}

/// The Han character of a pair with a kana, which only inflects it ("薄い", "薄く"); any other word as it is.
fn without_inflection(pair: &str) -> &str {
    let mut letters = pair.char_indices();
    match (letters.next(), letters.next(), letters.next()) {
        (Some((_, '\u{3400}'..='\u{9fff}')), Some((at, '\u{3041}'..='\u{309f}')), None) => {
            &pair[..at]
        }
        _ => pair,
    }
}

/// A list of words, sorted.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<&'static str>);

impl Words {
    /// The words of a text.
    pub(super) fn of(text: &'static str) -> Self {
        let mut words: Vec<&str> = text.split_ascii_whitespace().collect();
        words.sort_unstable();
        Self(words)
    }

    pub(super) fn has(&self, word: &str) -> bool {
        self.0.binary_search(&word).is_ok()
    }

    /// The words that begin with `folded`.
    pub(super) fn with_prefix(&self, folded: &str) -> &[&'static str] {
        let from = self.0.partition_point(|word| *word < folded);
        let count = self.0[from..].partition_point(|word| word.starts_with(folded));
        &self.0[from..from + count]
    }
}

/// A few words, with spaces between. Lists that every word of a query is compared with are slices, which are
/// faster.
struct ShortList(&'static str);

impl ShortList {
    fn has(&self, word: &str) -> bool {
        self.0.split_ascii_whitespace().any(|known| known == word)
    }
}

/// The endings of things and their qualities; the longer of two comes first.
const QUALITY_ENDINGS: &[&str] = &[
    "ancies", "encies", "ancy", "ants", "ant", "ency", "ents", "ent", "ptic", "psy", "ics", "ic",
    "ies", "es", "y",
];
/// The last words of complete questions.
const LAST_OF_A_QUESTION: ShortList = ShortList("it that there they this you");
/// Particles, and two other words: to want to die is not to die, and your fault is not mine.
const PARTICLES: ShortList = ShortList("again off on out over up want your");
const REFLEXIVES: &[&str] = &[
    "herself",
    "himself",
    "myself",
    "ourselves",
    "themselves",
    "yourself",
    "yourselves",
];
/// The fewest letters of a root.
const LEAST_ROOT: usize = 5;

const ABSENCES: &[&str] = &[
    "no", "without", "zero", // English
    "kein", "keine", "keinen", "ohne", "sans", "aucun", "aucune", "sin", "ningun", "ninguna",
    "senza", "nessun", "nessuna", "sem", "nenhum", "nenhuma", "geen", "zonder", "uden", "ingen",
    "inget", "utan", "без", "нет", "بدون", "بلا",
];
const NEGATIONS: &[&str] = &[
    "arent", "cannot", "cant", "couldnt", "didnt", "doesnt", "dont", "hadnt", "hardly", "hasnt",
    "havent", "isnt", "never", "no", "not", "shouldnt", "wasnt", "wont", "wouldnt", // English
    "kein", "keine", "keinen", "nicht", "nie", "jamais", "ne", "pas", "nada", "nunca", "mai",
    "non", "nao", "geen", "niet", "nooit", "aldrig", "ikke", "inte", "degil", "не", "нет", "لا",
    "لم", "نیست",
];

/// The stems of words that name no subject.
const GENERIC: ShortList = ShortList(
    "bit call case give help idea kind matter part place point problem put question reason size \
     sort time way work",
);

/// The words before one of the next list: "my session", "each session".
const DETERMINERS: ShortList = ShortList("a an the this that my your each every");
/// The words that then stand for the FAQ's subject.
const TREATMENT_WORDS: ShortList =
    ShortList("procedure procedures process session sessions therapy thing treatment treatments");

/// The question words.
const QUESTION_WORDS: ShortList = ShortList("how what when where which who why");
/// What may come before a question: "hello, so is botox safe".
const BEFORE_A_QUESTION: ShortList =
    ShortList("and but hello hi just me no now ok okay please so tell thanks then well yes");
/// The words that begin a question without a question word.
const AUXILIARIES: ShortList = ShortList(
    "are arent can cant could did didnt do does doesnt dont has is isnt may might must should \
     shouldnt was wasnt were will wont would wouldnt",
);
/// Keywords ("treatment for men") have neither these nor auxiliaries, and are no statement.
const PRONOUNS: ShortList = ShortList(
    "he her hes his i im it its ive my our she shes their there theres they theyve we weve \
     you your youve",
);
const PRICE_WORDS: ShortList =
    ShortList("charge charged charges cost costs fee fees pay price prices");
/// "How much is the peel" asks for a price, "how much does it peel" does not.
const BEFORE_A_PRICE: ShortList = ShortList("are for is was will would");
/// The stems of everyday words for treatments, what is taken, and parts of the body.
const THINGS: ShortList = ShortList(
    "ankl beard belli brace breast dentist ear elbow finger hair headach inject knee laser lip \
     massag mole nail neck pill shave shoulder stomach surgeri tablet teeth thread toe tooth \
     vitamin wax wrist",
);

/// 6,000 everyday words, in any order, without the names of illnesses, drugs and treatments but the best
/// known.
const EVERYDAY_ENGLISH: &str = include_str!("everyday.txt");

/// A word or digits on each line, then its irregular forms, without forms that are common words of another
/// meaning ("left", "wound", "shot").
const IRREGULAR_ENGLISH: &str = include_str!("irregular.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_each_language_are_folded() {
        let codes = "en de fr es it pt nl sv da tr ru ar fa";
        for code in codes.split(' ') {
            let words = text::function_words(code);
            assert!(!words.is_empty(), "{code}");
            for word in words.split(' ') {
                let mut folded = String::new();
                word.chars().for_each(|c| text::fold(c, &mut folded));
                assert_eq!(word, folded);
            }
        }
    }
}
