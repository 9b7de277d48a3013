CREATE TABLE "portraits" (
	"speaker_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"url" text COLLATE "C" NOT NULL,
	"looked_at" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C",
	"sha256" text COLLATE "C",
	"error" text COLLATE "C"
);
