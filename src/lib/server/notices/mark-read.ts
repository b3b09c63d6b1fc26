import { and, eq, isNull, lte } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { guarded } from '../context.ts';
import { notices } from '../db/schema/notices.ts';
import { readerOf } from './reader.ts';

/**
 * Opens one of a person's own notices: it is read from now on. Gives where it leads. Throws Failure `not_found`, also
 * for somebody else's.
 */
export const openNotice = guarded(
	'openNotice',
	'notices.read.own',
	z.strictObject({ id: z.uuid() }),
	async (ctx, { id }): Promise<{ href: string }> => {
		const own = and(eq(notices.id, id), eq(notices.personId, readerOf(ctx)));
		await ctx.db
			.update(notices)
			.set({ readAt: ctx.now })
			.where(and(own, isNull(notices.readAt)));
		const [row] = await ctx.db.select({ href: notices.href }).from(notices).where(own);
		if (!row) throw new Failure('not_found', 'There is no such notice.');
		return { href: row.href ?? '/' };
	},
);

/**
 * Marks a person's own notices as read, up to and with those of `until`: what came after the page was opened was not
 * seen. Gives how many.
 */
export const markNoticesRead = guarded(
	'markNoticesRead',
	'notices.read.own',
	z.strictObject({ until: z.iso.datetime() }),
	async (ctx, { until }): Promise<{ read: number }> => {
		const marked = await ctx.db
			.update(notices)
			.set({ readAt: ctx.now })
			.where(
				and(
					eq(notices.personId, readerOf(ctx)),
					isNull(notices.readAt),
					lte(notices.createdAt, new Date(until)),
				),
			)
			.returning({ id: notices.id });
		return { read: marked.length };
	},
);
