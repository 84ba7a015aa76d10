//! A desk without a terminal: keys in, screens out.

use std::{slice, time::Duration};

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use frontdesk::{
    app::{self, Effect, Message, Model, Settings, Subject},
    faq::{Loaded, Source},
    search::Index,
    theme::{Charset, Depth, Theme, ThemeName},
    view,
};
use jiff::civil::date;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// The day on which every test takes place.
pub(crate) const TODAY: jiff::civil::Date = date(2026, 11, 22);

/// The clinic's own FAQ.
pub(crate) fn clinic() -> &'static Source {
    &Source::Embedded
}

/// An FAQ of one file, `faq.yaml`.
pub(crate) fn faq(text: &str) -> Source {
    Source::Text {
        name: "faq.yaml".to_owned(),
        text: text.to_owned(),
    }
}

/// As many questions as are asked for, short and long ones.
pub(crate) fn lasers(count: usize) -> Source {
    let entry = |n: usize| match n % 2 {
        0 => format!("- question: Is laser {n} safe?\n  answer: It is.\n"),
        _ => format!(
            "- question: Does laser {n} help with scars that are older?\n  answer: It does.\n"
        ),
    };
    let entries: String = (1..=count).map(entry).collect();
    faq(&format!("title: A\nentries:\n{entries}"))
}

/// A practice with groups that are handed over, in English.
pub(crate) fn practice() -> Source {
    faq(include_str!("faqs/practice.yaml"))
}

/// The same in German.
pub(crate) fn praxis() -> Source {
    faq(include_str!("faqs/praxis.yaml"))
}

/// And in Persian.
pub(crate) fn matab() -> Source {
    faq(include_str!("faqs/matab.yaml"))
}

/// A click of the left button.
pub(crate) const CLICK: MouseEventKind = MouseEventKind::Down(MouseButton::Left);

/// A desk with nothing optional switched on.
pub(crate) fn settings(columns: u16, rows: u16) -> Settings {
    Settings {
        today: TODAY,
        size: (columns, rows),
        no_meaning: true,
        ..Settings::default()
    }
}

/// A browser, the effects it has asked for, and how it looks.
pub(crate) struct Desk {
    pub(crate) model: Model,
    pub(crate) effects: Vec<Effect>,
    pub(crate) theme: Theme,
}

impl Desk {
    /// The clinic's own FAQ on a terminal of this size.
    pub(crate) fn new(columns: u16, rows: u16) -> Self {
        Self::with(clinic(), settings(columns, rows))
    }

    pub(crate) fn with(source: &Source, settings: Settings) -> Self {
        let mut desk = Self::loading(settings);
        desk.load(source);
        desk
    }

    /// A kiosk that forgets its caller after a minute.
    pub(crate) fn kiosk() -> Self {
        Self::set(clinic(), |settings| {
            settings.kiosk = true;
            settings.idle = Some(Duration::from_secs(60));
        })
    }

    /// A desk where F8 saves questions.
    pub(crate) fn saving() -> Self {
        Self::set(clinic(), |settings| {
            settings.unanswered = Some("unanswered.jsonl".into());
        })
    }

    /// A desk of 80x24 with other settings.
    pub(crate) fn set(source: &Source, change: impl Fn(&mut Settings)) -> Self {
        let mut settings = settings(80, 24);
        change(&mut settings);
        Self::with(source, settings)
    }

    /// A browser that is still reading its FAQ.
    pub(crate) fn loading(settings: Settings) -> Self {
        let theme = Theme::new(ThemeName::Dark, Depth::True, Charset::Unicode);
        Self {
            model: Model::new(settings),
            effects: Vec::new(),
            theme,
        }
    }

    /// Reads an FAQ without mistakes, as if for the first time or again.
    pub(crate) fn load(&mut self, source: &Source) {
        let loaded = source.load(TODAY, &mut |_| {});
        self.ready(loaded.expect("no mistakes"));
    }

    pub(crate) fn ready(&mut self, loaded: Loaded) {
        let index = Index::new(loaded.faq, &mut |_| {});
        self.send(Message::Loaded(Some(Box::new(index)), vec![]));
    }

    /// The id of the entry whose answer is on screen, or perhaps will be; nothing for anything else.
    pub(crate) fn about(&self) -> String {
        match (self.model.subject(), self.model.faq()) {
            (Subject::Entry(number), Some(faq)) => faq.entry(number).id.clone(),
            (Subject::NotSure(number), Some(faq)) => format!("perhaps {}", faq.entry(number).id),
            _ => String::new(),
        }
    }

    /// Asserts that these words are on screen.
    #[track_caller]
    pub(crate) fn says(&mut self, words: &str) -> &mut Self {
        let text = self.text();
        assert!(text.contains(words), "{words:?} is not on screen:\n{text}");
        self
    }

