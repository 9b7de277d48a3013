-- What entries are listed under has a number, and so has each thing: the rows of terms and their indexes, which were the
-- largest part of a record, repeat these in place of names, values and ids.
CREATE TABLE `term_values` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `term_values_value` ON `term_values` (`field`,`value`);--> statement-breakpoint
DROP INDEX `entries_by_date`;--> statement-breakpoint
DROP INDEX `entries_by_publication`;--> statement-breakpoint
DROP INDEX `entries_by_name`;--> statement-breakpoint
DROP INDEX `entries_by_kind`;--> statement-breakpoint
DROP INDEX `entries_by_rating`;--> statement-breakpoint
DROP INDEX `entries_unrated`;--> statement-breakpoint
DROP INDEX `entries_by_result`;--> statement-breakpoint
DROP INDEX `entries_by_progress`;--> statement-breakpoint
DROP INDEX `entries_due`;--> statement-breakpoint
DROP INDEX `entries_due_timing`;--> statement-breakpoint
DROP INDEX `entries_due_result`;--> statement-breakpoint
DROP INDEX `entries_due_progress`;--> statement-breakpoint
DROP INDEX `entries_due_hedged`;--> statement-breakpoint
DROP INDEX `entries_due_testability`;--> statement-breakpoint
DROP INDEX `entries_due_as_of`;--> statement-breakpoint
DROP INDEX `entries_as_of`;--> statement-breakpoint
ALTER TABLE `entries` ADD `number` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `entries_numbering` ON `entries` (`subject_id`,`id`);--> statement-breakpoint
UPDATE entries SET number = (SELECT min(e.id) FROM entries e WHERE e.subject_id = entries.subject_id);--> statement-breakpoint
DROP INDEX `entries_numbering`;--> statement-breakpoint
INSERT INTO term_values (field, value) SELECT DISTINCT field, value FROM entry_terms ORDER BY field, value;--> statement-breakpoint
CREATE INDEX `entries_by_date` ON `entries` (`type`,`publication`,`on_date`,`number`,`leaf_index`) WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX `entries_by_publication` ON `entries` (`type`,`publication`,`published_at`,`number`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX `entries_by_name` ON `entries` (`type`,`publication`,`name`,`number`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft' and "entries"."type" <> 'claim' and "entries"."type" <> 'quote';--> statement-breakpoint
CREATE INDEX `entries_by_kind` ON `entries` (`type`,`publication`,`kind`,`on_date`,`number`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX `entries_by_rating` ON `entries` (`type`,`publication`,`rating`,`on_date`,`number`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."rating" <> '';--> statement-breakpoint
CREATE INDEX `entries_unrated` ON `entries` (`type`,`publication`,`rating`,`on_date`,`number`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft' and "entries"."type" = 'claim' and "entries"."rating" = '';--> statement-breakpoint
CREATE INDEX `entries_by_result` ON `entries` (`type`,`publication`,`result`,`on_date`,`number`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."result" <> '';--> statement-breakpoint
CREATE INDEX `entries_by_progress` ON `entries` (`type`,`publication`,`progress`,`on_date`,`number`,`kind`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."progress" <> '';--> statement-breakpoint
CREATE INDEX `entries_due` ON `entries` (`publication`,`due_on`,`number`,`timing`,`result`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_timing` ON `entries` (`publication`,`timing`,`due_on`,`number`,`result`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_result` ON `entries` (`publication`,`result`,`due_on`,`number`,`timing`,`progress`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_progress` ON `entries` (`publication`,`progress`,`due_on`,`number`,`timing`,`result`,`hedged`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_hedged` ON `entries` (`publication`,`hedged`,`due_on`,`number`,`timing`,`result`,`progress`,`testability`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_testability` ON `entries` (`publication`,`testability`,`due_on`,`number`,`timing`,`result`,`progress`,`hedged`,`window_start`,`leaf_index`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_as_of` ON `entries` (`publication`,`due_on`,`number`) WHERE "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_as_of` ON `entries` (`type`,`on_date`,`number`) WHERE "entries"."publication" <> 'draft';--> statement-breakpoint
-- Without row numbers: an entry's terms lie together, and every index leads to them by the entry.
CREATE TABLE `__new_entry_terms` (
	`entry_id` integer NOT NULL,
	`term_id` integer NOT NULL,
	`label` text DEFAULT '' NOT NULL,
	`listed_as` integer NOT NULL,
	`number` integer NOT NULL,
	`leaf_index` integer,
	`on_date` text NOT NULL,
	`published_at` integer NOT NULL,
	`kind` text NOT NULL,
	`rating` text NOT NULL,
	`result` text NOT NULL,
	`progress` text NOT NULL,
	`timing` text NOT NULL,
	`due_on` text NOT NULL,
	PRIMARY KEY(`entry_id`, `term_id`),
	FOREIGN KEY (`entry_id`) REFERENCES `entries`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`term_id`) REFERENCES `term_values`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO `__new_entry_terms`
SELECT t.entry_id, v.id, t.label, CASE WHEN NOT t.current THEN 0 WHEN t.publication = 'published' THEN 1 WHEN t.publication = 'withdrawn' THEN 2 ELSE -1 END,
  e.number, t.leaf_index, t.on_date, coalesce(CAST(round(unixepoch(t.published_at, 'subsec') * 1000) AS integer), 0),
  t.kind, t.rating, t.result, t.progress, t.timing, t.due_on
FROM entry_terms t JOIN term_values v ON v.field = t.field AND v.value = t.value JOIN entries e ON e.id = t.entry_id
ORDER BY t.entry_id, v.id;
--> statement-breakpoint
DROP TABLE `entry_terms`;--> statement-breakpoint
ALTER TABLE `__new_entry_terms` RENAME TO `entry_terms`;--> statement-breakpoint
CREATE INDEX `entry_terms_by_date` ON `entry_terms` (`term_id`,`listed_as`,`on_date`,`number`,`kind`,`rating`,`result`,`progress`,`leaf_index`) WHERE "entry_terms"."listed_as" <> 0;--> statement-breakpoint
CREATE INDEX `entry_terms_by_kind` ON `entry_terms` (`term_id`,`listed_as`,`kind`,`on_date`,`number`,`rating`,`result`,`progress`,`leaf_index`) WHERE "entry_terms"."listed_as" > 0 and "entry_terms"."kind" <> 'statement';--> statement-breakpoint
CREATE INDEX `entry_terms_by_publication` ON `entry_terms` (`term_id`,`listed_as`,`published_at`,`number`,`kind`,`rating`,`result`,`progress`,`leaf_index`) WHERE "entry_terms"."listed_as" > 0;--> statement-breakpoint
CREATE INDEX `entry_terms_due` ON `entry_terms` (`term_id`,`listed_as`,`due_on`,`number`,`timing`,`result`,`progress`,`leaf_index`) WHERE "entry_terms"."listed_as" <> 0 and "entry_terms"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entry_terms_history` ON `entry_terms` (`term_id`,`entry_id`) WHERE "entry_terms"."listed_as" >= 0;