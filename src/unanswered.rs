//! The questions that nobody could answer yet: an append-only file of one JSON line each, shared by many
//! desks. A leaf: knows nothing of the FAQ, the search or the screen.
