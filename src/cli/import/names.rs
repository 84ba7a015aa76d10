//! What other files call a question, an answer and the like.

use clap::ValueEnum;

pub(super) use crate::faq::asks;

/// What a column or a key holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum NameKind {
    Question,
    Answer,
    Also,
    Note,
    Group,
    Id,
    /// Perhaps a question: a title does for one where nothing else is.
    Title,
    /// Perhaps an answer.
    Text,
    /// Only that questions follow.
    Wrapper,
}

/// The names of a kind a line, in their order.
const NAMES: &str = include_str!("names.txt");

/// Names of columns or keys that are given by hand.
#[derive(Debug, Default, clap::Args)]
pub(super) struct Keys {
    /// The column or key that holds the questions, where its name does not tell
    #[arg(long, value_name = "NAME")]
    pub(super) question: Option<String>,
    /// The column or key that holds the answers
    #[arg(long, value_name = "NAME")]
    pub(super) answer: Option<String>,
}

/// What a name stands for, whatever its case and punctuation.
pub(super) fn kind(name: &str) -> Option<NameKind> {
    known(&plain(name))
}

/// What one word of a longer name stands for, the last first: `Post Title`, `faq_1_answer`, `Answer (EN)`.
pub(super) fn loose_kind(name: &str) -> Option<NameKind> {
    let plain = plain(name);
    let is_short = plain.split('_').count() <= 4 && !asks(name);
    plain.rsplit('_').filter(|_| is_short).find_map(known)
}

fn plain(name: &str) -> String {
    let name = name.trim().trim_start_matches('@').to_lowercase();
    let sign = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let name: String = name.chars().map(sign).collect();
    let is_number = |c: char| c == '_' || c.is_ascii_digit();
    let name = name.trim_start_matches('_');
    name.trim_end_matches(is_number).to_owned()
}

fn known(name: &str) -> Option<NameKind> {
    let mut kinds = NameKind::value_variants().iter().zip(NAMES.lines());
    let known = kinds.find(|(_, names)| names.split(' ').any(|known| known == name));
    known.map(|(kind, _)| *kind)
}

/// Which of these names are the question's and the answer's: those that are given, or else by what they say.
/// A title asks where nothing else does, and a text answers.
pub(super) fn roles<N: AsRef<str>>(names: &[N], keys: &Keys) -> Option<(usize, usize)> {
    use NameKind::{Answer, Question, Text, Title};
    let place = |given: &Option<String>, sure, perhaps, other: Option<usize>| {
        if let Some(given) = given {
            return names.iter().position(|name| name.as_ref() == given);
        }
        let ways: [fn(&str) -> Option<NameKind>; 2] = [kind, loose_kind];
        let mut ways = ways.iter().flat_map(|by| [(by, sure), (by, perhaps)]);
        ways.find_map(|(by, wanted)| {
            let mut places = 0..names.len();
            places.find(|n| by(names[*n].as_ref()) == Some(wanted) && Some(*n) != other)
        })
    };
    let question = place(&keys.question, Question, Title, None)?;
    let answer = place(&keys.answer, Answer, Text, Some(question))?;
    (question != answer).then_some((question, answer))
}
