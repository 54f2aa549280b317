//! Media: pictures that people attach to posts and put on their profiles.
//!
//! [`process`] is the pure half: bytes in, safe bytes out, with no storage, no network and no clock.

pub mod process;
use std::collections::HashMap;
use base::{Id, Outcome};
use store::{Read, Write};
#[derive(Clone)] pub struct Media;
#[derive(Debug, Clone, PartialEq)] pub struct Attachment { pub id: Id, pub description: Option<String> }
#[derive(Debug, Clone, Default)] pub struct MediaEdit { pub id: Id, pub description: Option<String>, pub focus: Option<String> }
impl Media {
  pub fn attach(&self, w: &mut Write<'_>, account: Id, post: Id, ids: &[Id]) -> Outcome<Vec<Attachment>> { todo!() }
  pub fn replace(&self, w: &mut Write<'_>, account: Id, post: Id, ids: &[Id], edits: &[MediaEdit]) -> Outcome<Vec<Attachment>> { todo!() }
  pub fn detach(&self, w: &mut Write<'_>, post: Id) -> Outcome<Vec<Attachment>> { todo!() }
  pub fn of_posts(r: &Read<'_>, posts: &[Id]) -> Outcome<HashMap<Id, Vec<Attachment>>> { todo!() }
  pub fn entity(site: &web::Site, a: &Attachment) -> serde_json::Value { todo!() }
}
