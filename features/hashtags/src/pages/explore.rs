//! Looking around by specialty: which hashtags there are, who posts there, and what.

use std::sync::Arc;

use accounts::pages::paging;
use axum::extract::{OriginalUri, Path, State};
use base::{Id, Outcome, Page, PageLimit, Problem};
use posts::Place;
use ui::Page as _;
use web::{Access, Params, Reply, Route, Visit, get, html, see_other};
use words::specialties::{Family, Specialty, by_slug};

use crate::Hashtags;
use crate::book::Book;
use crate::entity::{path, specialty_path};
use crate::gathering::Gathering;
use crate::model::Entry;
use crate::templates::{FamilyView, SpecialtiesPage, SpecialtyPage, SpecialtyView};

/// Hashtags that stand beside a specialty's name.
const FIRST_MAX: usize = 4;
/// Hashtags of a specialty that are told on its page; the directory has the others.
const CARDS_MAX: usize = 10;
/// Hashtags of a specialty whose posts are shown, the most active.
const MERGED_MAX: usize = 20;
/// Chats of a specialty that are told on its page; the calendar has the others.
const CHATS_MAX: usize = 5;
/// People who are told.
const PEOPLE_MAX: usize = 6;
/// The newest posts of each hashtag that are looked through for them.
const HEADS_MAX: usize = 40;

pub(super) fn routes(s: &Hashtags) -> Vec<Route> {
    vec![
        get(s, "/explore/specialties", Access::Page, all),
        get(s, "/explore/specialties/{slug}", Access::Page, one),
    ]
}

/// The calendar of a specialty's chats.
fn calendar_path(specialty: &Specialty) -> String {
    format!("/chats?specialty={}", specialty.slug)
}

impl Hashtags {
    async fn family(&self, book: &Book, all: &[Gathering], family: Family) -> Outcome<FamilyView> {
        let mut view = FamilyView { label: family.label(), specialties: Vec::new(), others: Vec::new() };
        for specialty in family.specialties() {
            let (label, url) = (specialty.label(), specialty_path(specialty));
            let entries = book.of(specialty);
            let chats = all.iter().filter(|chat| chat.is_of(specialty)).count() as u64;
            if entries.is_empty() && chats == 0 {
                view.others.push((label, url));
                continue;
            }
            let hashtags = entries.len() as u64;
            let first = self.most_active(entries).await?.into_iter().take(FIRST_MAX);
            let first = first.map(|entry| (entry.name.clone(), path(&entry.tag))).collect();
            let calendar = calendar_path(specialty);
            view.specialties.push(SpecialtyView { label, url, hashtags, first, chats, calendar });
        }
        Ok(view)
    }

    /// Who posts with these hashtags, those who posted last first.
    async fn who_posts(&self, tags: &[String], visit: &Visit) -> Outcome<Vec<Id>> {
        let heads = self.0.ground.posts.tag_heads(tags.to_vec(), Page::newest(HEADS_MAX)).await?;
        let mut heads: Vec<(Id, Id)> = heads.into_iter().flatten().collect();
        heads.sort_unstable_by_key(|(post, _)| std::cmp::Reverse(*post));
        let mut people: Vec<Id> = Vec::new();
        for (_, author) in heads {
            if !people.contains(&author) {
                people.push(author);
            }
        }
        self.shown_people(people, visit).await
    }

    /// Whom strangers come across and the visitor does not shut out.
    async fn shown_people(&self, people: Vec<Id>, visit: &Visit) -> Outcome<Vec<Id>> {
        let accounts = &self.0.ground.accounts;
        let known = accounts.accounts(&people).await?;
        let relations = match visit.viewer.account() {
            Some(me) => Some(accounts.relations(me).await?),
            None => None,
        };
        let now = self.now_ms();
        let shown = |id: &Id| {
            let hidden = relations.as_ref().is_some_and(|r| r.cut_off(*id) || r.hides(*id, now));
            !hidden && known.get(id).is_some_and(|who| who.is_listed())
        };
        Ok(people.into_iter().filter(shown).take(PEOPLE_MAX).collect())
    }

    async fn specialty_page(
        &self,
        specialty: &'static Specialty,
        (visit, uri): (&Visit, &OriginalUri),
        page: Page,
    ) -> Outcome<Option<SpecialtyPage>> {
        let entries = self.most_active(self.book().await?.of(specialty)).await?;
        let tags: Vec<String> = entries.iter().take(MERGED_MAX).map(|one| one.tag.clone()).collect();
        let views = self.0.ground.timelines.tagged_any(visit.viewer.account(), &tags, page).await?;
        if views.is_empty() && page.forward() {
            return Ok(None);
        }
        let first = page.max_id.is_none() && page.since_id.is_none() && !page.forward();
        let told: Vec<Arc<Entry>> = entries.iter().filter(|_| first).take(CARDS_MAX).cloned().collect();
        let mut chats = if first { self.gatherings(visit.viewer.account()).await? } else { Vec::new() };
        chats.retain(|chat| chat.is_of(specialty));
        let people = if first { self.who_posts(&tags, visit).await? } else { Vec::new() };
        let cursors: Vec<Id> = views.iter().map(|view| view.shown.id).collect();
        let ground = &self.0.ground;
        ground.posts.seen(&views, visit.viewer.account());
        Ok(Some(SpecialtyPage {
            shell: self.shell_of(visit, specialty.label(), uri).await?,
            label: specialty.label(),
            family: specialty.family.label(),
            slug: specialty.slug.to_owned(),
            code: Some(specialty.code).filter(|_| specialty.is_nucc()),
            more_chats: chats.len().saturating_sub(CHATS_MAX) as u64,
            chats: chats.into_iter().take(CHATS_MAX).collect(),
            calendar: calendar_path(specialty),
            more: entries.len().saturating_sub(CARDS_MAX) as u64,
            cards: self.views(&told).await?,
            people: ground.accounts.person_views(&people, visit).await?,
            posts: ground.posts.post_views(&views, Place::Public).await?,
            paging: paging(uri.path(), &cursors, &page),
            first,
        }))
    }
}

async fn all(State(s): State<Hashtags>, visit: Visit, uri: OriginalUri) -> Reply {
    let book = s.book().await?;
    let mut families = Vec::new();
    let chats = s.gatherings(None).await?;
    for family in Family::ALL {
        families.push(s.family(&book, &chats, family).await?);
    }
    let shell = s.shell_of(&visit, ui::WORDS.say("specialties"), &uri).await?;
    Ok(html(SpecialtiesPage { shell, families }.page()))
}

async fn one(
    State(s): State<Hashtags>,
    Path(slug): Path<String>,
    visit: Visit,
    uri: OriginalUri,
    params: Params,
) -> Reply {
    let specialty = by_slug(&slug).ok_or_else(Problem::not_found)?;
    match s.specialty_page(specialty, (&visit, &uri), params.page(PageLimit::POSTS)?).await? {
        Some(page) => Ok(html(page.page())),
        None => Ok(see_other(uri.path())),
    }
}
