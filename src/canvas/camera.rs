//! Where the view stands over the sheet.
//!
//! Sheet points and screen points are different types, so that one cannot pass for the other. Screen points
//! are counted from the view's own top left corner.

use crate::diagram::{SheetPoint, SheetRect};

/// A point of the view, in screen points from its top left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ScreenPoint {
    pub x: f32,
    pub y: f32,
}

impl ScreenPoint {
    pub const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }
}

/// The size of the view, in screen points.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ViewSize {
    pub width: f32,
    pub height: f32,
}

/// The least and the greatest zoom of the hand: 10 % and 800 %.
pub const ZOOM_RANGE: (f32, f32) = (0.1, 8.0);

/// Showing everything may go further out: all of a plan of any size is seen at once.
const FIT_LEAST: f32 = 0.002;

/// One press on + or −.
const ZOOM_STEP: f32 = 1.25;

/// What the view shows: the sheet point in its top left corner, and screen points per sheet unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Camera {
    pub origin: SheetPoint,
    zoom: f32,
}

impl Default for Camera {
    fn default() -> Self {
        Self { origin: SheetPoint::default(), zoom: 1.0 }
    }
}

impl Camera {
    pub fn new(origin: SheetPoint, zoom: f32) -> Self {
        Self { origin, zoom: clamped(zoom, FIT_LEAST) }
    }

    pub fn zoom(&self) -> f32 {
        self.zoom
    }

    pub fn sheet_from_screen(&self, p: ScreenPoint) -> SheetPoint {
        SheetPoint { x: self.origin.x + p.x / self.zoom, y: self.origin.y + p.y / self.zoom }
    }

    pub fn screen_from_sheet(&self, p: SheetPoint) -> ScreenPoint {
        ScreenPoint { x: (p.x - self.origin.x) * self.zoom, y: (p.y - self.origin.y) * self.zoom }
    }

    /// What of the sheet is in a view of this size.
    pub fn shown(&self, view: ViewSize) -> SheetRect {
        SheetRect::new(self.origin.x, self.origin.y, view.width / self.zoom, view.height / self.zoom)
    }

    /// Moves the view's content by so many screen points.
    pub fn pan(&mut self, dx: f32, dy: f32) {
        let next = SheetPoint { x: self.origin.x - dx / self.zoom, y: self.origin.y - dy / self.zoom };
        if next.x.is_finite() && next.y.is_finite() {
            self.origin = next;
        }
    }

    /// Zooms by a factor; the sheet point under `at` stays there.
    pub fn zoom_at(&mut self, at: ScreenPoint, factor: f32) {
        let under = self.sheet_from_screen(at);
        // From further out than the hand can go, zooming in leads back step by step.
        self.zoom = clamped(self.zoom * factor, self.zoom.min(ZOOM_RANGE.0));
        self.origin = SheetPoint { x: under.x - at.x / self.zoom, y: under.y - at.y / self.zoom };
    }

    /// One step in or out about the middle of the view.
    pub fn step(&mut self, inwards: bool, view: ViewSize) {
        let factor = if inwards { ZOOM_STEP } else { 1.0 / ZOOM_STEP };
        self.zoom_at(middle(view), factor);
    }

    /// 100 % about the middle of the view.
    pub fn actual_size(&mut self, view: ViewSize) {
        self.zoom_at(middle(view), 1.0 / self.zoom);
    }

    /// Shows the whole of `rect` with a margin, never larger than 100 %. An empty rectangle changes nothing.
    pub fn fit(&mut self, rect: SheetRect, view: ViewSize, margin: f32) {
        let (width, height) = (rect.width(), rect.height());
        let room = ((view.width - 2.0 * margin).max(1.0), (view.height - 2.0 * margin).max(1.0));
        if !(width > 0.0 && height > 0.0 && width.is_finite() && height.is_finite()) {
            return;
        }
        self.zoom = clamped((room.0 / width).min(room.1 / height).min(1.0), FIT_LEAST);
        self.center_on(rect.center(), view);
    }

    pub fn center_on(&mut self, p: SheetPoint, view: ViewSize) {
        self.origin = SheetPoint { x: p.x - view.width / 2.0 / self.zoom, y: p.y - view.height / 2.0 / self.zoom };
    }

