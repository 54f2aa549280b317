use crate::Medley;
pub(super) async fn fill(_: &Medley) -> Result<(), String> {
    Ok(())
}
