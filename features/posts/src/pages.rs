//! The pages about posts, and posts as the pages of other features show them.

mod acts;
mod compose;
mod edit;
mod form;
mod meta;
mod questions;
mod reading;
mod waiting;

use std::collections::HashMap;

use accounts::pages::person_line;
use base::{Id, Ms, Outcome, Problem, iso_ms, random};
use media::Attachment;
use ui::{ComposerView, Gone, MediaKind, MediaView, Mine, PostView, QuotedView};
use web::{Route, Visit};

use crate::Posts;
use crate::chain::THREAD_POSTS_MAX;
use crate::filtered::{Fold, Place};
use crate::model::{Flags, Post, Visibility};
use crate::polls::{POLL_OPTION_CHARS_MAX, POLL_OPTIONS_MAX};
use crate::quotes::{QuoteState, QuoteView, Quoted};
use crate::rules::may_boost;
use crate::views::View;

pub(crate) fn routes(s: &Posts) -> Vec<Route> {
    let mut routes = reading::routes(s);
    routes.extend(acts::routes(s));
    routes.extend(compose::routes(s));
    routes.extend(questions::routes(s));
    routes.extend(waiting::routes(s));
    routes
}

impl Posts {
    /// Posts and boosts as pages show them at `place`, in order, without those that a filter hides there.
    pub async fn post_views(&self, views: &[View], place: Place) -> Outcome<Vec<PostView>> {
        let answered: Vec<Id> = views.iter().filter_map(|view| whole(view).shown.reply_to_author).collect();
        let people = self.accounts().accounts(&answered).await?;
        let names: HashMap<Id, String> = people.into_iter().map(|(id, person)| (id, person.acct())).collect();
        let now = self.now_ms();
        let acct = |id| names.get(&id).cloned();
        Ok(views.iter().filter_map(|view| post_view(view, place, now, &acct)).collect())
    }

    /// One post or boost as pages show it at `place`, unless a filter hides it there, without asking the database:
    /// whom it answers is told only if that account is in memory. For streams.
    pub fn view_for_page(&self, view: &View, place: Place, now_ms: Ms) -> Option<PostView> {
        post_view(view, place, now_ms, &|id| Some(self.accounts().in_memory(id)?.acct()))
    }

    /// An empty composer with what `me` usually chooses.
    pub async fn composer(&self, me: Id) -> Outcome<ComposerView> {
        let usual = self.accounts().account(me).await?.ok_or_else(Problem::not_found)?.posting.clone();
        Ok(ComposerView {
            action: compose::ACTION.to_owned(),
            visibility: ui::Visibility::parse(&usual.visibility).unwrap_or_default(),
            sensitive: usual.sensitive,
            language: usual.language.unwrap_or_else(|| self.accounts().site_language().to_owned()),
            quote_policy: usual.quote_policy,
            more_max: THREAD_POSTS_MAX - 1,
            poll_options: POLL_OPTIONS_MAX,
            poll_chars: POLL_OPTION_CHARS_MAX,
            limit: self.limits().post_chars,
            idempotency_key: random::token(),
            accept: self.media().media_types().join(","),
            ..ComposerView::default()
        })
    }

    /// A composer for an answer of `me` to `to`: it names whom the post names, is not wider than the post, and keeps
    /// its warning.
    pub async fn reply_composer(&self, me: Id, to: &View) -> Outcome<ComposerView> {
        let to = whole(to);
        let usual = self.composer(me).await?;
        let narrower = narrower(usual.visibility, to.shown.visibility);
        Ok(ComposerView {
            text: self.greeting(me, &to.shown).await?,
            reply_to: self.post_views(std::slice::from_ref(to), Place::Chosen).await?.pop(),
            visibility: narrower,
            spoiler: to.shown.spoiler.clone(),
            ..usual
        })
    }

    /// `@author @others `, without oneself.
    async fn greeting(&self, me: Id, to: &Post) -> Outcome<String> {
        let mut ids = vec![to.author];
        ids.extend(to.mentions.iter().copied().filter(|id| *id != to.author));
        ids.retain(|id| *id != me);
        let people = self.accounts().accounts(&ids).await?;
        let names = ids.iter().filter_map(|id| people.get(id)).map(|person| format!("@{} ", person.acct()));
        Ok(names.collect())
    }

    /// What a page is about: the post of `id`, or what it boosts, if the visitor may see it. Everything else is a
    /// 404, whether it is missing or hidden.
    pub(crate) async fn page_post(&self, id: &str, visit: &Visit) -> Outcome<View> {
        let id = web::at(id)?;
        let view = self.one(id, visit.viewer.account()).await?.ok_or_else(Problem::not_found)?;
        Ok(view.inner.map_or(View { inner: None, ..view }, |inner| *inner))
    }
}

/// For a boost, what is boosted.
fn whole(view: &View) -> &View {
    view.inner.as_deref().unwrap_or(view)
}

/// The path of a post's page.
pub fn path_of(view: &View) -> String {
    view.shown.path(&view.author)
}

fn narrower(usual: ui::Visibility, of_post: Visibility) -> ui::Visibility {
    let usual = Visibility::parse(usual.value()).unwrap_or(Visibility::Public);
    visibility(usual.max(of_post))
}

