import { sql } from 'drizzle-orm';
import { z } from 'zod';
import {
	DEFAULT_SHOWCASE_RULE,
	showcaseRuleSchema,
	type ShowcaseRule,
} from '#lib/domain/showcase/rule.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { showcaseSettings } from '../db/schema/showcase.ts';

/** The owner's rule, or the one that holds until there is one. */
export async function showcaseRule(ctx: Pick<Ctx, 'db'>): Promise<ShowcaseRule> {
	const [row] = await ctx.db
		.select()
		.from(showcaseSettings)
		.where(sql`id = 1`);
	return row ? showcaseRuleSchema.parse(row.rule) : DEFAULT_SHOWCASE_RULE;
}

/** How a month's best posts are chosen. */
export const readShowcaseRule = guarded(
	'readShowcaseRule',
	'showcase.curate',
	z.strictObject({}),
	(ctx) => showcaseRule(ctx),
);

/** Changes it for the months that are prepared, or counted anew, from now on. Throws Failure `invalid`. */
export const changeShowcaseRule = guarded(
	'changeShowcaseRule',
	'showcase.write',
	showcaseRuleSchema,
	(ctx, rule): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const set = { rule, changedAt: tx.now };
			await tx.db
				.insert(showcaseSettings)
				.values({ id: 1, ...set })
				.onConflictDoUpdate({ target: showcaseSettings.id, set });
			await appendAudit(tx, {
				action: 'showcase.rule',
				target: 'program:1',
				details: { after: rule },
			});
		}),
);
