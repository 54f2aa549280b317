//! What the endpoints of reports and of the staff take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get, post, put};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "moderation",
    about: "Reports, and what the staff see and do.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    (
        "Report",
        "id: id action_taken: flag action_taken_at: time? category: 'spam'|'legal'|'violation'|'other' comment: text
         forwarded: flag? created_at: time status_ids: [id]? rule_ids: [id]? rules_ids: [id]? collection_ids: [id]
         target_account: Account",
    ),
    (
        "AccountWarning",
        "id: id action: text text: text status_ids: [id]? target_account: Account appeal: object? created_at: time",
    ),
    (
        "AdminAccount",
        "id: id username: text domain: text? created_at: time email: text? ip: text? ips: [AdminIp] locale: text?
         invite_request: text? role: Role confirmed: flag? approved: flag? disabled: flag? silenced: flag
         suspended: flag sensitized: flag account: Account created_by_application_id?: id",
    ),
    ("AdminIp", "ip: text used_at: time"),
    ("ReportedAccount", "..AdminAccount ..Account role?: Role domain?: text? limited?: flag suspended: flag"),
    (
        "AdminReport",
        "id: id action_taken: flag action_taken_at: time? category: 'spam'|'legal'|'violation'|'other' comment: text
         forwarded: flag? created_at: time updated_at: time account: ReportedAccount? target_account: ReportedAccount?
         assigned_account: AdminAccount? action_taken_by_account: AdminAccount? statuses: [Status] rules: [Rule]
         collections: [Collection]",
    ),
    (
        "AdminDomainBlock",
        "id: id domain: text digest: text created_at: time severity: 'noop'|'silence'|'suspend' reject_media: flag
         reject_reports: flag private_comment: text? public_comment: text? obfuscate: flag",
    ),
    ("DomainBlock", "domain: text digest: text severity: 'silence'|'suspend' comment: text"),
    ("AdminDomainAllow", "id: id domain: text created_at: time"),
    (
        "AdminEmailDomainBlock",
        "id: id domain: text allow_with_approval: flag created_at: time history: [TagDay]",
    ),
    (
        "AdminIpBlock",
        "id: id ip: text severity: 'sign_up_requires_approval'|'sign_up_block'|'no_access' comment: text
         created_at: time expires_at: time?",
    ),
    ("AdminCanonicalEmailBlock", "id: id canonical_email_hash: text"),
    (
        "AdminMeasure",
        "key: text unit: text? total: text data: [{date: time value: text}] human_value?: text previous_total?: text",
    ),
    (
        "AdminDimension",
        "key: text data: [{key: text human_key: text value: text unit?: text human_value?: text}]",
    ),
    (
        "AdminCohort",
        "period: time frequency: 'day'|'month' data: [{date: time rate: number value: text}]",
    ),
    ("AdminTag", "..Tag requires_review: flag trendable?: flag usable?: flag listable?: flag"),
    ("AdminTrendsLink", "..TrendsLink id: id requires_review: flag"),
    ("AdminTrendsStatus", "..Status requires_review: flag"),
];

const PEOPLE: &str =
    "username?: text display_name?: text by_domain?: text email?: text ip?: text origin?: 'local'|'remote'
    status?: 'active'|'pending'|'disabled'|'silenced'|'suspended' permissions?: 'staff' role_ids?: [text]
    invited_by?: text";
const PEOPLE_OLD: &str = "username?: text display_name?: text by_domain?: text email?: text ip?: text local?: flag
    remote?: flag active?: flag pending?: flag disabled?: flag silenced?: flag suspended?: flag sensitized?: flag
    staff?: flag";
const DECISION: &str = "type: 'none'|'sensitive'|'disable'|'silence'|'suspend' text?: text report_id?: id
    warning_preset_id?: id send_email_notification?: flag";
const SERVER: &str =
    "domain: text severity?: 'noop'|'silence'|'suspend' reject_media?: flag reject_reports?: flag
    private_comment?: text public_comment?: text obfuscate?: flag";
const SERVER_EDIT: &str = "severity?: 'noop'|'silence'|'suspend' reject_media?: flag reject_reports?: flag
    private_comment?: text public_comment?: text obfuscate?: flag";
