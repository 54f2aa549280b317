//! Following and featuring hashtags. Each verb may be repeated without harm.

use base::{Id, Outcome, Problem};
use store::args;
use text::Tag;

use crate::rules::{FEATURED_MAX, FOLLOWED_MAX};
use crate::{TagFollowChanged, Tags, store as sql};

impl Tags {
    /// `account` reads a hashtag's public posts at home from now on. 422 over [`FOLLOWED_MAX`].
    pub async fn follow(&self, account: Id, tag: Tag) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                me.0.posts.name_tag(w, &tag)?;
                let row = args![account.bk(), account, &tag.key, me.0.ids.beside(account)];
                if w.run(&sql::FOLLOW_TAG, row)? == 0 {
                    return Ok(());
                }
                let count =
                    w.row(&sql::FOLLOWED_COUNT, args![account.bk(), account], |row| row.get::<i64>(0))?;
                if count.unwrap_or(0) > FOLLOWED_MAX {
                    return Err(Problem::invalid(format!(
                        "You cannot follow more than {FOLLOWED_MAX} hashtags"
                    )));
                }
                me.0.bus.emit(w, TagFollowChanged { account })
            })
            .await
    }

    /// Not any more.
    pub async fn unfollow(&self, account: Id, tag: Tag) -> Outcome<()> {
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::UNFOLLOW_TAG, args![account.bk(), account, &tag.key])?;
                bus.emit(w, TagFollowChanged { account })
            })
            .await
    }

    /// `account` shows a hashtag on its profile; false if it did already. 422 over [`FEATURED_MAX`].
    pub async fn feature_tag(&self, account: Id, tag: Tag) -> Outcome<bool> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                me.0.posts.name_tag(w, &tag)?;
                let row = args![account.bk(), account, &tag.key, &tag.name, me.0.ids.beside(account)];
                if w.run(&sql::FEATURE, row)? == 0 {
                    return Ok(false);
                }
                let count =
                    w.row(&sql::FEATURED_COUNT, args![account.bk(), account], |row| row.get::<i64>(0))?;
                if count.unwrap_or(0) > FEATURED_MAX {
                    let text = "You have already featured the maximum number of hashtags";
                    return Err(Problem::invalid(text));
                }
                Ok(true)
            })
            .await
    }

    /// Not any more.
    pub async fn unfeature_tag(&self, account: Id, tag: Tag) -> Outcome<()> {
        let work = move |w: &mut store::Write<'_>| {
            w.run(&sql::UNFEATURE, args![account.bk(), account, &tag.key]).map(|_| ())
        };
        self.0.db.write(work).await
    }

    /// `account` neither follows nor features any hashtag, for whoever leaves. May be repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        let bus = self.0.bus.clone();
        self.0
            .db
            .write(move |w| {
                w.run(&sql::UNFOLLOW_ALL, args![account.bk(), account])?;
                w.run(&sql::UNFEATURE_ALL, args![account.bk(), account])?;
                bus.emit(w, TagFollowChanged { account })
            })
            .await
    }

    /// The same by the entry's id. 404 where there is none.
    pub async fn unfeature_id(&self, account: Id, id: Id) -> Outcome<()> {
        self.0.db.write(move |w| w.run_one(&sql::UNFEATURE_ID, args![account.bk(), account, id])).await
    }
}
