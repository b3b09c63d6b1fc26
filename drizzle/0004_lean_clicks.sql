ALTER TABLE "clicks" DROP CONSTRAINT "clicks_externalId_unique";--> statement-breakpoint
ALTER TABLE "clicks" DROP CONSTRAINT "clicks_person_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "clicks" DROP CONSTRAINT "clicks_post_id_posts_id_fk";
--> statement-breakpoint
DROP INDEX "visits_last_at_index";--> statement-breakpoint
CREATE UNIQUE INDEX "clicks_external_id" ON "clicks" USING btree ("external_id") WHERE external_id is not null;