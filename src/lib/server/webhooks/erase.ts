import { sql } from 'drizzle-orm';
import type { Erasing } from '#lib/domain/people/erased.ts';
import type { Ctx } from '../context.ts';

/**
 * Empties every message that tells of somebody, delivered or not, in the caller's transaction: what was signed is not changed,
 * it goes, as the sweep lets it go after 30 days. Its key stays, so that it is told to nobody again. Gives how many.
 */
export async function eraseMessages(tx: Ctx, who: Erasing): Promise<number> {
	const texts = [who.externalId, who.name].map((text) => JSON.stringify(text));
	// A name of one word is a word as well, and a namesake's is not known to be theirs.
	const whole = who.namesake || !/\s/.test(who.name) ? texts[1]! : texts[1]!.slice(1, -1);
	const gone = await tx.db.execute(sql`
		with told as (
			select id from webhook_messages where body <> ''
				and (strpos(body, ${texts[0]}) > 0 or strpos(lower(body), ${whole.toLowerCase()}) > 0 or strpos(lower(body), ${who.email}) > 0)
			for update
		), undelivered as (
			delete from webhook_deliveries where message_id in (select id from told)
		)
		update webhook_messages set body = '' where id in (select id from told) returning id`);
	return gone.length;
}
