//! Folding: letters that are typed for each other get one form. In: a character; out: letters.

use unicode_normalization::char::decompose_compatible;

/// Appends `c` folded: lower case, without accents, one form for letters that are typed for each other.
pub(crate) fn fold(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_lowercase());
        return;
    }
    decompose_compatible(c, |d| {
        for l in d.to_lowercase() {
            match l {
                // Accents, Hebrew points, Arabic vowel marks: rarely typed.
                '\u{300}'..='\u{36f}'
                | '\u{591}'..='\u{5c7}'
                | '\u{610}'..='\u{61a}'
                | '\u{64b}'..='\u{65f}'
                | '\u{670}' => {}
                'ß' => out.push_str("ss"),
                'ı' => out.push('i'),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                'đ' | 'ð' => out.push('d'),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'þ' => out.push_str("th"),
                'ς' => out.push('σ'),
                'ي' | 'ى' => out.push('ی'),
                'ك' => out.push('ک'),
                'ة' => out.push('ه'),
                '٠'..='٩' => digit(l, '٠', out),
                '۰'..='۹' => digit(l, '۰', out),
                '०'..='९' => digit(l, '०', out),
                '০'..='৯' => digit(l, '০', out),
                l => out.push(l),
            }
        }
    });
}

fn digit(c: char, zero: char, out: &mut String) {
    out.extend(char::from_digit(c as u32 - zero as u32, 10));
}
