CREATE TABLE "claim_relations" (
	"claim_id" text COLLATE "C" NOT NULL,
	"related_id" text COLLATE "C" NOT NULL,
	"relation" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	CONSTRAINT "claim_relations_claim_id_related_id_pk" PRIMARY KEY("claim_id","related_id")
);
--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "article_url" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "article_title" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "same_as" json;--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "derived" json;--> statement-breakpoint
ALTER TABLE "promises" ADD COLUMN "about" json;--> statement-breakpoint
ALTER TABLE "promises" ADD COLUMN "decided_by" json;--> statement-breakpoint
ALTER TABLE "promises" ADD COLUMN "responsible" json;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "said_at" text COLLATE "C";--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "media" json;--> statement-breakpoint
ALTER TABLE "quotes" ADD COLUMN "original" json;--> statement-breakpoint
ALTER TABLE "speakers" ADD COLUMN "external_ids" json;--> statement-breakpoint
ALTER TABLE "speakers" ADD COLUMN "roles" json;--> statement-breakpoint
ALTER TABLE "speakers" ADD COLUMN "image" json;--> statement-breakpoint
ALTER TABLE "claim_relations" ADD CONSTRAINT "claim_relations_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_relations_related" ON "claim_relations" USING btree ("related_id");--> statement-breakpoint
CREATE INDEX "keys_actor" ON "keys" USING btree ("actor");