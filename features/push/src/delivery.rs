//! From a notification to the push service: a job for each subscription that asked for its kind. The job asks again
//! whether there is still something to tell, so one that comes late or twice does no harm.

use base::{Id, Outcome, Problem};
use bus::Bus;
use fetch::{Failure, Target};
use http::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue};
use notifications::{Entry, Notified};
use serde::{Deserialize, Serialize};
use store::{Write, args};

use crate::message::{self, PrivateText, Reader};
use crate::model::Subscription;
use crate::rules::{self, LIFE_MS, Verdict};
use crate::{Push, seal, store as sql};

const JOB: &str = "push.send";
/// The life of a message at the push service, in seconds.
const TTL: HeaderName = HeaderName::from_static("ttl");
const URGENCY: HeaderName = HeaderName::from_static("urgency");
const ENCRYPTION: HeaderName = HeaderName::from_static("encryption");
const CRYPTO_KEY: HeaderName = HeaderName::from_static("crypto-key");

/// What a job is to do.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Task {
    account: Id,
    grant: Id,
    notification: Id,
    tries: u32,
}

/// Takes on the job, and makes one where a notification is made.
pub(crate) fn listen(push: &Push, bus: &Bus) {
    let me = push.clone();
    bus.within(move |w, event: &Notified| me.notified(w, event));
    let me = push.clone();
    bus.work_outside(JOB, move |task: Task| {
        let me = me.clone();
        async move { me.deliver(task).await }
    });
}

impl Push {
    fn notified(&self, w: &mut Write<'_>, event: &Notified) -> Outcome<()> {
        let (account, kind) = (event.account, event.kind.name());
        let subscribed: Vec<(Id, String)> =
            w.rows(&sql::ALERTS_OF, args![account.bk(), account], |row| Ok((row.get(0)?, row.get(1)?)))?;
        for (grant, _) in subscribed.iter().filter(|(_, alerts)| alerts.split(' ').any(|one| one == kind)) {
            let task = Task { account, grant: *grant, notification: event.id, tries: 0 };
            self.0.bus.enqueue(w, JOB, &task, self.0.clock.now_ms())?;
        }
        Ok(())
    }

    async fn deliver(&self, task: Task) -> Outcome<()> {
        let Some(subscription) = self.subscription(task.account, task.grant).await? else { return Ok(()) };
        // Sessions that nobody uses end without a word.
        if subscription.is_of_browser() && !self.0.access.is_session(task.account, task.grant).await? {
            return self.end(task.account, task.grant, subscription.id).await;
        }
        let verdict = match self.due(&task, &subscription).await? {
            Some(entry) => self.send(&task, &subscription, &entry).await?,
            None => Verdict::Dropped,
        };
        metrics::counter!("medley_push_total", "result" => name(verdict)).increment(1);
        match verdict {
            Verdict::Sent | Verdict::Dropped => Ok(()),
            Verdict::Gone => self.end(task.account, task.grant, subscription.id).await,
            Verdict::Later(ms) => self.again(task, ms).await,
        }
    }

    /// The notification, if it is still there and wanted here.
    async fn due(&self, task: &Task, subscription: &Subscription) -> Outcome<Option<Entry>> {
        if self.0.clock.now_ms() - task.notification.ms() >= LIFE_MS {
            return Ok(None);
        }
        let Some(entry) = self.0.notifications.entry(task.account, task.notification).await? else {
            return Ok(None);
        };
        let own = self.0.accounts.relations(task.account).await?;
        let theirs = self.0.accounts.relations(entry.row.from).await?;
        let wanted = rules::pushes(subscription.policy, task.account, &own, entry.row.from, &theirs);
        Ok(wanted.then_some(entry))
    }

