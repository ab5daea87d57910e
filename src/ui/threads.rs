//! Which work goes first. What a frame waits for has threads of its own, which no check and no export holds; what nobody
//! waits for yields to it, so that on two cores a hand is not held up by the rules that judge what it does.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::any::Any;
use std::io;
use std::num::NonZero;
use std::sync::mpsc::{Sender, channel};
use std::sync::{LazyLock, OnceLock};
use std::thread::{Builder, JoinHandle, available_parallelism};
use thread_priority::{ThreadPriority, ThreadPriorityValue, set_current_thread_priority};

/// Of 99, where a window's thread has about 50: *below normal* on Windows, 9 more of `nice` on Linux.
const YIELDS: u8 = 25;

/// The window's thread, and one more for each core.
static OWN: OnceLock<ThreadPool> = OnceLock::new();

/// Called by the window's thread before it divides any work: it divides its own among threads that are there for nothing
/// else, and the shared ones yield to it.
pub fn divide() {
    let _ = ThreadPoolBuilder::new().start_handler(|_| give_way()).build_global();
    own();
}

/// Where there are no threads to be had, the shared ones do.
fn own() {
    let others = available_parallelism().map_or(1, NonZero::get);
    if let Ok(threads) = ThreadPoolBuilder::new().num_threads(1 + others).use_current_thread().build() {
        let _ = OWN.set(threads);
    }
}

/// Does what somebody waits for who opens a file: it is divided as a frame is.
pub fn at_once<V: Send>(work: impl FnOnce() -> V + Send) -> V {
    match OWN.get() {
        Some(threads) => threads.install(work),
        None => work(),
    }
}

/// Starts a thread for what no frame waits for.
///
/// # Errors
/// When the system has no thread to give.
pub fn start(name: &str, work: impl FnOnce() + Send + 'static) -> io::Result<JoinHandle<()>> {
    let work = move || {
        give_way();
        work();
    };
    Builder::new().name(name.to_owned()).spawn(work)
}

/// Frees something large on another thread: no frame waits until all of it is gone.
pub fn free<T: Send + 'static>(old: T) {
    static GONE: LazyLock<Option<Sender<Box<dyn Any + Send>>>> = LazyLock::new(|| {
        let (sender, gone) = channel();
        start("gone", move || gone.into_iter().for_each(drop)).is_ok().then_some(sender)
    });
    if let Some(gone) = &*GONE {
        // What is not taken is freed here.
        let _ = gone.send(Box::new(old));
    }
}

/// Where the system does not let it, the thread goes on as it is.
fn give_way() {
    if let Ok(value) = ThreadPriorityValue::try_from(YIELDS) {
        let _ = set_current_thread_priority(ThreadPriority::Crossplatform(value));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;
    use std::sync::mpsc::Receiver;
    use std::thread;
    use std::time::Duration;

    #[test]
    fn what_a_frame_divides_does_not_wait_for_what_goes_on_beside_it() {
        let (done, is_done) = channel::<()>();
        let (held, is_held) = channel();
        let gate: Mutex<Receiver<()>> = Mutex::new(is_done);
        let beside = start("beside", move || {
            // Every one of the shared threads is held until the frame is through.
            let _ = rayon::broadcast(|_| {
                let _ = held.send(());
                let _ = gate.lock().map(|gate| gate.recv());
            });
        });
        is_held.recv().expect("held");
        let (send, drawn) = channel();
        thread::spawn(move || {
            own();
            let _ = send.send(rayon::join(|| 1, || 2));
        });
        let drawn = drawn.recv_timeout(Duration::from_secs(20));
        drop(done);
        assert_eq!(drawn, Ok((1, 2)));
        beside.expect("a thread").join().expect("it ends");
    }

    /// Field 19 of what the system tells about the calling thread (proc_pid_stat(5)).
    #[cfg(target_os = "linux")]
    fn nice() -> i32 {
        let told = std::fs::read_to_string("/proc/thread-self/stat").expect("told");
        let (_, fields) = told.rsplit_once(')').expect("a name in brackets");
        fields.split_whitespace().nth(16).expect("a field").parse().expect("a number")
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn what_no_frame_waits_for_gives_way() {
        let (send, told) = channel();
        let started = start("beside", move || {
            let _ = send.send(nice());
        });
        started.expect("a thread").join().expect("it ends");
        assert!(told.recv().expect("told") > nice());
    }
}
