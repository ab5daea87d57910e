//! The frame of a page: above the drawing what it is of and by whom, below it the legend and the number of the sheet.

use super::Handout;
use super::logo;
use super::page::PartOf;
use crate::diagram::*;
use crate::message;
use crate::text::{Lang, Message};

/// Sizes of type.
const NAMES: [f32; 3] = [20.0, 17.0, 14.0];
const TITLE: f32 = 13.0;
const SMALL: f32 = 11.0;
/// Where the two lines above the drawing stand, and the rule under them.
const FIRST_LINE: f32 = 16.0;
const SECOND_LINE: f32 = 33.0;
const RULE: f32 = 42.0;
/// From one line of the legend to the next.
const LINE: f32 = 17.5;
/// Between the groups of the legend, and between the rows of one.
const BETWEEN_GROUPS: f32 = 28.0;
const BETWEEN_ROWS: f32 = 15.0;
/// What stands before the words of a row: a glyph, a strip, a piece of line.
const SIGN: f32 = 15.0;
/// Between the parts of a line.
const DOT: &str = " · ";
/// Between the frame's rule and the drawing.
const AIR: f32 = 14.0;
/// The most room that a logo takes: as high as the two lines beside it.
const LOGO: (f32, f32) = (120.0, 36.0);
/// Between the words and the logo.
pub(super) const BESIDE_LOGO: f32 = 16.0;
/// The height of what stands above the drawing.
pub(super) const HEADER: f32 = RULE + AIR;

/// What the frame says of a plan and a stage. What is not known is left out.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Facts {
    pub plan: Option<String>,
    /// Whose it is, which version of it, and of when.
    pub people: Vec<String>,
    /// And what of it is on the page.
    pub stage: String,
    pub dates: Option<String>,
    /// The number of the sheet and of all of them.
    pub sheet: String,
}

/// Which of the pages of a stage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Share<'a> {
    /// What is on it; `None` where a page shows all of a stage.
    pub name: Option<&'a str>,
    /// From 0.
    pub number: usize,
    pub of: usize,
}

impl Share<'_> {
    pub const WHOLE: Self = Self { name: None, number: 0, of: 1 };
}

impl Facts {
    pub fn of(handout: &Handout<'_>, stage: usize, share: &Share<'_>) -> Self {
        let (about, lang) = (&handout.plan.about, handout.lang);
        let client = about.client.as_deref().map(|name| message!("export-client", name = name));
        let author = about.author.as_deref().map(|name| message!("export-author", name = name));
        let version = about.version.as_deref().map(|name| message!("export-version", name = name));
        let date = about.date.as_deref().map(str::to_owned);
        let (number, all) = (stage * share.of + share.number + 1, handout.plan.stages() * share.of);
        let name = handout.stage_name(stage);
        Self {
            plan: about.title.as_deref().map(str::to_owned),
            people: [client, author, version].iter().flatten().map(|said| lang.say(said)).chain(date).collect(),
            stage: share.name.map_or_else(|| name.clone(), |part| format!("{name}{DOT}{part}")),
            dates: handout.dates(stage).map(|said| lang.say(&said)),
            sheet: lang.say(&message!("export-sheet", number = number, all = all)),
        }
    }

    /// The plan and the stage in one line.
    pub fn title(&self) -> String {
        match &self.plan {
            Some(plan) => format!("{plan}{DOT}{}", self.stage),
            None => self.stage.clone(),
        }
    }
}

/// A strip of the frame: its marks from its own top left corner, and how much of the page it takes.
pub(super) struct Strip {
    pub height: f32,
    pub parts: Vec<(PartOf, Vec<Mark>)>,
}

/// Where the logo stands: at the right end, in its proportions.
pub(super) fn logo_place(size: (f32, f32), room: f32) -> SheetRect {
    let (width, height) = logo::fitted(size, LOGO);
    SheetRect::new(room - width, (RULE - 4.0 - height) / 2.0, width, height)
}

