-- Whoever changes a link, a post's address or what utm_campaign says rings for the doors' caches, whatever way the
-- change takes: the verbs, an import, or a hand at psql. Sent when the transaction commits.
CREATE FUNCTION laurel_ring_link() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP <> 'INSERT' THEN PERFORM pg_notify('links', OLD.slug); END IF;
	IF TG_OP <> 'DELETE' THEN PERFORM pg_notify('links', NEW.slug); END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER links_ring AFTER INSERT OR UPDATE OR DELETE ON "links"
	FOR EACH ROW EXECUTE FUNCTION laurel_ring_link();
--> statement-breakpoint
CREATE FUNCTION laurel_ring_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('links', 'post:' || NEW.id);
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER posts_ring AFTER UPDATE OF "url", "title", "summary", "image_url" ON "posts"
	FOR EACH ROW EXECUTE FUNCTION laurel_ring_post();
--> statement-breakpoint
CREATE FUNCTION laurel_ring_program() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM pg_notify('program', '');
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER program_ring AFTER INSERT OR UPDATE ON "program"
	FOR EACH STATEMENT EXECUTE FUNCTION laurel_ring_program();
--> statement-breakpoint
-- Not board_version, which rises with every click.
CREATE TRIGGER contests_ring AFTER INSERT OR DELETE OR UPDATE OF "slug", "starts_at", "ends_at", "published_at", "final_at", "cancelled_at"
	ON "contests" FOR EACH STATEMENT EXECUTE FUNCTION laurel_ring_program();
