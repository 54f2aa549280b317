//! The verbs: the only writers.

use base::{Id, Outcome, Problem};
use posts::PostDeleted;
use store::{Write, args};

use crate::events::FiltersChanged;
use crate::model::{Edit, Filter, Keyword, KeywordEdit, Named};
use crate::{Filters, rules, store as sql};

/// Who a keyword belongs to, from the view of an app that knows keywords only: the rest is the filter's.
#[derive(Debug, Clone)]
pub struct OldEdit {
    /// The keyword; also the title of a filter that has no other.
    pub text: Option<String>,
    /// [`Keyword::whole_word`].
    pub whole_word: Option<bool>,
    /// Places, action and end.
    pub filter: Edit,
}

impl Filters {
    /// Makes a filter. 422 as [`rules`] say.
    pub async fn create(&self, account: Id, edit: Edit) -> Outcome<Filter> {
        self.change(account, move |me, filters| {
            filters.push(rules::made(edit, &mut || me.0.ids.beside(account))?);
            Ok(filters.len() - 1)
        })
        .await
    }

    /// Changes a filter. 404 where there is none, 422 as [`rules`] say.
    pub async fn update(&self, account: Id, id: Id, edit: Edit) -> Outcome<Filter> {
        self.change(account, move |me, filters| {
            let at = position(filters, |filter| filter.id == id)?;
            filters[at] = rules::changed(&filters[at], edit, &mut || me.0.ids.beside(account))?;
            Ok(at)
        })
        .await
    }

    /// Changes or removes a keyword, whichever filter has it; gives that filter.
    pub async fn change_keyword(&self, account: Id, id: Id, edit: KeywordEdit) -> Outcome<Filter> {
        self.change(account, move |me, filters| {
            let at = position(filters, |filter| filter.keywords.iter().any(|keyword| keyword.id == id))?;
            let edit = Edit { keywords: vec![edit], ..Edit::default() };
            filters[at] = rules::changed(&filters[at], edit, &mut || me.0.ids.beside(account))?;
            Ok(at)
        })
        .await
    }

    /// Changes a keyword and its filter as one thing. 422 where the filter would change and has other keywords.
    pub async fn change_old(&self, account: Id, id: Id, edit: OldEdit) -> Outcome<Filter> {
        self.change(account, move |me, filters| {
            let at = position(filters, |filter| filter.keywords.iter().any(|keyword| keyword.id == id))?;
            let alone = filters[at].keywords.len() == 1;
            let keyword = KeywordEdit::Change { id, text: edit.text.clone(), whole_word: edit.whole_word };
            let title = edit.text.filter(|_| alone);
            let edit = Edit { keywords: vec![keyword], title, ..edit.filter };
            let new = rules::changed(&filters[at], edit, &mut || me.0.ids.beside(account))?;
            if !alone && !same_head(&filters[at], &new) {
                return Err(Problem::invalid(OTHERS_TOO));
            }
            filters[at] = new;
            Ok(at)
        })
        .await
    }

