-- What entries are listed under has a number, and so has each thing: the rows of terms and their indexes, which were the
-- largest part of a record, repeat these in place of names, values and ids.
CREATE TABLE "term_values" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"field" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
DROP INDEX "entries_by_date";--> statement-breakpoint
DROP INDEX "entries_by_publication";--> statement-breakpoint
DROP INDEX "entries_by_name";--> statement-breakpoint
DROP INDEX "entries_by_kind";--> statement-breakpoint
DROP INDEX "entries_by_rating";--> statement-breakpoint
DROP INDEX "entries_unrated";--> statement-breakpoint
DROP INDEX "entries_by_result";--> statement-breakpoint
DROP INDEX "entries_by_progress";--> statement-breakpoint
DROP INDEX "entries_due";--> statement-breakpoint
DROP INDEX "entries_due_timing";--> statement-breakpoint
DROP INDEX "entries_due_result";--> statement-breakpoint
DROP INDEX "entries_due_progress";--> statement-breakpoint
DROP INDEX "entries_due_hedged";--> statement-breakpoint
DROP INDEX "entries_due_testability";--> statement-breakpoint
DROP INDEX "entries_due_as_of";--> statement-breakpoint
DROP INDEX "entries_as_of";--> statement-breakpoint
DROP INDEX "entry_terms_by_date";--> statement-breakpoint
DROP INDEX "entry_terms_by_kind";--> statement-breakpoint
DROP INDEX "entry_terms_by_publication";--> statement-breakpoint
DROP INDEX "entry_terms_due";--> statement-breakpoint
DROP INDEX "entry_terms_history";--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "number" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE entries SET number = f.number FROM (SELECT subject_id, min(id) AS number FROM entries GROUP BY subject_id) f WHERE f.subject_id = entries.subject_id;--> statement-breakpoint
INSERT INTO term_values (field, value) SELECT DISTINCT field, value FROM entry_terms ORDER BY field, value;--> statement-breakpoint
CREATE UNIQUE INDEX "term_values_value" ON "term_values" USING btree ("field","value");--> statement-breakpoint
CREATE TABLE "__new_entry_terms" (
	"entry_id" bigint NOT NULL,
	"term_id" bigint NOT NULL,
	"label" text COLLATE "C" DEFAULT '' NOT NULL,
	"listed_as" bigint NOT NULL,
	"number" bigint NOT NULL,
	"leaf_index" bigint,
	"on_date" text COLLATE "C" NOT NULL,
	"published_at" bigint NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"rating" text COLLATE "C" NOT NULL,
	"result" text COLLATE "C" NOT NULL,
	"progress" text COLLATE "C" NOT NULL,
	"timing" text COLLATE "C" NOT NULL,
	"due_on" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
INSERT INTO "__new_entry_terms"
SELECT t.entry_id, v.id, t.label, CASE WHEN NOT t.current THEN 0 WHEN t.publication = 'published' THEN 1 WHEN t.publication = 'withdrawn' THEN 2 ELSE -1 END,
  e.number, t.leaf_index, t.on_date, coalesce((extract(epoch FROM nullif(t.published_at, '')::timestamptz) * 1000)::bigint, 0),
  t.kind, t.rating, t.result, t.progress, t.timing, t.due_on
FROM entry_terms t JOIN term_values v ON v.field = t.field AND v.value = t.value JOIN entries e ON e.id = t.entry_id
ORDER BY t.entry_id, v.id;
--> statement-breakpoint
DROP TABLE "entry_terms";--> statement-breakpoint
ALTER TABLE "__new_entry_terms" RENAME TO "entry_terms";--> statement-breakpoint
ALTER TABLE "entry_terms" ADD CONSTRAINT "entry_terms_entry_id_term_id_pk" PRIMARY KEY("entry_id","term_id");--> statement-breakpoint
ALTER TABLE "entry_terms" ADD CONSTRAINT "entry_terms_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_terms" ADD CONSTRAINT "entry_terms_term_id_term_values_id_fk" FOREIGN KEY ("term_id") REFERENCES "public"."term_values"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entries_by_date" ON "entries" USING btree ("type","publication","on_date","number","leaf_index") WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entries_by_publication" ON "entries" USING btree ("type","publication","published_at","number","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entries_by_name" ON "entries" USING btree ("type","publication","name","number","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft' and "entries"."type" <> 'claim' and "entries"."type" <> 'quote';--> statement-breakpoint
CREATE INDEX "entries_by_kind" ON "entries" USING btree ("type","publication","kind","on_date","number","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entries_by_rating" ON "entries" USING btree ("type","publication","rating","on_date","number","kind","leaf_index") WHERE "entries"."valid_to" is null and "entries"."rating" <> '';--> statement-breakpoint
CREATE INDEX "entries_unrated" ON "entries" USING btree ("type","publication","rating","on_date","number","kind","leaf_index") WHERE "entries"."valid_to" is null and "entries"."publication" <> 'draft' and "entries"."type" = 'claim' and "entries"."rating" = '';--> statement-breakpoint
CREATE INDEX "entries_by_result" ON "entries" USING btree ("type","publication","result","on_date","number","kind","leaf_index") WHERE "entries"."valid_to" is null and "entries"."result" <> '';--> statement-breakpoint
CREATE INDEX "entries_by_progress" ON "entries" USING btree ("type","publication","progress","on_date","number","kind","leaf_index") WHERE "entries"."valid_to" is null and "entries"."progress" <> '';--> statement-breakpoint
CREATE INDEX "entries_due" ON "entries" USING btree ("publication","due_on","number","timing","result","progress","hedged","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_timing" ON "entries" USING btree ("publication","timing","due_on","number","result","progress","hedged","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_result" ON "entries" USING btree ("publication","result","due_on","number","timing","progress","hedged","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_progress" ON "entries" USING btree ("publication","progress","due_on","number","timing","result","hedged","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_hedged" ON "entries" USING btree ("publication","hedged","due_on","number","timing","result","progress","testability","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_testability" ON "entries" USING btree ("publication","testability","due_on","number","timing","result","progress","hedged","window_start","leaf_index") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_as_of" ON "entries" USING btree ("publication","due_on","number") WHERE "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_as_of" ON "entries" USING btree ("type","on_date","number") WHERE "entries"."publication" <> 'draft';--> statement-breakpoint
CREATE INDEX "entry_terms_by_date" ON "entry_terms" USING btree ("term_id","listed_as","on_date","number","kind","rating","result","progress","leaf_index") WHERE "entry_terms"."listed_as" <> 0;--> statement-breakpoint
CREATE INDEX "entry_terms_by_kind" ON "entry_terms" USING btree ("term_id","listed_as","kind","on_date","number","rating","result","progress","leaf_index") WHERE "entry_terms"."listed_as" > 0 and "entry_terms"."kind" <> 'statement';--> statement-breakpoint
CREATE INDEX "entry_terms_by_publication" ON "entry_terms" USING btree ("term_id","listed_as","published_at","number","kind","rating","result","progress","leaf_index") WHERE "entry_terms"."listed_as" > 0;--> statement-breakpoint
CREATE INDEX "entry_terms_due" ON "entry_terms" USING btree ("term_id","listed_as","due_on","number","timing","result","progress","leaf_index") WHERE "entry_terms"."listed_as" <> 0 and "entry_terms"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entry_terms_history" ON "entry_terms" USING btree ("term_id","entry_id") WHERE "entry_terms"."listed_as" >= 0;
