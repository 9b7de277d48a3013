CREATE TABLE `evidence_links` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`url` text NOT NULL,
	`state` text NOT NULL,
	`used_in` text NOT NULL,
	`found_at` text NOT NULL,
	`last_look_at` text,
	`status` integer,
	`title` text,
	`media_type` text,
	`last_error` text,
	`failures` integer NOT NULL,
	`archived_url` text,
	`archived_at` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `evidence_links_url` ON `evidence_links` (`url`);--> statement-breakpoint
CREATE INDEX `evidence_links_state` ON `evidence_links` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `evidence_position` (
	`id` integer PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `followers` (
	`id` text PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`followed` text NOT NULL,
	`value` text NOT NULL,
	`how_often` text NOT NULL,
	`audience` text NOT NULL,
	`token` text NOT NULL,
	`asked_at` text NOT NULL,
	`confirmed_at` text,
	`seq` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `followers_token` ON `followers` (`token`);--> statement-breakpoint
CREATE UNIQUE INDEX `followers_once` ON `followers` (`address`,`followed`,`value`);--> statement-breakpoint
CREATE INDEX `followers_asked` ON `followers` (`asked_at`);--> statement-breakpoint
CREATE INDEX `followers_seq` ON `followers` (`how_often`,`seq`);--> statement-breakpoint
CREATE TABLE `watch_hits` (
	`id` text PRIMARY KEY NOT NULL,
	`watch_id` text NOT NULL,
	`key` text NOT NULL,
	`outcome_id` text,
	`seen_at` text NOT NULL,
	`title` text NOT NULL,
	`url` text NOT NULL,
	`excerpt` text NOT NULL,
	`before` text,
	`after` text,
	`sha256` text NOT NULL,
	`media_type` text,
	FOREIGN KEY (`watch_id`) REFERENCES `watches`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `watch_hits_once` ON `watch_hits` (`watch_id`,`key`);--> statement-breakpoint
CREATE INDEX `watch_hits_watch` ON `watch_hits` (`watch_id`,`id`);--> statement-breakpoint
CREATE TABLE `watches` (
	`id` text PRIMARY KEY NOT NULL,
	`claim_id` text NOT NULL,
	`kind` text NOT NULL,
	`note` text NOT NULL,
	`looks_for` text NOT NULL,
	`every` text NOT NULL,
	`until` text,
	`state` text NOT NULL,
	`author` text NOT NULL,
	`created_at` text NOT NULL,
	`last_look_at` text,
	`last_good_at` text,
	`next_look_at` text,
	`last_error` text,
	`failures` integer NOT NULL,
	`memory` text,
	`etag` text,
	`last_modified` text,
	`searched` text,
	`standing` text NOT NULL,
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `watches_claim` ON `watches` (`claim_id`,`id`);--> statement-breakpoint
CREATE INDEX `watches_state` ON `watches` (`state`,`id`);