//! Deleting all data of an account: at once it is decided, piece by piece it is done by a job that can be interrupted.
//! The name stays taken; so does the e-mail address where the staff decided, not where the person did.

use accounts::{Curb, PictureEdit, ProfileEdit};
use base::{Id, Outcome, Page, Problem};
use posts::AuthorFilter;
use store::{Write, args};

use crate::actions::Target;
use crate::model::Staff;
use crate::{AccountErased, Moderation, store as sql};

const JOB: &str = "moderation.erase";
/// Posts, or people, that are taken on at once.
const CHUNK_MAX: usize = 100;

/// Takes on the job.
pub(crate) fn work(moderation: &Moderation) {
    let weak = std::sync::Arc::downgrade(&moderation.0);
    moderation.bus.work(JOB, move |account: Id| {
        let me = weak.upgrade().map(Moderation);
        async move {
            match me {
                Some(me) => me.erase_all(account).await,
                None => Ok(()),
            }
        }
    });
}

impl Moderation {
    /// Decides that the data of a suspended account are deleted.
    ///
    /// # Errors
    /// 404 for nobody, 403 for somebody who is not suspended or whose role is as high.
    pub async fn erase(&self, staff: Staff, account: Id) -> Outcome<()> {
        let name = self.may_act(staff, account).await?;
        let shown = self.accounts.account(account).await?.ok_or_else(Problem::not_found)?;
        if shown.suspended_ms.is_none() {
            return Err(Problem::forbidden());
        }
        let me = self.clone();
        self.db
            .write(move |w: &mut Write<'_>| {
                me.access.end_all(w, account)?;
                me.log(w, staff.account, "destroy", Target { kind: "Account", id: account, name: &name })?;
                me.decided(w, account)
            })
            .await
    }

    /// Deletes the account of somebody who wants that: at once nobody can sign in to it or see it, and a job removes
    /// what it has. What is acknowledged happens, whatever fails afterwards.
    ///
    /// # Errors
    /// 404 for an account that nobody signs in to, 403 for the owner's.
    pub async fn leave(&self, account: Id) -> Outcome<()> {
        let me = self.clone();
        self.db
            .write(move |w: &mut Write<'_>| {
                me.access.remove_user(w, account)?;
                me.accounts.curb(w, account, Curb::Suspended, true)?;
                me.decided(w, account)
            })
            .await
    }

    /// Writes the decision down, and has it carried out.
    fn decided(&self, w: &mut Write<'_>, account: Id) -> Outcome<()> {
        let now = self.now_ms();
        w.run(&sql::ERASE, args![account, now])?;
        self.bus.emit(w, AccountErased { account })?;
        self.bus.enqueue(w, JOB, &account, now).map(|_| ())
    }

    pub(crate) async fn is_erased(&self, account: Id) -> Outcome<bool> {
        self.db.read(move |r| r.exists(&sql::ERASED, args![account])).await
    }

    /// Each step may be repeated, because the job is when it was broken off.
    async fn erase_all(&self, account: Id) -> Outcome<()> {
        self.erase_posts(account).await?;
        self.posts.forget_unpublished(account).await?;
        self.posts.erase_touches(account).await?;
        self.erase_relations(account).await?;
        self.accounts.erase(account).await?;
        self.notifications.erase(account).await?;
        self.conversations.erase(account).await?;
        self.lists.erase(account).await?;
        self.filters.erase(account).await?;
        self.tags.erase(account).await?;
        self.collections.erase(account).await?;
        self.annual.erase(account).await?;
        self.search.erase(account).await?;
        self.hashtags.erase(account).await?;
        self.chats.erase(account).await?;
        self.columns.erase(account).await?;
        self.push.erase(account).await?;
        let empty = ProfileEdit {
            display_name: Some(String::new()),
            note: Some(String::new()),
            fields: Some(Vec::new()),
            avatar: PictureEdit::Remove,
            header: PictureEdit::Remove,
            ..ProfileEdit::default()
        };
        self.accounts.edit_profile(account, empty).await
    }

    async fn erase_posts(&self, account: Id) -> Outcome<()> {
        loop {
            let newest = Page::newest(CHUNK_MAX);
            let ids = self.posts.author_page(account, Some(account), AuthorFilter::default(), newest).await?;
            if ids.is_empty() {
                return Ok(());
            }
            for view in self.posts.show_to_staff(&ids).await? {
                match self.posts.erase(view.shown.post().clone()).await {
                    // Somebody else deleted it meanwhile.
                    Err(problem) if problem.kind() == base::Kind::NotFound => {}
                    done => done?,
                }
            }
        }
    }

    async fn erase_relations(&self, account: Id) -> Outcome<()> {
        loop {
            let following = self.accounts.following_page(account, Page::newest(CHUNK_MAX)).await?;
            let followers = self.accounts.followers_page(account, Page::newest(CHUNK_MAX)).await?;
            if following.is_empty() && followers.is_empty() {
                return Ok(());
            }
            for (other, _) in following {
                self.accounts.unfollow(account, other).await?;
            }
            for (other, _) in followers {
                self.accounts.remove_follower(account, other).await?;
            }
        }
    }
}
