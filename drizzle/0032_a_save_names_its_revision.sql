ALTER TABLE "displays" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "feeds" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;