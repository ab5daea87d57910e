//! The window for shortcuts and file types: on Windows it opens no console.
#![windows_subsystem = "windows"]

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    coexist::run()
}
