//! Something that a view works out on a thread of its own: no frame waits for it.

use crate::plan::Plan;
use crate::ui::ready::is_large;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// The newest value, and the one that is being made.
pub struct Later<K, V> {
    made: Option<(K, Arc<V>)>,
    running: Option<(K, Receiver<V>)>,
}

impl<K, V> Default for Later<K, V> {
    fn default() -> Self {
        Self { made: None, running: None }
    }
}

impl<K: PartialEq + Clone, V: Send + 'static> Later<K, V> {
    /// The newest value there is, and whether it is of this key. A value for another key is begun at once, and the
    /// window is woken when it is there.
    pub fn get(
        &mut self,
        ctx: &egui::Context,
        key: &K,
        make: impl FnOnce() -> V + Send + 'static,
    ) -> (Option<Arc<V>>, bool) {
        if let Some((of, answer)) = &self.running {
            match answer.try_recv() {
                Ok(value) => {
                    self.made = Some((of.clone(), Arc::new(value)));
                    self.running = None;
                }
                Err(TryRecvError::Disconnected) => self.running = None,
                Err(TryRecvError::Empty) => {}
            }
        }
        let is_made = self.made.as_ref().is_some_and(|(of, _)| of == key);
        let is_running = self.running.as_ref().is_some_and(|(of, _)| of == key);
        if !is_made && !is_running {
            self.begin(ctx, key.clone(), make);
        }
        (self.made.as_ref().map(|(_, value)| value.clone()), is_made)
    }

    /// The same of a plan: of one that is not large the value is made at once, so that it never comes a moment late.
    pub fn of_plan(
        &mut self,
        ctx: &egui::Context,
        plan: &Plan,
        key: &K,
        make: impl FnOnce() -> V + Send + 'static,
    ) -> (Option<Arc<V>>, bool) {
        let is_made = self.made.as_ref().is_some_and(|(of, _)| of == key);
        if is_made || is_large(plan) {
            return self.get(ctx, key, make);
        }
        let value = Arc::new(make());
        self.made = Some((key.clone(), value.clone()));
        (Some(value), true)
    }

    fn begin(&mut self, ctx: &egui::Context, key: K, make: impl FnOnce() -> V + Send + 'static) {
        let (outbox, answer) = channel();
        let ctx = ctx.clone();
        let work = move || {
            // Nobody waits when another key was asked for meanwhile.
            if outbox.send(make()).is_ok() {
                ctx.request_repaint();
            }
        };
        if std::thread::Builder::new().name("planner".to_owned()).spawn(work).is_ok() {
            self.running = Some((key, answer));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn the_value_before_stays_until_the_new_one_is_there() {
        let ctx = egui::Context::default();
        let mut later = Later::<u8, u32>::default();
        let mut wait = |key: u8, value: u32| {
            for _ in 0..500 {
                let (found, fresh) = later.get(&ctx, &key, move || value);
                if fresh {
                    return found.map(|found| *found);
                }
                std::thread::sleep(Duration::from_millis(5));
            }
            None
        };
        assert_eq!(wait(1, 10), Some(10));
        assert_eq!(wait(1, 99), Some(10), "it is not made again");
        assert_eq!(wait(2, 20), Some(20));
        let (old, fresh) = later.get(&ctx, &3, || {
            std::thread::sleep(Duration::from_millis(50));
            30
        });
        assert_eq!((old.map(|old| *old), fresh), (Some(20), false));
    }
}
