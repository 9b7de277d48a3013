CREATE TABLE "import_jobs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"format" text COLLATE "C" NOT NULL,
	"mapping_name" text COLLATE "C",
	"mapping" json,
	"file" text COLLATE "C",
	"bytes" bigint NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"dry_run" boolean NOT NULL,
	"publish" boolean NOT NULL,
	"skip_faulty" boolean NOT NULL,
	"allow_duplicates" boolean NOT NULL,
	"may_rule" boolean NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"created_at" text COLLATE "C" NOT NULL,
	"started_at" text COLLATE "C",
	"ended_at" text COLLATE "C",
	"read" bigint NOT NULL,
	"total" bigint,
	"created" bigint NOT NULL,
	"unchanged" bigint NOT NULL,
	"refused" bigint NOT NULL,
	"known_before" bigint,
	"report" json
);
--> statement-breakpoint
CREATE TABLE "import_parts" (
	"import_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"content" text COLLATE "C" NOT NULL,
	"added_at" text COLLATE "C" NOT NULL,
	CONSTRAINT "import_parts_import_id_position_pk" PRIMARY KEY("import_id","position")
);
--> statement-breakpoint
CREATE TABLE "pulls" (
	"url" text COLLATE "C" PRIMARY KEY NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"checkpoint" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"root_hash" text COLLATE "C" NOT NULL,
	"applied" json NOT NULL,
	"pulled_at" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE INDEX "import_jobs_state" ON "import_jobs" USING btree ("state","id");