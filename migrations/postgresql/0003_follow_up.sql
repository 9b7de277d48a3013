CREATE TABLE "anchors" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"phrases" json NOT NULL,
	"date" text COLLATE "C",
	"said_from" text COLLATE "C",
	"note" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "clarifications" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"claim_id" text COLLATE "C" NOT NULL,
	"clarified_on" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"author" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
DROP INDEX "entries_by_window";--> statement-breakpoint
DROP INDEX "deadlines_claim";--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "position" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "anchor_id" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "confirmed_by" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "deadlines" ADD COLUMN "proposed_by" json NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "timing" text COLLATE "C" NOT NULL;--> statement-breakpoint
ALTER TABLE "entries" ADD COLUMN "due_on" text COLLATE "C" NOT NULL;--> statement-breakpoint
ALTER TABLE "entry_terms" ADD COLUMN "due_on" text COLLATE "C" NOT NULL;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_claim_id_promises_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."promises"("claim_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "anchors_key" ON "anchors" USING btree ("key");--> statement-breakpoint
CREATE INDEX "clarifications_claim" ON "clarifications" USING btree ("claim_id","id");--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_anchor_id_anchors_id_fk" FOREIGN KEY ("anchor_id") REFERENCES "public"."anchors"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deadlines_anchor" ON "deadlines" USING btree ("anchor_id");--> statement-breakpoint
CREATE INDEX "entries_due" ON "entries" USING btree ("publication","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_timing" ON "entries" USING btree ("publication","timing","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_result" ON "entries" USING btree ("publication","result","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_progress" ON "entries" USING btree ("publication","progress","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_hedged" ON "entries" USING btree ("publication","hedged","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_testability" ON "entries" USING btree ("publication","testability","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_as_of" ON "entries" USING btree ("publication","due_on","subject_id") WHERE "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entry_terms_due" ON "entry_terms" USING btree ("field","value","due_on","subject_id") WHERE "entry_terms"."current" and "entry_terms"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "deadlines_claim" ON "deadlines" USING btree ("claim_id","position");