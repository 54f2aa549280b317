//! The composer's form as it was sent.

use base::{Id, Outcome, Problem};
use bytes::Bytes;
use media::{DESCRIPTION_CHARS_MAX, MediaEdit};
use web::{Node, Params};

use crate::draft::Draft;
use crate::model::Visibility;
use crate::polls::edit::PollEdit;
use crate::revise::Revision;

/// What the composer sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) text: String,
    pub(super) spoiler: String,
    pub(super) sensitive: bool,
    pub(super) visibility: ui::Visibility,
    pub(super) language: Option<String>,
    pub(super) reply_to: Option<Id>,
    pub(super) quote: Option<Id>,
    pub(super) key: String,
    /// What is attached, with its description as it was typed.
    pub(super) media: Vec<(Id, String)>,
    pub(super) uploads: Vec<Bytes>,
    /// Only the files are to be taken in now.
    pub(super) attach: bool,
}

impl Sent {
    pub(super) fn read(params: &Params) -> Outcome<Self> {
        let text = |name: &str| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().to_owned());
        let chosen =
            params.filled("visibility")?.map(|name| ui::Visibility::parse(name).ok_or(name)).transpose();
        let mut media = Vec::new();
        for id in params.ids("media_ids")? {
            if !params.is_set(&format!("remove_{id}"))? && media.iter().all(|(known, _)| *known != id) {
                media.push((id, text(&format!("alt_{id}"))?));
            }
        }
        Ok(Self {
            text: text("status")?,
            spoiler: text("spoiler_text")?,
            sensitive: params.is_set("sensitive")?,
            visibility: chosen
                .map_err(|_| Problem::invalid("Visibility is not included in the list"))?
                .unwrap_or_default(),
            language: params.filled("language")?.and_then(text::language_code),
            reply_to: params.id("in_reply_to_id")?,
            quote: params.id("quoted_status_id")?,
            key: text("idempotency_key")?,
            media,
            uploads: uploads(params),
            attach: params.text("do")? == Some("attach"),
        })
    }

    pub(super) fn ids(&self) -> Vec<Id> {
        self.media.iter().map(|(id, _)| *id).collect()
    }

    /// Descriptions fit to store.
    pub(super) fn descriptions(&self) -> Outcome<Vec<(Id, String)>> {
        let fit = |(id, typed): &(Id, String)| {
            let clean = text::clean(typed).trim().to_owned();
            if text::graphemes(&clean) > DESCRIPTION_CHARS_MAX {
                return Err(Problem::invalid(format!(
                    "A description can have {DESCRIPTION_CHARS_MAX} characters"
                )));
            }
            Ok((*id, clean))
        };
        self.media.iter().map(fit).collect()
    }

    pub(super) fn draft(&self) -> Draft {
        Draft {
            text: self.text.clone(),
            spoiler: self.spoiler.clone(),
            sensitive: self.sensitive,
            visibility: Visibility::parse(self.visibility.value()),
            language: self.language.clone(),
            reply_to: self.reply_to,
            quote: self.quote,
            media: self.ids(),
            idempotency_key: Some(self.key.clone()).filter(|key| !key.is_empty()),
            ..Draft::default()
        }
    }

    pub(super) fn revision(&self) -> Outcome<Revision> {
        let describe = |(id, text)| MediaEdit { id, description: Some(text), ..MediaEdit::default() };
        Ok(Revision {
            text: self.text.clone(),
            spoiler: self.spoiler.clone(),
            sensitive: self.sensitive,
            language: self.language.clone(),
            media: Some(self.ids()),
            media_edits: self.descriptions()?.into_iter().map(describe).collect(),
            poll: PollEdit::Keep,
        })
    }
}

impl Sent {
    /// Reads it, and leaves no files behind: they hold memory.
    pub(super) fn take(params: &mut Params) -> Outcome<Self> {
        let sent = Self::read(params)?;
        params.drop_files();
        Ok(sent)
    }
}

fn uploads(params: &Params) -> Vec<Bytes> {
    let file = |node: &&Node| match node {
        Node::File(upload) if !upload.bytes.is_empty() => Some(upload.bytes.clone()),
        _ => None,
    };
    params.list("files").iter().filter_map(file).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(body: &str) -> Sent {
        Sent::read(&Params::from_urlencoded(body.as_bytes()).unwrap()).unwrap()
    }

    #[test]
    fn the_form_is_read_whole() {
        let sent = sent(
            "status=Hello&spoiler_text=Wound&sensitive=1&visibility=private&language=en&in_reply_to_id=5\
             &idempotency_key=k&media_ids[]=7&media_ids[]=8&media_ids[]=7&alt_7=An+x-ray&remove_8=1&do=attach",
        );
        assert_eq!((sent.text.as_str(), sent.spoiler.as_str(), sent.sensitive), ("Hello", "Wound", true));
        assert_eq!((sent.visibility, sent.reply_to), (ui::Visibility::Followers, Some(Id(5))));
        assert_eq!(sent.media, [(Id(7), "An x-ray".to_owned())]);
        assert!(sent.attach);
        let draft = sent.draft();
        assert_eq!((draft.visibility, draft.media), (Some(Visibility::Followers), vec![Id(7)]));
        assert_eq!(draft.idempotency_key.as_deref(), Some("k"));
        let revision = sent.revision().unwrap();
        assert_eq!(revision.media_edits[0].description.as_deref(), Some("An x-ray"));
    }

    #[test]
    fn a_file_input_that_was_left_empty_is_nothing() {
        for body in ["files[]=", "files=", "status=x"] {
            assert!(sent(body).uploads.is_empty(), "{body}");
        }
    }

    #[test]
    fn unknown_words_never_widen_who_sees_it() {
        let params = Params::from_urlencoded(b"status=x&visibility=friends").unwrap();
        assert!(Sent::read(&params).is_err());
    }

    #[test]
    fn descriptions_are_cleaned_and_limited() {
        assert_eq!(sent("media_ids[]=7&alt_7=+a+").descriptions().unwrap(), [(Id(7), "a".to_owned())]);
        let long = format!("media_ids[]=7&alt_7={}", "x".repeat(DESCRIPTION_CHARS_MAX + 1));
        assert!(sent(&long).descriptions().is_err());
    }
}
