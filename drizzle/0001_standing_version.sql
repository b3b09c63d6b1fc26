ALTER TABLE "contests" ADD COLUMN "board_moment" text;--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "marks" ADD COLUMN "contest_id" uuid;--> statement-breakpoint
CREATE INDEX "standings_contest_version" ON "standings" USING btree ("contest_id","version");--> statement-breakpoint
CREATE INDEX "standings_contest_reached" ON "standings" USING btree ("contest_id","public_reached_at");