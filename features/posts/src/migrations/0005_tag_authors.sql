-- Whose each post is, so that a hashtag's posts and a person's hashtags are told without looking at the posts.
ALTER TABLE tag_posts ADD COLUMN author_id BIGINT NOT NULL DEFAULT 0;
UPDATE tag_posts SET author_id = COALESCE((SELECT p.author_id FROM posts p WHERE p.id = tag_posts.post_id), 0);
CREATE INDEX tag_posts_by_author ON tag_posts (author_id, tag, post_id);
