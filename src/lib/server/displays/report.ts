import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { browserName } from '#lib/domain/displays/browser.ts';
import { reportSchema, type DisplayReport } from '#lib/domain/displays/report.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded } from '../context.ts';
import { displays } from '../db/schema/displays.ts';

/**
 * Keeps what the asking display says of itself, and that it was heard just now. `userAgent` is the request's; only the
 * browser's name and version of it are kept. Throws Failure `not_found` once it is revoked.
 */
export const reportDisplay = guarded(
	'reportDisplay',
	'displays.follow.own',
	z.strictObject({ report: reportSchema, userAgent: z.string().max(2000) }),
	async (ctx, { report, userAgent }) => {
		if (ctx.actor.kind !== 'display')
			throw new Failure('not_allowed', 'Only a display says what it shows.');
		const said: DisplayReport = { ...report, browser: browserName(userAgent) };
		const heard = await ctx.db
			.update(displays)
			.set({ report: said, lastSeenAt: ctx.now })
			.where(and(eq(displays.id, ctx.actor.id), isNull(displays.revokedAt)))
			.returning({ id: displays.id });
		if (heard.length === 0) throw new Failure('not_found', 'There is no such display.');
		return { heardAt: ctx.now.toISOString() };
	},
);
