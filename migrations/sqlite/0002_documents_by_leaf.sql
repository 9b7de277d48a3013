-- Documents are found by their leaf, and carry what their timeliness is computed from.
-- The guards go with the old table and are made again.
CREATE TABLE `__new_documents` (
	`leaf_index` integer PRIMARY KEY NOT NULL,
	`subject_id` text NOT NULL,
	`version` integer NOT NULL,
	`published_at` text NOT NULL,
	`json` text NOT NULL,
	`sha256` text NOT NULL,
	`deadline_facts` text
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_documents` (`leaf_index`, `subject_id`, `version`, `published_at`, `json`, `sha256`, `deadline_facts`)
SELECT d.leaf_index, d.subject_id, d.version, d.published_at, d.json, d.sha256,
  (SELECT CASE WHEN e.deadline_kind <> '' THEN json_object('window_start', e.window_start, 'window_end', e.window_end, 'result', e.result, 'done_on', e.done_on) END
   FROM entries e WHERE e.subject_id = d.subject_id AND e.version = d.version)
FROM documents d ORDER BY d.leaf_index;
--> statement-breakpoint
DROP TABLE `documents`;
--> statement-breakpoint
ALTER TABLE `__new_documents` RENAME TO `documents`;
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_version` ON `documents` (`subject_id`,`version`);
--> statement-breakpoint
CREATE TRIGGER documents_kept_update BEFORE UPDATE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER documents_kept_delete BEFORE DELETE ON documents BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER documents_kept_replace BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE (subject_id = new.subject_id AND version = new.version) OR leaf_index = new.leaf_index) BEGIN SELECT RAISE(ABORT, 'documents are append-only'); END;
--> statement-breakpoint
DROP INDEX `entries_by_date`;
--> statement-breakpoint
DROP INDEX `entries_by_publication`;
--> statement-breakpoint
DROP INDEX `entries_by_name`;
--> statement-breakpoint
DROP INDEX `entries_by_kind`;
--> statement-breakpoint
DROP INDEX `entries_by_rating`;
--> statement-breakpoint
DROP INDEX `entries_by_result`;
--> statement-breakpoint
DROP INDEX `entries_by_progress`;
--> statement-breakpoint
DROP INDEX `entries_due`;
--> statement-breakpoint
DROP INDEX `entries_due_timing`;
--> statement-breakpoint
DROP INDEX `entries_due_result`;
--> statement-breakpoint
DROP INDEX `entries_due_progress`;
--> statement-breakpoint
DROP INDEX `entries_due_hedged`;
--> statement-breakpoint
DROP INDEX `entries_due_testability`;
--> statement-breakpoint
ALTER TABLE `entries` ADD `leaf_index` integer;
--> statement-breakpoint
UPDATE entries SET leaf_index = (SELECT d.leaf_index FROM documents d WHERE d.subject_id = entries.subject_id AND d.version = entries.version)
WHERE version IS NOT NULL;
--> statement-breakpoint
ALTER TABLE `entries` DROP COLUMN `version`;
--> statement-breakpoint
ALTER TABLE `entries` DROP COLUMN `deadline_kind`;
--> statement-breakpoint
ALTER TABLE `entries` DROP COLUMN `done_on`;
--> statement-breakpoint
CREATE INDEX `entries_by_date` ON `entries` (`type`,`publication`,`on_date`,`subject_id`,`leaf_index`) WHERE "entries"."valid_to" is null;
--> statement-breakpoint
CREATE INDEX `entries_by_publication` ON `entries` (`type`,`publication`,`published_at`,`subject_id`,`leaf_index`) WHERE "entries"."valid_to" is null;
--> statement-breakpoint
CREATE INDEX `entries_by_name` ON `entries` (`type`,`publication`,`name`,`subject_id`,`leaf_index`) WHERE "entries"."valid_to" is null;
--> statement-breakpoint
CREATE INDEX `entries_by_kind` ON `entries` (`type`,`publication`,`kind`,`on_date`,`subject_id`,`leaf_index`) WHERE "entries"."valid_to" is null;
--> statement-breakpoint
CREATE INDEX `entries_by_rating` ON `entries` (`type`,`publication`,`rating`,`on_date`,`subject_id`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."rating" <> '';
--> statement-breakpoint
CREATE INDEX `entries_by_result` ON `entries` (`type`,`publication`,`result`,`on_date`,`subject_id`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."result" <> '';
--> statement-breakpoint
CREATE INDEX `entries_by_progress` ON `entries` (`type`,`publication`,`progress`,`on_date`,`subject_id`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."progress" <> '';
--> statement-breakpoint
CREATE INDEX `entries_due` ON `entries` (`publication`,`due_on`,`subject_id`,`timing`,`result`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX `entries_due_timing` ON `entries` (`publication`,`timing`,`due_on`,`subject_id`,`result`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX `entries_due_result` ON `entries` (`publication`,`result`,`due_on`,`subject_id`,`timing`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX `entries_due_progress` ON `entries` (`publication`,`progress`,`due_on`,`subject_id`,`timing`,`result`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX `entries_due_hedged` ON `entries` (`publication`,`hedged`,`due_on`,`subject_id`,`timing`,`result`,`progress`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX `entries_due_testability` ON `entries` (`publication`,`testability`,`due_on`,`subject_id`,`timing`,`result`,`progress`,`hedged`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
-- The rows of terms repeat more of their entry, so that lists read nothing else.
CREATE TABLE `__new_entry_terms` (
	`entry_id` integer NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`current` integer NOT NULL,
	`subject_id` text NOT NULL,
	`leaf_index` integer,
	`publication` text NOT NULL,
	`on_date` text NOT NULL,
	`published_at` text NOT NULL,
	`kind` text NOT NULL,
	`rating` text NOT NULL,
	`result` text NOT NULL,
	`progress` text NOT NULL,
	`timing` text NOT NULL,
	`due_on` text NOT NULL,
	PRIMARY KEY(`entry_id`, `field`, `value`),
	FOREIGN KEY (`entry_id`) REFERENCES `entries`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_entry_terms`
SELECT t.entry_id, t.field, t.value, t.current, t.subject_id, e.leaf_index, e.publication, t.on_date, t.published_at,
  t.kind, t.rating, e.result, e.progress, e.timing, t.due_on
FROM entry_terms t JOIN entries e ON e.id = t.entry_id ORDER BY t.rowid;
--> statement-breakpoint
DROP TABLE `entry_terms`;
--> statement-breakpoint
ALTER TABLE `__new_entry_terms` RENAME TO `entry_terms`;
--> statement-breakpoint
CREATE INDEX `entry_terms_by_date` ON `entry_terms` (`field`,`value`,`publication`,`on_date`,`subject_id`,`kind`,`rating`,`result`,`progress`,`leaf_index`,`entry_id`) WHERE "entry_terms"."current";
--> statement-breakpoint
CREATE INDEX `entry_terms_by_publication` ON `entry_terms` (`field`,`value`,`publication`,`published_at`,`subject_id`,`kind`,`rating`,`result`,`progress`,`leaf_index`,`entry_id`) WHERE "entry_terms"."current";
--> statement-breakpoint
CREATE INDEX `entry_terms_due` ON `entry_terms` (`field`,`value`,`publication`,`due_on`,`subject_id`,`timing`,`result`,`progress`,`leaf_index`,`entry_id`) WHERE "entry_terms"."current" and "entry_terms"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX `entry_terms_history` ON `entry_terms` (`field`,`value`,`entry_id`);
