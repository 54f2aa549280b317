//! What participants are, in the kinds that Symplur's reports use. What people said of themselves in the welcome flow
//! counts first (`accounts` keeps it as a line of the profile). Else the words of name and bio are looked through, from
//! the surest sign to the least sure; where there is no sign, the kind is unknown. Nothing but what somebody wrote
//! about themselves is used, and nobody is told who was counted as what.
//!
//! The order: an organisation says so ("official account", "we are"), or is called so ("St Vincent Hospital");
//! then doctors, other health professionals, researchers, journalists, patients and advocates, carers. Words are whole
//! words without case, in English and Spanish.

mod signs;

use accounts::Account;

use signs::{
    ACADEMIC, ADVOCACY, CARER, DOCTOR, GOVERNMENT, INDUSTRY, MEDIA, PATIENT, PRESS, PROFESSIONAL, PROVIDER,
    RESEARCHER, SAYS_ORGANISATION,
};

/// What somebody is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Role {
    /// No sign.
    #[default]
    Unknown,
    /// A patient, or somebody who speaks for patients.
    Patient,
    /// Who cares for somebody.
    Carer,
    /// A physician.
    Doctor,
    /// Nurses, pharmacists, therapists and all other health professions.
    Professional,
    /// Researchers, teachers at universities.
    Researcher,
    /// Who reports.
    Press,
    /// Hospitals, clinics, practices.
    Provider,
    /// Charities, societies, foundations.
    Advocacy,
    /// Ministries, agencies, public health services.
    Government,
    /// Makers of medicines, devices and software.
    Industry,
    /// Universities, institutes, journals.
    Academic,
    /// News outlets.
    Media,
    /// Another organisation.
    Organisation,
    /// Said to be somebody else.
    Other,
}

impl Role {
    /// In the order that they are told.
    pub const ALL: [Self; 15] = [
        Self::Patient,
        Self::Carer,
        Self::Doctor,
        Self::Professional,
        Self::Researcher,
        Self::Press,
        Self::Provider,
        Self::Advocacy,
        Self::Government,
        Self::Industry,
        Self::Academic,
        Self::Media,
        Self::Organisation,
        Self::Other,
        Self::Unknown,
    ];

    /// Its name in answers of the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Patient => "patient",
            Self::Carer => "carer",
            Self::Doctor => "doctor",
            Self::Professional => "health_professional",
            Self::Researcher => "researcher",
            Self::Press => "journalist",
            Self::Provider => "provider_organisation",
            Self::Advocacy => "advocacy_organisation",
            Self::Government => "government_organisation",
            Self::Industry => "industry_organisation",
            Self::Academic => "academic_organisation",
            Self::Media => "media_organisation",
            Self::Organisation => "other_organisation",
            Self::Other => "other",
        }
    }

    pub(crate) fn code(self) -> i64 {
        self as i64
    }

    pub(crate) fn from_code(code: i64) -> Self {
        Self::ALL.into_iter().find(|role| role.code() == code).unwrap_or_default()
    }

    /// What an account says that it is.
    pub(crate) fn of(account: &Account) -> Self {
        chosen(account).unwrap_or_else(|| read(account.shown_name(), &account.note))
    }
}

/// What was chosen in the welcome flow.
fn chosen(account: &Account) -> Option<Role> {
    account.fields.iter().find_map(|field| {
        Some(match accounts::chosen_role(&field.name, &field.value)? {
            "patient" => Role::Patient,
            "carer" => Role::Carer,
            "researcher" => Role::Researcher,
            "press" => Role::Press,
            // The welcome flow does not ask which: the bio may tell.
            "clinician" => match read(account.shown_name(), &account.note) {
                Role::Doctor => Role::Doctor,
                _ => Role::Professional,
            },
            "organisation" => organisation(&words(account.shown_name()), &words(&account.note)),
            _ => Role::Other,
        })
    })
}

/// The words of a text, without case; `M.D.` is one word.
fn words(text: &str) -> Vec<String> {
    let folded = text::fold_case(&text.replace('.', "").replace(['’', '\''], " "));
    let pieces = folded.split(|c: char| !text::is_word_char(c)).filter(|word| !word.is_empty());
    pieces.map(str::to_owned).collect()
}

fn any(words: &[String], signs: &str) -> bool {
    signs.split_ascii_whitespace().any(|sign| words.iter().any(|word| word == sign))
}

/// Whether a bio is that of more than one person.
fn speaks_for_many(bio: &[String]) -> bool {
    let spaced = format!(" {} ", bio.join(" "));
    SAYS_ORGANISATION.iter().any(|sign| spaced.contains(&format!(" {sign} ")))
}

/// What name and bio say.
fn read(name: &str, bio: &str) -> Role {
    let (name, bio) = (words(name), words(bio));
    let called = kind(&name);
    let titled = any(&name, "dr dra md rn phd prof");
    if !titled && (called.is_some() || speaks_for_many(&bio)) {
        return organisation(&name, &bio);
    }
    let all = [name, bio].concat();
    let signs = [
        (DOCTOR, Role::Doctor),
        (PROFESSIONAL, Role::Professional),
        (RESEARCHER, Role::Researcher),
        (PRESS, Role::Press),
        (PATIENT, Role::Patient),
        (CARER, Role::Carer),
    ];
    signs.into_iter().find(|(signs, _)| any(&all, signs)).map_or(Role::Unknown, |(_, role)| role)
}

/// The kind of organisation that words speak of.
fn kind(words: &[String]) -> Option<Role> {
    let signs = [
        (PROVIDER, Role::Provider),
        (GOVERNMENT, Role::Government),
        (ADVOCACY, Role::Advocacy),
        (INDUSTRY, Role::Industry),
        (ACADEMIC, Role::Academic),
        (MEDIA, Role::Media),
    ];
    signs.into_iter().find(|(signs, _)| any(words, signs)).map(|(_, role)| role)
}

fn organisation(name: &[String], bio: &[String]) -> Role {
    kind(name).or_else(|| kind(bio)).unwrap_or(Role::Organisation)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_say_of_themselves() {
        for (name, bio, role) in [
            ("Ana", "", Role::Unknown),
            ("Ana", "Coffee, dogs, running", Role::Unknown),
            ("Ana Ruiz, MD", "Cardiologist. Views my own", Role::Doctor),
            ("Ana", "M.D. in training", Role::Doctor),
            ("Ben", "ICU nurse and dad", Role::Professional),
            ("Ben", "Enfermera de UCI", Role::Professional),
            ("Cleo", "PhD in vaccines", Role::Researcher),
            ("Dee", "Health reporter at a daily", Role::Press),
            ("Eve", "Patient advocate, living with lupus", Role::Patient),
            ("Fay", "caregiver to my mum", Role::Carer),
            ("St Vincent Hospital", "Caring since 1901", Role::Provider),
            ("Lupus Society", "Official account. Patients first", Role::Advocacy),
            ("Health Ministry", "", Role::Government),
            ("Northwind", "We are a biotech for rare diseases", Role::Industry),
            ("Morning News", "", Role::Media),
            ("The Bridge", "Our team answers from 9 to 5", Role::Organisation),
            ("Dr Gil", "Our practice, our patients", Role::Doctor),
            ("Universidad del Sur", "", Role::Academic),
        ] {
            assert_eq!(read(name, bio), role, "{name}: {bio}");
        }
    }

    #[test]
    fn codes_round_trip() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), role);
        }
        assert_eq!(Role::from_code(99), Role::Unknown);
    }
}
