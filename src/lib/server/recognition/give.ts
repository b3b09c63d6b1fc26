import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { dayBounds, dayOf } from '#lib/domain/contest/days.ts';
import { Failure } from '#lib/domain/failure.ts';
import { SURFACES } from '#lib/domain/people/appearance.ts';
import { MESSAGE_LONGEST } from '#lib/domain/recognition/limits.ts';
import { textSchema } from '#lib/domain/text.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { recognitions } from '../db/schema/recognition.ts';
import { notify } from '../notices/notify.ts';
import { peopleByKeys } from '../people/shown.ts';

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
 * private only. The thanked is told. Throws Failure `not_found`, `invalid` (reason `oneself` or `hidden`), `conflict`
 * (reason `month_full`).
 */
export const giveThanks = guarded(
	'giveThanks',
	'thanks.give.own',
	z.strictObject({
		to: z.string().min(1).max(200),
		surface: z.enum(SURFACES).default('directory'),
		message: textSchema(MESSAGE_LONGEST),
		public: z.boolean().default(true),
		/** The key of a badge that goes with it; whether the giver may is for whoever gives badges to say. */
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
