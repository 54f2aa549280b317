use std::ops::Deref;
use std::sync::OnceLock;

use accounts::Shown as Person;
use base::Id;

use emojis::Emoji;

use crate::entity::Rendered;
use crate::model::Post;

/// A post rendered for everyone.
pub struct Shown {
    post: Post,
    /// The id in decimal, for addresses.
    pub(crate) id_text: String,
    /// The post's `Status` entity up to and including `"account":`.
    pub(crate) json: Box<[u8]>,
    /// The text as HTML.
    pub content: String,
    /// The custom emojis of its texts.
    pub emojis: ui::Emojis,
    /// Those of the answers of its poll.
    pub(crate) poll_emojis: Vec<Emoji>,
    /// The collections that it links to.
    pub(crate) tagged: Vec<Id>,
    /// [`Shown::sought`] without case; made when the first filter asks.
    folded: OnceLock<Box<str>>,
    /// Keys of its hashtags; read out of the text when somebody first asks.
    tags: OnceLock<Box<[String]>>,
}

impl Deref for Shown {
    type Target = Post;

    fn deref(&self) -> &Post {
        &self.post
    }
}

impl Shown {
    /// A post with what was rendered of it.
    pub(crate) fn new(post: Post, rendered: Rendered) -> Self {
        let Rendered { json, content, emojis, poll_emojis, tagged } = rendered;
        let id_text = post.id.to_string();
        let (folded, tags) = (OnceLock::new(), OnceLock::new());
        Self { id_text, post, json, content, emojis, poll_emojis, tagged, folded, tags }
    }

    /// The post itself.
    pub fn post(&self) -> &Post {
        &self.post
    }

    /// The page's path.
    pub fn path(&self, author: &Person) -> String {
        format!("{}/{}", author.path(), self.id_text)
    }

    /// What filters look at: the warning, the text, the answers of a poll and the descriptions of the media.
    pub fn sought(&self) -> String {
        let post = &self.post;
        let answers = post.poll.iter().flat_map(|poll| &poll.options).map(|option| option.title.as_str());
        let described = post.media.iter().filter_map(|media| media.description.as_deref());
        let parts = [post.spoiler.as_str(), post.text.as_str()].into_iter().chain(answers).chain(described);
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
    }

    /// [`Shown::sought`] as [`text::fold_case`] makes it: once, for all who ask.
    pub fn folded(&self) -> &str {
        self.folded.get_or_init(|| text::fold_case(&self.sought()).into_boxed_str())
    }

    /// Keys of its hashtags: read once, for all who ask.
    pub fn tags(&self) -> &[String] {
        let read = || text::hashtags(&self.post.text).into_iter().map(|tag| tag.key).collect();
        self.tags.get_or_init(read)
    }

    pub(crate) fn weight(&self) -> usize {
        let post = &self.post;
        512 + self.json.len()
            + self.content.len()
            + post.text.len() * 2
            + post.spoiler.len()
            + post.media.len() * 512
            + post.poll.as_ref().map_or(0, |poll| poll.weight())
            + (self.emojis.len() + self.poll_emojis.len()) * 512
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Visibility;
    use crate::polls::{Poll, PollOption};
    use crate::rules::tests::post;

    fn poll() -> Poll {
        let option = |title: &str| PollOption { title: title.to_owned(), votes: 0 };
        Poll {
            options: vec![option("YES"), option("no")],
            multiple: false,
            hide_totals: false,
            expires_ms: 1,
            revision: 0,
            voters: 0,
        }
    }

    #[test]
    fn what_filters_look_at() {
        let plain = post(1, Visibility::Public);
        let asked = Post { poll: Some(Box::new(poll())), ..plain.clone() };
        let warned = Post { spoiler: "Careful".to_owned(), text: "Straße".to_owned(), ..plain.clone() };
        for (post, sought, folded) in [
            (plain, "hello", "hello"),
            (asked, "hello\n\nYES\n\nno", "hello\n\nyes\n\nno"),
            (warned, "Careful\n\nStraße", "careful\n\nstrasse"),
        ] {
            let shown = Shown::new(post, Rendered::default());
            assert_eq!((shown.sought().as_str(), shown.folded()), (sought, folded));
        }
    }
}
