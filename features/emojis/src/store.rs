use base::Outcome;
use store::{Row, sql};

use crate::model::{Kept, Picture};

sql! {
    ALL_EMOJIS = "SELECT id, shortcode, category, picture, still, visible, disabled, created_ms FROM custom_emojis
        ORDER BY code_key";
    EMOJI = "SELECT id, shortcode, category, picture, still, visible, disabled, created_ms FROM custom_emojis
        WHERE code_key = $1";
    EMOJIS_COUNT = "SELECT COUNT(*) FROM custom_emojis";
    PUT_EMOJI = "INSERT INTO custom_emojis (id, code_key, shortcode, category, picture, still, visible, disabled,
        created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET
        category = excluded.category, picture = excluded.picture, still = excluded.still, visible = excluded.visible,
        disabled = excluded.disabled";
    DELETE_EMOJI = "DELETE FROM custom_emojis WHERE id = $1";
}

pub(crate) fn emoji(row: &Row<'_>) -> Outcome<Kept> {
    Ok(Kept {
        id: row.get(0)?,
        shortcode: row.get(1)?,
        category: row.get(2)?,
        picture: Picture { moving: row.get(3)?, still: row.get(4)? },
        visible: row.get(5)?,
        disabled: row.get(6)?,
        created_ms: row.get(7)?,
    })
}
