pub(crate) async fn fill(_: &crate::Medley) -> Result<(), String> { Ok(()) }