const NETWORK: &str =
    "ip?: text severity?: 'sign_up_requires_approval'|'sign_up_block'|'no_access' comment?: text
    expires_in?: int";
const KEYS: &str = "keys: [text] start_at?: time end_at?: time limit?: int tag_accounts?: {id?: text}
    tag_uses?: {id?: text} tag_servers?: {id?: text} tag_languages?: {id?: text} instance_accounts?: {domain?: text}
    instance_media_attachments?: {domain?: text} instance_reports?: {domain?: text} instance_statuses?: {domain?: text}
    instance_follows?: {domain?: text} instance_followers?: {domain?: text} instance_languages?: {domain?: text}";
const CATEGORY: &str = "category?: 'spam'|'legal'|'violation'|'other' rule_ids?: [text]";

const OPS: &[Op] = &[
    post("/api/v1/reports", "Reports an account")
        .takes(
            "account_id: id status_ids?: [id] collection_ids?: [id] comment?: text forward?: flag
             category?: 'spam'|'legal'|'violation'|'other' rule_ids?: [text]",
        )
        .gives("Report")
        .also(MISSING),
    get("/api/v1/instance/domain_blocks", "Servers that are kept out").gives("[DomainBlock]").also(MISSING),
    get("/api/v2/admin/accounts", "Accounts").takes(PEOPLE).paged(100, 200).gives("[AdminAccount]"),
    get("/api/v1/admin/accounts", "Accounts").takes(PEOPLE_OLD).paged(100, 200).gives("[AdminAccount]").old(),
    get("/api/v1/admin/accounts/{id}", "An account").gives("AdminAccount"),
    delete("/api/v1/admin/accounts/{id}", "Erases what a suspended account left").gives("AdminAccount"),
    post("/api/v1/admin/accounts/{id}/action", "Decides about an account").takes(DECISION),
    post("/api/v1/admin/accounts/{id}/approve", "Lets somebody in who asked").gives("AdminAccount"),
    post("/api/v1/admin/accounts/{id}/reject", "Does not let somebody in").gives("AdminAccount"),
    post("/api/v1/admin/accounts/{id}/enable", "Lets somebody sign in again").gives("AdminAccount"),
    post("/api/v1/admin/accounts/{id}/unsilence", "Limits an account no longer").gives("AdminAccount"),
    post("/api/v1/admin/accounts/{id}/unsuspend", "Suspends an account no longer").gives("AdminAccount"),
    post("/api/v1/admin/accounts/{id}/unsensitive", "Covers its media no longer").gives("AdminAccount"),
    get("/api/v1/admin/reports", "Reports")
        .takes("resolved?: flag account_id?: id target_account_id?: id by_target_domain?: text")
        .paged(100, 200)
        .gives("[AdminReport]"),
    get("/api/v1/admin/reports/{id}", "A report").gives("AdminReport"),
    put("/api/v1/admin/reports/{id}", "Says what it is about").takes(CATEGORY).gives("AdminReport"),
    post("/api/v1/admin/reports/{id}/assign_to_self", "Takes it on").gives("AdminReport"),
    post("/api/v1/admin/reports/{id}/unassign", "Leaves it to others").gives("AdminReport"),
    post("/api/v1/admin/reports/{id}/resolve", "Is done with it").gives("AdminReport"),
    post("/api/v1/admin/reports/{id}/reopen", "Is not done with it").gives("AdminReport"),
    get("/api/v1/admin/domain_blocks", "Servers that are kept out")
        .paged(100, 200)
        .gives("[AdminDomainBlock]"),
    post("/api/v1/admin/domain_blocks", "Keeps a server out")
        .takes(SERVER)
        .gives("AdminDomainBlock")
        .also(&[(422, "{error: text existing_domain_block?: AdminDomainBlock}")]),
    get("/api/v1/admin/domain_blocks/{id}", "A server that is kept out").gives("AdminDomainBlock"),
    put("/api/v1/admin/domain_blocks/{id}", "Says how").takes(SERVER_EDIT).gives("AdminDomainBlock"),
    delete("/api/v1/admin/domain_blocks/{id}", "Keeps it out no longer"),
    get("/api/v1/admin/domain_allows", "Servers that are let in").paged(100, 200).gives("[AdminDomainAllow]"),
    post("/api/v1/admin/domain_allows", "Lets a server in").takes("domain: text").gives("AdminDomainAllow"),
    get("/api/v1/admin/domain_allows/{id}", "A server that is let in").gives("AdminDomainAllow"),
    delete("/api/v1/admin/domain_allows/{id}", "Lets it in no longer"),
    get("/api/v1/admin/email_domain_blocks", "Providers that are kept out")
        .paged(100, 200)
        .gives("[AdminEmailDomainBlock]"),
    post("/api/v1/admin/email_domain_blocks", "Keeps a provider out")
        .takes("domain: text allow_with_approval?: flag")
        .gives("AdminEmailDomainBlock"),
    get("/api/v1/admin/email_domain_blocks/{id}", "A provider that is kept out")
        .gives("AdminEmailDomainBlock"),
    delete("/api/v1/admin/email_domain_blocks/{id}", "Keeps it out no longer"),
    get("/api/v1/admin/ip_blocks", "Networks that are kept out").paged(100, 200).gives("[AdminIpBlock]"),
    post("/api/v1/admin/ip_blocks", "Keeps a network out").takes(NETWORK).gives("AdminIpBlock"),
    get("/api/v1/admin/ip_blocks/{id}", "A network that is kept out").gives("AdminIpBlock"),
    put("/api/v1/admin/ip_blocks/{id}", "Says how").takes(NETWORK).gives("AdminIpBlock"),
    delete("/api/v1/admin/ip_blocks/{id}", "Keeps it out no longer"),
    get("/api/v1/admin/canonical_email_blocks", "Addresses that are kept out")
        .paged(100, 200)
        .gives("[AdminCanonicalEmailBlock]"),
    post("/api/v1/admin/canonical_email_blocks", "Keeps an address out")
        .takes("email?: text canonical_email_hash?: text")
        .gives("AdminCanonicalEmailBlock"),
    post("/api/v1/admin/canonical_email_blocks/test", "Whether an address is kept out")
        .takes("email: text")
        .gives("[AdminCanonicalEmailBlock]"),
    get("/api/v1/admin/canonical_email_blocks/{id}", "An address that is kept out")
        .gives("AdminCanonicalEmailBlock"),
    delete("/api/v1/admin/canonical_email_blocks/{id}", "Keeps it out no longer"),
    post("/api/v1/admin/measures", "Numbers by day").takes(KEYS).gives("[AdminMeasure]"),
    post("/api/v1/admin/dimensions", "Numbers by what they are about").takes(KEYS).gives("[AdminDimension]"),
    post("/api/v1/admin/retention", "Who came back")
        .takes("start_at?: time end_at?: time frequency?: 'day'|'month'")
        .gives("[AdminCohort]"),
    get("/api/v1/admin/trends/tags", "Hashtags that are used much").sliced(10, 20).gives("[AdminTag]"),
    get("/api/v1/admin/trends/links", "Links that many share").sliced(10, 20).gives("[AdminTrendsLink]"),
    get("/api/v1/admin/trends/statuses", "Posts that many like").sliced(20, 40).gives("[AdminTrendsStatus]"),
    post("/api/v1/admin/trends/tags/{id}/approve", "Lets a hashtag trend").gives("AdminTag"),
    post("/api/v1/admin/trends/tags/{id}/reject", "Does not let it trend").gives("AdminTag"),
    post("/api/v1/admin/trends/links/{id}/approve", "Lets a link trend").gives("AdminTrendsLink"),
    post("/api/v1/admin/trends/links/{id}/reject", "Does not let it trend").gives("AdminTrendsLink"),
    post("/api/v1/admin/trends/statuses/{id}/approve", "Lets a post trend").gives("AdminTrendsStatus"),
    post("/api/v1/admin/trends/statuses/{id}/reject", "Does not let it trend").gives("AdminTrendsStatus"),
];

const MISSING: &[(u16, &str)] = &[(404, ""), (401, "")];
