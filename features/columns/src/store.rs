use store::sql;

sql! {
    CHOOSE_COLUMN = "INSERT INTO columns_chosen (bk, account_id, id, kind, target) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    COLUMNS_OF = "SELECT id, kind, target FROM columns_chosen WHERE bk = $1 AND account_id = $2 ORDER BY id";
    COLUMNS_COUNT = "SELECT COUNT(*) FROM columns_chosen WHERE bk = $1 AND account_id = $2";
    REMOVE_COLUMNS = "DELETE FROM columns_chosen WHERE bk = $1 AND account_id = $2";
    REMOVE_COLUMN = "DELETE FROM columns_chosen WHERE bk = $1 AND account_id = $2 AND id = $3";
}
