import { createHash } from 'node:crypto';
import { inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { Failure, type FieldError } from '#lib/domain/failure.ts';
import { ROLES } from '#lib/domain/people/permissions.ts';
import { externalIdSchema, textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { people } from '../db/schema/people.ts';
import { refreshDirectory } from './directory-words.ts';
import { leaveMarksIn } from '../scoring/marks.ts';

/** Any number of our own: upserts, and erasures, take turns, so that two that move e-mails crosswise cannot deadlock. */
export const PEOPLE_LOCK = 7_126_011;
const UNIQUE_VIOLATION = '23505';

const personSchema = z.strictObject({
	externalId: externalIdSchema,
	name: textSchema(200),
	email: z.string().trim().toLowerCase().max(254).pipe(z.email()).describe('Kept in lower case.'),
	team: textSchema(200),
	role: z.enum(ROLES).optional(),
	groups: z.array(textSchema(200)).max(100).optional(),
	office: textSchema(200).nullish(),
	title: textSchema(200).nullish(),
});

/** What is left out of a person who exists stays as it is; `office` and `title` are cleared by null, groups by []. */
export const upsertPeopleSchema = z.strictObject({
	people: z
		.array(personSchema)
		.max(1000)
		.superRefine((list, context) => {
			for (const field of ['externalId', 'email'] as const) {
				const seen = new Set<string>();
				list.forEach((person, index) => {
					if (seen.has(person[field]))
						context.addIssue({
							code: 'custom',
							path: [index, field],
							message: 'stands twice in this call',
						});
					seen.add(person[field]);
				});
			}
		}),
});

type Input = z.output<typeof upsertPeopleSchema>['people'];

/** The call's rows as one JSON parameter; `has…` tells what was left out from what was cleared. */
const asJson = (list: Input) =>
	JSON.stringify(
		list.map((person) => ({
			id: v7(),
			external_id: person.externalId,
			name: person.name,
			email: person.email,
			role: person.role ?? null,
			team: person.team,
			office: person.office ?? null,
			has_office: person.office !== undefined,
			title: person.title ?? null,
			has_title: person.title !== undefined,
			groups: person.groups ?? null,
			avatar_seed: createHash('sha256').update(person.externalId).digest('hex').slice(0, 16),
		})),
	);

const recordset = (json: string) => sql`jsonb_to_recordset(${json}::jsonb) as i(
	id uuid, external_id text, name text, email text, role text, team text,
	office text, has_office boolean, title text, has_title boolean, groups text[], avatar_seed text)`;

async function makeNamed(ctx: Ctx, table: 'teams' | 'offices' | 'groups', names: string[]) {
	if (names.length === 0) return;
	const rows = JSON.stringify([...new Set(names)].sort().map((name) => ({ id: v7(), name })));
	await ctx.db.execute(sql`
		insert into ${sql.identifier(table)} (id, name)
		select n.id, n.name from jsonb_to_recordset(${rows}::jsonb) as n(id uuid, name text)
		order by n.name
		on conflict (name) do nothing`);
}

const taken = (errors: FieldError[]) =>
	new Failure('conflict', 'An e-mail address belongs to somebody else.', { errors });

/** Refuses e-mails of people outside the call, and frees those that move between people inside it. */
async function settleEmails(ctx: Ctx, list: Input, json: string): Promise<void> {
	const owners = (await ctx.db.execute(sql`
		select p.email, exists (select from ${recordset(json)} where i.external_id = p.external_id) as inside
		from people p join ${recordset(json)} on i.email = p.email and i.external_id <> p.external_id
	`)) as unknown as { email: string; inside: boolean }[];
	const outside = new Set(owners.filter((row) => !row.inside).map((row) => row.email));
	if (outside.size > 0)
		throw taken(
			list.flatMap((person, index) =>
				outside.has(person.email)
					? [{ path: `people.${index}.email`, message: 'belongs to somebody else' }]
					: [],
			),
		);
	if (owners.length > 0)
		await ctx.db.execute(sql`
			update people p set email = 'moving ' || p.id
			from ${recordset(json)} where i.external_id = p.external_id and i.email <> p.email`);
}

/** `matters`: boards show what changed. */
type Written = { id: string; created: boolean; matters: boolean };

/** One upsert for all; a row that says the same as before is neither written nor returned. */
async function writePeople(ctx: Ctx, json: string): Promise<Written[]> {
	return (await ctx.db.execute(sql`
		with before as (
			select p.id, p.name, p.team_id, p.office_id from people p join ${recordset(json)} using (external_id)
		), written as (
			insert into people as p (id, external_id, name, email, role, team_id, office_id, title, avatar_seed,
				created_at, updated_at)
			select i.id, i.external_id, i.name, i.email, coalesce(i.role, old.role, 'employee'), t.id,
				case when i.has_office then o.id else old.office_id end,
				case when i.has_title then i.title else old.title end,
				i.avatar_seed, ${ctx.now.toISOString()}::timestamptz, ${ctx.now.toISOString()}::timestamptz
			from ${recordset(json)}
			join teams t on t.name = i.team
			left join offices o on o.name = i.office
			left join people old on old.external_id = i.external_id
			order by i.external_id collate "C"
			on conflict (external_id) do update set name = excluded.name, email = excluded.email,
				role = excluded.role, team_id = excluded.team_id, office_id = excluded.office_id,
				title = excluded.title, updated_at = excluded.updated_at
			where p.erased_at is null and (p.name, p.email, p.role, p.team_id, p.office_id, p.title) is distinct from
				(excluded.name, excluded.email, excluded.role, excluded.team_id, excluded.office_id, excluded.title)
			returning p.id, p.name, p.team_id, p.office_id
		)
		select w.id, b.id is null as created,
			b.id is null or (b.name, b.team_id, b.office_id) is distinct from (w.name, w.team_id, w.office_id) as matters
		from written w left join before b on b.id = w.id
	`)) as unknown as Written[];
}

/** Makes groups what the call says, for those whose groups it names. Gives the ids of people whose groups changed. */
async function writeGroups(ctx: Ctx, json: string): Promise<string[]> {
	const rows = (await ctx.db.execute(sql`
		with wanted as (
			select p.id as person_id, g.id as group_id
			from ${recordset(json)} join people p using (external_id)
			cross join lateral unnest(i.groups) as wanted_group(label)
			join groups g on g.name = wanted_group.label
			where p.erased_at is null
		), gone as (
			delete from person_groups pg using people p, ${recordset(json)}
			where p.id = pg.person_id and i.external_id = p.external_id and i.groups is not null and p.erased_at is null
				and not exists (
					select from wanted w where w.person_id = pg.person_id and w.group_id = pg.group_id)
			returning pg.person_id
		), come as (
			insert into person_groups (person_id, group_id) select distinct person_id, group_id from wanted
			on conflict do nothing returning person_id
		)
		select person_id from gone union select person_id from come
	`)) as unknown as { person_id: string }[];
	return rows.map((row) => row.person_id);
}

/** Whoever asks for people that changed since then hears of other groups too. */
async function touch(ctx: Ctx, ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	await ctx.db.update(people).set({ updatedAt: ctx.now }).where(inArray(people.id, ids));
}

/**
 * Makes and changes people by their external ids, at most 1,000 a call, all or nothing; teams, groups and offices
 * are made as named. Whoever was erased stays so: their row counts as unchanged. Whoever is new or changed name, team, office or
 * groups gets a mark, because boards show those. Throws Failure `invalid`
 * (also for one person or e-mail twice) and `conflict` (an e-mail of somebody else), both with the path.
 */
export const upsertPeople = guarded(
	'upsertPeople',
	'people.write',
	upsertPeopleSchema,
	async (ctx, { people: list }): Promise<{ created: number; updated: number; unchanged: number }> =>
		withTransaction(ctx, async (tx) => {
			await tx.db.execute(sql`select pg_advisory_xact_lock(${PEOPLE_LOCK})`);
			await makeNamed(
				tx,
				'teams',
				list.map((person) => person.team),
			);
			await makeNamed(
				tx,
				'offices',
				list.flatMap((person) => person.office ?? []),
			);
			await makeNamed(
				tx,
				'groups',
				list.flatMap((person) => person.groups ?? []),
			);
			const json = asJson(list);
			await settleEmails(tx, list, json);
			const written = await writePeople(tx, json);
			const created = new Set(written.filter((row) => row.created).map((row) => row.id));
			const regrouped = (await writeGroups(tx, json)).filter((id) => !created.has(id));
			await touch(tx, regrouped);
			const updated = new Set(regrouped);
			for (const row of written) if (!row.created) updated.add(row.id);
			const onBoards = new Set([
				...regrouped,
				...written.flatMap((row) => (row.matters ? row.id : [])),
			]);
			await refreshDirectory(tx.db, [...created, ...updated]);
			await leaveMarksIn(
				tx.db,
				[...onBoards].map((personId) => ({ personId, metric: 'person', at: tx.now })),
			);
			const counts = {
				created: created.size,
				updated: updated.size,
				unchanged: list.length - created.size - updated.size,
			};
			if (created.size + updated.size > 0)
				await appendAudit(tx, { action: 'people.upsert', details: counts });
			return counts;
		}).catch((error: { cause?: { code?: string; constraint_name?: string } }) => {
			if (
				error.cause?.code === UNIQUE_VIOLATION &&
				error.cause.constraint_name === 'people_email_unique'
			)
				throw taken([
					{ path: 'people', message: 'an e-mail was taken by somebody else meanwhile' },
				]);
			throw error;
		}),
);