    async fn send(&self, task: &Task, to: &Subscription, entry: &Entry) -> Outcome<Verdict> {
        let target = match Target::parse(&to.endpoint, self.0.fetch.reach()) {
            Ok(target) => target,
            // It was accepted with other settings.
            Err(_) => return Ok(Verdict::Gone),
        };
        let message = self.message(task, to, entry).await?;
        let (headers, body) = self.sealed(&target, to, entry, &message)?;
        match self.0.fetch.post(&target, headers, body.into()).await {
            Ok(answer) => {
                let now = self.0.clock.now_ms();
                let asked = answer.headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
                let asked = asked.and_then(|text| rules::retry_after_ms(text, now));
                let verdict = rules::judge(answer.status, asked, task.tries);
                if verdict != Verdict::Sent {
                    tracing::info!(origin = target.origin(), status = %answer.status, ?verdict, "a push was not taken");
                }
                Ok(verdict)
            }
            Err(Failure::Refused(why)) => {
                tracing::info!(origin = target.origin(), why, "a push may not be sent there");
                Ok(Verdict::Dropped)
            }
            Err(Failure::Failed(why)) => {
                tracing::info!(origin = target.origin(), why, "a push service could not be reached");
                Ok(Verdict::Later(rules::wait_ms(None, task.tries)))
            }
        }
    }

    async fn message(&self, task: &Task, to: &Subscription, entry: &Entry) -> Outcome<Vec<u8>> {
        let token = self.0.vault.open(task.grant, &to.token).unwrap_or_default();
        let user = self.0.access.user(task.account).await?;
        let lang = user.map_or(self.0.access.settings().language, |user| self.0.access.lang_of(&user));
        let private_text = match self.private_text(task.account).await? {
            true => PrivateText::Told,
            false => PrivateText::Kept,
        };
        message::write(entry, &Reader { token: &token, lang, private_text })
    }

    /// The headers and the body of the request.
    fn sealed(
        &self,
        target: &Target,
        to: &Subscription,
        entry: &Entry,
        message: &[u8],
    ) -> Outcome<(HeaderMap, Vec<u8>)> {
        let vapid = &self.0.vapid;
        let (statement, key) = (
            vapid.statement(&target.origin(), &self.0.contact, self.0.clock.now_ms())?,
            vapid.key_parameter(),
        );
        let mut headers = HeaderMap::new();
        headers.insert(TTL, HeaderValue::from(LIFE_MS / 1_000));
        // People wait for people who speak to them; the rest may wait for the phone to wake.
        let urgent = entry.row.kind.name() == "mention";
        headers.insert(URGENCY, HeaderValue::from_static(if urgent { "high" } else { "normal" }));
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
        let body = if to.standard {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("aes128gcm"));
            headers.insert(AUTHORIZATION, secret(format!("vapid t={statement}, k={key}"))?);
            seal::seal_standard(message, &to.p256dh, &to.auth)?.body
        } else {
            let sealed = seal::seal_draft(message, &to.p256dh, &to.auth)?;
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("aesgcm"));
            headers.insert(ENCRYPTION, value(format!("salt={}", base64(&sealed.salt)))?);
            headers.insert(CRYPTO_KEY, value(format!("dh={};p256ecdsa={key}", base64(&sealed.public)))?);
            headers.insert(AUTHORIZATION, secret(format!("WebPush {statement}"))?);
            sealed.body
        };
        Ok((headers, body))
    }

    /// Tries again later, by a job of its own: the wait is the push service's, and a service that is down for long is
    /// nothing that an operator could mend.
    async fn again(&self, task: Task, ms: i64) -> Outcome<()> {
        let (bus, at) = (self.0.bus.clone(), self.0.clock.now_ms() + ms);
        let task = Task { tries: task.tries.saturating_add(1), ..task };
        self.0.db.write(move |w| bus.enqueue(w, JOB, &task, at).map(|_| ())).await
    }
}

fn name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Sent => "sent",
        Verdict::Gone => "gone",
        Verdict::Dropped => "dropped",
        Verdict::Later(_) => "later",
    }
}

fn base64(bytes: &[u8]) -> String {
    use base64::Engine;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

fn value(text: String) -> Outcome<HeaderValue> {
    HeaderValue::from_str(&text).map_err(Problem::internal)
}

/// A value that no log shows.
fn secret(text: String) -> Outcome<HeaderValue> {
    let mut value = value(text)?;
    value.set_sensitive(true);
    Ok(value)
}
