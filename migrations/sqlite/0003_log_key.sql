CREATE TABLE `log_key` (
	`id` integer PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`private_key` text NOT NULL,
	`made_at` text NOT NULL
) STRICT;