/// The stage, its dates under it; the plan and its people on the right. Words end at `room`, the line under them where
/// the page does.
pub(super) fn header(facts: &Facts, (room, end): (f32, f32), fonts: &Fonts) -> Strip {
    let people = facts.people.join(DOT);
    let strong = Ink { size: TITLE, weight: Weight::SemiBold, token: Token::Text };
    let quiet = Ink { size: SMALL, weight: Weight::Regular, token: Token::Muted };
    let alone = (FIRST_LINE + SECOND_LINE) / 2.0;
    let rows = |first: &str, second: &str| match (first.is_empty(), second.is_empty()) {
        (false, false) => (FIRST_LINE, SECOND_LINE),
        _ => (alone, alone),
    };
    let dates = facts.dates.as_deref().unwrap_or_default();
    // What the stage and its dates leave free, and half of the page at least.
    let of_stage =
        fonts.width(&facts.stage, NAMES[0], Weight::SemiBold).max(fonts.width(dates, SMALL, Weight::Regular));
    let most = (room * 0.48).max(room - of_stage - BETWEEN_GROUPS);
    let mut parts = Vec::new();
    let plan = facts.plan.as_deref().unwrap_or_default();
    let (plan_line, people_line) = rows(plan, &people);
    let mut right_width: f32 = 0.0;
    for (text, y, ink) in [(plan, plan_line, strong), (&people, people_line, quiet)] {
        if !text.is_empty() {
            let text = fonts.cut_end(text, ink.size, ink.weight, most);
            let width = fonts.width(&text, ink.size, ink.weight);
            right_width = right_width.max(width + BETWEEN_GROUPS);
            parts.push((PartOf::Words, vec![line(fonts, (room - width, y), text, ink)]));
        }
    }
    // A long name is smaller before it is cut.
    let left = room - right_width;
    let fits = |size: &f32| fonts.width(&facts.stage, *size, Weight::SemiBold) <= left;
    let size = NAMES.into_iter().find(fits).unwrap_or(NAMES[NAMES.len() - 1]);
    let name = Ink { size, weight: Weight::SemiBold, token: Token::Text };
    let (name_line, dates_line) = rows(&facts.stage, dates);
    let stage = fonts.cut_end(&facts.stage, size, name.weight, left);
    let mut first = vec![(PartOf::Name, vec![line(fonts, (0.0, name_line), stage, name)])];
    if !dates.is_empty() {
        let dates = fonts.cut_end(dates, quiet.size, quiet.weight, left);
        first.push((PartOf::Words, vec![line(fonts, (0.0, dates_line), dates, quiet)]));
    }
    first.append(&mut parts);
    first.push((PartOf::Ornament, vec![rule(end, RULE)]));
    Strip { height: HEADER, parts: first }
}

/// The legend, as many lines as it needs, and the number of the sheet at the right end of the first.
pub(super) fn footer(scene: &Scene, facts: &Facts, room: f32, lang: Lang, fonts: &Fonts) -> Strip {
    let small = Ink { size: SMALL, weight: Weight::Regular, token: Token::Muted };
    let sheet_width = fonts.width(&facts.sheet, small.size, small.weight);
    let mut flow = Flow { fonts, room: room - sheet_width - BETWEEN_GROUPS, x: 0.0, line: 0, parts: Vec::new() };
    let rows: Vec<&LegendRow> = scene.legend.rows.iter().filter(|row| explains(row)).collect();
    for group in rows.chunk_by(|a, b| heading(&a.of) == heading(&b.of)) {
        if let Some(head) = group.first().and_then(|row| heading(&row.of)) {
            flow.group(&lang.say(&head), group, lang);
        }
    }
    let lines = flow.line + 1;
    let mut parts = flow.parts;
    let top = AIR;
    for (_, marks) in &mut parts {
        marks.iter_mut().for_each(|mark| lower(mark, top + 10.0));
    }
    let at = (room - sheet_width, top + 19.0);
    parts.push((PartOf::Words, vec![line(fonts, at, facts.sheet.clone(), small)]));
    parts.push((PartOf::Ornament, vec![rule(room, top)]));
    Strip { height: top + 10.0 + lines as f32 * LINE - 4.0, parts }
}

/// The groups of the legend that are of use on paper. Sites stand on the drawing with their names.
fn heading(of: &LegendOf) -> Option<Message> {
    Some(match of {
        LegendOf::Card(Trait::Version(_)) => message!("export-legend-version"),
        LegendOf::Card(Trait::Kind(_)) => message!("export-legend-kind"),
        LegendOf::Card(Trait::Change(_)) => message!("export-legend-change"),
        LegendOf::Card(Trait::Finding(_)) => message!("export-legend-finding"),
        LegendOf::Link(_) => message!("export-legend-link"),
        LegendOf::Card(Trait::Site(_)) => return None,
    })
}

