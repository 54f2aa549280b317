use base::Outcome;
use store::{Row, sql};

use crate::model::{Collection, Item};

macro_rules! collections {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.account_id, c.name, c.description, c.language, c.tag, c.sensitive, c.discoverable,
             c.created_ms, c.updated_ms FROM collections c ",
            $rest
        )
    };
}

sql! {
    INSERT = "INSERT INTO collections (id, bk, account_id, name, description, language, tag, sensitive, discoverable,
        created_ms, updated_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)";
    UPDATE = "UPDATE collections SET name = $3, description = $4, language = $5, tag = $6, sensitive = $7,
        discoverable = $8, updated_ms = $9 WHERE bk = $1 AND id = $2";
    DELETE = "DELETE FROM collections WHERE bk = $1 AND id = $2";
    ONE = collections!("WHERE c.bk = $1 AND c.id = $2");
    ONE_HELD = collections!("WHERE c.bk = $1 AND c.id = $2 /*pg: FOR UPDATE*/");
    BY_IDS = collections!("WHERE c.bk IN {$1} AND c.id IN {$2}");
    OF = collections!("WHERE c.bk = $1 AND c.account_id = $2 AND c.discoverable >= $3 ORDER BY c.id DESC LIMIT $4 OFFSET $5");
    COUNT = "SELECT COUNT(*) FROM collections WHERE bk = $1 AND account_id = $2";
    IDS_OF = "SELECT id FROM collections WHERE bk = $1 AND account_id = $2";

    ADD = "INSERT INTO collection_items (id, bk, collection_id, member_id, revoked) VALUES ($1, $2, $3, $4, 0)
        ON CONFLICT (bk, collection_id, member_id) DO NOTHING";
    ADD_BACK = "INSERT INTO collected (bk, member_id, collection_id, item_id, owner_id) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    REMOVE = "DELETE FROM collection_items WHERE bk = $1 AND id = $2";
    REMOVE_BACK = "DELETE FROM collected WHERE bk = $1 AND member_id = $2 AND collection_id = $3";
    REVOKE = "UPDATE collection_items SET revoked = 1 WHERE bk = $1 AND id = $2";
    REMOVE_THESE = "DELETE FROM collection_items WHERE bk IN {$1} AND id IN {$2}";
    REMOVE_ALL_BACK = "DELETE FROM collected WHERE bk = $1 AND member_id = $2";
    REMOVE_ALL = "DELETE FROM collection_items WHERE bk = $1 AND collection_id = $2";
    ITEM = "SELECT id, collection_id, member_id FROM collection_items WHERE bk = $1 AND id = $2 AND revoked = 0";
    ITEMS_BY_IDS = "SELECT id, collection_id, member_id FROM collection_items WHERE bk IN {$1} AND id IN {$2}
        AND revoked = 0";
    ITEMS_OF = "SELECT id, collection_id, member_id FROM collection_items WHERE bk IN {$1} AND collection_id IN {$2}
        AND revoked = 0 ORDER BY id";
    ITEMS_COUNT = "SELECT COUNT(*) FROM collection_items WHERE bk = $1 AND collection_id = $2 AND revoked = 0";

    WITH = "SELECT collection_id FROM collected WHERE bk = $1 AND member_id = $2 ORDER BY collection_id LIMIT $3 OFFSET $4";
    WITH_ALL = "SELECT item_id, collection_id, member_id, owner_id FROM collected WHERE bk = $1 AND member_id = $2";
    WITH_BY = "SELECT item_id, collection_id, member_id, owner_id FROM collected WHERE bk = $1 AND member_id = $2
        AND owner_id = $3";
}

pub(crate) fn collection(row: &Row<'_>) -> Outcome<Collection> {
    Ok(Collection {
        id: row.get(0)?,
        owner: row.get(1)?,
        name: row.get(2)?,
        description: row.get(3)?,
        language: row.get(4)?,
        tag: row.get(5)?,
        sensitive: row.get(6)?,
        discoverable: row.get(7)?,
        created_ms: row.get(8)?,
        updated_ms: row.get(9)?,
    })
}

pub(crate) fn item(row: &Row<'_>) -> Outcome<Item> {
    Ok(Item { id: row.get(0)?, collection: row.get(1)?, member: row.get(2)? })
}
