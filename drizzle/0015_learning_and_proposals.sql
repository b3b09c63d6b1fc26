CREATE TABLE "certificates" (
	"person_id" uuid NOT NULL,
	"edition" integer NOT NULL,
	"guidelines" integer,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "certificates_person_id_edition_pk" PRIMARY KEY("person_id","edition")
);
--> statement-breakpoint
CREATE TABLE "checklist_marks" (
	"list" text NOT NULL,
	"item" text NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "checklist_marks_list_item_person_id_pk" PRIMARY KEY("list","item","person_id")
);
--> statement-breakpoint
CREATE TABLE "disclosure_pledges" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guideline_acceptances" (
	"person_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"language" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "guideline_acceptances_person_id_version_pk" PRIMARY KEY("person_id","version")
);
--> statement-breakpoint
CREATE TABLE "guideline_versions" (
	"version" integer PRIMARY KEY NOT NULL,
	"texts" jsonb NOT NULL,
	"note" text NOT NULL,
	"published_by" uuid,
	"published_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lesson_passes" (
	"person_id" uuid NOT NULL,
	"lesson" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "lesson_passes_person_id_lesson_pk" PRIMARY KEY("person_id","lesson")
);
--> statement-breakpoint
CREATE TABLE "lesson_texts" (
	"lesson" text NOT NULL,
	"language" text NOT NULL,
	"content" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"updated_by" uuid,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lesson_texts_lesson_language_pk" PRIMARY KEY("lesson","language")
);
--> statement-breakpoint
CREATE TABLE "proposal_votes" (
	"proposal_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposal_votes_proposal_id_person_id_pk" PRIMARY KEY("proposal_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"title" text NOT NULL,
	"url" text,
	"url_key" text,
	"text" text,
	"why" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"note" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"post_id" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "lacks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "standings" ADD COLUMN "public_lacks" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "certificates" ADD CONSTRAINT "certificates_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_marks" ADD CONSTRAINT "checklist_marks_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosure_pledges" ADD CONSTRAINT "disclosure_pledges_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guideline_acceptances" ADD CONSTRAINT "guideline_acceptances_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guideline_acceptances" ADD CONSTRAINT "guideline_acceptances_version_guideline_versions_version_fk" FOREIGN KEY ("version") REFERENCES "public"."guideline_versions"("version") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guideline_versions" ADD CONSTRAINT "guideline_versions_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_passes" ADD CONSTRAINT "lesson_passes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_texts" ADD CONSTRAINT "lesson_texts_updated_by_people_id_fk" FOREIGN KEY ("updated_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_votes" ADD CONSTRAINT "proposal_votes_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_votes" ADD CONSTRAINT "proposal_votes_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_decided_by_people_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "proposals_state_created_at_index" ON "proposals" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "proposals_person_id_created_at_index" ON "proposals" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "proposals_open_url" ON "proposals" USING btree ("url_key") WHERE state = 'open';--> statement-breakpoint
-- What is held of whom and since when decides ranks: only ever added, like facts (0011).
CREATE TRIGGER guideline_versions_keep BEFORE UPDATE OR DELETE ON "guideline_versions" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER guideline_versions_keep_all BEFORE TRUNCATE ON "guideline_versions" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER guideline_acceptances_keep BEFORE UPDATE OR DELETE ON "guideline_acceptances" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER guideline_acceptances_keep_all BEFORE TRUNCATE ON "guideline_acceptances" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER disclosure_pledges_keep BEFORE UPDATE OR DELETE ON "disclosure_pledges" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER disclosure_pledges_keep_all BEFORE TRUNCATE ON "disclosure_pledges" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER certificates_keep BEFORE UPDATE OR DELETE ON "certificates" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER certificates_keep_all BEFORE TRUNCATE ON "certificates" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
