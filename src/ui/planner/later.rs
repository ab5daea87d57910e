//! Something that a view works out on a thread of its own: no frame waits for it.

use crate::plan::Plan;
use crate::ui::action::{Cx, say};
use crate::ui::ready::is_large;
use crate::ui::threads;
use crate::ui::widgets;
use egui::Ui;
use lucide_icons::Icon;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// The newest value, and the one that is being made.
pub struct Later<K, V> {
    made: Option<(K, Arc<V>)>,
    running: Option<(K, Receiver<V>)>,
    /// The key whose making broke off: it is not begun again.
    failed: Option<K>,
}

/// What there is of a value.
pub enum Known<V> {
    Fresh(Arc<V>),
    /// The one before, while that of the key is made.
    Before(Arc<V>),
    Working,
    /// Making it broke off: our mistake.
    Failed,
}

impl<K, V> Default for Later<K, V> {
    fn default() -> Self {
        Self { made: None, running: None, failed: None }
    }
}

impl<K: PartialEq + Clone, V: Send + 'static> Later<K, V> {
    /// The value of this key, or the newest there is. One of another key is begun at once, and the window is woken when it
    /// is there.
    pub fn get(&mut self, ctx: &egui::Context, key: &K, make: impl FnOnce() -> V + Send + 'static) -> Known<V> {
        if let Some((of, answer)) = self.running.take() {
            match answer.try_recv() {
                Ok(value) => self.made = Some((of, Arc::new(value))),
                Err(TryRecvError::Disconnected) => self.failed = Some(of),
                Err(TryRecvError::Empty) => self.running = Some((of, answer)),
            }
        }
        let is_running = self.running.as_ref().is_some_and(|(of, _)| of == key);
        if !self.is_made(key) && !self.has_failed(key) && !is_running {
            self.begin(ctx, key.clone(), make);
        }
        self.known(key)
    }

    /// The same of a plan: of one that is not large the value is made at once, so that it never comes a moment late.
    pub fn of_plan(
        &mut self,
        ctx: &egui::Context,
        plan: &Plan,
        key: &K,
        make: impl FnOnce() -> V + Send + 'static,
    ) -> Known<V> {
        if self.is_made(key) || self.has_failed(key) || is_large(plan) {
            return self.get(ctx, key, make);
        }
        match catch_unwind(AssertUnwindSafe(make)) {
            Ok(value) => self.made = Some((key.clone(), Arc::new(value))),
            Err(_) => self.failed = Some(key.clone()),
        }
        self.known(key)
    }

    fn is_made(&self, key: &K) -> bool {
        self.made.as_ref().is_some_and(|(of, _)| of == key)
    }

    fn has_failed(&self, key: &K) -> bool {
        self.failed.as_ref() == Some(key)
    }

    fn known(&self, key: &K) -> Known<V> {
        match &self.made {
            Some((of, value)) if of == key => Known::Fresh(value.clone()),
            _ if self.has_failed(key) => Known::Failed,
            Some((_, value)) => Known::Before(value.clone()),
            None => Known::Working,
        }
    }

    fn begin(&mut self, ctx: &egui::Context, key: K, make: impl FnOnce() -> V + Send + 'static) {
        let ctx = ctx.clone();
        match aside(make, move || ctx.request_repaint()) {
            Some(answer) => self.running = Some((key, answer)),
            None => self.failed = Some(key),
        }
    }
}

/// Makes something on a thread; `wake` is called at the end. What breaks off gives no value, which is an answer as well.
/// `None` when there is no thread to be had.
pub fn aside<V: Send + 'static>(
    make: impl FnOnce() -> V + Send + 'static,
    wake: impl FnOnce() + Send + 'static,
) -> Option<Receiver<V>> {
    let (outbox, answer) = channel();
    let work = move || {
        if let Ok(value) = catch_unwind(AssertUnwindSafe(make)) {
            let _ = outbox.send(value);
        }
        drop(outbox);
        wake();
    };
    threads::start("planner", work).ok().map(|_| answer)
}

/// What stands in the place of a view whose making broke off.
pub fn failed_ui(ui: &mut Ui, cx: &Cx<'_>) {
    widgets::empty_state(ui, Icon::TriangleAlert, &say!(cx, "ui-planner-failed"), None);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::PackId;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    /// Asks until there is an end; what is fresh then.
    fn wait<K: PartialEq + Clone>(
        later: &mut Later<K, u32>,
        key: &K,
        make: impl Fn() -> u32 + Clone + Send + 'static,
    ) -> Option<u32> {
        let ctx = egui::Context::default();
        for _ in 0..500 {
            match later.get(&ctx, key, make.clone()) {
                Known::Fresh(value) => return Some(*value),
                Known::Failed => return None,
                Known::Before(_) | Known::Working => std::thread::sleep(Duration::from_millis(5)),
            }
        }
        panic!("no end");
    }

    #[test]
    fn the_value_before_stays_until_the_new_one_is_there() {
        let ctx = egui::Context::default();
        let mut later = Later::<u8, u32>::default();
        assert_eq!(wait(&mut later, &1, || 10), Some(10));
        assert_eq!(wait(&mut later, &1, || 99), Some(10), "it is not made again");
        assert_eq!(wait(&mut later, &2, || 20), Some(20));
        let slow = || {
            std::thread::sleep(Duration::from_millis(50));
            30
        };
        assert!(matches!(later.get(&ctx, &3, slow), Known::Before(old) if *old == 20));
    }

    #[test]
    fn what_breaks_off_is_told_and_not_begun_again() {
        let begun = Arc::new(AtomicUsize::new(0));
        let of = begun.clone();
        let breaks = move || -> u32 {
            of.fetch_add(1, Ordering::Relaxed);
            panic!("a mistake")
        };
        let mut later = Later::<u8, u32>::default();
        assert_eq!(wait(&mut later, &1, breaks.clone()), None);
        assert_eq!(wait(&mut later, &1, breaks.clone()), None);
        assert_eq!(begun.load(Ordering::Relaxed), 1);
        assert_eq!(wait(&mut later, &2, || 20), Some(20), "another input is another try");
        // Of a small plan in the frame: it lives on, too.
        let (ctx, plan) = (egui::Context::default(), Plan::new(PackId::new("lync-2013")));
        for _ in 0..3 {
            assert!(matches!(later.of_plan(&ctx, &plan, &3, breaks.clone()), Known::Failed));
        }
        assert_eq!(begun.load(Ordering::Relaxed), 2);
        assert!(matches!(later.of_plan(&ctx, &plan, &4, || 40), Known::Fresh(value) if *value == 40));
    }
}
