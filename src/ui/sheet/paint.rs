//! Draws a scene with egui, cheaply also where triangles are drawn in software: what is not in view or too
//! small is left out, straight lines and small cards are plain quads in one mesh, glyphs are kept as meshes.
//! How each mark is drawn stands in `marks`.

use crate::canvas::Camera;
use crate::diagram::*;
use crate::model::{Subject, Version};
use egui::epaint::{Color32, FontFamily, Mesh, Pos2, Shape};
use egui::{Rect, vec2};
use std::collections::HashMap;

/// A theme's colours, ready for egui.
#[derive(Clone)]
pub struct Palette {
    plain: [Color32; 15],
    versions: [Color32; Version::ALL.len()],
    pub dark: bool,
}

impl Palette {
    pub fn new(theme: &Theme) -> Self {
        let color = |token| {
            let Color { red, green, blue } = theme.color(token);
            Color32::from_rgb(red, green, blue)
        };
        let mut palette =
            Self { plain: [Color32::GRAY; 15], versions: [Color32::GRAY; Version::ALL.len()], dark: theme.dark };
        for token in Token::all() {
            match token {
                Token::Version(version) => palette.versions[version as usize] = color(token),
                plain => palette.plain[place_of(plain)] = color(plain),
            }
        }
        palette
    }

    pub fn color(&self, token: Token) -> Color32 {
        match token {
            Token::Version(version) => self.versions[version as usize],
            plain => self.plain[place_of(plain)],
        }
    }
}

fn place_of(token: Token) -> usize {
    match token {
        Token::Sheet => 0,
        Token::Panel => 1,
        Token::Card => 2,
        Token::Line => 3,
        Token::Text => 4,
        Token::Muted => 5,
        Token::Accent => 6,
        Token::Error => 7,
        Token::Warning => 8,
        Token::Advice => 9,
        Token::Unknown => 10,
        Token::Good => 11,
        Token::Grid => 12,
        Token::Site => 13,
        Token::Chip | Token::Version(_) => 14,
    }
}

/// What is worked out once per scene.
#[derive(Default)]
pub struct Prepared {
    bounds: Vec<SheetRect>,
}

impl Prepared {
    pub fn new(scene: &Scene) -> Self {
        Self { bounds: scene.items.iter().map(|item| bounds_of(&item.mark)).collect() }
    }
}

fn bounds_of(mark: &Mark) -> SheetRect {
    match mark {
        Mark::Rect(mark) => mark.rect,
        Mark::Icon(mark) => mark.rect.expanded(4.0),
        Mark::Text(run) => SheetRect::new(run.at.x, run.at.y - run.size, run.width, run.size * 1.4),
        Mark::Path(path) => {
            let first = path.points.first().copied().unwrap_or_default();
            let all = SheetRect { min: first, max: first };
            path.points.iter().fold(all, |all, p| all.union(&SheetRect { min: *p, max: *p })).expanded(2.0)
        }
    }
}

/// Glyphs at one size and colour, tessellated once.
#[derive(Default)]
pub struct GlyphCache {
    pub(super) meshes: HashMap<(Glyph, u32, Color32, Color32), Mesh>,
}

/// How one pass over the scene differs from the plain one.
#[derive(Clone, Copy, Default)]
pub struct Look<'a> {
    /// Only items of these subjects.
    pub only: Option<&'a dyn Fn(&Subject) -> bool>,
    /// Moved by so many sheet units.
    pub by: (f32, f32),
    /// Lines stand back: one of them is selected.
    pub dim_links: Option<&'a dyn Fn(&Subject) -> bool>,
    /// Everything stands back: it is being moved away.
    pub opacity: f32,
}

/// Draws on one view.
pub struct Pen<'a> {
    pub painter: &'a egui::Painter,
    pub camera: Camera,
    /// Where the view's top left corner is in the window.
    pub corner: Pos2,
    pub palette: &'a Palette,
    pub glyphs: &'a mut GlyphCache,
    /// Regular, medium, semi-bold.
    pub families: [FontFamily; 3],
    pub(super) shapes: Vec<Shape>,
    pub(super) mesh: Mesh,
    /// The size of a pixel in points.
    pub(super) pixel: f32,
    pub(super) opacity: f32,
    /// Where the last text ends: on the sheet, and its x on the screen.
    pub(super) text_end: Option<(SheetPoint, f32)>,
}

impl<'a> Pen<'a> {
    pub fn new(
        painter: &'a egui::Painter,
        camera: Camera,
        corner: Pos2,
        palette: &'a Palette,
        glyphs: &'a mut GlyphCache,
    ) -> Self {
        let families = families(painter.ctx());
        let pixel = 1.0 / painter.pixels_per_point();
        Self {
            painter,
            camera,
            corner,
            palette,
            glyphs,
            families,
            shapes: Vec::new(),
            mesh: Mesh::default(),
            pixel,
            opacity: 1.0,
            text_end: None,
        }
    }

