//! What one frame of the sheet costs: `Context::run_ui` and `tessellate`, 1920 × 1080, accessibility on, about
//! 1,000 objects with everything that belongs to them: at the zoom that shows all, with all 1,000 titles drawn at
//! that zoom by force, at the least zoom at which titles are drawn by themselves, at 100 %, and while a card or a
//! new pool is dragged with its verdict.

use coexist::canvas::{Camera, Event, Payload, SheetCommand, judge};
use coexist::diagram::{Fonts, Mark, Scene, SceneOptions, SheetPoint, Theme, Weight, build, layout};
use coexist::model::{PoolKind, Subject, Version};
use coexist::plan::{Plan, PlanEdit};
use coexist::rules::check;
use coexist::text::Lang;
use coexist::ui::sheet::{Sheet, SheetContext};
use criterion::{Criterion, criterion_group, criterion_main};
use egui::{FontData, FontDefinitions, FontFamily, RawInput, Rect, pos2, vec2};
use std::sync::Arc;
use std::time::{Duration, Instant};

#[path = "../tests/common/mod.rs"]
mod common;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SIZE: egui::Vec2 = vec2(1920.0, 1080.0);
const OBJECTS: usize = 1_000;

struct Bench {
    ctx: egui::Context,
    sheet: Sheet,
    plan: Arc<Plan>,
    replay: coexist::plan::Replay,
    report: Arc<coexist::rules::Report>,
    scene: Arc<Scene>,
    theme: Theme,
    frame: u64,
    /// What happens in a frame besides that its pointer moves; `None`: the pointer only passes.
    drag: Option<Drag>,
}

/// What is dragged.
#[derive(Clone, Copy)]
enum Drag {
    /// A card by its head, from this point of the window.
    Card(egui::Pos2),
    /// A new pool from the palette.
    Pool,
}

impl Bench {
    fn new() -> Self {
        let plan = common::generated(2013, OBJECTS, 2);
        let places = layout(&plan, &plan.replay()).into_iter().map(|(subject, pos)| (subject, Some(pos))).collect();
        let plan = PlanEdit::Place(places).applied_to(&plan).unwrap_or(plan);
        let replay = plan.replay();
        let report = check(&plan, &replay, None);
        let scene = build(&plan, &replay, Some(&report), 1, &SceneOptions::new(Lang::EN), &Fonts::bundled());
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts());
        ctx.enable_accesskit();
        Self {
            ctx,
            sheet: Sheet::default(),
            plan: Arc::new(plan),
            replay,
            report: Arc::new(report),
            scene: Arc::new(scene),
            theme: Theme::light(),
            frame: 0,
            drag: None,
        }
    }

    /// Holds a card, the first in view that belongs to a site, or a new pool.
    fn hold(&mut self, drag: Option<Drag>) {
        self.drag = drag;
        let input = match drag {
            Some(Drag::Card(at)) => vec![egui::Event::PointerMoved(at), button(at, true)],
            Some(Drag::Pool) => {
                let payload = Payload::Pool { kind: PoolKind::FrontEnd, version: Some(Version::Lync2013) };
                egui::DragAndDrop::set_payload(&self.ctx, payload);
                Vec::new()
            }
            None => {
                egui::DragAndDrop::clear_payload(&self.ctx);
                let at = pos2(600.0, 400.0);
                vec![key(egui::Key::Escape), button(at, false)]
            }
        };
        self.frame_with(input);
    }

    /// Where a card in view can be grabbed, in the window.
    fn grip(&self) -> Option<egui::Pos2> {
        let view = coexist::canvas::ViewSize { width: SIZE.x, height: SIZE.y };
        let camera = self.sheet.camera();
        let shown = camera.shown(view).expanded(-400.0);
        let cards = self.scene.boxes.iter().filter(|object| matches!(object.subject, Subject::Pool(_)));
        let card =
            cards.into_iter().find(|object| shown.contains(object.rect.min) && shown.contains(object.rect.max))?;
        let at = camera.screen_from_sheet(SheetPoint { x: card.rect.center().x, y: card.rect.min.y + 12.0 });
        Some(pos2(at.x, at.y))
    }

    /// All titles are drawn, however small: what a sheet without detail levels would cost.
    fn force_titles(&mut self) {
        let mut scene = (*self.scene).clone();
        for item in &mut scene.items {
            if let Mark::Text(run) = &mut item.mark
                && run.weight == Weight::SemiBold
                && matches!(
                    item.subject,
                    Some(Subject::Pool(_) | Subject::SqlServer(_) | Subject::FileStore(_) | Subject::Gateway(_))
                )
                && item.to_zoom < f32::INFINITY
            {
                // Large enough to be drawn as text at the zoom that shows all.
                (item.from_zoom, item.to_zoom) = (0.0, f32::INFINITY);
                run.size = run.size.max(4.6 / self.sheet.zoom());
            }
        }
        self.scene = Arc::new(scene);
    }

    /// One frame with a pointer that moves; its triangles and its vertices.
    fn frame(&mut self) -> (usize, usize) {
        let along = (self.frame % 200) as f32;
        let pointer = match self.drag {
            Some(Drag::Card(at)) => at + vec2(40.0 + 3.0 * along, 20.0 + along),
            Some(Drag::Pool) => pos2(300.0 + 6.0 * along, 300.0 + 2.0 * along),
            None => pos2(600.0 + along, 400.0),
        };
        self.frame_with(vec![egui::Event::PointerMoved(pointer)])
    }

    fn frame_with(&mut self, events: Vec<egui::Event>) -> (usize, usize) {
        self.frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
            time: Some(self.frame as f64 / 60.0),
            events,
            ..RawInput::default()
        };
        let cx = SheetContext {
            plan: &self.plan,
            replay: &self.replay,
            report: &self.report,
            scene: &self.scene,
            stage: 1,
            theme: &self.theme,
            lang: Lang::EN,
            judge,
        };
        let sheet = &mut self.sheet;
        let mut output = self.ctx.run_ui(input, |ui| drop(sheet.ui(ui, &cx)));
        let primitives = self.ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        output.drop_without_applying_deltas();
        let count = |primitive: &egui::ClippedPrimitive| match &primitive.primitive {
            egui::epaint::Primitive::Mesh(mesh) => (mesh.indices.len() / 3, mesh.vertices.len()),
            egui::epaint::Primitive::Callback(_) => (0, 0),
        };
        primitives.iter().map(count).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
    }

    /// The camera at this zoom over the middle of the drawing.
    fn look(&mut self, zoom: f32) {
        let mut camera = Camera::new(Default::default(), zoom);
        let view = coexist::canvas::ViewSize { width: SIZE.x, height: SIZE.y };
        camera.center_on(self.scene.bounds.center(), view);
        self.sheet.look_from(camera);
    }

    fn in_view(&self) -> usize {
        let view = coexist::canvas::ViewSize { width: SIZE.x, height: SIZE.y };
        let shown = self.sheet.camera().shown(view);
        self.scene.boxes.iter().filter(|object| object.rect.overlaps(&shown)).count()
    }

    /// Text runs and cards that are drawn with a title at this zoom.
    fn titles(&self) -> usize {
        let view = coexist::canvas::ViewSize { width: SIZE.x, height: SIZE.y };
        let (shown, zoom) = (self.sheet.camera().shown(view), self.sheet.zoom());
        let title = |item: &&coexist::diagram::Item| match &item.mark {
            Mark::Text(run) => {
                run.weight == Weight::SemiBold
                    && run.size * zoom >= 4.5
                    && item.visible_at(zoom)
                    && shown.contains(run.at)
            }
            _ => false,
        };
        self.scene.items.iter().filter(title).count()
    }

    fn report(&mut self, name: &str) {
        for _ in 0..20 {
            self.frame();
        }
        let mut times: Vec<Duration> = (0..60)
            .map(|_| {
                let start = Instant::now();
                self.frame();
                start.elapsed()
            })
            .collect();
        times.sort();
        assert_eq!(self.sheet.is_busy(), self.drag.is_some(), "{name}: what is in the hand");
        let (triangles, vertices) = self.frame();
        println!(
            "{name}: zoom {:.3}, {} of {} boxes in view, {} titles, {} items, {triangles} triangles, {vertices} vertices, \
             median {:.2} ms, worst of 60 {:.2} ms",
            self.sheet.zoom(),
            self.in_view(),
            self.scene.boxes.len(),
            self.titles(),
            self.scene.items.len(),
            times[times.len() / 2].as_secs_f64() * 1000.0,
            times[times.len() - 1].as_secs_f64() * 1000.0
        );
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
    let lucide = FontData::from_static(include_bytes!("../assets/fonts/lucide.ttf"));
    fonts.font_data.insert("Lucide".to_owned(), Arc::new(lucide));
    fonts.families.insert(FontFamily::Name("Lucide".into()), vec!["Lucide".to_owned()]);
    fonts
}

