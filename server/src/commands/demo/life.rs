//! What goes on in the demo beside posts: questions, quotes, letters, lists, and an announcement.

use accounts::ProfileEdit;
use announcements::NewAnnouncement;
use base::{DAY_MS, HOUR_MS, Id, Outcome};
use lists::ListEdit;
use moderation::{Category, NewReport};
use posts::{Draft, PollDraft, Visibility};

use super::{Known, Stage};

/// A question to everybody.
struct Question {
    who: &'static str,
    text: &'static str,
    answers: &'static [&'static str],
    /// Who chooses which.
    votes: &'static [(&'static str, usize)],
}

const POLLS: &[Question] = &[
    Question {
        who: "nurse_tam",
        text: "What does a night shift need most? #nightshift",
        answers: &["A good pen", "A working printer", "Spare socks", "Somebody to laugh with"],
        votes: &[
            ("drmaren", 0),
            ("jo_paramedic", 3),
            ("lucia_salud", 2),
            ("pip_larkin", 3),
            ("kit_data", 1),
            ("noor_library", 3),
        ],
    },
    Question {
        who: "carechat",
        text: "Which topic shall we take on Sunday? #hcsm",
        answers: &["Letters that people understand", "Waiting rooms", "Handover in nine minutes"],
        votes: &[
            ("pip_larkin", 0),
            ("drmaren", 0),
            ("noor_library", 1),
            ("harbourview", 1),
            ("ravi_student", 2),
            ("hosp_valle", 0),
        ],
    },
];

/// Who quotes which post, and with which words.
const QUOTES: &[(&str, &str, &str)] = &[
    ("pip_larkin", "letter", "Framed, above my desk. Second paragraphs of the world, you are seen."),
    ("harbourview", "pens", "We have ordered pens. They are blue. They are not legends yet."),
];

/// What is on everybody's lips today, so that something trends.
const TALKED_ABOUT: &[(&str, &str)] = &[
    ("noor_library", "The signage book has a waiting list now: https://library.example/arrows #medlibs"),
    (
        "drmaren",
        "I joined the waiting list for https://library.example/arrows and got lost on the way. #medlibs",
    ),
    ("ravi_student", "Chapter nine, page 4: my seminar room. https://library.example/arrows #medlibs"),
    ("pip_larkin", "Sunday's chat is about letters. Bring one that you understood. #hcsm"),
    ("hosp_valle", "El domingo hablamos de cartas claras. #hcsm"),
    (
        "kit_data",
        "Counting words for Sunday. Average letter: 311. Average understood: 96. Invented figures. #hcsm",
    ),
];

