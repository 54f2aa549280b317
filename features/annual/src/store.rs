use base::Outcome;
use store::{Row as Columns, sql};

use crate::model::{Row, Year};

macro_rules! reports {
    ($rest:literal) => {
        concat!("SELECT id, account_id, year, asked_ms, data FROM annual_reports ", $rest)
    };
}

sql! {
    ASK = "INSERT INTO annual_reports (id, bk, account_id, year, asked_ms) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (bk, account_id, year) DO UPDATE SET asked_ms = excluded.asked_ms
        WHERE annual_reports.data IS NULL AND annual_reports.asked_ms < $6";
    MADE = "UPDATE annual_reports SET data = $4 WHERE bk = $1 AND account_id = $2 AND year = $3 AND data IS NULL
        RETURNING id";
    VIEW = "UPDATE annual_reports SET viewed_ms = COALESCE(viewed_ms, $4) WHERE bk = $1 AND account_id = $2
        AND year = $3 AND data IS NOT NULL";
    OF_YEAR = reports!("WHERE bk = $1 AND account_id = $2 AND year = $3");
    PENDING_OF = reports!("WHERE bk = $1 AND account_id = $2 AND data IS NOT NULL AND viewed_ms IS NULL ORDER BY year");
    BY_IDS = reports!("WHERE bk IN {$1} AND id IN {$2} AND data IS NOT NULL");
    ERASE = "DELETE FROM annual_reports WHERE bk = $1 AND account_id = $2 RETURNING id";
}

pub(crate) fn row(row: &Columns<'_>) -> Outcome<Row> {
    let year: i64 = row.get(2)?;
    Ok(Row {
        id: row.get(0)?,
        account: row.get(1)?,
        year: Year(i32::try_from(year).unwrap_or_default()),
        asked_ms: row.get(3)?,
        data: row.get(4)?,
    })
}
