//! What ASCII has for ornaments, and for characters of Europe's languages and of medicine.

/// What looks or is read the same, and the ornaments, small letters and signs that it stands for.
const TABLE: &str = "- ─—–━‐‑·;| │┃┊▌║;+ ╭╮╰╯┬┴┼├┤;# █▐;> ›→;< ‹←;^ ↑;v ↓;\" “”„«»;' ‘’‚′´;* •◦▪;. …;\
    ae äæ;oe öøœ;ue ü;ss ß;aa å;th þ;a àáâãāăą;c çćĉċč;d ďđð;e èéêëēĕėęě;g ĝğġģ;h ĥħ;i ìíîïĩīĭįı;j ĵ;k ķ;l ĺļľŀł;\
    n ñńņňŋ;o òóôõōŏő;r ŕŗř;s śŝşšș;t ţťŧț;u ùúûũūŭůűųµμ;w ŵ;y ýÿŷ;z źżž;? ¿;! ¡;x ×;/ ÷;~ ≈;- −;\
    <= ≤;>= ≥;!= ≠;+/- ±;deg °;EUR €;GBP £;^2 ²;^3 ³;1/2 ½;1/4 ¼;3/4 ¾;(R) ®;(C) ©;TM ™;No. №";

/// `grapheme` in ASCII, in more cells where it must be; a question mark where ASCII has nothing for it.
pub fn ascii(grapheme: &str) -> String {
    let base = grapheme.chars().next().unwrap_or('?');
    if base.is_ascii() {
        return base.to_string();
    }
    if base.is_whitespace() {
        return " ".to_owned();
    }
    let small = base.to_lowercase().next().unwrap_or(base);
    let mut table = TABLE.split(';').filter_map(|row| row.split_once(' '));
    let plain = match table.find(|(_, letters)| letters.contains(small)) {
        Some((plain, _)) => plain.to_owned(),
        None if small.is_ascii() => small.to_string(),
        None => "?".to_owned(),
    };
    match plain.split_at(1) {
        (first, rest) if small != base => first.to_uppercase() + rest,
        _ => plain,
    }
}
