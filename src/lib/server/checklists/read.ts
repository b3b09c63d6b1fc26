import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import {
	checklist,
	type ChecklistItem,
	type ListName,
	type Mark,
} from '#lib/domain/learn/checklists.ts';
import { guarded, type Ctx } from '../context.ts';
import { checklistMarks } from '../db/schema/learning.ts';

/** A board of three stories is one to come back to. */
const FEW_STORIES = 3;
/** Fewer than this are the people who install it. */
const FEW_PEOPLE = 5;

async function marksOf(ctx: Ctx, list: ListName, personId?: string): Promise<Map<string, Mark>> {
	const own = personId === undefined ? undefined : eq(checklistMarks.personId, personId);
	const rows = await ctx.db
		.select({ item: checklistMarks.item, state: checklistMarks.state })
		.from(checklistMarks)
		.where(and(eq(checklistMarks.list, list), own))
		.orderBy(checklistMarks.at);
	return new Map(rows.map(({ item, state }) => [item, state as Mark]));
}

/** What is left before a program begins; what one owner ticks or puts aside is so for all of them. */
export const readLaunchChecklist = guarded(
	'readLaunchChecklist',
	'learning.write',
	z.strictObject({}),
	async (ctx): Promise<ChecklistItem[]> => {
		const [facts] = await ctx.db.execute<
			Record<'goals' | 'guidelines' | 'stories' | 'people', boolean>
		>(sql`
			select exists (select from contests where published_at is not null and cancelled_at is null) as goals,
				exists (select from guideline_versions) as guidelines,
				(select count(*) >= ${FEW_STORIES} from posts where state = 'published') as stories,
				(select count(*) >= ${FEW_PEOPLE} from people where active) as people`);
		return checklist('launch', facts!, await marksOf(ctx, 'launch'));
	},
);

/** A person's own first week. Throws Failure `not_allowed` for who is no person. */
export const readFirstWeek = guarded(
	'readFirstWeek',
	'learning.progress.own',
	z.strictObject({}),
	async (ctx): Promise<ChecklistItem[]> => {
		if (ctx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
		const { id } = ctx.actor;
		const [facts] = await ctx.db.execute<
			Record<'guidelines' | 'pledge' | 'lesson' | 'share' | 'suggest', boolean>
		>(sql`
			select coalesce((select max(version) from guideline_versions) = any(
					select version from guideline_acceptances where person_id = ${id}::uuid), false) as guidelines,
				exists (select from disclosure_pledges where person_id = ${id}::uuid) as pledge,
				exists (select from lesson_passes where person_id = ${id}::uuid) as lesson,
				exists (select from links where person_id = ${id}::uuid) as share,
				exists (select from proposals where person_id = ${id}::uuid)
					or exists (select from proposal_votes where person_id = ${id}::uuid) as suggest`);
		return checklist('first_week', facts!, await marksOf(ctx, 'first_week', id));
	},
);
