//! Liking, boosting, saving, pinning, muting a thread. Each may be repeated without harm.

use base::{Id, Outcome, Problem};
use store::{Sql, Write, args};

use crate::events::{PostPublished, PostTouched, ThreadMuteChanged, Touch};
use crate::model::{Post, Visibility};
use crate::rules::{may_boost, may_pin};
use crate::{Posts, store as sql};

impl Posts {
    /// The post that `viewer` means by `id`, if they see it: for a boost, what was boosted.
    pub(crate) async fn meant(&self, viewer: Id, id: Id) -> Outcome<Post> {
        let view = self.show(&[id], Some(viewer)).await?.pop().ok_or_else(Problem::not_found)?;
        let shown = view.inner.map_or(view.shown, |inner| inner.shown);
        Ok(shown.post().clone())
    }

    pub(crate) fn touched(&self, w: &mut Write<'_>, post: &Post, by: Id, touch: Touch) -> Outcome<()> {
        self.0.bus.emit(w, PostTouched { post: post.id, author: post.author, by, touch })
    }

    /// `by` likes a post. Gives the post that was meant.
    pub async fn favourite(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        let (me, meant) = (self.clone(), post.id);
        self.0
            .db
            .write(move |w| {
                let entry = me.0.ids.beside(by);
                if w.run(&sql::FAVOURITE, args![by.bk(), by, post.id, entry])? == 0 {
                    return Ok(());
                }
                w.run(&sql::FAVOURITE_BACK, args![post.id.bk(), post.id, by, entry])?;
                w.run(&sql::COUNT_FAVOURITES, args![post.id, post.id.bk(), 1_i64])?;
                me.touched(w, &post, by, Touch::Favourited)
            })
            .await?;
        Ok(meant)
    }

    /// `by` does not like it any more.
    pub async fn unfavourite(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        let (me, meant) = (self.clone(), post.id);
        self.0
            .db
            .write(move |w| {
                if w.run(&sql::UNFAVOURITE, args![by.bk(), by, post.id])? == 0 {
                    return Ok(());
                }
                w.run(&sql::UNFAVOURITE_BACK, args![post.id.bk(), post.id, by])?;
                w.run(&sql::COUNT_FAVOURITES, args![post.id, post.id.bk(), -1_i64])?;
                me.touched(w, &post, by, Touch::Unfavourited)
            })
            .await?;
        Ok(meant)
    }

    /// `by` boosts a post; gives the boost's own id, also when it was boosted before.
    pub async fn boost(&self, by: Id, id: Id, visibility: Option<Visibility>) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        let visibility = may_boost(&post, by, visibility)?;
        let me = self.clone();
        self.0.db.write(move |w| me.insert_boost(w, by, &post, visibility)).await
    }

    fn insert_boost(&self, w: &mut Write<'_>, by: Id, post: &Post, visibility: Visibility) -> Outcome<Id> {
        let (id, now) = (self.0.ids.beside(by), self.0.clock.now_ms());
        if w.run(&sql::BOOST, args![by.bk(), by, post.id, id])? == 0 {
            let known = w.row(&sql::BOOST_OF, args![by.bk(), by, post.id], |row| row.get(0))?;
            return known.ok_or_else(Problem::not_found);
        }
        let new = w.run(
            &sql::INSERT,
            args![
                id,
                id.bk(),
                by,
                visibility.code(),
                "",
                "",
                false,
                None::<&str>,
                None::<i64>,
                None::<i64>,
                id,
                post.id,
                post.author,
                None::<&str>,
                None::<&str>,
                false,
                now,
                None::<&str>
            ],
        )?;
        if new != 1 {
            return Err(Problem::unavailable("an id was taken by another node"));
        }
        w.run(&sql::BOOST_BACK, args![post.id.bk(), post.id, by, id])?;
        w.run(&sql::COUNT_BOOSTS, args![post.id, post.id.bk(), 1_i64])?;
        let author_posts = self.0.accounts.count_post(w, by, 1, Some(now))?;
        self.touched(w, post, by, Touch::Boosted)?;
        let published = PostPublished {
            post: id,
            author: by,
            visibility: visibility.code(),
            reply_to: None,
            reply_to_author: None,
            boost_of: Some(post.id),
            boost_of_author: Some(post.author),
            quote_of: None,
            quote_of_author: None,
            root: id,
            room: None,
            tags: Vec::new(),
            mentions: Vec::new(),
            has_media: false,
            author_posts,
            created_ms: now,
        };
        self.0.bus.emit(w, published)?;
        Ok(id)
    }

    /// `by` takes a boost back. Gives the post that was meant.
    pub async fn unboost(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        let (me, meant) = (self.clone(), post.id);
        self.0
            .db
            .write(move |w| {
                let boost = w.row(&sql::BOOST_OF, args![by.bk(), by, post.id], |row| row.get::<Id>(0))?;
                match boost {
                    Some(boost) => me.remove_boost(w, by, boost, post.id, post.author),
                    None => Ok(()),
                }
            })
            .await?;
        Ok(meant)
    }

    async fn private_touch(&self, by: Id, post: Post, statement: &'static Sql) -> Outcome<Id> {
        let (me, meant, entry) = (self.clone(), post.id, self.0.ids.beside(by));
        self.0
            .db
            .write(move |w| {
                w.run(statement, args![by.bk(), by, post.id, entry])?;
                me.touched(w, &post, by, Touch::Privately)
            })
            .await?;
        Ok(meant)
    }

    async fn private_untouch(&self, by: Id, post: Post, statement: &'static Sql) -> Outcome<Id> {
        let (me, meant) = (self.clone(), post.id);
        self.0
            .db
            .write(move |w| {
                w.run(statement, args![by.bk(), by, post.id])?;
                me.touched(w, &post, by, Touch::Privately)
            })
            .await?;
        Ok(meant)
    }

    /// `by` saves a post for themselves.
    pub async fn bookmark(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        self.private_touch(by, post, &sql::BOOKMARK).await
    }

    /// Not any more.
    pub async fn unbookmark(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        self.private_untouch(by, post, &sql::UNBOOKMARK).await
    }

    /// `by` shows a post of their own first on their profile.
    pub async fn pin(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        may_pin(&post, by, self.pinned(by).await?.len())?;
        self.private_touch(by, post, &sql::PIN).await
    }

    /// Not any more.
    pub async fn unpin(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        self.private_untouch(by, post, &sql::UNPIN).await
    }

    /// `by` does not want to hear of this thread.
    pub async fn mute_thread(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        self.set_thread_mute(by, post, &sql::MUTE_THREAD).await
    }

    /// `by` does again.
    pub async fn unmute_thread(&self, by: Id, id: Id) -> Outcome<Id> {
        let post = self.meant(by, id).await?;
        self.set_thread_mute(by, post, &sql::UNMUTE_THREAD).await
    }

    async fn set_thread_mute(&self, by: Id, post: Post, statement: &'static Sql) -> Outcome<Id> {
        let (bus, meant, root) = (self.0.bus.clone(), post.id, post.root);
        self.0
            .db
            .write(move |w| {
                if w.run(statement, args![by.bk(), by, root])? == 0 {
                    return Ok(());
                }
                bus.emit(w, ThreadMuteChanged { by, root })
            })
            .await?;
        Ok(meant)
    }

    /// Whether `account` muted the thread of `root`, in the caller's transaction.
    pub fn has_muted_thread(&self, w: &Write<'_>, account: Id, root: Id) -> Outcome<bool> {
        w.exists(&sql::MUTED_AMONG, args![account.bk(), account, &vec![root.0]])
    }
}
