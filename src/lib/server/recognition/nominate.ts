import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { dayOf } from '#lib/domain/contest/days.ts';
import { Failure } from '#lib/domain/failure.ts';
import { masked, SURFACES } from '#lib/domain/people/appearance.ts';
import { electable } from '#lib/domain/recognition/ambassador.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { ambassadors, nominations, nominationVotes } from '../db/schema/recognition.ts';
import { notify } from '../notices/notify.ts';
import { maskedPeople, peopleByKeys } from '../people/shown.ts';
import { readProgram } from '../programs/queries.ts';
import { enqueueWebhook } from '../webhooks/enqueue.ts';
import { nominationsOf } from './nominations.ts';

const id = z.strictObject({ id: z.uuid() });

function selfOf(ctx: Ctx): string {
	if (ctx.actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
	return ctx.actor.id;
}

/** The month that is on in the program's zone, YYYY-MM, locked; whose ambassador is announced takes nothing more. */
async function openMonth(tx: Ctx, month?: string): Promise<string> {
	const { timeZone } = await readProgram(tx);
	const open = month ?? dayOf(tx.now, timeZone).slice(0, 7);
	await tx.db.execute(
		sql`select pg_advisory_xact_lock(hashtextextended(${`ambassador ${open}`}, 0))`,
	);
	const [done] = await tx.db
		.select({ month: ambassadors.month })
		.from(ambassadors)
		.where(sql`month = ${open}`);
	if (done) {
		throw new Failure('conflict', 'The ambassador of this month is announced.', {
			reason: 'announced',
		});
	}
	return open;
}

/**
 * Proposes somebody, whom `to` names as the directory does, as this month's ambassador. Throws Failure `not_found`,
 * `invalid` (reason `oneself`), `conflict` (reason `nominated` or `announced`).
 */
export const nominate = guarded(
	'nominate',
	'ambassador.nominate',
	z.strictObject({ to: z.string().min(1).max(200), reason: textSchema(300) }),
	async (ctx, input): Promise<{ id: string }> =>
		withTransaction(ctx, async (tx) => {
			const own = selfOf(tx);
			const month = await openMonth(tx);
			const to = (await peopleByKeys(tx.db, 'directory', [input.to])).get(input.to);
			if (!to || to.shown === 'hidden') throw new Failure('not_found', 'There is no such person.');
			if (to.personId === own)
				throw new Failure('invalid', 'Nobody nominates themselves.', { reason: 'oneself' });
			const [made] = await tx.db
				.insert(nominations)
				.values({
					month,
					personId: to.personId,
					nominatedBy: own,
					reason: input.reason,
					createdAt: tx.now,
				})
				.onConflictDoNothing()
				.returning({ id: nominations.id });
			if (!made)
				throw new Failure('conflict', 'They are nominated already.', { reason: 'nominated' });
			return made;
		}),
);

/** Votes for one of this month's nominations; another vote moves it. Nobody votes for themselves. Throws Failure `not_found`, `invalid` (reason `oneself`), `conflict`. */
export const voteForAmbassador = guarded(
	'voteForAmbassador',
	'ambassador.nominate',
	id,
	async (ctx, input): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const voterId = selfOf(tx);
			const month = await openMonth(tx);
			const [found] = await tx.db
				.select()
				.from(nominations)
				.where(sql`id = ${input.id} and month = ${month}`);
			if (!found) throw new Failure('not_found', 'There is no such nomination.');
			if (found.personId === voterId)
				throw new Failure('invalid', 'Nobody votes for themselves.', { reason: 'oneself' });
			await tx.db
				.insert(nominationVotes)
				.values({ month, voterId, nominationId: input.id, at: tx.now })
				.onConflictDoUpdate({
					target: [nominationVotes.month, nominationVotes.voterId],
					set: { nominationId: input.id, at: tx.now },
				});
		}),
);

/**
 * Announces a month's ambassador: by vote one of those with the most votes, by decision any who is nominated; they are
 * told. Once and for all. Throws Failure `not_found`, `conflict` (reason `announced` or `not_elected`).
 */
export const announceAmbassador = guarded(
	'announceAmbassador',
	'ambassador.decide',
	id,
	async (ctx, input): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const announcedBy = selfOf(tx);
			const [found] = await tx.db
				.select()
				.from(nominations)
				.where(sql`id = ${input.id}`);
			if (!found) throw new Failure('not_found', 'There is no such nomination.');
			const { personId, reason } = found;
			const month = await openMonth(tx, found.month);
			const { by, nominations: all } = await nominationsOf(tx, month);
			if (!electable(by, all).some((one) => one.id === input.id))
				throw new Failure('conflict', 'Others have more votes.', { reason: 'not_elected' });
			await tx.db.insert(ambassadors).values({
				...{ month, personId, reason, decidedBy: by },
				...{ announcedBy, announcedAt: tx.now },
			});
			await notify(tx, {
				people: [personId],
				kind: 'ambassador_named',
				params: { month, reason },
				key: `ambassador:${month}`,
			});
			await tellOutside(tx, { personId, month, reason });
			await appendAudit(tx, {
				action: 'ambassador.announced',
				target: `person:${personId}`,
				details: { month, by },
			});
		}),
);

/** Tells other systems who the ambassador is, as they appear outside; a reason could say who a pseudonym is. */
async function tellOutside(
	tx: Ctx,
	{ personId, month, reason }: { personId: string; month: string; reason: string },
): Promise<void> {
	const [person] = await tx.db.execute<{ externalId: string; name: string; team: string }>(sql`
		select p.external_id as "externalId", p.name, t.name as team
		from people p join teams t on t.id = p.team_id where p.id = ${personId}`);
	const [hidden] = await maskedPeople(tx.db, SURFACES, [personId]);
	const { directory, outside } = hidden?.masks ?? {};
	await enqueueWebhook(tx, {
		...{ type: 'ambassador.announced', key: `ambassador.announced:${month}`, at: tx.now },
		data: {
			...{ month, person: masked(person!, outside ?? directory) },
			reason: hidden ? null : reason,
		},
	});
}
