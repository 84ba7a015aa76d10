//! What a page in Markdown says of itself above its text.

use super::{draft::Draft, shapes};
use crate::faq;

/// What the head says that some programs want, as YAML between lines of dashes or TOML between lines of
/// crosses, and the rest.
pub(super) fn read(text: &str) -> (Draft, &str) {
    let between = |rule: &str| {
        let rest = text.strip_prefix(rule)?.strip_prefix('\n')?;
        rest.split_once(&format!("\n{rule}\n"))
            .or_else(|| Some((rest.strip_suffix(&format!("\n{rule}"))?, "")))
    };
    let yaml = between("---").filter(|(head, _)| head.contains(':'));
    let head = yaml.map(|(head, body)| (head.to_owned(), body));
    let head = head.or_else(|| between("+++").map(|(head, body)| (as_yaml(head), body)));
    let Some((head, body)) = head else {
        return (Draft::default(), text);
    };
    let draft = faq::documents(&head).map(shapes::head);
    let draft = draft.unwrap_or_else(|_| {
        let mut draft = Draft::default();
        draft.keep("", head.lines());
        draft
    });
    (draft, body)
}

/// The pairs, groups and lists of groups that TOML has in the heads of pages.
fn as_yaml(toml: &str) -> String {
    let (mut out, mut list, mut indent) = (String::new(), "", "");
    for line in toml.lines().map(str::trim) {
        let inside = |open, close| line.strip_prefix(open)?.strip_suffix(close);
        if let Some(name) = inside("[[", "]]") {
            if name != list {
                out.extend([name, ":\n"]);
            }
            out += "-\n";
            (list, indent) = (name, "  ");
        } else if let Some(name) = inside("[", "]") {
            out.extend([name, ":\n"]);
            (list, indent) = ("", "  ");
        } else if let Some((key, value)) = line.split_once('=')
            && !line.starts_with(['"', '\'', '#'])
        {
            out.extend([indent, key.trim(), ": ", value.trim(), "\n"]);
        }
    }
    out
}
