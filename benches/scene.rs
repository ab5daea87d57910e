//! How long a scene takes to make: from nothing, after an edit, after a change of phase; and an automatic layout.

#[path = "../tests/common/mod.rs"]
mod common;

use coexist::diagram::*;
use coexist::plan::SheetPos;
use coexist::text::Lang;
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;

fn scenes(c: &mut Criterion) {
    let fonts = Fonts::bundled();
    let options = SceneOptions::new(Lang::EN);
    let mut plan = common::generated(11, 1_000, 4);
    let replay = plan.replay();
    plan.places.extend(layout(&plan, &replay));
    let sheet = Sheet::new(&plan, &replay, &options.lines);
    let scene = sheet.scene(&replay, None, 2, &options, &fonts);
    let cards = sheet.subjects().count();
    println!(
        "{cards} cards and sites, {} boxes, {} lines, {} items",
        scene.boxes.len(),
        sheet.paths().count(),
        scene.items.len()
    );

    let mut group = c.benchmark_group("1000-objects");
    group.sample_size(30);
    group.bench_function("sheet-anew", |b| b.iter(|| black_box(Sheet::new(&plan, &replay, &options.lines))));
    let mut moved = plan.clone();
    if let Some((subject, pos)) = plan.places.iter().nth(500) {
        moved.places.insert(subject.clone(), SheetPos { x: pos.x + SNAP, y: pos.y });
    }
    group.bench_function("sheet-after-a-move", |b| {
        b.iter(|| black_box(sheet.again(&moved, &replay, &options.lines)));
    });
    group.bench_function("scene-of-another-phase", |b| {
        b.iter(|| black_box(sheet.scene(&replay, None, 2, &options, &fonts)));
    });
    group.bench_function("hit", |b| {
        let centre = scene.bounds.center();
        b.iter(|| black_box(scene.hit(centre, 4.0, 1.0)));
    });
    group.finish();

    let large = common::generated(12, 5_000, 0);
    let replay = large.replay();
    let mut placed = large.clone();
    placed.places.extend(layout(&large, &replay));
    let sheet = Sheet::new(&placed, &replay, &options.lines);
    println!("{} pools, {} lines", large.today.pools.len(), sheet.paths().count());
    let mut moved = placed.clone();
    if let Some((subject, pos)) = placed.places.iter().nth(2_500) {
        moved.places.insert(subject.clone(), SheetPos { x: pos.x + SNAP, y: pos.y });
    }
    let mut group = c.benchmark_group("2000-pools");
    group.sample_size(10);
    group.bench_function("layout", |b| b.iter(|| black_box(layout(&large, &replay))));
    group.bench_function("sheet-anew", |b| b.iter(|| black_box(Sheet::new(&placed, &replay, &options.lines))));
    group.bench_function("sheet-after-a-move", |b| b.iter(|| black_box(sheet.again(&moved, &replay, &options.lines))));
    group.bench_function("scene", |b| b.iter(|| black_box(sheet.scene(&replay, None, 0, &options, &fonts))));
    group.finish();
}

criterion_group!(benches, scenes);
criterion_main!(benches);