/// Whether a row explains something that is seen: a glyph, a colour, a line.
fn explains(row: &LegendRow) -> bool {
    let sign = match &row.of {
        LegendOf::Card(Trait::Version(version)) => version.is_some(),
        LegendOf::Link(_) => true,
        LegendOf::Card(_) => row.glyph.is_some(),
    };
    heading(&row.of).is_some() && row.on && sign && row.count > 0
}

/// Groups one after the other, as words in a text: one that does not fit begins a line.
struct Flow<'a> {
    fonts: &'a Fonts,
    room: f32,
    x: f32,
    line: usize,
    parts: Vec<(PartOf, Vec<Mark>)>,
}

impl Flow<'_> {
    fn group(&mut self, head: &str, rows: &[&LegendRow], lang: Lang) {
        let bold = Ink { size: SMALL, weight: Weight::SemiBold, token: Token::Text };
        let ink = Ink { size: SMALL, weight: Weight::Regular, token: Token::Text };
        let muted = Ink { token: Token::Muted, ..ink };
        let width = |text: &str, ink: Ink| self.fonts.width(text, ink.size, ink.weight);
        let head_width = width(head, bold) + BETWEEN_ROWS;
        let said: Vec<(String, String, f32)> = rows
            .iter()
            .map(|row| {
                let count = lang.number(row.count);
                let room = self.room - head_width - SIGN - 12.0 - width(&count, muted);
                let text = self.fonts.cut_end(&row.text, ink.size, ink.weight, room);
                let all = SIGN + 6.0 + width(&text, ink) + 6.0 + width(&count, muted);
                (text, count, all)
            })
            .collect();
        let rows_width = said.iter().map(|(_, _, all)| all + BETWEEN_ROWS).sum::<f32>() - BETWEEN_ROWS;
        if self.x > 0.0 {
            self.x += BETWEEN_GROUPS;
        }
        if self.x > 0.0 && self.x + head_width + rows_width > self.room {
            self.next_line(0.0);
        }
        self.words(head.to_owned(), bold);
        self.x += BETWEEN_ROWS;
        let indent = self.x;
        for (at, (row, (text, count, all))) in rows.iter().zip(said).enumerate() {
            if at > 0 {
                self.x += BETWEEN_ROWS;
            }
            if at > 0 && self.x + all > self.room {
                self.next_line(indent);
            }
            let signs = sign(row, self.x, self.line as f32 * LINE);
            self.parts.push((PartOf::Ornament, signs));
            self.x += SIGN + 6.0;
            self.words(text, ink);
            self.x += 6.0;
            self.words(count, muted);
        }
    }

    fn next_line(&mut self, x: f32) {
        self.line += 1;
        self.x = x;
    }

    fn words(&mut self, text: String, ink: Ink) {
        let at = (self.x, self.line as f32 * LINE + 9.0);
        self.x += self.fonts.width(&text, ink.size, ink.weight);
        self.parts.push((PartOf::Words, vec![line(self.fonts, at, text, ink)]));
    }
}

/// What a row is known by on the drawing, in a box of [`SIGN`] beside its words.
fn sign(row: &LegendRow, x: f32, y: f32) -> Vec<Mark> {
    let middle = y + 5.0;
    match (&row.of, row.glyph) {
        (_, Some(glyph)) => {
            let rect = SheetRect::new(x, middle - SIGN / 2.0, SIGN, SIGN);
            vec![Mark::Icon(IconMark { rect, glyph, token: row.token })]
        }
        // Lying down there is room for the pieces that tell generations apart without colour.
        (LegendOf::Card(Trait::Version(Some(version))), None) => strip_pieces(*version, SIGN * 2.0)
            .into_iter()
            .map(|(start, length)| {
                let rect = SheetRect::new(x + start / 2.0, middle - 2.5, length / 2.0, 5.0);
                Mark::Rect(RectMark { rect, radius: 1.0, fill: Some(row.token), stroke: None, hatch: false })
            })
            .collect(),
        (LegendOf::Link(_), None) => {
            let points = vec![SheetPoint { x, y: middle }, SheetPoint { x: x + SIGN, y: middle }];
            let stroke = Stroke { token: row.token, width: 1.5, dashed: false };
            vec![Mark::Path(PathMark::line(points, stroke))]
        }
        (LegendOf::Card(_), None) => Vec::new(),
    }
}

/// How a text is written.
#[derive(Clone, Copy)]
struct Ink {
    size: f32,
    weight: Weight,
    token: Token,
}