fn visibility(visibility: Visibility) -> ui::Visibility {
    match visibility {
        Visibility::Public => ui::Visibility::Public,
        Visibility::Unlisted => ui::Visibility::Unlisted,
        Visibility::Followers => ui::Visibility::Followers,
        Visibility::Direct => ui::Visibility::Direct,
    }
}

/// `acct_of` tells the name of whom a post answers.
fn post_view(view: &View, place: Place, now: Ms, acct_of: &dyn Fn(Id) -> Option<String>) -> Option<PostView> {
    let (folded, blurred) = match view.fold(place) {
        Fold::Plain => Default::default(),
        Fold::Folded(titles) => (titles, String::new()),
        Fold::Blurred(titles) => (String::new(), titles),
        Fold::Hidden => return None,
    };
    let target = whole(view);
    let post = target.shown.post();
    Some(PostView {
        id: post.id.to_string(),
        entry_id: view.shown.id.to_string(),
        url: path_of(target),
        author: person_line(&target.author),
        boosted_by: view.inner.as_ref().map(|_| person_line(&view.author)),
        reply_to_acct: post.reply_to_author.and_then(acct_of),
        content_html: ui::with_pictures(&target.shown.content, &target.shown.emojis),
        emojis: target.shown.emojis.clone(),
        spoiler: post.spoiler.clone(),
        sensitive: post.sensitive || (target.author.sensitized_ms.is_some() && !target.own),
        media: post.media.iter().map(media_view).collect(),
        created_iso: iso_ms(post.created_ms),
        created_human: ui::Message::ago(now, post.created_ms),
        edited_iso: post.edited_ms.map(iso_ms),
        visibility: visibility(post.visibility),
        replies: post.counts.replies,
        boosts: post.counts.boosts,
        favourites: post.counts.favourites,
        mine: mine(target),
        language: post.language.clone(),
        app: post.app.clone(),
        can_boost: can_boost(target),
        folded,
        blurred,
        expanded: false,
        poll: questions::poll_view(target),
        quote: target.quote.as_deref().map(|quote| quoted_view(quote, place, now)),
        can_quote: target.facet.may_quote,
        quotes: post.counts.quotes,
    })
}

/// What is shown of a quoted post. What a filter leaves out at `place` is not shown in a quote there either.
fn quoted_view(quote: &QuoteView, place: Place, now: Ms) -> QuotedView {
    let gone = match quote.state {
        QuoteState::Accepted | QuoteState::Deleted => Gone::Deleted,
        QuoteState::Revoked => Gone::Revoked,
        QuoteState::Unauthorized => Gone::Unauthorized,
        QuoteState::BlockedAccount => Gone::Blocked,
        QuoteState::MutedAccount => Gone::Muted,
    };
    match &quote.quoted {
        Quoted::Whole(view) if quote.state == QuoteState::Accepted => {
            let shown = post_view(view, place, now, &|_| None);
            shown.map_or(QuotedView::Gone(Gone::Filtered), |post| QuotedView::Post(Box::new(post)))
        }
        Quoted::Id(id) if quote.state == QuoteState::Accepted => QuotedView::Link(format!("/web/posts/{id}")),
        _ => QuotedView::Gone(gone),
    }
}

/// A boost takes the visibility of the post at the most, so whether it may be made depends on the author alone.
fn can_boost(view: &View) -> bool {
    let viewer = if view.own { view.shown.author } else { Id::default() };
    may_boost(&view.shown, viewer, None).is_ok()
}

fn mine(view: &View) -> Mine {
    Mine {
        favourited: view.flags.has(Flags::FAVOURITED),
        boosted: view.flags.has(Flags::BOOSTED),
        bookmarked: view.flags.has(Flags::BOOKMARKED),
        pinned: view.flags.has(Flags::PINNED),
        is_author: view.own,
        thread_muted: view.flags.has(Flags::MUTED),
    }
}

/// An attachment as pages show it.
pub fn media_view(attachment: &Attachment) -> MediaView {
    let path = |name: &Option<String>| name.as_ref().map(|name| format!("/media/{name}")).unwrap_or_default();
    MediaView {
        id: attachment.id.to_string(),
        kind: match attachment.kind.as_str() {
            "image" => MediaKind::Image,
            "gifv" => MediaKind::Gifv,
            "video" => MediaKind::Video,
            "audio" => MediaKind::Audio,
            _ => MediaKind::Unknown,
        },
        url: path(&attachment.original),
        preview_url: path(&attachment.small),
        alt: attachment.description.clone(),
        width: attachment.width,
        height: attachment.height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_not_wider_than_what_it_answers() {
        use ui::Visibility as Page;
        for (usual, post, answer) in [
            (Page::Public, Visibility::Public, Page::Public),
            (Page::Public, Visibility::Unlisted, Page::Unlisted),
            (Page::Public, Visibility::Direct, Page::Direct),
            (Page::Followers, Visibility::Public, Page::Followers),
            (Page::Direct, Visibility::Followers, Page::Direct),
        ] {
            assert_eq!(narrower(usual, post), answer);
        }
    }

    #[test]
    fn words_of_visibility_agree_with_the_pages() {
        for ours in [Visibility::Public, Visibility::Unlisted, Visibility::Followers, Visibility::Direct] {
            assert_eq!(visibility(ours).value(), ours.name());
        }
    }
}
