import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { guarded, type Ctx } from '../context.ts';
import { badgePasses } from '../db/schema/badges.ts';
import { people } from '../db/schema/people.ts';
import { evaluatePeople } from './evaluate.ts';
import { nameTitles } from './titles.ts';
import { BADGES_CHANNEL } from './touch.ts';

/** People looked at in one transaction: a second's work or so, between two looks at whose facts just changed. */
const CHUNK = 250;

const CAUSES = ['nightly', 'asked', 'first'] as const;

/**
 * Asks for a look at everybody: one waits or runs at a time, and one that runs begins anew, since it may have gone past
 * whom the change is about. Gives nothing; how far it is stands in `readPass`.
 */
export const requestPass = guarded(
	'requestPass',
	'badges.write',
	z.strictObject({ cause: z.enum(CAUSES).default('asked') }),
	async (ctx, { cause }): Promise<void> => {
		await ctx.db.execute(sql`
			insert into badge_passes (id, cause, requested_at)
			values (${v7()}, ${cause}, ${ctx.now.toISOString()}::timestamptz)
			on conflict ((true)) where finished_at is null
				do update set after = null, done = 0, started_at = null, of = null`);
		await ctx.db.execute(sql`select pg_notify(${BADGES_CHANNEL}, '')`);
	},
);

/** How far a look at everybody is; null where there never was one. Instants are RFC 3339 in UTC. */
export type PassView = {
	cause: (typeof CAUSES)[number];
	done: number;
	of: number | null;
	awarded: number;
	finishedAt: string | null;
};

/** The newest look at everybody. */
export const readPass = guarded(
	'readPass',
	'badges.write',
	z.strictObject({}),
	async (ctx): Promise<PassView | null> => {
		const [row] = await ctx.db
			.select()
			.from(badgePasses)
			.orderBy(sql`${badgePasses.id} desc`)
			.limit(1);
		if (!row) return null;
		const { done, of, awarded, finishedAt } = row;
		const cause = row.cause as PassView['cause'];
		return { cause, done, of, awarded, finishedAt: finishedAt?.toISOString() ?? null };
	},
);

/**
 * Goes on with the pass that waits, by one chunk of people, in the caller's transaction: killed, it goes on where it was.
 * Gives whether there is more to do. For one at a time.
 */
export async function goOnWithPass(tx: Ctx): Promise<boolean> {
	const [pass] = await tx.db
		.select()
		.from(badgePasses)
		.where(isNull(badgePasses.finishedAt))
		.for('update');
	if (!pass) return false;
	const own = eq(badgePasses.id, pass.id);
	if (pass.startedAt === null) {
		await nameTitles(tx);
		const of = await tx.db.$count(people, eq(people.active, true));
		await tx.db.update(badgePasses).set({ startedAt: tx.now, of }).where(own);
	}
	const rows = await tx.db
		.select({ id: people.id })
		.from(people)
		.where(and(eq(people.active, true), pass.after ? gt(people.id, pass.after) : undefined))
		.orderBy(asc(people.id))
		.limit(CHUNK);
	const last = rows.at(-1);
	if (!last) {
		await tx.db.update(badgePasses).set({ finishedAt: tx.now }).where(own);
		return false;
	}
	const { given } = await evaluatePeople(
		tx,
		rows.map(({ id }) => id),
		{ pass: pass.id, quiet: pass.cause !== 'nightly' },
	);
	await tx.db
		.update(badgePasses)
		.set({
			after: last.id,
			done: sql`${badgePasses.done} + ${rows.length}`,
			awarded: sql`${badgePasses.awarded} + ${given.length}`,
		})
		.where(own);
	return true;
}

/** Asks for the first pass where there never was one: what was done before there were badges. */
export async function requestFirstPass(ctx: Ctx): Promise<void> {
	const [any] = await ctx.db.select({ id: badgePasses.id }).from(badgePasses).limit(1);
	if (!any) await requestPass({ ctx, input: { cause: 'first' } });
}
