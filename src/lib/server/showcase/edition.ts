import { and, eq, sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import { arrange, type Decided } from '#lib/domain/showcase/choose.ts';
import { permitted, type Answer, type AuthorPermission } from '#lib/domain/showcase/permission.ts';
import type { Ctx } from '../context.ts';
import { showcaseEditions, showcaseEntries } from '../db/schema/showcase.ts';

export type Edition = typeof showcaseEditions.$inferSelect;

/** What is thrown for a month that has no showcase, or none that the asker may read. */
export const noEdition = () => new Failure('not_found', 'There is no such showcase.');

/** A month's edition, locked for the rest of the transaction. Throws Failure `not_found`. */
export async function lockedEdition(tx: Ctx, month: string): Promise<Edition> {
	const [edition] = await tx.db
		.select()
		.from(showcaseEditions)
		.where(eq(showcaseEditions.month, month))
		.for('update');
	if (!edition) throw noEdition();
	return edition;
}

/**
 * The same for who changes it and read it at `revision`; it counts one up. Throws Failure `conflict` (reason `changed`) when another
 * has changed it since.
 */
export async function changedEdition(
	tx: Ctx,
	month: string,
	revision: number,
	set: Partial<typeof showcaseEditions.$inferInsert> = {},
): Promise<Edition> {
	const edition = await lockedEdition(tx, month);
	if (edition.revision !== revision)
		throw new Failure('conflict', 'Somebody else has changed this showcase.', {
			reason: 'changed',
		});
	const changedBy = tx.actor.kind === 'person' ? tx.actor.id : null;
	const [changed] = await tx.db
		.update(showcaseEditions)
		.set({ ...set, revision: revision + 1, changedBy })
		.where(eq(showcaseEditions.month, month))
		.returning();
	return changed!;
}

/** Gives the posts of a month their places anew; of a locked edition. */
export async function rearrange(tx: Ctx, edition: Pick<Edition, 'month' | 'rule'>): Promise<void> {
	const rows = (await tx.db.execute(sql`
		select e.id, e.person_id as "personId", e.rank, e.decision, e.pinned_at as "pinnedAt", e.answer, e.place,
			coalesce(a.permission, 'ask') as permission
		from showcase_entries e left join showcase_authors a on a.person_id = e.person_id
		where e.month = ${edition.month}
	`)) as unknown as (Omit<Decided, 'refused'> & {
		answer: Answer | null;
		place: number | null;
		permission: AuthorPermission;
	})[];
	const entries = rows.map((row) => ({
		...row,
		refused: permitted(row.permission, row.answer) === 'no',
	}));
	const placed = arrange(entries, edition.rule.perPerson);
	for (const { id, place } of entries) {
		const index = placed.findIndex((one) => one.id === id);
		const now = index < 0 ? null : index + 1;
		if (now === place) continue;
		await tx.db
			.update(showcaseEntries)
			.set({ place: now })
			.where(and(eq(showcaseEntries.id, id)));
	}
}
