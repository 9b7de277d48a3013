CREATE TABLE "log_cosignatures" (
	"size" bigint NOT NULL,
	"witness" text COLLATE "C" NOT NULL,
	"cosigned_at" text COLLATE "C" NOT NULL,
	"line" text COLLATE "C" NOT NULL,
	CONSTRAINT "log_cosignatures_witness_size_pk" PRIMARY KEY("witness","size")
);
--> statement-breakpoint
ALTER TABLE "keys" ADD COLUMN "expires_on" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "log_cosignatures_size" ON "log_cosignatures" USING btree ("size");