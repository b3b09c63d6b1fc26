CREATE TABLE "directory_state" (
	"id" integer PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
DROP INDEX "directory_entries_words_index";--> statement-breakpoint
ALTER TABLE "directory_entries" ADD COLUMN "version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "directory_entries_version_index" ON "directory_entries" USING btree ("version");