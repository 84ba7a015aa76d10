//! Where everything stands: one geometry, for drawing and for clicking.
