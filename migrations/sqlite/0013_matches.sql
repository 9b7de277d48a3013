CREATE TABLE `claim_matches` (
	`claim_id` text NOT NULL,
	`other_id` text NOT NULL,
	`relation` text NOT NULL,
	`state` text NOT NULL,
	`note` text,
	`decided_by` text NOT NULL,
	`decided_at` text NOT NULL,
	PRIMARY KEY(`claim_id`, `other_id`),
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`other_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_matches_other` ON `claim_matches` (`other_id`);--> statement-breakpoint
ALTER TABLE `claims` ADD `said` text;