//! Stories across features, told through HTTP; see `tests/it`.
