use transcripts::{How, Role, arrange};

use crate::{script, told};

fn is(chat: &str, wanted: &str) {
    assert_eq!(told(&arrange(&script(chat))), wanted);
}

#[test]
fn topics_in_a_crowd() {
    is(
        "
        0:00 *hcmod Welcome to #hcsm! Tonight: patients on rounds. Please introduce yourself
        1:10 nurse_kim Hi all, Kim, ward nurse from Leeds #hcsm
        2:00 promo4u Buy followers now! 50% off https://spam.example #hcsm #health #win #deal
        9:00 *hcmod T1: Should patients join ward rounds? #hcsm
        10:00 nurse_kim T1: yes, always. It is their care #hcsm
        10:40 pat_lee T1 I was asked once and it changed everything #hcsm
        11:00 dr_who agree with Kim, rounds are for patients #hcsm
        11:30 stray ^6 same for me, my mother was never told
        12:00 *hcmod =5
        13:00 late_jo Sorry I'm late! Jo, pharmacist #hcsm
        20:00 *hcmod T2: What keeps hospitals from doing it? #hcsm
        20:10 dr_who Still thinking of rounds: the patients ask the best questions of all of us #hcsm
        21:00 pat_lee T2: time, they say #hcsm
        22:00 nurse_kim T1: and families too, they know most #hcsm
        23:00 promo4u Buy followers now! 50% off https://spam.example #hcsm #health #win #deal
        40:00 *hcmod That's all we have time for. Thank you all for a great chat! Next week: sleep #hcsm
        41:00 pat_lee CT: ask the patient #hcsm
        42:00 nurse_kim Good night everyone #hcsm
        42:30 dr_who T2: one more, paper forms
        ",
        "o 1 2 10 | Q1 4 : 5 6 7 8 12! 14! | Q2 11 : 13 19 | c 16 17 18 | a 3 15 | b 9",
    );
}

#[test]
fn moderators_repeat_correct_skip_and_restart() {
    is(
        "
        0:00 *mod Welcome to #ch!
        1:00 *mod Q1: How do you sleep on nigth shifts? #ch
        1:30 *mod Q1 (typo!): How do you sleep on night shifts? #ch
        2:00 ana A1: badly
        5:00 *mod Reminder Q1: how do you sleep on night shifts?
        6:00 ben A1: with curtains
        10:00 *mod Q3: What do you eat at night? #ch
        11:00 ana A3: soup
        12:00 ana A2: nobody asked but I nap
        20:00 *mod Q3: Which shift pattern would you choose if you could? #ch
        21:00 ben A3: none
        30:00 *mod Thanks for joining #ch
        ",
        "o 1 | Q1 2 3 5 : 4 6 | Q2 : 9 | Q3 7 : 8 | Q3 10 : 11 | c 12",
    );
    is(
        "
        0:00 *mod Welcome to #ch, first half now
        1:00 *mod Q1 What is pain?
        2:00 ana A1 a signal
        10:00 *mod Q2 Who measures it?
        11:00 ana A2 nurses
        30:00 *mod Second half! Q1 How would you teach relatives about comfort?
        31:00 ana A1 with time
        ",
        "o 1 | Q1 2 : 3 | Q2 4 : 5 | Q1 6 : 7",
    );
}

#[test]
fn moderators_number_in_odd_ways_or_never() {
    is(
        "
        0:00 *mod Hi everyone, welcome
        1:00 *mod 1/ What does your clinic do about falls?
        2:00 ana 1/ rails
        3:00 ben we use socks with rubber
        9:00 *mod 2/ And at night?
        10:00 ana lights everywhere in the corridors
        ",
        "o 1 | Q1 2 : 3 4 | Q2 5 : 6",
    );
    is(
        "
        0:00 *mod Welcome to the chat on falls
        1:00 *mod What does your clinic do about falls?
        2:00 ana we use rails
        3:00 *mod Great ideas @ana!
        9:00 *mod Next question: who pays for all of that?
        10:00 ben nobody pays
        11:00 *mod ^6 and where do you work, Ben?
        12:00 ben ^7 in Leeds
        20:00 *mod That's a wrap, thanks for joining
        ",
        "o 1 | Q 2 : 3 4 | Q 5 : 6 7 8 | c 9",
    );
    is(
        "
        0:00 *mod Bienvenidos a #salud
        1:00 *mod P1: ¿Cómo hablan con las familias?
        2:00 ana R1: con calma
        8:00 *mod Pregunta 2: ¿Y con los niños?
        9:00 ana R1: y con tiempo
        10:00 ben R2: jugando
        20:00 *mod Gracias a todos por venir, hasta la próxima
        ",
        "o 1 | Q1 2 : 3 5! | Q2 4 : 6 | c 7",
    );
}

