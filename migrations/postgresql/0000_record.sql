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
CREATE TABLE "claim_claimants" (
	"claim_id" text COLLATE "C" NOT NULL,
	"speaker_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "claim_claimants_claim_id_speaker_id_pk" PRIMARY KEY("claim_id","speaker_id")
);
--> statement-breakpoint
CREATE TABLE "claim_quotes" (
	"claim_id" text COLLATE "C" NOT NULL,
	"quote_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "claim_quotes_claim_id_quote_id_pk" PRIMARY KEY("claim_id","quote_id")
);
--> statement-breakpoint
CREATE TABLE "claim_sources" (
	"claim_id" text COLLATE "C" NOT NULL,
	"source_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "claim_sources_claim_id_source_id_pk" PRIMARY KEY("claim_id","source_id")
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"language" text COLLATE "C",
	"first_said_on" text COLLATE "C",
	"topics" json NOT NULL,
	"publication" text COLLATE "C" NOT NULL,
	"withdrawal" json,
	"proposed_by" json NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"reviewer" text COLLATE "C",
	"review" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"claim_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"evidence" json NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"supersedes" text COLLATE "C",
	"reason" text COLLATE "C",
	"rejection" text COLLATE "C",
	"proposed_by" json NOT NULL,
	"submitted_at" text COLLATE "C",
	"published_at" text COLLATE "C",
	"author" text COLLATE "C" NOT NULL,
	"reviewer" text COLLATE "C",
	"review" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"progress" text COLLATE "C",
	"result" text COLLATE "C",
	"occurred_on" text COLLATE "C",
	"became_known_on" text COLLATE "C",
	"note" text COLLATE "C" NOT NULL,
	"searched" json
);
--> statement-breakpoint
CREATE TABLE "verdicts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"claim_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"evidence" json NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"supersedes" text COLLATE "C",
	"reason" text COLLATE "C",
	"rejection" text COLLATE "C",
	"proposed_by" json NOT NULL,
	"submitted_at" text COLLATE "C",
	"published_at" text COLLATE "C",
	"author" text COLLATE "C" NOT NULL,
	"reviewer" text COLLATE "C",
	"review" text COLLATE "C",
	"scale_id" text COLLATE "C" NOT NULL,
	"rating" text COLLATE "C" NOT NULL,
	"summary" text COLLATE "C",
	"rationale" text COLLATE "C",
	"decided_on" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "log_key" (
	"id" bigint PRIMARY KEY NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"private_key" text COLLATE "C" NOT NULL,
	"made_at" text COLLATE "C" NOT NULL
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
CREATE TABLE "deadlines" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"claim_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"quote_id" text COLLATE "C",
	"phrase" text COLLATE "C",
	"reference_date" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"window_start" text COLLATE "C",
	"window_end" text COLLATE "C",
	"hedged" boolean NOT NULL,
	"anchor" json,
	"anchor_id" text COLLATE "C",
	"set_by" text COLLATE "C" NOT NULL,
	"confirmed_by" text COLLATE "C",
	"proposed_by" json NOT NULL,
	"convention_note" text COLLATE "C",
	"review_on" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "promises" (
	"claim_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"criteria" text COLLATE "C" NOT NULL,
	"testability" text COLLATE "C" NOT NULL,
	"condition" json
);
--> statement-breakpoint
CREATE TABLE "quotes" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"speaker_id" text COLLATE "C" NOT NULL,
	"source_id" text COLLATE "C" NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"form" text COLLATE "C" NOT NULL,
	"speaker_role" text COLLATE "C",
	"said_on" text COLLATE "C",
	"venue" text COLLATE "C",
	"language" text COLLATE "C",
	"selectors" json NOT NULL,
	"fidelity" text COLLATE "C" NOT NULL,
	"fidelity_diff" json,
	"publication" text COLLATE "C" NOT NULL,
	"withdrawal" json,
	"proposed_by" json NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"reviewer" text COLLATE "C",
	"review" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "calendar_position" (
	"id" bigint PRIMARY KEY NOT NULL,
	"through" text COLLATE "C" NOT NULL,
	"entry_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "promise_transitions" (
	"claim_id" text COLLATE "C" NOT NULL,
	"transition" text COLLATE "C" NOT NULL,
	"day" text COLLATE "C" NOT NULL,
	"window_start" text COLLATE "C" NOT NULL,
	"window_end" text COLLATE "C" NOT NULL,
	"review_on" text COLLATE "C" NOT NULL,
	"written_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "promise_transitions_claim_id_transition_day_pk" PRIMARY KEY("claim_id","transition","day")
);
--> statement-breakpoint
CREATE TABLE "scales" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"version" bigint NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"methodology_url" text COLLATE "C",
	"ratings" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C",
	"archived_url" text COLLATE "C",
	"publisher" text COLLATE "C",
	"author" text COLLATE "C",
	"published_on" text COLLATE "C",
	"language" text COLLATE "C",
	"text" text COLLATE "C",
	"text_sha256" text COLLATE "C",
	"text_length" bigint,
	"publication" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "speakers" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"slug" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"aliases" json NOT NULL,
	"description" text COLLATE "C",
	"wikidata_id" text COLLATE "C",
	"publication" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"key_id" text COLLATE "C" NOT NULL,
	"idempotency_key" text COLLATE "C" NOT NULL,
	"request_sha256" text COLLATE "C" NOT NULL,
	"status" bigint NOT NULL,
	"headers" json NOT NULL,
	"body" text COLLATE "C" NOT NULL,
	"kept_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "idempotency_key_id_idempotency_key_pk" PRIMARY KEY("key_id","idempotency_key")
);
--> statement-breakpoint
CREATE TABLE "keys" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"actor" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"secret_sha256" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"last_used_on" text COLLATE "C",
	"revoked_at" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "corrections" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"claim_id" text COLLATE "C",
	"kind" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C" NOT NULL,
	"before" json NOT NULL,
	"after" json NOT NULL,
	"corrected_at" text COLLATE "C" NOT NULL,
	"corrected_by" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"subject_id" text COLLATE "C" NOT NULL,
	"version" bigint NOT NULL,
	"leaf_index" bigint NOT NULL,
	"published_at" text COLLATE "C" NOT NULL,
	"json" text COLLATE "C" NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	CONSTRAINT "documents_subject_id_version_pk" PRIMARY KEY("subject_id","version")
);
--> statement-breakpoint
CREATE TABLE "entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"version" bigint,
	"publication" text COLLATE "C" NOT NULL,
	"valid_from" text COLLATE "C" NOT NULL,
	"valid_to" text COLLATE "C",
	"published_at" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"on_date" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"rating" text COLLATE "C" NOT NULL,
	"result" text COLLATE "C" NOT NULL,
	"progress" text COLLATE "C" NOT NULL,
	"testability" text COLLATE "C" NOT NULL,
	"deadline_kind" text COLLATE "C" NOT NULL,
	"hedged" boolean NOT NULL,
	"window_start" text COLLATE "C" NOT NULL,
	"window_end" text COLLATE "C" NOT NULL,
	"review_on" text COLLATE "C" NOT NULL,
	"done_on" text COLLATE "C" NOT NULL,
	"timing" text COLLATE "C" NOT NULL,
	"due_on" text COLLATE "C" NOT NULL,
	"search_text_id" bigint
);
--> statement-breakpoint
CREATE TABLE "entry_terms" (
	"entry_id" bigint NOT NULL,
	"field" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"current" boolean NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"on_date" text COLLATE "C" NOT NULL,
	"published_at" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"rating" text COLLATE "C" NOT NULL,
	"due_on" text COLLATE "C" NOT NULL,
	CONSTRAINT "entry_terms_entry_id_field_value_pk" PRIMARY KEY("entry_id","field","value")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"actor" text COLLATE "C" NOT NULL,
	"key_id" text COLLATE "C",
	"action" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C" NOT NULL,
	"before" json,
	"after" json,
	"leaf_hash" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"subject_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"imported_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log_nodes" (
	"level" bigint NOT NULL,
	"position" bigint NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	CONSTRAINT "log_nodes_level_position_pk" PRIMARY KEY("level","position")
);
--> statement-breakpoint
CREATE TABLE "search_texts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"body" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "claim_claimants" ADD CONSTRAINT "claim_claimants_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_claimants" ADD CONSTRAINT "claim_claimants_speaker_id_speakers_id_fk" FOREIGN KEY ("speaker_id") REFERENCES "public"."speakers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_quotes" ADD CONSTRAINT "claim_quotes_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_quotes" ADD CONSTRAINT "claim_quotes_quote_id_quotes_id_fk" FOREIGN KEY ("quote_id") REFERENCES "public"."quotes"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_sources" ADD CONSTRAINT "claim_sources_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_sources" ADD CONSTRAINT "claim_sources_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_scale_id_scales_id_fk" FOREIGN KEY ("scale_id") REFERENCES "public"."scales"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clarifications" ADD CONSTRAINT "clarifications_claim_id_promises_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."promises"("claim_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_claim_id_promises_claim_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."promises"("claim_id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_quote_id_quotes_id_fk" FOREIGN KEY ("quote_id") REFERENCES "public"."quotes"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deadlines" ADD CONSTRAINT "deadlines_anchor_id_anchors_id_fk" FOREIGN KEY ("anchor_id") REFERENCES "public"."anchors"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promises" ADD CONSTRAINT "promises_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_speaker_id_speakers_id_fk" FOREIGN KEY ("speaker_id") REFERENCES "public"."speakers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quotes" ADD CONSTRAINT "quotes_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "promise_transitions" ADD CONSTRAINT "promise_transitions_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entry_terms" ADD CONSTRAINT "entry_terms_entry_id_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."entries"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "anchors_key" ON "anchors" USING btree ("key");--> statement-breakpoint
CREATE INDEX "claim_claimants_speaker" ON "claim_claimants" USING btree ("speaker_id");--> statement-breakpoint
CREATE INDEX "claim_quotes_quote" ON "claim_quotes" USING btree ("quote_id");--> statement-breakpoint
CREATE INDEX "claim_sources_source" ON "claim_sources" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "outcomes_claim" ON "outcomes" USING btree ("claim_id","position");--> statement-breakpoint
CREATE INDEX "outcomes_state" ON "outcomes" USING btree ("state");--> statement-breakpoint
CREATE INDEX "verdicts_claim" ON "verdicts" USING btree ("claim_id","position");--> statement-breakpoint
CREATE INDEX "verdicts_state" ON "verdicts" USING btree ("state");--> statement-breakpoint
CREATE INDEX "clarifications_claim" ON "clarifications" USING btree ("claim_id","id");--> statement-breakpoint
CREATE INDEX "deadlines_claim" ON "deadlines" USING btree ("claim_id","position");--> statement-breakpoint
CREATE INDEX "deadlines_quote" ON "deadlines" USING btree ("quote_id");--> statement-breakpoint
CREATE INDEX "deadlines_anchor" ON "deadlines" USING btree ("anchor_id");--> statement-breakpoint
CREATE INDEX "quotes_speaker" ON "quotes" USING btree ("speaker_id");--> statement-breakpoint
CREATE INDEX "quotes_source" ON "quotes" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "promise_transitions_written" ON "promise_transitions" USING btree ("written_at","day","claim_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scales_key_version" ON "scales" USING btree ("key","version");--> statement-breakpoint
CREATE UNIQUE INDEX "speakers_slug" ON "speakers" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "idempotency_age" ON "idempotency" USING btree ("kept_at");--> statement-breakpoint
CREATE UNIQUE INDEX "keys_secret" ON "keys" USING btree ("secret_sha256");--> statement-breakpoint
CREATE INDEX "corrections_subject" ON "corrections" USING btree ("subject_id","id");--> statement-breakpoint
CREATE INDEX "corrections_claim" ON "corrections" USING btree ("claim_id","id");--> statement-breakpoint
CREATE INDEX "corrections_time" ON "corrections" USING btree ("corrected_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "documents_leaf_index" ON "documents" USING btree ("leaf_index");--> statement-breakpoint
CREATE UNIQUE INDEX "entries_current" ON "entries" USING btree ("subject_id") WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entries_history" ON "entries" USING btree ("subject_id","valid_from");--> statement-breakpoint
CREATE INDEX "entries_by_date" ON "entries" USING btree ("type","publication","on_date","subject_id") WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entries_by_publication" ON "entries" USING btree ("type","publication","published_at","subject_id") WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entries_by_name" ON "entries" USING btree ("type","publication","name","subject_id") WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entries_by_kind" ON "entries" USING btree ("type","publication","kind","on_date","subject_id") WHERE "entries"."valid_to" is null;--> statement-breakpoint
CREATE INDEX "entries_by_rating" ON "entries" USING btree ("type","publication","rating","on_date","subject_id") WHERE "entries"."valid_to" is null and "entries"."rating" <> '';--> statement-breakpoint
CREATE INDEX "entries_by_result" ON "entries" USING btree ("type","publication","result","on_date","subject_id") WHERE "entries"."valid_to" is null and "entries"."result" <> '';--> statement-breakpoint
CREATE INDEX "entries_by_progress" ON "entries" USING btree ("type","publication","progress","on_date","subject_id") WHERE "entries"."valid_to" is null and "entries"."progress" <> '';--> statement-breakpoint
CREATE INDEX "entries_due" ON "entries" USING btree ("publication","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_timing" ON "entries" USING btree ("publication","timing","due_on","subject_id","window_start") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_result" ON "entries" USING btree ("publication","result","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_progress" ON "entries" USING btree ("publication","progress","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_hedged" ON "entries" USING btree ("publication","hedged","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_testability" ON "entries" USING btree ("publication","testability","due_on","subject_id") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_counts" ON "entries" USING btree ("publication","timing","result","progress","testability","window_end","window_start","due_on","valid_to") WHERE "entries"."valid_to" is null and "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_due_as_of" ON "entries" USING btree ("publication","due_on","subject_id") WHERE "entries"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_opening" ON "entries" USING btree ("window_start") WHERE "entries"."window_start" <> '';--> statement-breakpoint
CREATE INDEX "entries_ending" ON "entries" USING btree ("window_end") WHERE "entries"."window_end" <> '';--> statement-breakpoint
CREATE INDEX "entries_reviewed" ON "entries" USING btree ("review_on") WHERE "entries"."review_on" <> '';--> statement-breakpoint
CREATE INDEX "entries_as_of" ON "entries" USING btree ("type","on_date","subject_id");--> statement-breakpoint
CREATE INDEX "entries_by_text" ON "entries" USING btree ("search_text_id");--> statement-breakpoint
CREATE INDEX "entry_terms_by_date" ON "entry_terms" USING btree ("field","value","on_date","subject_id","kind","rating","entry_id") WHERE "entry_terms"."current";--> statement-breakpoint
CREATE INDEX "entry_terms_by_publication" ON "entry_terms" USING btree ("field","value","published_at","subject_id","kind","rating","entry_id") WHERE "entry_terms"."current";--> statement-breakpoint
CREATE INDEX "entry_terms_due" ON "entry_terms" USING btree ("field","value","due_on","subject_id") WHERE "entry_terms"."current" and "entry_terms"."due_on" <> '';--> statement-breakpoint
CREATE INDEX "entry_terms_history" ON "entry_terms" USING btree ("field","value","entry_id");--> statement-breakpoint
CREATE INDEX "events_by_subject" ON "events" USING btree ("subject_id","seq");--> statement-breakpoint
CREATE INDEX "events_by_actor" ON "events" USING btree ("actor","seq");--> statement-breakpoint
CREATE INDEX "events_by_action" ON "events" USING btree ("action","seq");--> statement-breakpoint
CREATE INDEX "events_by_time" ON "events" USING btree ("at");