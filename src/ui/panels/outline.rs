//! The tree of every object: the way to what is not on the screen, and to all of it by keyboard.

use crate::diagram::Glyph;
use crate::model::*;
use crate::plan::{Mark, diff};
use crate::rules::Level;
use crate::text::Lang;
use crate::ui::action::{Action, Cx, say};
use crate::ui::command::UiCommand;
use crate::ui::document::Document;
use crate::ui::object_menu::{self, About};
use crate::ui::sheet_view::SheetView;
use crate::ui::style::{self, Colors};
use crate::ui::widgets;
use egui::{Align2, Key, Modifiers, Rect, Role, Ui, pos2, vec2};
use lucide_icons::Icon;
use std::collections::{BTreeMap, BTreeSet};

/// One line of the tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub subject: Subject,
    pub depth: usize,
    pub label: String,
    /// What it is, in words: the second, muted text.
    pub what: String,
    /// Whether it holds others, and whether these are shown.
    pub open: Option<bool>,
    pub worst: Option<Level>,
    pub change: Mark,
}

/// The rows of the shown state. `shut` are the objects whose members are hidden; `find` keeps only what
/// bears the text, with what holds it, and the links that do below the objects they start at.
pub fn rows(doc: &Document, lang: Lang, shut: &BTreeSet<Subject>, find: &str) -> Vec<Row> {
    let state = doc.state();
    let marks = doc.state_before().map(|before| diff(before, state)).unwrap_or_default();
    let mut worst: BTreeMap<&Subject, Level> = BTreeMap::new();
    for finding in doc.report().at(doc.shown()).filter(|finding| finding.counts()) {
        let level = worst.entry(&finding.subject).or_insert(finding.level);
        *level = finding.level.max(*level);
    }
    let mut children: BTreeMap<Option<Subject>, Vec<Subject>> = BTreeMap::new();
    for subject in state.subjects() {
        let parent = match &subject {
            Subject::Deployment | Subject::Link(_) => continue,
            Subject::Site(id) => state
                .sites
                .get(id)
                .and_then(|site| site.parent.as_ref())
                .filter(|parent| *parent != id)
                .map(Subject::from),
            Subject::Server(id) => state.servers.get(id).map(|server| (&server.pool).into()),
            Subject::SqlInstance(id) => state.sql_instances.get(id).map(|instance| (&instance.server).into()),
            other => state.site_of(other).map(Subject::from),
        };
        children.entry(parent.filter(|parent| state.has(parent))).or_default().push(subject);
    }
    let mut out = Vec::new();
    let find = find.trim().to_lowercase();
    let mut links: BTreeMap<&Subject, Vec<&Link>> = BTreeMap::new();
    for link in state.links.values().filter(|_| !find.is_empty()) {
        links.entry(&link.from).or_default().push(link);
    }
    let tree = Tree { doc, lang, shut, find, marks, worst, children, links };
    tree.below(None, 0, &mut out);
    out
}

struct Tree<'a> {
    doc: &'a Document,
    lang: Lang,
    shut: &'a BTreeSet<Subject>,
    find: String,
    marks: BTreeMap<Subject, Mark>,
    worst: BTreeMap<&'a Subject, Level>,
    children: BTreeMap<Option<Subject>, Vec<Subject>>,
    /// By what they start at, while something is looked for.
    links: BTreeMap<&'a Subject, Vec<&'a Link>>,
}

