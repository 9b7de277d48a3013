CREATE TABLE `ledger_end` (
	`id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text
) STRICT;
--> statement-breakpoint
ALTER TABLE `keys` ADD `secret_salt` text;--> statement-breakpoint
ALTER TABLE `events` ADD `hash` text;
--> statement-breakpoint
CREATE TRIGGER events_end AFTER INSERT ON events BEGIN
  INSERT INTO ledger_end (id, seq, hash) VALUES (1, new.seq, new.hash) ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash;
END;