    /// Moves just so far that `rect` is seen with a margin; what does not fit shows its top left corner.
    pub fn reveal(&mut self, rect: SheetRect, view: ViewSize, margin: f32) {
        let shown = self.shown(view);
        let margin = margin / self.zoom;
        self.origin.x += nudge(shown.min.x, shown.max.x, rect.min.x - margin, rect.max.x + margin);
        self.origin.y += nudge(shown.min.y, shown.max.y, rect.min.y - margin, rect.max.y + margin);
    }
}

/// How far a range must move to hold another.
fn nudge(from: f32, to: f32, low: f32, high: f32) -> f32 {
    if low < from || high - low > to - from {
        low - from
    } else if high > to {
        high - to
    } else {
        0.0
    }
}

fn clamped(zoom: f32, least: f32) -> f32 {
    if zoom.is_finite() { zoom.clamp(least, ZOOM_RANGE.1) } else { 1.0 }
}

fn middle(view: ViewSize) -> ScreenPoint {
    ScreenPoint { x: view.width / 2.0, y: view.height / 2.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VIEW: ViewSize = ViewSize { width: 800.0, height: 600.0 };

    fn near(a: SheetPoint, b: SheetPoint) -> bool {
        (a.x - b.x).abs() < 0.01 && (a.y - b.y).abs() < 0.01
    }

    #[test]
    fn the_point_under_the_cursor_stays_while_zooming() {
        let mut camera = Camera::new(SheetPoint { x: -40.0, y: 12.5 }, 0.7);
        let at = ScreenPoint::new(313.0, 97.0);
        let under = camera.sheet_from_screen(at);
        for factor in [1.3, 1.3, 0.2, 5.0] {
            camera.zoom_at(at, factor);
            assert!(near(camera.sheet_from_screen(at), under), "drifted at {}", camera.zoom());
        }
    }

    #[test]
    fn zoom_stops_at_both_ends_and_survives_nonsense() {
        let mut camera = Camera::default();
        camera.zoom_at(ScreenPoint::default(), 1000.0);
        assert_eq!(camera.zoom(), 8.0);
        camera.zoom_at(ScreenPoint::default(), 0.0);
        assert_eq!(camera.zoom(), 0.1);
        camera.zoom_at(ScreenPoint::default(), f32::NAN);
        assert_eq!(camera.zoom(), 1.0);
        let before = camera;
        camera.pan(f32::INFINITY, 0.0);
        assert_eq!(camera, before);
    }

    #[test]
    fn there_and_back() {
        let camera = Camera::new(SheetPoint { x: 100.0, y: -50.0 }, 2.5);
        let p = SheetPoint { x: 133.0, y: 7.0 };
        assert!(near(camera.sheet_from_screen(camera.screen_from_sheet(p)), p));
    }

    #[test]
    fn fit_shows_everything_and_does_not_magnify() {
        let mut camera = Camera::default();
        let large = SheetRect::new(-200.0, 100.0, 4000.0, 1000.0);
        camera.fit(large, VIEW, 40.0);
        let shown = camera.shown(VIEW);
        assert!(shown.contains(large.min) && shown.contains(large.max));
        camera.fit(SheetRect::new(0.0, 0.0, 10.0, 10.0), VIEW, 40.0);
        assert_eq!(camera.zoom(), 1.0);
        let before = camera;
        camera.fit(SheetRect::default(), VIEW, 40.0);
        assert_eq!(camera, before);
    }

    #[test]
    fn a_plan_of_any_size_is_shown_whole_and_the_hand_comes_back() {
        let mut camera = Camera::default();
        let huge = SheetRect::new(-500.0, 0.0, 60_000.0, 40_000.0);
        camera.fit(huge, VIEW, 40.0);
        let shown = camera.shown(VIEW);
        assert!(shown.contains(huge.min) && shown.contains(huge.max));
        let fitted = camera.zoom();
        assert!(fitted < ZOOM_RANGE.0);
        camera.step(false, VIEW);
        assert_eq!(camera.zoom(), fitted, "the hand does not go further out");
        camera.step(true, VIEW);
        assert!((camera.zoom() / fitted - ZOOM_STEP).abs() < 1e-4, "and no jump on the way in");
    }

    #[test]
    fn reveal_moves_no_further_than_needed() {
        let mut camera = Camera::default();
        camera.reveal(SheetRect::new(100.0, 100.0, 50.0, 50.0), VIEW, 20.0);
        assert_eq!(camera.origin, SheetPoint::default());
        camera.reveal(SheetRect::new(900.0, 100.0, 50.0, 50.0), VIEW, 20.0);
        assert_eq!(camera.origin, SheetPoint { x: 170.0, y: 0.0 });
    }
}
