//! A picture for a mail: what is selected, or else the shown sheet, on the clipboard.

use super::job::Order;
use crate::diagram::Theme;
use crate::export::Handout;
use crate::export::forms::NotMade;
use crate::export::page::{self, Look};
use crate::export::png::{Painter, Picture, SCALE};
use crate::message;
use crate::text::Message;
use crate::ui::sheet_view::fonts;

/// The most pixels: what a mail still takes.
const MOST_PIXELS: f32 = 32_000_000.0;

/// Puts a picture where it is to go, or says why it cannot.
pub type Put = fn(Picture) -> Result<(), String>;

/// Makes the picture of the first stage of an order and puts it on the clipboard; what is to be said of that.
pub fn copy(order: &Order, theme: &Theme, put: Put) -> Message {
    let made = made(order, theme);
    let is_selection = order.asked.only.is_some();
    match made.map(|picture| ((picture.width, picture.height), put(picture))) {
        Ok(((width, height), Ok(()))) if is_selection => {
            message!("ui-export-copied-selection", width = width.to_string(), height = height.to_string())
        }
        Ok(((width, height), Ok(()))) => {
            message!("ui-export-copied-sheet", width = width.to_string(), height = height.to_string())
        }
        Ok((_, Err(reason))) => message!("ui-export-no-clipboard", reason = reason),
        Err(_) => message!("ui-export-not-copied"),
    }
}

fn made(order: &Order, theme: &Theme) -> Result<Picture, NotMade> {
    let Order { plan, replay, lang, stages, .. } = order;
    let handout = Handout { plan, replay, report: &order.report(), lang: *lang, stages };
    let only = order.asked.only.clone();
    // With the findings, as it is drawn on the screen.
    let look = Look { theme: theme.clone(), paper: None, findings: true, transparent: false, only };
    let page = page::picture(&handout, &look, stages.first().copied().unwrap_or_default(), fonts());
    let scale = SCALE.min((MOST_PIXELS / (page.width * page.height).max(1.0)).sqrt());
    let painter = Painter::new(std::slice::from_ref(&page), Some(scale));
    Ok(painter.picture(&page, &look.theme)?)
}

/// Puts a picture on the clipboard of the system.
pub fn to_system(picture: Picture) -> Result<(), String> {
    let Picture { width, height, rgba } = picture;
    let image = arboard::ImageData { width, height, bytes: rgba.into() };
    let put = arboard::Clipboard::new().and_then(|mut clipboard| clipboard.set_image(image));
    put.map_err(|why| why.to_string())
}
