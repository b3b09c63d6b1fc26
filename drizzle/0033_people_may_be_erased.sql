ALTER TABLE "people" ADD COLUMN "erased_at" timestamp (3) with time zone;
--> statement-breakpoint
-- By hand. A result is written once. One thing may happen to it: whoever is erased loses their name in its document and in the
-- list of people as they were. Both columns may be updated for that, and the trigger below lets through nothing but texts that
-- became the neutral name, or a neutral key: every number, every key, every other text and their order stay. Its hash stays, too.
DROP TRIGGER contest_results_keep ON "contest_results";
--> statement-breakpoint
CREATE TRIGGER contest_results_keep BEFORE UPDATE OR DELETE ON "contest_results"
	FOR EACH ROW EXECUTE FUNCTION laurel_keep('document', 'people');
--> statement-breakpoint
-- Whether a JSON value is another one in which texts became neutral, and nothing else.
CREATE FUNCTION laurel_only_names_lost(before jsonb, after jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
	SELECT (SELECT jsonb_agg(v #>> '{}') FROM jsonb_path_query(before, 'strict $.** ? (@.type() == "object").keyvalue().key') v)
			IS NOT DISTINCT FROM
			(SELECT jsonb_agg(v #>> '{}') FROM jsonb_path_query(after, 'strict $.** ? (@.type() == "object").keyvalue().key') v)
		AND NOT EXISTS (
			SELECT FROM
				jsonb_path_query(before, 'strict $.**') WITH ORDINALITY b (v, n)
				FULL JOIN jsonb_path_query(after, 'strict $.**') WITH ORDINALITY a (v, n) ON a.n = b.n
			WHERE a.n IS NULL OR b.n IS NULL OR jsonb_typeof(a.v) <> jsonb_typeof(b.v)
				OR CASE jsonb_typeof(b.v) WHEN 'array' THEN jsonb_array_length(a.v) <> jsonb_array_length(b.v) ELSE false END
				OR (jsonb_typeof(b.v) NOT IN ('object', 'array') AND a.v <> b.v
					AND NOT (jsonb_typeof(b.v) = 'string' AND a.v #>> '{}' ~ '^(Former colleague|erased-[0-9a-f]{12})$')))
$$;
--> statement-breakpoint
CREATE FUNCTION laurel_keep_results() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF laurel_only_names_lost(OLD.document::jsonb, NEW.document::jsonb) AND laurel_only_names_lost(OLD.people, NEW.people)
	THEN RETURN NEW; END IF;
	RAISE EXCEPTION 'UPDATE of contest_results is refused: a result loses the name of who is erased, and changes in nothing else'
		USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER contest_results_names BEFORE UPDATE ON "contest_results"
	FOR EACH ROW EXECUTE FUNCTION laurel_keep_results();
