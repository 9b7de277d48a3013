CREATE TABLE "claim_matches" (
	"claim_id" text COLLATE "C" NOT NULL,
	"other_id" text COLLATE "C" NOT NULL,
	"relation" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C",
	"decided_by" text COLLATE "C" NOT NULL,
	"decided_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "claim_matches_claim_id_other_id_pk" PRIMARY KEY("claim_id","other_id")
);
--> statement-breakpoint
ALTER TABLE "claims" ADD COLUMN "said" json;--> statement-breakpoint
ALTER TABLE "claim_matches" ADD CONSTRAINT "claim_matches_claim_id_claims_id_fk" FOREIGN KEY ("claim_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_matches" ADD CONSTRAINT "claim_matches_other_id_claims_id_fk" FOREIGN KEY ("other_id") REFERENCES "public"."claims"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "claim_matches_other" ON "claim_matches" USING btree ("other_id");