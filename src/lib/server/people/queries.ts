import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { may, type Role } from '#lib/domain/people/permissions.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { guarded, type Ctx } from '../context.ts';
import { offices } from '../db/schema/people.ts';

/** A person as colleagues see one another. */
export type PersonView = {
	externalId: string;
	name: string;
	/** Only for those who may write people; null for everybody else. */
	email: string | null;
	role: Role;
	team: string;
	office: string | null;
	title: string | null;
	groups: string[];
	avatarSeed: string;
};

async function select(
	ctx: Ctx,
	where: {
		externalId?: string;
		team?: string | undefined;
		after?: { name: string; externalId: string } | undefined;
	},
	limit: number,
): Promise<PersonView[]> {
	const rows = (await ctx.db.execute(sql`
		select p.external_id, p.name, p.email, p.role, t.name as team, o.name as office, p.title, p.avatar_seed,
			coalesce((select jsonb_agg(g.name order by g.name) from person_groups pg join groups g on g.id = pg.group_id
				where pg.person_id = p.id), '[]') as groups
		from people p join teams t on t.id = p.team_id left join offices o on o.id = p.office_id
		where p.active
			and (${where.externalId ?? null}::text is null or p.external_id = ${where.externalId ?? null}::text)
			and (${where.team ?? null}::text is null or t.name = ${where.team ?? null}::text)
			and (${where.after?.name ?? null}::text is null or
				(p.name collate "C", p.external_id collate "C") >
				(${where.after?.name ?? null}::text, ${where.after?.externalId ?? null}::text))
		order by p.name collate "C", p.external_id collate "C"
		limit ${limit}
	`)) as unknown as (Omit<PersonView, 'externalId' | 'avatarSeed'> & {
		external_id: string;
		avatar_seed: string;
	})[];
	const withEmail = may(ctx.actor, 'people.write');
	return rows.map((row) => ({
		externalId: row.external_id,
		name: row.name,
		email: withEmail ? row.email : null,
		role: row.role,
		team: row.team,
		office: row.office,
		title: row.title,
		groups: row.groups,
		avatarSeed: row.avatar_seed,
	}));
}

/** One active person by external id. Throws Failure `not_found`. */
export const readPerson = guarded(
	'readPerson',
	'people.read',
	z.strictObject({ externalId: externalIdSchema }),
	async (ctx, { externalId }) => {
		const [person] = await select(ctx, { externalId }, 1);
		if (!person) throw new Failure('not_found', 'There is no such person.');
		return person;
	},
);

/** Active people by name, then id, by code point; `after` is the last one of the page before. */
export const listPeople = guarded(
	'listPeople',
	'people.read',
	z.strictObject({
		team: z.string().max(200).optional(),
		after: z.strictObject({ name: z.string(), externalId: z.string() }).optional(),
		limit: z.int().min(1).max(1000).default(200),
	}),
	(ctx, { limit, ...where }) => select(ctx, where, limit),
);

/** The offices' names by code point; a company has few, so they aren't paged. */
export const listOffices = guarded(
	'listOffices',
	'people.read',
	z.strictObject({}),
	async (ctx): Promise<string[]> => {
		const rows = await ctx.db.select({ name: offices.name }).from(offices);
		return rows.map(({ name }) => name).sort((a, b) => (a < b ? -1 : 1));
	},
);