#[test]
fn guests_who_write_q_when_they_answer() {
    let lines = script(
        "
        0:00 *health Hi everyone. Thanks for joining #talk with @drsam
        1:00 *health @drsam Q1: Is salt bad? #talk
        2:00 *health RT @drsam: @health Q1 In excess it is #talk
        3:00 *health RT @drsam: @health Q1 Do you still salt your soup? I do not #ta…
        5:00 *health Thanks, @drsam! On to Q2: Is sugar bad? #talk
        6:00 +drsam @health Q2 yes
        7:00 zoe Q2: worse than salt
        8:00 zoe A1/A2: both are
        20:00 *health That's all the time we have, thanks @drsam
        ",
    );
    let transcript = arrange(&lines);
    assert_eq!(told(&transcript), "o 1 | Q1 2 : 3 4 8! | Q2 5 : 6 7 | c 9");
    let how: Vec<How> = transcript.questions.iter().flat_map(|q| &q.answers).map(|entry| entry.how).collect();
    assert_eq!(how, [How::Retold, How::Retold, How::Labelled, How::Mislabelled, How::Mislabelled]);
    assert_eq!(transcript.questions[0].answers[2].also, [2]);
    assert_eq!(transcript.questions[0].answers[0].role, Role::Guest);
    assert_eq!(transcript.questions[0].answers[0].speaker, "drsam");
}

#[test]
fn hosts_are_told_from_what_they_do() {
    let lines = script(
        "
        0:00 med Welcome to #x, our co-host is @kim
        1:00 med Q1: one? #x
        2:00 ana A1: yes
        3:00 kim Q2: two more? #x
        4:00 ana Q2: no, is it?
        ",
    );
    let transcript = arrange(&lines);
    assert_eq!(told(&transcript), "o 1 | Q1 2 : 3 | Q2 4 : 5");
    let roles: Vec<Role> = transcript.questions.iter().map(|question| question.posts[0].role).collect();
    assert_eq!(roles, [Role::Host, Role::Host]);
}

#[test]
fn the_audience_asks() {
    is(
        "
        0:00 *news Ask our experts about flu with #askflu. We're live now
        1:00 ana Can I catch it twice? #askflu
        2:00 *news .@ana Yes, there are several strains #askflu
        3:00 ben #askflu is the jab safe in pregnancy?
        4:00 *news .@cleo Most people are well after a week #askflu
        5:00 *news ^4 It is, and recommended
        6:00 *news .@ana (2 of 2) The jab helps against most #askflu
        7:00 dan and for asthma? #askflu
        20:00 *news Thanks for all the questions! #askflu
        ",
        "o 1 | @ana 2 : 3 7 | @ben 4 : 6 | @cleo : 5 | @dan 8 | c 9",
    );
}

#[test]
fn medicine_is_not_a_label() {
    is(
        "
        0:00 *mod Welcome to #dsma
        1:00 *mod Q1: What is your goal? #dsma
        2:00 ana A1C under 7, says my doctor #dsma
        3:00 ben T1 diabetes here, T3 was low too #dsma
        4:00 eve A 3 year plan #dsma
        5:00 kai Q10 helps nobody, does it? #dsma
        10:00 *mod Q2: Who helps you? #dsma
        11:00 ana A2: my sister #dsma
        ",
        "o 1 | Q1 2 : 3 4 5 6 | Q2 7 : 8",
    );
}

#[test]
fn nothing_to_arrange_and_nobody_who_asks() {
    is("", "");
    is("0:00 ana hello", "a 1");
    is("0:00 *mod Welcome!\n1:00 ana so tired\n2:00 *mod thanks for joining", "o 1 | c 3 | a 2");
    is("0:00 ana A1: soup\n1:00 ben A2: bread\n2:00 cy A2: tea", "Q1 : 1 | Q2 : 2 3");
}
