//! What the endpoints of search and discovery take and give, for the OpenAPI document.

use web::openapi::{Docs, Op, delete, get};

/// The declarations of this feature.
pub const DOCS: Docs = Docs {
    name: "search",
    about: "Search, trends, suggestions, the directory.",
    entities: ENTITIES,
    ops: OPS,
};

const ENTITIES: &[(&str, &str)] = &[
    ("Search", "accounts: [Account] statuses: [Status] hashtags: [Tag] collections: [Collection]"),
    ("Suggestion", "source: text sources: [text] account: Account"),
    (
        "PreviewCard",
        "url: url title: text description: text language: text? type: 'link'|'photo'|'video'|'rich'
         author_name: text author_url: text authors: [object] provider_name: text provider_url: text html: text
         width: count height: count image: url? image_description: text embed_url: text blurhash: text?
         published_at: time? missing_attribution: flag? history?: [TagDay]",
    ),
    ("TrendsLink", "..PreviewCard history: [TagDay]"),
];

const OPS: &[Op] = &[
    get("/api/v2/search", "Searches people, posts and hashtags")
        .takes(
            "q: text type?: 'accounts'|'statuses'|'hashtags'|'collections' resolve?: flag following?: flag account_id?: id
             exclude_unreviewed?: flag max_id?: id min_id?: id limit?: int offset?: int",
        )
        .gives("Search"),
    get("/api/v1/accounts/search", "Searches people")
        .takes("q?: text limit?: int offset?: int resolve?: flag following?: flag")
        .gives("[Account]"),
    get("/api/v1/trends", "Hashtags that are used much").sliced(10, 20).gives("[Tag]").old(),
    get("/api/v1/trends/tags", "Hashtags that are used much").sliced(10, 20).gives("[Tag]"),
    get("/api/v1/trends/statuses", "Posts that many like").sliced(20, 40).gives("[Status]"),
    get("/api/v1/trends/links", "Links that many share").sliced(10, 20).gives("[TrendsLink]"),
    get("/api/v2/suggestions", "Whom one might follow").takes("limit?: int").gives("[Suggestion]"),
    get("/api/v1/suggestions", "Whom one might follow").takes("limit?: int").gives("[Account]").old(),
    delete("/api/v1/suggestions/{id}", "Does not want to be told of somebody"),
    get("/api/v1/directory", "Who is here")
        .takes("order?: 'active'|'new' local?: flag")
        .sliced(40, 80)
        .gives("[Account]"),
];
