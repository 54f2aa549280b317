//! Media in posts.

use std::sync::{Arc, Mutex};

use base::{Id, Outcome};
use image::ImageFormat;
use media::{Attachment, Focus, Media, MediaEdit};
use store::engine_tests;

use crate::files::photo;
use crate::world::World;

impl World {
    async fn attach(&self, who: &str, post: Id, ids: &[Id]) -> Outcome<Vec<Attachment>> {
        let (media, account, ids) = (self.media.clone(), self.person(who), ids.to_vec());
        self.db.write(move |w| media.attach(w, account, post, &ids)).await
    }

    async fn replace(&self, post: Id, ids: &[Id], edits: &[MediaEdit]) -> Outcome<Vec<Attachment>> {
        let (media, account, ids, edits) =
            (self.media.clone(), self.person("a"), ids.to_vec(), edits.to_vec());
        self.db.write(move |w| media.replace(w, account, post, &ids, &edits)).await
    }

    pub(crate) async fn detach(&self, post: Id) -> Vec<Attachment> {
        let media = self.media.clone();
        self.db.write(move |w| media.detach(w, post)).await.unwrap()
    }

    async fn of(&self, post: Id) -> Vec<Id> {
        let mut found = self.db.read(move |r| Media::of_posts(r, &[post])).await.unwrap();
        ids(&found.remove(&post).unwrap_or_default())
    }

    async fn four(&self) -> Vec<Id> {
        let mut all = Vec::new();
        for _ in 0..4 {
            all.push(self.ready().await);
        }
        all
    }
}

fn ids(attachments: &[Attachment]) -> Vec<Id> {
    attachments.iter().map(|a| a.id).collect()
}

const MISSING: &str = "Validation failed: Media attachments cannot be found";

