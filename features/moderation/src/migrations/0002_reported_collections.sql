ALTER TABLE reports ADD COLUMN collection_ids TEXT NOT NULL DEFAULT '[]';
