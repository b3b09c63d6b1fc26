ALTER TABLE "contests" ADD COLUMN "public_version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE "contests" SET "public_version" = "board_version";
