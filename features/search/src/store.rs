use store::sql;

sql! {
    JUDGE_TREND = "INSERT INTO trends_judged (topic, key, allowed) VALUES ($1, $2, $3)
        ON CONFLICT (topic, key) DO UPDATE SET allowed = excluded.allowed";
    TRENDS_JUDGED = "SELECT topic, key, allowed FROM trends_judged ORDER BY allowed LIMIT $1";
    REFUSE_SUGGESTION = "INSERT INTO suggestions_refused (bk, account_id, target_id, id) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING";
    SAVE_SEARCH = "INSERT INTO searches_saved (bk, account_id, id, query, shown) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT DO NOTHING";
    SAVED_SEARCHES = "SELECT id, query, shown FROM searches_saved WHERE bk = $1 AND account_id = $2 ORDER BY id DESC LIMIT $3";
    SAVED_COUNT = "SELECT COUNT(*) FROM searches_saved WHERE bk = $1 AND account_id = $2";
    FORGET_SEARCH = "DELETE FROM searches_saved WHERE bk = $1 AND account_id = $2 AND id = $3";
    FORGET_SEARCHES = "DELETE FROM searches_saved WHERE bk = $1 AND account_id = $2";
    FORGET_REFUSED = "DELETE FROM suggestions_refused WHERE bk = $1 AND account_id = $2 AND target_id IN
        (SELECT target_id FROM suggestions_refused WHERE bk = $1 AND account_id = $2 LIMIT $3)";
    REFUSED_SUGGESTIONS = "SELECT target_id FROM suggestions_refused WHERE bk = $1 AND account_id = $2 ORDER BY target_id LIMIT $3";
}
