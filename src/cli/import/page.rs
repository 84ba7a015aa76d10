//! A web page: the `FAQPage` in its scripts, what its headings, folds and terms say besides, and what it says
//! of itself.

use super::{
    draft::{Draft, Item},
    html::{self, one_line},
    markdown,
    names::Keys,
    shapes,
};
use crate::{
    labels::Labels,
    markdown::{HtmlPart, HtmlTag, decoded, html_parts, html_tags},
};

/// What the page holds.
pub(super) fn read(page: &str) -> Draft {
    let values = json_ld(page).filter_map(|body| serde_json::from_str(body).ok());
    let mut draft = shapes::read(values.collect(), &Keys::default());
    // What other scripts say about the page is no part of its answers.
    draft.items.retain(|item| matches!(item, Item::Entry(_)));
    let known = draft.items.len();
    let title = title(page).unwrap_or_default();
    let (body, left_out) = html::page(page);
    if known == 0 {
        draft = markdown::read_body(Draft::default(), &body);
    } else {
        if draft.title.is_empty() {
            draft.title.clone_from(&title);
        }
        draft = markdown::read_body(draft, &body);
        draft.drop_repeated(known);
    }
    draft.left_out = left_out;
    if draft.title.is_empty() {
        draft.title = title;
    }
    if draft.language.is_empty() {
        draft.language = language(page).unwrap_or_default();
    }
    draft
}

/// The bodies of the scripts that hold JSON-LD, without the remarks around them.
fn json_ld(page: &str) -> impl Iterator<Item = &str> {
    let is_json = |tag: &HtmlTag<'_>| {
        let kind = tag.attribute("type").unwrap_or_default();
        kind.to_lowercase().contains("ld+json")
    };
    html_tags(page).filter(is_json).filter_map(|tag| {
        let body = tag.program;
        let (start, end) = (body.find(['{', '['])?, body.rfind(['}', ']'])?);
        body.get(start..=end)
    })
}

/// The title in the head.
fn title(page: &str) -> Option<String> {
    let mut parts = html_parts(page);
    parts.find(|part| matches!(part, HtmlPart::Tag(tag) if tag.name == "title"))?;
    let words = parts.map_while(|part| match part {
        HtmlPart::Words(words) => Some(words),
        HtmlPart::Tag(_) => None,
    });
    let title = one_line(&decoded(&words.collect::<String>()));
    Some(title).filter(|title| !title.is_empty())
}

/// The language that the page says it is in, if it is one of the screen's.
fn language(page: &str) -> Option<String> {
    let pages = html_tags(page).filter(|tag| ["html", "body"].contains(&&*tag.name));
    let mut told = pages.filter_map(|tag| {
        let code = tag.attribute("lang")?.split(['-', '_']).next()?;
        Some(code.to_lowercase())
    });
    told.find(|code| Labels::codes().any(|known| known == code))
}
