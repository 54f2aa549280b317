//! What moderators say when they begin, ask, and end. English and Spanish; a chat whose words are not here is still
//! put into order by labels, replies and time. Each list is one text, with `|` between.

/// Someone begins.
const WELCOME: &str = "\
    welcome|hi everyone|hello everyone|hi all|hello all|good evening|good morning everyone|\
    let's get started|lets get started|let's begin|we are live|we're live|live now|now live|\
    starting now|is about to begin|is starting|chat is on|let's start|who else is here|\
    who is joining|who's joining|who's here|who is here|introduce yourself|taking over|\
    live tweeting|ready for our chat|ready to answer your q|first, let's meet|bienvenid|hola a tod|\
    buenas tardes a tod|buenas noches a tod|empezamos|comenzamos|preséntense";

/// Someone says beforehand that there will be a chat.
const ANNOUNCE: &str = "\
    join us|join our|join me|don't forget|reminder|tomorrow|tonight|minutes away|in 30 min|30 min|\
    15 min|10 minute|in 5 min|in a few minutes|coming up|in 1 hour|in one hour|see you at|get ready|\
    gearing up|looking forward to|mañana|esta noche|únete|no olvides";

/// Someone ends.
const WRAP_UP: &str = "\
    all the time we have|big thank you|near the end of|all we have time for|all we've time for|\
    out of time|time is up|time's up|that wraps up|that's a wrap|wrap up|wrapping up|wraps up|\
    thanks for joining us today|thank you for joining|thanks for joining|thanks for participating|\
    thank you for participating|thanks for taking part|thanks everyone|thank you everyone|\
    thanks to everyone|thank you to everyone|thanks to all|thank you all|thanks all|\
    thanks for a great|thank you for a great|great chat|special thank|huge thanks|big thanks|\
    see you next|join us next|until next|next week|transcript|amazing conversation|that concludes|\
    end of our chat|gracias a tod|gracias por participar|hasta la próxima|nos vemos";

/// Someone asks without a number.
const NEXT: &str = "\
    next question|first question|second question|third question|fourth question|fifth question|\
    last question|final question|another question|one more question|question of the night|\
    q for the panel|q from the floor|question from the|question for the|q from|siguiente pregunta|\
    primera pregunta|última pregunta";

/// Someone reports that a question was put to others.
const REPORTED: &str = "\
    panel asked|panel are asked|panel is asked|panellists asked|panellists are asked|\
    panelists asked|panelists are asked|panel were asked|panelists were asked|speakers are asked|\
    asks whether|asks how|asks why|asks what|asks if|asks when|asks about|asked about the|\
    q from the|q for the|is asked how|is asked about| asks @| asks: ";

/// Someone greets a single person, or only reacts.
const SMALL_TALK: &str = "\
    welcome|thanks for being here|thank you for being here|glad you're here|glad you are here|\
    great to see you|good to see you|nice to see you|thanks for joining|thanks for coming|hi |hello|\
    good to have you|happy to have you|so glad you|thanks for stopping by|see you|bienvenid|hola|\
    no problem|you're welcome|safe travels|good night|have a great|gracias por venir";

/// Someone introduces themselves.
const INTRODUCTION: &str = "\
    i'm |i’m |i am |my name is|here from|joining from|joining late|checking in|tuning in|nurse from|\
    physician from|doctor from|patient from|student from|lurking|first time here|first time joining|\
    first chat|happy to be here|excited to be here|sorry i'm late|sorry to be late|just got here|\
    here!|soy |me llamo";

const GREETING: &str = "\
    hi|hello|hey|good evening|good morning|good afternoon|evening|greetings|howdy|hola|buenas";

/// Who is there, how people are.
const AROUND: &str = "\
    who else|who's|who is|who do we have|introduce|where are you|how are you|are you ready|ready?|\
    how is everyone|how's everyone|joining us tonight|quién|de dónde";

/// Who only advertises.
const PROMOTION: &str = "\
    buy |discount|% off|free trial|click here|click the link|sign up|register now|register here|\
    webinar|hiring|job:|jobs|for sale|follow me|follow back|followers|limited time|promo|order now|\
    use code|giveaway|win a|crypto|earn $|lose weight fast|check out our new|download our";

fn any(text: &str, cues: &str) -> bool {
    cues.split('|').any(|cue| text.contains(cue))
}

/// What follows takes texts in lower case, with `'` for every apostrophe.
pub(crate) fn welcomes(low: &str) -> bool {
    any(low, WELCOME)
}

pub(crate) fn announces(low: &str) -> bool {
    any(low, ANNOUNCE)
}

pub(crate) fn wraps_up(low: &str) -> bool {
    let starts =
        ["thanks to", "thanks for", "thank you to", "thank you for", "thx for", "thx to", "many thanks to"];
    let start = low.trim_start_matches("and ").trim_start_matches("a big ").trim_start_matches("again, ");
    any(low, WRAP_UP) || starts.iter().any(|cue| start.starts_with(cue))
}

/// Thanks of one's own at the end: shorter words than a host needs.
pub(crate) fn takes_leave(low: &str) -> bool {
    wraps_up(low) || any(low, "thank|thx|gracias|goodnight|good night|bye|great chat|enjoyed|see you")
}

pub(crate) fn asks_next(low: &str) -> bool {
    any(low, NEXT)
}

pub(crate) fn reports_question(low: &str) -> bool {
    any(low, REPORTED)
}

pub(crate) fn small_talk(low: &str) -> bool {
    any(low, SMALL_TALK)
}

/// A greeting with a word about oneself.
pub(crate) fn introduces(bare: &str) -> bool {
    let start = bare.trim_start_matches(|c: char| !c.is_alphanumeric());
    let greets = GREETING
        .split('|')
        .any(|word| start.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    (greets && (any(start, INTRODUCTION) || start.split_whitespace().count() <= 8))
        || any(start, "my name is|joining late|joining from|me llamo|sorry i'm late|just got here")
}

pub(crate) fn promotes(low: &str) -> bool {
    any(low, PROMOTION)
}

/// Asks who is there, or how people are: a question that opens and does not count.
pub(crate) fn asks_around(low: &str) -> bool {
    any(low, AROUND)
}
