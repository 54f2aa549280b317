//! The demo's directory of hashtags: invented communities, chats, meetings, and what its members post there.

use base::{DAY_MS, Outcome, iso_date};
use hashtags::{Edit, Reason, Verdict, Who};
use posts::Draft;

use super::Stage;
use super::desk::KEEPER;

/// An invented hashtag.
struct Listed {
    /// Who registers it.
    who: &'static str,
    name: &'static str,
    kind: &'static str,
    title: &'static str,
    about: &'static str,
    /// Slugs, between spaces.
    specialties: &'static str,
    related: &'static str,
    language: &'static str,
    /// Whether the staff have kept it.
    kept: bool,
}

const fn listed(
    (who, name, kind): (&'static str, &'static str, &'static str),
    (title, about): (&'static str, &'static str),
    (specialties, related, language): (&'static str, &'static str, &'static str),
    kept: bool,
) -> Listed {
    Listed { who, name, kind, title, about, specialties, related, language, kept }
}

/// All of it is made up; so are the meetings.
const LISTED: &[Listed] = &[
    listed(
        ("carechat", "hcsm", "chat"),
        (
            "Health care and social media",
            "The invented weekly chat of this demo, Sundays 20:00 UTC: how healthcare talks, writes and listens. \
             About work, never about patients.",
        ),
        ("social-media patient-advocacy", "plainlanguage comunicacion", "en"),
        true,
    ),
    listed(
        ("noor_library", "medlibs", "community"),
        (
            "Medical librarians",
            "Shelves, searches and signage. For everybody who looks things up, and for those who show them how.",
        ),
        ("research medical-education", "hcsm", "en"),
        true,
    ),
    listed(
        ("kit_data", "healthIT", "community"),
        (
            "Health informatics",
            "Fields that should be dates, dates that should be fields, and who mends them.",
        ),
        ("health-it", "hcsm plainlanguage", "en"),
        true,
    ),
    listed(
        ("jo_paramedic", "ems", "community"),
        ("Ambulance and rescue", "Tea that gets cold, vehicles that do not. No calls and no patients here."),
        ("paramedicine emergency-medicine", "quietnights", "en"),
        true,
    ),
    listed(
        ("ravi_student", "medstudent", "community"),
        ("Students of medicine", "Where the seminar room is, and other questions of people who learn."),
        ("students medical-education", "medlibs", "en"),
        true,
    ),
    listed(
        ("nurse_tam", "quietnights", "community"),
        ("Quiet nights", "Night nurses about pens, socks and the vending machine. Never say the word aloud."),
        ("nursing clinician-wellbeing", "ems nightshift", "en"),
        true,
    ),
    listed(
        ("pip_larkin", "plainlanguage", "community"),
        (
            "Letters that people understand",
            "Patients, clinicians and writers rewrite one sentence at a time.",
        ),
        ("patient-advocacy health-education", "hcsm", "en"),
        true,
    ),
    listed(
        ("lucia_salud", "enfermeria", "community"),
        ("Enfermería", "Turnos, docencia y café entre enfermeras y enfermeros de un hospital inventado."),
        ("nursing", "comunicacion", "es"),
        true,
    ),
    listed(
        ("hosp_valle", "comunicacion", "community"),
        ("Comunicar en salud", "Cómo explicar las cosas para que se entiendan. Una comunidad inventada."),
        ("health-education social-media", "enfermeria hcsm", "es"),
        false,
    ),
    listed(
        ("harbourview", "HarbourMeeting", "conference"),
        ("Harbour View Meeting", "Two invented days about hospital hearts, kitchens and corridors."),
        ("cardiology internal-medicine nutrition", "hcsm medlibs", "en"),
        true,
    ),
    listed(
        ("drmaren", "lanternfever", "disease"),
        (
            "Lantern fever",
            "An illness that exists only in this demo: those who have it, and those who study it.",
        ),
        ("infectious-disease rare-diseases", "", "en"),
        false,
    ),
    listed(
        ("pharm_ilse", "LabelDates", "community"),
        ("Labels and dates", "Hospital pharmacists about shelves. Not advice; ask your own pharmacist."),
        ("pharmacy clinical-pharmacy patient-safety", "healthIT", "en"),
        false,
    ),
];

/// What is posted with those that the talk of the last two weeks does not have.
const POSTED: &[(&str, &str)] = &[
    ("drmaren", "Invented slides for an invented illness are ready. #lanternfever"),
    ("harbourview", "The programme is printed: two days, one kitchen tour. #HarbourMeeting"),
    ("noor_library", "I will bring the history of signage, all arrows. #HarbourMeeting"),
    ("pharm_ilse", "A label is a letter to whoever comes next. #LabelDates"),
    ("nurse_tam", "Found a date on a label, and a label on a date. #LabelDates"),
];

impl Stage<'_> {
    /// All of it; the last one is a hashtag that the staff did not keep.
    pub(super) async fn directory(&self) -> Outcome<()> {
        let keeper = self.medley.accounts.lookup(KEEPER).await?.unwrap_or_default();
        let staff = Who { account: keeper, staff: true };
        for one in LISTED {
            let who = Who { account: self.who(one.who)?, staff: false };
            let made = self.medley.hashtags.register(who, self.edit(one)).await?;
            if one.kept {
                let verdict = Verdict::Keep(Box::default());
                self.medley.hashtags.decide(staff, &made.tag, verdict).await?;
            }
        }
        for (who, text) in POSTED {
            let draft =
                Draft { text: (*text).to_owned(), language: Some("en".to_owned()), ..Draft::default() };
            self.medley.posts.publish(self.who(who)?, draft).await?;
        }
        self.refused(staff).await
    }

    async fn refused(&self, staff: Who) -> Outcome<()> {
        let one = listed(
            ("hosp_valle", "MiraclePens", "community"),
            ("Miracle pens", "The pen that writes your notes for you. (Invented, like all of this.)"),
            ("", "", "en"),
            false,
        );
        let who = Who { account: self.who(one.who)?, staff: false };
        let made = self.medley.hashtags.register(who, self.edit(&one)).await?;
        let verdict =
            Verdict::Refuse { reason: Reason::Promotion, words: "A pen is not a community.".to_owned() };
        self.medley.hashtags.decide(staff, &made.tag, verdict).await.map(drop)
    }

    fn edit(&self, one: &Listed) -> Edit {
        let many = |text: &str| Some(text.split_whitespace().map(str::to_owned).collect());
        let text = |text: &str| Some(text.to_owned());
        let day = |days: i64| Some(iso_date(self.now + days * DAY_MS));
        let meets = one.kind == "conference";
        Edit {
            name: text(one.name),
            kind: text(one.kind),
            title: text(one.title),
            about: text(one.about),
            specialties: many(one.specialties),
            related: many(one.related),
            language: text(one.language),
            starts_on: if meets { day(40) } else { None },
            ends_on: if meets { day(41) } else { None },
            place: meets.then(|| "Harbour Hall, an invented coast".to_owned()),
            link: meets.then(|| "https://harbourview.example/meeting".to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_there_and_every_specialty_is_known() {
        for kind in ["chat", "community", "conference", "disease"] {
            assert!(LISTED.iter().any(|one| one.kind == kind), "{kind}");
        }
        for slug in LISTED.iter().flat_map(|one| one.specialties.split_whitespace()) {
            assert!(words::specialties::by_slug(slug).is_some(), "{slug}");
        }
    }
}
