//! How long frames take in the real window, for `tests/desktop/speed.py`: a line per frame in the file that
//! `COEXIST_FRAME_LOG` names. Without it nothing is measured.

use super::app::App;
use std::fs::File;
use std::io::Write as _;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// What is written at most: some hours of frames.
const MOST_LINES: usize = 1_000_000;

/// The window's program, and where its frames are written.
pub struct Logged {
    app: App,
    file: File,
    lines: usize,
}

/// The program as eframe runs it.
pub fn watched(app: App) -> Box<dyn eframe::App> {
    let path = std::env::var_os("COEXIST_FRAME_LOG").filter(|path| !path.is_empty());
    match path.and_then(|path| File::create(path).ok()) {
        Some(file) => Box::new(Logged { app, file, lines: 0 }),
        None => Box::new(app),
    }
}

impl eframe::App for Logged {
    fn logic(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        self.app.logic(ctx, frame);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        let at = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros();
        let begun = Instant::now();
        self.app.ui(ui, frame);
        self.lines += 1;
        if self.lines <= MOST_LINES {
            // When it began, our part of it, and the whole of the one before it without the wait for the screen;
            // in microseconds.
            let whole = frame.info().cpu_usage.map_or(0, |seconds| (seconds * 1e6) as u64);
            let _ = writeln!(self.file, "{at} {} {whole}", begun.elapsed().as_micros());
        }
    }

    fn raw_input_hook(&mut self, ctx: &egui::Context, input: &mut egui::RawInput) {
        self.app.raw_input_hook(ctx, input);
    }

    fn clear_color(&self, visuals: &egui::Visuals) -> [f32; 4] {
        self.app.clear_color(visuals)
    }
}
