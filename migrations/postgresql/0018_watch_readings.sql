CREATE TABLE "watch_readings" (
	"watch_id" text COLLATE "C" NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"media_type" text COLLATE "C",
	"read_at" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C" NOT NULL,
	CONSTRAINT "watch_readings_watch_id_sha256_pk" PRIMARY KEY("watch_id","sha256")
);
--> statement-breakpoint
ALTER TABLE "watch_readings" ADD CONSTRAINT "watch_readings_watch_id_watches_id_fk" FOREIGN KEY ("watch_id") REFERENCES "public"."watches"("id") ON DELETE restrict ON UPDATE no action;