CREATE TABLE "web_pictures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"picture_id" uuid,
	"previous_id" uuid,
	"hash" char(64),
	"fetched_at" timestamp (3) with time zone,
	"asked_at" timestamp (3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "web_pictures_address_unique" UNIQUE("address")
);
--> statement-breakpoint
DROP INDEX "playlists_default";--> statement-breakpoint
ALTER TABLE "web_pictures" ADD CONSTRAINT "web_pictures_picture_id_pictures_id_fk" FOREIGN KEY ("picture_id") REFERENCES "public"."pictures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "web_pictures" ADD CONSTRAINT "web_pictures_previous_id_pictures_id_fk" FOREIGN KEY ("previous_id") REFERENCES "public"."pictures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "playlists_default" ON "playlists" USING btree (coalesce(office_id, '00000000-0000-0000-0000-000000000000')) WHERE is_default;