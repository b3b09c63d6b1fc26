CREATE TABLE "badge_awards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"badge" text NOT NULL,
	"level" smallint NOT NULL,
	"reason" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"awarded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"given_by" uuid,
	"given_reason" text,
	"taken_back_at" timestamp (3) with time zone,
	"taken_back_why" text,
	"told_at" timestamp (3) with time zone,
	CONSTRAINT "badge_awards_once" UNIQUE("person_id","badge","level","reason")
);
--> statement-breakpoint
CREATE TABLE "badge_credentials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"award_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"kid" text NOT NULL,
	"jwt" text NOT NULL,
	"issued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_why" text
);
--> statement-breakpoint
CREATE TABLE "badge_passes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"cause" text NOT NULL,
	"requested_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"after" uuid,
	"done" integer DEFAULT 0 NOT NULL,
	"of" integer,
	"awarded" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "badge_policy" (
	"id" integer PRIMARY KEY NOT NULL,
	"manager_monthly" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "badge_settings" (
	"badge" text PRIMARY KEY NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"managers_may" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "badge_signatures" (
	"token" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "badge_titles" (
	"month" char(7) NOT NULL,
	"title" text NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "badge_titles_month_title_person_id_pk" PRIMARY KEY("month","title","person_id")
);
--> statement-breakpoint
CREATE TABLE "badge_touches" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "badge_touches_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "credential_keys" (
	"kid" text PRIMARY KEY NOT NULL,
	"alg" text NOT NULL,
	"public_jwk" jsonb NOT NULL,
	"private_key" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"retired_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "own_badges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"mark" text NOT NULL,
	"condition" jsonb,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "own_badges_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "work_weeks" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"work_days" smallint[] NOT NULL,
	"off" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "badge_awards" ADD CONSTRAINT "badge_awards_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_awards" ADD CONSTRAINT "badge_awards_given_by_people_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_credentials" ADD CONSTRAINT "badge_credentials_award_id_badge_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."badge_awards"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_credentials" ADD CONSTRAINT "badge_credentials_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_credentials" ADD CONSTRAINT "badge_credentials_kid_credential_keys_kid_fk" FOREIGN KEY ("kid") REFERENCES "public"."credential_keys"("kid") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_signatures" ADD CONSTRAINT "badge_signatures_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "badge_titles" ADD CONSTRAINT "badge_titles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_badges" ADD CONSTRAINT "own_badges_created_by_people_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."people"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_weeks" ADD CONSTRAINT "work_weeks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "badge_awards_badge" ON "badge_awards" USING btree ("badge","at");--> statement-breakpoint
CREATE INDEX "badge_awards_at" ON "badge_awards" USING btree ("at");--> statement-breakpoint
CREATE INDEX "badge_awards_untold" ON "badge_awards" USING btree ("awarded_at") WHERE told_at is null;--> statement-breakpoint
CREATE INDEX "badge_awards_giver" ON "badge_awards" USING btree ("given_by","awarded_at") WHERE given_by is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "badge_credentials_one" ON "badge_credentials" USING btree ("award_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "badge_credentials_person" ON "badge_credentials" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "badge_passes_open" ON "badge_passes" USING btree ((true)) WHERE finished_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "badge_signatures_one" ON "badge_signatures" USING btree ("person_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "badge_titles_person_id_index" ON "badge_titles" USING btree ("person_id");