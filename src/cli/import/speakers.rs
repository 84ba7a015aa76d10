//! Paragraphs in quotation marks with a name beside them, as block quotes with their speakers.

/// The marks that open a quotation, and those that close it.
const MARKS: [(char, &[char]); 5] = [
    ('“', &['”', '“', '"']),
    ('"', &['"', '”']),
    ('„', &['“', '”', '"']),
    ('«', &['»']),
    ('»', &['«']),
];
const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// `answer`, in Markdown, with each such paragraph as a quote of its speaker's.
pub(super) fn quoted(answer: &str) -> String {
    let paragraphs = paragraphs(answer);
    // Where a line ends tells a name apart, however it is ended.
    let unbroken: Vec<String> = paragraphs
        .iter()
        .map(|part| {
            part.replace(
                "  
", "
",
            )
        })
        .collect();
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while let Some(paragraph) = unbroken.get(at) {
        let next = unbroken.get(at + 1..).unwrap_or_default();
        // A quote may have its speaker on the line of its words.
        let lines = paragraph.lines().map(|line| line.strip_prefix('>'));
        let inner: Option<Vec<&str>> = lines.collect();
        let inner = inner.map(|lines| lines.join("\n"));
        let alone = inner.and_then(|inner| quote(inner.trim_start(), &[]));
        if let Some((quote, used)) = alone.or_else(|| quote(paragraph, next)) {
            out.push(quote);
            at += 1 + used;
        } else {
            out.push(paragraphs[at].clone());
            at += 1;
        }
    }
    out.join("\n\n")
}

/// The parts between blank lines; what is fenced is one part.
fn paragraphs(text: &str) -> Vec<String> {
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let sign = line.trim_start();
        match fence {
            Some(open) if sign.starts_with(open) => fence = None,
            None => {
                fence = ["```", "~~~"]
                    .into_iter()
                    .find(|open| sign.starts_with(open));
            }
            Some(_) => {}
        }
        if line.trim().is_empty() && fence.is_none() {
            if parts.last().is_some_and(|part| !part.is_empty()) {
                parts.push(Vec::new());
            }
        } else if let Some(part) = parts.last_mut() {
            part.push(line);
        }
    }
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.map(|part| part.join("\n")).collect()
}

/// The quote that begins with this paragraph, and how many of the `next` ones belong to it.
fn quote(paragraph: &str, next: &[String]) -> Option<(String, usize)> {
    if paragraph.starts_with([' ', '>', '|', '#']) && !paragraph.trim_start().starts_with("**") {
        return None;
    }
    let paragraph = paragraph.trim_start();
    // The name first: on a line or in a paragraph of its own, or before a colon.
    let (name, words, mut used) = match named(paragraph) {
        Some((name, "")) => (Some(name), next.first()?.trim_start(), 1),
        Some((name, words)) => (Some(name), words, 0),
        None => (None, paragraph, 0),
    };
    let open = words.chars().next()?;
    let (_, closes) = MARKS.iter().find(|(mark, _)| *mark == open)?;
    let mut spoken: Vec<String> = Vec::new();
    let mut words = words;
    let after = loop {
        let rest = &words[open.len_utf8()..];
        // Another paragraph of the same quotation begins with its mark, and only the last ends it.
        if let Some(end) = closing(rest, closes) {
            spoken.push(rest[..end].trim().to_owned());
            let close = rest[end..].chars().next().map_or(0, char::len_utf8);
            break rest[end + close..].trim().to_owned();
        }
        spoken.push(rest.trim().to_owned());
        words = next.get(used)?.trim_start();
        used += 1;
        if !words.starts_with(open) {
            return None;
        }
    };
    if spoken.iter().any(String::is_empty) {
        return None;
    }
    // The name behind: after a dash or in brackets, on the same line or in a paragraph of its own.
    let (name, used) = match (name, after.as_str()) {
        (Some(name), "") => (name, used),
        (None, "") => (behind(next.get(used)?)?, used + 1),
        (None, after) => (behind(after)?, used),
        (Some(_), _) => return None,
    };
    let mut lines: Vec<String> = Vec::new();
    for (n, part) in spoken.iter().enumerate() {
        if n > 0 {
            lines.push(">".to_owned());
        }
        lines.extend(
            part.lines()
                .map(|line| format!("> {}", line.trim_start()).trim_end().to_owned()),
        );
    }
    lines.push(format!("> — {name}"));
    Some((lines.join("\n"), used))
}

/// Where the mark stands that ends the quotation: the last letter of it, or before a name.
fn closing(text: &str, closes: &[char]) -> Option<usize> {
    let ends = text
        .char_indices()
        .rev()
        .filter(|(_, c)| closes.contains(c));
    let mut ends = ends.map(|(at, mark)| (at, &text[at + mark.len_utf8()..]));
    let end = ends.find(|(_, rest)| rest.trim().is_empty() || behind(rest).is_some());
    end.map(|(at, _)| at)
}

/// Verbs between a name and its colon.
const VERBS: [&str; 12] = [
    " says",
    " said",
    " writes",
    " explains",
    " sagt",
    " dit",
    " dice",
    " zegt",
    " diz",
    " säger",
    " siger",
    " говорит",
];
/// Words of a name that begin with no capital.
const SMALL: &str = " the of de van von der den la le el al da do di at our und and ";

/// A name at the beginning, and what follows it: `Dr. Fard: …`, `**Dr. Fard** …`, `Dr. Fard says: …`.
fn named(paragraph: &str) -> Option<(String, &str)> {
    let bold = paragraph
        .strip_prefix("**")
        .and_then(|rest| rest.split_once("**"));
    let (name, rest) = match bold {
        Some((name, rest))
            if name.ends_with(':') || rest.is_empty() || rest.starts_with([':', '\n', ' ']) =>
        {
            let is_named =
                name.ends_with(':') || !rest.starts_with(' ') || rest.trim_start().starts_with(':');
            (is_named.then(|| name.trim_end_matches(':'))?, rest)
        }
        Some(_) => return None,
        None => paragraph.split_once(':')?,
    };
    let name = VERBS
        .iter()
        .find_map(|verb| name.strip_suffix(verb))
        .unwrap_or(name);
    let rest = rest.trim_start_matches([':', ' ', '\n', '\\']);
    let is_marked = rest.is_empty() || MARKS.iter().any(|(mark, _)| rest.starts_with(*mark));
    Some((speaker(name).filter(|_| is_marked)?, rest))
}

/// A name behind a quotation: `— Dr. Fard`, `(Dr. Fard)`.
fn behind(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['*', '_', '\\', '\n']).trim();
    let name = text
        .strip_prefix(DASHES)
        .map(|rest| rest.trim_start_matches(DASHES));
    let name = name.or_else(|| {
        text.strip_prefix('(')
            .and_then(|rest| rest.strip_suffix(')'))
    });
    speaker(name?.trim())
}

/// A person's name: a few words that begin with capitals, no sentence.
fn speaker(name: &str) -> Option<String> {
    let name = name.trim().trim_matches(['*', '_']).trim();
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || !c.is_lowercase() && c.is_alphabetic())
    };
    let is_name = (1..=7).contains(&words.len())
        && words.first().is_some_and(capital)
        && words.iter().all(|word| {
            capital(word) || SMALL.contains(&format!(" {word} ")) || word.starts_with('(')
        })
        && name.len() <= 80
        && !name.contains(['?', '!', ';', '“', '”', '"', '\n', '['])
        && !name.chars().any(|c| c.is_ascii_digit());
    is_name.then(|| name.to_owned())
}
