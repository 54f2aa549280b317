//! Media over HTTP and in posts' transactions, on both engines.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod clips;
mod converting;
mod files;
mod interrupted;
mod posts;
mod serving;
mod stills;
mod sweeping;
mod uploading;
mod world;

use media::Media;
use store::engine_tests;
use world::World;

/// Statements that look over everybody's rows on purpose.
const ANY_BUCKET: [&str; 3] = ["LOOSE", "PROCESSING", "STRAY"];

engine_tests! {
    async fn statements_prepare_and_name_the_bucket(engine: Engine) {
        let world = World::new(engine).await;
        let all = || Media::statements().iter().chain(world::own_statements());
        world.db.read(move |r| all().try_for_each(|sql| r.prepare(sql))).await.unwrap();
        for sql in Media::statements() {
            let bound = ["bk = $", "bk IN {$", "(id, bk", "(name, bk"].iter().any(|form| sql.text().contains(form));
            assert!(bound || ANY_BUCKET.contains(&sql.name()), "{}", sql.name());
        }
    }

    async fn the_hot_and_the_sweeping_query_use_their_indexes(engine: Engine) {
        let world = World::new(engine).await;
        // PostgreSQL does not look at indexes of empty tables.
        if engine == store::Engine::Sqlite {
            for (name, index) in [("OF_POSTS", "media_of_post"), ("LOOSE", "media_loose"), ("STRAY", "media_stills_made")] {
                let sql = Media::statements().iter().find(|sql| sql.name() == name).unwrap();
                let plan = world.db.read(move |r| r.plan(sql)).await.unwrap();
                assert!(plan.contains(index), "{plan}");
            }
        }
    }

    async fn every_route_wants_its_scope(engine: Engine) {
        let world = World::new(engine).await;
        let routes =
            [("POST", "/api/v2/media"), ("POST", "/api/v1/media"), ("GET", "/api/v1/media/1"), ("PUT", "/api/v1/media/1"), ("DELETE", "/api/v1/media/1")];
        for (method, path) in routes {
            for (who, status) in [("", 401), ("nobody", 401), ("app", 422), ("reader", 403)] {
                assert_eq!(world.call(who, method, path, "").await.status, status, "{who} {method} {path}");
            }
        }
    }
}
