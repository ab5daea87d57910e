//! What one frame of the sheet costs: `Context::run_ui` and `tessellate`, 1920 × 1080, accessibility on, about
//! 1,000 objects with everything that belongs to them: at the zoom that shows all, with all 1,000 titles drawn at
//! that zoom by force, at the least zoom at which titles are drawn by themselves, at 100 %, and while a card or a
//! new pool is dragged with its verdict. Then panned and zoomed; the same with 10,000 and 50,000 objects; and the
//! whole window with an object of 2,000 pools in the inspector, and while another phase is shown.
//!
//! A filter is the beginning of a name: `cargo bench --bench frame -- large`, or `-- window`, or `-- 'large 10000, all'`.

use coexist::canvas::{Camera, Event, Payload, SheetCommand, judge};
use coexist::diagram::Sheet as Drawing;
use coexist::diagram::{Asked, Fonts, Mark, Scene, SceneOptions, SheetPoint, Theme, Weight, layout};
use coexist::model::{PoolKind, Subject, Version};
use coexist::plan::{Plan, PlanEdit};
use coexist::rules::check;
use coexist::text::Lang;
use coexist::ui::sheet::{Sheet, SheetContext};
use criterion::{Criterion, criterion_group};
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
    drawing: Drawing,
    scene: Arc<Scene>,
    theme: Theme,
    frame: u64,
    moves: Moves,
    /// What happens in a frame besides that its pointer moves; `None`: the pointer only passes.
    drag: Option<Drag>,
}

/// How the camera moves in each frame.
#[derive(Clone, Copy, PartialEq)]
enum Moves {
    Not,
    Pans,
    Zooms,
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
    fn new(objects: usize) -> Self {
        let plan = common::generated(2013, objects, 2);
        let places = layout(&plan, &plan.replay()).into_iter().map(|(subject, pos)| (subject, Some(pos))).collect();
        let plan = PlanEdit::Place(places).applied_to(&plan).unwrap_or(plan);
        let replay = plan.replay();
        // What the rules say of far larger plans is another benchmark's business.
        let report = if objects > 10_000 { Default::default() } else { check(&plan, &replay, None) };
        let options = SceneOptions::new(Lang::EN);
        let drawing = Drawing::new(&plan, &replay, &options.lines);
        let scene = drawing.scene(&replay, Some(&report), 1, &options, &Fonts::bundled());
        let ctx = egui::Context::default();
        ctx.set_fonts(fonts());
        coexist::ui::install_stamps(&ctx);
        ctx.enable_accesskit();
        Self {
            ctx,
            sheet: Sheet::default(),
            plan: Arc::new(plan),
            replay,
            report: Arc::new(report),
            drawing,
            scene: Arc::new(scene),
            moves: Moves::Not,
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
        let mut events = vec![egui::Event::PointerMoved(pointer)];
        match self.moves {
            Moves::Not => {}
            // A wheel that is turned to and fro.
            Moves::Pans => {
                let side = if self.frame % 60 < 30 { 1.0 } else { -1.0 };
                events.push(wheel(vec2(9.0 * side, 7.0 * side)));
            }
            Moves::Zooms => events.push(egui::Event::Zoom(if self.frame % 40 < 20 { 1.03 } else { 1.0 / 1.03 })),
        }
        self.frame_with(events)
    }

    fn frame_with(&mut self, events: Vec<egui::Event>) -> (usize, usize) {
        self.frame += 1;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE)),
            time: Some(self.frame as f64 / 60.0),
            events,
            ..RawInput::default()
        };
        let asked = Asked::default();
        let cx = SheetContext {
            plan: &self.plan,
            replay: &self.replay,
            report: &self.report,
            scene: &self.scene,
            drawing: Some((&self.drawing, &asked)),
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
        if !is_asked(name) {
            return;
        }
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

/// The sheet of a large plan: all of it, and a hundredth of it in view.
fn large(criterion: &mut Criterion) {
    if !asks_for("large") {
        return;
    }
    for objects in [10_000, 50_000] {
        let mut bench = Bench::new(objects);
        bench.frame();
        bench.sheet.tell(Event::Do(SheetCommand::FitAll));
        bench.frame();
        let whole = bench.sheet.zoom();
        // A hundredth of the sheet is a tenth of each side.
        for (view, zoom) in [("all of it", whole), ("a hundredth of it", 10.0 * whole)] {
            for (what, moves) in [("at rest", Moves::Not), ("pan", Moves::Pans), ("zoom", Moves::Zooms)] {
                bench.look(zoom);
                bench.moves = moves;
                let name = format!("large {objects}, {view}, {what}");
                bench.report(&name);
                criterion.bench_function(&name, |b| b.iter(|| bench.frame()));
            }
            bench.moves = Moves::Not;
            bench.look(zoom);
            bench.frame();
            if let Some(at) = bench.grip() {
                bench.hold(Some(Drag::Card(at)));
                bench.report(&format!("large {objects}, {view}, drag"));
                bench.hold(None);
            }
        }
    }
}

/// A whole window with a plan that is open and checked.
struct Open {
    ctx: egui::Context,
    app: coexist::ui::App,
    number: u32,
}

impl Open {
    fn new(mut plan: Plan) -> Option<Self> {
        let places: Vec<_> = layout(&plan, &plan.replay());
        plan.places.extend(places);
        let path = std::env::temp_dir().join(format!("coexist-bench-{}.coexist", std::process::id()));
        if std::fs::write(&path, coexist::format::write(&plan)).is_err() {
            println!("no room for a plan of {} pools", plan.today.pools.len());
            return None;
        }
        let ctx = egui::Context::default();
        ctx.enable_accesskit();
        let options = coexist::ui::Options { file: Some(path.clone()), lang: Some(Lang::EN), ..Default::default() };
        let app = coexist::ui::App::new(&ctx, options);
        let mut open = Self { ctx, app, number: 0 };
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(120) && !open.app.document().is_some_and(|doc| doc.is_checked()) {
            open.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(5));
        }
        let _ = std::fs::remove_file(&path);
        Some(open)
    }

    fn frame(&mut self, events: Vec<egui::Event>) {
        self.number += 1;
        let screen_rect = Some(Rect::from_min_size(pos2(0.0, 0.0), SIZE));
        let input = RawInput { screen_rect, time: Some(f64::from(self.number) / 60.0), events, ..RawInput::default() };
        self.app.poll();
        let app = &mut self.app;
        let mut output = self.ctx.run_ui(input, |ui| app.window_ui(ui));
        let _ = self.ctx.tessellate(std::mem::take(&mut output.shapes), output.pixels_per_point);
        output.drop_without_applying_deltas();
    }

    fn click(&mut self, at: egui::Pos2) {
        self.frame(vec![egui::Event::PointerMoved(at), button(at, true)]);
        self.frame(vec![button(at, false)]);
        (0..4).for_each(|_| self.frame(Vec::new()));
    }

    /// Clicks on rows of the list of objects, until one is a pool.
    fn select_a_pool(&mut self) {
        for row in 0..20 {
            self.click(pos2(120.0, 640.0 + 13.0 * row as f32));
            let selected = self.app.document().and_then(|doc| doc.view.selection.last());
            if matches!(selected, Some(Subject::Pool(_))) {
                break;
            }
        }
    }

    fn shown(&self) -> usize {
        self.app.document().map_or(0, |doc| doc.shown())
    }
}

