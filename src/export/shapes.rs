//! A scene as shapes that others can edit: one per object, with its text, its facts and its lines. The formats of
//! drawing programs are written from this.

use super::Handout;
use super::told::Told;
use crate::diagram::*;
use crate::model::*;
use crate::plan::Mark as Change;
use std::collections::BTreeMap;

/// One stage of a plan.
pub struct Page {
    pub stage: usize,
    /// The plan's title, and the stage's name.
    pub title: String,
    pub name: String,
    /// What stands under the title: dates, what the phase changes, what is wrong.
    pub lines: Vec<String>,
    /// Around everything that is drawn.
    pub bounds: SheetRect,
    /// Parents before what stands in them, back to front.
    pub shapes: Vec<Shape>,
    pub wires: Vec<Wire>,
    /// What belongs to no object: the line of a perimeter and its word.
    pub rulers: Vec<(Vec<SheetPoint>, Pen)>,
    pub words: Vec<Plate>,
    /// Findings about nothing that is drawn: the deployment, a phase, a step.
    pub elsewhere: Vec<String>,
    /// Every finding of the stage, worst first, with the object that shows it.
    pub findings: Vec<(Subject, String)>,
    pub finding_word: String,
    /// What is said where there is none.
    pub no_finding: String,
    /// How much was checked: what *no finding* covers.
    pub checked: String,
    /// Whether lines run behind cards.
    pub lines_behind: bool,
}

impl Page {
    /// The findings as paragraphs, and what was checked.
    pub fn notes(&self) -> Vec<&str> {
        let said = self.findings.iter().map(|(_, said)| said.as_str());
        let none = self.findings.is_empty().then_some(self.no_finding.as_str());
        said.chain(none).chain([self.checked.as_str()]).collect()
    }
}

/// One object.
#[derive(Clone)]
pub struct Shape {
    pub subject: Subject,
    /// A site with cards in it; one that is collapsed is a card.
    pub is_area: bool,
    /// The shape it stands in, among those of the page.
    pub parent: Option<usize>,
    pub rect: SheetRect,
    pub radius: f32,
    pub fill: Option<Color>,
    pub pen: Option<Pen>,
    /// Retired in this phase.
    pub hatch: bool,
    /// In full, however much of it there was room for.
    pub name: String,
    pub text: Vec<TextLine>,
    /// What is drawn upon it: strips, chips, signs, marks of findings.
    pub parts: Vec<Part>,
    pub data: Vec<Datum>,
    /// All of it in words.
    pub tip: String,
}

/// One line between two shapes.
#[derive(Clone)]
pub struct Wire {
    pub subject: Subject,
    pub ends: (usize, usize),
    /// From outline to outline, level and upright in turn.
    pub points: Vec<SheetPoint>,
    pub pen: Pen,
    /// Whether its ends have a dot: at what is depended on.
    pub dots: (bool, bool),
    pub name: String,
    pub label: Option<Plate>,
    /// Marks of findings and of the phase, beside the label.
    pub parts: Vec<Part>,
    pub data: Vec<Datum>,
    pub tip: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    pub color: Color,
    pub width: f32,
    pub dashed: bool,
}

/// Something known about an object, for programs and people.
#[derive(Clone)]
pub struct Datum {
    pub key: &'static str,
    pub label: String,
    pub value: String,
}

#[derive(Clone)]
pub enum Part {
    Plate(Plate),
    Icon(Icon),
}

/// A small rectangle with a text, either of which may be lacking.
#[derive(Clone)]
pub struct Plate {
    pub rect: SheetRect,
    pub radius: f32,
    pub fill: Option<Color>,
    pub pen: Option<Pen>,
    pub text: Option<TextLine>,
}

#[derive(Clone)]
pub struct Icon {
    pub rect: SheetRect,
    pub glyph: Glyph,
    pub color: Color,
}

/// What was measured as one line.
#[derive(Clone)]
pub struct TextLine {
    /// The left end of the base line.
    pub at: SheetPoint,
    pub width: f32,
    pub runs: Vec<Run>,
}

#[derive(Clone)]
pub struct Run {
    pub text: String,
    pub size: f32,
    pub bold: bool,
    pub color: Color,
    pub struck: bool,
}

