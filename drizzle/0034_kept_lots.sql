CREATE TABLE "kept_lots" (
	"contest_id" uuid NOT NULL,
	"prize" integer NOT NULL,
	"person_id" uuid NOT NULL,
	"lot" char(64) NOT NULL,
	CONSTRAINT "kept_lots_contest_id_prize_person_id_pk" PRIMARY KEY("contest_id","prize","person_id")
);
--> statement-breakpoint
ALTER TABLE "kept_lots" ADD CONSTRAINT "kept_lots_contest_id_contests_id_fk" FOREIGN KEY ("contest_id") REFERENCES "public"."contests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kept_lots" ADD CONSTRAINT "kept_lots_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE cascade ON UPDATE no action;