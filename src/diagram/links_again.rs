//! The lines of a scene after objects were moved. What is near neither to what moved nor to a line that runs elsewhere
//! now stays as it is drawn.

use super::area::{Area, Areas};
use super::draw_links::{Bundle, LABEL_HEIGHT, Lines, draw, piece};
use super::fonts::Fonts;
use super::hops::Uprights;
use super::parts::NewLine;
use super::pen::Pen;
use super::scene::{Layer, Scene};
use super::view::View;

/// The lines that are drawn otherwise; `None` when these are not the lines of the scene.
pub(super) fn links_again(view: &View<'_>, before: &Scene, fonts: &Fonts) -> Option<Vec<NewLine>> {
    let known = &before.parts.lines;
    let paths = known.iter().map(|line| view.path(&line.ends)).collect::<Option<Vec<_>>>()?;
    let mut dirty = dirty(view, before)?;
    for (line, path) in known.iter().zip(&paths).filter(|(line, path)| line.path != **path) {
        for ends in line.path.windows(2).chain(path.windows(2)) {
            dirty.push(piece(ends));
        }
    }
    let all = || paths.iter().copied();
    let (uprights, lines) = rayon::join(|| Uprights::new(all().enumerate()), || Lines::new(view, all()));
    let mut labels = Areas::default();
    let mut again = Vec::new();
    for (at, (line, path)) in known.iter().zip(&paths).enumerate() {
        // Words are looked for on all of its pieces, and keep away from what is nearer than they are high.
        let reach = (line.width / 2.0).max(LABEL_HEIGHT as f32).ceil() as i32 + 2;
        let is_near = |ends| dirty.touches(&piece(ends).grown(reach));
        if line.path == **path && !path.windows(2).any(is_near) {
            labels.extend(line.label.map(|rect| Area::around(&rect)));
            continue;
        }
        let connector = before.connectors.get(line.connector)?;
        let mut bundle = Bundle::new(&line.ends, path);
        for id in &connector.links {
            bundle.add(view, view.after.links.get(id).or_else(|| view.before.links.get(id))?);
        }
        let mut pen = Pen::new(fonts);
        let drawn = draw(view, &mut pen, at, &bundle, (&uprights, &lines), &mut labels)?;
        if drawn.label != line.label {
            // Those that come later see where it is.
            dirty.extend([line.label, drawn.label].into_iter().flatten().map(|rect| Area::around(&rect)));
        }
        let mut words = Pen::new(fonts);
        if let Some(chip) = drawn.chip {
            chip.draw(&mut words);
        }
        let words = std::mem::take(&mut words.layers()[Layer::Link as usize]);
        again.push(NewLine { at, path: path.to_vec(), label: drawn.label, items: pen.layers(), words });
    }
    Some(again)
}

/// Where cards and title tabs were and are that stand elsewhere, and what was or is not within the drawing any more.
fn dirty(view: &View<'_>, before: &Scene) -> Option<Areas> {
    let (old, new) = (&before.parts.obstacles, view.sheet.land.obstacles.all());
    if old.len() != new.len() {
        return None;
    }
    let moved = old.iter().zip(new).filter(|(old, new)| old != new);
    let mut dirty = Areas::new(moved.flat_map(|(old, new)| [*old, *new]));
    let (old, new) = (before.parts.bounds?, view.sheet.bounds()?);
    let all = old.union(&new);
    let between = |a: i32, b: i32| (a.min(b), (a - b).abs());
    for (x, w) in [between(old.x, new.x), between(old.right(), new.right())] {
        dirty.extend((w > 0).then_some(Area { x, w, ..all }));
    }
    for (y, h) in [between(old.y, new.y), between(old.bottom(), new.bottom())] {
        dirty.extend((h > 0).then_some(Area { y, h, ..all }));
    }
    Some(dirty)
}
