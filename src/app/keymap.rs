//! What keys, clicks and pastes mean: the one key map.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::{
    input::Edit,
    message::{Message, Mode, Scroll, Selection},
    model::Model,
};

/// Rows that one step of the mouse wheel scrolls.
const WHEEL: isize = 3;

/// What a key, click or paste means here, if anything. Pure; presses (and repeats) only.
pub fn meaning_of(event: &Event, model: &Model) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_message(*key, model),
        Event::Mouse(mouse) => mouse_message(*mouse, model),
        Event::Paste(pasted) => Some(Message::Edit(Edit::Insert(pasted.clone()))),
        _ => None,
    }
}

fn key_message(key: KeyEvent, model: &Model) -> Option<Message> {
    let desk = model.settings.mode == Mode::Desk;
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let help = model.call.help.is_some();
    Some(match key.code {
        KeyCode::Char(letter) if control && !alt => match letter.to_ascii_lowercase() {
            // As in a shell.
            'p' if help => Message::Scroll(Scroll::Rows(-1)),
            'n' if help => Message::Scroll(Scroll::Rows(1)),
            'p' => Message::Choose(Selection::By(-1)),
            'n' => Message::Choose(Selection::By(1)),
            'a' => Message::Edit(Edit::Home),
            'e' => Message::Edit(Edit::End),
            // What some terminals send for the key Backspace.
            'h' => Message::Edit(Edit::Backspace),
            'w' => Message::Edit(Edit::DeleteWord),
            'u' => Message::Edit(Edit::DeleteToStart),
            'g' => Message::Help,
            'l' => Message::Redraw,
            'o' => Message::NewCall,
            'r' => Message::Reload,
            's' => Message::Save,
            'y' if desk => Message::Copy,
            'z' if desk => Message::Suspend,
            'c' if desk => Message::AskToQuit,
            'q' if desk => Message::Quit,
            _ => return None,
        },
        KeyCode::Char(letter) if !alt && !control => {
            Message::Edit(Edit::Insert(letter.to_string()))
        }
        KeyCode::Home | KeyCode::End | KeyCode::Tab | KeyCode::F(3) if help => return None,
        KeyCode::Up if help => Message::Scroll(Scroll::Rows(-1)),
        KeyCode::Down if help => Message::Scroll(Scroll::Rows(1)),
        KeyCode::Enter if help => Message::Back,
        KeyCode::Up => Message::Choose(Selection::By(-1)),
        KeyCode::Down => Message::Choose(Selection::By(1)),
        KeyCode::PageUp => Message::Scroll(Scroll::Pages(-1)),
        KeyCode::PageDown => Message::Scroll(Scroll::Pages(1)),
        KeyCode::Home if model.call.input.text().is_empty() => Message::Choose(Selection::At(0)),
        KeyCode::End if model.call.input.text().is_empty() => Message::Choose(Selection::Last),
        KeyCode::Home => Message::Edit(Edit::Home),
        KeyCode::End => Message::Edit(Edit::End),
        KeyCode::Left => Message::Edit(Edit::Left),
        KeyCode::Right => Message::Edit(Edit::Right),
        KeyCode::Backspace => Message::Edit(Edit::Backspace),
        KeyCode::Delete => Message::Edit(Edit::Delete),
        KeyCode::Enter => Message::OpenPage,
        KeyCode::Esc => Message::Back,
        KeyCode::Tab | KeyCode::F(3) => Message::NextMatch,
        KeyCode::F(1) => Message::Help,
        KeyCode::F(2) => Message::NewCall,
        KeyCode::F(5) => Message::Reload,
        KeyCode::F(8) => Message::Save,
        _ => return None,
    })
}

/// What the mouse does: the wheel moves what it is over, a click chooses.
fn mouse_message(mouse: MouseEvent, model: &Model) -> Option<Message> {
    let over = model.layout?.list_row(mouse.column, mouse.row);
    Some(match (mouse.kind, over) {
        (MouseEventKind::ScrollUp, Some(_)) => Message::Choose(Selection::By(-1)),
        (MouseEventKind::ScrollDown, Some(_)) => Message::Choose(Selection::By(1)),
        (MouseEventKind::ScrollUp, None) => Message::Scroll(Scroll::Rows(-WHEEL)),
        (MouseEventKind::ScrollDown, None) => Message::Scroll(Scroll::Rows(WHEEL)),
        (MouseEventKind::Down(MouseButton::Left), Some(row)) => {
            model.rows.get(row)?;
            Message::Choose(Selection::At(model.call.place.top + row))
        }
        _ => return None,
    })
}
