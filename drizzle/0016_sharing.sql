CREATE TABLE "share_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"network" text NOT NULL,
	"text" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "share_drafts_person_post_network" UNIQUE("person_id","post_id","network")
);
--> statement-breakpoint
CREATE TABLE "share_reminders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"networks" jsonb NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "share_settings" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"mastodon_server" text
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"link_id" uuid PRIMARY KEY NOT NULL,
	"post_id" uuid NOT NULL,
	"sketch" text,
	"originality" smallint,
	"prepared_at" timestamp (3) with time zone,
	"address" text,
	"address_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sharing_policy" (
	"id" integer PRIMARY KEY NOT NULL,
	"policy" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "posts" ALTER COLUMN "category_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "brought_by" uuid;--> statement-breakpoint
ALTER TABLE "share_drafts" ADD CONSTRAINT "share_drafts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_drafts" ADD CONSTRAINT "share_drafts_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_reminders" ADD CONSTRAINT "share_reminders_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_reminders" ADD CONSTRAINT "share_reminders_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_settings" ADD CONSTRAINT "share_settings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "share_drafts_updated" ON "share_drafts" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "share_reminders_person" ON "share_reminders" USING btree ("person_id","due_at");--> statement-breakpoint
CREATE INDEX "share_reminders_due" ON "share_reminders" USING btree ("due_at") WHERE sent_at is null;--> statement-breakpoint
CREATE INDEX "shares_post" ON "shares" USING btree ("post_id","prepared_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shares_address" ON "shares" USING btree ("address") WHERE address is not null;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_brought_by_people_id_fk" FOREIGN KEY ("brought_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "posts_brought" ON "posts" USING btree ("brought_by",md5("url")) WHERE brought_by is not null;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_category" CHECK ("posts"."category_id" is not null or "posts"."brought_by" is not null);