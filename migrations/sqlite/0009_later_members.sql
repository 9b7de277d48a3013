CREATE TABLE `claim_relations` (
	`claim_id` text NOT NULL,
	`related_id` text NOT NULL,
	`relation` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `related_id`),
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_relations_related` ON `claim_relations` (`related_id`);--> statement-breakpoint
ALTER TABLE `claims` ADD `article_url` text;--> statement-breakpoint
ALTER TABLE `claims` ADD `article_title` text;--> statement-breakpoint
ALTER TABLE `claims` ADD `same_as` text;--> statement-breakpoint
ALTER TABLE `claims` ADD `derived` text;--> statement-breakpoint
ALTER TABLE `promises` ADD `about` text;--> statement-breakpoint
ALTER TABLE `promises` ADD `decided_by` text;--> statement-breakpoint
ALTER TABLE `promises` ADD `responsible` text;--> statement-breakpoint
ALTER TABLE `quotes` ADD `said_at` text;--> statement-breakpoint
ALTER TABLE `quotes` ADD `media` text;--> statement-breakpoint
ALTER TABLE `quotes` ADD `original` text;--> statement-breakpoint
ALTER TABLE `speakers` ADD `external_ids` text;--> statement-breakpoint
ALTER TABLE `speakers` ADD `roles` text;--> statement-breakpoint
ALTER TABLE `speakers` ADD `image` text;--> statement-breakpoint
CREATE INDEX `keys_actor` ON `keys` (`actor`);