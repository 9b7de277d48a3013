CREATE VIRTUAL TABLE search_index USING fts5(body, content='search_texts', content_rowid='id', tokenize='ascii');
--> statement-breakpoint
CREATE TRIGGER search_texts_added AFTER INSERT ON search_texts BEGIN
  INSERT INTO search_index(rowid, body) VALUES (new.id, new.body);
END;
--> statement-breakpoint
CREATE TRIGGER search_texts_removed AFTER DELETE ON search_texts BEGIN
  INSERT INTO search_index(search_index, rowid, body) VALUES ('delete', old.id, old.body);
END;
--> statement-breakpoint
CREATE TRIGGER search_texts_kept BEFORE UPDATE ON search_texts BEGIN SELECT RAISE(ABORT, 'search texts are replaced, not changed'); END;
--> statement-breakpoint
CREATE TRIGGER documents_kept_update BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER documents_kept_delete BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER events_kept_update BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER events_kept_delete BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_nodes_kept_update BEFORE UPDATE ON log_nodes BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_nodes_kept_delete BEFORE DELETE ON log_nodes BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER corrections_kept_update BEFORE UPDATE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER corrections_kept_delete BEFORE DELETE ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
--> statement-breakpoint
-- INSERT OR REPLACE deletes the row in its way without asking the delete triggers.
CREATE TRIGGER documents_kept_replace BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE (subject_id = new.subject_id AND version = new.version) OR leaf_index = new.leaf_index) BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER events_kept_replace BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE seq = new.seq) BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_nodes_kept_replace BEFORE INSERT ON log_nodes WHEN EXISTS (SELECT 1 FROM log_nodes WHERE level = new.level AND position = new.position) BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER corrections_kept_replace BEFORE INSERT ON corrections WHEN EXISTS (SELECT 1 FROM corrections WHERE id = new.id) BEGIN SELECT RAISE(ABORT, 'corrections are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER clarifications_kept_update BEFORE UPDATE ON clarifications BEGIN SELECT RAISE(ABORT, 'clarifications are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER clarifications_kept_delete BEFORE DELETE ON clarifications BEGIN SELECT RAISE(ABORT, 'clarifications are append-only'); END;
