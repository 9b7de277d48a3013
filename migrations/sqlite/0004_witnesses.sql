CREATE TABLE `log_cosignatures` (
	`size` integer NOT NULL,
	`witness` text NOT NULL,
	`cosigned_at` text NOT NULL,
	`line` text NOT NULL,
	PRIMARY KEY(`witness`, `size`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `log_cosignatures_size` ON `log_cosignatures` (`size`);--> statement-breakpoint
ALTER TABLE `keys` ADD `expires_on` text;