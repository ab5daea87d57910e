//! Which work goes first. What a frame waits for has threads of its own, which no check and no export holds; everything
//! beside the window yields to it, so that on two cores a hand is not held up by the rules that judge what it does.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::io;
use std::sync::LazyLock;
use std::thread::{Builder, JoinHandle};
use thread_priority::{ThreadPriority, ThreadPriorityValue, set_current_thread_priority};

/// Of 99, where a window's thread has about 50: *below normal* on Windows, 9 more of `nice` on Linux.
const YIELDS: u8 = 25;

/// The threads among which everything but a frame divides its work yield to the window. Called before any work is
/// divided; later it changes nothing.
pub fn share() {
    let _ = ThreadPoolBuilder::new().start_handler(|_| give_way()).build_global();
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

/// Does what a frame, or somebody who opens a file, waits for: what it divides among threads begins at once.
pub fn at_once<V: Send>(work: impl FnOnce() -> V + Send) -> V {
    static THREADS: LazyLock<Option<ThreadPool>> = LazyLock::new(|| ThreadPoolBuilder::new().build().ok());
    match &*THREADS {
        Some(threads) => threads.install(work),
        None => work(),
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
    use std::sync::mpsc::{Receiver, channel};

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
        let beside = beside.expect("a thread");
        is_held.recv().expect("held");
        let sum = at_once(|| rayon::join(|| 1, || 2));
        assert_eq!(sum, (1, 2));
        drop(done);
        beside.join().expect("it ends");
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
