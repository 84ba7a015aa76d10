//! What keys, clicks and pastes mean: the one key map.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use super::{
    input::Edit,
    message::{Command, Mode, Scroll, Selection},
    model::Model,
};

/// Rows that one step of the mouse wheel scrolls.
const WHEEL: isize = 3;

/// What a key, click or paste means here, if anything. Pure; presses (and repeats) only.
pub fn command_of(event: &Event, model: &Model) -> Option<Command> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => key_command(*key, model),
        Event::Mouse(mouse) => mouse_command(*mouse, model),
        Event::Paste(pasted) => Some(Command::Edit(Edit::Insert(pasted.clone()))),
        _ => None,
    }
}

fn key_command(key: KeyEvent, model: &Model) -> Option<Command> {
    let desk = model.settings.mode == Mode::Desk;
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let help = model.call.help.is_some();
    Some(match key.code {
        KeyCode::Char(letter) if control && !alt => match letter.to_ascii_lowercase() {
            // As in a shell.
            'p' if help => Command::Scroll(Scroll::Rows(-1)),
            'n' if help => Command::Scroll(Scroll::Rows(1)),
            'p' => Command::Choose(Selection::By(-1)),
            'n' => Command::Choose(Selection::By(1)),
            'a' => Command::Edit(Edit::Home),
            'e' => Command::Edit(Edit::End),
            // What some terminals send for the key Backspace.
            'h' => Command::Edit(Edit::Backspace),
            'w' => Command::Edit(Edit::DeleteWord),
            'u' => Command::Edit(Edit::DeleteToStart),
            'g' => Command::Help,
            'l' => Command::Redraw,
            'o' => Command::NewCall,
            'r' => Command::Reload,
            's' => Command::Save,
            'y' if desk => Command::Copy,
            'z' if desk => Command::Suspend,
            'c' if desk => Command::AskToQuit,
            'q' if desk => Command::Quit,
            _ => return None,
        },
        KeyCode::Char(letter) if !alt && !control => {
            Command::Edit(Edit::Insert(letter.to_string()))
        }
        KeyCode::Home | KeyCode::End | KeyCode::Tab | KeyCode::F(3) if help => return None,
        KeyCode::Up if help => Command::Scroll(Scroll::Rows(-1)),
        KeyCode::Down if help => Command::Scroll(Scroll::Rows(1)),
        KeyCode::Enter if help => Command::Back,
        KeyCode::Up => Command::Choose(Selection::By(-1)),
        KeyCode::Down => Command::Choose(Selection::By(1)),
        KeyCode::PageUp => Command::Scroll(Scroll::Pages(-1)),
        KeyCode::PageDown => Command::Scroll(Scroll::Pages(1)),
        KeyCode::Home if model.call.input.text().is_empty() => Command::Choose(Selection::At(0)),
        KeyCode::End if model.call.input.text().is_empty() => Command::Choose(Selection::Last),
        KeyCode::Home => Command::Edit(Edit::Home),
        KeyCode::End => Command::Edit(Edit::End),
        KeyCode::Left => Command::Edit(Edit::Left),
        KeyCode::Right => Command::Edit(Edit::Right),
        KeyCode::Backspace => Command::Edit(Edit::Backspace),
        KeyCode::Delete => Command::Edit(Edit::Delete),
        KeyCode::Enter => Command::OpenPage,
        KeyCode::Esc => Command::Back,
        KeyCode::Tab | KeyCode::F(3) => Command::NextMatch,
        KeyCode::F(1) => Command::Help,
        KeyCode::F(2) => Command::NewCall,
        KeyCode::F(5) => Command::Reload,
        KeyCode::F(8) => Command::Save,
        _ => return None,
    })
}

/// What the mouse does: the wheel moves what it is over, a click chooses.
fn mouse_command(mouse: MouseEvent, model: &Model) -> Option<Command> {
    let over = model.layout?.list_row(mouse.column, mouse.row);
    Some(match (mouse.kind, over) {
        (MouseEventKind::ScrollUp, Some(_)) => Command::Choose(Selection::By(-1)),
        (MouseEventKind::ScrollDown, Some(_)) => Command::Choose(Selection::By(1)),
        (MouseEventKind::ScrollUp, None) => Command::Scroll(Scroll::Rows(-WHEEL)),
        (MouseEventKind::ScrollDown, None) => Command::Scroll(Scroll::Rows(WHEEL)),
        (MouseEventKind::Down(MouseButton::Left), Some(row)) => {
            model.rows.get(row)?;
            Command::Choose(Selection::At(model.call.place.top + row))
        }
        _ => return None,
    })
}
