DROP INDEX "entries_history";--> statement-breakpoint
DROP INDEX "entries_by_publication";--> statement-breakpoint
DROP INDEX "entries_by_name";--> statement-breakpoint
DROP INDEX "entries_by_kind";--> statement-breakpoint
DROP INDEX "entries_as_of";--> statement-breakpoint
DROP INDEX "entry_terms_by_kind";--> statement-breakpoint
DROP INDEX "entry_terms_by_publication";--> statement-breakpoint
DROP INDEX "entry_terms_history";--> statement-breakpoint
CREATE INDEX "entries_history" ON "entries" USING btree ("subject_id","valid_from") WHERE "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entries_by_publication" ON "entries" USING btree ("type","publication","published_at","subject_id","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entries_by_name" ON "entries" USING btree ("type","publication","name","subject_id","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entries_by_kind" ON "entries" USING btree ("type","publication","kind","on_date","subject_id","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entries_as_of" ON "entries" USING btree ("type","on_date","subject_id") WHERE "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entry_terms_by_kind" ON "entry_terms" USING btree ("field","value","publication","kind","on_date","subject_id","rating","result","progress","leaf_index","entry_id") WHERE "entry_terms"."current" and "entry_terms"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entry_terms_by_publication" ON "entry_terms" USING btree ("field","value","publication","published_at","subject_id","kind","rating","result","progress","leaf_index","entry_id") WHERE "entry_terms"."current" and "entry_terms"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entry_terms_history" ON "entry_terms" USING btree ("field","value","entry_id") WHERE "entry_terms"."publication" <> 'draft';