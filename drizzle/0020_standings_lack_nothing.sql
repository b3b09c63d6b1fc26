ALTER TABLE "standings" DROP COLUMN "lacks";--> statement-breakpoint
ALTER TABLE "standings" DROP COLUMN "public_lacks";