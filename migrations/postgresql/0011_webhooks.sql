CREATE TABLE "deliveries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"webhook_id" text COLLATE "C" NOT NULL,
	"seq" bigint,
	"message_id" text COLLATE "C" NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"at" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempts" bigint NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"last_attempt_at" text COLLATE "C",
	"next_attempt_at" text COLLATE "C",
	"duration_ms" bigint,
	"request" text COLLATE "C",
	"status" bigint,
	"answer" text COLLATE "C",
	"error" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"description" text COLLATE "C",
	"format" text COLLATE "C" NOT NULL,
	"payload" text COLLATE "C" NOT NULL,
	"types" json NOT NULL,
	"speakers" json NOT NULL,
	"topics" json NOT NULL,
	"claims" json NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"disabled_reason" text COLLATE "C",
	"keys" json NOT NULL,
	"seq" bigint NOT NULL,
	"failing_since" text COLLATE "C",
	"created_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"queue" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"lane" text COLLATE "C" NOT NULL,
	"due_at" text COLLATE "C" NOT NULL,
	"lease" text COLLATE "C",
	"attempts" bigint NOT NULL,
	"payload" json,
	"last_error" text COLLATE "C"
);
--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "deliveries_webhook" ON "deliveries" USING btree ("webhook_id","id");--> statement-breakpoint
CREATE INDEX "deliveries_line" ON "deliveries" USING btree ("webhook_id","seq");--> statement-breakpoint
CREATE INDEX "deliveries_age" ON "deliveries" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("queue","key");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("queue","due_at","id");--> statement-breakpoint
CREATE INDEX "jobs_lane" ON "jobs" USING btree ("queue","lane","id");