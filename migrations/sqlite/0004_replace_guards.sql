-- INSERT OR REPLACE deletes the row in its way without asking the delete triggers.
CREATE TRIGGER documents_kept_replace BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE (subject_id = new.subject_id AND version = new.version) OR leaf_index = new.leaf_index) BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER events_kept_replace BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE seq = new.seq) BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_nodes_kept_replace BEFORE INSERT ON log_nodes WHEN EXISTS (SELECT 1 FROM log_nodes WHERE level = new.level AND position = new.position) BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER corrections_kept_replace BEFORE INSERT ON corrections WHEN EXISTS (SELECT 1 FROM corrections WHERE id = new.id) BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
