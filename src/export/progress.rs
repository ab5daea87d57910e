//! How far an export is, and whether it is still wanted.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// The steps of an export, for who waits for it on another thread and may cancel it.
pub struct Progress {
    done: AtomicUsize,
    all: AtomicUsize,
    cancelled: AtomicBool,
    wake: Box<dyn Fn() + Send + Sync>,
}

/// Nobody wants it any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

impl Progress {
    /// `wake` is called after every step, on the thread that did it.
    pub fn new(wake: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            done: AtomicUsize::new(0),
            all: AtomicUsize::new(0),
            cancelled: AtomicBool::new(false),
            wake: Box::new(wake),
        }
    }

    /// How many steps there are in all, as far as is known.
    pub fn expect(&self, all: usize) {
        self.all.store(all, Ordering::Relaxed);
    }

    /// Does one step, unless the export was cancelled before.
    pub fn step<T>(&self, work: impl FnOnce() -> T) -> Result<T, Cancelled> {
        if self.is_cancelled() {
            return Err(Cancelled);
        }
        let made = work();
        self.done.fetch_add(1, Ordering::Relaxed);
        (self.wake)();
        Ok(made)
    }

    /// The steps that are done, and all of them; `(0, 0)` before their number is known.
    pub fn steps(&self) -> (usize, usize) {
        (self.done.load(Ordering::Relaxed), self.all.load(Ordering::Relaxed))
    }

    /// No further step is begun.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }
}

/// Nobody waits.
impl Default for Progress {
    fn default() -> Self {
        Self::new(|| {})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    #[test]
    fn steps_are_counted_and_told_until_it_is_cancelled() {
        let told = Arc::new(AtomicUsize::new(0));
        let heard = told.clone();
        let progress = Progress::new(move || {
            heard.fetch_add(1, Ordering::Relaxed);
        });
        progress.expect(3);
        assert_eq!(progress.step(|| "one"), Ok("one"));
        assert_eq!((progress.steps(), told.load(Ordering::Relaxed)), ((1, 3), 1));
        progress.cancel();
        assert_eq!(progress.step(|| panic!("not begun")), Err::<(), _>(Cancelled));
        assert_eq!((progress.steps(), told.load(Ordering::Relaxed)), ((1, 3), 1));
    }
}
