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
ALTER TABLE "promise_transitions" ADD CONSTRAINT "promise_transitions_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "promise_transitions_written" ON "promise_transitions" USING btree ("written_at","day","claim_id");--> statement-breakpoint
CREATE INDEX "entries_opening" ON "entries" USING btree ("window_start") WHERE "entries"."window_start" <> '';--> statement-breakpoint
CREATE INDEX "entries_ending" ON "entries" USING btree ("window_end") WHERE "entries"."window_end" <> '';--> statement-breakpoint
CREATE INDEX "entries_reviewed" ON "entries" USING btree ("review_on") WHERE "entries"."review_on" <> '';