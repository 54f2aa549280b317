//! `serve --demo`: an empty server gets a small invented community, so that there is something to look at.
//!
//! Everybody and everything in it is made up; no post holds medical advice or speaks of a patient.

mod chats;
mod desk;
mod directory;
mod finding;
mod life;
mod past;
mod people;
mod pictures;
mod room;
mod script;

use std::collections::HashMap;

use access::NewUser;
use accounts::{FollowEdit, NewAccount, PictureEdit, PictureKind, ProfileEdit, Reserved};
use base::{DAY_MS, Id, Ms, Outcome, Page, Problem, day_of};
use posts::{AuthorFilter, Draft, ImportedPost};
use web::Role;

use self::people::{PEOPLE, Person};
use self::script::{Line, Talk};
use super::{say, told};
use crate::Medley;

/// Who can be signed in to.
const VISITOR: &str = "demo";
/// How long ago the community began.
const AGE_MS: Ms = 400 * DAY_MS;

/// Fills the server if it has no accounts. Prints how to sign in.
pub(crate) async fn fill(medley: &Medley) -> Result<(), String> {
    let passwords = filled(medley).await.map_err(|problem| told(&problem))?;
    if let Some((visitor, keeper)) = passwords {
        say(format!("Demo account: {VISITOR} / {visitor}"));
        say(format!("Demo account of the staff: {} / {keeper}", desk::KEEPER));
    }
    Ok(())
}

async fn filled(medley: &Medley) -> Outcome<Option<(String, String)>> {
    if !medley.accounts.all_after(Id(0), 1).await?.is_empty() {
        return Ok(None);
    }
    let stage = Stage { medley, now: medley.clock.now_ms(), cast: cast(medley).await? };
    stage.follows().await?;
    stage.past().await?;
    let posts = stage.posts().await?;
    stage.talk(&posts).await?;
    stage.approve(&posts).await?;
    let (visitor, password) = visitor(&stage).await?;
    stage.life(visitor, &posts).await?;
    let keeper = stage.desk(visitor, &posts).await?;
    stage.finding(visitor).await?;
    stage.directory().await?;
    stage.chats(visitor).await?;
    stage.room(visitor).await?;
    medley.bus.drain().await?;
    Ok(Some((password, keeper)))
}

/// Makes the accounts. Nobody can sign in to them.
async fn cast(medley: &Medley) -> Outcome<HashMap<&'static str, Id>> {
    let mut cast = HashMap::new();
    for (n, person) in PEOPLE.iter().enumerate() {
        let (accounts, new) = (medley.accounts.clone(), account(person, medley.clock.now_ms() - AGE_MS));
        let id = medley.db.write(move |w| accounts.create(w, &new)).await?;
        let avatar = pictures::avatar(n, person.colour).map_err(Problem::internal)?;
        let avatar = medley.media.pictures().store(PictureKind::Avatar, avatar.into()).await?;
        let edit = ProfileEdit { avatar: PictureEdit::Set(avatar), ..ProfileEdit::default() };
        medley.accounts.edit_profile(id, edit).await?;
        cast.insert(person.name, id);
    }
    Ok(cast)
}

fn account(person: &Person, created_ms: Ms) -> NewAccount {
    NewAccount {
        username: person.name.to_owned(),
        display_name: person.shown.to_owned(),
        note: person.bio.to_owned(),
        bot: person.bot,
        discoverable: true,
        created_ms,
        reserved: Reserved::Allow,
    }
}

/// Posts by their source, and those that the talk refers to by their key.
type Known = HashMap<String, Id>;

struct Stage<'a> {
    medley: &'a Medley,
    now: Ms,
    cast: HashMap<&'static str, Id>,
}

