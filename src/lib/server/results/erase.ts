import { sql } from 'drizzle-orm';
import { valueWithout, type Erasing } from '#lib/domain/people/erased.ts';
import { canonicalJson, sha256Hex } from '#lib/domain/results/canonical.ts';
import type { Ctx } from '../context.ts';

type Stored = { id: string; contest: string; number: number; document: string; people: string };

/** A result whose document lost a name: of which bytes its published hash is, and what they hash to now. */
export type NameLost = { contest: string; number: number; published: string; now: string };

/**
 * Takes somebody's name, and an external id that told it, out of every stored result, in the caller's transaction. Points,
 * places, prizes, the published hash, the replay file and the digest of the facts stay; the database lets nothing else
 * through (the migration "people_may_be_erased"). Gives the results whose document is another text now.
 */
export async function eraseInResults(tx: Ctx, who: Erasing): Promise<NameLost[]> {
	const id = JSON.stringify(who.externalId);
	const rows = await tx.db.execute<Stored & { sha256: string }>(sql`
		select r.id, c.slug as contest, r.number, r.document, r.people::text as people, r.sha256
		from contest_results r join contests c on c.id = r.contest_id
		where strpos(r.document, ${id}) > 0 or strpos(r.people::text, ${id}) > 0
		order by r.contest_id, r.number`);
	const lost: NameLost[] = [];
	for (const { id: resultId, contest, number, document, people, sha256: published } of rows) {
		const without = (text: string) =>
			canonicalJson(valueWithout(JSON.parse(text), who, { words: false }));
		const left = without(document);
		await tx.db.execute(sql`
			update contest_results set document = ${left}, people = ${without(people)}::text::jsonb
			where id = ${resultId}::uuid`);
		if (left !== document) lost.push({ contest, number, published, now: sha256Hex(left) });
	}
	return lost;
}
