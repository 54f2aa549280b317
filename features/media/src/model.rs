use base::{Id, Outcome, Problem};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use web::Params;

use crate::attach::MEDIA_PER_POST_MAX;
use crate::clip::{ClipError, Facts};
use crate::names::Folder;
use crate::process::MediaError;

/// Grapheme clusters of a description.
pub const DESCRIPTION_CHARS_MAX: usize = 1_500;

/// A picture, a video or a sound that is attached to a post, or may be.
#[derive(Debug, Clone, PartialEq)]
pub struct Attachment {
    /// Its id, beside the account's.
    pub id: Id,
    /// Mastodon's `type`: `image` (an animated GIF too), `video`, `gifv` or `audio`.
    pub kind: String,
    /// Blob of the picture; none while it is processed.
    pub original: Option<String>,
    /// Blob of the thumbnail.
    pub small: Option<String>,
    /// Content type of `original`.
    pub mime: Option<String>,
    /// What the picture shows, in words, plain text.
    pub description: Option<String>,
    /// What must stay in sight when the picture is cropped.
    pub focus: Option<Focus>,
    /// A blurred placeholder, see <https://blurha.sh>.
    pub blurhash: Option<String>,
    /// Pixels of `original`; 0 while it is processed, as below.
    pub width: u32,
    /// Pixels of `original`.
    pub height: u32,
    /// Pixels of `small`.
    pub small_width: u32,
    /// Pixels of `small`.
    pub small_height: u32,
    /// What is told of a video or a sound that is ready.
    pub clip: Option<Facts>,
}

/// A point of a picture: from -1 (left, bottom) to 1 (right, top).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Focus {
    /// From left to right.
    pub x: f64,
    /// From bottom to top.
    pub y: f64,
}

/// New words, a new focus or a new still for one attachment; `None` leaves it as it is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct MediaEdit {
    /// Which.
    pub id: Id,
    /// An empty text removes the description.
    pub description: Option<String>,
    /// The new focus.
    pub focus: Option<Focus>,
    /// A picture to be seen before a video or a sound is played, as it was sent. Pictures have none but themselves.
    pub thumbnail: Option<Bytes>,
    /// What [`Media::with_covers`](crate::Media::with_covers) made of it.
    pub cover: Option<Cover>,
}

/// A still that was made of what somebody sent, and is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Cover {
    pub(crate) name: String,
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) blurhash: String,
}

/// How far an upload has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Processing,
    Ready,
    Failed,
}

/// A row of `media`.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) attachment: Attachment,
    pub(crate) post: Option<Id>,
    pub(crate) state: State,
    pub(crate) folder: Folder,
    pub(crate) error: Option<String>,
}

impl State {
    /// From its name in the table.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        match name {
            "processing" => Some(Self::Processing),
            "ready" => Some(Self::Ready),
            "failed" => Some(Self::Failed),
            _ => None,
        }
    }
}

impl Focus {
    /// Reads Mastodon's `x,y`. What lies outside of the picture is moved to its edge: clients round.
    ///
    /// # Errors
    /// 422 when it is not two numbers.
    pub fn parse(text: &str) -> Outcome<Self> {
        let bad = || Problem::invalid("Focus is not two numbers from -1 to 1");
        let side =
            |text: &str| text.trim().parse().ok().filter(|n: &f64| n.is_finite()).map(|n| n.clamp(-1.0, 1.0));
        let (x, y) = text.split_once(',').ok_or_else(bad)?;
        Ok(Self { x: side(x).ok_or_else(bad)?, y: side(y).ok_or_else(bad)? })
    }
}

impl MediaEdit {
    /// Reads `description`, `focus` and `thumbnail` for the attachment `id`.
    ///
    /// # Errors
    /// 422 when the description is too long or the focus is none.
    pub fn read(id: Id, params: &Params) -> Outcome<Self> {
        let description = params.text("description")?.map(cleaned).transpose()?;
        let focus = params.filled("focus")?.map(Focus::parse).transpose()?;
        Ok(Self { id, description, focus, thumbnail: thumbnail(params)?, cover: None })
    }

    /// Reads Mastodon's `media_attributes[]` of an edited post; entries without an id are passed over.
    ///
    /// # Errors
    /// As [`MediaEdit::read`], and 422 for more than a post has, and for one that comes twice.
    pub fn list(params: &Params) -> Outcome<Vec<Self>> {
        let mut edits: Vec<Self> = Vec::new();
        for node in params.list("media_attributes") {
            let map = node.as_map("media_attributes")?;
            if let Some(id) = map.id("id")? {
                if edits.len() >= MEDIA_PER_POST_MAX || edits.iter().any(|edit| edit.id == id) {
                    return Err(Problem::invalid(
                        "media_attributes names more files than a post has, or one twice",
                    ));
                }
                edits.push(Self::read(id, map)?);
            }
        }
        Ok(edits)
    }
}

