-- Facts, results and the audit log are only ever added to. Two lines of defence: the application's role may not change
-- them (db/role.ts), and these triggers refuse it to everybody, whoever is connected. docs/decisions/0013.

-- Hands that may not: what a table's trigger names as its arguments are the columns that may change all the same.
CREATE FUNCTION laurel_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' AND TG_NARGS > 0 THEN
		IF to_jsonb(NEW) - TG_ARGV::text[] = to_jsonb(OLD) - TG_ARGV::text[] THEN RETURN NEW; END IF;
	END IF;
	RAISE EXCEPTION '% of % is refused: its rows are only ever added', TG_OP, TG_TABLE_NAME
		USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
-- A late click judges its visitor's others anew; the network of the day is forgotten.
CREATE TRIGGER clicks_keep BEFORE UPDATE OR DELETE ON "clicks" FOR EACH ROW EXECUTE FUNCTION laurel_keep('verdict', 'network');
--> statement-breakpoint
CREATE TRIGGER readings_keep BEFORE UPDATE OR DELETE ON "readings" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER conversions_keep BEFORE UPDATE OR DELETE ON "conversions" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER adjustments_keep BEFORE UPDATE OR DELETE ON "adjustments" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER voids_keep BEFORE UPDATE OR DELETE ON "voids" FOR EACH ROW EXECUTE FUNCTION laurel_keep('lifted_at', 'lifted_by');
--> statement-breakpoint
CREATE TRIGGER contest_results_keep BEFORE UPDATE OR DELETE ON "contest_results" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER contest_result_files_keep BEFORE UPDATE OR DELETE ON "contest_result_files" FOR EACH ROW EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER clicks_keep_all BEFORE TRUNCATE ON "clicks" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER readings_keep_all BEFORE TRUNCATE ON "readings" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER conversions_keep_all BEFORE TRUNCATE ON "conversions" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER adjustments_keep_all BEFORE TRUNCATE ON "adjustments" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER voids_keep_all BEFORE TRUNCATE ON "voids" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER contest_results_keep_all BEFORE TRUNCATE ON "contest_results" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER contest_result_files_keep_all BEFORE TRUNCATE ON "contest_result_files" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint
CREATE TRIGGER audit_entries_keep_all BEFORE TRUNCATE ON "audit_entries" FOR EACH STATEMENT EXECUTE FUNCTION laurel_keep();
--> statement-breakpoint

-- The chain. Its canonical text is netstrings (length in bytes of UTF-8, colon, text, comma; "-," for what is absent):
-- nothing that stands in a field can look like the next one. domain/audit/chain.ts makes the same.
CREATE FUNCTION laurel_audit_field(value text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
	SELECT coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-') || ','
$$;
--> statement-breakpoint
CREATE FUNCTION laurel_audit_hash(
	prev_hash text, seq bigint, id uuid, at timestamptz, actor text, action text, target text, details jsonb
) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
	SELECT encode(sha256(convert_to(
		laurel_audit_field('laurel audit 1')
		|| laurel_audit_field(prev_hash)
		|| laurel_audit_field(seq::text)
		|| laurel_audit_field(id::text)
		|| laurel_audit_field(to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
		|| laurel_audit_field(actor)
		|| laurel_audit_field(action)
		|| laurel_audit_field(target)
		|| laurel_audit_field(details::text),
		'UTF8')), 'hex')
$$;
--> statement-breakpoint
-- Nobody names a place in the chain: it is given when the transaction commits.
CREATE FUNCTION laurel_audit_insert() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW.seq := NULL;
	NEW.prev_hash := NULL;
	NEW.hash := NULL;
	RETURN NEW;
END $$;
--> statement-breakpoint
-- Links an entry behind the last one: at commit (a deferred trigger), under a lock that is held until the commit is
-- seen, so that the order of the chain is the order of the commits and no number is skipped. Nothing else is locked
-- after it, hence it can't deadlock with whatever the transaction holds. Runs as the owner: nobody else may write here.
CREATE FUNCTION laurel_audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
	last_seq bigint;
	last_hash text;
BEGIN
	PERFORM pg_advisory_xact_lock(7126004);
	SELECT e.seq, e.hash INTO last_seq, last_hash
		FROM audit_entries e WHERE e.seq IS NOT NULL ORDER BY e.seq DESC LIMIT 1;
	last_seq := coalesce(last_seq, 0);
	last_hash := coalesce(last_hash, repeat('0', 64));
	UPDATE audit_entries e SET
		seq = last_seq + 1,
		prev_hash = last_hash,
		hash = laurel_audit_hash(last_hash, last_seq + 1, e.id, e.at, e.actor, e.action, e.target, e.details)
	WHERE e.id = NEW.id AND e.seq IS NULL;
	RETURN NULL;
END $$;
--> statement-breakpoint
-- Only the linking itself may touch an entry, once.
CREATE FUNCTION laurel_audit_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'UPDATE' THEN
		IF OLD.seq IS NULL AND NEW.seq IS NOT NULL
			AND to_jsonb(NEW) - '{seq,prev_hash,hash}'::text[] = to_jsonb(OLD) - '{seq,prev_hash,hash}'::text[]
		THEN RETURN NEW; END IF;
	END IF;
	RAISE EXCEPTION '% of % is refused: its rows are only ever added', TG_OP, TG_TABLE_NAME
		USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
LOCK TABLE "audit_entries" IN SHARE ROW EXCLUSIVE MODE;
--> statement-breakpoint
-- What was written before there was a chain, in the order of its time.
DO $$
DECLARE
	entry record;
	place bigint := 0;
	last_hash text := repeat('0', 64);
	next_hash text;
BEGIN
	FOR entry IN SELECT * FROM audit_entries ORDER BY at, id LOOP
		place := place + 1;
		next_hash := laurel_audit_hash(
			last_hash, place, entry.id, entry.at, entry.actor, entry.action, entry.target, entry.details);
		UPDATE audit_entries SET seq = place, prev_hash = last_hash, hash = next_hash WHERE id = entry.id;
		last_hash := next_hash;
	END LOOP;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_entries_insert BEFORE INSERT ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION laurel_audit_insert();
--> statement-breakpoint
CREATE TRIGGER audit_entries_keep BEFORE UPDATE OR DELETE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION laurel_audit_keep();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER audit_entries_chain AFTER INSERT ON "audit_entries"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION laurel_audit_chain();
