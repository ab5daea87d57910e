//! The palette: every kind of object, to drag onto the sheet, or to put there with Enter or a click.

use super::{Palette as Colors, glyph_at};
use crate::canvas::Payload;
use crate::diagram::{Glyph, Theme, Token};
use crate::model::{PackId, PoolKind, SiteKind, SubjectKind, Version};
use crate::text::Lang;
use crate::ui::widgets;
use egui::{DragAndDrop, Role, Sense, Ui, WidgetInfo, vec2};

const ROW: f32 = 32.0;

/// The palette's own state: which version new pools get.
#[derive(Default)]
pub struct PaletteView {
    /// None for that of the plan's target.
    pub version: Option<Version>,
}

/// One row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub payload: Payload,
    pub name: String,
    pub glyph: Glyph,
    pub token: Token,
}

impl PaletteView {
    /// The version that was chosen for new pools.
    pub fn version(&self) -> Option<Version> {
        self.version
    }

    /// Draws the palette; what was put with Enter or a click, for [`super::Sheet::tell`] as `Event::Put`.
    /// `small`: icons side by side, with their names in tips.
    pub fn ui(&mut self, ui: &mut Ui, target: &PackId, theme: &Theme, lang: Lang, small: bool) -> Option<Payload> {
        let version = self.version.or_else(|| Version::from_key(target.as_str())).unwrap_or(Version::Lync2013);
        let colors = Colors::new(theme);
        let mut put = None;
        let label = ui.label(lang.say(&crate::message!("canvas-palette-version")));
        let combo = egui::ComboBox::from_id_salt("palette-version")
            .selected_text(lang.word(Version::PREFIX, version.key()))
            .width(ui.available_width())
            .show_ui(ui, |ui| {
                for each in Version::ALL.iter().rev() {
                    let name = lang.word(Version::PREFIX, each.key());
                    if ui.selectable_label(*each == version, name).clicked() {
                        self.version = Some(*each);
                    }
                }
            });
        combo.response.labelled_by(label.id);
        ui.add_space(4.0);
        let mut all = |ui: &mut Ui, size: egui::Vec2| {
            for row in rows(version, lang) {
                if row_ui(ui, &row, &colors, lang, size, small) {
                    put = Some(row.payload);
                }
            }
        };
        if small {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            ui.horizontal_wrapped(|ui| all(ui, vec2(ROW, ROW)));
        } else {
            let width = ui.available_width();
            all(ui, vec2(width, ROW));
        }
        put
    }
}

/// What can be put on a sheet, for pools of this version.
pub fn rows(version: Version, lang: Lang) -> Vec<Row> {
    let pools = PoolKind::ALL.iter().filter(|kind| is_of(**kind, version)).map(|kind| Row {
        payload: Payload::Pool { kind: *kind, version: has_version(*kind).then_some(version) },
        name: lang.word(PoolKind::PREFIX, kind.key()),
        glyph: Glyph::of_pool(*kind),
        token: if has_version(*kind) { Token::Version(version) } else { Token::Muted },
    });
    let thing = |payload, name: String, glyph| Row { payload, name, glyph, token: Token::Muted };
    let word = |kind: SubjectKind| lang.word(SubjectKind::PREFIX, kind.key());
    let site = |kind: SiteKind| {
        let name = lang.word(SiteKind::PREFIX, kind.key());
        thing(Payload::Site(kind), name, Glyph::Site)
    };
    let others = [
        thing(Payload::Server, word(SubjectKind::Server), Glyph::Server),
        thing(Payload::SqlServer, word(SubjectKind::SqlServer), Glyph::SqlServer),
        thing(Payload::SqlInstance, word(SubjectKind::SqlInstance), Glyph::SqlServer),
        thing(Payload::FileStore, word(SubjectKind::FileStore), Glyph::FileStore),
        thing(Payload::Gateway, word(SubjectKind::Gateway), Glyph::Gateway),
        site(SiteKind::Central),
        site(SiteKind::Branch),
    ];
    pools.chain(others).collect()
}