    pub fn screen(&self, p: SheetPoint) -> Pos2 {
        let p = self.camera.screen_from_sheet(p);
        self.corner + vec2(p.x, p.y)
    }

    pub fn rect(&self, rect: SheetRect) -> Rect {
        Rect::from_min_max(self.screen(rect.min), self.screen(rect.max))
    }

    pub(super) fn color(&self, token: Token) -> Color32 {
        let color = self.palette.color(token);
        if self.opacity < 1.0 { color.gamma_multiply(self.opacity) } else { color }
    }

    pub(super) fn snap(&self, x: f32) -> f32 {
        (x / self.pixel).round() * self.pixel
    }

    /// Hands everything to egui.
    pub fn finish(mut self) {
        self.flush();
        self.painter.extend(self.shapes);
    }

    pub(super) fn flush(&mut self) {
        if !self.mesh.is_empty() {
            self.shapes.push(Shape::mesh(std::mem::take(&mut self.mesh)));
        }
    }

    pub(super) fn push(&mut self, shape: Shape) {
        self.flush();
        self.shapes.push(shape);
    }

    /// The ground, and a grid of dots every 24 units that fades when it would be noise.
    pub fn ground(&mut self, view: Rect) {
        self.mesh.add_colored_rect(view, self.palette.color(Token::Sheet));
        let step = 24.0 * self.camera.zoom();
        let strength = ((step - 10.0) / 10.0).clamp(0.0, 1.0);
        if strength <= 0.0 {
            return;
        }
        let color = self.palette.color(Token::Grid).gamma_multiply(strength);
        let size = (1.5 * self.camera.zoom()).clamp(1.0, 2.0);
        let offset = self.camera.screen_from_sheet(SheetPoint { x: 0.0, y: 0.0 });
        let (first_x, first_y) = (offset.x.rem_euclid(step), offset.y.rem_euclid(step));
        let (columns, rows) = ((view.width() / step) as i32 + 1, (view.height() / step) as i32 + 1);
        for column in 0..=columns {
            for row in 0..=rows {
                let at = self.corner + vec2(first_x + column as f32 * step, first_y + row as f32 * step);
                self.mesh.add_colored_rect(Rect::from_center_size(at, vec2(size, size)), color);
            }
        }
    }

    pub fn scene(&mut self, scene: &Scene, prepared: &Prepared, view: SheetRect, look: Look<'_>) {
        let zoom = self.camera.zoom();
        let shown = SheetRect {
            min: SheetPoint { x: view.min.x - look.by.0, y: view.min.y - look.by.1 },
            max: SheetPoint { x: view.max.x - look.by.0, y: view.max.y - look.by.1 },
        };
        let at_rest = self.camera;
        self.camera.origin = SheetPoint { x: at_rest.origin.x - look.by.0, y: at_rest.origin.y - look.by.1 };
        for (item, bounds) in scene.items.iter().zip(&prepared.bounds) {
            if !item.visible_at(zoom) || !bounds.expanded(1.0).overlaps(&shown) {
                continue;
            }
            if let Some(only) = look.only
                && !item.subject.as_ref().is_some_and(only)
            {
                continue;
            }
            let steps_back =
                |dim: &dyn Fn(&Subject) -> bool| item.layer == Layer::Link && !item.subject.as_ref().is_some_and(dim);
            self.opacity = if look.opacity > 0.0 { look.opacity } else { 1.0 };
            if item.faded || look.dim_links.is_some_and(steps_back) {
                self.opacity *= 0.35;
            }
            self.mark(&item.mark, item.layer);
        }
        self.camera = at_rest;
        self.opacity = 1.0;
    }

    fn mark(&mut self, mark: &Mark, layer: Layer) {
        match mark {
            Mark::Rect(mark) => self.rect_mark(mark),
            Mark::Path(path) => self.path_mark(path, 1.0),
            Mark::Text(run) => self.text_mark(run),
            Mark::Icon(icon) => self.icon_mark(icon, layer),
        }
    }
}

/// The families of the sheet's three weights. A window that has not registered ours draws with what it has.
pub fn families(ctx: &egui::Context) -> [FontFamily; 3] {
    let named = |name: &str| FontFamily::Name(name.into());
    let (medium, bold) = (named("InterMedium"), named("InterSemiBold"));
    ctx.fonts(|fonts| {
        let has = |family: FontFamily| match fonts.definitions().families.contains_key(&family) {
            true => family,
            false => FontFamily::Proportional,
        };
        [FontFamily::Proportional, has(medium), has(bold)]
    })
}
