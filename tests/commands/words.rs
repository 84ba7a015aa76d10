//! Whatever a page is made of, each of its words comes back.

use proptest::{collection::vec, prelude::*, sample::select};

use crate::Folder;

/// Parts of pages; each `@` is a word of its own.
const PARTS: &[&str] = &[
    "# @\n",
    "## @?\n",
    "### @\n",
    "## @\n",
    "**@?**\n",
    "**@**\n",
    "Q: @?\nA: @\n",
    "- @? @\n- @\n",
    "1. @?\n   @\n2. **@** @\n   @\n3. @\n",
    "| @ | @ |\n|--|--|\n| @? | @ |\n",
    "| Question | Answer | @ |\n|--|--|--|\n| @ | @ | @ |\n",
    "<details><summary>@</summary>\n\n@\n\n</details>\n",
    "> @\n> — Dr. @\n",
    "> **Note:** @\n",
    "“@” — Dr. @\n",
    "```\n@\n# @?\n```\n",
    "---\n",
    "<!-- @ -->\n",
    "@?\n: @\n",
    "<p>@ <b>@</b><br>@</p>\n",
    ":::note\n@\n:::\n",
    "{{< faq question=\"@\" >}}\n@\n{{< /faq >}}\n",
    "2) @?\n@\n",
    "@ @\n",
    "<dl><dt>@</dt><dd>@</dd></dl>\n",
    "<div><h3>@?</h3><p>@</p></div><hr><p>@</p>\n",
    "<section><h2>@</h2><ul><li>@</li><li>@</li></ul></section>\n",
    "<script type=application/ld+json>{\"faq\": [{\"q\": \"@?\", \"a\": \"@\"}]}</script>\n",
    "<div class=\"question\">@</div><div>@</div>\n",
    "<table><tr><td>@?</td><td>@</td></tr><tr><td>@?</td></tr></table>\n",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(100) })]

    #[test]
    fn no_word_is_lost(parts in vec(select(PARTS), 1..12), name in select(&["a.md", "a.txt", "a.html"][..])) {
        let mut words = 0..;
        // The remarks of a web page are its programmer's.
        let is_said = |part: &&&str| name != "a.html" || !part.starts_with("<!--");
        let parts: Vec<&str> = parts.iter().filter(is_said).copied().collect();
        let page: String = parts.join("\n").split_inclusive('@').map(|part| {
            let word = words.next().map(|n: usize| format!("w{n}x"));
            part.replace('@', &word.unwrap_or_default())
        }).collect();
        let said = Folder::new(&[(name, &page)]).run(&format!("import {name}"));
        let (yaml, is_found) = (said.out, said.code == Some(0));
        for word in page.split(|c: char| !c.is_ascii_alphanumeric()).filter(|_| is_found) {
            let is_one = word.starts_with('w') && word.ends_with('x');
            prop_assert!(!is_one || yaml.contains(word), "{word}\n{page}\n{yaml}");
        }
    }
}
