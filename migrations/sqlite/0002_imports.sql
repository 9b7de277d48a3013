CREATE TABLE `imports` (
	`subject_id` text PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`imported_at` text NOT NULL
) STRICT;
