CREATE TABLE "showcase_authors" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"permission" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "showcase_authors_permission" CHECK (permission in ('ask', 'always', 'never'))
);
--> statement-breakpoint
CREATE TABLE "showcase_editions" (
	"month" char(7) PRIMARY KEY NOT NULL,
	"rule" jsonb NOT NULL,
	"intro" text DEFAULT '' NOT NULL,
	"prepared_at" timestamp (3) with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_by" uuid,
	"published_at" timestamp (3) with time zone,
	"published_by" uuid,
	"letters_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "showcase_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"month" char(7) NOT NULL,
	"link_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"post_id" uuid NOT NULL,
	"clicks" integer NOT NULL,
	"conversations" integer NOT NULL,
	"engagements" integer NOT NULL,
	"impressions" integer NOT NULL,
	"rank" integer NOT NULL,
	"decision" text DEFAULT 'auto' NOT NULL,
	"pinned_at" integer,
	"reason" text DEFAULT '' NOT NULL,
	"comment" text DEFAULT '' NOT NULL,
	"place" integer,
	"asked_at" timestamp (3) with time zone,
	"answer" text,
	"answered_at" timestamp (3) with time zone,
	"code" text NOT NULL,
	CONSTRAINT "showcase_entries_code_unique" UNIQUE("code"),
	CONSTRAINT "showcase_entries_once" UNIQUE("month","link_id"),
	CONSTRAINT "showcase_entries_decision" CHECK (decision in ('auto', 'pin', 'out')),
	CONSTRAINT "showcase_entries_answer" CHECK (answer in ('yes', 'no'))
);
--> statement-breakpoint
CREATE TABLE "showcase_letters" (
	"month" char(7) NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "showcase_letters_month_person_id_pk" PRIMARY KEY("month","person_id")
);
--> statement-breakpoint
CREATE TABLE "showcase_readers" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"letter" boolean DEFAULT false NOT NULL,
	"letter_key" text NOT NULL,
	"feed_key" text,
	CONSTRAINT "showcase_readers_letterKey_unique" UNIQUE("letter_key"),
	CONSTRAINT "showcase_readers_feedKey_unique" UNIQUE("feed_key")
);
--> statement-breakpoint
CREATE TABLE "showcase_scans" (
	"entry_id" uuid NOT NULL,
	"day" date NOT NULL,
	"scans" integer NOT NULL,
	CONSTRAINT "showcase_scans_entry_id_day_pk" PRIMARY KEY("entry_id","day")
);
--> statement-breakpoint
CREATE TABLE "showcase_settings" (
	"id" integer PRIMARY KEY NOT NULL,
	"rule" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "showcase_authors" ADD CONSTRAINT "showcase_authors_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_editions" ADD CONSTRAINT "showcase_editions_changed_by_people_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_editions" ADD CONSTRAINT "showcase_editions_published_by_people_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_entries" ADD CONSTRAINT "showcase_entries_month_showcase_editions_month_fk" FOREIGN KEY ("month") REFERENCES "public"."showcase_editions"("month") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_entries" ADD CONSTRAINT "showcase_entries_link_id_links_id_fk" FOREIGN KEY ("link_id") REFERENCES "public"."links"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_entries" ADD CONSTRAINT "showcase_entries_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_entries" ADD CONSTRAINT "showcase_entries_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_letters" ADD CONSTRAINT "showcase_letters_month_showcase_editions_month_fk" FOREIGN KEY ("month") REFERENCES "public"."showcase_editions"("month") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_letters" ADD CONSTRAINT "showcase_letters_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_readers" ADD CONSTRAINT "showcase_readers_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "showcase_scans" ADD CONSTRAINT "showcase_scans_entry_id_showcase_entries_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."showcase_entries"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "showcase_editions_published" ON "showcase_editions" USING btree ("month") WHERE published_at is not null;--> statement-breakpoint
CREATE INDEX "showcase_entries_person" ON "showcase_entries" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "showcase_entries_link" ON "showcase_entries" USING btree ("link_id");--> statement-breakpoint
CREATE INDEX "showcase_letters_waiting" ON "showcase_letters" USING btree ("month") WHERE sent_at is null;