/// The whole window with an object of 2,000 pools in the inspector.
fn window(criterion: &mut Criterion) {
    if !asks_for("window") {
        return;
    }
    let Some(mut open) = Open::new(common::generated(12, 5_000, 2)) else { return };
    open.select_a_pool();
    println!("window: {:?} in the inspector", open.app.document().map(|doc| &doc.view.selection));
    let mut along = 0.0;
    criterion.bench_function("window, the inspector on 2,000 pools", |b| {
        b.iter(|| {
            along = (along + 1.0) % 300.0;
            open.frame(vec![egui::Event::PointerMoved(pos2(1_700.0, 300.0 + along))]);
        });
    });
}

/// Another phase is shown: the frame that hears the key, and the one that shows the phase. Goals: 50 ms with 60 pools and
/// 12 phases, 200 ms with 2,000 pools.
fn phases(criterion: &mut Criterion) {
    if !asks_for("phase") {
        return;
    }
    for (pools, phases) in [(60, 12), (2_000, 8)] {
        let Some(mut open) = Open::new(coexist::plan::testing::large_plan(pools, phases)) else { return };
        let mut forward = true;
        criterion.bench_function(&format!("phase, another of {phases} with {pools} pools"), |b| {
            b.iter(|| {
                let before = open.shown();
                forward = if before == phases { false } else { forward || before == 0 };
                open.frame(vec![held(if forward { egui::Key::PageDown } else { egui::Key::PageUp })]);
                open.frame(Vec::new());
                assert_ne!(open.shown(), before, "another phase is shown");
            });
        });
    }
}

