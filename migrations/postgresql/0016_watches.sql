CREATE TABLE "evidence_links" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"used_in" json NOT NULL,
	"found_at" text COLLATE "C" NOT NULL,
	"last_look_at" text COLLATE "C",
	"status" bigint,
	"title" text COLLATE "C",
	"media_type" text COLLATE "C",
	"last_error" text COLLATE "C",
	"failures" bigint NOT NULL,
	"archived_url" text COLLATE "C",
	"archived_at" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "evidence_position" (
	"id" bigint PRIMARY KEY NOT NULL,
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "followers" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"address" text COLLATE "C" NOT NULL,
	"followed" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"how_often" text COLLATE "C" NOT NULL,
	"audience" text COLLATE "C" NOT NULL,
	"token" text COLLATE "C" NOT NULL,
	"asked_at" text COLLATE "C" NOT NULL,
	"confirmed_at" text COLLATE "C",
	"seq" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "watch_hits" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"watch_id" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"outcome_id" text COLLATE "C",
	"seen_at" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"excerpt" text COLLATE "C" NOT NULL,
	"before" text COLLATE "C",
	"after" text COLLATE "C",
	"sha256" text COLLATE "C" NOT NULL,
	"media_type" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "watches" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"claim_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C" NOT NULL,
	"looks_for" json NOT NULL,
	"every" text COLLATE "C" NOT NULL,
	"until" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"last_look_at" text COLLATE "C",
	"last_good_at" text COLLATE "C",
	"next_look_at" text COLLATE "C",
	"last_error" text COLLATE "C",
	"failures" bigint NOT NULL,
	"memory" json,
	"etag" text COLLATE "C",
	"last_modified" text COLLATE "C",
	"searched" text COLLATE "C",
	"standing" json NOT NULL
);
--> statement-breakpoint
ALTER TABLE "watch_hits" ADD CONSTRAINT "watch_hits_watch_id_watches_id_fk" FOREIGN KEY ("watch_id") REFERENCES "public"."watches"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "watches" ADD CONSTRAINT "watches_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_links_url" ON "evidence_links" USING btree ("url");--> statement-breakpoint
CREATE INDEX "evidence_links_state" ON "evidence_links" USING btree ("state","id");--> statement-breakpoint
CREATE UNIQUE INDEX "followers_token" ON "followers" USING btree ("token");--> statement-breakpoint
CREATE UNIQUE INDEX "followers_once" ON "followers" USING btree ("address","followed","value");--> statement-breakpoint
CREATE INDEX "followers_asked" ON "followers" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "followers_seq" ON "followers" USING btree ("how_often","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "watch_hits_once" ON "watch_hits" USING btree ("watch_id","key");--> statement-breakpoint
CREATE INDEX "watch_hits_watch" ON "watch_hits" USING btree ("watch_id","id");--> statement-breakpoint
CREATE INDEX "watches_claim" ON "watches" USING btree ("claim_id","id");--> statement-breakpoint
CREATE INDEX "watches_state" ON "watches" USING btree ("state","id");