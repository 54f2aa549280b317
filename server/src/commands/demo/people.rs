/// Somebody invented.
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) shown: &'static str,
    pub(super) bio: &'static str,
    pub(super) colour: [u8; 3],
    pub(super) bot: bool,
}

const fn person(name: &'static str, shown: &'static str, bio: &'static str, colour: [u8; 3]) -> Person {
    Person { name, shown, bio, colour, bot: false }
}

/// The whole community. Nobody in it exists.
pub(super) const PEOPLE: &[Person] = &[
    person(
        "harbourview",
        "Harbour View Hospital",
        "An invented hospital on an invented coast. News from the house. Nothing here is medical advice.",
        [24, 88, 120],
    ),
    person(
        "drmaren",
        "Maren Osei",
        "Invented internist at Harbour View Hospital. Opinions are mine, not my employer's. No medical advice.",
        [134, 44, 72],
    ),
    person(
        "nurse_tam",
        "Tamsin Okafor, RN",
        "Fictional night nurse. Pens, shifts, vending machines. I never post about patients. Views my own.",
        [52, 96, 56],
    ),
    person(
        "pharm_ilse",
        "Ilse Brandt",
        "Made-up hospital pharmacist. Labels and dates. Not advice; ask your own pharmacist.",
        [150, 88, 20],
    ),
    person(
        "jo_paramedic",
        "Jo Reyes",
        "Paramedic in a story. Tea gets cold. No calls, no patients, no advice here. Views my own.",
        [172, 60, 36],
    ),
    person(
        "lucia_salud",
        "Lucía Ferrer Montes",
        "Enfermera inventada del Hospital Valle Claro. Opiniones mías. Aquí no se dan consejos médicos.",
        [92, 64, 140],
    ),
    person(
        "hosp_valle",
        "Hospital Valle Claro",
        "Hospital inventado en un valle inventado. Noticias de la casa. Esto no es consejo médico.",
        [30, 110, 100],
    ),
    person(
        "kit_data",
        "Kit Abara",
        "Health informatics, fictional. Dates are not text fields. No patient data, no advice. Views my own.",
        [70, 82, 104],
    ),
    person(
        "pip_larkin",
        "Pip Larkin",
        "Invented patient advocate. Plain words, short letters. I share experience, not medical advice.",
        [160, 52, 110],
    ),
    person(
        "ravi_student",
        "Ravi Thorne",
        "Made-up medical student, year three. Still looking for the seminar room. Not advice, barely notes.",
        [36, 74, 150],
    ),
    person(
        "noor_library",
        "Noor Haddad",
        "Librarian of the (invented) Harbour View Hospital library. Lids on cups. Book tips, no medical advice.",
        [110, 76, 48],
    ),
    Person {
        name: "carechat",
        shown: "Care Chat",
        bio: "Runs the invented weekly #hcsm chat, Sundays 20:00 UTC. Talk about work, never about patients.",
        colour: [60, 60, 60],
        bot: true,
    },
];
