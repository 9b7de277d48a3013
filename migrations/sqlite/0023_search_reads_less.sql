DROP INDEX `entries_by_text`;--> statement-breakpoint
CREATE INDEX `entries_by_text` ON `entries` (`search_text_id`,`type`,`publication`,`valid_to`);