//! Several servers on one database: what one is told, the others show.

use std::time::Duration;

use store::engine_tests;
use testkit::{Person, TestApp};

const TRIES_MAX: usize = 100;
const TRY_MS: u64 = 100;

engine_tests! {
    async fn a_muted_thread_is_muted_on_every_node(engine: Engine) {
        let near = TestApp::new(engine).await;
        let (ana, ben) = (near.person("ana").await, near.person("ben").await);
        let root = ben.publish("a long story").await;
        let far = near.reopened().await;
        far.medley.bus.start();
        let far_ana = far.with_scopes(&ana, "read").await;
        let path = format!("/api/v1/statuses/{root}");
        assert_eq!(far_ana.get(&path).await.ok().json["muted"], false, "and is in memory from now on");
        assert!(is_told(&ana, &far_ana, root, &path).await, "the other node never heard of it");
        far.medley.bus.stop();
    }
}

/// Mutes on one node until it shows on the other: what happened before a node began to listen, it is not told.
async fn is_told(near: &Person, far: &Person, root: base::Id, path: &str) -> bool {
    for _ in 0..TRIES_MAX {
        near.touch("unmute", root).await.ok();
        assert_eq!(near.touch("mute", root).await.ok().json["muted"], true);
        tokio::time::sleep(Duration::from_millis(TRY_MS)).await;
        if far.get(path).await.ok().json["muted"] == true {
            return true;
        }
    }
    false
}
