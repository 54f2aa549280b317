//! Posts in other sites' pages: oEmbed, the page in the frame, and what links to posts look like.

use store::engine_tests;
use testkit::{Answer, TestApp, json};

const PICTURE: &[u8] = include_bytes!("../../../platform/ui/assets/avatar.png");

/// The JSON in the page's data block.
fn data(page: &Answer) -> serde_json::Value {
    let rest = page.text.split_once("<script type=\"application/ld+json\">").expect("a data block").1;
    serde_json::from_str(rest.split_once("</script>").unwrap().0).expect("JSON")
}

fn property(page: &Answer, name: &str) -> Option<String> {
    let rest = page.text.split_once(&format!("\"{name}\" content=\""))?.1;
    Some(rest.split('"').next()?.to_owned())
}

engine_tests! {
    async fn a_public_post_can_be_embedded(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, nobody) = (app.person("Ana").await, app.nobody());
        let post = ana.publish("Hello <frame>").await;
        let ask = |more: &str| format!("/api/oembed?url=http%3A%2F%2Flocalhost%3A3000%2F%40ana%2F{post}{more}");
        let answer = nobody.get(&ask("")).await.ok();
        assert_eq!(answer.header("access-control-allow-origin"), "*");
        for (key, value) in [
            ("type", json!("rich")),
            ("version", json!("1.0")),
            ("author_name", json!("Ana")),
            ("author_url", json!("http://localhost:3000/@Ana")),
            ("provider_url", json!("http://localhost:3000/")),
            ("width", json!(400)),
        ] {
            assert_eq!(answer.json[key], value, "{key}");
        }
        let html = answer.json["html"].as_str().unwrap();
        assert!(html.starts_with("<iframe src=\"http://localhost:3000/@Ana/") && !html.contains("script"), "{html}");
        let small = nobody.get(&ask("&maxwidth=300&maxheight=100&format=json")).await.ok().json;
        assert_eq!((&small["width"], &small["height"]), (&json!(300), &json!(100)));
        nobody.get(&ask("&format=xml")).await.fails(501);
        nobody.get("/api/oembed").await.fails(400);
        nobody.get(&ask("&maxwidth=wide")).await.fails(422);
        // The page says where to ask.
        let page = nobody.get(&format!("/@Ana/{post}")).await.ok().text;
        let link = page.split_once("application/json+oembed").unwrap().1.split_once("href=\"").unwrap().1;
        let link = link.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
        let path = link.strip_prefix("http://localhost:3000").unwrap();
        assert_eq!(nobody.get(path).await.ok().json["author_name"], "Ana");
    }

    async fn what_is_not_for_everyone_cannot_be_embedded(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, ben) = (app.person("ana").await, app.person("ben").await);
        ben.follow(&ana).await;
        let mut hidden = vec![("ana", base::Id(1))];
        for visibility in ["private", "direct"] {
            let post = json!({ "status": "canary @ben", "visibility": visibility });
            hidden.push(("ana", ana.publish_with(post).await));
        }
        let open = ana.publish("Open").await;
        let gone = ana.publish("Gone").await;
        ana.delete(&format!("/api/v1/statuses/{gone}")).await.ok();
        let boost = ben.touch("reblog", open).await.ok().id();
        hidden.extend([("ana", gone), ("ben", boost), ("ben", open)]);
        for who in [&ben, &app.nobody()] {
            for (name, post) in &hidden {
                who.get(&format!("/api/oembed?url=http://localhost:3000/@{name}/{post}")).await.fails(404);
                let frame = who.get(&format!("/@{name}/{post}/embed")).await;
                assert_eq!(frame.status, 404);
                assert!(frame.text.contains("not here") && !frame.text.contains("canary"), "{}", frame.text);
            }
        }
        for url in ["http://other.example/@ana/1", "ana", "http://localhost:3000/about"] {
            ben.get(&format!("/api/oembed?url={url}")).await.fails(404);
        }
        app.medley.accounts.suspend(ana.id, true).await.unwrap();
        ben.get(&format!("/api/oembed?url=http://localhost:3000/@ana/{open}")).await.fails(404);
    }

    async fn only_the_frame_may_be_framed(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let post = ana.publish_with(json!({ "status": "Behind", "spoiler_text": "Careful" })).await;
        let browser = ana.browser().await;
        let path = format!("/@ana/{post}");
        let frame = browser.get(&format!("{path}/embed")).await.ok();
        assert!(frame.header("content-security-policy").contains("frame-ancestors *"));
        assert_eq!(frame.header("x-frame-options"), "");
        // Nothing to press, nothing to run, nobody signed in.
        for never in ["<form", "<script", "csrf"] {
            assert!(!frame.text.contains(never), "{never}: {}", frame.text);
        }
        assert!(frame.text.contains("Careful") && frame.text.contains("<details class=\"cw\">"), "{}", frame.text);
        assert_eq!(frame.text, app.nobody().get(&format!("{path}/embed")).await.ok().text);
        for page in ["/", "/local", "/@ana", &path, "/settings/export", "/nothing/here"] {
            let answer = browser.get(page).await;
            assert_eq!(answer.header("x-frame-options"), "DENY", "{page}");
            assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{page}");
        }
    }

    async fn pages_say_what_they_are(engine: Engine) {
        let app = TestApp::new(engine).await;
        let (ana, nobody) = (app.person("Ana").await, app.nobody());
        let edit = json!({ "display_name": "Dr </script> Ana", "fields_attributes": [{ "name": "Web", "value": "https://ana.example" }] });
        ana.patch("/api/v1/accounts/update_credentials", edit).await.ok();
        let picture = app.medley.media.import(ana.id, PICTURE.to_vec(), Some("A chart".into()), testkit::NOW_MS).await.unwrap();
        let post = ana.publish_with(json!({ "status": "Hello, world", "media_ids": [picture], "language": "en" })).await;
        // However the address is spelled, the page names one.
        let page = nobody.get(&format!("/@ana/{post}")).await.ok();
        assert!(page.text.contains(&format!("<link rel=\"canonical\" href=\"http://localhost:3000/@Ana/{post}\">")));
        assert_eq!(property(&page, "og:description").unwrap(), "Hello, world");
        assert_eq!(property(&page, "og:image:alt").unwrap(), "A chart");
        assert_eq!(property(&page, "twitter:card").unwrap(), "summary_large_image");
        let told = data(&page);
        assert_eq!((&told["@type"], &told["articleBody"]), (&json!("SocialMediaPosting"), &json!("Hello, world")));
        assert_eq!(told["author"]["name"], "Dr </script> Ana");
        let profile = nobody.get("/@Ana").await.ok();
        assert!(profile.text.contains("<link rel=\"me\" href=\"https://ana.example\">"), "{}", profile.text);
        assert_eq!(data(&profile)["mainEntity"]["alternateName"], "@Ana@localhost:3000");
        assert!(profile.header("content-security-policy").contains("script-src 'self'"));
    }

    async fn pages_say_nothing_of_what_is_hidden(engine: Engine) {
        let app = TestApp::new(engine).await;
        let ana = app.person("ana").await;
        let browser = ana.browser().await;
        let head = |page: &Answer| page.text.split_once("</head>").unwrap().0.to_owned();
        for visibility in ["private", "direct"] {
            let post = ana.publish_with(json!({ "status": "canary", "visibility": visibility })).await;
            let page = browser.get(&format!("/@ana/{post}")).await.ok();
            let head = head(&page);
            for never in ["canary", "og:", "ld+json", "oembed"] {
                assert!(!head.contains(never), "{visibility}: {never}: {head}");
            }
            assert!(head.contains("noindex"), "{head}");
        }
        let picture = app.medley.media.import(ana.id, PICTURE.to_vec(), Some("canary".into()), testkit::NOW_MS).await.unwrap();
        let warned = json!({ "status": "canary", "spoiler_text": "Wounds", "media_ids": [picture] });
        let page = app.nobody().get(&format!("/@ana/{}", ana.publish_with(warned).await)).await.ok();
        assert!(!head(&page).contains("canary") && head(&page).contains("Wounds"), "{}", head(&page));
        assert!(!head(&page).contains("/media/"), "{}", head(&page));
    }
}
