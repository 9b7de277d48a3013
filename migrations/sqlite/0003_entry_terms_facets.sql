DROP INDEX `entry_terms_by_date`;--> statement-breakpoint
DROP INDEX `entry_terms_by_publication`;--> statement-breakpoint
ALTER TABLE `entry_terms` ADD `kind` text NOT NULL;--> statement-breakpoint
ALTER TABLE `entry_terms` ADD `rating` text NOT NULL;--> statement-breakpoint
CREATE INDEX `entry_terms_by_date` ON `entry_terms` (`field`,`value`,`on_date`,`subject_id`,`kind`,`rating`,`entry_id`) WHERE "entry_terms"."current";--> statement-breakpoint
CREATE INDEX `entry_terms_by_publication` ON `entry_terms` (`field`,`value`,`published_at`,`subject_id`,`kind`,`rating`,`entry_id`) WHERE "entry_terms"."current";