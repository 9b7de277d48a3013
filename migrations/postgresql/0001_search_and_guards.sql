CREATE INDEX search_texts_words ON search_texts USING gin (to_tsvector('simple', body));
--> statement-breakpoint
CREATE FUNCTION onrecord_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$;
--> statement-breakpoint
CREATE TRIGGER documents_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON documents FOR EACH STATEMENT EXECUTE FUNCTION onrecord_append_only();
--> statement-breakpoint
CREATE TRIGGER events_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION onrecord_append_only();
--> statement-breakpoint
CREATE TRIGGER log_nodes_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON log_nodes FOR EACH STATEMENT EXECUTE FUNCTION onrecord_append_only();
--> statement-breakpoint
CREATE TRIGGER corrections_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON corrections FOR EACH STATEMENT EXECUTE FUNCTION onrecord_append_only();
--> statement-breakpoint
CREATE TRIGGER clarifications_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON clarifications FOR EACH STATEMENT EXECUTE FUNCTION onrecord_append_only();
