CREATE TABLE `import_jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`format` text NOT NULL,
	`mapping_name` text,
	`mapping` text,
	`file` text,
	`bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`dry_run` integer NOT NULL,
	`publish` integer NOT NULL,
	`skip_faulty` integer NOT NULL,
	`allow_duplicates` integer NOT NULL,
	`may_rule` integer NOT NULL,
	`author` text NOT NULL,
	`created_at` text NOT NULL,
	`started_at` text,
	`ended_at` text,
	`read` integer NOT NULL,
	`total` integer,
	`created` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`refused` integer NOT NULL,
	`known_before` integer,
	`report` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `import_jobs_state` ON `import_jobs` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `import_parts` (
	`import_id` text NOT NULL,
	`position` integer NOT NULL,
	`content` text NOT NULL,
	`added_at` text NOT NULL,
	PRIMARY KEY(`import_id`, `position`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `pulls` (
	`url` text PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`key` text NOT NULL,
	`checkpoint` text NOT NULL,
	`size` integer NOT NULL,
	`root_hash` text NOT NULL,
	`applied` text NOT NULL,
	`pulled_at` text NOT NULL
) STRICT;
