//! Reading reports.

use base::{Id, Outcome, Problem};
use store::args;

use crate::model::{Report, Row, State, Year};
use crate::rules::{MAKING_MS_MAX, is_enough};
use crate::{Annual, store as sql};

impl Annual {
    /// How far the report of a year is.
    pub async fn state(&self, account: Id, year: Year) -> Outcome<State> {
        let now = self.0.clock.now_ms();
        let row = self.row(account, year).await?;
        match row {
            Some(row) if row.data.is_some() => return Ok(State::Available),
            Some(row) if row.asked_ms > now - MAKING_MS_MAX => return Ok(State::Generating),
            _ => {}
        }
        let Some(ids) = year.ids().filter(|_| year.is_open(now)) else { return Ok(State::Ineligible) };
        let tally = self.0.posts.tally(account, ids).await?;
        Ok(if is_enough(&tally) { State::Eligible } else { State::Ineligible })
    }

    async fn row(&self, account: Id, year: Year) -> Outcome<Option<Row>> {
        let asked = i64::from(year.0);
        self.0.db.read(move |r| r.row(&sql::OF_YEAR, args![account.bk(), account, asked], sql::row)).await
    }

    /// The report of a year; 404 where it is not there.
    pub async fn of_year(&self, account: Id, year: Year) -> Outcome<Report> {
        let row = self.row(account, year).await?;
        row.map(report).transpose()?.flatten().ok_or_else(Problem::not_found)
    }

    /// The reports of an account that it has not looked at, the oldest year first.
    pub async fn pending_of(&self, account: Id) -> Outcome<Vec<Report>> {
        let rows =
            self.0.db.read(move |r| r.rows(&sql::PENDING_OF, args![account.bk(), account], sql::row)).await?;
        rows.into_iter().filter_map(|row| report(row).transpose()).collect()
    }
}

/// The report of a row, if it is there already.
pub(crate) fn report(row: Row) -> Outcome<Option<Report>> {
    let Row { id, account, year, data, .. } = row;
    let Some(data) = data else { return Ok(None) };
    let data = serde_json::from_str(&data).map_err(Problem::internal)?;
    Ok(Some(Report { id, account, year, data }))
}
