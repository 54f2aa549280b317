CREATE INDEX audit_log_of_target ON audit_log (target_id, id);
CREATE INDEX reports_of_assigned ON reports (assigned_id, id) WHERE assigned_id IS NOT NULL;
ALTER TABLE strikes ADD COLUMN told BIGINT NOT NULL DEFAULT 1;
