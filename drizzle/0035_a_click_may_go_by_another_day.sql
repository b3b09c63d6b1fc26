-- By hand. A visitor's name changes at midnight (UTC), and a click goes by the name of the day on which its window began. A late click
-- may turn that window: then the others go by another of their visitor's names, or a replay of the facts would judge them otherwise
-- than the portal does. So a click's visitor may change, and the trigger below lets it only where the dedupe works with names: for a
-- click of the door, to a name whose window is kept for the same link, which is over in two days.
DROP TRIGGER clicks_keep ON "clicks";
--> statement-breakpoint
CREATE TRIGGER clicks_keep BEFORE UPDATE OR DELETE ON "clicks"
	FOR EACH ROW EXECUTE FUNCTION laurel_keep('verdict', 'network', 'visitor');
--> statement-breakpoint
CREATE FUNCTION laurel_keep_visitor() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
	IF OLD.external_id IS NULL AND OLD.visitor IS NOT NULL
		AND EXISTS (SELECT FROM visits v WHERE v.link_id = NEW.link_id AND v.visitor = NEW.visitor)
	THEN RETURN NEW; END IF;
	RAISE EXCEPTION 'UPDATE of clicks is refused: a click goes by another name only while its visitor''s window is kept'
		USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
CREATE TRIGGER clicks_visitor BEFORE UPDATE ON "clicks"
	FOR EACH ROW WHEN (OLD.visitor IS DISTINCT FROM NEW.visitor) EXECUTE FUNCTION laurel_keep_visitor();
