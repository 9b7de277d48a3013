ALTER TABLE `quotes` ADD `fidelity_warnings` text;--> statement-breakpoint
ALTER TABLE `quotes` ADD `text_fragment` text;--> statement-breakpoint
ALTER TABLE `quotes` ADD `override` text;