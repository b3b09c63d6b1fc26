import { sql } from 'drizzle-orm';
import { Failure } from '#lib/domain/failure.ts';
import type { Audience } from '#lib/domain/live/events.ts';
import { may, showsContest, type Actor } from '#lib/domain/people/permissions.ts';
import { authorise, type Ctx } from '../context.ts';
import type { Db } from '../db/client.ts';
import { executePrepared } from '../db/prepared.ts';
import {
	contestOf,
	SELECT_CONTEST,
	type ContestRow,
	type LoadedContest,
} from '../scoring/contest.ts';

/** The contest of a slug or an own id as it is now; null when there is none. Throws Failure `unavailable` on bad rules. */
export async function loadContest(
	db: Pick<Db, 'execute'>,
	by: { slug: string } | { id: string },
): Promise<LoadedContest | null> {
	const where = 'slug' in by ? sql`c.slug = ${by.slug}` : sql`c.id = ${by.id}`;
	const [row] = await executePrepared<ContestRow>(
		db,
		sql`${sql.raw(SELECT_CONTEST)} where ${where}`,
	);
	return row ? contestOf(row) : null;
}

/**
 * Refuses who may not see this contest's board: a draft is for those who may write contests, a display shows the
 * contests of its link or programme only. Both look as if there were none: Failure `not_found`.
 */
export function assertVisible(actor: Actor, contest: LoadedContest | null): asserts contest {
	const hidden =
		!contest ||
		(!contest.publishedAt && !may(actor, 'contests.write')) ||
		(actor.kind === 'display' && !showsContest(actor, contest.id));
	if (hidden) throw new Failure('not_found', 'There is no such contest.');
}

/** The contest of a slug, for an actor who has been authorised to read boards. Throws Failure `not_found`. */
export async function visibleContest(ctx: Ctx, slug: string): Promise<LoadedContest> {
	const contest = await loadContest(ctx.db, { slug });
	assertVisible(ctx.actor, contest);
	return contest;
}

/** The audience asked for; the owner's needs a permission of its own. Throws Failure `not_allowed`. */
export function audienceFor(actor: Actor, asked: Audience | undefined): Audience {
	if (asked === 'owner') authorise(actor, 'board.read.owner');
	return asked ?? 'public';
}
