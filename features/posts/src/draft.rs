use base::{Id, Outcome, Problem};
use serde::{Deserialize, Serialize};

use crate::Posts;
use crate::model::Visibility;
use crate::polls::PollDraft;
use crate::quotes::QuotePolicy;

/// A post to be.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Plain text; cleaned here.
    pub text: String,
    /// The warning that it is folded behind.
    pub spoiler: String,
    /// Hide media at first.
    pub sensitive: bool,
    /// Who may see it; `None` is the author's usual.
    pub visibility: Option<Visibility>,
    /// Language code; `None` is the author's usual.
    pub language: Option<String>,
    /// What it answers.
    pub reply_to: Option<Id>,
    /// Uploaded before.
    pub media: Vec<Id>,
    /// A question below it.
    pub poll: Option<PollDraft>,
    /// What it quotes.
    pub quote: Option<Id>,
    /// Who may quote it; `None` is the author's usual.
    pub quote_policy: Option<QuotePolicy>,
    /// Name of the app.
    pub app: Option<String>,
    /// Where the app is at home.
    #[serde(default)]
    pub app_website: Option<String>,
    /// The same key within an hour is the same post.
    pub idempotency_key: Option<String>,
    /// The room of a hashtag chat that it is written in; the feature that keeps rooms has looked whether that may be.
    #[serde(skip)]
    pub room: Option<Id>,
    /// Texts that go on below it, each a post that answers the one before.
    pub then: Vec<String>,
    /// The draft or scheduled post whose place this takes; it is gone with the publication.
    #[serde(skip)]
    pub replaces: Option<Id>,
    /// The scheduled post that this is; it is claimed with the publication.
    #[serde(skip)]
    pub scheduled: Option<Id>,
}

impl Draft {
    /// What is folded behind a warning is folded with its pictures.
    pub(crate) fn is_sensitive(&self) -> bool {
        self.sensitive || !self.spoiler.is_empty()
    }
}

impl Posts {
    /// Apps filter and translate by the language of a post, and take it for granted: where nothing is said, it is the
    /// author's usual one, else that of this server.
    pub(crate) async fn in_a_language(&self, author: Id, draft: Draft) -> Outcome<Draft> {
        if draft.language.is_some() {
            return Ok(draft);
        }
        let author = self.accounts().account(author).await?.ok_or_else(Problem::not_found)?;
        let usual = author.posting.language.clone();
        let language = usual.unwrap_or_else(|| self.accounts().site_language().to_owned());
        Ok(Draft { language: Some(language), ..draft })
    }
}
