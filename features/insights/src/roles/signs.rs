//! The words that tell what somebody is, in English and Spanish, without case.

pub(super) const DOCTOR: &str = "
md physician doctor dr surgeon gp cardiologist oncologist neurologist paediatrician pediatrician
psychiatrist radiologist anaesthetist anesthesiologist dermatologist nephrologist pulmonologist
urologist gynaecologist gynecologist rheumatologist hematologist haematologist endocrinologist
gastroenterologist intensivist hospitalist internist mbbs frcp médico médica doctora cirujano
cirujana pediatra cardióloga cardiólogo oncóloga oncólogo";

pub(super) const PROFESSIONAL: &str = "
nurse rn bsn msn midwife pharmacist pharmd paramedic emt dentist dietitian dietician nutritionist
physiotherapist psychologist therapist radiographer optometrist audiologist podiatrist clinician
healthcareworker enfermera enfermero matrona farmacéutica farmacéutico fisioterapeuta psicóloga
psicólogo nutricionista sanitaria sanitario";

pub(super) const RESEARCHER: &str = "
researcher phd professor prof scientist epidemiologist virologist immunologist biologist
statistician postdoc lecturer academic investigadora investigador científica científico profesora
profesor epidemióloga epidemiólogo";

pub(super) const PRESS: &str = "
journalist reporter editor correspondent columnist broadcaster newsreader periodista reportera
reportero redactora redactor";

pub(super) const PATIENT: &str = "
patient epatient patientadvocate survivor diagnosed paciente superviviente diabetic t1d transplantee";

pub(super) const CARER: &str = "
carer caregiver caregiving cuidadora cuidador";

pub(super) const PROVIDER: &str = "
hospital hospitals clinic clinics surgery infirmary nhs ambulance hospice pharmacy clínica farmacia";

pub(super) const ADVOCACY: &str = "
foundation charity society association alliance coalition nonprofit ngo trust fundación asociación
sociedad ong";

pub(super) const GOVERNMENT: &str = "
ministry government department agency council embassy gov mayor cdc ministerio gobierno consejería
agencia ayuntamiento";

pub(super) const INDUSTRY: &str = "
pharma pharmaceuticals pharmaceutical biotech therapeutics biosciences medtech inc ltd llc startup
farmacéutica";

pub(super) const ACADEMIC: &str = "
university institute college faculty journal laboratory universidad instituto facultad revista";

pub(super) const MEDIA: &str = "
news newspaper radio tv times daily magazine media noticias diario periódico";

/// Phrases in which more than one person speaks.
pub(super) const SAYS_ORGANISATION: [&str; 15] = [
    "official account",
    "official page",
    "cuenta oficial",
    "we are",
    "we re",
    "we provide",
    "we support",
    "our mission",
    "our team",
    "our patients",
    "our members",
    "follow us",
    "somos",
    "nuestra misión",
    "nuestro equipo",
];
