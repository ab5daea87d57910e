//! The logo among the plan's facts: shown small, chosen from a file, taken away.

use crate::export::logo::Pixels;
use crate::plan::{Logo, PlanEdit};
use crate::ui::action::{Action, Cx, say};
use crate::ui::widgets;
use egui::{ColorImage, TextureHandle, TextureOptions, Ui, vec2};

/// The most room that it takes, in points.
const ROOM: (f32, f32) = (160.0, 48.0);
/// It is drawn finer than it is shown: screens have up to so many pixels in a point.
const FINE: f32 = 2.0;

/// In how many pixels it is drawn.
pub const DRAWN_IN: (f32, f32) = (ROOM.0 * FINE, ROOM.1 * FINE);

/// The picture of the logo, drawn once, off the frame.
#[derive(Default)]
pub struct LogoRow {
    of: Option<Logo>,
    drawn: Drawn,
}

#[derive(Default)]
enum Drawn {
    #[default]
    NotYet,
    Pixels(Pixels),
    Texture(TextureHandle),
    /// It cannot be drawn.
    Not,
}

impl LogoRow {
    /// What came of drawing it.
    pub fn drawn(&mut self, logo: &Logo, pixels: Option<Pixels>) {
        if self.of.as_ref() == Some(logo) {
            self.drawn = pixels.map_or(Drawn::Not, Drawn::Pixels);
        }
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let about = &cx.doc.plan().about;
        if self.of != about.logo {
            self.of = about.logo.clone();
            self.drawn = Drawn::NotYet;
            cx.out.extend(self.of.clone().map(Action::DrawLogo));
        }
        let label = say!(cx, "ui-panels-logo");
        ui.horizontal(|ui| {
            widgets::label_column(ui, |ui| drop(ui.label(&label)));
            ui.vertical(|ui| {
                if about.logo.is_some() {
                    self.picture_ui(ui, cx, &label);
                }
                ui.horizontal_wrapped(|ui| {
                    let choose = say!(cx, "ui-panels-logo-choose");
                    let name = format!("{label}: {choose}");
                    if ui.button(&choose).accessible_name(name).clicked() {
                        cx.out.push(Action::PickLogo);
                    }
                    let remove = say!(cx, "ui-panels-logo-remove");
                    let name = format!("{label}: {remove}");
                    if about.logo.is_some() && ui.button(&remove).accessible_name(name).clicked() {
                        let about = crate::plan::About { logo: None, ..about.clone() };
                        cx.out.push(Action::Edit(vec![PlanEdit::About(about)]));
                    }
                });
            });
        });
    }

    fn picture_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, name: &str) {
        if let Drawn::Pixels(pixels) = &self.drawn {
            let image = ColorImage::from_rgba_unmultiplied([pixels.width, pixels.height], &pixels.rgba);
            self.drawn = Drawn::Texture(ui.ctx().load_texture("logo", image, TextureOptions::LINEAR));
        }
        match &self.drawn {
            Drawn::Texture(texture) => {
                let size = texture.size_vec2() / FINE;
                let image = egui::Image::new(egui::load::SizedTexture::new(texture.id(), size));
                ui.add(image.alt_text(name).max_size(vec2(ui.available_width(), ROOM.1)));
            }
            Drawn::Not => drop(widgets::muted(ui, say!(cx, "ui-panels-logo-broken"))),
            Drawn::NotYet | Drawn::Pixels(_) => drop(ui.allocate_space(vec2(ROOM.0, ROOM.1))),
        }
    }
}
