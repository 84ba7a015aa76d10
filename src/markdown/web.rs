//! A document for web pages: HTML of the few elements that search engines keep or pass over.

use std::{borrow::Cow, fmt::Write as _, ops::Range};

use super::{Block, Document, Edge, Kind, Rows};
use crate::text::{Accents, Role, Styled};

impl Document {
    /// The document as HTML. A quote is told by its element, without marks, and has its speaker at its end;
    /// headings are bold paragraphs.
    pub fn html(&self) -> String {
        let mut page = WebPage {
            document: self,
            html: String::new(),
            open: Vec::new(),
        };
        for block in &self.blocks {
            page.block(block);
        }
        page.go_on(&[]);
        page.html
    }
}

struct WebPage<'a> {
    document: &'a Document,
    html: String,
    /// The quotes and items that are open.
    open: Vec<Edge>,
}

impl WebPage<'_> {
    fn block(&mut self, block: &Block) {
        self.go_on(&block.margin);
        match &block.kind {
            // Named where the quote ends.
            _ if block.role == Role::Speaker => {}
            Kind::Rule => {}
            Kind::Table(_, rows) => self.table(rows),
            Kind::Words => {
                self.html += "<p>";
                self.words(block.text.clone(), block.role == Role::Heading);
                self.html += "</p>";
            }
        }
    }

    /// Closes what does not reach to the next block, and opens what begins with it.
    fn go_on(&mut self, margin: &[Edge]) {
        let pairs = self.open.iter().zip(margin);
        let common = pairs.take_while(|(open, next)| open == next).count();
        let is_next_item = match (self.open.get(common), margin.get(common)) {
            (Some(Edge::Item { number, .. }), Some(Edge::Item { number: next, .. })) => {
                number.map(|number| number + 1) == *next
            }
            _ => false,
        };
        let kept = common + usize::from(is_next_item);
        while self.open.len() > kept {
            self.close();
        }
        if is_next_item {
            self.html += "</li><li>";
            self.open[common] = margin[common];
        }
        for edge in &margin[kept..] {
            self.html += &elements(edge).0;
            self.open.push(*edge);
        }
    }

    fn close(&mut self) {
        let Some(edge) = self.open.pop() else { return };
        if let Edge::Bar { speaker } = edge {
            let name = self.document.blocks[speaker].text.clone();
            if !name.is_empty() {
                let name = escaped(&self.document.text[name]);
                self.html.extend(["<p>— ", &name, "</p>"]);
            }
        }
        self.html += elements(&edge).1;
    }

    fn table(&mut self, rows: &Rows) {
        self.html += "<table>";
        for (number, row) in rows.iter().enumerate() {
            let cell = if number == 0 { "th" } else { "td" };
            self.html += "<tr>";
            for words in row {
                // The blank is for those who pass over the elements.
                let _ = write!(self.html, "<{cell}>");
                self.words(words.clone(), false);
                let _ = write!(self.html, "</{cell}> ");
            }
            self.html += "</tr>";
        }
        self.html += "</table>";
    }

    /// A part of the text with its emphasis.
    fn words(&mut self, part: Range<usize>, is_heading: bool) {
        let styled = Styled {
            text: &self.document.text,
            accents: &self.document.accents,
            marks: &[],
        };
        for span in styled.spans(part, Role::Answer, usize::MAX) {
            let has = |accent| span.accents.contains(accent);
            let elements = [
                (has(Accents::EMPHASIS), "em"),
                (has(Accents::STRIKE), "del"),
                (is_heading || has(Accents::STRONG), "strong"),
            ];
            let mut words = escaped(&span.text).replace('\n', "<br>");
            for (_, element) in elements.iter().filter(|(is_set, _)| *is_set) {
                words = format!("<{element}>{words}</{element}>");
            }
            self.html += &words;
        }
    }
}

/// What begins at an edge, and what ends there.
fn elements(edge: &Edge) -> (Cow<'static, str>, &'static str) {
    match edge {
        Edge::Bar { .. } => ("<blockquote>".into(), "</blockquote>"),
        Edge::Item { number, .. } => match number {
            None => ("<ul><li>".into(), "</li></ul>"),
            Some(1) => ("<ol><li>".into(), "</li></ol>"),
            Some(n) => (format!("<ol start=\"{n}\"><li>").into(), "</li></ol>"),
        },
    }
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;")
}
