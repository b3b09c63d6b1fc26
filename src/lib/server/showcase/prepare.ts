import { eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { ranked } from '#lib/domain/showcase/choose.ts';
import { monthSchema, monthsToPrepare } from '#lib/domain/showcase/month.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { showcaseEditions, showcaseEntries } from '../db/schema/showcase.ts';
import { newSlug } from '../links/slug.ts';
import { notify } from '../notices/notify.ts';
import { readProgram } from '../programs/queries.ts';
import { countMonth, type Counted } from './count.ts';
import { changedEdition, rearrange, type Edition } from './edition.ts';
import { showcaseRule } from './settings.ts';

/** So many posts a curator chooses among: the five, and enough to take their places. */
const CANDIDATES = 20;
/** And so many of one person at least: a list of one person's twenty is no choice. */
const OF_ONE = 2;

/** The first of a month's posts among which a curator chooses. */
function candidatesOf(posts: readonly Counted[], perPerson: number): Counted[] {
	const of = new Map<string, number>();
	return posts
		.filter(({ personId }) => {
			const before = of.get(personId) ?? 0;
			of.set(personId, before + 1);
			return before < Math.max(perPerson, OF_ONE);
		})
		.slice(0, CANDIDATES);
}

/** Writes the candidates of a month; what was decided of them stays, those that fell behind go, unless somebody decided of them. */
async function fill(tx: Ctx, edition: Pick<Edition, 'month' | 'rule'>, zone: string) {
	const { month, rule } = edition;
	const best = candidatesOf(ranked(await countMonth(tx, month, zone), rule), rule.perPerson);
	await tx.db.execute(sql`
		delete from showcase_entries where month = ${month} and decision = 'auto' and comment = '' and answer is null
			and asked_at is null and link_id not in (
				select x::uuid from jsonb_array_elements_text(${JSON.stringify(best.map(({ linkId }) => linkId))}::text::jsonb) x)`);
	// Those that stay although others are better now come after them.
	await tx.db
		.update(showcaseEntries)
		.set({ rank: sql`rank + 1000` })
		.where(eq(showcaseEntries.month, month));
	for (const [index, { linkId, personId, postId, ...figures }] of best.entries()) {
		const { clicks, conversations, engagements, impressions } = figures;
		const set = { clicks, conversations, engagements, impressions, rank: index + 1 };
		await tx.db
			.insert(showcaseEntries)
			.values({ month, linkId, personId, postId, code: newSlug(), ...set })
			.onConflictDoUpdate({ target: [showcaseEntries.month, showcaseEntries.linkId], set });
	}
	await tx.db.execute(sql`
		update showcase_entries e set rank = r.rank
		from (select id, row_number() over (order by rank, id) as rank from showcase_entries where month = ${month}) r
		where r.id = e.id and e.rank <> r.rank`);
	await rearrange(tx, edition);
	return best.length;
}

const tellCurators = async (tx: Ctx, month: string) => {
	const owners = await tx.db.execute<{ id: string }>(
		sql`select id from people where active and role in ('owner', 'admin')`,
	);
	await notify(tx, {
		people: owners.map(({ id }) => id),
		kind: 'showcase_prepared',
		params: { month },
		key: `showcase:${month}`,
	});
};

/**
 * Prepares the showcase of every month that is over in the program's zone and has none yet: once each, over any number of instances
 * and restarts, those that were missed too. Owners are told of the last one when it has posts. Gives the months.
 */
export const prepareShowcases = guarded(
	'prepareShowcases',
	'system.run',
	z.strictObject({}),
	async (ctx): Promise<{ prepared: string[] }> => {
		const [set] = await ctx.db.execute(sql`select from program where id = 1`);
		if (!set) return { prepared: [] };
		const { timeZone } = await readProgram(ctx);
		const [row] = await ctx.db.execute<{ latest: string | null }>(
			sql`select max(month) as latest from showcase_editions`,
		);
		const due = monthsToPrepare(row?.latest ?? null, ctx.now, timeZone);
		const prepared: string[] = [];
		for (const month of due) {
			const made = await withTransaction(ctx, async (tx) => {
				const rule = await showcaseRule(tx);
				const [edition] = await tx.db
					.insert(showcaseEditions)
					.values({ month, rule, preparedAt: tx.now })
					.onConflictDoNothing()
					.returning();
				if (!edition) return false;
				const found = await fill(tx, edition, timeZone);
				if (found > 0 && month === due.at(-1)) await tellCurators(tx, month);
				return true;
			});
			if (made) prepared.push(month);
		}
		return { prepared };
	},
);

/**
 * Counts a draft's posts anew by the rule as it is now: late facts came, others were voided. What was decided stays.
 * Throws Failure `not_found`, `conflict` (reason `changed` or `published`).
 */
export const recountShowcase = guarded(
	'recountShowcase',
	'showcase.curate',
	z.strictObject({ month: monthSchema, revision: z.coerce.number().int() }),
	(ctx, { month, revision }): Promise<void> =>
		withTransaction(ctx, async (tx) => {
			const { timeZone } = await readProgram(tx);
			const rule = await showcaseRule(tx);
			const edition = await changedEdition(tx, month, revision, { rule });
			if (edition.publishedAt)
				throw new Failure('conflict', 'It is published.', { reason: 'published' });
			const posts = await fill(tx, edition, timeZone);
			await appendAudit(tx, {
				action: 'showcase.recounted',
				target: `showcase:${month}`,
				details: { posts },
			});
		}),
);
