//! The parts of a web page that hold questions with their answers. In: the parts of an element; out: their
//! blocks, with a line before and behind each such part: what follows is no part of its last answer.

use super::names;

/// The line before a part that holds questions with their answers.
pub(super) const BEGIN: &str = "\u{e007}";
/// The line behind it.
pub(super) const END: &str = "\u{e008}";

pub(super) fn is_border(block: &str) -> bool {
    block == BEGIN || block == END
}

/// What an element holds, or the words between two of them.
pub(super) struct Part {
    /// Whether paragraphs stand in it, or a question in its tag and the answer below.
    pub(super) holds_blocks: bool,
    pub(super) blocks: Vec<String>,
}

impl Part {
    fn lines(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.blocks.iter().flat_map(|block| block.lines())
    }

    /// How many lines may be questions.
    fn questions(&self) -> usize {
        self.lines().filter(|line| may_ask(line)).count()
    }

    /// Whether questions stand in it, and words below the last of them.
    fn is_whole(&self) -> bool {
        let ends = self.lines().next_back().is_some_and(|line| !may_ask(line));
        self.holds_blocks && ends && self.questions() > 0
    }
}

fn may_ask(line: &str) -> bool {
    line.starts_with('#') || names::asks(line)
}

/// The blocks of these parts, with borders around those that hold questions with their answers.
pub(super) fn around(mut parts: Vec<Part>) -> Vec<String> {
    parts.retain(|part| !part.blocks.is_empty());
    // Words behind most of several that hold one question each are its answer.
    let whole = parts.iter().filter(|part| part.is_whole()).count();
    let answered = parts
        .windows(2)
        .filter(|pair| pair[0].is_whole() && pair[0].questions() == 1 && pair[1].questions() == 0);
    let is_answered = whole > 1 && answered.count() * 2 > whole;
    let is_parted = parts.len() > 1 && !is_answered;
    let blocks = parts.into_iter().flat_map(|part| {
        let has_borders = is_parted && part.is_whole();
        let border = |line: &str| has_borders.then(|| line.to_owned());
        let begin = border(BEGIN).into_iter();
        begin.chain(part.blocks).chain(border(END))
    });
    blocks.collect()
}
