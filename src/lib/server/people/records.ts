import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { instantSchema } from '#lib/domain/contest/rules.ts';
import { Failure } from '#lib/domain/failure.ts';
import { may, type Role } from '#lib/domain/people/permissions.ts';
import { externalIdSchema } from '#lib/domain/text.ts';
import { afterOf, PAGE_FIELDS, pageFrom } from '../api/keyset.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, type Ctx } from '../context.ts';
import { NAMED_EVERYWHERE, seesEverybody } from './shown.ts';

/** A person as the API answers them. */
export type PersonRecord = {
	externalId: string;
	name: string;
	/** Only for those who may write people; null for everybody else. */
	email: string | null;
	role: Role;
	team: string;
	office: string | null;
	title: string | null;
	groups: string[];
	active: boolean;
	updatedAt: string;
};

const name = z.string().max(200).optional();

const filters = {
	team: name,
	office: name,
	group: name,
	active: z
		.enum(['true', 'false', 'all'])
		.default('true')
		.describe('Whether those who left are wanted.'),
	updatedSince: instantSchema.optional(),
};

type Filters = { [field in keyof typeof filters]?: z.output<(typeof filters)[field]> };
type Row = PersonRecord & { id: string };

async function select(
	ctx: Ctx,
	where: Filters & { externalId?: string; after?: string | null },
	limit: number,
): Promise<Row[]> {
	// Who is not in the directory by name isn't here either; whoever keeps people has to see all of them.
	const listed = seesEverybody(ctx.actor) ? sql`true` : NAMED_EVERYWHERE;
	const { externalId, after, team, office, group, active = 'all', updatedSince } = where;
	const rows = (await ctx.db.execute(sql`
		select p.id, p.external_id as "externalId", p.name, p.email, p.role, t.name as team, o.name as office, p.title,
			p.active, p.updated_at as "updatedAt",
			coalesce((select jsonb_agg(g.name order by g.name collate "C") from person_groups pg
				join groups g on g.id = pg.group_id where pg.person_id = p.id), '[]') as groups
		from people p join teams t on t.id = p.team_id left join offices o on o.id = p.office_id
		where ${after ? sql`p.id > ${after}::uuid` : sql`true`} and ${listed}
			${externalId === undefined ? sql`` : sql`and p.external_id = ${externalId}`}
			${team === undefined ? sql`` : sql`and t.name = ${team}`}
			${office === undefined ? sql`` : sql`and o.name = ${office}`}
			${active === 'all' ? sql`` : sql`and p.active = ${active === 'true'}`}
			${updatedSince ? sql`and p.updated_at >= ${instantOf(updatedSince)}` : sql``}
			${
				group === undefined
					? sql``
					: sql`and exists (select from person_groups pg join groups g on g.id = pg.group_id
						where pg.person_id = p.id and g.name = ${group})`
			}
		order by p.id limit ${limit}
	`)) as unknown as Row[];
	const withEmail = may(ctx.actor, 'people.write');
	return rows.map((row) => ({
		...row,
		email: withEmail ? row.email : null,
		updatedAt: new Date(row.updatedAt).toISOString(),
	}));
}

const shown = ({ id: _, ...record }: Row): PersonRecord => record;

/** A page of the people in the order in which they came. Throws Failure `invalid` on a foreign cursor. */
export const listPersonRecords = guarded(
	'listPersonRecords',
	'people.read',
	z.strictObject({ ...filters, ...PAGE_FIELDS }),
	async (
		ctx,
		{ limit, cursor, ...where },
	): Promise<{ people: PersonRecord[]; nextCursor: string | null }> => {
		const found = await select(ctx, { ...where, after: afterOf(cursor) }, limit + 1);
		const { rows, nextCursor } = pageFrom(found, limit);
		return { people: rows.map(shown), nextCursor };
	},
);

/** One person by external id, active or not. Throws Failure `not_found`. */
export const readPersonRecord = guarded(
	'readPersonRecord',
	'people.read',
	z.strictObject({ externalId: externalIdSchema }),
	async (ctx, { externalId }): Promise<PersonRecord> => {
		const [row] = await select(ctx, { externalId }, 1);
		if (row) return shown(row);
		throw new Failure('not_found', 'There is no such person.');
	},
);
