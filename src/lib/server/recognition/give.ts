import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { dayBounds, dayOf } from '#lib/domain/contest/days.ts';
import { Failure } from '#lib/domain/failure.ts';
import { SURFACES } from '#lib/domain/people/appearance.ts';
import { MESSAGE_LONGEST } from '#lib/domain/recognition/limits.ts';
import { textSchema } from '#lib/domain/text.ts';
import { giveBadge, REASON_LONGEST } from '../badges/give.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { recognitions } from '../db/schema/recognition.ts';
import { notify } from '../notices/notify.ts';
import { maskedPeople, peopleByKeys } from '../people/shown.ts';

/** The same words to the same person within so long are a second press of the button. */
const AGAIN_SECONDS = 120;

/** How many thanks somebody may give this month, and how many they have given; taken-back ones count. */
export async function thanksLeft(
	ctx: Pick<Ctx, 'db' | 'now'>,
	personId: string,
): Promise<{ limit: number; given: number }> {
	const [row] = (await ctx.db.execute(
		sql`select thanks_per_month as "limit", time_zone as "timeZone" from program where id = 1`,
	)) as unknown as { limit: number; timeZone: string }[];
	if (!row) throw new Failure('unavailable', 'The program has not been set up yet.');
	const [from] = dayBounds(`${dayOf(ctx.now, row.timeZone).slice(0, 7)}-01`, row.timeZone);
	const [{ given } = { given: 0 }] = (await ctx.db.execute(sql`
		select count(*)::int as given from recognitions
		where from_person = ${personId} and created_at >= ${from.toISOString()}::timestamptz
	`)) as unknown as { given: number }[];
	return { limit: row.limit, given };
}

/**
 * Thanks somebody, whom `to` names as the surface does on which they were seen. Who is not named there at all can be thanked in
 * private only. The thanked is told. A badge that goes with it has the message as its reason, for everybody to read, so that it is for
 * public thanks and who appears by name. Throws Failure `not_found`, `invalid` (reason `oneself`, `hidden` or `badge_seen`),
 * `conflict` (reason `month_full`), and what giveBadge throws.
 */
export const giveThanks = guarded(
	'giveThanks',
	'thanks.give.own',
	z.strictObject({
		to: z.string().min(1).max(200),
		surface: z.enum(SURFACES).default('directory'),
		message: textSchema(MESSAGE_LONGEST),
		public: z.boolean().default(true),
		/** The key of a badge that goes with it, of those that the giver may give by hand. */
		badge: z.string().max(100).nullable().default(null),
	}),
	async (ctx, input): Promise<{ id: string; left: number }> =>
		withTransaction(ctx, async (tx) => {
			const { actor } = tx;
			if (actor.kind !== 'person') throw new Failure('not_signed_in', 'Sign in first.');
			const to = (await peopleByKeys(tx.db, input.surface, [input.to])).get(input.to);
			if (!to) throw new Failure('not_found', 'There is no such person.');
			if (to.personId === actor.id)
				throw new Failure('invalid', 'Nobody thanks themselves.', { reason: 'oneself' });
			if (to.shown === 'hidden' && input.public)
				throw new Failure('invalid', 'Who is not named can be thanked in private only.', {
					reason: 'hidden',
				});
			// One giver's thanks one after the other, so that two at once don't both take the last.
			await tx.db.execute(sql`select from people where id = ${actor.id} for no key update`);
			const { limit, given } = await thanksLeft(tx, actor.id);
			const [again] = (await tx.db.execute(sql`
				select id from recognitions
				where from_person = ${actor.id} and to_person = ${to.personId} and message = ${input.message}
					and withdrawn_at is null
					and created_at > ${tx.now.toISOString()}::timestamptz - make_interval(secs => ${AGAIN_SECONDS})
			`)) as unknown as { id: string }[];
			if (again) return { id: again.id, left: limit - given };
			if (given >= limit)
				throw new Failure('conflict', 'The thanks of this month are given.', {
					reason: 'month_full',
				});
			const { message, badge } = input;
			if (badge !== null) await withBadge(tx, to, { ...input, badge });
			const [made] = await tx.db
				.insert(recognitions)
				.values({
					...{ fromPerson: actor.id, toPerson: to.personId, message, badge },
					...{ public: input.public, createdAt: tx.now },
				})
				.returning({ id: recognitions.id });
			const { id } = made!;
			await notify(tx, {
				people: [to.personId],
				kind: 'thanked',
				params: { public: input.public },
				key: `thanks:${id}`,
			});
			return { id, left: limit - given - 1 };
		}),
);

/** Gives the badge that goes with thanks, with as much of the message as a badge's reason takes. */
async function withBadge(
	tx: Ctx,
	to: { personId: string; externalId: string },
	{ badge, message, ...input }: { badge: string; message: string; public: boolean },
): Promise<void> {
	const hidden = await maskedPeople(tx.db, SURFACES, [to.personId]);
	if (!input.public || hidden.length > 0)
		throw new Failure('invalid', 'A badge is seen by everybody, with its reason.', {
			reason: 'badge_seen',
		});
	const reason = message.slice(0, REASON_LONGEST);
	await giveBadge({ ctx: tx, input: { badge, person: to.externalId, reason } });
}
