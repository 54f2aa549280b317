//! What a video or a sound may cost.

/// Mebibytes of an upload, unless the operator says otherwise.
pub const CLIP_MIB: usize = 40;
/// Frames a second, unless the operator says otherwise; Mastodon's limit.
pub const FRAME_RATE: u32 = 120;
/// Pixels of a frame (3840 x 2160), unless the operator says otherwise; Mastodon's limit.
pub const FRAME_PIXELS: u64 = 8_294_400;
/// How long a video or a sound may be.
pub const CLIP_MINUTES_MAX: u64 = 120;
/// Pixels of a frame (1920 x 1080) of a video that is converted; larger ones are reduced to it.
pub const CONVERTED_PIXELS_MAX: u64 = 2_073_600;
/// Frames a second of a video that is converted; faster ones are reduced to it.
pub const CONVERTED_FRAME_RATE_MAX: u32 = 60;
/// How long all programs that work on one upload may run together.
pub const CONVERT_MS_MAX: u64 = 8 * 60 * 1_000;
/// Videos without sound that are at most so long are shown like animated pictures.
pub const GIFV_MS_MAX: u64 = 60_000;

/// What is accepted. The default is what the server announces unless the operator says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClipLimits {
    /// Bytes of the file.
    pub bytes_max: usize,
    /// Width times height, in pixels.
    pub pixels_max: u64,
    /// Frames a second.
    pub frame_rate_max: u32,
    /// Milliseconds of all programs that work on one file.
    pub convert_ms_max: u64,
}

impl Default for ClipLimits {
    fn default() -> Self {
        Self {
            bytes_max: CLIP_MIB << 20,
            pixels_max: FRAME_PIXELS,
            frame_rate_max: FRAME_RATE,
            convert_ms_max: CONVERT_MS_MAX,
        }
    }
}
