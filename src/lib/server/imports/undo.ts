import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { imports } from '../db/schema/imports.ts';
import { takeOutPeople } from '../people/take-out.ts';
import { takeOutPosts } from '../posts/take-out.ts';
import { leaveMarksOfImport } from '../scoring/marks.ts';
import { findImport } from './find.ts';
import { requireOpenContests } from './touched.ts';
import { IMPORTS_LOCK } from './lock.ts';

async function madeBy(tx: Ctx, id: string, what: 'person' | 'post'): Promise<string[]> {
	const rows = (await tx.db.execute(sql`
		select thing from import_made where import_id = ${id}::uuid and what = ${what}
	`)) as unknown as { thing: string }[];
	return rows.map(({ thing }) => thing);
}

/**
 * Undoes an import: its facts are from now on as if they had never been, in every table that is not final; the same ids may
 * come again. Of people and posts it takes out those that it made and nothing refers to: `removed`, and `kept` of the others.
 * What it changed of people who were there before stays changed. Undoing again changes nothing. Throws Failure
 * `not_found`; `conflict` while it is not done, or (reason import_final) when a contest that it touched is final.
 */
export const undoImport = guarded(
	'undoImport',
	'imports.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			await tx.db.execute(sql`select pg_advisory_xact_lock(${IMPORTS_LOCK})`);
			const found = await findImport(tx, id, { states: ['done'], hold: true });
			if (found.undoneAt) return { removed: 0, kept: 0 };
			const contests = await requireOpenContests(tx, id);
			const people = await madeBy(tx, id, 'person');
			const posts = await madeBy(tx, id, 'post');
			const removed =
				(people.length > 0 ? await takeOutPeople(tx, people) : 0) +
				(posts.length > 0 ? await takeOutPosts(tx, posts) : 0);
			const kept = people.length + posts.length - removed;
			await tx.db.update(imports).set({ undoneAt: tx.now }).where(eq(imports.id, id));
			await leaveMarksOfImport(tx.db, id);
			const { kind, source } = found;
			await appendAudit(tx, {
				action: 'import.undo',
				target: `import:${id}`,
				details: {
					contests,
					kind,
					source,
					before: { undone: false },
					after: { undone: true, removed, kept },
				},
			});
			return { removed, kept };
		}),
);

/** Whether a fact of this import came again since it was undone, under its next id (domain/imports/again.ts). */
async function cameAgain(tx: Ctx, id: string): Promise<boolean> {
	const own = (table: string) => sql`
		select case when external_id ~ '⟲[0-9]+$'
			then regexp_replace(external_id, '[0-9]+$', '')
				|| (substring(external_id from '[0-9]+$')::bigint + 1)::text
			else external_id || '⟲2' end as next
		from ${sql.identifier(table)} where import_id = ${id}::uuid`;
	const [row] = await tx.db.execute<{ again: boolean }>(sql`
		with next as (
			${own('clicks')} union all ${own('readings')} union all ${own('conversions')}
		)
		select exists (select from next n join clicks f on f.external_id = n.next)
			or exists (select from next n join readings f on f.external_id = n.next)
			or exists (select from next n join conversions f on f.external_id = n.next) as again`);
	return row!.again;
}

/**
 * Takes the undoing of an import back: its facts count again. Restoring one that is not undone changes nothing. Throws
 * Failure `not_found`; `conflict` when a contest that it touches is final (reason import_final), when its facts have come
 * again since (import_again), or when it was of people or posts, which are gone: import the file again (import_things).
 */
export const restoreImport = guarded(
	'restoreImport',
	'imports.write',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx) => {
			await tx.db.execute(sql`select pg_advisory_xact_lock(${IMPORTS_LOCK})`);
			const found = await findImport(tx, id, { states: ['done'], hold: true });
			if (!found.undoneAt) return { id };
			const { kind, source } = found;
			if (kind === 'people' || kind === 'posts')
				throw new Failure('conflict', 'Import the file again instead.', {
					reason: 'import_things',
				});
			const contests = await requireOpenContests(tx, id);
			if (await cameAgain(tx, id))
				throw new Failure('conflict', 'Its facts have been imported again since.', {
					reason: 'import_again',
				});
			await tx.db.update(imports).set({ undoneAt: null }).where(eq(imports.id, id));
			await leaveMarksOfImport(tx.db, id);
			await appendAudit(tx, {
				action: 'import.restore',
				target: `import:${id}`,
				details: { contests, kind, source, before: { undone: true }, after: { undone: false } },
			});
			return { id };
		}),
);
