-- Documents are found by their leaf, and carry what their timeliness is computed from.
ALTER TABLE documents DISABLE TRIGGER documents_kept;
--> statement-breakpoint
DROP INDEX "documents_leaf_index";
--> statement-breakpoint
DROP INDEX "entries_by_date";
--> statement-breakpoint
DROP INDEX "entries_by_publication";
--> statement-breakpoint
DROP INDEX "entries_by_name";
--> statement-breakpoint
DROP INDEX "entries_by_kind";
--> statement-breakpoint
DROP INDEX "entries_by_rating";
--> statement-breakpoint
DROP INDEX "entries_by_result";
--> statement-breakpoint
DROP INDEX "entries_by_progress";
--> statement-breakpoint
DROP INDEX "entries_due";
--> statement-breakpoint
DROP INDEX "entries_due_timing";
--> statement-breakpoint
DROP INDEX "entries_due_result";
--> statement-breakpoint
DROP INDEX "entries_due_progress";
--> statement-breakpoint
DROP INDEX "entries_due_hedged";
--> statement-breakpoint
DROP INDEX "entries_due_testability";
--> statement-breakpoint
DROP INDEX "entry_terms_by_date";
--> statement-breakpoint
DROP INDEX "entry_terms_by_publication";
--> statement-breakpoint
DROP INDEX "entry_terms_due";
--> statement-breakpoint
ALTER TABLE "documents" DROP CONSTRAINT "documents_subject_id_version_pk";
--> statement-breakpoint
ALTER TABLE "documents" ADD PRIMARY KEY ("leaf_index");
--> statement-breakpoint
ALTER TABLE "documents" ADD COLUMN "deadline_facts" json;
--> statement-breakpoint
UPDATE documents SET deadline_facts = json_build_object('window_start', e.window_start, 'window_end', e.window_end, 'result', e.result, 'done_on', e.done_on)
FROM entries e WHERE e.subject_id = documents.subject_id AND e.version = documents.version AND e.deadline_kind <> '';
--> statement-breakpoint
ALTER TABLE documents ENABLE TRIGGER documents_kept;
--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "leaf_index" bigint;
--> statement-breakpoint
UPDATE entries SET leaf_index = d.leaf_index FROM documents d WHERE d.subject_id = entries.subject_id AND d.version = entries.version;
--> statement-breakpoint
ALTER TABLE "entries" DROP COLUMN "version";
--> statement-breakpoint
ALTER TABLE "entries" DROP COLUMN "deadline_kind";
--> statement-breakpoint
ALTER TABLE "entries" DROP COLUMN "done_on";
--> statement-breakpoint
-- The rows of terms repeat more of their entry, so that lists read nothing else.
ALTER TABLE "entry_terms" ADD COLUMN "leaf_index" bigint;
--> statement-breakpoint
ALTER TABLE "entry_terms" ADD COLUMN "publication" text COLLATE "C" NOT NULL DEFAULT '';
--> statement-breakpoint
ALTER TABLE "entry_terms" ADD COLUMN "result" text COLLATE "C" NOT NULL DEFAULT '';
--> statement-breakpoint
ALTER TABLE "entry_terms" ADD COLUMN "progress" text COLLATE "C" NOT NULL DEFAULT '';
--> statement-breakpoint
ALTER TABLE "entry_terms" ADD COLUMN "timing" text COLLATE "C" NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE entry_terms SET leaf_index = e.leaf_index, publication = e.publication, result = e.result, progress = e.progress, timing = e.timing
FROM entries e WHERE e.id = entry_terms.entry_id;
--> statement-breakpoint
ALTER TABLE "entry_terms" ALTER COLUMN "publication" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "entry_terms" ALTER COLUMN "result" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "entry_terms" ALTER COLUMN "progress" DROP DEFAULT;
--> statement-breakpoint
ALTER TABLE "entry_terms" ALTER COLUMN "timing" DROP DEFAULT;
--> statement-breakpoint
CREATE UNIQUE INDEX "documents_version" ON "documents" USING btree ("subject_id","version");
--> statement-breakpoint
CREATE INDEX "entries_by_date" ON "entries" USING btree ("type","publication","on_date","subject_id","leaf_index") WHERE "entries"."valid_to" is null;
--> statement-breakpoint
CREATE INDEX "entries_by_publication" ON "entries" USING btree ("type","publication","published_at","subject_id","leaf_index") WHERE "entries"."valid_to" is null;
--> statement-breakpoint
CREATE INDEX "entries_by_name" ON "entries" USING btree ("type","publication","name","subject_id","leaf_index") WHERE "entries"."valid_to" is null;
--> statement-breakpoint
CREATE INDEX "entries_by_kind" ON "entries" USING btree ("type","publication","kind","on_date","subject_id","leaf_index") WHERE "entries"."valid_to" is null;
--> statement-breakpoint
CREATE INDEX "entries_by_rating" ON "entries" USING btree ("type","publication","rating","on_date","subject_id","kind","leaf_index") WHERE "entries"."valid_to" is null and "entries"."rating" <> '';
--> statement-breakpoint
CREATE INDEX "entries_by_result" ON "entries" USING btree ("type","publication","result","on_date","subject_id","kind","leaf_index") WHERE "entries"."valid_to" is null and "entries"."result" <> '';
--> statement-breakpoint
CREATE INDEX "entries_by_progress" ON "entries" USING btree ("type","publication","progress","on_date","subject_id","kind","leaf_index") WHERE "entries"."valid_to" is null and "entries"."progress" <> '';
--> statement-breakpoint
CREATE INDEX "entries_due" ON "entries" USING btree ("publication","due_on","subject_id","timing","result","progress","hedged","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX "entries_due_timing" ON "entries" USING btree ("publication","timing","due_on","subject_id","result","progress","hedged","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX "entries_due_result" ON "entries" USING btree ("publication","result","due_on","subject_id","timing","progress","hedged","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX "entries_due_progress" ON "entries" USING btree ("publication","progress","due_on","subject_id","timing","result","hedged","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX "entries_due_hedged" ON "entries" USING btree ("publication","hedged","due_on","subject_id","timing","result","progress","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX "entries_due_testability" ON "entries" USING btree ("publication","testability","due_on","subject_id","timing","result","progress","hedged","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';
--> statement-breakpoint
CREATE INDEX "entry_terms_by_date" ON "entry_terms" USING btree ("field","value","publication","on_date","subject_id","kind","rating","result","progress","leaf_index","entry_id") WHERE "entry_terms"."current";
--> statement-breakpoint
CREATE INDEX "entry_terms_by_publication" ON "entry_terms" USING btree ("field","value","publication","published_at","subject_id","kind","rating","result","progress","leaf_index","entry_id") WHERE "entry_terms"."current";
--> statement-breakpoint
CREATE INDEX "entry_terms_due" ON "entry_terms" USING btree ("field","value","publication","due_on","subject_id","timing","result","progress","leaf_index","entry_id") WHERE "entry_terms"."current" and "entry_terms"."due_on" <> '';
