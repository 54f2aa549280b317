//! From pixels to the bytes that are stored.

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};

use super::error::MediaError;
use super::format::Format;
use super::pixels;

/// JPEG quality of stored originals: no visible loss at normal viewing.
const ORIGINAL_QUALITY: u8 = 90;
/// JPEG quality of thumbnails.
const SMALL_QUALITY: u8 = 80;
/// How many times larger a PNG packed in haste may get than one packed well. A first look with haste spares
/// photographs, where the PNG never wins, a second or more.
const HASTE_MAX: usize = 3;

/// An encoded picture, with nothing in it but pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the bytes are.
    pub format: Format,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Encodes a still to be opened: a JPEG stays a JPEG, PNG and GIF stay lossless, WebP becomes what is smaller.
pub(super) fn original(image: &DynamicImage, source: Format) -> Result<Picture, MediaError> {
    match source {
        Format::Jpeg => jpeg(image, ORIGINAL_QUALITY),
        Format::Png | Format::Gif => png(image),
        Format::WebP => smaller(image, ORIGINAL_QUALITY),
    }
}

/// Encodes a still to be seen small.
pub(super) fn small(image: &DynamicImage, source: Format) -> Result<Picture, MediaError> {
    match source {
        Format::Jpeg => jpeg(image, SMALL_QUALITY),
        Format::Png | Format::Gif | Format::WebP => smaller(image, SMALL_QUALITY),
    }
}

/// PNG if transparent, else the smaller of PNG and JPEG: drawings and screenshots come out as the one, sharp, and
/// photographs as the other.
fn smaller(image: &DynamicImage, quality: u8) -> Result<Picture, MediaError> {
    if pixels::has_alpha(image) {
        return png(image);
    }
    let lossy = jpeg(image, quality)?;
    let estimate = png_packed(image, CompressionType::Fast)?.bytes.len();
    if estimate / HASTE_MAX > lossy.bytes.len() {
        return Ok(lossy);
    }
    let lossless = png(image)?;
    Ok(if lossless.bytes.len() <= lossy.bytes.len() { lossless } else { lossy })
}

/// Lossless, and the only one here that keeps alpha.
pub(super) fn png(image: &DynamicImage) -> Result<Picture, MediaError> {
    png_packed(image, CompressionType::Default)
}

fn png_packed(image: &DynamicImage, effort: CompressionType) -> Result<Picture, MediaError> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new_with_quality(&mut bytes, effort, FilterType::Adaptive);
    write(encoder, image)?;
    Ok(picture(bytes, Format::Png, image))
}

fn jpeg(image: &DynamicImage, quality: u8) -> Result<Picture, MediaError> {
    let mut bytes = Vec::new();
    write(JpegEncoder::new_with_quality(&mut bytes, quality), image)?;
    Ok(picture(bytes, Format::Jpeg, image))
}

fn write(encoder: impl ImageEncoder, image: &DynamicImage) -> Result<(), MediaError> {
    encoder
        .write_image(image.as_bytes(), image.width(), image.height(), image.color().into())
        .map_err(|_| MediaError::Encode)
}

fn picture(bytes: Vec<u8>, format: Format, image: &DynamicImage) -> Picture {
    Picture { bytes, format, width: image.width(), height: image.height() }
}