engine_tests! {
    async fn attaching_keeps_the_order_and_takes_the_picture_away(engine: Engine) {
        let world = World::new(engine).await;
        let (mut all, post) = (world.four().await, world.post_of("a"));
        all.reverse();
        let attached = world.attach("a", post, &[all.clone(), vec![all[0]]].concat()).await.unwrap();
        assert_eq!((ids(&attached), world.of(post).await), (all.clone(), all.clone()));
        let path = format!("/api/v1/media/{}", all[0]);
        assert_eq!(world.get("a", &path).await.status, 404);
        assert_eq!(world.call("a", "PUT", &path, "description=x").await.status, 404);
        let in_use = world.call("a", "DELETE", &path, "").await;
        assert_eq!(in_use.status, 422);
        assert_eq!(world.of(post).await.len(), 4);
        let entity = Media::entity(&world.site, &attached[0]);
        let url = entity["url"].as_str().unwrap();
        assert!(url.starts_with("https://medley.example/media/media/"), "{url}");
    }

    async fn what_cannot_be_attached(engine: Engine) {
        let world = World::new(engine).await;
        let mut all = world.four().await;
        let post = world.post_of("a");
        let taken = world.ready().await;
        world.attach("a", world.post_of("a"), &[taken]).await.unwrap();
        let processing = world.upload(&photo(120, 100, ImageFormat::Jpeg)).await.id();
        let refused = async |who: &str, ids: &[Id]| world.attach(who, post, ids).await.unwrap_err().text().to_owned();
        assert_eq!(refused("b", &all[..1]).await, MISSING);
        assert_eq!(refused("a", &[all[0], taken]).await, MISSING);
        assert_eq!(refused("a", &[Id(1)]).await, MISSING);
        assert!(refused("a", &[processing]).await.starts_with("Cannot attach files that have not finished"));
        all.push(taken);
        assert_eq!(refused("a", &all).await, "Cannot attach more than 4 files");
        assert_eq!(world.of(post).await, [], "nothing was attached halfway");
        let whole = photo(120, 100, ImageFormat::Png);
        let failed = world.upload(&whole[..whole.len() / 2]).await.id();
        world.bus.work_off().await.unwrap();
        assert_eq!(refused("a", &[failed]).await, MISSING);
        assert!(world.attach("a", post, &[processing]).await.is_ok());
        assert_eq!(world.attach("a", post, &[]).await.unwrap(), []);
    }

    async fn two_posts_cannot_have_the_same_picture(engine: Engine) {
        let world = World::new(engine).await;
        let (id, one, two) = (world.ready().await, world.post_of("a"), world.post_of("a"));
        let won = Arc::new(Mutex::new(Vec::new()));
        let tasks: Vec<_> = [one, two]
            .into_iter()
            .map(|post| {
                let (media, db, account, won) = (world.media.clone(), world.db.clone(), world.person("a"), won.clone());
                tokio::spawn(async move {
                    if db.write(move |w| media.attach(w, account, post, &[id])).await.is_ok() {
                        won.lock().unwrap().push(post);
                    }
                })
            })
            .collect();
        for task in tasks {
            task.await.unwrap();
        }
        let won = won.lock().unwrap().clone();
        assert_eq!(won.len(), 1);
        assert_eq!(world.of(won[0]).await, [id]);
    }

    async fn editing_a_post(engine: Engine) {
        let world = World::new(engine).await;
        let (all, post) = (world.four().await, world.post_of("a"));
        let [a, b, c, d] = all[..] else { panic!() };
        world.attach("a", post, &[a, b, c]).await.unwrap();
        let edits = [
            MediaEdit { id: a, description: Some("words".into()), focus: Some(Focus { x: 0.5, y: -0.5 }), ..MediaEdit::default() },
            MediaEdit { id: b, description: Some("not among them".into()), ..MediaEdit::default() },
        ];
        let now = world.replace(post, &[d, a, c], &edits).await.unwrap();
        assert_eq!((ids(&now), world.of(post).await), (vec![d, a, c], vec![d, a, c]));
        assert_eq!((now[1].description.as_deref(), now[1].focus), (Some("words"), Some(Focus { x: 0.5, y: -0.5 })));
        let dropped = world.get("a", &format!("/api/v1/media/{b}")).await;
        assert_eq!(dropped.status, 200, "free again");
        assert!(dropped.json()["description"].is_null());
        let theirs = world.attach("a", world.post_of("a"), &[b]).await;
        assert!(theirs.is_ok());
        assert!(world.replace(post, &[a, b], &[]).await.is_err());
        assert_eq!(world.of(post).await, [d, a, c], "a refused edit changes nothing");
        assert_eq!(world.replace(post, &[], &[]).await.unwrap(), []);
    }

    async fn many_posts_in_one_query(engine: Engine) {
        let world = World::new(engine).await;
        let all = world.four().await;
        let (one, two, none) = (world.post_of("a"), world.post_of("a"), world.post_of("b"));
        world.attach("a", one, &[all[1], all[0]]).await.unwrap();
        world.attach("a", two, &[all[2]]).await.unwrap();
        let found = world.db.read(move |r| Media::of_posts(r, &[none, two, one])).await.unwrap();
        assert_eq!((ids(&found[&one]), ids(&found[&two])), (vec![all[1], all[0]], vec![all[2]]));
        assert!(!found.contains_key(&none));
        assert!(world.db.read(|r| Media::of_posts(r, &[])).await.unwrap().is_empty());
    }

    async fn deleting_a_post_and_writing_it_anew(engine: Engine) {
        let world = World::new(engine).await;
        let (id, post, again) = (world.ready().await, world.post_of("a"), world.post_of("a"));
        world.attach("a", post, &[id]).await.unwrap();
        assert_eq!(ids(&world.detach(post).await), [id]);
        assert_eq!(world.detach(post).await, []);
        assert_eq!(ids(&world.attach("a", again, &[id]).await.unwrap()), [id]);
        assert_eq!(world.of(post).await, []);
    }
}