    /// Asserts that these, with bars between them, are on screen, each first before the next.
    #[track_caller]
    pub(crate) fn shows_in_order(&self, all: &str) {
        let text = self.text();
        let places: Vec<Option<usize>> = all.split('|').map(|words| text.find(words)).collect();
        let is_in_order = places.is_sorted() && !places.contains(&None);
        assert!(is_in_order, "{all:?} at {places:?}:\n{text}");
    }

    /// Asserts that these words are not.
    #[track_caller]
    pub(crate) fn hides(&mut self, words: &str) -> &mut Self {
        let text = self.text();
        assert!(!text.contains(words), "{words:?} is on screen:\n{text}");
        self
    }

    /// What stands in the search box.
    pub(crate) fn typed(&self) -> &str {
        self.model.call.input.text()
    }

    pub(crate) fn send(&mut self, message: Message) {
        self.effects.extend(app::update(&mut self.model, message));
    }

    pub(crate) fn event(&mut self, event: &Event) {
        let effects = app::update_all(&mut self.model, slice::from_ref(event));
        self.effects.extend(effects);
    }

    /// What the mouse does at this row of the 30th column.
    pub(crate) fn mouse(&mut self, kind: MouseEventKind, row: u16) {
        self.event(&Event::Mouse(MouseEvent {
            kind,
            column: 30,
            row,
            modifiers: KeyModifiers::NONE,
        }));
    }

    /// Types `keys`: text, and names in angle brackets, `"hurt<down><c-w>"`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for key in events(keys) {
            self.event(&key);
        }
        self
    }

    /// The screen, and where the cursor stands.
    pub(crate) fn buffer(&self) -> (Buffer, Option<(u16, u16)>) {
        let (columns, rows) = self.model.settings.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        let cursor = view::draw(&self.model, &self.theme, &mut buffer);
        (buffer, cursor.map(Into::into))
    }

    /// The screen as text.
    pub(crate) fn text(&self) -> String {
        let (buffer, _) = self.buffer();
        let mut text = String::new();
        for row in rows(&buffer) {
            let row: String = row.iter().map(|(symbol, _)| *symbol).collect();
            text += row.trim_end();
            text.push('\n');
        }
        text
    }

    /// The screen's text and where the cursor stands.
    pub(crate) fn picture(&self) -> String {
        let cursor = match self.buffer().1 {
            Some((x, y)) => format!("cursor at column {x}, row {y}\n"),
            None => "no cursor\n".to_owned(),
        };
        self.text() + &cursor
    }

    /// How the first cell of these words looks, which are on screen.
    #[track_caller]
    pub(crate) fn style_of(&self, words: &str) -> Style {
        let (buffer, _) = self.buffer();
        let found = rows(&buffer).find_map(|row| {
            let text: Vec<&str> = row.iter().map(|(symbol, _)| *symbol).collect();
            let starts = |from: &usize| text[*from..].concat().starts_with(words);
            (0..text.len()).find(starts).map(|at| row[at].1)
        });
        found.unwrap_or_else(|| panic!("{words:?} is not on screen:\n{}", self.text()))
    }
}

/// The cells of each row; those hidden under a wide character are left out.
fn rows(buffer: &Buffer) -> impl Iterator<Item = Vec<(&str, Style)>> {
    let width = buffer.area.width as usize;
    buffer.content.chunks(width.max(1)).map(|row| {
        let mut cells = Vec::new();
        let mut hidden = 0;
        for cell in row {
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            hidden = frontdesk::text::width(cell.symbol()).saturating_sub(1);
            cells.push((cell.symbol(), cell.style()));
        }
        cells
    })
}

/// The events of `keys`, written as for [`Desk::keys`].
pub(crate) fn events(mut keys: &str) -> impl Iterator<Item = Event> {
    std::iter::from_fn(move || {
        let (key, rest) = (!keys.is_empty()).then(|| first_key(keys))?;
        keys = rest;
        Some(key)
    })
}

/// The first of `keys`, and the rest.
fn first_key(keys: &str) -> (Event, &str) {
    let (code, rest) = match keys.strip_prefix('<').and_then(|keys| keys.split_once('>')) {
        Some((name, rest)) => (name, rest),
        None => keys.split_at(keys.chars().next().map_or(0, char::len_utf8)),
    };
    let letter = |name: &str| KeyCode::Char(name.chars().next().expect("a letter"));
    let mut modifiers = KeyModifiers::NONE;
    let code = match code {
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "pgup" => KeyCode::PageUp,
        "pgdn" => KeyCode::PageDown,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "enter" => KeyCode::Enter,
        "esc" => KeyCode::Esc,
        "tab" => KeyCode::Tab,
        "bs" => KeyCode::Backspace,
        "del" => KeyCode::Delete,
        name if name.chars().count() == 1 => letter(name),
        name => match (name.strip_prefix("c-"), name.strip_prefix('f')) {
            (Some(name), _) => {
                modifiers = KeyModifiers::CONTROL;
                letter(name)
            }
            (_, Some(number)) => KeyCode::F(number.parse().expect("a number")),
            _ => panic!("no key is called <{name}>"),
        },
    };
    (Event::Key(KeyEvent::new(code, modifiers)), rest)
}
