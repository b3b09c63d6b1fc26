CREATE TABLE "display_hosts" (
	"office_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"granted_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "display_hosts_office_id_person_id_pk" PRIMARY KEY("office_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "display_pairings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_hash" char(64) NOT NULL,
	"proof_hash" char(64) NOT NULL,
	"device_hash" char(64) NOT NULL,
	"browser" text NOT NULL,
	"width" integer,
	"height" integer,
	"time_zone" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"wrong_tries" integer DEFAULT 0 NOT NULL,
	"seen_at" timestamp (3) with time zone,
	"last_polled_at" timestamp (3) with time zone,
	"interval_seconds" integer NOT NULL,
	"approved_at" timestamp (3) with time zone,
	"approved_by" uuid,
	"refused_at" timestamp (3) with time zone,
	"display_id" uuid,
	"consumed_at" timestamp (3) with time zone,
	CONSTRAINT "display_pairings_deviceHash_unique" UNIQUE("device_hash")
);
--> statement-breakpoint
CREATE TABLE "display_takeovers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"display_id" uuid,
	"office_id" uuid,
	"scene" text NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "display_tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"display_id" uuid NOT NULL,
	"hash" char(64) NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"replaced_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	"last_used_at" timestamp (3) with time zone,
	CONSTRAINT "display_tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "playlists" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"items" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"office_id" uuid,
	"is_default" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_by" uuid
);
--> statement-breakpoint
ALTER TABLE "displays" ALTER COLUMN "contest_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "time_zone" text;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "playlist_id" uuid;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "settings" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "paired_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "last_seen_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "report" jsonb;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "identify_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "reload_seq" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "displays" ADD COLUMN "away_told_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "display_hosts" ADD CONSTRAINT "display_hosts_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_hosts" ADD CONSTRAINT "display_hosts_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_hosts" ADD CONSTRAINT "display_hosts_granted_by_people_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_pairings" ADD CONSTRAINT "display_pairings_approved_by_people_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_pairings" ADD CONSTRAINT "display_pairings_display_id_displays_id_fk" FOREIGN KEY ("display_id") REFERENCES "public"."displays"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_takeovers" ADD CONSTRAINT "display_takeovers_display_id_displays_id_fk" FOREIGN KEY ("display_id") REFERENCES "public"."displays"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_takeovers" ADD CONSTRAINT "display_takeovers_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_takeovers" ADD CONSTRAINT "display_takeovers_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "display_tokens" ADD CONSTRAINT "display_tokens_display_id_displays_id_fk" FOREIGN KEY ("display_id") REFERENCES "public"."displays"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "playlists" ADD CONSTRAINT "playlists_office_id_offices_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."offices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "playlists" ADD CONSTRAINT "playlists_updated_by_people_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "display_pairings_code" ON "display_pairings" USING btree ("code_hash");--> statement-breakpoint
CREATE INDEX "display_pairings_expires_at_index" ON "display_pairings" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "display_takeovers_open" ON "display_takeovers" USING btree ("until") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "display_tokens_display_id_index" ON "display_tokens" USING btree ("display_id");--> statement-breakpoint
CREATE INDEX "display_tokens_expires_at_index" ON "display_tokens" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "playlists_default" ON "playlists" USING btree ("is_default") WHERE is_default;--> statement-breakpoint
ALTER TABLE "displays" ADD CONSTRAINT "displays_playlist_id_playlists_id_fk" FOREIGN KEY ("playlist_id") REFERENCES "public"."playlists"("id") ON DELETE set null ON UPDATE no action;