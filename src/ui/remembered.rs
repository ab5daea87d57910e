//! The window as it was left: panels, what is drawn, its size and place. Read at the start, written at the end and
//! whenever a command has changed it.

use super::app::App;
use super::sheet_view::SheetView;
use crate::format::store::{Settings, WindowPlace};
use crate::model::{LinkKind, Version};
use egui::{Pos2, Rect, Vec2, ViewportBuilder, ViewportCommand, pos2, vec2};

/// How much of the window must be on the screen, in points.
const GRIP: f32 = 80.0;
/// Sizes that no screen has.
const LARGEST: f32 = 16_384.0;

impl SheetView {
    pub fn new(settings: &Settings) -> Self {
        let mut view = Self::default();
        view.ghosts = settings.ghosts;
        view.legend = settings.legend;
        view.sheet.show_grid(!settings.no_grid);
        view.turned = settings.lines.iter().filter_map(|key| LinkKind::from_key(key)).collect();
        view.palette.version = settings.palette_version.as_deref().and_then(Version::from_key);
        view
    }

    pub fn remember(&self, settings: &mut Settings) {
        settings.ghosts = self.ghosts;
        settings.legend = self.legend;
        settings.no_grid = !self.has_grid();
        settings.lines = self.turned.iter().map(|kind| kind.key().to_owned()).collect();
        settings.palette_version = self.palette.version.map(|version| version.key().to_owned());
    }
}

/// A window where and as large as it was.
pub fn placed(window: ViewportBuilder, place: Option<WindowPlace>) -> ViewportBuilder {
    let Some(place) = place.filter(is_possible) else { return window };
    let window = window.with_inner_size(Vec2::from(place.size)).with_maximized(place.maximized);
    match place.corner {
        Some((x, y)) => window.with_position(pos2(x, y)),
        None => window,
    }
}

fn is_possible(place: &WindowPlace) -> bool {
    let corner = place.corner.unwrap_or_default();
    let good = |x: f32| x.is_finite() && x.abs() <= LARGEST;
    [place.size.0, place.size.1, corner.0, corner.1].into_iter().all(good) && place.size.0 > GRIP && place.size.1 > GRIP
}

/// Where a window must go so that it can be grasped on a screen; `None` where it may stay.
fn moved_into(window: Rect, screen: Vec2) -> Option<Pos2> {
    let seen = window.intersect(Rect::from_min_size(Pos2::ZERO, screen));
    let grasped = seen.width() >= GRIP && seen.height() >= GRIP && window.min.y >= -GRIP / 2.0;
    (!grasped).then_some(pos2(GRIP / 2.0, GRIP / 2.0))
}

impl App {
    /// Writes panels, tabs and what is drawn, when they are not as they were written.
    pub(super) fn keep_layout(&mut self) {
        let before = self.settings.clone();
        self.panels.remember(&mut self.settings);
        self.sheet.remember(&mut self.settings);
        if self.settings != before || self.may_close {
            self.store_settings();
        }
    }

    /// Notes where the window stands. What fills the screen keeps the size that it had before.
    pub(super) fn keep_window_place(&mut self) {
        let zoom = self.ctx.zoom_factor();
        let (inner, outer, screen, maximized, minimized) = self.ctx.input(|i| {
            let window = i.viewport();
            let large = window.maximized == Some(true) || window.fullscreen == Some(true);
            (window.inner_rect, window.outer_rect, window.monitor_size, large, window.minimized == Some(true))
        });
        let Some(inner) = inner.filter(|_| !minimized) else { return };
        let mut place = self.settings.window.unwrap_or_default();
        place.maximized = maximized;
        if !maximized {
            let size = inner.size() * zoom;
            place.size = (size.x.round(), size.y.round());
            // Other screens may be gone tomorrow: only on the first one does it come back to its place.
            let here = outer.zip(screen).filter(|(outer, screen)| moved_into(*outer, *screen).is_none());
            let corner = here.map(|(outer, _)| outer.min.to_vec2() * zoom);
            place.corner = corner.map(|corner| (corner.x.round(), corner.y.round()));
        }
        self.settings.window = is_possible(&place).then_some(place);
    }

    /// A screen may be smaller today: once, the window is brought where it can be grasped.
    pub(super) fn back_in_view(&mut self) {
        let placed = self.settings.window.is_some_and(|place| place.corner.is_some());
        if self.is_in_view || !placed {
            return;
        }
        let (outer, screen) = self.ctx.input(|i| (i.viewport().outer_rect, i.viewport().monitor_size));
        let Some((outer, screen)) = outer.zip(screen) else { return };
        self.is_in_view = true;
        if let Some(corner) = moved_into(outer, screen) {
            self.ctx.send_viewport_cmd(ViewportCommand::OuterPosition(corner));
        }
        if outer.width() > screen.x || outer.height() > screen.y {
            let size = outer.size().min(screen - vec2(0.0, GRIP));
            self.ctx.send_viewport_cmd(ViewportCommand::InnerSize(size));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCREEN: Vec2 = vec2(1366.0, 768.0);

    #[test]
    fn a_window_off_the_screen_is_brought_back() {
        let at = |x: f32, y: f32| moved_into(Rect::from_min_size(pos2(x, y), vec2(1024.0, 640.0)), SCREEN);
        assert_eq!(at(100.0, 50.0), None);
        assert_eq!(at(-300.0, 0.0), None, "a part of it is enough");
        for (x, y) in [(1400.0, 0.0), (-2000.0, 10.0), (100.0, 760.0), (100.0, -500.0)] {
            assert!(at(x, y).is_some(), "{x}, {y}");
        }
    }

    #[test]
    fn a_place_that_cannot_be_is_as_none() {
        let place = WindowPlace { corner: Some((10.0, 20.0)), size: (1200.0, 700.0), maximized: false };
        let window = placed(ViewportBuilder::default(), Some(place));
        assert_eq!((window.position, window.inner_size), (Some(pos2(10.0, 20.0)), Some(vec2(1200.0, 700.0))));
        for size in [(f32::NAN, 700.0), (1e9, 700.0), (0.0, 0.0)] {
            let window = placed(ViewportBuilder::default(), Some(WindowPlace { size, ..place }));
            assert_eq!((window.position, window.inner_size), (None, None));
        }
    }

    #[test]
    fn what_is_drawn_is_kept() {
        let mut settings = Settings::default();
        let mut view = SheetView::new(&settings);
        view.turn_ghosts();
        view.turn_legend();
        view.sheet.show_grid(false);
        view.turn_line(LinkKind::MediaEdge);
        view.palette.version = Some(Version::Lync2010);
        view.remember(&mut settings);
        let again = SheetView::new(&settings);
        assert!(again.shows_legend() && !again.has_grid());
        assert!(again.shows_ghosts() && again.is_line(LinkKind::MediaEdge) == view.is_line(LinkKind::MediaEdge));
        assert_eq!(again.palette.version, Some(Version::Lync2010));
        settings.lines.insert("no kind of link".to_owned());
        assert_eq!(SheetView::new(&settings).turned, view.turned);
    }
}
