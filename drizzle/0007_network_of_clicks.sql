ALTER TABLE "clicks" ADD COLUMN "network" text;--> statement-breakpoint
ALTER TABLE "adjustment_requests" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "adjustment_requests" ADD COLUMN "at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "adjustment_requests" ADD CONSTRAINT "adjustment_requests_externalId_unique" UNIQUE("external_id");