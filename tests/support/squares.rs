//! Pictures as the eye compares them: the mean brightness of small squares, whoever smooths the edges.

/// Pixels along the side of a square.
const SQUARE: usize = 6;

pub struct Squares {
    across: usize,
    values: Vec<f32>,
}

/// The squares of a PNG.
pub fn squares(png: &[u8]) -> Squares {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().unwrap();
    let mut data = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut data).unwrap();
    let (width, height, samples) = (info.width as usize, info.height as usize, info.color_type.samples());
    let (across, down) = (width / SQUARE, height / SQUARE);
    let mut values = Vec::new();
    for square in 0..across * down {
        let (left, top) = (square % across * SQUARE, square / across * SQUARE);
        let pixels = (0..SQUARE * SQUARE).map(|at| (left + at % SQUARE, top + at / SQUARE));
        let sum: f32 = pixels
            .flat_map(|(x, y)| (0..3).map(move |part| (y * width + x) * samples + part.min(samples - 1)))
            .map(|at| f32::from(data[at]))
            .sum();
        values.push(sum / (SQUARE * SQUARE * 3) as f32);
    }
    Squares { across, values }
}

/// The mean difference of two pictures, and the largest, of 255.
pub fn difference(a: &Squares, b: &Squares) -> (f32, f32) {
    assert_eq!((a.across, a.values.len()), (b.across, b.values.len()), "they differ in size");
    let each: Vec<f32> = a.values.iter().zip(&b.values).map(|(a, b)| (a - b).abs()).collect();
    (each.iter().sum::<f32>() / each.len() as f32, each.iter().copied().fold(0.0, f32::max))
}
