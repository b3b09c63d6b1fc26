import { sql, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { externalIdSchema } from '#lib/domain/text.ts';
import { guarded } from '../context.ts';

/** A name that people bear, and how many active people bear it. */
export type Label = { name: string; people: number };

/** What an owner chooses from when they say who competes: by name, by code point. A company has dozens of each. */
export const listLabels = guarded(
	'listLabels',
	'people.read',
	z.strictObject({}),
	async (ctx): Promise<{ groups: Label[]; teams: Label[]; offices: Label[] }> => {
		const rows = (await ctx.db.execute(sql`
			select * from (
			select 'groups' as kind, g.name, count(p.id)::int as people from groups g
				left join person_groups pg on pg.group_id = g.id
				left join people p on p.id = pg.person_id and p.active group by g.id
			union all
			select 'teams', t.name, count(p.id)::int from teams t
				left join people p on p.team_id = t.id and p.active group by t.id
			union all
			select 'offices', o.name, count(p.id)::int from offices o
				left join people p on p.office_id = o.id and p.active group by o.id
			) labels order by name collate "C"
		`)) as unknown as (Label & { kind: 'groups' | 'teams' | 'offices' })[];
		const of = (wanted: string) =>
			rows
				.filter(({ kind }) => kind === wanted)
				.map(({ name, people }): Label => ({ name, people }));
		return { groups: of('groups'), teams: of('teams'), offices: of('offices') };
	},
);

/** A person as one is found among namesakes. */
export type FoundPerson = { externalId: string; name: string; team: string };

/** Without its accents, as `matching` compares names on a board: é becomes e and its accent, which is taken away. */
const plainName = (text: SQL) =>
	sql`regexp_replace(normalize(${text}, nfd), '[\\u0300-\\u036f]', '', 'g')`;

/** At most this many are offered: whoever is not among them is found by more letters. */
const FOUND = 20;

/**
 * Active people whose name holds every word of `text`, whatever the case or accents, by name; none for a blank text.
 * With `externalIds` instead, these people in order of name, whether active or not, and at most 1,000.
 */
export const findPeople = guarded(
	'findPeople',
	'people.read',
	z.union([
		z.strictObject({ text: z.string().max(200) }),
		z.strictObject({ externalIds: z.array(externalIdSchema).max(10_000) }),
	]),
	async (ctx, input): Promise<FoundPerson[]> => {
		const ids = 'externalIds' in input ? JSON.stringify(input.externalIds) : null;
		const plain = 'text' in input ? input.text.replace(/[\\%_]/g, '\\$&') : '';
		const words = plain.split(/\s+/).filter(Boolean);
		if (ids === null && words.length === 0) return [];
		const patterns = JSON.stringify(words.map((word) => `%${word}%`));
		const rows = (await ctx.db.execute(sql`
			select p.external_id, p.name, t.name as team from people p join teams t on t.id = p.team_id
			where case when ${ids}::text is null
				then p.active and (select bool_and(${plainName(sql`p.name`)} ilike ${plainName(sql`x`)})
					from jsonb_array_elements_text(${patterns}::text::jsonb) x)
				else p.external_id in (select jsonb_array_elements_text(${ids}::text::jsonb)) end
			order by p.name collate "C", p.external_id collate "C"
			limit ${ids === null ? FOUND : 1000}
		`)) as unknown as { external_id: string; name: string; team: string }[];
		return rows.map(({ external_id, name, team }) => ({ externalId: external_id, name, team }));
	},
);
