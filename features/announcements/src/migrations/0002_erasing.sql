CREATE INDEX announcement_reactions_by_account ON announcement_reactions (account_id);
