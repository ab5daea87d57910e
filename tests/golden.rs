//! One plan on the screen, as SVG, as PNG and as PDF: the same objects at the same places with the same texts.
#![cfg(feature = "gui")]

mod common;
#[path = "support/screen.rs"]
mod screen;
#[path = "support/squares.rs"]
mod squares;

use coexist::canvas::{Camera, judge};
use coexist::diagram::{Fonts, Mark, Scene, SceneOptions, Theme, Token, Weight, build, layout};
use coexist::export::page::Page;
use coexist::export::png::Painter;
use coexist::export::svg::{self, Letters};
use coexist::plan::{Plan, PlanEdit, Replay};
use coexist::rules::{Report, check};
use coexist::text::Lang;
use coexist::ui::sheet::{Sheet, SheetContext};
use egui::epaint::Shape;
use egui::{Color32, FontData, FontDefinitions, FontFamily, RawInput, Rect, pos2, vec2};
use screen::Screen;
use squares::{difference, squares};
use std::sync::Arc;

/// Pixels to the sheet unit, in every picture.
const SCALE: f32 = 2.0;
/// Around the drawing in the window, in points: the bars of the sheet stand there.
const EDGE: f32 = 96.0;

/// How much egui's letters and edges may differ from those of SVG, of 255: egui puts both on whole pixels.
const MEAN: f32 = 1.5;
const MOST: f32 = 80.0;

struct Drawn {
    plan: Plan,
    replay: Replay,
    report: Report,
    scene: Arc<Scene>,
    stage: usize,
}

impl Drawn {
    fn new(stage: usize) -> Self {
        let plan = common::two_sites();
        let places = layout(&plan, &plan.replay()).into_iter().map(|(subject, pos)| (subject, Some(pos))).collect();
        let plan = PlanEdit::Place(places).applied_to(&plan).unwrap();
        let replay = plan.replay();
        let report = check(&plan, &replay, None);
        let options = SceneOptions::new(Lang::EN);
        let scene = Arc::new(build(&plan, &replay, Some(&report), stage, &options, &Fonts::bundled()));
        Self { plan, replay, report, scene, stage }
    }

    /// What the window shows of it at 100 %, and every text there.
    fn on_screen(&self, theme: &Theme) -> (Vec<u8>, Vec<String>) {
        let bounds = self.scene.bounds;
        let size = vec2(bounds.width() + 2.0 * EDGE, bounds.height() + 2.0 * EDGE);
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts());
        coexist::ui::install_stamps(&ctx);
        ctx.set_pixels_per_point(SCALE);
        let mut screen = Screen::new((size.x * SCALE) as usize, (size.y * SCALE) as usize);
        let mut sheet = Sheet::default();
        sheet.show_grid(false);
        let mut texts = Vec::new();
        for frame in 0..4 {
            let input = RawInput {
                screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), size)),
                time: Some(f64::from(frame)),
                max_texture_side: Some(4_096),
                ..RawInput::default()
            };
            sheet.look_from(Camera::new(bounds.expanded(EDGE).min, 1.0));
            let cx = SheetContext {
                plan: &Arc::new(self.plan.clone()),
                replay: &self.replay,
                report: &Arc::new(self.report.clone()),
                scene: &self.scene,
                drawing: None,
                stage: self.stage,
                theme,
                lang: Lang::EN,
                judge,
            };
            let mut output = ctx.run_ui(input, |ui| drop(sheet.ui(ui, &cx)));
            texts = output.shapes.iter().flat_map(|clipped| said(&clipped.shape)).collect();
            screen.learn(&mut output.textures_delta);
            let primitives = ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
            output.drop_without_applying_deltas();
            if frame == 3 {
                let ground = theme.color(Token::Sheet);
                screen.draw(&primitives, SCALE, Color32::from_rgb(ground.red, ground.green, ground.blue));
            }
        }
        (screen.without((EDGE * SCALE) as usize).png(), texts)
    }
}

fn said(shape: &Shape) -> Vec<String> {
    match shape {
        Shape::Vec(shapes) => shapes.iter().flat_map(said).collect(),
        Shape::Text(text) => vec![text.galley.text().to_owned()],
        _ => Vec::new(),
    }
}

fn fonts() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    for (name, weight) in
        [("Inter", Weight::Regular), ("InterMedium", Weight::Medium), ("InterSemiBold", Weight::SemiBold)]
    {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(weight.font_data())));
        let family = if name == "Inter" { FontFamily::Proportional } else { FontFamily::Name(name.into()) };
        fonts.families.entry(family).or_default().insert(0, name.to_owned());
    }
    fonts
}

#[test]
fn screen_and_paper_show_the_same() {
    for theme in [Theme::light(), Theme::dark()] {
        let stages = [Drawn::new(0), Drawn::new(1)];
        let papers: Vec<Vec<u8>> = stages
            .iter()
            .map(|drawn| {
                let page = Page::bare(&drawn.scene, "", Lang::EN);
                Painter::new(std::slice::from_ref(&page), Some(SCALE)).page(&page, &theme).expect("a picture")
            })
            .collect();
        for (at, drawn) in stages.iter().enumerate() {
            let (screen, texts) = drawn.on_screen(&theme);
            // For eyes: set COEXIST_LOOK to a folder.
            if let Some(folder) = std::env::var_os("COEXIST_LOOK") {
                let folder = std::path::Path::new(&folder);
                std::fs::write(folder.join(format!("{}-{at}-screen.png", theme.name)), &screen).unwrap();
                std::fs::write(folder.join(format!("{}-{at}-paper.png", theme.name)), &papers[at]).unwrap();
            }
            let (mean, most) = difference(&squares(&screen), &squares(&papers[at]));
            assert!(mean < MEAN && most < MOST, "{} {at}: {mean} {most}", theme.name);
            let (mean, most) = difference(&squares(&screen), &squares(&papers[1 - at]));
            assert!(most > MOST, "{} {at}: another phase looks the same: {mean} {most}", theme.name);

            // Every text of the scene is on the screen and in the SVG.
            let page = Page::bare(&drawn.scene, "", Lang::EN);
            let svg = svg::page(&page, &theme, Letters::Elsewhere);
            let document = roxmltree::Document::parse(&svg).unwrap();
            let written: Vec<&str> = (document.descendants())
                .filter(|node| node.tag_name().name() == "text")
                .filter_map(|node| node.text())
                .collect();
            let of_scene =
                drawn.scene.items.iter().filter(|item| item.visible_at(1.0)).filter_map(|item| match &item.mark {
                    Mark::Text(run) => Some(run.text.as_str()),
                    _ => None,
                });
            let of_scene: Vec<&str> = of_scene.collect();
            assert!(of_scene.len() > 40);
            assert_eq!(written, of_scene);
            for text in of_scene {
                assert!(texts.iter().any(|shown| shown == text), "“{text}” is not on the screen");
            }
        }
    }
}