impl TextLine {
    pub fn size(&self) -> f32 {
        self.runs.iter().map(|run| run.size).fold(0.0, f32::max)
    }

    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// Whether it stands in the middle of a rectangle.
    pub fn is_centred(&self, rect: &SheetRect) -> bool {
        (self.at.x + self.width / 2.0 - rect.center().x).abs() < 1.5
    }

    fn push(&mut self, run: &TextRun, theme: &Theme) {
        let end = self.at.x + self.width;
        // Words set apart on the sheet are set apart here.
        let gap = if !self.runs.is_empty() && run.at.x - end > 2.0 { "\u{2003}" } else { "" };
        self.width = run.at.x + run.width - self.at.x;
        self.runs.push(Run {
            text: format!("{gap}{}", run.text),
            size: run.size,
            bold: run.weight != Weight::Regular,
            color: theme.color(run.token),
            struck: run.struck,
        });
    }
}

/// A plan that is being drawn for others, stage after stage.
pub struct Drawn<'a> {
    pub handout: Handout<'a>,
    sheet: Sheet,
    fonts: Fonts,
    pub theme: Theme,
    told: Told<'a>,
}

/// The items of a scene, by what they belong to.
type Items<'s> = BTreeMap<&'s Subject, Vec<&'s Item>>;

impl<'a> Drawn<'a> {
    pub fn new(handout: &Handout<'a>) -> Self {
        Self::of(handout, Sheet::new(handout.plan, handout.replay, &Lines::default()))
    }

    /// Every site as one card with its counts, and lines between these.
    pub fn from_afar(handout: &Handout<'a>) -> Self {
        let mut plan = handout.plan.clone();
        let sites = handout.replay.states.iter().flat_map(|state| state.sites.keys().cloned());
        plan.collapsed = sites.collect();
        Self::of(handout, Sheet::new(&plan, handout.replay, &Lines::default()))
    }

    fn of(handout: &Handout<'a>, sheet: Sheet) -> Self {
        let told = Told::new(handout);
        Self { handout: *handout, sheet, fonts: Fonts::bundled(), theme: Theme::light(), told }
    }

    pub fn page(&self, stage: usize) -> Page {
        let Handout { replay, report, lang, .. } = self.handout;
        let stage = stage.min(replay.states.len().saturating_sub(1));
        let options = SceneOptions::new(lang);
        let scene = self.sheet.scene(replay, Some(report), stage, &options, &self.fonts);
        let told = self.told.stage(stage);
        let mut items = Items::new();
        for item in &scene.items {
            if let Some(subject) = &item.subject {
                items.entry(subject).or_default().push(item);
            }
        }
        // Chips of links stand on the card that the link starts at.
        let mut on_card: BTreeMap<&Subject, Vec<&Subject>> = BTreeMap::new();
        for (_, link) in &scene.chips {
            on_card.entry(&link.ends.0).or_default().push(&link.subject);
        }
        let mut index: BTreeMap<&Subject, usize> = BTreeMap::new();
        let mut shapes: Vec<Shape> = Vec::with_capacity(scene.boxes.len());
        for object in &scene.boxes {
            let mut own: Vec<&Item> = items.get(&object.subject).cloned().unwrap_or_default();
            let links = on_card.get(&object.subject).into_iter().flatten();
            own.extend(links.flat_map(|link| items.get(link).into_iter().flatten()));
            let parent = object.parent.as_ref().and_then(|parent| index.get(parent)).copied();
            let mut shape = self.shape(object, &own, scene.collapsed.has(&object.subject));
            shape.parent = parent;
            shape.name = told.name(&object.subject);
            shape.data = told.data(&object.subject);
            shape.parts.extend(told.mark(&object.subject).and_then(|mark| self.tag(&shape, mark)).map(Part::Plate));
            index.insert(&object.subject, shapes.len());
            shapes.push(shape);
        }
        let wires: Vec<Wire> =
            scene.connectors.iter().filter_map(|line| self.wire(line, &items, (&index, &shapes))).collect();
        let mut page = Page {
            stage,
            title: told.handout.title(),
            name: told.stage_name(),
            lines: Vec::new(),
            bounds: scene.bounds,
            rulers: Vec::new(),
            words: Vec::new(),
            elsewhere: Vec::new(),
            findings: Vec::new(),
            finding_word: told.finding_word(),
            no_finding: told.no_finding(),
            checked: told.checked(),
            lines_behind: false,
            shapes,
            wires,
        };
        self.rulers(&scene, &mut page);
        let on = |subject: &Subject| index.contains_key(subject);
        page.lines = told.lines(page.shapes.iter().map(|shape| &shape.subject));
        let line_of: BTreeMap<&Subject, usize> =
            page.wires.iter().enumerate().map(|(at, wire)| (&wire.subject, at)).collect();
        let links: BTreeMap<Subject, usize> = (scene.connectors.iter())
            .flat_map(|line| line.links.iter().map(move |id| (Subject::from(id), &line.subject)))
            .filter_map(|(link, line)| Some((link, *line_of.get(line)?)))
            .collect();
        let card_of: BTreeMap<&Subject, &Subject> =
            on_card.iter().flat_map(|(card, links)| links.iter().map(|link| (*link, *card))).collect();
        for said in told.findings() {
            let subject = said.subject;
            if let Some(at) = links.get(subject) {
                page.wires[*at].data.push(told.finding(said.short));
                page.findings.push((page.wires[*at].subject.clone(), said.whole));
                continue;
            }
            let own = Some(subject).filter(|subject| on(subject)).cloned();
            let shown =
                own.or_else(|| card_of.get(subject).map(|card| (*card).clone())).or_else(|| told.around(subject));
            let shown = shown.filter(on);
            match shown.as_ref().and_then(|shown| index.get(shown)) {
                Some(at) => page.shapes[*at].data.push(told.finding(said.short)),
                None => page.elsewhere.push(said.whole.clone()),
            }
            page.findings.push((shown.unwrap_or_else(|| subject.clone()), said.whole));
        }
        page
    }

