import { and, desc, eq } from 'drizzle-orm';
import type { Rules } from '#lib/domain/contest/rules.ts';
import type { Ctx } from '../context.ts';
import { guidelineAcceptances, guidelineVersions, lessonPasses } from '../db/schema/learning.ts';

/** The guidelines in force, the version published last; undefined before any. */
export async function guidelinesInForce(ctx: Pick<Ctx, 'db'>) {
	const [row] = await ctx.db
		.select()
		.from(guidelineVersions)
		.orderBy(desc(guidelineVersions.version))
		.limit(1);
	return row;
}

/** Whether rules ask people to accept guidelines of which there are none yet: nobody could be ranked. */
export async function asksForNoGuidelines(
	ctx: Pick<Ctx, 'db'>,
	rules: Pick<Rules, 'requires'>,
): Promise<boolean> {
	return rules.requires?.includes('guidelines') === true && !(await guidelinesInForce(ctx));
}

/** When a person accepted this version; null for not yet. */
export async function acceptedAt(
	ctx: Pick<Ctx, 'db'>,
	personId: string,
	version: number,
): Promise<Date | null> {
	const [row] = await ctx.db
		.select({ at: guidelineAcceptances.at })
		.from(guidelineAcceptances)
		.where(
			and(eq(guidelineAcceptances.personId, personId), eq(guidelineAcceptances.version, version)),
		);
	return row?.at ?? null;
}

/** The lessons that a person has passed, with their instants. */
export async function passesOf(ctx: Pick<Ctx, 'db'>, personId: string): Promise<Map<string, Date>> {
	const rows = await ctx.db
		.select({ lesson: lessonPasses.lesson, at: lessonPasses.at })
		.from(lessonPasses)
		.where(eq(lessonPasses.personId, personId));
	return new Map(rows.map(({ lesson, at }) => [lesson, at]));
}
