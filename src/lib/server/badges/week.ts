import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { addDays, dayOf } from '#lib/domain/contest/days.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { workWeeks } from '../db/schema/badges.ts';
import { CALENDAR_MS } from './store.ts';
import { touchBadges } from './touch.ts';
import { USUAL_WEEK } from './gather.ts';

const MOST_SPANS = 40;
const day = z.iso.date();

export const weekSchema = z.strictObject({
	workDays: z
		.array(z.int().min(1).max(7))
		.min(1)
		.transform((days) => [...new Set(days)].sort((a, b) => a - b)),
	off: z
		.array(
			z.strictObject({ from: day, to: day }).refine(({ from, to }) => from <= to, {
				path: ['to'],
				message: 'must not come before from',
			}),
		)
		.max(MOST_SPANS),
});
export type WorkWeek = z.output<typeof weekSchema>;

const personOf = (ctx: Ctx): string => {
	if (ctx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
	return ctx.actor.id;
};

/** On which days the person who asks works, and which are off, the next ones first. Monday to Friday until they said otherwise. */
export const readWeek = guarded('readWeek', 'badges.own', z.strictObject({}), async (ctx) => {
	const id = personOf(ctx);
	const [row] = await ctx.db
		.select()
		.from(workWeeks)
		.where(sql`person_id = ${id}::uuid`);
	const off = [...(row?.off ?? [])].sort((a, b) => (a.from > b.from ? -1 : 1));
	return { workDays: row?.workDays ?? USUAL_WEEK, off } satisfies WorkWeek;
});

/** Says on which days one works and which are off; streaks are counted by it. Throws Failure `invalid` with paths. */
export const saveWeek = guarded('saveWeek', 'badges.own', weekSchema, (ctx, week) =>
	withTransaction(ctx, async (tx): Promise<void> => {
		const personId = personOf(tx);
		await tx.db
			.insert(workWeeks)
			.values({ personId, ...week, updatedAt: tx.now })
			.onConflictDoUpdate({ target: workWeeks.personId, set: { ...week, updatedAt: tx.now } });
		await touchBadges(tx, [personId]);
	}),
);

/** Forgets days off that ended two years ago. Gives how many people that touched. */
export const sweepWeeks = guarded('sweepWeeks', 'system.run', z.object({}), async (ctx) => {
	const before = addDays(dayOf(ctx.now, 'UTC'), -CALENDAR_MS / 86_400_000);
	const swept = await ctx.db.execute(sql`
		update work_weeks set off = coalesce(
			(select jsonb_agg(span) from jsonb_array_elements(off) span where span ->> 'to' >= ${before}), '[]')
		where exists (select from jsonb_array_elements(off) span where span ->> 'to' < ${before})
		returning person_id`);
	return { people: swept.length };
});
