CREATE TABLE "imports" (
	"subject_id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"imported_at" text COLLATE "C" NOT NULL
);