impl Tree<'_> {
    /// Deeper than any topology; a circle of sites that are each other's parents ends here.
    const DEPTH: usize = 8;

    fn below(&self, parent: Option<&Subject>, depth: usize, out: &mut Vec<Row>) {
        let Some(members) = self.children.get(&parent.cloned()) else { return };
        let mut named: Vec<_> = members.iter().map(|subject| (self.order(subject), subject)).collect();
        named.sort();
        for ((_, _, label), subject) in named {
            let before = out.len();
            let open = self.children.contains_key(&Some(subject.clone())) && depth < Self::DEPTH;
            let shown = !self.find.is_empty() || !self.shut.contains(subject);
            out.push(Row {
                subject: subject.clone(),
                depth,
                what: self.what(subject),
                open: open.then_some(shown),
                worst: self.worst.get(subject).copied(),
                change: self.marks.get(subject).copied().unwrap_or(Mark::Unchanged),
                label,
            });
            if open && shown {
                self.below(Some(subject), depth + 1, out);
            }
            self.links_of(subject, depth + 1, out);
            let bears = || out[before].label.to_lowercase().contains(&self.find);
            if !self.find.is_empty() && out.len() == before + 1 && !bears() {
                out.truncate(before);
            }
        }
    }

    /// The links from an object that bear the text: where they lead, and of which kind they are.
    fn links_of(&self, subject: &Subject, depth: usize, out: &mut Vec<Row>) {
        for link in self.links.get(subject).into_iter().flatten() {
            let of = Subject::from(&link.id);
            let (label, what) = (format!("→ {}", self.doc.state().label(&link.to)), self.what(&of));
            if !format!("{label} {what}").to_lowercase().contains(&self.find) {
                continue;
            }
            out.push(Row {
                depth,
                what,
                open: None,
                worst: self.worst.get(&of).copied(),
                change: self.marks.get(&of).copied().unwrap_or(Mark::Unchanged),
                label,
                subject: of,
            });
        }
    }

    /// Sites last among pools and servers; then by version, kind and name.
    fn order(&self, subject: &Subject) -> (u8, String, String) {
        let label = self.doc.state().label(subject);
        let kind = match subject {
            Subject::Pool(_) => 0,
            Subject::SqlServer(_) => 1,
            Subject::FileStore(_) => 2,
            Subject::Gateway(_) => 3,
            Subject::UserGroup(_) => 5,
            Subject::Site(_) => 4,
            _ => 0,
        };
        (kind, label.to_lowercase(), label)
    }

    fn what(&self, subject: &Subject) -> String {
        what(self.doc.state(), subject, self.lang)
    }
}

/// What an object is, in a few words: `Front End pool, Lync Server 2013`.
pub fn what(state: &Topology, subject: &Subject, lang: Lang) -> String {
    let mut parts = Vec::new();
    match subject {
        Subject::Pool(id) => {
            if let Some(pool) = state.pools.get(id) {
                parts.push(lang.word(PoolKind::PREFIX, pool.kind.key()));
                parts.extend(pool.version.map(|version| lang.word(Version::PREFIX, version.key())));
            }
        }
        Subject::Site(id) => parts.extend(state.sites.get(id).map(|site| lang.word(SiteKind::PREFIX, site.kind.key()))),
        Subject::SqlServer(id) => {
            let version = state.sql_servers.get(id).and_then(|server| server.sql_version);
            parts.push(match version {
                Some(version) => lang.word(SqlVersion::PREFIX, version.key()),
                None => lang.word(SubjectKind::PREFIX, subject.kind().key()),
            });
        }
        Subject::Link(id) => parts.extend(state.links.get(id).map(|link| lang.word(LinkKind::PREFIX, link.kind.key()))),
        other => parts.push(lang.word(SubjectKind::PREFIX, other.kind().key())),
    }
    parts.join(", ")
}

/// The drawing of a kind of object, the same as on the sheet.
pub fn glyph(state: &Topology, subject: &Subject) -> Glyph {
    match subject {
        Subject::Site(_) => Glyph::Site,
        Subject::Pool(id) => match state.pools.get(id).map(|pool| pool.kind) {
            Some(PoolKind::FrontEnd) => Glyph::FrontEnd,
            Some(PoolKind::Edge) => Glyph::Edge,
            Some(PoolKind::Director) => Glyph::Director,
            Some(PoolKind::Mediation) => Glyph::Mediation,
            Some(PoolKind::AvConferencing) => Glyph::Conferencing,
            Some(PoolKind::Monitoring) => Glyph::Monitoring,
            Some(PoolKind::Archiving) => Glyph::Archiving,
            Some(PoolKind::PersistentChat | PoolKind::GroupChat) => Glyph::Chat,
            Some(PoolKind::OfficeWebApps) => Glyph::OfficeWebApps,
            Some(PoolKind::TrustedApplication) => Glyph::TrustedApplication,
            Some(PoolKind::Sba) => Glyph::BranchAppliance,
            _ => Glyph::Other,
        },
        Subject::Server(_) => Glyph::Server,
        Subject::SqlServer(_) | Subject::SqlInstance(_) => Glyph::SqlServer,
        Subject::FileStore(_) => Glyph::FileStore,
        Subject::Gateway(_) => Glyph::Gateway,
        Subject::UserGroup(_) => Glyph::Users,
        Subject::Deployment | Subject::Link(_) | Subject::Phase(_) | Subject::Step(_) => Glyph::Other,
    }
}

