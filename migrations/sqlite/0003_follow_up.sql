CREATE TABLE `anchors` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`title` text NOT NULL,
	`phrases` text NOT NULL,
	`date` text,
	`said_from` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `anchors_key` ON `anchors` (`key`);--> statement-breakpoint
CREATE TABLE `clarifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`claim_id` text NOT NULL,
	`clarified_on` text NOT NULL,
	`text` text NOT NULL,
	`author` text NOT NULL,
	FOREIGN KEY (`claim_id`) REFERENCES `promises`(`claim_id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `clarifications_claim` ON `clarifications` (`claim_id`,`id`);--> statement-breakpoint
DROP INDEX `entries_by_window`;--> statement-breakpoint
ALTER TABLE `entries` ADD `timing` text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE `entries` ADD `due_on` text NOT NULL DEFAULT '';--> statement-breakpoint
CREATE INDEX `entries_due` ON `entries` (`publication`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_timing` ON `entries` (`publication`,`timing`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_result` ON `entries` (`publication`,`result`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_progress` ON `entries` (`publication`,`progress`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_hedged` ON `entries` (`publication`,`hedged`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_testability` ON `entries` (`publication`,`testability`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_as_of` ON `entries` (`publication`,`due_on`,`subject_id`) WHERE "entries"."due_on" <> '';--> statement-breakpoint
DROP INDEX `deadlines_claim`;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `position` integer NOT NULL DEFAULT 1;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `anchor_id` text REFERENCES anchors(id);--> statement-breakpoint
ALTER TABLE `deadlines` ADD `confirmed_by` text;--> statement-breakpoint
ALTER TABLE `deadlines` ADD `proposed_by` text NOT NULL DEFAULT '[]';--> statement-breakpoint
CREATE INDEX `deadlines_anchor` ON `deadlines` (`anchor_id`);--> statement-breakpoint
CREATE INDEX `deadlines_claim` ON `deadlines` (`claim_id`,`position`);--> statement-breakpoint
ALTER TABLE `entry_terms` ADD `due_on` text NOT NULL DEFAULT '';--> statement-breakpoint
CREATE INDEX `entry_terms_due` ON `entry_terms` (`field`,`value`,`due_on`,`subject_id`) WHERE "entry_terms"."current" and "entry_terms"."due_on" <> '';