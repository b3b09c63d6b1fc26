import { sql, type SQL } from 'drizzle-orm';
import { isFrozen } from '#lib/domain/contest/phase.ts';
import type { Ctx } from '../context.ts';
import type { Db } from '../db/client.ts';
import { contestOf, SELECT_CONTEST, type ContestRow } from '../scoring/contest.ts';
import { instantOf } from './audience-facts.ts';

/** A time [from, to) whose facts are not public yet. */
export type HiddenSpan = { from: Date; to: Date };

/**
 * The times that some contest hides at `now`: from its freeze to its end, until its result is shown. What is told of
 * facts outside of any contest (a post's clicks, say) leaves them out, or it would tell what the board does not.
 */
export async function hiddenSpans(db: Pick<Db, 'execute'>, now: Date): Promise<HiddenSpan[]> {
	const rows = (await db.execute(sql`
		${sql.raw(SELECT_CONTEST)}
		where c.published_at is not null and c.cancelled_at is null
			and (c.final_at is null or c.held_for_reveal)`)) as unknown as ContestRow[];
	return rows.map(contestOf).flatMap((contest) => {
		const { freezeAt, rules } = contest;
		return freezeAt && isFrozen(contest, rules, now) && freezeAt < rules.endsAt
			? [{ from: freezeAt, to: rules.endsAt }]
			: [];
	});
}

/** A condition on facts `f`: no contest hides them at `ctx.now`. Parts of it are joined by `and`. */
export async function notHidden(ctx: Pick<Ctx, 'db' | 'now'>): Promise<SQL> {
	const spans = (await hiddenSpans(ctx.db, ctx.now)).map(
		({ from, to }) => sql`not (f.at >= ${instantOf(from)} and f.at < ${instantOf(to)})`,
	);
	return sql.join([sql`true`, ...spans], sql` and `);
}
