-- Indexes of what is published leave out that it is, rows of terms the commonest kind; hashes of the log and instants are
-- stored as numbers and bytes.
DROP INDEX "entry_terms_history";--> statement-breakpoint
DROP INDEX "entries_history";--> statement-breakpoint
DROP INDEX "entries_by_date";--> statement-breakpoint
DROP INDEX "entries_by_name";--> statement-breakpoint
DROP INDEX "entries_by_kind";--> statement-breakpoint
DROP INDEX "entries_unrated";--> statement-breakpoint
DROP INDEX "entry_terms_by_date";--> statement-breakpoint
DROP INDEX "entry_terms_by_kind";--> statement-breakpoint
DROP INDEX "entry_terms_by_publication";--> statement-breakpoint
UPDATE entry_terms SET kind = '' WHERE kind = 'statement';--> statement-breakpoint
ALTER TABLE "entries" ALTER COLUMN "published_at" SET DATA TYPE bigint USING coalesce((extract(epoch FROM nullif(published_at, '')::timestamptz) * 1000)::bigint, 0);--> statement-breakpoint
ALTER TABLE "log_nodes" ALTER COLUMN "hash" SET DATA TYPE bytea USING decode(hash, 'hex');--> statement-breakpoint
CREATE INDEX "entries_drafts" ON "entries" USING btree ("type","on_date","number") WHERE "entries"."valid_to" is null and "entries"."publication" = 'draft';--> statement-breakpoint
CREATE INDEX "entries_history" ON "entries" USING btree ("subject_id") WHERE "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entries_by_date" ON "entries" USING btree ("type","on_date","number","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" = 'published';--> statement-breakpoint
CREATE INDEX "entries_by_name" ON "entries" USING btree ("type","name","number","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" = 'published' and "entries"."type" <> 'claim' and "entries"."type" <> 'quote';--> statement-breakpoint
CREATE INDEX "entries_by_kind" ON "entries" USING btree ("type","kind","on_date","number","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" = 'published';--> statement-breakpoint
CREATE INDEX "entries_unrated" ON "entries" USING btree ("type","rating","on_date","number","kind","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" = 'published' and "entries"."type" = 'claim' and "entries"."rating" = '';--> statement-breakpoint
CREATE INDEX "entry_terms_by_date" ON "entry_terms" USING btree ("term_id","listed_as","on_date","number","kind","rating","result","progress","leaf_index");--> statement-breakpoint
CREATE INDEX "entry_terms_by_kind" ON "entry_terms" USING btree ("term_id","kind","on_date","number","rating","result","progress","leaf_index") WHERE "entry_terms"."listed_as" = 1 and "entry_terms"."kind" <> '';--> statement-breakpoint
CREATE INDEX "entry_terms_by_publication" ON "entry_terms" USING btree ("term_id","published_at","number","kind","rating","result","progress","leaf_index") WHERE "entry_terms"."listed_as" = 1;
