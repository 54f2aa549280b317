//! Where each line belongs that does not ask.

use std::collections::HashMap;

use base::{Id, Ms};
use text::labels::{Firmness, LabelKind};

use super::{Placed, Plan, Spot};
use crate::read::Read;
use crate::{How, Role, cues};

/// Nobody has read a question and answered it that soon: such a line still belongs to the one before.
const READING_MS: Ms = 25_000;
/// How long a line that begins with a name is taken to answer what that person said.
const ADDRESSED_MS: Ms = 5 * 60_000;
/// How long after the last question somebody may already take their leave.
const LEAVE_AFTER_MS: Ms = 3 * 60_000;
/// How often lines whose reply is not placed yet are tried again.
const ROUNDS_MAX: usize = 3;

/// Places every line.
pub(super) fn place(reads: &[Read<'_>], boosts: &HashMap<usize, Id>, plan: &mut Plan) -> Vec<Placed> {
    let ids: HashMap<Id, usize> = reads.iter().enumerate().map(|(n, read)| (read.id, n)).collect();
    let scene = Scene::new(reads, boosts, plan);
    let mut placed: Vec<Option<Placed>> = (0..reads.len()).map(|_| None).collect();
    let mut said: HashMap<&str, usize> = HashMap::new();
    let mut waiting = Vec::new();
    for (n, read) in reads.iter().enumerate() {
        let target =
            read.reply_to.and_then(|id| ids.get(&id).copied()).filter(|other| !boosts.contains_key(other));
        if target.is_some_and(|other| placed[other].is_none()) && !plan.asked.contains_key(&n) {
            waiting.push((n, target));
        } else {
            placed[n] = Some(scene.spot(n, target, &placed, &said));
        }
        said.insert(&read.speaker, n);
    }
    for round in 0..ROUNDS_MAX {
        for (n, target) in std::mem::take(&mut waiting) {
            let ready = target.is_none_or(|other| placed[other].is_some());
            if ready || round + 1 == ROUNDS_MAX {
                placed[n] = Some(scene.spot(n, target.filter(|_| ready), &placed, &said));
            } else {
                waiting.push((n, target));
            }
        }
    }
    placed.into_iter().map(|spot| spot.unwrap_or_else(|| said_at(Spot::Aside))).collect()
}

struct Scene<'a, 't> {
    reads: &'a [Read<'t>],
    plan: &'a Plan,
    /// When the first question was asked.
    first: Ms,
    /// When the last one was.
    last: Ms,
    /// When the host began to say good-bye.
    closing: Ms,
    /// How many lines of a speaker take part: with a label, or in an exchange.
    takes_part: HashMap<&'a str, usize>,
}

