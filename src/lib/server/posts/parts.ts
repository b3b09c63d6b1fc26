import { eq, inArray, sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { Failure, type FieldError } from '#lib/domain/failure.ts';
import type { Copy } from '#lib/domain/posts/story.ts';
import type { Ctx } from '../context.ts';
import { offices, teams } from '../db/schema/people.ts';
import { postCopies, postOffices, postTeams, postTopics } from '../db/schema/posts.ts';

/** What belongs to a story beside its own row, by name. */
export type Parts = {
	teams: readonly string[];
	offices: readonly string[];
	topics: readonly string[];
	copy: readonly Copy[];
};

/** The ids of teams or offices by name, and a complaint with its path about every unknown one: a typo would hide the story. */
async function idsOf(
	ctx: Ctx,
	table: typeof teams | typeof offices,
	names: readonly string[],
	field: string,
): Promise<{ ids: string[]; errors: FieldError[] }> {
	if (names.length === 0) return { ids: [], errors: [] };
	const rows = await ctx.db
		.select({ id: table.id, name: table.name })
		.from(table)
		.where(inArray(table.name, [...names]));
	const known = new Set(rows.map((row) => row.name));
	const errors = names.flatMap((name, index) =>
		known.has(name)
			? []
			: [{ path: `${field}.${index}`, message: `there is no such ${field.slice(0, -1)}` }],
	);
	return { ids: rows.map((row) => row.id), errors };
}

async function topicIds(ctx: Ctx, names: readonly string[]): Promise<string[]> {
	const wanted = JSON.stringify([...new Set(names)].sort().map((name) => ({ id: v7(), name })));
	await ctx.db.execute(sql`insert into topics (id, name)
		select r.id, r.name from jsonb_to_recordset(${wanted}::text::jsonb) as r (id uuid, name text)
		on conflict (name) do nothing`);
	const rows = await ctx.db.execute<{ id: string }>(sql`
		select id from topics where name in (
			select r.name from jsonb_to_recordset(${wanted}::text::jsonb) as r (name text))`);
	return rows.map(({ id }) => id);
}

/** The category of that name; it is made, as the last one, when there is none. */
export async function categoryIdOf(ctx: Ctx, name: string): Promise<string> {
	await ctx.db.execute(
		sql`insert into categories (id, name, position)
			select ${v7()}::uuid, ${name}, coalesce(max(position) + 1, 0) from categories
			on conflict (name) do nothing`,
	);
	const rows = await ctx.db.execute<{ id: string }>(
		sql`select id from categories where name = ${name}`,
	);
	return rows[0]!.id;
}

/**
 * Writes what belongs to a story, in place of what did. Within the caller's transaction. Throws Failure `invalid` with
 * the path of every team or office that is unknown.
 */
export async function writeParts(ctx: Ctx, postId: string, parts: Parts): Promise<void> {
	const forTeams = await idsOf(ctx, teams, parts.teams, 'teams');
	const forOffices = await idsOf(ctx, offices, parts.offices, 'offices');
	const errors = [...forTeams.errors, ...forOffices.errors];
	if (errors.length > 0)
		throw new Failure('invalid', 'Some teams or offices are unknown.', { errors });
	const { db } = ctx;
	for (const table of [postTeams, postOffices, postTopics, postCopies])
		await db.delete(table).where(eq(table.postId, postId));
	if (forTeams.ids.length > 0)
		await db.insert(postTeams).values(forTeams.ids.map((teamId) => ({ postId, teamId })));
	if (forOffices.ids.length > 0)
		await db.insert(postOffices).values(forOffices.ids.map((officeId) => ({ postId, officeId })));
	const about = parts.topics.length > 0 ? await topicIds(ctx, parts.topics) : [];
	if (about.length > 0)
		await db.insert(postTopics).values(about.map((topicId) => ({ postId, topicId })));
	if (parts.copy.length > 0)
		await db.insert(postCopies).values(parts.copy.map((item) => ({ postId, ...item })));
}

/**
 * Holds a story's picture until the transaction ends, so that no sweep takes it. Throws Failure `invalid` when it is not
 * there; a foreign key would say so less kindly.
 */
export async function requirePicture(tx: Ctx, picture: string | null | undefined): Promise<void> {
	if (!picture) return;
	const found = await tx.db.execute(
		sql`select 1 from pictures where id = ${picture}::uuid for key share`,
	);
	if (found.length === 0)
		throw new Failure('invalid', 'There is no such picture.', {
			errors: [{ path: 'picture', message: 'picture_unknown' }],
		});
}
