ALTER TABLE "standings" ADD COLUMN "qualified" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "public_qualified" boolean DEFAULT true NOT NULL;