//! The composer's form as it was sent.

use base::{Id, MINUTE_MS, Ms, Outcome, Problem, parse_iso};
use bytes::Bytes;
use media::{DESCRIPTION_CHARS_MAX, MediaEdit};
use ui::PollFields;
use web::{Node, Params};

use crate::draft::Draft;
use crate::model::Visibility;
use crate::polls::PollDraft;
use crate::polls::edit::PollEdit;
use crate::quotes::QuotePolicy;
use crate::quotes::api::policy;
use crate::revise::Revision;

/// Which button was pressed.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// To publish, or to schedule where a time is said.
    #[default]
    Publish,
    /// The same, without descriptions.
    Without,
    /// Only to take the files in.
    Attach,
    /// To have a field for one more post.
    Add,
    /// To keep it as a draft.
    Keep,
}

/// What the composer sent.
#[derive(Debug, Default)]
pub(super) struct Sent {
    pub(super) text: String,
    pub(super) spoiler: String,
    pub(super) sensitive: bool,
    pub(super) visibility: ui::Visibility,
    pub(super) language: Option<String>,
    pub(super) reply_to: Option<Id>,
    pub(super) quote: Option<Id>,
    pub(super) quote_policy: Option<QuotePolicy>,
    pub(super) key: String,
    /// What is attached, with its description as it was typed.
    pub(super) media: Vec<(Id, String)>,
    pub(super) uploads: Vec<Bytes>,
    /// What goes on below, the empty fields too.
    pub(super) more: Vec<String>,
    pub(super) poll: PollFields,
    /// When, as it was typed, and how many minutes from UTC that is meant.
    pub(super) at: String,
    pub(super) zone: i32,
    /// The draft or scheduled post that was opened.
    pub(super) replaces: Option<Id>,
    /// Whether descriptions were asked for already.
    pub(super) asked: bool,
    pub(super) wish: Wish,
}

impl Sent {
    pub(super) fn read(params: &Params) -> Outcome<Self> {
        let text = |name: &str| Ok::<_, Problem>(params.text(name)?.unwrap_or_default().to_owned());
        let chosen =
            params.filled("visibility")?.map(|name| ui::Visibility::parse(name).ok_or(name)).transpose();
        let mut media = Vec::new();
        for id in params.ids("media_ids")? {
            if !params.is_set(&format!("remove_{id}"))? && media.iter().all(|(known, _)| *known != id) {
                media.push((id, text(&format!("alt_{id}"))?));
            }
        }
        Ok(Self {
            text: text("status")?,
            spoiler: text("spoiler_text")?,
            sensitive: params.is_set("sensitive")?,
            visibility: chosen
                .map_err(|_| Problem::invalid("Visibility is not included in the list"))?
                .unwrap_or_default(),
            language: params.filled("language")?.and_then(text::language_code),
            reply_to: params.id("in_reply_to_id")?,
            quote: params.id("quoted_status_id")?,
            quote_policy: policy(params)?,
            key: text("idempotency_key")?,
            media,
            uploads: uploads(params),
            more: params.texts("more")?.into_iter().map(str::to_owned).collect(),
            poll: poll(params)?,
            at: text("scheduled_for")?,
            zone: zone(params)?,
            replaces: params.id("replaces")?,
            asked: params.is_set("asked")?,
            wish: wish(params)?,
        })
    }

    pub(super) fn ids(&self) -> Vec<Id> {
        self.media.iter().map(|(id, _)| *id).collect()
    }

    /// Descriptions fit to store.
    pub(super) fn descriptions(&self) -> Outcome<Vec<(Id, String)>> {
        let fit = |(id, typed): &(Id, String)| {
            let clean = text::clean(typed).trim().to_owned();
            if text::graphemes(&clean) > DESCRIPTION_CHARS_MAX {
                return Err(Problem::invalid(format!(
                    "A description can have {DESCRIPTION_CHARS_MAX} characters"
                )));
            }
            Ok((*id, clean))
        };
        self.media.iter().map(fit).collect()
    }

    /// The post as it is to be published.
    ///
    /// # Errors
    /// 422 for what is wrong with the poll.
    pub(super) fn draft(&self) -> Outcome<Draft> {
        let poll = self.typed_poll().map(PollDraft::checked).transpose()?;
        Ok(Draft { poll, ..self.unchecked() })
    }

