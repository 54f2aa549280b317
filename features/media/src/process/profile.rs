//! Avatars, headers and custom emojis.

use super::animation;
use super::decode::{self, Probe};
use super::encode::{self, Picture};
use super::error::MediaError;
use super::guarded;
use super::limits::{
    AVATAR_SIDE_PX_MAX, EMOJI_PIXELS_MAX, HEADER_HEIGHT_PX_MAX, HEADER_WIDTH_PX_MAX, Limits,
};
use super::pixels::{self, Plan};
use super::survey::{self, Survey};

/// An avatar, header or emoji, ready to be stored and served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfilePicture {
    /// The picture, moving if the upload was.
    pub picture: Picture,
    /// The same as a still, for those who do not want motion; equal to `picture` if that is one.
    pub still: Picture,
}

/// An avatar: the middle square, at most [`AVATAR_SIDE_PX_MAX`] a side, never enlarged.
///
/// # Errors
/// As [`attachment`](super::attachment).
pub fn avatar(bytes: &[u8], limits: &Limits) -> Result<ProfilePicture, MediaError> {
    guarded(|| covering(bytes, limits, AVATAR_SIDE_PX_MAX, AVATAR_SIDE_PX_MAX))
}

/// A profile header: the middle in the proportions 3 to 1, at most [`HEADER_WIDTH_PX_MAX`] by
/// [`HEADER_HEIGHT_PX_MAX`], never enlarged.
///
/// # Errors
/// As [`attachment`](super::attachment).
pub fn header(bytes: &[u8], limits: &Limits) -> Result<ProfilePicture, MediaError> {
    guarded(|| covering(bytes, limits, HEADER_WIDTH_PX_MAX, HEADER_HEIGHT_PX_MAX))
}

/// A custom emoji: the whole picture, of at most [`EMOJI_PIXELS_MAX`], never enlarged; a still one as PNG.
///
/// # Errors
/// As [`attachment`](super::attachment).
pub fn emoji(bytes: &[u8], limits: &Limits) -> Result<ProfilePicture, MediaError> {
    guarded(|| {
        let probe = decode::inspect(bytes, limits)?;
        let survey = survey::survey(probe.format, bytes);
        if survey.frames > 1 {
            let plan = Plan::shrink(probe.width, probe.height, EMOJI_PIXELS_MAX);
            return moving(bytes, &probe, &survey, limits, plan);
        }
        let image = decode::still(bytes, &probe, limits)?;
        let plan = Plan::shrink(image.width(), image.height(), EMOJI_PIXELS_MAX);
        let picture = encode::png(&pixels::apply(&image, &plan)?)?;
        Ok(ProfilePicture { still: picture.clone(), picture })
    })
}

fn covering(
    bytes: &[u8],
    limits: &Limits,
    width_max: u32,
    height_max: u32,
) -> Result<ProfilePicture, MediaError> {
    let probe = decode::inspect(bytes, limits)?;
    let survey = survey::survey(probe.format, bytes);
    if survey.frames > 1 {
        let plan = Plan::cover(probe.width, probe.height, width_max, height_max);
        return moving(bytes, &probe, &survey, limits, plan);
    }
    let image = decode::still(bytes, &probe, limits)?;
    let plan = Plan::cover(image.width(), image.height(), width_max, height_max);
    let picture = encode::original(&pixels::apply(&image, &plan)?, probe.format)?;
    Ok(ProfilePicture { still: picture.clone(), picture })
}

fn moving(
    bytes: &[u8],
    probe: &Probe,
    survey: &Survey,
    limits: &Limits,
    plan: Plan,
) -> Result<ProfilePicture, MediaError> {
    let moved = animation::reencode(bytes, probe, survey, limits, plan)?;
    let still = encode::png(&pixels::apply(&moved.first, &plan)?)?;
    Ok(ProfilePicture { picture: moved.picture, still })
}
