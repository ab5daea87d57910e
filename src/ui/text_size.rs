//! How large everything is written, in percent.

use super::app::App;

/// The usual size.
pub const USUAL: u16 = 100;
const SIZES: [u16; 8] = [80, 90, USUAL, 110, 125, 150, 175, 200];

/// The next larger or smaller size; `None` at either end.
pub fn next(percent: u16, larger: bool) -> Option<u16> {
    match larger {
        true => SIZES.into_iter().find(|size| *size > percent),
        false => SIZES.into_iter().rev().find(|size| *size < percent),
    }
}

/// What a file of settings may say, within what can be read and used.
fn within(percent: u16) -> u16 {
    if percent == 0 { USUAL } else { percent.clamp(SIZES[0], SIZES[SIZES.len() - 1]) }
}

impl App {
    pub(super) fn text_percent(&self) -> u16 {
        within(self.settings.text_percent)
    }

    pub(super) fn apply_text_size(&self) {
        self.ctx.set_zoom_factor(f32::from(self.text_percent()) / f32::from(USUAL));
    }

    pub(super) fn set_text_size(&mut self, percent: u16) {
        self.settings.text_percent = percent;
        self.apply_text_size();
        self.store_settings();
        self.said = Some(crate::message!("ui-commands-text-is", percent = u64::from(percent)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_go_from_80_to_200_and_back() {
        let up: Vec<u16> = std::iter::successors(Some(80), |size| next(*size, true)).collect();
        let mut down: Vec<u16> = std::iter::successors(Some(200), |size| next(*size, false)).collect();
        down.reverse();
        assert_eq!(up, SIZES);
        assert_eq!(down, SIZES);
        assert_eq!((next(105, true), next(105, false)), (Some(110), Some(100)));
        assert_eq!((within(0), within(9), within(999), within(125)), (100, 80, 200, 125));
    }
}
