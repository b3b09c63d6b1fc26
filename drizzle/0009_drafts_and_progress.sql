ALTER TABLE "contest_drafts" ADD COLUMN "base" jsonb;--> statement-breakpoint
ALTER TABLE "contest_drafts" ADD COLUMN "changes" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "rescore_done" integer;--> statement-breakpoint
ALTER TABLE "contests" ADD COLUMN "rescore_of" integer;