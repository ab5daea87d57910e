//! What a plan looks like: text measuring, layout, routing, and one scene for screen and paper.
//!
//! Pure: no window, no files, no colours (tokens only).
//!
//! From the plan's states a [`Sheet`] is made (who is on it in any phase, where, and the lines between them);
//! from the sheet the [`Scene`] of one phase.

mod area;
mod build;
mod cast;
mod collapsed;
mod crowd;
mod draw_badges;
mod draw_cards;
mod draw_chips;
mod draw_links;
mod draw_sites;
mod draw_summary;
mod fonts;
mod free;
mod glyphs;
mod grown;
mod hit;
mod hops;
mod layout;
mod legend;
mod links_again;
mod live;
mod part;
mod parts;
mod pen;
mod route;
mod say;
mod scene;
mod sheet;
mod shifted;
mod shown;
mod squares;
mod tally;
mod theme;
mod view;
mod ways;

pub use build::{SceneOptions, build};
pub use cast::{GRID, SNAP, is_line};
pub use collapsed::Collapsed;
pub use draw_cards::{state_mark, strip_pieces};
pub use draw_links::LINE;
pub use fonts::{ELLIPSIS, Fonts};
pub use glyphs::{GLYPH_GRID, GLYPH_STROKE, GlyphPaint, GlyphPath, GlyphShape};
pub use grown::{Ground, Members, Placed};
pub use layout::layout;
pub use legend::{Legend, LegendOf, LegendRow};
pub use live::Live;
pub use parts::Parts;
pub use pen::{FAR, MID_TITLE as NAME_FROM_AFAR, NEAR as ROWS_FROM, SHAPE_LEAST, TITLE as NAME};
pub use route::{Channels, LineEnd, Side};
pub use scene::*;
pub use sheet::{Asked, Lines, Sheet};
pub use shown::{CardKind, Shown, Trait};
pub use squares::{SceneIndex, Squares, in_order};
pub use tally::{level_token, say_alike};
pub use theme::{Color, Theme, Token};