    /// Removes a filter. 404 where there is none.
    pub async fn delete(&self, account: Id, id: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let filters = sql::all(w, account)?;
                let filter = &filters[position(&filters, |filter| filter.id == id)?];
                me.remove(w, account, filter)
            })
            .await
    }

    /// Removes all filters of an account, for whoever leaves. May be repeated.
    pub async fn erase(&self, account: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| sql::all(w, account)?.iter().try_for_each(|filter| me.remove(w, account, filter)))
            .await
    }

    /// Removes a keyword, and with its last one a filter that has nothing else to look for.
    pub async fn delete_old(&self, account: Id, id: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let filters = sql::all(w, account)?;
                let has = |filter: &Filter| filter.keywords.iter().any(|keyword| keyword.id == id);
                let filter = &filters[position(&filters, has)?];
                if filter.keywords.len() == 1 && filter.posts.is_empty() {
                    return me.remove(w, account, filter);
                }
                w.run(&sql::DELETE_KEYWORDS, args![account.bk(), account, &vec![id.0]])?;
                me.0.bus.emit(w, FiltersChanged { account })
            })
            .await
    }

    /// Has a filter name a post that its owner sees. 404 without the filter, 422 without the post.
    pub async fn name_post(&self, account: Id, filter: Id, post: Id) -> Outcome<Named> {
        self.filter(account, filter).await?;
        if self.0.posts.one(post, Some(account)).await?.is_none() {
            return Err(Problem::invalid("Status must exist"));
        }
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let filters = sql::all(w, account)?;
                let filter = &filters[position(&filters, |one| one.id == filter)?];
                rules::check_naming(filter, post)?;
                let named = Named { id: me.0.ids.beside(account), post };
                w.run_one(&sql::NAME, args![named.id, account.bk(), account, filter.id, post])?;
                me.0.bus.emit(w, FiltersChanged { account })?;
                Ok(named)
            })
            .await
    }

    /// A filter does not name a post any more. 404 where it did not.
    pub async fn unname(&self, account: Id, id: Id) -> Outcome<()> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                if w.run(&sql::UNNAME, args![account.bk(), account, &vec![id.0]])? == 0 {
                    return Err(Problem::not_found());
                }
                me.0.bus.emit(w, FiltersChanged { account })
            })
            .await
    }

    /// Lets `edit` change the account's filters, keeps the one that it points to, and gives it.
    async fn change(
        &self,
        account: Id,
        edit: impl FnOnce(&Self, &mut Vec<Filter>) -> Outcome<usize> + Send + 'static,
    ) -> Outcome<Filter> {
        let me = self.clone();
        self.0
            .db
            .write(move |w| {
                let mut filters = sql::all(w, account)?;
                let old = filters.clone();
                let at = edit(&me, &mut filters)?;
                rules::check_all(&filters)?;
                let new = filters.swap_remove(at);
                keep(w, account, old.get(at), &new)?;
                me.0.bus.emit(w, FiltersChanged { account })?;
                Ok(new)
            })
            .await
    }

    fn remove(&self, w: &mut Write<'_>, account: Id, filter: &Filter) -> Outcome<()> {
        let keywords: Vec<i64> = filter.keywords.iter().map(|keyword| keyword.id.0).collect();
        let named: Vec<i64> = filter.posts.iter().map(|named| named.id.0).collect();
        w.run(&sql::DELETE_KEYWORDS, args![account.bk(), account, &keywords])?;
        w.run(&sql::UNNAME, args![account.bk(), account, &named])?;
        w.run(&sql::DELETE, args![account.bk(), account, filter.id])?;
        self.0.bus.emit(w, FiltersChanged { account })
    }

    /// Nobody filters a post that is gone.
    pub(crate) fn forget_post(&self, w: &mut Write<'_>, event: &PostDeleted) -> Outcome<()> {
        let mut owners: Vec<Id> = w.column(&sql::FORGET_NAMED, args![event.post])?;
        owners.sort_unstable();
        owners.dedup();
        owners.into_iter().try_for_each(|account| self.0.bus.emit(w, FiltersChanged { account }))
    }
}

/// Mastodon's words.
const OTHERS_TOO: &str = "These parameters cannot be changed from this application because they apply to more than \
    one filter keyword. Use a more recent application or the web interface.";

fn position(filters: &[Filter], is: impl Fn(&Filter) -> bool) -> Outcome<usize> {
    filters.iter().position(is).ok_or_else(Problem::not_found)
}

/// Whether all but the keywords is the same.
fn same_head(one: &Filter, other: &Filter) -> bool {
    (&one.title, one.places, one.action, one.expires_ms)
        == (&other.title, other.places, other.action, other.expires_ms)
}

/// Stores what differs from `old`.
fn keep(w: &Write<'_>, account: Id, old: Option<&Filter>, new: &Filter) -> Outcome<()> {
    let bk = account.bk();
    if old.is_none_or(|old| !same_head(old, new)) {
        let (places, action) = (new.places.code(), new.action.name());
        w.run(&sql::PUT, args![new.id, bk, account, &new.title, places, action, new.expires_ms])?;
    }
    let before: &[Keyword] = old.map_or(&[], |old| &old.keywords);
    let gone = before.iter().filter(|had| new.keywords.iter().all(|has| has.id != had.id));
    let gone: Vec<i64> = gone.map(|keyword| keyword.id.0).collect();
    if !gone.is_empty() {
        w.run(&sql::DELETE_KEYWORDS, args![bk, account, &gone])?;
    }
    for has in new.keywords.iter().filter(|has| !before.contains(has)) {
        w.run(&sql::PUT_KEYWORD, args![has.id, bk, account, new.id, &has.text, has.whole_word])?;
    }
    Ok(())
}
