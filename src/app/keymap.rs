//! What keys, clicks and pastes do: the one key map.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::{input::Edit, message::Effect, model::Model};
use crate::{labels::fill, text::Role};

/// Rows that one step of the mouse wheel scrolls.
const WHEEL: isize = 3;

/// A key as the key map knows it.
enum Press {
    /// By itself.
    Key(KeyCode),
    /// A letter, with Ctrl held.
    Ctrl(char),
}

impl Press {
    /// The key that was pressed; a letter with Ctrl may be another key's second name.
    fn of(key: KeyEvent) -> Option<Self> {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let alt = key.modifiers.contains(KeyModifiers::ALT);
        Some(match key.code {
            KeyCode::Char(_) if alt => return None,
            KeyCode::Char(letter) if control => match letter.to_ascii_lowercase() {
                // As in a shell.
                'p' => Self::Key(KeyCode::Up),
                'n' => Self::Key(KeyCode::Down),
                // What some terminals send for the key Backspace.
                'h' => Self::Key(KeyCode::Backspace),
                'g' => Self::Key(KeyCode::F(1)),
                'o' => Self::Key(KeyCode::F(2)),
                'r' => Self::Key(KeyCode::F(5)),
                's' => Self::Key(KeyCode::F(8)),
                letter => Self::Ctrl(letter),
            },
            KeyCode::Tab => Self::Key(KeyCode::F(3)),
            code => Self::Key(code),
        })
    }

    /// What it changes in the search box, if that is what it does here.
    fn edit(&self, model: &Model) -> Option<Edit> {
        let moves_in_text = model.call.help.is_none() && !model.call.input.text().is_empty();
        Some(match self {
            Self::Ctrl('a') => Edit::SelectAll,
            Self::Ctrl('e') => Edit::End,
            Self::Ctrl('w') => Edit::DeleteWord,
            Self::Ctrl('u') => Edit::DeleteToStart,
            Self::Key(KeyCode::Char(letter)) => Edit::Insert(letter.to_string()),
            Self::Key(KeyCode::Left) => Edit::Left,
            Self::Key(KeyCode::Right) => Edit::Right,
            Self::Key(KeyCode::Home) if moves_in_text => Edit::Home,
            Self::Key(KeyCode::End) if moves_in_text => Edit::End,
            Self::Key(KeyCode::Backspace) => Edit::Backspace,
            Self::Key(KeyCode::Delete) => Edit::Delete,
            _ => return None,
        })
    }
}

/// Obeys a key, a click or a paste. An edit changes the text alone: [`Model::settle`] searches for it, before
/// anything else is obeyed.
pub(super) fn obey(model: &mut Model, event: &Event) -> Option<Effect> {
    match event {
        Event::Key(key) => return obey_key(model, &Press::of(*key)?),
        Event::Paste(pasted) => {
            model.notice = None;
            model.edit(&Edit::Insert(pasted.clone()));
        }
        Event::Mouse(mouse) => obey_mouse(model, *mouse),
        _ => {}
    }
    None
}

fn obey_key(model: &mut Model, press: &Press) -> Option<Effect> {
    // Each key that does something ends the offer to quit by a second Ctrl+C.
    let said = model.notice.take();
    if let Some(edit) = press.edit(model) {
        model.edit(&edit);
        return None;
    }
    model.settle();
    model.call.input.deselect();
    let labels = model.labels();
    let quit = fill(labels.press_again_to_quit, [&labels.key("Ctrl+C")]);
    let asked_to_quit = said.as_ref().is_some_and(|said| said.text == quit);
    let is_desk = !model.settings.kiosk;
    let in_help = model.call.help.is_some();
    let mut effect = None;
    match press {
        Press::Key(KeyCode::Up) if in_help => model.scroll_by(-1),
        Press::Key(KeyCode::Down) if in_help => model.scroll_by(1),
        Press::Key(KeyCode::Up) => model.step(-1),
        Press::Key(KeyCode::Down) => model.step(1),
        Press::Key(KeyCode::Home) if !in_help => model.choose(0),
        Press::Key(KeyCode::End) if !in_help => model.choose(usize::MAX),
        Press::Key(KeyCode::PageUp) => model.scroll_by(-model.page()),
        Press::Key(KeyCode::PageDown) => model.scroll_by(model.page()),
        Press::Key(KeyCode::Esc | KeyCode::Enter) if asked_to_quit && in_help => {}
        Press::Key(KeyCode::Esc) if asked_to_quit => {}
        Press::Key(KeyCode::Enter) if !in_help => model.toggle_page(),
        Press::Key(KeyCode::Esc | KeyCode::Enter) => model.back(),
        Press::Key(KeyCode::F(1)) => model.call.help = (!in_help).then_some(0),
        Press::Key(KeyCode::F(2)) => model.new_call(),
        Press::Key(KeyCode::F(3)) if !in_help => model.next_match(),
        Press::Key(KeyCode::F(5)) => {
            model.say(labels.reading_heading, Role::Hint);
            effect = Some(Effect::Reload);
        }
        Press::Key(KeyCode::F(8)) => effect = model.save(),
        Press::Ctrl('l') => effect = Some(Effect::Redraw),
        Press::Ctrl('y') if is_desk => effect = model.copy(),
        Press::Ctrl('z') if is_desk => effect = Some(Effect::Suspend),
        Press::Ctrl('c') if is_desk && !asked_to_quit => model.say(quit, Role::Hint),
        Press::Ctrl('c' | 'q') if is_desk => effect = Some(Effect::Quit),
        _ => model.notice = said,
    }
    model.arrange();
    effect
}

/// The wheel moves what it is over, a click chooses.
fn obey_mouse(model: &mut Model, mouse: MouseEvent) {
    model.settle();
    let Some(layout) = model.layout else {
        return;
    };
    match (mouse.kind, layout.list_row(mouse.column, mouse.row)) {
        (MouseEventKind::ScrollUp, Some(_)) => model.step(-1),
        (MouseEventKind::ScrollDown, Some(_)) => model.step(1),
        (MouseEventKind::ScrollUp, None) => model.scroll_by(-WHEEL),
        (MouseEventKind::ScrollDown, None) => model.scroll_by(WHEEL),
        (MouseEventKind::Down(MouseButton::Left), Some(row)) if row < model.rows.len() => {
            model.choose(model.call.place.top + row);
        }
        _ => return,
    }
    model.notice = None;
    model.arrange();
}