    fn shape(&self, object: &ObjectBox, own: &[&Item], is_collapsed: bool) -> Shape {
        let ground = matches!(object.subject, Subject::Site(_)) && !is_collapsed;
        let drawn = || own.iter().filter(|item| item.layer != Layer::Badge && item.visible_at(1.0));
        let size = |mark: &RectMark| mark.rect.width() * mark.rect.height();
        let rects: Vec<&RectMark> =
            drawn().filter_map(|item| if let Mark::Rect(mark) = &item.mark { Some(mark) } else { None }).collect();
        // The outline is the largest; of a pile of two, the upper one.
        let face = rects.iter().max_by(|a, b| size(a).total_cmp(&size(b))).copied();
        let small = |mark: &&&RectMark| !ground && face.is_some_and(|face| size(mark) < size(face) / 2.0);
        let mut plates: Vec<Plate> = rects.iter().filter(small).map(|mark| self.plate(mark)).collect();
        let mut text: Vec<TextLine> = Vec::new();
        let mut icons = Vec::new();
        for item in drawn() {
            match &item.mark {
                Mark::Text(run) => self.put_text(run, &mut plates, &mut text),
                Mark::Icon(mark) => icons.push(Part::Icon(self.icon(mark))),
                Mark::Rect(_) | Mark::Path(_) => {}
            }
        }
        // A word beside the others, such as the count of what has no chip, has a place of its own.
        let left = text.first().map_or(0.0, |line| line.at.x);
        let (text, beside): (Vec<_>, Vec<_>) = text.into_iter().partition(|line| (line.at.x - left).abs() < 1.0);
        plates.extend(beside.into_iter().map(free_text));
        let mut parts: Vec<Part> = plates.into_iter().map(Part::Plate).chain(icons).collect();
        parts.extend(self.marks(own));
        let rect = face.map_or(object.rect, |mark| mark.rect);
        Shape {
            subject: object.subject.clone(),
            is_area: ground,
            parent: None,
            rect,
            radius: face.map_or(0.0, |mark| mark.radius),
            fill: face.and_then(|mark| mark.fill).map(|token| self.theme.color(token)),
            pen: face.and_then(|mark| mark.stroke).map(|stroke| self.pen(&stroke)),
            hatch: face.is_some_and(|mark| mark.hatch),
            name: String::new(),
            text,
            parts,
            data: Vec::new(),
            tip: format!("{}\n{}", object.label, object.description.replace("; ", "\n")).trim().to_owned(),
        }
    }

