CREATE TABLE `watch_readings` (
	`watch_id` text NOT NULL,
	`sha256` text NOT NULL,
	`media_type` text,
	`read_at` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`watch_id`, `sha256`),
	FOREIGN KEY (`watch_id`) REFERENCES `watches`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