/// The generation of a pool.
fn version(state: &Topology, subject: &Subject) -> Option<Version> {
    if let Subject::Pool(id) = subject { state.pools.get(id)?.version } else { None }
}

/// What the tree keeps between frames.
#[derive(Default)]
pub struct Outline {
    shut: BTreeSet<Subject>,
    find: String,
    /// Rows of the last frame, and what they were made of.
    kept: Option<(Made, Vec<Row>)>,
    reveal: bool,
    /// Where a range of rows begins.
    anchor: Option<Subject>,
    /// Where to scroll on the next frame.
    scroll: Option<f32>,
}

type Made = (u64, u64, usize, Lang, usize, String);

const HEIGHT: f32 = 26.0;

impl Outline {
    /// Brings the selected row into view on the next frame.
    pub fn reveal(&mut self) {
        self.reveal = true;
    }

    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, sheet: &SheetView) {
        let hint = say!(cx, "ui-panels-outline-find");
        egui::Frame::new().inner_margin(egui::Margin::symmetric(8, 4)).show(ui, |ui| {
            let edit = egui::TextEdit::singleline(&mut self.find).hint_text(&*hint).desired_width(f32::INFINITY);
            ui.add(edit.margin(egui::Margin::symmetric(8, 5))).accessible_name(&*hint);
        });
        let doc = cx.doc;
        let key = (doc.content(), doc.checked(), doc.shown(), cx.lang, self.shut.len(), self.find.clone());
        let rows = match self.kept.take() {
            Some((old, rows)) if old == key => rows,
            _ => rows(doc, cx.lang, &self.shut, &self.find),
        };
        if rows.is_empty() {
            let sentence = if self.find.is_empty() {
                say!(cx, "ui-panels-outline-empty")
            } else {
                say!(cx, "ui-panels-found-nothing")
            };
            widgets::empty_state(ui, Icon::ListTree, &sentence, None);
        }
        let selected = doc.selected().cloned();
        let at = rows.iter().position(|row| Some(&row.subject) == selected.as_ref());
        let mut focus = None;
        let mut moved = None;
        let mut area = egui::ScrollArea::vertical().id_salt("outline").auto_shrink([false, false]);
        if let Some(offset) = self.scroll.take() {
            area = area.vertical_scroll_offset(offset);
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let output = area.show_rows(ui, HEIGHT, rows.len(), |ui, range| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for index in range {
                let row = &rows[index];
                let chosen = doc.view.selection.contains(&row.subject);
                let response = row_ui(ui, cx, row, chosen);
                widgets::one_of(&response, index, rows.len());
                if response.clicked() {
                    response.request_focus();
                    let modifiers = ui.input(|i| i.modifiers);
                    cx.out.push(self.picked(&rows, &doc.view.selection, index, modifiers));
                }
                if response.secondary_clicked() {
                    response.request_focus();
                }
                // A menu is about the selection: of the row alone when it is not part of it.
                let asked = response.secondary_clicked() || (response.has_focus() && widgets::menu_key_pressed(ui));
                if asked && !chosen {
                    cx.out.push(self.picked(&rows, &[], index, Modifiers::NONE));
                }
                let about = About::Object(row.subject.clone());
                widgets::context_menu(&response, &row.label, |ui| object_menu::ui(ui, cx, sheet, &about));
                if response.double_clicked() {
                    cx.out.push(Action::Reveal(row.subject.clone()));
                    self.toggle(row, None);
                }
                if response.has_focus() {
                    focus = Some(index);
                    widgets::keep_arrows(&response);
                    moved = self.keys(ui, cx, &rows, index);
                }
                if moved == Some(index) {
                    response.request_focus();
                }
            }
        });
        let target = moved.or(at.filter(|_| self.reveal));
        if let Some(index) = target {
            self.scroll =
                widgets::scroll_to(index, HEIGHT, output.state.clamped_offset().y, output.inner_rect.height());
            if self.scroll.is_some() {
                ui.ctx().request_repaint();
            }
        }
        if let Some(index) = moved
            && let Some(row) = rows.get(index)
            && focus != Some(index)
        {
            let shift = Modifiers { shift: ui.input(|i| i.modifiers.shift), ..Modifiers::NONE };
            cx.out.push(self.picked(&rows, &doc.view.selection, index, shift));
            ui.memory_mut(|memory| memory.request_focus(row_id(&row.subject)));
        }
        self.reveal = false;
        self.kept = Some((key, rows));
    }

    /// The selection after a row is clicked or walked to: with Shift the rows from where it began, with Ctrl one
    /// more or one less. The row that leads stands last.
    fn picked(&mut self, rows: &[Row], selection: &[Subject], index: usize, with: Modifiers) -> Action {
        let subject = rows[index].subject.clone();
        let begin = self.anchor.as_ref().and_then(|anchor| rows.iter().position(|row| row.subject == *anchor));
        if let (true, Some(begin)) = (with.shift, begin) {
            let (first, last) = (begin.min(index), begin.max(index));
            let mut all: Vec<Subject> = if with.command { selection.to_vec() } else { Vec::new() };
            all.extend(rows[first..=last].iter().map(|row| row.subject.clone()));
            all.retain(|other| *other != subject);
            all.push(subject);
            return Action::SelectAll(all);
        }
        self.anchor = Some(subject.clone());
        if with.command {
            let mut all = selection.to_vec();
            let before = all.len();
            all.retain(|other| *other != subject);
            if all.len() == before {
                all.push(subject);
            }
            return Action::SelectAll(all);
        }
        Action::Select(Some(subject))
    }

    fn toggle(&mut self, row: &Row, open: Option<bool>) {
        let Some(shown) = row.open else { return };
        if open == Some(shown) {
            return;
        }
        if shown {
            self.shut.insert(row.subject.clone());
        } else {
            self.shut.remove(&row.subject);
        }
    }

    /// Up, down, in, out; the row to go to.
    fn keys(&mut self, ui: &Ui, cx: &mut Cx<'_>, rows: &[Row], index: usize) -> Option<usize> {
        let row = &rows[index];
        // Walking on from a row that was selected elsewhere begins the range there.
        if self.anchor.is_none() {
            self.anchor = Some(row.subject.clone());
        }
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        let walked = |key| pressed(key) || ui.input_mut(|i| i.consume_key(Modifiers::SHIFT, key));
        if walked(Key::ArrowDown) {
            return (index + 1 < rows.len()).then_some(index + 1);
        }
        if walked(Key::ArrowUp) {
            return index.checked_sub(1);
        }
        if pressed(Key::ArrowRight) {
            return match row.open {
                Some(false) => {
                    self.toggle(row, Some(true));
                    None
                }
                Some(true) => Some(index + 1),
                None => None,
            };
        }
        if pressed(Key::ArrowLeft) {
            if row.open == Some(true) {
                self.toggle(row, Some(false));
                return None;
            }
            return rows[..index].iter().rposition(|above| above.depth < row.depth);
        }
        if pressed(Key::Delete) {
            if !cx.doc.view.selection.contains(&row.subject) {
                cx.out.push(Action::Select(Some(row.subject.clone())));
            }
            cx.out.push(Action::Do(UiCommand::Retire));
        }
        if pressed(Key::Enter) {
            cx.out.push(Action::Reveal(row.subject.clone()));
        }
        None
    }
}

