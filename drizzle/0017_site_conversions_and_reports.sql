CREATE TABLE "beacon_sightings" (
	"origin" text NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "beacon_sightings_origin_outcome_pk" PRIMARY KEY("origin","outcome")
);
--> statement-breakpoint
CREATE TABLE "conversion_kinds" (
	"kind" text PRIMARY KEY NOT NULL,
	"name" text,
	"expects_value" boolean DEFAULT false NOT NULL,
	"value" numeric(18, 4),
	"currency" char(3),
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reading_reports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"link_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"likes" integer,
	"comments" integer,
	"reshares" integer,
	"impressions" integer,
	"reach" integer,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "reading_screenshots" (
	"report_id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "program" ADD COLUMN "conversion_days" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "program" ADD COLUMN "conversion_click" text DEFAULT 'last' NOT NULL;--> statement-breakpoint
ALTER TABLE "program" ADD COLUMN "conversion_origins" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "reading_reports" ADD CONSTRAINT "reading_reports_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_reports" ADD CONSTRAINT "reading_reports_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_reports" ADD CONSTRAINT "reading_reports_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reading_screenshots" ADD CONSTRAINT "reading_screenshots_report_id_reading_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reading_reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reading_reports_open" ON "reading_reports" USING btree ("link_id") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "reading_reports_person" ON "reading_reports" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "reading_reports_state" ON "reading_reports" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "conversions_click" ON "conversions" USING btree ("click_id") WHERE click_id is not null;--> statement-breakpoint
-- The kinds that most companies count. Owners name others, and switch off what they do not want.
INSERT INTO "conversion_kinds" ("kind", "name", "expects_value") VALUES
	('lead', 'Lead', false),
	('signup', 'Signup', false),
	('sale', 'Sale', true),
	('application', 'Application', false),
	('hire', 'Hire', false);
