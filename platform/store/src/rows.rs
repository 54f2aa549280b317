use base::{Id, Outcome, Problem};
use rusqlite::types::ValueRef;
use tokio_postgres::types::Type;

/// One row of an answer, read by column number.
pub struct Row<'a>(pub(crate) Inner<'a>);

pub(crate) enum Inner<'a> {
    Sqlite(&'a rusqlite::Row<'a>),
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// The value of column `n` (from 0). A wrong type is our mistake, and a 500.
    pub fn get<T: FromColumn>(&self, n: usize) -> Outcome<T> {
        T::from_column(self, n)
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        match self.0 {
            Inner::Sqlite(row) => row.as_ref().column_count(),
            Inner::Postgres(row) => row.len(),
        }
    }

    fn is_null(&self, n: usize) -> Outcome<bool> {
        match self.0 {
            Inner::Sqlite(row) => Ok(row.get_ref(n).map_err(Problem::internal)? == ValueRef::Null),
            Inner::Postgres(row) => {
                Ok(row.try_get::<_, Option<Ignored>>(n).map_err(Problem::internal)?.is_none())
            }
        }
    }
}

/// What can be read from a column.
pub trait FromColumn: Sized {
    /// Reads column `n`.
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self>;
}

impl FromColumn for i64 {
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self> {
        match row.0 {
            Inner::Sqlite(row) => row.get(n).map_err(Problem::internal),
            Inner::Postgres(row) => postgres_int(row, n),
        }
    }
}

fn postgres_int(row: &tokio_postgres::Row, n: usize) -> Outcome<i64> {
    let kind = row.columns().get(n).map(tokio_postgres::Column::type_);
    let value = match kind {
        Some(&Type::INT4) => row.try_get::<_, i32>(n).map(i64::from),
        Some(&Type::BOOL) => row.try_get::<_, bool>(n).map(i64::from),
        _ => row.try_get::<_, i64>(n),
    };
    value.map_err(Problem::internal)
}

impl FromColumn for bool {
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self> {
        Ok(row.get::<i64>(n)? != 0)
    }
}

impl FromColumn for u64 {
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self> {
        Ok(u64::try_from(row.get::<i64>(n)?).unwrap_or(0))
    }
}

impl FromColumn for f64 {
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self> {
        match row.0 {
            Inner::Sqlite(row) => row.get(n).map_err(Problem::internal),
            Inner::Postgres(row) => row.try_get(n).map_err(Problem::internal),
        }
    }
}

impl FromColumn for Id {
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self> {
        row.get(n).map(Id)
    }
}

impl FromColumn for String {
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self> {
        match row.0 {
            Inner::Sqlite(row) => row.get(n).map_err(Problem::internal),
            Inner::Postgres(row) => row.try_get(n).map_err(Problem::internal),
        }
    }
}

impl FromColumn for Vec<u8> {
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self> {
        match row.0 {
            Inner::Sqlite(row) => row.get(n).map_err(Problem::internal),
            Inner::Postgres(row) => row.try_get(n).map_err(Problem::internal),
        }
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    fn from_column(row: &Row<'_>, n: usize) -> Outcome<Self> {
        if row.is_null(n)? { Ok(None) } else { T::from_column(row, n).map(Some) }
    }
}

/// Reads any PostgreSQL type, to learn only whether it is NULL.
struct Ignored;

impl tokio_postgres::types::FromSql<'_> for Ignored {
    fn from_sql(_: &Type, _: &[u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(Self)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}
