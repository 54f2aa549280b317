//! What the demo's staff find on their desk: people who wait, reports, decisions, lists of what is kept out.

use access::NewUser;
use announcements::NewAnnouncement;
use base::{DAY_MS, Id, Outcome, Problem};
use moderation::{Action, Category, Decision, IpBlockEdit, NewReport, ServerBlockEdit, Staff};
use web::Role;

use super::{Known, Stage};

/// Who of the demo's staff can be signed in to.
pub(super) const KEEPER: &str = "keeper";

/// Reports: by whom, about whom, about which post, as what, in which words.
const REPORTS: &[(&str, &str, &str, Category, &str)] = &[
    ("hosp_valle", "pip_larkin", "letter", Category::Spam, "The same letter again. (An invented report.)"),
    (
        "kit_data",
        "noor_library",
        "lib",
        Category::Other,
        "The arrows point the wrong way. (An invented report.)",
    ),
];

impl Stage<'_> {
    /// All of it; gives the keeper's password.
    pub(super) async fn desk(&self, visitor: Id, known: &Known) -> Outcome<String> {
        let new = NewUser {
            username: KEEPER.to_owned(),
            email: "keeper@example.org".to_owned(),
            password: None,
            role: Role::Admin,
            confirmed: true,
        };
        let made = self.medley.access.create_account(new).await?;
        let staff = Staff { account: made.account, role: Role::Admin };
        self.reports(known).await?;
        self.decisions(staff, visitor).await?;
        self.kept_out(staff.account).await?;
        let text = "Next week the demo hospital paints its lifts. Take the stairs, and mind the wet arrows.";
        let starts_ms = Some(self.now + 5 * DAY_MS);
        let new = NewAnnouncement {
            text: text.to_owned(),
            starts_ms,
            ends_ms: Some(self.now + 7 * DAY_MS),
            all_day: true,
            scheduled_ms: None,
        };
        self.medley.announcements.publish(new).await?;
        made.password.ok_or_else(|| Problem::internal("the keeper has no password"))
    }

    async fn reports(&self, known: &Known) -> Outcome<()> {
        for (by, target, key, category, comment) in REPORTS {
            let report = NewReport {
                by: self.who(by)?,
                target: self.who(target)?,
                posts: known.get(*key).copied().into_iter().collect(),
                collections: Vec::new(),
                comment: (*comment).to_owned(),
                category: Some(*category),
                rules: Vec::new(),
                forward: false,
            };
            self.medley.moderation.report(report).await?;
        }
        Ok(())
    }

    async fn decisions(&self, staff: Staff, visitor: Id) -> Outcome<()> {
        let moderation = &self.medley.moderation;
        for (title, text) in [
            ("Names", "Please do not post names of people whom you look after, not even as a joke."),
            ("Welcome", "Thank you for asking. Here is how this server works."),
        ] {
            moderation.add_warning_preset(title.to_owned(), text.to_owned()).await?;
        }
        let word = Decision {
            target: visitor,
            action: Action::None,
            text: "Welcome! Nothing is wrong; this shows what a word from the staff looks like.".to_owned(),
            preset: None,
            report: None,
            notify: true,
        };
        moderation.decide(staff, word).await
    }

    async fn kept_out(&self, by: Id) -> Outcome<()> {
        let moderation = &self.medley.moderation;
        let edit = ServerBlockEdit {
            severity: Some("suspend".to_owned()),
            private_comment: Some("Sells miracle pens. (Invented.)".to_owned()),
            ..ServerBlockEdit::default()
        };
        moderation.add_server_block(by, "miracle-pens.example", edit).await?;
        moderation.add_email_block(by, "one-minute-mail.example", true).await?;
        let edit = IpBlockEdit {
            network: Some("203.0.113.0/24".to_owned()),
            severity: Some("sign_up_block".to_owned()),
            comment: Some("Fifty sign-ups in one night. (Invented.)".to_owned()),
            expires_in: Some(30 * 86_400),
        };
        moderation.add_ip_block(by, edit).await.map(drop)
    }
}