fn row_id(subject: &Subject) -> egui::Id {
    egui::Id::unique(("outline", subject.kind().key(), subject.id()))
}

fn row_ui(ui: &mut Ui, cx: &Cx<'_>, row: &Row, selected: bool) -> egui::Response {
    let colors = Colors::of(ui);
    let name = format!("{}, {}", row.label, row.what);
    let (rect, response) = widgets::row(ui, row_id(&row.subject), HEIGHT, Role::TreeItem, selected, &name);
    if !ui.is_rect_visible(rect) {
        return response;
    }
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_level(row.depth + 1);
        if let Some(open) = row.open {
            node.set_expanded(open);
        }
    });
    let mut x = rect.left() + 10.0 + row.depth as f32 * 14.0;
    let center = rect.center().y;
    if let Some(open) = row.open {
        let chevron = if open { Icon::ChevronDown } else { Icon::ChevronRight };
        let font = style::icon_font(12.0);
        ui.painter().text(pos2(x, center), Align2::LEFT_CENTER, chevron.unicode(), font, colors.muted);
    }
    x += 16.0;
    let square = Rect::from_center_size(pos2(x + 8.0, center), vec2(16.0, 16.0));
    if let Subject::Link(_) = row.subject {
        let icon = Icon::Spline.unicode();
        ui.painter().text(square.center(), Align2::CENTER_CENTER, icon, style::icon_font(13.0), colors.muted);
    } else {
        widgets::paint_glyph(ui, square, glyph(cx.doc.state(), &row.subject), colors.muted);
    }
    x += 22.0;
    if let Some(version) = version(cx.doc.state(), &row.subject) {
        widgets::version_strip(ui, pos2(x - 1.0, center), 16.0, version);
        x += 8.0;
    }
    let mut end = rect.right() - 10.0;
    if let Some(level) = row.worst {
        let square = Rect::from_center_size(pos2(end - 7.0, center), vec2(14.0, 14.0));
        widgets::paint_mark(ui, square, Glyph::Finding(level));
        end -= 18.0;
    }
    let change = match row.change {
        Mark::Added => Some(("+", colors.good)),
        Mark::Removed => Some(("−", colors.muted)),
        Mark::Changed => Some(("~", colors.muted)),
        Mark::Emptied => Some(("↓", colors.muted)),
        Mark::Unchanged => None,
    };
    if let Some((sign, color)) = change {
        ui.painter().text(pos2(end - 7.0, center), Align2::CENTER_CENTER, sign, style::strong(), color);
        end -= 18.0;
    }
    let text = Rect::from_min_max(pos2(x, rect.top()), pos2(end, rect.bottom()));
    name_ui(ui, text, row, &colors);
    response.on_hover_text(name)
}

