//! What the demo's people recommend, and what is left for its visitor to find.

use accounts::ProfileEdit;
use base::{Id, Outcome, Problem};
use collections::CollectionEdit;
use search::templates::Shown;
use text::Tag;

use super::Stage;

/// Whom the visitor does not follow yet, so that there is somebody to suggest.
const NOT_YET: &[&str] = &["pharm_ilse", "hosp_valle", "ravi_student", "harbourview"];

/// A collection: whose, what it is called, what it is about, which hashtag, who is in it.
type Collected = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

const COLLECTIONS: &[Collected] = &[
    (
        "pip_larkin",
        "Letters that people understand",
        "Invented people who write short sentences.",
        "hcsm",
        &["demo", "kit_data", "hosp_valle", "noor_library"],
    ),
    (
        "noor_library",
        "Night readers",
        "Invented, awake, and late with their books.",
        "medlibs",
        &["nurse_tam", "jo_paramedic", "lucia_salud"],
    ),
];

/// What the visitor looks for again and again.
const SAVED: &[(&str, Shown)] = &[("#hcsm has:link", Shown::Posts), ("vending machine", Shown::All)];

impl Stage<'_> {
    /// All of it.
    pub(super) async fn finding(&self, visitor: Id) -> Outcome<()> {
        for name in NOT_YET {
            self.medley.accounts.unfollow(visitor, self.who(name)?).await?;
        }
        // Who wants to be found lets others put them into collections.
        let found = ProfileEdit { discoverable: Some(true), ..ProfileEdit::default() };
        self.medley.accounts.edit_profile(visitor, found).await?;
        self.collections(visitor).await?;
        self.hashtags(visitor).await?;
        for (query, shown) in SAVED {
            self.medley.search.save_search(visitor, query, *shown).await?;
        }
        Ok(())
    }

    async fn collections(&self, visitor: Id) -> Outcome<()> {
        for (owner, name, description, tag, members) in COLLECTIONS {
            let who = |name: &&str| if *name == "demo" { Ok(visitor) } else { self.who(name) };
            let members = members.iter().map(who).collect::<Outcome<Vec<Id>>>()?;
            let owner = self.who(owner)?;
            self.medley.collections.create(owner, edit(name, description, tag), members).await?;
        }
        let mine =
            edit("Good company on nights", "Invented colleagues to read after midnight.", "nightshift");
        let members = ["nurse_tam", "jo_paramedic"].iter().map(|name| self.who(name));
        self.medley.collections.create(visitor, mine, members.collect::<Outcome<Vec<Id>>>()?).await.map(drop)
    }

    async fn hashtags(&self, visitor: Id) -> Outcome<()> {
        for name in ["medlibs", "nightshift"] {
            self.medley.tags.follow(visitor, tag(name)?).await?;
        }
        for (who, names) in [
            ("drmaren", ["hcsm", "medlibs"]),
            ("nurse_tam", ["nightshift", "nurses"]),
            ("noor_library", ["medlibs", "books"]),
        ] {
            for name in names {
                self.medley.tags.feature_tag(self.who(who)?, tag(name)?).await?;
            }
        }
        self.medley.tags.feature_tag(visitor, tag("introductions")?).await?;
        self.medley.accounts.endorse(self.who("drmaren")?, self.who("nurse_tam")?).await
    }
}

fn edit(name: &str, description: &str, tag: &str) -> CollectionEdit {
    CollectionEdit {
        name: Some(name.to_owned()),
        description: Some(description.to_owned()),
        language: Some("en".to_owned()),
        tag: Some(tag.to_owned()),
        sensitive: Some(false),
        discoverable: Some(true),
    }
}

fn tag(name: &str) -> Outcome<Tag> {
    let key = text::tag_key(name).ok_or_else(|| Problem::internal("the demo has a hashtag that is none"))?;
    Ok(Tag { key, name: name.to_owned() })
}
