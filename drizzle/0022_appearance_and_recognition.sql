CREATE TABLE "appearances" (
	"person_id" uuid NOT NULL,
	"surface" text NOT NULL,
	"shown" text NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "appearances_person_id_surface_pk" PRIMARY KEY("person_id","surface")
);
--> statement-breakpoint
CREATE TABLE "directory_entries" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"words" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profiles" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"about" text DEFAULT '' NOT NULL,
	"topics" text[] DEFAULT '{}' NOT NULL,
	"good_at" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"networks" text[] DEFAULT '{}' NOT NULL,
	"show_results" boolean DEFAULT false NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "pseudonyms" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key" text NOT NULL,
	"hidden_key" text NOT NULL,
	"avatar_seed" text NOT NULL,
	CONSTRAINT "pseudonyms_name_unique" UNIQUE("name"),
	CONSTRAINT "pseudonyms_key_unique" UNIQUE("key"),
	CONSTRAINT "pseudonyms_hiddenKey_unique" UNIQUE("hidden_key")
);
--> statement-breakpoint
CREATE TABLE "ambassadors" (
	"month" char(7) PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"announced_by" uuid NOT NULL,
	"announced_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "nomination_votes" (
	"month" char(7) NOT NULL,
	"voter_id" uuid NOT NULL,
	"nomination_id" uuid NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nomination_votes_month_voter_id_pk" PRIMARY KEY("month","voter_id")
);
--> statement-breakpoint
CREATE TABLE "nominations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" char(7) NOT NULL,
	"person_id" uuid NOT NULL,
	"nominated_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "nominations_not_oneself" CHECK (person_id <> nominated_by)
);
--> statement-breakpoint
CREATE TABLE "recognitions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"from_person" uuid NOT NULL,
	"to_person" uuid NOT NULL,
	"message" text NOT NULL,
	"public" boolean NOT NULL,
	"badge" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"withdrawn_at" timestamp (3) with time zone,
	"agreed_at" timestamp (3) with time zone,
	"kept_at" timestamp (3) with time zone,
	CONSTRAINT "recognitions_not_oneself" CHECK (from_person <> to_person)
);
--> statement-breakpoint
ALTER TABLE "program" ADD COLUMN "thanks_per_month" integer DEFAULT 20 NOT NULL;--> statement-breakpoint
ALTER TABLE "program" ADD COLUMN "ambassador_by" text DEFAULT 'vote' NOT NULL;--> statement-breakpoint
ALTER TABLE "appearances" ADD CONSTRAINT "appearances_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_entries" ADD CONSTRAINT "directory_entries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pseudonyms" ADD CONSTRAINT "pseudonyms_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ambassadors" ADD CONSTRAINT "ambassadors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ambassadors" ADD CONSTRAINT "ambassadors_announced_by_people_id_fk" FOREIGN KEY ("announced_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_votes" ADD CONSTRAINT "nomination_votes_voter_id_people_id_fk" FOREIGN KEY ("voter_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nomination_votes" ADD CONSTRAINT "nomination_votes_nomination_id_nominations_id_fk" FOREIGN KEY ("nomination_id") REFERENCES "public"."nominations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "nominations" ADD CONSTRAINT "nominations_nominated_by_people_id_fk" FOREIGN KEY ("nominated_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_from_person_people_id_fk" FOREIGN KEY ("from_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_to_person_people_id_fk" FOREIGN KEY ("to_person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directory_entries_words_index" ON "directory_entries" USING gin ("words");--> statement-breakpoint
CREATE INDEX "nomination_votes_nomination_id_index" ON "nomination_votes" USING btree ("nomination_id");--> statement-breakpoint
CREATE UNIQUE INDEX "nominations_once" ON "nominations" USING btree ("month","person_id");--> statement-breakpoint
CREATE INDEX "recognitions_giver" ON "recognitions" USING btree ("from_person","created_at");--> statement-breakpoint
CREATE INDEX "recognitions_thanked" ON "recognitions" USING btree ("to_person","created_at");--> statement-breakpoint
CREATE INDEX "recognitions_latest" ON "recognitions" USING btree ("created_at") WHERE public and withdrawn_at is null;