fn frames(criterion: &mut Criterion) {
    let mut bench = Bench::new();
    bench.frame();
    bench.sheet.tell(Event::Do(SheetCommand::FitAll));
    bench.frame();
    bench.report("everything");
    criterion.bench_function("frame, everything", |b| b.iter(|| bench.frame()));
    // The worst reading of “all titles are drawn”: a thousand at once, which detail levels leave out.
    let with_levels = bench.scene.clone();
    bench.force_titles();
    bench.report("everything, all titles forced");
    criterion.bench_function("frame, everything, all titles forced", |b| b.iter(|| bench.frame()));
    bench.scene = with_levels;
    // The least zoom at which every title in view is drawn, so that as many as possible are: 7 points for the
    // large titles of this zoom.
    bench.look(7.0 / 26.0 + 0.001);
    bench.report("all titles");
    criterion.bench_function("frame, all titles", |b| b.iter(|| bench.frame()));
    // The least zoom at which cards show everything that is on them.
    bench.look(coexist::diagram::ROWS_FROM + 0.001);
    bench.report("all texts");
    criterion.bench_function("frame, all texts", |b| b.iter(|| bench.frame()));
    bench.look(1.0);
    bench.report("100 %");
    for (name, zoom) in [("all titles", 7.0 / 26.0 + 0.001), ("all texts", coexist::diagram::ROWS_FROM + 0.001)] {
        bench.look(zoom);
        bench.frame();
        if let Some(at) = bench.grip() {
            bench.hold(Some(Drag::Card(at)));
            bench.report(&format!("dragging a card, {name}"));
            bench.hold(None);
        }
        bench.hold(Some(Drag::Pool));
        bench.report(&format!("dragging a new pool, {name}"));
        bench.hold(None);
    }
}

fn button(at: egui::Pos2, pressed: bool) -> egui::Event {
    egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::default(),
    }
}

fn key(key: egui::Key) -> egui::Event {
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: egui::Modifiers::default() }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = frames
}
criterion_main!(benches);
