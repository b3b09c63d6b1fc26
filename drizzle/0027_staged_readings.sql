-- Unlogged, by hand: what is put aside costs no WAL, and a crash may empty it.
CREATE UNLOGGED TABLE "staged_readings" (
	"run" uuid NOT NULL,
	"part" integer NOT NULL,
	"id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"link_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"metric" text NOT NULL,
	"total" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "checking" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "staged_readings_part" ON "staged_readings" USING btree ("run","part");
--> statement-breakpoint
-- The application's role may not TRUNCATE; a million deleted rows would wait for vacuum instead. This empties one table
-- that holds no facts; while somebody reads it (pg_dump reads every table) it deletes instead of waiting.
CREATE FUNCTION laurel_forget_staged() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	LOCK TABLE staged_readings IN ACCESS EXCLUSIVE MODE NOWAIT;
	TRUNCATE staged_readings;
EXCEPTION WHEN lock_not_available THEN
	DELETE FROM staged_readings;
END $$;
--> statement-breakpoint
-- Nor may it ANALYZE. Whoever reads a table into which an import has just put a million rows needs new figures of it, and not
-- within a minute.
CREATE FUNCTION laurel_analyze_facts(facts text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
	IF facts IN ('clicks', 'readings', 'conversions') THEN
		EXECUTE format('ANALYZE %I', facts);
	END IF;
END $$;
