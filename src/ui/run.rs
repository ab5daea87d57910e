//! Starting the window: which renderer, and plain words when it cannot start.

use super::app::{App, Options, Start};
use super::frame_log::watched;
use super::recovery;
use super::threads;
use crate::format::store::Settings;
use crate::text::Message;

/// Opens the window and returns when it is closed.
///
/// # Errors
/// There is no graphical session, its display cannot be reached, or no renderer works: a sentence with what to do.
pub fn run(options: Options) -> Result<(), Message> {
    #[cfg(target_os = "linux")]
    {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        if !set("DISPLAY") && !set("WAYLAND_DISPLAY") && !set("WAYLAND_SOCKET") {
            return Err(crate::message!("ui-shell-no-session"));
        }
    }
    recovery::install_panic_hook();
    threads::divide();
    let start = Start::new(options);
    let native = native_options(&start.settings);
    let app = Box::new(move |cc: &eframe::CreationContext<'_>| Ok(watched(App::begun(&cc.egui_ctx, start))));
    eframe::run_native("Coexist", native, app).map_err(|error| match error {
        // The connection to the display comes before any drawing.
        eframe::Error::WinitEventLoop(why) => crate::message!("ui-shell-no-display", reason = why.to_string()),
        _ => crate::message!("ui-shell-no-renderer", reason = error.to_string()),
    })
}

fn native_options(settings: &Settings) -> eframe::NativeOptions {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Coexist")
        .with_app_id("coexist")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([1024.0, 640.0])
        .with_icon(icon());
    let viewport = super::remembered::placed(viewport, settings.window);
    let options = eframe::NativeOptions { viewport, multisampling: 0, dithering: false, ..Default::default() };
    #[cfg(not(target_os = "linux"))]
    let options = choose_adapter(options);
    options
}

/// Any adapter that can draw into the window will do: a real one first, one that spares power before one
/// that does not, and the processor (WARP over RDP) when there is nothing else.
#[cfg(not(target_os = "linux"))]
fn choose_adapter(mut options: eframe::NativeOptions) -> eframe::NativeOptions {
    use eframe::egui_wgpu::{WgpuSetup, wgpu};
    if let WgpuSetup::CreateNew(setup) = &mut options.wgpu_options.wgpu_setup {
        setup.power_preference = wgpu::PowerPreference::LowPower;
        setup.native_adapter_selector = Some(std::sync::Arc::new(|adapters, surface| {
            let fits = |adapter: &&wgpu::Adapter| surface.is_none_or(|surface| adapter.is_surface_supported(surface));
            let rank = |adapter: &&wgpu::Adapter| match adapter.get_info().device_type {
                wgpu::DeviceType::IntegratedGpu => 0,
                wgpu::DeviceType::DiscreteGpu => 1,
                wgpu::DeviceType::VirtualGpu | wgpu::DeviceType::Other => 2,
                wgpu::DeviceType::Cpu => 3,
            };
            adapters.iter().filter(fits).min_by_key(rank).cloned().ok_or_else(|| "-".to_owned())
        }));
    }
    options
}

/// The window's icon: two overlapping sites, the old and the new, drawn here so that no picture is shipped.
fn icon() -> egui::IconData {
    const SIZE: usize = 64;
    let theme = super::style::theme(super::style::Look::LIGHT);
    let color = |version| theme.color(crate::diagram::Token::Version(version));
    let (old, new) = (color(crate::model::Version::Lync2010), color(crate::model::Version::Lync2013));
    let mut rgba = vec![0; SIZE * SIZE * 4];
    let inside = |x: usize, y: usize, left: usize, top: usize| {
        // A square of 40 with corners of 8.
        let (w, r) = (40_i32, 8_i32);
        let (dx, dy) = (x as i32 - left as i32, y as i32 - top as i32);
        if dx < 0 || dy < 0 || dx >= w || dy >= w {
            return false;
        }
        let (cx, cy) = (dx.clamp(r, w - 1 - r), dy.clamp(r, w - 1 - r));
        (dx - cx).pow(2) + (dy - cy).pow(2) <= r * r
    };
    for y in 0..SIZE {
        for x in 0..SIZE {
            let color = match (inside(x, y, 4, 4), inside(x, y, 20, 20)) {
                (_, true) => Some(new),
                (true, false) => Some(old),
                _ => None,
            };
            if let Some(color) = color {
                let at = (y * SIZE + x) * 4;
                rgba[at..at + 4].copy_from_slice(&[color.red, color.green, color.blue, 255]);
            }
        }
    }
    egui::IconData { rgba, width: SIZE as u32, height: SIZE as u32 }
}
