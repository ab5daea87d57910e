//! What egui hands to a graphics card, drawn here pixel by pixel: a picture of the screen without a screen.

use egui::epaint::{ClippedPrimitive, Primitive, Vertex};
use egui::{Color32, ColorImage, ImageData, Rect, TextureFilter, TextureId, TexturesDelta};
use std::collections::HashMap;

/// Pixels, and the textures that were made so far.
pub struct Screen {
    pub width: usize,
    pub height: usize,
    /// Red, green, blue, row by row.
    pub pixels: Vec<[f32; 3]>,
    textures: HashMap<TextureId, (ColorImage, TextureFilter)>,
}

impl Screen {
    pub fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0; 3]; width * height], textures: HashMap::new() }
    }

    /// Takes textures over, as a graphics card would.
    pub fn learn(&mut self, delta: &mut TexturesDelta) {
        for (id, deltas) in delta.set.drain() {
            for delta in deltas {
                let ImageData::Color(image) = &delta.image;
                let Some([left, top]) = delta.pos else {
                    self.textures.insert(id, ((**image).clone(), delta.options.magnification));
                    continue;
                };
                let (whole, _) = self.textures.get_mut(&id).expect("a texture that is there");
                for (row, line) in image.pixels.chunks(image.size[0]).enumerate() {
                    let at = (top + row) * whole.size[0] + left;
                    whole.pixels[at..at + line.len()].copy_from_slice(line);
                }
            }
        }
        for id in delta.free.drain() {
            self.textures.remove(&id);
        }
    }

    /// Draws a frame on a ground.
    pub fn draw(&mut self, primitives: &[ClippedPrimitive], pixels_per_point: f32, ground: Color32) {
        self.pixels.fill([f32::from(ground.r()), f32::from(ground.g()), f32::from(ground.b())]);
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            let Primitive::Mesh(mesh) = primitive else { continue };
            let (texture, filter) = self.textures[&mesh.texture_id].clone();
            let clip = Rect::from_min_max(
                (clip_rect.min.to_vec2() * pixels_per_point).to_pos2(),
                (clip_rect.max.to_vec2() * pixels_per_point).to_pos2(),
            );
            for corners in mesh.indices.chunks_exact(3) {
                let corners = [0, 1, 2].map(|at| mesh.vertices[corners[at] as usize]);
                self.triangle(corners, pixels_per_point, &clip, (&texture, filter));
            }
        }
    }

    fn triangle(
        &mut self,
        corners: [Vertex; 3],
        pixels_per_point: f32,
        clip: &Rect,
        (texture, filter): (&ColorImage, TextureFilter),
    ) {
        let at = corners.map(|corner| corner.pos.to_vec2() * pixels_per_point);
        let doubled = (at[1] - at[0]).x * (at[2] - at[0]).y - (at[1] - at[0]).y * (at[2] - at[0]).x;
        if doubled == 0.0 {
            return;
        }
        let span = |of: fn(&egui::Vec2) -> f32, least: f32, most: f32, all: usize| {
            let from = at.iter().map(of).fold(f32::INFINITY, f32::min).max(least);
            let to = at.iter().map(of).fold(f32::NEG_INFINITY, f32::max).min(most);
            ((from - 0.5).ceil().max(0.0) as usize)..((to + 0.5).ceil().max(0.0) as usize).min(all)
        };
        let (columns, rows) = (
            span(|at| at.x, clip.min.x, clip.max.x, self.width), //
            span(|at| at.y, clip.min.y, clip.max.y, self.height),
        );
        // A pixel on the edge between two triangles belongs to one of them: to that of which it is a left or an upper edge.
        let side = |from: usize, to: usize, x: f32, y: f32| {
            let (along, p) = (at[to] - at[from], egui::vec2(x, y) - at[from]);
            let value = (along.x * p.y - along.y * p.x) * doubled.signum();
            let along = along * doubled.signum();
            let owned = along.y < 0.0 || (along.y == 0.0 && along.x > 0.0);
            if value > 0.0 || (value == 0.0 && owned) { Some(value) } else { None }
        };
        for row in rows {
            for column in columns.clone() {
                let (x, y) = (column as f32 + 0.5, row as f32 + 0.5);
                let (Some(a), Some(b), Some(c)) = (side(1, 2, x, y), side(2, 0, x, y), side(0, 1, x, y)) else {
                    continue;
                };
                if !clip.contains(egui::pos2(x, y)) {
                    continue;
                }
                let shares = [a, b, c].map(|part| part / doubled.abs());
                let mix = |of: &dyn Fn(&Vertex) -> f32| (0..3).map(|at| shares[at] * of(&corners[at])).sum::<f32>();
                let uv = (mix(&|corner| corner.uv.x), mix(&|corner| corner.uv.y));
                let texel = sample(texture, filter, uv);
                let own: [f32; 4] = std::array::from_fn(|part| {
                    mix(&|corner| f32::from(corner.color.to_array()[part])) * texel[part] / 255.0 //
                });
                let pixel = &mut self.pixels[row * self.width + column];
                for part in 0..3 {
                    pixel[part] = own[part] + pixel[part] * (1.0 - own[3] / 255.0);
                }
            }
        }
    }

    /// What is so far from every edge.
    pub fn without(&self, edge: usize) -> Self {
        let (width, height) = (self.width - 2 * edge, self.height - 2 * edge);
        let row = |row: usize| &self.pixels[(row + edge) * self.width + edge..][..width];
        Self { width, height, pixels: (0..height).flat_map(row).copied().collect(), textures: HashMap::new() }
    }

    /// As a PNG.
    pub fn png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width as u32, self.height as u32);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("a head");
        let data: Vec<u8> = self.pixels.iter().flatten().map(|part| part.round().clamp(0.0, 255.0) as u8).collect();
        writer.write_image_data(&data).expect("pixels");
        writer.finish().expect("an end");
        bytes
    }
}

fn sample(texture: &ColorImage, filter: TextureFilter, (u, v): (f32, f32)) -> [f32; 4] {
    let [width, height] = texture.size;
    let texel = |x: isize, y: isize| {
        let (x, y) = (x.clamp(0, width as isize - 1) as usize, y.clamp(0, height as isize - 1) as usize);
        texture.pixels[y * width + x].to_array().map(f32::from)
    };
    let (x, y) = (u * width as f32, v * height as f32);
    if filter == TextureFilter::Nearest {
        return texel(x.floor() as isize, y.floor() as isize);
    }
    let (x, y) = (x - 0.5, y - 0.5);
    let (left, top) = (x.floor(), y.floor());
    let (right_share, low_share) = (x - left, y - top);
    let (left, top) = (left as isize, top as isize);
    let near = [texel(left, top), texel(left + 1, top), texel(left, top + 1), texel(left + 1, top + 1)];
    std::array::from_fn(|part| {
        let upper = near[0][part] * (1.0 - right_share) + near[1][part] * right_share;
        let lower = near[2][part] * (1.0 - right_share) + near[3][part] * right_share;
        upper * (1.0 - low_share) + lower * low_share
    })
}
