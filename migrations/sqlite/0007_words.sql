CREATE TABLE `former_slugs` (
	`slug` text PRIMARY KEY NOT NULL,
	`speaker_id` text NOT NULL,
	FOREIGN KEY (`speaker_id`) REFERENCES `speakers`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `former_slugs_speaker` ON `former_slugs` (`speaker_id`);--> statement-breakpoint
CREATE TABLE `foldings` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`next` integer NOT NULL,
	`done` integer NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `claims` ADD `text_sha256` text;--> statement-breakpoint
CREATE INDEX `claims_text` ON `claims` (`text_sha256`);--> statement-breakpoint
ALTER TABLE `speakers` ADD `merged_into` text;--> statement-breakpoint
ALTER TABLE `speakers` ADD `merged_at` text;--> statement-breakpoint
ALTER TABLE `speakers` ADD `merged_by` text;--> statement-breakpoint
ALTER TABLE `entry_terms` ADD `label` text DEFAULT '' NOT NULL;--> statement-breakpoint
DROP TRIGGER search_texts_kept;
--> statement-breakpoint
CREATE TRIGGER search_texts_changed AFTER UPDATE ON search_texts BEGIN
  INSERT INTO search_index(search_index, rowid, body) VALUES ('delete', old.id, old.body);
  INSERT INTO search_index(rowid, body) VALUES (new.id, new.body);
END;