/// An object is moved by the keyboard in the whole window with 1,000 objects, at 100 %: the frame that hears the key, which
/// draws everything anew.
fn edits(criterion: &mut Criterion) {
    if !asks_for("edit") {
        return;
    }
    let Some(mut open) = Open::new(common::generated(2013, OBJECTS, 2)) else { return };
    open.select_a_pool();
    // It is brought into the middle, and taken there.
    for key in [egui::Key::Num9, egui::Key::Num8] {
        open.frame(vec![held(key)]);
        (0..4).for_each(|_| open.frame(Vec::new()));
    }
    open.click(pos2(916.0, 510.0));
    println!("edit: {:?} is selected", open.app.document().map(|doc| &doc.view.selection));
    let mut right = false;
    let mut step = |open: &mut Open| {
        right = !right;
        let before = open.app.document().map(|doc| doc.revision());
        open.frame(vec![key(if right { egui::Key::ArrowRight } else { egui::Key::ArrowLeft })]);
        assert_ne!(open.app.document().map(|doc| doc.revision()), before, "it was moved");
    };
    step(&mut open);
    criterion.bench_function("edit, an arrow key, 1,000 objects", |b| b.iter(|| step(&mut open)));
}

fn frames(criterion: &mut Criterion) {
    if !asks_for("frame") {
        return;
    }
    let mut bench = Bench::new(OBJECTS);
    bench.frame();
    bench.sheet.tell(Event::Do(SheetCommand::FitAll));
    bench.frame();
    bench.report("frame, everything");
    criterion.bench_function("frame, everything", |b| b.iter(|| bench.frame()));
    // The worst reading of “all titles are drawn”: a thousand at once, which detail levels leave out.
    let with_levels = bench.scene.clone();
    bench.force_titles();
    bench.report("frame, everything, all titles forced");
    criterion.bench_function("frame, everything, all titles forced", |b| b.iter(|| bench.frame()));
    bench.scene = with_levels;
    // The least zoom at which every title in view is drawn, so that as many as possible are: 7 points for the
    // large titles of this zoom.
    bench.look(7.0 / 26.0 + 0.001);
    bench.report("frame, all titles");
    criterion.bench_function("frame, all titles", |b| b.iter(|| bench.frame()));
    // The least zoom at which cards show everything that is on them.
    bench.look(coexist::diagram::ROWS_FROM + 0.001);
    bench.report("frame, all texts");
    criterion.bench_function("frame, all texts", |b| b.iter(|| bench.frame()));
    bench.look(1.0);
    bench.report("frame, 100 %");
    for (view, zoom) in [("everything", None), ("all texts", Some(coexist::diagram::ROWS_FROM + 0.001))] {
        for (what, moves) in [("pan", Moves::Pans), ("zoom", Moves::Zooms)] {
            match zoom {
                Some(zoom) => bench.look(zoom),
                None => bench.sheet.tell(Event::Do(SheetCommand::FitAll)),
            }
            bench.moves = moves;
            bench.report(&format!("frame, {what}, {view}"));
            criterion.bench_function(&format!("frame, {what}, {view}"), |b| b.iter(|| bench.frame()));
        }
    }
    bench.moves = Moves::Not;
    for (name, zoom) in [("all titles", 7.0 / 26.0 + 0.001), ("all texts", coexist::diagram::ROWS_FROM + 0.001)] {
        bench.look(zoom);
        bench.frame();
        if let Some(at) = bench.grip() {
            bench.hold(Some(Drag::Card(at)));
            bench.report(&format!("frame, dragging a card, {name}"));
            bench.hold(None);
        }
        bench.hold(Some(Drag::Pool));
        bench.report(&format!("frame, dragging a new pool, {name}"));
        bench.hold(None);
    }
}

/// The filter of the command line, the beginning of a name.
fn filter() -> Option<String> {
    std::env::args().skip(1).find(|arg| !arg.starts_with('-'))
}

fn is_asked(name: &str) -> bool {
    filter().is_none_or(|filter| name.starts_with(&filter))
}

/// Whether something is asked for whose name begins so: making a large plan takes a while.
fn asks_for(group: &str) -> bool {
    filter().is_none_or(|filter| filter.starts_with(group))
}

fn wheel(delta: egui::Vec2) -> egui::Event {
    let (unit, phase) = (egui::MouseWheelUnit::Point, egui::TouchPhase::Move);
    let (modifiers, source) = (egui::Modifiers::default(), egui::MouseWheelSource::Wheel);
    egui::Event::MouseWheel { unit, delta, phase, modifiers, source }
}

fn button(at: egui::Pos2, pressed: bool) -> egui::Event {
    egui::Event::PointerButton {
        pos: at,
        button: egui::PointerButton::Primary,
        pressed,
        modifiers: egui::Modifiers::default(),
    }
}

/// A key with Ctrl.
fn held(key: egui::Key) -> egui::Event {
    let modifiers = egui::Modifiers::COMMAND;
    egui::Event::Key { key, physical_key: Some(key), pressed: true, repeat: false, modifiers }
}

fn key(key: egui::Key) -> egui::Event {
    egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: egui::Modifiers::default() }
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30).warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3));
    targets = frames, large, window, edits, phases
}

/// As the window begins.
fn main() {
    coexist::ui::threads::divide();
    benches();
    Criterion::default().configure_from_args().final_summary();
}
