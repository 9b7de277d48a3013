CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`webhook_id` text NOT NULL,
	`seq` integer,
	`message_id` text NOT NULL,
	`type` text NOT NULL,
	`at` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`created_at` text NOT NULL,
	`last_attempt_at` text,
	`next_attempt_at` text,
	`duration_ms` integer,
	`request` text,
	`status` integer,
	`answer` text,
	`error` text,
	FOREIGN KEY (`webhook_id`) REFERENCES `webhooks`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `deliveries_webhook` ON `deliveries` (`webhook_id`,`id`);--> statement-breakpoint
CREATE INDEX `deliveries_line` ON `deliveries` (`webhook_id`,`seq`);--> statement-breakpoint
CREATE INDEX `deliveries_age` ON `deliveries` (`created_at`);--> statement-breakpoint
CREATE TABLE `webhooks` (
	`id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`description` text,
	`format` text NOT NULL,
	`payload` text NOT NULL,
	`types` text NOT NULL,
	`speakers` text NOT NULL,
	`topics` text NOT NULL,
	`claims` text NOT NULL,
	`state` text NOT NULL,
	`disabled_reason` text,
	`keys` text NOT NULL,
	`seq` integer NOT NULL,
	`failing_since` text,
	`created_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`queue` text NOT NULL,
	`key` text NOT NULL,
	`lane` text NOT NULL,
	`due_at` text NOT NULL,
	`lease` text,
	`attempts` integer NOT NULL,
	`payload` text,
	`last_error` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key` ON `jobs` (`queue`,`key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`queue`,`due_at`,`id`);--> statement-breakpoint
CREATE INDEX `jobs_lane` ON `jobs` (`queue`,`lane`,`id`);