ALTER TABLE "contests" ADD COLUMN "scored_version" integer;--> statement-breakpoint
UPDATE contests SET scored_version = rules_version WHERE NOT rescore_needed AND NOT rescore_started;
