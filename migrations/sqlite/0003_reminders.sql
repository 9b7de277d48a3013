CREATE TABLE `calendar_position` (
	`id` integer PRIMARY KEY NOT NULL,
	`through` text NOT NULL,
	`entry_id` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `promise_transitions` (
	`claim_id` text NOT NULL,
	`transition` text NOT NULL,
	`day` text NOT NULL,
	`window_start` text NOT NULL,
	`window_end` text NOT NULL,
	`review_on` text NOT NULL,
	`written_at` text NOT NULL,
	PRIMARY KEY(`claim_id`, `transition`, `day`),
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `promise_transitions_written` ON `promise_transitions` (`written_at`,`day`,`claim_id`);--> statement-breakpoint
CREATE INDEX `entries_opening` ON `entries` (`window_start`) WHERE "entries"."window_start" <> '';--> statement-breakpoint
CREATE INDEX `entries_ending` ON `entries` (`window_end`) WHERE "entries"."window_end" <> '';--> statement-breakpoint
CREATE INDEX `entries_reviewed` ON `entries` (`review_on`) WHERE "entries"."review_on" <> '';