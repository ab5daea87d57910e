//! Out of the program: a scene on paper, and tables for others to fill in. Nothing here needs a window.

pub mod facts;
pub mod svg;
