ALTER TABLE "quotes" ADD COLUMN "fidelity_warnings" json;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "text_fragment" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "override" json;