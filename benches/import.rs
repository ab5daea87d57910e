//! How long a large topology takes to open, beside a bare parse of the same text by the XML library.

use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::time::{Duration, Instant};

#[path = "../tests/support/generator.rs"]
mod generator;

const SEED: u64 = 2013;

fn parse(text: &str) -> usize {
    let options = roxmltree::ParsingOptions::default();
    roxmltree::Document::parse_with_options(text, options).map_or(0, |document| document.descendants().count())
}

fn import(text: &str) -> usize {
    coexist::import::read(text.as_bytes(), "generated.tbxml").map_or(0, |imported| imported.plan.today.pools.len())
}

fn best_of(times: u32, work: impl Fn() -> usize) -> Duration {
    let one = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..times).map(one).min().unwrap_or_default()
}

fn large(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("import");
    group.sample_size(10);
    for (name, pools, published) in [("2000-pools", 2_000, false), ("1000-pools-published", 1_000, true)] {
        let text = generator::tbxml(pools, SEED, published);
        let body = text.trim_start_matches('\u{feff}');
        let bare = best_of(5, || parse(body));
        let whole = best_of(5, || import(&text));
        println!(
            "{name}: {:.1} MB, {} pools; bare parse {bare:.0?}, import {whole:.0?}: {:.2} times",
            text.len() as f64 / 1e6,
            import(&text),
            whole.as_secs_f64() / bare.as_secs_f64()
        );
        group.bench_function(format!("{name}/bare-parse"), |bencher| bencher.iter(|| parse(black_box(body))));
        group.bench_function(format!("{name}/import"), |bencher| bencher.iter(|| import(black_box(&text))));
    }
    group.finish();
}

criterion_group!(benches, large);
criterion_main!(benches);
