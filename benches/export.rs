//! How long a plan of 60 pools in twelve phases takes to hand over: all phases as SVG, one as a PNG of 4K, and all of them as
//! one PDF, PowerPoint presentation, Visio drawing, Excel workbook and report.

#[path = "../tests/common/mod.rs"]
mod common;

use coexist::diagram::{Fonts, Theme, layout};
use coexist::export::page::{Look, Paper, pages};
use coexist::export::pdf::{self, About};
use coexist::export::png::Painter;
use coexist::export::progress::Progress;
use coexist::export::report;
use coexist::export::svg::{self, Letters};
use coexist::export::{Handout, pptx, vsdx, xlsx};
use coexist::rules;
use coexist::text::Lang;
use criterion::{Criterion, criterion_group, criterion_main};
use rayon::prelude::*;
use std::hint::black_box;

fn drawings(c: &mut Criterion) {
    let mut objects = 60;
    let mut plan = common::generated(13, objects, 12);
    while plan.today.pools.len() < 60 {
        objects += 4;
        plan = common::generated(13, objects, 12);
    }
    let replay = plan.replay();
    plan.places.extend(layout(&plan, &replay));
    let report = rules::check(&plan, &replay, None);
    let stages: Vec<usize> = (0..=plan.phases.len()).collect();
    let handout = Handout { plan: &plan, replay: &replay, report: &report, lang: Lang::EN, stages: &stages };
    let look = |paper| Look { theme: Theme::print(), paper, findings: false, transparent: false, only: None };
    let (natural, a3) = (look(None), look(Some(Paper::A3)));
    let fonts = Fonts::bundled();
    println!("{} pools, {} pages", plan.today.pools.len(), stages.len());

    let mut group = c.benchmark_group("60-pools-12-phases");
    group.sample_size(10);
    group.bench_function("svg-all-phases", |b| {
        b.iter(|| {
            let pages = pages(&handout, &natural, &fonts);
            let all: Vec<String> =
                pages.par_iter().map(|page| svg::page(page, &natural.theme, Letters::Inside)).collect();
            black_box(all)
        });
    });
    let made = pages(&handout, &natural, &fonts);
    let painter = Painter::new(&made, Some(3840.0 / made[0].width));
    group.bench_function("png-4k-one-phase", |b| b.iter(|| black_box(painter.page(&made[6], &natural.theme))));
    group.bench_function("pdf-all-phases", |b| {
        b.iter(|| {
            let pages = pages(&handout, &a3, &fonts);
            black_box(pdf::write(&pages, &a3.theme, &About::default()))
        });
    });
    group.bench_function("pptx-all-phases", |b| b.iter(|| black_box(pptx::write(&handout, &Progress::default()))));
    group.bench_function("vsdx-all-phases", |b| b.iter(|| black_box(vsdx::write(&handout, &Progress::default()))));
    group.bench_function("xlsx-all-phases", |b| b.iter(|| black_box(xlsx::write(&handout, &Progress::default()))));
    group.bench_function("report-html", |b| b.iter(|| black_box(report::html(&handout, &Progress::default()))));
    group.bench_function("report-pdf", |b| b.iter(|| black_box(report::pdf(&handout, &natural, &Progress::default()))));
    group.finish();
}

criterion_group!(benches, drawings);
criterion_main!(benches);