    /// A text joins the plate that it stands on, the line that it continues, or begins a line.
    fn put_text(&self, run: &TextRun, plates: &mut [Plate], lines: &mut Vec<TextLine>) {
        let foot = SheetPoint { x: run.at.x + 1.0, y: run.at.y - run.size * 0.3 };
        let wide = |plate: &&mut Plate| plate.rect.contains(foot) && plate.rect.width() > run.size;
        let new = || TextLine { at: run.at, width: 0.0, runs: Vec::new() };
        match plates.iter_mut().find(wide) {
            Some(plate) => plate.text.get_or_insert_with(new).push(run, &self.theme),
            None => match lines.iter_mut().find(|line| (line.at.y - run.at.y).abs() < 3.0 && line.at.x < run.at.x) {
                Some(line) => line.push(run, &self.theme),
                None => {
                    let mut line = new();
                    line.push(run, &self.theme);
                    lines.push(line);
                }
            },
        }
    }

    /// Findings, by level with their counts, on a ground of their own.
    fn marks(&self, own: &[&Item]) -> Vec<Part> {
        let badges =
            || own.iter().filter(|item| item.layer == Layer::Badge && item.visible_at(1.0)).map(|item| &item.mark);
        let told =
            |glyph: Glyph| matches!(glyph, Glyph::Finding(_) | Glyph::Incomplete | Glyph::Accepted | Glyph::NotChecked);
        let signs: Vec<&IconMark> = badges()
            .filter_map(|mark| if let Mark::Icon(icon) = mark { Some(icon) } else { None })
            .filter(|icon| told(icon.glyph))
            .collect();
        let mut parts = Vec::new();
        let mut pills: Vec<SheetRect> = Vec::new();
        for mark in badges() {
            if let Mark::Rect(pill) = mark
                && signs.iter().any(|icon| pill.rect.contains(icon.rect.center()))
            {
                pills.push(pill.rect);
                parts.push(Part::Plate(self.plate(pill)));
            }
        }
        parts.extend(signs.into_iter().map(|icon| Part::Icon(self.icon(icon))));
        for mark in badges() {
            if let Mark::Text(run) = mark
                && pills.iter().any(|pill| pill.contains(run.at))
            {
                let mut line = TextLine { at: run.at, width: 0.0, runs: Vec::new() };
                line.push(run, &self.theme);
                parts.push(Part::Plate(free_text(line)));
            }
        }
        parts
    }

    /// What the phase does to a card or a site, as a word at its corner. What stands inside has its outline.
    fn tag(&self, shape: &Shape, change: Change) -> Option<Plate> {
        const SIZE: f32 = 11.0;
        if matches!(shape.subject, Subject::Server(_) | Subject::SqlInstance(_)) {
            return None;
        }
        let word = self.told.state_word(change)?;
        let token = if change == Change::Added { Token::Good } else { Token::Muted };
        let width = self.fonts.width(&word, SIZE, Weight::Medium);
        let rect = SheetRect::new(shape.rect.min.x + 8.0, shape.rect.min.y - 9.0, width + 16.0, 18.0);
        let at = SheetPoint { x: rect.min.x + 8.0, y: rect.center().y + SIZE * 0.36 };
        let run = Run { text: word, size: SIZE, bold: true, color: self.theme.color(token), struck: false };
        Some(Plate {
            rect,
            radius: 9.0,
            fill: Some(self.theme.color(Token::Card)),
            pen: Some(Pen { color: self.theme.color(token), width: 1.0, dashed: false }),
            text: Some(TextLine { at, width, runs: vec![run] }),
        })
    }