/// A file, or the same written as text (`data:image/png;base64,..`). Other text is no picture, which whoever reads it
/// says.
fn thumbnail(params: &Params) -> Outcome<Option<Bytes>> {
    if let Ok(file) = params.file("thumbnail") {
        return Ok(file.map(|file| file.bytes).filter(|bytes| !bytes.is_empty()));
    }
    let text = params.text("thumbnail")?.unwrap_or_default();
    let coded = text.strip_prefix("data:").and_then(|rest| rest.split_once(";base64,"));
    let bytes = coded.and_then(|(_, coded)| STANDARD.decode(coded.trim()).ok());
    Ok(Some(bytes.map_or_else(|| Bytes::copy_from_slice(text.as_bytes()), Bytes::from)))
}

/// A description fit to store.
pub(crate) fn cleaned(description: &str) -> Outcome<String> {
    let clean = text::clean(description).trim().to_owned();
    if text::graphemes(&clean) > DESCRIPTION_CHARS_MAX {
        let text = format!("Description is too long (maximum is {DESCRIPTION_CHARS_MAX} characters)");
        return Err(Problem::invalid(text));
    }
    Ok(clean)
}

/// The answer to an upload that is refused. `what` is Mastodon's name of the parameter.
pub(crate) fn refusal(what: &str, error: &MediaError) -> Problem {
    match error {
        MediaError::UnknownType => {
            Problem::invalid(format!("{what} content type is invalid, {what} is invalid"))
        }
        other => Problem::invalid(other),
    }
}

/// The answer to a video or a sound that is refused.
pub(crate) fn clip_refusal(error: &ClipError) -> Problem {
    match error {
        ClipError::UnknownType => refusal("File", &MediaError::UnknownType),
        other => Problem::invalid(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn focus_is_two_numbers_within_the_picture() {
        let table = [
            ("0,0", Some((0.0, 0.0))),
            ("-0.5, 0.25", Some((-0.5, 0.25))),
            ("1.0000001,-7", Some((1.0, -1.0))),
            ("", None),
            ("1", None),
            ("1,2,3", None),
            ("NaN,0", None),
            ("inf,0", None),
            ("a,b", None),
        ];
        for (text, expected) in table {
            let expected = expected.map(|(x, y)| Focus { x, y });
            assert_eq!(Focus::parse(text).ok(), expected, "{text:?}");
        }
    }

    #[test]
    fn descriptions_count_as_readers_do() {
        let family = "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}";
        assert!(cleaned(&family.repeat(DESCRIPTION_CHARS_MAX)).is_ok());
        assert!(cleaned(&"x".repeat(DESCRIPTION_CHARS_MAX + 1)).is_err());
        assert_eq!(cleaned("  a\r\nb\0 ").unwrap(), "a\nb");
    }

    #[test]
    fn edits_of_a_post_are_read_from_a_list() {
        let form = "media_attributes[][id]=7&media_attributes[][description]=new&media_attributes[][id]=8\
            &media_attributes[][focus]=0,1&media_attributes[][description]=";
        let edits = MediaEdit::list(&Params::from_urlencoded(form.as_bytes()).unwrap()).unwrap();
        let first = MediaEdit { id: Id(7), description: Some("new".into()), ..MediaEdit::default() };
        let focus = Some(Focus { x: 0.0, y: 1.0 });
        let second = MediaEdit { id: Id(8), description: Some(String::new()), focus, ..first.clone() };
        assert_eq!(edits, [first, second]);
    }

    #[test]
    fn no_more_edits_than_a_post_has_media() {
        let list = |ids: &[u64]| {
            let form: Vec<_> = ids.iter().map(|id| format!("media_attributes[][id]={id}")).collect();
            MediaEdit::list(&Params::from_urlencoded(form.join("&").as_bytes()).unwrap())
                .map(|list| list.len())
        };
        assert_eq!(list(&[1, 2, 3, 4]).unwrap(), MEDIA_PER_POST_MAX);
        for bad in [[1, 2, 3, 4, 5].as_slice(), &[1, 2, 1]] {
            assert_eq!(list(bad).unwrap_err().kind(), base::Kind::Invalid);
        }
    }

    #[test]
    fn thumbnails_may_be_written_as_text() {
        let read = |form: &str| {
            thumbnail(&Params::from_urlencoded(form.as_bytes()).unwrap()).unwrap().map(|bytes| bytes.to_vec())
        };
        assert_eq!(read("thumbnail=data:image/png;base64,YWJj"), Some(b"abc".to_vec()));
        assert_eq!(read("thumbnail=data:image/png;base64,%25"), Some(b"data:image/png;base64,%".to_vec()));
        assert_eq!(read("thumbnail=x"), Some(b"x".to_vec()));
        assert_eq!((read("thumbnail="), read("")), (None, None));
    }
}
