ALTER TABLE media ADD COLUMN clip TEXT;
CREATE INDEX media_processing ON media (account_id) WHERE state = 'processing';
