-- The language that somebody chose for pages and mails; before, nobody was asked.
ALTER TABLE users ADD COLUMN language TEXT;
