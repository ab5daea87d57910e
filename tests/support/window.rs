//! A window without a screen for tests: opened on a sketch, driven by the names of what is in it.
// Each test program uses its own part of this.
#![allow(dead_code)]

use coexist::export::png::Picture;
use coexist::format::{self, store::Folders};
use coexist::rules::sketch;
use coexist::text::Lang;
use coexist::ui::{self, App, Options};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use std::path::{Path, PathBuf};

pub const SHARED: &str = "
site Paris
  pool fe-old front-end enterprise version=lync-2010 servers=2 users=1200 user-store=sqlold\\LYNC
  sql sqlold LYNC
phase Pilot
  + pool fe-new front-end enterprise version=lync-2013 user-store=sqlold\\LYNC in=Paris
phase Test
";

pub type Window<'a> = Harness<'a, Option<App>>;

/// A window of the size of a small screen, with its data in a folder of its own.
pub fn window(folder: &Path, file: Option<PathBuf>, lang: Lang) -> Window<'static> {
    window_with(options(folder, file, lang))
}

/// What a window of a test begins with; no test touches the clipboard of who runs it.
pub fn options(folder: &Path, file: Option<PathBuf>, lang: Lang) -> Options {
    let folders = Some(Folders { data: folder.join("data") });
    let pictures = Some((|_| Err("no clipboard".to_owned())) as fn(Picture) -> Result<(), String>);
    Options { file, example: None, lang: Some(lang), folders, pictures }
}

pub fn window_with(options: Options) -> Window<'static> {
    let mut window = Harness::builder()
        .with_size(egui::vec2(1366.0, 768.0))
        .with_max_steps(64)
        .with_context_setup(ui::install)
        .build_ui_state(
            move |ui, app: &mut Option<App>| {
                let app = app.get_or_insert_with(|| App::new(ui.ctx(), options.clone()));
                app.poll();
                app.window_ui(ui);
            },
            None,
        );
    window.run();
    window
}

pub fn app<'a>(window: &'a Window<'_>) -> &'a App {
    window.state().as_ref().expect("the window is there")
}

/// Waits for a thread: something is to become so within ten seconds.
pub fn until(window: &mut Window<'_>, what: &str, is: impl Fn(&App) -> bool) {
    for _ in 0..500 {
        window.run();
        if is(app(window)) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    panic!("waited for {what}");
}

/// Presses a key and waits for what the check says of it.
pub fn press(window: &mut Window<'_>, with: egui::Modifiers, key: egui::Key) {
    window.key_press_modifiers(with, key);
    window.run();
    checked(window);
    window.run();
}

/// Types into the field that has the keyboard.
pub fn write(window: &mut Window<'_>, text: &str) {
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
}

/// Waits for the check of what is open: a long one runs beside the window.
pub fn checked(window: &mut Window<'_>) {
    until(window, "the check", |app| app.document().is_none_or(|doc| doc.is_checked()));
    window.run();
}

/// A plan file of the sketch, open in a window.
pub fn opened(folder: &Path, text: &str, lang: Lang) -> (Window<'static>, PathBuf) {
    let sketch = sketch::read(text).expect("a sketch");
    let path = folder.join("plan.coexist");
    std::fs::write(&path, format::write(&sketch.plan)).expect("written");
    let mut window = window(folder, Some(path.clone()), lang);
    until(&mut window, "the plan", |app| app.document().is_some());
    checked(&mut window);
    window.run();
    (window, path)
}

pub fn click(window: &mut Window<'_>, label: &str) {
    window.get_by_label(label).scroll_to_me();
    window.run();
    window.get_by_label(label).click();
    window.run();
    checked(window);
}

pub fn plan(window: &Window<'_>) -> coexist::plan::Plan {
    (**app(window).document().expect("open").plan()).clone()
}

/// A file that a hand let go over the window.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

/// Opens the finding of a rule from the list of problems.
pub fn open_finding(window: &mut Window<'_>, code: &str) {
    if window.query_all_by_label_contains(code).next().is_none() {
        window.key_press(egui::Key::F8);
        window.run();
    }
    window.query_all_by_label_contains(code).next().expect("listed").click();
    window.run();
}
