CREATE TABLE `anchors` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`title` text NOT NULL,
	`phrases` text NOT NULL,
	`date` text,
	`said_from` text,
	`note` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `anchors_key` ON `anchors` (`key`);--> statement-breakpoint
CREATE TABLE `claim_claimants` (
	`claim_id` text NOT NULL,
	`speaker_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `speaker_id`),
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`speaker_id`) REFERENCES `speakers`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_claimants_speaker` ON `claim_claimants` (`speaker_id`);--> statement-breakpoint
CREATE TABLE `claim_quotes` (
	`claim_id` text NOT NULL,
	`quote_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `quote_id`),
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`quote_id`) REFERENCES `quotes`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_quotes_quote` ON `claim_quotes` (`quote_id`);--> statement-breakpoint
CREATE TABLE `claim_sources` (
	`claim_id` text NOT NULL,
	`source_id` text NOT NULL,
	`position` integer NOT NULL,
	PRIMARY KEY(`claim_id`, `source_id`),
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `claim_sources_source` ON `claim_sources` (`source_id`);--> statement-breakpoint
CREATE TABLE `claims` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	`language` text,
	`first_said_on` text,
	`topics` text NOT NULL,
	`publication` text NOT NULL,
	`withdrawal` text,
	`proposed_by` text NOT NULL,
	`author` text NOT NULL,
	`reviewer` text,
	`review` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `outcomes` (
	`id` text PRIMARY KEY NOT NULL,
	`claim_id` text NOT NULL,
	`position` integer NOT NULL,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`supersedes` text,
	`reason` text,
	`rejection` text,
	`proposed_by` text NOT NULL,
	`submitted_at` text,
	`published_at` text,
	`author` text NOT NULL,
	`reviewer` text,
	`review` text,
	`kind` text NOT NULL,
	`progress` text,
	`result` text,
	`occurred_on` text,
	`became_known_on` text,
	`note` text NOT NULL,
	`searched` text,
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `outcomes_claim` ON `outcomes` (`claim_id`,`position`);--> statement-breakpoint
CREATE INDEX `outcomes_state` ON `outcomes` (`state`);--> statement-breakpoint
CREATE TABLE `verdicts` (
	`id` text PRIMARY KEY NOT NULL,
	`claim_id` text NOT NULL,
	`position` integer NOT NULL,
	`evidence` text NOT NULL,
	`state` text NOT NULL,
	`supersedes` text,
	`reason` text,
	`rejection` text,
	`proposed_by` text NOT NULL,
	`submitted_at` text,
	`published_at` text,
	`author` text NOT NULL,
	`reviewer` text,
	`review` text,
	`scale_id` text NOT NULL,
	`rating` text NOT NULL,
	`summary` text,
	`rationale` text,
	`decided_on` text,
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`scale_id`) REFERENCES `scales`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `verdicts_claim` ON `verdicts` (`claim_id`,`position`);--> statement-breakpoint
CREATE INDEX `verdicts_state` ON `verdicts` (`state`);--> statement-breakpoint
CREATE TABLE `log_key` (
	`id` integer PRIMARY KEY NOT NULL,
	`origin` text NOT NULL,
	`private_key` text NOT NULL,
	`made_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `clarifications` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`claim_id` text NOT NULL,
	`clarified_on` text NOT NULL,
	`text` text NOT NULL,
	`author` text NOT NULL,
	FOREIGN KEY (`claim_id`) REFERENCES `promises`(`claim_id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `clarifications_claim` ON `clarifications` (`claim_id`,`id`);--> statement-breakpoint
CREATE TABLE `deadlines` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`claim_id` text NOT NULL,
	`position` integer NOT NULL,
	`quote_id` text,
	`phrase` text,
	`reference_date` text,
	`kind` text NOT NULL,
	`window_start` text,
	`window_end` text,
	`hedged` integer NOT NULL,
	`anchor` text,
	`anchor_id` text,
	`set_by` text NOT NULL,
	`confirmed_by` text,
	`proposed_by` text NOT NULL,
	`convention_note` text,
	`review_on` text,
	FOREIGN KEY (`claim_id`) REFERENCES `promises`(`claim_id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`quote_id`) REFERENCES `quotes`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`anchor_id`) REFERENCES `anchors`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `deadlines_claim` ON `deadlines` (`claim_id`,`position`);--> statement-breakpoint
CREATE INDEX `deadlines_quote` ON `deadlines` (`quote_id`);--> statement-breakpoint
CREATE INDEX `deadlines_anchor` ON `deadlines` (`anchor_id`);--> statement-breakpoint
CREATE TABLE `promises` (
	`claim_id` text PRIMARY KEY NOT NULL,
	`action` text NOT NULL,
	`criteria` text NOT NULL,
	`testability` text NOT NULL,
	`condition` text,
	FOREIGN KEY (`claim_id`) REFERENCES `claims`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE TABLE `quotes` (
	`id` text PRIMARY KEY NOT NULL,
	`speaker_id` text NOT NULL,
	`source_id` text NOT NULL,
	`text` text NOT NULL,
	`form` text NOT NULL,
	`speaker_role` text,
	`said_on` text,
	`venue` text,
	`language` text,
	`selectors` text NOT NULL,
	`fidelity` text NOT NULL,
	`fidelity_diff` text,
	`publication` text NOT NULL,
	`withdrawal` text,
	`proposed_by` text NOT NULL,
	`author` text NOT NULL,
	`reviewer` text,
	`review` text,
	FOREIGN KEY (`speaker_id`) REFERENCES `speakers`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`source_id`) REFERENCES `sources`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `quotes_speaker` ON `quotes` (`speaker_id`);--> statement-breakpoint
CREATE INDEX `quotes_source` ON `quotes` (`source_id`);--> statement-breakpoint
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
CREATE TABLE `scales` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`version` integer NOT NULL,
	`title` text NOT NULL,
	`methodology_url` text,
	`ratings` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `scales_key_version` ON `scales` (`key`,`version`);--> statement-breakpoint
CREATE TABLE `sources` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`title` text NOT NULL,
	`url` text,
	`archived_url` text,
	`publisher` text,
	`author` text,
	`published_on` text,
	`language` text,
	`text` text,
	`text_sha256` text,
	`text_length` integer,
	`publication` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `speakers` (
	`id` text PRIMARY KEY NOT NULL,
	`slug` text NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`aliases` text NOT NULL,
	`description` text,
	`wikidata_id` text,
	`publication` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `speakers_slug` ON `speakers` (`slug`);--> statement-breakpoint
CREATE TABLE `idempotency` (
	`key_id` text NOT NULL,
	`idempotency_key` text NOT NULL,
	`request_sha256` text NOT NULL,
	`status` integer NOT NULL,
	`headers` text NOT NULL,
	`body` text NOT NULL,
	`kept_at` text NOT NULL,
	PRIMARY KEY(`key_id`, `idempotency_key`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `idempotency_age` ON `idempotency` (`kept_at`);--> statement-breakpoint
CREATE TABLE `keys` (
	`id` text PRIMARY KEY NOT NULL,
	`actor` text NOT NULL,
	`role` text NOT NULL,
	`secret_sha256` text NOT NULL,
	`created_at` text NOT NULL,
	`last_used_on` text,
	`revoked_at` text
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `keys_secret` ON `keys` (`secret_sha256`);--> statement-breakpoint
CREATE TABLE `corrections` (
	`id` text PRIMARY KEY NOT NULL,
	`subject_id` text NOT NULL,
	`claim_id` text,
	`kind` text NOT NULL,
	`note` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`corrected_at` text NOT NULL,
	`corrected_by` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `corrections_subject` ON `corrections` (`subject_id`,`id`);--> statement-breakpoint
CREATE INDEX `corrections_claim` ON `corrections` (`claim_id`,`id`);--> statement-breakpoint
CREATE INDEX `corrections_time` ON `corrections` (`corrected_at`,`id`);--> statement-breakpoint
CREATE TABLE `documents` (
	`subject_id` text NOT NULL,
	`version` integer NOT NULL,
	`leaf_index` integer NOT NULL,
	`published_at` text NOT NULL,
	`json` text NOT NULL,
	`sha256` text NOT NULL,
	PRIMARY KEY(`subject_id`, `version`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `documents_leaf_index` ON `documents` (`leaf_index`);--> statement-breakpoint
CREATE TABLE `entries` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`type` text NOT NULL,
	`subject_id` text NOT NULL,
	`version` integer,
	`publication` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`published_at` text NOT NULL,
	`kind` text NOT NULL,
	`on_date` text NOT NULL,
	`name` text NOT NULL,
	`rating` text NOT NULL,
	`result` text NOT NULL,
	`progress` text NOT NULL,
	`testability` text NOT NULL,
	`deadline_kind` text NOT NULL,
	`hedged` integer NOT NULL,
	`window_start` text NOT NULL,
	`window_end` text NOT NULL,
	`review_on` text NOT NULL,
	`done_on` text NOT NULL,
	`timing` text NOT NULL,
	`due_on` text NOT NULL,
	`search_text_id` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `entries_current` ON `entries` (`subject_id`) WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX `entries_history` ON `entries` (`subject_id`,`valid_from`);--> statement-breakpoint
CREATE INDEX `entries_by_date` ON `entries` (`type`,`publication`,`on_date`,`subject_id`) WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX `entries_by_publication` ON `entries` (`type`,`publication`,`published_at`,`subject_id`) WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX `entries_by_name` ON `entries` (`type`,`publication`,`name`,`subject_id`) WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX `entries_by_kind` ON `entries` (`type`,`publication`,`kind`,`on_date`,`subject_id`) WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX `entries_by_rating` ON `entries` (`type`,`publication`,`rating`,`on_date`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."rating" <> '';--> statement-breakpoint
CREATE INDEX `entries_by_result` ON `entries` (`type`,`publication`,`result`,`on_date`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."result" <> '';--> statement-breakpoint
CREATE INDEX `entries_by_progress` ON `entries` (`type`,`publication`,`progress`,`on_date`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."progress" <> '';--> statement-breakpoint
CREATE INDEX `entries_due` ON `entries` (`publication`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_timing` ON `entries` (`publication`,`timing`,`due_on`,`subject_id`,`window_start`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_result` ON `entries` (`publication`,`result`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_progress` ON `entries` (`publication`,`progress`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_hedged` ON `entries` (`publication`,`hedged`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_testability` ON `entries` (`publication`,`testability`,`due_on`,`subject_id`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_counts` ON `entries` (`publication`,`timing`,`result`,`progress`,`testability`,`window_end`,`window_start`,`due_on`,`valid_to`) WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_due_as_of` ON `entries` (`publication`,`due_on`,`subject_id`) WHERE "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_opening` ON `entries` (`window_start`) WHERE "entries"."window_start" <> '';--> statement-breakpoint
CREATE INDEX `entries_ending` ON `entries` (`window_end`) WHERE "entries"."window_end" <> '';--> statement-breakpoint
CREATE INDEX `entries_reviewed` ON `entries` (`review_on`) WHERE "entries"."review_on" <> '';--> statement-breakpoint
CREATE INDEX `entries_as_of` ON `entries` (`type`,`on_date`,`subject_id`);--> statement-breakpoint
CREATE INDEX `entries_by_text` ON `entries` (`search_text_id`);--> statement-breakpoint
CREATE TABLE `entry_terms` (
	`entry_id` integer NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	`current` integer NOT NULL,
	`subject_id` text NOT NULL,
	`on_date` text NOT NULL,
	`published_at` text NOT NULL,
	`kind` text NOT NULL,
	`rating` text NOT NULL,
	`due_on` text NOT NULL,
	PRIMARY KEY(`entry_id`, `field`, `value`),
	FOREIGN KEY (`entry_id`) REFERENCES `entries`(`id`) ON UPDATE no action ON DELETE restrict
) STRICT;
--> statement-breakpoint
CREATE INDEX `entry_terms_by_date` ON `entry_terms` (`field`,`value`,`on_date`,`subject_id`,`kind`,`rating`,`entry_id`) WHERE "entry_terms"."current";--> statement-breakpoint
CREATE INDEX `entry_terms_by_publication` ON `entry_terms` (`field`,`value`,`published_at`,`subject_id`,`kind`,`rating`,`entry_id`) WHERE "entry_terms"."current";--> statement-breakpoint
CREATE INDEX `entry_terms_due` ON `entry_terms` (`field`,`value`,`due_on`,`subject_id`) WHERE "entry_terms"."current" and "entry_terms"."due_on" <> '';--> statement-breakpoint
CREATE INDEX `entry_terms_history` ON `entry_terms` (`field`,`value`,`entry_id`);--> statement-breakpoint
CREATE TABLE `events` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`actor` text NOT NULL,
	`key_id` text,
	`action` text NOT NULL,
	`subject_id` text NOT NULL,
	`before` text,
	`after` text,
	`leaf_hash` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `events_by_subject` ON `events` (`subject_id`,`seq`);--> statement-breakpoint
CREATE INDEX `events_by_actor` ON `events` (`actor`,`seq`);--> statement-breakpoint
CREATE INDEX `events_by_action` ON `events` (`action`,`seq`);--> statement-breakpoint
CREATE INDEX `events_by_time` ON `events` (`at`);--> statement-breakpoint
CREATE TABLE `imports` (
	`subject_id` text PRIMARY KEY NOT NULL,
	`sha256` text NOT NULL,
	`imported_at` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `log_nodes` (
	`level` integer NOT NULL,
	`position` integer NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`level`, `position`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `search_texts` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`body` text NOT NULL
) STRICT;
