//! Statements. The moderation looks across tables of the features to its left (who, since when, from where), which
//! only they write.

mod rows;

use store::sql;

pub(crate) use rows::*;

macro_rules! reports {
    ($rest:literal) => {
        concat!(
            "SELECT id, account_id, target_id, post_ids, comment, category, rules, forwarded, assigned_id, resolved_by,
             resolved_ms, created_ms, updated_ms, collection_ids FROM reports ",
            $rest
        )
    };
}

/// The staff's list of reports: below $1, above $2, open ones if $3 is 0, closed ones if it is 1, both if it is 2, by
/// $4, of $5 (0 for anyone), of accounts of domain $6 ('' for any), with $8 (0 for anyone).
macro_rules! report_page {
    ($order:literal) => {
        concat!(
            "SELECT id, account_id, target_id, post_ids, comment, category, rules, forwarded, assigned_id, resolved_by,
             resolved_ms, created_ms, updated_ms, collection_ids FROM reports WHERE id < $1 AND id > $2
             AND (($3 = 0 AND resolved_ms IS NULL) OR ($3 = 1 AND resolved_ms IS NOT NULL) OR $3 = 2)
             AND (account_id = $4 OR $4 = 0) AND (target_id = $5 OR $5 = 0) AND (assigned_id = $8 OR $8 = 0)
             AND ($6 = '' OR EXISTS (SELECT 1 FROM accounts a WHERE a.id = target_id AND a.domain = $6))
             ORDER BY id ",
            $order,
            " LIMIT $7"
        )
    };
}

/// The staff's list of accounts. A sign-up that was turned down leaves a bare row, which is nobody.
macro_rules! people_page {
    ($order:literal) => {
        concat!(
            "SELECT a.id FROM accounts a LEFT JOIN users u ON u.account_id = a.id AND u.bk = a.bk
             WHERE a.id < $1 AND a.id > $2
             AND NOT (a.domain IS NULL AND u.account_id IS NULL AND a.suspended_ms IS NOT NULL)
             AND ($3 = 0 OR ($3 = 1 AND a.domain IS NULL) OR ($3 = 2 AND a.domain IS NOT NULL))
             AND ($4 = 0 OR a.suspended_ms IS NULL)
             AND ($5 = 0 OR u.approved_ms IS NULL AND u.account_id IS NOT NULL)
             AND ($6 = 0 OR u.disabled = 1) AND ($7 = 0 OR a.silenced_ms IS NOT NULL)
             AND ($8 = 0 OR a.suspended_ms IS NOT NULL) AND ($9 = 0 OR a.sensitized_ms IS NOT NULL)
             AND ($10 = 0 OR u.role IN {$11})
             AND ($12 = '' OR LOWER(a.username) LIKE $12 ESCAPE '!')
             AND ($13 = '' OR LOWER(a.display_name) LIKE $13 ESCAPE '!')
             AND ($14 = '' OR a.domain = $14) AND ($15 = '' OR u.email LIKE $15 ESCAPE '!')
             AND ($16 = '' OR EXISTS (SELECT 1 FROM user_addresses i WHERE i.account_id = a.id AND i.address = $16))
             ORDER BY a.id ",
            $order,
            " LIMIT $17"
        )
    };
}

