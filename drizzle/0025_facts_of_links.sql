ALTER TABLE "conversions" DROP CONSTRAINT "conversions_person_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "conversions" DROP CONSTRAINT "conversions_post_id_posts_id_fk";
--> statement-breakpoint
ALTER TABLE "readings" DROP CONSTRAINT "readings_person_id_people_id_fk";
--> statement-breakpoint
ALTER TABLE "readings" DROP CONSTRAINT "readings_post_id_posts_id_fk";
