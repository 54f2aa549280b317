use super::outcome::{Became, Step};
use crate::parse::sheet::SheetRow;
use crate::parse::sheet::{Kind, rows};

fn row() -> SheetRow {
    rows(Kind::Blocking, "a@x.example\n").unwrap().remove(0)
}

#[test]
fn every_row_is_counted_once() {
    let mut step = Step::default();
    step.add(&row(), Became::Imported);
    step.add(&row(), Became::Unknown("who?".to_owned()));
    step.add(&row(), Became::Failed("no".to_owned()));
    let counts = step.counts;
    assert_eq!((counts.done, counts.imported, counts.unknown, counts.failed), (3, 1, 1, 1));
    let reasons: Vec<&str> = step.failures.iter().map(|failure| failure.reason.as_str()).collect();
    assert_eq!(reasons, ["who?", "no"]);
    assert_eq!(step.failures[0].cells, ["a@x.example"]);
}
