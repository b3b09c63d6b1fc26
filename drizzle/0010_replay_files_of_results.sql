CREATE TABLE "contest_result_files" (
	"result_id" uuid NOT NULL,
	"part" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "contest_result_files_result_id_part_pk" PRIMARY KEY("result_id","part")
);
--> statement-breakpoint
ALTER TABLE "contest_results" ADD COLUMN "replay_sha256" char(64) NOT NULL;--> statement-breakpoint
ALTER TABLE "contest_results" ADD COLUMN "replay_bytes" bigint NOT NULL;--> statement-breakpoint
ALTER TABLE "contest_results" ADD COLUMN "people" jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "contest_result_files" ADD CONSTRAINT "contest_result_files_result_id_contest_results_id_fk" FOREIGN KEY ("result_id") REFERENCES "public"."contest_results"("id") ON DELETE no action ON UPDATE no action;