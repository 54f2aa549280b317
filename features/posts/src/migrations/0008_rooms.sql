ALTER TABLE posts ADD COLUMN room_id BIGINT;
-- Whether somebody is mentioned in what was written in a room: timelines look closer at those.
ALTER TABLE posts ADD COLUMN room_calls BIGINT NOT NULL DEFAULT 0;
DROP INDEX posts_by_author;
-- Holds all that timelines and lists of an author need, so that they do not read a page of the table for each post.
CREATE INDEX posts_by_author ON posts
    (author_id, id, bk, visibility, has_media, reply_to_id, reply_to_author, boost_of_id, boost_of_author, room_id,
     room_calls);