/// The host in the colour of text, its domain muted: what is cut is the domain. An instance is called by its
/// own name, since it stands below its host.
fn name_ui(ui: &Ui, rect: Rect, row: &Row, colors: &Colors) {
    let body = egui::FontId::proportional(13.0);
    let label = match &row.subject {
        Subject::SqlInstance(_) => row.label.split_once('\\').map_or(row.label.as_str(), |(_, name)| name),
        Subject::FileStore(_) => &super::pool::short(&row.label),
        _ => row.label.as_str(),
    };
    let hosts =
        matches!(row.subject, Subject::Pool(_) | Subject::Server(_) | Subject::SqlServer(_) | Subject::Gateway(_));
    let (host, domain) = match label.find('.') {
        Some(dot) if hosts && dot > 0 => label.split_at(dot),
        _ => (label, ""),
    };
    let width = widgets::text_width(ui, host, body.clone()).min(rect.width());
    widgets::paint_text(ui, rect, host, body.clone(), colors.text);
    let rest = Rect::from_min_max(pos2(rect.left() + width, rect.top()), rect.max);
    if !domain.is_empty() && rest.width() > 16.0 {
        widgets::paint_text(ui, rest, domain, body, colors.muted);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use std::sync::Arc;

    #[test]
    fn the_tree_follows_sites_pools_and_hosts() {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        let mut site = Site::new(SiteId::new("site-a"), SiteKind::Central);
        site.name = Some("Paris".into());
        let mut pool = Pool::new(PoolId::new("pool-a"), PoolKind::FrontEnd);
        pool.fqdn = Some("fe.contoso.com".into());
        pool.site = Some(site.id.clone());
        let mut server = Server::new(ServerId::new("server-a"), pool.id.clone());
        server.fqdn = Some("fe1.contoso.com".into());
        let stray = SqlServer::new(SqlServerId::new("sql-a"));
        for element in [Element::from(site), pool.into(), server.into(), stray.into()] {
            plan.today.put(element);
        }
        let doc = Document::new(Arc::new(plan), || {});
        let tree = |shut: &[Subject], find: &str| -> Vec<(usize, String)> {
            let shut = shut.iter().cloned().collect();
            rows(&doc, Lang::EN, &shut, find).into_iter().map(|row| (row.depth, row.label)).collect()
        };
        let named = |rows: &[(usize, &str)]| -> Vec<(usize, String)> {
            rows.iter().map(|(depth, name)| (*depth, (*name).to_owned())).collect()
        };
        let all = named(&[(0, "sql-a"), (0, "Paris"), (1, "fe.contoso.com"), (2, "fe1.contoso.com")]);
        assert_eq!(tree(&[], ""), all);
        let pool = Subject::Pool(PoolId::new("pool-a"));
        assert_eq!(tree(std::slice::from_ref(&pool), ""), all[..3]);
        assert_eq!(tree(&[pool], "FE1"), all[1..], "what is found is shown with what holds it");
    }

    #[test]
    fn links_that_are_looked_for_stand_below_what_they_start_at() {
        const TWO: &str = "
site Paris
  pool fe-a front-end enterprise version=lync-2010 user-store=sqlold\\LYNC
  sql sqlold LYNC
";
        let doc = Document::new(Arc::new(crate::rules::sketch::read(TWO).expect("a sketch").plan), || {});
        let found = |find: &str| -> Vec<(usize, String)> {
            rows(&doc, Lang::EN, &BTreeSet::new(), find).into_iter().map(|row| (row.depth, row.what)).collect()
        };
        let link = (2, "User store".to_owned());
        assert!(!found("").contains(&link), "the tree is of objects");
        let told = found("user store");
        assert_eq!(told.len(), 3, "the site, the pool and the link: {told:?}");
        assert_eq!(told[2], link);
        assert!(found("sqlold").contains(&link), "by where it leads");
    }

    #[test]
    fn rows_are_selected_as_a_range_and_one_by_one() {
        let mut plan = Plan::new(PackId::new("lync-2013"));
        for name in ["a", "b", "c", "d"] {
            let mut pool = Pool::new(PoolId::new(name), PoolKind::FrontEnd);
            pool.fqdn = Some(name.into());
            plan.today.put(pool.into());
        }
        let doc = Document::new(Arc::new(plan), || {});
        let rows = rows(&doc, Lang::EN, &BTreeSet::new(), "");
        let mut tree = Outline::default();
        let mut selection: Vec<Subject> = Vec::new();
        let mut pick = |index: usize, with: Modifiers| {
            selection = match tree.picked(&rows, &selection, index, with) {
                Action::Select(one) => one.into_iter().collect(),
                Action::SelectAll(all) => all,
                _ => Vec::new(),
            };
            selection.iter().map(|subject| subject.id().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(pick(1, Modifiers::NONE), "b");
        assert_eq!(pick(3, Modifiers::SHIFT), "b c d");
        assert_eq!(pick(0, Modifiers::SHIFT), "b a", "the range turns about where it began, and its end leads");
        assert_eq!(pick(3, Modifiers::COMMAND), "b a d");
        assert_eq!(pick(0, Modifiers::COMMAND), "b d");
        assert_eq!(pick(2, Modifiers::NONE), "c");
    }
}