/// Which kinds of pool a product generation has. Source: the roles of each version in the planning pages of
/// Office Communications Server 2007 R2, Lync Server 2010 and 2013, Skype for Business Server.
fn is_of(kind: PoolKind, version: Version) -> bool {
    match kind {
        PoolKind::Monitoring | PoolKind::Archiving => (Version::Ocs2007..=Version::Lync2010).contains(&version),
        PoolKind::AvConferencing => (Version::Ocs2007..=Version::Lync2010).contains(&version),
        PoolKind::GroupChat => (Version::Ocs2007..=Version::Lync2010).contains(&version),
        PoolKind::CommunicatorWebAccess => (Version::Lcs2005..=Version::Ocs2007R2).contains(&version),
        PoolKind::PersistentChat => (Version::Lync2013..=Version::Sfb2015).contains(&version),
        PoolKind::Sba => version >= Version::Lync2010,
        PoolKind::VideoInterop => version >= Version::Sfb2015,
        PoolKind::OfficeWebApps => version >= Version::Lync2013,
        PoolKind::XmppGateway => version <= Version::Lync2010,
        PoolKind::Mediation => version >= Version::Ocs2007,
        PoolKind::FrontEnd | PoolKind::Director | PoolKind::Edge | PoolKind::TrustedApplication => true,
        PoolKind::Other => false,
    }
}

/// Office Web Apps has a release of its own.
fn has_version(kind: PoolKind) -> bool {
    kind != PoolKind::OfficeWebApps
}

/// True when it was put without being dragged.
fn row_ui(ui: &mut Ui, row: &Row, colors: &Colors, lang: Lang, size: egui::Vec2, small: bool) -> bool {
    let (rect, response) = ui.allocate_exact_size(size, Sense::click_and_drag());
    let name = lang.say(&crate::message!("canvas-palette-item", name = &*row.name));
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.dnd_set_drag_payload(row.payload);
    let carried = DragAndDrop::payload::<Payload>(ui.ctx()).is_some_and(|held| *held == row.payload);
    let visuals = ui.style().interact(&response);
    if response.hovered() || response.has_focus() || carried {
        ui.painter().rect(rect, 4.0, visuals.weak_bg_fill, visuals.bg_stroke, egui::StrokeKind::Inside);
    }
    // Without its name, what is a part of something else is told by its size.
    let is_part = matches!(row.payload, Payload::SqlInstance | Payload::Site(SiteKind::Branch));
    let edge = if small && is_part { 14.0 } else { 20.0 };
    let icon = egui::Rect::from_center_size(rect.left_center() + vec2(18.0, 0.0), vec2(edge, edge));
    glyph_at(ui, colors, row.glyph, row.token, icon);
    if let Token::Version(version) = row.token {
        widgets::version_strip(ui, rect.left_center() + vec2(2.0, 0.0), 20.0, version);
    }
    if small {
        return response.on_hover_cursor(egui::CursorIcon::Grab).on_hover_text(name).clicked();
    }
    let room = rect.width() - 44.0;
    let font = egui::TextStyle::Button.resolve(ui.style());
    let mut job = egui::text::LayoutJob::simple_singleline(row.name.clone(), font, colors.color(Token::Text));
    job.wrap = egui::text::TextWrapping::truncate_at_width(room);
    let galley = ui.painter().layout_job(job);
    let at = rect.left_center() + vec2(36.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, colors.color(Token::Text));
    let response = response.on_hover_cursor(egui::CursorIcon::Grab);
    response.clicked()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_version_offers_its_own_kinds() {
        let kinds = |version| -> Vec<PoolKind> {
            rows(version, Lang::EN)
                .iter()
                .filter_map(|row| match row.payload {
                    Payload::Pool { kind, .. } => Some(kind),
                    _ => None,
                })
                .collect()
        };
        assert!(kinds(Version::Lync2010).contains(&PoolKind::GroupChat));
        assert!(!kinds(Version::Lync2013).contains(&PoolKind::GroupChat));
        assert!(kinds(Version::Lync2013).contains(&PoolKind::PersistentChat));
        for version in Version::ALL {
            assert!(kinds(*version).contains(&PoolKind::FrontEnd));
        }
    }

    #[test]
    fn every_row_has_a_name_in_every_language() {
        for lang in Lang::all() {
            for row in rows(Version::Lync2013, lang) {
                assert!(!row.name.is_empty() && !row.name.contains("Unknown"), "{row:?} in {}", lang.tag());
            }
        }
    }
}
