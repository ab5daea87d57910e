//! Draws a scene with egui, cheaply also where triangles are drawn in software: what is not in view or too
//! small is left out, straight lines and small cards are plain quads in one mesh, glyphs are kept as meshes.
//! How each mark is drawn stands in `marks`.

use super::afar::Afar;
use super::{Sheet, SheetContext};
use crate::canvas::{Camera, Sketch, ViewSize};
use crate::diagram::*;
use crate::model::{Subject, Version};
use crate::ui::brush::Brush;
use egui::epaint::{Color32, FontFamily, Mesh, Pos2, Shape};
use egui::{Rect, TextureHandle, Ui, pos2, vec2};

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

/// Some dots of the grid side by side, as a picture one pixel high for one zoom.
#[derive(Default)]
pub struct Dots {
    strip: Option<((f32, f32), TextureHandle)>,
}

/// The length of a strip of dots, in pixels: less than any renderer can take.
const STRIP: f32 = 1_024.0;

impl Dots {
    /// Dots of this size, this far apart; and how many they are. All in pixels.
    fn strip(&mut self, ctx: &egui::Context, step: f32, size: f32) -> (&TextureHandle, f32) {
        let count = (STRIP / step).floor().max(1.0);
        let image = || {
            let mut pixels = vec![Color32::TRANSPARENT; (count * step).round() as usize];
            for number in 0..count as usize {
                let at = (number as f32 * step).round() as usize;
                pixels.iter_mut().skip(at).take(size as usize).for_each(|pixel| *pixel = Color32::WHITE);
            }
            egui::ColorImage::new([pixels.len(), 1], pixels)
        };
        let exact = egui::TextureOptions::NEAREST;
        let new = || ((step, size), ctx.load_texture("grid", image(), exact));
        let (of, texture) = self.strip.get_or_insert_with(new);
        if *of != (step, size) {
            *of = (step, size);
            texture.set(image(), exact);
        }
        (texture, count)
    }
}

/// How one pass over the scene differs from the plain one.
#[derive(Clone, Copy, Default)]
pub struct Look<'a> {
    /// Without these links.
    pub without_links: Option<&'a dyn Fn(&Subject) -> bool>,
    /// Marks of findings and of the phase alone.
    pub badges: bool,
    /// Moved by so many sheet units.
    pub by: (f32, f32),
    /// Lines stand back: one of them is selected.
    pub dim_links: Option<&'a dyn Fn(&Subject) -> bool>,
    /// Everything stands back: it is being moved away.
    pub opacity: f32,
    /// How strongly each item is drawn, by its number: 1 as it is, 0 not at all.
    pub strength: Option<&'a dyn Fn(usize) -> f32>,
}

/// A ground of marks that is less high on the screen lies under them and is not seen.
const LEAST_PILL: f32 = 9.0;

/// Draws on one view.
pub struct Pen<'a> {
    pub painter: &'a egui::Painter,
    pub camera: Camera,
    /// Where the view's top left corner is in the window.
    pub corner: Pos2,
    pub palette: &'a Palette,
    /// Regular, medium, semi-bold.
    pub families: [FontFamily; 3],
    pub(super) brush: Brush,
    pub(super) opacity: f32,
    /// What stands back does so to the ground of sites, and what it lies on is not seen through it: no line runs
    /// through words.
    on_ground: bool,
    /// Where the last text ends: on the sheet, and its x on the screen.
    pub(super) text_end: Option<(SheetPoint, f32)>,
}

