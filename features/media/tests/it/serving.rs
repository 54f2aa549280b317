//! Serving blobs.

use image::ImageFormat;
use store::engine_tests;

use crate::files::photo;
use crate::world::World;

engine_tests! {
    async fn pictures_are_served_to_everyone_for_ever_and_run_nothing(engine: Engine) {
        let world = World::new(engine).await;
        let path = world.upload(&photo(20, 10, ImageFormat::Png)).await.path("url");
        let served = world.get("", &path).await;
        let table = [
            ("content-type", "image/png"),
            ("cache-control", "public, max-age=31536000, immutable"),
            ("x-content-type-options", "nosniff"),
            ("content-disposition", "inline; filename=\"original.png\""),
            ("content-security-policy", "default-src 'none'; sandbox; frame-ancestors 'none'"),
            ("accept-ranges", "bytes"),
            ("access-control-allow-origin", "*"),
            ("cross-origin-resource-policy", "cross-origin"),
        ];
        for (name, value) in table {
            assert_eq!(served.header(name), value, "{name}");
        }
        assert!(image::load_from_memory(&served.bytes).is_ok());
        assert_eq!(world.get("nobody", &path).await.status, 200, "no credentials are looked at");
        let head = world.call("", "HEAD", &path, "").await;
        assert_eq!((head.status, head.bytes.len()), (200, 0));
        assert_eq!(head.header("content-length"), served.bytes.len().to_string());
        assert_eq!(world.call("a", "POST", &path, "").await.status, 405);
    }

    async fn caches_ask_again_and_players_ask_for_parts(engine: Engine) {
        let world = World::new(engine).await;
        let path = world.upload(&photo(20, 10, ImageFormat::Png)).await.path("url");
        let whole = world.get("", &path).await;
        let tag = whole.header("etag");
        let length = whole.bytes.len();
        let same = world.get_with(&path, &[("if-none-match", tag)]).await;
        assert_eq!((same.status, same.bytes.len(), same.header("etag")), (304, 0, tag));
        assert_eq!(world.get_with(&path, &[("if-none-match", "\"other\"")]).await.status, 200);
        let part = world.get_with(&path, &[("range", "bytes=1-3")]).await;
        assert_eq!((part.status, part.bytes.as_slice()), (206, b"PNG".as_slice()));
        assert_eq!(part.header("content-range"), format!("bytes 1-3/{length}"));
        let rest = world.get_with(&path, &[("range", "bytes=8-")]).await;
        assert_eq!((rest.status, rest.bytes.as_slice()), (206, &whole.bytes[8..]));
        let none = world.get_with(&path, &[("range", "bytes=999999-")]).await;
        assert_eq!((none.status, none.header("content-range")), (416, format!("bytes */{length}").as_str()));
        let several = world.get_with(&path, &[("range", "bytes=0-1,4-5")]).await;
        assert_eq!((several.status, several.bytes.len()), (200, length));
    }

    async fn no_other_file_is_reached(engine: Engine) {
        let world = World::new(engine).await;
        for name in ["raw/ab/x/upload", "raw/x.png", "media/x.html", "other/x.png"] {
            world.blobs.put(name, &b"secret"[..]).await.unwrap();
        }
        let table = [
            "/media/raw/ab/x/upload",
            "/media/raw/x.png",
            "/media/media/x.html",
            "/media/other/x.png",
            "/media/media/../raw/x.png",
            "/media/media/%2e%2e/raw/x.png",
            "/media/media%2f..%2fraw%2fx.png",
            "/media/../../etc/passwd",
            "/media/%2e%2e%2f%2e%2e%2fetc%2fpasswd.png",
            "/media/media/..%5c..%5cx.png",
            "/media/media/%00.png",
            "/media/media/%ff.png",
            "/media/media/.hidden.png",
            "/media//etc/passwd.png",
            "/media/media/ab/00000000000000000000000000000000/original.png",
            "/media/avatars",
            "/media/tmp/x.png",
        ];
        for path in table {
            let answer = world.get("a", path).await;
            assert_eq!(answer.status, 404, "{path}");
            assert_eq!(answer.header("cache-control"), "private, no-store", "{path}");
        }
    }
}
