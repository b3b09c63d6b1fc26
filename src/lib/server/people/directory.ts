import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { DirectoryLabels } from '#lib/domain/people/directory-index.ts';
import type { DirectoryPerson } from '#lib/domain/people/profile.ts';
import { guarded } from '../context.ts';
import { idsOf } from '../db/lists.ts';
import { directoryNow, LISTED, NAMED, SEEN } from './directory-memory.ts';

/** A page of the directory. */
export const PEOPLE_PER_PAGE = 60;
/** A page beyond is none that anybody comes to. */
export const PAGES_MOST = 10_000;

const label = z.string().trim().max(200).default('');

/**
 * A page of the directory by name: people whose shown name, team, office, title, topics, strengths or languages hold every
 * word of `text`, whatever the case, the accents and a slip of the finger, and who fit the filters. `total` is of all pages.
 */
export const searchDirectory = guarded(
	'searchDirectory',
	'people.read',
	z.strictObject({
		text: z.string().max(200).default(''),
		team: label,
		office: label,
		language: label,
		topic: label,
		goodAt: label,
		page: z.int().min(1).max(PAGES_MOST).default(1),
	}),
	async (
		ctx,
		{ page, ...wanted },
	): Promise<{ people: DirectoryPerson[]; total: number; page: number }> => {
		const found = (await directoryNow(ctx)).find(wanted);
		const ids = found.slice((page - 1) * PEOPLE_PER_PAGE, page * PEOPLE_PER_PAGE);
		if (ids.length === 0) return { people: [], total: found.length, page };
		// Who is found is known; what is shown of them is read anew, so that nothing is ever told of yesterday.
		const rows = await ctx.db.execute<DirectoryPerson & { id: string }>(sql`
			select p.id, coalesce(n.key, p.external_id) as key, coalesce(n.name, p.name) as name,
				coalesce(n.avatar_seed, p.avatar_seed) as "avatarSeed",
				case when ${NAMED} then t.name else '' end as team, case when ${NAMED} then o.name end as office,
				case when ${NAMED} then p.title end as title, coalesce(f.topics, '{}') as topics,
				coalesce(f.good_at, '{}') as "goodAt", coalesce(f.languages, '{}') as languages
			from ${LISTED} where p.id = any(${idsOf(ids)}) and ${SEEN}`);
		const byId = new Map(rows.map(({ id, ...person }) => [id, person]));
		return { people: ids.flatMap((id) => byId.get(id) ?? []), total: found.length, page };
	},
);

/** Every team, office, language, topic and strength of the directory, the most common first, at most 200 of each. */
export const readDirectoryFilters = guarded(
	'readDirectoryFilters',
	'people.read',
	z.strictObject({}),
	async (ctx): Promise<DirectoryLabels> => (await directoryNow(ctx)).labels(),
);