impl<'a> Pen<'a> {
    pub fn new(painter: &'a egui::Painter, camera: Camera, corner: Pos2, palette: &'a Palette) -> Self {
        let families = families(painter.ctx());
        Self {
            painter,
            camera,
            corner,
            palette,
            families,
            brush: Brush::new(painter.ctx()),
            opacity: 1.0,
            on_ground: false,
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
        match self.opacity {
            1.0.. => color,
            opacity if self.on_ground => self.palette.color(Token::Site).lerp_to_gamma(color, opacity),
            opacity => color.gamma_multiply(opacity),
        }
    }

    /// Hands everything to egui.
    pub fn finish(self) {
        self.painter.extend(self.brush.finish());
    }

    pub(super) fn push(&mut self, shape: Shape) {
        self.brush.push(shape);
    }

    /// The grid of dots every 24 units, which fades when it would be noise. The ground itself is the colour that the
    /// window is cleared with.
    pub fn grid(&mut self, view: Rect, dots: &mut Dots) {
        let step = 24.0 * self.camera.zoom();
        let strength = ((step - 10.0) / 10.0).clamp(0.0, 1.0);
        if strength <= 0.0 {
            return;
        }
        let color = self.palette.color(Token::Grid).gamma_multiply(strength);
        let size = ((1.5 * self.camera.zoom()).clamp(1.0, 2.0) / self.brush.pixel).round().max(1.0);
        let step = step / self.brush.pixel;
        // Dots side by side are one strip of a picture, which is made anew only when the zoom changes.
        let (strip, dots) = dots.strip(self.painter.ctx(), step, size);
        let (long, high) = (dots * step, size * self.brush.pixel);
        let origin = self.camera.screen_from_sheet(SheetPoint { x: 0.0, y: 0.0 });
        let first = |at: f32| (at / self.brush.pixel).rem_euclid(step) - step - size / 2.0;
        let place = |corner: f32, at: f32| self.brush.snap(corner) + at.round() * self.brush.pixel;
        let whole = Rect::from_min_max(Pos2::ZERO, pos2(1.0, 1.0));
        let [width, _] = strip.size();
        let mut mesh = Mesh::with_texture(strip.id());
        let count = |length: f32, step: f32| (length / self.brush.pixel / step) as i32 + 1;
        for row in 0..=count(view.height(), step) {
            let y = place(self.corner.y, first(origin.y) + row as f32 * step);
            for part in 0..=count(view.width(), long) {
                let x = place(self.corner.x, first(origin.x) + part as f32 * long);
                let rect = Rect::from_min_size(pos2(x, y), vec2(width as f32 * self.brush.pixel, high));
                mesh.add_rect_with_uv(rect, whole, color);
            }
        }
        self.push(Shape::mesh(mesh));
    }

    pub fn scene(&mut self, scene: &Scene, index: &SceneIndex, view: SheetRect, look: Look<'_>) {
        self.items(scene, index.drawn(&view, self.camera.zoom()), look);
    }

    /// Items by their numbers, back to front.
    pub fn items(&mut self, scene: &Scene, items: impl Iterator<Item = usize>, look: Look<'_>) {
        let at_rest = self.camera;
        self.camera.origin = SheetPoint { x: at_rest.origin.x - look.by.0, y: at_rest.origin.y - look.by.1 };
        let least_pill = LEAST_PILL / at_rest.zoom();
        for (at, item) in items.filter_map(|at| Some((at, scene.items.get(at)?))) {
            let strength = look.strength.map_or(1.0, |strength| strength(at));
            if strength <= 0.0 {
                continue;
            }
            let link = item.subject.as_ref().filter(|subject| matches!(subject, Subject::Link(_)));
            if link.zip(look.without_links).is_some_and(|(link, without)| without(link)) {
                continue;
            }
            if look.badges && item.layer != Layer::Badge {
                continue;
            }
            self.opacity = strength * if look.opacity > 0.0 { look.opacity } else { 1.0 };
            let lit = |dim: &dyn Fn(&Subject) -> bool| link.is_some_and(dim);
            if item.faded || item.layer == Layer::Link && look.dim_links.is_some_and(|dim| !lit(dim)) {
                self.opacity *= 0.35;
            }
            self.on_ground = item.layer == Layer::Link;
            // A pill that is smaller than what stands on it.
            if matches!(&item.mark, Mark::Rect(pill) if item.layer == Layer::Badge && pill.rect.height() < least_pill) {
                continue;
            }
            self.mark(&item.mark, item.layer);
        }
        self.camera = at_rest;
        self.opacity = 1.0;
        self.on_ground = false;
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

impl Sheet {
    /// Takes up the lines of what is being dragged, or lets go of them; how far it was dragged.
    fn follow(&mut self, cx: &SheetContext<'_>) -> (i32, i32) {
        let Sketch::Moving { what, by, copies: false, .. } = self.editor.sketch() else {
            self.live = None;
            return (0, 0);
        };
        if self.live.as_ref().is_none_or(|(held, _)| held != what) {
            let live = cx.drawing.and_then(|(sheet, asked)| Live::new(sheet, asked, cx.scene, what));
            self.live = Some((what.to_vec(), live));
            if let Some(afar) = &mut self.afar {
                afar.hold();
            }
        }
        by
    }

    pub(super) fn paint(&mut self, ui: &Ui, view: Rect, cx: &SheetContext<'_>, size: ViewSize) {
        let palette = Palette::new(cx.theme);
        let camera = self.editor.camera;
        let shown = camera.shown(size);
        if matches!(self.editor.sketch(), Sketch::Connecting { .. }) {
            self.channels.get_or_insert_with(|| Channels::new(cx.scene));
        }
        let moved = self.follow(cx);
        let painter = ui.painter_at(view);
        let mut dots = std::mem::take(&mut self.dots);
        let mut live = self.live.take();
        let mut lines = live.as_mut().and_then(|(_, live)| live.as_mut()).filter(|_| moved != (0, 0));
        let mut pen = Pen::new(&painter, camera, view.min, &palette);
        if self.editor.has_grid() {
            pen.grid(view, &mut dots);
        }
        let selection = &self.editor.selection;
        let is_lit = |subject: &Subject| selection.has(subject);
        let a_link_is_lit = selection.iter().any(|subject| matches!(subject, Subject::Link(_)));
        let dim: &dyn Fn(&Subject) -> bool = &is_lit;
        let at_rest = lines.as_deref();
        let follows = |subject: &Subject| at_rest.is_some_and(|lines| lines.has(subject));
        let without_links: Option<&dyn Fn(&Subject) -> bool> = if at_rest.is_some() { Some(&follows) } else { None };
        let look = Look { dim_links: a_link_is_lit.then_some(dim), without_links, ..Look::default() };
        // Lines that stand back are drawn one by one, also from afar.
        if camera.zoom() < FAR && look.dim_links.is_none() {
            let afar = self.afar.get_or_insert_with(|| Afar::new(cx.scene));
            pen.afar(cx.scene, afar, shown, look);
        } else {
            pen.scene(cx.scene, self.index.items(), shown, look);
        }
        if let Some(lines) = &mut lines {
            for line in lines.lines(moved, camera.zoom()) {
                pen.path_mark(line, 1.0);
            }
        }
        self.sketch_on(&mut pen, cx, shown);
        pen.finish();
        (self.dots, self.live) = (dots, live);
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
