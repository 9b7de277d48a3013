CREATE TABLE `markup_pages` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`page_id` text NOT NULL,
	`page_url` text NOT NULL,
	`organization` text NOT NULL,
	`version_id` text NOT NULL,
	`page` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `markup_pages_id` ON `markup_pages` (`page_id`);--> statement-breakpoint
CREATE INDEX `markup_pages_url` ON `markup_pages` (`page_url`);--> statement-breakpoint
CREATE INDEX `markup_pages_organization` ON `markup_pages` (`organization`);--> statement-breakpoint
CREATE TABLE `claim_review_markup` (
	`verdict_id` text PRIMARY KEY NOT NULL,
	`markup` text NOT NULL,
	FOREIGN KEY (`verdict_id`) REFERENCES `verdicts`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
