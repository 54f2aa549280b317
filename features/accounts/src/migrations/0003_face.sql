-- How the profile wants to be shown, as JSON: what is not said there is the usual.
ALTER TABLE accounts ADD COLUMN face TEXT NOT NULL DEFAULT '{}';