sql! {
    INSERT_REPORT = "INSERT INTO reports (id, account_id, target_id, post_ids, comment, category, rules, forwarded,
        created_ms, updated_ms, collection_ids) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)";
    REPORT = reports!("WHERE id = $1");
    REPORTS_BY_IDS = reports!("WHERE id IN {$1}");
    REPORTS_PAGE = report_page!("DESC");
    REPORTS_UP = report_page!("ASC");
    SORT_REPORT = "UPDATE reports SET category = $2, rules = $3, updated_ms = $4 WHERE id = $1";
    ASSIGN = "UPDATE reports SET assigned_id = $2, updated_ms = $3 WHERE id = $1";
    RESOLVE = "UPDATE reports SET resolved_by = $2, resolved_ms = $3, updated_ms = $3, assigned_id = $2 WHERE id = $1";
    REOPEN = "UPDATE reports SET resolved_by = NULL, resolved_ms = NULL, updated_ms = $2 WHERE id = $1";
    RESOLVE_ALL = "UPDATE reports SET resolved_by = $2, resolved_ms = $3, updated_ms = $3
        WHERE target_id = $1 AND resolved_ms IS NULL";

    INSERT_STRIKE = "INSERT INTO strikes (id, by_id, target_id, action, text, post_ids, report_id, created_ms, told)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    STRIKES_BY_IDS = "SELECT id, by_id, target_id, action, text, post_ids, report_id, created_ms, told FROM strikes WHERE id IN {$1}";
    STRIKES_OF = "SELECT id, by_id, target_id, action, text, post_ids, report_id, created_ms, told FROM strikes
        WHERE target_id = $1 ORDER BY id DESC LIMIT $2";
    AUDIT = "INSERT INTO audit_log (id, by_id, action, kind, target_id, target_name, created_ms)
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    AUDIT_PAGE = "SELECT id, by_id, action, kind, target_id, target_name, created_ms FROM audit_log
        WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT $3";
    AUDIT_OF = "SELECT id, by_id, action, kind, target_id, target_name, created_ms FROM audit_log
        WHERE target_id = $1 ORDER BY id DESC LIMIT $2";
    OPEN_REPORTS = "SELECT COUNT(*) FROM reports WHERE resolved_ms IS NULL";
    /* any bk: how many wait for the staff; an index holds those alone */
    WAITING = "SELECT COUNT(*) FROM users WHERE approved_ms IS NULL";
    ERASE = "INSERT INTO erased_accounts (account_id, created_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    ERASED = "SELECT account_id FROM erased_accounts WHERE account_id = $1";
    PRESETS = "SELECT id, title, text FROM warning_presets ORDER BY id LIMIT $1";
    PRESET = "SELECT id, title, text FROM warning_presets WHERE id = $1";
    INSERT_PRESET = "INSERT INTO warning_presets (id, title, text) VALUES ($1, $2, $3)";
    DELETE_PRESET = "DELETE FROM warning_presets WHERE id = $1";

    /* any bk: the staff's list of accounts */
    PEOPLE_PAGE = people_page!("DESC");
    PEOPLE_UP = people_page!("ASC");

    SERVER_BLOCKS_PAGE = "SELECT id, domain, severity, reject_media, reject_reports, private_comment, public_comment,
        obfuscate, created_ms FROM server_blocks WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT $3";
    SERVER_BLOCK = "SELECT id, domain, severity, reject_media, reject_reports, private_comment, public_comment,
        obfuscate, created_ms FROM server_blocks WHERE id = $1";
    SERVER_BLOCK_OF = "SELECT id, domain, severity, reject_media, reject_reports, private_comment, public_comment,
        obfuscate, created_ms FROM server_blocks WHERE domain = $1";
    SERVER_BLOCKS_SHOWN = "SELECT id, domain, severity, reject_media, reject_reports, private_comment, public_comment,
        obfuscate, created_ms FROM server_blocks WHERE severity <> 'noop' ORDER BY severity DESC, domain LIMIT $1";
    INSERT_SERVER_BLOCK = "INSERT INTO server_blocks (id, domain, severity, reject_media, reject_reports,
        private_comment, public_comment, obfuscate, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT DO NOTHING";
    EDIT_SERVER_BLOCK = "UPDATE server_blocks SET severity = $2, reject_media = $3, reject_reports = $4,
        private_comment = $5, public_comment = $6, obfuscate = $7 WHERE id = $1";
    DELETE_SERVER_BLOCK = "DELETE FROM server_blocks WHERE id = $1";

    ALLOWS_PAGE = "SELECT id, domain, created_ms FROM server_allows WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT $3";
    ALLOW = "SELECT id, domain, created_ms FROM server_allows WHERE id = $1";
    ALLOW_OF = "SELECT id, domain, created_ms FROM server_allows WHERE domain = $1";
    INSERT_ALLOW = "INSERT INTO server_allows (id, domain, created_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";
    DELETE_ALLOW = "DELETE FROM server_allows WHERE id = $1";

    EMAIL_BLOCKS_PAGE = "SELECT id, domain, allow_with_approval, created_ms FROM email_domain_blocks
        WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT $3";
    EMAIL_BLOCK = "SELECT id, domain, allow_with_approval, created_ms FROM email_domain_blocks WHERE id = $1";
    EMAIL_BLOCKS_OF = "SELECT id, domain, allow_with_approval, created_ms FROM email_domain_blocks WHERE domain IN {$1}";
    INSERT_EMAIL_BLOCK = "INSERT INTO email_domain_blocks (id, domain, allow_with_approval, created_ms)
        VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
    DELETE_EMAIL_BLOCK = "DELETE FROM email_domain_blocks WHERE id = $1";
    COUNT_TRY = "INSERT INTO email_domain_tries (block_id, day, tries) VALUES ($1, $2, 1)
        ON CONFLICT (block_id, day) DO UPDATE SET tries = email_domain_tries.tries + 1";
    TRIES = "SELECT block_id, day, tries FROM email_domain_tries WHERE block_id IN {$1} AND day >= $2";
    DELETE_TRIES = "DELETE FROM email_domain_tries WHERE block_id = $1";

    IP_BLOCKS_PAGE = "SELECT id, network, severity, comment, expires_ms, created_ms FROM ip_blocks
        WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT $3";
    IP_BLOCK = "SELECT id, network, severity, comment, expires_ms, created_ms FROM ip_blocks WHERE id = $1";
    IP_BLOCKS_NOW = "SELECT id, network, severity, comment, expires_ms, created_ms FROM ip_blocks
        WHERE expires_ms IS NULL OR expires_ms > $1 ORDER BY id DESC LIMIT $2";
    INSERT_IP_BLOCK = "INSERT INTO ip_blocks (id, network, severity, comment, expires_ms, created_ms)
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";
    IP_BLOCK_OF = "SELECT id FROM ip_blocks WHERE network = $1";
    EDIT_IP_BLOCK = "UPDATE ip_blocks SET network = $2, severity = $3, comment = $4, expires_ms = $5 WHERE id = $1";
    DELETE_IP_BLOCK = "DELETE FROM ip_blocks WHERE id = $1";

    CANONICALS_PAGE = "SELECT id, hash FROM canonical_email_blocks WHERE id < $1 AND id > $2 ORDER BY id DESC LIMIT $3";
    CANONICAL = "SELECT id, hash FROM canonical_email_blocks WHERE id = $1";
    CANONICAL_OF = "SELECT id, hash FROM canonical_email_blocks WHERE hash = $1";
    INSERT_CANONICAL = "INSERT INTO canonical_email_blocks (id, hash, account_id, created_ms) VALUES ($1, $2, $3, $4)
        ON CONFLICT DO NOTHING";
    DELETE_CANONICAL = "DELETE FROM canonical_email_blocks WHERE id = $1";
    FREE_CANONICALS = "DELETE FROM canonical_email_blocks WHERE account_id = $1";

    DAYS_ACTIVE = "SELECT day, COUNT(*) FROM user_days WHERE day >= $1 AND day < $2 GROUP BY day";
    TOTAL_ACTIVE = "SELECT COUNT(DISTINCT account_id) FROM user_days WHERE day >= $1 AND day < $2";
    /* any bk: the staff's numbers, over a range of ids that is bounded */
    DAYS_NEW = "SELECT (id / 65536) / 86400000, COUNT(*) FROM accounts WHERE domain IS NULL AND id >= $1 AND id < $2
        GROUP BY 1";
    DAYS_LIKED = "SELECT (id / 65536) / 86400000, COUNT(*) FROM favourites WHERE id >= $1 AND id < $2 GROUP BY 1";
    DAYS_ANSWERED = "SELECT (id / 65536) / 86400000, COUNT(*) FROM posts WHERE id >= $1 AND id < $2
        AND (reply_to_id IS NOT NULL OR boost_of_id IS NOT NULL) GROUP BY 1";
    DAYS_OPENED = "SELECT (id / 65536) / 86400000, COUNT(*) FROM reports WHERE id >= $1 AND id < $2 GROUP BY 1";
    DAYS_RESOLVED = "SELECT resolved_ms / 86400000, COUNT(*) FROM reports
        WHERE resolved_ms >= $1 AND resolved_ms < $2 GROUP BY 1";
    DAYS_TAGGED = "SELECT (post_id / 65536) / 86400000, COUNT(*) FROM tag_posts
        WHERE tag = $1 AND post_id >= $2 AND post_id < $3 GROUP BY 1";
    DAYS_TAGGING = "SELECT (t.post_id / 65536) / 86400000, COUNT(DISTINCT t.author_id) FROM tag_posts t
        WHERE t.tag = $1 AND t.post_id >= $2 AND t.post_id < $3 GROUP BY 1";
    TOTAL_TAGGING = "SELECT COUNT(DISTINCT t.author_id) FROM tag_posts t
        WHERE t.tag = $1 AND t.post_id >= $2 AND t.post_id < $3";
    DAYS_TAG_SERVERS = "SELECT (t.post_id / 65536) / 86400000, COUNT(DISTINCT COALESCE(a.domain, '')) FROM tag_posts t
        JOIN accounts a ON a.id = t.author_id
        WHERE t.tag = $1 AND t.post_id >= $2 AND t.post_id < $3 GROUP BY 1";
    TOTAL_TAG_SERVERS = "SELECT COUNT(DISTINCT COALESCE(a.domain, '')) FROM tag_posts t
        JOIN accounts a ON a.id = t.author_id
        WHERE t.tag = $1 AND t.post_id >= $2 AND t.post_id < $3";
    HOST_ACCOUNTS = "SELECT (id / 65536) / 86400000, COUNT(*) FROM accounts WHERE domain = $1 GROUP BY 1";
    HOST_STATUSES = "SELECT (p.id / 65536) / 86400000, COUNT(*) FROM accounts a JOIN posts p ON p.author_id = a.id
        WHERE a.domain = $1 GROUP BY 1";
    HOST_MEDIA = "SELECT (m.id / 65536) / 86400000, CAST(SUM(m.bytes) AS BIGINT) FROM accounts a
        JOIN media m ON m.account_id = a.id WHERE a.domain = $1 GROUP BY 1";
    HOST_REPORTS = "SELECT (r.id / 65536) / 86400000, COUNT(*) FROM accounts a JOIN reports r ON r.target_id = a.id
        WHERE a.domain = $1 GROUP BY 1";
    HOST_FOLLOWS = "SELECT (f.id / 65536) / 86400000, COUNT(*) FROM accounts a JOIN follows f ON f.follower_id = a.id
        WHERE a.domain = $1 GROUP BY 1";
    HOST_FOLLOWERS = "SELECT (f.id / 65536) / 86400000, COUNT(*) FROM accounts a JOIN followers f ON f.followee_id = a.id
        WHERE a.domain = $1 GROUP BY 1";

    BY_LOCALE = "SELECT locale, COUNT(*) FROM users WHERE account_id IN
        (SELECT account_id FROM user_days WHERE day >= $1 AND day < $2) GROUP BY locale ORDER BY 2 DESC, 1 LIMIT $3";
    BY_SOURCE = "SELECT COALESCE(p.name, ''), COUNT(*) FROM users u LEFT JOIN apps p ON p.id = u.app_id
        WHERE u.account_id >= $1 AND u.account_id < $2 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $3";
    BY_SERVER = "SELECT COALESCE(a.domain, ''), COUNT(*) FROM posts p JOIN accounts a ON a.id = p.author_id
        WHERE p.id >= $1 AND p.id < $2 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $3";
    BY_TAG_SERVER = "SELECT COALESCE(a.domain, ''), COUNT(*) FROM tag_posts t
        JOIN accounts a ON a.id = t.author_id WHERE t.tag = $1 AND t.post_id >= $2 AND t.post_id < $3
        GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $4";
    BY_TAG_LANGUAGE = "SELECT COALESCE(p.language, 'und'), COUNT(*) FROM tag_posts t JOIN posts p ON p.id = t.post_id
        WHERE t.tag = $1 AND t.post_id >= $2 AND t.post_id < $3 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $4";
    BY_HOST_ACCOUNT = "SELECT a.username, s.followers FROM accounts a JOIN account_stats s ON s.account_id = a.id
        WHERE a.domain = $1 ORDER BY s.followers DESC, a.id LIMIT $2";
    BY_HOST_LANGUAGE = "SELECT COALESCE(p.language, 'und'), COUNT(*) FROM accounts a JOIN posts p ON p.author_id = a.id
        WHERE a.domain = $1 AND p.id >= $2 AND p.id < $3 GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT $4";
    TAGS_AFTER = "SELECT tag FROM tags WHERE tag > $1 ORDER BY tag LIMIT $2";
    DATABASE_BYTES = "SELECT /*sqlite: page_count * page_size FROM pragma_page_count(), pragma_page_size()*/
        /*pg: pg_database_size(current_database())*/";
    MEDIA_BYTES = "SELECT CAST(COALESCE(SUM(bytes), 0) AS BIGINT) FROM media";
    DATABASE_VERSION = "SELECT /*sqlite: sqlite_version()*/ /*pg: current_setting('server_version')*/";
    COHORTS = "SELECT c.born, c.seen, COUNT(*) FROM (SELECT (a.id / 65536) / 86400000 AS born,
        COALESCE((SELECT MAX(d.day) FROM user_days d WHERE d.account_id = a.id), 0) AS seen
        FROM accounts a WHERE a.domain IS NULL AND a.id >= $1 AND a.id < $2) c GROUP BY c.born, c.seen";
}
