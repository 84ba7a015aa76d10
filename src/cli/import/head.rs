//! What a page in Markdown says of itself above its text.

use super::{draft::Draft, shapes};
use crate::faq;

/// What the head says that some programs want, and the rest: YAML between lines of dashes is read, all else,
/// such as TOML between lines of crosses, is kept.
pub(super) fn read(text: &str) -> (Draft, &str) {
    let between = |rule: &str| {
        let rest = text.strip_prefix(rule)?.strip_prefix('\n')?;
        rest.split_once(&format!("\n{rule}\n"))
            .or_else(|| Some((rest.strip_suffix(&format!("\n{rule}"))?, "")))
    };
    let yaml = between("---").filter(|(head, _)| head.contains(':'));
    let Some((head, body)) = yaml.or_else(|| between("+++")) else {
        return (Draft::default(), text);
    };
    let draft = faq::documents(head).map(shapes::head);
    let draft = draft.unwrap_or_else(|_| {
        let mut draft = Draft::default();
        draft.keep("", head.lines());
        draft
    });
    (draft, body)
}
