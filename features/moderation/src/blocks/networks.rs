//! Networks that are not let in, or not to sign up. The list is in memory, because every request asks for it.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;

use base::{Id, Ms, Outcome, Page, Problem, SECOND_MS};
use store::{Read, Write, args};
use web::Doorkeeper;

use super::taken;
use crate::actions::Target;
use crate::events::AddressesBlocked;
use crate::model::{IpBlock, IpBlockEdit};
use crate::nets::Net;
use crate::rules::{IP_SEVERITIES, NO_ACCESS, check_text, one_of};
use crate::{Moderation, store as sql};

/// Networks in memory; older entries are not heeded.
const HEEDED_MAX: usize = 10_000;

impl Doorkeeper for Moderation {
    fn refuses(&self, address: IpAddr) -> Option<bool> {
        let list = self.0.addresses.get(&())?;
        if list.is_empty() {
            return Some(false);
        }
        let now = self.now_ms();
        Some(list.iter().any(|block| block.severity == NO_ACCESS && stands(block, address, now)))
    }

    fn learn(&self) -> Pin<Box<dyn Future<Output = Outcome<()>> + Send>> {
        let me = self.clone();
        Box::pin(async move { me.networks().await.map(|_| ()) })
    }
}

fn stands(block: &IpBlock, address: IpAddr, now: Ms) -> bool {
    block.expires_ms.is_none_or(|end| end > now) && block.network.holds(address)
}

impl Moderation {
    /// Networks that are kept out, the newest first; those whose time is over, too.
    pub async fn ip_blocks(&self, page: Page) -> Outcome<Vec<IpBlock>> {
        self.block_page(&sql::IP_BLOCKS_PAGE, page, sql::ip_block).await
    }

    /// One of them; 404 for none.
    pub async fn ip_block(&self, id: Id) -> Outcome<IpBlock> {
        self.block(&sql::IP_BLOCK, id, sql::ip_block).await
    }

    /// Keeps a network out. 422 for what is wrong with the form, and for one that is in the list.
    pub async fn add_ip_block(&self, by: Id, edit: IpBlockEdit) -> Outcome<IpBlock> {
        let now = self.now_ms();
        let missing = |what: &str| Problem::invalid(format!("{what} can't be blank"));
        let new = IpBlock {
            id: self.next_id(),
            network: network(edit.network.as_deref().ok_or_else(|| missing("Ip"))?)?,
            severity: edit.severity.clone().ok_or_else(|| missing("Severity"))?,
            comment: String::new(),
            expires_ms: None,
            created_ms: now,
        };
        let new = edited(new, edit, now)?;
        let me = self.clone();
        self.db
            .write(move |w| {
                let name = new.network.to_string();
                let row = args![new.id, &name, &new.severity, &new.comment, new.expires_ms, now];
                if w.run(&sql::INSERT_IP_BLOCK, row)? == 0 {
                    return Err(taken("Ip"));
                }
                me.network_changed(w, by, "create", new.id, &name)?;
                Ok(new)
            })
            .await
    }

    /// Changes how a network is kept out. 404 for none, 422 for what is wrong with the form.
    pub async fn edit_ip_block(&self, by: Id, id: Id, edit: IpBlockEdit) -> Outcome<IpBlock> {
        let me = self.clone();
        self.db
            .write(move |w| {
                let old = w.row(&sql::IP_BLOCK, args![id], sql::ip_block)?.ok_or_else(Problem::not_found)?;
                let new = edited(old, edit, me.now_ms())?;
                let name = new.network.to_string();
                let holder = w.row(&sql::IP_BLOCK_OF, args![&name], |row| row.get::<Id>(0))?;
                if holder.is_some_and(|holder| holder != id) {
                    return Err(taken("Ip"));
                }
                let row = args![id, &name, &new.severity, &new.comment, new.expires_ms];
                w.run_one(&sql::EDIT_IP_BLOCK, row)?;
                me.network_changed(w, by, "update", id, &name)?;
                Ok(new)
            })
            .await
    }

    /// Lets a network in again; 404 for none.
    pub async fn remove_ip_block(&self, by: Id, id: Id) -> Outcome<()> {
        let name = self.ip_block(id).await?.network.to_string();
        let me = self.clone();
        self.db
            .write(move |w| {
                w.run_one(&sql::DELETE_IP_BLOCK, args![id])?;
                me.network_changed(w, by, "destroy", id, &name)
            })
            .await
    }

    fn network_changed(&self, w: &mut Write<'_>, by: Id, action: &str, id: Id, name: &str) -> Outcome<()> {
        self.log(w, by, action, Target { kind: "IpBlock", id, name })?;
        self.bus.emit(w, AddressesBlocked {})
    }

    /// The hardest thing that is done to an address.
    pub(super) async fn severity_of(&self, address: IpAddr) -> Outcome<Option<String>> {
        let (list, now) = (self.networks().await?, self.now_ms());
        let hardness = |severity: &str| IP_SEVERITIES.iter().position(|known| *known == severity);
        let found = list.iter().filter(|block| stands(block, address, now));
        Ok(found.max_by_key(|block| hardness(&block.severity)).map(|block| block.severity.clone()))
    }

    async fn networks(&self) -> Outcome<Arc<Vec<IpBlock>>> {
        if let Some(list) = self.0.addresses.get(&()) {
            return Ok(list);
        }
        let (ticket, now) = (self.0.addresses.ticket(&()), self.now_ms());
        let asked = move |r: &Read<'_>| r.rows(&sql::IP_BLOCKS_NOW, args![now, HEEDED_MAX], sql::ip_block);
        let list = Arc::new(self.db.read(asked).await?);
        self.0.addresses.put((), ticket, list.clone());
        Ok(list)
    }
}

fn network(text: &str) -> Outcome<Net> {
    Net::parse(text).ok_or_else(|| Problem::invalid("Ip is not a valid IP address"))
}

fn edited(mut block: IpBlock, edit: IpBlockEdit, now: Ms) -> Outcome<IpBlock> {
    if let Some(text) = &edit.network {
        block.network = network(text)?;
    }
    if let Some(severity) = one_of("Severity", edit.severity.as_deref(), &IP_SEVERITIES)? {
        block.severity = severity;
    }
    if let Some(comment) = edit.comment {
        check_text("Comment", &comment)?;
        block.comment = comment;
    }
    match edit.expires_in {
        None => {}
        Some(seconds) if seconds > 0 => {
            block.expires_ms = Some(now.saturating_add(seconds.saturating_mul(SECOND_MS)));
        }
        Some(_) => block.expires_ms = None,
    }
    Ok(block)
}
