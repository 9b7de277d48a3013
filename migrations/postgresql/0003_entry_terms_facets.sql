DROP INDEX "entry_terms_by_date";--> statement-breakpoint
DROP INDEX "entry_terms_by_publication";--> statement-breakpoint
ALTER TABLE "entry_terms" ADD COLUMN "kind" text COLLATE "C" NOT NULL;--> statement-breakpoint
ALTER TABLE "entry_terms" ADD COLUMN "rating" text COLLATE "C" NOT NULL;--> statement-breakpoint
CREATE INDEX "entry_terms_by_date" ON "entry_terms" USING btree ("field","value","on_date","subject_id","kind","rating","entry_id") WHERE "entry_terms"."current";--> statement-breakpoint
CREATE INDEX "entry_terms_by_publication" ON "entry_terms" USING btree ("field","value","published_at","subject_id","kind","rating","entry_id") WHERE "entry_terms"."current";