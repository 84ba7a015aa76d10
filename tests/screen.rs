//! What the receptionist sees: keys in, screens out, with their styles.

mod kit;

use kit::Desk;

#[test]
fn preview() {
    for (w, h) in [(80, 24), (120, 40), (40, 15)] {
        for keys in ["", "hurt", "layer", "zzzqqq", "<down><down><enter>", "<f1>"] {
            let mut desk = Desk::new(w, h);
            desk.keys(keys);
            println!("== {w}x{h} {keys}\n{}", desk.text());
        }
    }
}
