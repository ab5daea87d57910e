//! Sites as one card each, and with all that stands in them again.

use super::super::Selection;
use super::super::editor::{Context, Editor, Outcome, Preview};
use super::super::sheet_index::is_site;
use crate::diagram::SheetRect;
use crate::model::{SiteId, Subject};
use crate::plan::PlanEdit;
use std::collections::HashSet;

/// How much of a collapsed site is brought into view: about its card.
const CARD: (f32, f32) = (360.0, 168.0);

/// The sites on the sheet that are collapsed, or those that are not.
pub(in crate::canvas) fn sites_drawn(cx: &Context<'_>, collapsed: bool) -> Vec<SiteId> {
    let sites = cx.scene.boxes.iter().map(|object| &object.subject);
    let sites = sites.filter(|subject| is_site(subject) && cx.scene.collapsed.has(subject) == collapsed);
    sites.filter_map(site_id).collect()
}

fn site_id(subject: &Subject) -> Option<SiteId> {
    if let Subject::Site(id) = subject { Some(id.clone()) } else { None }
}

impl Editor {
    /// The selected sites, and those in which something selected is drawn, or would be.
    pub(in crate::canvas) fn collapsible(&self, cx: &Context<'_>) -> Vec<SiteId> {
        let mut all: Vec<SiteId> = Vec::new();
        for site in self.selection.iter().filter_map(|subject| site_around(cx, subject)) {
            if !all.contains(&site) {
                all.push(site);
            }
        }
        all
    }

    /// The lead of the selection when it is a collapsed site.
    pub(in crate::canvas) fn collapsed_lead(&self, cx: &Context<'_>) -> Option<SiteId> {
        self.selection.lead().filter(|lead| cx.scene.collapsed.has(lead)).and_then(site_id)
    }

    /// Collapses the sites of the selection, or expands them when all are collapsed.
    pub(in crate::canvas) fn collapse(&mut self, cx: &Context<'_>) -> Vec<Outcome> {
        let sites = self.collapsible(cx);
        let (collapsed, open): (Vec<_>, Vec<_>) =
            sites.into_iter().partition(|site| cx.scene.collapsed.has(&site.into()));
        let to = !open.is_empty();
        self.collapse_all(if to { open } else { collapsed }, to, cx)
    }

    /// What is selected in a site that is collapsed gives way to it; what was found in one that is expanded is seen.
    pub(in crate::canvas) fn collapse_all(&mut self, sites: Vec<SiteId>, to: bool, cx: &Context<'_>) -> Vec<Outcome> {
        let places: HashSet<&Subject> = self.selection.iter().collect();
        let found = cx.scene.members.among(&places).into_iter().filter(|(_, _, site)| sites.contains(site));
        let found = found.map(|(_, rect, _)| rect).reduce(|a, b| a.union(&b));
        let kept = self.selection.iter().map(|subject| match site_around(cx, subject) {
            Some(site) if to && sites.contains(&site) => site.into(),
            _ => subject.clone(),
        });
        let next = Selection::of(kept.collect::<Vec<Subject>>());
        let corner = |site: &SiteId| Some(cx.index.object(cx.scene, &site.into())?.rect.min);
        let seen = match (to, sites.as_slice()) {
            (true, [one]) => corner(one).map(|at| SheetRect::new(at.x, at.y, CARD.0, CARD.1)),
            (true, _) => None,
            (false, _) => found,
        };
        let about: Vec<Subject> = sites.iter().map(Subject::from).collect();
        let edit = PlanEdit::Collapse { sites, to };
        let label = edit.label(cx.plan);
        let mut out = self.commit(Preview { edits: vec![edit], about, target: None, label }, cx);
        if let [Outcome::Commit { .. }] = out.as_slice() {
            if let Some(rect) = seen {
                self.revealing(rect, cx.view)(&mut self.camera);
            }
            out.extend(self.select(next));
        }
        out
    }

    /// The copies of collapsed sites are collapsed too.
    pub(in crate::canvas) fn collapsed_copies(cx: &Context<'_>, made: &[(Subject, Subject)]) -> Option<PlanEdit> {
        let copies = made.iter().filter(|(of, _)| cx.scene.collapsed.has(of));
        let sites: Vec<SiteId> = copies.filter_map(|(_, copy)| site_id(copy)).collect();
        (!sites.is_empty()).then_some(PlanEdit::Collapse { sites, to: true })
    }
}

/// A site itself, the collapsed site that is drawn in place of an object, or the site in which it is drawn.
fn site_around(cx: &Context<'_>, subject: &Subject) -> Option<SiteId> {
    let box_of = |subject: &Subject| cx.index.object(cx.scene, subject);
    if let Some(around) = cx.scene.collapsed.around(subject) {
        return site_id(around);
    }
    let outer = std::iter::successors(box_of(subject), |object| box_of(object.parent.as_ref()?));
    outer.take(cx.scene.boxes.len()).map(|object| &object.subject).find(|subject| is_site(subject)).and_then(site_id)
}