impl Stage<'_> {
    /// All of it, for a visitor who is to find something everywhere.
    pub(super) async fn life(&self, visitor: Id, known: &Known) -> Outcome<()> {
        self.letters(visitor).await?;
        for (who, text) in TALKED_ABOUT {
            self.medley
                .posts
                .publish(self.who(who)?, Draft { text: (*text).to_owned(), ..Draft::default() })
                .await?;
        }
        self.quotes(known).await?;
        self.polls().await?;
        self.own_things(visitor, known).await?;
        self.for_the_staff(visitor, known).await
    }

    async fn polls(&self) -> Outcome<()> {
        for Question { who, text, answers, votes } in POLLS {
            let options = answers.iter().map(|option| (*option).to_owned()).collect();
            let poll = PollDraft { options, open_ms: 3 * DAY_MS, multiple: false, hide_totals: false };
            let draft = Draft { text: (*text).to_owned(), poll: Some(poll), ..Draft::default() };
            let post = self.medley.posts.publish(self.who(who)?, draft).await?;
            for (voter, choice) in *votes {
                self.medley.posts.vote(self.who(voter)?, post, &[*choice]).await?;
            }
        }
        Ok(())
    }

    async fn quotes(&self, known: &Known) -> Outcome<()> {
        for (who, key, text) in QUOTES {
            let quote = known.get(*key).copied();
            let draft = Draft { text: (*text).to_owned(), quote, ..Draft::default() };
            self.medley.posts.publish(self.who(who)?, draft).await?;
        }
        Ok(())
    }

    /// Two conversations, one of them unanswered.
    async fn letters(&self, visitor: Id) -> Outcome<()> {
        let letter = |text: &str, reply_to| Draft {
            text: text.to_owned(),
            reply_to,
            visibility: Some(Visibility::Direct),
            ..Draft::default()
        };
        let posts = &self.medley.posts;
        let asked =
            letter("@demo Welcome! Would you host the chat one Sunday? You would only need a kettle.", None);
        let asked = posts.publish(self.who("pip_larkin")?, asked).await?;
        let answer = letter("@pip_larkin Gladly. I have two kettles.", Some(asked));
        posts.publish(visitor, answer).await?;
        let note = letter("@demo Your book is here. It points to the left.", None);
        posts.publish(self.who("noor_library")?, note).await.map(drop)
    }

    async fn own_things(&self, visitor: Id, known: &Known) -> Outcome<()> {
        let medley = self.medley;
        let profile = ProfileEdit {
            display_name: Some("Robin Demo".to_owned()),
            note: Some(
                "Looks around here so that you can. Invented, like everybody. #hcsm #medlibs".to_owned(),
            ),
            fields: Some(vec![("Ward".to_owned(), "All of them".to_owned())]),
            ..ProfileEdit::default()
        };
        medley.accounts.edit_profile(visitor, profile).await?;
        for (title, members) in [
            ("Nights", ["nurse_tam", "jo_paramedic", "lucia_salud"]),
            ("Paper", ["noor_library", "pip_larkin", "kit_data"]),
        ] {
            let edit = ListEdit { title: Some(title.to_owned()), ..ListEdit::default() };
            let list = medley.lists.create(visitor, edit).await?;
            let members = members.iter().map(|name| self.who(name)).collect::<Outcome<Vec<Id>>>()?;
            medley.lists.add(visitor, list.id, members).await?;
        }
        for key in ["lib", "garden"] {
            if let Some(&post) = known.get(key) {
                medley.posts.bookmark(visitor, post).await?;
                medley.posts.favourite(visitor, post).await?;
            }
        }
        let hello = Draft {
            text: "Hello, I am new here. Where is the good vending machine? #introductions".to_owned(),
            ..Draft::default()
        };
        let hello = medley.posts.publish(visitor, hello).await?;
        for name in ["nurse_tam", "drmaren", "ravi_student"] {
            medley.posts.favourite(self.who(name)?, hello).await?;
        }
        let text = "@demo Level 2, behind the plant. Do not press B4.".to_owned();
        let answer = Draft { text, reply_to: Some(hello), ..Draft::default() };
        medley.posts.publish(self.who("nurse_tam")?, answer).await?;
        let later = Draft {
            text: "Good morning from the demo. This was written yesterday.".to_owned(),
            ..Draft::default()
        };
        medley.posts.schedule(visitor, later, self.now + 18 * HOUR_MS, None).await.map(drop)
    }

    /// An announcement, and a report for whoever becomes the operator.
    async fn for_the_staff(&self, visitor: Id, known: &Known) -> Outcome<()> {
        let text = "The #hcsm chat meets on Sunday at 20:00 UTC. Listeners are welcome.".to_owned();
        let new =
            NewAnnouncement { text, scheduled_ms: None, starts_ms: None, ends_ms: None, all_day: false };
        self.medley.announcements.publish(new).await?;
        let posts = known.get("pens").copied().into_iter().collect();
        let report = NewReport {
            by: visitor,
            target: self.who("nurse_tam")?,
            posts,
            comment: "This pen was mine. (An invented report, to look at.)".to_owned(),
            category: Some(Category::Other),
            collections: Vec::new(),
            rules: Vec::new(),
            forward: false,
        };
        self.medley.moderation.report(report).await.map(drop)
    }
}
