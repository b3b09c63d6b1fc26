import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { textSchema } from '#lib/domain/text.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { categoryIdOf } from './parts.ts';

export type CategoryView = { id: string; name: string; stories: number };

/** The categories in the owners' order, with how many stories each has, drafts too. */
export const listOwnedCategories = guarded(
	'listOwnedCategories',
	'posts.write',
	z.strictObject({}),
	async (ctx): Promise<CategoryView[]> => [
		...(await ctx.db.execute<CategoryView>(sql`
			select c.id, c.name, (select count(*)::int from posts p where p.category_id = c.id) as stories
			from categories c order by c.position, c.name`)),
	],
);

/** Adds a category as the last one; one that is there already is left as it is. */
export const addCategory = guarded(
	'addCategory',
	'posts.write',
	z.strictObject({ name: textSchema(100) }),
	(ctx, { name }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const id = await categoryIdOf(tx, name);
			await appendAudit(tx, {
				action: 'category.add',
				target: `category:${id}`,
				details: { name },
			});
		}),
);

/** Gives a category another name, everywhere at once. Throws Failure `not_found`, and `conflict` (reason `taken`). */
export const renameCategory = guarded(
	'renameCategory',
	'posts.write',
	z.strictObject({ id: z.uuid(), name: textSchema(100) }),
	(ctx, { id, name }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const before = await nameOf(tx, id);
			const rows = await tx.db.execute(sql`
				update categories set name = ${name} where id = ${id}::uuid
					and not exists (select from categories where name = ${name} and id <> ${id}::uuid) returning 1`);
			if (rows.length === 0)
				throw new Failure('conflict', 'There is a category of that name.', { reason: 'taken' });
			await appendAudit(tx, {
				action: 'category.rename',
				target: `category:${id}`,
				details: { before, name },
			});
		}),
);

/** Moves a category one place up or down; at the end it stays. Throws Failure `not_found`. */
export const moveCategory = guarded(
	'moveCategory',
	'posts.write',
	z.strictObject({ id: z.uuid(), by: z.union([z.literal(-1), z.literal(1)]) }),
	(ctx, { id, by }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const name = await nameOf(tx, id);
			// Numbered anew each time: those of the API and of before may be equal.
			await tx.db.execute(sql`
				with numbered as (
					select id, 2 * row_number() over (order by position, name) as place from categories
				), moved as (
					select id, row_number() over (order by place + case when id = ${id}::uuid then ${3 * by}::int else 0 end) as place
					from numbered
				)
				update categories c set position = moved.place from moved where moved.id = c.id`);
			await appendAudit(tx, {
				action: 'category.move',
				target: `category:${id}`,
				details: { name, by },
			});
		}),
);

/** Removes a category that no story and no feed is in. Throws Failure `not_found`, and `conflict` (reason `in_use`). */
export const removeCategory = guarded(
	'removeCategory',
	'posts.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const name = await nameOf(tx, id);
			const rows = await tx.db.execute(sql`
				delete from categories c where c.id = ${id}::uuid
					and not exists (select from posts where category_id = c.id)
					and not exists (select from feeds where category_id = c.id)
					and exists (select from categories other where other.id <> c.id) returning 1`);
			if (rows.length === 0)
				throw new Failure('conflict', 'The category is in use.', { reason: 'in_use' });
			await appendAudit(tx, {
				action: 'category.remove',
				target: `category:${id}`,
				details: { name },
			});
		}),
);

async function nameOf(tx: Ctx, id: string): Promise<string> {
	const [row] = await tx.db.execute<{ name: string }>(
		sql`select name from categories where id = ${id}::uuid for update`,
	);
	if (!row) throw new Failure('not_found', 'There is no such category.');
	return row.name;
}
