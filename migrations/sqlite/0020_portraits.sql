CREATE TABLE `portraits` (
	`speaker_id` text PRIMARY KEY NOT NULL,
	`url` text NOT NULL,
	`looked_at` text NOT NULL,
	`body` text,
	`sha256` text,
	`error` text
) STRICT;
