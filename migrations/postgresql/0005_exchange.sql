CREATE TABLE "markup_pages" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"page_id" text COLLATE "C" NOT NULL,
	"page_url" text COLLATE "C" NOT NULL,
	"organization" text COLLATE "C" NOT NULL,
	"version_id" text COLLATE "C" NOT NULL,
	"page" json NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claim_review_markup" (
	"verdict_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"markup" json NOT NULL
);
--> statement-breakpoint
ALTER TABLE "claim_review_markup" ADD CONSTRAINT "claim_review_markup_verdict_id_verdicts_id_fk" FOREIGN KEY ("verdict_id") REFERENCES "public"."verdicts"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "markup_pages_id" ON "markup_pages" USING btree ("page_id");--> statement-breakpoint
CREATE INDEX "markup_pages_url" ON "markup_pages" USING btree ("page_url");--> statement-breakpoint
CREATE INDEX "markup_pages_organization" ON "markup_pages" USING btree ("organization");