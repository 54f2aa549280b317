use super::Done;
use crate::Medley;
use std::path::Path;
pub(super) async fn import(_: &Medley, _: &Path, _: Option<String>) -> Done {
    Ok(())
}
