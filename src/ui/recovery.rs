//! The recovery file: written at most a second after an edit, also while editing goes on.

use crate::format::store::{self, Folders, Instance};
use crate::plan::Plan;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long edits are gathered before they are written.
const GATHER: Duration = Duration::from_millis(600);
/// The frame of the last edit is over by then: on two cores it would be longer by the write.
const PAUSE: Duration = Duration::from_millis(60);
/// A hand that makes no such pause is not waited for; with the write it stays below a second.
const LATEST: Duration = Duration::from_millis(800);

enum Order {
    Keep(Arc<Plan>, Option<PathBuf>),
    Clear,
}

/// Writes the open plan aside while it differs from its file.
pub struct Saver {
    instance: Arc<Instance>,
    orders: Option<Sender<Order>>,
    worker: Option<JoinHandle<()>>,
}

impl Saver {
    pub fn start(folders: &Folders) -> std::io::Result<Self> {
        let instance = Arc::new(Instance::start(folders)?);
        let (orders, inbox) = channel();
        let mine = instance.clone();
        let worker = std::thread::Builder::new().name("recovery".to_owned()).spawn(move || work(&inbox, &mine))?;
        Ok(Self { instance, orders: Some(orders), worker: Some(worker) })
    }

    /// After every edit.
    pub fn keep(&self, plan: &Arc<Plan>, path: Option<&Path>) {
        self.instance.keep(plan.clone(), path);
        self.order(Order::Keep(plan.clone(), path.map(Path::to_owned)));
    }

    /// The plan is in its file, or the user gave it up.
    pub fn clear(&self) {
        self.order(Order::Clear);
    }

    fn order(&self, order: Order) {
        if let Some(orders) = &self.orders {
            // The worker lives as long as this.
            let _ = orders.send(order);
        }
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

fn work(inbox: &Receiver<Order>, instance: &Instance) {
    while let Ok(first) = inbox.recv() {
        let mut last = first;
        // Gathered from the first edit on, so that a hand that never rests is written all the same.
        let begun = Instant::now();
        let (mut edited, mut open) = (begun, true);
        while matches!(last, Order::Keep(..)) {
            let until = (begun + GATHER).max(edited + PAUSE).min(begun + LATEST);
            match inbox.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(next) => (last, edited) = (next, Instant::now()),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => {
                    open = false;
                    break;
                }
            }
        }
        // A full or read-only disk must not stop the work; the next edit tries again.
        let _ = match last {
            Order::Keep(plan, path) => instance.write(&plan, path.as_deref()),
            Order::Clear => instance.clear(),
        };
        if !open {
            return;
        }
    }
}

/// When the program dies of its own mistake, what is open is written aside first.
pub fn install_panic_hook() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        store::write_emergency();
        usual(info);
    }));
}