impl<'a, 't> Scene<'a, 't> {
    fn new(reads: &'a [Read<'t>], boosts: &HashMap<usize, Id>, plan: &'a Plan) -> Self {
        let opened = || plan.questions.iter().map(|draft| draft.opened);
        let asked = plan.asked.keys().chain(plan.answers.keys()).map(|&n| reads[n].ms);
        let (first, last) = match plan.audience {
            true => (opened().min(), asked.max()),
            false => (plan.current.first().map(|&(ms, _)| ms), plan.current.last().map(|&(ms, _)| ms)),
        };
        let (first, last) = (first.unwrap_or(Ms::MAX), last.unwrap_or(Ms::MIN));
        let ends = |n: &usize| {
            let read = &reads[*n];
            let free =
                read.firm().next().is_none() && !plan.asked.contains_key(n) && !plan.answers.contains_key(n);
            read.role == Role::Host
                && free
                && read.ms >= last
                && cues::wraps_up(&read.low)
                && !cues::announces(&read.low)
        };
        let closing = (0..reads.len()).filter(|n| !boosts.contains_key(n)).find(ends);
        let mut takes_part: HashMap<&str, usize> = HashMap::new();
        for read in reads.iter().filter(|read| read.firm().next().is_some() || read.reply_to.is_some()) {
            *takes_part.entry(&read.speaker).or_default() += 1;
        }
        Self { reads, plan, first, last, closing: closing.map_or(Ms::MAX, |n| reads[n].ms), takes_part }
    }

    fn spot(
        &self,
        n: usize,
        target: Option<usize>,
        placed: &[Option<Placed>],
        said: &HashMap<&str, usize>,
    ) -> Placed {
        let read = &self.reads[n];
        if let Some(&question) = self.plan.asked.get(&n) {
            return said_at(Spot::Question(question));
        }
        if let Some(&(question, how)) = self.plan.answers.get(&n) {
            return Placed { spot: Spot::Question(question), how, late: false, also: Vec::new() };
        }
        if let Some(found) = self.by_label(read) {
            return found;
        }
        if read.closes() || (self.ends(read) && self.leaves(read, target, placed)) {
            return said_at(Spot::Closing);
        }
        let replied = target.and_then(|other| placed[other].as_ref()).map(|other| other.spot);
        if let Some(spot) = replied.filter(|_| !self.chats(read)) {
            return self.attached(read, spot, How::Reply);
        }
        if let Some(spot) = self.addressed(n, placed, said).filter(|_| !self.chats(read)) {
            return self.attached(read, spot, How::Addressed);
        }
        if let Some(question) = self.names_asker(read) {
            return self.attached(read, Spot::Question(question), How::Addressed);
        }
        self.by_time(read)
    }

    /// The question of somebody whom the line names, where the host said whose question it is: "Q from @sam: ..".
    fn names_asker(&self, read: &Read<'_>) -> Option<usize> {
        if self.plan.audience || read.role == Role::Host {
            return None;
        }
        let asked = self.plan.questions.iter().enumerate().filter(|(_, draft)| draft.opened <= read.ms);
        let named = asked.rev().filter(|(_, draft)| {
            draft
                .names
                .iter()
                .any(|name| read.mentions.contains(name) && *name != read.speaker && self.asker(name))
        });
        named.map(|(question, _)| question).next()
    }

    /// Whether only one question names somebody: who is named with all of them is asked, and does not ask.
    fn asker(&self, name: &String) -> bool {
        self.plan.questions.iter().filter(|draft| draft.names.contains(name)).count() == 1
    }

    fn by_label(&self, read: &Read<'_>) -> Option<Placed> {
        if read.agenda() >= 3 && read.role == Role::Host {
            return None;
        }
        let usable = |firm: Firmness| {
            read.labels.iter().filter(move |label| label.firmness == firm && self.plan.answers_by(label))
        };
        let mut named: Vec<_> = usable(Firmness::Firm).collect();
        // A label within a sentence counts only where nothing else says what is answered.
        if named.is_empty() && read.reply_to.is_none() && read.addressed.is_none() {
            let begun = read.ms >= self.first;
            named =
                usable(Firmness::Loose).filter(|label| begun && label.kind == LabelKind::Answer).collect();
        }
        let resolved = named.iter().filter_map(|label| {
            let question = self.plan.numbered(label.number?, read.ms)?;
            Some((**label, question))
        });
        let mut resolved: Vec<_> = resolved.collect();
        resolved.sort_by_key(|(label, _)| label.kind != LabelKind::Answer && label.kind != LabelKind::Topic);
        let &(label, question) = resolved.first()?;
        let mut also: Vec<u32> =
            resolved.iter().filter(|(_, other)| *other != question).filter_map(|(l, _)| l.number).collect();
        also.dedup();
        let how = Plan::how(&label, read.role);
        Some(Placed { spot: Spot::Question(question), how, late: self.late(read, question), also })
    }

    /// Whether the chat was at a later question already.
    fn late(&self, read: &Read<'_>, question: usize) -> bool {
        let draft = &self.plan.questions[question];
        self.plan.at(read.ms).is_some_and(|(current, since)| current != question && since >= draft.opened)
    }

    fn ends(&self, read: &Read<'_>) -> bool {
        let parting = read.ms >= self.last.saturating_add(LEAVE_AFTER_MS) && cues::wraps_up(&read.low);
        self.last > Ms::MIN && (read.ms >= self.closing || (parting && self.last < Ms::MAX))
    }

    /// After the good-bye, who still answers somebody stays with the question.
    fn leaves(&self, read: &Read<'_>, target: Option<usize>, placed: &[Option<Placed>]) -> bool {
        let answers = target
            .and_then(|other| placed[other].as_ref())
            .is_some_and(|other| matches!(other.spot, Spot::Question(_)));
        !answers || cues::takes_leave(&read.low)
    }

    /// A greeting or a word of thanks to one person: it stands beside the questions.
    fn chats(&self, read: &Read<'_>) -> bool {
        read.ms >= self.first && !read.asks_more() && cues::small_talk(&read.low) && read.words.len() <= 8
    }

    fn attached(&self, read: &Read<'_>, spot: Spot, how: How) -> Placed {
        let late = match spot {
            Spot::Question(question) => self.late(read, question),
            _ => false,
        };
        Placed { spot, how, late, also: Vec::new() }
    }

    /// What the person spoke to said last, if that answers a question.
    fn addressed(&self, n: usize, placed: &[Option<Placed>], said: &HashMap<&str, usize>) -> Option<Spot> {
        let read = &self.reads[n];
        let name = read.addressed.as_deref()?;
        let other = said.get(name).copied().filter(|&other| other != n)?;
        let before = &self.reads[other];
        let near = before.ms <= read.ms && read.ms - before.ms <= ADDRESSED_MS && before.role != Role::Host;
        let spot = placed[other].as_ref()?.spot;
        (near && matches!(spot, Spot::Question(_))).then_some(spot)
    }

    fn by_time(&self, read: &Read<'_>) -> Placed {
        let aside = Placed { spot: Spot::Aside, how: How::Time, late: false, also: Vec::new() };
        if self.plan.audience {
            return if read.ms <= self.first { said_at(Spot::Opening) } else { aside };
        }
        let idle = self.takes_part.get(read.speaker.as_str()).copied().unwrap_or(0) == 0;
        if read.role == Role::Other && idle && read.promotes() {
            return aside;
        }
        let Some((mut question, since)) = self.plan.at(read.ms) else {
            return if self.plan.current.is_empty() {
                self.unasked(read, aside)
            } else {
                said_at(Spot::Opening)
            };
        };
        if self.chats(read) {
            return aside;
        }
        if read.role != Role::Host && !read.retold && cues::introduces(&read.bare) && read.labels.is_empty() {
            return said_at(Spot::Opening);
        }
        if (read.role != Role::Host || read.addressed.is_some()) && read.ms - since < READING_MS {
            match self.plan.at(since - 1) {
                Some((before, _)) => question = before,
                None => return said_at(Spot::Opening),
            }
        }
        self.attached(read, Spot::Question(question), How::Time)
    }

    /// A chat in which nobody asked: what frames it, and the conversation itself.
    fn unasked(&self, read: &Read<'_>, aside: Placed) -> Placed {
        if read.role == Role::Host && cues::wraps_up(&read.low) && !cues::welcomes(&read.low) {
            return said_at(Spot::Closing);
        }
        let frames = read.role == Role::Host && (cues::welcomes(&read.low) || cues::announces(&read.low));
        if frames || (read.role != Role::Host && cues::introduces(&read.bare)) {
            said_at(Spot::Opening)
        } else {
            aside
        }
    }
}

impl Read<'_> {
    /// Whether it asks or says more than a greeting does.
    fn asks_more(&self) -> bool {
        self.firm().next().is_some() || (self.asks && self.words.len() > 6)
    }
}

fn said_at(spot: Spot) -> Placed {
    Placed { spot, how: How::Said, late: false, also: Vec::new() }
}
