//! Lines of a room, each with its replies below it.

use std::collections::{HashMap, HashSet};

use base::{Ms, parse_iso};
use ui::{Message, Voice};

use crate::room::line::{Line, Speaker};
use crate::room::templates::{LineCard, RoomHead, Stands};

/// How deep replies are drawn below each other; what is deeper stands beside what it answers.
const DEPTH_MAX: usize = 3;

/// Lines of a page, newest first; replies stand below what they answer, oldest first, where that is on the page and
/// no question: answers to a question are what the room is made of.
pub(super) fn lines(room: &RoomHead, lines: &[Line], now: Ms, voice: Voice) -> Vec<String> {
    let tops: HashSet<&str> = lines
        .iter()
        .filter(|line| !matches!(line.kind, "question" | "boost"))
        .map(|line| &*line.id)
        .collect();
    let parent = |line: &Line| {
        let to = line.to.as_deref().filter(|to| tops.contains(to) && line.kind != "boost")?;
        Some(to.to_owned())
    };
    let mut below: HashMap<String, Vec<&Line>> = HashMap::new();
    for line in lines.iter().rev() {
        if let Some(to) = parent(line) {
            below.entry(to).or_default().push(line);
        }
    }
    let drawing = Drawing { room, below, now, voice };
    let alone = lines.iter().filter(|line| parent(line).is_none());
    alone.map(|line| drawing.draw(line, Stands::Alone, 0)).collect()
}

/// A line for scripts to fill, of this kind: a post or a boost.
pub(super) fn blank(room: &RoomHead, kind: &'static str, voice: Voice) -> String {
    let line = Line {
        id: "0".to_owned(),
        kind,
        number: 1,
        more: true,
        warning: " ".to_owned(),
        folded: " ".to_owned(),
        to: None,
        by: Speaker { avatar: ui::assets::AVATAR.to_owned(), ..Speaker::default() },
        ..Line::default()
    };
    let card =
        LineCard { room, line: &line, stands: Stands::Blank, time: Message::default(), replies: Vec::new() };
    ui::draw(&card, voice)
}

struct Drawing<'a> {
    room: &'a RoomHead,
    below: HashMap<String, Vec<&'a Line>>,
    now: Ms,
    voice: Voice,
}

impl Drawing<'_> {
    fn draw(&self, line: &Line, stands: Stands, depth: usize) -> String {
        let replies = self.below.get(&line.id).map(Vec::as_slice).unwrap_or_default();
        let drawn = replies.iter().flat_map(|reply| match depth < DEPTH_MAX {
            true => vec![self.draw(reply, Stands::Below, depth + 1)],
            false => self.flat(reply, HashSet::new()),
        });
        let replies = drawn.collect();
        let time = Message::ago(self.now, parse_iso(&line.at).unwrap_or(self.now));
        ui::draw(&LineCard { room: self.room, line, stands, time, replies }, self.voice)
    }

    /// A line and all below it, one after another.
    fn flat(&self, line: &Line, mut seen: HashSet<String>) -> Vec<String> {
        if !seen.insert(line.id.clone()) {
            return Vec::new();
        }
        let time = Message::ago(self.now, parse_iso(&line.at).unwrap_or(self.now));
        let card = LineCard { room: self.room, line, stands: Stands::Below, time, replies: Vec::new() };
        let mut all = vec![ui::draw(&card, self.voice)];
        for reply in self.below.get(&line.id).map(Vec::as_slice).unwrap_or_default() {
            all.extend(self.flat(reply, seen.clone()));
        }
        all
    }
}
