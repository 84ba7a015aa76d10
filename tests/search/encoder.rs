//! The encoder agrees with the model that it was made of, takes any text, and refuses damaged files.

use frontdesk::meaning::Vector;
use serde_json::Value;

use super::*;

static FILE: &[u8] = include_bytes!("../../data/encoder/minilm-int8.fdenc");

/// Texts with the pieces and vectors (in thousandths) that the original has for them.
const REFERENCE: &str = include_str!("reference.jsonl");

#[test]
fn agrees_with_the_original() {
    let mut cosines = Vec::new();
    for line in REFERENCE.lines() {
        let reference: Value = serde_json::from_str(line).expect("it is JSON");
        let text = reference["text"].as_str().expect("it has a text");
        let pieces: Vec<&str> = ENCODER.pieces(text).collect();
        assert_eq!(reference["pieces"], pieces.join(" "), "{text:?}");
        let vector = serde_json::from_value(reference["vector"].clone());
        let vector: Vec<f64> = vector.expect("it has a vector");
        let length = vector.iter().map(|x| x * x).sum::<f64>().sqrt();
        let ours = ENCODER.embed(text).components();
        let products = ours.iter().zip(vector).map(|(&a, b)| f64::from(a) * b);
        let cosine = products.sum::<f64>() / length;
        let least = if reference["odd"] == true { 0.94 } else { 0.99 };
        assert!(cosine >= least, "{cosine} {text:?}");
        cosines.push(cosine);
    }
    let mean = cosines.iter().sum::<f64>() / cosines.len() as f64;
    assert!(mean >= 0.997, "{mean}");
}

#[test]
fn same_meaning_is_near() {
    let near = |a, b| ENCODER.embed(a).dot(&ENCODER.embed(b));
    assert!(near("does it hurt", "is the treatment painful") > 0.4);
    assert!(near("does it hurt", "where can I park my car") < 0.2);
    assert!((near("does it hurt", "Does it hurt?") - 1.0).abs() < 0.2);
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        ".{0,40}",
        proptest::collection::vec(any::<char>(), 0..200).prop_map(String::from_iter),
        "[a-z\u{0}-\u{20}\u{300}-\u{310}一-丐]{0,300}",
        ("[a-z é.]{1,9}", 1..2000_usize).prop_map(|(text, times)| text.repeat(times)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn any_text_has_a_vector_of_length_one(text in any_text()) {
        let vector = ENCODER.embed(&text);
        prop_assert!((vector.dot(&vector) - 1.0).abs() < 1e-5);
        let square: f32 = vector.components().iter().map(|x| x * x).sum();
        prop_assert!((square - 1.0).abs() < 1e-5);
        prop_assert!(ENCODER.pieces(&text).count() <= 128);
        prop_assert_eq!(&vector, &ENCODER.embed(&text));
        prop_assert_eq!(Some(vector.clone()), Vector::from_bytes(&vector.to_bytes()));
    }

    #[test]
    fn bytes_of_any_kind_are_a_vector_or_none(bytes in proptest::collection::vec(any::<u8>(), 380..390)) {
        let vector = Vector::from_bytes(&bytes);
        prop_assert_eq!(vector.is_some(), bytes.len() == 384);
    }
}

#[test]
fn refuses_what_it_cannot_use() {
    let mut another_version = FILE.to_vec();
    another_version[8] = 2;
    for (what, file) in [
        ("another file", b"title: Microneedling\n".to_vec()),
        ("another version", another_version),
        ("longer", [FILE, b"\n"].concat()),
    ] {
        assert!(Encoder::load(&file).is_err(), "{what}");
    }
    assert!(Encoder::load(FILE).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn damage_is_refused(at in 0..FILE.len(), change in 1..=255_u8, length in 0..FILE.len()) {
        let mut file = FILE.to_vec();
        file[at] ^= change;
        prop_assert!(Encoder::load(&file).is_err());
        prop_assert!(Encoder::load(&FILE[..length]).is_err());
    }
}

/// The vectors of three texts by way of a cache, and how many were embedded anew.
fn through(file: &Path) -> (Vec<Vector>, usize) {
    let mut cache = Cache::at(Some(file.to_owned()));
    let mut anew = 0;
    let mut count = || {
        anew += 1;
        true
    };
    let texts = ["Does it hurt?", "How long does it take?", "Is it safe?"];
    let vectors = texts.map(|text| cache.vector(&ENCODER, text, &mut count));
    cache.keep();
    (vectors.into_iter().flatten().collect(), anew)
}

#[test]
fn what_is_kept_is_not_embedded_again_and_damage_only_costs_time() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let file = folder.path().join("below").join("vectors");
    let (vectors, anew) = through(&file);
    assert_eq!((vectors.len(), anew), (3, 3));
    assert_eq!(through(&file), (vectors.clone(), 0));

    let whole = fs::read(&file).expect("it was written");
    let flipped = (0..whole.len()).step_by(31).map(|at| {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x20;
        damaged
    });
    let cut = [&whole[..whole.len() - 1], &whole[1..], b"", b"no vectors"].map(<[u8]>::to_vec);
    for damaged in flipped.chain(cut) {
        fs::write(&file, damaged).expect("there is room");
        assert_eq!(through(&file), (vectors.clone(), 3));
    }
}

#[test]
fn where_nothing_can_be_kept_texts_are_embedded_all_the_same() {
    let folder = tempfile::tempdir().expect("temporary folders");
    let in_the_way = folder.path().join("file");
    fs::write(&in_the_way, "").expect("there is room");
    let below = in_the_way.join("vectors");
    assert_eq!(through(&below), through(&below));
    // Nobody would ever write into the pipe.
    let pipe = folder.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert_eq!(through(&pipe).1, 3, "{made:?}");
    let stopped = Cache::at(None).vector(&ENCODER, "Is it safe?", || false);
    assert_eq!(stopped, None);
}