impl Stage<'_> {
    fn who(&self, name: &str) -> Outcome<Id> {
        self.cast.get(name).copied().ok_or_else(|| Problem::internal(format!("the demo has no {name}")))
    }

    /// Everyone follows about two thirds of the others.
    async fn follows(&self) -> Outcome<()> {
        for (n, from) in PEOPLE.iter().enumerate() {
            for (k, to) in PEOPLE.iter().enumerate() {
                if n != k && (n * 5 + k * 7) % 3 != 0 {
                    let (from, to) = (self.who(from.name)?, self.who(to.name)?);
                    self.medley.accounts.follow(from, to, FollowEdit::default()).await?;
                }
            }
        }
        Ok(())
    }

    /// The posts of the last two weeks, with their own dates.
    async fn past(&self) -> Outcome<()> {
        let mut latest: HashMap<&str, String> = HashMap::new();
        for (n, line) in script::lines().into_iter().enumerate() {
            let source = source(n);
            let thread = latest.insert(line.who, source.clone()).filter(|_| line.thread);
            let post = self.post(&line, source, thread).await?;
            self.medley.posts.import(self.who(line.who)?, vec![post]).await?;
        }
        Ok(())
    }

    async fn post(&self, line: &Line, source: String, reply_to: Option<String>) -> Outcome<ImportedPost> {
        let at_ms = day_of(self.now) - line.days * DAY_MS + line.minutes * base::MINUTE_MS;
        let mut media = Vec::new();
        if let Some((picture, alt)) = line.picture {
            let bytes = pictures::scene(picture).map_err(Problem::internal)?;
            let author = self.who(line.who)?;
            media.push(self.medley.media.import(author, bytes, Some(alt.to_owned()), at_ms).await?);
        }
        let (text, language) = (line.text.to_owned(), Some(line.language.to_owned()));
        Ok(ImportedPost { source, at_ms, text, language, sensitive: false, reply_to, media, followers: None })
    }

    async fn posts(&self) -> Outcome<Known> {
        let mut known = Known::new();
        for &id in self.cast.values() {
            let page = Page::newest(script::LINES_MAX);
            let ids = self.medley.posts.author_page(id, None, AuthorFilter::default(), page).await?;
            let sources = self.medley.posts.sources_of(&ids).await?;
            known.extend(sources.into_iter().map(|(id, source)| (source, id)));
        }
        for (n, line) in script::lines().iter().enumerate() {
            if let (Some(key), Some(&id)) = (line.key, known.get(&source(n))) {
                known.insert(key.to_owned(), id);
            }
        }
        Ok(known)
    }

    /// Answers, which are of today, and one post behind a warning.
    async fn talk(&self, known: &Known) -> Outcome<()> {
        let mut answers: HashMap<&str, Id> = HashMap::new();
        for Talk { key, deeper, who, language, text } in script::talk() {
            let to = if deeper { answers.get(key) } else { known.get(key) }.copied();
            let draft = Draft {
                text: text.to_owned(),
                language: Some(language.to_owned()),
                reply_to: to,
                ..Draft::default()
            };
            answers.insert(key, self.medley.posts.publish(self.who(who)?, draft).await?);
        }
        let hidden = Draft {
            text: "It was the lighthouse keeper's sister all along. I did not see that coming.".to_owned(),
            spoiler: "Book club: the last chapter".to_owned(),
            language: Some("en".to_owned()),
            ..Draft::default()
        };
        self.medley.posts.publish(self.who("noor_library")?, hidden).await.map(drop)
    }

    /// Likes here and there, and a few boosts.
    async fn approve(&self, known: &Known) -> Outcome<()> {
        for (n, line) in script::lines().iter().enumerate() {
            let Some(&post) = known.get(&source(n)) else { continue };
            for (k, person) in PEOPLE.iter().enumerate() {
                if person.name != line.who && (n * 7 + k * 3) % 13 == 0 {
                    self.medley.posts.favourite(self.who(person.name)?, post).await?;
                }
            }
        }
        for (key, who) in script::BOOSTS {
            if let Some(&post) = known.get(*key) {
                self.medley.posts.boost(self.who(who)?, post, None).await?;
            }
        }
        Ok(())
    }
}

/// The account for whoever looks around, with its password.
async fn visitor(stage: &Stage<'_>) -> Outcome<(Id, String)> {
    let new = NewUser {
        username: VISITOR.to_owned(),
        email: "demo@example.org".to_owned(),
        password: None,
        role: Role::User,
        confirmed: true,
    };
    let made = stage.medley.access.create_account(new).await?;
    for person in PEOPLE {
        stage.medley.accounts.follow(made.account, stage.who(person.name)?, FollowEdit::default()).await?;
    }
    for name in ["drmaren", "nurse_tam", "lucia_salud"] {
        stage.medley.accounts.follow(stage.who(name)?, made.account, FollowEdit::default()).await?;
    }
    let password = made.password.ok_or_else(|| Problem::internal("the demo account has no password"))?;
    Ok((made.account, password))
}

fn source(n: usize) -> String {
    format!("demo:{n}")
}
