CREATE TABLE "former_slugs" (
	"slug" text COLLATE "C" PRIMARY KEY NOT NULL,
	"speaker_id" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "foldings" (
	"id" bigint PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"next" bigint NOT NULL,
	"done" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "text_sha256" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "speakers" ADD COLUMN "merged_into" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "speakers" ADD COLUMN "merged_at" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "speakers" ADD COLUMN "merged_by" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "entry_terms" ADD COLUMN "label" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "former_slugs" ADD CONSTRAINT "former_slugs_speaker_id_speakers_id_fk" FOREIGN KEY ("speaker_id") REFERENCES "public"."speakers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "former_slugs_speaker" ON "former_slugs" USING btree ("speaker_id");--> statement-breakpoint
CREATE INDEX "claims_text" ON "claims" USING btree ("text_sha256");