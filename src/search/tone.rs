//! What a call's tone tells, whatever the trade. In: a text's vector; out: how far it leans toward trouble
//! rather than an ordinary question, and toward an emergency rather than any other call. The directions were
//! learned from the sentences of `data/calls` by `cargo bench --bench calls`.

use std::sync::LazyLock;

use super::constants::{HALFWAY_EMERGENCY_COSINE, HALFWAY_TROUBLE_COSINE};
use crate::meaning::Vector;

/// Above 0 for a report, a complaint, an illness; below for an ordinary question.
pub(super) fn trouble(text: &Vector) -> f32 {
    static DIRECTION: Direction =
        LazyLock::new(|| Vector::from_bytes(include_bytes!("../../data/calls/trouble.vector")));
    lean(text, &DIRECTION, HALFWAY_TROUBLE_COSINE)
}

/// Above 0 for an emergency, below for any other call.
pub(super) fn emergency(text: &Vector) -> f32 {
    static DIRECTION: Direction =
        LazyLock::new(|| Vector::from_bytes(include_bytes!("../../data/calls/emergency.vector")));
    lean(text, &DIRECTION, HALFWAY_EMERGENCY_COSINE)
}

type Direction = LazyLock<Option<Vector>>;

/// The cosine with a direction, less that of what lies halfway.
fn lean(text: &Vector, direction: &Direction, half: f32) -> f32 {
    let cosine = direction.as_ref().map(|direction| text.dot(direction));
    cosine.map_or(0.0, |cosine| cosine - half)
}
