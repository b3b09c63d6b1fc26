import { sql } from 'drizzle-orm';
import { touchBadges } from '../badges/touch.ts';
import type { Ctx } from '../context.ts';
import { notify } from '../notices/notify.ts';
import { enqueueWebhook } from '../webhooks/enqueue.ts';

type Newest = {
	slug: string;
	name: string;
	number: number;
	reason: string | null;
	sha256: string;
};

/**
 * Tells webhooks, and everybody who stands in the contest's newest result that it is final, or that it was corrected; each once,
 * however often it is called. For the verb that makes a result, and for the one that ends the reveal of a contest that was
 * held for it, in their transaction. Without a result it does nothing.
 */
export async function announceResult(tx: Ctx, contestId: string): Promise<void> {
	const [newest] = (await tx.db.execute(sql`
		select c.slug, c.name, r.number, r.reason, r.sha256 from contest_results r join contests c on c.id = r.contest_id
		where r.contest_id = ${contestId} order by r.number desc limit 1
	`)) as unknown as Newest[];
	if (!newest) return;
	const { slug, name, number, reason, sha256 } = newest;
	const contest = { slug, name };
	const people = (await tx.db.execute(sql`
		select p.id from contest_results r, jsonb_array_elements(r.document::jsonb -> 'table') row
			join people p on p.external_id = row -> 'person' ->> 'externalId'
		where r.contest_id = ${contestId} and r.number = ${number}
	`)) as unknown as { id: string }[];
	// Whoever stood in a result that was corrected may have lost what it gave.
	const stood = await tx.db.execute<{ id: string }>(sql`
		select distinct p.id from contest_results r, jsonb_array_elements(r.document::jsonb -> 'table') row
			join people p on p.external_id = row -> 'person' ->> 'externalId'
		where r.contest_id = ${contestId}`);
	await touchBadges(
		tx,
		stood.map(({ id }) => id),
	);
	const told = { people: people.map(({ id }) => id), key: `result:${contestId}:${number}` };
	await enqueueWebhook(tx, {
		...{ type: 'contest.final', key: `contest.final:${contestId}:${number}`, at: tx.now },
		data: { contest, number, sha256, reason },
	});
	if (number === 1) await notify(tx, { ...told, kind: 'result_final', params: { contest } });
	else {
		const params = { contest, number, reason: reason ?? '' };
		await notify(tx, { ...told, kind: 'result_corrected', params });
	}
}
