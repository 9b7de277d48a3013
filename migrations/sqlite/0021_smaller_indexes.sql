-- Indexes of what is published leave out that it is, rows of terms the commonest kind; hashes of the log and instants are
-- stored as numbers and bytes.
DROP INDEX `entry_terms_history`;--> statement-breakpoint
DROP INDEX `entry_terms_by_date`;--> statement-breakpoint
DROP INDEX `entry_terms_by_kind`;--> statement-breakpoint
DROP INDEX `entry_terms_by_publication`;--> statement-breakpoint
UPDATE entry_terms SET kind = '' WHERE kind = 'statement';--> statement-breakpoint
CREATE INDEX `entry_terms_by_date` ON `entry_terms` (`term_id`,`listed_as`,`on_date`,`number`,`kind`,`rating`,`result`,`progress`,`leaf_index`);--> statement-breakpoint
CREATE INDEX `entry_terms_by_kind` ON `entry_terms` (`term_id`,`kind`,`on_date`,`number`,`rating`,`result`,`progress`,`leaf_index`) WHERE "entry_terms"."listed_as" = 1 and "entry_terms"."kind" <> '';--> statement-breakpoint
CREATE INDEX `entry_terms_by_publication` ON `entry_terms` (`term_id`,`published_at`,`number`,`kind`,`rating`,`result`,`progress`,`leaf_index`) WHERE "entry_terms"."listed_as" = 1;--> statement-breakpoint
CREATE TABLE `__new_entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`type` text NOT NULL,
	`subject_id` text NOT NULL,
	`number` integer DEFAULT 0 NOT NULL,
	`leaf_index` integer,
	`publication` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`published_at` integer NOT NULL,
	`kind` text NOT NULL,
	`on_date` text NOT NULL,
	`name` text NOT NULL,
	`rating` text NOT NULL,
	`result` text NOT NULL,
	`progress` text NOT NULL,
	`testability` text NOT NULL,
	`hedged` integer NOT NULL,
	`window_start` text NOT NULL,
	`window_end` text NOT NULL,
	`review_on` text NOT NULL,
	`timing` text NOT NULL,
	`due_on` text NOT NULL,
	`search_text_id` integer
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_entries`("id", "type", "subject_id", "number", "leaf_index", "publication", "valid_from", "valid_to", "published_at", "kind", "on_date", "name", "rating", "result", "progress", "testability", "hedged", "window_start", "window_end", "review_on", "timing", "due_on", "search_text_id") SELECT "id", "type", "subject_id", "number", "leaf_index", "publication", "valid_from", "valid_to", coalesce(CAST(round(unixepoch(published_at, 'subsec') * 1000) AS integer), 0), "kind", "on_date", "name", "rating", "result", "progress", "testability", "hedged", "window_start", "window_end", "review_on", "timing", "due_on", "search_text_id" FROM `entries`;--> statement-breakpoint
-- The numbers of entries are never used twice.
DELETE FROM sqlite_sequence WHERE name = '__new_entries';--> statement-breakpoint
INSERT INTO sqlite_sequence (name, seq) SELECT '__new_entries', seq FROM sqlite_sequence WHERE name = 'entries';--> statement-breakpoint
DROP TABLE `entries`;--> statement-breakpoint
ALTER TABLE `__new_entries` RENAME TO `entries`;--> statement-breakpoint
CREATE UNIQUE INDEX `entries_current` ON `entries` (`subject_id`) WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX `entries_history` ON `entries` (`subject_id`) WHERE "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX `entries_by_date` ON `entries` (`type`,`on_date`,`number`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" = 'published';--> statement-breakpoint
CREATE INDEX `entries_drafts` ON `entries` (`type`,`on_date`,`number`) WHERE "entries"."valid_to" is null and "entries"."publication" = 'draft';--> statement-breakpoint
CREATE INDEX `entries_by_publication` ON `entries` (`type`,`publication`,`published_at`,`number`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX `entries_by_name` ON `entries` (`type`,`name`,`number`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" = 'published' and "entries"."type" <> 'claim' and "entries"."type" <> 'quote';--> statement-breakpoint
CREATE INDEX `entries_by_kind` ON `entries` (`type`,`kind`,`on_date`,`number`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" = 'published';--> statement-breakpoint
CREATE INDEX `entries_by_rating` ON `entries` (`type`,`publication`,`rating`,`on_date`,`number`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."rating" <> '';--> statement-breakpoint
CREATE INDEX `entries_unrated` ON `entries` (`type`,`rating`,`on_date`,`number`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" = 'published' and "entries"."type" = 'claim' and "entries"."rating" = '';--> statement-breakpoint
CREATE INDEX `entries_by_result` ON `entries` (`type`,`publication`,`result`,`on_date`,`number`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."result" <> '';--> statement-breakpoint
CREATE INDEX `entries_by_progress` ON `entries` (`type`,`publication`,`progress`,`on_date`,`number`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."progress" <> '';--> statement-breakpoint
CREATE INDEX `entries_due` ON `entries` (`publication`,`due_on`,`number`,`timing`,`result`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_timing` ON `entries` (`publication`,`timing`,`due_on`,`number`,`result`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_result` ON `entries` (`publication`,`result`,`due_on`,`number`,`timing`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_progress` ON `entries` (`publication`,`progress`,`due_on`,`number`,`timing`,`result`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_hedged` ON `entries` (`publication`,`hedged`,`due_on`,`number`,`timing`,`result`,`progress`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_testability` ON `entries` (`publication`,`testability`,`due_on`,`number`,`timing`,`result`,`progress`,`hedged`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_counts` ON `entries` (`publication`,`timing`,`result`,`progress`,`testability`,`window_end`,`window_start`,`due_on`,`valid_to`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_as_of` ON `entries` (`publication`,`due_on`,`number`) WHERE "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_opening` ON `entries` (`window_start`) WHERE "entries"."window_start" <> '';--> statement-breakpoint
CREATE INDEX `entries_ending` ON `entries` (`window_end`) WHERE "entries"."window_end" <> '';--> statement-breakpoint
CREATE INDEX `entries_reviewed` ON `entries` (`review_on`) WHERE "entries"."review_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_as_of` ON `entries` (`type`,`on_date`,`number`) WHERE "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX `entries_by_text` ON `entries` (`search_text_id`);--> statement-breakpoint
CREATE TABLE `__new_log_nodes` (
	`level` integer NOT NULL,
	`position` integer NOT NULL,
	`hash` blob NOT NULL,
	PRIMARY KEY(`level`, `position`)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_log_nodes` SELECT level, position, unhex(hash) FROM `log_nodes` ORDER BY level, position;--> statement-breakpoint
DROP TABLE `log_nodes`;--> statement-breakpoint
ALTER TABLE `__new_log_nodes` RENAME TO `log_nodes`;--> statement-breakpoint
CREATE TRIGGER log_nodes_kept_update BEFORE UPDATE ON log_nodes BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_nodes_kept_delete BEFORE DELETE ON log_nodes BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER log_nodes_kept_replace BEFORE INSERT ON log_nodes WHEN EXISTS (SELECT 1 FROM log_nodes WHERE level = new.level AND position = new.position) BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
