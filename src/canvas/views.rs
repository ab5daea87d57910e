//! Where the view was before it jumped, and the way there and back.

use super::Camera;

/// So many are kept.
const MOST: usize = 32;

#[derive(Clone, Debug, Default)]
pub struct Views {
    past: Vec<Camera>,
    next: Vec<Camera>,
}

impl Views {
    /// The view leaves from here for somewhere new.
    pub fn leave(&mut self, from: Camera) {
        self.next.clear();
        push(&mut self.past, from);
    }

    /// The view before; `from` is the one to come back to.
    pub fn back(&mut self, from: Camera) -> Option<Camera> {
        let to = self.past.pop()?;
        push(&mut self.next, from);
        Some(to)
    }

    pub fn forth(&mut self, from: Camera) -> Option<Camera> {
        let to = self.next.pop()?;
        push(&mut self.past, from);
        Some(to)
    }

    pub fn has_past(&self) -> bool {
        !self.past.is_empty()
    }

    pub fn has_next(&self) -> bool {
        !self.next.is_empty()
    }
}

fn push(views: &mut Vec<Camera>, view: Camera) {
    if views.len() == MOST {
        views.remove(0);
    }
    views.push(view);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::SheetPoint;

    fn at(x: usize) -> Camera {
        Camera::new(SheetPoint { x: x as f32, y: 0.0 }, 1.0)
    }

    #[test]
    fn back_and_forth_lead_to_the_same_views() {
        let mut views = Views::default();
        assert_eq!(views.back(at(0)), None);
        views.leave(at(1));
        views.leave(at(2));
        assert_eq!(views.back(at(3)), Some(at(2)));
        assert_eq!(views.back(at(2)), Some(at(1)));
        assert_eq!(views.back(at(1)), None);
        assert_eq!(views.forth(at(1)), Some(at(2)));
        views.leave(at(2));
        assert!(!views.has_next(), "another way was taken");
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut views = Views::default();
        for x in 0..100 {
            views.leave(at(x));
        }
        let kept = std::iter::from_fn(|| views.back(at(0))).count();
        assert_eq!(kept, MOST);
    }
}
