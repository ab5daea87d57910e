//! How large egui's atlas of letters may become, and what of it is given back while nobody touches the window: letters of
//! sizes that were only zoomed through.

use egui::{Context, RawInput};
use std::time::Duration;

/// Nothing was touched for so long, in seconds.
const REST: f64 = 0.8;

/// How wide the atlas is, and so how high it becomes before egui makes it anew: enough for what is seen at one time. When
/// it is not, it is the second. On screens of many pixels both are twice as wide.
const SIDES: [usize; 2] = [1_200, 2_048];

/// From so much on it counts as full: egui makes it anew then.
const FULL: f32 = 0.8;

/// Full again so many passes after it was made anew, it is too small for what is seen.
const SOON: u64 = 3;

/// egui's atlas of letters. Whoever zooms fills it with letters of every size on the way, and it never becomes smaller by
/// itself; 2,048 pixels a side are 16 MiB, twice, and what lay before it grew is not given back to the system.
#[derive(Default)]
pub struct Atlas {
    touched: f64,
    /// How high it was when it had just been made, in pixels; `None` before its first frame.
    height: Option<usize>,
    /// In how many seconds it is made anew, if nothing is touched.
    left: Option<f64>,
    /// egui makes it anew when its greatest side changes, so that is one pixel more or less.
    less: bool,
    /// The pass before which it was full last.
    full: Option<u64>,
    /// What is seen at one time was too much for the small one.
    is_large: bool,
}

impl Atlas {
    /// Before each frame: says how large the atlas may become, and makes it anew when it is larger than it was.
    pub fn bound(&mut self, ctx: &Context, input: &mut RawInput) {
        let now = input.time.unwrap_or_default();
        if !input.events.is_empty() {
            self.touched = now;
        }
        if ctx.cumulative_pass_nr() > 0 {
            let (height, filled) = ctx.fonts(|fonts| (fonts.font_image_size()[1], fonts.font_atlas_fill_ratio()));
            if filled > FULL {
                let pass = ctx.cumulative_pass_nr();
                self.is_large |= self.full.is_some_and(|before| pass - before <= SOON);
                self.full = Some(pass);
            }
            let first = *self.height.get_or_insert(height);
            self.left = (height > first).then_some(self.touched + REST - now);
            if self.left.is_some_and(|left| left <= 0.0) {
                (self.less, self.height, self.left) = (!self.less, None, None);
            }
        }
        let times = if ctx.pixels_per_point() > 1.25 { 2 } else { 1 };
        let side = times * SIDES[usize::from(self.is_large)] - usize::from(self.less);
        input.max_texture_side = Some(input.max_texture_side.map_or(side, |most| most.min(side)));
    }

    /// In each frame: asks for one more when it is time.
    pub fn wait(&self, ctx: &Context) {
        if let Some(left) = self.left {
            ctx.request_repaint_after(Duration::from_secs_f64(left.max(0.0)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One frame with letters of these sizes; how high the atlas is then.
    fn frame(atlas: &mut Atlas, ctx: &Context, time: f64, touched: bool, sizes: std::ops::Range<u16>) -> usize {
        let events = if touched { vec![egui::Event::PointerGone] } else { Vec::new() };
        let mut input = RawInput { time: Some(time), events, ..Default::default() };
        atlas.bound(ctx, &mut input);
        let output = ctx.run_ui(input, |ui| {
            for size in sizes.clone() {
                let font = egui::FontId::proportional(f32::from(size));
                let _ =
                    ui.painter().layout_no_wrap("abcdefghijklmnopqrstuvwxyz".to_owned(), font, egui::Color32::WHITE);
            }
            atlas.wait(ui.ctx());
        });
        output.drop_without_applying_deltas();
        ctx.fonts(|fonts| fonts.font_image_size()[1])
    }

    #[test]
    fn what_is_seen_at_one_time_has_room() {
        let (mut atlas, ctx) = (Atlas::default(), Context::default());
        // Large letters of many sizes come and go: each time the small one is enough.
        for number in 0..40 {
            frame(&mut atlas, &ctx, 0.1 * f64::from(number), true, 60 + number..61 + number);
        }
        assert!(atlas.full.is_some() && !atlas.is_large, "{:?}", atlas.full);
        for number in 0..6 {
            frame(&mut atlas, &ctx, 5.0 + 0.1 * f64::from(number), true, 60..100);
        }
        assert!(atlas.is_large);
        let full = atlas.full;
        for number in 0..6 {
            frame(&mut atlas, &ctx, 6.0 + 0.1 * f64::from(number), true, 60..80);
        }
        assert_eq!(atlas.full, full, "it is not full any more");
    }

    #[test]
    fn letters_that_were_zoomed_through_are_given_back_at_rest() {
        let (mut atlas, ctx) = (Atlas::default(), Context::default());
        let first = frame(&mut atlas, &ctx, 0.0, true, 12..14);
        let zoomed = frame(&mut atlas, &ctx, 0.1, true, 12..60);
        assert!(zoomed > first, "{zoomed} {first}");
        assert_eq!(frame(&mut atlas, &ctx, 0.2, true, 12..14), zoomed);
        assert_eq!(frame(&mut atlas, &ctx, 0.9, false, 12..14), zoomed, "not yet");
        assert_eq!(frame(&mut atlas, &ctx, 2.0, false, 12..14), first);
        // What is needed stays.
        for time in [2.1, 9.0] {
            assert_eq!(frame(&mut atlas, &ctx, time, false, 12..14), first);
            assert_eq!(atlas.left, None);
        }
    }
}
