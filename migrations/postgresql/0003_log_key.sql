CREATE TABLE "log_key" (
	"id" bigint PRIMARY KEY NOT NULL,
	"origin" text COLLATE "C" NOT NULL,
	"private_key" text COLLATE "C" NOT NULL,
	"made_at" text COLLATE "C" NOT NULL
);
