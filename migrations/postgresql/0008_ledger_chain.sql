CREATE TABLE "ledger_end" (
	"id" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL,
	"hash" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "secret_salt" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "events" ADD COLUMN "hash" text COLLATE "C";
--> statement-breakpoint
CREATE FUNCTION onrecord_ledger_end() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO ledger_end (id, seq, hash) SELECT 1, seq, hash FROM added ORDER BY seq DESC LIMIT 1
  ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER events_end AFTER INSERT ON events REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION onrecord_ledger_end();
