//! What an upload may cost, and how large the results are.

/// Bytes of an uploaded image: 16 MiB, Mastodon's limit.
pub const UPLOAD_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Pixels of an uploaded image (7680 x 4320), the `image_matrix_limit` that Mastodon announces to clients.
pub const PIXELS_MAX: u64 = 33_177_600;
/// Longest side of an uploaded image, in pixels; also the most that WebP can express.
pub const SIDE_PX_MAX: u32 = 16_384;
/// Frames of an uploaded animation.
pub const FRAMES_MAX: usize = 500;
/// Frames times pixels of an uploaded animation, which is what decoding it costs.
pub const ANIMATION_PIXELS_MAX: u64 = 200_000_000;
/// Memory one decoder may take, in bytes: the largest image at 16 bits a channel with alpha.
pub const ALLOC_BYTES_MAX: u64 = 256 * 1024 * 1024;

/// Pixels of a stored original (3840 x 2160); larger ones are reduced to it.
pub const ORIGINAL_PIXELS_MAX: u64 = 8_294_400;
/// Pixels of a thumbnail (640 x 360).
pub const SMALL_PIXELS_MAX: u64 = 230_400;
/// Frames times pixels of a stored animation, which is what encoding it costs; its frames are reduced to it.
pub const ANIMATION_ENCODED_PIXELS_MAX: u64 = 40_000_000;
/// Bytes of a stored animation; its frames are reduced until it fits.
pub const ANIMATION_BYTES_MAX: usize = 16 * 1024 * 1024;
/// Side of a stored avatar, in pixels.
pub const AVATAR_SIDE_PX_MAX: u32 = 400;
/// Width of a stored profile header, in pixels.
pub const HEADER_WIDTH_PX_MAX: u32 = 1500;
/// Height of a stored profile header, in pixels.
pub const HEADER_HEIGHT_PX_MAX: u32 = 500;
/// Pixels of a stored emoji (256 x 256).
pub const EMOJI_PIXELS_MAX: u64 = 65_536;
/// Bytes of a stored emoji that moves; its frames are reduced until it fits.
pub const EMOJI_BYTES_MAX: usize = 256 * 1024;

/// What is accepted, and what the stored original is reduced to. The default is what the server announces; tests and small machines may lower it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes_max: usize,
    /// Width times height, in pixels.
    pub pixels_max: u64,
    /// Width and height each, in pixels.
    pub side_px_max: u32,
    /// Frames of an animation.
    pub frames_max: usize,
    /// Frames times width times height of an animation, in pixels.
    pub animation_pixels_max: u64,
    /// Memory that one decoder may take, in bytes.
    pub alloc_bytes_max: u64,
    /// Pixels of a stored original; a larger one is stored smaller.
    pub original_pixels_max: u64,
    /// Frames times pixels of a stored animation; a longer one is stored smaller.
    pub animation_encoded_pixels_max: u64,
    /// Bytes of a stored animation; one with more detail is stored smaller.
    pub animation_bytes_max: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes_max: UPLOAD_BYTES_MAX,
            pixels_max: PIXELS_MAX,
            side_px_max: SIDE_PX_MAX,
            frames_max: FRAMES_MAX,
            animation_pixels_max: ANIMATION_PIXELS_MAX,
            alloc_bytes_max: ALLOC_BYTES_MAX,
            original_pixels_max: ORIGINAL_PIXELS_MAX,
            animation_encoded_pixels_max: ANIMATION_ENCODED_PIXELS_MAX,
            animation_bytes_max: ANIMATION_BYTES_MAX,
        }
    }
}

impl Limits {
    /// The same in the decoders' terms.
    pub(super) fn codec(&self) -> image::Limits {
        let mut limits = image::Limits::no_limits();
        limits.max_image_width = Some(self.side_px_max);
        limits.max_image_height = Some(self.side_px_max);
        limits.max_alloc = Some(self.alloc_bytes_max);
        limits
    }
}
