import { desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { guarded } from '../context.ts';
import { contests } from '../db/schema/contests.ts';
import { offices, people } from '../db/schema/people.ts';
import { displays } from '../db/schema/displays.ts';
import { signingKey } from '../programs/keys.ts';
import { displayPath } from './create.ts';

export type DisplayView = {
	id: string;
	name: string;
	/** What its link shows; null: it is paired and follows its playlist. */
	contest: { slug: string; name: string } | null;
	office: string | null;
	/** The signed link's path: only those who may make displays get to see it; null once revoked, and where it is paired. */
	path: string | null;
	createdAt: string;
	createdBy: string | null;
	revokedAt: string | null;
};

/** Every display, newest first, the revoked too. Needs displays.write, because the answer holds the links themselves. */
export const listDisplays = guarded(
	'listDisplays',
	'displays.write',
	z.strictObject({ contest: z.string().max(100).optional() }),
	async (ctx, { contest }): Promise<DisplayView[]> => {
		const key = await signingKey(ctx.db);
		const rows = await ctx.db
			.select({
				id: displays.id,
				name: displays.name,
				slug: contests.slug,
				contestName: contests.name,
				office: offices.name,
				createdAt: displays.createdAt,
				createdBy: people.name,
				revokedAt: displays.revokedAt,
			})
			.from(displays)
			.leftJoin(contests, eq(contests.id, displays.contestId))
			.leftJoin(offices, eq(offices.id, displays.officeId))
			.leftJoin(people, eq(people.id, displays.createdBy))
			.where(contest === undefined ? undefined : eq(contests.slug, contest))
			.orderBy(desc(displays.createdAt), desc(displays.id));
		return rows.map((row) => ({
			id: row.id,
			name: row.name,
			contest: row.slug === null ? null : { slug: row.slug, name: row.contestName! },
			office: row.office,
			path: row.revokedAt || row.slug === null ? null : displayPath(row.slug, row.id, key),
			createdAt: row.createdAt.toISOString(),
			createdBy: row.createdBy,
			revokedAt: row.revokedAt?.toISOString() ?? null,
		}));
	},
);
