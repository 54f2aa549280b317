//! What the staff is told of who uses the server: on which days, and from which addresses somebody signed up or in.

use std::net::IpAddr;

use base::{DAY_MS, Id, Outcome};
use store::{Write, args};

use crate::{Access, store as sql};

impl Access {
    /// Writes down that `account` is active today.
    pub(crate) fn note_day(&self, w: &Write<'_>, account: Id) -> Outcome<()> {
        w.run(&sql::ACTIVE_DAY, args![account, self.now_ms().div_euclid(DAY_MS)]).map(|_| ())
    }

    /// Writes down that somebody signed up or in from `address`.
    pub(crate) fn note_address_within(&self, w: &Write<'_>, account: Id, address: IpAddr) -> Outcome<()> {
        if address.is_unspecified() {
            return Ok(());
        }
        let address = address.to_canonical().to_string();
        w.run(&sql::NOTE_ADDRESS, args![account, &address, self.now_ms()]).map(|_| ())
    }
}