    fn wire(
        &self,
        line: &Connector,
        items: &Items<'_>,
        (index, shapes): (&BTreeMap<&Subject, usize>, &[Shape]),
    ) -> Option<Wire> {
        let own = items.get(&line.subject)?;
        let on_line = || own.iter().filter(|item| item.layer == Layer::Link);
        // From afar it has no hops: its way as it was found.
        let path = on_line().find_map(|item| match &item.mark {
            Mark::Path(path) if item.visible_at(0.0) => Some(path),
            _ => None,
        })?;
        let mut points = path.points.clone();
        let (first, last) = (*points.first()?, *points.last()?);
        let end = |subject: &Subject, at: SheetPoint| {
            // An end without a shape of its own is the innermost that the line reaches.
            index
                .get(subject)
                .copied()
                .or_else(|| shapes.iter().rposition(|shape| shape.rect.expanded(2.0).contains(at)))
        };
        let ends = (end(&line.ends.0, first)?, end(&line.ends.1, last)?);
        if let [first, .., last] = points.as_mut_slice() {
            *first = onto(&shapes[ends.0].rect, *first);
            *last = onto(&shapes[ends.1].rect, *last);
        }
        let is_dot = |mark: &RectMark| mark.radius > 0.0 && mark.rect.width() <= 2.0 * mark.radius;
        let rects = || on_line().filter_map(|item| if let Mark::Rect(mark) = &item.mark { Some(mark) } else { None });
        let dot_at = |at: SheetPoint| rects().any(|mark| is_dot(mark) && mark.rect.contains(at));
        let mut label = rects().find(|mark| !is_dot(mark)).map(|mark| self.plate(mark));
        let mut parts = Vec::new();
        for item in on_line().filter(|item| item.visible_at(1.0)) {
            match (&item.mark, &mut label) {
                (Mark::Text(run), Some(label)) => {
                    let new = TextLine { at: run.at, width: 0.0, runs: Vec::new() };
                    label.text.get_or_insert(new).push(run, &self.theme);
                }
                (Mark::Icon(mark), _) => parts.push(Part::Icon(self.icon(mark))),
                _ => {}
            }
        }
        parts.extend(self.marks(own));
        Some(Wire {
            subject: line.subject.clone(),
            ends,
            pen: path.stroke.map(|stroke| self.pen(&stroke))?,
            dots: (dot_at(first), dot_at(last)),
            points,
            name: line.label.clone(),
            label,
            parts,
            data: Vec::new(),
            tip: format!("{}\n{}", line.label, line.description.replace("; ", "\n")),
        })
    }

    fn rulers(&self, scene: &Scene, page: &mut Page) {
        for item in scene.items.iter().filter(|item| item.subject.is_none() && item.visible_at(1.0)) {
            match &item.mark {
                Mark::Path(path) => {
                    page.rulers.extend(path.stroke.map(|stroke| (path.points.clone(), self.pen(&stroke))));
                }
                Mark::Text(run) => {
                    let mut line = TextLine { at: run.at, width: 0.0, runs: Vec::new() };
                    line.push(run, &self.theme);
                    page.words.push(free_text(line));
                }
                Mark::Rect(_) | Mark::Icon(_) => {}
            }
        }
    }

    fn plate(&self, mark: &RectMark) -> Plate {
        Plate {
            rect: mark.rect,
            radius: mark.radius,
            fill: mark.fill.map(|token| self.theme.color(token)),
            pen: mark.stroke.map(|stroke| self.pen(&stroke)),
            text: None,
        }
    }

    fn icon(&self, mark: &IconMark) -> Icon {
        Icon { rect: mark.rect, glyph: mark.glyph, color: self.theme.color(mark.token) }
    }

    fn pen(&self, stroke: &Stroke) -> Pen {
        Pen { color: self.theme.color(stroke.token), width: stroke.width, dashed: stroke.dashed }
    }
}

/// A text alone, on a place of its size.
pub fn free_text(line: TextLine) -> Plate {
    let size = line.size();
    let rect = SheetRect::new(line.at.x, line.at.y - size, line.width, size * 1.3);
    Plate { rect, radius: 0.0, fill: None, pen: None, text: Some(line) }
}

/// The nearest point of a rectangle's outline to where a line ends; what is inside goes to the side it is nearest to.
fn onto(rect: &SheetRect, at: SheetPoint) -> SheetPoint {
    let x = at.x.clamp(rect.min.x, rect.max.x);
    let y = at.y.clamp(rect.min.y, rect.max.y);
    let sides = [
        (x - rect.min.x, SheetPoint { x: rect.min.x, y }),
        (rect.max.x - x, SheetPoint { x: rect.max.x, y }),
        (y - rect.min.y, SheetPoint { x, y: rect.min.y }),
        (rect.max.y - y, SheetPoint { x, y: rect.max.y }),
    ];
    sides.into_iter().min_by(|a, b| a.0.total_cmp(&b.0)).map_or(at, |(_, point)| point)
}