fn line(fonts: &Fonts, (x, y): (f32, f32), text: String, ink: Ink) -> Mark {
    let width = fonts.width(&text, ink.size, ink.weight);
    let Ink { size, weight, token } = ink;
    Mark::Text(TextRun { at: SheetPoint { x, y }, text, size, width, weight, token, struck: false })
}

fn rule(room: f32, y: f32) -> Mark {
    let points = vec![SheetPoint { x: 0.0, y }, SheetPoint { x: room, y }];
    Mark::Path(PathMark::line(points, Stroke { token: Token::Line, width: 1.0, dashed: false }))
}

fn lower(mark: &mut Mark, by: f32) {
    match mark {
        Mark::Rect(RectMark { rect, .. }) | Mark::Icon(IconMark { rect, .. }) => {
            rect.min.y += by;
            rect.max.y += by;
        }
        Mark::Path(mark) => {
            let hops = mark.hops.iter_mut().map(|hop| &mut hop.at);
            mark.points.iter_mut().chain(hops).for_each(|point| point.y += by);
        }
        Mark::Text(run) => run.at.y += by,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::sketch;

    fn strips(plan: &crate::plan::Plan, stage: usize, room: f32, lang: Lang) -> (Strip, Strip) {
        let (replay, fonts) = (plan.replay(), Fonts::bundled());
        let report = crate::rules::check(plan, &replay, None);
        let handout = Handout { plan, replay: &replay, report: &report, lang, stages: &[stage] };
        let scene = build(plan, &replay, Some(&report), stage, &SceneOptions::new(lang), &fonts);
        let facts = Facts::of(&handout, stage, &Share::WHOLE);
        (header(&facts, (room, room), &fonts), footer(&scene, &facts, room, lang, &fonts))
    }

    fn texts(strip: &Strip) -> Vec<&TextRun> {
        let marks = strip.parts.iter().flat_map(|(_, marks)| marks);
        marks.filter_map(|mark| if let Mark::Text(run) = mark { Some(run) } else { None }).collect()
    }

    fn plan() -> crate::plan::Plan {
        let text = "
            site Paris
              pool fe10 front-end enterprise version=lync-2010 servers=3
            phase Pilot
              + pool fe13 front-end enterprise version=lync-2013 servers=3 in=Paris
            ";
        sketch::read(text).expect("a sketch").plan
    }

    #[test]
    fn what_is_known_is_said_and_what_is_not_is_left_out() {
        let mut plan = plan();
        let said = |plan: &crate::plan::Plan, stage| {
            let (header, footer) = strips(plan, stage, 1000.0, Lang::EN);
            let all: Vec<String> = texts(&header).iter().chain(&texts(&footer)).map(|run| run.text.clone()).collect();
            all.join("|")
        };
        let bare = said(&plan, 0);
        assert!(bare.starts_with("Today|") && !bare.contains("Client") && bare.contains("1 / 2"), "{bare}");
        plan.about.title = Some("From 2010 to 2013".into());
        plan.about.client = Some("Contoso".into());
        let known = said(&plan, 1);
        assert!(known.contains("1 Pilot|From 2010 to 2013|Client: Contoso|"), "{known}");
        assert!(known.contains("Lync Server 2013|1") && known.contains("2 / 2"), "{known}");
    }

    /// In every language, however narrow the page: a line is broken, never cut off or written over another.
    #[test]
    fn nothing_leaves_the_page_or_lies_upon_another_text() {
        let mut plan = plan();
        plan.about.title = Some("A title that is much longer than anybody would like to read it ".repeat(4).into());
        plan.about.author = Some("Somebody".into());
        for (lang, room) in Lang::all().flat_map(|lang| [500.0, 1000.0].map(|room| (lang, room))) {
            let (header, footer) = strips(&plan, 1, room, lang);
            for strip in [header, footer] {
                let runs = texts(&strip);
                let rects: Vec<SheetRect> = runs
                    .iter()
                    .map(|run| SheetRect::new(run.at.x, run.at.y - run.size * 0.7, run.width, run.size * 0.7))
                    .collect();
                for (at, rect) in rects.iter().enumerate() {
                    assert!(rect.min.x >= 0.0 && rect.max.x <= room + 0.1, "{lang:?}: {:?}", runs[at]);
                    assert!(rect.max.y <= strip.height, "{lang:?}: {:?}", runs[at]);
                    let over = rects[at + 1..].iter().position(|other| other.overlaps(rect));
                    assert_eq!(over, None, "{lang:?}: {:?}", runs[at]);
                }
            }
        }
    }
}