    /// The post as it was typed, right or wrong.
    pub(super) fn unchecked(&self) -> Draft {
        Draft {
            text: self.text.clone(),
            spoiler: self.spoiler.clone(),
            sensitive: self.sensitive,
            visibility: Visibility::parse(self.visibility.value()),
            language: self.language.clone(),
            reply_to: self.reply_to,
            quote: self.quote,
            quote_policy: self.quote_policy,
            media: self.ids(),
            poll: self.typed_poll(),
            then: self.more.iter().filter(|text| !text::is_blank(text)).cloned().collect(),
            replaces: self.replaces,
            ..Draft::default()
        }
    }

    /// The key for one of the things that may be done with the form: publishing what was kept before is not doing the
    /// same twice.
    pub(super) fn key_for(&self, what: &str) -> Option<String> {
        (!self.key.is_empty()).then(|| format!("{what}{}", self.key))
    }

    fn typed_poll(&self) -> Option<PollDraft> {
        self.poll.is_begun().then(|| PollDraft {
            options: self.poll.options.clone(),
            open_ms: self.poll.seconds.saturating_mul(1_000),
            multiple: self.poll.multiple,
            hide_totals: self.poll.hide_totals,
        })
    }

    /// When it is to be published, if that is said.
    pub(super) fn at_ms(&self) -> Outcome<Option<Ms>> {
        time_of(&self.at, self.zone)
    }

    pub(super) fn revision(&self) -> Outcome<Revision> {
        let describe = |(id, text)| MediaEdit { id, description: Some(text), ..MediaEdit::default() };
        Ok(Revision {
            text: self.text.clone(),
            spoiler: self.spoiler.clone(),
            sensitive: self.sensitive,
            language: self.language.clone(),
            media: Some(self.ids()),
            media_edits: self.descriptions()?.into_iter().map(describe).collect(),
            poll: PollEdit::Keep,
        })
    }
}

impl Sent {
    /// Reads it, and leaves no files behind: they hold memory.
    pub(super) fn take(params: &mut Params) -> Outcome<Self> {
        let sent = Self::read(params)?;
        params.drop_files();
        Ok(sent)
    }
}

/// `YYYY-MM-DDTHH:MM` where clocks are `zone` minutes from UTC.
pub(super) fn time_of(typed: &str, zone: i32) -> Outcome<Option<Ms>> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let seconds = if typed.len() == "2026-11-22T14:00".len() { ":00" } else { "" };
    let there = parse_iso(&format!("{}{seconds}", typed.replace(' ', "T")));
    let there = there.ok_or_else(|| Problem::invalid("That is not a date and time"))?;
    Ok(Some(there.saturating_sub(Ms::from(zone) * MINUTE_MS)))
}

/// Minutes from UTC; what no clock shows is UTC.
pub(super) fn zone(params: &Params) -> Outcome<i32> {
    let zone = params.int("zone")?.and_then(|zone| i32::try_from(zone).ok());
    Ok(zone.filter(|zone| zone.abs() <= ZONE_MINUTES_MAX).unwrap_or_default())
}

/// No clock is further from UTC.
const ZONE_MINUTES_MAX: i32 = 14 * 60;

fn poll(params: &Params) -> Outcome<PollFields> {
    let Some(poll) = params.map("poll")? else { return Ok(PollFields::default()) };
    Ok(PollFields {
        options: poll.texts("options")?.into_iter().map(str::to_owned).collect(),
        seconds: poll.int("expires_in")?.unwrap_or(ui::POLL_SECONDS),
        multiple: poll.is_set("multiple")?,
        hide_totals: poll.is_set("hide_totals")?,
    })
}

fn wish(params: &Params) -> Outcome<Wish> {
    Ok(match params.text("do")? {
        Some("attach") => Wish::Attach,
        Some("add") => Wish::Add,
        Some("draft") => Wish::Keep,
        Some("without") => Wish::Without,
        _ => Wish::Publish,
    })
}

fn uploads(params: &Params) -> Vec<Bytes> {
    let file = |node: &&Node| match node {
        Node::File(upload) if !upload.bytes.is_empty() => Some(upload.bytes.clone()),
        _ => None,
    };
    params.list("files").iter().filter_map(file).collect()
}

#[cfg(test)]
mod tests;
