//! Pictures drawn in code: avatars of plain shapes, and three scenes.

use std::io::Cursor;

use image::{ImageFormat, ImageResult, Rgb, RgbImage};

const AVATAR_SIDE_PX: u32 = 256;
const SCENE_PX: (u32, u32) = (640, 360);

type Colour = [u8; 3];

/// The `n`th avatar, a PNG.
pub(super) fn avatar(n: usize, colour: Colour) -> ImageResult<Vec<u8>> {
    let half = f64::from(AVATAR_SIDE_PX / 2);
    png(&RgbImage::from_fn(AVATAR_SIDE_PX, AVATAR_SIDE_PX, |x, y| {
        let (x, y) = ((f64::from(x) - half) / half, (f64::from(y) - half) / half);
        let inside = match n % 4 {
            0 => x.hypot(y) < 0.6,
            1 => x.abs() + y.abs() < 0.7,
            2 => (0.35..0.65).contains(&x.hypot(y)),
            _ => x.abs() < 0.2 || y.abs() < 0.2,
        };
        Rgb(if inside { mixed(colour, [255, 255, 255], 0.75) } else { colour })
    }))
}

/// A scene by its name, a PNG; a grey field for an unknown one.
pub(super) fn scene(name: &str) -> ImageResult<Vec<u8>> {
    let draw = match name {
        "dawn" => dawn,
        "bars" => bars,
        "garden" => garden,
        _ => |_, _| [128, 128, 128],
    };
    let (width, height) = SCENE_PX;
    png(&RgbImage::from_fn(width, height, |x, y| {
        Rgb(draw(f64::from(x) / f64::from(width), f64::from(y) / f64::from(height)))
    }))
}

/// A low sun over water. Both sides run from 0 to 1, from the upper left.
fn dawn(x: f64, y: f64) -> Colour {
    const ORANGE: Colour = [240, 140, 60];
    if y > 0.62 {
        return mixed([30, 40, 60], ORANGE, (0.25 - (x - 0.5).abs()).max(0.0));
    }
    let sun = ((x - 0.5) * 16.0 / 9.0).hypot(y - 0.52);
    if sun < 0.08 { [255, 236, 180] } else { mixed([90, 60, 130], ORANGE, y / 0.62) }
}

/// Seven bars, the last in orange.
fn bars(x: f64, y: f64) -> Colour {
    let place = (x - 0.1) / 0.8 * 7.0;
    let bar = place.floor();
    let height = 0.15 + 0.1 * bar;
    let inside = (0.0..7.0).contains(&place) && place - bar < 0.7 && y < 0.92 && y > 0.92 - height;
    match (inside, bar < 6.0) {
        (true, true) => [50, 100, 160],
        (true, false) => [230, 130, 40],
        (false, _) => [255, 255, 255],
    }
}

/// Hedges and benches.
fn garden(x: f64, y: f64) -> Colour {
    if y < 0.35 {
        return mixed([150, 200, 240], [220, 238, 250], y / 0.35);
    }
    let row = ((y - 0.35) * 6.0).fract();
    let bench = (x * 3.0).fract();
    if row > 0.7 && (0.35..0.65).contains(&bench) && y > 0.6 && y < 0.87 {
        return [120, 80, 50];
    }
    if row < 0.5 { [60, 120, 60] } else { [170, 200, 130] }
}

fn mixed(a: Colour, b: Colour, share: f64) -> Colour {
    let share = share.clamp(0.0, 1.0);
    let mix = |n: usize| f64::from(a[n]) * (1.0 - share) + f64::from(b[n]) * share;
    [mix(0) as u8, mix(1) as u8, mix(2) as u8]
}

fn png(picture: &RgbImage) -> ImageResult<Vec<u8>> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}
