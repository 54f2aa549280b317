-- Where the app that a post was written with is at home.
ALTER TABLE posts ADD COLUMN app_website TEXT;
